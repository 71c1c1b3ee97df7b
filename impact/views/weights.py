"""Ranks over all weights, in words and tables."""

import functools
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from math import sqrt

import pandas as pd

from impact import errors
from impact.scoring.compare import WHOLE
from impact.scoring.weighting import FAR, FEWEST, PARTIAL, Ranking, releasing, single_scores
from impact.views.names import AT_LEAST, AT_MOST, Names
from impact.views.texts import Texts

#: Weights named in a sentence; a table has them all.
NAMED = 3
#: Share of the draws from which typical weights rest on enough draws to be told. [-]
TOLD = 0.01
#: A weight that is higher by less is not worth a word. [-]
SLIGHT = 0.01
#: Half the width of the 95 % interval of a standard normal.
TWO_SIGMA = 1.96


class Weighted:
    """A ranking over weights in one language; before: what is preferred, as names of indicators."""

    def __init__(self, names: Names, found: Ranking, before: Sequence[tuple[str, str]] = ()):
        self.names, self.words, self.found, self.before = names, names.words, found, list(before)

    def summary(self) -> list[str]:
        """In what share of the draws each comes first, under what weights, and how surely under these."""
        return [self._first(a, name) for a, name in enumerate(self.found.alternatives)]

    def _first(self, a: int, name: str) -> str:
        words, found, called = self.words, self.found, self.names.alternative(name)
        share = found.share[a, 0]
        if share == 0:
            return words("weights.never", alternative=called)
        said = words("weights.first", alternative=called, share=self.share(share))
        if share < TOLD:
            return words("weights.rarely", said=said)
        if more := self._more(a):
            return words("weights.typical", said=said, weights=words.listed(more), confidence=self.share(found.confidence[a]))
        return words("weights.any", said=said)

    def _more(self, a: int) -> list[str]:
        """What weighs more than over all weights where an alternative comes first, the most first, beyond what chance makes of so many draws."""
        words, found = self.words, self.found
        central, said, count = found.central[a], [], len(found.indicators)
        deviation = sqrt((count - 1) / (count + 1)) / count
        chance = TWO_SIGMA * deviation / sqrt(found.share[a, 0] * found.draws)
        for k in sorted(range(count), key=lambda k: found.mean[k] - central[k])[:NAMED]:
            if central[k] > found.mean[k] + max(SLIGHT, chance):
                blanks = {"central": words.percent(central[k]), "mean": words.percent(found.mean[k])}
                said.append(words("weights.more_on", indicator=self.names.indicator(found.indicators[k], "short"), **blanks))
        return said

    def share(self, value: float) -> str:
        """Share of the draws, never rounded to none or all of them."""
        if 0 < value < TOLD:
            return f"< {self.words.percent(TOLD)}"
        return f"> {self.words.percent(1 - TOLD)}" if 1 - TOLD < value < 1 else self.words.percent(value)

    def opening(self) -> str:
        """What the ranks are counted over."""
        key = "weights.over_some" if self.before else "weights.over_all"
        return self.words(key, draws=self.found.draws, count=len(self.found.indicators))

    def taking(self) -> str:
        """The indicators that take part."""
        found = self.found
        listed = self.words.listed([self.names.indicator(name, "short") for name in found.indicators])
        return self.words("weights.taking", indicators=listed, count=len(found.indicators))

    def not_ranked(self) -> list[str]:
        """Preferences for what takes no part, and what of them counts all the same; alternatives that are left out."""
        words, names, found = self.words, self.names, self.found
        idle = [name for name in dict.fromkeys(name for pair in self.before for name in pair) if name not in found.indicators]
        left = [name for name in names.comparison.cube.alternatives if name not in found.alternatives]
        said = []
        if idle:
            listed = words.listed([names.indicator(name, "short") for name in idle])
            said.append(words("weights.idle", indicators=listed, count=len(idle)))
        if left:
            said.append(words("weights.out", alternatives=words.listed([names.alternative(name) for name in left])))
        return said

    def method(self) -> list[str]:
        """How the ranks are computed, and what is not offered."""
        error = self.words.number(100 * TWO_SIGMA * sqrt(0.25 / self.found.draws), 2)
        return [self.words(f"weights.method.{kind}", error=error) for kind in ("values", "weights", "measures", "ties", "topsis")]

    def rank(self, number: int) -> str:
        """Name of a rank, from 0."""
        return self.words("weights.rank", rank=number + 1)

    def hover(self, a: int, rank: int) -> str:
        """What is shown over a segment, safe as markup."""
        called = escape(self.names.alternative(self.found.alternatives[a]))
        return f"<b>{called}</b><br>{self.rank(rank)} · {self.share(self.found.share[a, rank])}"

    def table(self) -> pd.DataFrame:
        """Alternatives by ranks: share of the draws; and the confidence factor."""
        words, found = self.words, self.found
        ranks = {self.rank(r): [self.share(value) for value in found.share[:, r]] for r in range(len(found.alternatives))}
        return pd.DataFrame(
            self._alternatives()
            | ranks
            | {words("weights.confidence"): [self._written(a, each) for a, each in enumerate(found.confidence)]}
        )

    def figures(self) -> pd.DataFrame:
        """The same for a spreadsheet, figures as figures, with the central weights."""
        words, found = self.words, self.found
        ranks = {self.rank(r): found.share[:, r] for r in range(len(found.alternatives))}
        central = {
            words("weights.weight_of", indicator=self.names.indicator(name)): found.central[:, k] for k, name in enumerate(found.indicators)
        }
        preferred = "; ".join(preference(self.names, *pair) for pair in self.before)
        more = {words("weights.preferences"): preferred, words("weights.draws"): found.draws}
        return pd.DataFrame(self._alternatives() | ranks | {words("weights.confidence"): found.confidence} | central | more)

    def central(self) -> pd.DataFrame:
        """Indicators by alternatives: central weights, and the mean of all; an alternative that comes first in hardly any draw has none."""
        words, found = self.words, self.found
        columns = {
            self.names.alternative(name): [self._written(a, each) for each in found.central[a]] for a, name in enumerate(found.alternatives)
        }
        return pd.DataFrame(self._indicators() | columns | {words("weights.mean"): [self.share(each) for each in found.mean]})

    def central_figures(self) -> pd.DataFrame:
        """The same for a spreadsheet, figures as figures, with what the impacts are divided by."""
        words, found, names = self.words, self.found, self.names
        reference = names.indicators.normalisation[found.indicators]
        columns = {names.alternative(name): found.central[a] for a, name in enumerate(found.alternatives)}
        divisors = {
            words("weights.reference"): reference.to_numpy(),
            words("table.unit"): [names.unit(name) for name in found.indicators],
            words("table.source"): [names.source(each) for each in names.indicators.normalisation_source[found.indicators]],
        }
        return pd.DataFrame(self._indicators() | columns | {words("weights.mean"): found.mean} | divisors)

    def _alternatives(self) -> dict:
        return {self.words("table.alternative"): [self.names.alternative(name) for name in self.found.alternatives]}

    def _indicators(self) -> dict:
        return {self.words("table.indicator"): [self.names.indicator(name) for name in self.found.indicators]}

    def _written(self, a: int, value: float) -> str:
        """What is a mean over the draws in which an alternative comes first, where they are enough."""
        return self.share(value) if self.found.share[a, 0] >= TOLD else "–"


