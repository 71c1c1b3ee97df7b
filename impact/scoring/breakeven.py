"""From which value of a number on another alternative is the lower one: break-even, draw by draw."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import elementwise

from impact import errors
from impact.model.numbers import ENDS
from impact.model.uncertainty import Draws
from impact.model.variation import Variation
from impact.scoring.compare import INTERVAL

#: Places at which a range is looked through for changes of sign, and how far from a line a difference may bend and be called one.
GRID, BENT = 17, 1e-9
#: Draws of a break-even: its interval is then right within about 2 %.
DRAWS = 1024


@dataclass(frozen=True)
class BreakEven:
    """Where a and b cause the same as a number moves from low to high.

    values:   at the medians, every crossing in the range
    interval: 2.5, 50 and 97.5 percentiles of the first crossing, over the draws that cross; None where none does
    never:    share of draws without a crossing
    lower:    share of draws without a crossing in which a is lower throughout
    several:  share of draws with more than one crossing
    before:   is a lower below the first crossing, at the medians? None where neither is
    flat:     does the number change the difference at all? True: it does not
    """

    about: str
    low: float
    high: float
    values: tuple[float, ...]
    interval: tuple[float, float, float] | None
    never: float
    lower: float
    several: float
    before: bool | None
    flat: bool


def break_even(variation: Variation, a: str, b: str, about: str, low: float, high: float, draws: int = DRAWS) -> BreakEven:
    """Of a number of the study, between two ends. Raises EmptyRange, OutOfRange, UnknownPlace."""
    number = next((each for each in variation.numbers if each.about == about), None)
    if number is None:
        raise errors.UnknownPlace("about", about, errors.nearest(about, [each.about for each in variation.numbers]))
    if not low < high:
        raise errors.EmptyRange(about, f"{low:g}", f"{high:g}")
    least, most = ENDS.get(number.kind, (0.0, np.inf))
    for end in (low, high):
        if not least <= end <= most or end == 0 and number.kind not in ENDS:
            allowed = f"{least:g} ≤ x ≤ {most:g}" if np.isfinite(most) else f"x ≥ {least:g}" if least else "x > 0"
            raise errors.OutOfRange(about, f"{end:g}", allowed)
    one, other = variation.alternatives.index(a), variation.alternatives.index(b)

    def difference(drawn: Draws) -> Callable[[np.ndarray], np.ndarray]:
        def at(x: np.ndarray) -> np.ndarray:
            total = variation.totals(drawn, {about: x})
            return total[one] - total[other]

        return at

    middle, _ = crossings(difference(Draws(1)), low, high, 1)
    found, ends = crossings(difference(Draws(draws)), low, high, draws)
    crosses = ~np.isnan(found[0])
    start, end = (difference(Draws(1))(np.full(1, x))[0] for x in (low, high))
    return BreakEven(
        about,
        low,
        high,
        tuple(middle[~np.isnan(middle)].tolist()),
        tuple(np.percentile(found[0, crosses], INTERVAL).tolist()) if crosses.any() else None,
        float(1 - crosses.mean()),
        float((~crosses & (ends < 0)).mean()),
        float((~np.isnan(found[1])).mean()) if len(found) > 1 else 0.0,
        None if start == 0 and end == 0 else bool(start < 0 or start == 0 and end > 0),
        bool(start == end and not len(middle[~np.isnan(middle)])),
    )


def crossings(f: Callable[[np.ndarray], np.ndarray], low: float, high: float, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Every x in [low, high] at which f changes its sign, in rising order, draw by draw; nan where there are fewer. [crossing, n]

    And f in the middle of the range [n]. f: x of each draw [n] -> difference of each draw [n]
    Where f is a line in every draw the crossing is x = low - f(low) (high - low) / (f(high) - f(low)); else changes of
    sign are sought at GRID places and refined by Chandrupatla's method (scipy.optimize.elementwise.find_root).
    """
    grid = np.linspace(low, high, GRID)
    values = np.stack([np.broadcast_to(f(np.full(n, x)), n) for x in grid])
    bend = np.abs(np.diff(values, 2, axis=0)).max(initial=0)
    if bend <= BENT * np.abs(values).max(initial=0):
        with np.errstate(divide="ignore", invalid="ignore"):
            x = low - values[0] * (high - low) / (values[-1] - values[0])
        return np.where((x >= low) & (x <= high), x, np.nan)[None], values[GRID // 2]
    positive = values > 0
    turns = positive[1:] != positive[:-1]
    found = np.full((max(1, int(turns.sum(axis=0).max())), n), np.nan)
    order = np.where(turns, np.cumsum(turns, axis=0), 0)
    for k in range(len(found)):
        cell, draw = np.nonzero(order == k + 1)
        if len(draw):
            found[k, draw] = _refined(f, grid[cell], grid[cell + 1], draw, (low + high) / 2, n)
    return found, values[GRID // 2]


def _refined(f: Callable, left: np.ndarray, right: np.ndarray, draw: np.ndarray, middle: float, n: int) -> np.ndarray:
    """The one crossing between two places, for some draws."""

    def some(x: np.ndarray, which: np.ndarray) -> np.ndarray:
        every = np.full(n, middle)
        every[which] = x
        return np.broadcast_to(f(every), n)[which]

    return elementwise.find_root(some, (left, right), args=(draw,), tolerances={"xrtol": 1e-6}).x
