"""The result cube: what each alternative causes, draw by draw, indicator by indicator, stage by stage."""

from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from impact.model.bill import bill, stated
from impact.model.flow import CREDIT, MATERIAL, STAGES, Flow
from impact.model.function import Masses, masses
from impact.model.inventory import Inventory, inventory
from impact.model.settle import Assumption, settle
from impact.model.study import Study
from impact.model.uncertainty import Draws
from impact.store.catalogue import Facts

#: Draws that are multiplied at a time.
CHUNK = 512
#: What may hold for a contribution: a burden is left out, a credit is left out, the data are a stand-in,
#: are implausible, hold a credit that cannot be told apart.
MARKS = ("more", "less", "proxy", "suspect", "netted")


@dataclass(frozen=True)
class Cube:
    """Impacts of the alternatives of a study.

    impact:      [draw, alternative, indicator, stage], unit of the indicator; nan: missing
    total:       [draw, alternative, indicator], sum over the stages that are known; nan where none is
    lost:        [draw, alternative, indicator], the part of the material stage that does not end in the parts
    coverage:    [alternative, indicator, stage], share of the mass handled whose factor is known, at the medians
    overall:     [alternative, indicator], the same over all stages
    marks:       name of MARKS -> [alternative, indicator, stage], does it hold for any factor in use?
    stages:      those that an alternative states, in the order of STAGES
    assumptions: what the study left open and was filled from the facts
    """

    impact: np.ndarray
    total: np.ndarray
    lost: np.ndarray
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
        factor = _factors(self.inventory, self.draws, slice(i, i + 1))
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
    weight = masses(study, facts.function, facts.property, draws)
    settled = settle(study, facts)
    bills = bill(study, settled, facts, weight, draws)
    lines = [flow for flows in bills.values() for flow in flows]
    subjects = list(dict.fromkeys(flow.subject for flow in lines if flow.subject))
    stock = inventory(study, facts, subjects)
    factor, known = _factors(stock, draws), ~np.isnan(stock.median)
    counted = {MATERIAL, *(flow.stage for flow in lines)}.union(*(stated(each) for each in settled.alternatives))
    stages = tuple(stage for stage in STAGES if stage in counted)

    shape = len(study.alternatives), len(stock.indicators)
    impact, lost = np.zeros((shape[0], len(stages), shape[1], draws.n)), np.zeros((*shape, draws.n))
    held, handled = np.zeros((*shape, len(stages))), np.zeros((len(study.alternatives), len(stages)))
    marks = {name: np.zeros((*shape, len(stages)), bool) for name in MARKS}
    number = {subject: m for m, subject in enumerate(subjects)}
    with ThreadPoolExecutor() as pool:  # numpy leaves the interpreter's lock while it multiplies
        list(pool.map(lambda flows, *out: _add(_amounts(flows, stages, number), factor, *out), bills.values(), impact, lost))
    for a, alternative in enumerate(study.alternatives):
        flows = bills[alternative.id]
        for flow in flows:
            s, m = stages.index(flow.stage), number.get(flow.subject)
            is_known = known[m] if m is not None else np.zeros(shape[1], bool)
            held[a, :, s] += is_known * flow.handled
            handled[a, s] += flow.handled
            left_out = ~is_known if m is None else ~is_known | stock.lower_bound[m]
            marks["less" if flow.stage == CREDIT else "more"][a, :, s] |= left_out
            if m is not None:
                for name in ("proxy", "suspect", "netted"):
                    marks[name][a, :, s] |= getattr(stock, name)[m]
    impact, total = impact.transpose(3, 0, 2, 1), impact.sum(axis=1)
    unsized = np.array([weight.total(each.id) is None for each in study.alternatives])
    coverage, overall = _share(held, handled[:, None, :]), _share(held.sum(axis=-1), handled.sum(axis=-1)[:, None])
    coverage[unsized], overall[unsized] = 0, 0
    impact[:, coverage == 0] = np.nan
    total[overall == 0] = np.nan
    lost[coverage[:, :, 0] == 0] = np.nan
    return Cube(
        impact=impact,
        total=total.transpose(2, 0, 1),
        lost=lost.transpose(2, 0, 1),
        coverage=coverage,
        overall=overall,
        marks=marks,
        alternatives=[each.id for each in study.alternatives],
        indicators=stock.indicators,
        stages=stages,
        bills=bills,
        assumptions=settled.assumptions,
        masses=weight,
        inventory=stock,
        draws=draws,
    )


def _share(held: np.ndarray, handled: np.ndarray) -> np.ndarray:
    """Share of the mass that is known; all of it where there is none."""
    return np.divide(held, handled, out=np.ones_like(held), where=np.broadcast_to(handled, held.shape) > 0)


def _amounts(flows: list[Flow], stages: tuple[str, ...], number: dict[str, int]) -> dict[tuple[int, int, bool], np.ndarray]:
    """Lines of one stage that ask for the same thing, added up before they are multiplied: stage, subject, lost -> amount [n or 1]"""
    amounts = defaultdict(float)
    for flow in flows:
        if flow.subject:
            key = stages.index(flow.stage), number[flow.subject], flow.lost
            amounts[key] = amounts[key] + flow.amount
    return amounts


def _add(amounts: dict[tuple[int, int, bool], np.ndarray], factor: np.ndarray, impact: np.ndarray, lost: np.ndarray):
    """Add amount x factor of one alternative to impact [stage, indicator, n] and lost [indicator, n].

    factor: [subject, indicator, n]; some draws at a time, so that they stay in the cache. Always in the order of
    the lines, so that a sum does not depend on who else is compared.
    """
    for start in range(0, lost.shape[-1], CHUNK):
        some = slice(start, start + CHUNK)
        product = np.empty((len(lost), lost[:, some].shape[-1]))
        for (s, m, is_lost), amount in amounts.items():
            np.multiply(amount[some] if amount.size > 1 else amount, factor[m, :, some], out=product)
            impact[s, :, some] += product
            if is_lost:
                lost[:, some] += product


def _factors(stock: Inventory, draws: Draws, only: slice = slice(None)) -> np.ndarray:
    """Draws of every factor, 0 where it is missing. [subject, indicator, draw]; only: of these indicators

    Subjects that are read from one data set share its draws.
    """
    known = ~np.isnan(stock.median)
    median, gsd = np.where(known, stock.median, 0), np.where(known, stock.gsd, 1)
    factor = np.zeros((len(stock.subjects), len(stock.indicators[only]), draws.n))
    for s, block in enumerate(stock.block):
        if known[s, only].any():
            factor[s] = draws.lognormal(block, median[s], gsd[s], only)
    return factor
