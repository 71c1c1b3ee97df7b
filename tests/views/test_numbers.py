"""Numbers as each language writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.model.quantity import number
from impact.views.numbers import percent, ratio, significant, typed, whole
from impact.views.texts import texts


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (0, "0", "0"),
        (1234.5, "1,230", "1\u202f230"),
        (0.012345, "0.0123", "0,0123"),
        (2.0, "2", "2"),
        (-0.5, "-0.5", "-0,5"),
        (9.999e-5, "1\u00a0×\u00a010⁻⁴", "1\u00a0×\u00a010⁻⁴"),
        (1.234e-9, "1.23\u00a0×\u00a010⁻⁹", "1,23\u00a0×\u00a010⁻⁹"),
        (1.5e8, "1.5\u00a0×\u00a010⁸", "1,5\u00a0×\u00a010⁸"),
    ],
)
def test_significant(value, english, french):
    assert significant(value, "en") == english
    assert significant(value, "fr") == french


def test_shares_and_ratios():
    assert percent(0.431, "fr") == "43\u00a0%" and percent(0.431, "en") == "43%"
    assert percent(0.0042, "en") == "0.4%" and percent(0, "en") == "0%"
    assert ratio(12.34, "fr") == "× 12" and ratio(9.9, "en") == "990%"
    assert whole(4096, "fr") == "4\u202f096"


def test_a_probability_is_never_rounded_to_certainty():
    assert texts("en").probability(0.9999) == "> 0.99" and texts("fr").probability(0.934) == "0,93"


@given(st.floats(min_value=1e-12, max_value=1e12))
def test_written_numbers_keep_three_digits(value):
    written = significant(value, "en")
    if "×" in written:
        mantissa, power = written.split("\u00a0×\u00a010")
        exponent = int(power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")))
        read = float(f"{mantissa}e{exponent}")
    else:
        read = float(written.replace(",", ""))
    assert read == pytest.approx(value, rel=0.006)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("value", [1e18, 3.2e15, 1.5e-11, -2e20])
def test_what_one_does_not_write_out_is_typed_with_its_power_and_read_again(value, language):
    assert number(typed(value, language), "x", language) == pytest.approx(value)