def preference(names: Names, *ordered: str) -> str:
    """Climate change before water use before ...: indicators, the one that matters more first."""
    called = [names.indicator(name, "short") for name in ordered]
    return functools.reduce(lambda first, second: names.words("weights.before", first=first, second=second), called)


def contradiction(problem: errors.ContradictoryPreferences, names: Names) -> errors.ContradictoryPreferences:
    """The error in the words of the page."""
    return replace(problem, where=names.words("weights.preferences"), names=[preference(names, *problem.names)])


def left_out(names: Names, alternatives: Sequence[str], why: dict[str, str]) -> list[str]:
    """Which indicators take no part, and why: data missing for whom, or sources too far apart; why: of scoring.weighting.eligible."""
    words, grouped = names.words, {}
    for indicator, reason in why.items():
        lacking = tuple(each for each in alternatives if names.totals[each, indicator].status not in WHOLE) if reason == PARTIAL else ()
        grouped.setdefault((reason, lacking), []).append(names.indicator(indicator, "short"))
    said = []
    for (reason, lacking), indicators in grouped.items():
        listed = words.listed(indicators)
        if reason == FAR:
            said.append(words("weights.apart", indicators=listed))
        elif len(lacking) == len(alternatives):
            said.append(words("weights.partial_all", indicators=listed))
        else:
            called = words.listed([names.alternative(each) for each in lacking])
            said.append(words("weights.partial", alternatives=called, indicators=listed))
    return said


def advice(names: Names, alternatives: Sequence[str]) -> list[str]:
    """Whom to leave out for more indicators to take part; nothing where that helps nobody."""
    name, count = releasing(names.comparison, alternatives)
    return [names.words("weights.releasing", alternative=names.alternative(name), count=count)] if name else []


def too_few(words: Texts, alternatives: int, indicators: int) -> str:
    """Why nothing is ranked; nothing where enough take part."""
    if alternatives < FEWEST:
        return words("weights.few_alternatives")
    return words("weights.few_indicators", count=indicators) if indicators < FEWEST else ""


class Scored:
    """EF single scores in one language."""

    def __init__(self, names: Names):
        self.names, self.words, self.rows = names, names.words, single_scores(names.comparison)

    def table(self) -> pd.DataFrame:
        """Score of each alternative with its interval, and of how many indicators."""
        words, rows, of = self.words, self.rows, len(self.names.comparison.cube.indicators)
        return pd.DataFrame(
            {
                words("table.alternative"): rows.alternative.map(self.names.alternative),
                words("weights.score.head"): [self.names.bounded(row.median, self._bounds(row)) for row in rows.itertuples()],
                words("table.interval"): [self.names.interval(row) for row in rows.itertuples()],
                words("weights.score.counted"): [
                    words("weights.score.of", counted=row.counted, of=of, partial=of - row.counted - row.missing, missing=row.missing)
                    for row in rows.itertuples()
                ],
            }
        )

    def figures(self) -> pd.DataFrame:
        """The same for a spreadsheet, figures as figures."""
        words, rows = self.words, self.rows
        signs = [" ".join(sorted(self._bounds(row))) for row in rows.itertuples()]
        return pd.DataFrame(
            {
                words("table.alternative"): rows.alternative.map(self.names.alternative),
                words("weights.score.bound"): signs,
                words("weights.score.head"): rows["median"],
                words("table.low"): rows.low,
                words("table.high"): rows.high,
                words("weights.score.counted"): rows.counted,
                words("weights.score.missing"): rows.missing,
                words("table.note"): words("weights.score.notice"),
            }
        )

    def _bounds(self, row) -> set[str]:
        return {sign for sign, holds in ((AT_LEAST, row.more), (AT_MOST, row.less)) if holds}
