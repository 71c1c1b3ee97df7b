"""What may be said of alternatives side by side: figures, intervals, and who is lower how surely."""

import itertools
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from impact import errors
from impact.model.checking import check
from impact.model.lifecycle import Cube, cube
from impact.model.study import Study
from impact.model.uncertainty import DRAW, DRAWS, MAX_DRAWS, SEED, Draws
from impact.scoring.gate import Finding, apart, examine
from impact.store.facts import Facts

#: Between these probabilities two alternatives are not distinguishable.
UNSURE = (0.05, 0.95)
#: Ends of the interval that holds 95 % of the draws. [%]
INTERVAL = (2.5, 50.0, 97.5)

#: Below this many draws a probability means nothing.
FEWEST = 256

TOTAL = "total"
#: Statuses of a total in which nothing is left out.
WHOLE = ("known", "proxy")


@dataclass(frozen=True)
class Comparison:
    """A study with its results.

    totals:   one row per alternative and indicator, stage "total"; see `rows`
    relative: one per alternative and indicator, against the baseline; see `relative`
    findings: what stands against a common chart; see gate.examine
    """

    study: Study
    facts: Facts
    cube: Cube
    totals: pd.DataFrame
    relative: pd.DataFrame
    findings: list[Finding]

    @cached_property
    def rows(self) -> pd.DataFrame:
        """One per alternative, indicator and stage, and the stage "total"; made when they are first asked for."""
        return rows(self.cube, self.facts, self.cube.stages)


def compare(study: Study, facts: Facts, draws: int = DRAWS, seed: int = SEED) -> Comparison:
    """Check a study against the facts, compute its cube and read it.

    Raises what `checking.check` raises, and NotAPowerOfTwo (fewer draws than FEWEST give no probability).
    """
    if draws < FEWEST:
        raise errors.NotAPowerOfTwo("draws", draws, [FEWEST, DRAWS, MAX_DRAWS])
    check(study, facts)
    result = cube(study, facts, Draws(draws, seed))
    return Comparison(study, facts, result, rows(result, facts), relative(study, facts, result), examine(study, facts, result))


def status(result: Cube) -> np.ndarray:
    """known, proxy, partial (something is left out) or missing, of the total. [alternative, indicator]"""
    return np.select([result.overall == 0, result.partial, result.marked("proxy")], ["missing", "partial", "proxy"], "known")


def stage_status(result: Cube) -> np.ndarray:
    """The same of each stage. [alternative, indicator, stage]"""
    partial = result.marks["more"] | result.marks["less"]
    return np.select([result.coverage == 0, partial, result.marks["proxy"]], ["missing", "partial", "proxy"], "known")


def interval(draws: np.ndarray) -> np.ndarray:
    """2.5, 50 and 97.5 percentiles over the last axis, linear between draws, which are sorted in place. [3, ...]

    The same as numpy.percentile, in half its time.
    """
    draws.sort(axis=-1)
    last = draws.shape[-1] - 1
    place = np.array(INTERVAL) / 100 * last
    below = place.astype(int)
    above = np.minimum(below + 1, last)
    return np.moveaxis(draws[..., below] + (draws[..., above] - draws[..., below]) * (place - below), -1, 0)


