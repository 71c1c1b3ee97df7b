"""Start, workspace and snapshot: what is kept comes back, in both languages, without a browser."""

import datetime

import pytest
from streamlit.testing.v1 import AppTest

from impact.export import snapshot
from impact.model import reading, writing
from impact.model.decision import decided
from impact.store.workspace import Workspace
from impact.views.texts import languages, texts
from impact.views.ui import frame
from tests.app.test_pages import opened, said
from tests.conftest import EXAMPLES, ROOT


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SEUIL_HOME", str(tmp_path))
    frame.workspace.clear()
    yield tmp_path
    frame.workspace.clear()


def study_of(name: str):
    return reading.load(next(path for path in EXAMPLES if path.stem == name))


def kept(name: str = "busbar", catalogue=None) -> str:
    """A study and its snapshot in the workspace. Returns the hash."""
    study, held = study_of(name), Workspace()
    saved = held.save("study", writing.dumps(study, study.function), study.title)
    taken = snapshot.take(study, catalogue.facts(study.materials), 256)
    held.keep(taken.hash, taken.content, study.title, saved.document, saved.version)
    return taken.hash


@pytest.mark.parametrize("language", languages())
def test_the_start_page_shows_every_example_and_one_click_opens_its_comparison(language):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    words, text = texts(language), said(app)
    assert not app.exception and words("start.promise") in text
    for path in EXAMPLES:
        assert app.button(key=f"start_{path.stem}").label == words("start.open")
    app.button(key="start_busbar").click().run()
    assert not app.exception and app.session_state.composed.title == study_of("busbar").title


@pytest.mark.parametrize("language", languages())
def test_the_start_page_lists_what_is_kept_and_what_is_due(language, catalogue):
    name = kept(catalogue=catalogue)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    words = texts(language)
    assert not app.exception and words("start.studies") in said(app) and words("start.due") in said(app)
    assert words.of(study_of("busbar").hypotheses[0].statement)[:20] in app.table[0].value.to_string()
    assert any(name[:16] in link.proto.label for link in app.get("page_link"))


def test_a_link_to_an_example_leads_to_its_comparison():
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"], app.query_params["study"] = "fr", "busbar"
    app.run()
    assert not app.exception and app.session_state.example == "busbar"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("section", ["studies", "snapshots", "hypotheses", "decisions", "rows", "archive"])
@pytest.mark.parametrize("filled", [False, True])
def test_every_section_of_the_workspace(language, section, filled, catalogue):
    if filled:
        name = kept(catalogue=catalogue)
        record = decided(["copper"], "Reasons", "Dissent", "", datetime.date(2027, 1, 31), "R&D")
        Workspace().decide(name, record.model_dump(mode="json"))
    app = opened(language, "pages/workspace.py")
    app.segmented_control(key="at_workspace").set_value(section).run()
    assert not app.exception and not app.error, (app.exception, app.error)
    assert texts(language)("workspace.title") == app.title[0].value


def test_a_version_is_restored_and_nothing_is_lost(catalogue):
    kept(catalogue=catalogue)
    held = Workspace()
    [document] = held.documents("study").document
    held.save("study", held.text(document) + "\n# other\n", study_of("busbar").title, document)
    app = opened("fr", "pages/workspace.py")
    app.button(key="workspace_restore_1").click().run()
    assert not app.exception and held.versions(document).version.tolist() == [3, 2, 1]
    assert held.text(document, 3) == held.text(document, 1)


def test_a_hypothesis_that_was_looked_at_again_is_a_new_version(catalogue):
    kept(catalogue=catalogue)
    app = opened("fr", "pages/workspace.py")
    app.segmented_control(key="at_workspace").set_value("hypotheses").run()
    app.text_input(key="register_next").set_value("demain").run()
    app.button(key="register_reviewed").click().run()
    assert "demain" in app.error[0].value
    app.text_input(key="register_next").set_value("2031-01-01").run()
    app.button(key="register_reviewed").click().run()
    assert not app.exception and not app.error
    held = Workspace()
    [document] = held.documents("study").document
    dates = {each.review for each in reading.loads(held.text(document).encode()).hypotheses}
    assert datetime.date(2031, 1, 1) in dates and held.versions(document).version.tolist() == [2, 1]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("section", ["result", "again", "decision", "export"])
def test_every_section_of_a_snapshot(language, section, catalogue):
    name = kept("bonnet", catalogue)
    app = opened(language, "pages/snapshot.py", snapshot=name[:16])
    app.segmented_control(key="at_snapshot").set_value(section).run()
    assert not app.exception and not app.error, (app.exception, app.error)
    words, text = texts(language), said(app)
    assert name[:16] in text.replace("\\", "")
    if section == "again":
        assert words("difference.same") in text


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", ["0123456789abcdef", "x", "../../etc", "<script>", "=cmd()", "f" * 10_000])
def test_an_unknown_snapshot_is_one_sentence(language, name):
    app = opened(language, "pages/snapshot.py", snapshot=name)
    assert len(app.error) == 1 and not app.exception


def test_a_decision_needs_reasons_a_name_and_a_date_and_is_then_kept(catalogue):
    name = kept(catalogue=catalogue)
    app = opened("fr", "pages/snapshot.py", snapshot=name[:16])
    app.segmented_control(key="at_snapshot").set_value("decision").run()
    app.button(key="decision_record").click().run()
    assert texts("fr")("decision.reasons") in app.error[0].value
    app.text_area(key="decision_reasons").set_value("<b>Moins lourd</b>")
    app.text_input(key="decision_by").set_value("R&D")
    app.text_input(key="decision_review").set_value("2027-06-30")
    app.multiselect(key="decision_choice").set_value(["aluminium"])
    app.button(key="decision_record").click().run()
    assert not app.error and "Moins lourd" in said(app) and "<b>" not in said(app).replace("\\<b\\>", "")
    [row] = Workspace().decisions(name).to_dict("records")
    assert row["by"] == "R&D" and row["review"] == "2027-06-30" and list(row["choice"]) == ["aluminium"]


def test_the_stamp_for_internal_use_goes_only_when_the_list_is_complete_and_no_alarm_stands(catalogue):
    name = kept("bonnet", catalogue)
    internal = texts("fr")("export.internal")
    assert internal in said(opened("fr", "pages/snapshot.py", snapshot=name[:16]))
    for item in catalogue.facts([]).claims.checklist.index:
        Workspace().tick(name, item, True, "R&D")
    assert internal not in said(opened("fr", "pages/snapshot.py", snapshot=name[:16]))
    Workspace().edit(name, "result", "fr", "L’aluminium est le meilleur choix pour la planète.")
    assert internal in said(opened("fr", "pages/snapshot.py", snapshot=name[:16]))


@pytest.mark.parametrize("language", languages())
def test_a_damaged_workspace_stops_no_comparison(language, home):
    (home / "workspace.duckdb").write_bytes(b"this is no workspace" * 500)
    app = opened(language, study="busbar")
    assert not app.exception and len(app.get("plotly_chart")) == 2
    app = opened(language, "pages/workspace.py")
    assert len(app.error) == 1 and "workspace.duckdb" in app.error[0].value and not app.exception
    assert (home / "workspace.duckdb").read_bytes().startswith(b"this is no workspace")
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    assert not app.exception and app.button(key="start_busbar")
