"""The workspace as a zip archive: a file of JSON lines for each table, and a manifest that says what there must be."""

import hashlib
import io
import json
import struct
import zipfile
import zlib
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from impact import errors
from impact.store.migrations import known, migrate, version
from impact.store.opening import CONFIG

#: Of the archive, not of the workspace in it.
FORMAT = 1
MANIFEST = "manifest.json"
#: What all files of an archive may come to, unpacked. [bytes]
LARGEST = 200_000_000

#: What a broken zip file is met with, wherever it is broken.
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError, OSError)


def pack(connection: duckdb.DuckDBPyConnection) -> bytes:
    """Archive of a workspace. Raises ArchiveTooLarge."""
    files, counts = {}, {}
    for table in tables(connection):
        rows = rows_of(connection, table)
        files[_file(table)] = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
        counts[table] = len(rows)
    if sum(map(len, files.values())) > LARGEST:
        raise errors.ArchiveTooLarge(LARGEST)
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    manifest = {"format": FORMAT, "schema": version(connection), "counts": counts, "sha256": sums}
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in {MANIFEST: json.dumps(manifest, indent=2).encode(), **files}.items():
            target.writestr(name, content)
    return archive.getvalue()


@contextmanager
def unpack(content: bytes, migrations: Path):
    """Connection to what an archive holds, in memory and of the newest version, every row held to the rules.

    Raises NotAnArchive, ArchiveNewer, ArchiveMember, ArchiveChanged, ArchiveTooLarge, ArchiveRow.
    """
    steps = known(migrations)
    try:
        source = zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN:
        raise errors.NotAnArchive() from None
    with source, duckdb.connect(":memory:", config=CONFIG) as connection:
        if sum(member.file_size for member in source.infolist()) > LARGEST:
            raise errors.ArchiveTooLarge(LARGEST)
        schema, sums = _manifest(source, max(steps))
        migrate(connection, {number: step for number, step in steps.items() if number <= schema})
        names = tables(connection)
        _only(source, {MANIFEST, *map(_file, names)})
        connection.begin()
        for table in names:
            lines = _member(source, _file(table))
            if hashlib.sha256(lines).hexdigest() != sums.get(_file(table)):
                raise errors.ArchiveChanged(_file(table))
            _fill(connection, table, lines)
        try:
            migrate(connection, steps, schema)
        except duckdb.Error as problem:
            raise errors.MigrationFailed("zip", max(steps), str(problem).splitlines()[0]) from problem
        connection.commit()
        yield connection


def tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Tables of a workspace, in order of reference."""
    found = connection.execute("SELECT table_name FROM duckdb_tables() WHERE table_name <> 'migration' ORDER BY table_oid")
    return [row[0] for row in found.fetchall()]


def rows_of(connection: duckdb.DuckDBPyConnection, table: str) -> list[dict]:
    """All rows of a table, in the order in which they were inserted."""
    found = connection.execute(f"FROM {table} ORDER BY rowid")
    columns = [column[0] for column in found.description]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def insert(connection: duckdb.DuckDBPyConnection, table: str, row: dict):
    """Insert a row of exactly the columns of a table."""
    blanks = ", ".join(f"${column}" for column in row)
    columns = ", ".join(f'"{column}"' for column in row)
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({blanks})", row)


def _file(table: str) -> str:
    return f"{table}.jsonl"


def _manifest(source: zipfile.ZipFile, newest: int) -> tuple[int, dict[str, str]]:
    """Version of the workspace in an archive, and the hash of each of its files."""
    try:
        manifest = json.loads(_member(source, MANIFEST))
        layout, schema, sums = int(manifest["format"]), int(manifest["schema"]), dict(manifest["sha256"])
    except (errors.ArchiveMember, errors.ArchiveChanged, ValueError, TypeError, KeyError, RecursionError):
        raise errors.NotAnArchive() from None
    if layout > FORMAT or schema > newest:
        raise errors.ArchiveNewer(f"{layout}.{schema}", f"{FORMAT}.{newest}")
    if layout < 1 or schema < 1:
        raise errors.NotAnArchive()
    return schema, sums


def _only(source: zipfile.ZipFile, expected: set[str]):
    """Nothing but the files of an archive, each once: names are compared, never used as paths."""
    names = source.namelist()
    for name in [*names, *expected]:
        if name not in expected or names.count(name) != 1:
            raise errors.ArchiveMember(name)


def _member(source: zipfile.ZipFile, name: str) -> bytes:
    """Content of a file of an archive, never more than it says in its header."""
    try:
        member = source.getinfo(name)
    except KeyError:
        raise errors.ArchiveMember(name) from None
    if member.flag_bits & 1 or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise errors.ArchiveMember(name)  # under a password, or packed as no export is
    try:
        with source.open(member) as stream:
            content = stream.read(LARGEST + 1)
    except _BROKEN:
        raise errors.ArchiveChanged(name) from None
    if len(content) > LARGEST:
        raise errors.ArchiveTooLarge(LARGEST)
    return content


def _fill(connection: duckdb.DuckDBPyConnection, table: str, lines: bytes):
    columns = {row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()}
    for number, line in enumerate(lines.splitlines(), 1):
        try:
            row = json.loads(line)
            if not isinstance(row, dict) or set(row) != columns:
                raise errors.ArchiveRow(_file(table), number, ", ".join(sorted(columns)))
            insert(connection, table, row)
            _readable(table, row)
        except (duckdb.Error, ValueError, TypeError, RecursionError) as problem:
            raise errors.ArchiveRow(_file(table), number, str(problem).splitlines()[0]) from problem


def _readable(table: str, row: dict):
    """Times, JSON and the hash of a row, as the workspace writes them. Raises ValueError, TypeError, RecursionError."""
    for name in row.keys() & {"made", "saved", "taken"}:
        if datetime.fromisoformat(row[name]).replace(tzinfo=UTC).isoformat(timespec="microseconds") != row[name]:
            raise ValueError(f"{name}: {row[name]}")
    for name in row.keys() & {"title", "cells", *(() if table == "version" else ("content",))}:
        if row[name] is not None and not isinstance(json.loads(row[name]), dict):
            raise ValueError(f"{name}: {row[name]}")
    if table == "snapshot" and hashlib.sha256(row["content"].encode()).hexdigest() != row["hash"]:
        raise ValueError(f"hash: {row['hash']}")
