"""Who may use how much of the world's capacity: each principle is one formula, and none is right."""

from dataclasses import dataclass

import pandas as pd

from impact.model.budget import ABILITY, EQUAL, NATIONAL, OWN, PREDECESSOR, PRICE, Budget, year_of
from impact.store.facts import WORLD, Limits

#: Layers of a share: of people, of those able to pay, of value added, as entered.
PEOPLE, MEANS, VALUE, WORLD_VALUE, PORTION, ENTERED = "people", "means", "value", "world_value", "portion", "entered"


@dataclass(frozen=True)
class Layer:
    """One factor of a share.

    value: [-]; facts: what it was computed from, by name; source: id of a source, none where the user entered it
    """

    kind: str
    value: float
    facts: dict[str, float]
    source: str | None = None


@dataclass(frozen=True)
class Share:
    """What a principle gives to the product: the product of its layers. Grandfathering has none: it differs by indicator."""

    principle: str
    layers: tuple[Layer, ...] = ()

    @property
    def value(self) -> float | None:
        """Share of the world's capacity in one year [-]; None where it differs by indicator."""
        value = 1.0
        for layer in self.layers:
            value *= layer.value
        return value if self.layers else None


def equal_per_capita(people: float, world: float) -> float:
    """P_r / P_W: a country's share of the people alive. [-]"""
    return people / world


def ability_to_pay(people: pd.Series, gdp: pd.Series) -> pd.Series:
    """(P_r / g_r) / sum_q (P_q / g_q) with g = GDP per person: the richer, the less. [-], by country; sums to 1

    Countries without GDP take no part. Source: de Bantel et al. (2026), doi 10.1016/j.spc.2026.09.018, after Hjalsted et al. (2021).
    """
    weight = people**2 / gdp
    return weight / weight.sum()


def by_value(price: float, quantity: float, gdp: float) -> float:
    """p Q / GDP: share of the value added in a year. [-]; price: [USD], quantity: [1/year], gdp: [USD/year]"""
    return price * quantity / gdp


def grandfathered(predecessor, quantity: float, world):
    """h_0 Q / E_W: the share of the world's impact that the predecessor has now. [-]

    predecessor: impact of one function [unit]; quantity: [1/year]; world: impact of the world [unit/year]
    """
    return predecessor * quantity / world


def shares(budget: Budget, limits: Limits) -> list[Share]:
    """Shares of the principles in use, in the order of the pages. Raises NoPopulation, NoGdp."""
    year = year_of(budget, limits)
    rows = limits.population[limits.population.year == year].set_index("country")
    here, world = rows.loc[budget.country], rows.loc[WORLD]
    nations = rows.drop(WORLD).dropna(subset="gdp")
    made = {
        EQUAL: lambda: Layer(
            PEOPLE,
            float(equal_per_capita(here.population, world.population)),
            {"people": float(here.population), "world": float(world.population)},
            here.source,
        ),
        ABILITY: lambda: Layer(
            MEANS,
            float(ability_to_pay(nations.population, nations.gdp)[budget.country]),
            {
                "people": float(here.population),
                "gdp": float(here.gdp),
                "countries": float(len(nations)),
                "total": float((nations.population**2 / nations.gdp).sum()),
            },
            here.source,
        ),
        PRICE: lambda: _value(WORLD_VALUE, budget, world),
        OWN: lambda: Layer(ENTERED, budget.own, {}),
    }
    found = []
    for name in budget.asked(limits):
        layers = (made[name](),) if name != PREDECESSOR else ()
        if name in NATIONAL:
            layers += (Layer(PORTION, budget.portion, {}) if budget.portion else _value(VALUE, budget, here),)
        found.append(Share(name, layers))
    return found


def _value(kind: str, budget: Budget, economy) -> Layer:
    """The product's share of the value added in an economy; economy: a row of the populations."""
    value = float(by_value(budget.price, budget.quantity, economy.gdp))
    return Layer(kind, value, {"price": budget.price, "quantity": budget.quantity, "gdp": float(economy.gdp)}, economy.source)
