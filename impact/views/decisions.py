"""Decisions in words."""

import datetime
import json

from impact.views.brief import Brief
from impact.views.texts import Texts

#: What is told of a decision, in its order.
TOLD = ("choice", "reasons", "dissent", "unknown", "review", "by", "made")


def told(row: dict, brief: Brief, words: Texts) -> tuple[tuple[str, str], ...]:
    """A record as pairs of what is told and what was said; row: of Workspace.decisions; brief: of the snapshot it is on."""
    choice = row["choice"] if isinstance(row["choice"], list) else json.loads(row["choice"])
    said = {"choice": words.listed([brief.names["alternative"].get(name, name) for name in choice]) if choice else words("decision.open")}
    said |= {
        name: row[name] if isinstance(row.get(name), str) else words("decision.not_said")
        for name in ("reasons", "dissent", "unknown", "by")
    }
    said |= {name: words.date(datetime.date.fromisoformat(str(row[name])[:10])) for name in ("review", "made")}
    return tuple((words(f"decision.{name}"), said[name]) for name in TOLD)
