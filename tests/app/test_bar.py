"""The bar over the pages of a study: saving, one version back, freezing, and two at once; the frame runs, without a browser."""

from pathlib import Path

import pytest
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest

from impact.model import reading
from impact.store.workspace import Workspace
from impact.views.texts import languages, texts
from impact.views.ui import frame
from tests.conftest import ROOT


def framed(path: str):
    """app.py, as a browser runs it."""
    exec(compile(Path(path).read_text(encoding="utf-8"), path, "exec"), {"__name__": "__main__"})


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SEUIL_HOME", str(tmp_path))
    monkeypatch.setattr(script_runner, "_mpa_v1", framed)  # else AppTest runs the files of pages/ without their frame
    frame.workspace.clear()
    yield tmp_path
    frame.workspace.clear()


def working(language: str = "fr", example: str = "busbar") -> AppTest:
    """The page Compare of an example, within the frame."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    app.button(key=f"start_{example}").click().run()
    assert not app.exception and app.button(key="keep_save")
    return app


def press(app: AppTest, name: str) -> AppTest:
    app.button(key=f"keep_{name}").click().run()
    assert not app.exception
    return app


def told(app: AppTest) -> str:
    return "\n".join(each.value for kind in ("caption", "info", "error") for each in app.get(kind)).replace("\\", "")


def weigh(app: AppTest, mass: str) -> AppTest:
    return app.text_input(key="mass").set_value(mass).run()


def masses() -> list[float]:
    """Mass of the reference in every version, the oldest first."""
    held = Workspace()
    [document] = held.documents("study").document
    texts_ = [held.text(document, int(version)) for version in sorted(held.versions(document).version)]
    return [reading.loads(text.encode()).sizing.mass for text in texts_]


@pytest.mark.parametrize("language", languages())
def test_a_study_is_saved_and_what_changed_since_is_told(language):
    app, words = working(language), texts(language)
    title = app.session_state.composed.title[language]
    assert words("keep.not_kept", title=title) in told(app)
    assert words("keep.as_version", title=title, version=1) in told(press(app, "save"))
    assert words("keep.changed", title=title, version=1) in told(weigh(app, "2"))
    assert words("keep.as_version", title=title, version=2) in told(press(app, "save"))
    assert masses() == [1.79, 2.0]


def test_one_version_back_again_and_again_and_nothing_is_lost():
    app = press(working(), "save")
    for mass in ("2", "3"):
        press(weigh(app, mass), "save")
    press(app, "undo")
    assert app.session_state.composed.sizing.mass == 2.0
    press(app, "undo")
    assert app.session_state.composed.sizing.mass == 1.79 and masses() == [1.79, 2.0, 3.0, 2.0, 1.79]
    assert texts("fr")("keep.first") in told(press(app, "undo"))


def test_what_was_not_saved_is_saved_before_it_is_undone():
    app = press(working(), "save")
    press(weigh(app, "77"), "undo")
    assert app.session_state.composed.sizing.mass == 1.79 and masses() == [1.79, 77.0, 1.79]


def test_two_at_once_are_told_and_both_are_kept_when_saving_and_when_freezing():
    first = press(working(), "save")
    held = Workspace()
    [document] = held.documents("study").document
    text = held.text(document)
    held.save("study", text.replace("1.79", "5.0"), {"en": "Other"}, document, 1, by="other")
    said = told(press(weigh(first, "2"), "save"))
    assert texts("fr")("keep.beside", version=3, others=[2]) in said and masses() == [1.79, 5.0, 2.0]
    press(first, "undo")
    assert first.session_state.composed.sizing.mass == 1.79  # what it was made from, not what the other made
    held.save("study", text.replace("1.79", "6.0"), {"en": "Other"}, document, 4, by="other")
    app = press(weigh(first, "3"), "freeze")
    assert texts("fr")("keep.beside", version=6, others=[5]) in told(app)
    assert len(held.snapshots()) == 1


def test_a_button_acts_on_what_is_shown_or_not_at_all():
    app = working()
    press(weigh(app, "abc"), "save")
    assert "abc" in app.error[0].value and len(Workspace().documents("study")) == 0
    weigh(app, "2")
    assert len(Workspace().documents("study")) == 0  # and not later, behind the reader's back
    app.multiselect(key="materials").set_value([]).run()
    for name in ("save", "freeze"):
        assert texts("fr")("keep.not_whole") in told(press(app, name))
    assert len(Workspace().documents("study")) == 0 and len(Workspace().snapshots()) == 0


def test_another_example_is_another_study():
    app = press(working(), "save")
    app.selectbox(key="example").set_value("housing").run()
    press(app, "save")
    assert len(Workspace().documents("study")) == 2
