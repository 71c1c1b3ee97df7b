"""The workspace: a file that keeps what users make. Nothing in it is overwritten or deleted.

Times are UTC in ISO 8601; `by` is free text, or empty. A document is a study or a road-map, its content the text of its
TOML file; a snapshot is a frozen result, its content JSON, its name the hash of that. Every function may raise
WorkspaceNotWritten, WorkspaceBusy, WorkspaceDamaged, WorkspaceNewer and MigrationFailed.
"""

import json
import os
import re
import secrets
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import platformdirs

from impact import errors
from impact.store import archive, house
from impact.store.catalogue import Catalogue, named_queries
from impact.store.merging import merge
from impact.store.migrations import MIGRATIONS, now
from impact.store.opening import opened

#: Characters that a title, a name or a note may have.
LONGEST = 2000
#: Signs of a hash that name a snapshot.
SHORTEST = 8


def home() -> Path:
    """Folder of the workspace: SEUIL_HOME, else where programs of this user keep their data."""
    return Path(os.environ.get("SEUIL_HOME") or platformdirs.user_data_path("seuil", appauthor=False))


@dataclass(frozen=True)
class Saved:
    """A version that was saved, or the equal one that stood there already; `beside`: versions that others saved meanwhile."""

    document: str
    version: int
    beside: list[int]


@dataclass(frozen=True)
class Kept:
    """A snapshot, and of which version of which document it was taken, if of any."""

    hash: str
    content: str
    taken: str
    title: dict[str, str]
    document: str | None
    version: int | None
    by: str


