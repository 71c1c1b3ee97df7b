"""The whole way: an example is changed, saved, frozen, opened again by its link, shown in a meeting, taken away as files."""

import io
import re

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pptx import Presentation
from pypdf import PdfReader

from impact.export import snapshot
from impact.store.workspace import Workspace
from impact.views.brief import SCREENS
from impact.views.texts import texts
from tests.browser.test_browser import resized, settled
from tests.browser.test_study import BEYOND, section

WORDS = texts("fr")


def plain(text: str) -> str:
    """A text without the breaks that a page makes in it."""
    return re.sub(r"\s+", " ", text)


def saved(page: Page, key: str) -> bytes:
    """The file that a button hands over."""
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name=WORDS(f"outgoing.kind.{key}")).click()
    return waiting.value.path().read_bytes()


def test_from_the_example_to_the_meeting_and_the_files(page, browser, address):
    page.goto("/?lang=fr")
    expect(page.get_by_role("heading", name=WORDS("start.examples"))).to_be_visible(timeout=30_000)
    settled(page)
    page.get_by_role("button", name=WORDS("start.open")).first.click()
    expect(page.locator(".js-plotly-plot")).to_have_count(2, timeout=30_000)
    settled(page)

    page.goto("/study?lang=fr&study=bonnet")
    expect(page.get_by_role("heading", name="Étude")).to_be_visible(timeout=30_000)
    settled(page)
    page.complaints.clear()  # where an address is visited directly, Streamlit asks beneath it first
    section(page, "Chaque variante")
    field = page.get_by_role("textbox", name="Taux d’imbrication").first
    field.fill("60 %")
    field.press("Enter")
    settled(page)
    page.get_by_role("button", name=WORDS("keep.save"), exact=True).click()
    expect(page.get_by_text(WORDS("keep.as_version", title="Capot de voiture", version=1))).to_be_visible(timeout=30_000)
    page.get_by_role("button", name=WORDS("keep.freeze"), exact=True).click()
    expect(page.get_by_role("heading", name=WORDS("snapshot.title"))).to_be_visible(timeout=60_000)
    settled(page)
    link = page.get_by_test_id("stCode").inner_text().strip()
    assert link.startswith(address)

    kept = Workspace().snapshot(link.split("snapshot=")[1])
    taken = snapshot.loads(kept.content, kept.hash)
    assert taken.read().alternatives[0].parts[0].processes[0].nesting == 0.6
    brief = taken.brief("fr")

    visitor = browser.new_context(viewport={"width": 1280, "height": 720}, locale="fr-FR")
    other = visitor.new_page()
    other.goto(f"{link}&lang=fr")
    expect(other.get_by_role("heading", name="Capot de voiture")).to_be_visible(timeout=60_000)
    settled(other)
    for each in (page, other):
        shown = plain(each.get_by_test_id("stMain").inner_text())
        assert all(plain(screen.sentence) in shown for screen in brief.screens)
        assert all(plain(point) in shown for screen in brief.screens for point in screen.points)

    other.goto(f"{address}/meeting?snapshot={taken.short}&lang=fr")
    for number, screen in enumerate(brief.screens):
        expect(other.get_by_role("heading", name=screen.title, level=1)).to_be_visible(timeout=60_000)
        settled(other)
        assert plain(screen.sentence) in plain(other.get_by_test_id("stMain").inner_text())
        assert other.evaluate("document.scrollingElement.scrollHeight") <= 720
        assert f"screen={SCREENS[number]}" in other.url or number == 0
        other.keyboard.press("ArrowRight")
    visitor.close()

    page.get_by_role("radiogroup").get_by_text(WORDS("snapshot.section.export"), exact=True).click()
    settled(page)
    _presentation(saved(page, "pptx"), taken)
    _page(saved(page, "pdf"), taken)
    _workbook(saved(page, "xlsx"), taken)
    assert page.outside == [] and page.complaints == []


def _presentation(content: bytes, taken):
    """Native charts with the numbers of the snapshot; hash and sources in the notes."""
    slides = Presentation(io.BytesIO(content)).slides
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    rows = taken.table("relative")
    ratios = rows[rows.indicator == taken.brief("fr").indicator].ratio.tolist()
    held = [value for chart in charts for plot in chart.plots for series in plot.series for value in series.values]
    assert len(charts) >= 3 and all(
        any(value == pytest.approx(ratio) or value == pytest.approx(100 * ratio) for value in held if value is not None) for ratio in ratios
    )
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides]
    assert all(taken.hash in said for said in notes)
    assert all(each.citation in notes[0] for each in taken.brief("fr").sources)


def _page(content: bytes, taken):
    """One tagged page that says the sentences, the hash and the terms."""
    held = PdfReader(io.BytesIO(content))
    root = held.trailer["/Root"]
    assert len(held.pages) == 1 and root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root and root["/Lang"] == "fr"
    said = re.sub(r"[\s\u00ad]", "", held.pages[0].extract_text())
    brief = taken.brief("fr")
    assert taken.hash in said and re.sub(r"\s", "", brief.screen("result").sentence) in said
    assert all(re.sub(r"\s", "", each.terms) in said for each in brief.sources)


def _workbook(content: bytes, taken):
    """The totals of the snapshot to the last digit, behind formulas; every source."""
    cells = [row for sheet in openpyxl.load_workbook(io.BytesIO(content), data_only=True) for row in sheet.iter_rows(values_only=True)]
    numbers = {cell for row in cells for cell in row if isinstance(cell, (int, float))}
    texts_ = {cell for row in cells for cell in row if isinstance(cell, str)}
    medians = taken.table("totals")["median"].dropna()
    assert set(medians[medians != 0]) <= numbers
    assert any(taken.hash in text for text in texts_)
    assert all(any(each.citation in text for text in texts_) for each in taken.brief("fr").sources)
    formulas = [
        cell.value
        for sheet in openpyxl.load_workbook(io.BytesIO(content))
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert any("SUM" in formula for formula in formulas)


PAGES = {"/?lang=fr": "Seuil", "/workspace?lang=fr": "Classeur", "/roadmap?lang=fr": "Feuille de route"}


@pytest.mark.parametrize("place", PAGES)
def test_axe_finds_nothing_serious_and_nothing_is_wider_than_the_window(page, place):
    page.goto(place)
    expect(page.get_by_role("heading", name=PAGES[place], level=1)).to_be_visible(timeout=60_000)
    settled(page)
    found = [
        (each["id"], each["nodes"][0]["html"][:160])
        for each in Axe().run(page).response["violations"]
        if each["impact"] in ("serious", "critical")
    ]
    assert found == []
    for width, height in ((1280, 720), (390, 844)):
        resized(page, width, height)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(BEYOND, width) == []
