"""Who is on the front: materials that no other betters on one criterion without being behind on another."""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

#: Senses of a criterion: lower, or higher, is wanted.
LOWER, HIGHER = 1, -1


def front(values: np.ndarray, senses: Sequence[int]) -> np.ndarray:
    """Is a place on the front: does no other do at least as well on every criterion and better on one? [n]

    values: one row per criterion, of which there are one to three [k, n]; senses: LOWER or HIGHER, one per row
    Equal places stay together; a place of which a value is not known (nan) is not on the front. O(n log n).
    """
    cost = _costs(values, senses)
    known = np.flatnonzero(~np.isnan(cost).any(axis=0))
    x, y, z = cost[:, known]
    order = np.lexsort((z, y, x))
    kept = np.zeros(values.shape[1], dtype=bool)
    stairs, last, stays = _Stairs(), None, False
    for at, point in zip(known[order], zip(*(each[order].tolist() for each in (x, y, z)), strict=True), strict=True):
        if point != last:
            stays, last = stairs.add(*point[1:]), point
        kept[at] = stays
    return kept


def dominating(values: np.ndarray, senses: Sequence[int]) -> np.ndarray:
    """Number of a front member that is at least as good on every criterion and better on one, for each place that has one; else -1. [n]

    Of several, the one that is ahead by the most ranks over the criteria together. It stands for all of them in words, it is not a grade.
    """
    cost = _costs(values, senses)
    ranks, found, ahead = np.argsort(np.argsort(cost, axis=1), axis=1), np.full(cost.shape[1], -1), np.zeros(cost.shape[1], dtype=int)
    for member in np.flatnonzero(front(values, senses)):
        betters = (cost[:, [member]] <= cost).all(axis=0) & (cost[:, [member]] < cost).any(axis=0)
        gain = (ranks - ranks[:, [member]]).sum(axis=0)
        taken = betters & ((found < 0) | (gain > ahead))
        found[taken], ahead[taken] = member, gain[taken]
    return found


def _costs(values: np.ndarray, senses: Sequence[int]) -> np.ndarray:
    """Three rows of which less is wanted; criteria that are not asked for are equal everywhere. [3, n]"""
    cost = np.zeros((3, values.shape[1]))
    cost[: len(values)] = values * np.array(senses)[:, None]
    return cost


class _Stairs:
    """The steps that points so far leave in the plane: y rises and z falls from one to the next."""

    def __init__(self):
        self.y, self.z = [], []

    def add(self, y: float, z: float) -> bool:
        """Is a point below the stairs? Then it becomes a step, and steps that it covers go."""
        at = bisect_right(self.y, y)
        if at and self.z[at - 1] <= z:
            return False
        start = at - 1 if at and self.y[at - 1] == y else at
        end = start
        while end < len(self.y) and self.z[end] >= z:
            end += 1
        self.y[start:end], self.z[start:end] = [y], [z]
        return True
