"""What candidates are sifted and ordered by, each named by a string, and whether they meet what a part asks for.

property:<id>       a property, in its unit
index:<function>    the material index of a sizing rule, P**e / density: the higher, the lighter at equal function
mass                mass at equal function [kg]
impact:<indicator>  impact of that mass, material stage only
cost                price of that mass [USD], indicative
risk                highest supply risk of the EU among its raw materials [-]
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from math import inf

import numpy as np
import pandas as pd

from impact.model.function import DENSITY, mass_ratio, rules_of
from impact.scoring.candidates import CRITICAL, UNCRITICAL, Candidates
from impact.scoring.pareto import HIGHER, LOWER

#: Rows of values.
LEAST, MIDDLE, MOST = 0, 1, 2
#: Verdicts, so that the largest of several is that of all together: one constraint that is not met decides, then one that is not known.
MET, PARTLY, UNKNOWN, UNMET = VERDICTS = range(4)
WORDS = ("met", "partly", "unknown", "unmet")
#: Properties of which more is wanted; of the others less is, unless the reader says otherwise.
WANTED_HIGH = ("youngs_modulus", "shear_modulus", "yield_strength", "tensile_strength", "fracture_toughness", "max_service_temperature")
#: Properties of which it depends on the part whether less or more is wanted.
EITHER = ("density", "electrical_resistivity", "thermal_conductivity", "thermal_expansion", "specific_heat")


@dataclass(frozen=True)
class Part:
    """What every candidate has to do. reference: a material, of which the part weighs `mass` [kg]

    constraints: sizing rule -> share of its capacity that the reference uses; several: the largest mass that they ask for
    """

    reference: str
    mass: float
    constraints: Mapping[str, float]


class Criteria:
    """Values of every candidate on every criterion, for one part. Each is low, middle, high: [3, n].

    A middle is that of medians; the ends hold the whole range of the properties and 95 % of a factor, all at their worst together.
    The reference stands at the middle of its properties: what is not known of it moves all candidates alike.
    The upper end of a lower bound is endless. nan where a value is not known.
    """

    def __init__(self, candidates: Candidates, functions: pd.DataFrame, part: Part):
        self.candidates, self.part, self.values_of = candidates, part, {}
        self.rules = rules_of(functions)

    def values(self, criterion: str) -> np.ndarray:
        """Low, middle, high of every candidate. [3, n], not to be changed in place"""
        if criterion not in self.values_of:
            kind, _, name = criterion.partition(":")
            self.values_of[criterion] = {
                "property": lambda: self.candidates.properties[name],
                "index": lambda: self._index(name),
                "mass": lambda: self.mass,
                "impact": lambda: self._impact(name),
                "cost": lambda: _product(self.mass, self.candidates.properties["price"]),
                "risk": lambda: np.tile(self.candidates.risk, (3, 1)),
            }[kind]()
        return self.values_of[criterion]

    def middles(self, criteria: list[str], apart: Collection[str] = ()) -> np.ndarray:
        """Middles by which candidates may be ordered. [k, n]; nan where no order may be given:
        for lower bounds, which could lie anywhere above, for implausible factors, and for those of another source than
        that of the reference on indicators on which sources are too far apart.
        """
        return np.stack([np.where(self._ordered(name, apart), self.values(name)[MIDDLE], np.nan) for name in criteria])

    def _ordered(self, criterion: str, apart: Collection[str]) -> np.ndarray:
        """May the value of a candidate be set before or behind that of others? [n]"""
        kind, _, name = criterion.partition(":")
        may = ~np.isinf(self.values(criterion)[MOST])
        if kind == "impact":
            may = may & ~self.candidates.suspect[name].astype(bool)
            if name in apart and (at := self.candidates.at(self.part.reference)) is not None:
                may = may & (self.candidates.source == self.candidates.source[at])
        return may

    @cached_property
    def mass(self) -> np.ndarray:
        """Mass at equal function. [3, n] in kg"""
        at = self.candidates.at(self.part.reference)
        if at is None:
            return np.full((3, len(self.candidates.names)), np.nan)

        def ratio(function: str, utilisation: float) -> np.ndarray:
            kind, exponent = self.rules[function]
            rho, governing = (self.candidates.properties[name][MIDDLE, at] for name in (DENSITY, kind))
            return self._corners(kind, lambda density, value: mass_ratio(rho, density, governing, value, exponent, utilisation))

        each = [ratio(function, utilisation) for function, utilisation in self.part.constraints.items()]
        mass = self.part.mass * reduce(np.maximum, each)
        mass[[LEAST, MOST], at] = mass[MIDDLE, at]
        return mass

    def level(self, function: str, mass: float, density: np.ndarray) -> np.ndarray:
        """Governing property, in its unit, with which a material of this density [kg/m3] weighs `mass` [kg] by one constraint of the part."""
        kind, exponent = self.rules[function]
        rho, governing = (self.candidates.properties[name][MIDDLE, self.candidates.at(self.part.reference)] for name in (DENSITY, kind))
        as_good = self.part.mass * mass_ratio(rho, density, 1.0, 1.0, exponent, self.part.constraints[function])
        return governing * (as_good / mass) ** (1 / exponent)

    def _index(self, function: str) -> np.ndarray:
        """Material index of a sizing rule: what one unit of density and property would weigh, over what this weighs. [3, n]"""
        kind, exponent = self.rules[function]
        return self._corners(kind, lambda density, value: 1 / mass_ratio(1.0, density, 1.0, value, exponent))

    def _corners(self, kind: str, of) -> np.ndarray:
        """Low, middle, high of a function of density and one property over their ranges. [3, n]"""
        density, value = self.candidates.properties[DENSITY], self.candidates.properties[kind]
        pairs = [(a, b) for a in (LEAST, MOST) for b in (LEAST, MOST) if kind != DENSITY or a == b]
        ends = [of(density[a], value[b]) for a, b in pairs]
        return np.stack([np.minimum.reduce(ends), of(density[MIDDLE], value[MIDDLE]), np.maximum.reduce(ends)])

    def _impact(self, indicator: str) -> np.ndarray:
        """Impact of the material stage. [3, n] in the unit of the indicator"""
        value = _product(self.mass, self.candidates.factors[indicator])
        value[MOST, self.candidates.at_least[indicator] & ~np.isnan(value[MIDDLE])] = inf
        return value


def _product(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Low, middle, high of a product of two ranges, of which the first is not negative. [3, n]"""
    ends = [a[one] * b[other] for one in (LEAST, MOST) for other in (LEAST, MOST)]
    return np.stack([np.minimum.reduce(ends), a[MIDDLE] * b[MIDDLE], np.maximum.reduce(ends)])


