"""Equal function: the mass of each material that just does what the reference does.

For a part whose one free dimension is its section or thickness, the mass that just meets a
constraint is proportional to density / P**e, where P is the property that governs it.
Source: Ashby, Materials Selection in Mechanical Design, appendix of material indices;
exponents re-derived from beam, plate, Euler and torsion theory. Valid for self-similar
sections; a minimum gauge or a thin-walled profile caps the saving.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from impact.model.hypothesis import Hypothesis
from impact.model.study import Study
from impact.model.uncertainty import Draws

DENSITY = "density"


def mass_ratio(density_a, density_b, property_a, property_b, exponent, utilisation=1.0):
    """Mass of b over mass of a when both just meet one constraint. [-]

        m_b / m_a = (rho_b / rho_a) * u**|e| * (P_a / P_b)**e

    density [kg/m3] and property (any one unit) of reference a and alternative b, > 0;
    exponent e, negative where less of the property is better (resistivity, conductivity);
    utilisation u in (0, 1]: share of its capacity that the reference uses. Scalars or arrays.
    """
    return density_b / density_a * utilisation ** abs(exponent) * (property_a / property_b) ** exponent


@dataclass(frozen=True)
class Masses:
    """Masses of the parts of every alternative.

    part:    (alternative, part number) -> draws of the mass of its pieces together [n, or 1 where it is given] in kg; an unsized part is absent
    lacking: (alternative, part number) -> properties that it lacks; it cannot be sized, were it only for the reference
    reference_lacks: reference alternative -> properties that it lacks, so that nothing can be sized from it
    governs: alternative -> constraint that decides its sized part, on average over the draws
    """

    part: dict[tuple[str, int], np.ndarray]
    lacking: dict[tuple[str, int], list[str]]
    reference_lacks: dict[str, list[str]]
    governs: dict[str, str]

    def total(self, alternative: str) -> np.ndarray | None:
        """Mass of an alternative [n] in kg; None where a part cannot be sized."""
        if any(name == alternative for name, _ in self.lacking):
            return None
        return sum((mass for (name, _), mass in self.part.items() if name == alternative), start=np.zeros(1))


def masses(study: Study, functions: pd.DataFrame, properties: pd.DataFrame, draws: Draws) -> Masses:
    """Mass of each part: as given, or sized so that every constraint of the study is met.

    functions:  columns id, property, exponent
    properties: columns material, property, min, max, source, locator, quality
    Several constraints at once: the largest of the masses that each asks for.
    """
    part, lacking, governs = {}, {}, {}
    known = PropertyDraws(properties, draws, study.hypotheses)
    rules, wanted = rules_of(functions), needed(study, functions)
    reference = study.alternative(study.sizing.reference).sized.material if study.sizing else None
    unknown = [name for name in wanted if not known.has(reference, name)]
    for alternative in study.alternatives:
        for number, each in enumerate(alternative.parts):
            place = alternative.id, number
            if not each.is_sized:
                part[place] = np.atleast_1d(each.mass * each.quantity)
                continue
            lacks = [name for name in wanted if not known.has(each.material, name)]
            if lacks or unknown:
                lacking[place] = [] if each.material == reference else lacks
                continue
            ratios = _ratios(study, reference, each.material, rules, known)
            part[place] = each.quantity * study.sizing.mass * np.max(list(ratios.values()), axis=0)
            governs[alternative.id] = max(ratios, key=lambda name: ratios[name].mean())
    return Masses(part, lacking, {study.sizing.reference: unknown} if unknown else {}, governs)


def needed(study: Study, functions: pd.DataFrame) -> list[str]:
    """Properties that the sizing of a study asks of every material, density first."""
    rules = rules_of(functions)
    named = [rules[each.function][0] for each in (study.sizing.constraints if study.sizing else [])]
    return list(dict.fromkeys([DENSITY, *named])) if study.sizing else []


def rules_of(functions: pd.DataFrame) -> dict[str, tuple[str, float]]:
    """function -> (property that governs, exponent); with exponent 0 any property does, so density stands in."""
    rows = zip(functions.id, functions.property, functions.exponent, strict=True)
    return {name: (kind if isinstance(kind, str) else DENSITY, float(Fraction(exponent))) for name, kind, exponent in rows}


def _ratios(study: Study, reference: str, material: str, rules: dict, known: "PropertyDraws") -> dict[str, np.ndarray]:
    """Mass of `material` over mass of `reference` for each constraint. [n]"""
    ratios = {}
    for constraint in study.sizing.constraints:
        governing, exponent = rules[constraint.function]
        ratios[constraint.function] = mass_ratio(
            known.of(reference, DENSITY),
            known.of(material, DENSITY),
            known.of(reference, governing),
            known.of(material, governing),
            exponent,
            constraint.utilisation,
        )
    return ratios


class PropertyDraws:
    """Draws of the properties of materials, uniform between their bounds; each drawn when first asked for.

    Materials that rest on one record, such as a recycled grade on its virgin one, read the same draws of it;
    a value of the class is one range that each material of the class fills in its own way.
    """

    def __init__(self, properties: pd.DataFrame, draws: Draws, hypotheses: Sequence[Hypothesis] = ()):
        self.bounds, self.subject = {}, {}
        columns = (properties[name] for name in ("material", "property", "min", "max", "source", "locator", "quality"))
        for material, name, low, high, source, locator, quality in zip(*columns, strict=True):
            self.bounds[material, name] = low, high
            self.subject[material, name] = "property", name, source, locator, material if quality.endswith("-class") else ""
        supposed = {(each.fact, each.number): (each.low, each.high) for each in hypotheses if each.fact and each.low is not None}
        self.subject = {each: ("property", each[1], "hypothesis", each[0]) for each in supposed} | self.subject
        self.bounds |= supposed
        self.draws, self.drawn = draws, {}

    def has(self, material: str, name: str) -> bool:
        """Is there a value?"""
        return (material, name) in self.bounds

    def of(self, material: str, name: str) -> np.ndarray:
        """Draws of one property in its unit. [n]"""
        if (material, name) not in self.drawn:
            low, high = self.bounds[material, name]
            drawn = self.draws.between(self.subject[material, name], np.array([low]), np.array([high]))
            self.drawn[material, name] = drawn[0]
        return self.drawn[material, name]
