"""A study written as a file is read back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from impact.model import change, edit, reading, writing
from tests.conftest import EXAMPLES, panel

WORDS = {"en": "x", "fr": "x"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_read_back(path):
    study = reading.load(path)
    assert reading.loads(writing.dumps(study, {}).encode()) == study


def test_a_stage_counted_as_nothing_stays_counted():
    study = change.changed(change.changed(panel("pp", "pc"), ("life", "use"), {}), ("life", "transport"), [])
    back = reading.loads(writing.dumps(study, {}).encode())
    assert back == study and back.life.use is not None and back.life.transport == []


def test_a_file_always_declares_a_function():
    blank = edit.blank({"title": WORDS, "question": WORDS})
    assert reading.loads(writing.dumps(blank, WORDS).encode()) == blank.model_copy(update={"function": WORDS})


words = some.text(some.characters(exclude_categories=["Cs"]), min_size=1, max_size=200)
numbers = some.floats(min_value=1e-12, max_value=1e12)


@given(title=words, note=words, mass=numbers, share=some.floats(min_value=1e-6, max_value=1), distance=numbers)
def test_any_words_and_numbers_are_read_back(title, note, mass, share, distance):
    study = change.changed(panel("pp", "pc", mass=mass), ("title",), {"en": title})
    study = change.changed(study, ("alternatives", 1, "note"), {"fr": note})
    study = change.changed(study, ("alternatives", 1, "parts", 0, "processes"), [{"process": "injection-moulding", "yield": share}])
    study = change.added(study, ("life", "transport"), {"mode": "sea-container", "distance": distance})
    assert reading.loads(writing.dumps(study, {}).encode()) == study
