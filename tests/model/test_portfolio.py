"""A road-map is read whole or refused in one sentence; quantities and shares year by year, by hand."""

import copy
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as some

from impact import errors
from impact.model import portfolio, reading
from impact.model.portfolio import DECIDED, IDEA, LINES, PLANNED, STATUSES, Activity
from tests.conftest import ROOT, WORDS

ROADMAPS = sorted((ROOT / "data" / "roadmaps").glob("*.toml"))
WORKSHOP = tomllib.loads((ROOT / "data/roadmaps/workshop.toml").read_text(encoding="utf-8"))
FRAMES = ("activities", 0)


def changed(*path, value) -> dict:
    """The worked example with one value changed, or removed when it is KeyError."""
    table = copy.deepcopy(WORKSHOP)
    place = table
    for step in path[:-1]:
        place = place[step]
    if value is KeyError:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return table


@pytest.mark.parametrize("path", ROADMAPS, ids=lambda path: path.stem)
def test_the_worked_examples_can_be_read_and_name_what_there_is(path, facts):
    roadmap = reading.load(path, portfolio.KIND)
    portfolio.check(roadmap, facts, lambda name: reading.load(ROOT / f"data/studies/{name}.toml"))
    said = [roadmap.title, roadmap.reduction.source, roadmap.budget.source, *(each.name for each in roadmap.activities)]
    said += [words for each in roadmap.hypotheses for words in (each.statement, each.source, each.range)]
    said += [each.note for activity in roadmap.activities for each in (*activity.quantities, *activity.changes) if each.note]
    assert roadmap.hypotheses and all(set(words) == {"en", "fr"} for words in said)


@pytest.mark.parametrize("path", ROADMAPS, ids=lambda path: path.stem)
def test_what_is_written_is_read_back(path):
    roadmap = reading.load(path, portfolio.KIND)
    assert portfolio.loads(portfolio.dumps(roadmap).encode()) == roadmap


CHANGE = {"year": 2027, "alternative": "stainless", "share": 0.5, "status": "planned"}


@pytest.mark.parametrize(
    ("table", "error", "where"),
    [
        (changed("title", value=KeyError), errors.KeyMissing, "title"),
        (changed("colour", value="red"), errors.UnknownKey, "colour"),
        (changed(*FRAMES, "quantty", value=3), errors.UnknownKey, "activities[0].quantty"),
        (changed("target_year", value="2030"), errors.WrongType, "target_year"),
        (changed("target_year", value=2060), errors.OutOfRange, "target_year"),
        (changed("target_year", value=2025), errors.OutOfRange, "target_year"),
        (changed("activities", value=[]), errors.OutOfRange, "activities"),
        (changed(*FRAMES, "quantity", value="-3"), errors.OutOfRange, "activities[0].quantity"),
        (changed(*FRAMES, "quantity", value="1,234"), errors.AmbiguousNumber, "activities[0].quantity"),
        (changed(*FRAMES, "quantities", 0, "year", value=2031), errors.OutOfRange, "activities[0].quantities[0].year"),
        (changed(*FRAMES, "changes", 0, "year", value=2025), errors.OutOfRange, "activities[0].changes[0].year"),
        (changed(*FRAMES, "changes", 0, "status", value="dreamt"), errors.Unknown, "activities[0].changes[0].status"),
        (changed(*FRAMES, "changes", 0, "status", value=KeyError), errors.KeyMissing, "activities[0].changes[0].status"),
        (changed(*FRAMES, "changes", 0, "share", value="120 %"), errors.OutOfRange, "activities[0].changes[0].share"),
        (
            changed(*FRAMES, "changes", 0, "alternative", value="carbon-steel"),
            errors.NothingChanges,
            "activities[0].changes[0].alternative",
        ),
        (changed(*FRAMES, "changes", value=[CHANGE, CHANGE]), errors.PlannedTwice, "activities[0].changes[1].year"),
        (
            changed(*FRAMES, "changes", value=[CHANGE, CHANGE | {"alternative": "aluminium", "share": 0.6}]),
            errors.MoreThanWhole,
            "activities[0].changes[0].share",
        ),
        (changed("hypotheses", 0, "fact", value="steel-s235jr"), errors.KeyMissing, "hypotheses[0].spread"),
        (changed("hypotheses", 0, "about", value=["sizing.mass"]), errors.KeyMissing, "hypotheses[0].low"),
        (changed("budget", "quantity", value=2), errors.Unknown, "budget.quantity"),
        (changed("reduction", "source", value=KeyError), errors.KeyMissing, "reduction.source"),
    ],
)
def test_what_is_wrong_is_said_once_with_its_place(table, error, where):
    with pytest.raises(error) as problem:
        reading.parse(table, portfolio.KIND)
    assert problem.value.where == where


def test_keys_that_are_allowed_are_those_of_the_table():
    with pytest.raises(errors.UnknownKey) as problem:
        reading.parse(changed(*FRAMES, "changes", 0, "from", value=2027), portfolio.KIND)
    assert problem.value.allowed == ["year", "alternative", "share", "status", "note"]


