"""The page Boundaries in a real browser, in French: what is cut off, what a screen reader meets, what a comma does, where a number leads."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import test_study
from tests.browser.test_browser import follow, settled

SECTIONS = ("Face à une part", "En jours d’une personne", "État de la planète", "Méthode et sources")


GROUP = "Sections de la page"


def opened(page: Page) -> Page:
    return test_study.opened(page, title="Limites")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation(browser, address, scheme):
    page = browser.new_page(viewport={"width": 1280, "height": 720}, locale="fr-FR", color_scheme=scheme, base_url=address)
    opened(page)
    found = test_study.violations(page, SECTIONS, GROUP)
    page.close()
    assert found == []


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_nothing_is_wider_than_the_window(page, width, height):
    opened(page)
    page.set_viewport_size({"width": width, "height": height})
    for name in SECTIONS:
        test_study.section(page, name, GROUP)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(test_study.BEYOND, width) == [], name


def test_a_price_with_a_comma_is_read_and_stays(page):
    """1,5 USD is not 15: the climate share by price is then 0.1 of what it is at 15 USD."""
    opened(page)
    field = page.get_by_role("textbox", name="Prix d’une fonction")
    field.fill("1,5")
    field.press("Enter")
    settled(page)
    expect(field).to_have_value("1,5")
    expect(page.get_by_text("1,5 USD × 100 000").first).to_be_visible(timeout=15_000)


def test_a_share_above_one_is_one_sentence_and_the_page_stays(page):
    opened(page)
    page.get_by_text("Règles de partage et capacités").click()
    field = page.get_by_role("textbox", name="Part propre du budget mondial")
    field.fill("1,5")
    field.press("Enter")
    settled(page)
    expect(page.get_by_test_id("stAlert")).to_have_count(2)  # the refusal, and that no need is declared yet
    expect(page.get_by_text("0 < x ≤ 1")).to_be_visible()
    assert "Traceback" not in page.content()


def test_the_budget_of_the_page_is_in_the_file_of_the_study(page):
    opened(page)
    field = page.get_by_role("textbox", name="Fonctions par an")
    field.fill("25000")
    field.press("Enter")
    settled(page)
    follow(page, "Étude")
    page.get_by_role("radiogroup", name="Rubriques de l’étude").get_by_text("Fichier", exact=True).click()
    settled(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Télécharger").click()
    text = taken.value.path().read_text(encoding="utf-8")
    assert "[budget]" in text and "quantity = 25000" in text


def test_a_capacity_is_two_clicks_from_its_source(page):
    opened(page)
    page.get_by_role("link", name="Changement climatique").click()
    expect(page.get_by_role("heading", name="Données")).to_be_visible(timeout=30_000)
    settled(page)
    expect(page.get_by_text("Sanyé-Mengual").first).to_be_visible(timeout=15_000)


def filled(page: Page) -> list[str]:
    """Quantity, price and country, as they stand in their fields."""
    boxes = [page.get_by_role("textbox", name=name) for name in ("Fonctions par an", "Prix d’une fonction")]
    return [each.input_value() for each in (*boxes, page.get_by_role("combobox", name="Pays").first)]


def away(page: Page, title: str):
    """To another page of the menu and back."""
    follow(page, title)
    expect(page.get_by_role("textbox", name="Fonctions par an")).to_have_count(0, timeout=30_000)
    settled(page)
    follow(page, "Limites")
    expect(page.get_by_role("heading", name="Limites", exact=True)).to_be_visible(timeout=30_000)
    settled(page)


def test_what_is_filled_in_stays_on_the_way_through_other_pages(page):
    """To Données and back, to Étude and back, to another section and back: the budget is in its fields and in the study."""
    opened(page)
    field = page.get_by_role("textbox", name="Prix d’une fonction")
    field.fill("180,5")
    field.press("Enter")
    settled(page)
    expect(field).to_have_value("180,5")
    before = filled(page)
    assert all(before) and before[1:] == ["180,5", "France"]
    for title in ("Données", "Étude", "Comparer"):
        away(page, title)
        expect(page.get_by_role("textbox", name="Fonctions par an")).to_have_value(before[0])
        assert filled(page) == before, title
        for name in (*SECTIONS[1:], SECTIONS[0]):
            test_study.section(page, name, GROUP)
        expect(page.get_by_role("textbox", name="Fonctions par an")).to_have_value(before[0])
        assert filled(page) == before, f"{title}, sections"
    expect(page.get_by_text("180,5 USD × 100 000").first).to_be_visible(timeout=15_000)
    expect(page.get_by_test_id("stException")).to_have_count(0)
