"""The page Road-map: read in both languages, changed by its fields, kept in the workspace, taken away as a file."""

import pytest
from streamlit.testing.v1 import AppTest

from impact.model import portfolio, writing
from impact.views.texts import languages, texts
from impact.views.ui import frame, keep
from tests.app.test_pages import foreign, opened
from tests.app.test_study import shown


def page(language: str = "fr", **parameters: str) -> AppTest:
    return well(opened(language, "pages/roadmap.py", **parameters))


def well(app: AppTest) -> AppTest:
    assert not app.exception, app.exception
    return app


def unfolded(app: AppTest, *activities: int) -> AppTest:
    for number in activities:
        app.session_state[f"roadmap_activity_{number}"] = True
    return well(app.run())


def put(app: AppTest, key: str, value) -> AppTest:
    fields = [field for kind in (app.text_input, app.selectbox) for field in kind if field.key == f"roadmap_{key}"]
    assert len(fields) == 1, (key, [field.key for field in app.text_input])
    fields[0].set_value(value).run()
    return well(app)


def fill(app: AppTest, label: str, fields: dict) -> AppTest:
    """Type into the fields of a form, and press its button."""
    for key, value in fields.items():
        next(field for kind in (app.text_input, app.selectbox) for field in kind if field.key == f"roadmap_{key}").set_value(value)
    next(each for each in app.button if each.label == label).click().run()
    return well(app)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=f"roadmap_{key}").click().run()
    return well(app)


def held(app: AppTest) -> portfolio.Roadmap:
    return app.session_state.roadmap


@pytest.mark.parametrize("language", languages())
def test_the_worked_example_is_told_in_one_language(language):
    app = unfolded(page(language), 0, 1, 2)
    assert not app.error and len(app.get("plotly_chart")) == 2
    text, words = shown(app), texts(language)
    assert words("roadmap.title") in text and words("roadmap.line.idea") in text and "{" not in text
    assert {word for word in foreign(language) if word in text.split("\n")} <= {texts(each)("app.language") for each in languages()}


def test_a_quantity_is_typed_with_a_comma_and_moves_the_trajectory():
    app = unfolded(page(), 0)
    before = app.markdown[1].value
    put(app, "activities_0_quantity", "4000,5")
    assert not app.error and held(app).activities[0].quantity == 4000.5
    put(app, "activities_0_quantity", "8000")
    assert app.markdown[1].value != before


def test_what_is_refused_stays_in_its_field_in_one_sentence():
    app = unfolded(page(), 0)
    put(app, "activities_0_quantity", "beaucoup")
    assert len(app.error) == 1 and "Fonctions par an" in app.error[0].value and held(app).activities[0].quantity == 4000
    assert next(field for field in app.text_input if field.key == "roadmap_activities_0_quantity").value == "beaucoup"
    put(app, "activities_0_quantity", "5000")
    assert not app.error
    put(app, "target_year", "2029")
    assert len(app.error) == 1 and "2026 – 2029" in app.error[0].value and held(app).target_year == 2030
    assert "Bâtis de machines" in app.error[0].value  # whose entry lies beyond
    put(app, "target_year", "2035")
    assert not app.error and held(app).target_year == 2035


def test_a_change_comes_and_goes():
    app = unfolded(page(), 1)
    new = "activities_1_changes_new"
    fill(app, "Ajouter un changement", {f"{new}_year": "2028", f"{new}_alternative": "pc", f"{new}_share": "12,5 %"})
    change = held(app).activities[1].changes[3]
    assert not app.error and (change.share, change.alternative, change.status) == (0.125, "pc", "planned")
    press(app, "activities_1_changes_3_remove")
    assert len(held(app).activities[1].changes) == 3


def test_a_change_beyond_the_whole_is_refused_with_its_year():
    app = unfolded(page(), 2)
    put(app, "activities_2_changes_0_share", "120 %")
    assert len(app.error) == 1 and held(app).activities[2].changes[0].share == 0.5
    put(app, "activities_2_changes_0_share", "60 %")
    new = "activities_2_changes_new"
    fill(app, "Ajouter un changement", {f"{new}_share": "0,1"})
    assert len(app.error) == 1 and "Année manque" in app.error[0].value.replace("\\", "")
    put(app, "activities_2_changes_0_share", "50 %")
    assert not app.error
    put(app, "activities_2_changes_0_share", "60 %")
    fill(app, "Ajouter un changement", {f"{new}_year": "2030", f"{new}_alternative": "glass-refilled", f"{new}_share": "0,1"})
    assert (
        len(app.error) == 1 and "2030" in app.error[0].value and "1,1" in app.error[0].value and len(held(app).activities[2].changes) == 2
    )


