"""The direction pages -> views, export -> scoring -> model -> store -> errors, and the one home of each library."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

#: Lower layers first; a module may import its own rank and those below.
RANK = {"errors": 0, "store": 1, "model": 2, "scoring": 3, "views": 4, "export": 4, "cli": 5, "__main__": 6, "pages": 5, "app": 5}
#: Where each library lives.
HOME = {
    "duckdb": ("impact/store/",),
    "plotly": ("impact/views/charts/",),
    "streamlit": ("impact/views/ui/", "pages/", "app.py"),
    "typer": ("impact/cli/",),
}


def sources() -> dict[str, str]:
    files = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "impact").rglob("*.py")]
    return {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}


def imported(text: str) -> set[str]:
    """Full names of the modules that a text imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{'.' * node.level}{node.module}.{each.name}" for each in node.names} | {f"{'.' * node.level}{node.module}"}
    return names


def layer(path: str) -> str:
    """errors, store, ... for a file of the project."""
    parts = path.removesuffix(".py").split("/")
    return parts[1] if parts[0] == "impact" and len(parts) > 1 else parts[0]


def breaches(files: dict[str, str]) -> list[str]:
    """Imports that go upward, or that take a library out of its home."""
    found = []
    for path, text in files.items():
        for name in sorted(imported(text)):
            top = name.split(".")[0]
            if name.startswith("."):
                found.append(f"{path} imports {name}: by its place, so its layer cannot be seen")
            if top in HOME and not path.startswith(HOME[top]):
                found.append(f"{path} imports {top}")
            if name.startswith("impact."):
                target = name.split(".")[1]
                if RANK.get(target, 0) > RANK.get(layer(path), 0):
                    found.append(f"{path} imports {name}")
    return found


def test_every_import_goes_down_and_stays_at_home():
    assert breaches(sources()) == []


def test_every_module_has_a_layer():
    unknown = {layer(path) for path in sources()} - set(RANK) - {"__init__"}
    assert unknown == set()


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("impact/model/lifecycle.py", "from impact.scoring.compare import compare"),
        ("impact/store/catalogue.py", "import impact.model.study"),
        ("impact/scoring/gate.py", "from impact.views import charts"),
        ("impact/errors.py", "def late():\n    from impact.store import catalogue"),
        ("pages/compare.py", "import duckdb"),
        ("impact/views/tables.py", "import plotly.express as px"),
        ("impact/model/study.py", "import streamlit as st"),
        ("impact/scoring/compare.py", "from duckdb import connect"),
        ("impact/model/study.py", "from ..scoring import gate"),
    ],
)
def test_the_test_fails_when_it_should(path, line):
    files = sources()
    assert breaches(files | {path: f"{files[path]}\n{line}\n"})


def test_model_and_scoring_open_nothing():
    """They are handed arrays and frames; only model/reading reads the file it is given."""
    for path, text in sources().items():
        if layer(path) in ("model", "scoring") and path != "impact/model/reading.py":
            called = {node.func.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
            assert "open" not in called, path


def test_no_bare_or_broad_except():
    for path, text in sources().items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else ""
                assert caught not in ("", "Exception", "BaseException"), f"{path}:{node.lineno}"
