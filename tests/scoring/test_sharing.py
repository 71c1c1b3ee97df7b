"""Shares of the principles: each layer by hand from the tables, who takes part, and what a share can never be."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact import errors
from impact.model.budget import Budget, check_budget
from impact.scoring.sharing import ability_to_pay, by_value, grandfathered, shares
from impact.store.facts import WORLD

EVERY = ["equal-per-capita", "ability-to-pay", "grandfathering", "price", "own"]


def budget(**changes) -> Budget:
    return Budget(**{"quantity": 1000, "country": "FR", "year": 2023, "price": 20} | changes)


@pytest.fixture(scope="module")
def limits(facts):
    return facts.limits


@pytest.fixture(scope="module")
def rows(limits):
    return limits.population[limits.population.year == 2023].set_index("country")


def values(limits, **changes) -> dict[str, float]:
    return {share.principle: share.value for share in shares(budget(**changes), limits)}


def test_every_share_by_hand(limits, rows):
    here, world = rows.loc["FR"], rows.loc[WORLD]
    rich = rows.drop(WORLD).dropna(subset="gdp")
    weight = rich.population / (rich.gdp / rich.population)
    spent = 20 * 1000
    assert values(limits, own=0.25) == {
        "equal-per-capita": pytest.approx(here.population / world.population * spent / here.gdp),
        "ability-to-pay": pytest.approx(weight["FR"] / weight.sum() * spent / here.gdp),
        "grandfathering": None,
        "price": pytest.approx(spent / world.gdp),
        "own": 0.25,
    }


def test_an_entered_portion_stands_in_for_the_price_within_the_country_only(limits, rows):
    people = rows.population["FR"] / rows.population[WORLD]
    held = values(limits, portion=0.01)
    assert held["equal-per-capita"] == pytest.approx(people * 0.01)
    assert held["price"] == values(limits)["price"]
    assert held["ability-to-pay"] / values(limits)["ability-to-pay"] == pytest.approx(0.01 / (20_000 / rows.gdp["FR"]))


#: What each layer is, from its own facts.
FORMULAS = {
    "people": lambda facts: facts["people"] / facts["world"],
    "means": lambda facts: facts["people"] ** 2 / facts["gdp"] / facts["total"],
    "value": lambda facts: facts["price"] * facts["quantity"] / facts["gdp"],
    "world_value": lambda facts: facts["price"] * facts["quantity"] / facts["gdp"],
}


def test_every_layer_follows_from_the_facts_that_it_shows(limits):
    layers = [layer for share in shares(budget(), limits) for layer in share.layers]
    assert [layer.kind for layer in layers] == ["people", "value", "means", "value", "world_value"]
    for layer in layers:
        assert FORMULAS[layer.kind](layer.facts) == pytest.approx(layer.value, rel=1e-12)
        assert layer.source == "world-bank"


def test_what_the_user_enters_has_no_source_of_the_catalogue(limits):
    held = {share.principle: share.layers for share in shares(budget(portion=0.01, own=0.5, price=None), limits)}
    assert [(layer.kind, layer.source) for layer in held["own"]] == [("entered", None)]
    assert [(layer.kind, layer.source) for layer in held["equal-per-capita"]] == [("people", "world-bank"), ("portion", None)]
    assert "price" not in held


def test_principles_are_in_the_order_of_the_catalogue_and_each_once(limits):
    asked = ["own", "price", "grandfathering", "price", "ability-to-pay", "equal-per-capita"]
    assert [share.principle for share in shares(budget(own=0.5, principles=asked), limits)] == EVERY


@pytest.mark.parametrize("year", [2010, 2015, 2018, 2019, 2020, 2021, 2022, 2023])
def test_the_shares_of_all_countries(year, limits):
    """Ability to pay sums to 1 over those with GDP; people to 0.997, for the world of the World Bank counts more than its countries."""
    rows = limits.population[limits.population.year == year].set_index("country")
    rich = rows.drop(WORLD).dropna(subset="gdp")
    assert ability_to_pay(rich.population, rich.gdp).sum() == pytest.approx(1, abs=1e-9)
    assert rows.drop(WORLD).population.sum() / rows.population[WORLD] == pytest.approx(0.997, abs=5e-4)


@given(st.lists(st.tuples(st.floats(1, 1e3), st.floats(1, 1e3)), min_size=2, max_size=6), st.floats(1.01, 100))
def test_the_richer_the_less(countries, factor):
    """A country whose people come to earn more loses share to all others."""
    people, earned = (pd.Series(each) for each in zip(*countries, strict=True))
    before = ability_to_pay(people, people * earned)
    earned[0] *= factor
    after = ability_to_pay(people, people * earned)
    assert after[0] < before[0] and (after[1:] > before[1:]).all()


@given(st.floats(1e-6, 1e6), st.floats(1e-6, 1e6), st.floats(1e-6, 1e3))
def test_a_share_by_value_grows_with_what_is_spent(quantity, price, factor):
    once = factor * by_value(price, quantity, 3e12)
    assert by_value(price, quantity * factor, 3e12) == pytest.approx(once)
    assert by_value(price * factor, quantity, 3e12) == pytest.approx(once)


def test_a_grandfathered_share_is_that_of_the_predecessor():
    """2 kg for one, a thousand a year, of a world that causes 8000 kg: a quarter."""
    assert grandfathered(2.0, 1000, 8000) == 0.25


@pytest.mark.parametrize("own", [1e-12, 0.5, 1])
def test_an_entered_share_reaches_up_to_all(own, limits):
    assert values(limits, own=own)["own"] == own


def test_no_product_is_worth_more_than_the_economy_that_it_has_a_share_of(limits):
    """A share above 1 gives away more than the capacity of the world, or of the country: refused, as a typed one is."""
    with pytest.raises(errors.MoreThanAll) as refused:
        check_budget(budget(price=1e6, quantity=1e7), limits)  # 1e13 USD, three times the GDP of France
    assert refused.value.country == "FR" and refused.value.found == 1e13
