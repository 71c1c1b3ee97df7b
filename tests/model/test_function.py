"""Equal-function mass: golden vectors, limiting cases solved by hand, and properties."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.model.function import mass_ratio, masses, needed
from impact.model.uncertainty import Draws
from tests.conftest import VECTORS, panel

CASES = pd.read_csv(VECTORS / "equal_function_mass.csv", index_col=False)

#: The function of the catalogue that each mode of the vectors stands for.
MODES = {
    "tie_stiffness": "tie-stiffness",
    "shaft_torsion_stiffness": "shaft-stiffness",
    "beam_stiffness": "beam-stiffness",
    "column_buckling": "column-buckling",
    "panel_stiffness": "panel-stiffness",
    "panel_buckling_in_plane": "panel-buckling",
    "beam_fixed_width_or_section_height_free_stiffness": "beam-stiffness-height-free",
    "beam_fixed_height_width_free_stiffness": "beam-stiffness-width-free",
    "tie_strength": "tie-strength",
    "shaft_torsion_strength": "shaft-strength",
    "beam_strength": "beam-strength",
    "panel_strength": "panel-strength",
    "thin_wall_pressure_vessel_strength": "vessel-strength",
    "conductor_resistance": "conductor-resistance",
    "insulation_flux": "insulation-resistance",
    "volume": "volume",
    "mass": "mass",
}


@pytest.mark.parametrize("case", list(CASES.itertuples()), ids=lambda case: case.case)
def test_golden_vectors(case, facts):
    """With the exponent of the catalogue: a conductivity of the vectors is one over the resistivity of ours."""
    exponent = Fraction(facts.function.set_index("id").exponent[MODES[case.mode]])
    invert = exponent < 0
    reference, alternative = (1 / case.p_ref, 1 / case.p_alt) if invert else (case.p_ref, case.p_alt)
    ratio = mass_ratio(case.rho_ref, case.rho_alt, reference, alternative, float(exponent))
    assert ratio == pytest.approx(case.expected_mass_ratio, rel=case.rtol)
    assert abs(float(exponent)) == pytest.approx(case.exponent)


def test_every_function_of_the_catalogue_has_a_vector(facts):
    assert set(MODES.values()) == set(facts.function.id)


def test_two_thirds_of_utilisation():
    """A panel that uses a quarter of its strength needs half the mass for it: u**(1/2)."""
    assert mass_ratio(1, 1, 1, 1, 1 / 2, 0.25) == 0.5
    assert mass_ratio(1, 1, 1, 1, -1, 0.25) == 0.25


positive = st.floats(min_value=1e-3, max_value=1e6)


@given(positive, positive, positive, positive, st.sampled_from([1, 1 / 2, 1 / 3, 2 / 3, -1, 0]))
def test_there_and_back_is_one(rho_a, rho_b, p_a, p_b, exponent):
    there, back = mass_ratio(rho_a, rho_b, p_a, p_b, exponent), mass_ratio(rho_b, rho_a, p_b, p_a, exponent)
    assert there * back == pytest.approx(1)


def properties(**materials) -> pd.DataFrame:
    """Ranges from name = {property: (min, max)}."""
    rows = [(name.replace("_", "-"), kind, *ends, "book", name, "handbook") for name, kinds in materials.items() for kind, ends in kinds.items()]
    return pd.DataFrame(rows, columns=["material", "property", "min", "max", "source", "locator", "quality"])


def test_the_larger_of_two_masses_is_taken(facts):
    """Stiffness: 1 x (200/25)^(1/3) = 2. Strength used by half: 1 x (0.5 x 1000/10)^(1/2) = 7.07."""
    known = properties(
        stiff={"density": (1000, 1000), "youngs_modulus": (200, 200), "yield_strength": (1000, 1000)},
        weak={"density": (1000, 1000), "youngs_modulus": (25, 25), "yield_strength": (10, 10)},
    )
    both = [{"function": "panel-stiffness"}, {"function": "panel-strength", "utilisation": 0.5}]
    study = panel("stiff", "weak", sizing={"reference": "stiff", "mass": 3.0, "constraints": both})
    result = masses(study, facts.function, known, Draws(1))
    assert result.total("stiff") == pytest.approx(3.0)
    assert result.total("weak") == pytest.approx(3.0 * 50**0.5)
    assert result.governs["weak"] == "panel-strength"
    assert needed(study, facts.function) == ["density", "youngs_modulus", "yield_strength"]


def test_a_missing_property_is_never_sized_silently(facts):
    known = properties(a={"density": (1, 1), "youngs_modulus": (1, 1)}, b={"density": (1, 1)}, c={"youngs_modulus": (1, 1)})
    result = masses(panel("a", "b", "c"), facts.function, known, Draws(8))
    assert result.total("b") is None and result.lacking["b", 0] == ["youngs_modulus"]
    assert result.total("c") is None and result.lacking["c", 0] == ["density"]


def test_a_reference_without_the_property_sizes_nothing(facts):
    known = properties(a={"density": (1, 1)}, b={"density": (1, 1), "youngs_modulus": (1, 1)})
    result = masses(panel("a", "b"), facts.function, known, Draws(8))
    assert result.total("a") is None and result.total("b") is None
    assert result.reference_lacks == {"a": ["youngs_modulus"]} and result.lacking["b", 0] == []


def test_one_record_is_drawn_once_for_all_who_rest_on_it(facts):
    """A recycled grade with the properties of its virgin one weighs exactly as much; one of the same class does not."""
    known = properties(a={"density": (900, 1100), "youngs_modulus": (50, 70)}, b={"density": (900, 1100), "youngs_modulus": (50, 70)})
    apart = masses(panel("a", "b"), facts.function, known, Draws())
    assert np.ptp(apart.total("b")) > 0
    shared = masses(panel("a", "b"), facts.function, known.assign(locator="record"), Draws())
    assert shared.total("b") == pytest.approx(10.0)
    same_class = masses(panel("a", "b"), facts.function, known.assign(locator="record", quality="handbook-class"), Draws())
    assert np.ptp(same_class.total("b")) > 0


def test_ranges_reach_the_mass_and_shared_ones_cancel(facts):
    known = properties(
        a={"density": (900, 1100), "youngs_modulus": (50, 70)}, b={"density": (2000, 2000), "youngs_modulus": (60, 60)}
    )
    result = masses(panel("a", "b"), facts.function, known, Draws())
    assert np.ptp(result.total("a")) == 0  # the reference weighs what it weighs
    b = result.total("b")
    low, high = 10 * 2000 / 1100 * (50 / 60) ** (1 / 3), 10 * 2000 / 900 * (70 / 60) ** (1 / 3)
    assert low <= b.min() < b.max() <= high
    assert b.min() == pytest.approx(low, rel=0.02) and b.max() == pytest.approx(high, rel=0.02)


@pytest.mark.parametrize("function", MODES.values())
def test_every_function_sizes_real_materials(function, facts):
    study = panel("steel-carbon-bof", "aluminium-6082-t6", function=function)
    result = masses(study, facts.function, facts.property, Draws(16))
    if function == "insulation-resistance":
        assert result.total("aluminium-6082-t6").min() > 0
    assert result.total("steel-carbon-bof") == pytest.approx(10.0)
    assert np.isfinite(result.total("aluminium-6082-t6")).all()
