"""The yearly impact of each alternative against shares of the planet's capacity: over every set and principle, never as one verdict."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from impact import errors
from impact.model.budget import PREDECESSOR, Budget, check_budget, year_of
from impact.model.uncertainty import DRAW
from impact.scoring.compare import Comparison, interval, status
from impact.scoring.sharing import Share, shares
from impact.store.facts import WORLD, Limits

#: A share of draws and choices from which one says robustly within; below its complement, robustly beyond.
ROBUST = 0.95
#: Days of a year. [day]
DAYS = 365.25

#: What a verdict is of.
CELL = ["alternative", "indicator"]

WITHIN, CONTESTED, BEYOND = "within", "contested", "beyond"
#: Too much is left out to say it; nothing is known; no capacity or no share is at hand.
OPEN, MISSING, UNSET = "open", "missing", "unset"
#: What draws and choices can say of one side: choices decide, or the draws do.
DEPENDS = "depends"


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


def ratio(impact, share, capacity):
    """I / (s B): the yearly impact over the allocated share of the capacity. [-], broadcast

    impact: [unit/year]; share: [-]; capacity: [unit/year]
    A capacity of nothing or less leaves no budget: what is above the allocated share is infinitely beyond it,
    what is not has no ratio (nan).
    Source: Bjorn & Hauschild (2015), doi 10.1007/s11367-015-0899-2.
    """
    allocated = np.asarray(share * capacity, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        finite = np.where(allocated > 0, impact / allocated, np.where(impact <= allocated, np.nan, np.inf))
    return np.where(np.isnan(impact) | np.isnan(allocated), np.nan, finite)


def person_days(impact, people, capacity):
    """365.25 h P / B: days of one person's equal share of the capacity. [day], broadcast; nan where there is no budget

    impact: of one function [unit]; people: alive in that year; capacity: [unit/year]
    """
    return DAYS * people * world_years(impact, capacity)


def world_years(impact, capacity):
    """h / B: fraction of one year of the world's capacity. [year], broadcast; nan where there is no budget"""
    return impact / np.where(np.asarray(capacity) > 0, capacity, np.nan)


def capacities(limits: Limits, indicators: pd.DataFrame, sets: list[str]) -> pd.DataFrame:
    """Rows of Limits.capacity of some sets; indicators: of Facts. Raises CapacityUnit."""
    rows = limits.capacity[limits.capacity.set.isin(sets)].reset_index(drop=True)
    units = indicators.set_index("id").unit
    for row in rows[rows.unit != rows.indicator.map(units)].itertuples():
        raise errors.CapacityUnit(row.set, row.indicator, row.unit, units[row.indicator])
    return rows


def personal(comparison: Comparison, limits: Limits, sets: list[str], year: int) -> pd.DataFrame:
    """Without any sharing between products: what one function asks of one person's equal share.

    Columns: alternative, indicator, set, days, low, high (95 %) [day], world (fraction of one year of the world's capacity) [year].
    """
    people = limits.population.set_index(["country", "year"]).population[WORLD, year]
    rows = comparison.totals.merge(capacities(limits, comparison.facts.indicator, sets)[["indicator", "set", "value"]], on="indicator")
    days = {name: person_days(rows[column], people, rows.value) for name, column in (("days", "median"), ("low", "low"), ("high", "high"))}
    return rows[["alternative", "indicator", "set"]].assign(**days, world=world_years(rows["median"], rows.value))


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
        verdicts(comparison, distinct, rows),
        sides(distinct),
        joint(comparison, claims, rows),
    )


def claim(comparison: Comparison, budget: Budget, share: Share) -> np.ndarray:
    """h Q / s: what the world would cause if everybody used an equal claim in this way. [draw, alternative, indicator], unit per year

    Its ratio to the capacity is that of the impact to the allocated share. For grandfathering, draw by draw, it is
    h / h_0 E_W; nan where the predecessor leaves something out or does not burden in every draw.
    """
    result = comparison.cube
    if share.principle != PREDECESSOR:
        return result.total * (budget.quantity / share.value)
    at = result.alternatives.index(comparison.study.baseline)
    before = result.total[:, [at]]
    whole = np.isin(status(result)[at], ("known", "proxy"))
    world = comparison.facts.limits.world.value.reindex(result.indicators).to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole & (before > 0).all(axis=DRAW), result.total / before * world, np.nan)


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
    """Sets that give an indicator a number of their own: of several that give the same, the first counts."""
    return rows.drop_duplicates(["indicator", "value"])[["indicator", "set", "value", "kind"]]


