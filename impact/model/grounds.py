"""Facts that a result rests on, as plain rows: frozen with it, put back beside later ones, compared with them."""

import dataclasses
from dataclasses import dataclass

import pandas as pd

from impact.model.budget import Budget
from impact.model.flow import PATH
from impact.model.lifecycle import Cube
from impact.model.study import Study
from impact.store.facts import WORLD, Facts

Grounds = dict[str, list[dict]]


@dataclass(frozen=True)
class Table:
    """A frame of the facts: where it is held, the column that says what a row is about, and the columns that tell such rows apart."""

    held: tuple[str, ...]
    about: str
    key: tuple[str, ...] = ()


#: Tables that results are computed from.
TABLES = {
    "material": Table(("material",), "id"),
    "factor": Table(("factor",), "material", ("indicator", "source")),
    "property": Table(("property",), "material", ("property",)),
    "activity": Table(("stages", "activity"), "activity", ("indicator",)),
    "path": Table(("stages", "path"), "country", ("year",)),
    "process": Table(("stages", "process"), "id"),
    "vehicle": Table(("stages", "vehicle"), "id"),
    "channel": Table(("stages", "channel"), "id"),
    "function": Table(("function",), "id"),
    "default": Table(("default",), "material"),
    "capacity": Table(("limits", "capacity"), "set", ("indicator",)),
    "population": Table(("limits", "population"), "country", ("year",)),
}
#: What says more about a fact without being its number.
WORDS = ("dataset_name", "locator", "position", "category", "basis", "rank")


@dataclass(frozen=True)
class Change:
    """A fact that is another one now.

    table, about, key: which one; was, now: column -> value; empty where there was, or is, no such row
    """

    table: str
    about: str
    key: tuple[str, ...]
    was: dict
    now: dict

    @property
    def columns(self) -> list[str]:
        """Columns that differ."""
        return [name for name in {**self.was, **self.now} if self.was.get(name) != self.now.get(name)]


def grounds(study: Study, facts: Facts, result: Cube, budget: Budget | None = None) -> Grounds:
    """Rows that a result rests on, by table; whole groups, so that a choice among them is made again in the same way."""
    asked = _asked(study, facts, result, budget)
    return {name: plain(rows(facts, name, asked[name])) for name in TABLES}


def restored(facts: Facts, frozen: Grounds) -> Facts:
    """Facts of today with the frozen rows in place of theirs."""
    for name, lines in frozen.items():
        facts = replaced(facts, name, _typed(facts, name, lines), [row[TABLES[name].about] for row in lines])
    used = {row["id"] for row in frozen.get("material", [])}
    return dataclasses.replace(facts, switched_off=[name for name in facts.switched_off if name not in used])


def changes(frozen: Grounds, facts: Facts) -> list[Change]:
    """What differs between frozen rows and those of today, of the same things, in the order of TABLES."""
    found = []
    for name, lines in frozen.items():
        table, about = TABLES[name], list(dict.fromkeys(row[TABLES[name].about] for row in lines))
        was, now = (_keyed(each, table) for each in (lines, plain(rows(facts, name, about))))
        for key in dict.fromkeys([*was, *now]):
            change = Change(name, key[0], key[1:], *(_numbers(each.get(key, {})) for each in (was, now)))
            if change.columns:
                found.append(change)
    return found


def plain(frame: pd.DataFrame) -> list[dict]:
    """Rows as plain tables, every digit kept; what is missing is None."""
    lines = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [{name: value.item() if hasattr(value, "item") else value for name, value in line.items()} for line in lines]


def _asked(study: Study, facts: Facts, result: Cube, budget: Budget | None) -> dict[str, list[str]]:
    """What each table is asked about."""
    subjects = list(dict.fromkeys(flow.subject for flows in result.bills.values() for flow in flows if flow.subject))
    materials = facts.factor.material.unique().tolist()
    rides = [each.use.carried for each in (study.life, *study.alternatives) if each.use and each.use.carried]
    return {
        "material": materials,
        "factor": materials,
        "property": materials,
        "activity": result.inventory.activity.activity.str.removesuffix(PATH).unique().tolist(),
        "path": [name.removesuffix(PATH).split(":")[1] for name in subjects if name.endswith(PATH)],
        "process": list(dict.fromkeys(step.process for step in study.steps)),
        "vehicle": list(dict.fromkeys(ride.vehicle for ride in rides)),
        "channel": list(dict.fromkeys(facts.stages.usual[name] for name in materials if name in facts.stages.usual)),
        "function": [each.function for each in study.sizing.constraints] if study.sizing else [],
        "default": study.materials,
        "capacity": budget.sets(facts.limits) if budget else [],
        "population": [WORLD, budget.country] if budget else [],
    }


def _frame(facts: Facts, table: str) -> pd.DataFrame:
    """A table with all its columns, whatever it is indexed by."""
    holder = facts
    for name in TABLES[table].held:
        holder = getattr(holder, name)
    return holder if TABLES[table].about in holder else holder.reset_index()


def rows(facts: Facts, table: str, about: list[str]) -> pd.DataFrame:
    """What a table says of some things, with all its columns."""
    frame = _frame(facts, table)
    return frame[frame[TABLES[table].about].isin(about)]


def replaced(facts: Facts, table: str, held: pd.DataFrame, about: list[str]) -> Facts:
    """Facts in which a table says something else of some things."""
    place, frame = TABLES[table], _frame(facts, table)
    whole = pd.concat([frame[~frame[place.about].isin(about)], held], ignore_index=True)
    *outer, last = place.held
    holder = getattr(facts, outer[0]) if outer else facts
    index = getattr(holder, last).index.name
    changed = dataclasses.replace(
        holder, **{last: whole if index is None else whole.set_index(index, drop=index not in getattr(holder, last))}
    )
    return dataclasses.replace(facts, **{outer[0]: changed}) if outer else changed


def _typed(facts: Facts, table: str, held: list[dict]) -> pd.DataFrame:
    """Frozen rows with the columns and kinds of those of today."""
    frame = _frame(facts, table)
    rows = pd.DataFrame(held, columns=frame.columns)
    return rows.astype({name: _kind(kind, rows[name]) for name, kind in frame.dtypes.items()})


def _kind(kind, cells: pd.Series):
    """A kind as it is; one that holds nothing missing, where something is, as the store reads it then."""
    if kind.kind not in "bi" or not cells.hasnans:
        return kind
    return object if kind.kind == "b" else kind.name.capitalize()


def _keyed(rows: list[dict], table: Table) -> dict[tuple[str, ...], dict]:
    return {tuple(str(row[name]) for name in (table.about, *table.key)): row for row in rows}


def _numbers(row: dict) -> dict:
    """What counts of a row: not how it is described."""
    return {name: value for name, value in row.items() if not name.startswith(("name_", "note_", "help_", *WORDS)) and value is not None}
