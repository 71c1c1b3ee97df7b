"""What each alternative asks of the earth, as a result of its own: raw materials, elements, water, land and energy."""

import numpy as np
import pandas as pd

from impact.model.demand import Lot, bought, constituents, physical, raw_materials
from impact.model.study import Study
from impact.model.supply import LISTINGS, OTHER, STAGES, listing, outside, producing
from impact.scoring.compare import Comparison, interval
from impact.store.facts import Facts, Supply

#: Indicators that speak of what is asked for rather than of what is done: water, land, fossil energy, minerals.
ASKED = ("WDP", "SQP", "ADPF", "ADPE")
#: What matter is, in the order in which it is shown; scrap comes from no mine.
SCRAP, UNKNOWN = "scrap", "unknown"
STATES = (*LISTINGS, SCRAP, UNKNOWN)


def matter(study: Study, facts: Facts, comparison: Comparison) -> pd.DataFrame:
    """Kilograms that each alternative asks for over the service life, for one function: one row per lot, the most first.

    Columns: alternative, kind (raw_material, constituent), name (None: not stated), primary (from the earth, else from scrap),
    median, low, high (95 %) [kg], state (of STATES).
    Contained in what is bought, losses of manufacture included; what mining and refining lose is not.
    An alternative that cannot be sized has no row.
    """
    rows = []
    for name, flows in bought(physical(study, facts, comparison.cube.draws).bills, facts).items():
        for kind, lots in (("raw_material", raw_materials(flows, facts)), ("constituent", constituents(flows, facts))):
            rows += [_row(name, kind, each, facts.supply) for each in lots]
    columns = ["alternative", "kind", "name", "primary", "median", "low", "high", "state"]
    found = pd.DataFrame(rows, columns=columns)
    order = {name: number for number, name in enumerate(comparison.cube.alternatives)}
    keys = pd.DataFrame({"a": found.alternative.map(order), "k": found.kind, "m": -found["median"]}).sort_values(["a", "k", "m"])
    return found.loc[keys.index].reset_index(drop=True)


def _row(alternative: str, kind: str, lot: Lot, supply: Supply) -> list:
    low, median, high = interval(np.array(lot.mass, float))
    return [alternative, kind, lot.name, lot.primary, median, low, high, state(lot, kind, supply)]


def state(lot: Lot, kind: str, supply: Supply) -> str:
    """What a lot is: from scrap, not stated, or from the earth and on which list of the Union. Constituents are on no list."""
    if lot.name is None:
        return UNKNOWN
    if not lot.primary:
        return SCRAP
    return OTHER if kind == "constituent" else listing(supply.raw_material.loc[lot.name])


def held(found: pd.DataFrame, alternatives: list[str]) -> pd.DataFrame:
    """Kilograms of matter by state: one row per alternative and state of which there is any, or of 0 kg on no list where there is none.

    found: of `matter`; alternatives: those whose mass is known

    Raw materials that weigh otherwise than the constituents made from them (limestone, salt) are counted as they are bought.
    """
    rows = found[found.kind == "raw_material"].groupby(["alternative", "state"], sort=False)["median"].sum()
    lines = []
    for name in alternatives:
        states = [each for each in STATES if (name, each) in rows.index] or [OTHER]
        lines += [{"alternative": name, "state": each, "kg": rows.get((name, each), 0.0)} for each in states]
    return pd.DataFrame(lines, columns=["alternative", "state", "kg"])


def abroad(found: pd.DataFrame, supply: Supply, alternatives: list[str]) -> pd.DataFrame:
    """What of the raw materials from the earth comes from outside the Union, if they are supplied as the Union is.

    One row per alternative: asked [kg], least, most [kg from outside, at the stage that depends the most],
    unknown [kg whose supply, or whose raw material, is not known]
    """
    rows = []
    for name in alternatives:
        lots = found[(found.alternative == name) & (found.kind == "raw_material") & found.primary]
        shares = [_most(supply, each) for each in lots["name"]]
        mass, least, most = lots["median"].to_numpy(), *np.array(shares or np.empty((0, 2))).T
        known = ~np.isnan(least)
        rows.append([name, mass.sum(), (mass * least)[known].sum(), (mass * most)[known].sum(), mass[~known].sum()])
    return pd.DataFrame(rows, columns=["alternative", "asked", "least", "most", "unknown"])


def _most(supply: Supply, raw_material: str | None) -> tuple[float, float]:
    """Share from outside the Union at the stage that depends the most: at least, at most.

    A stage that has producers and of which the sourcing is not known may depend wholly.
    """
    stages = [stage for stage in STAGES if raw_material and len(producing(supply, raw_material, stage))]
    ends = np.array([outside(supply, raw_material, stage) for stage in stages]).reshape(-1, 2)
    if np.isnan(ends).all():
        return np.nan, np.nan
    return float(np.nanmax(ends[:, 0])), float(np.nan_to_num(ends[:, 1], nan=1.0).max())


def services(comparison: Comparison) -> pd.DataFrame:
    """Water, land, fossil energy and minerals of each alternative over the stages counted: rows of `comparison.totals`."""
    return comparison.totals[comparison.totals.indicator.isin(ASKED)]
