"""A study held against the catalogue: every name known, every process possible, every number that is asked for there."""

from collections.abc import Iterator

import pandas as pd

from impact import errors
from impact.model import quantity
from impact.model.budget import check_budget
from impact.model.function import masses
from impact.model.life import Step
from impact.model.numbers import drawn, numbers
from impact.model.settle import PLACE, electric, settle
from impact.model.shares import inputs, weights
from impact.model.study import BEST, Alternative, Part, Study
from impact.model.uncertainty import Draws
from impact.store.facts import Facts

#: Category of the processes that remove chips, for which buy-to-fly is spoken of.
MACHINING = "machining"
#: Names under which a step says how much of its input is in its output.
YIELDS = ("yield", "nesting", "buy_to_fly")
#: Energies of a process.
ENERGIES = ("electricity", "heat")


def check(study: Study, facts: Facts):
    """Raises UnknownMaterial, SwitchedOff, UnknownFunction, UnknownSource, UnknownCountry, UnknownProcess, UnknownMode, UnknownCarrier,
    UnknownVehicle, UnknownIndicator; DoesNotApply, BelongsToAPart, NotOfThisProcess, Needed, AmountNeeded, NoRecycledForm, NoResizing, NoPath,
    ServiceLifeNeeded; UnknownNeed, CurrencyNeeded, SharesExceedOne, and what `check_budget` raises.
    """
    functions, sources = facts.function.id.tolist(), facts.source.id.tolist()
    for index, each in enumerate(study.sizing.constraints if study.sizing else []):
        known(each.function, f"sizing.constraints[{index}].function", functions, errors.UnknownFunction, everything=True)
    if study.source is not None:
        known(study.source, "source", [BEST, *sources], errors.UnknownSource, everything=True)
    for where, part in _parts(study):
        known_material(part.material, f"{where}.material", facts)
        if part.recycled_content and part.material not in facts.stages.recycled and part.material not in facts.stages.virgin:
            raise errors.NoRecycledForm(f"{where}.recycled_content", part.material)
        if part.made_in is not None:
            known(part.made_in, f"{where}.made_in", facts.stages.country.index.tolist(), errors.UnknownCountry)
        for place, step in _steps(where, part.processes):
            _check_step(step, place, facts, part.material)
        if part.life is not None and study.service_life is None:
            raise errors.ServiceLifeNeeded(f"{where}.life")
    for index, each in enumerate(study.alternatives):
        for place, step in _steps(f"alternatives[{index}]", each.assembly, "assembly"):
            _check_joining(step, place, facts, each)
            _check_step(step, place, facts)
    for where, life in _lives(study):
        _check_life(study, life, where, facts)
    for index, each in enumerate(study.needs):
        known(each.need, f"needs[{index}].need", facts.limits.need.index.tolist(), errors.UnknownNeed, everything=True)
    if study.budget:
        check_budget(study.budget, facts.limits)
    _check_costs(study)
    _check_circularity(study, facts)
    _check_considered(study, facts)
    _check_hypotheses(study, facts)


def known_material(name: str, where: str, facts: Facts):
    """Raises UnknownMaterial, SwitchedOff."""
    if name in facts.switched_off:
        raise errors.SwitchedOff(where, name)
    known(name, where, facts.material.id.tolist(), errors.UnknownMaterial)


def known(name: str, where: str, names: list[str], unknown: type[errors.Unknown], everything: bool = False):
    """Raises `unknown` where `name` is not among `names`, with the nearest of them, or with all."""
    if name not in names:
        raise unknown(where, name, names if everything else errors.nearest(name, names))