def sense(criterion: str, high: tuple[str, ...] = WANTED_HIGH) -> int:
    """Is lower or higher wanted? high: properties of which more is wanted"""
    kind, _, name = criterion.partition(":")
    return HIGHER if kind == "index" or kind == "property" and name in high else LOWER


@dataclass(frozen=True)
class Limit:
    """What a part asks of a criterion: at least, at most, or both."""

    criterion: str
    least: float = -inf
    most: float = inf

    def judge(self, values: np.ndarray) -> np.ndarray:
        """Is it met by the whole range, by part of it, not at all, or is that not known? values: [3, n]; result [n]"""
        low, high = values[LEAST], values[MOST]
        told = [np.isnan(low) | np.isnan(high), (low > self.most) | (high < self.least), (low >= self.least) & (high <= self.most)]
        return np.select(told, [UNKNOWN, UNMET, MET], PARTLY)


@dataclass(frozen=True)
class Sieve:
    """All that a part asks for. families, terms: those allowed, empty for all; the flags ask only where they are True."""

    limits: tuple[Limit, ...] = ()
    bio_based: bool = False
    recycled: bool = False
    uncritical: bool = False
    families: frozenset[str] = field(default_factory=frozenset)
    terms: frozenset[str] = field(default_factory=frozenset)

    def verdicts(self, criteria: Criteria) -> dict[str, np.ndarray]:
        """Verdict of each constraint: the criterion of a limit, or the name of a field -> [n]"""
        held, said = criteria.candidates, {}
        for limit in self.limits:
            said[limit.criterion] = limit.judge(criteria.values(limit.criterion))
        for name in ("bio_based", "recycled"):
            if getattr(self, name):
                said[name] = np.where(getattr(held, name), MET, UNMET)
        if self.uncritical:
            said["uncritical"] = np.select([held.critical == UNCRITICAL, held.critical == CRITICAL], [MET, UNMET], UNKNOWN)
        for name, column in (("families", held.family), ("terms", held.terms)):
            if allowed := getattr(self, name):
                said[name] = np.where(np.isin(column, list(allowed)), MET, UNMET)
        return said


def overall(verdicts: Mapping[str, np.ndarray], count: int) -> np.ndarray:
    """Verdict of all constraints together on `count` candidates; where nothing is asked, all is met. [count]"""
    return reduce(np.maximum, verdicts.values(), np.full(count, MET))
