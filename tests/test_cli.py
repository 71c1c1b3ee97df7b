"""The command line: rows as promised, one clear line and exit code 2 on anything wrong."""

import csv
import io
import json
import shutil

import pytest

from impact import cli
from impact.model.flow import STAGES
from impact.store.catalogue import Catalogue
from impact.views.texts import texts
from tests.conftest import EXAMPLES, ROOT

BONNET = str(ROOT / "data/studies/bonnet.toml")


@pytest.fixture(autouse=True)
def one_catalogue(monkeypatch, catalogue):
    monkeypatch.setattr(cli.common, "catalogue", lambda: catalogue)


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
    stages = list(dict.fromkeys(row["stage"] for row in answer["rows"]))
    assert stages == [stage for stage in (*STAGES, "total") if stage in stages] and len(stages) > 3
    assert len(answer["rows"]) == len(stages) * 16 * len(answer["study"]["alternatives"])
    assert answer["method"]["activities"] and isinstance(answer["method"]["assumptions"], list)


def test_the_same_call_gives_the_same_digits(capsys):
    first, second = (run(capsys, "compare", BONNET, "--format", "csv")[1] for _ in range(2))
    assert first == second
    other = run(capsys, "compare", BONNET, "--format", "csv", "--seed", "1")[1]
    assert other != first
    assert len(list(csv.DictReader(io.StringIO(first)))) == 5 * 16 * 6


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
    assert "capot en acier de 15 kg" in out and "Étapes comptées" in out and "usage non commercial seulement" in out
    assert "Supposé par défaut" in out and "Petite voiture" not in out and "Essence SP95-E10" in out
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
    monkeypatch.setattr(cli.common, "catalogue", lambda: Catalogue(terms=("free", "attribution")))
    code, _, err = run(capsys, "compare", "bonnet", "--language", "fr")
    assert code == 2 and "cfrp-quasi-isotropic" in err and "SEUIL_TERMS" in err
    assert run(capsys, "compare", "busbar")[0] == 0


def test_facts_as_json_and_csv(capsys, facts):
    code, out, _ = run(capsys, "facts", "flax-epoxy", "--format", "json")
    rows = json.loads(out)["rows"]
    assert code == 0 and len(rows) == 10
    climate = next(row for row in rows if row["name"] == "GWP-total")
    assert climate["source"] == "idemat-2026" and climate["terms"] == "unconfirmed" and climate["match"] == "proxy"
    assert {"value", "unit", "licence_en", "licence_fr", "year", "geography", "dataset", "gsd", "basis"} <= set(climate)
    _, out, _ = run(capsys, "facts", "flax-epoxy", "--format", "csv")
    assert len(list(csv.DictReader(io.StringIO(out)))) == 10


#: A fact of each kind, with words of its table in English and French.
FURTHER = [
    ("electricity:FR", "Climate change", "Changement climatique"),
    ("path:FR", "one scenario", "un scénario"),
    ("energy:petrol-e10", "in use", "utilisé"),
    ("process:sheet-stamping", "the nesting rate", "le taux d’imbrication"),
    ("process:injection-moulding", "published range", "étendue publiée"),
    ("process:brass-rolling", "Counted per kg that comes out", "Compté par kg qui sort"),
    ("transport:road-truck-artic-40t", "kg CO₂ eq/(t·km)", "kg CO₂ éq/(t·km)"),
    ("landfill:steel", "Climate change (C4)", "Changement climatique (C4)"),
    ("incineration:pe", "Climate change (C3)", "Changement climatique (C3)"),
    ("energy-recovery:pe", "Climate change (D)", "Changement climatique (D)"),
    ("recycling:ferrous-metals", "Allocation factor A", "Facteur d’allocation A"),
    ("vehicle:car-petrol", "Braking energy recovered", "Énergie de freinage récupérée"),
    ("vehicle:van-petrol", "l/(100 km·100 kg)", "l/(100 km·100 kg)"),
]


