"""Materials that were not thought of, in words, tables and a chart: they say the same, and hide nothing that is not known."""

import numpy as np
import pandas as pd
import pytest

from impact.model.supply import carried
from impact.scoring.candidates import candidates
from impact.scoring.criteria import MET, PARTLY, UNKNOWN, UNMET, Criteria, Limit, Part, Sieve
from impact.scoring.pareto import HIGHER, LOWER
from impact.views.charts import ashby
from impact.views.charts import plane as plane_of
from impact.views.charts.style import PALETTE
from impact.views.explore import Explored
from impact.views.fronts import TOLD, Front
from impact.views.texts import languages, texts

MASS, CLIMATE, HOT = "mass", "impact:GWP-total", "property:max_service_temperature"
AXES = "property:density", "property:youngs_modulus"
STEEL = "steel-galvanised-sheet"


@pytest.fixture(scope="module")
def criteria(facts):
    held = candidates(facts, carried(facts.supply, facts.material.id.tolist()))
    return Criteria(held, facts.function, Part(STEEL, 15.0, {"panel-stiffness": 1.0}))


@pytest.fixture(scope="module", params=languages())
def words(request):
    return texts(request.param)


@pytest.fixture(scope="module")
def asked(facts, criteria, words):
    """The bonnet at 120 °C, without critical raw material."""
    return Explored(facts, criteria, Sieve((Limit(HOT, 120.0),), uncritical=True), words)


@pytest.fixture(scope="module")
def free(facts, criteria, words):
    return Explored(facts, criteria, Sieve(), words)


@pytest.fixture(scope="module")
def front(asked):
    return Front(asked, [MASS, CLIMATE], [LOWER, LOWER])


def drawn(plane: plane_of.Plane):
    return ashby.ashby(plane)


def places(figure) -> list[str]:
    """Materials that have a place in a figure."""
    return [each[0] for trace in figure.data if trace.customdata is not None for each in trace.customdata]


def test_every_criterion_has_a_name_a_unit_and_values(free):
    offered = free.criteria_offered()
    assert len(offered) == len(set(offered)) == 3 + len(free.indicators) + len(free.kinds) + len(free.rules)
    assert len({free.heading(name) for name in offered}) == len(offered)
    at = free.candidates.at("aluminium-5754")
    for name in offered:
        said = free.told(name, at)
        assert said.strip() and "nan" not in said.lower() and "inf" not in said.split()


def test_the_counts_are_of_all_materials(asked, free):
    count = len(asked.verdict)
    told = asked.counts()[0]
    for code in (MET, PARTLY, UNKNOWN, UNMET):
        assert str((asked.verdict == code).sum()) in told
    assert str(count) in told and str(count) in free.counts()[0]
    rows = asked.removed()
    assert len(rows) == 2 and (rows.iloc[:, 1:5].astype(int).sum(axis=1) == count).all()


def test_what_one_demand_alone_removes_comes_back_without_it(asked, facts, criteria, words):
    without = Explored(facts, criteria, Sieve(uncritical=True), words)
    back = ((asked.verdict == UNMET) & (without.verdict != UNMET)).sum()
    assert int(asked.removed().iloc[0, 5]) == back > 0


def test_what_is_not_known_is_listed_with_what_is_missing(asked):
    rows = asked.not_known()
    assert len(rows) == (asked.verdict == UNKNOWN).sum() > 0
    temperature = asked.constraint(HOT)
    lacking = np.isnan(asked.criteria.values(HOT)[1])
    assert rows.iloc[:, 2].str.contains(temperature, regex=False).sum() == (lacking & (asked.verdict == UNKNOWN)).sum()


def test_what_the_study_holds_is_told_when_it_fails(asked):
    at = tuple(asked.candidates.at(name) for name in (STEEL, "flax-epoxy"))
    said = asked.studied(at)
    assert any(asked.material(at[0]) in line for line in said) and any(asked.material(at[1]) in line for line in said)


def test_front_members_are_named_and_bettered_by_none(front, asked):
    members = np.flatnonzero(front.members)
    assert len(members) and all(asked.material(at) in front.told()[0] for at in members)
    assert (front.by[members] == -1).all() and asked.remaining[members].all()


def test_who_could_be_on_the_front_is_unknown_today(front, asked):
    could = np.flatnonzero(front.could_be())
    assert len(could) and (asked.verdict[could] == UNKNOWN).all()
    assert any(asked.material(could[0]) in line for line in front.told()[1:])


def test_dominated_points_are_told_with_their_figures(front, asked, words):
    said = front.dominated([])
    assert 0 < len(said) <= TOLD
    at = next(at for at in np.flatnonzero(front.by >= 0))
    line = front.behind(at)
    assert asked.material(at) in line and asked.material(front.by[at]) in line
    assert words.number(front.judged[1, at]) in line and words.number(front.judged[1, front.by[at]]) in line
    first = int(np.flatnonzero(front.by >= 0)[-1])
    assert front.dominated([first])[0] == front.behind(first)


def test_an_overlap_of_ranges_is_said(front, asked, words):
    overlapping = [at for at in np.flatnonzero(front.by >= 0) if front._overlap(CLIMATE, at, front.by[at])]
    apart = [at for at in np.flatnonzero(front.by >= 0) if not any(front._overlap(name, at, front.by[at]) for name in (MASS, CLIMATE))]
    mark = words("explore.overlapping", figures="").strip()
    assert overlapping and all(mark in front.behind(at) for at in overlapping if front.judged[1, at] != front.judged[1, front.by[at]])
    assert apart and not any(mark in front.behind(at) for at in apart)


