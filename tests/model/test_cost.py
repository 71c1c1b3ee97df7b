"""Costs of a study: what may be entered, kept in its file, and every refusal with its sentence."""

import pytest

from impact import errors
from impact.model import change, checking, reading, writing
from impact.views.texts import languages, texts
from tests.conftest import WORDS, made, one

EUROS = {"currency": "EUR", "year": 2024, "per_usd": 0.92}
PAID = {"stage": "use", "statement": WORDS, "low": 1.0, "high": 2.0}


def refused(problem: type[errors.SeuilError], make) -> errors.SeuilError:
    with pytest.raises(problem) as found:
        make()
    for language in languages():
        said = texts(language).error(found.value)
        assert not set("{}") & set(said) and all(each in said for each in vars(found.value).values() if isinstance(each, str))
    return found.value


@pytest.mark.parametrize(
    ("costs", "problem", "key"),
    [
        ({"currency": "eur"}, errors.NoCurrency, ".currency"),
        ({"currency": "EURO"}, errors.NoCurrency, ".currency"),
        ({"currency": "ÉUR"}, errors.NoCurrency, ".currency"),
        ({"per_usd": None}, errors.RateNeeded, ".per_usd"),
        ({"per_usd": 0}, errors.OutOfRange, ".per_usd"),
        ({"currency": "USD"}, errors.OutOfRange, ".per_usd"),
        ({"year": 1900}, errors.OutOfRange, ".year"),
        ({"year": None}, errors.KeyMissing, ".year"),
        ({"rate": 2.0}, errors.UnknownKey, ".rate"),
    ],
)
def test_money_that_is_not_said(costs, problem, key):
    given = {name: value for name, value in (EUROS | costs).items() if value is not None}
    assert refused(problem, lambda: made(one(), costs=given)).where == f"costs{key}"


def test_dollars_need_no_rate():
    assert made(one(), costs={"currency": "USD", "year": 2024}).costs.rate == 1
    assert made(one(), costs=EUROS).costs.rate == 0.92


@pytest.mark.parametrize("held", [{"costs": [PAID | {"low": 3.0}]}, {"part": {"price": {"low": 3.0, "high": 2.0}}}])
def test_the_lower_end_is_not_above_the_upper(held):
    assert refused(errors.LowAboveHigh, lambda: made(one(**held), costs=EUROS)).where.endswith(".low")


def test_equal_ends_and_nothing_are_amounts():
    study = made(one(costs=[PAID | {"low": 0, "high": 0}], part={"price": {"low": 2, "high": 2}}), costs=EUROS)
    assert study.alternatives[0].costs[0].high == 0 and study.alternatives[0].parts[0].price.low == 2


@pytest.mark.parametrize("cost", [{"low": -1.0}, {"stage": "material"}, {"statement": {}}, {"price": 3.0}])
def test_costs_that_cannot_be(cost):
    with pytest.raises(errors.SeuilError) as found:
        made(one(costs=[PAID | cost]), costs=EUROS)
    assert found.value.where == f"alternatives[0].costs[0].{next(iter(cost))}"


def test_an_unknown_key_of_a_cost_names_the_keys_of_a_cost():
    with pytest.raises(errors.UnknownKey) as found:
        made(one(costs=[PAID | {"price": 3.0}]), costs=EUROS)
    assert set(found.value.allowed) == set(PAID)


@pytest.mark.parametrize(
    ("held", "where"),
    [({"costs": [PAID]}, "alternatives[0].costs"), ({"part": {"price": {"low": 1.0, "high": 2.0}}}, "alternatives[0].parts[0].price")],
)
def test_money_without_a_currency(held, where, facts):
    study = made(one(material="steel-s235jr", **held))
    assert refused(errors.CurrencyNeeded, lambda: checking.check(study, facts)).where == where
    checking.check(change.changed(study, ("costs",), EUROS), facts)


def test_the_file_keeps_everything():
    held = {"circularity": {"recyclable": 0.9, "repairability": 7.5, "life_average": 8.0, "source": WORDS}}
    study = made(one(costs=[PAID], part={"price": {"low": 1.0, "high": 2.5}}, **held), costs=EUROS | {"source": WORDS})
    again = reading.loads(writing.dumps(study, WORDS).encode())
    assert again == study and again.costs.year == 2024 and again.alternatives[0].costs[0].stage == "use"
    assert again.alternatives[0].circularity.repairability == 7.5 and again.alternatives[0].parts[0].price.high == 2.5
