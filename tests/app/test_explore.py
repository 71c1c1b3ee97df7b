"""The page Explore: from the bonnet to what meets 120 °C, is on the front, and carries no critical raw material."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import EXAMPLES, ROOT

HOT = "explore_least_property:max_service_temperature"


def page(language: str = "fr", example: str = "bonnet", section: str = "chart") -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"], app.query_params["study"] = language, example
    app.session_state["at_explore"] = section
    app.run()
    return app.switch_page("pages/explore.py").run()


def said(app: AppTest) -> str:
    return "\n".join(each.value.replace("\\", "") for each in app.markdown)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("section", ["chart", "front"])
@pytest.mark.parametrize("example", [path.stem for path in EXAMPLES])
def test_every_example_can_be_explored(language, section, example):
    app = page(language, example, section)
    assert not app.exception and not app.error


def test_from_the_bonnet_to_what_nobody_thought_of():
    """A temperature, a mark, a section: then the front is named, and what is not known is too."""
    app = page("en")
    assert "all 238 materials remain" in said(app)
    app.text_input(key=HOT).set_value("120 °C").run()
    app.checkbox(key="explore_uncritical").check().run()
    app.segmented_control(key="at_explore").set_value("front").run()
    told = said(app)
    assert not app.exception and not app.error
    assert "are on the front: " in told and "would be on the front if" in told and "of 238 materials" in told.lower()
    assert "Hot-dip galvanised" in told and "No critical raw material" in told


def test_a_comma_and_a_unit_are_understood_and_an_error_stands_at_its_field():
    app = page()
    app.text_input(key="explore_most_property:density").set_value("1500,5 kg/m³").run()
    assert not app.error and "≤ 1 500 kg/m³" in app.table[0].value.index[0].replace("\u202f", " ").replace("\xa0", " ").replace("\\", "")
    app.text_input(key=HOT).set_value("beaucoup").run()
    assert len(app.error) == 1 and "beaucoup" in app.error[0].value and len(app.table[0].value) == 1
    app.text_input(key=HOT).set_value("200").run()
    app.text_input(key="explore_most_property:max_service_temperature").set_value("100").run()
    assert len(app.error) == 1 and len(app.table[0].value) == 1
    app.button(key="explore_reset").click().run()
    assert not app.error and not app.table and "les 238 matériaux restent" in said(app)


def test_the_line_moves_by_slider_and_by_entry():
    app = page()
    assert app.text_input(key="explore_line_entry").value == "15"
    app.text_input(key="explore_line_entry").set_value("7,5").run()
    assert app.select_slider(key="explore_line_slider").value == 7.5 and "plus légers que 7,5 kg" in said(app)
    app.text_input(key="explore_line_entry").set_value("-1").run()
    assert len(app.error) == 1 and app.text_input(key="explore_line_entry").value == "-1" and "7,5 kg" in said(app)
    slider = app.select_slider(key="explore_line_slider")
    slider.set_value(15.0).run()
    assert not app.error and app.text_input(key="explore_line_entry").value == "15"


def test_a_material_is_added_to_the_study_until_there_are_too_many():
    app = page("fr", "bonnet", "front")
    before = app.session_state.composed.materials
    app.selectbox(key="explore_take").set_value("pp-recycled").run()
    app.button(key="explore_add").click().run()
    assert not app.error and app.session_state.composed.materials == [*before, "pp-recycled"]
    assert not [each for each in app.button if each.key == "explore_add"]
    more = ["pp", "pc", "abs", "pa6", "pom", "hdpe", "epoxy", "pmma"]
    for name in more:
        app.selectbox(key="explore_take").set_value(name).run()
        app.button(key="explore_add").click().run()
    assert not app.exception and len(app.error) == 1 and "12" in app.error[0].value
    assert len(app.session_state.composed.materials) == 12


def test_without_a_sizing_the_reader_chooses_function_and_reference():
    example = "bottle"
    app = page("fr", example)
    assert app.session_state.composed.sizing is None
    app.selectbox(key="explore_function").set_value("volume").run()
    app.text_input(key="explore_mass").set_value("0,5 kg").run()
    app.segmented_control(key="at_explore").set_value("front").run()
    assert not app.exception and not app.error
    app.text_input(key="explore_mass").set_value("-1").run()
    assert len(app.error) == 1


def test_where_it_depends_on_the_part_the_reader_says_what_is_wanted():
    app = page("en", "bonnet", "front")
    app.multiselect(key="explore_criteria").set_value(["mass", "property:thermal_conductivity"]).run()
    fewer = said(app)
    app.radio(key="explore_sense_property:thermal_conductivity").set_value(-1).run()
    assert not app.exception and said(app) != fewer
    app.multiselect(key="explore_criteria").set_value(["mass"]).run()
    assert not app.exception and app.info


def test_without_a_sizing_the_mass_of_the_reference_is_that_of_the_study():
    """A bottle of PET weighs 30 g: a material added at equal function weighs grams, not kilograms; what cannot be read holds nothing back."""
    app = page("fr", example="bottle")
    assert app.text_input(key="explore_mass").placeholder == "0,03"
    app.text_input(key="explore_mass").set_value("beaucoup").run()
    assert len(app.error) == 1 and not app.exception and app.get("plotly_chart")
