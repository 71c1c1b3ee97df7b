"""The bills of a study: how much of what each alternative asks for, stage by stage."""

from dataclasses import dataclass

import numpy as np

from impact.model.flow import END_OF_LIFE, MANUFACTURE, STAGES, TRANSPORT, USE, Flow, typical
from impact.model.function import Masses, masses
from impact.model.lines import Lines, Spread
from impact.model.numbers import drawn, replaced
from impact.model.settle import Assumption, Settled, settle
from impact.model.study import Alternative, Study
from impact.model.uncertainty import Draws
from impact.store.facts import Facts


@dataclass(frozen=True)
class Billed:
    """The bills of a study, and what they were made from.

    study:       with its numbers as drawn from their ranges
    settled:     that study, with nothing open
    assumptions: what the study left open and was filled from the facts
    """

    study: Study
    settled: Settled
    assumptions: list[Assumption]
    masses: Masses
    bills: dict[str, list[Flow]]


def billed(study: Study, facts: Facts, draws: Draws) -> Billed:
    """The bills of a study, its ranges drawn. The study has passed `checking.check`."""
    settled = settle(study, facts)
    varied = replaced(study, settled, drawn(study, settled, draws))
    assumptions = settled.assumptions
    settled = settle(varied, facts) if varied is not study else settled
    weight = masses(varied, facts.function, facts.property, draws)
    return Billed(varied, settled, assumptions, weight, bill(varied, settled, facts, weight, draws))


def bill(study: Study, settled: Settled, facts: Facts, weight: Masses, draws: Draws) -> dict[str, list[Flow]]:
    """Alternative -> lines of its bill. An alternative that cannot be sized has none.

    A stage that the alternative does not state, and another of the study does, is one line of which nothing is known.
    """
    counted = set().union(*(stated(each) for each in settled.alternatives))
    spread, bills = Spread(study, facts, draws), {}
    for each in settled.alternatives:
        mass = weight.total(each.id)
        if mass is None:
            bills[each.id] = []
            continue
        bills[each.id] = list(Lines(study, each, settled.sharing.get(each.id, []), stated(each), facts, weight, spread).flows())
        unstated = counted - stated(each) if each.parts else set()
        bills[each.id] += [Flow(stage, None, np.ones(1), typical(mass), unstated=True) for stage in STAGES if stage in unstated]
    return bills


def stated(each: Alternative) -> set[str]:
    """Stages that a settled alternative states for a part at least, be it to say that nothing happens there."""
    said = {
        MANUFACTURE: any(part.processes is not None for part in each.parts) or each.assembly is not None,
        TRANSPORT: each.transport is not None,
        USE: each.use is not None,
        END_OF_LIFE: any(part.end_of_life is not None for part in each.parts),
    }
    return {stage for stage, is_said in said.items() if is_said}
