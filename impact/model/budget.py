"""What a study holds its yearly impact against: how much is made, and by which rules the capacity of the world is shared."""

from typing import Annotated

import pandas as pd
from pydantic import Field

from impact import errors
from impact.model.entry import Entry, Place, Positive, Share, Slug, Text, Words
from impact.store.facts import WORLD, Limits

EQUAL, ABILITY, PREDECESSOR, PRICE, OWN = "equal-per-capita", "ability-to-pay", "grandfathering", "price", "own"
#: Principles that give a country its share, of which the product then takes a part.
NATIONAL = (EQUAL, ABILITY)
#: What each principle needs one of.
NEEDED = {EQUAL: ("price", "portion"), ABILITY: ("price", "portion"), PRICE: ("price",), OWN: ("own",)}


def usual_sets(limits: Limits) -> list[str]:
    """Capacity sets that are taken where nothing is said, by id."""
    return limits.capacity_set.index[limits.capacity_set.usual].tolist()


class Budget(Entry):
    """The yearly quantity and the shares that it is held against."""

    quantity: Positive  # functions served in a year
    country: Place  # whose people, economy and share
    year: Annotated[int, Field(ge=1990, le=2100)] | None = None  # of population, economy and price; none: the latest at hand
    price: Positive | None = None  # USD of that year paid for one function, everything that is counted included
    portion: Share | None = None  # of the budget of the country, such as that of a sector; none: by price
    own: Share | None = None  # of the budget of the world
    source: Text | None = None  # where price and entered shares come from
    principles: Annotated[list[Slug], Field(min_length=1)] | None = None  # none: all that the numbers above allow
    capacities: Annotated[list[Slug], Field(min_length=1)] | None = None  # sets; none: the usual ones

    def lacks(self, principle: str) -> tuple[str, ...]:
        """Keys of which a principle needs one and the budget says none; empty where nothing is missing."""
        needed = NEEDED.get(principle, ())
        return needed if all(getattr(self, key) is None for key in needed) else ()

    def asked(self, limits: Limits) -> list[str]:
        """Principles in use: those named, else all whose numbers are there."""
        return [name for name in limits.principle.index if name in (self.principles or limits.principle.index) and not self.lacks(name)]

    def sets(self, limits: Limits) -> list[str]:
        """Capacity sets in use: those named, else the usual ones."""
        return [name for name in limits.capacity_set.index if name in (self.capacities or usual_sets(limits))]

    def economic(self, limits: Limits) -> bool:
        """Does any principle in use rest on the size of an economy?"""
        return bool(self.economies(limits)) or ABILITY in self.asked(limits)

    def economies(self, limits: Limits) -> list[str]:
        """Economies of whose value the product takes a share by its price."""
        asked = self.asked(limits)
        national = self.portion is None and any(name in asked for name in NATIONAL)
        return [self.country] * national + [WORLD] * (PRICE in asked)


class Need(Entry):
    """A need of the social foundation that the function serves, as declared, and by whom that is checked."""

    need: Slug
    statement: Text
    checked_by: Words


def check_budget(budget: Budget, limits: Limits):
    """Raises UnknownNation, NoPopulation, NoGdp, UnknownPrinciple, PrincipleLacks, UnknownCapacity, NotACapacity, MoreThanAll."""
    nations = [name for name in limits.nation.index if name != WORLD]
    if budget.country not in nations:
        raise errors.UnknownNation("budget.country", budget.country, errors.nearest(budget.country, nations))
    for name in budget.principles or []:
        if name not in limits.principle.index:
            raise errors.UnknownPrinciple("budget.principles", name, list(limits.principle.index))
        if lacking := budget.lacks(name):
            raise errors.PrincipleLacks("budget.principles", name, [f"budget.{key}" for key in lacking])
    for name in budget.capacities or []:
        if name in limits.edition.index:
            raise errors.NotACapacity("budget.capacities", name, list(limits.capacity_set.index))
        if name not in limits.capacity_set.index:
            raise errors.UnknownCapacity("budget.capacities", name, list(limits.capacity_set.index))
    year = year_of(budget, limits)
    for economy in budget.economies(limits):
        gdp = limits.population.set_index(["country", "year"]).gdp[economy, year]
        if budget.price * budget.quantity > gdp:
            raise errors.MoreThanAll("budget.price", budget.price * budget.quantity, economy, float(gdp))


def year_of(budget: Budget, limits: Limits) -> int:
    """Year of population and economy: that of the budget, else the latest with all that is needed. Raises NoPopulation, NoGdp."""
    rows = limits.population[limits.population.country.isin([budget.country, WORLD])]
    peopled, rich = (_both(each) for each in (rows, rows.dropna(subset="gdp")))
    economic = budget.economic(limits)
    years = rich if economic else peopled
    year = budget.year or max(years or peopled or [0])
    if year not in peopled:
        raise errors.NoPopulation("budget.year", budget.country, str(year), [str(each) for each in peopled])
    if year not in years:
        raise errors.NoGdp("budget.year", budget.country, str(year), [str(each) for each in years])
    return int(year)


def _both(rows: pd.DataFrame) -> list[int]:
    """Years that rows hold of the country and of the world, the earliest first."""
    counted = rows.groupby("year").country.nunique()
    return sorted(counted.index[counted == 2].tolist())
