"""What was saved is there, whole: after others have saved, after a crash, on a full disk, and under a newer version."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from impact import errors
from impact.store import opening
from impact.store.migrations import MIGRATIONS, known
from impact.store.workspace import Workspace, home
from tests.conftest import ROOT
from tests.store.released import FOLDER, everything, unpacked

HASH = "0123456789abcdef" * 4
HOSTILE = [
    "=cmd()",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "C:\\x\\..\\y",
    "😀",
    "a\0b",
    "x" * 2000,
    "'; DROP TABLE version; --",
    "",
]


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """One of everything, to be copied."""
    folder = tmp_path_factory.mktemp("whole")
    unpacked(max(known(MIGRATIONS)), folder)
    return Workspace(folder)


def test_home_is_the_folder_that_the_environment_names(monkeypatch, tmp_path):
    monkeypatch.setenv("SEUIL_HOME", str(tmp_path))
    assert home() == tmp_path and Workspace().file == tmp_path / "workspace.duckdb"
    monkeypatch.delenv("SEUIL_HOME")
    assert home().name == "seuil"


def test_to_read_makes_no_file(workspace):
    assert workspace.documents("study").empty and workspace.snapshots().empty and workspace.decisions().empty and workspace.rows() == {}
    assert list(workspace.documents("study")) == ["document", "title", "version", "saved", "by", "note", "archived"]
    assert list(workspace.decisions()) == ["snapshot", "number", "made"]
    assert not workspace.file.exists()


def test_versions_are_inserted_only(workspace):
    first = workspace.save("study", "a", {"en": "A"}, by="Ana", note="why")
    second = workspace.save("study", "b", {"en": "B"}, first.document, based_on=1)
    assert (first.version, second.version, second.beside) == (1, 2, [])
    undone = workspace.restore(first.document, 1, by="Bo")
    assert undone.version == 3 and workspace.text(first.document) == "a" and workspace.text(first.document, 2) == "b"
    rows = workspace.versions(first.document)
    assert rows.version.tolist() == [3, 2, 1] and rows.based_on.tolist() == [2, 1, None]
    assert rows.by.tolist() == ["Bo", "", "Ana"] and rows.note.tolist() == ["", "", "why"]
    assert rows.saved.is_monotonic_decreasing and rows.saved[0].endswith("+00:00")
    (row,) = workspace.documents("study").to_dict("records")
    assert row["title"] == {"en": "A"} and row["version"] == 3 and workspace.documents("roadmap").empty


def test_who_saved_beside_is_told(workspace):
    name = workspace.save("study", "a", {}).document
    workspace.save("study", "b", {}, name, based_on=1)
    mine = workspace.save("study", "c", {}, name, based_on=1)
    assert mine.version == 3 and mine.beside == [2] and workspace.versions(name).based_on.tolist() == [1, 1, None]
    assert workspace.text(name, 2) == "b"


def test_the_same_once_more_is_no_version(workspace):
    first = workspace.save("study", "a", {"en": "A"})
    assert workspace.save("study", "a", {"en": "A"}, first.document) == first
    assert workspace.save("study", "a", {"en": "B"}, first.document).version == 2
    workspace.save("study", "b", {"en": "B"}, first.document)
    assert workspace.save("study", "b", {"en": "B"}, first.document, based_on=1).beside == [2]
    assert len(workspace.versions(first.document)) == 3


def test_newest_document_first_and_the_archived_out_of_sight(workspace):
    first, second = (workspace.save("study", text, {}).document for text in "ab")
    assert workspace.documents("study").document.tolist() == [second, first]
    workspace.save("study", "c", {}, first)
    workspace.archive(second)
    assert workspace.documents("study").document.tolist() == [first]
    assert workspace.documents("study", archived=True).archived.tolist() == [False, True]
    workspace.archive(second, archived=False)
    assert len(workspace.documents("study")) == 2


def test_what_is_not_there_is_named(workspace):
    name = workspace.save("study", "a", {"en": "beam"}).document
    for ask in (workspace.text, workspace.versions, workspace.archive):
        with pytest.raises(errors.UnknownDocument) as unknown:
            ask(name[:-1])
        assert unknown.value.allowed == [name]
    with pytest.raises(errors.UnknownDocument):
        workspace.save("roadmap", "a", {}, name)
    for ask in (lambda: workspace.text(name, 2), lambda: workspace.restore(name, 0), lambda: workspace.save("study", "b", {}, name, 7)):
        with pytest.raises(errors.UnknownVersion) as unknown:
            ask()
        assert unknown.value.allowed == ["1"]
    assert len(workspace.versions(name)) == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_as_they_are_and_never_name_a_file(workspace, name):
    saved = workspace.save("study", name, {"en": name, name: "x"}, by=name, note=name)
    (row,) = workspace.documents("study").to_dict("records")
    assert row["title"] == {"en": name, name: "x"} and row["by"] == row["note"] == name and workspace.text(saved.document) == name
    assert set(saved.document) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") and len(saved.document) <= 47
    workspace.keep(HASH, "{}", {"en": name}, saved.document)
    workspace.edit(HASH, name, name, name)
    workspace.tick(HASH, name, True, name)
    workspace.decide(HASH, {name: name})
    assert workspace.edits(HASH, name) == {name: name} and workspace.ticks(HASH)[name][0] == name and workspace.decisions()[name][0] == name
    with pytest.raises(errors.UnknownDocument):
        workspace.text(name)
    assert os.listdir(workspace.file.parent) == ["workspace.duckdb"]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(), title=st.dictionaries(st.text(max_size=5), st.text(max_size=50), max_size=3))
def test_whatever_is_saved_comes_back_identical(workspace, text, title):
    saved = workspace.save("study", text, title)
    assert workspace.text(saved.document) == text
    rows = workspace.documents("study").set_index("document")
    assert rows.title[saved.document] == title


def test_too_long_and_half_a_sign_are_refused(workspace):
    for wrong in ({"title": {"en": "x" * 2001}}, {"title": {}, "by": "x" * 2001}, {"title": {}, "note": "x" * 2001}):
        with pytest.raises(errors.TooLong):
            workspace.save("study", "a", **wrong)
    for wrong in ({"text": "\ud800", "title": {}}, {"text": "", "title": {"fr": "\udfff"}}, {"text": "", "title": {"\ud800": ""}}):
        with pytest.raises(errors.NotText):
            workspace.save("study", **wrong)
    assert workspace.documents("study").empty
    workspace.save("study", "x" * 1_000_000, {})


def test_a_snapshot_is_kept_once_and_found_by_a_beginning(workspace):
    document = workspace.save("study", "a", {}).document
    other = HASH[:12] + "f" * 52
    workspace.keep(HASH, '{"a": 1}', {"en": "one"}, document, by="Ana")
    workspace.keep(HASH, '{"a": 2}', {"en": "two"})
    workspace.keep(other, "{}", {"en": "three"})
    kept = workspace.snapshot(HASH[:13].upper())
    assert (kept.hash, kept.content, kept.title, kept.document, kept.version, kept.by) == (
        HASH,
        '{"a": 1}',
        {"en": "one"},
        document,
        1,
        "Ana",
    )
    assert workspace.snapshots().hash.tolist() == [other, HASH] and workspace.snapshots(document).hash.tolist() == [HASH]
    assert workspace.snapshots().version.tolist() == [None, 1]
    with pytest.raises(errors.AmbiguousSnapshot) as several:
        workspace.snapshot(HASH[:8])
    assert several.value.allowed == [HASH, other]
    workspace.keep(HASH[:8], "{}", {})
    assert workspace.snapshot(HASH[:8]).hash == HASH[:8]  # the whole of one, though others begin with it
    for name in (HASH[:7], "", "f" * 64, "zzzzzzzz", "%", "________", "../" * 4, "😀" * 8, "0" * 1000):
        with pytest.raises(errors.UnknownSnapshot):
            workspace.snapshot(name)
    with pytest.raises(errors.UnknownVersion):
        workspace.keep("a" * 64, "{}", {}, document, 2)


def test_of_what_is_said_of_a_snapshot_the_last_holds(workspace):
    workspace.keep(HASH, "{}", {})
    for words in ("a", "b"):
        workspace.edit(HASH, "one", "en", words)
        workspace.edit(HASH[:9], "two", "en", words)
    workspace.edit(HASH, "two", "en", None)
    workspace.edit(HASH, "one", "fr", "c")
    assert workspace.edits(HASH, "en") == {"one": "b"} and workspace.edits(HASH, "fr") == {"one": "c"} and workspace.edits(HASH, "de") == {}
    workspace.tick(HASH, "x", True, "Ana")
    workspace.tick(HASH, "y", True)
    workspace.tick(HASH, "y", False)
    ((item, (by, at)),) = workspace.ticks(HASH).items()
    assert (item, by) == ("x", "Ana") and at.endswith("+00:00")
    assert [workspace.decide(HASH, {"what": what, "number": 7}) for what in ("stop", "go")] == [1, 2]
    rows = workspace.decisions(HASH[:8])
    assert rows.what.tolist() == ["go", "stop"] and rows.number.tolist() == [2, 1] and set(rows.snapshot) == {HASH}
    for ask in (lambda: workspace.edit("f" * 8, "x", "en", "x"), lambda: workspace.ticks("f" * 8), lambda: workspace.decide("f" * 8, {})):
        with pytest.raises(errors.UnknownSnapshot):
            ask()


def test_threads_save_beside_each_other(workspace):
    name = workspace.save("study", "0", {}).document
    saved = []
    threads = [threading.Thread(target=lambda n=n: saved.append(workspace.save("study", f"{n}", {}, name))) for n in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each.version for each in saved) == list(range(2, 10))
    assert {workspace.text(name, version) for version in range(1, 10)} == {f"{n}" for n in range(9)}


HEAD = """
import os, random, sys, time
from impact import errors
from impact.store.workspace import Workspace
w = Workspace(sys.argv[1])
"""


def run(code: str, *arguments, **options) -> subprocess.Popen:
    """Another program with a workspace `w` in the folder that is its first argument."""
    command = [sys.executable, "-c", HEAD + code, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, **options)


HOLD = """
from impact.store.opening import opened
with opened(w.file, w.migrations, write=True):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def test_another_program_is_waited_for_then_named(workspace, monkeypatch):
    workspace.save("study", "a", {})
    with run(HOLD, workspace.file.parent, 0.5) as other:
        other.stdout.readline()
        assert workspace.save("study", "b", {}).version == 1  # it waits
    monkeypatch.setattr(opening, "PATIENCE", 0.1)
    with run(HOLD, workspace.file.parent, 30) as other:
        other.stdout.readline()
        for ask in (lambda: workspace.save("study", "c", {}), lambda: workspace.documents("study")):
            with pytest.raises(errors.WorkspaceBusy):
                ask()
        other.kill()
    assert len(workspace.documents("study")) == 2