@pytest.mark.parametrize(("name", "english", "french"), FURTHER)
def test_facts_beyond_materials(capsys, name, english, french):
    for language, word in (("en", english), ("fr", french)):
        code, out, _ = run(capsys, "facts", name, "--language", language)
        assert code == 0 and word in out
    answer = json.loads(run(capsys, "facts", name, "--format", "json")[1])
    assert answer["name"] == name and answer["rows"]
    for row in answer["rows"]:
        assert row["subject"] == name
        assert all(row[key] is not None for key in ("value", "unit", "basis", "source", "terms", "licence_fr", "citation"))
    rows = list(csv.DictReader(io.StringIO(run(capsys, "facts", name, "--format", "csv")[1])))
    assert [float(row["value"]) for row in rows] == [row["value"] for row in answer["rows"]]


def test_columns_beyond_materials_are_those_of_materials(capsys):
    material = json.loads(run(capsys, "facts", "pp", "--format", "json")[1])
    assert set(material["waste"]) == {"class", "recycling", "secondary"}
    further = json.loads(run(capsys, "facts", "electricity:FR", "--format", "json")[1])["rows"][0]
    assert set(material["rows"][0]) - {"material"} == set(further) - {"subject", "module", "rank", "used"}


def test_a_process_without_energies_says_so(capsys, catalogue):
    gap = next(name for name, row in catalogue.stages.process.iterrows() if row.quality == "gap" and row["yield"] != row["yield"])
    assert "No source gives its energy" in run(capsys, "facts", f"process:{gap}")[1]
    assert json.loads(run(capsys, "facts", f"process:{gap}", "--format", "json")[1])["rows"] == []


def test_what_becomes_of_a_material_is_said_with_its_numbers(capsys):
    _, out, _ = run(capsys, "facts", "pp", "--language", "fr")
    assert "Comme déchet" in out and "Fin de vie et recyclage habituels" in out and "Ses chutes deviennent" in out
    assert "No usual end of life is sourced" in run(capsys, "facts", "gold-market-mix")[1]


def test_the_list_of_facts_beyond_materials(capsys):
    _, out, _ = run(capsys, "facts", "--further", "--language", "fr")
    assert all(name in out for name, *_ in FURTHER) and "Électricité, France" in out
    rows = json.loads(run(capsys, "facts", "--further", "--format", "json")[1])["rows"]
    assert len(rows) == len({row["name"] for row in rows}) == len(out.splitlines()) - 1


def test_facts_beyond_materials_obey_the_terms(capsys, monkeypatch):
    sources = {row["terms"] for row in json.loads(run(capsys, "facts", "electricity:FR", "--format", "json")[1])["rows"]}
    assert "non-commercial" in sources
    free = Catalogue(terms=("free", "attribution"))
    monkeypatch.setattr(cli.common, "catalogue", lambda: free)
    rows = json.loads(run(capsys, "facts", "electricity:FR", "--format", "json")[1])["rows"]
    assert {row["terms"] for row in rows} == sources & {"free", "attribution"} and rows[0]["used"] == "yes"
    code, out, _ = run(capsys, "facts", "process:brass-rolling")
    assert code == 0 and "No source gives" in out


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
        (("facts", "electricity:FRA"), "electricity:FR"),
        (("facts", "car-petrol", "--language", "fr"), "vehicle:car-petrol"),
        (("facts", "landfill:unobtainium", "--format", "json"), "landfill:aluminium"),
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


def test_a_process_whose_source_is_switched_off_is_the_reason_given(capsys, monkeypatch):
    monkeypatch.setattr(cli.common, "catalogue", lambda: Catalogue(terms=("free", "attribution")))
    code, _, err = run(capsys, "compare", "frame", "--language", "fr")
    assert code == 2 and "sheet-laser-cutting-thick-steel" in err and "SEUIL_TERMS" in err


@pytest.mark.parametrize("language", ["en", "fr"])
def test_boundaries_of_the_bonnet_in_words(capsys, language):
    code, out, _ = run(capsys, "boundaries", "bonnet", "--draws", "256", "--language", language)
    assert code == 0 and ("Robustly beyond: Climate change" in out) == (language == "en")
    assert "68" in out and "8.064" not in out and "Raworth" not in out


