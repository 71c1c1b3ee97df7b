"""Which data set stands for each material: one source for all, or the best for each."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd

from impact.model.study import BEST, Study

#: A source covers a comparison by default when it holds this many indicators for every material.
ENOUGH = 9


@dataclass(frozen=True)
class Inventory:
    """Factors of the materials of a study, in the order of `materials` and `indicators`.

    median, gsd: [material, indicator]; nan where the source holds no value
    lower_bound: [material, indicator], a constituent is not inventoried
    proxy:       [material, indicator], the data set is that of another material
    suspect:     [material, indicator], the value is implausible beside its family
    choice:      the source of all, or "best"
    source:      source that stands for each material; None where the one source lacks it
    dataset:     data set of that source that each material is read from
    row:         the rows of the factor table in use
    """

    materials: list[str]
    indicators: list[str]
    median: np.ndarray
    gsd: np.ndarray
    lower_bound: np.ndarray
    proxy: np.ndarray
    suspect: np.ndarray
    choice: str
    source: dict[str, str | None]
    dataset: dict[str, str]
    row: pd.DataFrame


def offers(factors: pd.DataFrame, materials: list[str]) -> pd.DataFrame:
    """What each source could answer for these materials.

    One row per source, the most complete first: materials (how many it covers),
    complete (indicators that it holds for every one of them), cross_check (meant only to check others).
    """
    held, cross_check, wanted = defaultdict(lambda: defaultdict(set)), set(), set(materials)
    columns = zip(factors.source, factors.material, factors.indicator, factors["flags"], strict=True)
    for source, material, indicator, flags in columns:
        if material in wanted:
            held[source][material].add(indicator)
            if isinstance(flags, str) and "cross-check" in flags:
                cross_check.add(source)
    offer = [
        (source, len(by), len(set.intersection(*by.values())) if len(by) == len(wanted) else 0, source in cross_check)
        for source, by in held.items()
    ]
    offer.sort(key=lambda row: (-row[2], -row[1], row[3], row[0]))
    return pd.DataFrame(offer, columns=["source", "materials", "complete", "cross_check"])


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
    best = dict(zip(default.material, default.source, strict=True))
    asked = {name: best.get(name) if chosen == BEST else chosen for name in study.materials}
    pairs = zip(factors.material, factors.source, strict=True)
    row = factors[np.array([asked.get(material) == source for material, source in pairs], bool)]
    place = [study.materials.index(name) for name in row.material], [indicators.index(name) for name in row.indicator]

    def spread(values, empty) -> np.ndarray:
        table = np.full((len(study.materials), len(indicators)), empty)
        table[place] = values
        return table

    flags = [str(each) for each in row["flags"]]
    dataset = dict(zip(row.material, row.dataset_id, strict=True))
    return Inventory(
        study.materials,
        indicators,
        median=spread(row.value, np.nan),
        gsd=spread(row.gsd, np.nan),
        lower_bound=spread(["partial" in each for each in flags], False),
        proxy=spread(row.match == "proxy", False),
        suspect=spread(["suspect" in each for each in flags], False),
        choice=chosen,
        source={name: source if name in dataset else None for name, source in asked.items()},
        dataset=dataset,
        row=row,
    )
