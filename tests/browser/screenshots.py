"""Takes the pictures of README.md from the running application: python -m tests.browser.screenshots [NAME ...]."""

import sys

from playwright.sync_api import expect, sync_playwright

from tests.browser.conftest import QUIET, chromium, running
from tests.conftest import ROOT

#: File in docs/, place in the application, colours, heading that stands at the top of the picture or section that is opened.
PICTURES = (
    ("compare-fr", "/?lang=fr&study=bonnet", "light", None),
    ("compare-chart-fr", "/?lang=fr&study=bonnet", "light", "Un indicateur"),
    ("compare-dark-en", "/?lang=en&study=busbar", "dark", "All indicators"),
    ("explore-fr", "/explore?lang=fr&study=bonnet", "light", None),
    ("supply-fr", "/resources?lang=fr&study=busbar", "light", "Approvisionnement"),
    ("boundaries-fr", "/boundaries?lang=fr&study=bonnet", "light", "Ce que toutes"),
    ("planet-fr", "/boundaries?lang=fr&study=bonnet", "light", "État de la planète"),
    ("certainty-fr", "/certainty?lang=fr&study=bonnet", "light", "À quoi il tient"),
    ("pairs-fr", "/certainty?lang=fr&study=bonnet", "light", None),
    ("whatif-fr", "/whatif?lang=fr&study=bonnet", "light", None),
    ("study-fr", "/study?lang=fr&study=bonnet", "light", "Chaque variante"),
    ("facts-fr", "/facts?lang=fr&material=flax-epoxy", "light", None),
)


def main():
    with running() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=QUIET)
        for name, place, colours, heading in [each for each in PICTURES if each[0] in (sys.argv[1:] or [each[0]])]:
            page = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme=colours, base_url=address)
            page.goto(place)
            ready = page.get_by_test_id("stTable").or_(page.get_by_test_id("stButtonGroup"))
            expect(ready.filter(visible=True).first).to_be_visible(timeout=30_000)
            expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=30_000)
            if heading and (section := page.get_by_role("radio", name=heading)).count():
                section.click()
            elif heading:
                page.get_by_role("heading", name=heading).evaluate("each => each.scrollIntoView()")
            page.wait_for_timeout(1000)  # a chart draws itself in after its frame
            page.screenshot(path=ROOT / "docs" / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