def test_boundaries_as_json_carry_all_that_computes_them_again(capsys):
    code, out, _ = run(capsys, "boundaries", "bonnet", "--format", "json", "--draws", "256")
    answer = json.loads(out)
    method, rows = answer["method"], answer["rows"]
    assert code == 0 and {"study", "method", "verdicts", "joint", "personal", "rows"} == set(answer)
    assert method["year"] == 2023 and len(method["facts"]) == 12 and method["version"] and method["seed"] and method["draws"] == 256
    assert all(layer["source"] == "world-bank" for share in method["shares"] for layer in share["layers"])
    assert set(method["capacities"]) == {row["set"] for row in rows} and all(method["capacities"].values())
    assert method["not_assessed"]["steel"] == ["IRP"]
    shares = {share["principle"]: share["value"] for share in method["shares"]}
    capacity = 6.81e12
    median = next(row for row in answer["personal"] if (row["alternative"], row["indicator"], row["set"]) == ("steel", "GWP-total", "sala-2020"))
    ratio = next(row["ratio"] for row in rows if (row["alternative"], row["indicator"], row["principle"], row["set"]) == ("steel", "GWP-total", "price", "sala-2020"))
    assert ratio == pytest.approx(median["world"] * capacity * 100_000 / (shares["price"] * capacity))


def test_boundaries_choose_among_capacities_and_principles(capsys):
    chosen = ("--capacity", "jrc-2023-min", "--capacity", "climate-1wm2", "--share", "price", "--share", "own", "--own", "0.1 %")
    code, out, _ = run(capsys, "boundaries", "wall", "--quantity", "1000", "--country", "FR", "--price", "50", *chosen, "--format", "csv", "--draws", "256")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0 and {row["set"] for row in rows} == {"jrc-2023-min", "climate-1wm2"} and {row["principle"] for row in rows} == {"price", "own"}


ENTERED = ("--quantity", "1000", "--country", "FR", "--price", "50", "--own", "0.1 %")