def test_a_hypothesis_with_numbers_is_refused_rather_than_ignored():
    spread = changed("hypotheses", 0, "fact", value="steel-s235jr")
    spread["hypotheses"][0]["spread"] = 1.5
    with pytest.raises(errors.UnknownKey) as problem:
        reading.parse(spread, portfolio.KIND)
    assert problem.value.where == "hypotheses[0].fact"


@pytest.mark.parametrize(
    ("table", "error", "where"),
    [
        (changed(*FRAMES, "study", value="chair"), errors.UnknownStudy, "activities[0].study"),
        (changed(*FRAMES, "alternative", value="gold"), errors.UnknownAlternative, "activities[0].alternative"),
        (changed(*FRAMES, "changes", 1, "alternative", value="gold"), errors.UnknownAlternative, "activities[0].changes[1].alternative"),
        (changed("indicator", value="GWP"), errors.UnknownIndicator, "indicator"),
        (changed("budget", "country", value="ZZ"), errors.UnknownNation, "budget.country"),
        (changed("budget", "price", value=1e15), errors.MoreThanAll, "budget.price"),
    ],
)
def test_what_the_catalogue_or_a_study_does_not_hold_is_refused(table, error, where, facts):
    def study(name: str):
        path = ROOT / f"data/studies/{name}.toml"
        if not path.exists():
            raise errors.UnknownStudy("study", name, [])
        return reading.load(path)

    with pytest.raises(error) as problem:
        portfolio.check(reading.parse(table, portfolio.KIND), facts, study)
    assert problem.value.where == where


def activity(**more) -> Activity:
    return Activity.model_validate({"name": WORDS, "study": "s", "alternative": "a", "quantity": 100.0} | more)


def test_quantities_go_straight_between_years_and_stay_after_the_last():
    plan = activity(
        quantities=[{"year": 2030, "quantity": 0.0, "status": "decided"}, {"year": 2027, "quantity": 80.0, "status": "planned"}]
    )
    by = {line: [portfolio.quantity(plan, year, 2025, statuses) for year in range(2025, 2033)] for line, statuses in LINES.items()}
    assert by[DECIDED] == [100, 80, 60, 40, 20, 0, 0, 0]
    assert by[PLANNED] == pytest.approx([100, 90, 80, 80 * 2 / 3, 80 / 3, 0, 0, 0]) and by[IDEA] == by[PLANNED]


def test_a_share_is_a_level_and_the_rest_stays_with_the_reference():
    plan = activity(
        changes=[
            {"year": 2028, "alternative": "b", "share": 0.6, "status": "planned"},
            {"year": 2026, "alternative": "b", "share": 0.3, "status": "done"},
            {"year": 2029, "alternative": "c", "share": 0.4, "status": "idea"},
        ]
    )
    assert portfolio.shares(plan, 2025, STATUSES) == {"a": 1}
    assert portfolio.shares(plan, 2027, LINES[DECIDED]) == {"a": 0.7, "b": 0.3}
    assert portfolio.shares(plan, 2029, LINES[DECIDED]) == {"a": 0.7, "b": 0.3}
    assert portfolio.shares(plan, 2029, LINES[PLANNED]) == {"a": 0.4, "b": 0.6}
    assert portfolio.shares(plan, 2029, LINES[IDEA]) == pytest.approx({"a": 0, "b": 0.6, "c": 0.4})


def test_of_one_year_the_less_sure_word_comes_on_top():
    plan = activity(quantities=[{"year": 2030, "quantity": 50.0, "status": "idea"}, {"year": 2030, "quantity": 90.0, "status": "decided"}])
    assert [portfolio.quantity(plan, 2030, 2025, statuses) for statuses in LINES.values()] == [90, 90, 50]


#: Changes to two alternatives, each of at most half.
plans = some.lists(
    some.builds(
        dict,
        year=some.integers(2026, 2030),
        alternative=some.sampled_from(["b", "c"]),
        share=some.floats(0, 0.5),
        status=some.sampled_from(STATUSES),
    ),
    max_size=6,
    unique_by=lambda each: (each["year"], each["alternative"], each["status"]),
)


@given(changes=plans, year=some.integers(2025, 2030), line=some.sampled_from(list(LINES)))
def test_shares_are_those_of_one_whole(changes, year, line):
    held = portfolio.shares(activity(changes=changes), year, LINES[line])
    assert sum(held.values()) == pytest.approx(1) and all(0 <= share <= 1 for share in held.values())


def test_single_changes():
    roadmap = reading.load(ROADMAPS[0], portfolio.KIND)
    more = portfolio.added(roadmap, ("activities", 1, "changes"), {"year": 2028, "alternative": "pc", "share": 0.1, "status": "idea"})
    assert len(more.activities[1].changes) == 4 and portfolio.removed(more, ("activities", 1, "changes", 3)) == roadmap
    assert portfolio.changed(roadmap, ("reduction",), None).reduction is None
    assert portfolio.changed(roadmap, ("activities", 0, "quantity"), 7.0).activities[0].quantity == 7
    with pytest.raises(errors.OutOfRange):
        portfolio.changed(roadmap, ("target_year",), 2028)
