"""The limits of the planet: figures held to anchors from elsewhere, and what holds the tables together."""

import re

import pandas as pd
import pytest

from tests.conftest import ROOT

#: Tables of this file that carry sentences.
WORDED = (
    "sub_boundary",
    "control_variable",
    "edition",
    "boundary",
    "boundary_link",
    "capacity_set",
    "capacity",
    "principle",
    "need",
    "criticism",
)
#: World population behind the capacities of Sala et al. 2020 (United Nations 2012, in Bjørn & Hauschild 2015).
PEOPLE_2010 = 6_916_183_482


def table(name: str) -> pd.DataFrame:
    """The table as written; NA is Namibia."""
    return pd.read_csv(ROOT / "data" / f"{name}.csv", keep_default_na=False, na_values=[""])


@pytest.fixture(scope="module")
def capacity() -> pd.Series:
    return table("capacity").set_index(["set", "indicator"]).value


@pytest.fixture(scope="module")
def people() -> pd.DataFrame:
    """Countries and GLO by year."""
    return table("population").pivot(index="country", columns="year", values="population")


@pytest.fixture(scope="module")
def boundary() -> pd.DataFrame:
    rows = table("boundary").merge(table("control_variable")[["id", "sub_boundary", "worse"]], left_on="variable", right_on="id")
    return rows.assign(way=rows.worse.map({"higher": 1, "lower": -1})).set_index(["edition", "variable"])


#: Impact of the world in 2010 (Andreasi Bassi et al. 2023, JRC130796) over the lower and the upper capacity of JRC 2023
#: (Sanyé-Mengual & Sala 2023, doi 10.2760/218540). Those of climate, ozone and particulates follow from the printed figures:
#: 5.21e13 / 6.81e12, 3.61e8 / 5.39e8, 4.11e6 / 5.16e5.
WORLD = {
    "GWP-total": (7.65, 5.97),
    "ODP": (0.67, 0.33),
    "PM": (7.97, 3.99),
    "IRP": (0.055, 0.028),
    "POCP": (0.69, 0.35),
    "AP": (0.38, 0.19),
    "EP-terrestrial": (0.20, 0.10),
    "EP-freshwater": (1.91, 0.96),
    "EP-marine": (0.67, 0.34),
    "ETP-fw": (2.98, 1.49),
    "HTP-nc": (0.22, 0.11),
    "HTP-c": (0.12, 0.06),
    "SQP": (1.42, 0.71),
    "WDP": (0.43, 0.22),
    "ADPF": (2.00, 1.00),
    "ADPE": (2.00, 1.00),
}


def test_the_world_of_2010_over_its_capacity(capacity):
    world = table("world_impact").set_index("indicator")
    assert set(world.index) == set(WORLD) == set(table("indicator").id)
    assert set(world.year) == {2010}
    for name, (low, high) in WORLD.items():
        assert world.value[name] / capacity["jrc-2023-min", name] == pytest.approx(low, abs=0.0051), name
        assert world.value[name] / capacity["jrc-2023-max", name] == pytest.approx(high, abs=0.0051), name


def test_the_world_of_2010_over_its_people_is_the_normalisation():
    """EF 3.1: per person and year, for 6.9 billion people."""
    rows = table("world_impact").merge(table("indicator"), left_on="indicator", right_on="id")
    assert (rows.value / rows.normalisation).between(6.88e9, 6.92e9).all()


def test_drift_between_editions_of_the_method():
    """EF 3.1 over EF 3.0, per person, three figures each (JRC130796; EF 3.0: 8.10e3, 5.36e-2, 40.6, 4.27e4, 1.69e-5, 2.30e-4)."""
    drift = table("world_impact").set_index("indicator").drift
    changed = {
        "GWP-total": 7.55 / 8.10,
        "ODP": 5.23 / 5.36,
        "POCP": 40.9 / 40.6,
        "ETP-fw": 5.67 / 4.27,
        "HTP-c": 1.73 / 1.69,
        "HTP-nc": 1.29 / 2.30,
    }
    for name, value in changed.items():
        assert drift[name] == pytest.approx(value, rel=0.005), name
    assert (drift.drop(list(changed)) == 1).all()


