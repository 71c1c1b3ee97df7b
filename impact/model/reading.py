"""Files of studies, and of other kinds: read whole, or refused once with the key, what was found and what is allowed."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from impact import errors
from impact.model.budget import Budget, Need
from impact.model.circularity import Circularity
from impact.model.consideration import Consideration
from impact.model.cost import Cost, Costs, Price
from impact.model.entry import Entry
from impact.model.hypothesis import Hypothesis, Target
from impact.model.life import BY_NAME, BY_SHARES, Consumable, EndOfLife, Energies, Leg, Life, Offcuts, Ride, Step, Use
from impact.model.meeting import Meeting
from impact.model.study import Alternative, Constraint, Part, Sizing, Study

MAX_BYTES = 1_000_000
MAX_DEPTH = 16


@dataclass(frozen=True)
class Kind:
    """A kind of file. root: the whole; tables: those in it by the key that holds them, where that means two things with the key before it"""

    root: type[Entry]
    tables: dict[str, type[Entry]]


#: The file of a study.
STUDY = Kind(
    Study,
    {
        "alternatives": Alternative,
        "alternatives.costs": Cost,
        "assembly": Step,
        "budget": Budget,
        "carried": Ride,
        "circularity": Circularity,
        "considered": Consideration,
        "constraints": Constraint,
        "consumables": Consumable,
        "costs": Costs,
        "end_of_life": EndOfLife,
        "energy": Energies,
        "hypotheses": Hypothesis,
        "life": Life,
        "meeting": Meeting,
        "needs": Need,
        "offcuts": Offcuts,
        "parts": Part,
        "price": Price,
        "processes": Step,
        "sizing": Sizing,
        "targets": Target,
        "transport": Leg,
        "use": Use,
    },
)


def load(path: str | Path, kind: Kind = STUDY):
    """What is in the file at `path`: a study, or another kind. Raises StudyMissing, and whatever `loads` raises."""
    try:
        with Path(path).open("rb") as file:
            return loads(file.read(MAX_BYTES + 1), kind)
    except (OSError, ValueError) as problem:
        if isinstance(problem, errors.SeuilError):
            raise
        raise errors.StudyMissing(str(path)) from None


def loads(content: bytes, kind: Kind = STUDY):
    """What is in a TOML text: a study, or another kind.

    Raises StudyTooLarge, StudyTooDeep, NotToml, KeyMissing, UnknownKey, WrongType, OutOfRange,
    TooMany, NamedTwice, UnknownAlternative, SizingIncomplete, NoActiveConstraint, SharesDoNotSum, SaidTwice,
    and the errors of numbers.
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
    return parse(table, kind)


def _not_toml(content: bytes, line: int) -> errors.NotToml:
    """What stands in the line that cannot be read."""
    return errors.NotToml(line, _shown(content.splitlines()[line - 1].decode("utf-8", "replace").strip()))


def parse(table: dict, kind: Kind = STUDY):
    """The same from plain tables, as TOML gives them. Raises as `loads`."""
    if _deeper_than(table, MAX_DEPTH):
        raise errors.StudyTooDeep(MAX_DEPTH)
    try:
        return kind.root.model_validate(table)
    except ValidationError as problem:
        raise _first(problem, kind) from None


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


def _first(problem: ValidationError, of: Kind) -> errors.SeuilError:
    """The first thing wrong, as an error of ours."""
    found = problem.errors()[0]
    location = tuple(step for step in found["loc"] if step not in (BY_NAME, BY_SHARES))
    where, kind, context = _path(location), found["type"], found.get("ctx", {})
    if kind == "seuil":
        error = context["problem"]
        error.where = f"{where}{error.where}" if error.where.startswith(".") else error.where or where
        return error
    if kind == "missing":
        return errors.KeyMissing(where)
    if kind == "extra_forbidden":
        return errors.UnknownKey(where, _keys(location[:-1], of))
    if kind == "literal_error":
        return errors.Unknown(where, _shown(found["input"]), [context["expected"]])
    if kind == "string_pattern_mismatch":
        return errors.OutOfRange(where, _shown(found["input"]), "A-Z 0-9 -" if "A-Z" in context["pattern"] else "a-z 0-9 -")
    ends = {"min_length": "≥", "max_length": "≤", "ge": "≥", "le": "≤"}
    if limits := [f"{sign} {context[end]}" for end, sign in ends.items() if end in context]:
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


def _keys(location: tuple, kind: Kind) -> list[str]:
    """Keys that the table at `location` may have."""
    names = [step for step in location if step in kind.tables]
    table = kind.tables.get(".".join(names[-2:])) or kind.tables[names[-1]] if names else kind.root
    return [field.alias or name for name, field in table.model_fields.items()]


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
