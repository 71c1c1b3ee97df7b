"""What changes when numbers of a study move: results beside the saved ones, in words and as tables."""

from dataclasses import dataclass
from functools import cached_property
from html import escape

import numpy as np
import pandas as pd

from impact.model.numbers import Number
from impact.model.study import Study
from impact.scoring.breakeven import BreakEven
from impact.scoring.compare import UNSURE, WHOLE, status, too_far
from impact.scoring.pairwise import HIGHER, LOWER, UNDECIDED, probabilities
from impact.scoring.tornado import BARS
from impact.views import ways
from impact.views.charts.ghost import LABEL
from impact.views.names import Names

#: Pairs whose answer turned that are told one by one.
TOLD = 4


@dataclass(frozen=True)
class Moved:
    """Totals of a study as it is saved, and as it would be, on the same draws. [alternative, n]

    names:      of the saved study; after: of the study as it would be, whose gaps may be others
    comparable: may an order be given between two, before and after? [a, b]
    """

    names: Names
    after: Names
    indicator: str
    saved: np.ndarray
    now: np.ndarray
    comparable: np.ndarray

    @cached_property
    def rows(self) -> pd.DataFrame:
        """One per alternative: alternative, label (safe as markup), median, low, high, saved [unit of the indicator]."""
        low, median, high = np.percentile(self.now, (2.5, 50, 97.5), axis=-1)
        alternatives = self.names.comparison.cube.alternatives
        return pd.DataFrame(
            {
                "alternative": alternatives,
                "label": [self.names.column(name, LABEL) for name in alternatives],
                "median": median,
                "low": low,
                "high": high,
                "saved": np.median(self.saved, axis=-1),
            }
        )

    def written(self) -> list[str]:
        """Beside each bar: its median with its signs, and the change."""
        return [escape(self._beside(row)) for row in self.rows.itertuples()]

    def _beside(self, row) -> str:
        value = self.after.bounded(row.median, self.after.bounds[row.alternative, self.indicator])
        change = self.change(row)
        return f"{value} ({change})" if change else value

    def change(self, row) -> str:
        """Change of the median against the saved one; nothing where it has none, or none in percent."""
        if not row.saved > 0 or np.isnan(row.median) or np.isclose(row.median, row.saved, rtol=1e-6):
            return ""
        return self.names.words.change(row.median / row.saved - 1)

    def turned(self) -> list[str]:
        """Pairs of alternatives whose answer is another than in the saved study."""
        words, found = self.names.words, []
        alternatives = self.names.comparison.cube.alternatives
        answers = [_answers(total) for total in (self.saved, self.now)]
        for a, b in zip(*np.nonzero(np.triu(self.comparable, 1)), strict=True):
            before, after = (held[a, b] for held in answers)
            if before != after:
                called = {"a": self.names.alternative(alternatives[a]), "b": self.names.alternative(alternatives[b])}
                found.append(words("whatif.turned", before=words(f"whatif.{before}"), after=words(f"whatif.{after}"), **called))
        if len(found) > TOLD:
            return [*found[:TOLD], words("whatif.more_turned", count=len(found) - TOLD)]
        return found or [words("whatif.none_turned" if np.triu(self.comparable, 1).any() else "whatif.no_order")]

    def table(self) -> pd.DataFrame:
        """Saved and moved medians with the interval and the change."""
        words, rows = self.names.words, self.rows
        heads = ("table.alternative", "whatif.saved", "whatif.now", "table.interval", "table.change")
        cells = [
            (
                self.names.alternative(row.alternative),
                self.names.bounded(row.saved, self.names.bounds[row.alternative, self.indicator]),
                self.after.bounded(row.median, self.after.bounds[row.alternative, self.indicator]),
                self.names.interval(row),
                self.change(row) or words("whatif.same"),
            )
            for row in rows.itertuples()
        ]
        return pd.DataFrame(cells, columns=[words(head) for head in heads])

    def figures(self) -> pd.DataFrame:
        """The same as figures."""
        words, rows = self.names.words, self.rows
        held = {"table.alternative": rows.alternative.map(self.names.alternative), "table.unit": self.names.unit(self.indicator)}
        held |= {"whatif.saved": rows.saved, "whatif.now": rows["median"], "table.low": rows.low, "table.high": rows.high}
        return pd.DataFrame({words(head): column for head, column in held.items()})


def _answers(total: np.ndarray) -> np.ndarray:
    """LOWER, HIGHER or UNDECIDED of each beside each. [a, b]"""
    lower = probabilities(total[:, None, :])[0][..., 0]
    return np.select([lower >= UNSURE[1], lower <= UNSURE[0]], [LOWER, HIGHER], UNDECIDED)