#: Budgets per person and year that another tool publishes after Sala et al. 2020 (Boavizta, MLCA).
PER_PERSON = [("GWP-total", 985), ("ADPE", 0.0317), ("WDP", 26_300)]


@pytest.mark.parametrize(("indicator", "value"), PER_PERSON)
def test_budget_per_person(capacity, indicator, value):
    assert capacity["sala-2020", indicator] / PEOPLE_2010 == pytest.approx(value, rel=0.005)


def test_climate_per_person_in_2023(capacity, people):
    """0.847 t with the sum of the countries (Pacific Dataviz Challenge 2026, with pyaesa 1.2.4); the world aggregate is 0.3 % larger."""
    budget = capacity["sala-2020", "GWP-total"] / 1000
    assert budget / people.loc["GLO", 2023] == pytest.approx(0.8445, abs=0.0001)
    assert budget / people.drop("GLO")[2023].sum() == pytest.approx(0.847, abs=0.0005)


def test_capacities_of_climate(capacity):
    """Upper over lower end of JRC 2023: 450 / 350 ppm. Budgets of Gebara & Laurent 2023, doi 10.1016/j.rser.2022.112934: over 83 years."""
    climate = capacity.xs("GWP-total", level="indicator")
    assert climate["jrc-2023-max"] / climate["jrc-2023-min"] == pytest.approx(450 / 350, abs=0.006)
    assert climate["climate-350ppm"] == pytest.approx(484e12 / 83, rel=0.01)
    assert climate["climate-1wm2-2100"] == pytest.approx(-60e12 / 83, rel=0.01)
    for name in ("climate-1-5c", "climate-2c"):
        assert climate[f"{name}-low"] < climate[name] < climate[f"{name}-high"]
    assert (climate.drop("climate-1wm2-2100") > 0).all() and len(climate) == 12


def test_capacities_of_both_sets(capacity):
    """JRC 2023 repeats Sala et al. 2020 but for terrestrial eutrophication; land use has changed its unit. The upper end is twice the lower."""
    sala, low, high = (capacity[name] for name in ("sala-2020", "jrc-2023-min", "jrc-2023-max"))
    assert set(low.index) - set(sala.index) == {"SQP"} and len(low) == len(high) == 16
    assert low.index[low.ne(sala.reindex(low.index))].tolist() == ["EP-terrestrial", "SQP"]
    assert (sala["EP-terrestrial"], low["EP-terrestrial"]) == (6.13e12, 6.11e12)
    twice = (high / low).drop("GWP-total")
    assert twice.between(1.99, 2.01).all()


def test_targets_of_policy_are_half_of_the_world_of_2010(capacity):
    world, kind = table("world_impact").set_index("indicator").value, table("capacity").set_index(["set", "indicator"]).kind
    for name in ("ADPF", "ADPE"):
        assert capacity["jrc-2023-min", name] == pytest.approx(world[name] / 2, rel=0.005)
        assert capacity["jrc-2023-max", name] == world[name]
    assert set(kind[kind == "target"].index.get_level_values("indicator")) == {"ADPF", "ADPE"}
    assert (kind.xs("ADPF", level="indicator") == "target").all() and (kind.xs("ADPE", level="indicator") == "target").all()


#: Capacities of other tools that are wrong: a power of ten, a copy of something else (a land use in kg of soil as if in points).
BAD = {
    "GWP-total": [8e12],
    "ETP-fw": [1e13],
    "ADPF": [3e14],
    "EP-freshwater": [5.8e9],
    "EP-marine": [2.9e11, 229],
    "EP-terrestrial": [6.1e12],
    "HTP-c": [9.6e4, 1.06e6],
    "HTP-nc": [5.4e5, 4.5e6],
    "IRP": [5.3e13, 5.79e14],
    "SQP": [1e14, 1.27e13],
    "ADPE": [2.4e8],
    "ODP": [5.4e7],
    "PM": [5e5, 5.68e5],
    "POCP": [4.1e11, 4.35e10],
    "WDP": [1.8e13],
    "AP": [6.59e10],
}


