"""What commands share: options, where a study is, how an answer is written, the facts."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from impact.store.catalogue import DATA, Catalogue, terms_from_environment
from impact.store.workspace import Workspace
from impact.views import reports
from impact.views.texts import languages, literal

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="The same questions without a browser: python -m impact ...",
)


class Format(StrEnum):
    """How an answer is written."""

    table = "table"
    json = "json"
    csv = "csv"


FormatOption = Annotated[Format, typer.Option("--format", help="table, json or csv")]
StudyArgument = Annotated[str, typer.Argument(help="study file (TOML), or the name of a worked example")]
DrawsOption = Annotated[int, typer.Option(help="number of draws, a power of two")]
SeedOption = Annotated[int, typer.Option(min=0, help="seed of the draws")]
LanguageOption = Annotated[str, typer.Option("--language", help=f"one of {', '.join(languages())}")]


def located(study: str, folder: str = "studies") -> str:
    """Path of a study, or of another file: a worked example may be called by its name."""
    example = DATA / folder / f"{study}.toml"
    return str(example) if Path(study).name == study and example.is_file() else study


def write(rows: pd.DataFrame, format: Format, head: dict):
    """Rows as CSV, no text in it a formula, or as JSON behind their heading; a missing value is empty, or null."""
    if format is Format.csv:
        typer.echo(literal(rows).to_csv(index=False), nl=False)
    else:
        typer.echo(json.dumps(head | {"rows": reports.records(rows)}, ensure_ascii=False, allow_nan=False, indent=1))


def catalogue() -> Catalogue:
    """The catalogue under the terms of SEUIL_TERMS, with the in-house rows of the workspace."""
    return Catalogue(terms=terms_from_environment(), house=Workspace().rows())
