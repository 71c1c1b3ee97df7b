"""The cube: a hand-solved case, missing stays missing, and nothing depends on who else is compared."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.model.lifecycle import STAGES, cube
from impact.model.uncertainty import ALTERNATIVE, DRAW, Draws
from tests.conftest import panel

SOME = ["steel-s355j2", "aluminium-5754", "aluminium-6082-t6", "stainless-304", "pc", "abs", "glass-soda-lime", "flax-epoxy", "spruce"]


def given_masses(**masses: float):
    """Study of alternatives of one part each, masses in kg."""
    names = [name.replace("_", "-") for name in masses]
    parts = [{"id": name, "parts": [{"material": name, "mass": mass}]} for name, mass in zip(names, masses.values(), strict=True)]
    study = panel(names[0])
    table = study.model_dump(exclude_none=True, exclude={"sizing"}) | {"alternatives": parts}
    return type(study).model_validate(table)


def hand_made(facts, rows):
    """Facts with only these factors: (material, indicator, value, gsd, flags)."""
    factor = pd.DataFrame(rows, columns=["material", "indicator", "value", "gsd", "flags"])
    factor = factor.assign(source="hand", match="exact", dataset_id=factor.material)
    default = pd.DataFrame({"material": factor.material.unique(), "source": "hand"})
    return replace(facts, factor=factor, default=default)


def test_solved_by_hand(facts):
    """2 kg at 3 and 0.5 kg at 4 kg CO2 eq/kg: 6 and 2; the second holds no acidification."""
    known = hand_made(facts, [("pp", "GWP-total", 3.0, 1.5, None), ("pp", "AP", 0.1, 2.0, None), ("pc", "GWP-total", 4.0, 1.5, None)])
    result = cube(given_masses(pp=2.0, pc=0.5), known, Draws(1))
    climate, acid = (result.indicators.index(name) for name in ("GWP-total", "AP"))
    assert result.impact.shape == (1, 2, 16, len(STAGES))
    assert result.total[0, :, climate].tolist() == [6.0, 2.0]
    assert result.total[0, 0, acid] == pytest.approx(0.2) and np.isnan(result.total[0, 1, acid])
    assert result.coverage[:, acid].tolist() == [1.0, 0.0]


def test_a_part_without_a_factor_makes_a_lower_bound_not_a_zero(facts):
    known = hand_made(facts, [("pp", "GWP-total", 3.0, 1.5, None), ("pc", "AP", 0.1, 2.0, None)])
    parts = [{"material": "pp", "mass": 3.0}, {"material": "pc", "mass": 1.0}]
    study = panel("pp")
    table = study.model_dump(exclude_none=True, exclude={"sizing"}) | {"alternatives": [{"id": "pp", "parts": parts}]}
    result = cube(type(study).model_validate(table), known, Draws(1))
    climate, acid = (result.indicators.index(name) for name in ("GWP-total", "AP"))
    assert result.total[0, 0, climate] == 9.0 and result.coverage[0, climate] == 0.75 and result.partial[0, climate]
    assert result.total[0, 0, acid] == pytest.approx(0.1) and result.coverage[0, acid] == 0.25
    assert np.isnan(result.total[0, 0, result.indicators.index("ODP")])


def test_a_factor_that_leaves_out_a_constituent_is_a_lower_bound(facts):
    known = hand_made(facts, [("pp", "GWP-total", 3.0, 1.5, "derived-mixture;partial")])
    result = cube(given_masses(pp=1.0), known, Draws(1))
    assert result.coverage[0, 0] == 1 and result.partial[0, 0]


def test_materials_of_one_data_set_share_its_draws(facts):
    """Two steels read from one data set: 20 kg against 21 kg is 5 % more in every draw, however uncertain the data set."""
    study = given_masses(steel_s235jr=20.0, steel_s275jr=21.0).model_copy(update={"source": "oekobaudat-2023-generic"})
    result = cube(study, facts, Draws(256))
    ratio = result.total[:, 1] / result.total[:, 0]
    known = ~np.isnan(ratio[0])
    used = result.inventory.row.pivot(index="indicator", columns="material", values="gsd").reindex(result.indicators)
    equal = (used["steel-s235jr"] == used["steel-s275jr"]).to_numpy() & known
    assert equal.sum() >= 9 and ratio[:, equal] == pytest.approx(1.05)


def test_doing_without_is_a_known_zero(facts):
    study = panel("steel-s355j2", alternatives=[{"id": "steel-s355j2", "parts": [{"material": "steel-s355j2"}]}, {"id": "without"}])
    result = cube(study, facts, Draws(4))
    assert (result.total[:, 1] == 0).all() and (result.coverage[1] == 1).all()


def test_what_cannot_be_sized_is_missing_everywhere(facts):
    result = cube(panel("steel-s355j2", "hemp-polypropylene"), facts, Draws(4))
    assert np.isnan(result.total[:, 1]).all() and (result.coverage[1] == 0).all()


studies_of = st.lists(st.sampled_from(SOME), min_size=2, max_size=6, unique=True)


@settings(max_examples=15, deadline=None)
@given(studies_of, st.sampled_from([1, 64]))
def test_adding_an_alternative_changes_no_other_result(facts, materials, n):
    """To the last digit: same source choice, same columns."""
    few = cube(panel(*materials[:-1], source="best"), facts, Draws(n)).impact
    more = cube(panel(*materials, source="best"), facts, Draws(n)).impact
    np.testing.assert_array_equal(few, more[:, :-1])


@settings(max_examples=15, deadline=None)
@given(studies_of, st.randoms())
def test_order_changes_nothing(facts, materials, random):
    shuffled = random.sample(materials, len(materials))
    changes = {"source": "best", "baseline": materials[0], "sizing": panel(*materials).sizing.model_dump()}
    one = cube(panel(*materials, **changes), facts, Draws(64))
    other = cube(panel(*shuffled, **changes), facts, Draws(64))
    np.testing.assert_array_equal(one.impact, other.impact[:, [shuffled.index(name) for name in materials]])


@settings(max_examples=15, deadline=None)
@given(studies_of, st.floats(min_value=0.01, max_value=1000))
def test_impacts_scale_with_the_mass(facts, materials, factor):
    one = cube(panel(*materials, mass=1.0), facts, Draws(16)).impact
    np.testing.assert_allclose(cube(panel(*materials, mass=factor), facts, Draws(16)).impact, one * factor, rtol=1e-9)


@settings(max_examples=15, deadline=None)
@given(studies_of)
def test_missing_never_becomes_zero(facts, materials):
    result = cube(panel(*materials, source="best"), facts, Draws(8))
    known = set(zip(result.inventory.row.material, result.inventory.row.indicator, strict=True))
    for a, material in enumerate(materials):
        for i, indicator in enumerate(result.indicators):
            values = result.total[:, a, i]
            if (material, indicator) in known:
                assert (values != 0).all() and np.isfinite(values).all()
            else:
                assert np.isnan(values).all()


def test_the_same_material_is_the_same_fact(facts):
    """20 kg and 21 kg of one steel: the second is 5 % above in every draw, however uncertain the factor."""
    twice = [{"id": "a", "parts": [{"material": "pp", "mass": 20.0}]}, {"id": "b", "parts": [{"material": "pp", "mass": 21.0}]}]
    study = panel("pp")
    table = study.model_dump(exclude_none=True, exclude={"sizing"}) | {"alternatives": twice, "baseline": "a"}
    total = cube(type(study).model_validate(table), facts, Draws()).total
    np.testing.assert_allclose(np.take(total, 1, ALTERNATIVE)[:, 0] / np.take(total, 0, ALTERNATIVE)[:, 0], 1.05)


def test_same_seed_same_digits(facts):
    study = panel(*SOME[:3])
    one, other = (cube(study, facts, Draws(256, 5)).impact for _ in range(2))
    np.testing.assert_array_equal(one, other)
    assert (cube(study, facts, Draws(256, 6)).impact.std(DRAW) != one.std(DRAW)).any()
