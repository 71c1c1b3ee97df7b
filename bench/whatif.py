"""The page What if in a real browser: from the key that ends an entry to the answer on the page."""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request

from playwright.sync_api import sync_playwright

from impact.store.catalogue import DATA

#: Changes that are measured, after as many that are not as warm the page up.
CHANGES, WARM = 40, 5
#: The number that is typed.
ENTRY = "life.use.carried.distance"
#: What is written on the chart, to be compared with what it was.
WRITTEN = "[...document.querySelectorAll('.st-key-whatif_chart text')].map(text => text.textContent).join('|')"


def whatif() -> tuple[float, float] | str:
    """Median and 95th percentile of the time to the answer [s]; or why it was not measured."""
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        return "no Chromium on this machine"
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", "--server.headless=true"]
    server = subprocess.Popen(command, cwd=DATA.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(port)
        times = _typed(chromium, port)
    finally:
        server.terminate()
        server.wait()
    return statistics.median(times), sorted(times)[int(0.95 * len(times))]


def _await(port: int):
    for _ in range(120):
        try:
            urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise TimeoutError("the app did not start")


def _typed(chromium: str, port: int) -> list[float]:
    """Times to the answer, one per change."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="en")
        page.goto(f"http://localhost:{port}/?lang=en&study=bonnet")
        page.wait_for_selector("h1", timeout=60000)
        page.get_by_role("link", name="What if").click()
        field = page.locator(f".st-key-whatif_entry_{ENTRY.replace('.', '-')} input")
        field.wait_for(timeout=60000)
        times = []
        for change in range(CHANGES + WARM):
            value, before = 205000 + 10000 * change, page.evaluate(WRITTEN)
            field.fill(str(value))
            start = time.perf_counter()
            field.press("Enter")
            page.get_by_text(f"→ {value:,}").wait_for(timeout=30000)
            page.wait_for_function(f"before => {WRITTEN} !== before", arg=before, timeout=30000)
            times.append(time.perf_counter() - start)
        browser.close()
    return times[WARM:]
