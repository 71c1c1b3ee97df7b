"""Commands that ask: what a study causes, against which limits, how surely, from what; and the facts."""

from typing import Annotated

import typer

from impact import __version__, errors
from impact.cli import common
from impact.cli.common import (
    DrawsOption,
    Format,
    FormatOption,
    LanguageOption,
    SeedOption,
    StudyArgument,
    app,
    located,
    write,
)
from impact.model import change, checking, quantity, reading
from impact.model.supply import EUROPE
from impact.model.uncertainty import DRAWS, SEED
from impact.scoring import pairwise, resilience, weighting
from impact.scoring.boundaries import assess
from impact.scoring.compare import UNSURE, compare
from impact.views import reports, sheets
from impact.views.asked import Asked
from impact.views.certain import Certain
from impact.views.claims import Claims
from impact.views.further import Further
from impact.views.names import Names
from impact.views.planet import Planet, rows_of
from impact.views.texts import texts


@app.command("compare")
def compare_command(
    study: StudyArgument,
    format: FormatOption = Format.table,
    draws: DrawsOption = DRAWS,
    seed: SeedOption = SEED,
    language: LanguageOption = "en",
):
    """Masses and impacts of the alternatives of a study, with 95 % intervals and coverage."""
    words = texts(language)
    loaded = reading.load(located(study))
    comparison = compare(loaded, common.catalogue().facts(loaded.materials), draws, seed)
    if format is Format.table:
        typer.echo("\n".join(reports.compared(Names(comparison, words))))
    else:
        write(comparison.rows, format, head=reports.heading(comparison))


@app.command("boundaries")
def boundaries_command(
    study: StudyArgument,
    capacity: Annotated[list[str] | None, typer.Option(help="set of capacities; may be given several times")] = None,
    share: Annotated[list[str] | None, typer.Option(help="sharing principle; may be given several times")] = None,
    quantity: Annotated[str | None, typer.Option(help="functions served in a year")] = None,
    country: Annotated[str | None, typer.Option(help="country whose people and economy share, such as FR")] = None,
    year: Annotated[int | None, typer.Option(help="year of population and economy")] = None,
    price: Annotated[str | None, typer.Option(help="USD of that year for one function")] = None,
    portion: Annotated[str | None, typer.Option(help="share of the budget of the country, in (0, 1]")] = None,
    own: Annotated[str | None, typer.Option(help="share of the budget of the world, in (0, 1]")] = None,
    format: FormatOption = Format.table,
    draws: DrawsOption = DRAWS,
    seed: SeedOption = SEED,
    language: LanguageOption = "en",
):
    """The yearly impact of the alternatives against shares of the planet's capacity, over sets of capacities and sharing principles."""
    words, loaded = texts(language), reading.load(located(study))
    given = {"quantity": quantity, "country": country, "year": year, "price": price, "portion": portion, "own": own}
    given |= {"principles": share, "capacities": capacity}
    given["country"] = country.upper() if country else None
    asked = change.budgeted(loaded, {key: value for key, value in given.items() if value is not None})
    comparison = compare(asked, common.catalogue().facts(asked.materials), draws, seed)
    assessment = assess(comparison, asked.budget)
    held = Claims(assessment, Names(comparison, words))
    if format is Format.table:
        typer.echo("\n".join(reports.assessed(held)))
    else:
        write(reports.traced(assessment, format is Format.csv), format, head=reports.assessed_heading(held))


@app.command("certainty")
def certainty_command(
    study: StudyArgument,
    indicator: Annotated[str | None, typer.Option(help="indicator of drivers and of the table; without it, climate change")] = None,
    threshold: Annotated[str, typer.Option(help="probability from which two are told apart, in (0.5, 1)")] = str(UNSURE[1]),
    before: Annotated[
        list[str] | None, typer.Option(help="first:second, indicators of which the first matters more; may be given several times")
    ] = None,
    format: FormatOption = Format.table,
    draws: DrawsOption = DRAWS,
    seed: SeedOption = SEED,
    language: LanguageOption = "en",
):
    """How sure the differences of a study are: pairs, what drives them, what to measure first, ranks over all weights."""
    words, loaded = texts(language), reading.load(located(study))
    least = pairwise.threshold_of(quantity.share(threshold, "--threshold", language), "--threshold")
    facts = common.catalogue().facts(loaded.materials)
    indicators = facts.indicator.id.tolist()
    chosen = indicator or indicators[0]
    checking.known(chosen, "--indicator", indicators, errors.UnknownIndicator, everything=True)
    preferred = [(first, second) for first, _, second in (each.partition(":") for each in before or [])]
    for name in (name for pair in preferred for name in pair):
        checking.known(name, "--before", indicators, errors.UnknownIndicator, everything=True)
    weighting.coherent(preferred)
    comparison = compare(loaded, facts, draws, seed)
    held = Certain(Names(comparison, words), pairwise.pairwise(comparison, least), chosen, preferred)
    if format is Format.table:
        typer.echo("\n".join(held.text()))
    elif format is Format.csv:
        write(pairwise.rows(held.pairs), format, head={})
    else:
        parts = {"dominance": held.dominance_rows(), "drivers": held.driver_rows(), "ranks": held.rank_rows()}
        settings = {"indicator": chosen, "threshold": least, "before": preferred}
        write(pairwise.rows(held.pairs), format, head=reports.heading(comparison) | settings | parts)


@app.command("resources")
def resources_command(
    study: StudyArgument,
    importer: Annotated[
        str, typer.Option(help="economy that buys: EU27, GLO for the market of the world, or a country such as FR")
    ] = EUROPE,
    year: Annotated[int | None, typer.Option(help="year of governance; without it, the latest")] = None,
    format: FormatOption = Format.table,
    draws: DrawsOption = DRAWS,
    seed: SeedOption = SEED,
    language: LanguageOption = "en",
):
    """What a study asks of the earth and of supply chains, what returns, and what it costs."""
    words, loaded = texts(language), reading.load(located(study))
    facts = common.catalogue().facts(loaded.materials)
    seen = resilience.view(facts.supply, importer.upper(), year)
    comparison = compare(loaded, facts, draws, seed)
    held = Asked(Names(comparison, words), seen)
    if format is Format.table:
        typer.echo("\n".join(held.text()))
    elif format is Format.csv:
        write(held.rows(), format, head={})
    else:
        parts = {name: reports.records(rows) for name, rows in held.parts().items()}
        write(held.rows(), format, head=reports.heading(comparison) | {"importer": seen.importer, "year": seen.year} | parts)


@app.command("planet")
def planet_command(
    edition: Annotated[str | None, typer.Argument(help="edition of the planetary boundaries; without it, the newest")] = None,
    format: FormatOption = Format.table,
    language: LanguageOption = "en",
):
    """The state of the planet by an edition of the planetary boundaries: every control variable, its boundary and where it stands."""
    words, store = texts(language), common.catalogue()
    editions = list(store.limits.edition.index)
    chosen = edition or editions[-1]
    checking.known(chosen, "EDITION", editions, errors.UnknownEdition, everything=True)
    if format is Format.table:
        typer.echo("\n".join(reports.planet(Planet(store.facts([]), chosen, words))))
    else:
        head = {"edition": chosen, "method": {"facts": store.digest, "version": __version__}}
        write(rows_of(store.limits, chosen, words), format, head)


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
    words, store = texts(language), common.catalogue()
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
