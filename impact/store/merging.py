"""What another workspace holds, taken in: nothing that is here is changed, nothing of the other is lost."""

import hashlib

import duckdb

from impact.store.archive import insert, rows_of


def merge(here: duckdb.DuckDBPyConnection, other: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Take in all tables of another workspace: table -> rows that came in. The transaction is the caller's.

    A document whose versions agree gets those that it lacks; one whose versions differ comes in beside it under a name of its
    own, the same each time. Snapshots keep their hashes. Of in-house rows, what has been said here of a key stands.
    """
    place, taken = {}, {}
    taken["document"] = taken["version"] = 0
    for document in rows_of(other, "document"):
        versions = [row for row in rows_of(other, "version") if row["document"] == document["id"]]
        place[document["id"]] = name = _place(here, document, versions)
        if not _has(here, "document", {"id": name}):
            insert(here, "document", document | {"id": name})
            taken["document"] += 1
        for row in versions:
            if not _has(here, "version", {"document": name, "version": row["version"]}):
                insert(here, "version", row | {"document": name})
                taken["version"] += 1

    def placed(table: str) -> list[dict]:
        return [row | {"document": place.get(row["document"])} for row in rows_of(other, table)]

    taken["archiving"] = _append(here, "archiving", placed("archiving"))
    new = [row for row in placed("snapshot") if not _has(here, "snapshot", {"hash": row["hash"]})]
    for row in new:
        insert(here, "snapshot", row)
    taken["snapshot"] = len(new)
    for table in ("edit", "tick", "decision"):
        taken[table] = _append(here, table, rows_of(other, table))
    said = {(row["table_name"], *row["key"]) for row in rows_of(here, "in_house")}
    taken["in_house"] = _append(
        here, "in_house", [row for row in rows_of(other, "in_house") if (row["table_name"], *row["key"]) not in said]
    )
    return taken


def _place(here: duckdb.DuckDBPyConnection, document: dict, versions: list[dict]) -> str:
    """Name under which a document can come in: its own, or one with the hash of where it parts from the one that is here."""
    name = document["id"]
    while _has(here, "document", {"id": name}):
        if _has(here, "document", document | {"id": name}):
            parting = next((row for row in versions if _differs(here, row | {"document": name})), None)
            if parting is None:
                return name
        else:
            parting = document
        name = f"{name}-{hashlib.sha256(repr(parting).encode()).hexdigest()[:6]}"
    return name


def _differs(here: duckdb.DuckDBPyConnection, row: dict) -> bool:
    """Is this version here, and another one?"""
    return _has(here, "version", {name: row[name] for name in ("document", "version")}) and not _has(here, "version", row)


def _append(here: duckdb.DuckDBPyConnection, table: str, rows: list[dict]) -> int:
    """Rows of a log that are not here yet, with numbers of their own; how many."""
    last = here.execute(f"SELECT coalesce(max(number), 0) FROM {table}").fetchone()[0]
    new = [row for row in rows if not _has(here, table, {name: cell for name, cell in row.items() if name != "number"})]
    for number, row in enumerate(new, last + 1):
        insert(here, table, row | {"number": number})
    return len(new)


def _has(here: duckdb.DuckDBPyConnection, table: str, cells: dict) -> bool:
    """Is there a row of these cells?"""
    same = " AND ".join(f'"{name}" IS NOT DISTINCT FROM ${name}' for name in cells)
    return here.execute(f"SELECT 1 FROM {table} WHERE {same} LIMIT 1", cells).fetchone() is not None
