"""Equal function: the mass of each material that just does what the reference does.

For a part whose one free dimension is its section or thickness, the mass that just meets a
constraint is proportional to density / P**e, where P is the property that governs it.
Source: Ashby, Materials Selection in Mechanical Design, appendix of material indices;
exponents re-derived from beam, plate, Euler and torsion theory. Valid for self-similar
sections; a minimum gauge or a thin-walled profile caps the saving.
"""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from impact.model.study import SIZED, Study
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

    part:    (alternative, part number) -> draws of its mass [n] in kg; an unsized part is absent
    lacking: (alternative, part number) -> properties that are missing, so that it cannot be sized
    governs: alternative -> constraint that decides its sized part at the medians
    """

    part: dict[tuple[str, int], np.ndarray]
    lacking: dict[tuple[str, int], list[str]]
    governs: dict[str, str]

    def total(self, alternative: str) -> np.ndarray | None:
        """Mass of an alternative [n] in kg; None where a part cannot be sized."""
        if any(name == alternative for name, _ in self.lacking):
            return None
        return sum((mass for (name, _), mass in self.part.items() if name == alternative), start=np.zeros(1))


def masses(study: Study, functions: pd.DataFrame, properties: pd.DataFrame, draws: Draws) -> Masses:
    """Mass of each part: as given, or sized so that every constraint of the study is met.

    functions:  columns id, property, exponent
    properties: columns material, property, min, max
    Several constraints at once: the largest of the masses that each asks for.
    """
    part, lacking, governs = {}, {}, {}
    known = PropertyDraws(properties, draws)
    for alternative in study.alternatives:
        for number, each in enumerate(alternative.parts):
            place = alternative.id, number
            if each.mass != SIZED:
                part[place] = np.full(draws.n, each.mass)
                continue
            missing, ratios = _ratios(study, each.material, functions, known)
            if missing:
                lacking[place] = missing
                continue
            part[place] = study.sizing.mass * np.max(list(ratios.values()), axis=0)
            governs[alternative.id] = max(ratios, key=lambda name: np.median(ratios[name]))
    return Masses(part, lacking, governs)


def needed(study: Study, functions: pd.DataFrame) -> list[str]:
    """Properties that the sizing of a study asks of every material, density first."""
    rules = functions.set_index("id").property
    named = [rules[each.function] for each in (study.sizing.constraints if study.sizing else [])]
    return list(dict.fromkeys([DENSITY, *(name for name in named if isinstance(name, str))])) if study.sizing else []


def _ratios(study, material, functions, known):
    """(properties that are missing, mass ratio to the reference by constraint)."""
    reference = study.alternative(study.sizing.reference).sized.material
    missing = [name for name in needed(study, functions) if not (known.has(material, name) and known.has(reference, name))]
    if missing:
        return missing, {}
    rules = functions.set_index("id")
    ratios = {}
    for constraint in study.sizing.constraints:
        rule = rules.loc[constraint.function]
        governing = rule.property if isinstance(rule.property, str) else DENSITY  # e = 0: any property will do
        ratios[constraint.function] = mass_ratio(
            known.of(reference, DENSITY),
            known.of(material, DENSITY),
            known.of(reference, governing),
            known.of(material, governing),
            float(Fraction(rule.exponent)),
            constraint.utilisation,
        )
    return [], ratios


class PropertyDraws:
    """Draws of the properties of materials, uniform between their bounds."""

    def __init__(self, properties: pd.DataFrame, draws: Draws):
        self.bounds = properties.set_index(["material", "property"])[["min", "max"]]
        self.draws = draws

    def has(self, material: str, name: str) -> bool:
        """Is there a value?"""
        return (material, name) in self.bounds.index

    def of(self, material: str, name: str) -> np.ndarray:
        """Draws of one property in its unit. [n]"""
        low, high = self.bounds.loc[(material, name)].to_numpy(float)
        return self.draws.between(("property", material, name), np.array([low]), np.array([high]))[0]
