"""What moves a result most: each number of a study from one end of its range to the other, all others as they stand."""

from collections import Counter

import numpy as np
import pandas as pd

from impact.model.numbers import WHOLES, Number
from impact.model.uncertainty import Chosen
from impact.model.variation import Variation

#: Bars that are shown at most; places at which a swing is looked through for a change of order.
BARS, GRID = 10, 17
#: Ends of the ways of shares that make room for each other.
SHARED = tuple(f".{name}" for name in ("end_of_life", "offcuts"))
#: What moves a result by less than this part of it is rounding.
ROUNDING = 1e-9

assert len(SHARED) == len(WHOLES)


def tornado(variation: Variation, a: str, b: str | None = None) -> pd.DataFrame:
    """Numbers of the study by how far they move the result of a, or of a beside b. The largest first.

    Columns: about, value, low, high (of the number), stated (by a hypothesis), at_low, at_high, base (of the result),
    effect (the larger way from the base), ratio (is it one?), turns (values within the swing from which on the other one is lower, at the medians).
    The result is that of a in the unit of the indicator; beside b the ratio a / b, or the difference a - b where a ratio is none.
    Numbers that move nothing are left out.
    """
    numbers = variation.numbers
    totals = moved(variation, numbers, 3)  # low, as it stands, high
    ratio = b is not None and bool((totals[:, :, [variation.alternatives.index(name) for name in (a, b)]] > 0).all())
    result = beside(variation, totals, a, b, ratio)
    base = result[:, 1]
    effect = np.abs(result - base[:, None]).max(axis=1, initial=0)
    turns = _turns(variation, numbers, a, b) if b is not None else [()] * len(numbers)
    columns = ("about", "value", "low", "high", "stated")
    frame = pd.DataFrame({name: [getattr(each, name) for each in numbers] for name in columns})
    frame = frame.assign(at_low=result[:, 0], at_high=result[:, 2], base=base, effect=effect, turns=turns, ratio=ratio)
    frame = frame[frame.effect > ROUNDING * np.abs(base).max(initial=0)]
    return frame.sort_values("effect", ascending=False, kind="stable", ignore_index=True)


def beside(variation: Variation, totals: np.ndarray, a: str, b: str | None, ratio: bool) -> np.ndarray:
    """Result of a, or of a beside b, from totals [..., alternative]."""
    one = totals[..., variation.alternatives.index(a)]
    if b is None:
        return one
    other = totals[..., variation.alternatives.index(b)]
    return one / other if ratio else one - other


def moved(variation: Variation, numbers: list[Number], steps: int) -> np.ndarray:
    """Totals as each number goes from low to high in so many steps, through its value where there are three. [number, step, alternative]

    Every step of every number is one draw of one call; shares of one whole are moved in calls of their own, since they make room for each other.
    """
    found = np.empty((len(numbers), steps, len(variation.alternatives)))
    for layer in _layers(numbers):
        cases = {number: slice(steps * k, steps * (k + 1)) for k, number in enumerate(layer)}
        values = {}
        for number, at in cases.items():
            each = numbers[number]
            values[each.about] = np.full(steps * len(layer), each.value)
            values[each.about][at] = [each.low, each.value, each.high] if steps == 3 else np.linspace(each.low, each.high, steps)
        totals = variation.totals(Chosen(steps * len(layer)), values)
        for number, at in cases.items():
            found[number] = totals[:, at].T
    return found


def _layers(numbers: list[Number]) -> list[list[int]]:
    """Numbers that may move in one call."""
    seen, layers = Counter(), {}
    for n, each in enumerate(numbers):
        table = each.about.rsplit(".", 1)[0]
        layer = seen[table] if table.endswith(SHARED) else 0
        seen[table] += table.endswith(SHARED)
        layers.setdefault(layer, []).append(n)
    return list(layers.values())


def _turns(variation: Variation, numbers: list[Number], a: str, b: str) -> list[tuple[float, ...]]:
    """Values within each swing at which the order of a and b turns, read between GRID places on a line."""
    difference = beside(variation, moved(variation, numbers, GRID), a, b, ratio=False)
    found = []
    for each, values in zip(numbers, difference, strict=True):
        grid = np.linspace(each.low, each.high, GRID)
        cells = np.flatnonzero((values[1:] > 0) != (values[:-1] > 0))
        step = (each.high - each.low) / (GRID - 1)
        found.append(tuple(float(grid[k] - values[k] / (values[k + 1] - values[k]) * step) for k in cells))
    return found
