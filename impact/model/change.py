"""Single changes to a study: each function returns a new study, read as a file would be.

A place in a study is a tuple of keys and numbers, as a file names it: ("alternatives", 0, "parts", 1, "mass").
Each function raises what `reading.parse` raises.
"""

import re

import numpy as np
from pydantic import BaseModel

from impact import errors
from impact.model import function, numbers, reading
from impact.model.edit import WITHOUT, following, tables
from impact.model.entry import SIZED
from impact.model.life import USUAL, EndOfLife
from impact.model.settle import settle
from impact.model.study import Alternative, Study
from impact.model.uncertainty import Draws
from impact.store.facts import Facts

Place = tuple[str | int, ...]


def said(study: Study, place: Place):
    """What the study says at a place; None where it says nothing."""
    found = study
    for step in place:
        if isinstance(found, BaseModel):
            found = getattr(found, "yielded" if step == "yield" else str(step))
        elif isinstance(found, dict):
            found = found.get(step)
        else:
            found = found[step] if isinstance(found, list) and step < len(found) else None
    return found


def changed(study: Study, place: Place, value) -> Study:
    """The study with another value, in the kinds of a file, at a place; None: nothing is said there any more."""
    table = tables(study)
    *way, last = place
    held = table
    for step in way:
        held = held.setdefault(step, {}) if isinstance(held, dict) else held[step]
    if last == "material" and held.get(last) != value:
        held.pop("price", None)  # entered for the material that was there
    if value is not None:
        held[last] = value
    elif isinstance(held, dict):
        held.pop(last, None)
    return following(study, reading.parse(table))


def added(study: Study, place: Place, entry: dict) -> Study:
    """The study with one more entry in the list at a place."""
    return changed(study, place, [*_entries(study, place), entry])


def removed(study: Study, place: Place) -> Study:
    """The study without an entry of a list, or without the table at a place."""
    *way, number = place
    if isinstance(number, str):
        return changed(study, place, None)
    entries = _entries(study, tuple(way))
    study = _renumbered(study, tuple(way), number)
    return changed(study, tuple(way), entries[:number] + entries[number + 1 :])


def _renumbered(study: Study, way: Place, gone: int) -> Study:
    """The study whose hypotheses and targets count the entries of a list without one of them; what is about that one goes."""
    table, head = tables(study), numbers.way(study, way)

    def moved(about: str) -> str | None:
        found = re.match(re.escape(head) + r"\[(\d+)\](.*)", about)
        if found is None or int(found[1]) < gone:
            return about
        return f"{head}[{int(found[1]) - 1}]{found[2]}" if int(found[1]) > gone else None

    for each in table["hypotheses"]:
        if "about" in each:
            each["about"] = [about for about in map(moved, each["about"]) if about]
    table["hypotheses"] = [each for each in table["hypotheses"] if each.get("about") != []]
    table["targets"] = [each | {"about": moved(each["about"])} for each in table["targets"] if moved(each["about"])]
    if study.meeting:
        table["meeting"]["levers"] = [about for about in map(moved, study.meeting.levers) if about]
    if way[0] == "alternatives" and way[2:] == ("parts",):
        table["considered"] = _recounted(table["considered"], study.alternatives[way[1]].id, gone)
    return reading.parse(table)


def _recounted(records: list[dict], alternative: str, gone: int) -> list[dict]:
    """Records of what was considered, once an alternative has lost a part; those about that part go."""
    left = [each for each in records if (each["alternative"], each["part"]) != (alternative, gone)]
    behind = [each["alternative"] == alternative and each["part"] > gone for each in left]
    return [each | {"part": each["part"] - after} for each, after in zip(left, behind, strict=True)]


def told(study: Study, place: Place, language: str, words: str, languages: list[str]) -> Study:
    """The study with other words in one language; languages that have none get the same. No words: in no language any more."""
    return changed(study, place, dict.fromkeys(languages, words) | (said(study, place) or {}) | {language: words} if words else None)


