"""What the alternatives of a study cost: matter at its price, and what the study enters; beside the impacts, never added to them.

No cost is invented. A stage is counted where the study enters it; a stage that another alternative enters is missing here,
and with it the total is a lower bound: at least so much.
"""

from dataclasses import dataclass

import numpy as np

from impact.model.bill import Billed
from impact.model.cost import DOLLAR, STAGES, USE, Cost, Price
from impact.model.demand import bought, physical
from impact.model.entry import Text
from impact.model.flow import MATERIAL, Flow
from impact.model.function import PropertyDraws
from impact.model.study import Alternative, Study
from impact.model.uncertainty import Draws
from impact.model.use import pieces
from impact.scoring.compare import Comparison, interval
from impact.store.facts import Facts

#: Property that holds indicative prices. [USD/kg]
PRICE = "price"
#: States: partial is a lower bound.
KNOWN, PARTIAL, MISSING = "known", "partial", "missing"
#: Where a price or a cost comes from.
FROM_FACTS, ENTERED = "facts", "entered"


@dataclass(frozen=True)
class Item:
    """One cost of one alternative, for one function, in the currency of the sheet.

    stage:     "material", or one of cost.STAGES; None: the total
    statement: what it is, where it is entered
    draws:     [n]; None where nothing of it is known
    status:    known, partial (at least so much), missing
    origins:   facts, entered; both for matter of which only some prices are entered
    lacking:   materials without a price
    """

    stage: str | None
    statement: Text | None
    draws: np.ndarray | None
    status: str
    origins: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()

    @property
    def interval(self) -> tuple[float, float, float]:
        """2.5, 50 and 97.5 percentiles [currency]; nan where nothing is known."""
        return (np.nan,) * 3 if self.draws is None else tuple(interval(self.draws.copy()).tolist())


@dataclass(frozen=True)
class Sheet:
    """Costs of one alternative: matter, then what is entered, then their sum. Draws are shared between alternatives."""

    alternative: str
    currency: str
    items: list[Item]
    total: Item


def costs(comparison: Comparison) -> list[Sheet]:
    """One sheet per alternative, in the currency of the study, or in US dollars where it names none."""
    study, facts, draws = comparison.study, comparison.facts, comparison.cube.draws
    prices, made = Prices(study, facts, draws), physical(study, facts, draws)
    flows = bought(made.bills, facts)
    counted = {each.stage for alternative in study.alternatives for each in alternative.costs}
    sheets = []
    for each in study.alternatives:
        items = [_matter(each, flows[each.id], made, prices)] if each.parts or flows[each.id] else []
        items += [_entered(cost, draws) for cost in each.costs]
        left = counted - {cost.stage for cost in each.costs}
        items += [Item(stage, None, None, MISSING) for stage in STAGES if stage in left and (each.parts or stage == USE and each.use)]
        sheets.append(Sheet(each.id, prices.currency, items, _total(items, draws)))
    return sheets


class Prices:
    """Prices of matter in the currency of a study. [currency/kg]"""

    def __init__(self, study: Study, facts: Facts, draws: Draws):
        self.currency, self.rate = (study.costs.currency, study.costs.rate) if study.costs else (DOLLAR, 1.0)
        self.known, self.draws = PropertyDraws(facts.property, draws, study.hypotheses), draws

    def of(self, material: str, entered: Price | None) -> tuple[np.ndarray, str] | None:
        """Draws of a price, and where it comes from; None where there is none. Equal prices of one material are one draw."""
        if entered is not None:
            subject = PRICE, material, f"{entered.low!r}", f"{entered.high!r}"
            return self.draws.between(subject, np.array([entered.low]), np.array([entered.high]))[0], ENTERED
        return (self.known.of(material, PRICE) * self.rate, FROM_FACTS) if self.known.has(material, PRICE) else None


def _matter(each: Alternative, flows: list[Flow], made: Billed, prices: Prices) -> Item:
    """All matter that is bought, with what manufacture loses of it and what the use takes.

    Matter of a part costs the price of the material of the part, whatever its recycled content.
    """
    if made.masses.total(each.id) is None:
        return Item(MATERIAL, None, None, MISSING)
    priced, lacking = [], []
    for flow in flows:
        part = None if flow.part is None else each.parts[flow.part]
        price = prices.of(part.material, part.price) if part else prices.of(flow.subject, None)
        lacking += [part.material if part else flow.subject] if price is None else []
        priced += [(flow.amount * price[0], price[1])] if price else []
    for number, part in enumerate(each.parts):
        if part.origin == "reused":  # the price of new matter is not what it costs
            mass = _mass(made, each.id, number)
            lacking += [part.material] if part.price is None else []
            priced += [(mass * cost, origin) for cost, origin in [prices.of(part.material, part.price)]] if part.price else []
    if lacking and not priced:
        return Item(MATERIAL, None, None, MISSING, lacking=tuple(dict.fromkeys(lacking)))
    total = sum((cost for cost, _ in priced), start=np.zeros(prices.draws.n))
    origins = tuple(dict.fromkeys(origin for _, origin in priced))
    return Item(MATERIAL, None, total, PARTIAL if lacking else KNOWN, origins, tuple(dict.fromkeys(lacking)))


def _mass(made: Billed, name: str, number: int) -> np.ndarray:
    """Mass of a part for one function, with its replacements, the numbers as drawn from their ranges. [n or 1] kg"""
    each = made.study.alternative(name)
    times = pieces(made.study.service_life or 1.0, each.parts[number].life) / each.serves
    return made.masses.part[name, number] * times


def _entered(cost: Cost, draws: Draws) -> Item:
    """A cost as the study enters it; the same statement of the same amount is one draw, whichever alternative it is of."""
    subject = "cost", cost.stage, *cost.statement.values(), f"{cost.low!r}", f"{cost.high!r}"
    drawn = draws.between(subject, np.array([cost.low]), np.array([cost.high]))[0]
    return Item(cost.stage, cost.statement, drawn, KNOWN, (ENTERED,))


def _total(items: list[Item], draws: Draws) -> Item:
    """The sum of what is known; nothing is the cost of what costs nothing."""
    known = [each.draws for each in items if each.draws is not None]
    origins = tuple(dict.fromkeys(origin for each in items for origin in each.origins))
    lacking = tuple(dict.fromkeys(name for each in items for name in each.lacking))
    if items and not known:
        return Item(None, None, None, MISSING, (), lacking)
    whole = all(each.status == KNOWN for each in items)
    return Item(None, None, sum(known, start=np.zeros(draws.n)), KNOWN if whole else PARTIAL, origins, lacking)
