"""What stands in a field is read again as the value that it stands for, in every language."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as some

from impact import errors
from impact.model.entry import SIZED
from impact.views import typed
from impact.views.texts import languages, texts


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", ["number", "kg", "km", "year", "sized", "kWh", "MJ", "l"])
@given(value=some.floats(min_value=0.001, max_value=1e9))
def test_amounts(language, kind, value):
    words = texts(language)
    assert math.isclose(typed.read(kind, typed.written(kind, value, words), "x", words), value, rel_tol=1e-6)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", ["share", "portion"])
@given(value=some.floats(min_value=1e-6, max_value=1))
def test_shares(language, kind, value):
    words = texts(language)
    assert math.isclose(typed.read(kind, typed.written(kind, value, words), "x", words), value, abs_tol=1e-9)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("sized", "", SIZED),
        ("kg", " ", None),
        ("kg", "850 g", 0.85),
        ("year", "15 ans", 15),
        ("year", "6 month", 0.5),
        ("share", "65 %", 0.65),
        ("portion", "0", 0),
        ("factor", "2,5", 2.5),
        ("whole", "12", 12),
        ("kWh", "3.6 MJ", 1),
        ("kWh", "0", 0),
    ],
)
def test_as_a_reader_types(language, kind, text, value):
    read = typed.read(kind, text, "x", texts(language))
    assert read == (pytest.approx(value) if isinstance(value, float) else value)


def test_a_day():
    words = texts("fr")
    day = typed.read("date", "2030-01-31", "x", words)
    assert (day.year, day.month, day.day) == (2030, 1, 31) and typed.written("date", day, words) == "2030-01-31"


@pytest.mark.parametrize(
    ("kind", "text", "error"),
    [
        ("share", "65", errors.OutOfRange),
        ("share", "0", errors.OutOfRange),
        ("factor", "0,5", errors.OutOfRange),
        ("whole", "1,5", errors.OutOfRange),
        ("number", "0", errors.OutOfRange),
        ("kWh", "3 kg", errors.UnknownUnit),
        ("km", "abc", errors.NotANumber),
        ("date", "31/01/2030", errors.WrongType),
    ],
)
def test_what_is_refused_names_its_field(kind, text, error):
    with pytest.raises(error) as refused:
        typed.read(kind, text, "the field", texts("en"))
    assert refused.value.where == "the field"


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "2027-06-30", "2027-06-30"),
        ("fr", "2027-06-30", "2027-06-30"),
        ("fr", "30/06/2027", "2027-06-30"),
        ("en", "30/06/2027", None),
        ("en", "06/05/2027", None),
        ("fr", "31/02/2027", None),
        ("fr", "demain", None),
    ],
)
def test_a_day_is_read_where_it_is_not_ambiguous(language, text, found):
    """A day in front of its month is what French writes; in English it could be either."""
    if found is None:
        with pytest.raises(errors.WrongType):
            typed.read("date", text, "x", texts(language))
    else:
        assert typed.read("date", text, "x", texts(language)).isoformat() == found
