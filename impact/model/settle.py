"""What a study leaves open, filled from the facts; each filling is an assumption that is said, and may be revised."""

from dataclasses import dataclass, field

import pandas as pd

from impact.model.flow import some
from impact.model.life import USUAL, EndOfLife, Offcuts, Routes, Step, Use
from impact.model.study import Alternative, Part, Study
from impact.store.facts import Facts

ELECTRICITY = "electricity"
#: Where parts are made and used when a study does not say.
PLACE = "EU27"
#: Heat that a user gives for a process whose source names no carrier.
HEAT = "heat-natural-gas"
#: Allocation of each way of sharing recycling between two lives; the formula takes that of the class.
CUT_OFF, SUBSTITUTION = "cut-off", "substitution"
ALLOCATION = {CUT_OFF: 1.0, SUBSTITUTION: 0.0}


@dataclass(frozen=True)
class Assumption:
    """One thing taken for granted; `kind` names its sentence in the texts, `facts` fills its blanks.

    alternatives: those that it concerns
    """

    kind: str
    facts: tuple[tuple[str, object], ...] = ()
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sharing:
    """How recycling is shared between two lives: allocation A and quality Q; None: not known."""

    allocation: float | None
    quality: float | None


@dataclass
class Settled:
    """A study in which nothing is open: every alternative says its whole life, every step its yield.

    alternatives: as in the study; a stage that nobody stated stays None,
                  an end of life that no source describes stays "usual"
    sharing:      alternative -> sharing of the recycling of each part
    """

    alternatives: list[Alternative] = field(default_factory=list)
    sharing: dict[str, list[Sharing]] = field(default_factory=dict)
    assumed: dict[tuple, list[str]] = field(default_factory=dict)

    @property
    def assumptions(self) -> list[Assumption]:
        """What was assumed, each once, with the alternatives concerned."""
        return [Assumption(kind, facts, tuple(dict.fromkeys(names))) for (kind, facts), names in self.assumed.items()]

    def assume(self, alternative: str, kind: str, **facts):
        """Note an assumption."""
        self.assumed.setdefault((kind, tuple(facts.items())), []).append(alternative)


def settle(study: Study, facts: Facts) -> Settled:
    """Fill what `study` leaves open. The study has passed `checking.check`."""
    settled = Settled()
    for each in study.alternatives:
        life = {name: _own(each, study, name) for name in ("made_in", "transport", "use", "end_of_life")}
        life = _placed(settled, study, each, life, facts)
        parts = [_part(settled, study, each, part, life, facts) for part in each.parts]
        assembly = [_step(settled, each, step, facts, None) for step in each.assembly] if each.assembly else each.assembly
        settled.alternatives.append(each.model_copy(update=life | {"parts": parts, "assembly": assembly}))
    return settled


def _own(alternative: Alternative, study: Study, name: str):
    """What an alternative says of its life, else what the study says for all that is made."""
    said, common = getattr(alternative, name), getattr(study.life, name)
    if said is None and alternative.parts:
        return common
    if isinstance(said, Use) and said.country is None and common:
        return said.model_copy(update={"country": common.country})  # the place of use is said once for all
    return said


def _placed(settled: Settled, study: Study, each: Alternative, life: dict, facts: Facts) -> dict:
    """The life with its countries: where parts are made, and where they are used."""
    worked = each.assembly or any(part.processes and part.made_in is None for part in each.parts)
    if life["made_in"] is None:
        if worked:
            settled.assume(each.id, "made_in", country=PLACE)
        life |= {"made_in": PLACE}
    use: Use | None = life["use"]
    if use is None:
        return life
    powered = electric(use, facts)
    if use.country is None:
        if powered:
            settled.assume(each.id, "used_in", country=PLACE)
        life |= {"use": use.model_copy(update={"country": PLACE})}
    if powered and study.electricity == "path":
        settled.assume(each.id, "path", country=life["use"].country, start=study.start)
    return life


