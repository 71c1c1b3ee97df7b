"""A dossier as text for other programs: totals as CSV, everything as JSON, the study as the file that it was computed from."""

import json as encoder

import pandas as pd

from impact.export.dossier import Dossier
from impact.views.texts import shortened


def csv(dossier: Dossier) -> bytes:
    """The totals, one row per alternative, indicator and stage, in the CSV convention of the language.

    Every row carries the sources with their terms and the hash, so that a row that is copied out keeps them.
    """
    words, brief, rows = dossier.words, dossier.brief, dossier.snapshot.table("totals")
    table = dossier.placed(rows) | {
        "median": rows["median"],
        "low": rows.low,
        "high": rows.high,
        "unit": rows.indicator.map(brief.names["unit"]),
        "status": rows.status.map(brief.names["status"]),
        "coverage": rows.coverage,
        "mass_kg": rows.mass_kg,
        "sources": words.listed_plainly(each.citation for each in brief.sources),
        "terms": words.listed_plainly(dict.fromkeys(each.terms for each in brief.sources)),
        "hash": dossier.snapshot.hash,
    }
    return words.csv(pd.DataFrame({words(f"xlsx.column.{name}"): values for name, values in table.items()}))


def json(dossier: Dossier) -> bytes:
    """Study, method, every result with every digit (what is missing is null), and what is said of it in the language of the dossier."""
    snapshot, brief = dossier.snapshot, dossier.brief
    table = {
        "hash": snapshot.hash,
        "taken": dossier.taken.isoformat(),
        "language": dossier.words.language,
        "link": dossier.link,
        "stamps": dossier.stamps,
        "provenance": dossier.provenance,
        "study": snapshot.study,
        "method": snapshot.method.model_dump(),
        "rows": snapshot.results["totals"],
        "results": {name: rows for name, rows in snapshot.results.items() if name != "totals"},
        "sentences": {each.key: dossier.sentence(each) for each in brief.screens},
        "edited": sorted(dossier.edited),
        "decision": [list(each) for each in dossier.decision],
        "brief": brief.model_dump(exclude={"screens"}),
        "sources": [each.model_dump() for each in brief.sources],
    }
    return encoder.dumps(table, ensure_ascii=False, allow_nan=False, indent=1).encode()


def toml(dossier: Dossier) -> bytes:
    """The file of the study, headed by what computed it: read and taken again with the same facts, it has the same hash."""
    head = [f"# {shortened(line, 1000)}" for line in (dossier.brief.title, *dossier.stamps, *dossier.provenance)]
    return "\n".join([*head, "", dossier.snapshot.study]).encode()
