"""The page Study: a whole study built and changed by fields, in every language."""

import pytest
from streamlit.testing.v1 import AppTest

from impact.model import reading, writing
from impact.model.study import Study
from impact.views.texts import languages, texts
from tests.app.test_pages import opened
from tests.conftest import ROOT

SECTIONS = ("question", "life", "each", "assumed", "file")


def study_page(language: str = "fr", example: str = "bonnet", section: str = "question") -> AppTest:
    app = opened(language, "pages/study.py", study=example)
    return at(app, section)


def at(app: AppTest, section: str, alternative: str | None = None) -> AppTest:
    app.segmented_control(key="at_study").set_value(section).run()
    if alternative:
        app.pills(key="at_alternative").set_value(alternative).run()
    return well(app)


def well(app: AppTest) -> AppTest:
    assert not app.exception, app.exception
    return app


def put(app: AppTest, key: str, value) -> AppTest:
    """Type, or choose, in the field of a place."""
    fields = [field for kind in (app.text_input, app.selectbox, app.radio) for field in kind if field.key == f"study_{key}"]
    assert len(fields) == 1, (key, sorted(str(field.key) for kind in (app.text_input, app.selectbox, app.radio) for field in kind))
    fields[0].set_value(value).run()
    return well(app)


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=f"study_{key}").click().run()
    return well(app)


def held(app: AppTest) -> Study:
    return app.session_state.composed


