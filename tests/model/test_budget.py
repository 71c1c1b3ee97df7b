"""Budgets: what a study may state, what stands in for what it leaves open, and every refusal with its sentence."""

import pytest

from impact import errors
from impact.model.budget import Budget, check_budget, year_of
from impact.scoring.compare import compare
from impact.store.facts import WORLD
from impact.views.texts import languages, texts
from tests.conftest import made, one

STATED = {"quantity": 1000, "country": "FR"}


@pytest.fixture(scope="module")
def limits(facts):
    return facts.limits


def refused(facts, **budget) -> errors.SeuilError:
    """What a study with this budget is refused for, its sentences whole in every language."""
    with pytest.raises(errors.SeuilError) as found:
        compare(made(one(), budget=STATED | budget), facts, draws=256)
    for language in languages():
        said = texts(language).error(found.value)
        held = [each for value in vars(found.value).values() for each in (value if isinstance(value, list) else [value])]
        assert not set("{}") & set(said) and all(each in said for each in held if isinstance(each, str)), said
    return found.value


@pytest.mark.parametrize(
    ("budget", "asked"),
    [
        ({}, ["grandfathering"]),
        ({"price": 5}, ["equal-per-capita", "ability-to-pay", "grandfathering", "price"]),
        ({"portion": 0.1}, ["equal-per-capita", "ability-to-pay", "grandfathering"]),
        ({"own": 0.1}, ["grandfathering", "own"]),
        ({"price": 5, "own": 0.1, "principles": ["own", "price"]}, ["price", "own"]),
    ],
)
def test_principles_are_those_named_or_all_whose_numbers_are_there(budget, asked, limits):
    assert Budget(**STATED | budget).asked(limits) == asked


def test_sets_are_those_named_or_the_usual_ones_in_the_order_of_the_catalogue(limits):
    usual = Budget(**STATED).sets(limits)
    assert usual == limits.capacity_set.index[limits.capacity_set.usual].tolist() and "climate-1wm2-2100" not in usual
    assert Budget(**STATED, capacities=["lund-2025", "sala-2020", "lund-2025"]).sets(limits) == ["sala-2020", "lund-2025"]


def test_the_year_is_the_latest_with_all_that_is_needed(limits):
    """Populations reach to 2024, economies to 2023: a share of people alone is of 2024, one that rests on money of 2023."""
    people = {"portion": 0.1, "principles": ["equal-per-capita"]}
    assert year_of(Budget(**STATED | people), limits) == 2024
    assert year_of(Budget(**STATED | people | {"price": 5}), limits) == 2024  # the portion is used, not the price
    assert year_of(Budget(**STATED, own=0.1), limits) == 2024
    assert year_of(Budget(**STATED, price=5), limits) == 2023
    assert year_of(Budget(**STATED, portion=0.1), limits) == 2023  # ability to pay is among the principles
    assert year_of(Budget(**STATED, price=5, year=2015), limits) == 2015


def test_a_country_without_gdp_can_still_share_by_people(limits):
    budget = Budget(quantity=1, country="KP", portion=0.1, principles=["equal-per-capita", "grandfathering"])
    check_budget(budget, limits)
    assert year_of(budget, limits) == 2024


def test_shares_in_percent_and_quantities_as_text_are_read():
    budget = made(one(), budget=STATED | {"quantity": "2e5", "own": "60 %", "portion": "2.5 %"}).budget
    assert (budget.quantity, budget.own, budget.portion) == (2e5, 0.6, 0.025)


@pytest.mark.parametrize("key", ["own", "portion"])
@pytest.mark.parametrize("share", [0, -0.1, 1.0001, "0 %", "120 %"])
def test_a_share_outside_0_to_1_is_refused(key, share, workshop):
    problem = refused(workshop, **{key: share})
    assert isinstance(problem, errors.OutOfRange)
    assert vars(problem) == {"where": f"budget.{key}", "found": str(share), "allowed": "0 < x ≤ 1"}


@pytest.mark.parametrize("key", ["quantity", "price"])
@pytest.mark.parametrize("number", [0, -5])
def test_nothing_made_and_nothing_paid_are_refused(key, number, workshop):
    problem = refused(workshop, **{key: number})
    assert isinstance(problem, errors.OutOfRange)
    assert vars(problem) == {"where": f"budget.{key}", "found": str(number), "allowed": "> 0"}


@pytest.mark.parametrize("number", [float("nan"), float("inf"), "many"])
def test_a_quantity_that_is_no_number_is_refused(number, workshop):
    problem = refused(workshop, quantity=number)
    assert isinstance(problem, errors.NotANumber) and problem.where == "budget.quantity"


def test_a_country_without_people_in_that_year_is_refused_with_the_years_there_are(workshop):
    problem = refused(workshop, year=2011, price=5)
    assert isinstance(problem, errors.NoPopulation)
    assert (problem.where, problem.country, problem.year) == ("budget.year", "FR", "2011")
    assert problem.allowed == ["2010", "2015", "2018", "2019", "2020", "2021", "2022", "2023", "2024"]


