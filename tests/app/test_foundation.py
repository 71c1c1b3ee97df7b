"""The social foundation: declared, changed and removed by fields, in every language; nothing of it is computed."""

import pytest
from streamlit.testing.v1 import AppTest

from impact.model.study import Study
from impact.views.texts import languages, texts
from tests.app.test_pages import said, unescaped
from tests.app.test_study import held, press, put, well


def page():
    """The foundation alone, on a page of its own."""
    import streamlit as st

    from impact.views.ui import draft, editor, foundation, frame

    frame.start()

    def shown():
        frame.words()
        with frame.errors_shown():
            editor.open_study()
            draft.follow()
            foundation.show()

    st.navigation([st.Page(shown, title="x")]).run()


def foundation(language: str, study: str) -> AppTest:
    app = AppTest.from_function(page, default_timeout=30)
    app.query_params["lang"], app.query_params["study"] = language, study
    app.session_state.needs = True  # the drawer of the fields is open
    return well(app.run())


def declare(app: AppTest, need: str | None, statement: str, checked_by: str) -> AppTest:
    """Fill the form, and hand it in."""
    app.selectbox(key="study_need_need").set_value(need)
    app.text_input(key="study_need_statement").set_value(statement)
    app.text_input(key="study_need_checked_by").set_value(checked_by)
    app.button[-1].click().run()
    return well(app)


def needs(app: AppTest) -> list[tuple]:
    return [(each.need, each.statement, each.checked_by) for each in held(app).needs]


@pytest.mark.parametrize("language", languages())
def test_what_is_declared_is_shown_with_who_checks_it(language):
    app, words = foundation(language, "wall"), texts(language)
    study: Study = held(app)
    (each,) = study.needs
    table = app.table[0].value
    assert unescaped(table.iloc[0, 0]) == words.of(each.statement) and unescaped(table.iloc[0, 1]) == unescaped(each.checked_by)
    name = {"en": "Housing", "fr": "Logement"}[language]
    assert table.index[0] == name
    text = unescaped(said(app))
    assert unescaped(words("study.need.promise")) in text
    (undeclared,) = [line for line in text.splitlines() if line.startswith(words("study.need.undeclared", needs="").split(":")[0].strip())]
    assert name.lower() not in undeclared and {"en": "water", "fr": "eau"}[language] in undeclared


@pytest.mark.parametrize("language", languages())
def test_a_study_that_declares_none_says_that_this_is_no_finding(language):
    app = foundation(language, "bonnet")
    assert app.info[0].value == texts(language)("study.need.none") and not app.table


@pytest.mark.parametrize("language", languages())
def test_a_need_is_declared_changed_and_removed(language):
    app = declare(foundation(language, "bonnet"), "networks", " Brings people together. ", "R&D")
    assert needs(app) == [("networks", dict.fromkeys(languages(), "Brings people together."), "R&D")] and not app.error
    assert app.text_input(key="study_need_statement").value == "" and app.selectbox(key="study_need_need").value is None
    put(app, "needs_0_need", "income-work")
    put(app, f"needs_0_statement_{language}", "X-2")
    put(app, f"needs_0_checked_by_{language}", "Y-3")
    ((need, statement, checked_by),) = needs(app)
    assert (need, statement[language], checked_by) == ("income-work", "X-2", "Y-3")
    assert next(text for code, text in statement.items() if code != language) == "Brings people together."
    press(app, "needs_0_remove")
    assert needs(app) == []


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("given", [(None, "X-1", "Y-1"), ("water", "  ", "Y-1"), ("water", "X-1", "")])
def test_a_need_is_whole_or_not_declared(language, given):
    app = declare(foundation(language, "bonnet"), *given)
    missing = ("need", "statement", "checked_by")[[bool(each and each.strip()) for each in given].index(False)]
    assert texts(language)(f"study.need.{missing}") in unescaped(app.error[0].value) and needs(app) == []


def test_an_emptied_field_is_refused_and_the_study_stays():
    app = foundation("en", "bottle")
    before = needs(app)
    put(app, "needs_0_checked_by_en", "")
    assert texts("en")("study.need.checked_by") in app.error[0].value and needs(app) == before
