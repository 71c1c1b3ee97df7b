"""The page Study in a real browser: what a screen reader meets, what is cut off, a bonnet described by hand."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.test_browser import settled, visit

SECTIONS = ("La question", "Pour toutes les variantes", "Chaque variante", "Ce qui est supposé", "Fichier")

#: Fields and buttons that stand beyond the edges of the window; the input of a slider is not seen, its thumb is.
BEYOND = """width => [...document.querySelectorAll('[data-testid=stMain] :is(input, button)')]
    .filter(each => each.checkVisibility()).filter(each => !['file', 'range'].includes(each.type))
    .filter(each => each.getBoundingClientRect().left < 0 || each.getBoundingClientRect().right > width + 1)
    .map(each => each.outerHTML.slice(0, 200))"""


def opened(page: Page, study: str = "bonnet", title: str = "Étude") -> Page:
    visit(page, title, study)
    expect(page.get_by_role("heading", name=title)).to_be_visible(timeout=30_000)
    settled(page)
    return page


def section(page: Page, name: str, group: str = "Rubriques de l’étude"):
    page.get_by_role("radiogroup", name=group).get_by_text(name, exact=True).click()
    page.wait_for_timeout(300)
    settled(page)


def violations(page: Page, sections: tuple[str, ...], group: str = "Rubriques de l’étude") -> list[tuple]:
    """Serious violations of accessibility, section by section."""
    found = []
    for name in sections:
        section(page, name, group)
        for each in Axe().run(page).response["violations"]:
            if each["impact"] in ("serious", "critical"):
                found.append((name, each["id"], [node["html"][:160] for node in each["nodes"]][:3]))
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation(browser, address, scheme):
    page = browser.new_page(viewport={"width": 1280, "height": 720}, locale="fr-FR", color_scheme=scheme, base_url=address)
    opened(page, "frame")
    found = violations(page, SECTIONS)
    page.close()
    assert found == []


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_nothing_is_wider_than_the_window(page, width, height):
    opened(page, "frame")
    page.set_viewport_size({"width": width, "height": height})
    for name in SECTIONS:
        section(page, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(BEYOND, width) == [], name


def test_a_bonnet_is_described_by_hand_and_compared(page):
    """Stamped from sheet at 65 %, driven 200 000 km: in French, without a file."""
    opened(page)

    def pick(label: str, option: str):
        found = page.get_by_role("option").filter(has_text=option).first
        for _ in range(3):  # a list that opens while the page is drawn again closes once more
            box = page.get_by_role("combobox", name=label).first
            box.click()
            box.fill("")
            box.press_sequentially(option[:20])
            try:
                found.wait_for(timeout=5_000)
                break
            except PlaywrightTimeout:
                settled(page)
        found.click()
        page.wait_for_timeout(300)
        settled(page)

    def fill(label: str, text: str):
        field = page.get_by_role("textbox", name=label).first
        field.fill(text)
        field.press("Enter")
        page.wait_for_timeout(300)
        settled(page)

    pick("Partir de", "une comparaison vierge")
    pick("La référence", "Tôle d’acier galvanisée")
    fill("Masse", "15")
    pick("Fonction, égale pour tous", "Panneau, à rigidité en flexion")
    fill("Durée de vie", "15 ans")
    section(page, "Chaque variante")
    pick("Ajouter un procédé", "Emboutissage, tôle d’acier")
    fill("Taux d’imbrication", "65")
    expect(page.get_by_test_id("stAlert")).to_contain_text("Taux d’imbrication")
    fill("Taux d’imbrication", "65 %")
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    pick("Ajouter une variante", "Aluminium EN AW-5754")
    pick("Ajouter un procédé", "Emboutissage, tôle d’aluminium")
    section(page, "Pour toutes les variantes")
    page.get_by_role("radiogroup", name="Usage").get_by_text("compté", exact=True).last.click()
    settled(page)
    pick("Portée par un véhicule", "Voiture, essence")
    fill("Distance sur la durée de vie", "200 000")
    expect(page.get_by_role("textbox", name="Distance sur la durée de vie")).to_have_value("200000")
    page.get_by_role("link", name="Comparer").last.click()
    expect(page.locator(".js-plotly-plot")).to_have_count(2, timeout=30_000)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    assert page.outside == [] and page.complaints == []
