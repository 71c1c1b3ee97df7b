"""The use: coefficients of the mass carried, a published claim on aluminium, electricity over the years, whole pieces."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.model.use import energy_for_mass, fuel_mass_coefficient, mean_over_years, pieces
from tests.conftest import ROOT, VECTORS

COEFFICIENTS = pd.read_csv(VECTORS / "fuel_mass_coefficients.csv", index_col=False).dropna(subset="recomputed")
LIGHTER = pd.read_csv(VECTORS / "lightweighting.csv", index_col="case")
PATHS = pd.read_csv(VECTORS / "electricity_path.csv", index_col=False)
MEANS = pd.read_csv(VECTORS / "electricity_use_mean.csv", index_col=False)

#: Vehicle of the catalogue for each powertrain of the vectors, and how far its parameters can be from those of the source:
#: heating values of fuels are printed with four digits.
VEHICLES = {"ICEV-G": ("car-petrol", 5e-5), "ICEV-D": ("car-diesel", 5e-5), "BEV": ("car-battery", 1e-9)}


@pytest.mark.parametrize("case", list(COEFFICIENTS.itertuples()), ids=lambda case: f"{case.powertrain}-{case.powertrain_resizing}")
def test_golden_coefficients(case, facts):
    """Kim & Wallington (2013, 2016) with the parameters of the catalogue, against the fleet file of Milovanoff et al. (2019)."""
    name, close = VEHICLES[case.powertrain]
    vehicle = facts.stages.vehicle.loc[name]
    physics = vehicle.engine_efficiency, vehicle.recovery_city, vehicle.recovery_highway, vehicle.heating_value
    coefficient = fuel_mass_coefficient(*physics, case.powertrain_resizing)
    assert coefficient == pytest.approx(case.recomputed, rel=close)
    if not np.isnan(float(case.read_value or "nan")):
        assert coefficient == pytest.approx(float(case.read_value), rel=close)


def test_a_car_of_petrol_is_within_what_was_measured():
    """83 cars of 2013, Kim et al. (2015): 0.15 to 0.26 l without resizing, 0.27 to 0.53 l with."""
    assert 0.15 < fuel_mass_coefficient(0.38, 0, 0, 31.27, 0) < 0.28 and 0.27 < fuel_mass_coefficient(0.38, 0, 0, 31.27, 1) < 0.53


@given(st.floats(0.1, 1), st.floats(0, 1), st.floats(0, 1), st.floats(1, 50), st.floats(0, 1))
def test_coefficients_move_as_physics_does(efficiency, city, highway, heat, resizing):
    """Recovery and efficiency spare energy, and what a lighter engine spares comes on top."""
    one = fuel_mass_coefficient(efficiency, city, highway, heat, resizing)
    assert 0 < one <= fuel_mass_coefficient(efficiency, 0, 0, heat, resizing)
    assert one >= fuel_mass_coefficient(efficiency, city, highway, heat, 0)
    assert one == pytest.approx(2 * fuel_mass_coefficient(efficiency, city, highway, 2 * heat, resizing))
    assert one * efficiency == pytest.approx(fuel_mass_coefficient(1, city, highway, heat, resizing))


def test_one_kilogram_less_spares_twenty():
    """European Aluminium and KGP: 0.35 l, 200 000 km, 2.835 kg CO2 per litre give 19.845 kg; "20 kg" is what is published."""
    case = LIGHTER.loc["eaa_1kg_aluminium_gross_saving"]
    spared = energy_for_mass(case.mass_saved_kg, case.coefficient_per_100km_100kg, case.distance_km) * case.ef_per_unit
    assert spared == pytest.approx(case.expected, rel=case.rtol) and spared == pytest.approx(20, rel=0.01)


def test_a_burden_is_repaid_after_so_many_kilometres_or_never():
    case, never = LIGHTER.loc["breakeven_linear"], LIGHTER.loc["no_saving"]
    spared = energy_for_mass(case.mass_saved_kg, case.coefficient_per_100km_100kg, case.expected) * case.ef_per_unit
    assert spared == pytest.approx(case.extra_production_kg_co2e, rel=case.rtol)
    assert never.expected == np.inf and energy_for_mass(never.mass_saved_kg, never.coefficient_per_100km_100kg, 1e12) == 0


@pytest.mark.parametrize("case", list(MEANS.itertuples()), ids=lambda case: case.country)
def test_mean_of_electricity_over_a_life(case):
    """Fifteen years from 2025, linear between the years of the path; German electricity: 162 g on average, 262 g at the start."""
    path = PATHS[PATHS.country == case.country]
    years, values = path.year.to_numpy(float), path.expected_g_co2e_per_kwh.to_numpy(float)
    assert mean_over_years(years, values, case.start, case.end - case.start) == pytest.approx(case.expected_mean_g, rel=case.rtol)
    assert mean_over_years(years, values, case.start, 1e-6) == pytest.approx(case.static_start_g, rel=case.rtol)


def test_paths_of_the_catalogue_pass_through_the_vectors():
    held = pd.read_csv(ROOT / "data/grid_path.csv").merge(PATHS, on=["country", "year"])
    assert len(held) == len(PATHS)
    np.testing.assert_allclose(held.value * 1000, held.expected_g_co2e_per_kwh, rtol=2e-5)


ascending = st.lists(st.integers(2020, 2060), min_size=2, max_size=6, unique=True).map(sorted)


@given(ascending, st.data(), st.floats(2010, 2060), st.floats(0.1, 60))
def test_a_mean_lies_within_the_path_and_the_path_stays_where_it_ends(years, data, start, life):
    values = np.array(data.draw(st.lists(st.floats(0.001, 1), min_size=len(years), max_size=len(years))))
    path = np.array(years, float), values
    assert values.min() - 1e-12 <= mean_over_years(*path, start, life) <= values.max() + 1e-12
    assert mean_over_years(*path, years[-1] + start - 2010, life) == pytest.approx(values[-1])
    halves = [mean_over_years(*path, each, life / 2) for each in (start, start + life / 2)]
    assert mean_over_years(*path, start, life) == pytest.approx(np.mean(halves))


@pytest.mark.parametrize(
    ("service", "life", "count"), [(15, None, 1), (15, 20, 1), (15, 15, 1), (15, 10, 2), (15, 5, 3), (0.3, 0.1, 3), (2.1, 0.7, 3)]
)
def test_whole_pieces_fill_the_service_life(service, life, count):
    assert pieces(service, life) == count


@given(st.floats(0.1, 100), st.floats(0.1, 100))
def test_pieces_are_enough_and_none_too_many(service, life):
    count = pieces(service, life)
    assert count * life >= service * (1 - 1e-6) and (count - 1) * life < service
