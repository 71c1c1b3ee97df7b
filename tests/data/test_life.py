"""The figures beyond the material: anchors with their citation, orders of magnitude, and what holds a table together."""

import numpy as np
import pandas as pd
import pytest

from tests.conftest import ROOT, VECTORS

CLIMATE = "GWP-total"

#: Tables of ranked factors, with what one factor stands for. Outside electricity the country is where the data were taken.
RANKED = {
    "energy_factor": ["carrier", "asked", "indicator"],
    "process_factor": ["process", "indicator"],
    "transport_factor": ["mode", "indicator"],
    "treatment_factor": ["class", "route", "module", "indicator"],
}


def table(name: str) -> pd.DataFrame:
    """The table as written; NA is Namibia."""
    rows = pd.read_csv(ROOT / "data" / f"{name}.csv", keep_default_na=False, na_values=[""])
    if name == "energy_factor":
        rows["asked"] = rows.country.where(rows.carrier == "electricity", "")
    return rows


def climate(name: str, *key: str, rank: int = 1) -> pd.Series:
    """kg CO2 eq of the rows of one rank, by `key`."""
    return table(name).query("indicator == @CLIMATE and rank == @rank").set_index(list(key)).value


#: kg CO2 eq per unit, as printed by the source.
ANCHORS = [
    ("energy_factor", {"carrier": "electricity", "country": "FR", "source": "ember"}, 0.04418),  # Ember, latest year
    ("energy_factor", {"carrier": "electricity", "country": "FR", "source": "ademe-base-carbone-22"}, 0.0569),  # consumption mix 2021
    ("energy_factor", {"carrier": "electricity", "country": "DE", "source": "ember"}, 0.34206),
    ("energy_factor", {"carrier": "electricity", "country": "EU27", "source": "ember"}, 0.21302),
    ("energy_factor", {"carrier": "diesel-b7", "source": "ademe-base-carbone-22"}, 3.1),  # Gazole routier B7, upstream included
    ("energy_factor", {"carrier": "heat-natural-gas", "source": "oekobaudat-2023-generic"}, 0.0653466),  # Thermal energy from natural gas
    ("transport_factor", {"mode": "road-truck-artic-40t", "source": "oekobaudat-2023-generic"}, 0.0812481),  # Truck-trailer, eaa1c470
    ("transport_factor", {"mode": "rail-average-fr", "source": "ademe-base-carbone-22"}, 0.00959),
    ("treatment_factor", {"class": "pe", "route": "incineration", "source": "idemat-2024"}, 3.14),
    ("treatment_factor", {"class": "pe", "route": "energy-recovery", "module": "C3", "source": "ademe-base-carbone-22"}, 2.769),
    ("treatment_factor", {"class": "cardboard", "route": "landfill", "source": "ademe-base-carbone-22"}, 0.95),
    ("treatment_factor", {"class": "plasterboard", "route": "landfill", "source": "desnz-2025"}, 0.07195),
]


@pytest.mark.parametrize(("name", "key", "value"), ANCHORS)
def test_anchors(name, key, value):
    rows = table(name).query("indicator == @CLIMATE")
    found = rows[np.logical_and.reduce([rows[column] == wanted for column, wanted in key.items()])]
    assert found.value.tolist() == [value]


def test_anchors_of_other_tables():
    injection = table("process").set_index("id").loc["injection-moulding"]
    assert (injection.electricity, injection["yield"]) == (1.79, 0.9671)  # USLCI, rigid polypropylene part
    bottle = table("recycling").set_index("id").loc["packaging-pet"]
    assert (bottle.allocation, bottle.quality, bottle.recycling) == (0.5, 0.9, 0.41756)  # PEF Annex C v2.1
    assert table("recycling").set_index("id").recycled_content["packaging-glass"] == 0.52  # unspecified colour; 0.80 is green glass
    petrol = table("vehicle").set_index("id").loc["car-petrol"]
    assert petrol.gsd == pytest.approx((0.53 / 0.27) ** (1 / 3.92), rel=1e-3)  # Kim et al. 2015, 83 cars


def test_carriers_follow_physics():
    """Combustion CO2 from IPCC 2006 (diesel 2.66, petrol 2.30 kg/l; natural gas 0.0561 kg/MJ), plus up to half of it upstream."""
    factor = table("energy_factor").query("indicator == @CLIMATE").set_index("carrier").value
    assert factor["diesel-b7"].between(2.66 * 0.93, 2.66 * 1.5).all()
    assert factor["petrol-e10"].between(2.30 * 0.90, 2.30 * 1.5).all()
    assert factor["heat-natural-gas"].between(0.0561, 0.0561 * 1.5).all()
    assert factor["natural-gas"].between(2.7, 2.7 * 1.5).all()
    heat = factor[factor.index.str.startswith("heat-")]
    assert heat.between(0.001, 0.13).all(), heat


