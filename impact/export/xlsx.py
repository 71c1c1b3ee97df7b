"""A workbook with everything: words, results, what makes them, facts in use, sources, and draws on request."""

import pandas as pd

from impact.export import cube
from impact.export.cells import Book, Column, legible, plain
from impact.export.dossier import Dossier
from impact.export.used import used
from impact.views import sentences

#: Columns that hold ids, and the kind of names of each; ids and names then stand side by side.
IDS = {
    "alternative": "alternative",
    "a": "alternative",
    "b": "alternative",
    "indicator": "indicator",
    "principle": "principle",
    "set": "capacity_set",
}
#: Columns that hold words of ours, of which the name alone is shown.
SPOKEN = {"status": "status", "answer": "answer", "word": "verdict"}
#: Tables of results that are sheets of their own, with their columns, in their order.
RESULTS = {
    "relative": ("alternative", "indicator", "ratio", "low", "high", "lower", "answer", "comparable", "unsure", "apart", "status"),
    "pairs": ("a", "b", "indicator", "ratio", "low", "high", "lower", "answer"),
    "verdicts": (
        "alternative",
        "indicator",
        "kind",
        "word",
        "low",
        "least",
        "middle",
        "most",
        "high",
        "within",
        "by_principle",
        "by_set",
        "more",
        "less",
    ),
    "cells": ("alternative", "indicator", "principle", "set", "ratio", "low", "high", "within"),
    "matter": ("alternative", "state", "kg"),
    "abroad": ("alternative", "asked", "least", "most", "unknown"),
    "circularity": ("alternative", "low", "high", "state"),
    "costs": ("alternative", "median", "low", "high", "currency", "status"),
    "influence": ("hypothesis", "alternative", "indicator", "low_end", "base", "high_end", "turns"),
}


def workbook(dossier: Dossier, draws: pd.DataFrame | None = None) -> bytes:
    """The dossier as a workbook; draws: totals draw by draw, see cube.drawn."""
    words = dossier.words
    told = {
        "title": legible(dossier.brief.title)[:255],
        "subject": dossier.snapshot.hash,
        "comments": "\n".join(map(legible, dossier.stamps)),
    }
    book = Book(told | {"created": dossier.taken.replace(tzinfo=None)})
    _summary(book, dossier)
    cube.totals(book, dossier)
    cube.cube(book, dossier)
    _hypotheses(book, dossier)
    for name in RESULTS:
        rows = _result(dossier, name)
        if len(rows):
            book.table(words(f"xlsx.{name}"), _columns(rows, dossier, name))
    facts = used(dossier)
    book.table(words("xlsx.facts"), [Column(words(f"xlsx.column.{name}"), plain(facts[name])) for name in facts])
    cited = dossier.brief.sources
    book.table(
        words("xlsx.sources"), [Column(words("xlsx.column.citation"), [each.citation for each in cited]), Column(words("xlsx.column.terms"), [each.terms for each in cited])]
    )
    _reading(book, dossier)
    if draws is not None:
        cube.draws(book, dossier, draws)
    return book.content()


def _summary(book: Book, dossier: Dossier):
    """What is asked and said, under which reservations, how it was computed, and how to read the rest."""
    words, brief = dossier.words, dossier.brief
    how = [words(f"xlsx.how_{kind}") for kind in ("missing", "interval", "hash")]
    how.insert(2, words("xlsx.how_sum", totals=words("xlsx.totals"), cube=words("xlsx.cube")))
    told = {
        "question": [brief.question],
        "function": [brief.function],
        "decision": [f"{asked} {answer}" for asked, answer in dossier.decision],
        "said": [f"{each.title} · {dossier.sentence(each)}" for each in brief.screens],
        "certainty": brief.certainty,
        "limits": brief.limits or [words("pdf.no_principle")],
        "coverage": brief.coverage,
        "findings": brief.findings,
        "assumed": brief.assumed,
        "signs": brief.signs,
        "provenance": [*dossier.stamps, *dossier.provenance],
        "how": how,
    }
    sheet = book.sheet(words("xlsx.summary"))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 120)
    book.cell(sheet, 0, 0, brief.title, "title")
    row = 2
    for kind, lines in told.items():
        for number, line in enumerate(lines):
            book.cell(sheet, row + number, 0, words(f"xlsx.{kind}") if number == 0 else "", "label")
            book.cell(sheet, row + number, 1, line, "wrap")
        row += len(lines) + bool(lines)


def _result(dossier: Dossier, name: str) -> pd.DataFrame:
    """A table of results, with what is said of each row."""
    rows = dossier.snapshot.table(name)
    if name == "relative":
        return rows.assign(answer=[dossier.words(f"answer.{sentences.answer(cell)}") for cell in rows.itertuples()])
    if name == "influence" and len(rows):
        named = {"low": "low_end", "high": "high_end"}
        return rows.rename(columns=named).assign(hypothesis=rows.hypothesis + 1, indicator=dossier.brief.indicator)
    return rows


def _columns(rows: pd.DataFrame, dossier: Dossier, table: str) -> list[Column]:
    """Columns of a table of results, ids with their names."""
    words, names, found = dossier.words, dossier.brief.names, []
    spoken = SPOKEN | {"state": "circular" if table == "circularity" else "state"}
    for name in RESULTS[table]:
        values = plain(rows[name])
        if name in IDS:
            found.append(Column(words(f"xlsx.column.{name}_id"), values))
        called = names.get(IDS.get(name) or spoken.get(name), {})
        found.append(Column(words(f"xlsx.column.{name}"), [called.get(each, each) for each in values]))
    if table == "influence":
        found.append(Column(words("xlsx.column.unit"), [names["unit"][each] for each in rows.indicator]))
    return found


def _hypotheses(book: Book, dossier: Dossier):
    """Every provisional hypothesis, under the number by which the sheet of their influence calls it."""
    words, brief = dossier.words, dossier.brief
    if brief.hypotheses:
        numbers = list(range(1, len(brief.hypotheses) + 1))
        book.table(
            words("xlsx.hypotheses"),
            [Column(words("xlsx.column.number"), numbers), Column(words("xlsx.column.statement"), brief.hypotheses)],
        )


def _reading(book: Book, dossier: Dossier):
    """The tables of the brief, one under the other, as they are read on the pages."""
    sheet = book.sheet(dossier.words("xlsx.reading"))
    sheet.set_column(0, 12, 24)
    row = 0
    for each in [
        *(dossier.brief.sheets[name] for name in sorted(dossier.brief.sheets)),
        *(screen.sheet for screen in dossier.brief.screens if screen.sheet),
    ]:
        book.cell(sheet, row, 0, each.title, "label")
        for below, (line, style) in enumerate([(each.head, "head"), *((line, None) for line in each.rows)], row + 1):
            for at, text in enumerate(line):
                book.cell(sheet, below, at, text, style)
        row += len(each.rows) + 3
