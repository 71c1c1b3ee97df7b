"""What moved between a frozen result and that of today: the steps add up exactly, and each has its cause."""

import copy
import json

import pytest

from impact.model import reading
from impact.model.grounds import grounds, restored
from impact.scoring.compare import compare
from impact.scoring.difference import explain
from tests.conftest import EXAMPLES

N, SEED = 256, 2024


@pytest.fixture(scope="module")
def case(catalogue):
    study = reading.load(next(path for path in EXAMPLES if path.stem == "bonnet"))
    facts = catalogue.facts(study.materials)
    comparison = compare(study, facts, N, SEED)
    return study, facts, comparison, json.loads(json.dumps(grounds(study, facts, comparison.cube, study.budget)))


def as_it_was(case, *moves):
    """Frozen facts that differ from those of today, and the totals that they gave."""
    study, facts, _, frozen = case
    other = copy.deepcopy(frozen)
    for table, holds, column, by in moves:
        for row in other[table]:
            if all(row[name] == value for name, value in holds.items()):
                row[column] *= by
    return other, compare(study, restored(facts, other), N, SEED).totals


STEEL = ("factor", {"material": "steel-galvanised-sheet", "indicator": "GWP-total"}, "value", 1.25)
WEIGHT = ("property", {"material": "aluminium-5754", "property": "density"}, "max", 1.1)
CAPACITY = ("capacity", {"indicator": "GWP-total"}, "value", 2.0)


def test_nothing_moved_is_no_step(case):
    study, facts, comparison, frozen = case
    found = explain(study, facts, frozen, comparison.totals, N, SEED)
    assert found.same and found.steps == []


def test_steps_lead_from_the_frozen_result_to_that_of_today(case):
    study, facts, comparison, _ = case
    frozen, totals = as_it_was(case, STEEL, WEIGHT)
    found = explain(study, facts, frozen, totals, N, SEED)
    assert [(step.table, step.about) for step in found.steps] == [
        ("factor", "steel-galvanised-sheet"),
        ("property", "aluminium-5754"),
    ]
    assert found.steps[0].totals.before.equals(found.totals.frozen)
    assert found.steps[0].totals.after.equals(found.steps[1].totals.before)
    assert found.steps[-1].totals.after.equals(found.totals.now)
    now = comparison.totals.set_index(["alternative", "indicator"])["median"]
    assert found.totals.now.reindex(now.index).equals(now) and not found.same


def test_a_factor_moves_who_uses_it_and_nobody_else(case):
    study, facts, *_ = case
    frozen, totals = as_it_was(case, STEEL)
    [step] = explain(study, facts, frozen, totals, N, SEED).steps
    moved = step.totals[step.totals.before != step.totals.after].dropna().index
    assert set(moved) == {("steel", "GWP-total")}


def test_capacities_move_no_result(case):
    study, facts, *_ = case
    frozen, totals = as_it_was(case, CAPACITY)
    found = explain(study, facts, frozen, totals, N, SEED)
    assert found.same and {step.table for step in found.steps} == {"capacity"}


def test_what_no_fact_explains_is_the_method(case):
    study, facts, comparison, frozen = case
    totals = comparison.totals.assign(median=comparison.totals["median"] * 1.01)
    [step] = explain(study, facts, frozen, totals, N, SEED).steps
    assert step.table == "" and step.changes == ()


def test_a_material_that_terms_switch_off_stays_as_it_was_frozen(case):
    from impact.store.catalogue import Catalogue

    study, _, comparison, frozen = case
    facts = Catalogue(terms=("free", "attribution")).facts(study.materials)
    found = explain(study, facts, frozen, comparison.totals, N, SEED)
    assert any(step.kept for step in found.steps) and found.totals.now.notna().any()
