"""A trajectory against what it is held against: a reduction that is aimed at, allocated budgets, and the day of the last assessment."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from impact.model.budget import PREDECESSOR, year_of
from impact.model.portfolio import DONE, Activity
from impact.scoring.boundaries import SAME
from impact.scoring.capacity import capacities, ratio
from impact.scoring.compare import UNSURE, interval
from impact.scoring.roadmap import Trajectory
from impact.scoring.sharing import shares
from impact.store.facts import Facts

#: Why an activity is to be assessed again: it never was, not since what was done last, not within a year.
NEVER, CHANGED, OLD = "never", "changed", "old"
#: What is beyond a limit by less than this part of it is rounding.
ROUNDING = 1e-9
#: On which side of a budget nearly all draws are; both sides; not to be told, since something is left out.
WITHIN, BEYOND, DEPENDS, OPEN = "within", "beyond", "depends", "open"


@dataclass(frozen=True)
class Aim:
    """A line of a trajectory against the reduction that is aimed at in the target year.

    limit, gap: (1 - r) F_0, and F_1 less that: median and 95 % interval [unit/year]
    change:     F_1 / F_0 - 1, the same [-]; see `change`
    met:        share of the draws in which F_1 is not above the limit [-]
    reached:    first year from which on the median stays within the limit and nothing is left out, if there is one

    nan where it rests on a year that leaves something out.
    """

    limit: np.ndarray
    gap: np.ndarray
    change: np.ndarray
    met: float
    reached: int | None


def change(held: Trajectory, line: str) -> np.ndarray:
    """F_1 / F_0 - 1, draw by draw: median and 95 % interval. [3]; nan where F_0 is not above 0 in every draw, or either leaves something out"""
    before, after = held.total(line)[:, 0], held.total(line)[:, -1]
    return interval(after / before - 1) if (before > 0).all() and not held.is_open(line) else np.full(3, np.nan)


def aim(held: Trajectory, line: str) -> Aim:
    """Hold a line against the reduction of the road-map."""
    total = np.where([bool(held.bound(line, year)) for year in held.years], np.nan, held.total(line))
    limit = (1 - held.roadmap.reduction.share) * total[:, 0]
    gap = total[:, -1] - limit
    met = np.nan if np.isnan(gap).any() else float((gap <= ROUNDING * abs(limit)).mean())
    reached = _from_then(np.median(total - limit[:, None], axis=0) <= ROUNDING * np.median(abs(limit)), held.years)
    return Aim(interval(limit), interval(gap), change(held, line), met, reached)


def _from_then(marks: np.ndarray, years: list[int]) -> int | None:
    """The first year from which on a mark holds to the end. marks: [year]"""
    stays = np.minimum.accumulate(marks[::-1])[::-1]
    return next((year for year, holds in zip(years, stays, strict=True) if holds), None)


def budgets(held: Trajectory, facts: Facts) -> pd.DataFrame:
    """Every line against what all activities together may cause in a year, by principle and set of capacities; never as one verdict.

    allocated = share × capacity, the same in every year; for grandfathering the share is F_0 / E_W. Columns: line, principle, set, allocated
    [unit/year], ratio (of the target year to it), within (share of the draws), side (of WITHIN, BEYOND, DEPENDS, OPEN), spent (sum of all years
    over the sum of their budgets, both ends of the road-map included), spent_within, spent_side, exhausted (year in which the sum of all
    budgets is used up, at the median), met (first year from which on the median stays within), status (partial: some year leaves something
    out), own (does no set before it have the same capacity, within SAME?).

    Where something is left out there is no share of draws, and a side only if what is left out cannot undo it: a sum that is at least so much
    can be beyond, not within. Without rows where nothing is shared, or the indicator has no capacity. Raises as sharing.shares.
    """
    budget, found = held.roadmap.budget, []
    columns = ["line", "principle", "set", "own", "allocated", *_Claimed.COLUMNS]
    if budget is None:
        return pd.DataFrame(columns=columns)
    limits = facts.limits
    rows = capacities(limits, facts.indicator, budget.sets(limits))
    rows = rows[rows.indicator == held.indicator].reset_index(drop=True)
    own = [not (abs(rows.value[:at] - value) <= SAME * abs(value)).any() for at, value in enumerate(rows.value)]
    for line in held.lines:
        for share in shares(budget, limits):
            value = (
                share.value if share.principle != PREDECESSOR else _inherited(held, line, limits.world.value.get(held.indicator, np.nan))
            )
            claim, allocated = held.total(line) / np.reshape(value, (-1, 1)), float(np.median(value))
            against = _Claimed(claim, held, line)
            found += [
                (line, share.principle, row.set, is_own, allocated * row.value, *against.capacity(row.value))
                for row, is_own in zip(rows.itertuples(), own, strict=True)
            ]
    return pd.DataFrame(found, columns=columns)


class _Claimed:
    """F / s by draw and year: what the world would cause if everybody used an equal claim in this way, held against capacities."""

    COLUMNS = ("ratio", "within", "side", "spent", "spent_within", "spent_side", "exhausted", "met", "status")

    def __init__(self, claim: np.ndarray, held: Trajectory, line: str):
        self.years, self.last, self.spent = held.years, claim[:, -1], claim.sum(axis=1)
        self.middle, self.added = np.median(claim, axis=0), np.median(np.cumsum(claim, axis=1), axis=0)
        self.out, self.target_out = held.bound_of_any(line, self.years), held.bound(line, self.years[-1])

    def capacity(self, value: float) -> tuple:
        """COLUMNS; see `budgets`. value: [unit/year]"""
        if np.isnan(self.middle).any():
            return np.nan, np.nan, OPEN, np.nan, np.nan, OPEN, None, None, "missing"
        whole = value * len(self.years)
        exhausted = next((year for year, holds in zip(self.years, self.added > whole, strict=True) if holds), None)
        return (
            float(ratio(self.middle[-1], 1.0, value)),
            *_sided(float((self.last <= value).mean()), self.target_out),
            float(ratio(self.added[-1], 1.0, whole)),
            *_sided(float((self.spent <= whole).mean()), self.out),
            None if "less" in self.out else exhausted,
            None if "more" in self.out else _from_then(self.middle <= value, self.years),
            "partial" if self.out else "known",
        )


def _sided(within: float, out: frozenset[str]) -> tuple[float, str]:
    """The share of draws that are within, nan where something is left out, and the side of the budget."""
    side = WITHIN if within >= UNSURE[1] else BEYOND if within <= UNSURE[0] else DEPENDS
    if not out:
        return within, side
    return np.nan, side if (side, out) in ((BEYOND, {"more"}), (WITHIN, {"less"})) else OPEN


def budget_year(held: Trajectory, facts: Facts) -> int:
    """Year of population and economy that budgets rest on. Raises NoPopulation, NoGdp."""
    return year_of(held.roadmap.budget, facts.limits)


def _inherited(held: Trajectory, line: str, world: float) -> np.ndarray:
    """F_0 / E_W: the share of the world's impact that the reference year has. [draw]; nan where that leaves something out or is no burden"""
    before = held.total(line)[:, 0]
    is_whole = not held.bound(line, held.years[0]) and (before > 0).all()
    return before / world if is_whole else np.full(len(before), np.nan)


@dataclass(frozen=True)
class Progress:
    """last: day of the last assessment, if there was one; changed: year of the last change that is done; why: to be assessed again"""

    last: date | None
    changed: int | None
    why: tuple[str, ...]


def progress(activity: Activity, today: date, taken: list[date] = ()) -> Progress:
    """Is an activity to be assessed again? taken: days of the snapshots of its study. What lies after today does not count."""
    days = [each for each in (*(entry.date for entry in activity.assessed), *taken) if each <= today]
    last = max(days, default=None)
    done = [each.year for each in (*activity.changes, *activity.quantities) if each.status == DONE and each.year <= today.year]
    changed = max(done, default=None)
    if last is None:
        return Progress(None, changed, (NEVER,))
    is_old = (last.year + 1, last.month, last.day) < (today.year, today.month, today.day)
    why = [name for name, holds in ((CHANGED, changed is not None and last.year < changed), (OLD, is_old)) if holds]
    return Progress(last, changed, tuple(why))
