"""What a hypothesis moves: from one end of its range to the other."""

import pytest

from impact.model.uncertainty import Draws
from impact.model.variation import Variation
from impact.scoring.influence import influence
from tests.conftest import made, one

WORDS = {"en": "x"}
SAID = {"statement": WORDS, "owner": "R&D", "source": WORDS, "review": "2030-01-01"}


def study(**hypothesis):
    import datetime

    said = SAID | {"review": datetime.date(2030, 1, 1)} | hypothesis
    return made(one("a", "steel-s235jr", 2.0), one("b", "aluminium-5754", 1.0), hypotheses=[said], overrides=["function"])


def totals(held, facts) -> dict[str, float]:
    found = Variation(held, facts, "GWP-total")
    return dict(zip(found.alternatives, found.totals(Draws(1))[:, 0], strict=True))


def test_a_mass_moves_its_alternative_in_proportion(facts):
    held = study(about=["alternatives.a.parts[0].mass"], low="1 kg", high="4 kg")
    rows = influence(held, facts, "GWP-total").set_index("alternative")
    assert rows.low["a"] == pytest.approx(rows.base["a"] / 2) and rows.high["a"] == pytest.approx(rows.base["a"] * 2)
    assert rows.low["b"] == rows.base["b"] == rows.high["b"]
    assert rows.base["a"] == pytest.approx(totals(held, facts)["a"])


def test_a_spread_moves_the_factor_over_its_95_percent(facts):
    held = study(fact="steel-s235jr", number="GWP-total", spread=2.0)
    rows = influence(held, facts, "GWP-total").set_index("alternative")
    assert rows.high["a"] / rows.base["a"] == pytest.approx(2.0**1.96) and rows.base["a"] / rows.low["a"] == pytest.approx(2.0**1.96)
    assert rows.low["b"] == rows.high["b"]


def test_bounds_of_a_property_move_nothing_where_masses_are_given(facts):
    rows = influence(study(fact="steel-s235jr", number="density", low=7000.0, high=9000.0), facts, "GWP-total")
    assert (rows.low == rows.base).all() and (rows.high == rows.base).all() and not rows.turns.any()


def test_an_order_that_turns_at_an_end_is_told(facts):
    held = study(about=["alternatives.b.parts[0].mass"], low="0.01 kg", high="100 kg")
    rows = influence(held, facts, "GWP-total").set_index("alternative")
    assert rows.turns["b"] and not rows.turns["a"]


def test_what_is_said_in_words_alone_has_no_row(facts):
    assert influence(study(range=WORDS), facts, "GWP-total").empty
