"""The result cube: what each alternative causes, draw by draw, indicator by indicator, stage by stage."""

from dataclasses import dataclass

import numpy as np

from impact.model.function import Masses, masses
from impact.model.inventory import Inventory, inventory
from impact.model.study import Study
from impact.model.uncertainty import Draws
from impact.store.catalogue import Facts

#: Life cycle stages, in the order in which they are shown.
STAGES = ("material",)


@dataclass(frozen=True)
class Cube:
    """Impacts of the alternatives of a study.

    impact:      [draw, alternative, indicator, stage], unit of the indicator; nan: missing
    coverage:    [alternative, indicator], share of the mass whose factor is known, at the medians
    lower_bound: [alternative, indicator], a factor in use leaves out a constituent
    proxy, suspect: [alternative, indicator], a factor in use is a stand-in, is implausible
    """

    impact: np.ndarray
    coverage: np.ndarray
    lower_bound: np.ndarray
    proxy: np.ndarray
    suspect: np.ndarray
    alternatives: list[str]
    indicators: list[str]
    stages: tuple[str, ...]
    masses: Masses
    inventory: Inventory
    draws: Draws

    @property
    def total(self) -> np.ndarray:
        """Sum over the life cycle. [draw, alternative, indicator]"""
        return self.impact.sum(axis=-1)

    @property
    def partial(self) -> np.ndarray:
        """Is the total a lower bound? [alternative, indicator]"""
        return (self.coverage > 0) & ((self.coverage < 1) | self.lower_bound)


def cube(study: Study, facts: Facts, draws: Draws) -> Cube:
    """Impacts of every alternative of `study`.

    impact[d, a, i, material] = sum over parts p of mass[d, p] * factor[d, material of p, i]

    A factor that is missing adds nothing and lowers the coverage; where nothing is known,
    or a part cannot be sized, the impact is nan. Doing without causes 0: a value, not a gap.
    """
    indicators = facts.indicator.id.tolist()
    weight = masses(study, facts.function, facts.property, draws)
    stock = inventory(study, facts.factor, facts.default, indicators)
    factor = _factors(stock, draws)
    known = ~np.isnan(stock.median)
    marks = {"lower_bound": stock.lower_bound, "proxy": stock.proxy, "suspect": stock.suspect}

    shape = len(study.alternatives), len(indicators)
    impact = np.zeros((*shape, len(STAGES), draws.n))  # draws last while summing: contiguous in memory
    coverage = np.ones(shape)
    marked = {name: np.zeros(shape, bool) for name in marks}
    for a, alternative in enumerate(study.alternatives):
        if weight.total(alternative.id) is None:
            impact[a], coverage[a] = np.nan, 0
            continue
        held, mass_of_all = np.zeros(len(indicators)), 0.0
        for number, part in enumerate(alternative.parts):
            mass, m = weight.part[alternative.id, number], stock.materials.index(part.material)
            impact[a, :, STAGES.index("material")] += mass * factor[m]
            typical = np.median(mass)
            held += known[m] * typical
            mass_of_all += typical
            for name, mark in marks.items():
                marked[name][a] |= mark[m]
        if alternative.parts:
            coverage[a] = held / mass_of_all
            impact[a, coverage[a] == 0] = np.nan
    return Cube(
        impact=impact.transpose(3, 0, 1, 2),
        coverage=coverage,
        **marked,
        alternatives=[each.id for each in study.alternatives],
        indicators=indicators,
        stages=STAGES,
        masses=weight,
        inventory=stock,
        draws=draws,
    )


def _factors(stock: Inventory, draws: Draws) -> list[np.ndarray]:
    """Draws of every factor by material, 0 where it is missing. [indicator, draw]

    Materials that are read from one data set share its draws.
    """
    factor = [np.zeros((len(stock.indicators), draws.n))] * len(stock.materials)
    for m, material in enumerate(stock.materials):
        if source := stock.source[material]:
            known = ~np.isnan(stock.median[m])
            median, gsd = np.where(known, stock.median[m], 0), np.where(known, stock.gsd[m], 1)
            factor[m] = draws.lognormal(("factor", source, stock.dataset[material]), median, gsd)
    return factor
