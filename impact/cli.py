"""The same questions without a browser: python -m impact ..."""

import json
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer
from typer.exceptions import TyperException

from impact import __version__, errors
from impact.model import checking, reading
from impact.model.uncertainty import DRAWS, SEED
from impact.scoring.compare import Comparison, compare
from impact.scoring.gate import blocked
from impact.store.catalogue import DATA, Catalogue, terms_from_environment
from impact.views import sentences, sheets, tables
from impact.views.further import Further
from impact.views.names import Names
from impact.views.texts import languages, texts

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None, help=__doc__)


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
    seed: Annotated[int, typer.Option(min=0, help="seed of the draws")] = SEED,
    language: LanguageOption = "en",
):
    """Masses and impacts of the alternatives of a study, with 95 % intervals and coverage."""
    words = texts(language)
    loaded = reading.load(located(study))
    comparison = compare(loaded, catalogue().facts(loaded.materials), draws, seed)
    if format is Format.table:
        names = Names(comparison, words)
        typer.echo("\n".join(report(names)))
    else:
        write(comparison.rows, format, head=heading(comparison))


@app.command("facts")
def facts_command(
    name: Annotated[
        str | None,
        typer.Argument(
            help="id of a material, or electricity:FR, process:sheet-stamping and the like; without it, all materials are listed"
        ),
    ] = None,
    further: Annotated[bool, typer.Option("--further", help="list what there is beside materials")] = False,
    format: FormatOption = Format.table,
    language: LanguageOption = "en",
):
    """Every number of a material or of life beyond it, with unit, source, terms, year, geography, match and spread."""
    words, store = texts(language), catalogue()
    facts = store.facts([])
    others = Further(store, facts, words)
    method = {"facts": store.digest, "version": __version__}
    if name is None:
        rows, head = others.index() if further else store.ask("materials"), {}
        shown = rows if further else sheets.materials(rows, words)
    elif name in others.titles:
        rows, head = others.of(name), {"name": name}
        shown = sheets.filled(others.sheet(rows))
    else:
        checking.known(name, "NAME", [*facts.material.id, *facts.switched_off, *others.titles], errors.UnknownFact)
        checking.known_material(name, "NAME", facts)
        rows, head = store.ask("sheet", material=name), {"material": name, "waste": others.waste(name)}
        shown = sheets.sheet(rows, sheets.labels(facts, words), words)
    if format is Format.table:
        said = [*others.about(name), *others.notes(name)] if name else []
        typer.echo("\n".join(said if shown.empty else [*said, shown.to_string(index=False)]))
    else:
        write(rows, format, head=head | {"method": method})


def report(names: Names) -> list[str]:
    """A comparison as text: masses, what stands against it, ratios unless the gate is shut, sources."""
    words, comparison = names.words, names.comparison
    said = [tables.masses(names).to_string(index=False), "", sentences.function(names)]
    said += [*sentences.findings(names), *sentences.scope(names), ""]
    if blocked(comparison.findings):
        return [*said, words("compare.shut")]
    climate = comparison.cube.indicators[0]
    said += [tables.ratios(names).to_string(index=False), sentences.stamp(names), "", *sentences.signs(names, drawn=False), ""]
    said += [*sentences.tally(names), sentences.summary(names, climate), "", tables.sources(names).to_string(index=False)]
    if len(comparison.cube.inventory.further):
        said += ["", tables.activities(names).to_string(index=False)]
    if assumed := sentences.assumed(comparison.cube.assumptions, comparison.study, words, comparison.facts):
        said += ["", f"{words('compare.assumed')}:", *assumed]
    return said


def located(study: str) -> str:
    """Path of a study: a worked example may be called by its name."""
    example = DATA / "studies" / f"{study}.toml"
    return str(example) if Path(study).name == study and example.is_file() else study


def heading(comparison: Comparison) -> dict:
    """What a reader needs to compute the rows again."""
    draws, activity = comparison.cube.draws, comparison.cube.inventory.further
    return {
        "study": comparison.study.model_dump(mode="json", exclude_none=True),
        "method": {
            "version": __version__,
            "seed": draws.seed,
            "draws": draws.n,
            "facts": comparison.facts.digest,
            "sources": comparison.cube.inventory.source,
            "activities": activity.groupby("activity", sort=False).source.agg(lambda used: sorted(set(used))).to_dict(),
            "terms": dict(zip(comparison.facts.origin.id, comparison.facts.origin.terms, strict=True)),
            "assumptions": [
                {"kind": each.kind, "alternatives": list(each.alternatives)} | dict(each.facts) for each in comparison.cube.assumptions
            ],
            "findings": [{"kind": each.kind, "blocks": each.blocks, "stamp": each.stamp} | each.facts for each in comparison.findings],
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
