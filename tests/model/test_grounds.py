"""Facts in use are frozen whole, put back exactly, and compared by their numbers alone."""

import copy
import json

import pytest

from impact.model import reading
from impact.model.grounds import TABLES, changes, grounds, restored
from impact.scoring.compare import compare
from impact.store.catalogue import Catalogue
from tests.conftest import EXAMPLES


@pytest.fixture(scope="module", params=[path.stem for path in EXAMPLES if path.stem in ("bonnet", "frame", "bottle")])
def case(request, catalogue):
    path = next(path for path in EXAMPLES if path.stem == request.param)
    study = reading.load(path)
    facts = catalogue.facts(study.materials)
    comparison = compare(study, facts, draws=256)
    frozen = grounds(study, facts, comparison.cube, study.budget)
    return study, facts, comparison, json.loads(json.dumps(frozen, allow_nan=False))


def test_facts_put_back_give_the_same_digits(case):
    study, facts, comparison, frozen = case
    again = compare(study, restored(facts, frozen), draws=256)
    assert (again.cube.impact == comparison.cube.impact)[~(again.cube.impact != again.cube.impact)].all()
    assert again.totals.equals(comparison.totals)


@pytest.fixture(scope="module", params=[("free",), ("free", "attribution")], ids="+".join)
def narrower(request):
    return Catalogue(terms=request.param)


def test_facts_put_back_beside_those_of_fewer_terms_give_the_same_digits(case, narrower):
    """Some frozen factors lack a year, which all those of today may have."""
    study, facts, comparison, frozen = case
    held = restored(narrower.facts(study.materials), frozen)
    assert changes(frozen, held) == []
    if "attribution" in narrower.terms:  # else there is no electricity
        again = compare(study, held, draws=256)
        assert again.cube.impact.tobytes() == comparison.cube.impact.tobytes() and again.totals.equals(comparison.totals)


def test_a_yes_or_no_that_is_missing_is_not_no(case):
    _, facts, _, frozen = case
    other = copy.deepcopy(frozen)
    other["material"][0]["bio_based"] = None
    held = restored(facts, other).material.reset_index().set_index("id").bio_based
    assert held.isna().sum() == 1 and held.isna()[other["material"][0]["id"]]


def test_equal_facts_are_no_change(case):
    _, facts, _, frozen = case
    assert changes(frozen, facts) == []


def test_every_table_is_frozen_and_only_what_is_in_use(case):
    study, facts, _, frozen = case
    assert set(frozen) == set(TABLES)
    assert {row["material"] for row in frozen["factor"]} >= set(study.materials)
    assert {row["id"] for row in frozen["process"]} == {step.process for step in study.steps}
    assert len(frozen["activity"]) < len(facts.stages.activity) / 10


def test_a_number_that_moves_is_a_change_a_name_or_a_note_is_not(case):
    _, facts, _, frozen = case
    other = copy.deepcopy(frozen)
    other["factor"][0]["value"] *= 1.5
    other["factor"][1]["note_en"] = "another note"
    other["factor"][2]["dataset_name"] = "another name"
    [change] = changes(other, facts)
    assert change.table == "factor" and change.columns == ["value"] and change.about == other["factor"][0]["material"]


def test_a_row_that_is_gone_and_one_that_is_new_are_changes(case):
    _, facts, _, frozen = case
    other = copy.deepcopy(frozen)
    taken = other["property"].pop(0)
    other["property"].append(taken | {"property": "density-of-old"})
    found = {(each.key, bool(each.was), bool(each.now)) for each in changes(other, facts)}
    assert ((taken["property"],), False, True) in found and (("density-of-old",), True, False) in found


def test_facts_put_back_are_those_that_were_frozen(case):
    _, facts, _, frozen = case
    other = copy.deepcopy(frozen)
    other["factor"][0]["value"] *= 1.5
    assert changes(other, restored(facts, other)) == []
