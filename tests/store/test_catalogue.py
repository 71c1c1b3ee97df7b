"""The catalogue opens whole, refuses broken rows with file, line and reason, and obeys the terms."""

import shutil
import threading

import pytest

from impact import errors
from impact.store.catalogue import DATA, TERMS, Catalogue, terms_from_environment


@pytest.fixture
def folder(tmp_path):
    for file in DATA.glob("*.csv"):
        shutil.copy(file, tmp_path)
    return tmp_path


def test_counts(facts):
    assert len(facts.material) == 238
    assert len(facts.property) == 1885
    assert len(facts.factor) == 3417
    assert len(facts.source) == 7
    assert facts.indicator.id.tolist()[0] == "GWP-total" and len(facts.indicator) == 16


def test_free_terms_leave_146_materials(folder):
    free = Catalogue(folder, ("free", "attribution")).facts()
    assert len(free.material) == 146
    assert set(free.source.terms) == {"attribution"}
    assert not set(free.factor.source) & {"idemat-2024", "idemat-2026"}
    assert set(free.default.material) == set(free.material.id)


@pytest.mark.parametrize(
    ("table", "row", "rule", "found"),
    [
        ("property", "steel-carbon-bof,density,7800,7900,kg/m3,openchartms,x,handbook", "unique", "steel-carbon-bof, density"),
        ("property", "pp,youngs_modulus,1300,1400,MPa,openchartms,x,handbook", "reference", "id: youngs_modulus, unit: MPa"),
        ("property", "no-such-material,density,1,2,kg/m3,openchartms,x,handbook", "reference", "id: no-such-material"),
        ("property", "pp,shear_modulus,2,1,GPa,openchartms,x,handbook", "check", "min <= max"),
        ("factor", "pp,GWP-total,0,kg CO2 eq,kg,A1-A3,nuss-eckelman-2014,n,i,,,exact,1.2,pedigree rule,,,", "check", "\"value\" != 0"),
        ("factor", "pp,GWP-total,nan,kg CO2 eq,kg,A1-A3,nuss-eckelman-2014,n,i,,,exact,1.2,pedigree rule,,,", "check", "\"value\" != 0"),
        ("factor", "pp,GWP-total,1,kg CO2 eq,kg,A1-A3,nuss-eckelman-2014,n,i,,,exact,0.9,pedigree rule,,,", "check", "gsd >= 1"),
        ("factor", "pp,GWP-total,1,g CO2 eq,kg,A1-A3,nuss-eckelman-2014,n,i,,,exact,1.2,pedigree rule,,,", "reference", "unit: g CO2 eq"),
        ("factor", "pp,GWP-total,,kg CO2 eq,kg,A1-A3,nuss-eckelman-2014,n,i,,,exact,1.2,pedigree rule,,,", "not_null", "value"),
        ("factor", "pp,GWP-total,one,kg CO2 eq,kg,A1-A3,nuss-eckelman-2014,n,i,,,exact,1.2,pedigree rule,,,", "type", "one"),
        ("factor", "pp,GWP-total,1", "width", "3 ≠ 17"),
        ("source", "x,X,X,X,X,,2020,,l,l,commercial,,c,,", "check", "terms IN"),
        ("composition", "pp,Unobtainium,0.5,x", "reference", "id: Unobtainium"),
    ],
)
def test_a_broken_row_is_refused_with_file_line_and_reason(folder, table, row, rule, found):
    file = folder / f"{table}.csv"
    lines = len(file.read_text(encoding="utf-8").splitlines())
    with file.open("a", encoding="utf-8") as end:
        end.write(row + "\n")
    with pytest.raises(errors.RowRefused) as refused:
        Catalogue(folder)
    assert refused.value.file == f"{table}.csv"
    assert refused.value.line == lines + 1
    assert refused.value.rule == rule and found in refused.value.found


def test_a_missing_file_and_other_columns_are_named(folder):
    text = (folder / "flag.csv").read_text(encoding="utf-8")
    (folder / "flag.csv").write_text(text.replace("help_fr", "aide"), encoding="utf-8")
    with pytest.raises(errors.ColumnsDiffer) as differ:
        Catalogue(folder)
    assert "aide" in differ.value.found and "help_fr" in differ.value.allowed
    (folder / "flag.csv").unlink()
    with pytest.raises(errors.FileMissing):
        Catalogue(folder)


def test_digest_moves_with_facts_and_terms(folder):
    whole = Catalogue(folder)
    assert Catalogue(folder).digest == whole.digest
    assert Catalogue(folder, ("free",)).digest != whole.digest
    text = (folder / "factor.csv").read_text(encoding="utf-8").replace(",2.45345,", ",2.45346,", 1)
    (folder / "factor.csv").write_text(text, encoding="utf-8")
    assert Catalogue(folder).digest != whole.digest


def test_terms_from_environment(monkeypatch):
    monkeypatch.delenv("SEUIL_TERMS", raising=False)
    assert terms_from_environment() == TERMS
    monkeypatch.setenv("SEUIL_TERMS", "free, attribution")
    assert terms_from_environment() == ("free", "attribution")
    monkeypatch.setenv("SEUIL_TERMS", "free,gratis")
    with pytest.raises(errors.UnknownTerms):
        terms_from_environment()


def test_many_threads_may_ask_at_once(catalogue):
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(len(catalogue.ask("materials")))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [238] * 16


def test_parameters_are_data_not_sql(catalogue):
    assert catalogue.ask("sheet", material="pp' OR '1'='1").empty


def test_default_source_is_climate_first_and_no_cross_check(facts):
    best = facts.default.set_index("material").source
    assert best["steel-carbon-bof"] == "oekobaudat-2023-generic"
    assert best["aluminium-6060-t6"] == "oekobaudat-2023-epd"
    assert best["flax-epoxy"] == "idemat-2026"
    assert "desnz-2025" not in set(best[facts.default.material])
    climate = facts.factor[facts.factor.indicator == "GWP-total"].set_index(["material", "source"]).index
    assert all(pair in climate for pair in best.items())
