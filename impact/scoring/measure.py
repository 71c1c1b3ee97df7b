"""What to measure first: how often one fact, known exactly, would settle which of two results is lower."""

import itertools
from dataclasses import dataclass

import numpy as np
import pandas as pd

from impact.model.uncertainty import Draws, Fact
from impact.model.variation import Variation
from impact.scoring.compare import UNSURE, WHOLE, Comparison, probability, status, too_far
from impact.scoring.drivers import Result
from impact.scoring.variance import points

#: Points that are looked at, and how many bins of equal probability they are sorted into: by one fact, by each of two.
#: Beside closed forms of lognormals, what one fact settles is then right within 0.02, what two settle up to 0.06 too low.
POINTS, BINS, EACH = 32768, 64, 16
#: Facts among which two are looked for that settle it together.
AMONG = 5


@dataclass(frozen=True)
class Measure:
    """What the facts that move a comparison could do for it.

    probability: that a is lower, on the draws of the comparison [-]
    unsure:      between these it is not settled
    facts:       one row per fact: fact; settles (probability that the comparison is settled once the fact is known); wrong
                 (probability that the more probable order is wrong all the same). The first to measure comes first; where
                 the comparison is settled as it stands, the one that unsettles it most often
    both:        the two facts that settle most together, and how often; None where fewer than two matter
    """

    probability: float
    unsure: tuple[float, float]
    facts: pd.DataFrame
    both: tuple[Fact, Fact, float] | None

    @property
    def settled(self) -> bool:
        """Is it settled as it stands?"""
        return not self.unsure[0] < self.probability < self.unsure[1]

    @property
    def wrong(self) -> float:
        """Probability that the more probable order is wrong, as it stands. [-]"""
        return min(self.probability, 1 - self.probability)


def measure(variation: Variation, a: str, b: str, unsure: tuple[float, float] = UNSURE) -> Measure:
    """Of the comparison of a with b.

    Points are sorted into bins by the value of one fact; within a bin that fact is as good as known, and the
    probability of a < b is that of all others. It is settled in a bin where that is not between the two of `unsure`.
    This is the expected value of perfect information on one parameter, for the loss of a wrong order:
    Strong & Oakley (2013), doi 10.1177/0272989X12465123.
    """
    one, other = variation.totals(Draws())[[variation.alternatives.index(name) for name in (a, b)]]
    result, likely = Result(variation, a, b), float(probability(one, other))
    if not result.facts:
        return Measure(likely, unsure, pd.DataFrame({"fact": [], "settles": [], "wrong": []}), None)
    quantiles = points(len(result.facts), POINTS)
    lower = _lower(result.values(quantiles))
    rows = [(fact, *_known(lower, quantiles[[number]], BINS, unsure)) for number, fact in enumerate(result.facts)]
    facts = pd.DataFrame(rows, columns=["fact", "settles", "wrong"])
    settled = not unsure[0] < likely < unsure[1]
    facts = facts.sort_values(["settles", "wrong"], ascending=[settled, True], kind="stable")
    pairs = itertools.combinations(facts.index[:AMONG], 2)
    both = [(_known(lower, quantiles[list(pair)], EACH, unsure)[0], pair) for pair in pairs]
    share, pair = max(both, key=lambda each: each[0], default=(0.0, ()))
    found = (*(result.facts[number] for number in pair), share) if pair else None
    return Measure(likely, unsure, facts.reset_index(drop=True), found)


def obstacle(comparison: Comparison, indicator: str, a: str, b: str) -> str | None:
    """Why no order is given between two alternatives: one is missing or partial, or their sources are apart; None where one is."""
    result = comparison.cube
    i, one, other = result.indicators.index(indicator), result.alternatives.index(a), result.alternatives.index(b)
    states = status(result)[[one, other], i]
    far = too_far(comparison.study, comparison.facts, result)[one, other, i]
    return next((state for state in ("missing", "partial") if state in states), "apart" if far else None)


def closest(comparison: Comparison, indicator: str) -> tuple[str, str] | None:
    """The two that are hardest to tell apart, the baseline being one of them if it can; None where no order is given between any."""
    result, base = comparison.cube, comparison.study.baseline
    drawn = dict(zip(result.alternatives, result.total[:, :, result.indicators.index(indicator)].T, strict=True))
    whole = dict(zip(result.alternatives, np.isin(status(result)[:, result.indicators.index(indicator)], WHOLE), strict=True))
    named, found = sorted(filter(whole.get, drawn), key=lambda name: name != base), []
    for a, b in itertools.combinations(named, 2):
        lower = float(probability(drawn[a], drawn[b]))
        same = bool((drawn[a] == drawn[b]).all())
        found.append((same, not UNSURE[0] < lower < UNSURE[1], a != base, abs(lower - 0.5), (a, b)))
    return next((pair for *_, pair in sorted(found) if obstacle(comparison, indicator, *pair) is None), None)


def _lower(values: np.ndarray) -> np.ndarray:
    """Is the first lower? A tie is one half. values: [2, n]"""
    return ((values[0] < values[1]) + 0.5 * (values[0] == values[1])).astype(float)


def _known(lower: np.ndarray, quantiles: np.ndarray, bins: int, unsure: tuple[float, float]) -> tuple[float, float]:
    """Over the bins of some facts: share in which the order is settled, mean probability that the more probable order is wrong."""
    bin_of = np.zeros(len(lower), int)
    for each in quantiles:
        bin_of = bin_of * bins + (each * bins).astype(int)
    size = np.bincount(bin_of, minlength=bins ** len(quantiles))
    share = np.bincount(bin_of, lower, len(size))[size > 0] / size[size > 0]
    settled = (share <= unsure[0]) | (share >= unsure[1])
    weight = size[size > 0] / len(lower)
    return float(weight @ settled), float(weight @ np.minimum(share, 1 - share))
