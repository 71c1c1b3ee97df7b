"""The cube: a hand-solved case, missing stays missing, and nothing depends on who else is compared."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.model import edit, reading
from impact.model.checking import check
from impact.model.flow import STAGES
from impact.model.lifecycle import MARKS, Cube, cube
from impact.model.uncertainty import ALTERNATIVE, DRAW, Draws
from tests.conftest import EXAMPLES, made, one, panel

SOME = ["steel-s355j2", "aluminium-5754", "aluminium-6082-t6", "stainless-304", "pc", "abs", "glass-soda-lime", "flax-epoxy", "spruce"]


def given_masses(**masses: float):
    """Study of alternatives of one part each, masses in kg."""
    return made(*(one(name.replace("_", "-"), name.replace("_", "-"), mass) for name, mass in masses.items()))


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
    assert result.impact.shape == (1, 2, 16, 1) and result.stages == STAGES[:1]
    assert result.total[0, :, climate].tolist() == [6.0, 2.0]
    assert result.total[0, 0, acid] == pytest.approx(0.2) and np.isnan(result.total[0, 1, acid])
    assert result.overall[:, acid].tolist() == [1.0, 0.0] and result.coverage[:, acid, 0].tolist() == [1.0, 0.0]


def test_a_part_without_a_factor_makes_a_lower_bound_not_a_zero(facts):
    known = hand_made(facts, [("pp", "GWP-total", 3.0, 1.5, None), ("pc", "AP", 0.1, 2.0, None)])
    parts = [{"material": "pp", "mass": 3.0}, {"material": "pc", "mass": 1.0}]
    result = cube(made({"id": "pp", "parts": parts}), known, Draws(1))
    climate, acid = (result.indicators.index(name) for name in ("GWP-total", "AP"))
    assert (
        result.total[0, 0, climate] == 9.0
        and result.overall[0, climate] == result.coverage[0, climate, 0] == 0.75
        and result.partial[0, climate]
    )
    assert result.total[0, 0, acid] == pytest.approx(0.1) and result.overall[0, acid] == 0.25
    assert np.isnan(result.total[0, 0, result.indicators.index("ODP")])


def test_a_factor_that_leaves_out_a_constituent_is_a_lower_bound(facts):
    known = hand_made(facts, [("pp", "GWP-total", 3.0, 1.5, "derived-mixture;partial")])
    result = cube(given_masses(pp=1.0), known, Draws(1))
    assert result.overall[0, 0] == 1 and result.partial[0, 0]


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
    assert (result.total[:, 1] == 0).all() and (result.coverage[1] == 1).all() and (result.overall[1] == 1).all()


def test_what_cannot_be_sized_is_missing_everywhere(facts):
    result = cube(panel("steel-s355j2", "hemp-polypropylene"), facts, Draws(4))
    assert np.isnan(result.total[:, 1]).all() and (result.coverage[1] == 0).all() and (result.overall[1] == 0).all()


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
    total = cube(made(one("a", "pp", 20.0), one("b", "pp", 21.0)), facts, Draws()).total
    np.testing.assert_allclose(np.take(total, 1, ALTERNATIVE)[:, 0] / np.take(total, 0, ALTERNATIVE)[:, 0], 1.05)


def test_same_seed_same_digits(facts):
    study = panel(*SOME[:3])
    one, other = (cube(study, facts, Draws(256, 5)).impact for _ in range(2))
    np.testing.assert_array_equal(one, other)
    assert (cube(study, facts, Draws(256, 6)).impact.std(DRAW) != one.std(DRAW)).any()


steps = {
    "metal": (
        {"process": "press"},
        {"process": "mill", "buy_to_fly": 1.5},
        {"process": "roll"},
        {"process": "laser", "nesting": 0.7, "amount": 3},
    ),
    "plastic": ({"process": "mould"}, {"process": "mould", "yield": 0.6, "offcuts": {"reuse": 1}}),
}
masses, portions = st.floats(0.1, 100), st.floats(0, 1)


@st.composite
def parts(draw) -> dict:
    """A part of any kind that the workshop knows."""
    material = draw(st.sampled_from(["metal", "metal-recycled", "plastic"]))
    part = {"material": material, "mass": draw(masses), "quantity": draw(st.integers(1, 3)), "life": draw(st.sampled_from([5, 10, 40]))}
    part["processes"] = draw(st.lists(st.sampled_from(steps["metal" if material != "plastic" else material]), max_size=3))
    if material != "plastic" and draw(st.booleans()):
        part["recycled_content"] = draw(portions)
    return part


lives = st.fixed_dictionaries(
    {
        "transport": st.lists(st.fixed_dictionaries({"mode": st.just("truck"), "distance": st.floats(1, 1e4)}), max_size=2),
        "use": st.fixed_dictionaries(
            {
                "carried": st.fixed_dictionaries({"vehicle": st.sampled_from(["van", "tram"]), "distance": st.floats(1, 1e5)}),
                "country": st.just("FR"),
            }
        ),
        "end_of_life": st.sampled_from(["usual", {"landfill": 1}, {"recycling": 0.5, "energy_recovery": 0.5}]),
    }
)
whole_lives = st.fixed_dictionaries(
    {
        "parts": st.lists(parts(), min_size=1, max_size=3),
        "serves": st.sampled_from([1, 4]),
        "assembly": st.just([{"process": "weld", "amount": 2}]),
    }
)
choices = st.fixed_dictionaries(
    {
        "allocation": st.sampled_from(["cut-off", "substitution", "footprint-formula"]),
        "electricity": st.sampled_from(["frozen", "path"]),
        "life": lives,
        "service_life": st.just(15),
    }
)


def computed(workshop, alternatives: dict[str, dict], choice: dict, draws: int = 1) -> Cube:
    study = made(*({"id": name} | each for name, each in alternatives.items()), **choice)
    check(study, workshop)
    return cube(study, workshop, Draws(draws))


def of(result: Cube, name: str) -> list[np.ndarray]:
    """All figures of one alternative."""
    a = result.alternatives.index(name)
    marks = [result.marks[mark][a] for mark in MARKS]
    return [result.impact[:, a], result.total[:, a], result.coverage[a], result.overall[a], *marks]


@settings(max_examples=40, deadline=None)
@given(st.lists(whole_lives, min_size=2, max_size=4), choices, st.sampled_from([1, 32]), st.randoms())
def test_no_alternative_depends_on_the_others(workshop, alternatives, choice, n, random):
    """Adding, removing or reordering alternatives that state the same stages changes no other result, to the last digit."""
    named = {f"a{number}": each for number, each in enumerate(alternatives)}
    every = computed(workshop, named, choice, n)
    some = dict(random.sample(list(named.items()), random.randint(1, len(named))))
    few = computed(workshop, some, choice, n)
    if few.stages == every.stages:
        for name in some:
            for one, other in zip(of(few, name), of(every, name), strict=True):
                np.testing.assert_array_equal(one, other)
    for name in some:
        np.testing.assert_array_equal(few.total[:, few.alternatives.index(name)], every.total[:, every.alternatives.index(name)])


@settings(max_examples=40, deadline=None)
@given(whole_lives, choices)
def test_the_impact_is_the_bill_times_the_factors(workshop, alternative, choice):
    """One draw is the median of everything: climate is amount x factor, summed over the lines, and the total is that of the stages."""
    result = computed(workshop, {"a": alternative}, choice)
    climate = workshop.factor[workshop.factor.indicator == "GWP-total"].set_index("material").value.to_dict()
    activity = workshop.stages.activity
    climate |= activity[activity.indicator == "GWP-total"].set_index("activity").value.to_dict()
    climate["electricity:FR@path"] = 0.1 / 0.08 * (5 * 0.07 + 10 * 0.04) / 15  # 0.08 in 2025, 0.06 in 2030, 0.02 in 2040; 0.1 today
    lines = [(flow, flow.amount.item() * climate[flow.subject]) for flow in result.bills["a"] if flow.subject]
    by_stage = [sum(caused for flow, caused in lines if flow.stage == stage) for stage in result.stages]
    assert np.nan_to_num(result.impact[0, 0, 0]) == pytest.approx(by_stage) and result.total[0, 0, 0] == pytest.approx(sum(by_stage))
    bought = sum(caused for flow, caused in lines if flow.stage == "material")
    assert result.impact[0, 0, 0, 0] == pytest.approx(bought)
    everything = len(lines) == len(result.bills["a"])
    assert (result.overall[0, 0] == pytest.approx(1)) == everything and result.partial[0, 0] != everything
    assert list(result.stages) == sorted(result.stages, key=STAGES.index)


@settings(max_examples=40, deadline=None)
@given(whole_lives, choices, st.floats(0.01, 100))
def test_a_whole_life_is_linear_in_mass(workshop, alternative, choice, factor):
    """What is counted in metres does not weigh: without it, twice the mass is twice the impact at every stage."""
    weighed = alternative | {"assembly": []}
    for part in weighed["parts"]:
        part["processes"] = [step for step in part["processes"] if "amount" not in step]
    more = weighed | {"parts": [part | {"mass": factor * part["mass"]} for part in weighed["parts"]]}
    once, scaled = (computed(workshop, {"a": each}, choice, 8).impact for each in (weighed, more))
    np.testing.assert_allclose(scaled, factor * once, rtol=1e-9)


@settings(max_examples=25, deadline=None)
@given(whole_lives, choices)
def test_what_a_kilogram_of_each_alternative_handles_is_all_known_or_marked(workshop, alternative, choice):
    """Coverage lies in [0, 1]; it is 1 wherever nothing is marked as left out, and nan stands for nothing known at all."""
    result = computed(workshop, {"a": alternative}, choice, 8)
    assert (result.coverage >= 0).all() and (result.coverage <= 1 + 1e-12).all()
    whole = ~(result.marks["more"] | result.marks["less"])
    assert result.coverage[whole] == pytest.approx(1)
    np.testing.assert_array_equal(np.isnan(result.impact).all(axis=0), result.coverage == 0)


def test_facts_of_the_materials_named_are_enough(catalogue):
    """A study read with the facts of its own materials, and of what they are recycled into, gives the same digits as with all."""
    steel = one("steel", "steel-s355j2", 10, {"recycled_content": 0.3, "processes": [{"process": "sheet-stamping"}]})
    study = made(steel, one("pp", "pp-recycled", 2), allocation="substitution", life={"end_of_life": "usual"})
    every, own = (cube(study, facts, Draws(64)) for facts in (catalogue.facts(), catalogue.facts(study.materials)))
    np.testing.assert_array_equal(every.impact, own.impact)
    assert {"steel-carbon-eaf", "pp"} <= set(every.inventory.subjects)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_total_of_every_example_is_the_sum_of_its_stages(path, facts):
    result = cube(reading.load(path), facts, Draws(16))
    known = result.overall > 0
    np.testing.assert_allclose(result.total[:, known], np.nansum(result.impact, axis=-1)[:, known])
    assert np.isnan(result.total[:, ~known]).all() and set(result.stages) <= set(STAGES)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_turned_round_or_cut_short_gives_the_same_digits(path, facts):
    study = reading.load(path).model_copy(update={"source": "best"})
    every = cube(study, facts, Draws(64))
    needed = {study.baseline, study.sizing.reference if study.sizing else study.baseline}
    for kept in (study.alternatives[::-1], [each for each in study.alternatives if each.id in needed]):
        other = cube(edit.following(study, study.model_copy(update={"alternatives": kept})), facts, Draws(64))
        stages = [every.stages.index(stage) for stage in other.stages]
        for each in kept:
            one, two = (result.alternatives.index(each.id) for result in (every, other))
            np.testing.assert_array_equal(every.impact[:, one][..., stages], other.impact[:, two])
            np.testing.assert_array_equal(every.total[:, one], other.total[:, two])
