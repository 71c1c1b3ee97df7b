"""A study made by choices on a page is the study that a file would have given."""

import pytest

from impact import errors
from impact.model import edit, reading
from impact.model import study as studies
from tests.conftest import EXAMPLES


def studies_by_name() -> dict[str, studies.Study]:
    return {path.stem: reading.load(path) for path in EXAMPLES}


WORDS = {"en": "x", "fr": "x"}


def choices(study: studies.Study) -> dict:
    """The choices that lead to a study: its plain alternatives by material, the others as they stand."""
    sized, plain = study.sizing is not None, edit.plain(study)
    names = {each.id: material for material, each in plain.items()}
    reference = study.sizing.reference if sized else next(each.id for each in study.alternatives if each.parts)
    given = {material: each.parts[0].mass for material, each in plain.items()}
    return {
        "materials": list(plain),
        "reference": names.get(reference, reference),
        "constraints": {each.function: each.utilisation for each in study.sizing.constraints} if sized else None,
        "masses": {names.get(reference, reference): study.sizing.mass} if sized else given,
        "without": any(not each.parts for each in study.alternatives),
        "baseline": names.get(study.baseline, study.baseline),
        "source": study.source,
        "overrides": list(study.overrides),
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_unchanged_choices_give_the_example_back(path):
    study = reading.load(path)
    assert edit.compose(study, **choices(study)) == study


def test_from_a_blank():
    blank = edit.blank({"title": WORDS, "question": WORDS})
    study = edit.compose(blank, ["pp", "pc"], "pc", {"volume": 1.0}, {"pc": 2.0}, False, "pp", "best", [])
    assert [each.id for each in study.alternatives] == ["pc", "pp"]
    assert study.sizing.reference == "pc" and study.baseline == "pp" and study.source == "best"


def test_a_material_that_goes_takes_nothing_with_it():
    study = reading.load(EXAMPLES[0])
    fewer = edit.compose(study, **choices(study) | {"materials": study.materials[:2]})
    assert fewer.alternatives == study.alternatives[:2]


def test_what_is_declared_holds_for_the_masses_it_was_written_with():
    """A bonnet as stiff as one of 15 kg of steel is another function than one of 20 kg."""
    study = reading.load(EXAMPLES[0])
    more = edit.compose(study, **choices(study) | {"materials": [*study.materials, "pp"]})
    assert more.function == study.function and more.hypotheses == study.hypotheses
    heavier = edit.compose(study, **choices(study) | {"masses": {study.materials[0]: 20.0}})
    assert heavier.function is None and heavier.hypotheses == []


def test_a_material_may_be_called_as_an_alternative_is():
    """The bonnet has an alternative "flax-fibre"; the material flax-fibre beside it gets a name of its own."""
    study = studies_by_name()["bonnet"]
    more = edit.compose(study, **choices(study) | {"materials": [*study.materials, "flax-fibre"]})
    assert [each.id for each in more.alternatives][-2:] == ["flax-fibre", "flax-fibre-material"]


def test_a_study_within_what_is_available():
    study = studies_by_name()["bonnet"]

    def within(*materials: str):
        return edit.within(study, lambda one: set(one.materials) <= set(materials))

    fewer = within("steel-galvanised-sheet", "aluminium-5754")
    assert [each.id for each in fewer.alternatives] == ["steel", "aluminium"]
    assert within(*study.materials) == study
    assert within("aluminium-5754", "flax-epoxy") is None  # the reference is gone
    assert within("steel-galvanised-sheet") is None


def test_a_mass_of_zero_is_refused():
    study = reading.load(EXAMPLES[0])
    with pytest.raises(errors.OutOfRange):
        edit.compose(study, **choices(study) | {"masses": {study.materials[0]: 0.0}})
