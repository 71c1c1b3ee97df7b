"""What moved, in words: every kind of change, in every language; and the register of every example."""

import copy
import datetime
import json

import pytest

from impact.model import reading
from impact.model.grounds import grounds, restored
from impact.scoring.compare import compare
from impact.scoring.difference import explain
from impact.views import register
from impact.views.briefing import brief
from impact.views.difference import Differences
from impact.views.names import Labels
from impact.views.texts import languages, texts
from tests.conftest import EXAMPLES


@pytest.fixture(scope="module")
def case(catalogue):
    study = reading.load(next(path for path in EXAMPLES if path.stem == "busbar"))
    facts = catalogue.facts(study.materials)
    comparison = compare(study, facts, 256)
    return study, facts, comparison, json.loads(json.dumps(grounds(study, facts, comparison.cube)))


def as_it_was(case, language, change):
    """What is told where the facts were others than today."""
    study, facts, comparison, frozen = case
    other = copy.deepcopy(frozen)
    change(other)
    was = compare(study, restored(facts, other), 256)
    words = texts(language)
    return Differences(explain(study, facts, other, was.totals, 256, 2024), brief(comparison, None, words), Labels(facts, words))


def halved(frozen):
    for row in frozen["factor"]:
        if row["material"] == "copper-primary" and row["indicator"] == "GWP-total":
            row["value"] /= 2


def gone(frozen):
    """A property that was known then, and one that was not."""
    row = next(row for row in frozen["property"] if row["material"] == "copper-primary" and row["property"] != "density")
    frozen["property"].append(row | {"property": "old-property"})
    frozen["property"] = [each for each in frozen["property"] if each is not row or each["property"] == "electrical_resistivity"]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("change", [halved, gone])
def test_every_kind_of_change_is_told(case, language, change):
    found = as_it_was(case, language, change)
    said, table = found.said(), found.table("GWP-total")
    assert said and len(table) == len(found.found.steps) + 1 and not table.isna().any().any()
    text = table.to_string()
    assert "{" not in text and "None" not in text
    if change is halved:
        copper = table.columns[2]
        assert not found.figures().empty and table[copper].iloc[0].startswith("+")


def test_what_cannot_be_put_in_stays_and_is_told(case):
    """A material that has left the catalogue: the study is still computed, with its facts as they were."""
    import dataclasses

    study, facts, comparison, frozen = case
    name = "copper-primary"
    left = dataclasses.replace(
        facts,
        material=facts.material[facts.material.id != name],
        factor=facts.factor[facts.factor.material != name],
        property=facts.property[facts.property.material != name],
    )
    found = explain(study, left, frozen, comparison.totals, 256, 2024)
    assert any(step.kept and step.about == name for step in found.steps)
    told = Differences(found, brief(comparison, None, texts("fr")), Labels(left, texts("fr")))
    assert texts("fr")("difference.kept") in told.table("GWP-total").to_string()


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_every_hypothesis_of_every_example_moves_is_told(path, language, catalogue):
    study = reading.load(path)
    facts, words = catalogue.facts(study.materials), texts(language)
    rows = register.held({"x": study})
    assert len(register.table(rows, datetime.date(2028, 1, 1), words)) == len(study.hypotheses)
    for each in rows:
        said = register.moved(each, facts, "GWP-total", Labels(facts, words))
        assert said and not any("nan" in text for text in said)
    assert [each.hypothesis.review for each in rows] == sorted(each.review for each in study.hypotheses)
    assert len(register.overdue(study, datetime.date(2100, 1, 1), words)) == len(study.hypotheses)
