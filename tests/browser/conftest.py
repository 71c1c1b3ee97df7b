"""What the browser tests share: Chromium, the running app, and a page that keeps a record.

``tests/browser/screenshots.py`` uses the same functions: ``from conftest import chromium_path, serve``.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_CHROMIUM = (
    "No Chromium here: install it with 'apt-get install chromium', "
    "or name one with the environment variable CHROMIUM."
)
# The last ones stop the requests Chromium makes for itself.
FLAGS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-domain-reliability",
    "--disable-client-side-phishing-detection",
    "--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication",
    "--metrics-recording-only",
]


def chromium_path() -> str:
    """The browser to drive: $CHROMIUM, else the first known name on the PATH."""
    for name in (os.environ.get("CHROMIUM"), *NAMES):
        found = shutil.which(name) if name else None
        if found:
            return found
    raise FileNotFoundError(NO_CHROMIUM)


@contextmanager
def serve() -> Iterator[str]:
    """Start the app on a free port, yield its address, then end that process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    command += ["--server.headless", "true", "--server.port", str(port)]
    with tempfile.TemporaryFile("w+") as log:
        server = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            _wait(server, address, log)
            yield address
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait(server: subprocess.Popen, address: str, log, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    log.seek(0)
    raise RuntimeError(f"The app did not start at {address}:\n{log.read()[-2000:]}")


def settle(page: Page) -> None:
    """Wait until the script has run to its end and the page shows what it sent."""
    page.wait_for_timeout(250)
    page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
    page.wait_for_timeout(250)


def record(page: Page, address: str) -> Page:
    """Keep on the page its console errors and its requests to anywhere but the app."""
    page.console_errors = []
    page.outside_requests = []
    inside = (address, address.replace("http", "ws", 1), "data:", "blob:", "about:")

    def heard(message) -> None:
        # Opened below the root, Streamlit's own page first looks for its server there:
        # two 404s that mean nothing.
        probe = message.location.get("url", "").endswith(("/_stcore/health", "/_stcore/host-config"))
        if message.type == "error" and not probe:
            page.console_errors.append(message.text)

    def sent(url: str) -> None:
        if not url.startswith(inside):
            page.outside_requests.append(url)

    page.on("console", heard)
    page.on("pageerror", lambda error: page.console_errors.append(str(error)))
    page.on("request", lambda request: sent(request.url))
    page.on("websocket", lambda socket: sent(socket.url))
    return page


@pytest.fixture(scope="session")
def chromium() -> str:
    try:
        return chromium_path()
    except FileNotFoundError as absent:
        pytest.fail(str(absent), pytrace=False)


@pytest.fixture(scope="session")
def app_url() -> Iterator[str]:
    with serve() as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser, app_url: str) -> Iterator[Page]:
    """A fresh 1280x720 page, not yet opened on the app, whose language is French."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, locale="fr-FR")
    context.set_default_timeout(20_000)
    yield record(context.new_page(), app_url)
    context.close()
