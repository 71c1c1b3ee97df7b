"""Commands that keep and take away: saving, freezing, explaining, exporting; the workspace as a whole."""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from impact import errors
from impact.cli import common
from impact.cli.common import DrawsOption, Format, FormatOption, LanguageOption, SeedOption, StudyArgument, app, located, write
from impact.export import cube, files, snapshot
from impact.export.dossier import Dossier
from impact.model import portfolio, reading, writing
from impact.model.study import Study
from impact.model.uncertainty import DRAWS, SEED
from impact.scoring.compare import compare
from impact.scoring.roadmap import trajectory
from impact.store import house
from impact.store.catalogue import DATA
from impact.store.workspace import Workspace
from impact.views import decisions, register
from impact.views import roadmap as views
from impact.views.difference import Differences
from impact.views.names import Labels
from impact.views.sentences import declared
from impact.views.texts import languages, texts
from impact.views.trajectory import Road

STUDY = "study"
ByOption = Annotated[str, typer.Option(help="name or role that stands beside what is kept")]


@app.command("save")
def save_command(
    study: StudyArgument,
    document: Annotated[str | None, typer.Option(help="kept study that this is a new version of; without it, a new one")] = None,
    by: ByOption = "",
    note: Annotated[str, typer.Option(help="what has changed")] = "",
):
    """Keep a study in the workspace; nothing is overwritten. Prints what it is kept as, and its version."""
    loaded, facts = reading.load(located(study)), common.catalogue().facts([])
    text = writing.dumps(loaded, {code: declared(loaded, facts, texts(code)) for code in languages()})
    saved = Workspace().save(STUDY, text, loaded.title, document, by=by, note=note)
    typer.echo(f"{saved.document} {saved.version}")


@app.command("snapshot")
def snapshot_command(study: StudyArgument, draws: DrawsOption = DRAWS, seed: SeedOption = SEED, by: ByOption = ""):
    """Freeze a study with its facts, method and results, and keep that in the workspace. Prints its hash."""
    loaded, store = reading.load(located(study)), common.catalogue()
    taken = snapshot.take(loaded, store.facts(loaded.materials), draws, seed)
    Workspace().keep(taken.hash, taken.content, loaded.title, by=by)
    typer.echo(taken.hash)


@app.command("explain")
def explain_command(
    hash: Annotated[str, typer.Argument(help="hash of a snapshot of the workspace, or its beginning")],
    indicator: Annotated[str | None, typer.Option(help="indicator of the table; without it, the one that is shown first")] = None,
    format: FormatOption = Format.table,
    language: LanguageOption = "en",
):
    """Compute a snapshot again with the facts of today: which facts moved, and what each did to the result."""
    words, kept = texts(language), Workspace().snapshot(hash)
    taken, store = snapshot.loads(kept.content, kept.hash), common.catalogue()
    brief, facts = taken.brief(language), store.facts(taken.read().materials)
    chosen = indicator or brief.indicator
    if chosen not in brief.names["indicator"]:
        raise errors.UnknownIndicator("--indicator", chosen, list(brief.names["indicator"]))
    told = Differences(taken.explained(facts), brief, Labels(facts, words))
    if format is Format.table:
        rows = [told.table(chosen).to_string(index=False)] if told.found.steps else []
        typer.echo("\n".join([*told.said(), *rows]))
    else:
        write(told.figures(), format, head={"snapshot": taken.hash, "facts": store.digest})


@app.command("export")
def export_command(
    study: Annotated[str, typer.Argument(help="study file, name of a worked example, or hash of a snapshot of the workspace")],
    out: Annotated[Path, typer.Argument(help="file to write: .pptx, .pdf, .xlsx, .csv, .json or .toml")],
    template: Annotated[Path | None, typer.Option(help="presentation (.pptx or .potx) whose master is used")] = None,
    with_draws: Annotated[bool, typer.Option("--with-draws", help="hold every draw in the workbook")] = False,
    draws: DrawsOption = DRAWS,
    seed: SeedOption = SEED,
    language: LanguageOption = "en",
):
    """Write a result as a presentation, a page, a workbook, a table or data, with sources, method and hash."""
    kind = out.suffix.removeprefix(".").lower()
    if kind not in files.KINDS:
        raise errors.UnknownExport("OUT", out.name, [f".{each}" for each in files.KINDS])
    dossier = _dossier(study, language, draws, seed)
    options = {"template": _read(template)} if template else {}
    if with_draws:
        options["draws"] = cube.drawn(dossier.snapshot.computed(common.catalogue().facts(dossier.snapshot.read().materials)).cube)
    content = files.write(kind, dossier, **options)
    _write(out, content)


