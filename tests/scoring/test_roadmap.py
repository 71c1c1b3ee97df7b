"""Trajectories by hand: what is shared is drawn once, parts add up, and what is missing is never zero."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from impact.model import portfolio, reading
from impact.model.portfolio import DECIDED, IDEA, PLANNED, Activity
from impact.scoring import gap, roadmap
from impact.scoring.compare import compare
from impact.scoring.roadmap import function_effect, trajectory, volume_effect
from tests.conftest import ROOT, WORDS, made, one

CLIMATE, ACID = "GWP-total", "AP"


def plan(*activities: dict, **more) -> portfolio.Roadmap:
    """Road-map from 2025 to 2030."""
    table = {"title": WORDS, "reference_year": 2025, "target_year": 2030, "activities": list(activities)}
    return reading.parse(table | more, portfolio.KIND)


def activity(study: str = "one", alternative: str = "a", quantity: float = 100.0, **more) -> dict:
    return {"name": WORDS, "study": study, "alternative": alternative, "quantity": quantity} | more


def volume(year: int, quantity: float, status: str = "decided") -> dict:
    return {"year": year, "quantity": quantity, "status": status}


def switch(year: int, alternative: str, share: float, status: str = "decided") -> dict:
    return {"year": year, "alternative": alternative, "share": share, "status": status}


@pytest.fixture(scope="module")
def compared(workshop):
    """Two studies that share metal, and a third with what has no acidification."""
    studies = {
        "one": made(one("a", "metal", 1.0), one("b", "plastic", 1.0), {"id": "none"}),
        "two": made(one("x", "metal", 2.0)),
        "three": made(
            one("g", "glue", 1.0), {"id": "mix", "parts": [{"material": "metal", "mass": 1.0}, {"material": "glue", "mass": 1.0}]}
        ),
        "four": made(
            one("pure", "metal", 1.0), {"id": "mix", "parts": [{"material": "metal", "mass": 1.0}, {"material": "glue", "mass": 1.0}]}
        ),
    }
    return {name: compare(study, workshop, 1024) for name, study in studies.items()}


def test_by_hand(compared):
    """100 functions of 1 kg metal at 10: 1 000; 60 functions, half of 4: 60 × (5 + 2) = 420."""
    held = trajectory(plan(activity(quantities=[volume(2030, 60)], changes=[switch(2028, "b", 0.5)])), compared)
    rows = roadmap.rows(held).query("line == 'decided' and activity == -1").set_index("year")
    assert rows["median"][2025] == pytest.approx(1000, rel=2e-3) and rows["median"][2030] == pytest.approx(420, rel=0.02)
    assert rows["median"][2027] == pytest.approx(840, rel=2e-3)  # 84 functions, not switched yet
    assert rows["median"][2025] / rows.low[2025] == pytest.approx(1.2**1.96, rel=0.02)
    assert (rows.status == "known").all() and held.lines == [DECIDED, PLANNED]


def test_only_lines_that_count_it_hold_a_change(compared):
    changes = [switch(2026, "b", 0.2, "done"), switch(2027, "b", 0.4, "planned"), switch(2028, "b", 1.0, "idea")]
    held = trajectory(plan(activity(changes=changes)), compared)
    metal, plastic = compared["one"].cube.total[:, 0, 0], compared["one"].cube.total[:, 1, 0]
    for line, share in ((DECIDED, 0.2), (PLANNED, 0.4), (IDEA, 1.0)):
        assert np.allclose(held.total(line)[:, -1], 100 * ((1 - share) * metal + share * plastic))


def test_what_two_studies_share_is_drawn_once(compared):
    """100 × 1 kg of metal in one study are 50 × 2 kg in another, draw by draw, to the last digit."""
    held = trajectory(plan(activity(), activity("two", "x", 50)), compared)
    amounts = held.amounts(DECIDED)
    assert np.array_equal(amounts[..., 0], amounts[..., 1]) and amounts[:, 0, 0].std() > 0


def test_facts_and_hypotheses_of_worked_examples_are_shared_across_studies(catalogue):
    """The bonnet of a petrol car and that of a battery car: the same matter, draw by draw."""
    found = []
    for name in ("bonnet", "bonnet-battery"):
        study = reading.load(ROOT / f"data/studies/{name}.toml")
        found.append(compare(study, catalogue.facts(study.materials), 256).cube)
    one_, other = [cube.impact[:, cube.alternatives.index("steel"), 0, cube.stages.index("material")] for cube in found]
    assert np.array_equal(one_, other) and one_.std() > 0


def test_the_sum_of_a_fact_that_is_shared_is_as_wide_as_one(compared):
    """Independent draws would make the sum narrower, by the root of two."""
    held = trajectory(plan(activity(), activity("two", "x", 50)), compared)
    total, single = held.total(DECIDED)[:, 0], held.amounts(DECIDED)[:, 0, 0]
    assert np.log(total).std() == pytest.approx(np.log(single).std())


amounts = some.floats(1e-3, 1e6)


@given(quantity=amounts, share=some.floats(0, 1))
@settings(max_examples=20)
def test_without_change_it_is_flat(compared, quantity, share):
    held = trajectory(plan(activity(quantity=quantity), activity("two", "x", quantity)), compared)
    assert all(np.array_equal(held.total(line), np.repeat(held.total(line)[:, :1], 6, axis=1)) for line in held.lines)
    assert not roadmap.effects(held, PLANNED)["median"].any()


@given(
    quantities=some.lists(
        some.builds(volume, some.integers(2026, 2030), some.floats(0, 1e6)), max_size=3, unique_by=lambda each: each["year"]
    ),
    share=some.floats(0, 1),
    year=some.integers(2026, 2030),
)
@settings(max_examples=30)
def test_activities_add_up_and_so_do_effects(compared, quantities, share, year):
    held = trajectory(plan(activity(quantities=quantities, changes=[switch(year, "b", share)]), activity("two", "x", 7)), compared)
    assert np.allclose(held.amounts(DECIDED).sum(axis=-1), held.total(DECIDED), rtol=1e-12)
    at = (held.quantity[DECIDED][0], held.intensity[DECIDED][:, 0], held.quantity[DECIDED][-1], held.intensity[DECIDED][:, -1])
    whole = held.amounts(DECIDED)[:, -1] - held.amounts(DECIDED)[:, 0]
    assert np.allclose(volume_effect(*at) + function_effect(*at), whole, rtol=1e-9, atol=1e-6)


def test_effects_by_hand_and_neither_comes_first():
    """From 10 × 4 to 6 × 2: −4 × 3 = −12 by volume, −2 × 8 = −16 by function, −28 in all; told backwards, the same with the other sign."""
    assert (volume_effect(10, 4, 6, 2), function_effect(10, 4, 6, 2)) == (-12, -16)
    assert (volume_effect(6, 2, 10, 4), function_effect(6, 2, 10, 4)) == (12, 16)
    assert function_effect(10, 4, 10, 2) + volume_effect(10, 4, 10, 2) == function_effect(10, 4, 10, 2)


def test_to_end_an_activity_is_all_volume(compared):
    held = trajectory(plan(activity(quantities=[volume(2030, 0)])), compared)
    rows = roadmap.effects(held, DECIDED).set_index(["activity", "effect"])["median"]
    assert rows[0, "volume"] == pytest.approx(-1000, rel=2e-3) and rows[0, "function"] == 0 and rows[-1, "both"] == rows[0, "volume"]


def test_what_has_no_value_is_left_out_of_all_years_and_said(compared):
    """Glue has no acidification: switching to it must not look like a fall."""
    held = trajectory(plan(activity(), activity("three", "mix", 100, changes=[switch(2028, "g", 1.0)]), indicator=ACID), compared)
    assert held.left_out == [1] and held.bound(DECIDED, 2025) == {"more"}
    rows = roadmap.rows(held).query("line == 'decided'").set_index(["activity", "year"])
    assert rows.status[1, 2025] == "missing" and np.isnan(rows["median"][1, 2030]) and rows.status[-1, 2030] == "partial"
    assert rows["median"][-1, 2025] == rows["median"][-1, 2030] == pytest.approx(10, rel=2e-3)


def test_nothing_known_is_no_zero(compared):
    held = trajectory(plan(activity("three", "g"), indicator=ACID, reduction={"share": 0.3, "source": WORDS}), compared)
    assert np.isnan(held.total(DECIDED)).all() and np.isnan(gap.aim(held, DECIDED).met)


def test_a_total_that_leaves_something_out_is_at_least_so_much(compared):
    """Metal has acidification, the glue on it has none."""
    table = activity("three", "mix", 100)
    held = trajectory(plan(table, indicator=ACID, reduction={"share": 0.3, "source": WORDS}), compared)
    row = roadmap.rows(held).iloc[0]
    assert (row.status, row.more, row.less) == ("partial", True, False) and row["median"] == pytest.approx(10, rel=2e-3)
    assert held.is_open(DECIDED) and np.isnan(gap.aim(held, DECIDED).met)


LEFT_OUT = [
    [activity(quantities=[volume(2030, 60)]), activity("three", "g")],  # one without value beside one that falls
    [activity("three", "mix", quantities=[volume(2030, 60)])],  # a burden is left out of both years
    [activity("four", "pure", changes=[switch(2030, "mix", 1.0)])],  # of the target year
    [activity("four", "mix", changes=[switch(2030, "pure", 1.0)])],  # of the reference year
]


@pytest.mark.parametrize("activities", LEFT_OUT)
def test_where_either_year_leaves_something_out_there_is_no_percentage_and_no_probability(compared, activities):
    held = trajectory(plan(*activities, indicator=ACID, reduction={"share": 0.3, "source": WORDS}), compared)
    found = gap.aim(held, DECIDED)
    assert held.is_open(DECIDED) and found.reached is None and np.isnan([found.met, *found.gap, *found.change]).all()
    assert roadmap.effects(held, DECIDED).set_index(["activity", "effect"]).status[-1, "both"] == "partial"


def test_a_year_between_that_leaves_something_out_leaves_the_gap_but_not_since_when(compared):
    """60 functions from 2028 on; in 2029 alone with glue: met in 2028 at the earliest, known from 2030 on."""
    table = activity("four", "pure", quantities=[volume(2028, 60)], changes=[switch(2029, "mix", 1.0), switch(2030, "mix", 0.0)])
    held = trajectory(plan(table, indicator=ACID, reduction={"share": 0.3, "source": WORDS}), compared)
    found = gap.aim(held, DECIDED)
    assert not held.is_open(DECIDED) and (found.met, found.reached) == (1, 2030) and found.change == pytest.approx([-0.4] * 3)


@pytest.mark.parametrize(("own", "side"), [(1.0, gap.OPEN), (1e-14, gap.BEYOND)])
def test_at_least_so_much_is_beyond_a_budget_or_open_but_never_within(compared, workshop, own, side):
    budget = {"country": "FR", "own": own, "principles": ["own"], "capacities": ["sala-2020"]}
    held = trajectory(plan(activity("three", "mix"), budget=budget, indicator=ACID), compared)
    row = gap.budgets(held, workshop).iloc[0]
    assert (row.side, row.spent_side, row.status, row.met) == (side, side, "partial", None)
    assert np.isnan([row.within, row.spent_within]).all() and row.ratio > 0


@pytest.mark.parametrize(("share", "met", "reached"), [(0.4, 1, 2030), (0.41, 0, None), (0.2, 1, 2028)])
def test_a_reduction_by_volume_alone_is_met_surely_or_not_at_all(compared, share, met, reached):
    """100 functions become 60: 40 % less in every draw, whatever a kilogram of metal causes."""
    held = trajectory(plan(activity(quantities=[volume(2030, 60)]), reduction={"share": share, "source": WORDS}), compared)
    found = gap.aim(held, DECIDED)
    assert (found.met, found.reached) == (met, reached) and found.change == pytest.approx([-0.4] * 3)


def test_the_probability_is_that_of_the_draws(compared):
    held = trajectory(plan(activity(changes=[switch(2029, "b", 0.5)]), reduction={"share": 0.3, "source": WORDS}), compared)
    metal, plastic = compared["one"].cube.total[:, 0, 0], compared["one"].cube.total[:, 1, 0]
    assert gap.aim(held, DECIDED).met == pytest.approx(((metal + plastic) / 2 <= 0.7 * metal).mean()) and 0 < gap.aim(held, DECIDED).met < 1


def test_budgets_by_hand(compared, workshop):
    """Own share 1e-10 of 6.81e12 kg: 681 kg a year. 1 000 falls to 500: 1 000 + 900 + … + 500 = 4 500 against 6 × 681 = 4 086, used up in 2030."""
    budget = {"country": "FR", "own": 1e-10, "principles": ["own"], "capacities": ["sala-2020", "jrc-2023-min"]}
    held = trajectory(plan(activity(quantities=[volume(2030, 50)]), budget=budget), compared)
    rows = gap.budgets(held, workshop).query("line == 'decided'")
    row, twin = rows.iloc[0], rows.iloc[1]
    assert row.allocated == pytest.approx(681, rel=0.01) and row.own and not twin.own
    assert row.ratio == pytest.approx(500 / row.allocated, rel=2e-3) and row.spent == pytest.approx(4500 / 6 / row.allocated, rel=2e-3)
    assert (row.exhausted, row.met) == (2030, 2029) and row.within > 0.9


def test_grandfathering_gives_what_the_reference_year_has_of_the_world(compared, workshop):
    budget = {"country": "FR", "principles": ["grandfathering"], "capacities": ["sala-2020"]}
    held = trajectory(plan(activity(), budget=budget), compared)
    row = gap.budgets(held, workshop).iloc[0]
    limits = workshop.limits
    capacity = limits.capacity.query("set == 'sala-2020' and indicator == 'GWP-total'").value.iloc[0]
    assert 1 / row.ratio == pytest.approx(capacity / limits.world.value[CLIMATE]) and row.spent == pytest.approx(row.ratio)
    assert row.within == (1.0 if row.ratio <= 1 else 0.0)


def test_grandfathering_gives_nothing_where_the_reference_leaves_something_out(compared, workshop):
    budget = {"country": "FR", "own": 0.5, "principles": ["grandfathering", "own"], "capacities": ["sala-2020"]}
    held = trajectory(plan(activity("three", "mix"), budget=budget, indicator=ACID), compared)
    rows = gap.budgets(held, workshop).set_index(["line", "principle"])
    assert np.isnan(rows.allocated[DECIDED, "grandfathering"]) and rows.allocated[DECIDED, "own"] > 0


def test_without_budget_there_are_no_rows(compared, workshop):
    assert gap.budgets(trajectory(plan(activity()), compared), workshop).empty


def assessed(*days: date, done: int | None = None) -> Activity:
    changes = [switch(done, "b", 0.5, "done"), switch(2030, "c", 0.5, "planned")] if done else []
    return Activity.model_validate(activity(changes=changes, assessed=[{"date": each} for each in days]))


TODAY = date(2028, 2, 29)


@pytest.mark.parametrize(
    ("plan_", "taken", "last", "why"),
    [
        (assessed(), [], None, ("never",)),
        (assessed(date(2027, 3, 1)), [], date(2027, 3, 1), ()),
        (assessed(date(2027, 2, 28)), [], date(2027, 2, 28), ("old",)),
        (assessed(date(2027, 2, 28)), [date(2028, 1, 5)], date(2028, 1, 5), ()),
        (assessed(date(2027, 12, 31), done=2028), [], date(2027, 12, 31), ("changed",)),
        (assessed(date(2026, 12, 31), done=2028), [], date(2026, 12, 31), ("changed", "old")),
        (assessed(date(2028, 1, 1), done=2028), [], date(2028, 1, 1), ()),
        (assessed(date(2028, 1, 1), done=2029), [], date(2028, 1, 1), ()),
        (assessed(date(2029, 1, 1)), [], None, ("never",)),
    ],
)
def test_what_is_to_be_assessed_again(plan_, taken, last, why):
    found = gap.progress(plan_, TODAY, taken)
    assert (found.last, found.why) == (last, why)
