"""The page What if in a real browser: from the key that ends an entry to the answer on the page, words and chart."""

import statistics
import time

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.conftest import QUIET, chromium, running

#: Changes that are measured, after some that are not, which warm the page up.
CHANGES, WARM = 40, 5
#: The number that is typed.
ENTRY = "life.use.carried.distance"
#: What is written on the chart, to be compared with what it was.
WRITTEN = "[...document.querySelectorAll('.st-key-whatif_chart text')].map(text => text.textContent).join('|')"


def whatif() -> tuple[float, float] | str:
    """Median and 95th percentile of the time to the answer [s]; or why it was not measured."""
    try:
        program = chromium()
    except pytest.exit.Exception as missing:
        return str(missing)
    with running() as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=QUIET)
        times = _typed(browser.new_page(viewport={"width": 1280, "height": 900}, locale="en", base_url=address))
        browser.close()
    return statistics.median(times), sorted(times)[int(0.95 * len(times))]


def _typed(page) -> list[float]:
    """Times to the answer, one per change."""
    page.goto("/?lang=en&study=bonnet")
    page.get_by_role("link", name="What if").click(timeout=60_000)
    field = page.locator(f".st-key-whatif_entry_{ENTRY.replace('.', '-')} input")
    field.wait_for(timeout=60_000)
    times = []
    for change in range(CHANGES + WARM):
        value, before = 205_000 + 10_000 * change, page.evaluate(WRITTEN)
        field.fill(str(value))
        start = time.perf_counter()
        field.press("Enter")
        page.get_by_text(f"→ {value:,}").wait_for(timeout=30_000)
        page.wait_for_function(f"before => {WRITTEN} !== before", arg=before, timeout=30_000)
        times.append(time.perf_counter() - start)
    return times[WARM:]
