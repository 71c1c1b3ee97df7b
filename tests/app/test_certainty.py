"""The page Certainty: every section of every example in every language; what is refused is one sentence."""

import pytest
from streamlit.testing.v1 import AppTest

from impact.views.texts import languages
from tests.conftest import EXAMPLES, ROOT

SECTIONS = ("pairs", "drivers", "weights", "choices", "spreads")


def page(language: str = "fr", section: str = "pairs", example: str = "bonnet") -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"], app.query_params["study"] = language, example
    app.run()
    app.switch_page("pages/certainty.py").run()
    return app.segmented_control(key="at_certainty").set_value(section).run()


def said(app: AppTest) -> str:
    kinds = ("markdown", "caption", "info")
    return "\n".join(str(each.value) for kind in kinds for each in app.get(kind)).replace("\\", "")


@pytest.mark.parametrize("example", [path.stem for path in EXAMPLES])
@pytest.mark.parametrize("language", languages())
def test_every_section_of_every_example(language, example):
    app = page(language, example=example)
    for section in SECTIONS:
        app.segmented_control(key="at_certainty").set_value(section).run()
        assert not app.exception and not app.error, section
        assert not any(word in said(app).split() for word in ("nan", "inf", "None")), section


def test_the_page_names_the_first_fact_to_measure():
    """Steel beside carbon fibre on climate is open: the factor of the carbon laminate would settle it most often."""
    assert "First to measure: CFRP" in said(page("en", "drivers"))
    assert "À mesurer en premier : PRFC" in said(page("fr", "drivers")).replace("\u00a0", " ")


def test_the_threshold_takes_a_comma_and_refuses_what_tells_nothing_apart():
    app = page("fr")
    before = said(app)
    app.text_input(key="pairs_threshold").set_value("0,7").run()
    assert not app.error and said(app) != before
    for wrong in ("0,4", "1", "beaucoup", "120 %"):
        app.text_input(key="pairs_threshold").set_value(wrong).run()
        assert len(app.error) == 1 and not app.exception and not app.get("plotly_chart"), wrong
    app.text_input(key="pairs_threshold").set_value("95 %").run()
    assert not app.error and said(app) == before


@pytest.mark.parametrize("indicator", ["GWP-total", "ODP", "WDP", "HTP-c"])
def test_pairs_with_and_without_a_ratio(indicator):
    app = page("en", example="bottle")
    app.selectbox(key="pairs_indicator").set_value(indicator).run()
    for a, b in (("tap", "pet"), ("pet", "tap"), ("glass", "pet")):
        app.selectbox(key="pairs_a").set_value(a).run()
        app.selectbox(key="pairs_b").set_value(b).run()
        assert not app.exception and not app.error
        assert app.selectbox(key="pairs_a").value == a and app.selectbox(key="pairs_b").value == b


def test_a_threshold_typed_as_a_share_or_in_percent_is_one_threshold():
    app = page("fr")
    shown = []
    for typed in ("0,9", "90 %", "90\u00a0%"):
        app.text_input(key="pairs_threshold").set_value(typed).run()
        assert not app.error and not app.exception
        shown.append(said(app))
    assert len(set(shown)) == 1 and "90" in shown[0]
