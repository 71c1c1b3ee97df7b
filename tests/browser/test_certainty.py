"""The pages Certainty and What if in a real browser, in French: what is cut off, what a screen reader meets, what a comma does."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import test_study
from tests.browser.test_browser import follow, resized, settled, visit

SECTIONS = ("Deux à deux", "À quoi il tient", "Selon tous les poids", "Selon les choix", "Dispersion des faits")
GROUP = "Rubriques"


def certainty(page: Page, example: str = "bonnet") -> Page:
    visit(page, "Certitude", example)
    expect(page.get_by_role("heading", name="Avec quelle certitude")).to_be_visible(timeout=30_000)
    settled(page)
    return page


def whatif(page: Page, example: str = "bonnet") -> Page:
    visit(page, "Et si", example)
    expect(page.get_by_role("heading", name="Et si")).to_be_visible(timeout=30_000)
    expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=30_000)
    settled(page)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation(browser, address, scheme):
    page = browser.new_page(viewport={"width": 1280, "height": 720}, locale="fr-FR", color_scheme=scheme, base_url=address)
    found = test_study.violations(certainty(page), SECTIONS, GROUP)
    whatif(page)
    found += [each["id"] for each in Axe().run(page).response["violations"] if each["impact"] in ("serious", "critical")]
    page.close()
    assert found == []


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_nothing_is_wider_than_the_window(page, width, height):
    certainty(page)
    resized(page, width, height)
    for name in SECTIONS:
        test_study.section(page, name, GROUP)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.evaluate(test_study.BEYOND, width) == [], name
    page.set_viewport_size({"width": 1280, "height": 720})
    whatif(page)
    resized(page, width, height)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(test_study.BEYOND, width) == []


def test_a_comma_moves_the_slider_and_the_answer_keeps_the_saved_result(page):
    """0,14 kg is not 14: the slider follows, the change is written, and the study stays."""
    whatif(page, "housing")
    field = page.get_by_role("textbox", name="Masse de la référence [kg]")
    field.fill("0,14")
    field.press("Enter")
    expect(page.get_by_text("0,12 → 0,14")).to_be_visible(timeout=15_000)
    expect(page.locator(".st-key-whatif_chart").get_by_text("(+17 %)").first).to_be_visible(timeout=15_000)
    follow(page, "Étude")
    expect(page.get_by_role("textbox", name="Sa masse [kg]")).to_have_value("0,12", timeout=30_000)
    follow(page, "Et si")
    expect(page.get_by_text("0,12 → 0,14")).to_be_visible(timeout=30_000)
    assert page.outside == [] and page.complaints == []