def moved(names: Names, after: Names, indicator: str, saved: np.ndarray, now: np.ndarray) -> Moved:
    """A study with other numbers and choices beside the saved one; saved, now: totals [alternative, n]."""
    known = ~(np.isnan(saved) | np.isnan(now)).any(axis=1)
    return Moved(
        names, after, indicator, saved, now, _comparable(names, indicator) & _comparable(after, indicator) & np.outer(known, known)
    )


def _comparable(names: Names, indicator: str) -> np.ndarray:
    """May an order be given between two? [a, b]"""
    comparison = names.comparison
    result = comparison.cube
    i = result.indicators.index(indicator)
    whole = np.isin(status(result)[:, i], WHOLE)
    return np.outer(whole, whole) & ~too_far(comparison.study, comparison.facts, result)[..., i]


def told(study: Study, numbers: dict[str, tuple[Number, float]], names: Names) -> list[str]:
    """What was moved: name, from, to."""
    words = names.words
    return [
        words(
            "whatif.was_moved",
            number=ways.called(study, about, names.labels),
            before=ways.written(number, number.value, words),
            after=ways.written(number, value, words),
        )
        for about, (number, value) in numbers.items()
    ]


def bars(study: Study, rows: pd.DataFrame, numbers: list[Number], names: Names) -> pd.DataFrame:
    """Rows of a tornado with their names and ends in words, the largest BARS."""
    by, words = {each.about: each for each in numbers}, names.words
    shown = rows.head(BARS)
    called = [
        ways.called(study, row.about, names.labels) + ("" if row.stated else f" {words('tornado.mark')}") for row in shown.itertuples()
    ]
    return shown.assign(label=called, ends=[ways.span(by[row.about], words) for row in shown.itertuples()])


def tornado_table(study: Study, rows: pd.DataFrame, numbers: list[Number], names: Names, ratio: bool) -> pd.DataFrame:
    """Every number that moves the result, with its ends, the result at each, and where the order turns."""
    words, by = names.words, {each.about: each for each in numbers}
    result = words.ratio if ratio else words.number
    cells = []
    for row in rows.itertuples():
        number = by[row.about]
        low, high = (
            words("tornado.at", value=ways.written(number, end, words), result=result(at))
            for end, at in ((row.low, row.at_low), (row.high, row.at_high))
        )
        turns = words.listed([ways.written(number, turn, words) for turn in row.turns]) or words("tornado.no_turn")
        cells.append(
            (ways.called(study, row.about, names.labels), words("tornado.stated" if row.stated else "tornado.unstated"), low, high, turns)
        )
    heads = ("tornado.number", "tornado.range", "tornado.low", "tornado.high", "tornado.turns")
    return pd.DataFrame(cells, columns=[words(head) for head in heads])


def tornado_figures(study: Study, rows: pd.DataFrame, names: Names) -> pd.DataFrame:
    """The same as figures."""
    words = names.words
    held = {"tornado.number": [ways.called(study, about, names.labels) for about in rows.about], "tornado.as_is": rows.value}
    held |= {
        "tornado.from": rows.low,
        "tornado.to": rows.high,
        "tornado.low": rows.at_low,
        "tornado.high": rows.at_high,
        "tornado.base": rows.base,
    }
    return pd.DataFrame({words(head): column for head, column in held.items()})


def crossing(study: Study, found: BreakEven, number: Number, a: str, b: str, names: Names) -> list[str]:
    """A break-even in words: value, interval, probability of none, all crossings."""
    words = names.words
    blanks = {"number": ways.called(study, found.about, names.labels), "a": names.alternative(a), "b": names.alternative(b)}
    blanks |= {"low": ways.written(number, found.low, words), "high": ways.written(number, found.high, words)}
    if found.flat:
        return [words("breakeven.flat", **blanks)]
    if not found.values:
        said = [words("breakeven.none_lower" if found.before else "breakeven.none_higher", **blanks)]
    else:
        values = [ways.written(number, value, words) for value in found.values]
        said = [
            words("breakeven.at", value=values[0], **blanks),
            words("breakeven.before" if found.before else "breakeven.after", value=values[0], **blanks),
        ]
        if len(values) > 1:
            said.append(words("breakeven.all", values=words.listed(values), **blanks))
    if found.interval:
        low, _, high = (ways.written(number, end, words) for end in found.interval)
        said.append(words("breakeven.interval", from_=low, to=high))
    if found.never > 0:
        said.append(words("breakeven.never", never=words.probability(found.never), lower=words.probability(found.lower), **blanks))
    if found.several > 0:
        said.append(words("breakeven.several", several=words.probability(found.several)))
    return said
