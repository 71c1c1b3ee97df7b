"""An archive brings everything, twice nothing more, never in place of what is there; what is not ours is refused whole."""

import hashlib
import io
import json
import random
import shutil
import zipfile

import pytest

from impact import errors
from impact.store import archive
from impact.store.migrations import MIGRATIONS, known
from impact.store.workspace import Workspace
from tests.store.released import HASHES, everything, unpacked

NOTHING = dict.fromkeys(["document", "version", "archiving", "snapshot", "edit", "tick", "decision", "in_house"], 0)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    unpacked(max(known(MIGRATIONS)), folder)
    return Workspace(folder)


@pytest.fixture
def there(whole, tmp_path):
    """The same workspace somewhere else."""
    (tmp_path / "there").mkdir()
    shutil.copy(whole.file, tmp_path / "there")
    return Workspace(tmp_path / "there")


@pytest.fixture
def empty(tmp_path):
    return Workspace(tmp_path / "empty")


def test_what_goes_out_comes_in_and_once_only(whole, empty):
    content = whole.export()
    taken = empty.import_(content)
    assert everything(empty) == everything(whole)
    assert taken == {"document": 3, "version": 6, "archiving": 1, "snapshot": 2, "edit": 5, "tick": 3, "decision": 2, "in_house": 3}
    assert empty.import_(content) == NOTHING == empty.import_(empty.export())
    assert everything(empty) == everything(whole)


def test_an_archive_says_what_it_holds(whole):
    with zipfile.ZipFile(io.BytesIO(whole.export())) as content:
        manifest = json.loads(content.read("manifest.json"))
        assert (manifest["format"], manifest["schema"]) == (1, max(known(MIGRATIONS)))
        assert set(content.namelist()) == {"manifest.json", *manifest["sha256"]}
        for name, found in manifest["sha256"].items():
            lines = content.read(name)
            assert hashlib.sha256(lines).hexdigest() == found
            assert lines.count(b"\n") == manifest["counts"][name.removesuffix(".jsonl")]


def test_a_document_that_went_further_elsewhere_gets_its_new_versions(whole, there):
    (name,) = whole.documents("study").document
    more = there.save("study", "further", {"en": "d"}, name, by="Cy")
    assert there.import_(whole.export()) == NOTHING  # what stands behind brings nothing
    before = everything(there)
    whole_again = there.export()
    shutil.copy(whole.file, there.file)
    assert there.import_(whole_again) == NOTHING | {"version": 1}
    assert everything(there) == before and there.text(name) == "further" and more.version == 5


def test_a_document_that_parted_comes_in_beside_once(whole, there, tmp_path):
    (name,) = whole.documents("study").document
    here = Workspace(tmp_path)
    here.import_(whole.export())
    here.save("study", "mine", {"en": "mine"}, name)
    mine = everything(here)
    there.save("study", "theirs", {"en": "theirs"}, name)
    new = hashlib.sha256(b'{"of": "theirs"}').hexdigest()
    there.keep(new, '{"of": "theirs"}', {"en": "of theirs"}, name, 5)
    taken = here.import_(there.export())
    assert taken == NOTHING | {"document": 1, "version": 5, "snapshot": 1}
    assert here.import_(there.export()) == NOTHING
    (other,) = set(here.documents("study").document) - {name}
    assert here.text(name) == "mine" and here.text(other) == "theirs" and here.text(other, 1) == here.text(name, 1)
    assert here.snapshot(new).document == other and here.snapshot(HASHES[0]).document == name
    after = everything(here)
    assert {key: after["versions"][key] for key in mine["versions"]} == mine["versions"]
    there.save("study", "theirs goes on", {"en": "theirs"}, name)
    assert here.import_(there.export()) == NOTHING | {"version": 1} and here.text(other) == "theirs goes on"


def test_what_was_said_last_holds_wherever_it_was_said(whole, there, tmp_path):
    here = Workspace(tmp_path)
    here.import_(whole.export())
    for workspace, words in ((there, "earlier"), (here, "later")):
        workspace.edit(HASHES[0], "headline", "en", words)
    assert here.import_(there.export()) == NOTHING | {"edit": 1} and here.edits(HASHES[0], "en")["headline"] == "later"
    assert there.import_(here.export()) == NOTHING | {"edit": 1} and there.edits(HASHES[0], "en")["headline"] == "later"


# --- what is refused ---------------------------------------------------------------------


