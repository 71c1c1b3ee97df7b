"""What several tests share: the real catalogue, opened once, and small studies made by hand."""

from pathlib import Path

import pytest

from impact.model import reading
from impact.model import study as studies
from impact.store.catalogue import Catalogue

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "data" / "studies").glob("*.toml"))
VECTORS = ROOT / "tests" / "vectors"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue()


@pytest.fixture(scope="session")
def facts(catalogue):
    return catalogue.facts()


def panel(*materials: str, mass: float = 10.0, function: str = "panel-stiffness", **changes) -> studies.Study:
    """Study of one sized panel per material, the first being reference and baseline."""
    words = {"en": "A panel", "fr": "Un panneau"}
    table = {
        "title": words,
        "question": words,
        "function": words,
        "baseline": materials[0],
        "sizing": {"reference": materials[0], "mass": mass, "constraints": [{"function": function}]},
        "alternatives": [{"id": name, "parts": [{"material": name}]} for name in materials],
    }
    return reading.parse(table | changes)
