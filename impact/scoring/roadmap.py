"""A trajectory: what the activities of a road-map cause year by year, and what of a difference is volume and what is the function."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from impact.model.portfolio import IDEA, LINES, Activity, Roadmap, quantity, shares
from impact.model.uncertainty import DRAW
from impact.scoring.compare import Comparison, interval
from impact.scoring.gate import blocked

#: What a sum may leave out: a burden (it is at least so much), a credit (at most).
BOUNDS = ("more", "less")


@dataclass(frozen=True)
class Trajectory:
    """A road-map with its results. Its lines count the changes that are decided, those that are planned too, and those that are ideas.

    quantity:  line -> functions of each activity in each year [year, activity]
    intensity: line -> what one function causes, by the mix of alternatives of that year [draw, year, activity], unit of the
               indicator; nan in all years and lines for an activity of which an alternative in use has no value
    bounds:    line -> name of BOUNDS -> does the activity leave such out in that year? [year, activity]
    apart:     activities that change between alternatives of which no order is given: by sources that are too far apart,
               by a gate that is shut, or by a total that leaves something out, by number
    """

    roadmap: Roadmap
    indicator: str
    unit: str
    draws: int
    quantity: dict[str, np.ndarray]
    intensity: dict[str, np.ndarray]
    bounds: dict[str, dict[str, np.ndarray]]
    apart: list[int]

    @property
    def years(self) -> list[int]:
        """From the reference year to the target year."""
        return self.roadmap.years

    @property
    def lines(self) -> list[str]:
        """Those of the trajectory; that of ideas only where there are some."""
        return list(self.intensity)

    @property
    def left_out(self) -> list[int]:
        """Activities that are in no sum, by number."""
        return np.flatnonzero(np.isnan(next(iter(self.intensity.values()))[0, 0])).tolist()

    def amounts(self, line: str) -> np.ndarray:
        """Q_a(y) e_a(y): what each activity causes. [draw, year, activity], unit per year"""
        return self.quantity[line] * self.intensity[line]

    def total(self, line: str) -> np.ndarray:
        """The sum over the activities that have a value; nan where none has. [draw, year], unit per year"""
        amounts = self.amounts(line)
        return np.nansum(amounts, axis=-1) + (np.nan if len(self.left_out) == amounts.shape[-1] else 0.0)

    def bound(self, line: str, year: int) -> frozenset[str]:
        """What the sum of a year leaves out; an activity without value counts as a burden."""
        at = year - self.years[0]
        held = {name for name in BOUNDS if self.bounds[line][name][at].any()}
        return frozenset(held | {"more"} if self.left_out else held)

    def bound_of_any(self, line: str, years: list[int]) -> frozenset[str]:
        """What the sum leaves out in any of some years."""
        return frozenset().union(*(self.bound(line, year) for year in years))

    def is_open(self, line: str) -> bool:
        """Does the reference year or the target year leave anything out? What is left out of both need not be alike."""
        return bool(self.bound_of_any(line, [self.years[0], self.years[-1]]))


def trajectory(roadmap: Roadmap, compared: dict[str, Comparison]) -> Trajectory:
    """What a road-map causes on its indicator.

    F(y) = sum over the activities of Q(y) sum over alternatives of share(y) h, draw by draw

    compared: of each study that it names, with the same draws: what two studies share is drawn once, by its name
    """
    first = next(iter(compared.values()))
    indicator = roadmap.indicator or first.cube.indicators[0]
    held = [_Held(each, compared[each.study], indicator) for each in roadmap.activities]
    has_ideas = any(each.status == IDEA for activity in roadmap.activities for each in (*activity.changes, *activity.quantities))
    amount, intensity, bounds = {}, {}, {}
    for line, statuses in LINES.items():
        if line == IDEA and not has_ideas:
            continue
        mixes = [[shares(each, year, statuses) for each in roadmap.activities] for year in roadmap.years]
        amount[line] = np.array(
            [[quantity(each, y, roadmap.reference_year, statuses) for each in roadmap.activities] for y in roadmap.years]
        )
        intensity[line] = np.stack([[of.mixed(mix) for of, mix in zip(held, row, strict=True)] for row in mixes]).transpose(2, 0, 1)
        bounds[line] = {
            name: np.array([[of.leaves_out(name, mix) for of, mix in zip(held, row, strict=True)] for row in mixes]) for name in BOUNDS
        }
    unit = first.facts.indicator.set_index("id").unit[indicator]
    apart = [number for number, each in enumerate(held) if each.is_apart]
    return Trajectory(roadmap, indicator, unit, first.cube.draws.n, amount, intensity, bounds, apart)


class _Held:
    """An activity with what one function of each of its alternatives causes."""

    def __init__(self, activity: Activity, comparison: Comparison, indicator: str):
        cube, i = comparison.cube, comparison.cube.indicators.index(indicator)
        at = {name: cube.alternatives.index(name) for name in activity.alternatives}
        self.impact = {name: cube.total[:, a, i] for name, a in at.items()}
        self.marks = {mark: {name: bool(cube.marked(mark)[a, i]) for name, a in at.items()} for mark in BOUNDS}
        self.is_known = not any(np.isnan(each).any() for each in self.impact.values())
        rows = comparison.relative[comparison.relative.indicator == indicator].set_index("alternative")
        changes = len(at) > 1 and self.is_known
        self.is_apart = changes and (blocked(comparison.findings) or bool(rows.apart[list(at)].any()))
        self.draws = cube.draws.n

    def mixed(self, mix: dict[str, float]) -> np.ndarray:
        """What one function causes. [draw]; nan where an alternative that the activity names is not known, in any year"""
        whole = np.zeros(self.draws) if self.is_known else np.full(self.draws, np.nan)
        for name, share in mix.items():
            whole = whole + share * self.impact[name] if share and self.is_known else whole
        return whole

    def leaves_out(self, mark: str, mix: dict[str, float]) -> bool:
        """Does an alternative that serves leave out a burden, or a credit?"""
        return self.is_known and any(share > 0 and self.marks[mark][name] for name, share in mix.items())


def rows(held: Trajectory) -> pd.DataFrame:
    """The trajectory as a table: each activity by number, and the sum (activity -1), by line and year.

    Columns: line, year, activity, quantity [1/year; nan of the sum], median, low, high (95 %) [unit/year], more, less, status
    """
    found = []
    for line in held.lines:
        amounts = np.concatenate([held.amounts(line), held.total(line)[..., None]], axis=-1)
        low, median, high = interval(np.moveaxis(amounts, DRAW, -1).copy())
        for y, year in enumerate(held.years):
            whole = held.bound(line, year)
            for a in [*range(len(held.roadmap.activities)), -1]:
                out = {name: name in whole if a < 0 else bool(held.bounds[line][name][y, a]) for name in BOUNDS}
                status = "missing" if np.isnan(median[y, a]) else "partial" if any(out.values()) else "known"
                amount = np.nan if a < 0 else held.quantity[line][y, a]
                found.append((line, year, a, amount, median[y, a], low[y, a], high[y, a], *out.values(), status))
    return pd.DataFrame(found, columns=["line", "year", "activity", "quantity", "median", "low", "high", *BOUNDS, "status"])


def effects(held: Trajectory, line: str) -> pd.DataFrame:
    """From the reference year to the target year, what each activity changes by its volume and by its function; see `volume_effect`.

    One row per activity, by number, and the sum (-1). Columns: activity, effect (volume, function, both), median, low, high (95 %) [unit/year],
    status; a difference of bounds is none itself, so that what is partial is of what is known only
    """
    amount, each = held.quantity[line], held.intensity[line]
    before, after = (amount[0], each[:, 0]), (amount[-1], each[:, -1])
    parts = {"volume": volume_effect(*before, *after), "function": function_effect(*before, *after)}
    parts["both"] = parts["volume"] + parts["function"]
    is_partial = [*np.any([held.bounds[line][name][at] for name in BOUNDS for at in (0, -1)], axis=0), held.is_open(line)]
    found = []
    for name, part in parts.items():
        whole = np.nansum(part, axis=-1, keepdims=True) + (np.nan if len(held.left_out) == part.shape[-1] else 0.0)
        low, median, high = interval(np.concatenate([part, whole], axis=-1).T.copy())
        status = ["missing" if np.isnan(each) else "partial" if out else "known" for each, out in zip(median, is_partial, strict=True)]
        found += [(a, name, median[a], low[a], high[a], status[a]) for a in [*range(part.shape[-1]), -1]]
    return pd.DataFrame(found, columns=["activity", "effect", "median", "low", "high", "status"])


def volume_effect(quantity_before, before, quantity_after, after):
    """(Q_1 - Q_0) (e_0 + e_1) / 2: what fewer or more functions change, at the mean of both intensities. [unit/year], broadcast

    With `function_effect` it adds up to Q_1 e_1 - Q_0 e_0 exactly, and neither of the two comes first: to do less weighs as much as to
    do it otherwise. Complete decomposition after Sun (1998), Energy Economics 20, 85-100; the Shapley value of two factors.
    """
    return (quantity_after - quantity_before) * (before + after) / 2


def function_effect(quantity_before, before, quantity_after, after):
    """(e_1 - e_0) (Q_0 + Q_1) / 2: what serving the function otherwise changes, at the mean of both quantities. [unit/year], broadcast"""
    return (after - before) * (quantity_before + quantity_after) / 2
