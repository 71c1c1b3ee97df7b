"""What moves a result most: each bar is the result at an end of its number, and its ticks are where the order turns."""

import numpy as np
import pytest

from impact.model import reading
from impact.model.uncertainty import Draws
from impact.model.variation import Variation
from impact.scoring.breakeven import break_even
from impact.scoring.tornado import tornado
from tests.conftest import EXAMPLES, ROOT


def ready(path, facts, indicator="GWP-total"):
    return Variation(reading.load(path), facts, indicator)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_end_is_the_study_with_that_number(path, facts):
    """One call for all is the same as one study for each."""
    variation = ready(path, facts)
    made = [each.id for each in variation.study.alternatives if each.parts]
    a, b = made[0], made[1]
    for beside in (None, b):
        rows = tornado(variation, a, beside)
        assert len(rows) and rows.effect.is_monotonic_decreasing
        for row in rows.itertuples():
            for end in ("low", "high"):
                total = variation.totals(Draws(1), {row.about: getattr(row, end)})[:, 0]
                one, other = (total[variation.alternatives.index(name)] for name in (a, b))
                expected = one if beside is None else one / other if row.ratio else one - other
                assert getattr(row, f"at_{end}") == pytest.approx(expected, rel=1e-9), (row.about, end)


def test_ticks_are_break_evens(facts):
    variation = ready(ROOT / "data/studies/bottle.toml", facts)
    rows = tornado(variation, "glass-refilled", "pet").set_index("about")
    held = rows[rows.turns.map(len) > 0]
    assert len(held) >= 2
    for row in held.itertuples():
        found = break_even(variation, "glass-refilled", "pet", row.Index, row.low, row.high, draws=256)
        assert row.turns == pytest.approx(found.values, rel=1e-3)


def test_a_number_of_another_alternative_moves_nothing(facts):
    variation = ready(ROOT / "data/studies/bonnet.toml", facts)
    rows = tornado(variation, "aluminium")
    assert not rows.about.str.contains("flax").any() and rows.about.str.contains("aluminium").any()


def test_a_range_that_is_stated_is_taken(facts):
    variation = ready(ROOT / "data/studies/bonnet.toml", facts)
    row = tornado(variation, "steel").set_index("about").loc["life.use.carried.distance"]
    assert row.stated and (row.low, row.high) == (150000, 300000)
    other = tornado(variation, "steel").set_index("about").loc["alternatives.steel.parts[0].processes[0].yield"]
    assert not other.stated and np.isclose(other.high - other.low, 0.2)


def test_beside_nothing_a_difference_is_told(facts):
    """Doing without causes 0: no ratio."""
    variation = ready(ROOT / "data/studies/bottle.toml", facts)
    rows = tornado(variation, "pet", "tap")
    assert not rows.ratio.any() and (rows.base > 0).all()
