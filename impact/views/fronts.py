"""The front of two or three criteria in words: who is on it, by whom the others are bettered, and who could be on it."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import pandas as pd

from impact.scoring.criteria import LEAST, MIDDLE, MOST, UNKNOWN
from impact.scoring.gate import far_apart
from impact.scoring.pareto import HIGHER, dominating, front
from impact.views.explore import Explored
from impact.views.names import MARK

#: Dominated candidates told one by one, at most.
TOLD = 8


class Front:
    """What remains of the candidates, on two or three criteria. senses: LOWER or HIGHER, one per criterion"""

    def __init__(self, held: Explored, criteria: list[str], senses: Sequence[int]):
        self.held, self.words, self.criteria, self.senses = held, held.words, criteria, senses
        self.middles = held.criteria.middles(criteria, far_apart(held.facts, held.indicators.index.tolist()))
        self.judged = np.where(held.remaining, self.middles, np.nan)

    @cached_property
    def members(self) -> np.ndarray:
        """Is a candidate on the front? [n]"""
        return front(self.judged, self.senses)

    @cached_property
    def by(self) -> np.ndarray:
        """Number of a front member that betters a candidate; -1 for none. [n]"""
        return dominating(self.judged, self.senses)

    def could_be(self) -> np.ndarray:
        """Candidates that would be on the front if they met what is not known of them. [n]"""
        unknown = self.held.verdict == UNKNOWN
        return unknown & front(np.where(self.held.remaining | unknown, self.middles, np.nan), self.senses)

    def told(self) -> list[str]:
        """Who is on the front; who cannot be judged; who could be on it."""
        held, words, members = self.held, self.words, np.flatnonzero(self.members)
        named = words.listed([words("explore.quoted", name=held.title(name)) for name in self.criteria])
        judged = int((~np.isnan(self.judged).any(axis=0)).sum())
        said = [words("explore.no_front", criteria=named)]
        if judged:
            said = [words("explore.front", count=len(members), of=judged, criteria=named, names=held.listed(members))]
        for name, values in zip(self.criteria, self.middles, strict=True):
            low, middle, high = held.criteria.values(name)
            open_ = np.isnan(middle) | np.isinf(high)
            if lacking := int((open_ & held.remaining).sum()):
                said.append(words("explore.no_value", count=lacking, criterion=held.title(name)))
            if unordered := int((np.isnan(values) & ~open_ & held.remaining).sum()):
                said.append(words("explore.not_ordered", count=unordered, criterion=held.title(name)))
        could = np.flatnonzero(self.could_be())
        if len(could):
            said.append(words("explore.could_be", count=len(could), names=held.listed(could)))
        return said

    def reservations(self) -> list[str]:
        """What the figures of the front members are not, and how far apart sources are."""
        held, words, members = self.held, self.words, self.members
        said, sized = [], any(not name.startswith("property:") and name != "risk" for name in self.criteria)
        if sized and (along := np.flatnonzero(members & held.candidates.along_fibre)).size:
            said.append(words("explore.along", names=held.listed(along)))
        gaps = held.facts.gap.set_index("indicator").typical
        for name in self.criteria:
            kind, _, indicator = name.partition(":")
            if kind != "impact":
                continue
            sources = len(set(held.candidates.source[held.remaining & ~np.isnan(held.candidates.factors[indicator][MIDDLE])]))
            if sources > 1 and indicator in gaps:
                said.append(words("explore.mixed", count=sources, criterion=held.title(name), factor=float(f"{gaps[indicator]:.2g}")))
        holds = [held.marks(name, at) for name in self.criteria for at in np.flatnonzero(members)]
        said += [f"{words(f'sign.{mark}')}." for mark in MARK if any(each[mark] for each in holds)]
        if "cost" in self.criteria:
            said.append(words("explore.indicative"))
        return said

    def dominated(self, first: list[int]) -> list[str]:
        """What some candidates are bettered by, in words; first: places that are told before others."""
        places = [at for at in first if self.by[at] >= 0]
        others = [at for at in np.flatnonzero(self.by >= 0) if at not in places]
        return [self.behind(at) for at in [*places, *others][:TOLD]]

    def behind(self, at: int) -> str:
        """On what a candidate is behind the front member that betters it."""
        held, words, other = self.held, self.words, self.by[at]
        told = []
        for name, sense, values in zip(self.criteria, self.senses, self.judged, strict=True):
            if values[at] == values[other]:
                told.append(words("explore.equal", criterion=held.title(name)))
                continue
            figures = words("explore.against", one=float(values[at]), other=float(values[other]), unit=held.unit(name)).rstrip()
            if self._overlap(name, at, other):
                figures = words("explore.overlapping", figures=figures)
            told.append(words("explore.lower" if sense == HIGHER else "explore.higher", criterion=held.title(name), figures=figures))
        return words("explore.behind", one=held.material(at), other=held.material(other), told=words.listed(told))

    def _overlap(self, name: str, one: int, other: int) -> bool:
        low, high = self.held.criteria.values(name)[[LEAST, MOST]]
        return bool(low[one] <= high[other] and low[other] <= high[one])

    def order(self) -> list[int]:
        """What remains: the front first, then the others, each in the order of the first criterion; what is not known last."""
        places = np.flatnonzero(self.held.remaining)
        return places[
            np.lexsort((self.judged[0, places] * self.senses[0], ~self.members[places], np.isnan(self.judged[:, places]).any(axis=0)))
        ].tolist()

    def table(self) -> pd.DataFrame:
        """All that remains, with its figures and what betters it."""
        held, words, order = self.held, self.words, self.order()
        columns = {words("facts.material"): [held.material(at) for at in order], words("explore.family"): [held.family(at) for at in order]}
        columns |= {held.heading(name): [held.value(name, at) for at in order] for name in self.criteria}
        columns[words("explore.bettered_by")] = [self._place(at) for at in order]
        columns[words("explore.all_asked")] = [held.verdict_words(at) for at in order]
        return pd.DataFrame(columns)

    def _place(self, at: int) -> str:
        """On the front, bettered by one of it, or not judged."""
        if self.members[at]:
            return self.words("explore.on_front")
        return self.held.material(self.by[at]) if self.by[at] >= 0 else self.words("explore.not_judged")

    def figures(self) -> pd.DataFrame:
        """Every candidate for a spreadsheet, figures as figures."""
        places = ["" if not self.held.remaining[at] else self._place(at) for at in range(len(self.members))]
        return self.held.figures(self.criteria, {self.words("explore.bettered_by"): places})