@pytest.mark.parametrize("indicator", BAD)
def test_known_bad_values_do_not_occur(capacity, indicator):
    assert not set(capacity.xs(indicator, level="indicator")) & set(BAD[indicator])


def test_usual_sets_and_their_notes():
    sets = table("capacity_set").set_index("id")
    usual = ["sala-2020", "jrc-2023-min", "jrc-2023-max", "climate-1wm2", "climate-350ppm", "climate-1-5c", "climate-2c"]
    assert sets.index[sets.usual].tolist() == usual
    assert set(table("capacity").set) == set(sets.index)
    assert (sets.note_en.str.len() > 40).all() and (sets.note_fr.str.len() > 40).all()
    assert "soil" in sets.note_en["sala-2020"] and "not verified" not in sets.note_en["jrc-2023-min"]
    assert "convention" in sets.note_en["jrc-2023-max"] and "could not be verified" in sets.note_en["horup-2025"]
    assert "negative" in sets.note_en["climate-1wm2-2100"]
    for name in ("sala-2020", "jrc-2023-min"):
        assert "2 °C steady-state carrying capacity" in sets.note_en[name]


#: State worked out elsewhere: position in the zone of increasing risk (x - PB) / (HR - PB), after Table 3 of the Planetary Health Check 2025.
POSITIONS = [
    ("forest", 0.76),
    ("blue-area", 0.26),
    ("aragonite", 0.06),
    ("n-fixation", 5.15),
    ("forcing", 3.94),
    ("hanpp", 2.0),
    ("p-soils", 2.4),
]


@pytest.mark.parametrize(("variable", "position"), POSITIONS)
def test_position_in_the_zone(boundary, variable, position):
    row = boundary.loc["phc-2025", variable]
    assert (row.current - row.boundary) / (row.high_risk - row.boundary) == pytest.approx(position, abs=0.01)


def test_baseline_boundary_and_upper_end_stand_in_this_order(boundary):
    zone = boundary.dropna(subset="high_risk")
    assert ((zone.high_risk - zone.boundary) * zone.way > 0).all()
    before = boundary.dropna(subset="baseline").drop("untested", level="variable")
    assert ((before.boundary - before.baseline) * before.way > 0).all()
    assert (boundary.baseline.dropna() >= 0).all() and (boundary.current.dropna() >= 0).all()


#: Boundaries that each edition says are crossed: four processes of nine in 2015, six in 2023, seven in 2025.
CROSSED = {"steffen-2015": 4, "richardson-2023": 6, "phc-2025": 7}


def test_processes_crossed_are_those_that_the_edition_counts(boundary):
    distance = (boundary.current - boundary.boundary) * boundary.way
    past = (distance > 0) | boundary.more_than & (distance == 0)  # more than 0 is beyond a boundary of 0
    rows = boundary.assign(past=past | boundary.placed.isin(["increasing", "high"]))
    part = table("sub_boundary").set_index("id").process
    process = rows.groupby(["edition", rows.sub_boundary.map(part)]).past.any()
    assert process.groupby("edition").sum().to_dict() == CROSSED


def test_ocean_boundary_is_80_percent_of_its_baseline(boundary):
    for edition in ("richardson-2023", "phc-2025"):
        row = boundary.loc[edition, "aragonite"]
        assert row.boundary == pytest.approx(0.8 * row.baseline, abs=0.005)


def test_ozone_boundary_is_5_percent_below_its_baseline(boundary):
    rows = boundary.xs("ozone-column", level="variable")
    assert rows.boundary.to_numpy() == pytest.approx(0.95 * rows.baseline.to_numpy(), abs=0.51)


