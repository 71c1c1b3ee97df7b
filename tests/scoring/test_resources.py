"""What alternatives ask of the earth: the worked examples, by hand where it is short."""

import numpy as np
import pytest

from impact.model import reading
from impact.model.supply import CRITICAL, GRADED, OTHER, STRATEGIC
from impact.scoring.compare import compare
from impact.scoring.resources import ASKED, SCRAP, UNKNOWN, abroad, held, matter, services
from tests.conftest import EXAMPLES, made, one


@pytest.fixture(scope="module")
def compared(facts):
    return {
        path.stem: compare(reading.load(path), facts, 256)
        for path in EXAMPLES
        if path.stem in ("busbar", "bonnet", "bottle", "frame", "wall")
    }


def _matter(compared, name: str):
    each = compared[name]
    return matter(each.study, each.facts, each)


def _kg(rows, alternative: str, name: str, kind: str = "raw_material") -> float:
    found = rows[(rows.alternative == alternative) & (rows["name"] == name) & (rows.kind == kind)]
    return float(found["median"].sum())


def test_the_bus_bar_asks_for_copper_or_for_aluminium(compared):
    """1.79 kg of copper of 99.9 %; aluminium of the same resistance weighs about half (resistivity x density: 0.5)."""
    rows = _matter(compared, "busbar")
    assert _kg(rows, "copper", "copper") == pytest.approx(1.788, rel=0.01)
    assert _kg(rows, "aluminium", "aluminium") == pytest.approx(0.5 * 1.79, rel=0.1)
    assert set(rows[(rows["name"] == "copper") & (rows.kind == "raw_material")].state) == {STRATEGIC}


def test_ten_points_of_nesting_save_iron(compared):
    rows = _matter(compared, "frame")
    assert _kg(rows, "carbon-steel-nested", "iron-ore") < _kg(rows, "carbon-steel", "iron-ore")
    assert not len(rows[rows.alternative == "carbon-steel-refurbished"])


def test_what_is_strategic_in_one_grade_only_is_critical_here(compared):
    """Manganese for batteries is strategic, manganese of steel critical; of nickel the battery grade alone is listed."""
    rows = _matter(compared, "frame")
    states = dict(zip(rows["name"], rows.state, strict=True))
    assert (
        states["nickel"] == GRADED and states["manganese"] == CRITICAL and states["aluminium"] == STRATEGIC and states["iron-ore"] == OTHER
    )


def test_scrap_comes_from_no_mine(compared):
    rows = _matter(compared, "bottle")
    mine = rows[(rows.alternative == "pet-recycled") & (rows.kind == "raw_material")]
    assert set(mine.state) == {SCRAP} and not mine.primary.any()


def test_held_tells_unknown_and_nothing_apart(compared):
    each = compared["bonnet"]
    rows = held(_matter(compared, "bonnet"), each.cube.alternatives).set_index(["alternative", "state"]).kg
    assert rows["glass-fibre", UNKNOWN] == pytest.approx(0.3 * 8.6, rel=0.05) and ("carbon-fibre", UNKNOWN) not in rows.index
    tap = held(_matter(compared, "bottle"), ["tap"])
    assert tap.kg.tolist() == [0.0] and tap.state.tolist() == [OTHER]


def test_median_lies_within_its_interval(compared):
    for name in compared:
        rows = _matter(compared, name)
        assert ((rows.low <= rows["median"] + 1e-12) & (rows["median"] <= rows.high + 1e-12)).all() and (rows.low >= 0).all()


def test_what_comes_from_outside_adds_up(compared, facts):
    """Copper mines: 52 to 60 % from outside; aluminium: bauxite, 86 to 89 %. What has no supply is told, not counted."""
    each = compared["busbar"]
    rows = abroad(_matter(compared, "busbar"), facts.supply, each.cube.alternatives).set_index("alternative")
    share = rows.least / rows.asked, rows.most / rows.asked
    assert share[0]["copper"] == pytest.approx(0.52, abs=0.01) and share[1]["copper"] == pytest.approx(0.60, abs=0.01)
    assert share[0]["aluminium"] == pytest.approx(0.86, abs=0.01)
    assert (rows.most + rows.unknown <= rows.asked + 1e-9).all() and rows.unknown["copper"] == pytest.approx(0.00179, rel=0.05)
    wool = abroad(_matter(compared, "wall"), facts.supply, ["stone-wool"]).iloc[0]
    assert wool.unknown == pytest.approx(wool.asked) and wool.most == 0


def test_a_stage_whose_sourcing_is_not_known_may_depend_wholly(facts):
    """Cobalt: ore from the Congo of which the Commission lists no sourcing, metal mostly from Finland (6 to 9 % from outside)."""
    each = compare(made(one("a", "hastelloy-c276"), one("b", "stainless-304")), facts, 256)
    rows = matter(each.study, facts, each)
    cobalt = rows[(rows["name"] == "cobalt") & (rows.kind == "raw_material")]
    share = abroad(cobalt, facts.supply, ["a"]).iloc[0]
    assert share.least / share.asked == pytest.approx(0.06, abs=0.02) and share.most == pytest.approx(share.asked)


def test_services_are_the_totals_of_the_comparison(compared):
    each = compared["bonnet"]
    rows = services(each)
    assert set(rows.indicator) == set(ASKED) and len(rows) == len(ASKED) * len(each.cube.alternatives)
    steel = rows[(rows.alternative == "steel") & (rows.indicator == "ADPF")]["median"].iloc[0]
    at = each.cube.alternatives.index("steel"), each.cube.indicators.index("ADPF")
    assert steel == pytest.approx(float(np.median(each.cube.total[:, *at])), rel=1e-6)
