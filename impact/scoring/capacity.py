"""The capacity of the planet in the units of the indicators: ratios to it, and days of one person's equal share."""

import numpy as np
import pandas as pd

from impact import errors
from impact.scoring.compare import Comparison
from impact.store.facts import WORLD, Limits

#: Kinds of what an impact is held against: a carrying capacity, a target of a policy.
CAPACITY, TARGET = "capacity", "target"
#: Days of a year. [day]
DAYS = 365.25


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


def convention(rows: pd.DataFrame) -> pd.Series:
    """Upper over lower end of the capacities that one source gives for many indicators. [-], by indicator; 1 where it gives one number

    Sets of a single indicator are scenarios, not ends. By convention rather than evidence: Sala et al. (2020), doi 10.1016/j.jenvman.2020.110686. rows: of Limits.capacity
    """
    whole = rows[(rows.value > 0) & (rows.groupby("set").indicator.transform("nunique") > 1)]
    ends = whole.groupby(["indicator", "source"]).value.agg(["min", "max"])
    return (ends["max"] / ends["min"]).groupby("indicator").max()


def personal(comparison: Comparison, limits: Limits, sets: list[str], year: int) -> pd.DataFrame:
    """Without any sharing between products: what one function asks of one person's equal share.

    Columns: alternative, indicator, set, kind (capacity, target), days, low, high (95 %) [day], world (fraction of one year of the world's capacity) [year].
    """
    people = limits.population.set_index(["country", "year"]).population[WORLD, year]
    rows = comparison.totals.merge(
        capacities(limits, comparison.facts.indicator, sets)[["indicator", "set", "kind", "value"]], on="indicator"
    )
    days = {name: person_days(rows[column], people, rows.value) for name, column in (("days", "median"), ("low", "low"), ("high", "high"))}
    return rows[["alternative", "indicator", "set", "kind"]].assign(**days, world=world_years(rows["median"], rows.value))
