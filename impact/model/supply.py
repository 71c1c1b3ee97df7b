"""Supply of raw materials: how concentrated it is, how it is governed, and what materials carry.

Concentration: Herfindahl (1950), Hirschman (1945). Weighting by governance and risk of an importer: Gemechu et al. (2016),
doi 10.1111/jiec.12305; Santillán-Saldivar et al. (2022), doi 10.1007/s11367-022-02084-9 (GeoPolRisk). Written from these
papers. A country without an estimate of its governance is no country of middling risk: what rests on it is not known.
"""

import numpy as np
import pandas as pd

from impact.store.facts import Supply

#: Members of the European Union, by code of country.
UNION = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
#: The economy whose own sourcing is a fact, and the market of the world.
EUROPE = "EU27"
STAGES = EXTRACTION, PROCESSING = "extraction", "processing"

#: On which list of the Union something is; no composition tells grades.
LISTINGS = STRATEGIC, CRITICAL, GRADED, OTHER = "strategic", "critical", "graded", "other"
#: GeoPolRisk midpoint of copper for the OECD, mean of 2017 to 2021, by which others are divided. [USD/kg]
COPPER = 0.409412948
#: A composition is whole when this much of it is told. [kg/kg]
WHOLE = 0.99


def herfindahl(share: np.ndarray) -> float:
    """Concentration: sum of squared shares, 1 for one producer, 1/n for n equal ones. share: any unit, >= 0, not all 0. [-]"""
    return float(np.square(share).sum() / np.square(share.sum()))


def governed(share: np.ndarray, risk: np.ndarray) -> float:
    """Concentration in which each square is weighted by the risk of its country, between 0 and 1. share, risk: [country]"""
    return float((risk * np.square(share)).sum() / np.square(share.sum()))


def risk_of(estimate):
    """Risk of a country between 0 and 1 from its estimate of political stability, about -2.5 to 2.5:

        g = (2.5 - estimate) / 5

    cut at 0 and 1 (GeoPolRisk). Scalars or arrays.
    """
    return np.clip((2.5 - estimate) / 5, 0, 1)


def importing(risk: np.ndarray, amount: np.ndarray, domestic: float = 0.0) -> float:
    """Risk of what an importer uses, between 0 and 1:

        sum_i g_i f_i / (p + F)

    risk g and imported amount f of each partner [country], domestic production p, all amounts in one unit. F: sum of f.
    """
    return float((risk * amount).sum() / (domestic + amount.sum()))


def geopolrisk(hhi: float, imported: float) -> float:
    """Score: concentration of the production of the world times the risk of what is imported. [0 to 1]"""
    return hhi * imported


def copper_equivalent(score: float, price: float) -> float:
    """Supply risk potential of one kg as that of so much copper: score x price [USD/kg] over the midpoint of copper. [kg Cu eq/kg]"""
    return score * price / COPPER


def carried(supply: Supply, materials: list[str]) -> pd.DataFrame:
    """What each material carries by its stated composition, however little and whether from the earth or from scrap: one row each, in order.

    state: "critical" (a raw material on the list of the Union), "none" (all is told, and nothing is on the list),
           "unknown" (nothing on the list is found, and not all is told, or what is listed in one grade only is found)
    names: raw materials on the list, the most by mass first
    risk:  highest supply risk that the Commission found among the raw materials; nan where not all is told and assessed
    known: share of the mass of which the raw material is known [kg/kg]
    """
    feed = supply.feed[supply.feed.material.isin(materials)]
    told = feed.dropna(subset="raw_material")
    known = told.groupby("material").share.sum().reindex(materials, fill_value=0.0).clip(upper=1).to_numpy()
    held = told.groupby(["material", "raw_material"], sort=False).content.sum().reset_index()
    held = held.sort_values("content", ascending=False, kind="stable")
    held = held.join(supply.raw_material[["critical", "graded", "supply_risk"]], on="raw_material")
    told = told.join(supply.raw_material.supply_risk, on="raw_material").dropna(subset="supply_risk")
    assessed = told.groupby("material").share.sum().reindex(materials, fill_value=0.0).to_numpy()
    graded = held[~held.critical & held.graded].material.unique()
    names = held[held.critical].groupby("material").raw_material.agg(list).reindex(materials)
    risk = held.groupby("material").supply_risk.max().reindex(materials).to_numpy(float)
    names = [each if isinstance(each, list) else [] for each in names]
    whole = (known >= WHOLE) & ~np.isin(materials, graded)
    state = np.where([bool(each) for each in names], "critical", np.where(whole, "none", "unknown"))
    return pd.DataFrame(
        {"material": materials, "state": state, "names": names, "risk": np.where(assessed >= WHOLE, risk, np.nan), "known": known}
    )


class Governance:
    """Risk of countries in one year, by code; a member of the Union has none for the Union."""

    def __init__(self, supply: Supply, year: int | None):
        rows = supply.governance[supply.governance.year == year]
        self.risk = dict(zip(rows.country, risk_of(rows.estimate.to_numpy()), strict=True))

    def of(self, countries) -> np.ndarray:
        """Risk of each country; nan where there is no estimate. [country]"""
        return np.array([self.risk.get(each, np.nan) for each in countries], float)


def listing(raw: pd.Series) -> str:
    """On which list of the Union a raw material is, whatever its grade: strategic (and critical), critical, other (none), or
    graded, where one grade of it alone is listed. What is strategic in one grade only, such as manganese for batteries, is critical.
    """
    if not raw.critical:
        return GRADED if raw.graded else OTHER
    return STRATEGIC if raw.strategic and not raw.graded else CRITICAL


def outside(supply: Supply, raw_material: str, stage: str) -> tuple[float, float]:
    """Share of what the Union uses of a raw material that comes from outside it, its own production included: at least, at most.

    Small suppliers are not listed, so the two differ. nan, nan: not known.
    """
    rows = _of(supply.sourcing[supply.sourcing.importer == EUROPE], raw_material, stage)
    if rows.empty:
        return np.nan, np.nan
    member = rows.country.isin(UNION)
    return float(min(1.0, rows.share[~member & ~rows.at_most].sum())), float(max(0.0, 1 - rows.share[member & ~rows.at_most].sum()))


def producing(supply: Supply, raw_material: str, stage: str) -> pd.DataFrame:
    """Producers of the world: country, share, at_most, the largest first."""
    return _of(supply.producer, raw_material, stage)


def buying(supply: Supply, raw_material: str, stage: str, importer: str) -> tuple[pd.DataFrame, bool]:
    """Where an importer gets a raw material: country, share, at_most; and is that supposed?

    The Union: as found. Another economy: in the proportions of the production of the world without its own, since
    its trade is not at hand.
    """
    found = _of(supply.sourcing[supply.sourcing.importer == importer], raw_material, stage)
    if importer in set(supply.sourcing.importer):
        return found, False
    rows = producing(supply, raw_material, stage)
    return rows[rows.country != importer], True


def _of(rows: pd.DataFrame, raw_material: str, stage: str) -> pd.DataFrame:
    return rows[(rows.raw_material == raw_material) & (rows.stage == stage)]
