"""Which data set stands for each material: one source for all, or the best for each."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from impact.model.study import BEST, Study

#: A source covers a comparison by default when it holds this many indicators for every material.
ENOUGH = 9


@dataclass(frozen=True)
class Inventory:
    """Factors of the materials of a study in the order of `materials` and `indicators`.

    median, gsd: [material, indicator]; nan where the source holds no value
    choice:      the source of all, or "best"
    source:      source that stands for each material; None where the one source lacks it
    row:         the rows of the factor table in use
    """

    materials: list[str]
    indicators: list[str]
    median: np.ndarray
    gsd: np.ndarray
    choice: str
    source: dict[str, str | None]
    row: pd.DataFrame

    def lower_bound(self) -> np.ndarray:
        """Is the factor itself only a lower bound, a constituent not being inventoried? [material, indicator]"""
        return self._marked(self.row["flags"].fillna("").str.contains("partial"))

    def proxy(self) -> np.ndarray:
        """Is the data set that of another material? [material, indicator]"""
        return self._marked(self.row.match == "proxy")

    def suspect(self) -> np.ndarray:
        """Is the value implausible against others of its family? [material, indicator]"""
        return self._marked(self.row["flags"].fillna("").str.contains("suspect"))

    def _marked(self, rows: pd.Series) -> np.ndarray:
        marked = np.zeros(self.median.shape, bool)
        for material, indicator in self.row.loc[rows, ["material", "indicator"]].itertuples(index=False):
            marked[self.materials.index(material), self.indicators.index(indicator)] = True
        return marked


def offers(factors: pd.DataFrame, materials: list[str]) -> pd.DataFrame:
    """What each source could answer for these materials.

    One row per source, the most complete first: materials (how many it covers),
    complete (indicators that it holds for every one of them), cross_check (meant only to check others).
    """
    mine = factors[factors.material.isin(materials)]
    held = mine.groupby(["source", "indicator"]).material.nunique()
    offer = pd.DataFrame(
        {
            "materials": mine.groupby("source").material.nunique(),
            "complete": (held == len(materials)).groupby("source").sum(),
            "cross_check": mine["flags"].fillna("").str.contains("cross-check").groupby(mine.source).any(),
        }
    )
    return offer.sort_values(["complete", "materials", "cross_check"], ascending=[False, False, True]).reset_index()


def choice(study: Study, factors: pd.DataFrame) -> str:
    """The source a study uses: its own choice, else one that covers every material, else the best for each."""
    if study.source is not None:
        return study.source
    offer = offers(factors, study.materials)
    covering = offer[(offer.complete >= ENOUGH) & ~offer.cross_check]
    return covering.source.iloc[0] if len(covering) else BEST


def inventory(study: Study, factors: pd.DataFrame, default: pd.DataFrame, indicators: list[str]) -> Inventory:
    """Factors of every material of a study, from the source that its choice gives.

    factors: columns material, indicator, source, value, gsd, match, flags, ...
    default: columns material, source (the best for each material)
    """
    chosen = choice(study, factors)
    best = default.set_index("material").source.to_dict()
    mine = factors[factors.material.isin(study.materials)]
    wanted = mine.source == (mine.material.map(best) if chosen == BEST else chosen)
    row = mine[wanted].reset_index(drop=True)
    shape = [study.materials, indicators]
    table = row.pivot(index="material", columns="indicator", values=["value", "gsd"])
    table = table.reindex(columns=pd.MultiIndex.from_product([["value", "gsd"], indicators])).reindex(shape[0])
    held = set(row.material)
    source = {name: (best[name] if chosen == BEST else chosen) if name in held else None for name in study.materials}
    return Inventory(
        *shape,
        median=table["value"].to_numpy(float),
        gsd=table["gsd"].to_numpy(float),
        choice=chosen,
        source=source,
        row=row,
    )
