"""Shares of the mass of an alternative: where its matter comes from, and where it goes at the end.

Shares are of the mass that the service life takes, replaced parts included, and without what manufacture loses.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from impact.model import circularity as formula
from impact.model.circularity import Circularity
from impact.model.flow import typical
from impact.model.function import Masses
from impact.model.life import EndOfLife
from impact.model.settle import Settled
from impact.model.study import Alternative, Part, Study
from impact.model.use import pieces
from impact.store.facts import Facts

#: Where a share comes from, the surest first. UNKNOWN: it may be anything in its range.
STUDY, FACTS, SUPPOSED, UNKNOWN = ORIGINS = ("study", "facts", "supposed", "unknown")


@dataclass(frozen=True)
class Input:
    """A number between two ends, which are equal where it is known; origin: of ORIGINS."""

    low: float
    high: float
    origin: str


def weights(study: Study, each: Alternative, masses: Masses) -> list[float] | None:
    """Share of each part in the mass of an alternative. [-]; None where a mass is not known. One part is the whole, whatever it weighs."""
    if len(each.parts) == 1:
        return [1.0]
    if not each.parts or masses.total(each.id) is None:
        return None
    years = study.service_life or 1.0
    taken = [typical(masses.part[each.id, number]) * pieces(years, part.life) for number, part in enumerate(each.parts)]
    return [mass / sum(taken) for mass in taken]


def recycled(each: Alternative, weight: list[float], facts: Facts) -> Input:
    """FR: share of recycled matter among the matter bought. Where nothing is said of a material that is not a recycled one: supposed 0."""
    return _mean(weight, [_content(part, facts) for part in each.parts])


def _content(part: Part, facts: Facts) -> tuple[float, str]:
    if part.origin == "reused":
        return 0.0, STUDY
    if part.recycled_content is not None:
        return part.recycled_content, STUDY
    return (1.0, FACTS) if part.material in facts.stages.virgin else (0.0, SUPPOSED)


def reused(each: Alternative, weight: list[float]) -> Input:
    """FU: share of parts that an earlier life has used."""
    return _mean(weight, [(float(part.origin == "reused"), STUDY) for part in each.parts])


def ending(study: Study, number: int, weight: list[float], settled: Settled, route: str) -> Input:
    """Share that goes by one route at the end of life: of life.ROUTES. Parts of which nothing is known may go there or not."""
    found = []
    for said, routes in _routes(study, number, settled):
        found.append((getattr(routes, route), STUDY if isinstance(said, EndOfLife) else FACTS) if isinstance(routes, EndOfLife) else None)
    return _mean(weight, found)


def _routes(study: Study, number: int, settled: Settled) -> Iterator[tuple[object, object]]:
    """What is said of the end of each part of an alternative, and how that was settled."""
    each = study.alternatives[number]
    common = study.life.end_of_life if each.end_of_life is None else each.end_of_life
    for part, whole in zip(each.parts, settled.alternatives[number].parts, strict=True):
        yield (common if part.end_of_life is None else part.end_of_life), whole.end_of_life


def _mean(weight: list[float], found: list[tuple[float, str] | None]) -> Input:
    """Mean over the parts, as unsure as the least sure of them; None: not known of a part."""
    low = sum(share * each[0] for share, each in zip(weight, found, strict=True) if each)
    open_ = sum(share for share, each in zip(weight, found, strict=True) if each is None)
    origin = max((each[1] if each else UNKNOWN for each in found), key=ORIGINS.index)
    return Input(low, low + open_, origin)


def inputs(study: Study, number: int, weight: list[float], settled: Settled, facts: Facts) -> dict[str, Input]:
    """Inputs of the indicator of one alternative. [-]; weight: see `weights`"""
    each = study.alternatives[number]
    said = each.circularity or Circularity()
    plant, back = _declared(said.recycling_efficiency, 1.0), ending(study, number, weight, settled, "recycling")
    return {
        "FR": recycled(each, weight, facts),
        "FU": reused(each, weight),
        "FS": _declared(said.biological, 0.0),
        "CR": Input(back.low / plant.low, min(1.0, back.high / plant.low), back.origin),
        "CU": ending(study, number, weight, settled, "reuse"),
        "CC": _declared(said.composted, 0.0),
        "EF": _declared(said.feedstock_efficiency, 1.0),
        "EC": plant,
        "X": _utility(study, each, said),
    }


def _declared(value: float | None, otherwise: float) -> Input:
    return Input(otherwise, otherwise, SUPPOSED) if value is None else Input(value, value, STUDY)


def _utility(study: Study, each: Alternative, said: Circularity) -> Input:
    """X; where neither its life nor its use is held against the average, it is supposed to be average.

    How intensely an object is used that serves several functions is not known unless it is declared: up to so many times the average.
    """
    life = (1.0, 1.0) if said.life_average is None else (study.service_life, said.life_average)
    value = formula.utility(*life, 1.0 if said.use_average is None else said.use_average)
    if said.use_average is None and each.serves != 1:
        return Input(min(value, value * each.serves), max(value, value * each.serves), UNKNOWN)
    return Input(value, value, SUPPOSED if said.life_average is None and said.use_average is None else STUDY)
