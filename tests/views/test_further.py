"""Facts beyond materials: every number of the tables is reached, with its source, in both languages."""

import numpy as np
import pandas as pd
import pytest

from impact.store.catalogue import Catalogue
from impact.views import sheets
from impact.views.further import STATE, TOPICS, Further, entry, topic
from impact.views.texts import languages, texts
from tests.app.test_pages import opened
from tests.conftest import ROOT
from tests.test_cli import run

#: What the Commission found of a raw material.
CRITICALITY = ("supply_risk", "economic_importance", "import_reliance_extraction", "import_reliance_processing", "recycling_input")


@pytest.fixture(scope="module", params=languages())
def further(request, catalogue, facts) -> Further:
    return Further(catalogue, facts, texts(request.param))


def table(name: str) -> pd.DataFrame:
    """The table as written; NA is Namibia."""
    return pd.read_csv(ROOT / "data" / f"{name}.csv", keep_default_na=False, na_values=[""])


def test_every_number_of_the_tables_is_there(further):
    held = sorted(further.rows.value)
    wanted = [table(name).value for name in ("energy_factor", "process_factor", "transport_factor", "treatment_factor", "grid_path")]
    process, recycling, vehicle = table("process"), table("recycling"), table("vehicle")
    wanted += [process[name].dropna() for name in ("yield", "electricity", "heat")]
    wanted += [recycling[name].dropna() for name in ("allocation", "quality", "recycled_content", "recycling", "incineration", "landfill")]
    wanted += [
        vehicle[name].dropna() for name in ("coefficient", "engine_efficiency", "recovery_city", "recovery_highway", "heating_value")
    ]
    wanted += [vehicle.gsd[vehicle.coefficient.isna()], vehicle.grid_efficiency[vehicle.carrier == "electricity"]]
    world, boundary, population = table("world_impact"), table("boundary"), table("population")
    wanted += [table("capacity").value, world.value, world.drift, population.population, population.gdp.dropna()]
    wanted += [boundary[name].dropna() for name in STATE]
    raw, concentration, rate = table("raw_material"), table("concentration"), table("recycling_rate")
    wanted += [raw[name].dropna() for name in CRITICALITY] + [table(name).share for name in ("producer", "sourcing")]
    wanted += [concentration[name].dropna() for name in ("hhi", "hhi_governance", "largest_share", "countries")]
    wanted += [table("governance").estimate, table("price").value, (rate.low + rate.high) / 2]
    np.testing.assert_allclose(held, sorted(pd.concat(wanted)))


def test_every_subject_has_a_title_and_one_entry(further):
    assert set(further.rows.subject) <= set(further.titles)
    entries = {name: subjects for each in TOPICS for name, subjects in further.entries(each).items()}
    assert sorted(name for subjects in entries.values() for name in subjects) == sorted(further.titles)
    assert len({further.title(name) for name in entries}) == len(entries)
    assert all(
        entry(subject) == name and name in further.entries(topic(subject)) for name, subjects in entries.items() for subject in subjects
    )


def test_every_number_says_where_it_comes_from_and_how_sure_it_is(further):
    rows, words = further.rows, further.words
    assert rows[["unit", "basis", "source", "terms", "licence_en", "licence_fr", "citation"]].notna().all(axis=None)
    assert rows.dataset[rows.kind != "path"].notna().all()
    shown = further.sheet(rows)
    for name in ("quantity", "value", "unit", "spread", "source", "terms"):
        assert (shown[words(f"table.{name}")] != "").all(), name
    named = set(rows.kind[rows.match.notna()])
    assert named == {"activity"} and words("match.exact") not in set(shown[words("table.match")])


def test_the_factor_in_use_is_the_one_that_a_comparison_takes(further, catalogue):
    """Where credits count: burning with energy recovery and the energy that it spares; where they do not: burning alone."""
    rows, keys = further.rows.rename(columns={"name": "indicator"}), ["subject", "indicator", "source", "dataset", "value"]
    activity = catalogue.stages.activity.assign(dataset=lambda row: row.dataset_name + " [" + row.dataset_id + "]")
    activity = activity[activity.value != 0]  # a credit that is inside the sum
    for left_out, uses in (("burnt", ("yes", "with credit")), ("energy-recovery|energy-credit", ("yes", "without credit"))):
        taken = activity[~activity.activity.str.match(left_out)]
        taken = taken.assign(subject=taken.activity.str.replace("energy-credit|burnt", "energy-recovery", regex=True))
        used = rows[rows.used.isin(uses)]
        assert sorted(used[keys].itertuples(index=False, name=None)) == sorted(taken[keys].itertuples(index=False, name=None))


def test_all_ranks_are_shown_and_the_one_in_use_is_marked(further):
    rows, words = further.of("electricity:FR"), further.words
    ranks = further.sheet(rows)[words("table.rank")].tolist()
    climate = rows.name == rows.name.iloc[0]
    assert climate.sum() > 1 and ranks[: climate.sum()] == [f"1, {words('used.yes')}", *map(str, range(2, climate.sum() + 1))]