def test_traps_of_the_transcriptions(boundary):
    """Rescaled phosphorus, 110 for more than 100, fractions for per cent, zero for a baseline: see data/README.md."""
    assert ("richardson-2023", "p-ocean") not in boundary.index and ("phc-2025", "p-ocean") not in boundary.index
    assert (11 * boundary.current["richardson-2023", "p-soils"] / 6.2) == pytest.approx(31.0483870967742)
    more = boundary[boundary.more_than]
    assert more.current.groupby("variable").agg(set).to_dict() == {"extinctions": {100}, "untested": {0}} and len(more) == 5
    area = boundary[boundary.index.get_level_values("variable").isin(["blue-area", "green-area"])]
    assert (area.boundary > 10).all() and area.baseline.isna().all()
    assert pd.isna(boundary.high_risk["richardson-2023", "aragonite"])
    untested = boundary.xs("untested", level="variable")
    assert untested.more_than.all() and untested.placed.isna()["richardson-2023"] and untested.placed["phc-2025"] == "high"


def test_the_note_of_2015_counts_what_is_held(boundary):
    """Ten control variables, eight with a current value; of the other two the boundary."""
    rows, note = boundary.loc["steffen-2015"], table("edition").set_index("id").loc["steffen-2015"]
    assert (len(rows), rows.current.notna().sum()) == (10, 8) and rows.boundary.notna().all()
    assert set(rows.index[rows.current.isna()]) == {"forcing", "ozone-column"}
    assert note.note_en.startswith("Ten control variables, eight of them with a current value.")
    assert note.note_fr.startswith("Dix variables de contrôle, dont huit avec une valeur actuelle.")


def test_every_edition_after_the_first_says_what_changed(boundary):
    later = boundary.drop("steffen-2015", level="edition")
    assert later.change_en.notna().all() and boundary.loc["steffen-2015"].change_en.isna().all()


