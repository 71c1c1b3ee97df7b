"""The pages Explore and Resources in a real browser, in French: from the steel bonnet to what nobody thought of, and a map from this machine."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import test_study
from tests.browser.test_browser import follow, resized, settled, visit

SECTIONS = ("Matière", "Approvisionnement", "Circularité", "Coût")
GROUP = "Que regarder"


def explore(page: Page) -> Page:
    visit(page, "Explorer")
    expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=30_000)
    settled(page)
    return page


def resources(page: Page, example: str = "busbar") -> Page:
    visit(page, "Ressources", example)
    expect(page.get_by_role("heading", name="Que demande chaque choix")).to_be_visible(timeout=30_000)
    settled(page)
    return page


def serious(page: Page) -> list[str]:
    return [each["id"] for each in Axe().run(page).response["violations"] if each["impact"] in ("serious", "critical")]


def test_from_the_steel_bonnet_to_the_front_at_120_degrees_without_a_critical_raw_material(page):
    """Stiffness is that of the study; three entries lead to the front of mass and climate, and every unknown is told."""
    explore(page)
    field = page.get_by_role("textbox", name="Température maximale de service").first
    field.fill("120,0")
    field.press("Enter")
    page.get_by_text("Sans matière première critique", exact=True).first.click()
    settled(page)
    page.get_by_role("radiogroup").get_by_text("Front", exact=True).first.click()
    settled(page)
    expect(page.get_by_text("sont sur le front")).to_be_visible(timeout=15_000)
    said = page.get_by_test_id("stMain").inner_text()
    assert "PRFC, carbone/époxy unidirectionnel" in said and "on ne le sait pas" in said
    assert "Aluminium EN AW-5754 (AlMg3), F24, de l’étude, ne répond pas" in said.replace("\u00a0", " ")
    assert page.outside == [] and page.complaints == []


def test_a_place_of_the_chart_is_chosen_and_joins_the_study(page):
    explore(page)
    page.get_by_role("combobox", name="Un matériau de plus près").click()
    page.keyboard.type("bambou")
    page.keyboard.press("Enter")
    settled(page)
    page.get_by_role("button", name="Ajouter").first.click()
    settled(page)
    follow(page, "Comparer")
    expect(page.get_by_text("bambou").first).to_be_visible(timeout=30_000)


def test_the_map_asks_nothing_of_other_machines(page):
    resources(page)
    test_study.section(page, "Approvisionnement", GROUP)
    expect(page.locator(".js-plotly-plot:visible").first).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Chili (28")).to_be_visible()
    expect(page.locator(".js-plotly-plot:visible").first.get_by_text("Chili")).to_be_visible()
    assert page.outside == [] and page.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation(browser, address, scheme):
    page = browser.new_page(viewport={"width": 1280, "height": 720}, locale="fr-FR", color_scheme=scheme, base_url=address)
    found = test_study.violations(resources(page), SECTIONS, GROUP)
    explore(page)
    found += serious(page)
    page.get_by_role("radiogroup").get_by_text("Front", exact=True).first.click()
    settled(page)
    found += serious(page)
    page.close()
    assert found == []


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_nothing_is_wider_than_the_window(page, width, height):
    resources(page)
    resized(page, width, height)
    for name in SECTIONS:
        test_study.section(page, name, GROUP)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.evaluate(test_study.BEYOND, width) == [], name
    page.set_viewport_size({"width": 1280, "height": 720})
    explore(page)
    resized(page, width, height)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(test_study.BEYOND, width) == []
