"""What is kept: studies with their versions, snapshots, hypotheses, decisions, in-house facts, all of it as one archive."""

from impact.views.ui import frame, registry, shelf, stock

SECTIONS = {
    "studies": shelf.studies,
    "snapshots": shelf.snapshots,
    "hypotheses": registry.hypotheses,
    "decisions": registry.decisions,
    "rows": stock.rows,
    "archive": stock.archive,
}

words = frame.header("workspace.title", "workspace.promise")
with frame.errors_shown():
    section = frame.section("workspace", words("workspace.sections"), {name: words(f"workspace.section.{name}") for name in SECTIONS})
    SECTIONS[section]()