SAVE = """
pad = "x" * 30_000
document = w.save("study", "start", {}).document
print(document, flush=True)
for n in range(10_000):
    saved = w.save("study", f"{n} {pad}", {"en": str(n)}, document)
    print(saved.version, n, flush=True)
"""


def test_every_save_that_was_reported_survives_a_kill(workspace):
    chance, reported = random.Random(20), 0
    for _ in range(4):
        with run(SAVE, workspace.file.parent) as other:
            document = other.stdout.readline().strip()
            time.sleep(chance.uniform(0.02, 0.3))
            other.send_signal(signal.SIGKILL)
            lines = [line.split() for line in other.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
        with opening.opened(workspace.file, MIGRATIONS, write=False) as connection:
            rows = connection.execute("SELECT version, content FROM version WHERE document = ?", [document]).fetchall()
        found = dict(rows)
        assert found.pop(1) == "start"
        for version, n in lines:
            assert found.pop(int(version)) == f"{n} {'x' * 30_000}"
        assert len(found) <= 1  # saved, and killed before it could say so
        reported += len(lines)
    assert reported > 4
    assert workspace.save("study", "after", {}).version == 1 and len(workspace.documents("study")) == 5
    assert os.listdir(workspace.file.parent) == ["workspace.duckdb"]


FULL = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
chance = random.Random(1)
try:
    while True:
        print(w.save("study", chance.randbytes(100_000).hex(), {}).document, flush=True)
except errors.WorkspaceNotWritten as refused:
    print(refused.reason)
"""


def test_a_full_disk_is_told_and_loses_nothing(workspace):
    before = workspace.save("study", "before", {}).document
    with run(FULL, workspace.file.parent, 1_500_000) as other:
        *saved, reason = other.stdout.read().split("\n")[:-1]
    assert reason == "File too large" and saved
    chance = random.Random(1)
    assert [workspace.text(name) for name in [before, *saved]] == ["before", *(chance.randbytes(100_000).hex() for _ in saved)]
    assert len(workspace.documents("study")) == len(saved) + 1 and workspace.save("study", "after", {})


def test_a_disk_that_was_full_from_the_start_leaves_nothing_behind(tmp_path):
    with run(FULL, tmp_path, 1000) as other:
        assert other.stdout.read() == "File too large\n"
    assert list(tmp_path.iterdir()) == []


LOCKED = """
if os.geteuid() == 0:
    os.seteuid(65534)
print(len(w.documents("study")))
try:
    w.save("study", "b", {})
except errors.WorkspaceNotWritten as refused:
    print(refused.reason)
"""


@pytest.mark.parametrize("filled", [True, False])
def test_a_folder_that_cannot_be_written_can_be_read(filled):
    with tempfile.TemporaryDirectory() as folder:
        if filled:
            Workspace(Path(folder)).save("study", "a", {})
            os.chmod(Path(folder) / "workspace.duckdb", 0o444)
        os.chmod(folder, 0o555)
        with run(LOCKED, folder) as other:
            assert other.stdout.read() == f"{int(filled)}\nPermission denied\n"
        os.chmod(folder, 0o755)


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("here")
    with pytest.raises(errors.WorkspaceNotWritten) as refused:
        Workspace(tmp_path / "file" / "folder").save("study", "a", {})
    assert str(tmp_path) in refused.value.file and refused.value.reason


def damage(kind: str, whole: bytes) -> bytes:
    chance = random.Random(3)
    foreign = {
        "random": chance.randbytes(300_000),
        "few": b"x",
        "empty": b"",
        "text": b"a,b\n" * 9999,
        "sqlite": b"SQLite format 3\0" + bytes(9999),
    }
    if kind in foreign:
        return foreign[kind]
    if kind == "truncated":
        return whole[: len(whole) // 3]
    return whole[:13_000] + chance.randbytes(2000) + whole[15_000:]


@pytest.mark.parametrize("kind", ["random", "few", "empty", "text", "sqlite", "truncated", "scratched"])
def test_a_damaged_file_is_named_and_left_untouched(workspace, kind):
    workspace.save("study", "a", {})
    content = damage(kind, workspace.file.read_bytes())
    workspace.file.write_bytes(content)
    for ask in (lambda: workspace.documents("study"), lambda: workspace.save("study", "b", {}), workspace.export):
        with pytest.raises(errors.WorkspaceDamaged) as damaged:
            ask()
        assert damaged.value.file == str(workspace.file)
    assert workspace.file.read_bytes() == content and os.listdir(workspace.file.parent) == ["workspace.duckdb"]


def test_a_database_of_another_kind_is_no_workspace(workspace):
    with opening.duckdb.connect(str(workspace.file)) as other:
        other.execute("CREATE TABLE version (number INTEGER)")
    with pytest.raises(errors.WorkspaceDamaged):
        workspace.documents("study")


# --- versions of the schema --------------------------------------------------------------


def steps(folder: Path, **more: str) -> Path:
    """The migrations with more of them, in a folder."""
    shutil.copytree(MIGRATIONS, folder)
    for name, sql in more.items():
        (folder / f"{name.removeprefix('_')}.sql").write_text(sql)
    return folder


NEXT = "ALTER TABLE version ADD COLUMN mood VARCHAR; CREATE TABLE later (id INTEGER PRIMARY KEY);"


def test_migrations_are_numbered_without_gaps():
    assert list(known(MIGRATIONS)) == list(range(1, len(known(MIGRATIONS)) + 1))


@pytest.mark.parametrize("version", known(MIGRATIONS))
def test_every_version_that_was_released_opens_with_everything(tmp_path, version):
    """Fails for a schema version without a fixture, and for a fixture that lost something on the way."""
    release = unpacked(version, tmp_path)
    answers = json.loads(release["answers.json"])
    assert everything(Workspace(tmp_path)) == answers
    other = Workspace(tmp_path / "other")
    other.import_(release["archive.zip"])
    assert everything(other) == answers


def test_no_fixture_of_a_version_that_is_not_known():
    assert {int(file.stem) for file in FOLDER.glob("*.zip")} == set(known(MIGRATIONS))


def test_a_new_version_migrates_beside_a_copy(whole, workspace, tmp_path_factory):
    shutil.copy(whole.file, workspace.file)
    answers = everything(workspace)
    old = workspace.file.read_bytes()
    newer = Workspace(workspace.file.parent, steps(tmp_path_factory.mktemp("sql") / "x", _0002=NEXT))
    assert everything(newer) == answers  # to read is enough
    assert sorted(os.listdir(newer.file.parent)) == ["workspace.1.duckdb", "workspace.duckdb"]
    assert (newer.file.parent / "workspace.1.duckdb").read_bytes() == old
    with pytest.raises(errors.WorkspaceNewer) as unknown:
        workspace.documents("study")
    assert (unknown.value.found, unknown.value.known) == (2, 1)


@pytest.mark.parametrize(
    "wrong", ["SELECT 1 FROM nowhere;", "INSERT INTO later VALUES (1), (1);", "UPDATE document SET kind = 'x';", "nonsense"]
)
def test_a_migration_that_fails_half_way_leaves_the_file_as_it_was(whole, workspace, tmp_path_factory, wrong):
    shutil.copy(whole.file, workspace.file)
    old = workspace.file.read_bytes()
    newer = Workspace(workspace.file.parent, steps(tmp_path_factory.mktemp("sql") / "x", _0002=NEXT, _0003=wrong))
    for ask in (lambda: newer.save("study", "a", {}), lambda: newer.documents("study")):
        with pytest.raises(errors.MigrationFailed) as failed:
            ask()
        assert failed.value.found == 3 and failed.value.reason
    assert workspace.file.read_bytes() == old and os.listdir(workspace.file.parent) == ["workspace.duckdb"]


def test_a_copy_never_takes_the_place_of_another(workspace, tmp_path_factory):
    workspace.save("study", "a", {})
    (workspace.file.parent / "workspace.1.duckdb").write_bytes(b"kept")
    Workspace(workspace.file.parent, steps(tmp_path_factory.mktemp("sql") / "x", _0002=NEXT)).documents("study")
    assert (workspace.file.parent / "workspace.1.duckdb").read_bytes() == b"kept"
    assert (workspace.file.parent / "workspace.1-2.duckdb").exists()


def test_the_latest_texts_of_all_that_is_not_put_away_come_at_once(tmp_path):
    held = Workspace(tmp_path)
    one, other, away = (held.save("study", text, {"en": text}).document for text in ("a", "b", "c"))
    held.save("study", "a2", {"en": "a"}, one)
    held.save("roadmap", "r", {"en": "r"})
    held.archive(away)
    assert held.texts("study") == {one: "a2", other: "b"}
    held.archive(away, False)
    assert set(held.texts("study")) == {one, other, away}
