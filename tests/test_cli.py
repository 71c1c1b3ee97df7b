"""The command line: rows as promised, one clear line and exit code 2 on anything wrong."""

import csv
import io
import json
import shutil

import pytest

from impact import cli
from impact.store.catalogue import Catalogue
from tests.conftest import EXAMPLES, ROOT

BONNET = str(ROOT / "data/studies/bonnet.toml")


@pytest.fixture(autouse=True)
def one_catalogue(monkeypatch, catalogue):
    monkeypatch.setattr(cli, "catalogue", lambda: catalogue)


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as end:
        cli.main(list(arguments))
    said = capsys.readouterr()
    return end.value.code or 0, said.out, said.err


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_compare_as_json(capsys, path):
    code, out, _ = run(capsys, "compare", str(path), "--format", "json", "--draws", "256")
    answer = json.loads(out)
    assert code == 0 and set(answer) == {"study", "method", "rows"}
    assert answer["method"]["draws"] == 256 and len(answer["method"]["facts"]) == 12
    wanted = ["alternative", "indicator", "stage", "median", "low", "high", "unit", "status", "coverage", "mass_kg"]
    for row in answer["rows"]:
        assert list(row) == wanted
        assert row["status"] in ("known", "proxy", "partial", "missing")
        assert (row["median"] is None) == (row["status"] == "missing")
        assert row["stage"] in ("material", "total")
    assert len(answer["rows"]) == 2 * 16 * len(answer["study"]["alternatives"])


def test_the_same_call_gives_the_same_digits(capsys):
    first, second = (run(capsys, "compare", BONNET, "--format", "csv")[1] for _ in range(2))
    assert first == second
    other = run(capsys, "compare", BONNET, "--format", "csv", "--seed", "1")[1]
    assert other != first
    assert len(list(csv.DictReader(io.StringIO(first)))) == 160


@pytest.mark.parametrize(("language", "word"), [("fr", "Acier galvanisé"), ("en", "Galvanised steel")])
def test_tables_in_both_languages(capsys, language, word):
    code, out, _ = run(capsys, "compare", BONNET, "--language", language)
    assert code == 0 and word in out
    code, out, _ = run(capsys, "facts", "pp", "--language", language)
    assert code == 0 and ("Density" in out) == (language == "en")


def test_a_worked_example_by_its_name_and_the_list_of_materials(capsys):
    assert run(capsys, "compare", "bonnet", "--format", "csv")[1] == run(capsys, "compare", BONNET, "--format", "csv")[1]
    code, out, _ = run(capsys, "facts", "--language", "fr")
    assert code == 0 and "flax-epoxy" in out and len(out.splitlines()) == 239
    assert run(capsys)[1].startswith("Usage")


def test_the_table_says_function_scope_and_sources(capsys):
    _, out, _ = run(capsys, "compare", BONNET, "--language", "fr")
    assert "capot en acier de 15 kg" in out and "fin de vie ne sont pas" in out and "usage non commercial seulement" in out
    assert "bleu" not in out  # a terminal has no colours to explain


def test_the_gate_holds_on_the_command_line_too(capsys, tmp_path):
    study = tmp_path / "study.toml"
    text = (ROOT / "data/studies/bonnet.toml").read_text(encoding="utf-8")
    study.write_text(text.replace('material = "aluminium-5754"', 'material = "aluminium-5754", mass = 7'), encoding="utf-8")
    _, out, _ = run(capsys, "compare", str(study))
    assert "not compared" in out and "lower with probability" not in out
    _, out, _ = run(capsys, "compare", str(study), "--format", "json")
    assert any(each["blocks"] for each in json.loads(out)["method"]["findings"])


def test_terms_that_are_switched_off_are_the_reason_given(capsys, monkeypatch):
    monkeypatch.setattr(cli, "catalogue", lambda: Catalogue(terms=("free", "attribution")))
    code, _, err = run(capsys, "compare", "bonnet", "--language", "fr")
    assert code == 2 and "cfrp-quasi-isotropic" in err and "SEUIL_TERMS" in err
    assert run(capsys, "compare", "frame")[0] == 0


def test_facts_as_json_and_csv(capsys, facts):
    code, out, _ = run(capsys, "facts", "flax-epoxy", "--format", "json")
    rows = json.loads(out)["rows"]
    assert code == 0 and len(rows) == 10
    climate = next(row for row in rows if row["name"] == "GWP-total")
    assert climate["source"] == "idemat-2026" and climate["terms"] == "unconfirmed" and climate["match"] == "proxy"
    assert {"value", "unit", "licence_en", "licence_fr", "year", "geography", "dataset", "gsd", "basis"} <= set(climate)
    _, out, _ = run(capsys, "facts", "flax-epoxy", "--format", "csv")
    assert len(list(csv.DictReader(io.StringIO(out)))) == 10


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("compare", "nowhere.toml"), "No study can be read"),
        (("compare", "nowhere.toml", "--language", "fr"), "Aucune étude lisible"),
        (("compare", BONNET, "--draws", "1000"), "power of two"),
        (("compare", BONNET, "--draws", "1"), "256"),
        (("compare", BONNET, "--draws", "many"), "--draws"),
        (("compare", "--language=fr"), "Commande non comprise"),
        (("compare", BONNET, "--format", "xml", "--language", "fr"), "Commande non comprise"),
        (("weigh", BONNET), "not understood"),
        (("compare", BONNET, "--seed", "-1"), "--seed"),
        (("compare", BONNET, "--language", "xx"), "no texts"),
        (("facts", "alumnium"), "aluminium"),
    ],
)
def test_one_line_and_exit_code_two(capsys, arguments, words):
    code, out, err = run(capsys, *arguments)
    assert code == 2 and out == "" and words in err
    assert len(err.strip().splitlines()) == 1 and "Traceback" not in err


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"15 kg"', '"-15 kg"', "sizing.mass"),
        ('"15 kg"', '"15 m"', "sizing.mass"),
        ('material = "aluminium-5754"', 'material = "aluminium-5755"', "alternatives[1].parts[0].material"),
        ("panel-stiffness", "panel-stifness", "sizing.constraints[0].function"),
        ("format = 1", "format = one", "TOML"),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_bad_study_names_key_and_value(capsys, tmp_path, old, new, words, language):
    study = tmp_path / "study.toml"
    shutil.copy(BONNET, study)
    study.write_text(study.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    code, out, err = run(capsys, "compare", str(study), "--language", language)
    assert code == 2 and out == "" and words in err and len(err.strip().splitlines()) == 1
