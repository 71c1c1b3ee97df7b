"""Numbers of a study: each is found, may be an array, and may have a range."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact import errors
from impact.model import change, checking, edit, reading
from impact.model.lifecycle import cube
from impact.model.numbers import ENDS, drawn, leads, numbers, place_of, ranges, replaced, way
from impact.model.settle import settle
from impact.model.uncertainty import Chosen, Draws
from impact.model.variation import Variation
from tests.conftest import EXAMPLES, ROOT

DISTANCE = "life.use.carried.distance"


def example(name: str):
    return reading.load(ROOT / f"data/studies/{name}.toml")


def supposed(study, **numbers_):
    """The study with one hypothesis about its numbers and no other."""
    words = {"en": "x"}
    entry = {"statement": words, "owner": "o", "source": words, "review": study.hypotheses[0].review} | numbers_
    return change.changed(study, ("hypotheses",), [entry])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("allocation", ["cut-off", "footprint-formula"])
def test_every_number_taken_as_draws_gives_what_it_gives_one_by_one(path, allocation, facts):
    study = reading.load(path).model_copy(update={"allocation": allocation})
    variation = Variation(study, facts, "GWP-total")
    base = variation.totals(Draws(1))
    assert variation.numbers
    for each in variation.numbers:
        values = np.linspace(each.low, each.high, 3)
        at_once = variation.totals(Chosen(3), {each.about: values})
        one_by_one = [variation.totals(Draws(1), {each.about: float(value)})[:, 0] for value in values]
        np.testing.assert_allclose(at_once, np.transpose(one_by_one))
        np.testing.assert_allclose(variation.totals(Draws(1), {each.about: each.value}), base)
        assert place_of(study, each.about) == each.place and way(study, each.place) == each.about and leads(study, each.about)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_variation_is_the_cube_on_one_indicator(path, facts):
    study = reading.load(path)
    whole = cube(study, facts, Draws(64))
    for indicator in ("GWP-total", "AP"):
        total = Variation(study, facts, indicator).totals(Draws(64))
        np.testing.assert_allclose(total, whole.total[..., whole.indicators.index(indicator)].T, rtol=1e-12)


def test_a_number_that_the_file_would_refuse_is_not_among_them(facts):
    study = example("bonnet")
    settled = settle(study, facts)
    for each in numbers(study, settled, facts):
        least, most = ENDS.get(each.kind, (0.0, np.inf))
        assert least <= each.low <= each.value <= each.high <= most and each.least <= each.low and each.high <= each.most


def test_a_number_moved_is_the_number_in_the_file(facts):
    """Moved or written, 300,000 km cause the same."""
    study = example("bonnet").model_copy(update={"hypotheses": []})
    moved = Variation(study, facts, "GWP-total").totals(Draws(16), {DISTANCE: 300000.0})
    written = Variation(change.changed(study, ("life", "use", "carried", "distance"), 300000.0), facts, "GWP-total").totals(Draws(16))
    np.testing.assert_array_equal(moved, written)


def test_a_range_keeps_what_stands_as_its_median(facts):
    study = example("bonnet")
    found = drawn(study, settle(study, facts), Draws(4096))[DISTANCE]
    assert np.median(found) == pytest.approx(200000, rel=1e-3)
    assert found.min() >= 150000 and found.max() <= 300000
    assert (found < 175000).mean() == pytest.approx(0.25, abs=0.01) and (found > 250000).mean() == pytest.approx(0.25, abs=0.01)
    assert drawn(study, settle(study, facts), Draws(1))[DISTANCE] == 200000


def test_what_one_hypothesis_is_about_is_drawn_as_one(facts):
    study = example("bonnet")
    found = drawn(study, settle(study, facts), Draws(64))
    steel, aluminium = (found[f"alternatives.{name}.end_of_life.recycling"] for name in ("steel", "aluminium"))
    np.testing.assert_array_equal(steel, aluminium)


def test_a_range_that_all_share_changes_no_ratio(facts):
    """Every alternative is sized from the steel bonnet: whatever it weighs, the ratios stay."""
    exact = example("bonnet").model_copy(update={"hypotheses": []})
    ranged = supposed(exact.model_copy(update={"hypotheses": example("bonnet").hypotheses}), about=["sizing.mass"], low=12.0, high=18.0)
    one, two = (Variation(study, facts, "GWP-total").totals(Draws(64)) for study in (exact, ranged))
    np.testing.assert_allclose(one[1] / one[0], two[1] / two[0])
    assert not np.allclose(one[0], two[0])


def test_shares_make_room(facts):
    study = example("bottle")
    settled = settle(study, facts)
    more = replaced(study, settled, {"alternatives.pet.end_of_life.recycling": np.array([0.0, 0.42, 1.0])}).alternatives[0].end_of_life
    np.testing.assert_allclose(more.recycling + more.energy_recovery + more.incineration + more.landfill + more.reuse, 1)
    np.testing.assert_allclose(more.energy_recovery[0] / more.landfill[0], 1)
    whole = replaced(study, settled, {"alternatives.pet.end_of_life.recycling": 1.0})
    back = replaced(whole, settle(whole, facts), {"alternatives.pet.end_of_life.recycling": 0.4}).alternatives[0].end_of_life
    assert back.landfill == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("entry", "error", "where"),
    [
        ({"about": [DISTANCE], "low": 300000.0, "high": 150000.0}, errors.EmptyRange, "hypotheses[0].low"),
        ({"about": [DISTANCE], "low": 200000.0, "high": 200000.0}, errors.EmptyRange, "hypotheses[0].low"),
        ({"about": [DISTANCE], "low": "150 kg", "high": 300000.0}, errors.UnknownUnit, "hypotheses[0].low"),
        ({"about": [DISTANCE], "low": 250000.0, "high": 300000.0}, errors.OutOfRange, DISTANCE),
        ({"about": ["alternatives.steel.end_of_life.recycling"], "low": 0.5, "high": 1.5}, errors.OutOfRange, "hypotheses[0].high"),
        ({"about": ["life.use.carried.speed"], "low": 1.0, "high": 2.0}, errors.UnknownPlace, "hypotheses[0].about"),
        ({"about": ["alternatives.wood.serves"], "low": 1.0, "high": 2.0}, errors.UnknownPlace, "hypotheses[0].about"),
        ({"about": ["alternatives.steel.parts[7].life"], "low": 1.0, "high": 2.0}, errors.UnknownPlace, "hypotheses.about"),
        ({"about": [DISTANCE]}, errors.KeyMissing, "hypotheses[0].low"),
        ({"about": [DISTANCE], "low": 150000.0}, errors.KeyMissing, "hypotheses[0].high"),
        ({"about": [DISTANCE], "fact": "pp", "low": 1.0, "high": 2.0}, errors.SaidTwice, "hypotheses[0]"),
        ({"fact": "steel-galvanised-sheet", "spread": 0.9}, errors.OutOfRange, "hypotheses[0].spread"),
        ({"fact": "steel-galvanised-sheet", "spread": 11.0}, errors.OutOfRange, "hypotheses[0].spread"),
        ({"fact": "steel-galvanised-sheet"}, errors.KeyMissing, "hypotheses[0].spread"),
        ({"spread": 1.2}, errors.KeyMissing, "hypotheses[0].fact"),
        ({"fact": "unobtainium", "spread": 1.2}, errors.UnknownFact, "hypotheses[0].fact"),
        ({"fact": "electricity:FR", "number": "XYZ", "spread": 1.2}, errors.UnknownFact, "hypotheses[0].number"),
        ({"fact": "pp", "number": "density", "low": 2.0, "high": 1.0}, errors.EmptyRange, "hypotheses[0].low"),
        ({"fact": "pp", "low": 1.0, "high": 2.0}, errors.KeyMissing, "hypotheses[0].number"),
        ({}, errors.KeyMissing, "hypotheses[0].range"),
    ],
)
def test_bad_hypotheses_are_refused(entry, error, where, facts):
    with pytest.raises(error) as problem:
        checking.check(supposed(example("bonnet"), **entry), facts)
    assert where in problem.value.where


def test_a_target_leads_to_a_number_of_the_study(facts):
    study = change.added(example("bonnet"), ("targets",), {"about": DISTANCE, "goal": 1e5, "effort": "low"})
    checking.check(study, facts)
    with pytest.raises(errors.UnknownPlace):
        checking.check(change.changed(study, ("targets", 0, "about"), "life.use.carried.speed"), facts)
    with pytest.raises(errors.UnknownUnit):
        checking.check(change.changed(study, ("targets", 0, "goal"), "5 kg"), facts)
    for _ in range(2):
        study = change.added(study, ("targets",), {"about": DISTANCE, "goal": 1e5, "effort": "low"})
    with pytest.raises(errors.OutOfRange):
        change.added(study, ("targets",), {"about": DISTANCE, "goal": 1e5, "effort": "low"})


def test_a_spread_that_is_supposed_is_the_one_that_is_drawn(facts):
    """With a spread of 1 the factor is exact; electricity along a path has that of today."""
    study = supposed(example("bonnet"), fact="steel-galvanised-sheet", number="GWP-total", spread=1.0)
    result = cube(study, facts, Draws(256))
    assert np.ptp(result.impact[:, 0, 0, 0]) == 0 and np.ptp(result.impact[:, 0, 2, 0]) > 0
    wide = cube(supposed(example("bonnet"), fact="vehicle:car-petrol", spread=3.0), facts, Draws(256))
    usual = cube(supposed(example("bonnet"), fact="vehicle:car-petrol", spread=1.0), facts, Draws(256))
    use = wide.stages.index("use")
    assert np.std(np.log(wide.impact[:, 0, 0, use])) > np.std(np.log(usual.impact[:, 0, 0, use]))


def test_hypotheses_follow_what_they_are_about(facts):
    study = example("bonnet")
    less = change.without_alternative(study, 1)
    recycling = next(each for each in less.hypotheses if each.about and "recycling" in each.about[0])
    assert recycling.about == ["alternatives.steel.end_of_life.recycling"]
    assert len(less.hypotheses) == len(study.hypotheses)
    checking.check(less, facts)
    nowhere = change.changed(less, ("life", "transport"), None)
    assert len(nowhere.hypotheses) == len(study.hypotheses) - 1
    checking.check(nowhere, facts)
    held = edit.following(study, study.model_copy(update={"sizing": None}))
    assert not any("sizing.mass" in (each.about or []) for each in held.hypotheses)


def test_a_number_changed_out_of_its_range_leaves_its_hypothesis_in_words(facts):
    study, place = example("bonnet"), ("life", "use", "carried", "distance")
    within, out = change.changed(study, place, 250000.0), change.changed(study, place, 400000.0)
    assert within.hypotheses == study.hypotheses and len(out.hypotheses) == len(study.hypotheses)
    assert [each.about for each in study.hypotheses].count([DISTANCE]) == 1 and [DISTANCE] not in [each.about for each in out.hypotheses]
    assert sum(each.about is None for each in out.hypotheses) == sum(each.about is None for each in study.hypotheses) + 1
    for each in (within, out):
        checking.check(each, facts)


def test_entries_of_a_list_are_counted_again():
    """Of three legs the first goes: the hypothesis about it goes, and that about the second is about the first."""
    study = example("bonnet").model_copy(update={"hypotheses": example("bonnet").hypotheses[:1]})
    legs = [{"mode": "sea-container", "distance": float(100 * each)} for each in (1, 2, 3)]
    study = change.changed(study, ("life", "transport"), legs)
    words = {"en": "x"}
    common = {"owner": "o", "source": words, "review": study.hypotheses[0].review}
    for each in range(2):
        entry = {"statement": {"en": f"leg {each}"}, "about": [f"life.transport[{each}].distance"], "low": 1.0, "high": 500.0}
        study = change.added(study, ("hypotheses",), entry | common)
    study = change.added(study, ("targets",), {"about": "life.transport[1].distance", "goal": 50.0, "effort": "low"})
    left = change.removed(study, ("life", "transport", 0))
    assert [each.statement["en"] for each in left.hypotheses[1:]] == ["leg 1"]
    assert left.hypotheses[1].about == ["life.transport[0].distance"] and left.targets[0].about == "life.transport[0].distance"


@given(value=st.floats(0.86, 0.97), u=st.floats(0.001, 0.999))
def test_a_range_is_monotone_and_within_its_ends(value, u):
    draws = Chosen(1, {(("x",), 0): np.array([u])})
    found = draws.around(("x",), 0.85, value, 0.98)[0]
    assert 0.85 <= found <= 0.98 and (found <= value) == (u <= 0.5) or found == pytest.approx(value)


def test_bounds_are_read_as_what_they_are_about():
    _, low, high = next(iter(ranges(supposed(example("bonnet"), about=["sizing.mass"], low="12000 g", high="18,5 kg"))))
    assert low == pytest.approx(12) and high == 18.5


def test_chosen_draws_note_what_varies(facts):
    variation = Variation(example("bonnet"), facts, "GWP-total")
    asked = variation.facts_of()
    assert len(set(asked)) == len(asked) and {subject[0] for subject, _ in asked} >= {
        "factor",
        "activity",
        "property",
        "vehicle",
        "hypothesis",
    }
    base = variation.totals(Draws(1))
    for fact in asked:
        assert not np.allclose(variation.totals(Chosen(1, {fact: np.array([0.9])})), base), fact