def _check_hypotheses(study: Study, facts: Facts):
    """Are the numbers and the facts that hypotheses and targets are about there, and what stands within its range?"""
    settled = settle(study, facts)
    drawn(study, settled, Draws(1))
    levers = {each.about: each.kind for each in numbers(study, settled, facts)} if study.targets or study.meeting else {}
    for index, each in enumerate(study.targets):
        known(each.about, f"targets[{index}].about", list(levers), errors.UnknownPlace)
        quantity.read(levers[each.about], each.goal, f"targets[{index}].goal")
    if study.meeting:
        if study.meeting.indicator is not None:
            known(study.meeting.indicator, "meeting.indicator", facts.indicator.id.tolist(), errors.UnknownIndicator, everything=True)
        for index, about in enumerate(study.meeting.levers):
            known(about, f"meeting.levers[{index}]", list(levers), errors.UnknownPlace)
    activities = [*facts.stages.places, *(f"process:{name}" for name in facts.stages.rows["process"])]
    activities += [f"vehicle:{name}" for name in facts.stages.rows["vehicle"]]
    properties, spreads = facts.kind.id.tolist(), [*facts.indicator.id, *ENERGIES]
    for index, each in enumerate(study.hypotheses):
        where = f"hypotheses[{index}]"
        if each.fact is not None:
            known(each.fact, f"{where}.fact", [*facts.material.id, *activities], errors.UnknownFact)
            if each.low is not None:
                known(each.number, f"{where}.number", properties, errors.UnknownFact, everything=True)
            elif each.number is not None:
                known(each.number, f"{where}.number", spreads, errors.UnknownFact, everything=True)


def _check_costs(study: Study):
    """Is it said in which currency money is entered?"""
    if study.costs is not None:
        return
    for index, each in enumerate(study.alternatives):
        if each.costs:
            raise errors.CurrencyNeeded(f"alternatives[{index}].costs")
    for where, part in _parts(study):
        if part.price is not None:
            raise errors.CurrencyNeeded(f"{where}.price")


def _check_circularity(study: Study, facts: Facts):
    """Are the shares that are declared possible beside those of the parts and of their end of life?"""
    if all(each.circularity is None for each in study.alternatives):
        return
    settled, mass = settle(study, facts), masses(study, facts.function, facts.property, Draws(1))
    for index, each in enumerate(study.alternatives):
        if (said := each.circularity) is None:
            continue
        where = f"alternatives[{index}].circularity"
        if said.life_average is not None and study.service_life is None:
            raise errors.ServiceLifeNeeded(f"{where}.life_average")
        if (weight := weights(study, each, mass)) is None:
            continue
        given = {name: value.low for name, value in inputs(study, index, weight, settled, facts).items()}
        collected = "recycling_efficiency" if said.composted is None else "composted"
        for key, names in (("biological", ("FR", "FU", "FS")), (collected, ("CR", "CU", "CC"))):
            if (total := sum(given[name] for name in names)) > 1 + 1e-3:
                raise errors.SharesExceedOne(f"{where}.{key}", f"{total:.4g}")


def _check_considered(study: Study, facts: Facts):
    """Is every material that was considered known, whatever the terms switched on, and is its part there?"""
    materials, counts = [*facts.material.id, *facts.switched_off], {each.id: len(each.parts) for each in study.alternatives}
    for index, each in enumerate(study.considered):
        known(each.material, f"considered[{index}].material", materials, errors.UnknownMaterial)
        if each.part >= counts.get(each.alternative, each.part + 1):
            raise errors.OutOfRange(f"considered[{index}].part", str(each.part), f"0 … {counts[each.alternative] - 1}")


def _parts(study: Study) -> Iterator[tuple[str, Part]]:
    for index, each in enumerate(study.alternatives):
        for number, part in enumerate(each.parts):
            yield f"alternatives[{index}].parts[{number}]", part


def _steps(where: str, steps: list[Step] | None, key: str = "processes") -> Iterator[tuple[str, Step]]:
    for number, step in enumerate(steps or []):
        yield f"{where}.{key}[{number}]", step


def _lives(study: Study) -> Iterator[tuple[str, object]]:
    yield "life", study.life
    for index, each in enumerate(study.alternatives):
        yield f"alternatives[{index}]", each


