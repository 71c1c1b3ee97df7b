"""What may be said of alternatives side by side: figures, intervals, and who is lower how surely."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from impact.model import study as studies
from impact.model.lifecycle import Cube, cube
from impact.model.study import Study
from impact.model.uncertainty import DRAW, DRAWS, SEED, Draws
from impact.scoring.gate import Finding, examine
from impact.store.catalogue import Facts

#: Between these probabilities two alternatives are not distinguishable.
UNSURE = (0.05, 0.95)
#: Ends of the interval that holds 95 % of the draws. [%]
INTERVAL = (2.5, 50.0, 97.5)

TOTAL = "total"


@dataclass(frozen=True)
class Comparison:
    """A study with its results.

    rows:     one per alternative, indicator and stage (and the stage "total"); see `rows`
    relative: one per alternative and indicator, against the baseline; see `relative`
    findings: what stands against a common chart; see gate.examine
    """

    study: Study
    facts: Facts
    cube: Cube
    rows: pd.DataFrame
    relative: pd.DataFrame
    findings: list[Finding]


def compare(study: Study, facts: Facts, draws: int = DRAWS, seed: int = SEED) -> Comparison:
    """Check a study against the facts, compute its cube and read it.

    Raises UnknownMaterial, UnknownFunction, UnknownSource, NotAPowerOfTwo.
    """
    studies.check(study, facts.material.id.tolist(), facts.function.id.tolist(), facts.source.id.tolist())
    result = cube(study, facts, Draws(draws, seed))
    return Comparison(study, facts, result, rows(result, facts), relative(result, study.baseline), examine(study, facts, result))


def status(result: Cube) -> np.ndarray:
    """known, proxy, partial (a lower bound) or missing. [alternative, indicator]"""
    missing = np.isnan(result.total).any(axis=DRAW)
    return np.select([missing, result.partial, result.proxy], ["missing", "partial", "proxy"], "known")


def rows(result: Cube, facts: Facts) -> pd.DataFrame:
    """The cube as a table: median and 95 % interval by alternative, indicator and stage.

    Columns: alternative, indicator, stage, median, low, high [unit], unit, status,
    coverage [share of mass], mass_kg [median]. Missing values are nan, with status "missing".
    """
    with_total = np.concatenate([result.impact, result.total[..., None]], axis=-1)
    low, median, high = np.percentile(with_total, INTERVAL, axis=DRAW)
    totals = {name: result.masses.total(name) for name in result.alternatives}
    mass = [np.nan if totals[name] is None else float(np.median(totals[name])) for name in result.alternatives]
    stages = [*result.stages, TOTAL]
    table = pd.MultiIndex.from_product(
        [result.alternatives, result.indicators, stages], names=["alternative", "indicator", "stage"]
    ).to_frame(index=False)
    return table.assign(
        median=median.ravel(),
        low=low.ravel(),
        high=high.ravel(),
        unit=table.indicator.map(facts.indicator.set_index("id").unit),
        status=np.repeat(status(result).ravel(), len(stages)),
        coverage=np.repeat(result.coverage.ravel(), len(stages)),
        mass_kg=np.repeat(mass, len(result.indicators) * len(stages)),
    )


def relative(result: Cube, baseline: str) -> pd.DataFrame:
    """Every alternative against the baseline, on the same draws.

    Columns: alternative, indicator, ratio (median of a / baseline), low, high (95 %),
    lower (probability that a < baseline, ties count half), comparable (both whole), unsure.
    A baseline of 0 gives no ratio. Both figures, and no p-value: Heijungs (2021), doi 10.1007/s11367-020-01851-4.
    """
    total = result.total
    at = result.alternatives.index(baseline)
    base = total[:, [at]]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(base != 0, total / base, np.nan)
    low, median, high = np.percentile(ratio, INTERVAL, axis=DRAW)
    lower = ((total < base) + 0.5 * (total == base)).mean(axis=DRAW)
    whole = np.isin(status(result), ["known", "proxy"])
    comparable = whole & whole[at]
    unsure = comparable & (lower > UNSURE[0]) & (lower < UNSURE[1])
    unsure[at] = False
    table = pd.MultiIndex.from_product(
        [result.alternatives, result.indicators], names=["alternative", "indicator"]
    ).to_frame(index=False)
    return table.assign(
        ratio=median.ravel(),
        low=low.ravel(),
        high=high.ravel(),
        lower=np.where(comparable, lower, np.nan).ravel(),
        comparable=comparable.ravel(),
        unsure=unsure.ravel(),
    )