def with_alternative(study: Study, material: str, mass: float | None = None) -> Study:
    """The study with one more alternative, of one part. It takes the place of a blank's only line, and of a baseline that is nothing.

    mass: of the part [kg]; None: by the function
    """
    table = tables(study)
    if not study.part_materials:
        table["alternatives"] = [each.model_dump(exclude_none=True) for each in study.alternatives if each != Alternative(id=WITHOUT)]
    new = {"id": _free(study, material), "parts": [{"material": material, "mass": SIZED if mass is None else mass}]}
    table["alternatives"].insert(_end(study, table["alternatives"]), new)
    if not study.alternative(study.baseline).parts:
        table["baseline"] = new["id"]
    return reading.parse(table)


def with_copy(study: Study, number: int, name: dict[str, str]) -> Study:
    """The study with a copy of an alternative behind it, under another name, to be made into a variant."""
    table = tables(study)
    copy = study.alternatives[number].model_dump(exclude_none=True)
    table["alternatives"].insert(number + 1, copy | {"id": _free(study, copy["id"]), "name": name})
    return reading.parse(table)


def unfit(study: Study, number: int, part: int, material: str, facts: Facts) -> list[str]:
    """What is said of an alternative and of one of its parts, and holds for the material of that part but not for another:
    process:<id>, assembly:<id>, recycled_content, origin, end_of_life, price, circularity, note."""
    whole, stages = study.alternatives[number], facts.stages
    each = whole.parts[part]

    def possible(process: str, materials: list[str]) -> bool:
        return any(stages.subfamily.get(name) in stages.possible.get(process, ()) for name in materials)

    found = [f"process:{step.process}" for step in each.processes or [] if not possible(step.process, [material])]
    after = [material if at == part else other.material for at, other in enumerate(whole.parts)]
    found += [f"assembly:{step.process}" for step in whole.assembly or [] if not possible(step.process, after)]
    alike = stages.kind.get(each.material) == stages.kind.get(material) and stages.usual.get(each.material) == stages.usual.get(material)
    routes = next((said for said in (each.end_of_life, whole.end_of_life, study.life.end_of_life) if said is not None), None)
    holds = {
        "recycled_content": each.recycled_content is not None,
        "origin": each.origin == "reused",
        "end_of_life": isinstance(routes, EndOfLife) and not alike,
        "price": each.price is not None,
        "circularity": whole.circularity is not None,
        "note": whole.note is not None,
    }
    return [*found, *(name for name, held in holds.items() if held)]


def with_substitute(
    study: Study, number: int, part: int, material: str, facts: Facts, mass: float | None = None, name: dict[str, str] | None = None
) -> Study:
    """The study with a copy of an alternative behind it, of which one part is of another material; what then is `unfit` is left out.

    mass: of one piece of the part [kg]; None: as said. name: of the copy; None: that of its material
    """
    gone, table = unfit(study, number, part, material, facts), tables(study)
    copy = study.alternatives[number].model_dump(exclude_none=True)
    for key in {"name", "circularity", "note"} & {*gone, "name"}:
        copy.pop(key, None)
    each = copy["parts"][part] | {"material": material} | ({} if mass is None else {"mass": mass})
    for key in {"recycled_content", "origin", "price"} & {*gone}:
        each.pop(key)
    if "end_of_life" in gone:
        each["end_of_life"] = USUAL  # those of the alternative, or of the study, would stand in for its own
    for held, key, kind in ((each, "processes", "process"), (copy, "assembly", "assembly")):
        if dropped := {name.partition(":")[2] for name in gone if name.startswith(f"{kind}:")}:
            held[key] = [step for step in held[key] if step["process"] not in dropped]
            if not held[key]:
                held.pop(key)  # not stated any more, rather than nothing done
    copy["parts"][part] = each
    copy |= {"id": _free(study, material)} | ({"name": name} if name else {})
    table["alternatives"].insert(number + 1, copy)
    return reading.parse(table)


