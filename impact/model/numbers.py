"""Numbers of a study: which there are, in what range they may lie, and the study with others in their place.

A number may be an array of draws: whatever computes a study takes it as it takes a single one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from pydantic import BaseModel

from impact import errors
from impact.model import quantity
from impact.model.hypothesis import Hypothesis
from impact.model.life import ROUTES, Consumable, EndOfLife, Energies, Leg, Offcuts, Ride, Step
from impact.model.settle import Settled
from impact.model.study import Alternative, Constraint, Part, Sizing, Study
from impact.model.uncertainty import Draws
from impact.store.facts import Facts

#: Numbers of each table of a study, and the kind of each; see quantity.read.
KINDS = {
    Study: {"service_life": "year"},
    Sizing: {"mass": "kg"},
    Constraint: {"utilisation": "share"},
    Alternative: {"serves": "number"},
    Part: {"mass": "kg", "quantity": "whole", "recycled_content": "portion", "life": "year"},
    Step: {"yield": "share", "nesting": "share", "buy_to_fly": "factor", "amount": "number", "electricity": "energy", "heat": "energy"},
    Offcuts: {"reuse": "portion", "recycling": "portion"},
    EndOfLife: {"recycling": "portion", "reuse": "portion", "energy_recovery": "portion"},
    Leg: {"distance": "km", "mass": "kg", "times": "number"},
    Energies: {"per_year": "energy"},
    Ride: {"distance": "km", "resizing": "portion"},
    Consumable: {"per_year": "kg"},
}
#: Shares of one whole: when one moves, the others make room in proportion; where they are nothing, the last does.
WHOLES = {EndOfLife: ROUTES, Offcuts: ("reuse", "recycling", "waste")}
#: Ends of each kind of number; the others lie above 0.
ENDS = {"share": (0.01, 1.0), "portion": (0.0, 1.0), "factor": (1.0, np.inf), "whole": (1.0, np.inf)}
#: How far a number without a stated range is moved: relative, and for shares in points.
SWING = 0.2
POINTS = 0.1
#: Beyond its swing a number is looked at up to so many times its value, and down to as small a part of it.
REACH = 4.0

#: Numbers that are settled where a study does not say them, and what stands for them then.
OPEN = ("recycled_content", "yield", "recycling")
SETTLED = "settled"

Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Number:
    """One number of a study.

    about:       way to it: life.use.carried.distance, alternatives.steel.parts[0].mass
    place:       the same as keys and numbers, as `change` takes it
    kind:        see quantity.read
    value:       as it stands, or as it was settled
    low, high:   how far it may be moved: as a hypothesis states, else by SWING or POINTS within what is possible
    stated:      is it a hypothesis that says so?
    """

    about: str
    place: Place
    kind: str
    value: float
    low: float
    high: float
    stated: bool

    @property
    def least(self) -> float:
        """The least that it is looked at."""
        return ENDS[self.kind][0] if self.kind in ENDS else min(self.low, self.value / REACH)

    @property
    def most(self) -> float:
        """The most that it is looked at."""
        most = ENDS.get(self.kind, (0.0, np.inf))[1]
        return most if np.isfinite(most) else max(self.high, self.value * REACH)


def numbers(study: Study, settled: Settled, facts: Facts) -> list[Number]:
    """Every number that can be moved: those that the study says, and those that were settled for it."""
    supposed = {about: (low, high) for each, low, high in ranges(study) for about in each.about}
    found = []
    for place, kind, value in (*_said(study, ()), *_settled(study, settled, facts)):
        about = way(study, place)
        low, high = supposed.get(about) or _swing(kind, value)
        if low < high:
            found.append(Number(about, place, kind, float(value), low, high, about in supposed))
    return found


def way(study: Study, place: Place) -> str:
    """Way to a place in words: alternatives.steel.parts[0].mass"""
    said = ""
    for number, step in enumerate(place):
        if number == 1 and place[0] == "alternatives":
            said += f".{study.alternatives[step].id}"
        else:
            said += f"[{step}]" if isinstance(step, int) else f".{step}" if said else step
    return said


def place_of(study: Study, about: str, where: str = "about") -> Place:
    """Place that a way leads to. Raises UnknownPlace."""
    steps = [int(number) if number else name for number, name in re.findall(r"\[(\d+)\]|([\w-]+)", about)]
    if steps[:1] == ["alternatives"] and len(steps) > 1:
        ids = [each.id for each in study.alternatives]
        if steps[1] not in ids:
            raise errors.UnknownPlace(where, about, [f"alternatives.{name}" for name in ids])
        steps[1] = ids.index(steps[1])
    return tuple(steps)


def leads(study: Study, about: str) -> bool:
    """Does a way lead to a number of the study, be it one that is settled?"""
    try:
        return said_at(study, about) is not None
    except errors.UnknownPlace:
        return False


def said_at(study: Study, about: str) -> float | str | None:
    """What the study says where a way leads: a number, SETTLED where it leaves it open, None where there is none."""
    *table, last = place_of(study, about)
    node = study
    for step in table:
        if isinstance(node, list):
            node = node[step] if isinstance(step, int) and step < len(node) else None
        else:
            node = getattr(node, str(step), None)
        if node is None or isinstance(node, str):
            usual = step == "end_of_life" and "parts" in table and _ended(study, table[1]) is not None
            return SETTLED if usual else None
    held = getattr(node, "yielded" if last == "yield" else str(last), None)
    if held is None:
        return SETTLED if last in OPEN else None
    return None if isinstance(held, (str, list, BaseModel)) else held


def _ended(study: Study, number: int):
    """What is said of the end of life of an alternative whose parts say nothing of it."""
    said = study.alternatives[number].end_of_life
    return study.life.end_of_life if said is None else said


def ranges(study: Study) -> Iterator[tuple[Hypothesis, float, float]]:
    """Hypotheses about numbers of the study, with their bounds read as what they are about.

    Raises UnknownPlace, EmptyRange, and the errors of numbers.
    """
    for index, each in enumerate(study.hypotheses):
        if each.about:
            yield each, *bounds(study, each, each.about[0], f"hypotheses[{index}]")


def bounds(study: Study, each: Hypothesis, about: str, where: str = "") -> tuple[float, float]:
    """Bounds of a hypothesis, read as the number that a way leads to. Raises as `ranges`."""
    kind = kind_of(study, about, f"{where}.about")
    low, high = (quantity.read(kind, getattr(each, end), f"{where}.{end}") for end in ("low", "high"))
    if low >= high:
        raise errors.EmptyRange(f"{where}.low", str(each.low), str(each.high))
    return low, high


def drawn(study: Study, settled: Settled, draws: Draws) -> dict[str, np.ndarray]:
    """Draws of the numbers that a hypothesis gives a range: way -> [n]. What one hypothesis is about is drawn as one.

    Raises UnknownPlace, OutOfRange where what stands is not within the range.
    """
    found = {}
    for each, low, high in ranges(study):
        for about in each.about:
            value = _value(study, settled, place_of(study, about))
            if value is None:
                raise errors.UnknownPlace("hypotheses.about", about, [])
            if not low <= value <= high:
                raise errors.OutOfRange(about, f"{value:g}", f"{low:g} ≤ x ≤ {high:g}")
            found[about] = draws.around(each.subject, low, value, high)
    return found


def replaced(study: Study, settled: Settled, found: dict[str, np.ndarray | float]) -> Study:
    """The study with other numbers; settled: of this study, for what it does not say itself. Nothing is checked."""
    for about, value in found.items():
        study = _with(study, place_of(study, about), value, settled.alternatives)
    return study


def _with(node, place: Place, value, settled):
    """A table with another value at a place; settled: the same table, settled, for what is not said."""
    step, *rest = place
    name = "yielded" if step == "yield" else step
    if isinstance(node, list):
        return [_with(each, tuple(rest), value, settled and settled[n]) if n == step else each for n, each in enumerate(node)]
    if not rest:
        return _moved(node, step, value) if type(node) in WHOLES else node.model_copy(update={name: value})
    beside = settled if step == "alternatives" else getattr(settled, name, None) if isinstance(settled, BaseModel) else None
    child = getattr(node, name)
    if not isinstance(child, (BaseModel, list)):
        child = beside
    return node.model_copy(update={name: _with(child, tuple(rest), value, beside)})


def _moved(shares, name: str, value):
    """Shares of one whole with another one: those beside it make room in proportion."""
    others = [each for each in WHOLES[type(shares)] if each != name]
    left = sum(getattr(shares, each) for each in others)
    room = np.divide(1 - value, left, out=np.zeros(np.broadcast(value, left).shape), where=left > 0)
    scaled = {each: getattr(shares, each) * room for each in others}
    scaled[others[-1]] = scaled[others[-1]] + np.where(left > 0, 0, 1 - value)
    return shares.model_copy(update={name: value} | scaled)


def _said(node, place: Place) -> Iterator[tuple[Place, str, float]]:
    """Numbers that a study says, with the kind of each."""
    if isinstance(node, list):
        for number, each in enumerate(node):
            yield from _said(each, (*place, number))
    elif isinstance(node, BaseModel):
        kinds = KINDS.get(type(node), {})
        for name in type(node).model_fields:
            value, key = getattr(node, name), "yield" if name == "yielded" else name
            if key not in kinds:
                yield from _said(value, (*place, key)) if isinstance(value, (BaseModel, list)) else ()
            elif value is not None and not isinstance(value, str) and _counts(key, value, type(node)):
                yield (*place, key), kinds[key], value


def _counts(key: str, value: float, table: type) -> bool:
    """Is it more than what stands there when nothing is said?"""
    if table in WHOLES:
        return key == "recycling" or value > 0
    return value != table.model_fields[key].default if key in ("quantity", "serves", "times", "utilisation") else True


def _settled(study: Study, settled: Settled, facts: Facts) -> Iterator[tuple[Place, str, float]]:
    """Numbers that were settled: recycled content, yields and usual ends of life of parts."""
    for a, (said, each) in enumerate(zip(study.alternatives, settled.alternatives, strict=True)):
        common = _ended(study, a)
        for p, (part, whole) in enumerate(zip(said.parts, each.parts, strict=True)):
            place = ("alternatives", a, "parts", p)
            if part.recycled_content is None and part.origin == "new":
                if part.material in facts.stages.virgin:
                    yield (*place, "recycled_content"), "portion", 1.0
                elif part.material in facts.stages.recycled:
                    yield (*place, "recycled_content"), "portion", 0.0
            for s, (step, full) in enumerate(zip(part.processes or [], whole.processes or [], strict=True)):
                if all(step.given(name) is None for name in ("yield", "nesting", "buy_to_fly")) and full.yielded < 1:
                    yield (*place, "processes", s, "yield"), "share", full.yielded
            usual = isinstance(common if part.end_of_life is None else part.end_of_life, str)
            if usual and isinstance(whole.end_of_life, EndOfLife):
                yield (*place, "end_of_life", "recycling"), "portion", whole.end_of_life.recycling


def _swing(kind: str, value: float) -> tuple[float, float]:
    """How far a number without a stated range is moved, within what is possible."""
    least, most = ENDS.get(kind, (0.0, np.inf))
    by = POINTS if kind in ("share", "portion") else 1.0 if kind == "whole" else SWING * value
    return max(least, value - by), min(most, value + by)


def kind_of(study: Study, about: str, where: str = "about") -> str:
    """Kind of the number at the end of a way. Raises UnknownPlace."""
    place = place_of(study, about, where)
    tables = {"parts": Part, "processes": Step, "assembly": Step, "transport": Leg, "energy": Energies, "carried": Ride, "use": Ride}
    tables |= {"consumables": Consumable, "end_of_life": EndOfLife, "offcuts": Offcuts, "sizing": Sizing, "constraints": Constraint}
    tables |= {"alternatives": Alternative}
    names = [step for step in place if not isinstance(step, int)]
    table = next((tables[name] for name in reversed(names[:-1]) if name in tables), Study)
    kinds = KINDS[table]
    if not names or names[-1] not in kinds:
        raise errors.UnknownPlace(where, about, sorted(kinds))
    return kinds[names[-1]]


def _value(study: Study, settled: Settled, place: Place):
    """What stands at a place, as said, else as settled; None where there is nothing, or no number."""
    for root in (study, study.model_copy(update={"alternatives": settled.alternatives})):
        found = root
        for step in place:
            found = (
                found[step]
                if isinstance(found, list) and isinstance(step, int) and step < len(found)
                else (getattr(found, "yielded" if step == "yield" else str(step), None) if isinstance(found, BaseModel) else None)
            )
        if found is not None and not isinstance(found, (str, list, BaseModel)):
            return found
    return 0.0 if place[-1] == "recycled_content" else None