def _dossier(name: str, language: str, draws: int, seed: int) -> Dossier:
    """A snapshot of the workspace with what was said of it, else of a study as it is now."""
    words, held = texts(language), Workspace()
    if not Path(located(name)).exists() and snapshot.is_hash(name):
        kept = held.snapshot(name)
        taken = snapshot.loads(kept.content, kept.hash)
        rows = held.decisions(kept.hash).to_dict("records")[:1]
        told = decisions.told(rows[0], taken.brief(language), words) if rows else ()
        return Dossier(taken, words, datetime.datetime.fromisoformat(kept.taken), edited=held.edits(kept.hash, language), decision=told)
    loaded = reading.load(located(name))
    taken = snapshot.take(loaded, common.catalogue().facts(loaded.materials), draws, seed)
    return Dossier(taken, words, datetime.datetime.now(datetime.UTC))


def _write(out: Path, content: bytes):
    """Write a file, and say where. Raises NotWritten."""
    try:
        out.write_bytes(content)
    except OSError:
        raise errors.NotWritten(str(out)) from None
    typer.echo(str(out))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise errors.StudyMissing(str(file)) from None


@app.command("roadmap")
def roadmap_command(
    roadmap: Annotated[str, typer.Argument(help="road-map file (TOML), or the name of a worked road-map")],
    format: FormatOption = Format.table,
    draws: DrawsOption = DRAWS,
    seed: SeedOption = SEED,
    language: LanguageOption = "en",
):
    """Where a portfolio of studies leads by its target year: by activity and status, against a reduction and allocated budgets."""
    words, store = texts(language), common.catalogue()
    plan = reading.load(located(roadmap, "roadmaps"), portfolio.KIND)
    portfolio.check(plan, store.facts([]), study_of)
    studies = {each.study: study_of(each.study) for each in plan.activities}
    compared = {name: compare(study, store.facts(study.materials), draws, seed) for name, study in studies.items()}
    taken = {name: [datetime.date.fromisoformat(at[:10]) for at in Workspace().snapshots(name).taken] for name in studies if name in kept()}
    road = Road(trajectory(plan, compared), studies, store.facts([]), words, datetime.date.today(), taken)
    if format is Format.table:
        typer.echo("\n".join(views.text(road)))
    else:
        write(views.rows(road), format, head={"facts": store.digest})


def kept() -> list[str]:
    """Names of the studies that the workspace keeps."""
    return Workspace().documents(STUDY, archived=True).document.tolist()


def study_of(name: str) -> Study:
    """A worked example, or a study of the workspace, by its name. Raises UnknownStudy."""
    examples = {file.stem: file for file in (DATA / "studies").glob("*.toml")}
    if name in examples:
        return reading.load(examples[name])
    if name not in kept():
        raise errors.UnknownStudy("study", name, errors.nearest(name, [*examples, *kept()]))
    return reading.loads(Workspace().text(name).encode())


@app.command("hypotheses")
def hypotheses_command(format: FormatOption = Format.table, language: LanguageOption = "en"):
    """Every hypothesis of the kept studies, those to be looked at first in front."""
    words = texts(language)
    rows = register.held({name: reading.loads(text.encode()) for name, text in Workspace().texts(STUDY).items()})
    if format is Format.table and not rows:
        typer.echo(words("register.none"))
        return
    table = register.table(rows, datetime.date.today(), words)
    if format is Format.table:
        typer.echo(table.to_string(index=False))
    else:
        write(table, format, head={})


@app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(help="CSV file with the columns of the table")],
    table: Annotated[
        str, typer.Option("--as", help="table that the rows belong to: source, material, composition, property, factor or price")
    ],
    by: ByOption = "",
):
    """Take rows of one's own into the workspace, beside those of the catalogue and under the same rules; all or none."""
    rows = house.read(table, _read(file))
    Workspace().add_rows(table, rows, by=by)
    typer.echo(len(rows))


@app.command("workspace")
def workspace_command(
    document: Annotated[str | None, typer.Argument(help="kept study to print; without it, all are listed")] = None,
    version: Annotated[int | None, typer.Option(help="version to print; without it, the latest")] = None,
    archive: Annotated[Path | None, typer.Option("--export", help="write everything into one archive")] = None,
    incoming: Annotated[Path | None, typer.Option("--import", help="take an archive in; nothing is overwritten")] = None,
):
    """What is kept: studies and snapshots; the text of one; everything as one archive."""
    held = Workspace()
    if incoming:
        counts = held.import_(_read(incoming))
        typer.echo(", ".join(f"{name} {count}" for name, count in counts.items()))
    if archive:
        _write(archive, held.export())
    if document:
        typer.echo(held.text(document, version), nl=False)
    elif not incoming and not archive:
        for row in held.documents(STUDY).itertuples():
            typer.echo(f"{row.document} {row.version} {row.saved}")
        for row in held.snapshots().itertuples():
            typer.echo(f"{row.hash} {row.taken}")
