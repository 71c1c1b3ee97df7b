"""A road-map in words, tables and figures, in both languages: nothing claimed, nothing left blank, figures that agree."""

from datetime import date

import numpy as np
import pytest

from impact.model import portfolio, reading
from impact.model.portfolio import DECIDED, IDEA, PLANNED
from impact.scoring.compare import compare
from impact.scoring.roadmap import trajectory
from impact.views import roadmap as views
from impact.views.charts import roadmap as charts
from impact.views.charts import style
from impact.views.texts import languages, texts
from impact.views.trajectory import Road
from tests.conftest import ROOT, WORDS, made, one
from tests.scoring.test_roadmap import activity, plan, switch, volume
from tests.views.test_claims import sound

TODAY = date(2026, 11, 28)


@pytest.fixture(scope="module")
def example(catalogue):
    """The worked example and the comparisons of its studies."""
    roadmap = reading.load(ROOT / "data/roadmaps/workshop.toml", portfolio.KIND)
    studies = {each.study: reading.load(ROOT / f"data/studies/{each.study}.toml") for each in roadmap.activities}
    return roadmap, studies, {name: compare(study, catalogue.facts(study.materials), 256) for name, study in studies.items()}


def road(example, facts, language: str = "en", **changes) -> Road:
    roadmap, studies, compared = example
    return Road(trajectory(roadmap.model_copy(update=changes), compared), studies, facts, texts(language), TODAY)


def by_hand(workshop, facts, language: str, *activities: dict, **more) -> Road:
    studies = {
        "one": made(one("a", "metal", 1.0), one("b", "plastic", 1.0)),
        "three": made(
            one("g", "glue", 1.0), {"id": "mix", "parts": [{"material": "metal", "mass": 1.0}, {"material": "glue", "mass": 1.0}]}
        ),
    }
    compared = {name: compare(study, workshop, 256) for name, study in studies.items()}
    return Road(trajectory(plan(*activities, **more), compared), studies, facts, texts(language), TODAY)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("indicator", ["GWP-total", "ODP", "SQP", "ADPE"])
def test_all_that_is_said_of_the_worked_example_is_sound(example, facts, indicator, language):
    held = road(example, facts, language, indicator=indicator)
    said = [*views.text(held), *(line for each in held.held.lines for line in (held.moved(each), *held.shared(each)))]
    for line in held.held.lines:
        for table in (views.effects(held, line), views.budgets(held, line), views.by_activity(held, line)):
            said += map(str, table.to_numpy().ravel())
    sound(said, language)
    assert len(views.rows(held)) == len(held.held.lines) * 6 * 4


def test_the_headline_has_the_figures_of_the_table(example, facts):
    held = road(example, facts)
    first, last = views.table(held).iloc[0], views.table(held).iloc[-1]
    for cell in (first.iloc[1], last.iloc[1], last.iloc[2]):
        assert cell.split(" (")[0] in held.headline()
    assert "(−10%)" in held.headline() and "probability 0.4" in held.aimed()[2]


def test_a_reduction_that_is_sure_is_told_as_met_and_one_that_cannot_be_is_not(workshop, facts):
    less = {"reduction": {"share": 0.4, "source": WORDS}}
    met = by_hand(workshop, facts, "en", activity(quantities=[volume(2030, 50)]), **less)
    missed = by_hand(workshop, facts, "en", activity(quantities=[volume(2030, 90)]), **less)
    unsure = by_hand(workshop, facts, "en", activity(changes=[switch(2030, "b", 0.65)]), **less)
    assert "is met, with probability > 0.99" in met.aimed()[1] and "from 2029 on" in met.aimed()[1]
    assert "is not met" in missed.aimed()[1] and "above it" in missed.aimed()[1]
    assert "depends on the facts" in unsure.aimed()[1] and "alike" in met.aimed()[1] and not met.stamp()


