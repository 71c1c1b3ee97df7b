"""Studies made and changed by choices rather than by a file: each function returns a new study."""

from collections.abc import Iterable

from impact.model import reading
from impact.model.study import SIZED, Alternative, Part, Study

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
    """The study that a reader's choices give, keeping what `base` says of alternatives that stay.

    The declared function and the hypotheses of `base` hold for the masses that it was written with,
    and are left out where a mass or the sizing differs.

    constraints: function -> utilisation of the reference, the first one active; None: masses as given
    masses:      material -> kg; with constraints, only that of `reference` counts
    without:     hold a line for doing without
    baseline:    material that counts as 100 %
    Raises what `reading.parse` raises.
    """
    sized = constraints is not None
    taken, alternatives = {each.id for each in base.alternatives}, []
    for material in dict.fromkeys([reference, *materials]):
        kept = next((each for each in base.alternatives if _only(each) == material), None)
        part = Part(material=material, mass=SIZED if sized else masses[material])
        free = material if material not in taken else f"{material}-{OTHER}"
        alternatives.append((kept or Alternative(id=free)).model_copy(update={"parts": [part]}))
    order = [_only(each) for each in base.alternatives]
    alternatives.sort(key=lambda each: order.index(_only(each)) if _only(each) in order else len(order))
    if without:
        line = next((each for each in base.alternatives if not each.parts), Alternative(id=WITHOUT))
        alternatives.append(line)
    names = {_only(each): each.id for each in alternatives}
    table = base.model_dump(exclude_none=True, exclude={"sizing", "alternatives", "baseline", "source", "overrides"})
    table |= {
        "alternatives": [each.model_dump(exclude_none=True) for each in alternatives],
        "baseline": names[baseline],
        "overrides": overrides,
        "function": base.function,
    }
    if source is not None:
        table["source"] = source
    if sized:
        table["sizing"] = {
            "reference": names[reference],
            "mass": masses[reference],
            "constraints": [{"function": name, "utilisation": share} for name, share in constraints.items()],
        }
    study = reading.parse(table)
    before, after = _decisive(base), _decisive(study)
    unchanged = all(before.get(key, value) == value for key, value in after.items())
    return study if unchanged else study.model_copy(update={"function": None, "hypotheses": []})


def _decisive(study: Study) -> dict:
    """What decides the masses of a study: its sizing, and the mass of each part that is given one."""
    given = {part.material: part.mass for each in study.alternatives for part in each.parts if part.mass != SIZED}
    return {"sizing": study.sizing} | given


def within(study: Study, materials: Iterable[str]) -> Study | None:
    """The study without alternatives whose materials are not among `materials`; nothing where no comparison is left."""
    known = set(materials)
    kept = [each for each in study.alternatives if {part.material for part in each.parts} <= known]
    needed = {study.baseline, *([study.sizing.reference] if study.sizing else [])}
    if len(kept) < 2 or not needed <= {each.id for each in kept}:
        return None
    return study.model_copy(update={"alternatives": kept})


def blank(words: dict[str, dict[str, str]]) -> Study:
    """A study with nothing in it but the line of doing without; words: title and question by language."""
    return Study(**words, function=None, baseline=WITHOUT, alternatives=[Alternative(id=WITHOUT)])


def _only(alternative: Alternative) -> str | None:
    """Material of an alternative of one part."""
    return alternative.parts[0].material if len(alternative.parts) == 1 else None
