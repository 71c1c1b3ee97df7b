"""Versions of the workspace: numbered SQL files, each applied once and in order."""

import re
from datetime import UTC, datetime
from pathlib import Path

import duckdb

MIGRATIONS = Path(__file__).parent / "sql" / "workspace"


def known(folder: Path) -> dict[int, str]:
    """Number -> SQL of every migration of a folder, in order; its files are called 0001.sql, 0002.sql, ..."""
    files = sorted(file for file in folder.glob("*.sql") if re.fullmatch(r"\d{4}", file.stem))
    return {int(file.stem): file.read_text(encoding="utf-8") for file in files}


def version(connection: duckdb.DuckDBPyConnection) -> int:
    """Number of the last migration that a database has had; 0: it is no workspace. To be asked outside of a transaction."""
    try:
        return connection.execute("SELECT coalesce(max(number), 0) FROM migration").fetchone()[0]
    except duckdb.CatalogException:  # no such table
        return 0


def migrate(connection: duckdb.DuckDBPyConnection, steps: dict[int, str], found: int = 0):
    """Bring a database of version `found` up by those of `steps` (see `known`) that come after. The transaction is the caller's."""
    for number, step in steps.items():
        if number > found:
            connection.execute(step)
            connection.execute("INSERT INTO migration VALUES ($number, $applied)", {"number": number, "applied": now()})


def now() -> str:
    """The time, UTC in ISO 8601, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
