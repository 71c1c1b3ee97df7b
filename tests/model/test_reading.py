"""A study file is read whole or refused in one sentence that names key, value and what is allowed."""

import copy
import time
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impact import errors
from impact.model import checking, reading
from tests.conftest import EXAMPLES, ROOT

BONNET = tomllib.loads((ROOT / "data/studies/bonnet.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_worked_examples_can_be_read(path, facts):
    study = reading.load(path)
    checking.check(study, facts)
    held = [words for each in study.hypotheses for words in (each.statement, each.source, each.range)]
    for words in (study.title, study.question, study.function, *held):
        assert set(words) == {"en", "fr"}
    assert study.hypotheses


def test_there_are_seven_examples():
    assert sorted(path.stem for path in EXAMPLES) == ["bonnet", "bonnet-battery", "bottle", "busbar", "frame", "housing", "wall"]


def changed(*path, value) -> dict:
    """The bonnet with one value changed, or removed when it is KeyError."""
    table = copy.deepcopy(BONNET)
    place = table
    for step in path[:-1]:
        place = place[step]
    if value is KeyError:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return table


@pytest.mark.parametrize(
    ("table", "error", "where"),
    [
        (changed("title", value=KeyError), errors.KeyMissing, "title"),
        (changed("alternatives", 1, "parts", 0, "material", value=KeyError), errors.KeyMissing, "alternatives[1].parts[0].material"),
        (changed("colour", value="green"), errors.UnknownKey, "colour"),
        (changed("alternatives", 0, "mas", value="1 kg"), errors.UnknownKey, "alternatives[0].mas"),
        (changed("title", value="Bonnet"), errors.WrongType, "title"),
        (changed("alternatives", value="steel"), errors.WrongType, "alternatives"),
        (changed("alternatives", 0, "parts", value={}), errors.WrongType, "alternatives[0].parts"),
        (changed("hypotheses", 0, "review", value="soon"), errors.WrongType, "hypotheses[0].review"),
        (changed("sizing", "mass", value="-3 kg"), errors.OutOfRange, "sizing.mass"),
        (changed("sizing", "mass", value=0), errors.OutOfRange, "sizing.mass"),
        (changed("sizing", "mass", value="nan"), errors.NotANumber, "sizing.mass"),
        (changed("sizing", "mass", value=float("nan")), errors.NotANumber, "sizing.mass"),
        (changed("sizing", "mass", value="3 m"), errors.UnknownUnit, "sizing.mass"),
        (changed("sizing", "mass", value=[3]), errors.NotANumber, "sizing.mass"),
        (changed("sizing", "mass", value="1,234 kg"), errors.AmbiguousNumber, "sizing.mass"),
        (changed("function", value=KeyError), errors.KeyMissing, "function"),
        (changed("service_life", value="15 kg"), errors.UnknownUnit, "service_life"),
        (changed("sizing", "constraints", 0, "utilisation", value=1.2), errors.OutOfRange, "sizing.constraints[0].utilisation"),
        (changed("sizing", "constraints", 0, "utilisation", value=0.5), errors.NoActiveConstraint, "sizing.constraints"),
        (changed("sizing", "constraints", value=[]), errors.OutOfRange, "sizing.constraints"),
        (changed("sizing", value=KeyError), errors.SizingIncomplete, "alternatives[0].parts"),
        (changed("sizing", "reference", value="iron"), errors.UnknownAlternative, "sizing.reference"),
        (changed("baseline", value="iron"), errors.UnknownAlternative, "baseline"),
        (changed("alternatives", 1, "id", value="steel"), errors.NamedTwice, "alternatives"),
        (changed("alternatives", 1, "id", value="../../etc"), errors.OutOfRange, "alternatives[1].id"),
        (changed("alternatives", value=[{"id": f"a{n}"} for n in range(14)]), errors.TooMany, "alternatives"),
        (changed("alternatives", 0, "parts", value=[{"material": "pp", "mass": 1}] * 51), errors.OutOfRange, "alternatives[0].parts"),
        (changed("title", "en", value="x" * 10_000), errors.OutOfRange, "title.en"),
        (changed("format", value=2), errors.Unknown, "format"),
        (changed("overrides", value=["everything"]), errors.Unknown, "overrides[0]"),
    ],
)
def test_what_is_wrong_is_said_with_its_key(table, error, where):
    with pytest.raises(error) as refused:
        reading.parse(table)
    assert refused.value.where == where


@pytest.mark.parametrize(
    ("change", "error", "near"),
    [
        (("alternatives", 0, "parts", 0, "material", "alumnium-5754"), errors.UnknownMaterial, "aluminium-5754"),
        (("sizing", "constraints", 0, "function", "panel-stifness"), errors.UnknownFunction, "panel-stiffness"),
        (("source", "ecoinvent"), errors.UnknownSource, "best"),
    ],
)
def test_unknown_names_come_with_the_nearest(change, error, near, facts):
    study = reading.parse(changed(*change[:-1], value=change[-1]))
    with pytest.raises(error) as refused:
        checking.check(study, facts)
    assert near in refused.value.allowed
    assert refused.value.found == change[-1]


def test_hostile_files_are_refused_quickly():
    start = time.monotonic()
    for content, error in [
        (b"x" * 10_000_000, errors.StudyTooLarge),
        (b"a = " + b"[" * 100_000, errors.SeuilError),
        (b"a = " + b"[" * 500 + b"]" * 500, errors.SeuilError),
        (b"a = " + b"[" * 60 + b"]" * 60, errors.StudyTooDeep),
        (("a." * 5_000 + "b = 1").encode(), errors.StudyTooDeep),
        (b"\xff\xfe\x00", errors.NotToml),
        (b"title = ", errors.NotToml),
        (b"", errors.KeyMissing),
    ]:
        with pytest.raises(error):
            reading.loads(content)
    assert time.monotonic() - start < 60


def test_a_missing_file_is_said():
    for path in ("no/such/study.toml", "/", "a\0b"):
        with pytest.raises(errors.StudyMissing):
            reading.load(path)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200)
@given(st.sampled_from([*BONNET, "source", "overrides", "extra"]), values)
def test_any_value_anywhere_gives_a_study_or_one_of_our_errors(key, value):
    try:
        reading.parse(BONNET | {key: value})
    except errors.SeuilError as problem:
        assert str(problem)
