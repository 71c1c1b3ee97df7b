"""Slides: native charts with the snapshot's own numbers, nothing out of the slide, nothing computed, templates good and bad."""

import io
import re
import zipfile
from datetime import UTC, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from impact import errors
from impact.export import fitting, template
from impact.export.dossier import Dossier
from impact.export.pptx import presentation
from impact.export.slides import DOWN, INSIDE
from impact.export.snapshot import take
from impact.model import reading
from impact.model.flow import STAGES
from impact.scoring.compare import FEWEST
from impact.views.brief import SCREENS
from impact.views.texts import texts
from tests.conftest import ROOT

EXAMPLES = sorted(file.stem for file in (ROOT / "data/studies").glob("*.toml"))
TAKEN = datetime(2026, 11, 28, tzinfo=UTC)
HOSTILE = ["=cmd()", "<script>alert(1)</script>", "🙂 émoji & co", "+1", "-2", "@SUM(A1)", "Ω" * 70, "a" * 80, "\u202egnal", "&amp;", "{x}"]


@pytest.fixture(scope="module")
def kept(catalogue):
    """Snapshots of the worked examples, each taken once."""
    held = {}

    def get(name):
        if name not in held:
            study = reading.load(ROOT / f"data/studies/{name}.toml")
            held[name] = take(study, catalogue.facts(study.materials), FEWEST)
        return held[name]

    return get


@pytest.fixture(scope="module")
def crowd(catalogue):
    """A study with as many alternatives as there may be, under names that want to be something else."""
    study = reading.load(ROOT / "data/studies/bonnet.toml")
    steel, other = study.alternatives[:2]
    more = [other.model_copy(update={"id": f"a{n}" if n else other.id, "name": {"en": name, "fr": name}}) for n, name in enumerate(HOSTILE)]
    without = steel.model_copy(update={"id": "none", "parts": [], "name": {"en": "Nothing", "fr": "Rien"}})
    update = {"alternatives": [steel, *more, without], "title": {"en": "=T " * 600, "fr": "=T " * 600}}
    study = study.model_copy(update=update)
    return take(study, catalogue.facts(study.materials), FEWEST)


def dossier(snapshot, language="fr", **more) -> Dossier:
    return Dossier(snapshot, texts(language), TAKEN, **more)


def opened(content: bytes):
    return Presentation(io.BytesIO(content))


def charts(made) -> list:
    return [shape.chart for slide in made.slides for shape in slide.shapes if shape.has_chart]


def notes(slide) -> str:
    return slide.notes_slide.notes_text_frame.text


def rows(snapshot, table: str, indicator: str):
    found = snapshot.table(table)
    return found[found.indicator == indicator] if len(found) else found


def numbers(values) -> list:
    return [None if value != value else value for value in values]


def same(written: list, held: list) -> bool:
    """Equal to the digits that a worksheet keeps, with the same gaps."""
    return all(one is other or one == pytest.approx(other, rel=1e-14) for one, other in zip(written, held, strict=True))


def behind(chart) -> tuple[list, dict]:
    """Labels and columns of the worksheet behind a chart."""
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    lines = list(sheet.iter_rows(values_only=True))
    return [line[0] for line in lines[1:]], {name: [line[n] for line in lines[1:]] for n, name in enumerate(lines[0]) if n}


def cached(chart, end: str) -> list:
    """Reach of the error bars as the chart itself holds it."""
    held = chart._chartSpace.find(f".//{qn('c:errBars')}/{qn(f'c:{end}')}/{qn('c:numRef')}/{qn('c:numCache')}")
    found = {int(point.get("idx")): float(point[0].text) for point in held.iter(qn("c:pt"))}
    return [found.get(n) for n in range(int(held.find(qn("c:ptCount")).get("val")))]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_charts_hold_the_numbers_of_the_snapshot(kept, name, language):
    snapshot = kept(name)
    shown, made = snapshot.brief(language).indicator, opened(presentation(dossier(snapshot, language)))
    first, second, *span = charts(made)
    relative, totals, verdicts = (rows(snapshot, table, shown) for table in ("relative", "totals", "verdicts"))

    assert list(first.plots[0].series[0].values) == numbers(relative.ratio)
    labels, columns = behind(first)
    assert labels == list(first.plots[0].categories)
    ratio, low, high, *_ = columns.values()
    for written, held in ((ratio, relative.ratio), (low, relative.low), (high, relative.high)):
        assert same(written, numbers(held))
    for end, reach in (("minus", relative.ratio - relative.low), ("plus", relative.high - relative.ratio)):
        assert cached(first, end) == numbers(reach)

    drawn = {series.name: list(series.values) for series in second.plots[0].series}
    named = snapshot.brief(language).names["stage"]
    order = [stage for stage in STAGES if named[stage] in drawn]
    assert list(drawn) == [named[stage] for stage in order]
    for stage in order:
        assert drawn[named[stage]] == numbers(totals[totals.stage == stage]["median"])
    columns = behind(second)[1]
    assert list(columns) == list(drawn) and all(same(columns[series], values) for series, values in drawn.items())

    against = verdicts if len(verdicts) else rows(snapshot, "days", shown)  # without a budget, in days of one person's share
    [chart] = span
    assert list(chart.plots[0].series[0].values) == numbers(against.middle)
    _, least, most, *_ = behind(chart)[1].values()
    assert same(least, numbers(against.least)) and same(most, numbers(against.most))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["bonnet", "housing"])