def test_what_is_left_out_is_named_and_bounds_stand_before_figures(workshop, facts):
    held = by_hand(workshop, facts, "en", activity(), activity("three", "mix", changes=[switch(2028, "g", 1.0)]), indicator="AP")
    assert any("no value" in line for line in held.reservations()) and "≥" in held.headline()
    assert views.by_activity(held, DECIDED).iloc[1, 1] == texts("en")("missing.short")
    partial = by_hand(workshop, facts, "en", activity("three", "mix"), indicator="AP", reduction={"share": 0.3, "source": WORDS})
    assert "the gap is open" in partial.aimed()[1] and "≥" in partial.headline() and "%" not in partial.headline()
    assert "something is left out; the gap is open" in partial.stamp() and partial.stamp() in charts.trajectory(partial).layout.title.text


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("second", [activity("three", "g"), activity("three", "mix")], ids=["no value", "a burden missing"])
def test_where_something_is_left_out_words_tables_and_figures_leave_the_gap_open(workshop, facts, language, second):
    """The sum of what is known falls by 40 %: nobody may read that as the change, nor a probability."""
    budget = {"country": "FR", "own": 1.0, "principles": ["own"], "capacities": ["sala-2020"]}
    more = {"indicator": "AP", "reduction": {"share": 0.3, "source": WORDS}, "budget": budget}
    held, words = by_hand(workshop, facts, language, activity(quantities=[volume(2030, 60)]), second, **more), texts(language)
    opened = [words("roadmap.open", line=held.line(line), missing=held.missing(line)) for line in held.held.lines]
    assert held.aimed()[1:] == opened and words.of(held.roadmap.activities[1].name) in held.missing(DECIDED)
    said = [held.headline(), *held.shared(PLANNED)]
    assert not any("%" in each for each in [*said, *opened]) and not any("probab" in each for each in said)
    partial, drawn = words("status.partial"), charts.trajectory(held)
    assert set(views.table(held).iloc[:, -1]) == {partial} and words("roadmap.stamp.open") in drawn.layout.title.text
    assert words("roadmap.limit", year="2030") not in {each.name for each in drawn.data}
    assert partial in charts.effects(held, PLANNED).data[0].customdata[-1]
    assert views.budgets(held, PLANNED).iloc[0, 4] == words("roadmap.side.open") and views.budgets(held, PLANNED).iloc[0, 3].startswith("≥")
    for table in (views.budgets(held, PLANNED), views.budget_figures(held)):
        assert set(table[words("table.status")]) == {partial}
    assert views.budget_figures(held)[words("roadmap.within")].isna().all()
    sums = views.effect_figures(held)[lambda table: table[words("roadmap.activity")] == words("roadmap.sum")]
    assert set(sums[words("table.status")]) == {partial}


def test_a_sum_that_is_at_least_so_much_may_be_beyond_its_budget(workshop, facts):
    budget = {"country": "FR", "own": 1e-14, "principles": ["own"], "capacities": ["sala-2020"]}
    held = by_hand(workshop, facts, "en", activity("three", "mix"), indicator="AP", budget=budget)
    said = held.shared(DECIDED)
    assert "exceeded in nearly all draws under 1" in said[1] and "the latest" in said[3]
    row = views.budgets(held, DECIDED).iloc[0]
    assert row.iloc[4] == "exceeded" and row.iloc[7] == "≤ 2025"


@pytest.mark.parametrize("language", languages())
def test_nothing_known_is_said_and_drawn(workshop, facts, language):
    held = by_hand(workshop, facts, language, activity("three", "g"), indicator="AP", reduction={"share": 0.3, "source": WORDS})
    sound(views.text(held), language)
    charts.trajectory(held)
    charts.effects(held, PLANNED)


def test_within_is_never_said_of_a_sum_that_is_at_least_so_much(workshop, facts):
    budget = {"country": "FR", "own": 1.0, "principles": ["own"], "capacities": ["sala-2020"]}
    held = by_hand(workshop, facts, "en", activity("three", "mix"), indicator="AP", budget=budget)
    assert "held in nearly all draws under 0" in held.shared(DECIDED)[1]
    whole = by_hand(workshop, facts, "en", activity(), budget=budget)
    assert "held in nearly all draws under 1" in whole.shared(DECIDED)[1]


def test_ideas_are_drawn_apart(example, facts):
    """Their own line, dotted and without an interval; without ideas there is none."""
    held = road(example, facts)
    drawn = charts.trajectory(held, style.DARK)
    lines = {each.name: each for each in drawn.data if each.mode == "lines+markers"}
    assert lines[held.line(IDEA)].line.dash == "dot" and lines[held.line(DECIDED)].line.dash == "solid"
    assert len([each for each in drawn.data if each.fillcolor and each.fillcolor.endswith("0.14)")]) == 2
    assert np.allclose(lines[held.line(PLANNED)].y, [held.total(PLANNED, year)["median"] for year in held.held.years])
    assert len([each for each in drawn.data if each.fillpattern and each.fillpattern.shape]) == 3  # one strip per principle


def test_less_and_otherwise_are_drawn_alike(example, facts):
    drawn = charts.effects(road(example, facts), PLANNED)
    volume_, function = drawn.data
    assert volume_.width == function.width and volume_.marker.line == function.marker.line and len(volume_.x) == 4
    assert volume_.x[1] < 0 < volume_.x[0]


def test_days_of_assessment_come_with_their_reason(example, facts):
    held = road(example, facts)
    assert list(views.progress(held).iloc[:, 3]) == [held.due(number) for number in range(3)]
    assert held.due(0) == texts("en")("roadmap.current") and "never assessed" in held.due(2) and "more than a year" in held.due(1)