class Workspace:
    """Documents with their versions, snapshots with what was said of them, and in-house rows of the catalogue."""

    def __init__(self, folder: Path | None = None, migrations: Path = MIGRATIONS):
        self.file, self.migrations = Path(folder or home()) / "workspace.duckdb", migrations

    def save(
        self,
        kind: str,
        text: str,
        title: dict[str, str],
        document: str | None = None,
        based_on: int | None = None,
        by: str = "",
        note: str = "",
    ) -> Saved:
        """Save a text as a new document or, where it is another than the latest, as a new version of one.

        based_on: version that it was made from; None: the latest
        Raises UnknownDocument, UnknownVersion, TooLong, NotText.
        """
        row = {"content": _text("text", text), "title": _title(title), "by": _short("by", by), "note": _short("note", note)}
        with self._writing() as ask:
            if document is None:
                document = f"{_slug(title) or kind}-{secrets.token_hex(3)}"
                ask("new document", document=document, kind=kind, at=now())
            else:
                document = _document(ask, document, kind)
            return _add(ask, document, row, based_on)

    def documents(self, kind: str, archived: bool = False) -> pd.DataFrame:
        """Latest versions of all documents of a kind, the newest first; with `archived`, of the archived ones too.

        Columns document, title (language -> words), version, saved, by, note, archived.
        """
        with self._reading() as ask:
            return _frame(ask("documents", kind=kind, archived=archived))

    def versions(self, document: str) -> pd.DataFrame:
        """Columns version, based_on (None: the first), saved, by, note; the newest first. Raises UnknownDocument."""
        with self._reading() as ask:
            return _frame(ask("versions", document=_document(ask, document)))

    def text(self, document: str, version: int | None = None) -> str:
        """Text of a version, None: of the latest. Raises UnknownDocument, UnknownVersion."""
        with self._reading() as ask:
            return _version(ask, _document(ask, document), version)["content"]

    def texts(self, kind: str) -> dict[str, str]:
        """Document -> text of its latest version, of all that are not put away, the newest first."""
        with self._reading() as ask:
            return dict(ask("texts", kind=kind).fetchall())

    def restore(self, document: str, version: int, by: str = "") -> Saved:
        """A version once more, as the latest: to undo is to restore the one before. Raises UnknownDocument, UnknownVersion."""
        with self._writing() as ask:
            row = _version(ask, _document(ask, document), version)
            return _add(ask, document, row | {"by": _short("by", by), "note": ""}, None)

    def archive(self, document: str, archived: bool = True):
        """Put a document out of sight, or back. Raises UnknownDocument."""
        with self._writing() as ask:
            ask("new archiving", document=_document(ask, document), archived=archived, at=now())

    def keep(self, hash: str, content: str, title: dict[str, str], document: str | None = None, version: int | None = None, by: str = ""):
        """Keep a snapshot; one that is kept already stays as it is.

        version: of `document`; None: the latest
        Raises UnknownDocument, UnknownVersion, TooLong, NotText.
        """
        row = {"hash": hash, "content": _text("content", content), "title": _title(title), "by": _short("by", by)}
        with self._writing() as ask:
            if document is not None:
                version = _version(ask, _document(ask, document), version)["version"]
            ask("new snapshot", **row, document=document, version=version, at=now())

    def snapshot(self, name: str) -> Kept:
        """The snapshot of a hash, or of a beginning of one that is no other's. Raises UnknownSnapshot, AmbiguousSnapshot."""
        with self._reading() as ask:
            return Kept(**_rows(ask("snapshot", hash=_hash(ask, name)))[0])

    def snapshots(self, document: str | None = None) -> pd.DataFrame:
        """Columns hash, title, taken, document, version, by; the newest first."""
        with self._reading() as ask:
            return _frame(ask("snapshots", document=document))

    def edit(self, snapshot: str, screen: str, language: str, text: str | None, by: str = ""):
        """Say a screen of a snapshot in other words; None: in those of the program again. Raises as `snapshot`, NotText."""
        words = None if text is None else _text(screen, text)
        with self._writing() as ask:
            row = {"screen": screen, "language": language, "words": words, "by": _short("by", by)}
            ask("new edit", snapshot=_hash(ask, snapshot), **row, at=now())

    def edits(self, snapshot: str, language: str) -> dict[str, str]:
        """Screen -> words, of screens that were edited. Raises as `snapshot`."""
        with self._reading() as ask:
            return {row["screen"]: row["words"] for row in _rows(ask("edits", snapshot=_hash(ask, snapshot), language=language))}

    def tick(self, snapshot: str, item: str, done: bool, by: str = ""):
        """Tick an item of the check-list of a snapshot, or take the tick back. Raises as `snapshot`."""
        with self._writing() as ask:
            ask("new tick", snapshot=_hash(ask, snapshot), item=_text("item", item), done=done, by=_short("by", by), at=now())

    def ticks(self, snapshot: str) -> dict[str, tuple[str, str]]:
        """Item -> (by whom, when), of items that are done. Raises as `snapshot`."""
        with self._reading() as ask:
            return {row["item"]: (row["by"], row["made"]) for row in _rows(ask("ticks", snapshot=_hash(ask, snapshot)))}

    def decide(self, snapshot: str, decision: dict) -> int:
        """Keep a decision, a table of JSON values; its number. Raises as `snapshot`, NotText."""
        content = _text("decision", json.dumps(decision, ensure_ascii=False, allow_nan=False))
        with self._writing() as ask:
            return ask("new decision", snapshot=_hash(ask, snapshot), content=content, at=now()).fetchone()[0]

    def decisions(self, snapshot: str | None = None) -> pd.DataFrame:
        """Fields of every decision as columns, with snapshot, number and made; the newest first. Raises as `snapshot`."""
        with self._reading() as ask:
            found = _rows(ask("decisions", snapshot=snapshot and _hash(ask, snapshot)))
        rows = [json.loads(row.pop("content")) | row for row in found]
        return pd.DataFrame(rows, columns=list(dict.fromkeys(name for row in rows for name in row)) or ["snapshot", "number", "made"])

    def add_rows(self, table: str, frame: pd.DataFrame, by: str = ""):
        """Add rows to a table of the catalogue, all or none. Raises what `house.as_text` and `house.with_rows` raise, TooLong, NotText."""
        rows, by = house.as_text(table, frame), _short("by", by)
        with self._writing() as ask:
            house.with_rows(_house(ask), table, rows)
            for cells in rows.to_dict("records"):
                ask("new row", table=table, key=house.key(table, cells), cells=cells, at=now(), by=by)

    def rows(self) -> dict[str, pd.DataFrame]:
        """In-house rows by table, as text cells in the columns of the table's file; tables without any are left out."""
        with self._reading() as ask:
            return _house(ask)

    def withdraw(self, table: str, key: str | list[str], by: str = ""):
        """Withdraw an in-house row by the cells of its primary key. Raises what `house.without_row` raises, TooLong, NotText."""
        cells = [key] if isinstance(key, str) else list(key)
        with self._writing() as ask:
            house.without_row(_house(ask), table, cells)
            ask("new row", table=table, key=cells, cells=None, at=now(), by=_short("by", by))

    def export(self) -> bytes:
        """The whole as a zip archive. Raises ArchiveTooLarge."""
        with opened(self.file, self.migrations, write=False) as connection:
            return archive.pack(connection)

    def import_(self, content: bytes) -> dict[str, int]:
        """Take in an archive, all or nothing: table -> rows that came in. What is there already stays; see `merging.merge`.

        Raises what `archive.unpack` raises, RowRefused where in-house rows do not fit.
        """
        with archive.unpack(content, self.migrations) as incoming, opened(self.file, self.migrations, write=True) as connection:
            taken = merge(connection, incoming)
            if taken["in_house"]:
                Catalogue(house=_house(_asker(connection)))
            return taken

    @contextmanager
    def _reading(self):
        with opened(self.file, self.migrations, write=False) as connection:
            yield _asker(connection)

    @contextmanager
    def _writing(self):
        with opened(self.file, self.migrations, write=True) as connection:
            yield _asker(connection)


