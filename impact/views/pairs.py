"""Alternatives two by two, in words: how probable it is that one is lower, and by how much."""

import itertools
from collections import Counter
from functools import cached_property
from html import escape
from math import isnan

import numpy as np

from impact import __version__
from impact.scoring.pairwise import APART, HIGHER, LOWER, NONE, OBSTACLES, UNDECIDED, WORDS, Pairs, dominance
from impact.views.names import MARK, Names, marked
from impact.views.names import UNSURE as NEARLY

#: Pairs that are told one by one, sentences of a summary, and names in one of them, at most.
TOLD, SENTENCES, NAMED = 6, 6, 4
#: Pairs told one by one of which one is nowhere above the other.
NOWHERE = 3


class Paired:
    """Every pair of a comparison, in one language."""

    def __init__(self, names: Names, pairs: Pairs):
        self.names, self.words, self.pairs = names, names.words, pairs

    @cached_property
    def dominance(self) -> tuple[np.ndarray, np.ndarray]:
        """See pairwise.dominance."""
        return dominance(self.names.comparison, self.pairs)

    def number(self, name: str) -> str:
        """Number of an alternative in the order of the study, as it stands over a column: (2)."""
        return f"({self.words.whole(self.pairs.alternatives.index(name) + 1)})"

    def couple(self, a: str, b: str) -> str:
        """Names of two."""
        return self.words("pairs.couple", a=self.names.alternative(a), b=self.names.alternative(b))

    def lower(self, a: str, b: str, indicator: str) -> str:
        """Probability that the first is lower, in figures; nothing where no order is given."""
        value = self.pairs.lower[self.pairs.at(a, b, indicator)]
        return "" if isnan(value) else self.words.probability(value)

    def has_ratio(self, a: str, b: str, indicator: str) -> bool:
        """Is there a ratio to tell: an order, nothing below zero, and something above it to divide by?"""
        place = self.pairs.at(a, b, indicator)
        return bool(self.pairs.comparable[place] and self.pairs.ratio[place] >= 0)

    def ratio(self, a: str, b: str, indicator: str) -> str:
        """Median ratio in figures; nothing where there is none."""
        return self.times(self.pairs.ratio[self.pairs.at(a, b, indicator)]) if self.has_ratio(a, b, indicator) else ""

    def times(self, value: float) -> str:
        """A ratio in two digits, and near 1 in more: it is written as 1 only where both are equal."""
        distance = abs(value - 1)
        return self.words.number(value, next((digits for digits in (2, 3, 4) if distance >= 10.0 ** (1 - digits)), 5))

    def interval(self, a: str, b: str, indicator: str) -> str:
        """95 % interval of the ratio; nothing where there is none."""
        if not self.has_ratio(a, b, indicator):
            return ""
        place = self.pairs.at(a, b, indicator)
        return self._span(self.pairs.low[place], self.pairs.high[place])

    def _span(self, low: float, high: float) -> str:
        return self._from_to(self.times(low), self.times(high))

    def _from_to(self, low: str, high: str) -> str:
        return low if low == high else self.words("number.interval", low=low, high=high)

    def marks(self, a: str, b: str, indicator: str) -> str:
        """Signs of what holds for the figures of either."""
        one, other = (self.names.marks[name, indicator] for name in (a, b))
        return marked({kind: one[kind] or other[kind] for kind in MARK})

    def cell(self, a: str, b: str, indicator: str) -> str:
        """Probability that the row is lower, and under it the median ratio, safe as markup."""
        word = self.pairs.word(a, b, indicator)
        if a == b:
            return ""
        if word == NONE:
            return "–"
        before = f"{NEARLY} " if word == UNDECIDED else ""
        ratio = f"× {self.ratio(a, b, indicator)}" if self.has_ratio(a, b, indicator) else "–"
        return f"<b>{before}{escape(self.lower(a, b, indicator))}</b><br>{escape(ratio)} {self.marks(a, b, indicator)}".strip()

    def hover(self, a: str, b: str, indicator: str) -> str:
        """What is shown over a cell, safe as markup."""
        called = [escape(self.names.alternative(name)) for name in (a, b)]
        if a == b:
            return f"<b>{called[0]}</b>"
        lines = [f"<b>{called[0]}</b>", self.words("pairs.beside", b=called[1])]
        if reason := self.pairs.obstacle(a, b, indicator):
            return "<br>".join([*lines, self.no_order(reason)])
        lines.append(self.words("pairs.lower_with", probability=escape(self.lower(a, b, indicator))))
        if self.has_ratio(a, b, indicator):
            blanks = {"ratio": self.ratio(a, b, indicator), "interval": self.interval(a, b, indicator)}
            lines.append(self.words("pairs.ratio_with", **blanks))
        else:
            lines.append(self.words("pairs.no_ratio"))
        return "<br>".join(lines)

    def said(self, a: str, b: str, indicator: str) -> str:
        """One pair in a sentence: which is lower how probably, and by how much; or that nobody can tell, and why."""
        word, called = self.pairs.word(a, b, indicator), self.names.alternative
        if word == NONE:
            reason = self.words(f"pairs.why.{self.pairs.obstacle(a, b, indicator)}")
            return self.words("pairs.none", a=called(a), b=called(b), reason=reason)
        if self.pairs.lower[self.pairs.at(a, b, indicator)] < 0.5:
            a, b = b, a
        key = f"pairs.{LOWER if word == HIGHER else word}"
        blanks = {"a": called(a), "b": called(b), "probability": self.lower(a, b, indicator)}
        if not self.has_ratio(a, b, indicator):
            return self.words(f"{key}_plainly", **blanks)
        return self.words(key, ratio=self.ratio(a, b, indicator), **blanks)

    def closer(self, a: str, b: str, indicator: str) -> str:
        """The same with the interval of the ratio of the first to the second."""
        said = self.said(a, b, indicator)
        if not self.has_ratio(a, b, indicator):
            return said
        interval, called = self.interval(a, b, indicator), self.names.alternative
        if self.pairs.lower[self.pairs.at(a, b, indicator)] >= 0.5:
            return f"{said} {self.words('pairs.closer_same', interval=interval)}"
        ratio = self.ratio(a, b, indicator)
        return f"{said} {self.words('pairs.closer', a=called(a), b=called(b), ratio=ratio, interval=interval)}"

    def summary(self, indicator: str) -> list[str]:
        """One indicator in at most SENTENCES sentences: pair by pair where there are few, else by who is lower."""
        held = self._by_word(indicator)
        told = sorted(held[LOWER], key=lambda pair: self.pairs.ratio[self.pairs.at(*pair, indicator)])
        unranked = self._unranked(indicator, held[NONE])
        if len(self.pairs.couples) <= TOLD:
            return [*(self.said(a, b, indicator) for a, b in [*told, *held[UNDECIDED]]), *unranked]
        unsure = self._unsure(held[UNDECIDED])
        room = SENTENCES - 1 - len(unsure) - len(unranked)
        return [self._counted(held), *self._below(indicator, told)[:room], *unsure, *unranked]

    def _by_word(self, indicator: str) -> dict[str, list[tuple[str, str]]]:
        """Pairs by what they answer; the lower one comes first."""
        held = {word: [] for word in WORDS}
        for a, b in self.pairs.couples:
            word = self.pairs.word(a, b, indicator)
            held[LOWER if word == HIGHER else word].append((b, a) if word == HIGHER else (a, b))
        return held

    def _counted(self, held: dict[str, list]) -> str:
        """How many pairs have which answer."""
        counts = [self.words(f"pairs.counted.{word}", count=len(held[word])) for word in (LOWER, UNDECIDED, NONE) if held[word]]
        return self.words("pairs.count", count=len(self.pairs.couples), counts=self.words.listed(counts))

    def _below(self, indicator: str, told: list[tuple[str, str]]) -> list[str]:
        """Who is lower than whom, those that are lower than most others first."""
        words, under = self.words, {}
        for a, b in told:
            under.setdefault(a, []).append(b)
        said = []
        for a, others in sorted(under.items(), key=lambda each: -len(each[1])):
            places = [self.pairs.at(a, b, indicator) for b in others]
            lowest, highest = (words.probability(end(self.pairs.lower[place] for place in places)) for end in (min, max))
            named = words.listed([self.names.alternative(b) for b in others]) if len(others) <= NAMED else ""
            blanks = {"a": self.names.alternative(a), "others": named or words("pairs.others", count=len(others))}
            blanks["probability"] = lowest if lowest == highest else words("pairs.at_least", probability=lowest)
            if all(self.has_ratio(a, b, indicator) for b in others):
                ratios = [self.pairs.ratio[place] for place in places]
                said.append(words("pairs.below", ratio=self._span(min(ratios), max(ratios)), **blanks))
            else:
                said.append(words("pairs.below_plainly", **blanks))
        return said

    def _unsure(self, couples: list[tuple[str, str]]) -> list[str]:
        """Pairs that cannot be told apart, where these are few."""
        if not 0 < len(couples) <= NOWHERE:
            return []
        return [self.words("pairs.not_told", pairs=self.words.listed_plainly([self.couple(a, b) for a, b in couples]))]

    def _unranked(self, indicator: str, couples: list[tuple[str, str]]) -> list[str]:
        """Between whom no order is given, by reason: alternatives whose own total is no figure, else pairs."""
        words, called, said = self.words, self.names.alternative, []
        states = dict(zip(self.pairs.alternatives, self.pairs.states[:, self.pairs.indicators.index(indicator)], strict=True))
        for state in OBSTACLES:
            if state != APART and (held := [called(name) for name, each in states.items() if each == state]):
                said.append(words(f"pairs.unranked.{state}", count=len(held), alternatives=words.listed(held)))
        far = [(a, b) for a, b in couples if self.pairs.obstacle(a, b, indicator) == APART]
        if far:
            listed = words.listed_plainly([self.couple(a, b) for a, b in far[:NOWHERE]])
            said.append(words("pairs.far", count=len(far), pairs=listed if len(far) <= NOWHERE else f"{listed} …"))
        return said

    def signs(self, indicator: str) -> list[str]:
        """What colours and signs of the matrix mean, as far as they occur."""
        held = self._by_word(indicator)
        occurs = {"colour": held[LOWER], "unsure": held[UNDECIDED], "none": held[NONE]}
        said = [self.words(f"pairs.sign.{kind}", threshold=self.words.percent(self.pairs.threshold)) for kind, has in occurs.items() if has]
        marks = "".join(self.marks(a, b, indicator) for a, b in self.pairs.couples if self.pairs.word(a, b, indicator) != NONE)
        return [self.words("pairs.cell_help"), *said, *(self.names.sign(kind) for kind, sign in MARK.items() if sign in marks)]

    def overall(self) -> list[str]:
        """All indicators: how many answers there are, and who is nowhere above another."""
        words, counts = self.words, Counter()
        for indicator in self.pairs.indicators:
            counts.update({word: len(held) for word, held in self._by_word(indicator).items()})
        told = [words(f"pairs.counted.{word}", count=counts[word]) for word in (LOWER, UNDECIDED, NONE) if counts[word]]
        blanks = {"indicators": len(self.pairs.indicators), "counts": words.listed(told)}
        return [words("pairs.overall", count=len(self.pairs.couples), **blanks), *self._nowhere()]

    def _nowhere(self) -> list[str]:
        """Pairs of which one is nowhere above the other, over several indicators, in as many draws as the threshold asks for."""
        words, (share, over) = self.words, self.dominance
        threshold = words.percent(self.pairs.threshold)
        held = [
            (share[a, b], int(over[a, b]), a, b)
            for a, b in itertools.permutations(range(len(self.pairs.alternatives)), 2)
            if share[a, b] >= self.pairs.threshold and over[a, b] > 1
        ]
        if not held:
            return [words("pairs.nowhere_none", threshold=threshold)]
        if len(held) > NOWHERE:
            return [words("pairs.nowhere_count", count=len(held), threshold=threshold)]
        named = [self.names.alternative(name) for name in self.pairs.alternatives]
        return [
            words("pairs.nowhere", a=named[a], b=named[b], over=count, probability=words.probability(value)) for value, count, a, b in held
        ]

    def counts(self, a: str, b: str) -> Counter:
        """Over the indicators, how often the first has which word beside the second."""
        return Counter(self.pairs.words[self.pairs.at(a, b, self.pairs.indicators[0])[:2]].tolist())

    def answer(self, a: str, b: str, indicator: str) -> str:
        """What a pair answers, in a word or with the reason why it does not."""
        word, reason = self.pairs.word(a, b, indicator), self.pairs.obstacle(a, b, indicator)
        return self.no_order(reason) if reason else self.words(f"answer.{word}")

    def no_order(self, reason: str) -> str:
        """That no order is given, and why; reason: of OBSTACLES."""
        return self.words("pairs.no_order", reason=self.words(f"pairs.why.{reason}"))

    def stamp(self) -> str:
        """What a reader needs to compute it again: version, facts, draws."""
        result, facts = self.names.comparison.cube, self.names.comparison.facts
        return self.words("pairs.stamp", version=__version__, digest=facts.digest, draws=result.draws.n, seed=str(result.draws.seed))
