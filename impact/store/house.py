"""In-house rows: facts of one's own, in the columns of the catalogue's files and under its rules."""

import csv
import io
import re

import pandas as pd

from impact import errors
from impact.store.catalogue import DATA, HOUSE, Catalogue

#: A table of in-house rows may have so many bytes.
LARGEST = 5_000_000
#: A number that is nothing else, with its comma: -1,5 or 2,3e-4.
DECIMAL = re.compile(r"(-?\d+),(\d+(?:[eE][-+]?\d+)?)")


def columns(table: str) -> list[str]:
    """Columns of a table that in-house rows may be added to. Raises UnknownTable."""
    if table not in HOUSE:
        raise errors.UnknownTable("table", table, list(HOUSE))
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return next(csv.reader(lines))


def key(table: str, cells: dict[str, str]) -> list[str]:
    """Cells of the primary key of a row."""
    return [cells[column] for column in HOUSE[table]]


def read(table: str, content: bytes) -> pd.DataFrame:
    """Rows of a CSV file, as text cells. Raises UnknownTable, TableTooLarge, TableNotUtf8, ColumnsDiffer, RowRefused."""
    file, allowed = f"{table}.csv", columns(table)
    if len(content) > LARGEST:
        raise errors.TableTooLarge(file, len(content), LARGEST)
    try:
        text = content.decode("utf-8-sig")
        comma = text.partition("\n")[0].strip() == ";".join(allowed)  # as a spreadsheet writes it where the comma is a decimal sign
        lines = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=";" if comma else ",")
        header = next(lines, [])
        if header != allowed:
            raise errors.ColumnsDiffer(file, header, allowed)
        rows = []
        for row in filter(None, lines):
            if len(row) != len(allowed):
                raise errors.RowRefused(file, lines.line_num, "width", f"{len(row)} ≠ {len(allowed)}")
            rows.append([DECIMAL.sub(r"\1.\2", cell) if comma and DECIMAL.fullmatch(cell) else cell for cell in row])
    except UnicodeDecodeError:
        raise errors.TableNotUtf8(file) from None
    except csv.Error as problem:
        raise errors.RowRefused(file, lines.line_num, "other", str(problem)) from problem
    return pd.DataFrame(rows, columns=allowed, dtype=object)


def as_text(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows as text cells, an empty text where there is none. Raises UnknownTable, ColumnsDiffer."""
    if list(rows.columns) != columns(table):
        raise errors.ColumnsDiffer(f"{table}.csv", list(map(str, rows.columns)), columns(table))
    return rows.astype(object).where(rows.notna(), "").map(str)


def with_rows(held: dict[str, pd.DataFrame], table: str, rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """What is held and more rows of one table, which the whole catalogue takes.

    Raises RowRefused with the line that the row has in a file of its own, below its header; ColumnsDiffer.
    """
    before = held.get(table, rows[:0])
    every = held | {table: pd.concat([before, rows], ignore_index=True)}
    try:
        Catalogue(house=every)
    except errors.RowRefused as refused:
        if refused.file != f"workspace/{table}" or refused.line <= len(before):
            raise
        raise errors.RowRefused(f"{table}.csv", refused.line - len(before) + 1, refused.rule, refused.found) from refused
    return every


def without_row(held: dict[str, pd.DataFrame], table: str, row: list[str]) -> dict[str, pd.DataFrame]:
    """What is held without the row of this key.

    Raises UnknownRow, and RowRefused where another row refers to it; rows that did not fit before may go one by one.
    """
    rows = held.get(table, pd.DataFrame(columns=columns(table)))
    keys = [key(table, cells) for cells in rows.to_dict("records")]
    if row not in keys:
        raise errors.UnknownRow("key", ", ".join(row), errors.nearest(", ".join(row), [", ".join(each) for each in keys]))
    left = held | {table: rows[[each != row for each in keys]].reset_index(drop=True)}
    try:
        Catalogue(house=left)
    except errors.RowRefused:
        if _fits(held):
            raise
    return left


def _fits(held: dict[str, pd.DataFrame]) -> bool:
    try:
        Catalogue(house=held)
    except errors.RowRefused:
        return False
    return True
