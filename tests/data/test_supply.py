"""Supply: figures held to anchors from elsewhere, lists held to the law, and what holds the tables together."""

import re

import pandas as pd
import pytest

from tests.conftest import ROOT

STAGES = ("extraction", "processing")
#: Regulation (EU) 2024/1252, annex II: 34 entries, of which three are groups, told apart by member.
CRITICAL = """
    aluminium antimony arsenic baryte beryllium bismuth boron cobalt coking-coal copper feldspar fluorspar gallium germanium hafnium
    helium lithium magnesium manganese natural-graphite nickel niobium phosphate-rock phosphorus scandium silicon-metal strontium tantalum
    titanium-metal tungsten vanadium
""".split()
HEAVY = "dysprosium erbium europium gadolinium holmium lutetium terbium thulium ytterbium yttrium".split()
LIGHT = "cerium lanthanum neodymium praseodymium samarium".split()
PLATINUM = "iridium palladium platinum rhodium ruthenium".split()
#: The same, annex I: 17 entries; of the rare earths those for permanent magnets.
STRATEGIC = """
    aluminium bismuth boron cobalt copper gallium germanium lithium magnesium manganese natural-graphite nickel silicon-metal
    titanium-metal tungsten
""".split()
MAGNETS = "neodymium praseodymium terbium dysprosium gadolinium samarium cerium".split()


def table(name: str) -> pd.DataFrame:
    """The table as written; NA is Namibia."""
    return pd.read_csv(ROOT / "data" / f"{name}.csv", keep_default_na=False, na_values=[""])


@pytest.fixture(scope="module")
def raw() -> pd.DataFrame:
    return table("raw_material").set_index("id")


@pytest.fixture(scope="module")
def producer() -> pd.DataFrame:
    return table("producer").set_index(["raw_material", "stage", "country"])


@pytest.fixture(scope="module")
def risk() -> pd.Series:
    """Risk of a country, 0 to 1, from the estimate of its political stability."""
    rows = table("governance").set_index(["country", "year"])
    return ((2.5 - rows.estimate) / 5).clip(0, 1)


def test_critical_and_strategic_are_the_lists_of_the_law(raw):
    assert len(CRITICAL) + 3 == 34 and len(STRATEGIC) + 2 == 17
    assert {*raw.index[raw.critical], "nickel"} == {*CRITICAL, *HEAVY, *LIGHT, *PLATINUM} and raw.critical.sum() == 50
    assert {*raw.index[raw.strategic], "nickel"} == {*STRATEGIC, *PLATINUM, *MAGNETS}
    graded = set(raw.index[raw.grade_en.notna()])
    assert (
        graded == {"boron", "lithium", "manganese", "natural-graphite", "nickel", *MAGNETS}
        and raw.strategic[list(graded - {"nickel"})].all()
    )
    assert "only" in raw.grade_en["nickel"] and not raw.grade_en.dropna().drop("nickel").str.contains("only").any()


def test_the_list_follows_the_thresholds_of_the_commission_but_for_two(raw):
    """Critical from a supply risk of 1 and an economic importance of 2.8; copper and nickel are on the list as strategic."""
    beyond = (raw.supply_risk >= 1) & (raw.economic_importance >= 2.8)
    assert set(raw.index[(raw.critical | raw.grade_en.notna()) & ~beyond]) == {"copper", "nickel"} and not (beyond & ~raw.critical).any()
    assert raw.note_en[["copper", "nickel"]].str.contains("below 1").all()


#: Supply risk, economic importance and recycling input rate (European Commission 2023, doi 10.2873/725585).
FOUND = {
    "magnesium": (4.1, 7.4, 0.13),
    "copper": (0.1, 4.0, 0.55),
    "cobalt": (2.8, 6.8, 0.22),
    "niobium": (4.4, 6.5, 0.0),
    "tungsten": (1.2, 8.7, 0.42),
    "lead": (0.1, 4.2, 0.83),
    "titanium-metal": (1.6, 6.3, 0.01),
    "natural-rubber": (0.9, 6.0, 0.02),
}


@pytest.mark.parametrize("name", FOUND)
def test_what_the_commission_found(raw, name):
    assert tuple(raw.loc[name, ["supply_risk", "economic_importance", "recycling_input"]]) == FOUND[name]


def test_not_assessed_is_empty_not_zero(raw):
    found = [
        "supply_risk",
        "economic_importance",
        "risk_stage",
        "import_reliance_extraction",
        "import_reliance_processing",
        "recycling_input",
    ]
    left = raw[raw.source.isna()]
    assert set(left.index) == {"air", "bamboo", "carbon", "clay", "crops", "ferrosilicon", "natural-stone", "petroleum", "salt"}
    assert left[found].isna().all(axis=None) and not left.critical.any()
    assert (raw.supply_risk.dropna() > 0).all() and raw.import_reliance_extraction["strontium"] == 0


