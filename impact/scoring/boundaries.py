"""The yearly impact of each alternative against shares of the planet's capacity: over every set and principle, never as one verdict."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from impact.model.budget import PREDECESSOR, Budget, check_budget, year_of
from impact.model.uncertainty import DRAW
from impact.scoring.capacity import CAPACITY, capacities, ratio
from impact.scoring.compare import WHOLE, Comparison, interval, status
from impact.scoring.sharing import Share, grandfathered, shares
from impact.scoring.verdicts import CELL, FEWEST, MISSING, UNSET, WORDS, sides, verdicts

#: Capacities that differ by less are one number, rounded otherwise. [-]
SAME = 0.01


@dataclass(frozen=True)
class Assessment:
    """A comparison read against shares of the planet's capacity.

    budget, year: what was asked for, and the year of population and economy
    shares:   principles in use with their layers
    capacity: rows of Limits.capacity in use
    cells:    one row per alternative, indicator, principle and set: ratio (median), low, high (95 %) [-], within (share of the draws)
    verdicts: one per alternative and indicator; see `verdicts`
    sides:    one per alternative, indicator and principle: within, beyond, or depends (on the set, or on the draws)
    joint:    one per alternative, principle and set of several indicators: within (share of the draws in which all are), assessed (how many)
    """

    comparison: Comparison
    budget: Budget
    year: int
    shares: list[Share]
    capacity: pd.DataFrame
    cells: pd.DataFrame
    verdicts: pd.DataFrame
    sides: pd.DataFrame
    joint: pd.DataFrame


def assess(comparison: Comparison, budget: Budget) -> Assessment:
    """Hold a comparison against a budget. Raises what `check_budget` raises, and CapacityUnit."""
    limits = comparison.facts.limits
    check_budget(budget, limits)
    given = shares(budget, limits)
    rows = capacities(limits, comparison.facts.indicator, budget.sets(limits))
    claims = {share.principle: claim(comparison, budget, share) for share in given}
    counted = claims if len(rows) else {}
    cells = pd.concat([_cells(comparison, name, each, rows) for name, each in counted.items()] or [_cells_of_none()], ignore_index=True)
    distinct = cells.merge(_distinct(rows), on=["indicator", "set"])
    return Assessment(
        comparison,
        budget,
        year_of(budget, limits),
        given,
        rows,
        cells,
        verdicts(comparison, distinct),
        sides(distinct),
        joint(comparison, claims, rows),
    )


def claim(comparison: Comparison, budget: Budget, share: Share) -> np.ndarray:
    """h Q / s: what the world would cause if everybody used an equal claim in this way. [draw, alternative, indicator], unit per year

    Its ratio to the capacity is that of the impact to the allocated share. For grandfathering s = h_0 Q / E_W, and Q
    cancels: h / h_0 E_W, draw by draw; nan where the predecessor leaves something out or does not burden in every draw,
    and where the gate gives no order between the two, whose sources are too far apart.
    """
    result = comparison.cube
    if share.principle != PREDECESSOR:
        return result.total * (budget.quantity / share.value)
    at = result.alternatives.index(comparison.study.baseline)
    before = result.total[:, [at]]
    apart = comparison.relative.apart.to_numpy().reshape(len(result.alternatives), len(result.indicators))
    known = np.isin(status(result)[at], WHOLE) & (before > 0).all(axis=DRAW) & ~apart
    world = comparison.facts.limits.world.value.reindex(result.indicators).to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(known, result.total / before * world, np.nan)


def _cells(comparison: Comparison, principle: str, claimed: np.ndarray, rows: pd.DataFrame) -> pd.DataFrame:
    """Ratio and share of the draws within, of every alternative, indicator and set under one principle."""
    result = comparison.cube
    places = [result.indicators.index(name) for name in rows.indicator]
    value, ordered = rows.value.to_numpy(), np.moveaxis(claimed, 0, -1).copy()  # [alternative, indicator, draw]
    low, middle, high = (ratio(each[:, places], 1.0, value) for each in interval(ordered))
    inside = np.stack([(ordered[:, place] <= each).mean(axis=-1) for place, each in zip(places, value, strict=True)], axis=-1)
    held = np.where(np.isnan(middle) & np.isnan(ordered[:, places, 0]), np.nan, inside)
    made = len(result.alternatives)
    return pd.DataFrame(
        {
            "alternative": np.repeat(result.alternatives, len(rows)),
            "indicator": np.tile(rows.indicator.to_numpy(), made),
            "principle": principle,
            "set": np.tile(rows["set"].to_numpy(), made),
            "ratio": middle.ravel(),
            "low": low.ravel(),
            "high": high.ravel(),
            "within": held.ravel(),
        }
    )


def _cells_of_none() -> pd.DataFrame:
    numbers = {name: pd.Series(dtype=float) for name in ("ratio", "low", "high", "within")}
    return pd.DataFrame({name: pd.Series(dtype=object) for name in ("alternative", "indicator", "principle", "set")} | numbers)


def _distinct(rows: pd.DataFrame) -> pd.DataFrame:
    """Sets that give an indicator a number of their own: of several within SAME of each other, the first counts."""
    kept: dict[str, list[float]] = {}
    own = []
    for row in rows.itertuples():
        values = kept.setdefault(row.indicator, [])
        own.append(not any(abs(row.value - value) <= SAME * abs(value) for value in values))
        if own[-1]:
            values.append(row.value)
    return rows.loc[own, ["indicator", "set"]]


def joint(comparison: Comparison, claims: dict[str, np.ndarray], rows: pd.DataFrame) -> pd.DataFrame:
    """Share of the draws in which all assessed indicators are within at once, by alternative, principle and set.

    Only sets that hold several carrying capacities; targets of policies do not count. Never the product of single
    probabilities, since facts are shared. Columns: alternative, principle, set, within [-], assessed (number of
    indicators), more, less (a burden, a credit is left out in one of them: at most, at least so probable).
    """
    result, lines = comparison.cube, []
    held = rows[rows.kind == CAPACITY]
    for name, group in held.groupby("set", sort=False):
        if len(group) < FEWEST:
            continue
        places = [result.indicators.index(each) for each in group.indicator]
        for principle, claimed in claims.items():
            picked = claimed[:, :, places]
            known = ~np.isnan(picked[0])  # [alternative, capacity]
            inside = ((picked <= group.value.to_numpy()) | ~known).all(axis=-1).mean(axis=0)
            left = {mark: (result.marked(mark)[:, places] & known).any(axis=-1) for mark in ("more", "less")}
            lines += [
                {
                    "alternative": alternative,
                    "principle": principle,
                    "set": name,
                    "within": float(inside[a]) if known[a].any() else np.nan,
                    "assessed": int(known[a].sum()),
                    "more": bool(left["more"][a]),
                    "less": bool(left["less"][a]),
                }
                for a, alternative in enumerate(result.alternatives)
            ]
    return pd.DataFrame(lines, columns=["alternative", "principle", "set", "within", "assessed", "more", "less"])


def summary(assessment: Assessment) -> pd.DataFrame:
    """The only default aggregates, of carrying capacities: how many indicators have which verdict, and which ratio is highest.

    Columns: alternative, one count per word of WORDS (those without data or capacity under missing), highest (indicator of the
    greatest middle ratio; None without any).
    """
    lines = []
    for alternative, group in assessment.verdicts[assessment.verdicts.kind == CAPACITY].groupby("alternative", sort=False):
        counted = group.word.replace(UNSET, MISSING).value_counts()
        ranked = group.dropna(subset="middle").sort_values("middle")
        counts = {name: int(counted.get(name, 0)) for name in WORDS}
        lines.append({"alternative": alternative} | counts | {"highest": ranked.indicator.iloc[-1] if len(ranked) else None})
    return pd.DataFrame(lines).astype({"highest": object}).replace({"highest": {np.nan: None}})


def traced(assessment: Assessment) -> pd.DataFrame:
    """The cells with all that computes them again.

    Columns besides those of the cells: impact (median of one function), unit, quantity [1/year], share [-; that of the
    predecessor at the medians], capacity, world (impact of the whole world) [unit/year], year (of population and economy).
    """
    comparison, found = assessment.comparison, assessment.cells
    limits, quantity = comparison.facts.limits, assessment.budget.quantity
    median = comparison.totals.set_index(CELL)["median"]
    impact = median.reindex(pd.MultiIndex.from_frame(found[CELL])).to_numpy()
    world = found.indicator.map(limits.world.value)
    before = found.indicator.map(median[comparison.study.baseline])
    given = found.principle.map({share.principle: share.value for share in assessment.shares}).astype(float)
    value = assessment.capacity.set_index(["indicator", "set"]).value
    return found.assign(
        impact=impact,
        unit=found.indicator.map(comparison.facts.indicator.set_index("id").unit),
        quantity=quantity,
        share=given.where(found.principle != PREDECESSOR, grandfathered(before, quantity, world)),
        capacity=value.reindex(pd.MultiIndex.from_frame(found[["indicator", "set"]])).to_numpy(),
        world=world,
        year=assessment.year,
    )
