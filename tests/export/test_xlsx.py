"""A workbook with every number to its last digit, formulas that agree with what they show, and texts that stay texts."""

import io
import re
import zipfile
from functools import cache

import numpy as np
import openpyxl
import pandas as pd
import pytest

from impact.export import cells, cube, xlsx
from impact.export.dossier import Dossier
from impact.model import reading
from impact.scoring.compare import compare
from impact.views.texts import languages, texts
from tests.conftest import EXAMPLES
from tests.export.dossiers import DRAWS, HOSTILE, NAMES, TAKEN, dossier, extreme, facts

EVERY = [(name, language) for name in NAMES for language in languages()]


@cache
def content(name: str, language: str) -> bytes:
    return xlsx.workbook(dossier(name, language))


@cache
def opened(name: str, language: str, computed: bool = True) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content(name, language)), data_only=computed)


def frame(book: openpyxl.Workbook, title: str, first: int = 0) -> pd.DataFrame:
    """A sheet as a table, by its headings."""
    rows = list(book[title].iter_rows(values_only=True))[first:]
    return pd.DataFrame(rows[1:], columns=rows[0], dtype=object)


def same(found: pd.Series, wanted: pd.Series):
    """Equal to the last digit, what is missing being empty."""
    assert [None if pd.isna(each) else each for each in wanted.astype(object)] == found.tolist()


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_results_are_those_of_the_snapshot_to_the_last_digit(name, language):
    words, snapshot, book = texts(language), dossier(name, language).snapshot, opened(name, language)
    sheets = {"totals": cube.HEAD, "cube": 0, "relative": 0, "pairs": 0, "verdicts": 0, "cells": 0, "matter": 0, "abroad": 0, "costs": 0}
    for title, first in sheets.items():
        held = snapshot.table("parts" if title == "cube" else title)
        if held.empty:
            assert words(f"xlsx.{title}") not in book.sheetnames
            continue
        shown = frame(book, words(f"xlsx.{title}"), first)
        assert len(shown) == len(held)
        for column in {"median", "low", "high", "coverage", "ratio", "lower", "least", "middle", "most", "within", "kg"} & set(held):
            same(shown[words(f"xlsx.column.{column}")], held[column])
        for column in {"alternative", "indicator", "a", "b"} & set(held):
            assert shown[words(f"xlsx.column.{column}_id")].tolist() == held[column].tolist()


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_missing_is_empty_and_said(name, language):
    words, rows = texts(language), frame(opened(name, language), texts(language)("xlsx.totals"), cube.HEAD)
    empty, state = rows[words("xlsx.column.median")].isna(), rows[words("xlsx.column.status")]
    assert (empty == (state == words("status.missing"))).all()


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_sums_are_formulas_that_agree_with_what_they_show(name, language):
    """Each formula is read and evaluated here, over the cells that it names."""
    words = texts(language)
    book, raw = opened(name, language), opened(name, language, computed=False)
    shown, asked = book[words("xlsx.totals")], raw[words("xlsx.totals")]
    parts = frame(book, words("xlsx.cube"))
    medians = pd.to_numeric(parts.iloc[:, cube.MEDIAN])
    heads = [cell.value for cell in shown[cube.HEAD + 1]]
    at, median_at = heads.index(words("xlsx.column.sum")), heads.index(words("xlsx.column.median"))
    ends, differences = rf"\$2:\$[A-Z]\${len(parts) + 1}", []
    for row in range(cube.HEAD + 2, shown.max_row + 1):
        formula, value = asked.cell(row, at + 1).value, shown.cell(row, at + 1).value
        if shown.cell(row, 5).value != "total":
            assert formula is None and value is None
            continue
        places = re.fullmatch(rf"=IF\(COUNTIFS\((.+),.+,\"<>\"\)=0,\".+\",SUMIFS\(('{words('xlsx.cube')}'!\$I{ends}),\1\)\)", formula)
        assert (
            places
            and re.findall(r"!\$([A-Z])\$2", places[1]) == ["A", "C"]
            and re.findall(r",([A-Z]\d+)", places[1]) == [f"A{row}", f"C{row}"]
        )
        mine = (parts.iloc[:, 0] == shown.cell(row, 1).value) & (parts.iloc[:, 2] == shown.cell(row, 3).value) & medians.notna()
        if not mine.any():
            assert value == words("status.missing")
            continue
        assert value == pytest.approx(medians[mine].sum(), rel=1e-12)
        median = shown.cell(row, median_at + 1).value
        if median:
            assert shown.cell(row, at + 2).value == pytest.approx(abs(value / median - 1), abs=1e-12)
            differences.append(shown.cell(row, at + 2).value)
    greatest = shown.cell(2, at + 2).value
    assert greatest == max(differences) and asked.cell(2, at + 2).value.startswith("=MAX(")
    assert 0 < greatest < 1


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_no_link_no_macro_no_other_formula(name, language):
    with zipfile.ZipFile(io.BytesIO(content(name, language))) as archive:
        assert not [each for each in archive.namelist() if re.search("external|vba|comment|drawing|hyperlink", each, re.IGNORECASE)]
        relations = "".join(archive.read(each).decode() for each in archive.namelist() if each.endswith(".rels"))
        assert "TargetMode" not in relations
    words, raw = texts(language), opened(name, language, computed=False)
    for sheet in raw:
        if sheet.title != words("xlsx.totals"):
            assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"], sheet.title


