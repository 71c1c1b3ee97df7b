"""The page Resources: every section of every example in every language; importer, year and raw material are choices."""

import pytest
from streamlit.testing.v1 import AppTest

from impact.views.texts import languages
from tests.conftest import EXAMPLES, ROOT

SECTIONS = ("matter", "supply", "circularity", "cost")


def page(language: str = "fr", section: str = "matter", example: str = "busbar") -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"], app.query_params["study"] = language, example
    app.run()
    app.switch_page("pages/resources.py").run()
    return app.segmented_control(key="at_resources").set_value(section).run()


def said(app: AppTest) -> str:
    kinds = ("markdown", "caption", "info")
    return "\n".join(str(each.value) for kind in kinds for each in app.get(kind)).replace("\\", "").replace("\u00a0", " ")


@pytest.mark.parametrize("example", [path.stem for path in EXAMPLES])
@pytest.mark.parametrize("language", languages())
def test_every_section_of_every_example(language, example):
    app = page(language, example=example)
    for section in SECTIONS:
        app.segmented_control(key="at_resources").set_value(section).run()
        assert not app.exception and not app.error, section
        assert not any(word in said(app).split() for word in ("nan", "inf", "None")), section


def test_copper_shows_who_makes_it_and_what_aluminium_changes():
    app = page("fr", "supply")
    assert "Chili (28 %), Pérou (12 %) et Chine (8 %)" in said(app) and app.get("plotly_chart")
    app.segmented_control(key="resilience_stage").set_value("processing").run()
    assert "Chine (38 %)" in said(app)
    app.selectbox(key="resilience_name").set_value("aluminium").run()
    app.segmented_control(key="resilience_stage").set_value("extraction").run()
    assert "86 % à 89 % viennent de l’extérieur" in said(app)


def test_importer_and_year_change_what_is_read():
    app = page("en", "supply")
    before = app.table[0].value
    app.selectbox(key="resilience_importer").set_value("JP").run()
    assert "supposed" in said(app) and not app.table[0].value.equals(before)
    app.selectbox(key="resilience_importer").set_value("EU27").run()
    app.selectbox(key="resilience_year").set_value(2018).run()
    assert "Governance of 2018" in said(app) and not app.table[0].value.equals(before) and not app.exception


def test_cost_takes_another_indicator():
    app = page("en", "cost", "bonnet")
    for indicator in ("ADPE", "WDP", "HTP-c"):
        app.selectbox(key="costs_indicator").set_value(indicator).run()
        assert not app.exception and not app.error
