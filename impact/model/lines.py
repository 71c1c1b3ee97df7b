"""The lines of one alternative: matter, processes, transport, use and end of life of its parts over the service life."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from impact.model.flow import BURNT, CREDIT, END_OF_LIFE, MANUFACTURE, MATERIAL, PATH, TRANSPORT, USE, Flow, some, typical
from impact.model.function import Masses
from impact.model.life import EndOfLife, Offcuts
from impact.model.manufacture import Pass, passes
from impact.model.recycling import input_shares, output_shares
from impact.model.settle import CUT_OFF, ELECTRICITY, HEAT, Sharing
from impact.model.study import Alternative, Part, Study
from impact.model.uncertainty import Draws
from impact.model.use import energy_for_mass, fuel_mass_coefficient, pieces
from impact.store.facts import Facts

#: Geometric standard deviation of the energy of a process without a published range, by the quality of its source.
SPREAD = {"high": 1.2, "medium": 1.35, "low": 1.6}


class Spread:
    """Draws around 1 of the energy of processes and vehicles, each drawn once for all alternatives."""

    def __init__(self, study: Study, facts: Facts, draws: Draws):
        self.rows, self.draws, self.drawn = facts.stages.rows, draws, {}
        self.supposed = {(each.fact, each.number): each.spread for each in study.hypotheses if each.spread is not None}

    def __call__(self, called: str, energy: str | None = None) -> np.ndarray:
        """Of one energy of a process, or of a vehicle. [n]"""
        if (called, energy) not in self.drawn:
            subject = ("process", called, energy) if energy else ("vehicle", called)
            fact = f"process:{called}" if energy else f"vehicle:{called}"
            supposed = self.supposed.get((fact, energy)) or self.supposed.get((fact, None))
            gsd = supposed or (self._process(called, energy) if energy else self.rows["vehicle"][called]["gsd"])
            self.drawn[called, energy] = self.draws.lognormal(subject, np.ones(1), np.full(1, gsd))[0]
        return self.drawn[called, energy]

    def _process(self, called: str, energy: str) -> float:
        """Geometric standard deviation: from the published range, else by the quality of the source."""
        process = self.rows["process"][called]
        low, high = process[f"{energy}_min"], process[f"{energy}_max"]
        published = pd.notna(low) and pd.notna(high) and 0 < low < high
        return (high / low) ** (1 / 3.92) if published else SPREAD[process["quality"]]


class Lines:
    """Lines of one settled alternative. A line about a part is a share of its mass.

    stated: stages that the alternative states; a part that says nothing of one of them is a line of which nothing is known
    """

    def __init__(
        self, study: Study, each: Alternative, sharing: list[Sharing], stated: set[str], facts: Facts, weight: Masses, spread: Spread
    ):
        self.study, self.each, self.sharing, self.stated, self.stages, self.spread = study, each, sharing, stated, facts.stages, spread
        held = [weight.part[each.id, number] for number in range(len(each.parts))]
        years = 1.0 if study.service_life is None else study.service_life
        self.times = [pieces(years, part.life) / each.serves for part in each.parts]
        self.masses = [mass * times for mass, times in zip(held, self.times, strict=True)]
        self.typical = [typical(mass) for mass in self.masses]
        self.carried, self.made = sum(held, start=np.zeros(1)), sum(self.masses, start=np.zeros(1))

    def flows(self) -> Iterator[Flow]:
        """Every line, part by part, then the alternative as a whole."""
        for number, part in enumerate(self.each.parts):
            yield from self._part(number, part)
        for step in self.each.assembly or []:
            yield from self._worked(None, Pass(step, 1.0, 1.0), self.each.made_in, 1 / self.each.serves)
        yield from self._moved()
        yield from self._used()

    def _line(self, stage: str, subject: str | None, number: int, share: float, per: float = 1.0, lost: bool = False) -> Flow:
        """A line about a share of the mass of a part, `per` of the subject for each kg of that share."""
        return Flow(stage, subject, self.masses[number] * (share * per), self.typical[number] * typical(share), number, lost)

    def _part(self, number: int, part: Part) -> Iterator[Flow]:
        """Matter, processes and end of life of one part."""
        steps = passes(1.0, part.processes or [])
        if part.origin == "new":
            yield from self._matter(number, part, 1.0, lost=False)
            for each in steps:
                yield from self._matter(number, part, each.lost * (1 - each.step.offcuts.reuse), lost=True)
        for each in steps:
            yield from self._worked(number, each, part.made_in, self.times[number] * part.quantity)
            if some(each.lost):
                yield from self._offcuts(number, part, each.lost, each.step.offcuts)
        if part.processes is None and MANUFACTURE in self.stated:
            yield self._unstated(MANUFACTURE, number)
        if isinstance(routes := part.end_of_life, EndOfLife):
            yield from self._recycled(number, part, routes.recycling, END_OF_LIFE)
            ways = {"energy-recovery": routes.energy_recovery, "incineration": routes.incineration, "landfill": routes.landfill}
            for way, share in ways.items():
                yield from self._treated(number, part, way, share, END_OF_LIFE)
        elif routes is not None:
            yield self._line(END_OF_LIFE, None, number, 1.0)
        elif END_OF_LIFE in self.stated:
            yield self._unstated(END_OF_LIFE, number)

    def _unstated(self, stage: str, number: int) -> Flow:
        """A part that says nothing of a stage which another part states."""
        return replace(self._line(stage, None, number, 1.0), unstated=True)

    def _matter(self, number: int, part: Part, share: float, lost: bool) -> Iterator[Flow]:
        """Material that is bought, virgin and recycled."""
        if not some(share):
            return
        sharing, virgin = self.sharing[number], self.stages.virgin.get(part.material)
        content = part.recycled_content if part.recycled_content is not None else 1.0 if virgin else 0.0
        if not some(content):
            yield self._line(MATERIAL, virgin or part.material, number, share, lost=lost)
        elif sharing.allocation is None or sharing.allocation < 1 and sharing.quality is None:
            yield self._line(MATERIAL, None, number, share, lost=lost)
        else:
            recycled = part.material if virgin else self.stages.recycled[part.material]
            portions = input_shares(content, sharing.allocation, sharing.quality or 1.0)
            for subject, portion in zip((virgin or part.material, recycled), portions, strict=True):
                if some(portion):
                    yield self._line(MATERIAL, subject, number, share * portion, lost=lost)

    def _worked(self, number: int | None, through: Pass, country: str, times: float) -> Iterator[Flow]:
        """Energy of one process, or its impact where the source gives no energies; number None: of the whole."""
        step, process = through.step, self.stages.rows["process"][through.step.process]
        mass = self.carried / self.each.serves if number is None else self.masses[number]  # joined once, whatever is replaced
        handled = typical(mass) if number is None else self.typical[number] * typical(through.out)
        count = mass * through.counted(process["basis"]) if process["unit"] == "kg" else np.atleast_1d(step.amount * times)
        given = {name: value for name, value in ((ELECTRICITY, step.electricity), ("heat", step.heat)) if value is not None}
        for name in {ELECTRICITY, "heat"} - given.keys():
            if pd.notna(process[name]):
                given[name] = process[name] * self.spread(step.process, name)
        if not given:
            yield Flow(MANUFACTURE, f"process:{step.process}", count, handled, number)
        carrier = process["heat_carrier"] if pd.notna(process["heat_carrier"]) else HEAT
        subjects = {ELECTRICITY: f"{ELECTRICITY}:{country}", "heat": f"energy:{carrier}"}
        for name in sorted(given):
            yield Flow(MANUFACTURE, subjects[name], count * given[name], handled, number)

    def _offcuts(self, number: int, part: Part, share: float, to: Offcuts) -> Iterator[Flow]:
        """What becomes of the matter that a step takes away; what goes back into use was never charged."""
        yield from self._recycled(number, part, share * to.recycling, MANUFACTURE)
        yield from self._treated(number, part, "landfill", share * to.waste, MANUFACTURE)

    def _recycled(self, number: int, part: Part, share: float, stage: str) -> Iterator[Flow]:
        """Recycling that this life is charged with, and virgin matter that it is credited with.

        Cut-off gives neither, nor does matter of an earlier life: what was not charged is not credited.
        """
        sharing, recycled = self.sharing[number], self.stages.recycled.get(part.material)
        if not some(share) or not self._credited(part):
            return
        if sharing.allocation is None or sharing.quality is None or recycled is None:
            yield self._line(stage, None, number, share)
            yield self._line(CREDIT, None, number, share, per=-1.0)
            return
        charged, credited = output_shares(1.0, sharing.allocation, sharing.quality)
        if charged:
            yield self._line(stage, recycled, number, share, per=charged)
            yield self._line(CREDIT, self.stages.virgin.get(part.material, part.material), number, share, per=-credited)

    def _credited(self, part: Part) -> bool:
        """May what the end of a part replaces be credited to this life?"""
        return part.origin == "new" and self.study.allocation != CUT_OFF

    def _treated(self, number: int, part: Part, way: str, share: float, stage: str) -> Iterator[Flow]:
        """Incineration and landfill. The energy that burning replaces is a credit, and cut-off gives none."""
        if not some(share):
            return
        kind, credited = self.stages.kind.get(part.material), self._credited(part)
        treatment = BURNT if way == "energy-recovery" and not credited else way
        yield self._line(stage, kind and f"{treatment}:{kind}", number, share)
        if way == "energy-recovery" and credited and (kind is None or self.stages.treated.burns[kind]):
            yield self._line(CREDIT, kind and f"energy-credit:{kind}", number, share)

    def _moved(self) -> Iterator[Flow]:
        """Transport, in t.km."""
        for leg in self.each.transport or []:
            mass = self.made if leg.mass is None else np.atleast_1d(leg.mass / self.each.serves)
            yield Flow(TRANSPORT, f"transport:{leg.mode}", mass / 1000 * leg.distance * leg.times, typical(mass) or 1.0)

    def _used(self) -> Iterator[Flow]:
        """Energy, consumables, and the energy that a vehicle spends on the mass."""
        if (use := self.each.use) is None:
            return
        handled, years = typical(self.carried) or 1.0, self.study.service_life  # doing without has no mass of its own
        for each in use.energy:
            yield Flow(USE, self._carrier(each.carrier, use.country), np.atleast_1d(each.per_year * years), handled)
        for each in use.consumables:
            yield Flow(USE, each.material, np.atleast_1d(each.per_year * years), typical(each.per_year * years))
        if ride := use.carried:
            vehicle = self.stages.rows["vehicle"][ride.vehicle]
            coefficient = vehicle["coefficient"]
            if pd.isna(coefficient):
                physics = [vehicle[name] for name in ("engine_efficiency", "recovery_city", "recovery_highway", "heating_value")]
                coefficient = fuel_mass_coefficient(*physics, ride.resizing)
            drawn = coefficient * self.spread(ride.vehicle)
            spent = energy_for_mass(self.carried, drawn, ride.distance) / vehicle["grid_efficiency"]
            yield Flow(USE, self._carrier(vehicle["carrier"], use.country), spent, handled)

    def _carrier(self, carrier: str, country: str) -> str:
        """Name of the activity that gives one unit of a carrier during the use."""
        if carrier != ELECTRICITY:
            return f"energy:{carrier}"
        return f"{carrier}:{country}" + (PATH if self.study.electricity == "path" else "")
