"""Kinds of files that a snapshot is written as."""

from collections.abc import Callable
from dataclasses import dataclass

from impact import errors
from impact.export import pdf, tables, xlsx
from impact.export.dossier import Dossier

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Kind:
    """One kind of file: what browsers call it, and what writes it."""

    mime: str
    made: Callable[..., bytes]


def _slides(dossier: Dossier, **options) -> bytes:
    from impact.export import pptx  # slow to import, and asked for seldom

    return pptx.presentation(dossier, **options)


KINDS = {
    "pptx": Kind(f"{OFFICE}.presentationml.presentation", _slides),
    "pdf": Kind("application/pdf", pdf.page),
    "xlsx": Kind(f"{OFFICE}.spreadsheetml.sheet", xlsx.workbook),
    "csv": Kind("text/csv", tables.csv),
    "json": Kind("application/json", tables.json),
    "toml": Kind("application/toml", tables.toml),
}


def write(kind: str, dossier: Dossier, **options) -> bytes:
    """A dossier as a file of this kind; options: of what writes it. Raises UnknownExport."""
    if kind not in KINDS:
        raise errors.UnknownExport("format", kind, list(KINDS))
    return KINDS[kind].made(dossier, **options)