def packed(content: bytes, members: dict[str, bytes | None], manifest: dict | None = None) -> bytes:
    """An archive with other members (None: without it) and, where a manifest is given, with these entries in it; hashes follow."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        files = {name: source.read(name) for name in source.namelist()} | members
    if manifest is not None:
        sums = {name: hashlib.sha256(lines).hexdigest() for name, lines in files.items() if lines is not None and name != "manifest.json"}
        files["manifest.json"] = json.dumps(json.loads(files["manifest.json"]) | {"sha256": sums} | manifest).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name, lines in files.items():
            if lines is not None:
                out.writestr(name, lines)
    return target.getvalue()


def lines(*rows) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def changed(table: str, **cells):
    """What spoils an archive by cells in the first row of a table."""

    def spoil(content: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            rows = [json.loads(line) for line in source.read(f"{table}.jsonl").splitlines()]
        return packed(content, {f"{table}.jsonl": lines(rows[0] | cells, *rows[1:])}, {})

    return spoil


TIMES = {
    "document": "made",
    "version": "saved",
    "archiving": "made",
    "snapshot": "taken",
    "edit": "made",
    "tick": "made",
    "decision": "made",
    "in_house": "made",
}
NO_TIMES = [
    "",
    "not a date",
    "infinity",
    5,
    "2026-02-30T12:00:00.000000+00:00",
    "2026-02-28",
    "2026-02-28T12:00:00.000000+01:00",
    "0001-01-01T00:00:00.000000+01:00",
]
NO_TABLES = ["[1]", "[" * 100_000 + "]" * 100_000, '{"a": ' * 2000 + "1" + "}" * 2000, '{"a": %s}' % ("9" * 5000), {"a": 1}]
DOCUMENT = {"id": "a", "kind": "study", "made": "2026-11-28T12:00:00.000000+00:00"}
REFUSED = {
    "no zip": (lambda content: b"hello", errors.NotAnArchive),
    "empty": (lambda content: b"", errors.NotAnArchive),
    "half": (lambda content: content[: len(content) // 2], errors.NotAnArchive),
    "no manifest": (lambda content: packed(content, {"manifest.json": None}), errors.NotAnArchive),
    "no JSON": (lambda content: packed(content, {"manifest.json": b"{"}), errors.NotAnArchive),
    "deep": (lambda content: packed(content, {"manifest.json": b"[" * 100_000}), errors.NotAnArchive),
    "a list": (lambda content: packed(content, {"manifest.json": b"[]"}), errors.NotAnArchive),
    "no format": (lambda content: packed(content, {"manifest.json": b'{"schema": 1, "sha256": {}}'}), errors.NotAnArchive),
    "no version": (lambda content: packed(content, {}, {"schema": 0}), errors.NotAnArchive),
    "newer format": (lambda content: packed(content, {}, {"format": 2}), errors.ArchiveNewer),
    "newer version": (lambda content: packed(content, {}, {"schema": 99}), errors.ArchiveNewer),
    "other bytes": (lambda content: packed(content, {"tick.jsonl": b""}), errors.ArchiveChanged),
    "no hash": (lambda content: packed(content, {}, {"sha256": {}}), errors.ArchiveChanged),
    "climbing": (lambda content: packed(content, {"../../evil": b""}, {}), errors.ArchiveMember),
    "absolute": (lambda content: packed(content, {"/etc/passwd": b""}, {}), errors.ArchiveMember),
    "more": (lambda content: packed(content, {"more.jsonl": b""}, {}), errors.ArchiveMember),
    "less": (lambda content: packed(content, {"edit.jsonl": None}, {}), errors.ArchiveMember),
    "bomb": (lambda content: packed(content, {"edit.jsonl": bytes(200_000_001)}, {}), errors.ArchiveTooLarge),
    "no row": (lambda content: packed(content, {"document.jsonl": b"[]\n"}, {}), errors.ArchiveRow),
    "deep row": (lambda content: packed(content, {"document.jsonl": b"[" * 100_000}, {}), errors.ArchiveRow),
    "no text": (lambda content: packed(content, {"document.jsonl": b"\xff\xfe\n"}, {}), errors.ArchiveRow),
    "half a sign": (lambda content: packed(content, {"document.jsonl": lines(DOCUMENT | {"made": "\ud800"})}, {}), errors.ArchiveRow),
    "other columns": (lambda content: packed(content, {"document.jsonl": lines({"id": "a"})}, {}), errors.ArchiveRow),
    "a path": (lambda content: packed(content, {"document.jsonl": lines(DOCUMENT | {"id": "../a"})}, {}), errors.ArchiveRow),
    "another kind": (lambda content: packed(content, {"document.jsonl": lines(DOCUMENT | {"kind": "x"})}, {}), errors.ArchiveRow),
    "twice": (lambda content: packed(content, {"document.jsonl": lines(DOCUMENT, DOCUMENT)}, {}), errors.ArchiveRow),
    "of nothing": (lambda content: packed(content, {"document.jsonl": b""}, {}), errors.ArchiveRow),
    "another hash": (changed("snapshot", content='{"another": 1}'), errors.ArchiveRow),
    **{f"no time {table}": (changed(table, **{name: "not a date"}), errors.ArchiveRow) for table, name in TIMES.items()},
    **{f"no time {at}": (changed("snapshot", taken=time), errors.ArchiveRow) for at, time in enumerate(NO_TIMES)},
    **{f"no decision {at}": (changed("decision", content=said), errors.ArchiveRow) for at, said in enumerate(NO_TABLES)},
    **{f"no title {at}": (changed("version", title=said), errors.ArchiveRow) for at, said in enumerate(NO_TABLES)},
    "no snapshot": (changed("snapshot", content="[1]", hash=hashlib.sha256(b"[1]").hexdigest()), errors.ArchiveRow),
    "no number": (lambda content: packed(content, {"tick.jsonl": lines({"number": "x"})}, {}), errors.ArchiveRow),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_is_no_archive_is_refused_and_nothing_comes_in(whole, empty, why):
    spoil, error = REFUSED[why]
    with pytest.raises(error):
        empty.import_(spoil(whole.export()))
    assert not empty.file.exists()


def test_a_member_twice_and_one_that_lies_about_its_size_are_refused(whole, empty):
    content = io.BytesIO(whole.export())
    with pytest.warns(UserWarning), zipfile.ZipFile(content, "a") as target:
        target.writestr("edit.jsonl", b"")
    with pytest.raises(errors.ArchiveMember):
        empty.import_(content.getvalue())
    bomb = bytearray(packed(whole.export(), {"edit.jsonl": bytes(1_000_000)}, {}))
    size = (1_000_000).to_bytes(4, "little")
    while size in bomb:  # in the header of the file and in the list of all
        at = bomb.index(size)
        bomb[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(errors.ArchiveChanged):
        empty.import_(bytes(bomb))


def test_bytes_that_were_changed_never_come_in_and_never_break_it(whole, empty):
    """Whatever one byte is set to: refused in one sentence, or nothing but the truth comes in."""
    content, truth, chance = whole.export(), everything(whole), random.Random(4)
    came = 0
    for _ in range(60):
        spoiled = bytearray(content)
        spoiled[chance.randrange(len(content))] = chance.randrange(256)
        try:
            with archive.unpack(bytes(spoiled), MIGRATIONS) as other:
                rows = {table: archive.rows_of(other, table) for table in archive.tables(other)}
        except errors.SeuilError:
            continue
        came += 1
        assert [row["content"] for row in rows["snapshot"]] == [truth["snapshots"][row["hash"]]["content"] for row in rows["snapshot"]]
        assert len(rows["version"]) == 6 and len(rows["snapshot"]) == 2
    assert came < 30


def test_all_or_nothing(whole, empty):
    """In-house rows that the catalogue does not take come last, and undo all that came before."""
    with zipfile.ZipFile(io.BytesIO(whole.export())) as source:
        rows = [json.loads(line) for line in source.read("in_house.jsonl").splitlines()]
    rows[0]["cells"] = json.dumps(json.loads(rows[0]["cells"]) | {"terms": "commercial"})
    with pytest.raises(errors.RowRefused) as refused:
        empty.import_(packed(whole.export(), {"in_house.jsonl": lines(*rows)}, {}))
    assert refused.value.file == "workspace/source" and empty.documents("study", archived=True).empty and empty.rows() == {}


def test_more_than_an_archive_may_hold_is_not_written(whole, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST", 1000)
    with pytest.raises(errors.ArchiveTooLarge):
        whole.export()


def test_an_older_archive_is_migrated(whole, tmp_path):
    folder = tmp_path / "sql"
    shutil.copytree(MIGRATIONS, folder)
    (folder / "0002.sql").write_text("ALTER TABLE tick RENAME done TO ticked; ALTER TABLE tick RENAME ticked TO done;")
    newer = Workspace(tmp_path / "newer", folder)
    newer.import_(whole.export())
    assert everything(newer) == everything(whole)
    with pytest.raises(errors.ArchiveNewer):
        whole.import_(newer.export())
    (folder / "0003.sql").write_text("ALTER TABLE tick RENAME nothing TO done;")
    with pytest.raises(errors.MigrationFailed):
        Workspace(tmp_path / "newest", folder).import_(whole.export())
