"""A road-map as tables, twins of its charts, and as text and data for the command line."""

from math import isnan

import pandas as pd

from impact.model.portfolio import PLANNED
from impact.views import sentences
from impact.views.names import AT_MOST
from impact.views.trajectory import Road


def table(road: Road) -> pd.DataFrame:
    """Twin of the chart: the sum of each line by year, and how known they are."""
    column, sums = road.words("roadmap.year"), road.rows[road.rows.activity == -1]
    lines = {road.line(line): [_written(road, road.total(line, year)) for year in road.held.years] for line in road.held.lines}
    return pd.DataFrame(
        {column: [str(year) for year in road.held.years]}
        | {f"{name} [{_per_year(road)}]": cells for name, cells in lines.items()}
        | {road.words("table.status"): [_statuses(road, sums[sums.year == year].status) for year in road.held.years]}
    )


def by_activity(road: Road, line: str) -> pd.DataFrame:
    """One line: each activity by year, and the sum."""
    numbers = [*range(len(road.roadmap.activities)), -1]
    cells = {str(year): [road.amount(road.row(line, year, number)) for number in numbers] for year in road.held.years}
    return pd.DataFrame({road.words("roadmap.activity"): [road.activity(number) for number in numbers]} | cells)


def rows(road: Road) -> pd.DataFrame:
    """Every figure of the trajectory, for a spreadsheet: line, year, activity, quantity, median and interval."""
    words, found = road.words, road.rows
    return pd.DataFrame(
        {
            words("roadmap.counted"): found.line.map(road.line),
            words("roadmap.year"): found.year,
            words("roadmap.activity"): found.activity.map(road.activity),
            words("roadmap.quantity"): found.quantity,
            words("table.indicator"): road.indicator,
        }
        | _measured(road, found)
    )


def _measured(road: Road, found: pd.DataFrame) -> dict:
    """Columns of figures: median and interval, their unit, and whether something is left out."""
    words = road.words
    ends = {words(f"table.{name}"): found[name] for name in ("median", "low", "high")}
    return ends | {words("table.unit"): _per_year(road), words("table.status"): found.status.map(lambda name: words(f"status.{name}"))}


def effects(road: Road, line: str) -> pd.DataFrame:
    """What volume and what the function change, by activity; of equal weight."""
    words, found = road.words, road.effects[line].set_index(["activity", "effect"])
    numbers = [*range(len(road.roadmap.activities)), -1]
    cells = {
        words(f"roadmap.effect.{name}"): [road.signed(found.loc[(a, name)]) for a in numbers] for name in ("volume", "function", "both")
    }
    return pd.DataFrame(
        {
            words("roadmap.activity"): [road.activity(number) for number in numbers],
            words("roadmap.quantity"): [*(road.volumes(number, line) for number in numbers[:-1]), "–"],
        }
        | {f"{name} [{_per_year(road)}]": each for name, each in cells.items()}
        | {words("table.status"): [words(f"status.{found.status[number, 'both']}") for number in numbers]}
    )


def effect_figures(road: Road) -> pd.DataFrame:
    """The same of every line for a spreadsheet."""
    words, found = road.words, pd.concat([rows.assign(line=line) for line, rows in road.effects.items()], ignore_index=True)
    return pd.DataFrame(
        {
            words("roadmap.counted"): found.line.map(road.line),
            words("roadmap.activity"): found.activity.map(road.activity),
            words("roadmap.effect_of"): found.effect.map(lambda name: words(f"roadmap.effect.{name}")),
        }
        | _measured(road, found)
    )


def budgets(road: Road, line: str) -> pd.DataFrame:
    """One line against each budget, by principle and set; behind a sign what leaves something out, and then in words instead of draws."""
    words, found = road.words, road.budgets[road.budgets.line == line]
    out, target_out = road.held.bound_of_any(line, road.held.years), road.held.bound(line, road.held.years[-1])
    none = words("missing.short")

    def written(value: float, write) -> str:
        return none if isnan(value) else write(value)

    def times(value: float, left: frozenset[str]) -> str:
        return written(value, lambda value: road.bounded(words.number(value, 2), left))

    def held(row) -> str:
        if row.status == "missing":
            return none
        return words(f"roadmap.side.{row.side}") if target_out else words.probability(row.within)

    def year(value, sign: str = "") -> str:
        return "–" if pd.isna(value) else f"{sign} {int(value)}".strip()

    return pd.DataFrame(
        {
            words("table.principle"): [road.labels.of("principle", each) for each in found.principle],
            words("table.set"): [road.labels.of("capacity_set", each) for each in found["set"]],
            words("roadmap.allocated", unit=_per_year(road)): [written(each, road.number) for each in found.allocated],
            words("roadmap.times", year=road.last): [times(each, target_out) for each in found.ratio],
            words("roadmap.within"): [held(row) for row in found.itertuples()],
            words("roadmap.met_from"): [year(each) for each in found.met],
            words("roadmap.spent_share", first=road.first, last=road.last): [times(each, out) for each in found.spent],
            words("roadmap.exhausted_in"): [year(each, AT_MOST if out else "") for each in found.exhausted],
            words("table.status"): [words(f"status.{name}") for name in found.status],
        }
    )


