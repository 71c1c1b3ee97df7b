"""A study: one question, one function, the alternatives that may serve it."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from impact import errors
from impact.model import quantity

MAX_MATERIALS = 12
MAX_ALTERNATIVES = MAX_MATERIALS + 1  # and the line of doing without
MAX_PARTS = 50

#: The source choice that takes for each material the source that covers it best.
BEST = "best"
#: Mass of a part that the sizing rule decides.
SIZED = "sized"
#: A file has no language: by this reading 8.5 and 8,5 are one number, and 1,234 is refused rather than guessed.
NEUTRAL = "en"


def _checked(read):
    """Validator that hands an error of ours through pydantic unchanged."""

    def validate(value):
        try:
            return read(value)
        except errors.SeuilError as problem:
            raise PydanticCustomError("seuil", "{problem}", {"problem": problem}) from None

    return validate


def _amount(unit: str):
    return BeforeValidator(_checked(lambda value: quantity.positive(value, unit, "", NEUTRAL)))


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,60}$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Text = Annotated[dict[Slug, Words], Field(min_length=1, max_length=20)]  # language -> words
Kilograms = Annotated[float, _amount("kg")]
Mass = Annotated[
    Literal["sized"] | float,
    BeforeValidator(_checked(lambda value: value if value == SIZED else quantity.positive(value, "kg", "", NEUTRAL))),
]
Years = Annotated[float, _amount("year")]
Share = Annotated[float, BeforeValidator(_checked(lambda value: quantity.share(value, "", NEUTRAL)))]


class Entry(BaseModel):
    """A table of the file: immutable, and without keys that nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


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


class Alternative(Entry):
    """One way to serve the function. Without parts it is the line of doing without."""

    id: Slug
    name: Text | None = None  # none: the name of its material
    parts: Annotated[list[Part], Field(max_length=MAX_PARTS)] = []
    note: Text | None = None

    @property
    def sized(self) -> Part | None:
        """The part whose mass follows from the function, if there is one."""
        return next((part for part in self.parts if part.mass == SIZED), None)


class Hypothesis(Entry):
    """A provisional assumption: who holds it, on what ground, and when it is looked at again."""

    statement: Text
    owner: Words
    source: Text
    range: Text
    review: date


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
    sizing: Sizing | None = None
    alternatives: Annotated[list[Alternative], Field(min_length=1)]
    hypotheses: list[Hypothesis] = []

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        _checked(_cohere)(self)
        return self

    @property
    def materials(self) -> list[str]:
        """Every material named, each once, in order of appearance."""
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
        sized = [part for part in each.parts if part.mass == SIZED]
        if len(sized) > 1 or sized and study.sizing is None:
            raise errors.SizingIncomplete(f"alternatives[{index}].parts")
    if study.sizing is not None:
        if study.alternative(study.sizing.reference).sized is None:
            raise errors.SizingIncomplete("sizing.reference")
        if max(each.utilisation for each in study.sizing.constraints) < 1:
            raise errors.NoActiveConstraint("sizing.constraints")
