"""The result cube: what each alternative causes, draw by draw, indicator by indicator, stage by stage."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from impact.model.bill import billed, stated
from impact.model.flow import CREDIT, MATERIAL, STAGES, Flow
from impact.model.function import Masses
from impact.model.inventory import Inventory, inventory
from impact.model.settle import Assumption
from impact.model.study import Study
from impact.model.uncertainty import Draws
from impact.store.facts import Facts

#: What may hold for a contribution: a burden is left out, a credit is left out, the data are a stand-in,
#: are implausible, hold a credit that cannot be told apart.
MARKS = ("more", "less", "proxy", "suspect", "netted")


@dataclass(frozen=True)
class Cube:
    """Impacts of the alternatives of a study.

    impact:      [draw, alternative, indicator, stage], unit of the indicator; nan: missing
    total:       [draw, alternative, indicator], sum over the stages that are known; nan where none is
    coverage:    [alternative, indicator, stage], share of the mass handled whose factor is known, at the medians
    overall:     [alternative, indicator], the same over all stages
    marks:       name of MARKS -> [alternative, indicator, stage], does it hold for any factor in use?
    stages:      those that an alternative states, in the order of STAGES
    assumptions: what the study left open and was filled from the facts
    """

    impact: np.ndarray
    total: np.ndarray
    coverage: np.ndarray
    overall: np.ndarray
    marks: dict[str, np.ndarray]
    alternatives: list[str]
    indicators: list[str]
    stages: tuple[str, ...]
    bills: dict[str, list[Flow]]
    assumptions: list[Assumption]
    masses: Masses
    inventory: Inventory
    draws: Draws

    @property
    def partial(self) -> np.ndarray:
        """Does the total leave something out? [alternative, indicator]"""
        return (self.overall > 0) & (self.marked("more") | self.marked("less"))

    def lines(self, indicator: str) -> Iterator[tuple[str, Flow, np.ndarray | None]]:
        """Every line of the bills with what it causes on one indicator [draw]; None where that is not known."""
        i, subjects = self.indicators.index(indicator), self.inventory.subjects
        factor = factors(self.inventory, self.draws, slice(i, i + 1))
        known = dict(zip(subjects, ~np.isnan(self.inventory.median[:, i]), strict=True))
        for alternative, flows in self.bills.items():
            for flow in flows:
                is_known = flow.subject is not None and known[flow.subject]
                yield alternative, flow, flow.amount * factor[subjects.index(flow.subject)][0] if is_known else None

    def marked(self, name: str) -> np.ndarray:
        """Does a mark hold in any stage? [alternative, indicator]"""
        return self.marks[name].any(axis=-1)


def cube(study: Study, facts: Facts, draws: Draws) -> Cube:
    """Impacts of every alternative of `study`.

    impact[d, a, i, s] = sum over the lines l of the bill of a in stage s of amount[d, l] * factor[d, subject of l, i]

    A factor that is missing adds nothing and lowers the coverage; where nothing of a stage is known,
    or a part cannot be sized, the impact is nan. Doing without causes 0: a value, not a gap.
    """
    made = billed(study, facts, draws)
    bills, weight = made.bills, made.masses
    lines = [flow for flows in bills.values() for flow in flows]
    stock = inventory(made.study, facts, asked(bills))
    factor = factors(stock, draws)
    counted = {MATERIAL, *(flow.stage for flow in lines)}.union(*(stated(each) for each in made.settled.alternatives))
    stages = tuple(stage for stage in STAGES if stage in counted)

    impact = _summed(bills, stages, stock.subjects, factor)
    held, handled, marks = _known(bills, stages, stock)
    total = impact.sum(axis=1)
    unsized = np.array([weight.total(each.id) is None for each in study.alternatives])
    coverage, overall = _share(held, handled[:, None, :]), _share(held.sum(axis=-1), handled.sum(axis=-1)[:, None])
    coverage[unsized], overall[unsized] = 0, 0
    impact[coverage.transpose(0, 2, 1) == 0] = np.nan
    total[overall == 0] = np.nan
    return Cube(
        impact=impact.transpose(3, 0, 2, 1),
        total=total.transpose(2, 0, 1),
        coverage=coverage,
        overall=overall,
        marks=marks,
        alternatives=[each.id for each in study.alternatives],
        indicators=stock.indicators,
        stages=stages,
        bills=bills,
        assumptions=made.assumptions,
        masses=weight,
        inventory=stock,
        draws=draws,
    )


def asked(bills: dict[str, list[Flow]]) -> list[str]:
    """What the lines of some bills ask for, each once."""
    return list(dict.fromkeys(flow.subject for flows in bills.values() for flow in flows if flow.subject))


def _share(held: np.ndarray, handled: np.ndarray) -> np.ndarray:
    """Share of the mass that is known; all of it where there is none."""
    return np.divide(held, handled, out=np.ones_like(held), where=np.broadcast_to(handled, held.shape) > 0)


def _summed(bills: dict[str, list[Flow]], stages: tuple[str, ...], subjects: list[str], factor: np.ndarray) -> np.ndarray:
    """Amount x factor, summed over the lines. [alternative, stage, indicator, n]; factor: [subject, indicator, n]

    Draws stay last and whole, for speed; a sum is in the order of its own lines, so that it does not depend on
    who else is compared.
    """
    number = {subject: m for m, subject in enumerate(subjects)}
    _, indicators, n = factor.shape
    impact, product = np.zeros((len(bills), len(stages), indicators, n)), np.empty((indicators, n))
    spans = [slice(rows[0], rows[-1] + 1) if len(rows) else slice(0) for rows in map(np.flatnonzero, factor[:, :, 0])]  # what is known
    for a, flows in enumerate(bills.values()):
        amounts = defaultdict(float)  # lines of one stage that ask for the same thing, added up before they are multiplied
        for flow in flows:
            if flow.subject:
                amounts[flow.stage, flow.subject] = amounts[flow.stage, flow.subject] + flow.amount
        for (stage, subject), amount in amounts.items():
            m = number[subject]
            some = spans[m]
            np.multiply(amount, factor[m, some], out=product[some])
            impact[a, stages.index(stage), some] += product[some]
    return impact


def _known(bills: dict[str, list[Flow]], stages: tuple[str, ...], stock: Inventory) -> tuple[np.ndarray, np.ndarray, dict[str, np.ndarray]]:
    """What is known of the lines: mass whose factor is known [alternative, indicator, stage], mass handled
    [alternative, stage], and the marks of MARKS [alternative, indicator, stage]."""
    number = {subject: m for m, subject in enumerate(stock.subjects)} | {None: len(stock.subjects)}
    nobody = np.zeros((1, len(stock.indicators)), bool)  # a row for lines of which nothing is known
    known = np.concatenate([~np.isnan(stock.median), nobody])
    flagged = {name: np.concatenate([getattr(stock, name), nobody]) for name in ("lower_bound", "proxy", "suspect", "netted")}
    held, handled = np.zeros((len(bills), len(stages), known.shape[1])), np.zeros((len(bills), len(stages)))
    marks = {name: np.zeros(held.shape, bool) for name in MARKS}
    for a, flows in enumerate(bills.values()):
        subject = np.array([number[flow.subject] for flow in flows], int)
        stage = np.array([stages.index(flow.stage) for flow in flows], int)
        mass = np.array([flow.handled for flow in flows])
        np.add.at(held[a], stage, known[subject] * mass[:, None])
        np.add.at(handled[a], stage, mass)
        left_out = ~known[subject] | flagged["lower_bound"][subject]
        credit = np.array([flow.stage == CREDIT for flow in flows], bool)[:, None]
        np.logical_or.at(marks["more"][a], stage, left_out & ~credit)
        np.logical_or.at(marks["less"][a], stage, left_out & credit)
        for name in ("proxy", "suspect", "netted"):
            np.logical_or.at(marks[name][a], stage, flagged[name][subject])
    return held.transpose(0, 2, 1), handled, {name: mark.transpose(0, 2, 1) for name, mark in marks.items()}


def factors(stock: Inventory, draws: Draws, only: slice = slice(None)) -> np.ndarray:
    """Draws of every factor, 0 where it is missing. [subject, indicator, draw]; only: of these indicators

    Subjects that are read from one data set share its draws.
    """
    known = ~np.isnan(stock.median)
    median, gsd = np.where(known, stock.median, 0), np.where(known, stock.gsd, 1)
    factor = np.zeros((len(stock.subjects), len(stock.indicators[only]), draws.n))
    for s, block in enumerate(stock.block):
        if known[s, only].any():
            factor[s] = draws.lognormal(block, median[s], gsd[s], only)
    if 0 in range(len(stock.indicators))[only]:  # climate alone follows a path
        for name, share in stock.follows.items():
            factor[stock.subjects.index(name), 0] *= share
    return factor