def with_doing_without(study: Study) -> Study:
    """The study with the line of doing without, at its end."""
    return added(study, ("alternatives",), {"id": _free(study, WITHOUT)})


def without_alternative(study: Study, number: int) -> Study:
    """The study without an alternative; what it counted as 100 % falls to the reference, else to the first that is made.

    Raises StillReference besides.
    """
    table = tables(study)
    gone = table["alternatives"].pop(number)["id"]
    if study.sizing and study.sizing.reference == gone:
        raise errors.StillReference("sizing.reference", gone)
    left = [each for each in study.alternatives if each.id != gone]
    if left and study.baseline == gone:
        made = next((each.id for each in left if each.parts), left[0].id)
        table["baseline"] = study.sizing.reference if study.sizing else made
    table["considered"] = [each for each in table["considered"] if each["alternative"] != gone]
    return following(study, reading.parse(table))


def sized(study: Study, rule: str) -> Study:
    """The study sized by another rule. Where masses were given, that of the baseline becomes the reference
    and every alternative of one part follows from it."""
    if study.sizing:
        return changed(study, ("sizing", "constraints", 0), {"function": rule})
    single = [each for each in study.alternatives if len(each.parts) == 1]
    reference = next((each for each in single if each.id == study.baseline), single[0])
    part = reference.parts[0]
    table = tables(study)
    for each in table["alternatives"]:
        if len(each["parts"]) == 1:
            each["parts"][0]["mass"] = SIZED
    table["sizing"] = {"reference": reference.id, "mass": part.mass, "constraints": [{"function": rule}]}
    return following(study, reading.parse(table))


def given(study: Study, facts: Facts) -> Study:
    """The study with every sized mass given instead, as it came out at the medians; that of the reference where nothing came out."""
    masses, table = function.masses(study, facts.function, facts.property, Draws(1)).part, tables(study)
    for each in table["alternatives"]:
        for number, part in enumerate(each["parts"]):
            if part["mass"] == SIZED:
                pieces = masses.get((each["id"], number))
                part["mass"] = study.sizing.mass if pieces is None else float(f"{pieces[0] / part['quantity']:.4g}")
    del table["sizing"]
    return following(study, reading.parse(table))


def moved(study: Study, facts: Facts, found: dict[str, float]) -> Study:
    """The study with other numbers: way -> value; shares of one whole make room. Raises what `reading.parse` raises."""
    if not found:
        return study
    table = _plain(tables(numbers.replaced(study, settle(study, facts), found)))
    return following(study, reading.parse(table))


def _plain(table):
    """A table with nothing but plain numbers in it, rounded to what a file would say."""
    if isinstance(table, dict):
        return {key: _plain(value) for key, value in table.items()}
    if isinstance(table, list):
        return [_plain(each) for each in table]
    return round(float(table), 12) if isinstance(table, (np.ndarray, np.floating)) else table


def budgeted(study: Study, given: dict) -> Study:
    """The study with other values in its budget, in the kinds of a file. Raises BudgetNeeded where it then has none."""
    table = study.budget.model_dump(exclude_none=True) if study.budget else {}
    if not {"quantity", "country"} <= {*table, *given}:
        raise errors.BudgetNeeded("budget")
    return changed(study, ("budget",), table | given)


def _entries(study: Study, place: Place) -> list[dict]:
    return [each.model_dump(exclude_none=True) for each in said(study, place) or []]


def _free(study: Study, name: str) -> str:
    """A name that no alternative has: this one, else with a number behind it."""
    taken = {each.id for each in study.alternatives if each.parts or len(study.alternatives) > 1}
    stem = name.rstrip("0123456789").removesuffix("-") if name in taken and name.rsplit("-", 1)[-1].isdigit() else name
    numbered = (f"{stem[:55]}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (name, *numbered) if each not in taken)


def _end(study: Study, alternatives: list[dict]) -> int:
    """Where a new alternative stands: behind the others, before a line of doing without."""
    last = bool(alternatives) and not alternatives[-1]["parts"]
    return len(alternatives) - last
