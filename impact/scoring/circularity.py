"""The Material Circularity Indicator of every alternative, with where each of its inputs comes from: context beside the impacts.

It says nothing of impact and is never part of a score or an order. What differs from the source, and why:
matter that manufacture loses is not in the product, and not in the indicator here;
energy recovery counts as waste (CE = 0), since no study states the conditions under which the source lets it count;
end of life in a study is measured at the output of the recycling plant, so what is collected is that over the efficiency of the plant.
"""

from dataclasses import dataclass

from impact.model import circularity as formula
from impact.model.circularity import Circularity
from impact.model.function import masses
from impact.model.settle import settle
from impact.model.shares import ORIGINS, SUPPOSED, UNKNOWN, Input, inputs, weights
from impact.model.study import Alternative, Study
from impact.model.uncertainty import Draws
from impact.store.facts import Facts

#: Known: every input that matters is known or declared; supposed: one is supposed; interval: one is unknown and runs over its range.
KNOWN, INTERVAL, MISSING = "known", "interval", "missing"
#: What an efficiency is of; where there is none of it, it does not matter.
EFFICIENCY = {"EF": "FR", "EC": "CR"}


@dataclass(frozen=True)
class Circle:
    """The indicator of one alternative.

    inputs:    FR, FU, FS, CR, CU, CC, EF, EC, X, by their names in the source; empty where the masses of its parts are not known
    low, high: the indicator; equal where no input is unknown, None where there are no inputs
    state:     known, supposed, interval, missing
    declared:  what the study declares, with what the indicator does not use
    """

    alternative: str
    inputs: dict[str, Input]
    low: float | None
    high: float | None
    state: str
    declared: Circularity


def circles(study: Study, facts: Facts) -> list[Circle]:
    """One per alternative that has parts, at the medians. The study has passed `checking.check`."""
    settled, mass = settle(study, facts), masses(study, facts.function, facts.property, Draws(1))
    found = []
    for number, each in enumerate(study.alternatives):
        if each.parts:
            weight = weights(study, each, mass)
            found.append(_circle(each, {} if weight is None else inputs(study, number, weight, settled, facts)))
    return found


def _circle(each: Alternative, given: dict[str, Input]) -> Circle:
    declared = each.circularity or Circularity()
    if not given:
        return Circle(each.id, given, None, None, MISSING, declared)
    worst = {name: value.low for name, value in given.items()}
    reused = max(worst["CU"], min(given["CU"].high, 1 - worst["CR"] - worst["CC"]))
    best = worst | {"CU": reused, "X": given["X"].high}  # all that is not known goes back into use, as intensely as may be
    low, high = (float(formula.circularity(**ends)) for ends in (worst, best))
    matters = [value for name, value in given.items() if name not in EFFICIENCY or given[EFFICIENCY[name]].high > 0]
    origin = max((value.origin for value in matters), key=ORIGINS.index)
    return Circle(each.id, given, low, high, INTERVAL if origin == UNKNOWN else SUPPOSED if origin == SUPPOSED else KNOWN, declared)
