"""Weights without a weight: what rank each alternative has over all weights that agree with what a reader prefers.

SMAA-2: Lahdelma & Salminen (2001), doi 10.1287/opre.49.3.444.11220. Values are impacts over fixed references
(EF 3.1, one person and year), so that adding an alternative changes no other value, which TOPSIS does not keep to.
"""

import functools
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

import numpy as np
import pandas as pd

from impact import errors
from impact.model.uncertainty import DRAW, SEED
from impact.scoring.compare import WHOLE, Comparison, across, interval, status
from impact.scoring.gate import apart

#: A preference: the first matters more than the second. Numbers of indicators, or their names.
Before = tuple[int, int] | tuple[str, str]
#: Fewer alternatives or indicators than this cannot be ranked over weights.
FEWEST = 2
#: Why an indicator cannot take part.
PARTIAL, FAR = "partial", "apart"


@dataclass(frozen=True)
class Ranking:
    """Ranks over weights and draws.

    alternatives, indicators: those that take part
    share:      rank acceptability [alternative, rank]: share of the draws in which it has the rank, 0 the lowest impact; ties share alike
    central:    mean of the weights under which it comes first [alternative, indicator]; nan where it never does
    confidence: share of the draws in which it comes first under its central weights [alternative]; nan where it never does
    mean:       mean of all weights [indicator]
    draws:      how many there are
    """

    alternatives: list[str]
    indicators: list[str]
    share: np.ndarray
    central: np.ndarray
    confidence: np.ndarray
    mean: np.ndarray
    draws: int


def eligible(comparison: Comparison, alternatives: Sequence[str]) -> dict[str, str]:
    """Why an indicator cannot take part among some alternatives: indicator -> PARTIAL or FAR; the others can."""
    result = comparison.cube
    whole, far = _fit(comparison)
    places = [result.alternatives.index(name) for name in alternatives]
    why = np.select([~whole[places].all(axis=0), far[np.ix_(places, places)].any(axis=(0, 1))], [PARTIAL, FAR], "")
    return {name: str(reason) for name, reason in zip(result.indicators, why, strict=True) if reason}


def widest(comparison: Comparison) -> tuple[list[str], int]:
    """The most alternatives that have FEWEST indicators in common, of these sets the one with most, and how many; no names where there is none."""
    names = comparison.cube.alternatives
    whole, far = _fit(comparison)
    for size in range(len(names), FEWEST - 1, -1):
        counts = {
            places: int((whole[list(places)].all(axis=0) & ~far[np.ix_(places, places)].any(axis=(0, 1))).sum())
            for places in itertools.combinations(range(len(names)), size)
        }
        places = max(counts, key=counts.__getitem__)
        if counts[places] >= FEWEST:
            return [names[place] for place in places], counts[places]
    return [], 0


def releasing(comparison: Comparison, alternatives: Sequence[str]) -> tuple[str, int]:
    """The alternative without which most indicators take part among the others, and how many; no name where that brings none more."""
    every = len(comparison.cube.indicators)
    taking = {name: every - len(eligible(comparison, [other for other in alternatives if other != name])) for name in alternatives}
    name = max(taking, key=taking.__getitem__)
    more = taking[name] > every - len(eligible(comparison, alternatives))
    return (name, taking[name]) if more and len(alternatives) > FEWEST else ("", 0)


def _fit(comparison: Comparison) -> tuple[np.ndarray, np.ndarray]:
    """Is a total whole [alternative, indicator]; are two of them from sources too far apart [alternative, alternative, indicator]?"""
    result = comparison.cube
    far = np.isin(result.indicators, apart(comparison.facts, result))
    return np.isin(status(result), WHOLE), across(comparison.study, result)[..., None] & far


def ranking(comparison: Comparison, alternatives: Sequence[str], indicators: Sequence[str], before: Iterable[Before] = ()) -> Ranking:
    """Ranks of some alternatives over all weights of some indicators, each draw of the impacts under a draw of the weights.

    before: names (a, b): a matters more than b, and what follows from that among these indicators, whatever else is left out
    Raises ContradictoryPreferences.
    """
    result, taking = comparison.cube, list(indicators)
    before = list(before)
    coherent(before)
    order = [(taking.index(a), taking.index(b)) for a, b in implied(before) if a in taking and b in taking]
    places = [result.alternatives.index(name) for name in alternatives], [result.indicators.index(name) for name in taking]
    reference = comparison.facts.indicator.set_index("id").normalisation[taking].to_numpy(float)
    values = result.total[:, *np.ix_(*places)] / reference
    drawn = weights(len(taking), len(values), order)
    return Ranking(list(alternatives), taking, *acceptability(values, drawn), drawn.mean(axis=DRAW), len(values))


