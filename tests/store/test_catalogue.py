"""The catalogue opens whole, refuses broken rows with file, line and reason, and obeys the terms."""

import shutil
import threading

import pandas as pd
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
        ("factor", "pp,GWP-total,0,kg CO2 eq,kg,A1-A3,nuss-eckelman-2014,n,i,,,exact,1.2,pedigree rule,,,", "check", '"value" != 0'),
        ("factor", "pp,GWP-total,nan,kg CO2 eq,kg,A1-A3,nuss-eckelman-2014,n,i,,,exact,1.2,pedigree rule,,,", "check", '"value" != 0'),
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


def csv(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / f"{name}.csv", keep_default_na=False, na_values=[""])


def test_an_activity_is_the_lowest_rank_whose_source_is_switched_on(folder):
    """With every term the first rank; with attribution alone what comes next, and nothing from a source that is off."""
    for terms in (TERMS, ("attribution",)):
        opened = Catalogue(folder, terms)
        allowed = csv("source").set_index("id").terms.isin(terms)
        rows = csv("transport_factor")
        expected = rows[rows.source.map(allowed)].sort_values("rank").drop_duplicates(["mode", "indicator"])
        found = opened.stages.activity.query("activity.str.startswith('transport:')")
        pairs = dict(zip(zip(found.activity, found.indicator, strict=True), found.value, strict=True))
        assert pairs == {(f"transport:{row.mode}", row.indicator): row.value for row in expected.itertuples()}
        assert set(opened.stages.activity.source) <= set(allowed.index[allowed])
    assert set(opened.stages.mode.index) < set(csv("mode").id)  # a mode without a factor cannot be chosen


def test_burning_with_recovery_and_what_it_spares(catalogue):
    """Burden and credit apart where both are told; else their sum, whose credit is then 0 and flagged; else the burden alone.
    Without credits it is the burden wherever one is told."""
    rows = csv("treatment_factor").query("route == 'energy-recovery'").sort_values("rank").drop_duplicates(["class", "indicator", "module"])
    told = {key: dict(zip(each.module, each.value, strict=True)) for key, each in rows.groupby(["class", "indicator"])}
    assert {frozenset(each) for each in told.values()} >= {frozenset({"C3"}), frozenset({"C3+D"}), frozenset({"C3", "C3+D", "D"})}
    activity = catalogue.stages.activity
    found = {(row.activity, row.indicator): (row.value, "netted" in str(row.flags)) for row in activity.itertuples()}
    for (kind, indicator), by in told.items():
        recovery, credit, burnt = (found.get((f"{name}:{kind}", indicator)) for name in ("energy-recovery", "energy-credit", "burnt"))
        if "C3" in by and "D" in by:
            assert recovery == (by["C3"], False) and credit == (by["D"], False)
        elif "C3+D" in by:
            assert recovery == (by["C3+D"], True) and credit == (0, True)
        elif "C3" in by:
            assert recovery == (by["C3"], False) and credit is None
        else:
            assert recovery is credit is None  # a credit without its burden is none
        assert burnt == ((by["C3"], False) if "C3" in by else (by["C3+D"], True) if "C3+D" in by else None)


def test_a_process_whose_source_is_switched_off_is_a_gap(folder, catalogue):
    free = Catalogue(folder, ("free", "attribution")).stages.process
    off = csv("source").query("terms not in ['free', 'attribution']").id
    mine = csv("process").set_index("id").source.isin(off)
    assert mine.any() and (free.quality[mine.index[mine]] == "gap").all()
    assert free.loc[mine.index[mine], ["electricity", "heat"]].isna().all(axis=None)
    every = catalogue.stages.process
    kept = mine.index[~mine]
    assert (free.quality[kept] == every.quality[kept]).all() and (
        free["yield"].dropna() == every["yield"][free["yield"].dropna().index]
    ).all()


def test_facts_of_some_materials_hold_what_they_are_recycled_into_and_replace(catalogue):
    names = set(catalogue.facts(["aluminium-5754", "pp-recycled", "flax-epoxy"]).factor.material)
    assert names == {"aluminium-5754", "aluminium-secondary", "aluminium-primary-global", "pp-recycled", "pp", "flax-epoxy"}


def test_countries_are_those_with_electricity_and_say_whether_their_path_is_known(catalogue):
    country = catalogue.stages.country
    assert country.path["FR"] and not country.path.all() and "NA" in country.index  # Namibia is no missing value
    assert set(country.index[country.path]) <= set(catalogue.stages.path.country)
