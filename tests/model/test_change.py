"""A study changed place by place is the study that a file would have given."""

import pytest

from impact import errors
from impact.model import change, checking, edit, reading
from impact.model.entry import SIZED
from impact.model.study import Study
from tests.conftest import EXAMPLES, made, one, panel

WORDS = {"en": "x", "fr": "x"}
BLANK = edit.blank({"title": WORDS, "question": WORDS})


def example(name: str) -> Study:
    return reading.load(next(path for path in EXAMPLES if path.stem == name))


def test_a_value_is_read_set_and_taken_back():
    study, place = example("bonnet"), ("alternatives", 0, "parts", 0, "processes", 0, "nesting")
    assert change.said(study, place) is None
    nested = change.changed(study, place, 0.65)
    assert change.said(nested, place) == 0.65 and change.said(study, place) is None
    assert change.changed(nested, place, None) == study
    assert (
        change.said(study, ("alternatives", 99, "parts")) is None and change.said(study, ("life", "use", "energy", 3, "per_year")) is None
    )


def test_a_price_leaves_with_the_material_that_it_was_entered_for():
    study = made(one(part={"price": {"low": 1.0, "high": 2.0}}), costs={"currency": "USD", "year": 2025})
    place = ("alternatives", 0, "parts", 0, "material")
    assert change.changed(study, place, "metal").alternatives[0].parts[0].price is not None
    assert change.changed(study, place, "plastic").alternatives[0].parts[0].price is None


def test_a_yield_has_the_name_of_the_file():
    study = example("housing")
    place = ("alternatives", 0, "parts", 0, "processes", 0, "yield")
    assert change.said(change.changed(study, place, 0.9), place) == 0.9


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_change_to_what_is_said_already_changes_nothing(path):
    study = reading.load(path)
    for place in (("title", "fr"), ("life",), ("alternatives", 0), ("alternatives", 1, "parts"), ("hypotheses",), ("sizing",)):
        value = change.said(study, place)
        table = edit.tables(study)
        for step in place:
            table = table.get(step) if isinstance(table, dict) else table[step]
        assert value is None or change.changed(study, place, table) == study


def test_tables_appear_where_there_were_none():
    study = panel("pp", "pc")
    assert change.changed(study, ("life", "use", "country"), "FR").life.use.country == "FR"


def test_entries_come_and_go():
    study, place = panel("pp", "pc"), ("life", "transport")
    one = change.added(study, place, {"mode": "sea-container", "distance": 100.0})
    two = change.added(one, place, {"mode": "barge", "distance": 5.0})
    assert [leg.mode for leg in two.life.transport] == ["sea-container", "barge"]
    assert change.removed(two, (*place, 0)).life.transport[0].mode == "barge"
    assert change.removed(one, (*place, 0)).life.transport == []  # counted, and nothing
    assert change.removed(one, place).life.transport is None


@pytest.mark.parametrize(
    ("place", "value", "error"),
    [
        (("sizing", "mass"), -1.0, errors.OutOfRange),
        (("sizing", "mass"), None, errors.KeyMissing),
        (("title",), None, errors.KeyMissing),
        (("start",), 1990, errors.OutOfRange),
        (("baseline",), "steel", errors.UnknownAlternative),
        (("life", "end_of_life"), {"recycling": 0.5}, errors.SharesDoNotSum),
        (("alternatives", 0, "parts", 0, "mass"), 2.0, errors.SizingIncomplete),
        (("alternatives", 0, "colour"), "red", errors.UnknownKey),
    ],
)
def test_what_a_file_may_not_say_no_change_may(place, value, error):
    with pytest.raises(error):
        change.changed(panel("pp", "pc"), place, value)


def test_words_reach_the_languages_that_have_none_of_their_own():
    languages = ["en", "fr"]
    both = change.told(BLANK, ("alternatives", 0, "name"), "fr", "Capot", languages)
    assert both.alternatives[0].name == {"en": "Capot", "fr": "Capot"}
    apart = change.told(both, ("alternatives", 0, "name"), "en", "Bonnet", languages)
    assert apart.alternatives[0].name == {"en": "Bonnet", "fr": "Capot"}
    named = change.told(example("bonnet"), ("title",), "fr", "Autre", languages)
    assert named.title == {"en": "Car bonnet", "fr": "Autre"}
    assert change.told(named, ("alternatives", 0, "name"), "fr", "", languages).alternatives[0].name is None