QUERIES = dict(named_queries((MIGRATIONS / "queries.sql").read_text(encoding="utf-8")))


def _asker(connection):
    """ask(query, **parameters), of queries.sql; tables go in as JSON."""

    def ask(query: str, **parameters):
        plain = {name: json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value for name, value in parameters.items()}
        return connection.execute(QUERIES[query], plain)

    return ask


def _add(ask, document: str, row: dict, based_on: int | None) -> Saved:
    """A version more, unless the latest says the same."""
    latest = _rows(ask("latest", document=document))
    last = latest[0]["version"] if latest else 0
    if based_on is not None:
        _version(ask, document, based_on)
    new = not latest or any(latest[0][name] != row[name] for name in ("content", "title"))
    version = last + 1 if new else last
    if new:
        row = {name: row[name] for name in ("content", "title", "by", "note")}
        ask("new version", document=document, version=version, based_on=based_on or last or None, **row, at=now())
    return Saved(document, version, [] if based_on is None else list(range(based_on + 1, version)))


def _document(ask, name: str, kind: str | None = None) -> str:
    if not ask("document", document=name, kind=kind).fetchone():
        names = [row[0] for row in ask("document names").fetchall()]
        raise errors.UnknownDocument("document", name, errors.nearest(name, names))
    return name


def _version(ask, document: str, version: int | None) -> dict:
    """Version, content and title. Raises UnknownVersion."""
    found = _rows(ask("latest", document=document) if version is None else ask("version", document=document, version=version))
    if not found:
        numbers = [str(row[0]) for row in ask("versions", document=document).fetchall()]
        raise errors.UnknownVersion("version", str(version), numbers)
    return found[0]


def _hash(ask, name: str) -> str:
    """Whole hash of a snapshot. Raises UnknownSnapshot, AmbiguousSnapshot."""
    name = name.strip().lower()
    hashes = []
    if re.fullmatch(rf"[0-9a-f]{{{SHORTEST},128}}", name):
        hashes = [row[0] for row in ask("hashes", name=name).fetchall()]
    if not hashes:
        raise errors.UnknownSnapshot("snapshot", name, [])
    if len(hashes) > 1 and hashes[0] != name:
        raise errors.AmbiguousSnapshot("snapshot", name, hashes)
    return hashes[0]


def _rows(answer) -> list[dict]:
    """Rows of an answer; words by language, and cells by column, as they went in."""
    names = [column[0] for column in answer.description]
    rows = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
    for row in rows:
        row |= {name: {key: str(word) for key, word in json.loads(row[name]).items()} for name in ("title", "cells") if name in row}
    return rows


def _frame(answer) -> pd.DataFrame:
    """Answer as a frame of plain Python values: None is none, and whole numbers stay whole."""
    return pd.DataFrame(_rows(answer), columns=[column[0] for column in answer.description], dtype=object)


def _house(ask) -> dict[str, pd.DataFrame]:
    """In-house rows by table. A column that came later is empty in rows that were added before."""
    found = {}
    for row in _rows(ask("rows")):
        found.setdefault(row["table_name"], []).append(row["cells"])
    return {table: pd.DataFrame(rows, dtype=object).reindex(columns=house.columns(table), fill_value="") for table, rows in found.items()}


def _slug(title: dict[str, str]) -> str:
    """Title as a name: small letters without accents, digits and hyphens, at most forty of them."""
    plain = unicodedata.normalize("NFKD", next(iter(title.values()), "")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:40].strip("-")


def _title(title: dict[str, str]) -> dict[str, str]:
    return {_text("title", language): _short("title", words) for language, words in title.items()}


def _short(where: str, text: str) -> str:
    if len(text) > LONGEST:
        raise errors.TooLong(where, len(text), LONGEST)
    return _text(where, text)


def _text(where: str, text: str) -> str:
    """A text that can be saved. Raises NotText."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise errors.NotText(where) from None
    return text
