"""The same questions without a browser: python -m impact ..."""

import json
import sys
from enum import StrEnum
from typing import Annotated

import pandas as pd
import typer

from impact import __version__, errors
from impact.model import study as studies
from impact.model.uncertainty import DRAWS, SEED
from impact.scoring.compare import Comparison, compare
from impact.store.catalogue import Catalogue, terms_from_environment
from impact.views import sentences, tables
from impact.views.names import Names
from impact.views.texts import languages, texts

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)


class Format(StrEnum):
    """How an answer is written."""

    table = "table"
    json = "json"
    csv = "csv"


FormatOption = Annotated[Format, typer.Option("--format", help="table, json or csv")]
LanguageOption = Annotated[str, typer.Option("--language", help=f"one of {', '.join(languages())}")]


@app.command("compare")
def compare_command(
    study: Annotated[str, typer.Argument(help="study file (TOML)")],
    format: FormatOption = Format.table,
    draws: Annotated[int, typer.Option(help="number of draws, a power of two")] = DRAWS,
    seed: Annotated[int, typer.Option(help="seed of the draws")] = SEED,
    language: LanguageOption = "en",
):
    """Masses and impacts of the alternatives of a study, with 95 % intervals and coverage."""
    words = texts(language)
    loaded = studies.load(study)
    comparison = compare(loaded, catalogue().facts(loaded.materials), draws, seed)
    if format is Format.table:
        names = Names(comparison, words)
        for table in (tables.masses(names), tables.ratios(names)):
            typer.echo(table.to_string(index=False) + "\n")
        climate = comparison.cube.indicators[0]
        typer.echo("\n".join([*sentences.findings(names), "", sentences.summary(names, climate), *sentences.signs(names)]))
    else:
        write(comparison.rows, format, head=heading(comparison))


@app.command("facts")
def facts_command(
    material: Annotated[str, typer.Argument(help="id of a material")],
    format: FormatOption = Format.table,
    language: LanguageOption = "en",
):
    """Every number of a material, with unit, source, terms, year, geography, match and spread."""
    words = texts(language)
    store = catalogue()
    known = store.ask("materials").id.tolist()
    if material not in known:
        raise errors.UnknownMaterial("MATERIAL", material, errors.nearest(material, known))
    sheet = store.ask("sheet", material=material)
    if format is Format.table:
        typer.echo(tables.sheet(sheet, tables.labels(store.facts([]), words), words).to_string(index=False))
    else:
        write(sheet, format, head={"material": material, "method": {"facts": store.digest, "version": __version__}})


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
    try:
        app(arguments, prog_name="python -m impact")
    except errors.SeuilError as problem:
        asked = arguments[arguments.index("--language") + 1 :][:1] if "--language" in arguments else []
        language = asked[0] if asked and asked[0] in languages() else "en"
        print(texts(language).error(problem), file=sys.stderr)
        raise SystemExit(2) from None
