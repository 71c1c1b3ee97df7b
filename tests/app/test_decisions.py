"""The decisions of the workspace: one that cannot be shown hides no other."""

import datetime
import hashlib

import pytest

from impact import errors
from impact.export.snapshot import SHORT
from impact.model.decision import decided
from impact.store.workspace import Workspace
from impact.views.texts import languages, texts
from tests.app.test_keep import home, kept  # noqa: F401 (a fixture)
from tests.app.test_pages import opened, said


@pytest.mark.parametrize("language", languages())
def test_a_snapshot_that_cannot_be_read_hides_no_other_decision(language, catalogue):
    words, held, name = texts(language), Workspace(), kept(catalogue=catalogue)
    record = decided(["copper"], "Reasons that stand", "", "", datetime.date(2027, 1, 31), "R&D").model_dump(mode="json")
    held.decide(name, record)
    problems = []
    for content, problem in (("[1]", errors.SnapshotDamaged), ('{"format": 99}', errors.SnapshotNewer)):
        other = hashlib.sha256(content.encode()).hexdigest()
        held.keep(other, content, {"en": "other"})
        held.decide(other, record)
        problems.insert(0, words.error(problem(other[:SHORT], *(("99", "1") if problem is errors.SnapshotNewer else ()))))
    held.decide(name, {"choice": 5})
    app = opened(language, "pages/workspace.py")
    app.segmented_control(key="at_workspace").set_value("decisions").run()
    assert not app.exception and [each.value.replace("\\", "") for each in app.error] == problems
    assert "Reasons that stand" in said(app) and words("decision.unreadable") in said(app)