def _check_joining(step: Step, where: str, facts: Facts, each: Alternative):
    """Joining takes nothing away, and is possible for one of the parts at least."""
    process = facts.stages.rows["process"].get(step.process)
    taken = any(step.given(name) is not None for name in YIELDS) or step.offcuts is not None
    if process and (taken or process["nests"] or process["basis"] == "removed" or process["yield"] < 1):
        raise errors.BelongsToAPart(f"{where}.process", step.process)
    possible = facts.stages.possible.get(step.process, set())
    if process and each.parts and not any(facts.stages.subfamily[part.material] in possible for part in each.parts):
        raise errors.DoesNotApply(f"{where}.process", step.process, each.parts[0].material)


def _check_step(step: Step, where: str, facts: Facts, material: str | None = None):
    """Is it known, can it be done to the material, and is every number that it needs sourced or given?"""
    known(step.process, f"{where}.process", list(facts.stages.rows["process"]), errors.UnknownProcess)
    process = facts.stages.rows["process"][step.process]
    if material is not None:
        possible = facts.stages.possible[step.process]
        if facts.stages.subfamily[material] not in possible:
            raise errors.DoesNotApply(f"{where}.process", step.process, material)
    if step.nesting is not None and not process["nests"]:
        raise errors.NotOfThisProcess(f"{where}.nesting", step.process, "yield")
    if step.buy_to_fly is not None and process["category"] != MACHINING:
        raise errors.NotOfThisProcess(f"{where}.buy_to_fly", step.process, "yield")
    said = any(step.given(name) is not None for name in YIELDS)
    for name in needs(process):
        if name == "amount" and step.amount is None:
            raise errors.AmountNeeded(f"{where}.amount", step.process, process["unit"])
        if name == "electricity" and step.electricity is None and step.heat is None:
            if pd.notna(process["source"]):  # sourced, under terms that are switched off
                raise errors.SwitchedOff(f"{where}.process", step.process)
            raise errors.Needed(f"{where}.electricity", step.process)
        if name == yield_name(process) and not said:
            raise errors.Needed(f"{where}.{name}", step.process)


def yield_name(process) -> str:
    """What the yield of a process is called; process: a row of the catalogue."""
    return "nesting" if process["nests"] else "buy_to_fly" if process["category"] == MACHINING else "yield"


def needs(process) -> list[str]:
    """Numbers that a step of this process must state, since no source gives them."""
    open_yield = process["yield"] != process["yield"] and (process["nests"] or process["basis"] == "removed")  # nan
    asked = {yield_name(process): open_yield, "amount": process["unit"] != "kg", "electricity": process["quality"] == "gap"}
    return [name for name, needed in asked.items() if needed]


def _check_life(study: Study, life, where: str, facts: Facts):
    countries = facts.stages.country.index.tolist()
    if life.made_in is not None:
        known(life.made_in, f"{where}.made_in", countries, errors.UnknownCountry)
    for number, leg in enumerate(life.transport or []):
        known(leg.mode, f"{where}.transport[{number}].mode", facts.stages.mode.index.tolist(), errors.UnknownMode)
    if (use := life.use) is None:
        return
    if use.country is not None:
        known(use.country, f"{where}.use.country", countries, errors.UnknownCountry)
    for number, each in enumerate(use.energy):
        known(each.carrier, f"{where}.use.energy[{number}].carrier", facts.stages.carrier.index.tolist(), errors.UnknownCarrier)
    for number, each in enumerate(use.consumables):
        known_material(each.material, f"{where}.use.consumables[{number}].material", facts)
    if use.carried:
        known(
            use.carried.vehicle, f"{where}.use.carried.vehicle", facts.stages.vehicle.index.tolist(), errors.UnknownVehicle, everything=True
        )
    along = study.electricity == "path" and electric(use, facts)
    if along and not facts.stages.country.path[use.country or PLACE]:
        raise errors.NoPath("electricity", use.country or PLACE)
    if use.carried and use.carried.resizing and pd.notna(facts.stages.rows["vehicle"][use.carried.vehicle]["coefficient"]):
        raise errors.NoResizing(f"{where}.use.carried.resizing", use.carried.vehicle)
    if study.service_life is None and (use.energy or use.consumables or along):
        raise errors.ServiceLifeNeeded(f"{where}.use")
