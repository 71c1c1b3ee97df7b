"""Decisions in words."""

import datetime

from impact.views.brief import Brief
from impact.views.texts import Texts

#: What is told of a decision, in its order.
TOLD = ("choice", "reasons", "dissent", "unknown", "review", "by", "made")


def told(row: dict, brief: Brief, words: Texts) -> tuple[tuple[str, str], ...]:
    """A record as pairs of what is told and what was said; row: of Workspace.decisions; brief: of the snapshot it is on.

    A record may come from an archive of elsewhere: what is of another kind than a decision's is told as not readable.
    """
    return tuple((words(f"decision.{name}"), _said(name, row.get(name), brief, words)) for name in TOLD)


def _said(name: str, value, brief: Brief, words: Texts) -> str:
    if value is None or value != value:  # a field of other decisions only
        return words("decision.not_said")
    if name == "choice" and isinstance(value, list) and all(isinstance(each, str) for each in value):
        called = brief.names.get("alternative", {})
        return words.listed([called.get(each, each) for each in value]) or words("decision.open")
    if name in ("review", "made") and isinstance(value, str):
        try:
            return words.date(datetime.date.fromisoformat(value[:10]))
        except ValueError:
            return words("decision.unreadable")
    return value if isinstance(value, str) and name != "choice" else words("decision.unreadable")