def test_a_spread_by_rule_is_that_of_the_model(further):
    rule = further.rows[further.rows.basis.isin(["high", "medium", "low"])]
    assert len(rule) and (rule.gsd > 1).all()
    np.testing.assert_allclose(rule.high * rule.low, rule.value**2, atol=1e-12)
    ranged = further.rows[further.rows.basis == "published range"]
    assert (ranged.low < ranged.high).all() and ranged.gsd.isna().all()
    value = sheets.spread(next(ranged.itertuples()), further.words)
    assert "–" in value and further.words("basis.published range") in value


def test_each_number_of_a_process_has_its_own_place_in_the_source(further):
    rows = further.of("process:injection-moulding").set_index("name").dataset
    assert rows["yield"] != rows["electricity"] and not any(key in rows["yield"] for key in ("elec:", "heat:"))


def test_capacities_stand_one_per_set_beside_what_the_whole_world_causes(further):
    words, held = further.words, table("capacity")
    sets, world = further.tables(["capacity:GWP-total"]).values()
    assert len(sets) == sum(held.indicator == "GWP-total") and len(world) == 2
    named = further.labels.named["capacity_set"]
    assert sets[words("table.quantity")].tolist() == [named[name] for name in named if name in set(held.set[held.indicator == "GWP-total"])]
    assert words.number(6.81e12) in set(sets[words("table.value")]) and words.number(-7.2e11) in set(sets[words("table.value")])
    assert all(unit.startswith("kg CO₂") and unit.endswith(f"/{words('unit.year')}") for unit in sets[words("table.unit")])
    assert words("facts.target") in further.tables(["capacity:ADPE"]) and words("facts.target") not in further.tables(["capacity:AP"])
    strong, none = further.about("capacity:ODP"), further.about("capacity:ADPF")
    assert words("method.strength.strong") in strong[0] and none == [words("facts.speaks_of_none")]


def test_an_edition_shows_each_control_variable_with_all_its_numbers(further):
    words, held = further.words, table("boundary")
    for edition, rows in held.groupby("edition"):
        (shown,) = further.tables([f"boundary:{edition}"]).values()
        assert len(shown) == len(rows)
        numbers = shown[[words(f"parameter.{name}") for name in STATE]]
        assert (numbers != words("missing.short")).to_numpy().sum() == rows[list(STATE)].notna().to_numpy().sum()
    (shown,) = further.tables(["boundary:phc-2025"]).values()
    row = shown.set_index(words("table.quantity")).loc[further.labels.of("variable", "ozone-column")]
    assert [row[words(f"parameter.{name}")] for name in STATE] == [words.number(value, 4) for value in (292.0, 277.0, 263.0, 285.7)]
    row = shown.set_index(words("table.quantity")).loc[further.labels.of("variable", "extinctions")]
    assert row[words("parameter.current")] == "> 100"


def test_people_are_counted_and_a_missing_economy_is_said(further):
    words, held = further.words, table("population")
    (shown,) = further.tables(["population:FR"]).values()
    rows = held[held.country == "FR"].sort_values("year", ascending=False)
    assert shown[words("facts.year")].tolist() == [str(year) for year in rows.year]
    assert shown.iloc[:, 1].tolist() == [words.whole(people) for people in rows.population]
    assert set(shown[words("table.terms")]) == {words("terms.attribution")} and shown[words("table.source")].nunique() == 1
    assert ((shown.iloc[:, 2] == words("missing.short")).to_numpy() == rows.gdp.isna().to_numpy()).all()
    assert not (shown == "").any(axis=None)


def test_what_is_said_of_one_number_stands_beside_it(further):
    words = further.words
    held = table("capacity").set_index(["set", "indicator"])
    shown = further.sheet(further.of("capacity:PM"))[words("table.dataset")]
    assert held.loc[("sala-2020", "PM"), f"basis_{words.language}"] in shown.iloc[0]
    assert further.notes("boundary:phc-2025") == [words.label(further.limits.edition.loc["phc-2025"], "note")]


@pytest.mark.parametrize("language", languages())
def test_the_page_of_a_raw_material_and_of_a_country(language):
    words = texts(language)
    for fact in ("supply:copper", "governance:CL"):
        app = opened(language, "pages/facts.py", fact=fact)
        assert app.radio(key="topic").value == "supply" and app.selectbox(key="entry_supply").value == fact
        headings = [each.value for each in app.subheader]
        assert (
            words("facts.extraction" if fact.startswith("supply") else "facts.governance") in headings
            and words("facts.sources") in headings
        )


@pytest.mark.parametrize("language", languages())
def test_the_command_line_knows_them_too(capsys, language):
    words = texts(language)
    for fact, word in (("supply:copper", words("facts.strategic")), ("governance:CL", words("parameter.stability"))):
        code, out, _ = run(capsys, "facts", fact, "--language", language)
        assert code == 0 and word in out and words("table.terms") in out and words("terms.attribution") in out