def test_to_do_less_is_a_quantity_like_any_other():
    app = unfolded(page(), 2)
    fill(app, "Ajouter une quantité", {"activities_2_quantities_new_year": "2030", "activities_2_quantities_new_quantity": "0"})
    assert not app.error and held(app).activities[2].quantities[0].quantity == 0


def test_an_activity_comes_and_goes_and_the_last_one_stays():
    app = unfolded(page(), 0, 1, 2)
    fill(app, "Ajouter une activité", {"new_study": "busbar", "new_quantity": "1 000"})
    assert not app.error and held(app).activities[3].alternative == "copper" and held(app).activities[3].quantity == 1000
    for _ in range(4):
        press(unfolded(app, 0), "activities_0_remove")
    assert len(held(app).activities) == 1 and len(app.error) == 1


def test_another_study_starts_from_its_baseline():
    app = unfolded(page(), 0)
    put(app, "activities_0_study", "wall")
    assert not app.error and held(app).activities[0].alternative == "stone-wool" and held(app).activities[0].changes == []


def test_a_reduction_without_a_source_says_so_and_may_go():
    app = page()
    put(app, "reduction_share", "")
    assert held(app).reduction is None and "Aucune réduction n’est visée" in shown(app)
    put(app, "reduction_share", "30 %")
    assert held(app).reduction.share == 0.3 and held(app).reduction.source["fr"] == "source non indiquée"
    put(app, "reduction_source_fr", "Conseil")
    assert held(app).reduction.source == {"en": "source not stated", "fr": "Conseil"}


def test_a_day_of_assessment_is_one_that_is_typed():
    app = unfolded(page("en"), 2)
    fill(app, "Add a day", {"activities_2_assessed_new_date": "soon"})
    assert len(app.error) == 1 and held(app).activities[2].assessed == []
    fill(app, "Add a day", {"activities_2_assessed_new_date": "2026-11-01"})
    assert not app.error and "never assessed" not in shown(app)


def test_a_budget_goes_and_comes():
    app = page()
    app.session_state["roadmap_budget_open"] = True
    app.run()
    press(app, "budget_remove")
    assert held(app).budget is None and "Aucune part d’une capacité" in shown(app)
    press(app, "add_budget")
    assert held(app).budget.country == "FR" and not app.error


def test_it_is_kept_with_its_versions_and_opened_again():
    app = page("en")
    put(app, "title_en", "Kept")
    press(app, "save")
    assert (
        "saved in the workspace, version 1" in shown(app) and "Kept" in keep.workspace().documents("roadmap").title.map(lambda title: title["en"]).tolist()
    )
    put(app, "target_year", "2031")
    assert "changed" in shown(app).lower()
    press(app, "save")
    press(app, "undo")
    assert held(app).target_year == 2030
    document = app.session_state.roadmap_choice
    put(app, "choice", "workshop")
    assert held(app).title["en"] != "Kept"
    again = page("fr", roadmap=document)
    assert held(again).title["en"] == "Kept" and portfolio.loads(portfolio.dumps(held(again)).encode()) == held(again)


def test_what_is_called_alike_is_told_apart():
    """The browser answers a choice by its title: a saved copy must not stand in for the worked example."""
    app = press(page(), "save")
    options = app.selectbox(key="roadmap_choice").options
    assert len(set(options)) == len(options) and any(app.session_state.roadmap_choice in each for each in options)
    again = unfolded(page(), 0)
    assert again.session_state.roadmap_choice == "workshop" and again.session_state.roadmap_kept is None


def test_a_study_of_the_workspace_serves_an_activity_and_its_snapshots_are_assessments():
    app = page()
    study = frame.examples()["busbar"]
    saved = keep.workspace().save("study", writing.dumps(study, study.function), {"en": "Ours", "fr": "La nôtre"})
    keep.workspace().keep("0123456789abcdef", "{}", study.title, saved.document)
    app.run()
    fill(app, "Ajouter une activité", {"new_study": saved.document, "new_quantity": "10"})
    assert not app.error and held(app).activities[3].study == saved.document
    assert texts("fr")("roadmap.to_assess", activities="Boîtiers électroniques et Eau de la cantine") in shown(app)


def test_an_unknown_road_map_of_the_address_is_one_sentence():
    app = page("fr", roadmap="nowhere")
    assert any("nowhere" in each.value for each in app.warning) and not app.error


def test_an_activity_whose_study_is_not_there_is_told_and_mended():
    """As after the file of somebody else, whose workspace holds another study."""
    app = page()
    table = held(app).activities[0].model_dump() | {"study": "theirs"}
    app.session_state["roadmap"] = held(app).model_copy(update={"activities": [type(held(app).activities[0]).model_validate(table)]})
    unfolded(app, 0)
    assert len(app.error) == 2 and "theirs" in app.error[0].value and not app.get("plotly_chart")
    put(app, "activities_0_study", "frame")
    assert not app.error and len(app.get("plotly_chart")) == 2
