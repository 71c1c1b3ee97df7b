"""What could be acted on, in words and tables: gains, efforts as the reader rates them, targets that are retained."""

import textwrap
from dataclasses import dataclass
from functools import cached_property
from html import escape
from math import isnan

import pandas as pd

from impact.model import numbers, quantity
from impact.model.hypothesis import Target
from impact.model.numbers import Number
from impact.model.settle import settle
from impact.model.study import Study
from impact.scoring.levers import Fall, Lever, Levers
from impact.store.facts import Facts
from impact.views import typed, ways
from impact.views.names import Labels, Names
from impact.views.texts import Texts

#: How a reader may rate the effort, the least first; and what is not rated.
EFFORTS, UNRATED = ("low", "medium", "high"), "none"
#: Levers that are shown for rating, beside those that are rated; levers that a sentence names.
SHOWN, NAMED = 10, 3
#: Length of the name of a lever above its row, as a phone has room for. [characters]
WIDTH = 48


@dataclass(frozen=True)
class Row:
    """One lever as it is drawn. value: its gain, as a share of the total [-] or in the unit; label, written, hover: safe as markup"""

    label: str
    value: float
    effort: str
    written: str
    hover: str
    is_retained: bool


class Gains:
    """The levers of one alternative on one indicator, in one language.

    efforts: way to a number -> effort, as rated
    """

    def __init__(self, names: Names, indicator: str, alternative: str, found: Levers, efforts: dict[str, str]):
        self.names, self.words, self.indicator, self.alternative = names, names.words, indicator, alternative
        self.found, self.study = found, names.comparison.study
        self.efforts = efforts | {each.about: each.effort for each in self.study.targets}

    @property
    def is_relative(self) -> bool:
        """Are gains shares of the total? They are not where it is not above 0."""
        return self.found.now > 0

    @cached_property
    def shown(self) -> list[Lever]:
        """The strongest levers and those that are rated: by effort, the least first, then by gain; what is not rated comes last."""
        kept = [each for at, each in enumerate(self.found.every) if at < SHOWN or self.effort(each) != UNRATED]
        return sorted(kept, key=lambda each: ((*EFFORTS, UNRATED).index(self.effort(each)), -each.gain))

    def effort(self, lever: Lever) -> str:
        """Effort of a lever as rated, else UNRATED."""
        return self.efforts.get(lever.number.about) or UNRATED

    def called(self, number: Number) -> str:
        """Name of a number; without the name of the alternative, which stands above."""
        return ways.called(self.study, number.about, self.names.labels, number.place[:1] == ("alternatives",))

    def way(self, lever: Lever) -> str:
        """From where to where it goes."""
        number, words = lever.number, self.words
        blanks = {"before": ways.written(number, number.value, words), "after": ways.written(number, lever.goal, words)}
        return words("levers.way", **blanks)

    def gain(self, value: float) -> str:
        """A fall of the total in words: 6.3 % less, or in the unit where the total is not above 0. value: [unit]"""
        if self.is_relative:
            return fallen(value / self.found.now, self.words)
        return self.words("levers.less", amount=f"{self.words.number(value)} {self.names.unit(self.indicator)}")

    def summary(self) -> str:
        """The strongest levers in a sentence; why there are none."""
        words, blanks = (
            self.words,
            {"alternative": self.names.alternative(self.alternative), "indicator": self.names.indicator(self.indicator)},
        )
        if isnan(self.found.now):
            return words("levers.missing", **blanks)
        if not self.found.every:
            return words("levers.none", **blanks)
        every = [
            words("levers.one", lever=self.called(each.number), way=self.way(each), gain=self.gain(each.gain))
            for each in self.found.every[:NAMED]
        ]
        said = [words("levers.strongest", levers=words.listed_plainly(every), **blanks)]
        if self.names.bounds[self.alternative, self.indicator]:
            said.append(words("levers.partial"))
        if not self.is_relative:
            said.append(words("levers.no_share"))
        return " ".join(said)

    def rest(self) -> str:
        """How many levers are not shown; nothing where all are."""
        left = [each for each in self.found.every if each not in self.shown]
        return self.words("levers.rest", count=len(left), gain=self.gain(left[0].gain)) if left else ""

    def rows(self) -> list[Row]:
        """What is drawn, in the order that is shown."""
        words, held = self.words, {each.about for each in self.study.targets}
        return [
            Row(
                escape(textwrap.shorten(self.called(each.number), WIDTH, placeholder=" …")),
                each.gain / self.found.now if self.is_relative else each.gain,
                self.effort(each),
                escape(words.change(-each.gain / self.found.now) if self.is_relative else f"−{words.number(each.gain)}"),
                "<br>".join([f"<b>{escape(self.called(each.number))}</b>", escape(self.way(each)), escape(self.gain(each.gain))]),
                each.number.about in held,
            )
            for each in self.shown
        ]

    def table(self) -> pd.DataFrame:
        """Twin of the figure, with all levers."""
        words, rest = self.words, [each for each in self.found.every if each not in self.shown]
        every = [*self.shown, *rest]
        return pd.DataFrame(
            {
                words("study.target.about"): [self.called(each.number) for each in every],
                words("table.now"): [ways.written(each.number, each.number.value, words) for each in every],
                words("study.target.goal"): [ways.written(each.number, each.goal, words) for each in every],
                words("levers.gain"): [self.gain(each.gain) for each in every],
                words("levers.gain_in", unit=self.names.unit(self.indicator)): [words.number(each.gain) for each in every],
                words("study.target.effort"): [words(f"levers.effort.{self.effort(each)}") for each in every],
                words("table.basis"): [words("levers.stated" if each.number.stated else "levers.usual") for each in every],
            }
        )

    def figures(self) -> pd.DataFrame:
        """The same for a spreadsheet, figures as figures."""
        words, every = self.words, self.found.every
        return pd.DataFrame(
            {
                words("table.indicator"): self.names.indicator(self.indicator),
                words("table.alternative"): self.names.alternative(self.alternative),
                words("study.target.about"): [self.called(each.number) for each in every],
                words("table.now"): [each.number.value for each in every],
                words("study.target.goal"): [each.goal for each in every],
                words("levers.gain_in", unit=self.names.unit(self.indicator)): [each.gain for each in every],
                words("levers.gain"): [each.gain / self.found.now if self.is_relative else None for each in every],
                words("study.target.effort"): [words(f"levers.effort.{self.effort(each)}") for each in every],
            }
        )

    def together(self, fall: Fall, count: int) -> str:
        """What the targets would gain together, with its interval."""
        words, blanks = self.words, {"alternative": self.names.alternative(self.alternative), "count": count}
        if isnan(fall.fall[1]):
            return words("levers.missing", alternative=blanks["alternative"], indicator=self.names.indicator(self.indicator))
        if not fall.fall.any():
            return words("levers.nothing_together", **blanks)
        if isnan(fall.share[1]):
            unit = self.names.unit(self.indicator)
            middle = words("levers.less" if fall.fall[1] >= 0 else "levers.more", amount=f"{words.number(abs(float(fall.fall[1])))} {unit}")
            low, high = (f"{words.number(float(value))} {unit}".replace("-", "−") for value in (-fall.fall[2], -fall.fall[0]))
        else:
            middle = fallen(float(fall.share[1]), words)
            low, high = (words.change(float(value)) for value in (-fall.share[2], -fall.share[0]))
        return words("levers.together", gain=middle, low=low, high=high, indicator=self.names.indicator(self.indicator), **blanks)

    def elsewhere(self, rows: pd.DataFrame) -> str:
        """What the electricity of other countries would do to the making; rows: of scoring.levers.elsewhere. Nothing where there are none."""
        if rows.empty or not self.is_relative:
            return ""
        ends = rows.iloc[0], rows.iloc[-1]
        low, high = (self.words.change(float(-each.gain / self.found.now)) for each in ends)
        least, most = (self.names.labels.of("country", each.country) for each in ends)
        blanks = {"low": low, "high": high, "least": least, "most": most, "lower": int((rows.gain > 0).sum())}
        return self.words("levers.elsewhere", count=len(rows), **blanks)


def fallen(share: float, words: Texts) -> str:
    """A fall as a share of the total: 6 % less, 2 % more."""
    return words("levers.less" if share >= 0 else "levers.more", amount=words.percent(abs(share)))


def said(target: Target, number: Number, study: Study, labels: Labels) -> str:
    """A target in a sentence: the lever, from where to where, the effort, and the note."""
    words = labels.words
    goal = float(quantity.read(number.kind, target.goal, target.about))
    blanks = {
        "lever": ways.called(study, target.about, labels),
        "before": ways.written(number, number.value, words),
        "goal": typed.written(number.kind, goal, words) if number.kind in typed.SHARES else ways.written(number, goal, words),
        "effort": words(f"levers.effort.{target.effort}"),
    }
    sentence = words("levers.target", **blanks)
    return f"{sentence} {words.of(target.note)}" if target.note else sentence


def told(study: Study, words: Texts, facts: Facts) -> list[str]:
    """Every target that a study retains, in a sentence. Raises the errors of numbers."""
    labels, held = Labels(facts, words), {each.about: each for each in numbers.numbers(study, settle(study, facts), facts)}
    return [said(each, held[each.about], study, labels) for each in study.targets if each.about in held]
