"""CSV, JSON and the study itself: the same numbers, and a study that computes to the same hash."""

import csv
import io
import json
import tomllib

import pandas as pd
import pytest

from impact import errors
from impact.export import files, snapshot, tables
from impact.export.dossier import Dossier
from impact.model import reading
from impact.views.texts import languages, texts
from tests.export.dossiers import DRAWS, HOSTILE, NAMES, TAKEN, dossier, extreme, facts

EVERY = [(name, language) for name in NAMES for language in languages()]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_csv_holds_the_totals_with_sources_and_hash(name, language):
    given, words = dossier(name, language), texts(language)
    signs = {"sep": ";", "decimal": ","} if language == "fr" else {}
    rows = pd.read_csv(io.BytesIO(tables.csv(given)), encoding="utf-8-sig", float_precision="round_trip", **signs)
    held = given.snapshot.table("totals")
    for column in ("median", "low", "high", "coverage", "mass_kg"):
        pd.testing.assert_series_equal(
            rows[words(f"xlsx.column.{column}")], held[column], check_names=False, check_dtype=False, check_exact=True
        )
    assert rows[words("xlsx.column.alternative_id")].tolist() == held.alternative.tolist()
    assert set(rows[words("xlsx.column.hash")]) == {given.snapshot.hash}
    for citation, terms in ((each.citation, each.terms) for each in given.brief.sources):
        assert citation in rows[words("xlsx.column.sources")][0] and terms in rows[words("xlsx.column.terms")][0]


def test_csv_neutralises_formulas():
    given = Dossier(extreme(), texts("en"), TAKEN)
    rows = list(csv.reader(io.StringIO(tables.csv(given).decode("utf-8-sig"))))
    names = {row[1] for row in rows[1:]}
    assert any(name.startswith("'=0+W") for name in names)
    assert not [cell for row in rows[1:] for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_json_holds_everything(name, language):
    given = dossier(name, language, edited={"result": HOSTILE})
    found = json.loads(tables.json(given), parse_constant=pytest.fail)
    assert found["hash"] == given.snapshot.hash and found["language"] == language and found["taken"] == TAKEN.isoformat()
    assert found["rows"] == given.snapshot.results["totals"] and found["study"] == given.snapshot.study
    assert found["method"] == given.snapshot.method.model_dump()
    assert {"totals", *found["results"]} == set(given.snapshot.results)
    assert HOSTILE in found["sentences"]["result"] and found["edited"] == ["result"]
    assert found["sentences"]["limits"] == given.brief.screen("limits").sentence
    assert [f"{each['citation']}" for each in found["sources"]] == [each.citation for each in given.brief.sources]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_study_computes_to_the_same_hash(name, language):
    given = dossier(name, language)
    content = tables.toml(given)
    assert content.decode().startswith(f"# {given.brief.title}\n") and given.snapshot.hash in content.decode()
    if language == "fr":
        assert snapshot.take(reading.loads(content), facts(name), DRAWS).hash == given.snapshot.hash
    else:
        assert tomllib.loads(content.decode()) == tomllib.loads(given.snapshot.study)


def test_hostile_titles_stay_in_the_comment():
    given = Dossier(extreme(), texts("fr"), TAKEN, "http://a\nformat = 2")
    assert tomllib.loads(tables.toml(given).decode()) == tomllib.loads(given.snapshot.study)


@pytest.mark.parametrize("kind", ["pdf", "xlsx", "csv", "json", "toml"])
def test_every_kind_is_written(kind):
    beginnings = {"pdf": b"%PDF-", "xlsx": b"PK", "csv": b"\xef\xbb\xbf", "json": b"{", "toml": b"# "}
    assert files.write(kind, dossier("busbar", "fr")).startswith(beginnings[kind])
    assert "/" in files.KINDS[kind].mime


def test_an_unknown_kind_is_refused():
    with pytest.raises(errors.UnknownExport) as refused:
        files.write("docx", dossier("busbar", "fr"))
    assert refused.value.found == "docx" and refused.value.allowed == ["pptx", "pdf", "xlsx", "csv", "json", "toml"]
    assert "docx" in texts("fr").error(refused.value)