def test_electricity_is_of_this_world():
    factor = climate("energy_factor", "carrier", "country")["electricity"]
    assert factor.between(0.004, 1.5).all(), factor[~factor.between(0.004, 1.5)]
    assert factor["FR"] < factor["EU27"] < factor["DE"] < factor["PL"] and factor["EU27"] < factor["GLO"]
    fossil = table("energy_factor").query("carrier == 'electricity' and indicator == 'ADPF' and rank == 1").value
    assert fossil.max() < 15  # MJ per kWh: nothing makes electricity with less than 24 %


#: kg CO2 eq per t.km that a kind of transport can have.
MODES = {"road": (0.02, 1.0), "rail": (0.003, 0.05), "water": (0.005, 0.05), "sea": (0.002, 0.06), "air": (0.5, 2.5)}


@pytest.mark.parametrize("category", MODES)
def test_transport_is_that_of_its_kind(category):
    factor = table("transport_factor").query("indicator == @CLIMATE").merge(table("mode"), left_on="mode", right_on="id")
    mine = factor[factor.category == category].value
    assert len(mine) > 2 and mine.between(*MODES[category]).all()


def test_only_batteries_and_waste_fat_make_a_truck_light_on_climate():
    factor = climate("transport_factor", "mode")
    light = factor[factor.index.str.startswith("road-") & (factor < 0.05)].index
    assert set(light) == {"road-truck-trailer-24t-electric", "road-truck-trailer-24t-hvo"}


#: kg CO2 that the carbon of one kg gives: 44.01 x atoms / molar mass of the repeat unit; 3.67 for carbon itself.
CARBON = {"pe": 3.14, "pp": 3.14, "pet": 2.29, "ps": 3.38, "pvc": 1.41, "abs": 3.13, "pc": 2.77, "pa": 2.33}
CARBON |= {"pmma": 2.20, "pom": 1.47, "ptfe": 0.88, "pps": 2.44, "epoxy": 2.72, "silicone": 1.19}


@pytest.mark.parametrize("name", CARBON)
def test_burning_gives_the_carbon_and_no_more(name):
    factor = table("treatment_factor").query("indicator == @CLIMATE and module == 'C3'").set_index("class").value
    assert factor[[name]].max() <= CARBON[name] * 1.01
    assert climate("treatment_factor", "class", "route")[name, "incineration"] == pytest.approx(CARBON[name], rel=0.01)


def test_treatment_is_of_this_world():
    factor = table("treatment_factor").query("indicator == @CLIMATE")
    burden = factor[factor.module.isin(["C3", "C4"])]
    assert burden.value.between(0.001, 3.67).all(), burden[~burden.value.between(0.001, 3.67)]
    assert factor[factor.module == "D"].value.between(-1, 0).all()
    assert (factor[factor.module == "C3+D"].value > 0).all()  # nothing is better burnt than never made
    biogenic = factor[factor["flags"].fillna("").str.contains("biogenic-excluded") & (factor["match"] != "proxy") & (factor.module == "C3")]
    assert len(biogenic) and (biogenic.value < 0.2).all()


def test_swapped_eutrophication_columns_would_show():
    """Terrestrial (mol N) is a few times marine (kg N): 14 g per mol, and most of it is air-borne."""
    for name, key in RANKED.items():
        rows = table(name)
        wide = rows.pivot(index=[*(part for part in key if part != "indicator"), "source", "rank"], columns="indicator", values="value")
        ratio = (wide["EP-terrestrial"] / wide["EP-marine"]).dropna()
        assert len(ratio) > 3 and ratio.between(3, 30).all(), ratio[~ratio.between(3, 30)]


def test_ranks_have_no_holes_and_sources_no_doubles():
    for name, key in RANKED.items():
        groups = table(name).fillna({"asked": ""}).groupby(key)
        for held, rows in groups:
            assert sorted(rows["rank"]) == [*range(1, len(rows) + 1)] and len(rows) <= 3, (name, held)
            assert rows.source.is_unique, (name, held)


def test_spread_is_sane():
    for name in (*RANKED, "vehicle"):
        assert table(name).gsd.between(1.01, 5).all(), name
    for name in RANKED:
        rows = table(name)
        assert (rows[rows["match"] == "proxy"].gsd > 1.25).all(), name


def test_grid_path_is_shares_times_medians():
    """Derived apart from the table: shares of carculator_utils 1.3.5 times the medians of IPCC 2014."""
    expected = pd.read_csv(VECTORS / "electricity_path.csv")
    path = table("grid_path").set_index(["country", "year"]).value
    for row in expected.itertuples():
        assert path[row.country, row.year] == pytest.approx(row.expected_g_co2e_per_kwh / 1000, abs=1e-4)
    assert path.between(0.005, 1.2).all()
    assert (path.groupby("country").size() == 5).all()


def test_every_country_serves():
    used = {*table("energy_factor").country, *table("grid_path").country, *table("recycling").country, *table("population").country}
    assert set(table("country").id) == used


def test_every_carrier_class_and_mode_has_climate():
    assert set(climate("energy_factor", "carrier").index) == set(table("carrier").id)
    assert set(climate("transport_factor", "mode").index) == set(table("mode").id)
    assert set(climate("treatment_factor", "class").index) == set(table("waste_class").id)