@pytest.mark.parametrize("language", languages())
def test_headings_are_in_the_language(language):
    other = texts("en" if language == "fr" else "fr")
    book = opened("bonnet", language)
    assert other("xlsx.totals") not in book.sheetnames and texts(language)("xlsx.draws") not in book.sheetnames
    assert all(len(each) <= 31 and not re.search(r"[\[\]:*?/\\]", each) for each in book.sheetnames)
    told = dossier("bonnet", language)
    words = {str(cell) for row in book[texts(language)("xlsx.summary")].iter_rows(values_only=True) for cell in row}
    for text in (told.brief.title, told.brief.question, *told.brief.findings, *told.stamps, *told.provenance):
        assert text in words
    assert any(told.sentence(told.brief.screens[1]) in each for each in words)
    assert book.properties.subject == told.snapshot.hash and book.properties.title == told.brief.title


def test_facts_in_use_with_their_numbers_and_names_of_sources():
    given = dossier("bonnet", "fr")
    names = {
        language: brief.names | {"source": {"idemat-2024": "Idemat"}, "terms": {"idemat-2024": "libre"}}
        for language, brief in given.snapshot.briefs.items()
    }
    briefs = {language: brief.model_copy(update={"names": names[language]}) for language, brief in given.snapshot.briefs.items()}
    told = Dossier(given.snapshot.model_copy(update={"briefs": briefs}), given.words, TAKEN)
    words, rows = texts("fr"), frame(openpyxl.load_workbook(io.BytesIO(xlsx.workbook(told))), texts("fr")("xlsx.facts"))
    factors = rows[rows[words("xlsx.column.table")] == words("xlsx.ground.factor")]
    same(factors[words("xlsx.column.value")], pd.DataFrame(given.snapshot.grounds["factor"]).value)
    idemat = rows[rows[words("xlsx.column.source_id")] == "idemat-2024"]
    assert set(idemat[words("xlsx.column.source")]) == {"Idemat"} and set(idemat[words("xlsx.column.terms")]) == {"libre"}
    properties = rows[rows[words("xlsx.column.table")] == words("xlsx.ground.property")]
    same(properties[words("xlsx.column.highest")], pd.DataFrame(given.snapshot.grounds["property"])["max"])
    assert {words(f"xlsx.ground.{name}") for name in ("process", "channel", "capacity", "population")} <= set(
        rows[words("xlsx.column.table")]
    )


