"""The page What if: what is moved changes the bars, never the study until it is taken into it."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import EXAMPLES, ROOT

DISTANCE = "life.use.carried.distance"


def page(language: str = "fr", example: str = "bonnet") -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"], app.query_params["study"] = language, example
    app.run()
    return app.switch_page("pages/whatif.py").run()


def entry(app: AppTest, about: str = DISTANCE):
    return app.text_input(key=f"whatif_entry_{about}")


def said(app: AppTest) -> str:
    return "\n".join(each.value for each in app.markdown)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("example", [path.stem for path in EXAMPLES])
def test_every_example_can_be_moved(language, example):
    app = page(language, example)
    assert not app.exception and not app.error
    lever = app.session_state["whatif_shown"][0]
    slider = app.select_slider(key=f"whatif_slider_{lever}")
    slider.set_value(app.session_state.whatif_study and slider.value).run()
    assert not app.exception and not app.error


def test_nothing_moved_is_the_study_as_it_is():
    app = page()
    assert "Rien n’est encore déplacé" in said(app) and not [each for each in app.button if each.key == "whatif_keep"]


def test_a_comma_is_a_decimal_sign_and_slider_and_entry_stay_in_step():
    app = page("fr", "housing")
    app.session_state["whatif_shown"] = ["sizing.mass"]
    app.run()
    entry(app, "sizing.mass").set_value("0,14").run()
    assert not app.error and app.select_slider(key="whatif_slider_sizing.mass").value == 0.14
    assert app.session_state.whatif_moved == {"sizing.mass": 0.14} and "0,12 → 0,14" in said(app).replace("\\", "")


def test_a_value_that_is_refused_stays_and_moves_nothing():
    app = page()
    entry(app).set_value("beaucoup").run()
    assert len(app.error) == 1 and entry(app).value == "beaucoup" and app.session_state.whatif_moved == {}
    entry(app).set_value("-5").run()
    assert len(app.error) == 1 and app.session_state.whatif_moved == {}
    entry(app).set_value("250000").run()
    assert not app.error and app.session_state.whatif_moved == {DISTANCE: 250000.0}


def test_what_was_moved_is_taken_into_the_study_or_dropped():
    app = page()
    entry(app).set_value("250000").run()
    assert app.session_state.composed.life.use.carried.distance == 200000
    app.button(key="whatif_keep").click().run()
    assert not app.exception and not app.error and app.session_state.composed.life.use.carried.distance == 250000
    assert "Rien n’est encore déplacé" in said(app)
    entry(app).set_value("100000").run()
    app.button(key="whatif_reset").click().run()
    assert app.session_state.composed.life.use.carried.distance == 250000 and "Rien n’est encore déplacé" in said(app)


def test_shares_of_one_whole_make_room_in_the_study():
    app = page("fr", "bottle")
    about = "alternatives.pet.end_of_life.recycling"
    app.session_state["whatif_shown"] = [about]
    app.run()
    entry(app, about).set_value("50 %").run()
    app.button(key="whatif_keep").click().run()
    routes = app.session_state.composed.alternatives[0].end_of_life
    assert (
        not app.error
        and routes.recycling == 0.5
        and routes.energy_recovery == pytest.approx(0.25)
        and routes.landfill == pytest.approx(0.25)
    )


def test_another_study_starts_unmoved():
    app = page()
    entry(app).set_value("250000").run()
    app.switch_page("pages/boundaries.py").run()
    app.switch_page("pages/whatif.py").run()
    assert entry(app).value == "250000"
    app.switch_page("pages/study.py").run()
    app.selectbox(key="example").set_value("wall").run()
    app.switch_page("pages/whatif.py").run()
    assert not app.exception and app.session_state.whatif_moved == {}


def test_a_break_even_out_of_range_is_one_sentence():
    app = page("fr", "bottle")
    app.selectbox(key="breakeven_number").set_value("alternatives.pet.parts[0].recycled_content").run()
    key = "breakeven_high_alternatives.pet.parts[0].recycled_content"
    app.text_input(key=key).set_value("120 %").run()
    assert len(app.error) == 1 and not app.exception
    app.text_input(key=key).set_value("0").run()
    assert len(app.error) == 1 and "vide" in app.error[0].value
    app.text_input(key=key).set_value("100 %").run()
    assert not app.error


def test_places_and_materials_are_choices():
    app = page("en")
    app.session_state["whatif_choices"] = True
    app.run()
    app.selectbox(key="whatif_place_life_made_in").set_value("PL").run()
    assert not app.exception and not app.error and "Poland" in said(app)
    app.selectbox(key="whatif_place_alternatives_0_parts_0_material").set_value("steel-s235jr").run()
    assert not app.exception and not app.error and app.session_state.composed.life.made_in == "FR"
    app.button(key="whatif_keep").click().run()
    assert not app.error and app.session_state.composed.life.made_in == "PL"
    assert app.session_state.composed.alternatives[0].parts[0].material == "steel-s235jr"


def test_a_material_that_the_process_cannot_take_is_said():
    app = page("en")
    app.session_state["whatif_choices"] = True
    app.run()
    app.selectbox(key="whatif_place_alternatives_0_parts_0_material").set_value("pp").run()
    assert not app.exception and len(app.error) == 1