def test_a_raw_material_shows_all_that_is_held_of_its_supply(further):
    words, places = further.words, further.labels.named["place"]
    shown = further.tables(["supply:aluminium"])
    kinds = ("criticality", "extraction", "processing", "sourced_extraction", "sourced_processing", "concentrated_extraction")
    kinds += ("concentrated_processing", "price", "recycled")
    assert list(shown) == [words(f"facts.{kind}") for kind in kinds]
    held = table("producer").query("raw_material == 'aluminium' and stage == 'extraction'").sort_values("share", ascending=False)
    mines = shown[words("facts.extraction")]
    assert mines[words("facts.country")].iloc[0] == places["AU"] and len(mines) == len(held)
    assert mines[words("table.value")].iloc[0] == words.number(0.284) and set(mines[words("table.unit")]) == {words("unit.share")}
    bounds = mines[words("table.value")].str.startswith("< ")
    assert bounds.sum() == held.at_most.sum() > 0 and set(mines[words("table.spread")][bounds]) == {words("basis.less than")}
    years = shown[words("facts.concentrated_processing")]
    assert years[words("facts.year")].tolist() == [str(year) for year in range(2024, 2017, -1)]
    assert years.iloc[0].str.contains(f"{words.number(0.5996)} · {places['CN']}", regex=False).any()
    price = shown[words("facts.price")].set_index(words("facts.year"))
    assert price.loc["2025"].iloc[0] == words.number(2.632, 4) and price.columns[0].endswith("[USD/kg]")
    authors = shown[words("facts.recycled")]
    assert len(authors) == (table("recycling_rate").raw_material == "aluminium").sum()
    assert authors[words("table.dataset")].str.contains("IAI (2009) · D1", regex=False).any()


def test_rates_are_shown_as_they_were_published(further):
    words = further.words

    def ends(name: str) -> set[str]:
        shown = further.tables([f"supply:{name}"])[words("facts.recycled")]
        return set(shown[words("table.value")][shown[words("table.quantity")] == words("parameter.end_of_life_recycling")])

    assert ends("vanadium") == {f"< {words.number(0.01)}"} and ends("rhenium") == {f"> {words.number(0.5)}"}
    assert words.range(0.58, 0.63) in ends("nickel")


def test_lists_grades_and_what_was_not_assessed_are_said(further):
    words, about = further.words, further.about
    risk = {stage: words(f"facts.risk_at.{stage}") for stage in ("extraction", "processing")}
    assert about("supply:tungsten") == [words("facts.strategic"), risk["processing"]]
    assert about("supply:niobium") == [words("facts.critical"), risk["extraction"]]
    assert about("supply:nickel")[1] == words.label(further.supply.raw_material.loc["nickel"], "grade")
    assert about("supply:tin")[0] == words("facts.on_no_list")
    assert about("supply:salt") == [words("facts.on_no_list"), words("facts.not_assessed")]
    assert words.label(further.supply.raw_material.loc["copper"], "note") in further.notes("supply:copper")
    assert further.notes("supply:salt") == [words("facts.about_concentration")]
    assert "supply:air" not in further.titles  # no number is held of it


def test_governance_is_shown_year_by_year(further):
    words, held = further.words, table("governance").query("country == 'NA'")
    (shown,) = further.tables(["governance:NA"]).values()
    assert len(shown) == len(held) == 10 and shown.iloc[0, 1] == words.number(held.estimate.iloc[-1])
    assert further.notes("governance:NA") == [words("facts.about_governance")]
    assert further.title("governance:NA").startswith(further.labels.named["place"]["NA"])


def test_the_heading_of_quantities_is_not_that_of_yearly_functions(further):
    words = further.words
    assert words("table.quantity") in {"Quantity", "Grandeur"} and words("table.functions_a_year") != words("table.quantity")


def test_it_can_be_taken_away_whole(further):
    words, figures = further.words, further.figures(further.rows)
    assert len(figures) == len(further.rows) and pd.api.types.is_numeric_dtype(figures[words("table.rank")])
    named = [words(f"table.{name}") for name in ("subject", "quantity", "value", "unit", "basis", "source", "terms", "licence", "citation")]
    assert figures[named].notna().all(axis=None)


def test_what_becomes_of_a_material(further, facts):
    for material in facts.material.id:
        said = further.ends(material)
        assert 2 <= len(said) <= 3 and all(
            name is None or name in further.titles or name in set(facts.material.id) for name in said.values()
        )
    assert {"landfill:pp", "recycling:pp", "pp-recycled"} == set(further.ends("pp").values())


@pytest.mark.parametrize("terms", [("free",), ("free", "attribution"), ("free", "attribution", "non-commercial")])
def test_sources_whose_terms_are_switched_off_are_not_shown(terms):
    store = Catalogue(terms=terms)
    shown = Further(store, store.facts([]), texts("fr"))
    assert set(shown.rows.terms) <= set(terms)
    assert {name for name in shown.titles if not name.startswith("process:")} == set(
        shown.rows.subject[~shown.rows.subject.str.startswith("process:")]
    )
    for material in store.ask("materials").id:
        assert all(name is None or name in shown.titles or ":" not in name for name in shown.ends(material).values())
    assert ("supply:petroleum" in shown.titles) == ("unconfirmed" in terms)
    assert shown.words("facts.not_assessed") not in shown.about("supply:copper")  # switched off is not the same
