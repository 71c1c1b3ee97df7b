"""A workspace of every version that was released: what it was filled with, and what it answered then.

Once a schema version is done: python -m tests.store.released
"""

import hashlib
import io
import json
import tempfile
import zipfile
from pathlib import Path

from impact.store import house
from impact.store.workspace import Workspace

FOLDER = Path(__file__).parent / "workspaces"
CONTENTS = ('{"é": "\\u0000"}', "{}")
HASHES = [hashlib.sha256(content.encode()).hexdigest() for content in CONTENTS]
SOURCE = (
    "id,name_en,name_fr,title,publisher,version,year,method,licence_en,licence_fr,terms,url,citation,note_en,note_fr\n"
    "own-epd,Own EPD,FDES maison,EPD of our steel,Us,1,2026,EF 3.1,own,interne,free,,us 2026,,\n"
)


def filled(workspace: Workspace) -> Workspace:
    """One of everything that a workspace can hold, and of what was taken back."""
    study = workspace.save("study", 'title = "a"', {"en": "Élan =cmd() <b>", "fr": "😀"}, by="Ana", note="first").document
    workspace.save("study", 'title = "b"', {"en": "b"}, study, by="Bo")
    workspace.save("study", 'title = "c"', {"en": "c"}, study, based_on=1)
    workspace.restore(study, 1, by="Ana")
    workspace.archive(workspace.save("study", "# out of sight", {"en": "old"}).document)
    workspace.save("roadmap", "[[item]]", {"fr": "Feuille de route"})
    workspace.keep(HASHES[0], CONTENTS[0], {"en": "frozen"}, study, 2, by="Ana")
    workspace.keep(HASHES[1], CONTENTS[1], {"en": "of no document"})
    for words in ("mine", None, "mine again"):
        workspace.edit(HASHES[0], "headline", "en", words, by="Bo")
    workspace.edit(HASHES[0], "ending", "en", "gone")
    workspace.edit(HASHES[0], "ending", "en", None)
    workspace.tick(HASHES[0], "printed", True, by="Ana")
    workspace.tick(HASHES[0], "read", True)
    workspace.tick(HASHES[0], "read", False)
    workspace.decide(HASHES[0], {"what": "build it", "review": "2027-06-30", "names": ["Ana", "Bo"]})
    workspace.decide(HASHES[1], {"what": "wait"})
    workspace.add_rows("source", house.read("source", SOURCE.encode()), by="Ana")
    workspace.add_rows("source", house.read("source", SOURCE.replace("own-epd", "own-other").encode()))
    workspace.withdraw("source", "own-other")
    return workspace


def everything(workspace: Workspace) -> dict:
    """All answers of a workspace, as JSON values."""
    documents = {kind: workspace.documents(kind, archived=True).to_dict("records") for kind in ("study", "roadmap")}
    names = [row["document"] for rows in documents.values() for row in rows]
    hashes = workspace.snapshots().hash.tolist()
    answers = {
        "documents": documents,
        "versions": {name: workspace.versions(name).to_dict("records") for name in names},
        "texts": {name: [workspace.text(name, version) for version in workspace.versions(name).version] for name in names},
        "snapshots": {name: vars(workspace.snapshot(name)) for name in hashes},
        "edits": {name: workspace.edits(name, "en") for name in hashes},
        "ticks": {name: workspace.ticks(name) for name in hashes},
        "decisions": {name: workspace.decisions(name).to_dict("records") for name in hashes},
        "rows": {table: rows.to_dict("records") for table, rows in workspace.rows().items()},
    }
    return json.loads(json.dumps(answers))


def unpacked(version: int, folder: Path) -> dict[str, bytes]:
    """File and archive of a released version, and what they answered, by name; the file stands in `folder`."""
    with zipfile.ZipFile(FOLDER / f"{version}.zip") as release:
        release.extract("workspace.duckdb", folder)
        return {name: release.read(name) for name in release.namelist()}


def release():
    """The fixture of the version that this program writes."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = filled(Workspace(Path(folder)))
        answers = json.dumps(everything(workspace), ensure_ascii=False, indent=1)
        with zipfile.ZipFile(io.BytesIO(workspace.export())) as archive:
            schema = json.loads(archive.read("manifest.json"))["schema"]
        with zipfile.ZipFile(FOLDER / f"{schema}.zip", "w", zipfile.ZIP_DEFLATED) as target:
            target.write(workspace.file, "workspace.duckdb")
            target.writestr("archive.zip", workspace.export())
            target.writestr("answers.json", answers)


if __name__ == "__main__":
    release()
