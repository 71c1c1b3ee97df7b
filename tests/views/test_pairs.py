"""Two by two in words, charts and tables: they say the same, and never more than the draws."""

import numpy as np
import pytest

from impact.model import reading
from impact.scoring.compare import compare
from impact.scoring.pairwise import NONE, UNDECIDED, pairwise
from impact.views.charts import matrix, quantiles
from impact.views.names import Names
from impact.views.pairs import Paired
from impact.views.texts import languages, texts
from tests.conftest import ROOT

CLIMATE = "GWP-total"


@pytest.fixture(scope="module", params=languages())
def held(request, facts):
    comparison = compare(reading.load(ROOT / "data/studies/bonnet.toml"), facts)
    return Paired(Names(comparison, texts(request.param)), pairwise(comparison))


def test_every_pair_is_told_once_or_counted(held):
    said = held.summary(CLIMATE)
    assert len(said) == 8 and all(line.endswith(".") for line in said)  # six told, two counted, two not told apart in one
    assert held.words("pairs.more.other", count=2) in said
    assert not any("nan" in line for line in said)


def test_the_matrix_has_a_cell_for_every_ordered_pair(held):
    figure = matrix.matrix(held, CLIMATE)
    assert sum(len(bars.x) for bars in figure.data) == 5 * 4
    pairs = held.pairs
    coloured = sum(len(bars.x) for bars in figure.data if bars.marker.color and "rgba" not in bars.marker.color)
    assert coloured == sum(
        pairs.word(a, b, CLIMATE) not in (NONE, UNDECIDED) for a in pairs.alternatives for b in pairs.alternatives if a != b
    )
    written = [text for bars in figure.data for text in bars.text]
    assert len(set(written)) > 5 and not any("nan" in text for text in written)


def test_where_no_order_is_given_the_cell_is_hatched_and_empty(held):
    figure = matrix.matrix(held, "ODP")
    hatched = [bars for bars in figure.data if bars.marker.pattern.shape == "/"]
    assert hatched and all(text == held.words("missing.short") for bars in hatched for text in bars.text)


def test_the_twin_has_every_pair_and_the_spreadsheet_every_indicator(held):
    assert len(held.table(CLIMATE)) == 10 and len(held.figures()) == 5 * 4 * 16
    assert len(held.overview()) == 10 and (held.overview().iloc[:, 2:6].astype(int).sum(axis=1) == 16).all()


def test_a_pair_turned_round_says_the_same(held):
    one, other = (held.pairs.at(*pair, CLIMATE) for pair in (("aluminium", "steel"), ("steel", "aluminium")))
    assert held.pairs.lower[one] == 1 - held.pairs.lower[other]
    assert held.sentence("aluminium", "steel", CLIMATE) != held.sentence("steel", "aluminium", CLIMATE)


@pytest.mark.parametrize("centre", [0.5, 1.0, 3.0])
def test_dots_left_of_the_line_are_the_probability_of_being_lower(centre):
    ratio = centre * np.exp(0.4 * np.random.default_rng(1).normal(size=4096))
    figure = quantiles.quantiles(ratio, "x", texts("en"))
    dots = np.concatenate([np.asarray(each.x) for each in figure.data])
    assert len(dots) == quantiles.DOTS
    assert (dots < 1).mean() == pytest.approx((ratio < 1).mean(), abs=1 / quantiles.DOTS)


def test_equal_draws_stand_on_the_line():
    figure = quantiles.quantiles(np.ones(256), "x", texts("fr"))
    assert sum(len(each.x) for each in figure.data) == quantiles.DOTS