def test_more_is_wanted_and_the_words_turn(asked):
    held = Front(asked, ["property:youngs_modulus", MASS], [HIGHER, LOWER])
    at = next(at for at in np.flatnonzero(held.by >= 0) if held.judged[0, at] != held.judged[0, held.by[at]])
    assert held.judged[0, at] < held.judged[0, held.by[at]]
    title = asked.title("property:youngs_modulus")
    assert asked.words("explore.lower", criterion=title, figures="").rstrip("()") in held.behind(at)


def test_a_front_is_no_recommendation_and_sources_differ(front, asked, facts, words):
    said = " ".join(front.reservations())
    typical = facts.gap.set_index("indicator").typical["GWP-total"]
    assert words.number(float(f"{typical:.2g}")) in said


def test_the_table_has_all_that_remains_the_front_first(front, asked):
    rows = front.table()
    assert len(rows) == asked.remaining.sum()
    count = front.members.sum()
    on = asked.words("explore.on_front")
    assert (rows.iloc[:count, 4] == on).all() and not (rows.iloc[count:, 4] == on).any()


def test_the_spreadsheet_has_every_material_and_its_figures(front, asked):
    rows = front.figures()
    assert len(rows) == len(asked.verdict)
    middle = asked.criteria.values(MASS)[1]
    column = next(name for name in rows if name.startswith(asked.heading(MASS)) and name.endswith(asked.words("explore.end.middle")))
    pd.testing.assert_series_equal(rows[column], pd.Series(middle), check_names=False)


@pytest.mark.parametrize(
    "axes", [AXES, (MASS, CLIMATE), ("cost", "risk"), (HOT, "index:panel-stiffness"), ("property:thermal_expansion", "property:price")]
)
def test_every_material_with_both_values_has_one_place(asked, axes):
    plane = plane_of.Plane(asked, *axes, (asked.candidates.at(STEEL),))
    assert sorted(places(drawn(plane))) == sorted(asked.candidates.names[plane.shown()])


def test_traces_are_few_and_families_differ_by_more_than_colour(free):
    figure = drawn(plane_of.Plane(free, *AXES))
    assert len(figure.data) <= 3 * len(free.families) + 6
    marked = [(trace.marker.symbol, trace.marker.color[0]) for trace in figure.data if trace.customdata is not None]
    assert len({symbol for symbol, _ in marked}) == len(marked) > len(PALETTE)


def test_degrees_are_linear_and_the_rest_logarithmic(free):
    figure = drawn(plane_of.Plane(free, HOT, AXES[1]))
    assert figure.layout.xaxis.type == "linear" and figure.layout.yaxis.type == "log"


def test_an_ellipse_ends_where_the_ranges_end(free):
    at = free.candidates.at("pp")
    plane = plane_of.Plane(free, *AXES)
    ends = np.stack([plane.ends(name)[:, [at]] for name in AXES])
    rim = 10 ** plane_of.rims(ends, np.zeros(2))[:, 0]
    for values, name in zip(rim, AXES, strict=True):
        low, _, high = free.criteria.values(name)[:, at]
        assert (values.min(), values.max()) == (pytest.approx(low), pytest.approx(high))


def test_an_envelope_holds_every_member_of_its_family(free):
    plane = plane_of.Plane(free, *AXES)
    ends = np.stack([plane.ends(name) for name in AXES])
    wood = plane.shown() & (free.candidates.family == "wood")
    outline = plane_of.envelope(ends[:, :, wood], plane_of.reach_of(ends, plane.shown()))
    slack = 1e-9
    assert (outline.min(axis=1) <= ends[:, 0, wood].min(axis=1) + slack).all()
    assert (outline.max(axis=1) >= ends[:, 2, wood].max(axis=1) - slack).all()


def test_what_does_not_meet_the_demand_is_faded_and_what_is_half_met_is_open(asked):
    figure = drawn(plane_of.Plane(asked, *AXES))
    place = {each[0]: (trace, n) for trace in figure.data if trace.customdata is not None for n, each in enumerate(trace.customdata)}
    for at in np.flatnonzero(plane_of.Plane(asked, *AXES).shown()):
        trace, n = place[asked.candidates.names[at]]
        faded = {UNMET: "explore.legend.unmet", UNKNOWN: "explore.legend.unknown"}.get(asked.verdict[at])
        if faded:
            assert trace.name == asked.words(faded)
        else:
            assert (trace.marker.color[n] in PALETTE) == (asked.verdict[at] == MET)


@pytest.mark.parametrize(("sense", "shape"), [(LOWER, "hv"), (HIGHER, "vh")])
def test_the_line_of_the_front_leaves_what_is_bettered_behind_it(asked, sense, shape):
    held = Front(asked, [MASS, CLIMATE], [sense, LOWER])
    figure = drawn(plane_of.Plane(asked, MASS, CLIMATE, members=held.members, joined=sense))
    line = next(trace for trace in figure.data if trace.line.shape)
    assert line.line.shape == shape and list(line.x) == sorted(line.x) and len(line.x) == held.members.sum()


def test_letters_and_numbers_are_those_of_the_figure(asked, front):
    steel = asked.candidates.at(STEEL)
    plane = plane_of.Plane(asked, MASS, CLIMATE, (steel,), front.members, LOWER)
    written = [text for trace in drawn(plane).data if trace.text for text in trace.text]
    assert written == [*(f"<b>{letter}</b>" for letter in ashby.LETTERS[: front.members.sum()]), "<b>1</b>"]


def test_what_lies_outside_the_frame_is_counted(asked, front):
    whole, near = plane_of.Plane(asked, MASS, CLIMATE), plane_of.Plane(asked, MASS, CLIMATE, near=front.members)
    assert whole.beyond() == 0 < near.beyond() < (whole.shown() & asked.remaining).sum()