def verdicts(comparison: Comparison, distinct: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """What all sets and principles say together, of each alternative and indicator.

    Columns: alternative, indicator, kind (capacity, target), word, least, middle, most (of the median ratios), low, high (95 % of
    the least and of the most) [-], within (share of choices and draws within, principles weighing alike), by_principle and by_set
    (factors that the choice alone can move the ratio by), more, less (a burden, a credit is left out).
    Word: within or beyond where every set has at least ROBUST of principles and draws on that side, else contested;
    a total that leaves out burdens cannot be within, one that leaves out credits cannot be beyond: open.
    """
    result, held = comparison.cube, distinct.dropna(subset="within")
    named = pd.MultiIndex.from_product([result.alternatives, result.indicators], names=CELL)
    found = pd.DataFrame({name: result.marked(name).ravel() for name in ("more", "less")}, index=named)
    found["kind"] = named.get_level_values("indicator").map(rows.drop_duplicates("indicator").set_index("indicator").kind)
    choices, positive = held.groupby(CELL), held[held.ratio > 0]
    found[["least", "middle", "most"]] = choices.ratio.agg(["min", "median", "max"])
    found["low"], found["high"], found["within"] = choices.low.min(), choices.high.max(), choices.within.mean()
    for moved, fixed in (("principle", "set"), ("set", "principle")):
        found[f"by_{moved}"] = _swing(positive, fixed)
    ends = held.groupby([*CELL, "set"]).within.mean().groupby(CELL).agg(["min", "max"]).reindex(named)
    silent = np.where((result.overall > 0).ravel(), UNSET, MISSING)
    found["word"] = np.where(ends["min"].isna(), silent, word(ends["min"], ends["max"], found.more, found.less))
    return found.reset_index()


def word(least, most, more, less) -> np.ndarray:
    """Word for the least and the most, over the sets, of the share that is within; see `verdicts`. [any shape]"""
    within, beyond = least >= ROBUST, most <= 1 - ROBUST
    return np.select(
        [within & more | beyond & less, within, beyond, more & less],
        [OPEN, WITHIN, BEYOND, OPEN],
        CONTESTED,
    )


def _swing(positive: pd.DataFrame, fixed: str) -> pd.Series:
    """Greatest over least ratio that the other choice leads to while this one stands, the widest of them. [-], by cell"""
    ends = positive.groupby([*CELL, fixed]).ratio.agg(["min", "max"])
    return (ends["max"] / ends["min"]).groupby(CELL).max()


def sides(distinct: pd.DataFrame) -> pd.DataFrame:
    """On which side each principle leaves an alternative, whatever the set: within, beyond, or depends.

    Columns: alternative, indicator, principle, side.
    """
    held = distinct.dropna(subset="within")
    ends = held.groupby([*CELL, "principle"], sort=False).within.agg(["min", "max"]).reset_index()
    side = np.select([ends["min"] >= ROBUST, ends["max"] <= 1 - ROBUST], [WITHIN, BEYOND], DEPENDS)
    return ends[[*CELL, "principle"]].assign(side=side)


def joint(comparison: Comparison, claims: dict[str, np.ndarray], rows: pd.DataFrame) -> pd.DataFrame:
    """Share of the draws in which all assessed indicators are within at once, by alternative, principle and set.

    Only sets that hold several carrying capacities; targets of policies do not count. Never the product of single
    probabilities, since facts are shared. Columns: alternative, principle, set, within [-], assessed (number of
    indicators), more, less (a burden, a credit is left out in one of them: at most, at least so probable).
    """
    result, lines = comparison.cube, []
    held = rows[rows.kind == "capacity"]
    for name, group in held.groupby("set", sort=False):
        if len(group) < 2:
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
    """The only default aggregates, of carrying capacities: how many indicators are robustly beyond, and which is furthest.

    Columns: alternative, beyond, contested, within, open, missing (counts), worst (indicator of the greatest middle ratio; None without any).
    """
    lines = []
    for alternative, group in assessment.verdicts[assessment.verdicts.kind == "capacity"].groupby("alternative", sort=False):
        counted = group.word.value_counts()
        ranked = group.dropna(subset="middle").sort_values("middle")
        counts = {name: int(counted.get(name, 0)) for name in (BEYOND, CONTESTED, WITHIN, OPEN)}
        counts[MISSING] = int(counted.get(MISSING, 0) + counted.get(UNSET, 0))
        lines.append({"alternative": alternative} | counts | {"worst": ranked.indicator.iloc[-1] if len(ranked) else None})
    return pd.DataFrame(lines)