def test_the_first_alternatives_of_a_blank():
    one = change.with_alternative(BLANK, "pp", 2.0)
    assert [each.id for each in one.alternatives] == ["pp"] and one.baseline == "pp"
    two = change.with_alternative(one, "pp", 3.0)
    assert [each.id for each in two.alternatives] == ["pp", "pp-2"] and two.baseline == "pp"
    with_line = change.with_doing_without(two)
    assert [each.id for each in change.with_alternative(with_line, "pc", 1.0).alternatives] == ["pp", "pp-2", "pc", "without"]
    kept = change.with_alternative(change.changed(BLANK, ("alternatives", 0, "note"), WORDS), "pp", 1.0)
    assert [each.id for each in kept.alternatives] == ["pp", "without"]


def test_a_copy_is_another_alternative_in_the_same_words():
    study = example("bonnet")
    copy = change.with_copy(study, 0, {"en": "Copy"})
    assert [each.id for each in copy.alternatives][:3] == ["steel", "steel-2", "aluminium"]
    assert copy.alternatives[1].parts == study.alternatives[0].parts and copy.alternatives[1].name == {"en": "Copy"}
    again = change.with_copy(copy, 1, {"en": "Copy"})
    assert [each.id for each in again.alternatives][:3] == ["steel", "steel-2", "steel-3"]
    table = edit.tables(change.with_alternative(BLANK, "pp", 1.0))
    table["baseline"] = table["alternatives"][0]["id"] = "a" * 61
    assert len(change.with_copy(reading.parse(table), 0, WORDS).alternatives[1].id) <= 61


def test_what_goes_takes_the_baseline_and_never_the_reference():
    study = change.changed(example("bonnet"), ("baseline",), "aluminium")
    assert change.without_alternative(study, 1).baseline == "steel"
    with pytest.raises(errors.StillReference):
        change.without_alternative(study, 0)
    given = change.with_alternative(change.with_alternative(BLANK, "pp", 1.0), "pc", 1.0)
    assert change.without_alternative(given, 0).baseline == "pc"
    with pytest.raises(errors.OutOfRange):
        change.without_alternative(BLANK, 0)


def test_sized_and_given_and_sized_again(facts):
    """Masses given as they came out are the masses that the sizing gives back."""
    study = panel("steel-s235jr", "aluminium-5754", mass=10.0)
    given = change.given(study, facts)
    masses = [each.parts[0].mass for each in given.alternatives]
    assert given.sizing is None and masses[0] == 10 and 4 < masses[1] < 6
    again = change.sized(given, "panel-stiffness")
    assert again.sizing == study.sizing and [each.parts[0].mass for each in again.alternatives] == [SIZED, SIZED]
    assert change.sized(study, "volume").sizing.constraints[0].function == "volume"


def test_what_cannot_be_sized_is_given_the_mass_of_the_reference(facts):
    wall = example("wall")
    given = change.given(wall, facts)
    assert given.alternative("hemp").parts[0].mass == wall.sizing.mass


def test_a_part_with_a_mass_of_its_own_stays_in_a_sized_comparison():
    """In a study with a sizing, an alternative whose mass is given is none of the quick choices."""
    study = change.changed(panel("pp", "pc"), ("alternatives", 1, "parts", 0, "mass"), 3.0)
    assert list(edit.plain(study)) == ["pp"]
    kept = edit.compose(study, ["pp"], "pp", {"panel-stiffness": 1.0}, {"pp": 10.0}, False, "pp", None, [])
    assert kept.alternatives == study.alternatives


def test_a_process_needs_what_no_source_gives(facts):
    """A step that states what is needed passes, for every process; without any one of it, it does not."""
    stages = facts.stages
    subfamily = {kind: material for material, kind in stages.subfamily.items() if material in set(facts.material.id)}
    for process in stages.process.index:
        row = stages.process.loc[process]
        material = next((subfamily[kind] for kind in stages.possible.get(process, ()) if kind in subfamily), None)
        if material is None:
            continue
        step = {"process": process} | {name: 1.0 for name in checking.needs(row)}
        study = panel(material, "pp" if material != "pp" else "pc")
        place = ("alternatives", 0, "parts", 0, "processes")
        checking.check(change.changed(study, place, [step]), facts)
        for name in checking.needs(row):
            with pytest.raises((errors.Needed, errors.AmountNeeded)):
                checking.check(change.changed(study, place, [{key: value for key, value in step.items() if key != name}]), facts)
