"""The page Boundaries: its sections in both languages, its choices, and what it refuses."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from impact.views.texts import languages, texts
from tests.app.test_pages import opened, said, unescaped
from tests.views.test_claims import claimed

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
    """289 kg x 100 000 over the share and the capacity, as the cell of the matrix says."""
    app = opened("en", PAGE, study="bonnet")
    text = unescaped(said(app))
    assert "68,372,286 ÷ 8,064,057,930" in text
    assert "= 60.62 shares" in text.replace("\xa0", " ")


def test_the_page_keeps_the_budget_for_the_file():
    app = opened("en", PAGE, study="bonnet")
    app.text_input(key="study_budget_price").input("300").run()
    assert app.session_state.composed.budget.price == 300


#: What is closed on the page, by section: nothing of it may go unread.
DRAWERS = {
    "share": ("rules", "limits_gate", "twin_boundaries", "shares", "claim_wheel", "needs"),
    "person": ("twin_days", "world"),
    "planet": ("twin_planet-phc-2025", "planet_wheel", "planet_changes", "planet_sources"),
    "method": ("method_sets", "method_singles", "method_links", "method_sources"),
}


def bonnet(language: str, name: str | None = None, study: str = "bonnet", **held) -> AppTest:
    """The page with all drawers of a section open and some fields filled before it is drawn."""
    app = opened(language, PAGE, study=study)
    for key in DRAWERS[name or "share"]:
        app.session_state[key] = True
    for key, value in held.items():
        app.session_state[key] = value
    if name:
        app.get("button_group")[0].set_value(name)
    app.run()
    assert not app.exception, app.exception
    return app


def read(app: AppTest) -> str:
    """All that is read on the page: sentences, and tables with their heads."""
    cells = [unescaped(cell) for table in app.table for cell in [*table.value, *table.value.index, *table.value.to_numpy().ravel()]]
    return "\n".join([unescaped(said(app)), *cells])


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", DRAWERS)
@pytest.mark.parametrize("study", ["bonnet", "wall"])
def test_no_section_claims_more_than_a_budget(language, name, study):
    """With every drawer open; the wall has no budget, so that its first section asks for one."""
    text = read(bonnet(language, name, study))
    assert len(text) > 400 and not claimed(text, language), claimed(text, language)
    assert "{" not in text and not re.search(r"\bnan\b|\bNone\b", text)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("sets", [["climate-1wm2-2100", "climate-2c"], ["lund-2025"], ["climate-1wm2"], ["horup-2025"]], ids="+".join)
@pytest.mark.parametrize("name", ["share", "person"])
def test_any_choice_of_capacities_is_shown(language, sets, name):
    """A capacity that leaves no budget, a target alone, one number alone, land use alone."""
    app = bonnet(language)
    app.multiselect(key="study_budget_capacities").set_value(sets).run()
    assert not app.exception and not app.error and app.session_state.composed.budget.capacities == sets
    app.get("button_group")[0].set_value(name).run()
    for key in DRAWERS[name]:
        app.session_state[key] = True
    app.run()
    assert not app.exception, app.exception
    text, words = read(app), texts(language)
    assert not claimed(text, language) and not re.search(r"\bnan\b|\bNone\b", text)
    if sets == ["lund-2025"]:
        assert words("limits.no_capacity") in text and not app.get("plotly_chart")
    else:
        assert app.get("plotly_chart")
    if len(sets) == 1 and name == "share" and sets != ["lund-2025"]:
        assert words("verdict.alone") in text.lower() and words("verdict.beyond") not in "\n".join(
            map(str, app.table[0].value.to_numpy().ravel())
        )


@pytest.mark.parametrize("language", languages())
def test_a_target_of_policy_is_shown_where_it_is_chosen_with_a_capacity(language):
    app = bonnet(language)
    app.multiselect(key="study_budget_capacities").set_value(["sala-2020", "lund-2025"]).run()
    assert not app.exception and texts(language)("limits.targets") in said(app)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("indicator", "principle"), [("IRP", "equal-per-capita"), ("AP", "grandfathering"), ("SQP", "price")])
@pytest.mark.parametrize("by", ["alternative", "indicator"])
def test_a_cell_without_a_ratio_is_a_sentence(language, indicator, principle, by):
    """Ionising radiation of steel is not known; acidification of steel is partial, so that nobody inherits it."""
    app = bonnet(language)
    app.selectbox(key="limits_indicator").select(indicator).run()
    app.selectbox(key="limits_principle").select(principle).run()
    app.segmented_control(key="limits_by").set_value(by).run()
    assert not app.exception, app.exception
    text = read(app)
    assert (texts(language)("hand.none") in text) is (indicator != "SQP")
    assert "{" not in text and not re.search(r"\bnan\b", text)
    assert len(app.get("plotly_chart")) == 4  # the map, the rows, the wheel in its two forms


@pytest.mark.parametrize("language", languages())
def test_a_budget_can_be_taken_out_of_the_study(language):
    app, words = bonnet(language), texts(language)
    app.button(key="study_budget_remove").click().run()
    assert not app.exception and not app.error and app.session_state.composed.budget is None
    assert words("limits.begin") in said(app) and not app.get("plotly_chart")
    app.text_input(key="study_new_budget_quantity").input("700").run()
    assert not app.exception and app.session_state.composed.budget.quantity == 700 and app.session_state.composed.budget.price is None


@pytest.mark.parametrize("language", languages())
def test_without_a_price_the_page_says_that_there_is_no_verdict(language):
    """Grandfathering is left, alone."""
    app, words = bonnet(language), texts(language)
    app.text_input(key="study_budget_price").input("").run()
    assert not app.exception and app.session_state.composed.budget.price is None
    text = read(app)
    assert words("limits.only_predecessor") in text and words("verdict.alone") in text
    table = "\n".join(map(str, app.table[0].value.to_numpy().ravel()))
    assert words("verdict.beyond") not in table and words("verdict.within") not in table
