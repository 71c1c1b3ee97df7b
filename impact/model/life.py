"""What a study says of the life of a part beyond its material: manufacture, transport, use, end of life."""

from typing import Annotated, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from impact import errors
from impact.model.entry import (
    AtLeastOne,
    Energy,
    Entry,
    Kilograms,
    Kilometres,
    Place,
    Portion,
    Positive,
    Share,
    Slug,
    refuse,
    summing_to_one,
)

MAX_STEPS = 20

#: The end of life that usual channels give to the class of each material.
USUAL = "usual"
#: Where a part may go at the end of its life.
ROUTES = ("reuse", "recycling", "energy_recovery", "incineration", "landfill")


class Offcuts(Entry):
    """Where the matter goes that a step takes away: back into use, into recycling, to waste. Shares of 1."""

    reuse: Portion = 0.0
    recycling: Portion = 0.0
    waste: Portion = 0.0

    @model_validator(mode="after")
    def _whole(self) -> Self:
        return summing_to_one(self, ("reuse", "recycling", "waste"))


class Step(Entry):
    """A process that a part goes through, or that joins the parts.

    At most one of three names says how much of the input is in the output: `yield`, `nesting`
    (area of the parts over area of the sheet), `buy_to_fly` (input over output, at least 1).
    """

    process: Slug
    yielded: Annotated[Share | None, Field(alias="yield")] = None
    nesting: Share | None = None
    buy_to_fly: AtLeastOne | None = None
    amount: Positive | None = None  # m, m2, m3 or pieces for one part, where the process is not counted in kg
    electricity: Energy | None = None  # kWh per unit of the process; none: the sourced value
    heat: Energy | None = None  # MJ per unit of the process
    offcuts: Offcuts | None = None

    @model_validator(mode="after")
    def _one_name(self) -> Self:
        given = [name for name in ("yield", "nesting", "buy_to_fly") if self.given(name) is not None]
        if len(given) > 1:
            refuse(errors.SaidTwice("", given))
        return self

    def given(self, name: str) -> float | None:
        """Value under one of the three names."""
        return getattr(self, "yielded" if name == "yield" else name)


class EndOfLife(Entry):
    """Shares of the mass by route, which sum to 1, and how recycling is shared between two lives."""

    reuse: Portion = 0.0
    recycling: Portion = 0.0  # R2, at the output of the recycling plant
    energy_recovery: Portion = 0.0
    incineration: Portion = 0.0  # without recovery
    landfill: Portion = 0.0
    allocation: Portion | None = None  # A; none: that of the class of the material
    quality: Share | None = None  # Qs/Qp

    @model_validator(mode="after")
    def _whole(self) -> Self:
        return summing_to_one(self, ROUTES)


#: Names of the two ways to say it; they stand in the path of an error and are taken out of it.
BY_NAME, BY_SHARES = "by-name", "by-shares"
Routes = Annotated[
    Annotated[Literal[USUAL], Tag(BY_NAME)] | Annotated[EndOfLife, Tag(BY_SHARES)],
    Discriminator(lambda said: BY_NAME if isinstance(said, str) else BY_SHARES),
]


class Leg(Entry):
    """One stretch of the way, by one mode."""

    mode: Slug
    distance: Kilometres
    mass: Kilograms | None = None  # none: the mass of the alternative
    times: Positive = 1.0  # trips of one object, such as the returns of a bottle that is refilled


class Energies(Entry):
    """Energy of the use, each year of the service life, in the unit of its carrier."""

    carrier: Slug
    per_year: Energy


class Ride(Entry):
    """The alternative is carried by a vehicle, which spends energy on its mass."""

    vehicle: Slug
    distance: Kilometres  # over the service life
    resizing: Portion = 0.0  # 0: powertrain unchanged; 1: made smaller for equal performance


class Consumable(Entry):
    """Matter that the use takes, each year."""

    material: Slug
    per_year: Kilograms


class Use(Entry):
    """What the use asks for; empty lists: nothing."""

    country: Place | None = None
    energy: Annotated[list[Energies], Field(max_length=MAX_STEPS)] = []
    carried: Ride | None = None
    consumables: Annotated[list[Consumable], Field(max_length=MAX_STEPS)] = []


class Life(Entry):
    """Stages after the material. A stage that is not stated is not counted; an empty one is counted as nothing."""

    made_in: Place | None = None  # whose electricity the processes use
    transport: Annotated[list[Leg], Field(max_length=MAX_STEPS)] | None = None
    use: Use | None = None
    end_of_life: Routes | None = None