#: Largest producers (European Commission 2023: shares of annex 7; the same as whole per cent in its table of main suppliers).
LARGEST = [
    ("copper", "extraction", "CL", 0.277),
    ("magnesium", "processing", "CN", 0.906),
    ("aluminium", "extraction", "AU", 0.28),
    ("antimony", "extraction", "CN", 0.56),
    ("arsenic", "processing", "CN", 0.44),
    ("boron", "extraction", "TR", 0.48),
    ("cobalt", "extraction", "CD", 0.63),
    ("coking-coal", "extraction", "CN", 0.53),
    ("feldspar", "extraction", "TR", 0.32),
    ("fluorspar", "extraction", "CN", 0.56),
    ("gallium", "processing", "CN", 0.94),
    ("germanium", "processing", "CN", 0.83),
    ("hafnium", "processing", "FR", 0.49),
    ("natural-graphite", "extraction", "CN", 0.67),
    ("nickel", "processing", "CN", 0.33),
    ("palladium", "processing", "RU", 0.40),
    ("platinum", "processing", "ZA", 0.71),
    ("silicon-metal", "processing", "CN", 0.76),
    ("tantalum", "extraction", "CD", 0.35),
    ("tungsten", "processing", "CN", 0.86),
    ("vanadium", "extraction", "CN", 0.62),
]


@pytest.mark.parametrize(("raw_material", "stage", "country", "share"), LARGEST)
def test_largest_producer(producer, raw_material, stage, country, share):
    rows = producer.loc[raw_material, stage]
    assert rows.share.idxmax() == country and rows.share[country] == pytest.approx(share, abs=0.0051)


def test_shares_make_a_whole(producer):
    """What is published as "less than" a share is left out of the sum."""
    told = producer[~producer.at_most]
    world = told.groupby(level=["raw_material", "stage"]).share.sum()
    assert world.between(0.85, 1.03).all(), world[~world.between(0.85, 1.03)]
    assert len(world) == len(producer.groupby(level=["raw_material", "stage"])) and len(world) > 110
    assert (producer.share[producer.at_most] <= 0.011).all()
    europe = table("sourcing").groupby(["importer", "raw_material", "stage"]).share.sum()
    assert europe.between(0.85, 1.03).all() and set(europe.index.get_level_values("importer")) == {"EU27"}


def test_tables_that_list_too_little_are_absent():
    """Listed shares sum to 0.09, 0.75, 0.40 and 0.77; the sourcing of heavy rare earths as extracted is that of a group."""
    held = set(table("sourcing")[["raw_material", "stage"]].itertuples(index=False, name=None))
    for raw_material in ("chromium", "roundwood", "sapele", "tungsten", *HEAVY):
        assert (raw_material, "extraction") not in held, raw_material
    assert {("chromium", "processing"), ("tungsten", "processing")} <= held


def test_rare_earths_share_their_mines(producer):
    """Published for rare earths as a whole, but for dysprosium and terbium."""
    mines = {tuple(producer.loc[name, "extraction"].share.sort_index().items()) for name in {*HEAVY, *LIGHT} - {"dysprosium", "terbium"}}
    assert len(mines) == 1


#: Risk of 2024 (World Bank, Worldwide Governance Indicators, political stability and absence of violence), as others scale it.
RISKS = {"NO": 0.319, "DE": 0.475, "US": 0.519, "CN": 0.531, "FR": 0.548, "CD": 0.924, "YE": 1.0}


def test_governance_as_a_risk(risk):
    for country, value in RISKS.items():
        assert risk[country, 2024] == pytest.approx(value, abs=0.0006), country
    assert risk.between(0, 1).all() and risk.groupby("year").size().between(207, 210).all()
    raw = (2.5 - table("governance").estimate) / 5
    assert raw.between(0.1, 1.1).all() and (raw > 1).mean() < 0.02  # a few estimates lie below -2.5


def test_who_produces_more_than_a_hundredth_has_a_governance(producer, risk):
    of_2024 = set(risk.xs(2024, level="year").index)
    assert set(producer[producer.share > 0.01].index.get_level_values("country")) <= of_2024
    sourcing = table("sourcing")
    assert set(sourcing.country[sourcing.share > 0.01]) <= of_2024
    every = set(producer.index.get_level_values("country")) | set(sourcing.country)
    assert every - of_2024 == {"GF", "XK"}


