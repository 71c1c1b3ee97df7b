"""The state of the planet: the rule of states, its published cases, and what differs between editions."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from impact.scoring import planet as scoring
from impact.scoring.planet import BEYOND, HIGH, INCREASING, PAST, SAFE, STATES, UNKNOWN, normalised, past, planet, position, state, worst
from impact.store.facts import Limits
from tests.conftest import VECTORS

CASES = pd.read_csv(VECTORS / "planet_state.csv")
NAN = float("nan")
number = st.floats(-1e3, 1e3, allow_nan=False).map(lambda value: round(value, 3))


def variable(current=NAN, boundary=NAN, high_risk=NAN, worse="higher", more_than=False, placed=None, baseline=NAN) -> pd.DataFrame:
    """One control variable, as Limits.boundary would hold it."""
    row = {"current": current, "boundary": boundary, "high_risk": high_risk, "baseline": baseline, "worse": worse}
    return pd.DataFrame([row | {"more_than": more_than, "placed": placed}])


def state_of(*numbers, **more) -> str:
    return state(variable(*numbers, **more))[0]


def lines(draw) -> tuple[float, float, str]:
    """Boundary and line of high risk, in either direction."""
    one, other = draw(number), draw(number)
    assume(one != other)
    return one, other, "higher" if other > one else "lower"


both_lines = st.composite(lines)()


@pytest.mark.parametrize("case", list(CASES.itertuples()), ids=list(CASES.case))
def test_published_cases(case, facts):
    """Planetary Health Check 2025, Table 3, as worked in validation_cases.csv; and the catalogue holds the same numbers."""
    assert state_of(case.current, case.boundary, case.high_risk, worse=case.worse) == case.state
    assert position(case.current, case.boundary, case.high_risk) == pytest.approx(case.position, abs=case.tolerance)
    held = facts.limits.boundary.query("edition == 'phc-2025'").set_index("variable").loc[case.variable]
    assert (held.current, held.boundary, held.high_risk, held.worse) == (case.current, case.boundary, case.high_risk, case.worse)


@pytest.mark.parametrize(
    ("numbers", "more", "expected"),
    [
        ((350.0, 350.0, 450.0), {}, SAFE),  # at the boundary is not past it
        ((450.0, 350.0, 450.0), {}, INCREASING),  # nor is at the line of high risk
        ((100.0, 10.0, 100.0), {"more_than": True}, HIGH),  # more than 100, with the line at 100
        ((50.0, 10.0, 100.0), {"more_than": True}, PAST),  # beyond, but how far is not said
        ((0.0, 0.0), {"more_than": True}, PAST),
        ((5.0, 10.0, 100.0), {"more_than": True}, UNKNOWN),  # may be on either side
        ((80.0, 75.0, 54.0), {"more_than": True, "worse": "lower"}, SAFE),
        ((60.0, 75.0, 54.0), {"more_than": True, "worse": "lower"}, UNKNOWN),
        ((2.8, 2.75), {"worse": "lower"}, SAFE),
        ((2.7, 2.75), {"worse": "lower"}, PAST),  # without a line of high risk, no severity
        ((NAN, 350.0, 450.0), {}, UNKNOWN),
        ((423.0,), {}, UNKNOWN),
        ((NAN, 0.0), {"placed": HIGH}, HIGH),
    ],
)
def test_the_rule(numbers, more, expected):
    assert state_of(*numbers, **more) == expected


@given(both_lines, number)
def test_direction_is_symmetric(ends, current):
    boundary, high_risk, worse = ends
    other = {"higher": "lower", "lower": "higher"}[worse]
    assert state_of(current, boundary, high_risk, worse=worse) == state_of(-current, -boundary, -high_risk, worse=other)
    assert position(current, boundary, high_risk) == pytest.approx(position(-current, -boundary, -high_risk))


@given(both_lines, number, number, st.booleans())
def test_further_is_never_a_lower_state(ends, one, other, lined):
    boundary, high_risk, worse = ends
    near, far = sorted((one, other), reverse=worse == "lower")
    ranks = [STATES.index(state_of(value, boundary, high_risk if lined else NAN, worse=worse)) for value in (near, far)]
    assert ranks[0] <= ranks[1]


@given(both_lines, number, st.floats(1e-3, 1e3))
def test_another_unit_changes_nothing(ends, current, factor):
    boundary, high_risk, worse = ends
    assume(min(abs(current - boundary), abs(current - high_risk)) > 1e-3)  # a tie is decided by rounding
    scaled = [value * factor for value in (current, boundary, high_risk)]
    assert state_of(*scaled, worse=worse) == state_of(current, boundary, high_risk, worse=worse)
    assert position(*scaled) == pytest.approx(position(current, boundary, high_risk), rel=1e-6, abs=1e-6)


@given(both_lines, number)
def test_states_and_scales_agree(ends, current):
    """Position 0 is the boundary and 1 the line of high risk; normalised is 0 at the baseline and 1 at the boundary."""
    boundary, high_risk, worse = ends
    place, said = position(current, boundary, high_risk), state_of(current, boundary, high_risk, worse=worse)
    assert (place > 0) == (said in BEYOND) and (place > 1) == (said == HIGH)
    baseline = boundary - (high_risk - boundary)
    assert (normalised(current, baseline, boundary) > 1) == (said in BEYOND)
    rows = variable(current, boundary, high_risk, worse=worse, baseline=baseline).assign(state=said)
    on_one_scale = scoring.zoned(rows).place[0]
    assert (on_one_scale > 1) == (said in BEYOND) and (on_one_scale > 2) == (said == HIGH)


def test_no_scale_without_its_ends():
    assert math.isnan(position(1, 2, NAN)) and math.isnan(normalised(1, NAN, 2))
    assert math.isnan(normalised(5, 0, 0))  # a boundary at the baseline: nothing to divide by


def test_more_than_counts_an_equal_value_as_past():
    assert past(100, 100, "higher", True) and not past(100, 100, "higher") and not past(50, 75, "lower", True)


@pytest.mark.parametrize(("edition", "count"), [("steffen-2015", 4), ("richardson-2023", 6), ("phc-2025", 7)])
def test_processes_beyond_as_published(facts, edition, count):
    """Steffen et al. 2015: four of nine; Richardson et al. 2023, "Earth beyond six of nine planetary boundaries"; PHC 2025: seven."""
    assert worst(planet(facts.limits, edition), "process").state.isin(BEYOND).sum() == count


def test_every_sub_boundary_and_control_variable_is_there(facts):
    for edition in facts.limits.edition.index:
        rows = planet(facts.limits, edition)
        assert set(rows.part) == set(facts.limits.part.index)
        held = facts.limits.boundary.query("edition == @edition")
        assert rows.variable.dropna().tolist() == held.variable.tolist()
        assert (rows.state[~rows.held] == UNKNOWN).all() and rows.position[~rows.held].isna().all()


def test_ocean_acidification_was_redefined(facts):
    """disputes.csv, line 15: 2.75 in Richardson 2023, 2.86 in PHC 2025; the state flips by the boundary, not by the value."""
    row = planet(facts.limits, "phc-2025").set_index("variable").loc["aragonite"]
    assert (row.before_state, row.state, row.cause) == (SAFE, INCREASING, "redefined")
    assert (row.before_boundary, row.boundary) == (2.75, 2.86)


def edition(name: str, *held: dict) -> pd.DataFrame:
    blank = {"unit": "%", "baseline": NAN, "boundary": 10.0, "high_risk": 20.0, "current": 5.0, "more_than": False, "placed": None}
    blank |= {"source": "s", "locator": "l", "worse": "higher", "sub_boundary": "a"}
    return pd.DataFrame([blank | {"edition": name} | each for each in held])


def small(first: list[dict], then: list[dict]) -> Limits:
    """Two editions of two sub-boundaries, a and b, of one process each."""
    empty = dict.fromkeys(Limits.__dataclass_fields__, pd.DataFrame())
    tables = {
        "edition": pd.DataFrame({"id": ["old", "new"]}).set_index("id"),
        "part": pd.DataFrame({"id": ["a", "b"], "process": ["A", "B"]}).set_index("id"),
        "boundary": pd.concat([edition("old", *first), edition("new", *then)], ignore_index=True),
    }
    return Limits(**empty | tables)


def changed(first: list[dict], then: list[dict]) -> pd.DataFrame:
    return planet(small(first, then), "new").query("held").set_index("variable")


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ({"current": 5.0}, {"current": 6.0}, None),
        ({"current": 5.0}, {"current": 15.0}, "value"),
        ({"current": 5.0}, {"current": 5.0, "boundary": 4.0}, "redefined"),
        ({"current": 5.0}, {"current": 8.0, "boundary": 7.0}, "both"),
        ({"current": 5.0}, {"current": 15.0, "boundary": 4.0}, "both"),  # either alone would have done
        ({"current": 15.0, "high_risk": NAN}, {"current": 15.0}, "redefined"),  # a line of high risk is new
        ({"current": NAN}, {"current": 15.0}, None),  # unknown before: nothing can be said to have changed
        ({"current": NAN, "placed": INCREASING}, {"current": NAN, "placed": HIGH}, "placed"),
    ],
)
def test_why_a_state_is_another(old, new, cause):
    row = changed([{"variable": "x"} | old], [{"variable": "x"} | new]).loc["x"]
    assert row.cause == cause or (cause is None and pd.isna(row.cause))


def test_a_variable_that_joins_does_not_replace():
    """As radiative forcing beside CO2."""
    rows = changed([{"variable": "x"}], [{"variable": "x"}, {"variable": "y", "current": 15.0}])
    assert not rows.replaced.any() and rows.new.tolist() == [False, True] and rows.cause.isna().all()


def test_a_variable_in_place_of_others_does():
    """As HANPP in place of the Biodiversity Intactness Index; its part had a state, which is another now."""
    limits = small([{"variable": "x"}], [{"variable": "y", "current": 15.0}])
    row = planet(limits, "new").query("held").iloc[0]
    assert row.replaced and row.instead == ["x"] and (row.before_state, row.cause) == (SAFE, "replaced")
    assert math.isnan(row.before_current) and scoring.gone(limits, "new") == ["x"]


def test_the_first_edition_has_none_before(facts):
    rows = planet(facts.limits, "steffen-2015")
    assert scoring.before(facts.limits, "steffen-2015") is None
    assert not rows.new.any() and not rows.replaced.any() and rows.cause.isna().all() and rows.before_state.isna().all()


def test_a_process_is_as_far_as_its_worst_variable():
    rows = planet(small([], [{"variable": "x"}, {"variable": "y", "current": 15.0}]), "new")
    speaks = worst(rows, "process").set_index("process")
    assert speaks.variable["A"] == "y" and speaks.state["A"] == INCREASING and speaks.complete["A"]
    assert speaks.state["B"] == UNKNOWN and not speaks.complete["B"]


def test_a_process_of_which_a_part_is_not_held_is_not_complete(facts):
    """Steffen 2015 sets no boundary for green water: fresh water is within on what is held, no more."""
    speaks = worst(planet(facts.limits, "steffen-2015"), "process").set_index("process")
    assert speaks.state["freshwater"] == SAFE and not speaks.complete["freshwater"]


def test_one_scale_says_no_more_than_is_known(facts):
    rows = planet(facts.limits, "phc-2025").set_index("variable")
    assert rows.place["extinctions"] == 2 and rows.at_least["extinctions"]
    assert rows.place["untested"] == 2 and rows.at_least["untested"]  # placed at high risk, without a number
    assert rows.place["co2"] == pytest.approx(1.73) and not rows.at_least["co2"]
    assert np.isfinite(rows.place).all()