def test_influence_names_its_hypothesis():
    words, snapshot = texts("fr"), dossier("bonnet", "fr").snapshot
    rows, held = frame(opened("bonnet", "fr"), words("xlsx.influence")), snapshot.table("influence")
    assert rows[words("xlsx.column.hypothesis")].tolist() == (held.hypothesis + 1).tolist()
    same(rows[words("xlsx.column.high_end")], held.high)
    told = frame(opened("bonnet", "fr"), words("xlsx.hypotheses"))
    assert told[words("xlsx.column.statement")].tolist() == dossier("bonnet", "fr").brief.hypotheses


@pytest.mark.parametrize("language", languages())
def test_draws_on_request_with_quantiles_by_formula(language):
    study = reading.load(next(path for path in EXAMPLES if path.stem == "wall"))
    comparison = compare(study, facts("wall"), DRAWS)
    drawn, words = cube.drawn(comparison.cube), texts(language)
    content = xlsx.workbook(dossier("wall", language), drawn)
    book, raw = (openpyxl.load_workbook(io.BytesIO(content), data_only=each)[words("xlsx.draws")] for each in (True, False))
    shown = np.array(list(book.iter_rows(min_row=cube.DRAWN + 1, min_col=2, values_only=True)), dtype=float)
    assert np.array_equal(shown, drawn.to_numpy(), equal_nan=True)
    totals = comparison.totals
    for at, (alternative, indicator) in enumerate(drawn.columns, 2):
        row = totals[(totals.alternative == alternative) & (totals.indicator == indicator)].iloc[0]
        found, asked = ([sheet.cell(line, at).value for line in (4, 5, 6)] for sheet in (book, raw))
        if row.status == "missing":
            assert found == [words("status.missing"), None, None]
            continue
        assert found == pytest.approx([row.low, row["median"], row.high], rel=1e-12)
        column = book.cell(1, at).column_letter
        cells_named = f"${column}${cube.DRAWN + 1}:${column}${cube.DRAWN + DRAWS}"
        assert asked == [f"=PERCENTILE({cells_named},0.025)", f"=MEDIAN({cells_named})", f"=PERCENTILE({cells_named},0.975)"]


def test_hostile_names_stay_texts():
    given = Dossier(extreme(), texts("fr"), TAKEN, "=HYPERLINK(1)", {"result": HOSTILE}, True, (("=1", "+2"),))
    content = xlsx.workbook(given)
    book = openpyxl.load_workbook(io.BytesIO(content))
    names = [given.brief.names["alternative"][name] for name in dict.fromkeys(given.snapshot.table("totals").alternative)]
    rows = frame(book, texts("fr")("xlsx.totals"), cube.HEAD)
    assert list(dict.fromkeys(rows[texts("fr")("xlsx.column.alternative")])) == names and names[0].startswith("=0+")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = b"".join(archive.read(each) for each in archive.namelist())
        assert b"<hyperlink" not in text and b"HYPERLINK(1)</f>" not in text


def test_a_text_never_becomes_markup():
    """The library writes a text that looks like rich text as it is: it could bring its own cells."""
    book = cells.Book({})
    sheet = book.sheet("a")
    texts_in = ["<r><t>x</t></r>", "\x00\x0b\ufffe\ud800a", "=1+1", "@x", "-1", "+1", "\t=1", "http://a.b", "x" * 40_000]
    for row, text in enumerate(texts_in):
        book.cell(sheet, row, 0, text)
    found = [row[0] for row in openpyxl.load_workbook(io.BytesIO(book.content()))["a"].iter_rows(values_only=True)]
    assert found[:2] == [" <r><t>x</t></r>", "a"] and found[2:8] == texts_in[2:8] and len(found[8]) == cells.LONGEST


def test_formats_follow_the_magnitude():
    assert [cells.magnitude(each) for each in (0.0, 1e-9, 0.5, 2.0, 150.0, 2e3, 2e7, -2.0, 3)] == [
        "0", "0.000E+00", "0.00000", "0.000", "#,##0.0", "#,##0", "0.000E+00", "0.000", "0",
    ]  # fmt: skip