@pytest.mark.parametrize(
    ("arguments", "shared"),
    [
        (("bonnet",), {"steel"}),
        (("bonnet", "--capacity", "climate-1wm2-2100", "--capacity", "climate-2c"), {"steel"}),
        (("frame", *ENTERED), {"carbon-steel", "carbon-steel-nested", "carbon-steel-refurbished"}),
        (("bottle", *ENTERED), {"pet"}),
    ],
    ids=["bonnet", "no budget left", "frame", "bottle"],
)
def test_every_row_of_the_command_line_is_computed_again_from_itself(capsys, arguments, shared):
    """impact x quantity / (share x capacity) == ratio. The median of a ratio is that of the medians only where the draws are shared:
    between the predecessor and itself, nested or refurbished; there within 3 %."""
    code, out, _ = run(capsys, "boundaries", *arguments, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0 and all(row[name] for row in rows for name in ("unit", "quantity", "capacity", "world", "year", "version", "facts", "draws", "seed"))
    checked = {"fixed": 0, "inherited": 0}
    for row in rows:
        if row["ratio"] in ("", "inf"):
            continue
        impact, quantity, share, capacity, ratio = (float(row[name]) for name in ("impact", "quantity", "share", "capacity", "ratio"))
        again = impact * quantity / (share * capacity)
        if row["principle"] != "grandfathering":
            assert again == pytest.approx(ratio, rel=1e-9), row
            checked["fixed"] += 1
        elif row["alternative"] in shared:
            assert again == pytest.approx(ratio, rel=0.03), row
            checked["inherited"] += 1
    assert all(checked.values())


def test_rows_as_json_are_those_as_csv_without_what_the_heading_says(capsys):
    written = list(csv.DictReader(io.StringIO(run(capsys, "boundaries", "bonnet", "--format", "csv", "--draws", "256")[1])))
    answer = json.loads(run(capsys, "boundaries", "bonnet", "--format", "json", "--draws", "256")[1])
    assert set(written[0]) - set(answer["rows"][0]) == {"version", "facts", "draws", "seed"} and len(written) == len(answer["rows"])
    assert {"impact", "unit", "quantity", "share", "capacity", "world", "year"} <= set(answer["rows"][0])
    for mine, theirs in zip(written, answer["rows"], strict=True):
        assert (float(mine["ratio"]) if mine["ratio"] else None) == theirs["ratio"]
    assert {row["facts"] for row in written} == {answer["method"]["facts"]} and {row["seed"] for row in written} == {str(answer["method"]["seed"])}
    inf = json.loads(run(capsys, "boundaries", "bonnet", "--capacity", "climate-1wm2-2100", "--format", "json", "--draws", "256")[1])
    assert {row["ratio"] for row in inf["rows"]} == {"inf"} and {row["word"] for row in inf["verdicts"]} == {"alone", "unset", "missing"}


@pytest.mark.parametrize(("language", "word"), [("en", "robustly"), ("fr", "robustement")])
@pytest.mark.parametrize("chosen", [("--share", "grandfathering"), ("--share", "price", "--capacity", "climate-2c"), ("--capacity", "sala-2020")])
def test_one_rule_or_one_capacity_is_no_verdict_in_words(capsys, chosen, language, word):
    code, out, _ = run(capsys, "boundaries", "bonnet", *chosen, "--draws", "256", "--language", language)
    verdicts = [line for line in out.lower().splitlines() if line.startswith(word)]
    assert code == 0 and not verdicts and ("no verdict" in out.lower()) == (language == "en")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("wall",), "budget"),
        (("bonnet", "--quantity", "0"), "budget.quantity: 0"),
        (("bonnet", "--year", "2024"), "years at hand: 2010"),
        (("bonnet", "--country", "KP"), "gross domestic product of KP"),
        (("bonnet", "--country", "QQ"), 'no population of "QQ"'),
        (("bonnet", "--own", "1.2"), "0 < x ≤ 1"),
        (("bonnet", "--portion", "0"), "0 < x ≤ 1"),
        (("bonnet", "--capacity", "phc-2025"), "edition of the planetary boundaries"),
        (("bonnet", "--capacity", "mine"), "sala-2020"),
        (("bonnet", "--share", "own"), "budget.own"),
        (("bonnet", "--share", "need"), "equal-per-capita"),
    ],
)
def test_boundaries_refuse_in_one_line(capsys, options, words):
    code, out, err = run(capsys, "boundaries", *options)
    assert code == 2 and not out and words in err and err.count("\n") == 1 and "Traceback" not in err


@pytest.mark.parametrize("edition", ["steffen-2015", "richardson-2023", "phc-2025"])
def test_the_state_of_the_planet(capsys, edition):
    code, out, _ = run(capsys, "planet", edition, "--format", "json")
    answer = json.loads(out)
    assert code == 0 and answer["edition"] == edition
    assert {row["state"] for row in answer["rows"]} <= {"safe", "increasing", "high", "past", "unknown"}
    code, out, _ = run(capsys, "planet", edition, "--language", "fr")
    assert code == 0 and "processus" in out and "safe" not in out


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_planet_of_which_the_terms_leave_nothing_is_one_sentence(capsys, monkeypatch, language):
    monkeypatch.setattr(cli.common, "catalogue", lambda: Catalogue(terms=("free",)))
    code, out, _ = run(capsys, "planet", "--language", language)
    assert code == 0 and len(out.splitlines()) == 1 and "SEUIL_TERMS" in out and "DataFrame" not in out
    rows = json.loads(run(capsys, "planet", "--format", "json")[1])["rows"]
    assert rows and not any(row["held"] for row in rows)


def test_an_unknown_edition_is_refused_with_those_there_are(capsys):
    code, _, err = run(capsys, "planet", "2009")
    assert code == 2 and "steffen-2015" in err


