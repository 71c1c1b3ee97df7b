"""Studies made and changed by choices rather than by a file: each function returns a new study."""

from collections import Counter
from collections.abc import Callable

from impact.model import reading
from impact.model.entry import SIZED
from impact.model.hypothesis import Hypothesis
from impact.model.life import Step
from impact.model.numbers import SETTLED, bounds, leads, said_at
from impact.model.study import Alternative, Part, Study

WITHOUT = "without"
#: Ends the name of an alternative whose material is called as another alternative is.
OTHER = "material"


def compose(
    base: Study,
    materials: list[str],
    reference: str,
    constraints: dict[str, float] | None,
    masses: dict[str, float],
    without: bool,
    baseline: str,
    source: str | None,
    overrides: list[str],
) -> Study:
    """The study that a reader's quick choices give, keeping what `base` says of alternatives that stay.

    Quick choices are about plain alternatives, of one part in a material of their own; assembled ones stay as they are.
    The declared function and the hypotheses of `base` hold for the masses that it was written with,
    and are left out where a mass or the sizing differs.

    constraints: function -> utilisation of the reference, the first one active; None: masses as given
    masses:      material, or assembled reference -> kg; with constraints, only that of `reference` counts
    without:     hold a line for doing without
    reference, baseline: material of a plain alternative, or id of an assembled one; the baseline counts as 100 %
    Raises what `reading.parse` raises.
    """
    sized, kept = constraints is not None, plain(base)
    taken = {each.id for each in base.alternatives}
    alternatives = [each for each in base.alternatives if each.parts and each not in kept.values()]
    names = {each.id: each.id for each in alternatives}
    added = [reference] if reference not in taken or reference in kept else []
    for material in dict.fromkeys([*added, *materials]):
        free = material if material not in taken else f"{material}-{OTHER}"
        each = kept.get(material) or Alternative(id=free, parts=[Part(material=material)])
        part = each.parts[0].model_copy(update={"mass": SIZED if sized else masses[material]})
        alternatives.append(each.model_copy(update={"parts": [part]}))
        names[material] = each.id
    order = [each.id for each in base.alternatives]
    alternatives.sort(key=lambda each: order.index(each.id) if each.id in order else len(order))
    if without:
        line = next((each for each in base.alternatives if not each.parts), Alternative(id=WITHOUT))
        alternatives.append(line)
    change = {"alternatives": alternatives, "baseline": names[baseline], "overrides": overrides, "source": source, "sizing": None}
    table = tables(base.model_copy(update=change))
    if sized:
        table["sizing"] = {
            "reference": names[reference],
            "mass": masses[reference],
            "constraints": [{"function": name, "utilisation": share} for name, share in constraints.items()],
        }
    study = following(base, reading.parse(table))
    before, after = _decisive(base), _decisive(study)
    unchanged = all(before.get(key, value) == value for key, value in after.items())
    return study if unchanged else study.model_copy(update={"function": None, "hypotheses": []})


def following(before: Study, after: Study) -> Study:
    """The study after a change, without hypotheses, targets and records about what was there before and is no longer:
    parts and numbers that are gone, or that were changed to what lies out of their range; what was said of the latter in words stays."""

    def gone(about: str) -> bool:
        return leads(before, about) and not leads(after, about)

    def moved_out(each: Hypothesis, about: str) -> bool:
        if not leads(before, about) or (now := said_at(after, about)) in (SETTLED, said_at(before, about)):
            return False
        low, high = bounds(after, each, about)
        return not low <= now <= high

    parts, hypotheses = {each.id: len(each.parts) for each in after.alternatives}, []
    for each in after.hypotheses:
        there = [about for about in each.about or [] if not gone(about)]
        left = [about for about in there if not moved_out(each, about)]
        if left == (each.about or []):
            hypotheses.append(each)
        elif left:
            hypotheses.append(each.model_copy(update={"about": left}))
        elif there and each.range:  # its words stay, to be written anew
            hypotheses.append(each.model_copy(update={"about": None, "low": None, "high": None}))
    left = {
        "hypotheses": hypotheses,
        "targets": [each for each in after.targets if not gone(each.about)],
        "considered": [each for each in after.considered if each.part < parts.get(each.alternative, 0)],
    }
    if after.meeting:
        left["meeting"] = after.meeting.model_copy(update={"levers": [about for about in after.meeting.levers if not gone(about)]})
    return after if all(getattr(after, name) == held for name, held in left.items()) else after.model_copy(update=left)


def tables(study: Study) -> dict:
    """The study as the plain tables of its file, without what it does not say."""
    return study.model_dump(exclude_none=True) | {"function": study.function}


def plain(study: Study) -> dict[str, Alternative]:
    """Alternatives of one part in a material that no other alternative is made of, by that material.

    In a study with a sizing, a part whose mass is given stays as it is, and is not plain.
    """
    used = Counter(part.material for each in study.alternatives for part in {part.material: part for part in each.parts}.values())
    single = [each for each in study.alternatives if len(each.parts) == 1 and (each.sized or not study.sizing)]
    return {each.parts[0].material: each for each in single if used[each.parts[0].material] == 1}


def _decisive(study: Study) -> dict:
    """What decides the masses of a study: its sizing, and the mass of each part that is given one."""
    given = {part.material: part.mass for each in study.alternatives for part in each.parts if part.mass != SIZED}
    return {"sizing": study.sizing} | given


def better_nested(study: Study, points: float = 0.1) -> Study | None:
    """The study with so much more of each sheet used, at most all of it; nothing where no part is cut from sheet."""
    if not any(step.nesting for step in study.steps):
        return None

    def better(step: Step) -> Step:
        return step.model_copy(update={"nesting": min(1.0, step.nesting + points)}) if step.nesting else step

    def worked(part: Part) -> Part:
        return part.model_copy(update={"processes": [better(step) for step in part.processes]}) if part.processes else part

    alternatives = [each.model_copy(update={"parts": [worked(part) for part in each.parts]}) for each in study.alternatives]
    supposed = [each for each in study.hypotheses if not any(about.endswith(".nesting") for about in each.about or [])]
    return study.model_copy(update={"alternatives": alternatives, "hypotheses": supposed})


def within(study: Study, possible: Callable[[Study], bool]) -> Study | None:
    """The study without alternatives that are not possible each by itself; nothing where no comparison is left."""

    def only(alternatives: list[Alternative], **change) -> Study:
        return following(study, study.model_copy(update={"alternatives": alternatives} | change))

    kept = [each for each in study.alternatives if possible(only([each], sizing=None))]
    needed = {study.baseline, *([study.sizing.reference] if study.sizing else [])}
    if len(kept) < 2 or not needed <= {each.id for each in kept}:
        return None
    return only(kept)


def blank(words: dict[str, dict[str, str]]) -> Study:
    """A study with nothing in it but the line of doing without; words: title and question by language."""
    return Study(**words, function=None, baseline=WITHOUT, alternatives=[Alternative(id=WITHOUT)])
