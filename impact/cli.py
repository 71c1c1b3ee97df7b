"""The same questions without a browser: python -m impact ..."""

import json
import re
import sys
from enum import StrEnum
from typing import Annotated

import pandas as pd
import typer
from typer.exceptions import TyperException

from impact import __version__, errors
from impact.model import reading
from impact.model.uncertainty import DRAWS, SEED
from impact.scoring.compare import Comparison, compare
from impact.store.catalogue import DATA, Catalogue, terms_from_environment
from impact.views import sentences, sheets, tables
from impact.views.names import Names
from impact.views.texts import languages, texts

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None, help=__doc__)


class Format(StrEnum):
    """How an answer is written."""

    table = "table"
    json = "json"
    csv = "csv"


FormatOption = Annotated[Format, typer.Option("--format", help="table, json or csv")]
LanguageOption = Annotated[str, typer.Option("--language", help=f"one of {', '.join(languages())}")]


@app.command("compare")
def compare_command(
    study: Annotated[str, typer.Argument(help="study file (TOML), or the name of a worked example")],
    format: FormatOption = Format.table,
    draws: Annotated[int, typer.Option(help="number of draws, a power of two")] = DRAWS,
    seed: Annotated[int, typer.Option(help="seed of the draws")] = SEED,
    language: LanguageOption = "en",
):
    """Masses and impacts of the alternatives of a study, with 95 % intervals and coverage."""
    words = texts(language)
    loaded = reading.load(located(study))
    comparison = compare(loaded, catalogue().facts(loaded.materials), draws, seed)
    if format is Format.table:
        names = Names(comparison, words)
        for table in (tables.masses(names), tables.ratios(names)):
            typer.echo(table.to_string(index=False) + "\n")
        climate = comparison.cube.indicators[0]
        said = [sentences.function(names), *sentences.findings(names), words("compare.scope"), "", *sentences.tally(names)]
        typer.echo("\n".join([*said, sentences.summary(names, climate), "", *sentences.signs(names, drawn=False)]) + "\n")
        typer.echo(tables.sources(names).to_string(index=False))
    else:
        write(comparison.rows, format, head=heading(comparison))


@app.command("facts")
def facts_command(
    material: Annotated[str | None, typer.Argument(help="id of a material; without it, all ids are listed")] = None,
    format: FormatOption = Format.table,
    language: LanguageOption = "en",
):
    """Every number of a material, with unit, source, terms, year, geography, match and spread."""
    words = texts(language)
    store = catalogue()
    materials = store.ask("materials")
    if material is None:
        listed = sheets.materials(materials, words)
        return typer.echo(listed.to_string(index=False)) if format is Format.table else write(listed, format, head={})
    known = materials.id.tolist()
    if material not in known:
        raise errors.UnknownMaterial("MATERIAL", material, errors.nearest(material, known))
    sheet = store.ask("sheet", material=material)
    if format is Format.table:
        typer.echo(sheets.sheet(sheet, sheets.labels(store.facts([]), words), words).to_string(index=False))
    else:
        write(sheet, format, head={"material": material, "method": {"facts": store.digest, "version": __version__}})


def located(study: str) -> str:
    """Path of a study: a worked example may be called by its name."""
    example = DATA / "studies" / f"{study}.toml"
    return str(example) if study.isalnum() and example.is_file() else study


def heading(comparison: Comparison) -> dict:
    """What a reader needs to compute the rows again."""
    draws = comparison.cube.draws
    return {
        "study": comparison.study.model_dump(mode="json", exclude_none=True),
        "method": {
            "version": __version__,
            "seed": draws.seed,
            "draws": draws.n,
            "facts": comparison.facts.digest,
            "sources": comparison.cube.inventory.source,
            "findings": [{"kind": each.kind, "stamp": each.stamp} | each.facts for each in comparison.findings],
        },
    }


def write(rows: pd.DataFrame, format: Format, head: dict):
    """Rows as CSV, or as JSON behind their heading; a missing value is empty, or null."""
    if format is Format.csv:
        typer.echo(rows.to_csv(index=False), nl=False)
    else:
        records = rows.astype(object).where(rows.notna(), None).to_dict("records")
        typer.echo(json.dumps(head | {"rows": records}, ensure_ascii=False, allow_nan=False, indent=1))


def catalogue() -> Catalogue:
    """The catalogue under the terms of SEUIL_TERMS."""
    return Catalogue(terms=terms_from_environment())


def main(arguments: list[str] | None = None):
    """Run a command; what a user can put right ends in one line and exit code 2."""
    arguments = sys.argv[1:] if arguments is None else arguments
    asked = re.search(r"--language[ =](\w+)", " ".join(arguments))
    language = asked[1] if asked and asked[1] in languages() else "en"
    try:
        raise SystemExit(app(arguments or ["--help"], prog_name="python -m impact", standalone_mode=False))
    except TyperException as problem:
        said = errors.BadCommand(problem.format_message())
    except errors.SeuilError as problem:
        said = problem
    print(texts(language).error(said), file=sys.stderr)
    raise SystemExit(2)
