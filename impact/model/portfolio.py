"""A road-map: activities with their quantities, what is to change and when, and what that is held against. Structure, file, single changes."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Literal, Self

import tomli_w
from pydantic import Field, StringConstraints, model_validator

from impact import errors
from impact.model import reading
from impact.model.budget import Budget, check_budget
from impact.model.change import said
from impact.model.entry import Energy, Entry, Portion, Positive, Share, Slug, Text, Year, checked
from impact.model.hypothesis import FactName, Hypothesis
from impact.model.study import Study
from impact.store.facts import Facts

#: How sure a change is, the surest first; and the lines of a trajectory, each with the statuses that it counts.
DONE, DECIDED, PLANNED, IDEA = STATUSES = ("done", "decided", "planned", "idea")
LINES = {DECIDED: (DONE, DECIDED), PLANNED: (DONE, DECIDED, PLANNED), IDEA: STATUSES}
MAX_ACTIVITIES, MAX_CHANGES = 30, 30
#: Keys of a hypothesis that put numbers to a study. A road-map has its hypotheses in words.
NUMBERED = ("about", "fact", "number", "low", "high", "spread")

Status = Literal["done", "decided", "planned", "idea"]
Hash = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{8,128}$")]


class Volume(Entry):
    """A quantity that an activity is to have in a year: 0 ends it."""

    year: Year
    quantity: Energy  # functions served in that year; 0 allowed
    status: Status
    note: Text | None = None


class Change(Entry):
    """From a year on, this share of the quantity is served by another alternative, instead of what was said of that one before."""

    year: Year
    alternative: Slug
    share: Portion  # 0: no longer
    status: Status
    note: Text | None = None


class Assessed(Entry):
    """A day on which the study of an activity was assessed again, and the snapshot of that, if there is one."""

    date: date
    snapshot: Hash | None = None


class Activity(Entry):
    """So many functions of one study each year, served in the reference year by one of its alternatives."""

    name: Text
    study: Slug  # a worked example, or a document of the workspace
    alternative: Slug
    quantity: Positive  # functions served in the reference year
    quantities: Annotated[list[Volume], Field(max_length=MAX_CHANGES)] = []
    changes: Annotated[list[Change], Field(max_length=MAX_CHANGES)] = []
    assessed: Annotated[list[Assessed], Field(max_length=200)] = []

    @property
    def alternatives(self) -> list[str]:
        """Every alternative that it names, that of the reference year first."""
        return list(dict.fromkeys([self.alternative, *(each.alternative for each in self.changes)]))


class Reduction(Entry):
    """How much less than in the reference year is aimed at in the target year, and who says so."""

    share: Share
    source: Text


class Allocation(Budget):
    """What all activities together may cause in a year: the whole is one, its price what is paid in a year for all that they serve."""

    quantity: Literal[1] = 1


class Roadmap(Entry):
    """The whole file."""

    format: Literal[1] = 1
    title: Text
    reference_year: Year
    target_year: Year
    indicator: FactName | None = None  # none: the first of the catalogue, climate
    activities: Annotated[list[Activity], Field(min_length=1, max_length=MAX_ACTIVITIES)]
    reduction: Reduction | None = None
    budget: Allocation | None = None
    hypotheses: list[Hypothesis] = []

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        checked(_cohere)(self)
        return self

    @property
    def years(self) -> list[int]:
        """From the reference year to the target year, both included."""
        return list(range(self.reference_year, self.target_year + 1))


#: Its tables by the key that holds them; see reading.Kind.
KIND = reading.Kind(
    Roadmap,
    {
        "activities": Activity,
        "assessed": Assessed,
        "budget": Allocation,
        "changes": Change,
        "hypotheses": Hypothesis,
        "quantities": Volume,
        "reduction": Reduction,
    },
)


def quantity(activity: Activity, year: int, first: int, statuses: tuple[str, ...]) -> float:
    """Functions served in a year: straight between the years that are said, the first being the reference year, and constant after the last."""
    known = {first: activity.quantity} | {each.year: each.quantity for each in _counted(activity.quantities, statuses)}
    before, after = max(each for each in known if each <= year), min((each for each in known if each >= year), default=None)
    if after is None or before == after:
        return known[before]
    return known[before] + (known[after] - known[before]) * (year - before) / (after - before)


def shares(activity: Activity, year: int, statuses: tuple[str, ...]) -> dict[str, float]:
    """Share of the quantity that each alternative serves in a year: as its last change says, the rest as in the reference year. [-]"""
    said_of = {each.alternative: each.share for each in _counted(activity.changes, statuses) if each.year <= year}
    return {activity.alternative: max(0.0, 1 - sum(said_of.values()))} | said_of


def _counted(entries: list, statuses: tuple[str, ...]) -> list:
    """Entries of some statuses by year; of one year, the less sure one comes last and holds, since it is what comes on top."""
    return sorted((each for each in entries if each.status in statuses), key=lambda each: (each.year, STATUSES.index(each.status)))


def _cohere(roadmap: Roadmap):
    """What no single key shows: years in their order, names used once, and shares that leave something to the reference."""
    first, last = roadmap.reference_year, roadmap.target_year
    if last <= first:
        raise errors.OutOfRange("target_year", str(last), f"{first + 1} – 2050")
    for number, each in enumerate(roadmap.hypotheses):
        for key in NUMBERED:
            if getattr(each, key) is not None:
                raise errors.UnknownKey(f"hypotheses[{number}].{key}", [key for key in Hypothesis.model_fields if key not in NUMBERED])
    for number, activity in enumerate(roadmap.activities):
        for key in ("quantities", "changes"):
            for at, entry in enumerate(getattr(activity, key)):
                if not first < entry.year <= last:
                    raise errors.OutOfRange(f"activities[{number}].{key}[{at}].year", str(entry.year), f"{first + 1} – {last}")
        _cohere_changes(activity, f"activities[{number}]")


def _cohere_changes(activity: Activity, where: str):
    """One word for each year, alternative and status; a change to something else; shares of no more than the whole, on every line."""
    held = [("quantities", at, (each.year, each.status)) for at, each in enumerate(activity.quantities)]
    held += [("changes", at, (each.year, each.alternative, each.status)) for at, each in enumerate(activity.changes)]
    for number, (key, at, word) in enumerate(held):
        if any((key, word) == (other, told) for other, _, told in held[:number]):
            raise errors.PlannedTwice(f"{where}.{key}[{at}].year", str(word[0]))
    for at, each in enumerate(activity.changes):
        if each.alternative == activity.alternative:
            raise errors.NothingChanges(f"{where}.changes[{at}].alternative", each.alternative)
        for statuses in LINES.values():
            total = sum(share for name, share in shares(activity, each.year, statuses).items() if name != activity.alternative)
            if total > 1 + 1e-9:
                raise errors.MoreThanWhole(f"{where}.changes[{at}].share", str(each.year), round(total, 4))


def check(roadmap: Roadmap, facts: Facts, study: Callable[[str], Study]):
    """Hold a road-map against the catalogue and the studies that it names.

    study: of a name; raises UnknownStudy. Raises UnknownIndicator, UnknownAlternative besides, and as `check_budget`.
    """
    if roadmap.indicator not in (None, *facts.indicator.id):
        raise errors.UnknownIndicator("indicator", roadmap.indicator, facts.indicator.id.tolist())
    for number, activity in enumerate(roadmap.activities):
        where = f"activities[{number}]"
        try:
            names = [each.id for each in study(activity.study).alternatives]
        except errors.UnknownStudy as problem:
            raise errors.UnknownStudy(f"{where}.study", problem.found, problem.allowed) from None
        named = [("alternative", activity.alternative)]
        named += [(f"changes[{at}].alternative", each.alternative) for at, each in enumerate(activity.changes)]
        for key, name in named:
            if name not in names:
                raise errors.UnknownAlternative(f"{where}.{key}", name, names)
    if roadmap.budget:
        check_budget(roadmap.budget, facts.limits)


def loads(content: bytes) -> Roadmap:
    """Road-map in a TOML text. Raises as reading.loads, and PlannedTwice, NothingChanges, MoreThanWhole."""
    return reading.loads(content, KIND)


def dumps(roadmap: Roadmap) -> str:
    """TOML text that `loads` reads back as this road-map; what stands by default is left out."""
    table = roadmap.model_dump(exclude_none=True, exclude_defaults=True)
    return tomli_w.dumps({"format": roadmap.format, **table})


def changed(roadmap: Roadmap, place: tuple[str | int, ...], value) -> Roadmap:
    """The road-map with another value, in the kinds of a file, at a place; None: nothing is said there any more. Raises as `loads`."""
    table = roadmap.model_dump(exclude_none=True)
    *way, last = place
    held = table
    for step in way:
        held = held.setdefault(step, {}) if isinstance(held, dict) else held[step]
    if value is not None:
        held[last] = value
    elif isinstance(held, dict):
        held.pop(last, None)
    return reading.parse(table, KIND)


def added(roadmap: Roadmap, place: tuple[str | int, ...], entry: dict) -> Roadmap:
    """The road-map with one more entry in the list at a place."""
    return changed(roadmap, place, [*_entries(roadmap, place), entry])


def removed(roadmap: Roadmap, place: tuple[str | int, ...]) -> Roadmap:
    """The road-map without an entry of a list."""
    *way, number = place
    entries = _entries(roadmap, tuple(way))
    return changed(roadmap, tuple(way), entries[:number] + entries[number + 1 :])


def _entries(roadmap: Roadmap, place: tuple[str | int, ...]) -> list[dict]:
    return [each.model_dump(exclude_none=True) for each in said(roadmap, place)]