def test_processes_have_energies_or_factors_or_neither():
    process = table("process").set_index("id")
    energies = process.electricity.notna() | process.heat.notna()
    factors = set(table("process_factor").process)
    gap = process.quality == "gap"
    assert not set(process.index[energies]) & factors  # the two are never added
    assert (gap == ~(energies | process.index.isin(factors))).all()
    assert process.loc[gap, ["yield", "electricity", "heat", "locator"]].isna().all(axis=None)
    assert process.loc[~gap, "locator"].notna().all()
    assert process.note_en.notna().all()
    factor = table("process_factor")
    assert (factor.per == factor.process.map(process.unit)).all()


def test_process_energies_are_of_this_world():
    process = table("process").set_index("id")
    kg = process[process.unit == "kg"]
    printed = kg.category == "additive-manufacturing"
    assert kg[~printed].electricity.dropna().max() < 10 and kg[~printed].heat.dropna().max() < 50
    assert kg[printed].electricity.dropna().between(5, 100).all()
    for name in ("electricity", "heat"):
        ranged = process.dropna(subset=f"{name}_min")
        assert ranged[name].between(ranged[f"{name}_min"], ranged[f"{name}_max"]).all()
    yields = process["yield"].dropna()
    assert len(yields) > 20 and yields.between(0.5, 1).all()
    assert process.loc[process["yield"] < 0.7].index.isin(["sawing-softwood", "sawing-hardwood", "panel-plywood"]).all()
    assert (kg.basis == "removed").sum() == kg.index.isin(process.index[process.category == "machining"]).sum() + 2  # and two of wood
    assert (process[process.unit != "kg"].basis == "output").all()


def test_every_process_can_be_done_to_something():
    assert set(table("process_material").process) == set(table("process").id)
    done = table("process_material").groupby("subfamily").process.agg(set)
    assert "extrusion" not in " ".join(done["cast-iron"]) and "injection-moulding" not in done.get("thermoset", set())
    category = table("process").set_index("id").category
    rows = table("process_material").merge(table("subfamily"), left_on="subfamily", right_on="id")
    metal = ["rolling", "casting", "forging", "sheet-metal", "machining", "heat-treatment"]
    assert set(rows[rows.process.map(category).isin(metal)].family) == {"metal"}
    assert set(rows[rows.process.map(category) == "wood"].family) == {"wood"}
    assert set(rows[rows.process.map(category) == "composites"].family) == {"composite", "polymer"}


def test_every_material_has_its_end_of_life():
    waste = table("waste").set_index("material")
    material = table("material").set_index("id")
    assert set(waste.index) == set(material.index)
    assert waste["class"].notna().all()
    assert set(waste["class"]) <= set(table("waste_class").id)
    assert set(table("waste_class").id) - set(waste["class"]) == set()
    scope = table("recycling").set_index("id").scope
    assert (waste.recycling.dropna().map(scope) == "products").all()


def test_scrap_becomes_a_recycled_material_of_its_kind():
    waste, material = table("waste").set_index("material"), table("material").set_index("id")
    family = material.subfamily.map(table("subfamily").set_index("id").family).replace("foam", "polymer")
    known = waste.secondary.dropna()
    assert material.recycled_of[known].notna().all()
    assert (family[known.index].to_numpy() == family[known].to_numpy()).all()
    itself = set(material.index[material.recycled_of.notna()]) - {"aluminium-6060-ultra-low-carbon", "concrete-c30-37-recycled-aggregate"}
    assert all(waste.secondary[name] == name for name in itself)


def test_recycling_parameters():
    """A of Annex C is 0.2, 0.5 or 0.8; the wood of Ecobalyse is the one exception."""
    rows = table("recycling").set_index("id")
    assert set(rows.index[~rows.allocation.isin([0.2, 0.5, 0.8])]) == {"wood"}
    assert (rows.scope.value_counts() == pd.Series({"products": 18, "packaging": 11, "textiles": 4})).all()
    ranged = rows.dropna(subset="recycling_min")
    assert ranged.recycling.between(ranged.recycling_min, ranged.recycling_max).all()
    metals = rows.loc[["ferrous-metals", "aluminium", "copper", "glass"]]
    assert (metals.allocation == 0.2).all() and (metals.quality == 1).all()


def test_vehicles():
    """Kim & Wallington: 0.2 to 0.5 l per 100 km and 100 kg for petrol; a battery car needs 0.5 to 0.9 kWh."""
    vehicle = table("vehicle").set_index("id")
    combustion = vehicle.coefficient[["car-hybrid", "van-petrol", "van-diesel"]]
    assert combustion.between(0.2, 0.5).all()
    assert 0.5 < vehicle.coefficient["van-battery"] < 0.9
    assert vehicle.engine_efficiency.dropna().to_dict() == {"car-petrol": 0.38, "car-diesel": 0.43, "car-battery": 0.92}