def shown(app: AppTest) -> str:
    """Everything that a reader can see on the page."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "expander", "button", "download_button")
    said = [getattr(each, "value", "") or getattr(each, "label", "") for kind in kinds for each in app.get(kind)]
    fields = [*app.text_input, *app.selectbox, *app.radio, *app.get("file_uploader")]
    said += [text for each in fields for text in (each.label, getattr(each, "placeholder", ""), getattr(each, "help", "")) if text]
    said += [option for each in (*app.radio, *app.segmented_control) for option in each.options]
    return "\n".join(map(str, said)).replace("\\", "")


@pytest.mark.parametrize("language", languages())
def test_from_a_blank_to_a_comparison(language):
    """Two panels at equal stiffness: stamped at 65 %, brought by truck, driven, recycled."""
    app = study_page(language)
    app.selectbox(key="example").set_value("").run()
    put(app, f"title_{language}", "X-1")
    at(app, "each")
    put(app, "alternatives_new_material", "steel-s235jr")
    assert held(app).part_materials == []  # its mass is still asked for
    put(app, "alternatives_new_mass", "8,5")
    assert held(app).baseline == "steel-s235jr" and [each.id for each in held(app).alternatives] == ["steel-s235jr"]
    at(app, "question")
    put(app, "rule", "panel-stiffness")
    put(app, "service_life", {"fr": "15 ans", "en": "15 year"}[language])
    at(app, "each")
    put(app, "alternatives_new_material", "aluminium-5754")
    at(app, "each", "steel-s235jr")
    put(app, "alternatives_0_parts_0_processes_new_process", "sheet-stamping")
    put(app, "alternatives_0_parts_0_processes_0_nesting", "65 %")
    at(app, "life")
    put(app, "life_made_in", "FR")
    put(app, "life_transport_way", "in")
    put(app, "life_transport_new_mode", "road-truck-artic-40t")
    put(app, "life_transport_new_distance", "500")
    put(app, "life_use_way", "in")
    put(app, "life_use_carried_new_vehicle", "car-petrol")
    put(app, "life_use_carried_new_distance", "200000")
    put(app, "life_end_of_life_way", "usual")
    study = held(app)
    assert not app.error and study.sizing.mass == 8.5 and study.service_life == 15
    assert study.alternatives[0].parts[0].processes[0].nesting == 0.65
    assert study.life.transport[0].distance == 500 and study.life.use.carried.distance == 200_000 and study.life.end_of_life == "usual"
    at(app, "assumed")
    offcuts = texts(language).entries["assumed.offcuts_recycling"].split("{")[0]
    assert texts(language)("study.assumed_by_default") in shown(app) and offcuts in shown(app)
    app.switch_page("pages/compare.py").run()
    assert not app.exception and not app.error and app.session_state.composed.alternatives == study.alternatives


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    ("section", "key", "value", "label", "rule"),
    [
        ("question", "service_life", "abc", "study.field.service_life", "abc"),
        ("question", "service_life", "15 kg", "study.field.service_life", "year"),
        ("question", "start", "1990", "study.field.start", "2020"),
        ("question", "start", "2025,5", "study.field.start", "1, 2, 3"),
        ("question", "sizing_mass", "0", "study.sizing.mass", "> 0"),
        ("question", "sizing_mass", "", "study.sizing.mass", None),
        ("life", "life_transport_0_distance", "-1", "study.leg.distance", "> 0"),
        ("life", "life_use_carried_resizing", "1,5", "study.ride.resizing", "0 ≤ x ≤ 1"),
        ("each", "alternatives_0_serves", "<b>", "study.alternative.serves", "<b>"),
        ("each", "alternatives_0_parts_0_quantity", "1,5", "study.part.quantity", "1, 2, 3"),
        ("each", "alternatives_0_parts_0_recycled_content", "150 %", "study.part.recycled_content", "0 ≤ x ≤ 1"),
        ("each", "alternatives_0_parts_0_processes_0_nesting", "65", "study.step.nesting", "0 < x ≤ 1"),
        ("each", "alternatives_0_parts_0_processes_0_nesting", "x" * 9000, "study.step.nesting", "x"),
    ],
)
def test_a_bad_value_is_one_sentence_and_changes_nothing(language, section, key, value, label, rule):
    app = study_page(language, section=section)
    before = held(app)
    put(app, key, value)
    assert held(app) == before and len(app.error) == 1
    said = app.error[0].value.replace("\\", "")
    assert said.startswith(texts(language)(label)) and len(said) < 500
    assert rule is None or rule in said
    assert app.text_input(key=f"study_{key}").value == value  # what was typed stays
    if section != "question":
        at(at(app, "question"), section)
        assert not app.exception


@pytest.mark.parametrize("language", languages())
def test_what_is_missing_is_said_in_the_words_of_the_page(language):
    """A process that cannot be done to another material, energy per year without a service life."""
    words = texts(language)
    app = study_page(language, section="each")
    put(app, "alternatives_0_parts_0_material", "pp")
    assert len(app.error) == 1 and "sheet-stamping" not in app.error[0].value and words("study.step.process") in app.error[0].value
    at(app, "question")
    put(app, "service_life", "")
    assert held(app).service_life is None
    at(app, "life")
    put(app, "life_use_energy_new_carrier", "electricity")
    put(app, "life_use_energy_new_per_year", "30")
    assert len(app.error) == 1 and app.error[0].value.replace("\\", "").startswith(words("study.life.use"))
    put(app, "service_life", "15")
    put(app, "life_use_energy_new_per_year", "31")
    assert not app.error and held(app).life.use.energy[0].per_year == 31


@pytest.mark.parametrize("language", languages())
def test_shares_are_kept_once_they_sum_to_one(language):
    app = study_page(language, section="life")
    put(app, "life_end_of_life_way", "own")
    assert held(app).life.end_of_life.landfill == 1
    put(app, "life_end_of_life_recycling", "80 %")
    assert held(app).life.end_of_life.recycling == 0
    assert len(app.error) == 1 and texts(language)("study.route.energy_recovery") in app.error[0].value.replace("\\", "")
    put(app, "life_end_of_life_landfill", "0.2")
    assert not app.error and held(app).life.end_of_life.recycling == 0.8
    put(app, "life_end_of_life_allocation", "20 %")
    put(app, "life_end_of_life_recycling", "0,7")
    put(app, "life_end_of_life_reuse", "0,1")
    assert not app.error and held(app).life.end_of_life.allocation == 0.2 and held(app).life.end_of_life.reuse == 0.1


def test_offcuts_and_energies_of_a_step():
    app = study_page(section="each")
    step = "alternatives_0_parts_0_processes_0"
    app.session_state[f"study_{step}_details"] = True
    app.run()
    put(app, f"{step}_electricity", "0,5")
    assert held(app).alternatives[0].parts[0].processes[0].electricity == 0.5
    put(app, f"{step}_offcuts_reuse", "30 %")
    assert len(app.error) == 1
    put(app, f"{step}_offcuts_waste", "70 %")
    assert not app.error and held(app).alternatives[0].parts[0].processes[0].offcuts.reuse == 0.3
    put(app, f"{step}_offcuts_reuse", "")
    put(app, f"{step}_offcuts_waste", "")
    assert not app.error and held(app).alternatives[0].parts[0].processes[0].offcuts is None


@pytest.mark.parametrize("language", languages())
def test_a_process_asks_for_what_no_source_gives(language):
    """Cutting by water: how much is cut, how well nested, and how much electricity."""
    app = study_page(language, "frame", "each")
    put(app, "alternatives_0_parts_0_processes_new_process", "waterjet-cutting")
    before = held(app)
    for name, value in (("nesting", "0,7"), ("amount", "12"), ("electricity", "3")):
        assert held(app) == before
        put(app, f"alternatives_0_parts_0_processes_new_{name}", value)
    step = held(app).alternatives[0].parts[0].processes[-1]
    assert (step.nesting, step.amount, step.electricity) == (0.7, 12, 3)
    press(app, "alternatives_0_parts_0_processes_0_remove")
    assert [each.process for each in held(app).alternatives[0].parts[0].processes] == ["waterjet-cutting"]


@pytest.mark.parametrize("language", languages())
def test_alternatives_come_and_go(language):
    app = study_page(language, section="each")
    press(app, "copy")
    assert [each.id for each in held(app).alternatives][:2] == ["steel", "steel-2"] and app.pills(key="at_alternative").value == "steel-2"
    put(app, "alternatives_1_parts_0_origin", "reused")
    put(app, f"alternatives_1_name_{language}", "Z")
    assert held(app).alternatives[1].parts[0].origin == "reused" and held(app).alternatives[1].name == dict.fromkeys(languages(), "Z") | {
        other: texts(other)("study.copy_of", name=held(app).alternatives[0].name[other]) for other in languages() if other != language
    }
    press(app, "drop")
    assert "steel-2" not in [each.id for each in held(app).alternatives]
    press(app, "without")
    assert not held(app).alternatives[-1].parts and app.pills(key="at_alternative").value == held(app).alternatives[-1].id
    at(app, "each", "steel")
    press(app, "drop")  # the reference
    assert (
        len(app.error) == 1
        and held(app).alternatives[0].name[language] in app.error[0].value
        and "steel" in [each.id for each in held(app).alternatives]
    )
    app.switch_page("pages/compare.py").run()
    assert not app.exception and not app.error


def test_parts_and_assembly():
    app = study_page(section="each")
    put(app, "alternatives_0_parts_new_material", "steel-s235jr")
    put(app, "alternatives_0_parts_new_mass", "850 g")
    part = held(app).alternatives[0].parts[1]
    assert part.mass == 0.85 and part.quantity == 1
    app.session_state["study_alternatives_0_parts_0_open"] = app.session_state["study_alternatives_0_assembly_open"] = True
    app.run()
    put(app, "alternatives_0_assembly_new_process", "mag-welding-steel")
    put(app, "alternatives_0_assembly_new_amount", "2")
    assert held(app).alternatives[0].assembly[0].amount == 2
    press(app, "alternatives_0_parts_0_remove")  # the sized part of the reference
    assert len(app.error) == 1 and len(held(app).alternatives[0].parts) == 2


def test_a_life_of_its_own():
    app = study_page(section="each")
    app.session_state["study_alternatives_0_life"] = True
    app.run()
    put(app, "alternatives_0_made_in", "CN")
    put(app, "alternatives_0_transport_way", "in")
    assert held(app).alternatives[0].made_in == "CN" and held(app).alternatives[0].transport == []
    put(app, "alternatives_0_end_of_life_way", "out")
    put(app, "alternatives_0_transport_way", "out")
    assert held(app).alternatives[0].transport is None and held(app).alternatives[0].end_of_life is None


@pytest.mark.parametrize("language", languages())
def test_a_hypothesis_is_stated(language):
    app = study_page(language, section="assumed")
    before = len(held(app).hypotheses)
    app.session_state["study_hypothesis_open"] = True
    app.run()
    for each, text in (("statement", "S"), ("owner", "O"), ("source", "Q"), ("range", "R"), ("review", "soon")):
        app.text_input(key=f"study_new_{each}").set_value(text)
    submit = next(each for each in app.button if each.label == texts(language)("study.add"))
    submit.click().run()
    assert len(app.error) == 1 and len(held(app).hypotheses) == before and app.text_input(key="study_new_owner").value == "O"
    app.text_input(key="study_new_review").set_value("2030-01-31")
    next(each for each in app.button if each.label == texts(language)("study.add")).click().run()
    assert not app.exception and not app.error and held(app).hypotheses[-1].review.year == 2030


@pytest.mark.parametrize("language", languages())
def test_a_file_is_opened_or_refused(language):
    app = study_page(language, section="file")
    content = (ROOT / "data/studies/frame.toml").read_bytes()
    app.file_uploader(key="study_upload").upload("frame.toml", content, "application/toml").run()
    assert not app.exception and not app.error and held(app) == reading.loads(content)
    app.file_uploader(key="study_upload").upload("bad.toml", content.replace(b'"6 kg"', b'"heavy"'), "application/toml").run()
    assert not app.exception and held(app) == reading.loads(content)
    assert len(app.error) == 1 and "sizing.mass" in app.error[0].value.replace("\\", "") and "heavy" in app.error[0].value


def test_the_file_taken_away_is_the_study():
    app = study_page(section="each")
    press(app, "copy")
    assert reading.loads(writing.dumps(held(app), {}).encode()) == held(app)


def test_the_language_keeps_the_study_and_its_decimal_sign():
    app = study_page("fr")
    put(app, "sizing_mass", "8,5")
    app.radio(key="language").set_value("en").run()
    assert not app.exception and app.text_input(key="study_sizing_mass").value == "8.5"
    assert app.text_input(key="study_title_en").value == "Car bonnet"
    app.selectbox(key="example").set_value("busbar").run()
    assert app.text_input(key="study_sizing_mass").value == "1.79"


@pytest.mark.parametrize("example", ["bonnet", "frame", "bottle"])
def test_no_word_of_one_language_in_the_other(example):
    english, french = texts("en").entries, texts("fr").entries
    only = {english[key] for key in english if key.startswith("study.") and english[key] != french[key] and "{" not in english[key]}
    only -= set(french.values())
    app = study_page("fr", example)
    for section in SECTIONS:
        lines = set(shown(at(app, section)).splitlines())
        assert not lines & only, section


@pytest.mark.parametrize("terms", ["free", "free,attribution"])
def test_the_page_under_fewer_terms(monkeypatch, terms):
    import streamlit as st

    st.cache_resource.clear()
    monkeypatch.setenv("SEUIL_TERMS", terms)
    app = study_page("fr", "frame")
    for section in SECTIONS:
        at(app, section)
    st.cache_resource.clear()


def test_a_hypothesis_gives_numbers_of_the_study_a_range():
    """All three or none: what is half said is refused in one sentence, what is typed stays; a comma is a decimal sign."""
    app = at(study_page("fr", "busbar"), "assumed")
    app.session_state["study_hypotheses_0_open"] = True
    app.run()
    key = "study_hypotheses_0_about"
    assert app.multiselect(key=key).value == ["sizing.mass"] and app.text_input(key=f"{key}_low").value == "1,78"
    app.text_input(key=f"{key}_low").set_value("1,5").run()
    assert not app.exception and not app.error and held(app).hypotheses[0].low == 1.5
    app.text_input(key=f"{key}_high").set_value("1,2").run()
    assert len(app.error) == 1 and held(app).hypotheses[0].high == 1.8 and app.text_input(key=f"{key}_high").value == "1,2"
    app.text_input(key=f"{key}_high").set_value("").run()
    assert len(app.error) == 1 and held(app).hypotheses[0].high == 1.8
    app.text_input(key=f"{key}_low").set_value("").run()
    app.multiselect(key=key).set_value([]).run()
    assert not app.error and held(app).hypotheses[0].about is None and held(app).hypotheses[0].low is None
