"""Two by two: how probable it is that one is lower, and by how much; and who is not above another on anything."""

import itertools
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from impact import errors
from impact.model.uncertainty import DRAW
from impact.scoring.compare import UNSURE, Comparison, interval, ordered, probability, quotient, status, too_far

#: Words of a pair: lower, higher, not distinguishable, no order is given.
LOWER, HIGHER, UNDECIDED, NONE = WORDS = ("lower", "higher", "unsure", "none")
#: Why no order is given: no value, a bound only, sources that are too far apart.
MISSING, PARTIAL, APART = OBSTACLES = ("missing", "partial", "apart")
#: Dots of a distribution: each stands for 5 % of the draws, the outer ones for the ends of the 95 % interval.
DOTS = 20


@dataclass(frozen=True)
class Pairs:
    """Every pair of alternatives on every indicator, on shared draws. [a, b, indicator]

    lower:      probability that a < b, ties count half; nan where no order is given
    ratio:      median of a / b; nan where b is not above 0 in 97.5 % of the draws
    low, high:  its 95 % interval
    comparable: may an order be given; see compare.ordered
    states:     of the totals; see compare.status [a, indicator]
    threshold:  from this probability on they are told apart
    """

    alternatives: list[str]
    indicators: list[str]
    lower: np.ndarray
    ratio: np.ndarray
    low: np.ndarray
    high: np.ndarray
    comparable: np.ndarray
    states: np.ndarray
    threshold: float

    @cached_property
    def words(self) -> np.ndarray:
        """One of WORDS of each: a is so beside b. [a, b, indicator]"""
        told = [~self.comparable, self.lower >= self.threshold, self.lower <= 1 - self.threshold]
        return np.select(told, [NONE, LOWER, HIGHER], UNDECIDED)

    @property
    def couples(self) -> list[tuple[str, str]]:
        """Each two alternatives once, in the order of the study."""
        return list(itertools.combinations(self.alternatives, 2))

    def at(self, a: str, b: str, indicator: str) -> tuple[int, int, int]:
        """Place of a pair."""
        return self.alternatives.index(a), self.alternatives.index(b), self.indicators.index(indicator)

    def word(self, a: str, b: str, indicator: str) -> str:
        """One of WORDS of a beside b."""
        return str(self.words[self.at(a, b, indicator)])

    def ordered(self, a: str, b: str) -> list[str]:
        """Indicators on which an order may be given between two."""
        held = self.comparable[self.at(a, b, self.indicators[0])[:2]]
        return list(itertools.compress(self.indicators, held))

    def obstacle(self, a: str, b: str, indicator: str) -> str | None:
        """One of OBSTACLES to an order between two; None where one may be given."""
        one, other, number = self.at(a, b, indicator)
        if self.comparable[one, other, number]:
            return None
        states = self.states[[one, other], number]
        return next((each for each in (MISSING, PARTIAL) if each in states), APART)


def threshold_of(value: float, where: str = "threshold") -> float:
    """The threshold, if it can tell two apart. Raises OutOfRange."""
    if not 0.5 < value < 1:
        raise errors.OutOfRange(where, f"{value:g}", "0.5 < x < 1")
    return value


def pairwise(comparison: Comparison, threshold: float = UNSURE[1]) -> Pairs:
    """Both figures of every pair: Heijungs (2021), doi 10.1007/s11367-020-01851-4. No p-value: it would measure the number of draws.

    Raises OutOfRange.
    """
    threshold, result = threshold_of(threshold), comparison.cube
    states = status(result)
    comparable = ordered(states, too_far(comparison.study, comparison.facts, result))
    lower, (low, median, high) = probabilities(np.moveaxis(result.total, DRAW, -1))
    lower = np.where(comparable, lower, np.nan)
    return Pairs(result.alternatives, result.indicators, lower, median, low, high, comparable, states, threshold)


def rows(pairs: Pairs) -> pd.DataFrame:
    """Every pair on every indicator: a, b, indicator, lower [-; nan: no order is given], ratio, low, high [-; 95 %], answer."""
    cells = [
        (
            a,
            b,
            indicator,
            *(float(held[pairs.at(a, b, indicator)]) for held in (pairs.lower, pairs.ratio, pairs.low, pairs.high)),
            pairs.word(a, b, indicator),
        )
        for a, b in pairs.couples
        for indicator in pairs.indicators
    ]
    return pd.DataFrame(cells, columns=["a", "b", "indicator", "lower", "ratio", "low", "high", "answer"])


def probabilities(total: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """P(a < b) [a, b, indicator], and 2.5, 50 and 97.5 percentiles of a / b [3, a, b, indicator]; total: [alternative, indicator, draw]"""
    count, indicators, _ = total.shape
    lower, ratio = np.full((count, count, indicators), 0.5), np.full((3, count, count, indicators), np.nan)
    for a, b in itertools.combinations(range(count), 2):
        lower[a, b] = probability(total[a], total[b])
        lower[b, a] = 1 - lower[a, b]
    for a, b in itertools.product(range(count), repeat=2):
        ratio[:, a, b] = interval(quotient(total[a], total[b]))
    return lower, ratio


def dominance(comparison: Comparison, pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """Share of draws in which a is below b on one indicator at least and above it on none [a, b], and over how many indicators [a, b].

    Over those of `Pairs.ordered`; nan where there is none.
    """
    total = np.moveaxis(comparison.cube.total, DRAW, -1)
    count = len(pairs.alternatives)
    share, over = np.full((count, count), np.nan), pairs.comparable.sum(axis=-1)
    for a, b in itertools.permutations(range(count), 2):
        held = pairs.comparable[a, b]
        if held.any():
            one, other = total[a, held], total[b, held]
            share[a, b] = ((one <= other).all(axis=0) & (one < other).any(axis=0)).mean()
    return share, over


def quantiles(comparison: Comparison, a: str, b: str, indicator: str, count: int = DOTS) -> np.ndarray:
    """Ratios a / b in the middle of `count` equal shares of the draws, from low to high; nan where `quotient` gives none. [count]"""
    result = comparison.cube
    places = [result.alternatives.index(name) for name in (a, b)]
    one, other = result.total[:, places, result.indicators.index(indicator)].T
    ratio = np.sort(quotient(one, other))
    return np.interp((np.arange(count) + 0.5) / count * (len(ratio) - 1), np.arange(len(ratio)), ratio)
