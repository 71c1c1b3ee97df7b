"""Takes the pictures of README.md from the running application: python -m tests.browser.screenshots [NAME ...]."""

import os
import sys
from tempfile import TemporaryDirectory

from playwright.sync_api import expect, sync_playwright

from impact.export import snapshot
from impact.model import change, reading
from impact.store.catalogue import DATA, Catalogue
from impact.store.workspace import Workspace
from tests.browser.conftest import QUIET, chromium, running
from tests.conftest import ROOT

#: File in docs/, place in the application, colours, then sections that are opened, and what stands at the top of the picture.
PICTURES = (
    ("start-fr", "/?lang=fr", "light"),
    ("compare-fr", "/compare?lang=fr&study=bonnet", "light"),
    ("compare-chart-fr", "/compare?lang=fr&study=bonnet", "light", "Un indicateur"),
    ("compare-dark-en", "/compare?lang=en&study=busbar", "dark", "All indicators"),
    ("explore-fr", "/explore?lang=fr&study=bonnet", "light", "En abscisse"),
    ("supply-fr", "/resources?lang=fr&study=busbar", "light", "Approvisionnement", "Qui la produit"),
    ("boundaries-fr", "/boundaries?lang=fr&study=bonnet", "light", "Ce que toutes"),
    ("planet-fr", "/boundaries?lang=fr&study=bonnet", "light", "État de la planète"),
    ("certainty-fr", "/certainty?lang=fr&study=bonnet", "light", "À quoi il tient"),
    ("pairs-fr", "/certainty?lang=fr&study=bonnet", "light"),
    ("whatif-fr", "/whatif?lang=fr&study=bonnet", "light"),
    ("study-fr", "/study?lang=fr&study=bonnet", "light", "Chaque variante"),
    ("roadmap-fr", "/roadmap?lang=fr", "light", "Un atelier jusqu’en 2030\N{NO-BREAK SPACE}: pas encore dans le classeur."),
    ("snapshot-fr", "/snapshot?lang=fr&snapshot={snapshot}", "light", "Emporter"),
    ("meeting-fr", "/meeting?lang=fr&snapshot={snapshot}&screen=result", "light"),
    ("facts-fr", "/facts?lang=fr&material=flax-epoxy", "light"),
)
#: What the meeting of the pictures may move.
LEVERS = ["life.use.carried.distance", "sizing.mass", "alternatives.aluminium.parts[0].recycled_content"]


def frozen() -> str:
    """A snapshot of the bonnet in the workspace. Returns its hash."""
    study = change.changed(reading.load(DATA / "studies" / "bonnet.toml"), ("meeting",), {"levers": LEVERS})
    taken = snapshot.take(study, Catalogue().facts(study.materials))
    Workspace().keep(taken.hash, taken.content, study.title)
    return taken.short


def main():
    with TemporaryDirectory() as home:
        os.environ["SEUIL_HOME"] = home
        shoot(frozen())


def shoot(name_of_snapshot: str):
    with running() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=QUIET)
        for name, place, colours, *steps in [each for each in PICTURES if each[0] in (sys.argv[1:] or [each[0]])]:
            page = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme=colours, base_url=address)
            page.goto(place.format(snapshot=name_of_snapshot))
            expect(page.get_by_role("heading").first).to_be_visible(timeout=30_000)
            expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=30_000)
            page.wait_for_timeout(2000)  # fields and a chart draw themselves in after their frame
            for step in steps:
                if (section := page.get_by_role("radio", name=step)).count():
                    section.click()
                    page.wait_for_timeout(2000)
                else:
                    top = page.get_by_role("heading", name=step).or_(page.get_by_text(step, exact=True)).first
                    top.evaluate("each => each.scrollIntoView()")
            page.wait_for_timeout(1000)
            page.screenshot(path=ROOT / "docs" / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
