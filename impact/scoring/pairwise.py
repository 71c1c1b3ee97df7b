"""Two by two: how probable it is that one is lower, and by how much; and who is not above another on anything."""

import itertools
from dataclasses import dataclass

import numpy as np

from impact import errors
from impact.model.uncertainty import DRAW
from impact.scoring.compare import INTERVAL, UNSURE, WHOLE, Comparison, across, interval, status
from impact.scoring.gate import apart

#: Words of a pair: lower, higher, not distinguishable, no order is given.
LOWER, HIGHER, UNDECIDED, NONE = WORDS = ("lower", "higher", "unsure", "none")


@dataclass(frozen=True)
class Pairs:
    """Every pair of alternatives on every indicator, on shared draws. [a, b, indicator]

    lower:     probability that a < b, ties count half; nan where no order is given
    ratio:     median of a / b; nan where b is not above 0 in 97.5 % of the draws
    low, high: its 95 % interval
    comparable: are both whole, and not from sources that are too far apart?
    threshold: from this probability on they are told apart
    """

    alternatives: list[str]
    indicators: list[str]
    lower: np.ndarray
    ratio: np.ndarray
    low: np.ndarray
    high: np.ndarray
    comparable: np.ndarray
    threshold: float

    def word(self, a: str, b: str, indicator: str) -> str:
        """One of WORDS of a beside b."""
        return self.words[self.at(a, b, indicator)]

    def at(self, a: str, b: str, indicator: str) -> tuple[int, int, int]:
        """Place of a pair."""
        return self.alternatives.index(a), self.alternatives.index(b), self.indicators.index(indicator)

    @property
    def words(self) -> np.ndarray:
        """One of WORDS of each. [a, b, indicator]"""
        told = [~self.comparable, self.lower >= self.threshold, self.lower <= 1 - self.threshold]
        return np.select(told, [NONE, LOWER, HIGHER], UNDECIDED)


def threshold_of(value: float, where: str = "threshold") -> float:
    """The threshold, if it can tell two apart. Raises OutOfRange."""
    if not 0.5 < value < 1:
        raise errors.OutOfRange(where, f"{value:g}", "0.5 < x < 1")
    return value


def pairwise(comparison: Comparison, threshold: float = UNSURE[1]) -> Pairs:
    """Both figures of every pair: Heijungs (2021), doi 10.1007/s11367-020-01851-4. No p-value: it would measure the number of draws.

    Raises OutOfRange.
    """
    result = comparison.cube
    total = np.moveaxis(result.total, DRAW, -1)
    whole = np.isin(status(result), WHOLE)
    far = across(comparison.study, result)[..., None] & np.isin(result.indicators, apart(comparison.facts, result))
    comparable = whole[:, None] & whole[None] & ~far
    lower, ratio = probabilities(total)
    return Pairs(
        result.alternatives,
        result.indicators,
        np.where(comparable, lower, np.nan),
        ratio[1],
        ratio[0],
        ratio[2],
        comparable,
        threshold_of(threshold),
    )


def probabilities(total: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """P(a < b) [a, b, indicator], and 2.5, 50 and 97.5 percentiles of a / b [3, a, b, indicator]; total: [alternative, indicator, draw]"""
    count, indicators, _ = total.shape
    lower, ratio = np.full((count, count, indicators), 0.5), np.full((3, count, count, indicators), np.nan)
    positive = (total > 0).mean(axis=-1) > 1 - INTERVAL[0] / 100
    for a, b in itertools.combinations(range(count), 2):
        lower[a, b] = ((total[a] < total[b]).mean(axis=-1) + (total[a] <= total[b]).mean(axis=-1)) / 2
        lower[b, a] = 1 - lower[a, b]
    for a, b in itertools.product(range(count), repeat=2):
        some = np.flatnonzero(positive[b] & ~np.isnan(total[a, :, 0]))
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio[:, a, b, some] = 1.0 if a == b else interval(total[a, some] / total[b, some])
    return lower, ratio


def dominance(comparison: Comparison, pairs: Pairs) -> tuple[np.ndarray, np.ndarray]:
    """Share of draws in which a is below b on one indicator at least and above it on none [a, b], and over how many indicators [a, b].

    Over those on which an order is given; nan where there is none.
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
