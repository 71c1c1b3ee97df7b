"""Meeting mode at 1280 x 720: by keys alone, without scrolling, no text under 20 px, nothing over its edge."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from impact.export import snapshot
from impact.model.meeting import Meeting
from impact.store.workspace import Workspace
from impact.views.brief import SCREENS
from tests.browser.test_browser import settled
from tests.export.dossiers import DRAWS, extreme, facts, frozen

#: Every text that is seen: is it too small, over the edge of its box or of the window; does anything reach into the foot?
WRONG = """() => {
  const found = []
  const clipped = each => { for (; each; each = each.parentElement) if (getComputedStyle(each).clipPath.startsWith('inset')) return true }
  const texts = [...document.querySelectorAll('[data-testid=stMain] *')].filter(each =>
    [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()) && each.checkVisibility({ visibilityProperty: true }) &&
    !['SCRIPT', 'STYLE'].includes(each.tagName) && each.dataset.testid !== 'stIconMaterial' && !clipped(each))
  for (const each of texts) {
    const box = each.getBoundingClientRect(), said = each.textContent.trim().slice(0, 40)
    if (parseFloat(getComputedStyle(each).fontSize) < 20) found.push(`small: ${said}`)
    if (box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || box.bottom > innerHeight + 1) found.push(`out of the window: ${said}`)
    if (!each.ownerSVGElement && getComputedStyle(each).display !== 'inline' && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 2))
      found.push(`over its edge: ${said}`)
  }
  const foot = document.querySelector('.st-key-meeting_foot').getBoundingClientRect().top
  for (const each of document.querySelectorAll('.meeting, .js-plotly-plot, [data-testid=stSlider]'))
    if (!each.closest('.st-key-meeting_foot') && each.getBoundingClientRect().bottom > foot + 1) found.push('into the foot: ' + each.textContent.slice(0, 40))
  const rolls = [document.scrollingElement, document.querySelector('[data-testid=stMain]')]
  return [...found, ...rolls.filter(each => each.scrollHeight > each.clientHeight).map(each => 'scrolls: ' + each.tagName)]
}"""


def kept(taken) -> str:
    Workspace().keep(taken.hash, taken.content, taken.read().title)
    return taken.short


def wrong(page) -> list[str]:
    settled(page)
    page.wait_for_function("[...document.querySelectorAll('.js-plotly-plot')].every(each => each.querySelector('.main-svg'))")
    return page.evaluate(WRONG)


@pytest.fixture(scope="module")
def taken():
    """The bonnet with two levers."""
    study = frozen("bonnet").read().model_copy(update={"meeting": Meeting(levers=["life.use.carried.distance", "sizing.mass"])})
    return snapshot.take(study, facts("bonnet"), DRAWS)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_five_screens_by_keys(page, taken, language):
    titles = [taken.brief(language).screen(key).title for key in SCREENS]
    page.goto(f"/meeting?snapshot={kept(taken)}&lang={language}")
    for title in titles:
        expect(page.get_by_role("heading", level=1)).to_have_text(title, timeout=30_000)
        assert wrong(page) == []
        serious = [(each["id"], each["nodes"][0]["html"][:120]) for each in Axe().run(page).response["violations"]]
        assert serious == []
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.lang") == language
    page.keyboard.press("2")
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[1])
    page.get_by_role("slider").first.focus()
    page.keyboard.press("ArrowRight")  # moves the lever, and not the screen
    expect(page.locator(".st-key-meeting_told")).to_contain_text("→")
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[1])
    assert wrong(page) == []
    page.get_by_role("heading", level=1).click()  # away from the lever, which takes keys for itself
    page.keyboard.press("0")
    expect(page.locator(".st-key-meeting_told")).not_to_contain_text("→")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[1], timeout=30_000)
    settled(page)
    page.keyboard.press("Escape")
    page.wait_for_url(f"**/snapshot?snapshot={taken.short}&lang={language}")


def test_typing_a_sentence_is_no_command(page):
    taken = frozen("frame")
    page.goto(f"/meeting?snapshot={kept(taken)}&lang=en&screen=change")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=30_000)
    settled(page)
    page.get_by_role("button", name="Edit the sentence").click()
    page.get_by_role("textbox").fill("")
    page.get_by_role("textbox").press_sequentially("3 of 5 stand.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".said")).to_have_text("3 of 5 stand. [edited]")
    page.keyboard.press("Escape")
    expect(page.get_by_role("textbox")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_text(taken.brief("en").screen("change").title)
    assert wrong(page) == []


def test_the_longest_texts_of_the_most_alternatives_fit(page):
    page.goto(f"/meeting?snapshot={kept(extreme())}&lang=en&screen=trade-offs")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=30_000)
    assert wrong(page) == []
