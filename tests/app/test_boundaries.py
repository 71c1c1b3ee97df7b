"""The page Boundaries: its sections in both languages, its choices, and what it refuses."""

import pytest
from streamlit.testing.v1 import AppTest

from impact.views.texts import languages, texts
from tests.app.test_pages import opened, said, unescaped

PAGE = "pages/boundaries.py"
#: Words of the page in the other language.
OTHER = {"en": ["Au-delà", "contesté", "parts", "Égalité"], "fr": ["Beyond", "contested", "shares over", "Equal per"]}


def section(language: str, name: str, **parameters: str) -> AppTest:
    app = opened(language, PAGE, **parameters)
    app.get("button_group")[0].set_value(name).run()
    assert not app.exception, app.exception
    return app


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", ["share", "person", "planet", "method"])
def test_every_section_of_the_bonnet(language, name):
    app = section(language, name, study="bonnet")
    text = said(app)
    assert not app.error and texts(language)("limits.title") in text
    assert not any(word in text for word in OTHER[language])
    assert len(app.get("plotly_chart")) == {"share": 2, "person": 1, "planet": 1, "method": 0}[name]


@pytest.mark.parametrize("language", languages())
def test_a_study_without_a_budget_asks_for_one(language):
    app = opened(language, PAGE, study="wall")
    words = texts(language)
    assert words("limits.begin") in said(app) and not app.get("plotly_chart")
    app.text_input(key="study_new_budget_quantity").input("5000").run()
    assert not app.exception and app.text_input(key="study_budget_quantity").value == "5000"
    assert app.get("plotly_chart")  # the share of the predecessor needs no price


@pytest.mark.parametrize(
    ("key", "typed", "error"),
    [
        ("study_budget_quantity", "0", "OutOfRange"),
        ("study_budget_price", "-3", "OutOfRange"),
        ("study_budget_quantity", "many", "NotANumber"),
    ],
)
def test_what_is_refused_is_said_and_nothing_is_lost(key, typed, error):
    app = opened("fr", PAGE, study="bonnet")
    app.text_input(key=key).input(typed).run()
    sentence = texts("fr").entries[f"error.{error}"].split("{found}")[0].replace("{where}", "")[:4]
    assert len(app.error) == 1 and sentence.strip() in app.error[0].value and typed in unescaped(app.error[0].value)
    assert len(app.get("plotly_chart")) == 2  # the study stays as it was


def test_a_year_without_an_economy_is_refused_with_the_years_at_hand():
    app = opened("en", PAGE, study="bonnet")
    app.selectbox(key="study_budget_year").select(2024).run()
    assert "gross domestic product" in app.error[0].value and "2023" in app.error[0].value


def test_one_ratio_is_told_by_hand_as_the_map_has_it():
    """280 kg x 100 000 over the share and the capacity, as the cell of the matrix says."""
    app = opened("en", PAGE, study="bonnet")
    text = unescaped(said(app))
    assert "68,372,286 ÷ 8,064,057,930" in text
    assert "= 58.82 shares" in text.replace("\xa0", " ")


def test_the_page_keeps_the_budget_for_the_file():
    app = opened("en", PAGE, study="bonnet")
    app.text_input(key="study_budget_price").input("300").run()
    assert app.session_state.composed.budget.price == 300
