"""What the alternatives of a study ask of the earth: matter that is bought, and the raw materials that it is made from."""

import dataclasses
from collections import defaultdict

import numpy as np

from impact.model.bill import Billed, billed
from impact.model.flow import MATERIAL, Flow
from impact.model.settle import CUT_OFF
from impact.model.study import Study
from impact.model.uncertainty import Draws
from impact.store.facts import Facts

#: Shares of a composition sum to one within this.
ROUNDING = 1e-9


@dataclasses.dataclass(frozen=True)
class Lot:
    """Kilograms of one thing that an alternative asks for over the service life, for one function.

    name:      raw material or constituent; None: of matter whose raw material is not stated
    primary:   from the earth; otherwise from scrap
    mass:      [n, or 1 where it is the same in every draw] kg
    """

    name: str | None
    primary: bool
    mass: np.ndarray


def physical(study: Study, facts: Facts, draws: Draws) -> Billed:
    """Bills in kilograms: cut-off whatever the allocation of the study, since the shares of another are burdens and no kilograms."""
    return billed(study.model_copy(update={"allocation": CUT_OFF}), facts, draws)


def bought(bills: dict[str, list[Flow]], facts: Facts) -> dict[str, list[Flow]]:
    """Alternative -> matter that it buys: its parts, what manufacture loses of them, consumables of its use [kg].

    bills: in kilograms. An alternative that cannot be sized buys nothing that is known: no line.
    """
    materials = set(facts.material.id)
    return {name: [flow for flow in flows if flow.stage == MATERIAL or flow.subject in materials] for name, flows in bills.items()}


def raw_materials(flows: list[Flow], facts: Facts) -> list[Lot]:
    """Raw materials contained in the matter bought, without what mining and refining lose; scrap by its own mass, since it is made
    from no ore: cullet asks for no limestone.

    Matter without a composition, and constituents without a stated raw material, are lots without a name.
    """
    return _lots(flows, facts, "raw_material", "content")


def constituents(flows: list[Flow], facts: Facts) -> list[Lot]:
    """The same by element, compound or component."""
    return _lots(flows, facts, "constituent", "share")


def _lots(flows: list[Flow], facts: Facts, named: str, amount: str) -> list[Lot]:
    """Lots by a column of the feed; what has no name counts by its share of the material."""
    found: dict[tuple[str | None, bool], np.ndarray] = defaultdict(lambda: np.zeros(1))
    for flow in flows:
        rows, primary = facts.supply.made_of.get(flow.subject, []), flow.subject not in facts.stages.virgin
        told = sum(row.share for row in rows)
        for row in rows:
            name = getattr(row, named)
            lot = (name, primary) if isinstance(name, str) else (None, primary)
            found[lot] = found[lot] + flow.amount * getattr(row, amount if lot[0] and primary else "share")
        if told < 1 - ROUNDING:
            found[None, primary] = found[None, primary] + flow.amount * (1 - told)
    return [Lot(name, primary, mass) for (name, primary), mass in found.items()]