#: Concentration (computed from World Mining Data 2026): sum of squares, the same times governance, largest producer and its share.
CONCENTRATED = [
    ("cobalt", "extraction", 2024, 0.57059, 0.52236, "CD", 0.7451),
    ("copper", "extraction", 2024, 0.10888, 0.06359, "CL", 0.2403),
    ("gallium", "processing", 2024, 0.9739, 0.51682, "CN", 0.9868),
    ("aluminium", "processing", 2024, 0.37191, 0.19754, "CN", 0.5996),
    ("aluminium", "extraction", 2024, 0.21063, 0.12239, "GN", 0.3423),
    ("niobium", "extraction", 2024, 0.85796, 0.51764, "BR", 0.9245),
]


def test_concentration(risk):
    rows = table("concentration").set_index(["raw_material", "stage", "year"])
    for raw_material, stage, year, *values in CONCENTRATED:
        held = rows.loc[(raw_material, stage, year), ["hhi", "hhi_governance", "largest", "largest_share"]]
        assert held.tolist() == values, raw_material
    assert (rows.hhi >= rows.largest_share**2 - 1e-4).all() and (rows.hhi <= rows.largest_share + 1e-4).all()
    assert (rows.hhi * rows.countries >= 1 - 1e-4).all() and (rows.groupby(["raw_material", "stage"]).size() == 7).all()
    mean = rows.hhi_governance / rows.hhi  # risk of the largest, weighted by squares
    largest = pd.Series([risk[row.largest, row.Index[2]] for row in rows.itertuples()], rows.index)
    alone = rows.largest_share > 0.9
    assert (mean[alone] / largest[alone]).between(0.98, 1.02).all() and alone.sum() > 10


#: Other years or another definition of the product: the mean of 2016 to 2020 differs by more than a fifth.
APART = {"chromium", "kaolin", "natural-graphite", "nickel", "perlite", "selenium", "tellurium"}


def test_concentration_of_two_sources(producer):
    """Producers of the Commission (2016 to 2020) against World Mining Data (2018 to 2020)."""
    squares = (producer.share**2).groupby(level=["raw_material", "stage"]).sum()
    rows = table("concentration")
    ratio = (squares / rows[rows.year <= 2020].groupby(["raw_material", "stage"]).hhi.mean()).dropna()
    assert len(ratio) > 45 and ratio.between(0.57, 1.55).all()
    assert set(ratio.index[~ratio.between(0.8, 1.25)].get_level_values("raw_material")) == APART


#: Annual means of the World Bank (Pink Sheet), per tonne, and per troy ounce of 31.1034768 g.
PRICES = [("copper", 2024, 9142 / 1000), ("aluminium", 2025, 2632 / 1000), ("nickel", 2025, 15162 / 1000), ("tin", 2024, 30066 / 1000)]
PRICES += [("zinc", 2024, 2776 / 1000), ("lead", 2020, 1825 / 1000), ("natural-rubber", 2020, 1.728)]
PRICES += [("gold", 2024, 2388 / 0.0311034768), ("silver", 2024, 28.27 / 0.0311034768), ("platinum", 2020, 883.4 / 0.0311034768)]


def test_prices():
    rows = table("price").set_index(["raw_material", "year"]).value
    for raw_material, year, value in PRICES:
        assert rows[raw_material, year] == pytest.approx(value, rel=0.001), raw_material
    assert (rows.groupby("raw_material").size() == 16).all() and rows.index.get_level_values("year").unique().tolist() == [
        *range(2010, 2026)
    ]
    steps = rows.groupby("raw_material").pct_change().dropna()
    assert steps.between(-0.5, 1.0).all(), steps[~steps.between(-0.5, 1.0)]


#: End-of-life recycling by author (Graedel et al. 2011, UNEP, tables C1, D1, E2, F1).
RECYCLED = {
    "iron-ore": [0.52, 0.67, 0.78, 0.90],
    "aluminium": [0.42, 0.60, 0.70],
    "copper": [0.43, 0.53],
    "lead": [0.52, 0.68, 0.95],
    "tin": [0.75],
    "titanium-metal": [0.91],
    "vanadium": [0.01],
}


def test_recycling_rates_of_several_authors():
    rows = table("recycling_rate")
    ends = rows[rows.indicator == "end_of_life_recycling"]
    for raw_material, values in RECYCLED.items():
        assert sorted(ends.low[ends.raw_material == raw_material]) == values, raw_material
    nickel = ends[(ends.raw_material == "nickel") & (ends.low < ends.high)]
    assert set(zip(nickel.low, nickel.high, strict=True)) == {(0.58, 0.63)}
    assert (rows.low[rows.bound.notna()] == rows.high[rows.bound.notna()]).all()
    assert set(rows.bound[rows.raw_material == "vanadium"]) == {"upper bound"}  # less than 1 %
    assert not rows.duplicated(["raw_material", "indicator", "low", "high", "estimate_en"]).any()
    assert rows.estimate_en.nunique() > 40 and set(rows.locator) == {"C1", "D1", "E2", "F1"}


