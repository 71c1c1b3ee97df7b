"""Costs by hand in the workshop: matter with what is lost, entered costs, currencies, and what is missing."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from impact.model import reading
from impact.scoring.compare import compare
from impact.scoring.costs import costs
from tests.conftest import EXAMPLES, WORDS, made, one

EUROS = {"currency": "EUR", "year": 2024, "per_usd": 0.5}


@pytest.fixture(scope="module")
def shop(workshop):
    """The workshop with prices: 2 to 4 USD/kg of metal, 5 of its recycled form, none of plastic."""
    rows = [("metal", 2.0, 4.0), ("metal-recycled", 5.0, 5.0), ("glue", 1.0, 1.0)]
    prices = pd.DataFrame(rows, columns=["material", "min", "max"])
    return dataclasses.replace(workshop, property=prices.assign(property="price", unit="USD/kg", source="book", locator="p", quality="x"))


def sheets(study, facts) -> dict:
    return {each.alternative: each for each in costs(compare(study, facts, draws=256))}


def entered(stage="use", low=3.0, high=3.0) -> dict:
    return {"stage": stage, "statement": WORDS, "low": low, "high": high}


def test_matter_is_paid_with_what_is_lost(shop):
    """2 kg pressed at a yield of 50 %: 4 kg are bought, at 2 to 4 USD/kg."""
    sheet = sheets(made(one(mass=2.0, part={"processes": [{"process": "press"}]})), shop)["a"]
    assert sheet.currency == "USD" and [each.stage for each in sheet.items] == ["material"]
    low, median, high = sheet.total.interval
    assert median == pytest.approx(12, rel=1e-2) and 8 < low < 8.5 and 15.5 < high < 16
    assert sheet.total.status == "known" and sheet.total.origins == ("facts",)


def test_the_way_of_sharing_recycling_changes_no_cost(shop):
    def total(allocation):
        study = made(one(part={"recycled_content": 0.5, "end_of_life": "usual"}), allocation=allocation)
        return sheets(study, shop)["a"].total.draws

    for other in ("substitution", "footprint-formula"):
        np.testing.assert_array_equal(total("cut-off"), total(other))


def test_matter_costs_the_price_of_its_part_whatever_its_content(shop):
    one_, other = (sheets(made(one(part={"recycled_content": share})), shop)["a"].total for share in (0.0, 1.0))
    np.testing.assert_allclose(one_.draws, other.draws)


def test_pieces_functions_and_replacements(shop):
    """Three pieces of 2 kg, replaced once, for ten functions: 1.2 kg."""
    part = {"quantity": 3, "life": "5 year", "price": {"low": 10.0, "high": 10.0}}
    sheet = sheets(made(one(part=part, serves=10.0), service_life=10, costs=EUROS), shop)["a"]
    assert sheet.total.interval == pytest.approx((12, 12, 12)) and sheet.total.origins == ("entered",)


def test_prices_of_the_facts_are_converted_and_entered_ones_are_not(shop):
    alternatives = one("a", "glue"), one("b", "glue", part={"price": {"low": 1.0, "high": 1.0}})
    found = sheets(made(*alternatives, costs=EUROS), shop)
    assert found["a"].currency == "EUR"
    assert found["a"].total.interval[1] == pytest.approx(1.0) and found["b"].total.interval[1] == pytest.approx(2.0)


def test_a_material_without_a_price_makes_a_lower_bound(shop):
    parts = [{"material": "glue", "mass": 2.0}, {"material": "plastic", "mass": 1.0}]
    sheet = sheets(made({"id": "a", "parts": parts}), shop)["a"]
    assert sheet.total.status == "partial" and sheet.total.lacking == ("plastic",) and sheet.total.interval[1] == pytest.approx(2)
    alone = sheets(made(one(material="plastic")), shop)["a"]
    assert alone.total.status == "missing" and alone.total.draws is None and np.isnan(alone.total.interval).all()


def test_entered_costs_are_added_and_never_divided(shop):
    sheet = sheets(made(one(material="glue", serves=2.0, costs=[entered(), entered("transport", 0, 0)]), costs=EUROS), shop)["a"]
    assert [each.stage for each in sheet.items] == ["material", "use", "transport"]
    assert sheet.total.interval[1] == pytest.approx(0.5 + 3) and set(sheet.total.origins) == {"facts", "entered"}
    assert sheet.total.status == "known"


def test_a_stage_that_another_alternative_enters_is_missing(shop):
    found = sheets(made(one("a", "glue", costs=[entered()]), one("b", "glue"), {"id": "none"}, costs=EUROS), shop)
    assert [(each.stage, each.status) for each in found["b"].items] == [("material", "known"), ("use", "missing")]
    assert found["b"].total.status == "partial" and found["a"].total.status == "known"
    assert found["none"].items == [] and found["none"].total.status == "known" and found["none"].total.interval == (0, 0, 0)


def test_a_reused_part_has_no_price_but_one_that_is_entered(shop):
    free, paid = {"origin": "reused"}, {"origin": "reused", "price": {"low": 1.0, "high": 1.0}}
    found = sheets(made(one("a", part=free), one("b", part=paid), costs=EUROS), shop)
    assert found["a"].total.status == "missing" and found["a"].total.lacking == ("metal",)
    assert found["b"].total.status == "known" and found["b"].total.interval[1] == pytest.approx(2)


def test_consumables_of_the_use_are_paid(shop):
    use = {"use": {"consumables": [{"material": "glue", "per_year": 0.5}]}}
    found = sheets(made(one("a", "glue", **use), {"id": "none"} | use, service_life=10), shop)
    assert found["a"].total.interval[1] == pytest.approx(2 + 5) and found["none"].total.interval[1] == pytest.approx(5)


def test_equal_prices_are_one_draw(shop):
    """Twice the mass costs twice as much in every draw, at indicative prices and at entered ones."""
    for part in ({}, {"price": {"low": 1.0, "high": 9.0}}):
        found = sheets(made(one("a", mass=1.0, part=part), one("b", mass=2.0, part=part), costs=EUROS), shop)
        np.testing.assert_allclose(found["b"].total.draws, 2 * found["a"].total.draws)
        assert np.ptp(found["a"].total.draws) > 0


def test_what_cannot_be_sized_has_no_cost(shop):
    sizing = {"reference": "a", "mass": 1.0, "constraints": [{"function": "panel-stiffness"}]}
    study = made(*({"id": name, "parts": [{"material": material}]} for name, material in (("a", "metal"), ("b", "glue"))), sizing=sizing)
    assert [each.total.status for each in sheets(study, shop).values()] == ["missing", "missing"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_cost_is_invented_in_the_examples(path, catalogue):
    study = reading.load(path)
    facts = catalogue.facts(study.materials)
    priced = set(facts.property.material[facts.property.property == "price"])
    for sheet in sheets(study, facts).values():
        named = {part.material for part in study.alternative(sheet.alternative).parts if part.origin == "new"}
        assert not set(sheet.total.lacking) & priced & named
        if named and not named & priced:
            assert sheet.total.status == "missing"