def rows(result: Cube, facts: Facts, stages: tuple[str, ...] = ()) -> pd.DataFrame:
    """The cube as a table: median and 95 % interval by alternative, indicator and stage: some stages, and the total.

    Columns: alternative, indicator, stage, median, low, high [unit], unit, status,
    coverage [share of the mass handled], mass_kg [of the alternative, median]. Missing values are nan, with status "missing".
    """
    which = [result.stages.index(stage) for stage in stages]
    by_stage, total = np.moveaxis(result.impact, DRAW, -1)[:, :, which], np.moveaxis(result.total, DRAW, -1)
    low, median, high = interval(np.concatenate([by_stage, total[..., None, :]], axis=-2))
    totals = {name: result.masses.total(name) for name in result.alternatives}
    mass = [np.nan if totals[name] is None else float(np.median(totals[name])) for name in result.alternatives]
    named = [*stages, TOTAL]
    units = dict(zip(facts.indicator.id, facts.indicator.unit, strict=True))
    cells = list(itertools.product(result.alternatives, result.indicators, named))
    return pd.DataFrame(
        {
            "alternative": [alternative for alternative, _, _ in cells],
            "indicator": [indicator for _, indicator, _ in cells],
            "stage": [stage for _, _, stage in cells],
            "median": median.ravel(),
            "low": low.ravel(),
            "high": high.ravel(),
            "unit": [units[indicator] for _, indicator, _ in cells],
            "status": np.concatenate([stage_status(result)[..., which], status(result)[..., None]], axis=-1).ravel(),
            "coverage": np.concatenate([result.coverage[..., which], result.overall[..., None]], axis=-1).ravel(),
            "mass_kg": np.repeat(mass, len(result.indicators) * len(named)),
        }
    )


def relative(study: Study, facts: Facts, result: Cube) -> pd.DataFrame:
    """Every alternative against the baseline, on the same draws.

    Columns: alternative, indicator, ratio (median of a / baseline), low, high (95 %),
    lower (probability that a < baseline, ties count half; nan where no order is given),
    apart (across sources that are too far apart), comparable (both whole, and not apart), unsure,
    status (of the alternative).
    A baseline that is not above 0 in 97.5 % of the draws gives no ratio: an order is not one in percent there. Both figures, and no p-value: Heijungs (2021), doi 10.1007/s11367-020-01851-4.
    """
    total = np.moveaxis(result.total, DRAW, -1)
    at = result.alternatives.index(study.baseline)
    low, median, high = interval(quotient(total, total[[at]]))
    lower = probability(total, total[[at]])
    states, distant = status(result), too_far(study, facts, result)
    comparable, far = ordered(states, distant)[:, at], distant[:, at]
    unsure = comparable & (lower > UNSURE[0]) & (lower < UNSURE[1])
    unsure[at] = False
    cells = list(itertools.product(result.alternatives, result.indicators))
    return pd.DataFrame(
        {
            "alternative": [alternative for alternative, _ in cells],
            "indicator": [indicator for _, indicator in cells],
            "ratio": median.ravel(),
            "low": low.ravel(),
            "high": high.ravel(),
            "lower": np.where(comparable, lower, np.nan).ravel(),
            "apart": far.ravel(),
            "comparable": comparable.ravel(),
            "unsure": unsure.ravel(),
            "status": states.ravel(),
        }
    )


def probability(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Share of the draws, along the last axis, in which one is lower than the other; ties count half."""
    return ((one < other).mean(axis=-1) + (one <= other).mean(axis=-1)) / 2


def quotient(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """one / other, draw by draw along the last axis; nan where the other is not above 0 in 97.5 % of the draws."""
    positive = (other > 0).mean(axis=-1, keepdims=True) > 1 - INTERVAL[0] / 100
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(positive, one / other, np.nan)


def ordered(states: np.ndarray, far: np.ndarray) -> np.ndarray:
    """May an order be given between two alternatives: are both whole, and not too far apart? [alternative, alternative, indicator]

    states: see `status`; far: see `too_far`
    """
    whole = np.isin(states, WHOLE)
    return whole[:, None] & whole & ~far


def too_far(study: Study, facts: Facts, result: Cube) -> np.ndarray:
    """Are two alternatives from sources that are too far apart on an indicator? [alternative, alternative, indicator]"""
    return across(study, result)[..., None] & np.isin(result.indicators, apart(facts, result))


def across(study: Study, result: Cube) -> np.ndarray:
    """Do two alternatives take facts from different sources? [alternative, alternative]"""
    source = result.inventory.source | result.inventory.brought
    used = [{source.get(flow.subject) for flow in flows} - {None} for flows in result.bills.values()]
    return np.array([[len(one | other) > 1 and bool(one and other) and one is not other for other in used] for one in used])
