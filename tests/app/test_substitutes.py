"""Substitutes on request: looked for, accepted, rejected and withdrawn, in both languages."""

import datetime

import pytest
from streamlit.testing.v1 import AppTest

from impact.model import change, reading
from impact.views.texts import texts
from tests.conftest import EXAMPLES

HOT = "explore_least_property:max_service_temperature"

#: The section as a page of its own, so that the test is about nothing else.
PAGE = """
from impact.views.ui import draft, editor, frame, substitutes

frame.header("explore.title", "explore.promise")
with frame.errors_shown():
    editor.open_study()
    draft.follow()
    substitutes.show()
"""


def page(language: str = "en", example: str = "bonnet-battery") -> AppTest:
    app = AppTest.from_string(PAGE, default_timeout=60)
    app.query_params["study"] = example
    app.session_state["first_language"] = language
    app.run()
    assert not app.exception, app.exception
    return app


def clean(text) -> str:
    return str(text).replace("\\", "")


def said(app: AppTest) -> str:
    return "\n".join(clean(each.value) for kind in ("markdown", "caption", "info", "success", "error") for each in app.get(kind))


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception, app.exception
    return app


def looked(language: str = "en", example: str = "bonnet-battery") -> AppTest:
    return press(page(language, example), "substitutes_look")


def chosen(app: AppTest, material: str, reason: str = "") -> AppTest:
    app.selectbox(key="substitutes_row").set_value(material).run()
    if reason:
        app.text_area(key="substitutes_reason").set_value(reason).run()
    return app


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_is_listed_before_it_is_asked_for(language, facts):
    app, words = page(language), texts(language)
    others = facts.material.id[facts.material.id != "steel-galvanised-sheet"]
    hot = facts.property[(facts.property.property == "max_service_temperature") & facts.property.material.isin(others)]
    count = {"left_out": int((hot["max"] < 120).sum()), "not_known": len(others) - len(hot)}
    assert not app.table and words("substitutes.no_record") in said(app)
    press(app, "substitutes_look")
    assert len(app.table) == 1 and len(app.table[0].value) == 20 and "237" in said(app)
    app.text_input(key=HOT).set_value("120 °C").run()
    assert not app.table and words("substitutes.changed") in said(app)
    press(app, "substitutes_look")
    listed = said(app)
    assert len(app.table) == 1 and not app.error
    assert all(words(f"substitutes.count.{name}", count=number) in listed for name, number in count.items())
    press(app, "substitutes_more")
    assert len(app.table[0].value) == 40


@pytest.mark.parametrize("language", ["en", "fr"])
def test_accepted_rejected_and_withdrawn(language):
    app, words = looked(language), texts(language)
    before = app.session_state.composed
    chosen(app, "magnesium-primary")
    assert len(app.table) == 2 and len(app.table[1].value) == 16  # nothing is asked: no table of constraints
    press(app, "substitutes_accepted")
    assert len(app.error) == 1 and app.session_state.composed == before  # no reason
    chosen(app, "magnesium-primary", "Half the mass.")
    press(app, "substitutes_accepted")
    study = app.session_state.composed
    assert not app.error and [each.id for each in study.alternatives][:2] == ["steel", "magnesium-primary"]
    assert study.alternatives[0] == before.alternatives[0] and study.alternatives[1].parts[0].processes is None
    assert words("substitutes.was_left_out", names="").split("{")[0].strip(" .") in said(app)
    chosen(app, "pp", "Too soft when hot.")
    app.text_input(key="substitutes_by").set_value("R&D").run()
    press(app, "substitutes_rejected")
    study = app.session_state.composed
    assert [(each.material, each.verdict, each.by) for each in study.considered] == [
        ("magnesium-primary", "accepted", None),
        ("pp", "rejected", "R&D"),
    ]
    assert study.considered[1].date == datetime.date.today() and study.considered[1].reason[language] == "Too soft when hot."
    assert "Too soft when hot. (R&D" in said(app) and len(study.alternatives) == len(before.alternatives) + 1
    assert app.text_area(key="substitutes_reason").value == ""
    app.selectbox(key="substitutes_order").set_value("mass").run()
    while "substitutes_more" in [each.key for each in app.button]:
        press(app, "substitutes_more")
    rows = [clean(name) for name in app.table[0].value.index]
    assert len(rows) == 237 and sum(words("substitutes.was.rejected") in name for name in rows) == 1  # marked, not hidden
    press(app, "substitutes_withdraw_1")
    press(app, "substitutes_withdraw_0")
    assert not app.session_state.composed.considered and words("substitutes.no_record") in said(app)
    assert len(app.session_state.composed.alternatives) == len(before.alternatives) + 1


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("example", [path.stem for path in EXAMPLES])
def test_every_example_can_be_asked(language, example):
    app = looked(language, example)
    assert not app.error and len(app.table) == 1


def test_a_given_mass_is_compared_only_once_it_is_said_what_the_part_does():
    app, words = looked("en", "bottle"), texts("en")
    assert app.session_state.composed.sizing is None and "no indicator is compared" in said(app)
    rows = app.table[0].value
    assert all("not known" in clean(row) for row in rows.iloc[:, 0])
    chosen(app, "aluminium-5754", "Lighter.")
    press(app, "substitutes_accepted")
    assert len(app.error) == 1 and "equal function" in app.error[0].value and not app.session_state.composed.considered
    app.selectbox(key="substitutes_rule").set_value("volume").run()
    assert words("substitutes.changed") in said(app)
    press(app, "substitutes_look")
    chosen(app, "aluminium-5754")
    press(app, "substitutes_accepted")
    study = app.session_state.composed
    copy = next(each for each in study.alternatives if each.id.startswith("aluminium-5754"))
    assert not app.error and study.considered[0].verdict == "accepted" and copy.parts[0].mass > 0


def test_no_fourteenth_alternative():
    app = page()
    study = app.session_state.composed
    for _ in range(13 - len(study.alternatives)):
        study = change.with_alternative(study, "pp")
    app.session_state.composed = app.session_state.draft = study
    app.run()
    press(app, "substitutes_look")
    chosen(app, "abs", "Another try.")
    press(app, "substitutes_accepted")
    assert len(app.error) == 1 and "13" in app.error[0].value and not app.session_state.composed.considered
    press(app, "substitutes_rejected")
    assert not app.error and len(app.session_state.composed.considered) == 1


def test_a_part_among_several_and_nothing_to_ask():
    app = page()
    parts = [{"material": "pp", "mass": 1.0}, {"material": "steel-s235jr", "mass": 2.0, "processes": [{"process": "sheet-stamping"}]}]
    words = {"en": "x", "fr": "x"}
    table = {"title": words, "question": words, "function": words, "baseline": "a", "alternatives": [{"id": "a", "parts": parts}]}
    app.session_state.composed = app.session_state.draft = reading.parse(table)
    app.run()
    app.selectbox(key="substitutes_part").set_value("a[1]").run()
    app.selectbox(key="substitutes_rule").set_value("volume").run()
    press(app, "substitutes_look")
    chosen(app, "aluminium-5754", "No rust.")
    press(app, "substitutes_accepted")
    copy = app.session_state.composed.alternatives[1]
    assert not app.error and [part.material for part in copy.parts] == ["pp", "aluminium-5754"] and "Aluminium" in copy.name["en"]
    app.session_state.composed = app.session_state.draft = reading.parse(table | {"alternatives": [{"id": "a"}]})
    app.run()
    assert not app.exception and texts("en")("substitutes.no_part") in said(app)