def test_certainty_as_text_names_the_first_fact_to_measure(capsys):
    code, out, _ = run(capsys, "certainty", "bonnet")
    assert code == 0 and "First to measure: CFRP" in out and "not distinguishable" in out and "comes first" in out
    french = run(capsys, "certainty", "bonnet", "--language", "fr", "--threshold", "90 %")[1]
    assert "À mesurer en premier" in french and "First" not in french


def test_certainty_as_data(capsys):
    code, out, _ = run(capsys, "certainty", "bonnet", "--format", "json", "--draws", "1024", "--before", "GWP-total:ADPF")
    answer = json.loads(out)
    assert code == 0 and answer["threshold"] == 0.95 and answer["before"] == [["GWP-total", "ADPF"]] and answer["method"]["draws"] == 1024
    rows = [row for row in answer["rows"] if row["indicator"] == "GWP-total"]
    assert len(rows) == 10 and len(answer["rows"]) == 160
    by = {(row["a"], row["b"]): row for row in rows}
    assert by["steel", "aluminium"]["answer"] == "higher" and by["steel", "carbon-fibre"]["answer"] == "unsure"
    assert all(row["lower"] is None for row in answer["rows"] if row["answer"] == "none")
    assert {row["alternative"] for row in answer["drivers"]} == {"aluminium", "glass-fibre", "carbon-fibre", "flax-fibre"}
    for row in answer["ranks"]:
        assert sum(row["ranks"]) == pytest.approx(1)
    csv_rows = list(csv.DictReader(io.StringIO(run(capsys, "certainty", "bonnet", "--format", "csv", "--draws", "1024")[1])))
    assert len(csv_rows) == 160 and list(csv_rows[0]) == list(answer["rows"][0])


@pytest.mark.parametrize(
    "options",
    [
        ["--threshold", "0.4"],
        ["--threshold", "1"],
        ["--threshold", "much"],
        ["--indicator", "GWP"],
        ["--before", "GWP-total"],
        ["--before", "GWP-total:AP", "--before", "AP:GWP-total"],
        ["--before", "GWP-total:AP", "--before", "AP:ODP", "--before", "ODP:GWP-total"],
    ],
)
def test_certainty_refuses_in_one_line(capsys, options):
    code, out, err = run(capsys, "certainty", "bonnet", *options)
    assert code == 2 and out == "" and len(err.strip().splitlines()) == 1


def test_resources_as_text_says_what_is_asked_and_from_where(capsys):
    code, out, _ = run(capsys, "resources", "busbar")
    assert code == 0 and "copper" in out and "52% to 60%" in out and "GeoPolRisk" in out and "Circularity" in out and "Cost" in out
    french = run(capsys, "resources", "busbar", "--language", "fr", "--importer", "fr", "--year", "2021")[1]
    assert "cuivre" in french and "France" in french and "Gouvernance de 2021" in french


def test_resources_as_data(capsys):
    code, out, _ = run(capsys, "resources", "busbar", "--format", "json", "--draws", "256")
    answer = json.loads(out)
    assert code == 0 and answer["importer"] == "EU27" and answer["year"] == 2024
    copper = next(row for row in answer["rows"] if row["name"] == "copper" and row["alternative"] == "copper")
    assert copper["median_kg"] == pytest.approx(1.788, rel=0.01) and copper["state"] == "strategic" and copper["primary"] is True
    assert {row["raw_material"] for row in answer["supply"]} >= {"copper", "aluminium"}
    assert {row["alternative"] for row in answer["costs"]} == {row["alternative"] for row in answer["circularity"]} == {"copper", "aluminium"}
    rows = list(csv.DictReader(io.StringIO(run(capsys, "resources", "bonnet", "--format", "csv", "--draws", "256")[1])))
    assert any(row["name"] == "" and row["state"] == "unknown" for row in rows)


