"""Draws of uncertain facts: one column per fact, read by every alternative that uses it.

The factors of one data set are the columns of one scrambled Sobol sequence, and each property
of a record is a sequence of its own. A sequence has its subject's name for a seed, and its rows
are shuffled under that seed. So no fact's column depends on which other facts are in play:
adding, removing or reordering alternatives changes no other result, to the last digit.

One sequence across all facts would be finer for a handful of them, but beyond some fifty
dimensions pairs of Sobol columns are correlated (0.19 in the worst of 500 at 4096 points);
shuffled blocks stay below 0.07 however many facts there are (tests/model/test_uncertainty.py).
"""

import functools
import hashlib
from collections.abc import Sequence

import numpy as np
from scipy.special import ndtri
from scipy.stats import qmc

from impact import errors

#: Axes of every array of results.
DRAW, ALTERNATIVE, INDICATOR, STAGE = 0, 1, 2, 3

#: What facts are drawn together, by name; and one of them, by its number.
Subject = tuple[str, ...]
Fact = tuple[Subject, int]

DRAWS = 4096
SEED = 2024
MAX_DRAWS = 65536


class Draws:
    """Columns of n draws. With n = 1 the only draw is the median: a point estimate by the same code."""

    def __init__(self, n: int = DRAWS, seed: int = SEED):
        """Raises NotAPowerOfTwo: Sobol points are balanced only for n = 1, 2, 4, ... 65536."""
        if not 1 <= n <= MAX_DRAWS or n & (n - 1):
            raise errors.NotAPowerOfTwo("draws", n, [DRAWS, MAX_DRAWS])
        self.n, self.seed = n, seed

    def uniform(self, subject: Subject, size: int, only: slice = slice(None)) -> np.ndarray:
        """Draws in (0, 1) of the `size` facts about `subject`; only: of these. [size, n], read-only"""
        return _block(subject, size, self.n, self.seed)[only] if self.n > 1 else np.full((size, 1), 0.5)[only]

    def normal(self, subject: Subject, size: int, only: slice = slice(None)) -> np.ndarray:
        """The same as standard normal draws."""
        return _block(subject, size, self.n, self.seed, normal=True)[only] if self.n > 1 else np.zeros((size, 1))[only]

    def between(self, subject: Subject, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        """Draws uniform between two bounds. low, high: [size]; result [size, n]"""
        return low[:, None] + (high - low)[:, None] * self.uniform(subject, len(low))

    def around(self, subject: Subject, low: float, middle: float, high: float) -> np.ndarray:
        """Draws of one number that is stated with a range: half of them uniform below it, half above, so that it is their median. [n]"""
        below, above = (2 * self.uniform(subject, 1)[0]).clip(0, 1), (2 * self.uniform(subject, 1)[0] - 1).clip(0, 1)
        return low + (middle - low) * below + (high - middle) * above

    def lognormal(self, subject: Subject, median: np.ndarray, gsd: np.ndarray, only: slice = slice(None)) -> np.ndarray:
        """Draws around `median` with geometric standard deviation `gsd` >= 1. [size, n]; only: of these facts [.., n]

        A negative median (a credit, an uptake) keeps its sign and is lognormal in magnitude.
        """
        drawn = np.log(gsd[only])[:, None] * self.normal(subject, len(median), only)
        np.exp(drawn, out=drawn)
        drawn *= median[only][:, None]
        return drawn


class Chosen(Draws):
    """Draws in which some facts are given, as quantiles, and all others are at their medians.

    given: (subject, number of the fact among those about it) -> quantiles in (0, 1) [n]
    asked: facts that were asked for and do vary, each once, in the order in which they were
    """

    def __init__(self, n: int, given: dict[Fact, np.ndarray] | None = None):
        self.n, self.seed, self.given, self.asked = n, SEED, given or {}, {}

    def uniform(self, subject: Subject, size: int, only: slice = slice(None)) -> np.ndarray:
        """As given, else one half."""
        return np.stack([np.broadcast_to(self.given.get((subject, number), 0.5), self.n) for number in range(size)[only]])

    def normal(self, subject: Subject, size: int, only: slice = slice(None)) -> np.ndarray:
        """As given, else 0."""
        return ndtri(self.uniform(subject, size, only))

    def between(self, subject: Subject, low: np.ndarray, high: np.ndarray) -> np.ndarray:
        """As `Draws.between`; notes what varies."""
        self._note(subject, high > low)
        return super().between(subject, low, high)

    def around(self, subject: Subject, low: float, middle: float, high: float) -> np.ndarray:
        """As `Draws.around`; notes what varies."""
        self._note(subject, [high > low])
        return super().around(subject, low, middle, high)

    def lognormal(self, subject: Subject, median: np.ndarray, gsd: np.ndarray, only: slice = slice(None)) -> np.ndarray:
        """As `Draws.lognormal`; notes what varies."""
        self._note(subject, (gsd > 1) & (median != 0), only)
        return super().lognormal(subject, median, gsd, only)

    def _note(self, subject: Subject, varies: Sequence[bool], only: slice = slice(None)):
        numbers = range(len(varies))[only]
        self.asked |= {(subject, number): None for number in numbers if varies[number]}


@functools.lru_cache(maxsize=256)
def _block(subject: Subject, size: int, n: int, seed: int, normal: bool = False) -> np.ndarray:
    """Scrambled Sobol points of one subject in an order of its own, uniform or standard normal. [size, n], read-only

    Kept, because every what-if reads the same draws again.
    """
    name = hashlib.blake2b(repr(subject).encode(), digest_size=16).digest()
    rng = np.random.default_rng([seed, int.from_bytes(name, "big")])
    points = qmc.Sobol(size, rng=rng).random_base2(n.bit_length() - 1)
    block = np.ascontiguousarray(rng.permutation(points).T)
    if normal:
        ndtri(block, out=block)
    block.flags.writeable = False
    return block
