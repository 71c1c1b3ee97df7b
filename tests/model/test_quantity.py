"""A number is read once and strictly: a decimal comma is never taken for a thousands separator."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact import errors
from impact.model.quantity import number, positive, quantity, share


@pytest.mark.parametrize("locale", ["fr", "en"])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,4", 1.4),
        ("1.4", 1.4),
        ("0,125", 0.125),
        ("0.001", 0.001),
        ("1234", 1234.0),
        ("1234,56", 1234.56),
        ("1,234.5", 1234.5),
        (" 12 ", 12.0),
        ("−3", -3.0),
        ("2e-3", 0.002),
        ("2,5e3", 2500.0),
        (8, 8.0),
    ],
)
def test_comma_and_point_in_both_languages(locale, text, value):
    assert number(text, "x", locale) == value


@pytest.mark.parametrize(("text", "value"), [("0,6", 0.6), ("60 %", 0.6), ("60%", 0.6), ("12,5 %", 0.125), (1, 1.0), (0.25, 0.25)])
def test_shares(text, value):
    assert share(text, "x") == pytest.approx(value)


@pytest.mark.parametrize("text", ["0", "1,2", "120 %", "-5 %"])
def test_a_share_outside_its_range(text):
    with pytest.raises(errors.OutOfRange):
        share(text, "x")


def test_units_in_any_case_and_what_is_no_number():
    assert quantity("15 KG", "kg", "x") == quantity("15 Kg", "kg", "x") == 15.0
    assert quantity("15 Mg", "kg", "x") == 15000.0
    with pytest.raises(errors.NotANumber) as refused:
        quantity("abc", "kg", "x")
    assert refused.value.found == "abc"


def test_groups_as_each_language_writes_them():
    assert number("1 234,5", "x", "fr") == 1234.5
    assert number("1\u202f234,5", "x", "fr") == 1234.5
    assert number("1,234", "x", "fr") == 1.234
    with pytest.raises(errors.AmbiguousNumber) as ambiguous:
        number("1,234", "x", "en")
    assert (ambiguous.value.first, ambiguous.value.second) == ("1.234", "1234")


@pytest.mark.parametrize("text", ["", "abc", "nan", "inf", "1e999", "1,2,3", "1_000", "0x1F", None, True, [1], {}, "1;2"])
def test_no_number(text):
    with pytest.raises(errors.NotANumber):
        number(text, "x")


@given(st.floats(min_value=0.001, max_value=1e6).map(lambda value: round(value, 3)))
def test_what_french_writes_french_reads(value):
    written = f"{value:.3f}".replace(".", ",")
    assert math.isclose(number(written, "x", "fr"), value)


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_one_of_our_errors(text):
    for locale in ("fr", "en"):
        try:
            assert math.isfinite(quantity(text, "kg", "x", locale))
        except errors.SeuilError as problem:
            assert problem.where == "x"


@pytest.mark.parametrize(
    ("text", "value"), [("8.5 kg", 8.5), ("8,5kg", 8.5), ("850 g", 0.85), ("2 t", 2000.0), ("1e-3 kg", 0.001), (3, 3.0), ("7", 7.0)]
)
def test_units_are_converted_at_the_door(text, value):
    assert quantity(text, "kg", "x") == pytest.approx(value)


@pytest.mark.parametrize("text", ["3 m", "3 foo", "5 %", "1 kg m", "3 °C", "3 kg**9**9**9", "3 __import__", f"1 {'k' * 100_000}"])
def test_other_units_are_refused(text):
    with pytest.raises(errors.UnknownUnit):
        quantity(text, "kg", "x")


@pytest.mark.parametrize("text", ["0", "-1", "0 kg", "-0,5 kg"])
def test_masses_are_positive(text):
    with pytest.raises(errors.OutOfRange):
        positive(text, "kg", "x")


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("7,8 g/cm^3", "kg/m3", 7800),
        ("7.8 g/cm³", "kg/m3", 7800),
        ("30 N/mm2", "MPa", 30),
        ("250 °F", "degC", 121.11),
        ("120 °C", "degC", 120),
    ],
)
def test_squares_cubes_and_degrees_are_read_as_engineers_write_them(text, unit, value):
    assert quantity(text, unit, "x", "fr") == pytest.approx(value, rel=1e-4)


@pytest.mark.parametrize("text", ["1 kg^9", "9^9^9", "1 m9/s"])
def test_no_other_power_is_computed(text):
    with pytest.raises(errors.SeuilError):
        quantity(text, "kg", "x", "fr")
