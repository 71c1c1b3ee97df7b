"""Every material that could do a job, as columns: what is known of it, and what is not."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from impact.model.inventory import FLAGS
from impact.store.facts import Facts

#: What is known of the critical raw materials in a material.
CRITICAL, UNCRITICAL, UNKNOWN = "critical", "none", "unknown"
#: Quantiles of a factor that its range ends at: the middle 95 %.
ENDS = np.array([-1.96, 0.0, 1.96])


@dataclass(frozen=True)
class Candidates:
    """One place per material in every array [n]; nan where a value is not known.

    names, family, subfamily: ids
    source, terms: source of its factors, and its terms of use
    bio_based, recycled, along_fibre: bool; along_fibre: stiffness and strength hold in one direction
    properties: property -> low, middle, high [3, n] in its unit
    factors:    indicator -> low, middle, high [3, n] per kg of material; the middle is the median, the ends hold 95 %
    at_least:   indicator -> bool; a constituent is not inventoried, so the factor is a lower bound
    suspect:    indicator -> bool; the factor is implausible beside its family
    proxy:      indicator -> bool; the data set is that of another material
    critical:   one of CRITICAL, UNCRITICAL (all that it is made of is known, and none of it is critical), UNKNOWN
    risk:       highest supply risk of the EU among its raw materials [-]
    raw:        raw materials that it carries, by id
    """

    names: np.ndarray
    family: np.ndarray
    subfamily: np.ndarray
    source: np.ndarray
    terms: np.ndarray
    bio_based: np.ndarray
    recycled: np.ndarray
    along_fibre: np.ndarray
    properties: dict[str, np.ndarray]
    factors: dict[str, np.ndarray]
    at_least: dict[str, np.ndarray]
    suspect: dict[str, np.ndarray]
    proxy: dict[str, np.ndarray]
    critical: np.ndarray
    risk: np.ndarray
    raw: np.ndarray

    def at(self, name: str) -> int | None:
        """Place of a material; None where it has none."""
        found = np.flatnonzero(self.names == name)
        return int(found[0]) if len(found) else None


def candidates(facts: Facts, carried: pd.DataFrame | None = None) -> Candidates:
    """Every material of the catalogue that has a factor, in its order.

    carried: columns material, state (as Candidates.critical), risk, names (raw materials); a material without a row, or no table: not known
    """
    rows = facts.material
    place = pd.Index(rows.id)
    source = _column(place, facts.default, "source")
    terms = pd.Series(source).map(facts.source.set_index("id").terms).to_numpy(object)
    factor = facts.factor.merge(facts.default, on=["material", "source"])
    flags = factor["flags"].fillna("")
    marks = {
        "at_least": _marked(flags, FLAGS["lower_bound"]),
        "suspect": _marked(flags, FLAGS["suspect"]),
        "proxy": factor.match == "proxy",
    }
    spread = factor.gsd.to_numpy()[:, None] ** ENDS
    ends = np.sort(factor.value.to_numpy()[:, None] * spread, axis=1)
    bounds = facts.property[["min", "max"]].to_numpy(float)
    middle = bounds.mean(axis=1)
    number = pd.Index(facts.indicator.id)
    empty = pd.DataFrame(columns=["material", "state", "risk", "names"])
    carried = empty if carried is None else carried
    state = _column(place, carried, "state")
    return Candidates(
        names=rows.id.to_numpy(object),
        family=rows.family.to_numpy(object),
        subfamily=rows.subfamily.to_numpy(object),
        source=source,
        terms=terms,
        bio_based=rows.bio_based.to_numpy(bool),
        recycled=rows.recycled_of.notna().to_numpy(),
        along_fibre=rows.along_fibre.to_numpy(bool),
        properties=_by(place, facts.property, "property", facts.kind.id, np.column_stack([bounds[:, 0], middle, bounds[:, 1]])),
        factors=_by(place, factor, "indicator", number, ends),
        **{name: _by(place, factor, "indicator", number, each.to_numpy(), False) for name, each in marks.items()},
        critical=np.where(pd.isna(state), UNKNOWN, state),
        risk=_column(place, carried, "risk").astype(float),
        raw=_column(place, carried, "names"),
    )


def _marked(flags: pd.Series, wanted: tuple[str, ...]) -> pd.Series:
    """Does any of these flags stand in a row?"""
    return flags.str.contains("|".join(wanted), regex=True)


def _column(place: pd.Index, table: pd.DataFrame, column: str) -> np.ndarray:
    """One column of a table with the column material, in the order of the materials; nan where it has no row. [n]"""
    return table.set_index("material")[column].reindex(place).to_numpy(object)


def _by(place: pd.Index, table: pd.DataFrame, column: str, kinds, values: np.ndarray, nothing=np.nan) -> dict[str, np.ndarray]:
    """Rows of a long table as one array per kind, in the order of the materials. [..., n]

    column: holds the kind; values: of the rows [rows, ...]; nothing: where a material has no row
    """
    at, kind = place.get_indexer(table.material), table[column].to_numpy(object)
    known, made = at >= 0, {}
    for name in kinds:
        chosen = known & (kind == name)
        made[name] = np.full((*values.shape[1:], len(place)), nothing)
        made[name][..., at[chosen]] = values[chosen].T
    return made
