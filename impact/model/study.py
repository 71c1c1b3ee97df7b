"""A study: one question, one function, the alternatives that may serve it."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from impact import errors
from impact.model.budget import Budget, Need
from impact.model.circularity import Circularity
from impact.model.consideration import Consideration
from impact.model.cost import Cost, Costs, Price
from impact.model.entry import (
    SIZED,
    Count,
    Entry,
    Kilograms,
    Mass,
    Place,
    Portion,
    Positive,
    Share,
    Slug,
    Text,
    Year,
    Years,
    checked,
)
from impact.model.hypothesis import Hypothesis, Target
from impact.model.life import MAX_STEPS, Life, Routes, Step
from impact.model.meeting import Meeting

MAX_MATERIALS = 12
MAX_ALTERNATIVES = MAX_MATERIALS + 1  # and the line of doing without
MAX_PARTS = 50
MAX_COSTS = 50
MAX_CONSIDERED = 500

#: The source choice that takes for each material the source that covers it best.
BEST = "best"


class Constraint(Entry):
    """A function to be met, and the share of its capacity for it that the reference uses."""

    function: Slug
    utilisation: Share = 1.0


class Sizing(Entry):
    """Equal function: the reference alternative with its mass, and what must be met."""

    reference: Slug
    mass: Kilograms
    constraints: Annotated[list[Constraint], Field(min_length=1, max_length=6)]


class Part(Entry):
    """A mass of one material; "sized" leaves the mass to the sizing rule."""

    material: Slug
    mass: Mass = SIZED
    name: Text | None = None
    quantity: Count = 1
    origin: Literal["new", "reused"] = "new"  # reused or refurbished: its first life has paid for the matter
    recycled_content: Portion | None = None  # R1; none: as in the data set of the material
    life: Years | None = None  # shorter than the service life: replaced
    made_in: Place | None = None
    processes: Annotated[list[Step], Field(max_length=MAX_STEPS)] | None = None
    end_of_life: Routes | None = None
    price: Price | None = None  # none: that of the facts

    @property
    def is_sized(self) -> bool:
        """Is its mass left to the sizing rule?"""
        return isinstance(self.mass, str)


class Alternative(Life):
    """One way to serve the function. Without parts it is the line of doing without.

    What it does not say of its life is what the study says for all.
    """

    id: Slug
    name: Text | None = None  # none: the name of its material
    parts: Annotated[list[Part], Field(max_length=MAX_PARTS)] = []
    assembly: Annotated[list[Step], Field(max_length=MAX_STEPS)] | None = None
    serves: Positive = 1.0  # functions that one object serves: shared between users, or used again
    note: Text | None = None
    circularity: Circularity | None = None
    costs: Annotated[list[Cost], Field(max_length=MAX_COSTS)] = []

    @property
    def sized(self) -> Part | None:
        """The part whose mass follows from the function, if there is one."""
        return next((part for part in self.parts if part.is_sized), None)


class Study(Entry):
    """The whole file."""

    format: Literal[1] = 1
    title: Text
    question: Text
    function: Text | None  # none: the sizing says it all
    service_life: Years | None = None
    baseline: Slug
    source: Slug | None = None  # none: one source if one covers all, else the best per material
    overrides: list[Literal["function"]] = []
    allocation: Literal["cut-off", "footprint-formula", "substitution"] = "cut-off"
    electricity: Literal["frozen", "path"] = "frozen"  # of the use: as today, or along the path of the country
    start: Year = 2025  # first year of use
    life: Life = Life()
    sizing: Sizing | None = None
    alternatives: Annotated[list[Alternative], Field(min_length=1)]
    hypotheses: list[Hypothesis] = []
    targets: Annotated[list[Target], Field(max_length=3)] = []
    budget: Budget | None = None
    needs: Annotated[list[Need], Field(max_length=20)] = []
    costs: Costs | None = None
    considered: Annotated[list[Consideration], Field(max_length=MAX_CONSIDERED)] = []
    meeting: Meeting | None = None

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        checked(_cohere)(self)
        return self

    @property
    def bare(self) -> Self:
        """The study without what changes no impact: what it is held against, what is aimed at, what was considered, what a meeting sees."""
        return self.model_copy(update={"budget": None, "needs": [], "targets": [], "considered": [], "meeting": None})

    @property
    def materials(self) -> list[str]:
        """Every material named, each once: those of the parts in order of appearance, then consumables."""
        parts = [part.material for each in self.alternatives for part in each.parts]
        uses = [each.use for each in (self.life, *self.alternatives) if each.use]
        return list(dict.fromkeys([*parts, *(each.material for use in uses for each in use.consumables)]))

    @property
    def steps(self) -> list[Step]:
        """Every step of every part and of every assembly, in order of appearance."""
        held = [steps for each in self.alternatives for steps in (*(part.processes for part in each.parts), each.assembly)]
        return [step for steps in held for step in steps or []]

    @property
    def part_materials(self) -> list[str]:
        """Materials of the parts, each once, in order of appearance."""
        return list(dict.fromkeys(part.material for each in self.alternatives for part in each.parts))

    def alternative(self, name: str) -> Alternative:
        """The alternative called `name`."""
        return next(each for each in self.alternatives if each.id == name)


def _cohere(study: Study):
    """What no single key shows: names that refer to each other, and a sizing that can be done."""
    names = [each.id for each in study.alternatives]
    if len(names) > MAX_ALTERNATIVES:
        raise errors.TooMany("alternatives", len(names), MAX_ALTERNATIVES)
    for name in names:
        if names.count(name) > 1:
            raise errors.NamedTwice("alternatives", name)
    for where, name in (("baseline", study.baseline), ("sizing.reference", study.sizing and study.sizing.reference)):
        if name is not None and name not in names:
            raise errors.UnknownAlternative(where, name, names)
    for index, each in enumerate(study.alternatives):
        sized = [part for part in each.parts if part.is_sized]
        if len(sized) > 1 or sized and study.sizing is None:
            raise errors.SizingIncomplete(f"alternatives[{index}].parts")
    if study.sizing is not None:
        if study.alternative(study.sizing.reference).sized is None:
            raise errors.SizingIncomplete("sizing.reference")
        if max(each.utilisation for each in study.sizing.constraints) < 1:
            raise errors.NoActiveConstraint("sizing.constraints")
