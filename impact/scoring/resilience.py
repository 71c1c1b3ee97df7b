"""How easily the supply of a raw material may fail: concentration, governance and what an importer depends on, by stage."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from impact import errors
from impact.model.supply import (
    EUROPE,
    STAGES,
    UNION,
    Governance,
    buying,
    copper_equivalent,
    geopolrisk,
    governed,
    herfindahl,
    importing,
    outside,
    producing,
)
from impact.store.facts import WORLD, Supply

#: Shares of a supply that are left out without a word: of countries without an estimate, of what an importer makes itself. [-]
NEGLIGIBLE = 0.01


@dataclass(frozen=True)
class View:
    """From where supply is looked at.

    importer: economy that buys, by id of country; the Union is the one whose sourcing is known
    year:     of governance, and of concentration where it is known by year; None: no governance is known
    """

    importer: str
    year: int | None


def years(supply: Supply) -> list[int]:
    """Years of governance, the latest first."""
    return sorted((int(each) for each in supply.governance.year.unique()), reverse=True)


def importers(supply: Supply) -> list[str]:
    """Economies from which supply can be looked at: the Union, the world as one market, and every country."""
    return [EUROPE, WORLD, *supply.country.index[supply.country.kind == "country"]]


def view(supply: Supply, importer: str, year: int | None) -> View:
    """A view, its year the latest where none is given. Raises UnknownImporter, UnknownYear."""
    if importer not in (allowed := importers(supply)):
        raise errors.UnknownImporter("importer", importer, errors.nearest(importer, allowed))
    known = years(supply)
    if year is not None and year not in known:
        raise errors.UnknownYear("year", str(year), [str(each) for each in known])
    return View(importer, year or next(iter(known), None))


def resilience(supply: Supply, names: list[str], seen: View) -> pd.DataFrame:
    """One row per raw material and stage at which its supply is known; a raw material of which nothing is known has one, without stage.

    stage
    hhi, hhi_governance: concentration of the production of the world, plain and weighted by the risk of countries [0 to 1]
    period:    year of the concentration; 0: mean of 2016 to 2020
    largest, largest_share: largest producer
    imported:  risk of what the importer uses [0 to 1]; supposed: in the proportions of the world
    score:     GeoPolRisk [0 to 1]; nan for an importer that produces itself, since how much of that it uses is not known
    potential: the same with the price of the year in kilograms of copper [kg Cu eq/kg]
    least, most: share of what the Union uses that comes from outside it
    import_reliance: of the Union, by the Commission
    A number is nan where it is not known, for one where a country that matters has no estimate of its governance.
    """
    governance = Governance(supply, seen.year)
    prices = supply.price[supply.price.year == seen.year].set_index("raw_material").value
    rows = []
    for name in names:
        found = [row for stage in STAGES if (row := _row(supply, name, stage, seen, governance, prices.get(name, np.nan)))]
        rows += found or [{"raw_material": name, "stage": None}]
    return pd.DataFrame(rows, columns=COLUMNS)


COLUMNS = [
    "raw_material",
    "stage",
    "hhi",
    "hhi_governance",
    "period",
    "largest",
    "largest_share",
    "imported",
    "supposed",
    "score",
    "potential",
    "least",
    "most",
    "import_reliance",
]


def _row(supply: Supply, name: str, stage: str, seen: View, governance: Governance, price: float) -> dict | None:
    makers = producing(supply, name, stage)
    hhi, weighted, period, largest, largest_share = _concentration(supply, name, stage, seen.year, makers, governance)
    if np.isnan(hhi):
        return None
    partners, supposed = buying(supply, name, stage, seen.importer)
    imported = _imported(partners, seen.importer, governance)
    makes = supposed and makers.share[makers.country == seen.importer].sum() > NEGLIGIBLE
    score = np.nan if makes else geopolrisk(hhi, imported)
    least, most = outside(supply, name, stage)
    reliance = supply.raw_material.loc[name, f"import_reliance_{stage}"]
    values = [name, stage, hhi, weighted, period, largest, largest_share, imported, supposed, score, copper_equivalent(score, price)]
    return dict(zip(COLUMNS, [*values, least, most, reliance], strict=True))


def _concentration(
    supply: Supply, name: str, stage: str, year: int | None, makers: pd.DataFrame, governance: Governance
) -> tuple[float, float, int, str | None, float]:
    """Of the year where it is published, else of the mean years of the Commission."""
    rows = supply.concentration
    row = rows[(rows.raw_material == name) & (rows.stage == stage) & (rows.year == year)]
    if len(row):
        one = row.iloc[0]
        return one.hhi, one.hhi_governance, year, one.largest, one.largest_share
    if makers.empty:
        return np.nan, np.nan, 0, None, np.nan
    share, first = makers.share.to_numpy(), makers.iloc[0]
    risk, known = _known(makers, governance)
    weighted = governed(share[known], risk[known]) if known.any() else np.nan
    return herfindahl(share), weighted, 0, first.country, first.share


def _imported(partners: pd.DataFrame, importer: str, governance: Governance) -> float:
    """Risk of what an importer uses; what it makes itself, for a member of the Union what members make, is without."""
    if partners.empty:
        return np.nan
    home = UNION if importer == EUROPE or importer in UNION else {importer}
    abroad = partners[~partners.country.isin(home)]
    risk, known = _known(abroad, governance, partners.share.sum())
    if len(known) and not known.any():
        return np.nan
    return importing(risk[known], abroad.share.to_numpy()[known], float(partners.share.sum() - abroad.share.sum()))


def _known(rows: pd.DataFrame, governance: Governance, whole: float | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Risk of each country, and which of them count; none where a country that matters has no estimate."""
    risk, share = governance.of(rows.country), rows.share.to_numpy()
    known = ~np.isnan(risk)
    if share[~known].sum() > NEGLIGIBLE * (whole or share.sum()):
        known[:] = False
    return risk, known
