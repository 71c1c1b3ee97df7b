"""The page Certainty: what drives and what to measure first, chosen by a reader; spreads supposed, refused and taken back."""

import pytest
from streamlit.testing.v1 import AppTest

from impact.views.drivers import WAYS
from impact.views.texts import languages, texts
from tests.app.test_certainty import page, said

FLAX = ("flax-epoxy", "GWP-total")


def choose(app: AppTest, **choices: str) -> AppTest:
    for name, value in choices.items():
        app.selectbox(key=f"drivers_{name}").set_value(value).run()
        assert not app.exception and not app.error
    return app


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_group(way):
    app = page("en", "drivers")
    app.segmented_control(key="drivers_way").set_value(way).run()
    assert not app.exception and len(app.get("plotly_chart")) == 1
    assert {"fact": "What is uncertain", "kind": "By kind", "stage": "By stage", "part": "By part"}[way] in said(app)


def test_a_settled_pair_one_result_alone_and_doing_without():
    app = choose(page("en", "drivers"), b="flax-fibre")
    assert "settled as it stands" in said(app)
    app = choose(app, b="")
    assert "settle" not in " ".join(header.value for header in app.header) and "variance of its logarithm" in said(app)
    app = choose(page("en", "drivers", "bottle"), a="pet", b="tap")
    assert "variance of their difference" in said(app)
    assert "Nothing that is uncertain" in said(choose(app, a="tap", b=""))


def test_the_pair_stays_when_another_indicator_is_chosen():
    app = choose(page("en", "drivers"), b="aluminium", indicator="AP")
    assert app.selectbox(key="drivers_b").value == "aluminium"
    assert "a bound only" in said(app) and "only what is known" in said(app) and app.get("plotly_chart")
    assert "No data on" in said(choose(app, indicator="IRP")) and not app.get("plotly_chart")


def test_what_counts_as_settled_is_the_threshold_of_the_pairs():
    app = page("en")
    app.text_input(key="pairs_threshold").set_value("0.7").run()
    app.segmented_control(key="at_certainty").set_value("drivers").run()
    choose(app, a="steel", b="carbon-fibre")
    assert "settled as it stands" in said(app) and "at 0.7 and above" in said(app)


def supposing(app: AppTest, **texts_: str) -> AppTest:
    for name, text in texts_.items():
        app.text_input(key=f"study_spread_{name}").input(text)
    next(button for button in app.button if button.key is None or "FormSubmitter:study_spread-" in button.key).click().run()
    assert not app.exception
    return app


def supposed(app: AppTest) -> list[tuple]:
    return [(each.fact, each.number, each.spread, each.low) for each in app.session_state.composed.hypotheses if each.fact]


@pytest.mark.parametrize("language", languages())
def test_a_spread_is_supposed_refused_and_taken_back(language):
    app, words = page(language, "spreads"), texts(language)
    app.session_state["study_spread_open"] = True
    app.run()
    app.selectbox(key="study_spread_fact").set_value(FLAX).run()
    supposing(app, spread="0,9", statement="Weighed", owner="Lab", source="Test", review="2030-01-01")
    assert len(app.error) == 1 and "0,9" in app.error[0].value and supposed(app) == []
    supposing(app, spread="1,3", statement="")
    assert len(app.error) == 1 and words("study.hypothesis.statement") in app.error[0].value.replace("\\", "") and supposed(app) == []
    supposing(app, statement="Weighed")
    assert not app.error and supposed(app) == [(*FLAX, 1.3, None)] and "Weighed" in said(app)
    assert any("Lab" in str(cell) for cell in app.table[0].value.to_numpy().ravel())
    next(button for button in app.button if str(button.key).endswith("_remove")).click().run()
    assert not app.exception and supposed(app) == []


def test_bounds_of_a_property_are_supposed_and_an_empty_range_is_refused():
    app = page("en", "spreads")
    app.session_state["study_spread_open"] = True
    app.run()
    app.selectbox(key="study_spread_fact").set_value(("flax-epoxy", "youngs_modulus")).run()
    supposing(app, low="40", high="25", statement="Weighed", owner="Lab", source="Test", review="2030-01-01")
    assert len(app.error) == 1 and "empty" in app.error[0].value and supposed(app) == []
    supposing(app, low="30", high="34")
    assert not app.error and supposed(app) == [("flax-epoxy", "youngs_modulus", None, 30)]
