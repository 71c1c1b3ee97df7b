"""Published cases of absolute assessment, each with its citation (tests/vectors/absolute_assessment.csv).

Left out: cases of characterisation factors (CF-*), which the catalogue does not hold; those of the state of the planet (ST-*)
are in test_planet.py. PBA-1 is suspect, its amount being a hundredth of what its text says: only its division is held.
"""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.stats import norm

from impact.model.uncertainty import Draws
from impact.scoring.capacity import DAYS, person_days, ratio, world_years
from impact.scoring.sharing import ability_to_pay, by_value, equal_per_capita, grandfathered
from impact.store.facts import WORLD
from tests.conftest import VECTORS

CASES = pd.read_csv(VECTORS / "absolute_assessment.csv").set_index("id")
TOY = pd.read_csv(VECTORS / "toy_linear_program.csv")
#: The two programs of the toy: least climate, and the same with nitrogen at most 12 shares.
RUNS = {"climate_optimal": None, "nitrogen_capped": 12.0}
SHARE = 1e-5
POSITIVE = st.floats(1e-3, 1e3)


def toy(name: str) -> pd.DataFrame:
    """A matrix of the toy, without the cells that are 0."""
    return TOY[TOY.table == name].pivot(index="row", columns="column", values="value").fillna(0)


def inputs(case) -> dict[str, str]:
    return dict(each.rsplit("=", 1) for each in case.inputs.split("; "))


def computed(case) -> float:
    """The case by the code under test."""
    given = inputs(case)
    boundary = given.pop("boundary", None)
    number = {name: float(value) for name, value in given.items()}
    if case.formula == "ratio":
        return ratio(number["impact"], number["share"], number["capacity"])
    if case.formula == "person_budget":  # what one person may cause in a year is what takes a year of days
        return DAYS / person_days(1.0, number["people"], number["capacity"])
    if case.formula == "product_budget":
        return 1 / ratio(1.0, number["share"], number["capacity"])
    if case.formula == "equal_per_capita":
        return equal_per_capita(number["people"], number["world"])
    if case.formula == "ability_to_pay":
        here = number["people"] / number["gdp_per_person"]
        rest = number["total"] - here  # everybody else, as one country with a GDP of 1 per person
        people, gdp = pd.Series({"here": number["people"], "rest": rest}), {"here": number["people"] * number["gdp_per_person"]}
        return ability_to_pay(people, pd.Series(gdp | {"rest": rest}))["here"]
    share, capacity = number.pop("share"), number.pop("capacity")
    factors = toy("impact").loc[boundary]
    assert set(number) == set(factors.index[factors != 0])
    return ratio(sum(amount * factors[flow] for flow, amount in number.items()), share, capacity)


@pytest.mark.parametrize("name", CASES.index)
def test_published_cases(name):
    case = CASES.loc[name]
    size, kind = case.tolerance.split()
    assert computed(case) == pytest.approx(case.expected, **{kind: float(size)})


def test_the_figures_of_the_published_cases_are_those_of_the_catalogue(facts):
    """CLIM-2, CLIM-4, PC-1 to 3, NOR-1: capacities of Sala et al. (2020) and JRC (2023), populations of the World Bank."""
    capacity = facts.limits.capacity.set_index(["set", "indicator"]).value
    people = facts.limits.population.set_index(["country", "year"]).population
    named = {name: [float(each) for each in inputs(CASES.loc[name]).values()] for name in CASES.index if not name.startswith("TOY")}
    assert people[WORLD, 2023] == named["CLIM-2"][0] and people["NO", 2010] == named["NOR-1"][0]
    assert [capacity["sala-2020", name] for name in ("GWP-total", "ADPE", "WDP")] == [named[f"PC-{n}"][1] for n in (1, 2, 3)]
    assert capacity["jrc-2023-max", "GWP-total"] == named["CLIM-4"][0] and capacity["jrc-2023-min", "GWP-total"] == named["CLIM-4"][2]


@given(st.lists(POSITIVE, min_size=1, max_size=8))
def test_under_grandfathering_every_actor_has_the_ratio_of_the_world(weights):
    """CLIM-3, de Bantel et al. (2026), doi 10.1016/j.spc.2026.09.018: 6.3621 for each, 6.81e12 kg being the capacity."""
    world = 6.3621 * 6.81e12
    emitted = np.array(weights) / sum(weights) * world
    np.testing.assert_allclose(ratio(emitted, grandfathered(emitted, 1.0, world), 6.81e12), 6.3621, atol=1e-9)


@given(st.lists(st.tuples(POSITIVE, POSITIVE), min_size=1, max_size=8))
def test_shares_of_every_additive_principle_sum_to_one(actors):
    """SHARE-1, de Bantel et al. (2026), app. B, section 7, doi 10.1016/j.spc.2026.09.018."""
    people, size = (pd.Series(each) for each in zip(*actors, strict=True))
    for shares in (
        equal_per_capita(people, people.sum()),
        ability_to_pay(people, size),
        grandfathered(size, 1.0, size.sum()),
        by_value(size, 1.0, size.sum()),
    ):
        assert shares.sum() == pytest.approx(1, abs=1e-9) and (shares > 0).all() and (shares <= 1 + 1e-12).all()