ATOM = {"Al": 26.982, "B": 10.81, "C": 12.011, "Ca": 40.078, "Cl": 35.45, "F": 18.998, "H": 1.008, "Mg": 24.305, "N": 14.007}
ATOM |= {"Na": 22.990, "O": 15.999, "S": 32.06, "Si": 28.085, "Y": 88.906, "Zr": 91.224}


def mass(formula: str) -> float:
    """Molar mass. [g/mol] IUPAC, conventional atomic weights."""
    return sum(ATOM[element] * int(count or 1) for element, count in re.findall(r"([A-Z][a-z]?)(\d*)", formula))


#: Constituent -> kg of the raw material in or for 1 kg of it.
CONTENT = {
    "Al2O3": 2 * mass("Al") / mass("Al2O3"),
    "B2O3": 2 * mass("B") / mass("B2O3"),
    "CaO": mass("CaCO3") / mass("CaO"),
    "Cl": mass("NaCl") / mass("Cl"),
    "F": mass("CaF2") / mass("F2"),
    "MgO": mass("MgCO3") / mass("MgO"),
    "Na2O": 2 * mass("NaCl") / mass("Na2O"),
    "Si3N4": 3 * mass("Si") / mass("Si3N4"),
    "SiC": mass("SiO2") / mass("SiC"),
    "Y2O3": 2 * mass("Y") / mass("Y2O3"),
    "ZrO2": mass("Zr") / mass("ZrO2"),
}


def test_contents_follow_from_the_formulas():
    rows = table("feedstock")
    for row in rows.itertuples():
        assert row.content == pytest.approx(CONTENT.get(row.constituent, 1), rel=5e-4), row.constituent


def test_formulas_of_neat_polymers():
    rows = table("composition").set_index(["material", "constituent"]).share
    assert rows["pvc-u", "Cl"] == rows["pvc-recycled", "Cl"] == pytest.approx(mass("Cl") / mass("C2H3Cl"), abs=0.0005)
    assert rows["ptfe", "F"] == pytest.approx(mass("F4") / mass("C2F4"), abs=0.0005)
    assert rows["pps", "S"] == pytest.approx(mass("S") / mass("C6H4S"), abs=0.0005)


def test_every_constituent_but_glass_fibre_has_one_raw_material():
    """Two rows without subfamily would both be the default: a unique constraint lets them pass."""
    rows, constituent = table("feedstock"), table("constituent").set_index("id")
    default = rows.constituent[rows.subfamily.isna()]
    assert default.is_unique and not rows.duplicated(["constituent", "subfamily"]).any()
    assert set(constituent.index) - set(default) == {"glass-fibre"} and "boron" in constituent.note_en["glass-fibre"]
    assert set(constituent.index) == set(table("composition").constituent)


def test_silicon_of_steel_and_titanium_of_alloys(catalogue):
    """Only silicon metal is critical: steels and cast irons take ferrosilicon. Titanium in the compositions is metal everywhere."""
    feed = catalogue.supply.feed.merge(catalogue.ask("materials")[["id", "subfamily"]], left_on="material", right_on="id")
    silicon = feed[feed.constituent == "Si"].groupby("subfamily").raw_material.agg(set)
    ferrous = silicon.index.str.contains("steel|iron")
    assert all(each == {"ferrosilicon"} for each in silicon[ferrous]) and all(each == {"silicon-metal"} for each in silicon[~ferrous])
    assert ferrous.sum() >= 6 and set(feed.raw_material[feed.constituent == "Ti"]) == {"titanium-metal"}


def test_materials_with_a_composition():
    shares = table("composition").groupby("material").share.sum()
    assert len(shares) == 171 and shares.between(0.949, 1.0005).all()


@pytest.mark.parametrize("name", ["raw_material", "constituent"])
def test_both_languages_say_the_same_and_french_is_set_as_french(name):
    rows = table(name)
    for column in [column.removesuffix("_en") for column in rows if column.endswith("_en")]:
        english, french = rows[f"{column}_en"], rows[f"{column}_fr"]
        assert (english.isna() == french.isna()).all()
        both = rows[[f"{column}_en", f"{column}_fr"]].dropna().itertuples(index=False)
        figures = [[re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d)", "", text)) for text in pair] for pair in both]
        assert all(mine == other for mine, other in figures)
        assert not english.str.contains("\u00a0|\u202f|'", regex=True).fillna(False).any()
        wrong = french[french.str.contains(r"'| [;:!?»%]|« ", regex=True).fillna(False)]
        assert wrong.empty, wrong.tolist()
        if column == "note":
            assert all(text.endswith(".") for text in [*english.dropna(), *french.dropna()])