#: What a sentence may name besides figures of the table: years, and the rules of 80 and 5 % (both tested above).
RULES = {"2015", "2023", "2025", "80", "5"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_figures_in_the_sentences_on_changes_are_those_of_the_table(boundary, language):
    named = boundary.dropna(subset=f"change_{language}")
    for row in named.itertuples():
        known = boundary[boundary.sub_boundary == row.sub_boundary][["baseline", "boundary", "high_risk", "current"]]
        text = getattr(row, f"change_{language}").replace("\u00a0", " ")
        figures = set(re.findall(r"(?<![\w.,])\d+(?:[.,]\d+)?", text)) - RULES
        assert {float(figure.replace(",", ".")) for figure in figures} <= set(known.stack().astype(float)), row.Index


def test_both_languages_name_the_same_figures():
    for name in WORDED:
        rows = table(name)
        for column in [column.removesuffix("_en") for column in rows if column.endswith("_en") and column[:4] not in ("name", "shor")]:
            for both in rows[[f"{column}_en", f"{column}_fr"]].dropna().itertuples(index=False):
                english, french = (set(re.findall(r"\d+", re.sub(r"(?<=\d)[\s.,](?=\d)", "", text))) for text in both)
                assert english == french, both


def test_every_indicator_is_linked_or_said_to_be_linked_to_none():
    links, indicators = table("boundary_link"), table("indicator").id
    assert set(links.indicator) == set(indicators)
    none = links[links.sub_boundary.isna()]
    assert set(none.indicator) == {"IRP", "POCP", "AP", "ADPF", "ADPE"} and none.indicator.is_unique
    assert not set(none.indicator) & set(links.dropna(subset="sub_boundary").indicator)
    stated = links[links.basis == "stated"]
    assert stated[["indicator", "sub_boundary"]].to_numpy().tolist() == [["GWP-total", "ocean"]]
    unseen = set(table("sub_boundary").id) - set(links.sub_boundary.dropna())
    assert unseen == {"genetic-diversity", "functional-integrity", "green-water"}  # EF 3.1 has no indicator of biodiversity


def test_the_rest_of_the_world_is_small(people):
    """Countries without a row, mostly Taiwan (23 million people)."""
    rest = people.loc["GLO"] - people.drop("GLO").sum()
    assert (rest / people.loc["GLO"]).between(0, 0.01).all() and rest.between(2.2e7, 2.5e7).all()
    assert people.notna().all().all() and len(people) == 217


def test_population_and_economy():
    """World Bank: the world of 2024; Norway of 2010, 4,889,252 people (worked example of JRC142099)."""
    rows = table("population").set_index(["country", "year"])
    assert rows.population["GLO", 2024] == 8_141_808_945
    assert rows.population["NO", 2010] == 4_889_252
    assert rows.population["NO", 2010] / PEOPLE_2010 == pytest.approx(7.0693e-4, rel=1e-4)
    assert rows.gdp["NO", 2010] / rows.population["NO", 2010] > 30_000
    assert rows.gdp.xs(2024, level="year").isna().all() and rows.gdp["GLO", 2023] == pytest.approx(1.0544e14, rel=1e-4)
    per_person = (rows.gdp / rows.population).dropna()
    assert per_person.between(150, 300_000).all(), per_person[~per_person.between(150, 300_000)]
    assert "CHI" not in rows.index.get_level_values(0) and rows.population["XK", 2023] > 1e6


def test_principles_and_needs():
    assert table("principle").id.tolist() == ["equal-per-capita", "ability-to-pay", "grandfathering", "price", "own"]
    assert len(table("need")) == 12
    assert len(table("criticism")) >= 10


def test_figures_in_the_criticisms_are_those_of_the_tables(capacity, boundary):
    text = table("criticism").set_index("id").text_en
    world = table("world_impact").set_index("indicator")
    nitrogen = boundary.loc["phc-2025", "n-fixation"]
    assert f"{nitrogen.current:.0f} Tg" in text["contradiction"] and f"boundary of {nitrogen.boundary:.0f}" in text["contradiction"]
    assert f"{world.value['EP-marine'] / capacity['jrc-2023-min', 'EP-marine']:.2f}" in text["contradiction"]
    assert f"{world.drift['ETP-fw'] - 1:.0%}".replace("%", " %") in text["method-drift"]
    assert f"{1 - world.drift['HTP-nc']:.0%}".replace("%", " %") in text["method-drift"]
    assert "1.28" in text["upper-end"] and "4.6" in text["scope"]
    assert 0.017 / 0.00032 == pytest.approx(53, abs=0.5) and 0.012 / 0.0047 == pytest.approx(2.6, abs=0.05)  # Puig-Samper et al. 2025
    assert "53" in text["no-consensus"] and "2.6" in text["no-consensus"]


def test_what_is_reasoned_here_is_not_cited_as_published():
    citation = table("criticism").set_index("id").citation
    assert citation.notna().all() and set(citation.index[citation == "Seuil"]) == {"material-alone", "price-scope"}


@pytest.mark.parametrize("name", WORDED)
def test_sentences_are_whole_and_french_is_set_as_french(name):
    """No-break spaces where a line must not break, curly apostrophes, no plain space before double signs."""
    rows = table(name)
    for column in [column for column in rows if column.endswith(("_en", "_fr"))]:
        texts = rows[column].dropna()
        assert (texts.str.strip() == texts).all() and not texts.str.contains("…|  ", regex=True).any()
        if column.endswith("_fr"):
            wrong = texts[texts.str.contains(r"'| [;:!?»%]|« |\d (?:°C|W/m²)", regex=True)]
            assert wrong.empty, wrong.tolist()
        else:
            assert not texts.str.contains("\u00a0|\u202f").any()
        if column.startswith(("note_", "change_", "reason_", "ethics_", "criticism_", "text_")):
            assert texts.str.endswith(".").all(), texts[~texts.str.endswith(".")].tolist()


FORBIDDEN = {
    "en": r"\b(?:sustainable|safe|winner|best|eco-\w+|science-based)\b|compatible with planetary|\bgreen\b(?! water)",
    "fr": r"\b(?:durable|écologique|vertueux|gagnant|meilleure?|sûre?)\b|compatible avec les limites|\bvert\b",
}


@pytest.mark.parametrize("language", FORBIDDEN)
def test_no_claim_in_any_sentence(language):
    """But for "green water", the name of a sub-boundary."""
    for name in WORDED:
        rows = table(name)
        for column in [column for column in rows if column.endswith(f"_{language}")]:
            found = rows[column].dropna().str.lower().str.contains(FORBIDDEN[language], regex=True)
            assert not found.any(), (name, column, rows[column].dropna()[found].tolist())
