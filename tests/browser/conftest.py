"""A real browser before the real application."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import ROOT

#: Chromium asks outside for updates and the like of its own accord; these keep it quiet.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """Path of a Chromium: CHROMIUM, or the first that is installed."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        pytest.exit("The browser tests need Chromium: install it (Debian, Ubuntu: apt-get install chromium) or set CHROMIUM.", 3)
    return found


@contextmanager
def running():
    """Address of the application, started for the time of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true", f"--server.port={port}"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(server, f"{address}/_stcore/health")
        yield address
    finally:
        server.terminate()
        server.wait(10)


def wait_for(server: subprocess.Popen, address: str, seconds: float = 60):
    """Until the server answers; fails when it ends instead."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except OSError:
            time.sleep(0.25)
    pytest.fail(f"the application did not start at {address}")


@pytest.fixture(scope="session")
def address():
    with running() as place:
        yield place


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as play:
        window = play.chromium.launch(executable_path=chromium(), args=QUIET)
        yield window
        window.close()


@pytest.fixture
def page(browser, address):
    """A page at 1280 x 720 that keeps what it asked of other machines and what its console complained of."""
    sheet = browser.new_page(viewport={"width": 1280, "height": 720}, locale="fr-FR", base_url=address)
    sheet.outside, sheet.complaints = [], []
    sheet.on("request", lambda asked: sheet.outside.append(asked.url) if is_outside(asked.url, address) else None)
    sheet.on("console", lambda said: sheet.complaints.append(said.text) if said.type == "error" else None)
    sheet.on("pageerror", lambda error: sheet.complaints.append(str(error)))
    yield sheet
    sheet.close()


def is_outside(url: str, address: str) -> bool:
    return not url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))