def _part(settled: Settled, study: Study, each: Alternative, part: Part, life: dict, facts: Facts) -> Part:
    change: dict = {"made_in": part.made_in or life["made_in"]}
    if part.processes is not None:
        change["processes"] = [_step(settled, each, step, facts, part.material) for step in part.processes]
    if part.origin == "reused":
        settled.assume(each.id, "reused", material=part.material)
    if some(part.recycled_content) and part.material not in facts.stages.virgin:
        settled.assume(each.id, "recycled_form", material=part.material, recycled=facts.stages.recycled[part.material])
    said = part.end_of_life if part.end_of_life is not None else life["end_of_life"]
    change["end_of_life"] = _routes(settled, each, part, said, facts)
    channel = _channel(part.material, facts)
    settled.sharing.setdefault(each.id, []).append(sharing := _sharing(study, said, channel))
    open_ = not isinstance(said, EndOfLife) or said.quality is None or said.allocation is None and study.allocation != SUBSTITUTION
    if channel is not None and study.allocation != CUT_OFF and open_ and (said is not None or some(part.recycled_content)):
        settled.assume(
            each.id, "sharing", channel=facts.stages.usual[part.material], a=sharing.allocation, q=sharing.quality, source=channel["source"]
        )
    return part.model_copy(update=change)


def _step(settled: Settled, each: Alternative, step: Step, facts: Facts, material: str | None) -> Step:
    """The step with its yield, and where its offcuts go."""
    process = facts.stages.rows["process"][step.process]
    share = kept(step)
    if share is None and pd.notna(process["yield"]):
        share = float(process["yield"])
        settled.assume(each.id, "yield", process=step.process, share=share, source=process["yield_source"])
    elif share is None:
        share = 1.0
        if material is not None and process["unit"] == "kg":
            settled.assume(each.id, "no_loss", process=step.process)
    if some(step.heat) and pd.isna(process["heat_carrier"]):
        settled.assume(each.id, "heat_carrier", process=step.process, carrier=HEAT)
    offcuts = step.offcuts
    if offcuts is None and some(share < 1) and material is not None:
        to = "recycling" if material in facts.stages.recycled else "waste"
        offcuts = Offcuts(**{to: 1.0})
        settled.assume(each.id, f"offcuts_{to}", material=material)
    return step.model_copy(update={"yielded": share, "nesting": None, "buy_to_fly": None, "offcuts": offcuts or Offcuts(waste=1.0)})


def kept(step: Step):
    """Share of the input of a step that is in its output, as the study says it; None where it does not. [-]"""
    return 1 / step.buy_to_fly if step.buy_to_fly is not None else step.nesting if step.yielded is None else step.yielded


def _routes(settled: Settled, each: Alternative, part: Part, said: Routes | None, facts: Facts) -> Routes | None:
    """Shares of each route. None: not counted; USUAL stays where no usual channel is known."""
    channel = _channel(part.material, facts)
    if said != USUAL:
        return said
    if channel is None:
        settled.assume(each.id, "no_channel", material=part.material)
        return said
    shares = {"recycling": float(channel["recycling"]), "energy_recovery": float(channel["incineration"])}
    shares["landfill"] = round(1 - sum(shares.values()), 6)
    range_ = {"low": float(channel["recycling_min"]), "high": float(channel["recycling_max"])}
    settled.assume(
        each.id,
        "channel",
        channel=facts.stages.usual[part.material],
        country=channel["country"],
        source=channel["source"],
        **shares,
        **range_,
    )
    return EndOfLife(**shares)


def _channel(material: str, facts: Facts):
    """Row of the recycling parameters of a material; None where none are sourced."""
    return facts.stages.rows["channel"].get(facts.stages.usual.get(material))


def _sharing(study: Study, routes: Routes | None, channel) -> Sharing:
    """Allocation and quality of recycling: given, else by the choice of the study or the class of the material."""
    given = routes if isinstance(routes, EndOfLife) else EndOfLife(landfill=1.0)
    sourced = Sharing(None, None) if channel is None else Sharing(float(channel["allocation"]), float(channel["quality"]))
    own = sourced.allocation if given.allocation is None else given.allocation
    return Sharing(ALLOCATION.get(study.allocation, own), sourced.quality if given.quality is None else given.quality)


def electric(use: Use, facts: Facts) -> bool:
    """Does the use take electricity, itself or by the vehicle that carries it?"""
    carriers = [each.carrier for each in use.energy]
    if use.carried:
        carriers.append(facts.stages.rows["vehicle"][use.carried.vehicle]["carrier"])
    return ELECTRICITY in carriers