def test_slides_say_what_the_brief_says(kept, name, language):
    snapshot = kept(name)
    told = dossier(snapshot, language, link="https://seuil.example/meeting?snapshot=1")
    brief, made = told.brief, opened(presentation(told))
    assert [slide.shapes.title.text for slide in made.slides][:5] == [brief.screen(key).sentence for key in SCREENS]
    assert made.slide_width / made.slide_height == pytest.approx(16 / 9, rel=1e-3)
    for slide in made.slides:
        said, foot = (
            notes(slide),
            next(shape.text_frame.text for shape in slide.placeholders if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER),
        )
        assert snapshot.hash in said and told.link in said and snapshot.short in foot
        assert all(stamp in foot for stamp in told.stamps)
        assert all(each in said for each in (*told.cited, *brief.coverage, *brief.findings, *brief.signs))
        assert 'type="slidenum"' in slide.part.blob.decode()
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert len(shape._element.nvGraphicFramePr.cNvPr.get("descr")) > 40
    for key, slide in zip(SCREENS, made.slides, strict=False):
        assert all(point in notes(slide) for point in brief.screen(key).points)
    words = made.core_properties
    assert (words.title, words.author, words.language) == (brief.title, "Seuil", {"fr": "fr-FR", "en": "en-GB"}[language])
    assert snapshot.hash in words.keywords


