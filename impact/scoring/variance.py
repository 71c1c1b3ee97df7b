"""Shares of the variance of a target that follows from independent facts: exact where it is a sum of one term for each fact, else by Sobol indices.

A target is a function of the quantiles of its facts, [fact, n] in (0, 1) -> [n].
"""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.special import ndtr
from scipy.stats import qmc, sobol_indices

from impact.model.uncertainty import SEED

Target = Callable[[np.ndarray], np.ndarray]

#: Points at which a target is compared with the sum of its terms, and how far it may be from it, as a part of its range.
PROBES, ROUNDING = 128, 1e-9
#: Nodes of a quadrature, those of one to check it by, and how far their variances may be apart.
NODES, FEWER, AGREE = 16, 12, 1e-3


def product(variances: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First and total order of independent lognormal factors in the variance of their product. [-]

        first = (exp(s) - 1) / (exp(S) - 1),  total = (exp(S) - exp(S - s)) / (exp(S) - 1),  S the sum of all s

    variances: s of the logarithm of each factor; not all 0. Of the variance of the logarithm each has s / S.
    """
    whole = np.exp(variances.sum())
    return np.expm1(variances) / (whole - 1), (whole - whole / np.exp(variances)) / (whole - 1)


def terms(target: Target, bells: Sequence[bool]) -> np.ndarray | None:
    """Variance of the term of each fact, where the target is a sum of one term for each; None where it is none. [fact]

    Logarithms of products are such sums, and so are sums of fixed amounts times factors. A term is integrated over
    its fact by Gauss quadrature: exact for the logarithm of a lognormal, to rounding for a range that is drawn evenly.

    bells: is a fact normal in its logarithm? Else it is drawn evenly on either side of its median.
    """
    count = len(bells)
    probes = points(count, PROBES)
    rules = [_quadrature(bell, nodes) for bell in bells for nodes in (NODES, FEWER)]
    alone = [(number, probes[number]) for number in range(count)]
    alone += [(number // 2, quantiles) for number, (quantiles, _) in enumerate(rules)]
    middle, whole, *parts = _at(target, count, alone, probes)
    beside = np.abs(whole - middle - sum(part - middle for part in parts[:count])).max()
    if not beside <= ROUNDING * max(np.ptp(whole), np.abs(middle).max()):
        return None
    held = zip(parts[count:], (weight for _, weight in rules), strict=True)
    variance = np.array([weight @ (part - weight @ part) ** 2 for part, weight in held])
    agree = np.abs(variance[::2] - variance[1::2]).max() <= AGREE * variance[::2].sum()
    return variance[::2] if agree else None


def _at(target: Target, count: int, alone: list[tuple[int, np.ndarray]], probes: np.ndarray) -> list[np.ndarray]:
    """The target at the medians of all facts, at some points, and where one fact alone moves; by one call."""
    sizes = [1, probes.shape[1], *(len(quantiles) for _, quantiles in alone)]
    ends = np.cumsum(sizes)
    at = np.full((count, ends[-1]), 0.5)
    at[:, 1 : ends[1]] = probes
    for (number, quantiles), end in zip(alone, ends[2:], strict=True):
        at[number, end - len(quantiles) : end] = quantiles
    return np.split(target(at), ends[:-1])


def _quadrature(bell: bool, nodes: int) -> tuple[np.ndarray, np.ndarray]:
    """Quantiles and weights: Gauss-Hermite over a normal fact, Gauss-Legendre over each half of an even one."""
    if bell:
        z, weight = np.polynomial.hermite_e.hermegauss(nodes)
        return ndtr(z), weight / weight.sum()
    x, weight = np.polynomial.legendre.leggauss(nodes // 2)
    half = (x + 1) / 4
    return np.concatenate([half, half + 0.5]), np.concatenate([weight, weight]) / 4


def points(count: int, n: int) -> np.ndarray:
    """Scrambled Sobol points in (0, 1), the same in every run. [count, n]"""
    drawn = qmc.Sobol(count, rng=np.random.default_rng(SEED)).random_base2(n.bit_length() - 1).T
    return np.ascontiguousarray(drawn).clip(2.0**-32, 1 - 2.0**-32)


def sobol(target: Target, count: int, groups: Sequence[Sequence[int]], n: int) -> tuple[np.ndarray, np.ndarray] | None:
    """First and total order of groups of facts, as scipy.stats.sobol_indices estimates them; None where the target has no value somewhere. [group], [group]

    count: number of facts; groups: the numbers of the facts of each; n: a power of two. The target is computed n (groups + 2) times.
    What is below 0 or above 1 is so by the estimate, and cut there. Source: Saltelli et al. (2010), doi 10.1016/j.cpc.2009.09.018.
    """
    both = points(2 * count, n)
    first, second = both[:count], both[count:]
    values = {"f_A": target(first)[None], "f_B": target(second)[None]}
    values["f_AB"] = np.stack([target(_swapped(first, second, group))[None] for group in groups])
    if not all(np.isfinite(each).all() for each in values.values()):
        return None
    found = sobol_indices(func=values, n=n)
    return np.ravel(found.first_order).clip(0, 1), np.ravel(found.total_order).clip(0, 1)


def matter(target: Target, count: int, n: int) -> np.ndarray:
    """Roughly how much each fact matters: mean square of what it changes, with all others drawn; 0 where it changes nothing. [fact]"""
    both = points(2 * count, n)
    first, second = both[:count], both[count:]
    swapped = np.concatenate([_swapped(first, second, [number]) for number in range(count)], axis=1)
    return ((target(swapped).reshape(count, n) - target(first)) ** 2).mean(axis=1)


def _swapped(first: np.ndarray, second: np.ndarray, rows: Sequence[int]) -> np.ndarray:
    """The first sample with some rows of the second."""
    mixed = first.copy()
    mixed[rows] = second[rows]
    return mixed


def parts_of(pieces: np.ndarray) -> np.ndarray:
    """Share that each piece of a sum has in the variance of the sum: Cov(piece, sum) / Var(sum). [piece]

    They sum to 1; one is negative where the piece falls when the others rise. nan where the sum does not vary. pieces: [piece, n]
    """
    whole = pieces.sum(axis=0)
    moved = whole - whole.mean()
    varies = np.abs(moved).max() > ROUNDING * np.abs(pieces).max()
    return pieces @ moved / (moved @ moved) if varies else np.full(len(pieces), np.nan)
