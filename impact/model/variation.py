"""A study computed again and again on one indicator, with other numbers and other draws of its facts."""

from collections.abc import Iterator

import numpy as np

from impact.model.bill import bill
from impact.model.flow import Flow
from impact.model.function import masses
from impact.model.inventory import Inventory, inventory
from impact.model.lifecycle import asked, factors
from impact.model.numbers import drawn, numbers, replaced
from impact.model.settle import settle
from impact.model.study import Study
from impact.model.uncertainty import Chosen, Draws, Fact
from impact.store.facts import Facts


class Variation:
    """The study ready for it. A number may take another value in each draw, so that every case of a tornado is one draw of one call.

    numbers: those that can be moved; see numbers.Number
    """

    def __init__(self, study: Study, facts: Facts, indicator: str):
        self.study, self.facts, self.indicator = study, facts, indicator
        self.settled = settle(study, facts)
        self.numbers = numbers(study, self.settled, facts)
        self.stock: Inventory | None = None

    @property
    def alternatives(self) -> list[str]:
        """Ids, in the order of the study."""
        return [each.id for each in self.study.alternatives]

    def totals(self, draws: Draws, moved: dict[str, np.ndarray | float] | None = None) -> np.ndarray:
        """What each alternative causes over the stages that are known, as in the cube; nan where nothing is. [alternative, n]

        moved: way to a number -> its value, one for all draws or one for each [n]; it holds instead of a range
        """
        total = np.zeros((len(self.alternatives), draws.n))
        known = np.array([not each.parts for each in self.study.alternatives])
        for alternative, _, caused in self.lines(draws, moved):
            if caused is not None:
                a = self.alternatives.index(alternative)
                total[a] += caused
                known[a] = True
        total[~known] = np.nan
        return total

    def lines(self, draws: Draws, moved: dict[str, np.ndarray | float] | None = None) -> Iterator[tuple[str, Flow, np.ndarray | None]]:
        """Every line of the bills with what it causes [n]; None where that is not known. moved: see totals"""
        varied = replaced(self.study, self.settled, drawn(self.study, self.settled, draws) | (moved or {}))
        bills = bill(varied, settle(varied, self.facts), self.facts, masses(varied, self.facts.function, self.facts.property, draws), draws)
        stock = self._stock(varied, asked(bills), moved)
        i, at = stock.indicators.index(self.indicator), {name: s for s, name in enumerate(stock.subjects)}
        factor, known = factors(stock, draws, slice(i, i + 1)), ~np.isnan(stock.median[:, i])
        for alternative, flows in bills.items():
            for flow in flows:
                is_known = flow.subject is not None and known[at[flow.subject]]
                yield alternative, flow, flow.amount * factor[at[flow.subject]][0] if is_known else None

    def facts_of(self) -> list[Fact]:
        """Facts and ranges of numbers that the totals depend on and that are not exactly known."""
        noted = Chosen(1)
        self.totals(noted)
        return list(noted.asked)

    def _stock(self, varied: Study, subjects: list[str], moved: dict | None) -> Inventory:
        """Factors of what is asked for: those of the last time, unless more is asked for, or a path is followed over another life."""
        kept, along = self.stock, self.study.electricity == "path" and "service_life" in (moved or {})
        if kept is not None and not along and set(subjects) <= set(kept.subjects):
            return kept
        found = inventory(varied, self.facts, subjects)
        if not along and not found.follows:
            self.stock = found  # set at once: sessions share a variation
        return found
