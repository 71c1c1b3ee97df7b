"""Facts that a result rests on, as one long table: one row per number."""

import pandas as pd

from impact.export.dossier import Dossier
from impact.model.grounds import TABLES
from impact.views.texts import Texts

#: Tables that hold one number a row, with the columns of that number and of what it is: value, or lower and upper bound.
LONG = {
    "factor": ("indicator", "value", None, None),
    "activity": ("indicator", "value", None, None),
    "capacity": ("indicator", "value", None, None),
    "property": ("property", None, "min", "max"),
}
#: Columns of the other tables that are no number of theirs.
ASIDE = ("position", "rank", "year")


def used(dossier: Dossier) -> pd.DataFrame:
    """Columns: table, item_id, item, quantity_id, quantity, value, lowest, highest, unit, per, source_id, source, terms, year, geography,
    match, gsd, basis, flags, dataset, note."""
    words, names, lines = dossier.words, dossier.brief.names, []
    for table in TABLES:
        for row in dossier.snapshot.grounds.get(table, []):
            lines += [_shared(table, row, words, names) | each for each in _numbers(table, row, names)]
    return pd.DataFrame(lines)


def _numbers(table: str, row: dict, names: dict) -> list[dict]:
    """The numbers of a row."""
    if table in LONG:
        quantity, value, low, high = LONG[table]
        called = row[quantity]
        known = {"value": row[value] if value else None, "lowest": row[low] if low else None, "highest": row[high] if high else None}
        return [{"quantity_id": called, "quantity": names["indicator"].get(called, names.get("quantity", {}).get(called, called))} | known]
    found = {
        name: cell
        for name, cell in row.items()
        if isinstance(cell, (int, float))
        and not isinstance(cell, bool)
        and name not in ASIDE
        and not name.endswith(("_min", "_max", "gsd"))
    }
    found = found or {"source" if table == "default" else "": None}
    return [
        {"quantity_id": name, "quantity": name, "value": cell, "lowest": row.get(f"{name}_min"), "highest": row.get(f"{name}_max")}
        for name, cell in found.items()
    ]


def _shared(table: str, row: dict, words: Texts, names: dict) -> dict:
    """What all numbers of a row share."""
    item, source, language = row[TABLES[table].about], row.get("source"), words.language
    kinds = ("material", "activity", "capacity_set")
    called = row.get(f"name_{language}") or next((names[kind][item] for kind in kinds if item in names.get(kind, {})), item)
    match = row.get("match")
    return {
        "table": words(f"xlsx.ground.{table}"),
        "item_id": item,
        "item": called,
        "quantity_id": None,
        "quantity": None,
        "value": None,
        "lowest": None,
        "highest": None,
        "unit": row.get("unit"),
        "per": row.get("per"),
        "source_id": source,
        "source": names.get("source", {}).get(source),
        "terms": names.get("terms", {}).get(source),
        "year": row.get("year"),
        "geography": row.get("geography") or row.get("country"),
        "match": words(f"match.of_activity.{match}" if table == "activity" else f"match.{match}") if match else None,
        "gsd": row.get("gsd"),
        "basis": row.get("gsd_basis") or row.get("quality"),
        "flags": row.get("flags"),
        "dataset": row.get("dataset_name") or row.get("locator"),
        "note": row.get(f"note_{language}"),
    }