@given(st.lists(st.tuples(POSITIVE, POSITIVE), min_size=1, max_size=8))
def test_ability_to_pay_is_that_of_hjalsted(actors):
    """SHARE-2: P_r/P_W x gamma x epsilon, gamma = (EM_W/P_W)(P_r/EM_r), epsilon = P_W^2/EM_W / sum(P^2/EM).

    Hjalsted et al. (2021), doi 10.1111/jiec.13050, as de Bantel et al. (2026), app. B, section 3, write it.
    """
    people, size = (np.array(each) for each in zip(*actors, strict=True))
    gamma = size.sum() / people.sum() * people / size
    epsilon = people.sum() ** 2 / size.sum() / (people**2 / size).sum()
    found = ability_to_pay(pd.Series(people), pd.Series(size))
    np.testing.assert_allclose(found, people / people.sum() * gamma * epsilon, rtol=1e-12)


def test_probability_within_an_uncertain_boundary():
    """UNC-1: 0.21 from two medians and 90 % intervals, Puig-Samper et al. (2025), doi 10.1016/j.spc.2024.12.013.

    Impact 0.0081 (0.0047 to 0.012), allocated boundary 0.0032 (0.00032 to 0.017), in % of biodiversity intactness; drawn as lognormals.
    """
    wide = 2 * norm.ppf(0.95)
    gsd = np.exp(np.array([np.log(0.012 / 0.0047), np.log(0.017 / 0.00032)]) / wide)
    impact, boundary = Draws().lognormal(("case",), np.array([0.0081, 0.0032]), gsd)
    assert (ratio(impact, 1.0, boundary) <= 1).mean() == pytest.approx(0.21, abs=0.03)


@pytest.mark.parametrize("run", RUNS)
def test_the_linear_program_of_the_toy(run):
    """From A x = y to the published inventory, impacts and ratios: nine boundaries, a share of 1e-5.

    Bachmann et al. (2023), doi 10.1038/s41893-022-01054-9, its example after Katelhon et al. (2016): hypothetical data.
    """
    flow, factor, use = toy("flow"), toy("impact"), toy("use")
    column = TOY.set_index(["table", "row"]).value
    space = column["space"][factor.index]
    product = toy("product")
    demand = column["demand"].reindex(product.index, fill_value=0)
    flow = flow.reindex(columns=product.columns, fill_value=0)
    use = use.reindex(columns=product.columns, fill_value=0)
    caused = factor @ flow.loc[factor.columns]
    limits, ends = use.to_numpy(), column["limit"][use.index].to_numpy()
    if cap := RUNS[run]:
        limits = np.vstack([limits, caused.loc["Nitrogen cycle"]])
        ends = np.append(ends, cap * SHARE * space["Nitrogen cycle"])
    solved = linprog(caused.loc["Climate change"], A_ub=limits, b_ub=ends, A_eq=product, b_eq=demand, method="highs")
    published = TOY[TOY.column == run].set_index(["table", "row"]).value
    inventory = flow @ solved.x
    np.testing.assert_allclose(inventory, published["inventory"][flow.index], rtol=1e-9)
    found = ratio((factor @ inventory[factor.columns]).to_numpy(), SHARE, space.to_numpy())
    np.testing.assert_allclose(found, published["ratio"][factor.index], rtol=1e-9)


def test_the_safe_operating_space_as_another_tool_uses_it():
    """pbaesa 0.1.1, doi 10.5281/zenodo.17457702: exploitation is score over space, here of the toy.

    It counts nitrogen (62 Tg) and land (85.1 million km2) otherwise than the toy (39.7 and 25); the other seven agree.
    """
    theirs = pd.read_csv(VECTORS / "pbaesa_global_sos.csv").set_index("boundary").global_safe_operating_space
    theirs.index = theirs.index.str.capitalize().str.replace("Change in biosphere", "Biosphere")
    published = TOY[TOY.column == "climate_optimal"].set_index(["table", "row"]).value
    score = toy("impact") @ published["inventory"][toy("impact").columns]
    exploited = ratio(score, 1.0, theirs[score.index].to_numpy()) / SHARE
    other = exploited / published["ratio"][score.index]
    assert other.round(9).to_dict() == {name: 1 for name in score.index} | {
        "Nitrogen cycle": pytest.approx(39.7 / 62),
        "Land-system change": pytest.approx(25 / 85.1),
    }


#: METHODS part A: what one person may cause in a year, population of 2024, JRC (2023) lower end (doi 10.2760/218540).
PERSON = {"GWP-total": 836, "EP-freshwater": 0.714, "SQP": 4.89e5, "WDP": 2.24e4, "ETP-fw": 1.61e4}


@pytest.mark.parametrize("indicator", PERSON)
def test_a_budget_of_a_person_takes_a_year(indicator, facts):
    """Three digits are published."""
    people = facts.limits.population.set_index(["country", "year"]).population[WORLD, 2024]
    capacity = facts.limits.capacity.set_index(["set", "indicator"]).value["jrc-2023-min", indicator]
    assert people == 8_141_808_945
    assert person_days(PERSON[indicator], people, capacity) == pytest.approx(365.25, rel=2.5e-3)
    assert world_years(PERSON[indicator] * people, capacity) == pytest.approx(1, rel=2.5e-3)


def test_a_day_of_climate_and_a_dollar_of_climate(facts):
    """2.29 kg CO2 eq per person and day (2024); 0.0646 kg per USD of 2023, by the value added in the world (METHODS part A)."""
    world = facts.limits.population.set_index(["country", "year"]).loc[WORLD]
    assert person_days(2.29, world.population[2024], 6.81e12) == pytest.approx(1, rel=2e-3)
    assert world.gdp[2023] == pytest.approx(1.0544e14, rel=1e-4)
    assert ratio(0.0646, by_value(1.0, 1.0, world.gdp[2023]), 6.81e12) == pytest.approx(1, rel=1e-3)
