"""Criteria: the same masses and impacts as a comparison, ranges with their worst ends, and constraints that leave what is unknown unknown."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.model.function import masses
from impact.model.uncertainty import Draws
from impact.scoring.candidates import CRITICAL, UNCRITICAL, candidates
from impact.scoring.criteria import MET, PARTLY, UNKNOWN, UNMET, Criteria, Limit, Part, Sieve, overall, sense
from impact.scoring.gate import far_apart
from impact.scoring.pareto import HIGHER, LOWER
from tests.conftest import panel

STEEL, TEN = "steel-s235jr", 10.0
STIFF = Part(STEEL, TEN, {"panel-stiffness": 1.0})


@pytest.fixture(scope="module")
def held(facts):
    carried = pd.DataFrame(
        {"material": ["magnesium-primary", "pp"], "state": [CRITICAL, UNCRITICAL], "risk": [4.1, 0.5], "names": [[], []]}
    )
    return candidates(facts, carried)


@pytest.fixture(scope="module")
def stiff(facts, held):
    return Criteria(held, facts.function, STIFF)


def of(criteria: Criteria, criterion: str, material: str) -> list[float]:
    return criteria.values(criterion)[:, criteria.candidates.at(material)].tolist()


@pytest.mark.parametrize("function", ["panel-stiffness", "beam-strength", "conductor-resistance", "volume", "mass"])
def test_masses_are_those_of_a_comparison(facts, held, function):
    """At the middle of every property: the sizing of a study with one draw."""
    others = ["aluminium-5754", "copper-primary", "steel-c45"]
    study = panel(STEEL, *others, mass=TEN, function=function)
    sized = masses(study, facts.function, facts.property, Draws(1))
    criteria = Criteria(held, facts.function, Part(STEEL, TEN, {function: 1.0}))
    for name in [STEEL, *others]:
        expected = sized.total(name)
        found = of(criteria, "mass", name)[1]
        assert np.isnan(found) if expected is None else found == pytest.approx(expected[0])


def test_equal_mass_is_the_same_mass_whatever_the_density(facts, held):
    """Density stands on both sides of the rule: one draw of it, so its range cancels out."""
    mass = Criteria(held, facts.function, Part(STEEL, TEN, {"mass": 1.0})).values("mass")
    assert mass == pytest.approx(np.full((3, len(held.names)), TEN))


def test_several_constraints_ask_for_the_largest_mass(facts, held):
    both = Criteria(held, facts.function, Part(STEEL, TEN, {"panel-stiffness": 1.0, "panel-strength": 0.6})).values("mass")
    each = [
        Criteria(held, facts.function, Part(STEEL, TEN, {name: use})).values("mass")
        for name, use in {"panel-stiffness": 1.0, "panel-strength": 0.6}.items()
    ]
    known = ~np.isnan(both[1])
    assert known.sum() > 50 and both[:, known] == pytest.approx(np.maximum(*each)[:, known])
    assert np.isnan(both[1]).sum() == (np.isnan(each[0][1]) | np.isnan(each[1][1])).sum()


def test_a_stiff_panel_of_round_figures(facts):
    """Twice the density and an eighth of the modulus: 2 * 8**(1/3) = 4 times the mass; its range ends where both are worst."""
    rows = [("a", "density", 1000, 1000), ("a", "youngs_modulus", 8, 8), ("b", "density", 1900, 2100), ("b", "youngs_modulus", 0.5, 1.5)]
    small = {"material": ["a", "b"], "source": "book"}
    made = candidates(
        dataclasses.replace(
            facts,
            material=facts.material.iloc[:2].assign(id=["a", "b"]),
            property=pd.DataFrame(rows, columns=["material", "property", "min", "max"]),
            factor=pd.DataFrame(
                small | {"indicator": "GWP-total", "value": [3.0, 2.0], "gsd": [1.0, 1.5], "flags": [None, "partial"]}
            ).assign(match="exact"),
            default=pd.DataFrame(small),
        )
    )
    criteria = Criteria(made, facts.function, Part("a", 5.0, {"panel-stiffness": 1.0}))
    assert of(criteria, "mass", "a") == [5, 5, 5]
    assert of(criteria, "mass", "b") == pytest.approx([5 * 1.9 * (8 / 1.5) ** (1 / 3), 20.0, 5 * 2.1 * 16 ** (1 / 3)])
    assert of(criteria, "index:panel-stiffness", "a") == pytest.approx([2 / 1000] * 3)
    assert of(criteria, "impact:GWP-total", "a") == [15, 15, 15]
    low, middle, high = of(criteria, "impact:GWP-total", "b")
    assert low == pytest.approx(5 * 1.9 * (8 / 1.5) ** (1 / 3) * 2 / 1.5**1.96) and middle == pytest.approx(40) and high == np.inf
    assert np.isnan(criteria.middles(["impact:GWP-total"])[0]).tolist() == [False, True]


def test_the_lighter_has_the_higher_index(stiff):
    mass, index = stiff.middles(["mass", "index:panel-stiffness"])
    assert (mass * index)[~np.isnan(mass)] == pytest.approx(np.nanmean(mass * index))


def test_what_lies_on_a_line_of_equal_mass_weighs_that(facts, stiff):
    """The modulus that a line asks for at a density, put into the sizing rule, gives the mass of the line."""
    density, modulus = (stiff.candidates.properties[name][1] for name in ("density", "youngs_modulus"))
    mass = stiff.values("mass")[1]
    at = [stiff.candidates.at(name) for name in ("pp", "aluminium-5754", "balsa")]
    assert [stiff.level("panel-stiffness", mass[each], density[each]) for each in at] == pytest.approx(modulus[at])


def test_impact_and_cost_are_per_mass(stiff):
    mass, impact, cost = stiff.middles(["mass", "impact:GWP-total", "cost"])
    at = stiff.candidates.at("pp")
    assert impact[at] == pytest.approx(mass[at] * stiff.candidates.factors["GWP-total"][1, at])
    assert cost[at] == pytest.approx(mass[at] * stiff.candidates.properties["price"][1, at])
    assert of(stiff, "risk", "pp") == [0.5] * 3 and np.isnan(of(stiff, "risk", "balsa")).all()


def test_every_range_holds_its_middle(stiff, facts):
    names = ["mass", "cost", "risk", *(f"impact:{each}" for each in facts.indicator.id), *(f"index:{each}" for each in facts.function.id)]
    for name in [*names, *(f"property:{each}" for each in facts.kind.id)]:
        low, middle, high = stiff.values(name)
        known, slack = ~np.isnan(middle), 1e-9 * np.abs(middle)
        assert (low <= middle + slack)[known].all() and (middle <= high + slack)[known].all(), name


def test_an_unknown_reference_makes_every_mass_unknown(facts, held):
    assert np.isnan(Criteria(held, facts.function, Part("no-such-material", 1.0, {"volume": 1.0})).values("mass")).all()


def test_senses():
    assert sense("mass") == sense("impact:AP") == sense("cost") == sense("risk") == sense("property:density") == LOWER
    assert sense("index:volume") == sense("property:max_service_temperature") == HIGHER
    assert sense("property:density", ("density",)) == HIGHER


@given(st.floats(0, 10), st.floats(0, 10), st.floats(0, 10), st.floats(0, 10))
def test_a_limit_is_met_by_all_by_some_or_by_none_of_a_range(a, b, c, d):
    (low, high), (least, most) = sorted((a, b)), sorted((c, d))
    inside = [least <= x <= most for x in (low, high)]
    verdict = Limit("x", least, most).judge(np.array([[low], [low], [high]]))[0]
    if all(inside):
        assert verdict == MET
    elif high < least or low > most:
        assert verdict == UNMET
    else:
        assert verdict == PARTLY


def test_what_is_not_known_is_neither_met_nor_unmet():
    values = np.array([[np.nan, 80, 80, 200], [np.nan, 100, 90, 300], [np.nan, 120, 100, np.inf]])
    assert Limit("x", least=120).judge(values).tolist() == [UNKNOWN, PARTLY, UNMET, MET]
    assert Limit("x", most=150).judge(values).tolist() == [UNKNOWN, MET, MET, UNMET]
    assert Limit("x", most=250).judge(values)[3] == PARTLY


def test_the_sieve_says_each_constraint_by_itself(stiff, held):
    sieve = Sieve((Limit("property:max_service_temperature", 120),), recycled=True, uncritical=True, families=frozenset({"polymer"}))
    said = sieve.verdicts(stiff)
    assert list(said) == ["property:max_service_temperature", "recycled", "uncritical", "families"]
    assert said["uncritical"][[held.at(name) for name in ("pp", "magnesium-primary", "balsa")]].tolist() == [MET, UNMET, UNKNOWN]
    together = overall(said, len(held.names))
    assert together[held.at("pp")] == UNMET and together[held.at("pp-recycled")] == UNKNOWN
    assert (together == UNMET).sum() == np.any([each == UNMET for each in said.values()], axis=0).sum()


def test_nothing_asked_is_met_by_all(stiff):
    assert (overall(Sieve().verdicts(stiff), len(stiff.candidates.names)) == MET).all()


def test_no_order_is_given_where_compare_gives_none(facts):
    """Water is not read across sources, an implausible factor not at all; mass and climate are read of all that have a value."""
    held = candidates(facts)
    criteria = Criteria(held, facts.function, Part("steel-galvanised-sheet", 15.0, {"panel-stiffness": 1.0}))
    apart = far_apart(facts, facts.indicator.id.tolist())
    water, climate = criteria.middles(["impact:WDP", "impact:GWP-total"], apart)
    source = held.source[held.at("steel-galvanised-sheet")]
    assert "WDP" in apart and "GWP-total" not in apart
    assert set(held.source[~np.isnan(water)]) == {source} and len(set(held.source[~np.isnan(climate)])) > 2
    assert np.isnan(climate[held.suspect["GWP-total"].astype(bool)]).all() and held.suspect["GWP-total"].any()