def acceptability(values: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rank acceptability [alternative, rank], central weights [alternative, indicator], confidence factors [alternative].

    values [draw, alternative, indicator]: the less the better, in units that weights may add; weights [draw, indicator]
    Those with the same value take their ranks in equal shares: two that tie for the first are each first by half, and second by half.
    """
    scores = np.einsum("dai,di->ad", values, weights)
    count = len(scores)
    ranks = np.arange(count)[:, None]
    share, first = np.empty((count, count)), np.empty_like(scores)
    for a, score in enumerate(scores):
        below, tied = (scores < score).sum(axis=0), (scores == score).sum(axis=0)
        share[a] = ((ranks >= below) & (ranks < below + tied)) @ (1 / tied) / len(values)
        first[a] = (below == 0) / tied
    total = first.sum(axis=1)
    central = np.divide(first @ weights, total[:, None], out=np.full((count, weights.shape[1]), np.nan), where=total[:, None] > 0)
    confidence = np.full(count, np.nan)
    for a in np.flatnonzero(total):
        at = values @ central[a]
        lowest = at == at.min(axis=1, keepdims=True)
        confidence[a] = (lowest[:, a] / lowest.sum(axis=1)).mean()
    return share, central, confidence


def weights(count: int, draws: int, before: Iterable[Before] = (), seed: int = SEED) -> np.ndarray:
    """Weights uniform on the simplex, or on the part of it where for each (a, b) of `before` a weighs more than b. [draw, indicator]

    Exact: under uniform weights every order of the indicators is equally probable, whatever the weights are by rank. So each
    draw gives its weights, from the highest, to an order drawn evenly among those that agree. Raises ContradictoryPreferences.
    """
    before = list(before)
    coherent(before)
    rng = np.random.default_rng(seed)
    drawn = rng.dirichlet(np.ones(count), draws)
    held = sorted({n for pair in before for n in pair})
    if held:
        falling = -np.sort(-drawn[:, held], axis=1)
        order = orders(len(held), frozenset((held.index(a), held.index(b)) for a, b in before), draws, rng)
        np.put_along_axis(drawn, np.array(held)[order], falling, axis=1)
    return drawn


def orders(count: int, before: frozenset[tuple[int, int]], draws: int, rng: np.random.Generator) -> np.ndarray:
    """Orders that agree with `before`, each of them equally probable. [draw, place]

    Each place is taken by one of those that may stand there, in proportion to the orders of the rest.
    """
    agreeing, each = _agreeing(count, before), 1 << np.arange(count)
    placed, order = np.zeros(draws, int), np.empty((draws, count), int)
    for place in range(count):
        reach = agreeing[placed].cumsum(axis=1)
        order[:, place] = (reach <= rng.random((draws, 1)) * reach[:, [-1]]).sum(axis=1)
        placed |= each[order[:, place]]
    return order


@functools.lru_cache(maxsize=4)
def _agreeing(count: int, before: frozenset[tuple[int, int]]) -> np.ndarray:
    """How many agreeing orders go on from a set that is placed (its bits) with each of the others, 0 where it may not. [set, next]

    Whole numbers up to 16!, exact in floating point; from the full set down, by size.
    """
    each, sets = 1 << np.arange(count), np.arange(1 << count)
    above = np.array([sum(1 << a for a, b in before if b == n) for n in range(count)])
    may = ((above & ~sets[:, None]) == 0) & ((each & sets[:, None]) == 0)
    ways, onward = np.ones(len(sets)), np.zeros(may.shape)
    sizes = np.bitwise_count(sets)
    for size in range(count - 1, -1, -1):
        some = sets[sizes == size]
        onward[some] = np.where(may[some], ways[some[:, None] | each], 0)
        ways[some] = onward[some].sum(axis=1)
    return onward


def coherent(before: Iterable[Before]):
    """Raises ContradictoryPreferences, with what goes round, where some preferences do: a before b before a."""
    above = TopologicalSorter()
    for a, b in before:
        above.add(b, a)
    try:
        above.prepare()
    except CycleError as found:
        raise errors.ContradictoryPreferences("before", [str(name) for name in found.args[1]]) from None


def implied(before: Iterable[Before]) -> set[Before]:
    """Preferences with all that follows from them: a before b before c, so a before c."""
    found = set(before)
    while more := {(a, d) for a, b in found for c, d in found if b == c} - found:
        found |= more
    return found


def single_scores(comparison: Comparison) -> pd.DataFrame:
    """EF single score of each alternative over all indicators: one row each.

    Columns: alternative, median, low, high [Pt] (95 %; one person and year cause 1 Pt), counted, missing (indicators that are whole,
    that have no value), more, less (a burden, a credit is left out: at least, at most so much).
    Normalisation and weights: data/indicator.csv. Not for comparative assertions disclosed to the public (ISO 14044, 4.4.5).
    """
    result, states = comparison.cube, status(comparison.cube)
    rows = comparison.facts.indicator.set_index("id").loc[result.indicators]
    scores = single_score(result.total, rows.normalisation.to_numpy(float), rows.weight.to_numpy(float))
    low, median, high = interval(scores.T.copy())
    missing = states == "missing"
    return pd.DataFrame(
        {
            "alternative": result.alternatives,
            "median": median,
            "low": low,
            "high": high,
            "counted": np.isin(states, WHOLE).sum(axis=1),
            "missing": missing.sum(axis=1),
            "more": (result.marked("more") | missing).any(axis=1),
            "less": result.marked("less").any(axis=1),
        }
    )


def single_score(total: np.ndarray, normalisation: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """sum_k w_k I_k / N_k over what is known; nan where nothing is. [..., indicator] -> [...], Pt"""
    return np.where(np.isnan(total).all(axis=-1), np.nan, np.nansum(total * (weight / normalisation), axis=-1))