def test_a_country_without_gdp_in_that_year_is_refused_with_the_years_there_are(workshop):
    problem = refused(workshop, year=2024, price=5)
    assert isinstance(problem, errors.NoGdp)
    assert (problem.where, problem.country, problem.year) == ("budget.year", "FR", "2024")
    assert problem.allowed == ["2010", "2015", "2018", "2019", "2020", "2021", "2022", "2023"]
    assert refused(workshop, country="CU", year=2023, price=5).allowed == ["2010", "2015", "2018", "2019", "2020"]


def test_a_country_that_never_publishes_a_gdp_is_refused_without_a_year_to_take_instead(workshop):
    problem = refused(workshop, country="KP", price=5)
    assert isinstance(problem, errors.NoGdp) and (problem.year, problem.allowed) == ("2024", [])


@pytest.mark.parametrize("country", ["ZZ", WORLD, "EU27"])
def test_a_code_of_no_country_is_refused(country, workshop):
    """Neither the world nor a region of the electricity data has people of its own to share among."""
    problem = refused(workshop, country=country, own=0.1)
    assert isinstance(problem, errors.UnknownNation) and (problem.where, problem.found) == ("budget.country", country)


def test_a_code_in_small_letters_and_a_year_of_another_age_are_refused(workshop):
    assert vars(refused(workshop, country="fr")) == {"where": "budget.country", "found": "fr", "allowed": "A-Z 0-9 -"}
    assert refused(workshop, year=1899).where == "budget.year"


def test_an_edition_of_the_boundaries_is_no_set_of_capacities(workshop, limits):
    problem = refused(workshop, own=0.1, capacities=["sala-2020", "richardson-2023"])
    assert isinstance(problem, errors.NotACapacity)
    assert (problem.where, problem.found) == ("budget.capacities", "richardson-2023")
    assert problem.allowed == limits.capacity_set.index.tolist()


def test_an_unknown_set_is_refused_with_those_there_are(workshop, limits):
    problem = refused(workshop, own=0.1, capacities=["sala-2021"])
    assert type(problem) is errors.UnknownCapacity
    assert (problem.where, problem.found, problem.allowed) == ("budget.capacities", "sala-2021", limits.capacity_set.index.tolist())


def test_an_unknown_principle_is_refused_with_those_there_are(workshop, limits):
    problem = refused(workshop, own=0.1, principles=["own", "merit"])
    assert type(problem) is errors.UnknownPrinciple
    assert (problem.where, problem.found, problem.allowed) == ("budget.principles", "merit", limits.principle.index.tolist())


@pytest.mark.parametrize(
    ("principle", "keys"),
    [
        ("equal-per-capita", ["budget.price", "budget.portion"]),
        ("ability-to-pay", ["budget.price", "budget.portion"]),
        ("price", ["budget.price"]),
        ("own", ["budget.own"]),
    ],
)
def test_a_principle_named_without_its_number_is_refused(principle, keys, workshop):
    problem = refused(workshop, principles=["grandfathering", principle])
    assert isinstance(problem, errors.PrincipleLacks)
    assert vars(problem) == {"where": "budget.principles", "found": principle, "allowed": keys}


@pytest.mark.parametrize(("principle", "economy"), [("equal-per-capita", "FR"), ("ability-to-pay", "FR"), ("price", WORLD)])
def test_a_product_worth_more_than_the_economy_that_it_takes_a_share_of_is_refused(principle, economy, workshop, limits):
    gdp = limits.population.set_index(["country", "year"]).gdp[economy, 2023]
    problem = refused(workshop, quantity=10, price=gdp / 5, year=2023, principles=[principle])
    assert isinstance(problem, errors.MoreThanAll)
    assert vars(problem) == {"where": "budget.price", "found": pytest.approx(2 * gdp), "country": economy, "allowed": gdp}


def test_an_entered_portion_needs_no_economy_to_be_a_share_of(limits):
    gdp = limits.population.set_index(["country", "year"]).gdp["FR", 2023]
    entered = {"portion": 0.1, "principles": ["equal-per-capita", "price"]}
    check_budget(Budget(**STATED | entered, price=gdp / 500, year=2023), limits)  # twice the GDP of France, and of the world a part


@pytest.mark.parametrize("key", ["principles", "capacities"])
def test_an_empty_choice_is_refused(key, workshop):
    assert refused(workshop, own=0.1, **{key: []}).where == f"budget.{key}"


def test_a_key_that_no_budget_has_is_refused_with_those_it_has(workshop):
    problem = refused(workshop, sector="cars")
    assert isinstance(problem, errors.UnknownKey) and problem.where == "budget.sector" and "quantity" in problem.allowed


@pytest.mark.parametrize("key", STATED)
def test_a_budget_must_say_how_much_and_where(key, workshop):
    with pytest.raises(errors.KeyMissing) as found:
        made(one(), budget={name: value for name, value in STATED.items() if name != key})
    assert found.value.where == f"budget.{key}"


def test_a_need_that_is_no_dimension_of_the_social_foundation_is_refused(workshop, limits):
    need = {"need": "mobility-for-all", "statement": {"en": "x", "fr": "x"}, "checked_by": "x"}
    with pytest.raises(errors.UnknownNeed) as found:
        compare(made(one(), needs=[need]), workshop, draws=256)
    assert (found.value.where, found.value.allowed) == ("needs[0].need", limits.need.index.tolist())
