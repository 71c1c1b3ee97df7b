"""Meeting mode: five screens of a frozen result in both languages, sentences edited, levers moved, bad addresses in one sentence."""

import time

import pytest
from streamlit.testing.v1 import AppTest

from impact.export import snapshot
from impact.model.meeting import Meeting
from impact.store.workspace import Workspace
from impact.views.brief import SCREENS
from impact.views.texts import languages, texts
from tests.conftest import ROOT
from tests.export.dossiers import DRAWS, NAMES, extreme, facts, frozen

DISTANCE = "life.use.carried.distance"
KEY = f"meeting_lever_{DISTANCE}"


def kept(taken) -> str:
    Workspace().keep(taken.hash, taken.content, taken.read().title)
    return taken.short


@pytest.fixture(scope="module")
def levers() -> snapshot.Snapshot:
    """The bonnet with a lever marked."""
    study = frozen("bonnet").read().model_copy(update={"meeting": Meeting(levers=[DISTANCE])})
    return snapshot.take(study, facts("bonnet"), DRAWS)


def page(name: str | None, screen: str = "question", language: str = "fr") -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    address = {"lang": language, "screen": screen} | ({"snapshot": name} if name else {})
    app.query_params["lang"] = language
    app.run()
    app.switch_page("pages/meeting.py")
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception, app.exception
    return app


def shown(app: AppTest) -> str:
    return "\n".join(each.proto.body for each in app.get("html"))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", NAMES)
def test_every_screen_says_its_sentence_and_its_stamp(name, language):
    taken, words = frozen(name), texts(language)
    short = kept(taken)
    app = page(short, "question", language)
    for number, key in enumerate(SCREENS):
        screen = taken.brief(language).screen(key)
        assert f"<h1>{screen.title}</h1>" in shown(app) and screen.sentence in shown(app) and not app.error
        assert words("export.internal") in shown(app) and short in shown(app)
        assert bool(app.get("plotly_chart")) == (key in ("result", "limits"))
        if key != SCREENS[-1]:
            app.button(key="meeting_next").click().run()
            assert app.query_params["screen"] in (SCREENS[number + 1], [SCREENS[number + 1]])
    assert app.button(key="meeting_next").disabled and not app.button(key="meeting_back").disabled


def test_a_digit_jumps_and_the_other_language_keeps_the_screen():
    app = page(kept(frozen("housing")), "question", "fr")
    app.button(key="meeting_trade-offs").click().run()
    app.button(key="meeting_to_en").click().run()
    assert frozen("housing").brief("en").screen("trade-offs").sentence in shown(app)
    assert app.query_params["lang"] in ("en", ["en"]) and [each.key for each in app.button if each.key == "meeting_to_fr"]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    ("name", "screen", "said"),
    [(None, "question", "meeting.none"), ("00000000", "question", "00000000"), ("0", "question", "0"), ("here", "x<b>", "x<b>")],
)
def test_a_bad_address_is_one_sentence_and_a_way_back(language, name, screen, said):
    app = page(kept(frozen("bonnet")) if name == "here" else name, screen, language)
    told = texts(language)(said) if "." in said else said
    assert len(app.error) == 1 and told in app.error[0].value.replace("\\", "") and app.get("page_link")


def test_a_damaged_snapshot_shows_nothing_of_itself():
    wrong = "ab" * 32
    Workspace().keep(wrong, frozen("wall").content, {"en": "x", "fr": "x"})
    app = page(wrong[:16])
    assert len(app.error) == 1 and "<h1>" not in shown(app)


@pytest.mark.parametrize("screen", SCREENS)
def test_the_longest_texts_are_escaped_and_break_nothing(screen):
    app = page(kept(extreme()), screen, "en")
    assert not app.error and "<l>" not in shown(app) and "<r>" not in shown(app)


def test_a_sentence_is_edited_marked_alarmed_and_given_back():
    taken = frozen("frame")
    app = page(kept(taken), "result")
    app.session_state["meeting_edit_result"] = True
    app.run()
    field = app.text_area[0]
    assert field.value == taken.brief("fr").screen("result").sentence
    field.set_value("L’aluminium est le meilleur choix, 100 % écologique.").run()
    assert any("meilleur" in each.value for each in app.markdown)  # before it is kept
    app.button(key="meeting_save").click().run()
    assert "L’aluminium est le meilleur choix, 100 % écologique. [modifiée]" in shown(app)
    assert texts("fr")("export.internal") in shown(app) and any("meilleur" in each.value for each in app.markdown)
    assert Workspace().edits(taken.hash, "fr") == {"result": "L’aluminium est le meilleur choix, 100 % écologique."}
    assert Workspace().edits(taken.hash, "en") == {}
    app.button(key="meeting_generated").click().run()
    assert taken.brief("fr").screen("result").sentence in shown(app) and "[modifiée]" not in shown(app)
    assert Workspace().edits(taken.hash, "fr") == {}


def test_without_levers_it_says_how_they_are_marked():
    app = page(kept(frozen("bonnet")), "result")
    assert texts("fr")("meeting.no_levers") in shown(app) and not app.select_slider


def test_a_lever_moves_the_figure_and_the_frozen_sentence_stands(levers):
    app = page(kept(levers), "result", "en")
    sentence, before = levers.brief("en").screen("result").sentence, app.get("plotly_chart")[0].proto.spec
    took = []
    for value in [300000.0, 250000.0, 150000.0, 300000.0]:
        start = time.perf_counter()
        app.select_slider(key=KEY).set_value(value).run()
        took.append(time.perf_counter() - start)
    assert not app.exception and app.get("plotly_chart")[0].proto.spec != before
    assert "200,000 → 300,000" in shown(app) and sentence in shown(app)
    assert app.session_state.meeting_moved == {DISTANCE: 300000.0}
    assert min(took) < 1.0
    app.button(key="meeting_reset").click().run()
    assert app.get("plotly_chart")[0].proto.spec == before and "→" not in shown(app)


def test_levers_are_off_where_this_version_comes_to_other_numbers(levers):
    rows = [row | {"median": row["median"] and row["median"] * 1.01} for row in levers.results["totals"]]
    other = levers.model_copy(update={"results": levers.results | {"totals": rows}})
    app = page(kept(snapshot.Snapshot.model_validate(other.model_dump())), "result")
    assert texts("fr")("meeting.levers_off") in shown(app) and not app.select_slider and app.get("plotly_chart")


def test_levers_are_off_and_the_screens_stand_where_the_study_is_no_longer_read(levers):
    other = levers.model_copy(update={"study": "format = 99"})
    fresh = snapshot.Snapshot.model_validate(other.model_dump())
    Workspace().keep(fresh.hash, fresh.content, {"en": "x", "fr": "x"})
    app = page(fresh.short, "result")
    assert texts("fr")("meeting.levers_off") in shown(app) and levers.brief("fr").screen("result").sentence in shown(app)