def budget_figures(road: Road) -> pd.DataFrame:
    """The same of every line for a spreadsheet."""
    words, found = road.words, road.budgets
    return pd.DataFrame(
        {
            words("roadmap.counted"): found.line.map(road.line),
            words("table.principle"): [road.labels.of("principle", each) for each in found.principle],
            words("table.set"): [road.labels.of("capacity_set", each) for each in found["set"]],
            words("roadmap.allocated", unit=_per_year(road)): found.allocated,
            words("roadmap.times", year=road.last): found.ratio,
            words("roadmap.within"): found.within,
            words("roadmap.met_from"): found.met,
            words("roadmap.spent_share", first=road.first, last=road.last): found.spent,
            words("roadmap.spent_within"): found.spent_within,
            words("roadmap.exhausted_in"): found.exhausted,
            words("roadmap.side_of_year", year=road.last): found.side.map(lambda name: words(f"roadmap.side.{name}")),
            words("roadmap.side_of_sum"): found.spent_side.map(lambda name: words(f"roadmap.side.{name}")),
            words("table.status"): found.status.map(lambda name: words(f"status.{name}")),
        }
    )


def plan(road: Road) -> pd.DataFrame:
    """The activities: what serves them, how much, and what is to change."""
    words, every = road.words, road.roadmap.activities
    return pd.DataFrame(
        {
            words("roadmap.activity"): [words.of(each.name) for each in every],
            words("roadmap.study"): [words.of(road.studies[each.study].title) for each in every],
            words("roadmap.alternative", year=road.first): [road.alternative(a, each.alternative) for a, each in enumerate(every)],
            words("roadmap.quantity"): [words.number(each.quantity) for each in every],
            words("roadmap.planned"): [road.changes(number) for number in range(len(every))],
        }
    )


def progress(road: Road) -> pd.DataFrame:
    """When each activity was last assessed, and whether it is to be assessed again."""
    words, found = road.words, road.progress
    return pd.DataFrame(
        {
            words("roadmap.activity"): [road.activity(number) for number in range(len(found))],
            words("roadmap.last_assessed"): [words.date(each.last) if each.last else words("roadmap.never") for each in found],
            words("roadmap.last_done"): [str(each.changed) if each.changed else "–" for each in found],
            words("table.status"): [road.due(number) for number in range(len(found))],
        }
    )


def text(road: Road) -> list[str]:
    """The whole as text: where it leads, by activity, what does it, budgets, re-assessment, what is supposed."""
    said = [road.words.of(road.roadmap.title), "", road.headline(), *road.aimed(), "", table(road).to_string(index=False), ""]
    said += [plan(road).to_string(index=False), "", by_activity(road, PLANNED).to_string(index=False), ""]
    said += [road.moved(PLANNED), effects(road, PLANNED).to_string(index=False), "", *road.shared(PLANNED), ""]
    if len(road.budgets):
        said += [budgets(road, PLANNED).to_string(index=False), ""]
    said += [
        road.to_assess(),
        progress(road).to_string(index=False),
        "",
        *road.reservations(),
        "",
        *sentences.hypotheses(road.roadmap.hypotheses, road.words),
    ]
    return said


def _statuses(road: Road, found) -> str:
    """How known the lines of a year are: one status, or each that occurs."""
    return road.words.listed_plainly(road.words(f"status.{name}") for name in dict.fromkeys(found))


def _written(road: Road, row) -> str:
    ends = road.between(row.low, row.high)
    return f"{road.amount(row)} ({ends})" if ends else road.amount(row)


def _per_year(road: Road) -> str:
    return road.words("roadmap.per_year", unit=road.unit)
