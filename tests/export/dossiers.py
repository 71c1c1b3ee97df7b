"""Dossiers of the worked examples, each frozen once."""

import functools
import hashlib
from datetime import UTC, datetime

from impact.export import snapshot
from impact.export.dossier import Dossier
from impact.export.snapshot import Snapshot
from impact.model import reading
from impact.store.catalogue import Catalogue
from impact.store.facts import Facts
from impact.views.texts import texts
from tests.conftest import EXAMPLES

NAMES = [path.stem for path in EXAMPLES]
TAKEN = datetime(2026, 11, 28, 9, 30, 15, 123456, tzinfo=UTC)
#: Fewer draws than in use, so that seven examples are frozen in seconds.
DRAWS = 256

#: What may not be read as markup, formula or link, nor break a page: signs of Typst and of spreadsheets, other scripts, control signs.
HOSTILE = "=1+1 #eval(1) *b* _x_ @ref $x$ `r` <l> \\ [a] <r>&amp; 😀 漢字 عربي \u202e\u200d 👩‍💻 {0} http://a.b"


@functools.cache
def catalogue() -> Catalogue:
    return Catalogue()


@functools.cache
def facts(name: str) -> Facts:
    """The catalogue as far as an example asks for it."""
    return catalogue().facts(_study(name).materials)


def _study(name: str):
    return reading.load(next(path for path in EXAMPLES if path.stem == name))


@functools.cache
def frozen(name: str) -> Snapshot:
    """An example, frozen, kept and opened again."""
    content = snapshot.take(_study(name), facts(name), DRAWS).content
    return snapshot.loads(content, hashlib.sha256(content.encode()).hexdigest())


def dossier(name: str, language: str, **changes) -> Dossier:
    """An example in a language."""
    return Dossier(frozen(name), texts(language), TAKEN, "http://localhost:8501/?snapshot=1", **changes)


@functools.cache
def extreme() -> Snapshot:
    """As many alternatives as a study holds, with the longest names, titles and questions, of hostile signs."""
    long = (f"{HOSTILE} " * 40)[:1980]
    words = {"title": long, "question": f"? {long}", "function": f"! {long}"}
    table = {key: {"en": text, "fr": text} for key, text in words.items()} | {"format": 1, "baseline": "a0"}
    table["alternatives"] = [
        {
            "id": f"a{n}",
            "name": {"en": f"{n} {long}" if n % 2 else f"={n}+{'W' * 1900}"},
            "parts": [{"material": each, "mass": f"{n + 1} kg"}],
        }
        for n, each in enumerate(["steel-galvanised-sheet", "aluminium-5754", "aluminium-1100"] * 5)
    ][:13]
    study = reading.parse(table)
    return snapshot.take(study, catalogue().facts(study.materials), DRAWS)
