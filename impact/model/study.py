"""A study: one question, one function, the alternatives that may serve it. Read from TOML.

Whatever is wrong with a file is said once, with the key, what was found and what is allowed.
"""

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from impact import errors
from impact.model import quantity

MAX_BYTES = 1_000_000
MAX_DEPTH = 16
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


def load(path: str | Path) -> Study:
    """Study in the file at `path`. Raises StudyMissing, and whatever `loads` raises."""
    try:
        with Path(path).open("rb") as file:
            return loads(file.read(MAX_BYTES + 1))
    except (OSError, ValueError) as problem:
        if isinstance(problem, errors.SeuilError):
            raise
        raise errors.StudyMissing(str(path)) from None


def loads(content: bytes) -> Study:
    """Study in a TOML text.

    Raises StudyTooLarge, StudyTooDeep, NotToml, KeyMissing, UnknownKey, WrongType, OutOfRange,
    TooMany, NamedTwice, UnknownAlternative, SizingIncomplete, NoActiveConstraint, and the errors of numbers.
    """
    if len(content) > MAX_BYTES:
        raise errors.StudyTooLarge(len(content), MAX_BYTES)
    try:
        table = tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError as problem:
        raise _not_toml(content, content[: problem.start].count(b"\n") + 1) from None
    except tomllib.TOMLDecodeError as problem:
        place = re.search(r"at line (\d+)", str(problem))
        raise _not_toml(content, int(place[1]) if place else len(content.splitlines())) from None
    except RecursionError:
        raise errors.StudyTooDeep(MAX_DEPTH) from None
    return parse(table)


def _not_toml(content: bytes, line: int) -> errors.NotToml:
    """What stands in the line that cannot be read."""
    return errors.NotToml(line, _shown(content.splitlines()[line - 1].decode("utf-8", "replace").strip()))


def parse(table: dict) -> Study:
    """Study from plain tables, as TOML gives them. Raises as `loads`."""
    if _deeper_than(table, MAX_DEPTH):
        raise errors.StudyTooDeep(MAX_DEPTH)
    try:
        return Study.model_validate(table)
    except ValidationError as problem:
        raise _first(problem) from None


def check(study: Study, materials: list[str], functions: list[str], sources: list[str]):
    """Hold the names in a study against those of the catalogue.

    Raises UnknownMaterial, UnknownFunction, UnknownSource.
    """
    for index, each in enumerate(study.alternatives):
        for number, part in enumerate(each.parts):
            if part.material not in materials:
                where = f"alternatives[{index}].parts[{number}].material"
                raise errors.UnknownMaterial(where, part.material, errors.nearest(part.material, materials))
    for index, each in enumerate(study.sizing.constraints if study.sizing else []):
        if each.function not in functions:
            raise errors.UnknownFunction(f"sizing.constraints[{index}].function", each.function, functions)
    if study.source not in (None, BEST, *sources):
        raise errors.UnknownSource("source", study.source, [BEST, *sources])


#: Kinds of values, by the name under which pydantic reports that another kind was found.
KINDS = {
    "string": "text",
    "list": "list",
    "dict": "table",
    "model": "table",
    "float": "number",
    "int": "number",
    "bool": "boolean",
    "date": "date",
}


def _first(problem: ValidationError) -> errors.SeuilError:
    """The first thing wrong, as an error of ours."""
    found = problem.errors()[0]
    where, kind, context = _path(found["loc"]), found["type"], found.get("ctx", {})
    if kind == "seuil":
        error = context["problem"]
        error.where = error.where or where
        return error
    if kind == "missing":
        return errors.KeyMissing(where)
    if kind == "extra_forbidden":
        return errors.UnknownKey(where, _keys(found["loc"][:-1]))
    if kind == "literal_error":
        return errors.Unknown(where, _shown(found["input"]), [context["expected"]])
    if kind == "string_pattern_mismatch":
        return errors.OutOfRange(where, _shown(found["input"]), "a-z 0-9 -")
    if "max_length" in context or "min_length" in context:
        limits = [f"{sign} {context[end]}" for end, sign in (("min_length", "≥"), ("max_length", "≤")) if end in context]
        return errors.OutOfRange(where, _shown(found["input"]), " ".join(limits))
    return errors.WrongType(where, _shown(found["input"]), KINDS.get(kind.split("_")[0], "value"))


def _path(location: tuple) -> str:
    """The place of a value in the words of the file: alternatives[1].parts[0].mass"""
    path = ""
    for step in location:
        if isinstance(step, int):
            path += f"[{step}]"
        else:
            path += f".{step}" if path else step
    return path


def _keys(location: tuple) -> list[str]:
    """Keys that the table at `location` may have."""
    model = {"alternatives": Alternative, "parts": Part, "sizing": Sizing, "constraints": Constraint}
    names = [step for step in location if isinstance(step, str)]
    return list((model | {"hypotheses": Hypothesis}).get(names[-1] if names else "", Study).model_fields)


def _shown(value) -> str:
    """A value as it may be quoted in a sentence: short, and never a whole table."""
    if isinstance(value, (dict, list)):
        return "{…}" if isinstance(value, dict) else "[…]"
    return f"{str(value)[:60]}…" if len(str(value)) > 60 else str(value)


def _deeper_than(value, depth: int) -> bool:
    """Are tables and lists nested deeper than `depth`? Walks level by level, so that no stack overflows."""
    level = [value]
    for _ in range(depth):
        inner = [each.values() if isinstance(each, dict) else each for each in level if isinstance(each, (dict, list))]
        level = [each for group in inner for each in group]
    return any(isinstance(each, (dict, list)) for each in level)
