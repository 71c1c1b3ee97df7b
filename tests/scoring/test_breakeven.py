"""Break-even: golden crossings, lines by closed form, several crossings, ranges that are refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact import errors
from impact.model import reading
from impact.model.uncertainty import Draws
from impact.model.use import mean_over_years
from impact.model.variation import Variation
from impact.scoring.breakeven import break_even, crossings
from tests.conftest import ROOT, VECTORS

GOLDEN = pd.read_csv(VECTORS / "break_even.csv").set_index("case")
PATH = pd.read_csv(VECTORS / "electricity_path.csv")
DISTANCE = "life.use.carried.distance"


@pytest.fixture(scope="module")
def bonnet(facts):
    return Variation(reading.load(ROOT / "data/studies/bonnet.toml"), facts, "GWP-total")


def german(years: float, frozen: bool = False) -> float:
    """What 100 kWh a year cause in so many years from 2025. [kg CO2 eq]"""
    rows = PATH[PATH.country == "DE"]
    at = rows.year.to_numpy(float), rows.expected_g_co2e_per_kwh.to_numpy(float) / 1000
    mean = np.interp(2025, *at) if frozen else mean_over_years(*at, 2025, years)
    return 100 * years * mean


def test_two_lines():
    found, _ = crossings(lambda x: (10 + 2 * x) - (16 + x), 0, 100, 4)
    np.testing.assert_allclose(found, np.full((1, 4), float(GOLDEN.expected["two_lines"])))


def test_lines_that_never_cross_in_the_range():
    found, middle = crossings(lambda x: (10 + 2 * x) - (16 + 3 * x), 0, 100, 4)
    assert np.isnan(found).all() and (middle < 0).all() and GOLDEN.exact["never_crosses"].startswith("-6")


def test_two_hundred_kilograms_repaid_along_the_german_path():
    """11.1 years along the path, 7.6 with the electricity of today."""
    path, _ = crossings(lambda x: np.array([200 - german(years) for years in x]), 0.01, 25, 1)
    frozen, _ = crossings(lambda x: np.array([200 - german(years, frozen=True) for years in x]), 0.01, 25, 1)
    assert (
        path[0, 0] == pytest.approx(float(GOLDEN.expected["de_grid_100kWh_per_year_200kg_extra"]), abs=1e-4)
        and round(path[0, 0], 1) == 11.1
    )
    assert frozen[0, 0] == pytest.approx(7.625801900731124, rel=1e-9)


def test_every_crossing_is_found_in_every_draw():
    shift = np.array([0.0, 0.1, -0.1])
    found, _ = crossings(lambda x: np.sin(x + shift), 1, 13, 3)
    expected = np.pi * np.arange(1, 5)[:, None] - shift
    np.testing.assert_allclose(found, np.where(expected <= 13, expected, np.nan), rtol=1e-5)


def test_a_step_is_found_where_it_is():
    """Pieces are whole: the number of replacements jumps."""
    found, _ = crossings(lambda x: np.ceil(15 / x) - 2.5, 2, 14, 2)
    np.testing.assert_allclose(found, np.full((1, 2), 7.5), rtol=1e-5)


@given(slope=st.floats(0.01, 100), root=st.floats(0.5, 99.5), sign=st.sampled_from([-1, 1]))
def test_a_line_crosses_at_its_root(slope, root, sign):
    found, _ = crossings(lambda x: sign * slope * (x - root), 0, 100, 2)
    np.testing.assert_allclose(found, np.full((1, 2), root), rtol=1e-9)


@given(a=st.floats(0.1, 3), root=st.floats(1.0, 9.0))
def test_at_a_crossing_the_difference_is_nothing(a, root):
    found, _ = crossings(lambda x: x**a - root**a, 0.5, 10, 1)
    assert found[0, 0] == pytest.approx(root, rel=1e-4)


def test_of_the_bonnet_by_hand(bonnet):
    """Fuel for mass is a line in the distance, so steel and carbon fibre cross at (F_b - F_a) / (v_a - v_b)."""
    found = break_even(bonnet, "steel", "carbon-fibre", DISTANCE, 50000, 800000)
    near, far = (bonnet.totals(Draws(1), {DISTANCE: x})[:, 0] for x in (100000.0, 200000.0))
    a, b = bonnet.alternatives.index("steel"), bonnet.alternatives.index("carbon-fibre")
    speed = (far - near) / 100000
    start = near - speed * 100000
    assert found.values == pytest.approx([(start[b] - start[a]) / (speed[a] - speed[b])])
    assert found.before and found.interval[0] < found.interval[1] < found.interval[2] and 0 < found.never < 1 and found.several == 0
    for x, lower in ((found.values[0] * 0.9, True), (found.values[0] * 1.1, False)):
        total = bonnet.totals(Draws(1), {DISTANCE: x})[:, 0]
        assert (total[a] < total[b]) == lower


def test_turned_round_it_is_the_same_value(bonnet):
    one, other = (break_even(bonnet, *pair, DISTANCE, 50000, 800000) for pair in (("steel", "carbon-fibre"), ("carbon-fibre", "steel")))
    assert one.values == pytest.approx(other.values) and one.before != other.before and one.never == other.never
    assert one.lower + other.lower == pytest.approx(one.never)


def test_a_number_that_changes_nothing_is_said_to(bonnet):
    found = break_even(bonnet, "steel", "aluminium", "service_life", 10, 20)
    assert found.flat and not found.values and found.interval is None and found.never == 1


@pytest.mark.parametrize(
    ("about", "low", "high", "error"),
    [
        (DISTANCE, 300000, 100000, errors.EmptyRange),
        (DISTANCE, 100000, 100000, errors.EmptyRange),
        (DISTANCE, -5, 100000, errors.OutOfRange),
        (DISTANCE, 0, 100000, errors.OutOfRange),
        ("alternatives.steel.parts[0].recycled_content", 0, 1.2, errors.OutOfRange),
        ("alternatives.steel.parts[0].processes[0].yield", 0, 0.5, errors.OutOfRange),
        ("life.use.carried.speed", 1, 2, errors.UnknownPlace),
    ],
)
def test_ranges_that_are_refused(bonnet, about, low, high, error):
    with pytest.raises(error):
        break_even(bonnet, "steel", "aluminium", about, low, high)
