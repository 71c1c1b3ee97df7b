"""What drives a result, or the difference of two: shares of the variance by fact, kind of fact, stage and part."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from impact.model.uncertainty import Chosen, Draws
from impact.model.variation import Variation
from impact.scoring.contributions import segment
from impact.scoring.variance import matter, parts_of, points, product, sobol, terms

#: Kinds of facts, as the model calls them: factors of materials, and of energy, transport and treatment; properties of
#: materials; energies of processes; what vehicles spend on mass; numbers of the study that have a range.
KINDS = FACTOR, ACTIVITY, PROPERTY, PROCESS, VEHICLE, RANGE = "factor", "activity", "property", "process", "vehicle", "hypothesis"
#: Kinds that are lognormal; the others are drawn evenly on either side of their medians.
BELLS = (FACTOR, ACTIVITY, PROCESS, VEHICLE)
#: Points to look for facts that matter, and points of an estimate.
LOOK, POINTS = 64, 4096
#: Facts that are told apart by an estimate; the others are told together.
MOST = 20
#: Lines that are of no single part: assembly, transport, use.
WHOLE = None, None
#: What moves a result by less than this part of it is rounding.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Drivers:
    """Shares of a variance.

    log:      is it that of ln a - ln b (of ln a), else of a - b (of a)?
    exact:    do the shares follow by closed form, so that nothing interacts? Else they are estimated
    facts:    one row per fact that matters, the largest first: fact, first (share by itself), total (with what it does with others)
    rest:     number of further facts, which are told together; first and total of these
    kinds:    the same by kind of fact, the largest first: kind, first, total
    stages, parts: group, share; see `contributed`; of parts a group is (alternative, number of the part), or WHOLE for what is of none
    together: where ln a is a sum of lognormals, the share of the variance of a itself that only several facts together make; else nan
    """

    log: bool
    exact: bool
    facts: pd.DataFrame
    rest: tuple[int, float, float]
    kinds: pd.DataFrame
    stages: pd.DataFrame
    parts: pd.DataFrame
    together: float

    @property
    def interactions(self) -> float:
        """Share of the variance that no fact makes by itself. [-]"""
        return 0.0 if self.exact else max(0.0, 1 - self.facts["first"].sum() - self.rest[1])


class Result:
    """One result of a study, or two that are compared, as a function of quantiles of the facts that move it.

    facts: those, roughly the most important first; log: is it ln a - ln b (ln a), since no total is 0 or below? Else a - b (a)
    """

    def __init__(self, variation: Variation, a: str, b: str | None = None):
        self.variation, self.sides = variation, [variation.alternatives.index(name) for name in (a, b) if name]
        self.facts, self.log = variation.facts_of(), False
        if self.facts:
            probe = Chosen(LOOK, dict(zip(self.facts, points(len(self.facts), LOOK), strict=True)))
            variation.totals(probe)
            self.facts = list(probe.asked)  # what counts away from the medians only is among them now
            self.log = bool((self.values(points(len(self.facts), POINTS)) > 0).all())
            moved = matter(self, len(self.facts), LOOK)
            size = 1.0 if self.log else np.abs(self.values(np.full((len(self.facts), 1), 0.5))).max()
            order = np.argsort(-moved, kind="stable")
            self.facts = [self.facts[number] for number in order if moved[number] > (ROUNDING * size) ** 2]

    def values(self, quantiles: np.ndarray) -> np.ndarray:
        """Totals of the one, or of both. [1 or 2, n]; quantiles: [fact, n]"""
        return self.variation.totals(Chosen(quantiles.shape[1], dict(zip(self.facts, quantiles, strict=True))))[self.sides]

    def __call__(self, quantiles: np.ndarray) -> np.ndarray:
        """The target; without a value where a logarithm has none. [n]"""
        values = self.values(quantiles)
        if self.log:
            with np.errstate(divide="ignore", invalid="ignore"):
                values = np.log(values)
        return values[0] - values[1] if len(self.sides) > 1 else values[0]


def drivers(variation: Variation, a: str, b: str | None = None) -> Drivers | None:
    """Of the result of a, or of the difference between a and b; None where nothing that is uncertain moves it.

    Facts that both use cancel in the difference, which is why two are never read one by one.
    """
    result = Result(variation, a, b)
    if not (count := len(result.facts)):
        return None
    kinds = [fact[0][0] for fact in result.facts]
    held, told = [kind for kind in KINDS if kind in kinds], min(count, MOST)
    groups = [[number] for number in range(told)] + [list(range(told, count))] * (count > told)
    groups += [[number for number, each in enumerate(kinds) if each == kind] for kind in held]
    variance = terms(result, [kind in BELLS for kind in kinds])
    if variance is not None:
        first = total = np.array([variance[each].sum() for each in groups]) / variance.sum()
    else:
        orders = sobol(result, count, groups, POINTS)
        if orders is None:  # a total below 0 where few points lie
            result.log = False
            orders = sobol(result, count, groups, POINTS)
        first, total = orders
    lognormal = variance is not None and result.log and b is None and set(kinds) <= set(BELLS)
    stages, parts = contributed(variation, a, b, result.log)
    return Drivers(
        result.log,
        variance is not None,
        _ordered({"fact": result.facts[:told], "first": first[:told], "total": total[:told]}),
        (count - told, float(first[told]), float(total[told])) if count > told else (0, 0.0, 0.0),
        _ordered({"kind": held, "first": first[-len(held) :], "total": total[-len(held) :]}),
        stages,
        parts,
        1 - product(variance)[0].sum() if lognormal else np.nan,
    )


def _ordered(columns: dict) -> pd.DataFrame:
    """A frame, the largest total first."""
    return pd.DataFrame(columns).sort_values("total", ascending=False, kind="stable", ignore_index=True)


def contributed(variation: Variation, a: str, b: str | None, relative: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Shares of stages and of parts, from the lines of the bills: Cov(piece, whole) / Var(whole). Columns: group, share; without rows where nothing varies.

    They sum to 1, and one is negative where the piece makes up for others. The whole is a - b, or a; relative: each
    over its own median, which is ln a - ln b to the first order.
    """
    draws, signs = Draws(), {b: -1.0, a: 1.0}
    lines = [(name, flow, caused) for name, flow, caused in variation.lines(draws) if name in signs and caused is not None]
    sizes = {side: np.median(sum(caused for name, _, caused in lines if name == side)) if relative else 1.0 for side in signs}
    pieces: list[dict[Hashable, np.ndarray]] = [defaultdict(lambda: np.zeros(draws.n)) for _ in range(2)]
    for name, flow, caused in lines:
        for held, group in zip(pieces, (segment(flow), WHOLE if flow.part is None else (name, flow.part)), strict=True):
            held[group] += signs[name] / sizes[name] * caused
    found = [pd.DataFrame({"group": list(held), "share": parts_of(np.stack(list(held.values())))}) for held in pieces]
    return found[0].dropna(), found[1].dropna()
