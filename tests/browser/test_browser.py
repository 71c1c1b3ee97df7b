"""What only a browser shows: what leaves the machine, what a typed comma becomes, what is cut off, what a screen reader meets."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import running


def opened(page: Page, address: str) -> Page:
    """The page once its last chart stands."""
    page.goto(address)
    expect(page.locator(".js-plotly-plot")).to_have_count(2, timeout=30_000)
    settled(page)
    forget(page)
    return page


def settled(page: Page):
    """Nothing runs any more, and nothing of before the last run is left, faded, on the page."""
    page.wait_for_timeout(250)  # a click takes a moment to reach the server
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible(timeout=30_000)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=30_000)
    expect(page.locator("[data-stale=true]")).to_have_count(0, timeout=30_000)


def visit(page: Page, link: str, study: str = "bonnet") -> Page:
    """A page of a worked example, by its link, once the first page stands: a click before is lost."""
    page.goto(f"/compare?lang=fr&study={study}")
    expect(page.get_by_role("heading").first).to_be_visible(timeout=30_000)
    settled(page)
    forget(page)
    follow(page, link)
    return page


def forget(page: Page):
    """What was complained of so far: where an address is visited directly, Streamlit asks beneath it first, and is refused."""
    getattr(page, "complaints", []).clear()


def follow(page: Page, name: str):
    """The link to another page; where there is no room for it, from the menu of those that are left."""
    settled(page)
    link = page.get_by_role("link", name=name, exact=True)
    if link.count():
        link.first.click(timeout=30_000)
    else:
        page.get_by_test_id("stTopNavSection").click()
        page.get_by_text(name, exact=True).last.click(timeout=30_000)


def resized(page: Page, width: int, height: int):
    """The window in another size, and all in it in its place."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_timeout(500)


def test_a_link_into_a_server_just_started_keeps_its_frame_and_its_language(browser):
    with running() as place:
        page = browser.new_page(base_url=place)
        page.goto("/facts?lang=fr&fact=electricity:FR")
        expect(page.get_by_role("heading", name="Électricité, France")).to_be_visible(timeout=30_000)
        expect(page.get_by_role("link", name="Comparer")).to_be_visible()
        page.close()


def test_nothing_leaves_the_machine_and_the_console_is_silent(page):
    opened(page, "/compare?lang=fr")
    follow(page, "Données")
    expect(page.get_by_role("heading", name="Données")).to_be_visible()
    settled(page)
    assert page.outside == []
    assert page.complaints == []


def test_the_language_of_the_document_follows_the_switch_and_the_study_stays(page):
    opened(page, "/compare?study=busbar")
    assert page.evaluate("document.documentElement.lang") == "fr"
    page.get_by_text("English", exact=True).click()
    expect(page.get_by_role("heading", name="Compare at equal function")).to_be_visible()
    page.wait_for_function("document.documentElement.lang === 'en'")
    expect(page.get_by_role("combobox", name="Start from")).to_have_value("Bus bar")
    expect(page.get_by_text("Comparer à fonction égale")).to_have_count(0)


def test_a_language_chosen_on_another_page_reaches_every_choice(page):
    opened(page, "/compare?lang=fr&study=busbar")
    follow(page, "Données")
    expect(page.get_by_role("heading", name="Données")).to_be_visible()
    page.get_by_text("English", exact=True).click()
    follow(page, "Compare")
    expect(page.get_by_role("combobox", name="Start from")).to_have_value("Bus bar")
    expect(page.get_by_role("combobox", name="Reference material")).to_have_value(re.compile("^Copper"))


@pytest.mark.parametrize("typed", ["1,4", "1.4"])
@pytest.mark.parametrize(("lang", "label", "written"), [("fr", "Masse de référence", "1,4"), ("en", "Mass of reference", "1.4")])
def test_a_comma_stays_a_comma(page, typed, lang, label, written):
    """1,4 kg of steel weigh 1.4 kg in both languages, typed or pasted; never 14."""
    opened(page, f"/compare?lang={lang}")
    field = page.get_by_role("textbox", name=label)
    field.fill(typed)
    field.press("Enter")
    row = page.get_by_role("row").filter(has_text=re.compile("^(Acier galvanisé|Galvanised steel)")).first
    expect(row.get_by_role("cell").nth(1)).to_have_text(written, timeout=15_000)
    assert field.input_value() == typed


def test_a_wrong_mass_is_one_sentence_and_no_traceback(page):
    opened(page, "/compare?lang=fr")
    field = page.get_by_role("textbox", name="Masse de référence")
    for typed, said in [("abc", "n’est pas un nombre"), ("0", "hors des bornes"), ("3 m", "ne convient pas"), ("<b>x</b>", "pas un nombre")]:
        field.fill(typed)
        field.press("Enter")
        expect(page.get_by_test_id("stAlert")).to_contain_text(said)
        expect(page.get_by_test_id("stException")).to_have_count(0)
    field.fill("850 g")
    field.press("Enter")
    expect(page.get_by_text("= 0,85 kg")).to_be_visible()


def test_a_number_is_two_clicks_from_its_source(page):
    opened(page, "/compare?lang=fr")
    page.get_by_role("link", name="Aluminium EN AW-5754").click()
    expect(page.get_by_role("heading", name="Aluminium EN AW-5754")).to_be_visible()
    settled(page)
    expect(page.get_by_role("link", name="https://www.ecocostsvalue.com").first).to_be_visible()


def test_a_first_comparison_from_a_blank_takes_at_most_six_inputs(page):
    """Steel, aluminium and flax-fibre panels at equal stiffness, in French."""
    opened(page, "/compare?lang=fr")
    inputs = 0

    def pick(label: str, option: str):
        nonlocal inputs
        inputs += 1
        box = page.get_by_role("combobox", name=label)
        box.click()
        box.press_sequentially(option)
        page.get_by_role("option").filter(has_text=option).first.click()
        page.keyboard.press("Escape")
        settled(page)

    pick("Partir de", "une comparaison vierge")
    page.get_by_role("textbox", name="Masse de référence").fill("8,5")
    inputs += 1
    for material in ("Acier de construction S235JR", "Aluminium EN AW-5754", "Composite lin/époxy"):
        pick("Matériaux à comparer", material)
    expect(page.locator(".js-plotly-plot")).to_have_count(2, timeout=30_000)
    expect(page.get_by_text("Composite lin/époxy unidirectionnel (50 % vol.)").first).to_be_visible()
    assert inputs <= 6


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_nothing_is_wider_than_the_window(page, width, height):
    page.set_viewport_size({"width": width, "height": height})
    opened(page, "/compare?lang=fr")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for chart in page.locator(".js-plotly-plot").all():
        box = chart.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width + 1


@pytest.mark.parametrize("place", ["/compare?lang=fr", "/facts?lang=fr&material=flax-epoxy"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_violation(browser, address, place, scheme):
    page = browser.new_page(viewport={"width": 1280, "height": 720}, locale="fr-FR", color_scheme=scheme, base_url=address)
    page.goto(place)
    expect(page.get_by_test_id("stTable").filter(visible=True).first).to_be_visible(timeout=30_000)
    settled(page)
    found = Axe().run(page).response["violations"]
    serious = [(each["id"], [node["html"][:120] for node in each["nodes"]][:3]) for each in found if each["impact"] in ("serious", "critical")]
    page.close()
    assert serious == []