def test_every_run_has_its_language(kept):
    content = presentation(dossier(kept("bonnet"), "fr"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [name for name in archive.namelist() if re.match(r"ppt/(slides|notesSlides|charts)/\w+\.xml", name)]
        found = [tag for name in parts for tag in re.findall(r"<a:(?:rPr|defRPr|endParaRPr)\b[^>]*>", archive.read(name).decode())]
    assert len(parts) > 10 and {re.search(r'lang="(.*?)"', tag)[1] for tag in found} == {"fr-FR"}


def test_french_slides_hold_no_english_of_ours(kept):
    """No sentence or word of the English slides that is another in French."""
    english, french = texts("en").entries, texts("fr").entries
    made = opened(presentation(dossier(kept("bonnet"), "fr")))
    said = "\n".join(shape.text_frame.text for slide in made.slides for shape in slide.shapes if shape.has_text_frame)
    said += "\n".join(name for chart in charts(made) for name in (chart.chart_title.text_frame.text, *behind(chart)[1]))
    for key, sentence in english.items():
        if key.startswith("pptx.") and sentence != french[key]:
            for piece in re.split(r"\{\w+\}", sentence):
                assert len(piece.strip()) < 6 or piece.strip() not in said, key


def test_missing_is_a_gap_that_is_named(kept):
    """Hemp cannot be sized: no bar, and its name beside the chart."""
    snapshot = kept("wall")
    slide = opened(presentation(dossier(snapshot, "en"))).slides[1]
    first, second = (shape.chart for shape in slide.shapes if shape.has_chart)
    at = snapshot.table("relative").alternative.drop_duplicates().tolist().index("hemp")
    assert first.plots[0].series[0].values[at] is None and {series.values[at] for series in second.plots[0].series} == {None}
    assert "n.d." in first.plots[0].categories[at]
    assert "No value, hence no bar, which is not zero: Hemp batt." in notes(slide)


def test_zero_is_no_gap(kept):
    snapshot = kept("housing")
    first = charts(opened(presentation(dossier(snapshot))))[0]
    assert first.plots[0].series[0].values[snapshot.table("relative").alternative.unique().tolist().index("without")] == 0


def test_a_bound_has_its_sign(kept):
    """What leaves a burden out is at least so much."""
    snapshot = kept("wall")
    brief = snapshot.brief("en").model_copy(update={"indicator": "AP"})
    held = snapshot.model_copy(update={"briefs": {"en": brief}})
    labels = charts(opened(presentation(dossier(held, "en"))))[0].plots[0].categories
    assert any("≥" in label for label in labels)


def test_the_span_stands_on_a_logarithmic_axis_that_bars_leave_at_1(kept):
    chart = charts(opened(presentation(dossier(kept("bonnet")))))[2]
    space = chart._chartSpace
    assert space.find(f".//{qn('c:logBase')}").get("val") == "10"
    assert float(space.find(f".//{qn('c:catAx')}/{qn('c:crossesAt')}").get("val")) == 1
    assert "Égalité par habitant" in chart.chart_title.text_frame.text


def test_stages_are_told_apart_in_grey_and_nothing_is_deep(kept):
    made = opened(presentation(dossier(kept("bonnet"))))
    fills = [series._element.find(qn("c:spPr")) for series in charts(made)[1].plots[0].series]
    patterns = [each.find(f".//{qn('a:pattFill')}") for each in fills]
    assert len({None if each is None else each.get("prst") for each in patterns}) == len(fills)
    for chart in charts(made):
        assert "3D" not in chart.part.blob.decode()


def test_an_edited_sentence_is_marked_and_the_generated_one_kept(kept):
    made = opened(presentation(dossier(kept("housing"), "fr", edited={"result": "Le boîtier recyclé,\x0b\x00 \ud800 dit-on"})))
    slide, brief = made.slides[1], kept("housing").brief("fr")
    assert slide.shapes.title.text.startswith("Le boîtier recyclé,") and "[phrase modifiée]" in slide.shapes.title.text
    assert brief.screen("result").sentence in notes(slide)


def test_a_decision_has_its_slide(kept):
    made = opened(presentation(dossier(kept("housing"), "fr", decision=(("Choix", "ABS recyclé"), ("Décidé par", "R&D")))))
    assert any("Choix\N{NO-BREAK SPACE}: ABS recyclé" in shape.text_frame.text for shape in made.slides[5].shapes if shape.has_text_frame)


def within(made) -> None:
    """Nothing stands out of its slide, nothing on something else, no text out of its box."""
    for slide in made.slides:
        placed = [shape for shape in slide.shapes]
        for shape in placed:
            assert shape.left >= 0 and shape.top >= 0, shape.name
            assert shape.left + shape.width <= made.slide_width and shape.top + shape.height <= made.slide_height, shape.name
            if shape.has_text_frame:
                texts_, sizes = (
                    [p.text for p in shape.text_frame.paragraphs],
                    [r.font.size for p in shape.text_frame.paragraphs for r in p.runs],
                )
                if sizes and sizes[0]:
                    tall = fitting.height(texts_, sizes[0].pt, shape.width.pt - INSIDE)
                    assert tall <= shape.height.pt - DOWN + 0.5, (shape.name, texts_)
            if shape.has_table:
                assert abs(sum(row.height for row in shape.table.rows) - shape.height) < Pt(1)
        for one in placed:
            for other in placed:
                apart = one.top + one.height <= other.top + 2 or other.top + other.height <= one.top + 2
                beside = one.left + one.width <= other.left + 2 or other.left + other.width <= one.left + 2
                assert one.shape_id >= other.shape_id or apart or beside, (one.name, other.name)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_crowd_under_hostile_names_stays_on_its_slides(crowd, language):
    content = presentation(dossier(crowd, language, edited={"change": "mot " * 500}))
    made = opened(content)
    within(made)
    assert made.slides[4].shapes.title.text.endswith("…")
    assert "mot " * 400 in notes(made.slides[4])
    for chart in charts(made):
        labels, _ = behind(chart)
        assert labels == list(chart.plots[0].categories) and len(labels) == 13
        assert any(label.startswith("=cmd()") for label in labels) and any("<script>" in label for label in labels)
        book = zipfile.ZipFile(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        assert not any("<f>" in book.read(name).decode() for name in book.namelist() if "sheet" in name)
        sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
        assert all(cell.data_type == "s" and cell.quotePrefix for cell in sheet["A"][1:])


@pytest.mark.parametrize("name", ["bonnet", "wall"])
def test_nothing_runs_out_of_its_slide(kept, name):
    made = opened(presentation(dossier(kept(name), "fr")))
    within(made)
    sizes = [
        run.font.size
        for slide in made.slides
        for shape in slide.placeholders
        for p in shape.text_frame.paragraphs
        for run in p.runs
        if shape.placeholder_format.idx == 0
    ]
    assert min(sizes) >= Pt(18)


def given_template(wide=10.0, tall=7.5, slides=2, kind="presentation") -> bytes:
    """A template of one's own: 4:3, with slides in it that are not to be kept."""
    made = Presentation()
    made.slide_width, made.slide_height = Inches(wide), Inches(tall)
    for _ in range(slides):
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text, slide.notes_slide.notes_text_frame.text = "SECRET", "SECRET"
    jump = made.slide_layouts[5].placeholders[0]
    jump.click_action.target_slide = made.slides[0] if slides else None
    stream = io.BytesIO()
    made.save(stream)
    return rewritten(stream.getvalue(), {"[Content_Types].xml": lambda text: text.replace(b"presentation.main", f"{kind}.main".encode())})


def rewritten(content: bytes, changes: dict, more: dict | None = None) -> bytes:
    """The same archive with some files changed, and others put into it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, lambda text: text)(old.read(name)))
        for name, text in (more or {}).items():
            new.writestr(name, text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("wide", "tall", "kind"), [(10, 7.5, "presentation"), (10, 7.5, "template"), (10, 5.625, "template"), (7.5, 10, "presentation")]
)
def test_a_template_gives_its_masters_and_none_of_its_slides(kept, crowd, wide, tall, kind):
    content = given_template(wide, tall, kind=kind)
    for snapshot in (kept("bonnet"), crowd):
        written = presentation(dossier(snapshot), content)
        made = opened(written)
        assert (made.slide_width, made.slide_height) == (Inches(wide), Inches(tall))
        within(made)
        with zipfile.ZipFile(io.BytesIO(written)) as archive:
            assert len(set(archive.namelist())) == len(archive.namelist())
            assert not any(b"SECRET" in archive.read(name) for name in archive.namelist())
    assert {slide.slide_layout.name for slide in made.slides} == {"Title Only"}


def test_a_template_without_a_title_still_has_one_on_each_slide(kept):
    made = Presentation()
    for layout in made.slide_layouts:
        for place in list(layout.placeholders):
            place.element.getparent().remove(place.element)
    stream = io.BytesIO()
    made.save(stream)
    found = opened(presentation(dossier(kept("housing")), stream.getvalue()))
    assert all(slide.shapes.title is not None and slide.shapes.title.text for slide in found.slides)
    within(found)


def refused(content: bytes) -> str:
    with pytest.raises(errors.NotATemplate) as caught:
        template.opened(content, "x")
    return caught.value.found


def test_templates_that_are_none():
    good, word = given_template(slides=0), b"application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    types = "[Content_Types].xml"
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    bare = io.BytesIO()
    with zipfile.ZipFile(bare, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert refused(b"") == refused(b"%PDF-1.7") == refused(bare.getvalue()) == refused(book.getvalue()) == "other"
    assert (
        refused(
            rewritten(
                good, {types: lambda text: text.replace(b"application/vnd.openxmlformats-officedocument.presentationml.presentation", word)}
            )
        )
        == "other"
    )
    macros = b"application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
    plain = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    assert refused(rewritten(good, {types: lambda text: text.replace(plain, macros)})) == "macros"
    assert refused(rewritten(good, {}, {"ppt/vbaProject.bin": b"x"})) == "macros"
    assert refused(rewritten(good, {}, {"bomb": bytes(300_000_001)})) == "size"
    assert refused(bytes(50_000_001)) == "size"
    assert refused(rewritten(good, {"ppt/presentation.xml": lambda text: b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"})) == "damaged"
    assert refused(given_template(2, 1, slides=0)) == "layouts"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_template(share):
    good = given_template()
    assert refused(good[: int(len(good) * share)]) in ("other", "damaged")


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_no_template(content):
    assert refused(content) == refused(b"PK\x03\x04" + content) == "other"


GOOD = given_template()


@given(st.sampled_from(zipfile.ZipFile(io.BytesIO(GOOD)).namelist()), st.binary(max_size=40), st.floats(0, 1))
@settings(max_examples=25, deadline=None)
def test_a_damaged_part_is_refused_or_does_no_harm(kept, name, noise, share):
    def broken(text: bytes) -> bytes:
        at = int(len(text) * share)
        return text[:at] + noise + text[at + len(noise) :]

    try:
        presentation(dossier(kept("busbar")), rewritten(GOOD, {name: broken}))
    except errors.NotATemplate as refusal:
        assert refusal.found in ("damaged", "other", "layouts")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_refusal_is_one_sentence(language):
    said = texts(language).error(errors.NotATemplate(texts(language)("pptx.where"), "macros"))
    assert said.endswith(".") and said.count(".") == 1 and "macros" in said
