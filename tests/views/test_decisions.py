"""A decision is told as it was recorded, and what no decision holds is told as not readable."""

import datetime
from types import SimpleNamespace

import pytest

from impact.model.decision import decided
from impact.views.decisions import TOLD, told
from impact.views.texts import languages, texts

BRIEF = SimpleNamespace(names={"alternative": {"a": "Steel", "b": "Flax"}})
MADE = {"made": "2026-11-28T12:00:00.000000+00:00"}


def said(row: dict, language: str = "en", brief=BRIEF) -> dict[str, str]:
    return dict(zip(TOLD, (text for _, text in told(row | MADE, brief, texts(language))), strict=True))


def test_a_record_is_told_as_it_was_made():
    record = decided(["a", "b"], "Lighter", "", "Price", datetime.date(2027, 6, 30), "Ana").model_dump(mode="json")
    assert list(said(record).values()) == ["Steel and Flax", "Lighter", "not said", "Price", "June 30, 2027", "Ana", "November 28, 2026"]
    assert said(record | {"choice": []})["choice"] == "left open"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", TOLD[:-1])
@pytest.mark.parametrize("value", [5, True, {"a": 1}, [5], [["a"]], 10**30])
def test_another_kind_is_not_readable(language, name, value):
    assert said({name: value}, language)[name] == texts(language)("decision.unreadable")


@pytest.mark.parametrize(("name", "value"), [("choice", "a"), ("review", "soon"), ("review", "2027-02-30"), ("review", "")])
def test_a_text_that_is_no_choice_and_no_date_is_not_readable(name, value):
    assert said({name: value})[name] == "not readable"


@pytest.mark.parametrize("value", [None, float("nan")])
def test_what_is_missing_is_not_said(value):
    assert set(said(dict.fromkeys(TOLD[:-1], value)).values()) == {"not said", "November 28, 2026"}
    assert said({"choice": ["a"]}, brief=SimpleNamespace(names={}))["choice"] == "a"