@pytest.mark.parametrize("options", [("--importer", "XX"), ("--year", "1999"), ("--draws", "100")])
def test_resources_refuses_in_one_line(capsys, options):
    code, out, err = run(capsys, "resources", "busbar", *options)
    assert code == 2 and not out and len(err.strip().splitlines()) == 1 and "Traceback" not in err


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("ending", ["pptx", "pdf", "xlsx", "csv", "json", "toml"])
def test_a_result_is_exported_by_the_ending_of_the_file(capsys, tmp_path, ending, language):
    out = tmp_path / f"busbar.{ending}"
    code, said, _ = run(capsys, "export", "busbar", str(out), "--language", language, "--draws", "256")
    assert code == 0 and said.strip() == str(out)
    start = {"pptx": b"PK", "xlsx": b"PK", "pdf": b"%PDF", "csv": b"\xef\xbb\xbf", "json": b"{", "toml": b"#"}[ending]
    assert out.read_bytes().startswith(start)


def test_the_study_file_that_is_exported_gives_the_same_snapshot(capsys, tmp_path):
    out = tmp_path / "busbar.toml"
    run(capsys, "export", "busbar", str(out), "--draws", "256")
    first, second = (run(capsys, "snapshot", study, "--draws", "256")[1] for study in ("busbar", str(out)))
    assert first == second and len(first.strip()) == 64


def test_what_is_kept_is_listed_printed_explained_and_exported(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("SEUIL_HOME", str(tmp_path / "home"))
    name, version = run(capsys, "save", "busbar", "--by", "R&D", "--note", "first")[1].split()
    taken = run(capsys, "snapshot", "busbar", "--draws", "256", "--by", "R&D")[1].strip()
    listed = run(capsys, "workspace")[1]
    assert name in listed and taken in listed and version == "1"
    assert run(capsys, "save", "busbar", "--document", name)[1].split() == [name, "1"]  # nothing has changed
    assert "[[alternatives]]" in run(capsys, "workspace", name, "--version", "1")[1]
    assert texts("fr")("difference.same") in run(capsys, "explain", taken[:12], "--language", "fr")[1]
    assert json.loads(run(capsys, "explain", taken[:12], "--format", "json")[1])["rows"] == []
    out = tmp_path / "kept.xlsx"
    assert run(capsys, "export", taken[:12], str(out), "--with-draws")[0] == 0 and out.stat().st_size > 100_000
    assert "R&D" in run(capsys, "hypotheses", "--format", "csv")[1]
    archive = tmp_path / "all.zip"
    assert run(capsys, "workspace", "--export", str(archive))[0] == 0
    assert run(capsys, "workspace", "--import", str(archive))[0] == 0


def test_a_road_map_in_both_languages(capsys):
    for language in ("en", "fr"):
        code, out, _ = run(capsys, "roadmap", "workshop", "--language", language, "--draws", "256")
        assert code == 0 and "2030" in out
    assert json.loads(run(capsys, "roadmap", "workshop", "--format", "json", "--draws", "256")[1])["rows"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "busbar", "out.doc"), ".pptx"),
        (("export", "busbar", "/nowhere/out.pdf"), "/nowhere/out.pdf"),
        (("export", "busbar", "out.pptx", "--template", "README.md"), "template"),
        (("export", "00000000", "out.pdf"), "00000000"),
        (("explain", "xyz"), "xyz"),
        (("roadmap", "nowhere"), "nowhere"),
        (("workspace", "nothing-like-it"), "nothing-like-it"),
        (("workspace", "--import", "README.md"), "archive"),
        (("import", "README.md", "--as", "property"), "property.csv"),
        (("import", "README.md", "--as", "grades"), "grades"),
        (("save", "busbar", "--document", "nothing-like-it"), "nothing-like-it"),
    ],
)
def test_what_cannot_be_kept_or_written_is_one_line(capsys, monkeypatch, tmp_path, arguments, said):
    monkeypatch.chdir(ROOT)
    arguments = [str(tmp_path / each) if each.startswith("out.") else each for each in arguments]
    code, out, err = run(capsys, *arguments)
    assert code == 2 and said in err and err.count("\n") == 1 and not out
