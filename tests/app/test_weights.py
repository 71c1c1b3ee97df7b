"""The section of weights driven without a browser: preferences come and go, what contradicts is refused, what cannot be ranked is said."""

import pytest
from streamlit.testing.v1 import AppTest

from impact.views.texts import languages, texts
from tests.app.test_certainty import page, said


def add(app: AppTest, first: str, second: str) -> AppTest:
    app.selectbox(key="weights_first").set_value(first).run()
    app.selectbox(key="weights_second").set_value(second).run()
    return app.button(key="weights_add").click().run()


@pytest.mark.parametrize("language", languages())
def test_preferences_come_and_go(language):
    app = page(language, "weights", "busbar")
    words, before = texts(language), said(app)
    assert words("weights.none") in before and len(app.get("plotly_chart")) == 1 and "TOPSIS" in before
    add(app, "GWP-total", "ADPE")
    assert words("weights.none") not in said(app) and not app.error and len(app.get("plotly_chart")) == 1
    add(app, "GWP-total", "ADPE")
    assert app.session_state.preferences == [("GWP-total", "ADPE")]
    app.button(key="weights_remove_GWP-total_ADPE").click().run()
    assert said(app) == before


@pytest.mark.parametrize("language", languages())
def test_contradictory_preferences_are_one_sentence_and_nothing_is_computed(language):
    app = page(language, "weights", "busbar")
    for pair in (("GWP-total", "WDP"), ("WDP", "AP"), ("AP", "GWP-total")):
        add(app, *pair)
    assert len(app.error) == 1 and not app.exception and not app.get("plotly_chart") and not app.table
    assert texts(language)("weights.preferences") in app.error[0].value and "GWP" not in app.error[0].value
    app.button(key="weights_remove_WDP_AP").click().run()
    assert not app.error and len(app.get("plotly_chart")) == 1


def test_an_indicator_cannot_come_before_itself():
    app = page("en", "weights", "busbar")
    app.selectbox(key="weights_second").set_value("AP").run()
    app.selectbox(key="weights_first").set_value("AP").run()
    assert app.selectbox(key="weights_second").value != "AP" and not app.exception


def test_what_cannot_be_ranked_is_said_and_who_could_be_is_offered():
    app = page("en", "weights", "bottle")
    assert not app.get("plotly_chart") and "at least two indicators" in app.info[0].value
    app.button(key="weights_only").click().run()
    assert len(app.get("plotly_chart")) == 1 and app.multiselect(key="weights_of").value == ["glass", "glass-recycled", "tap"]
    app.multiselect(key="weights_of").set_value(["tap"]).run()
    assert not app.get("plotly_chart") and "two alternatives" in app.info[0].value and not app.exception
    app.multiselect(key="weights_of").set_value([]).run()
    assert not app.get("plotly_chart") and not app.exception


def test_who_is_ranked_follows_the_study_and_preferences_outlive_it():
    app = page("en", "weights", "busbar")
    add(app, "GWP-total", "ADPE")
    app.switch_page("pages/compare.py").run()
    app.selectbox(key="example").set_value("housing").run()
    app.switch_page("pages/certainty.py").run()
    assert not app.exception and app.session_state.preferences == [("GWP-total", "ADPE")]
    assert "without" in app.multiselect(key="weights_of").value


def test_the_single_score_is_not_there_until_it_is_asked_for():
    app = page("en", "weights", "busbar")
    assert "ISO 14044" not in "\n".join(each.value for each in app.warning) and "Pt" not in said(app)
