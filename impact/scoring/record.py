"""Everything that a study results in, as plain tables: what a snapshot freezes and an export writes."""

import itertools

import pandas as pd

from impact.model.budget import usual_sets
from impact.scoring.boundaries import Assessment
from impact.scoring.capacity import CAPACITY, personal
from impact.scoring.circularity import circles
from impact.scoring.compare import Comparison
from impact.scoring.contributions import contributions, segment
from impact.scoring.costs import costs
from impact.scoring.pairwise import pairwise, rows
from impact.scoring.resources import abroad, held, matter
from impact.store.facts import WORLD


def record(comparison: Comparison, assessment: Assessment | None = None) -> dict[str, pd.DataFrame]:
    """Results by name. Masses in kg, impacts in the unit of the indicator, intervals of 95 %; nan where nothing is known.

    totals:      Comparison.rows: alternative, indicator, stage (and "total"), median, low, high, unit, status, coverage, mass_kg
    parts:       see `parts`
    relative:    Comparison.relative, against the baseline
    pairs:       two by two; see pairwise.rows
    verdicts, cells: against shares of capacities; only where the study states a budget
    matter, abroad: kilograms of matter by list of the Union, and from outside it
    days:        see `days`
    circularity, costs: of each alternative
    """
    study, facts = comparison.study, comparison.facts
    sized = [name for name in comparison.cube.alternatives if comparison.cube.masses.total(name) is not None]
    asked = matter(study, facts, comparison)
    sheets = costs(comparison)
    found = {
        "totals": comparison.rows,
        "parts": parts(comparison),
        "relative": comparison.relative,
        "pairs": rows(pairwise(comparison)),
        "matter": held(asked, sized),
        "abroad": abroad(asked, facts.supply, sized),
        "circularity": pd.DataFrame(
            [(each.alternative, each.low, each.high, each.state) for each in circles(study, facts)],
            columns=["alternative", "low", "high", "state"],
        ),
        "costs": pd.DataFrame(
            [(sheet.alternative, *sheet.total.interval, sheet.currency, sheet.total.status) for sheet in sheets],
            columns=["alternative", "low", "median", "high", "currency", "status"],
        ),
    }
    found["days"] = days(comparison)
    if assessment:
        found |= {"verdicts": assessment.verdicts, "cells": assessment.cells}
    return found


def days(comparison: Comparison) -> pd.DataFrame:
    """Days of one person's equal share that one function asks for, over the usual capacity sets: without any budget.

    Columns: alternative, indicator, least, middle, most (of the medians), low, high (of the ends of the draws) [day; nan: not known],
    more, less (a burden, or a credit, is left out).
    """
    limits = comparison.facts.limits
    years = limits.population.year[limits.population.country == WORLD]
    if years.empty:
        return pd.DataFrame()
    rows = personal(comparison, limits, usual_sets(limits), int(years.max()))
    held = rows[rows.kind == CAPACITY].groupby(["alternative", "indicator"], sort=False)
    ends = {"least": ("days", "min"), "middle": ("days", "median"), "most": ("days", "max"), "low": ("low", "min"), "high": ("high", "max")}
    found = held.agg(**ends).reset_index()
    result = comparison.cube
    cells = list(itertools.product(result.alternatives, result.indicators))
    left = pd.DataFrame({name: result.marked(name).ravel() for name in ("more", "less")}, index=pd.MultiIndex.from_tuples(cells))
    return found.join(left, on=["alternative", "indicator"])


def parts(comparison: Comparison) -> pd.DataFrame:
    """The whole cube: alternative x indicator x stage x part.

    Columns: alternative, indicator, stage (matter that is lost apart), part (number from 1; 0: of no single part), median, low, high
    [unit of the indicator; nan: nothing of it is known], more, less (a burden, or a credit, is left out). Medians do not add up
    to the median of a total, unless every fact is at its own.
    """
    tables = []
    for indicator in comparison.cube.indicators:
        rows = contributions(comparison.cube, indicator, lambda _, flow: (segment(flow), 0 if flow.part is None else flow.part + 1))
        place = pd.DataFrame(rows.group.tolist(), columns=["stage", "part"], index=rows.index)
        tables.append(
            pd.concat([rows[["alternative"]].assign(indicator=indicator), place, rows[["median", "low", "high", "more", "less"]]], axis=1)
        )
    return pd.concat(tables, ignore_index=True)
