"""Two by two in words, charts and tables: they say the same, and never more than the draws."""

import numpy as np
import pytest

from impact.model import reading
from impact.scoring.compare import compare
from impact.scoring.pairwise import DOTS, NONE, UNDECIDED, pairwise
from impact.views import pair_tables
from impact.views.charts import matrix, quantiles
from impact.views.charts.style import LIGHT
from impact.views.names import Names
from impact.views.pairs import Paired
from impact.views.texts import languages, texts
from tests.conftest import ROOT

CLIMATE = "GWP-total"


@pytest.fixture(scope="module", params=languages())
def held(request, facts):
    comparison = compare(reading.load(ROOT / "data/studies/bonnet.toml"), facts)
    return Paired(Names(comparison, texts(request.param)), pairwise(comparison))


def test_sentences_are_whole_and_few(held):
    for indicator in held.pairs.indicators:
        said = held.summary(indicator)
        assert 0 < len(said) <= 8 and all(line.strip() and "nan" not in line and "inf" not in line.split() for line in said)


def test_the_matrix_has_a_cell_for_every_ordered_pair(held):
    figure = matrix.matrix(held, CLIMATE)
    assert sum(len(bars.x) for bars in figure.data) == 5 * 5
    pairs = held.pairs
    told = sum(pairs.word(a, b, CLIMATE) not in (NONE, UNDECIDED) for a in pairs.alternatives for b in pairs.alternatives if a != b)
    coloured = [bars for bars in figure.data if bars.marker.color in (LIGHT.below, LIGHT.above)]
    assert sum(len(bars.x) for bars in coloured) == told == 16
    assert not any("nan" in text for bars in figure.data for text in bars.text)


def test_where_no_order_is_given_the_cell_is_hatched(held):
    figure = matrix.matrix(held, "ODP")
    hatched = [bars for bars in figure.data if bars.marker.pattern.shape == "/"]
    none = sum(held.pairs.word(a, b, "ODP") == NONE for a in held.pairs.alternatives for b in held.pairs.alternatives if a != b)
    assert sum(len(bars.x) for bars in hatched) == none == 20


def test_the_twin_and_the_spreadsheet_have_every_pair_on_every_indicator(held):
    table, figures = pair_tables.table(held, CLIMATE), pair_tables.figures(held, CLIMATE)
    assert len(table) == len(figures) == 10 * 16
    assert (table.iloc[:10, 1] == held.names.indicator(CLIMATE)).all()
    assert len(pair_tables.overview(held)) == len(pair_tables.overview_figures(held)) == 10


def test_a_pair_turned_round_says_the_same(held):
    one, other = (held.pairs.at(*pair, CLIMATE) for pair in (("aluminium", "steel"), ("steel", "aluminium")))
    assert held.pairs.lower[one] == 1 - held.pairs.lower[other]
    assert held.closer("aluminium", "steel", CLIMATE) != held.closer("steel", "aluminium", CLIMATE)


@pytest.mark.parametrize("centre", [0.5, 1.0, 3.0])
def test_dots_left_of_the_line_are_the_probability_of_being_lower(centre):
    ratio = np.sort(centre * np.exp(0.4 * np.random.default_rng(1).normal(size=4096)))
    values = ratio[(np.arange(DOTS) + 0.5).astype(int) * len(ratio) // DOTS + len(ratio) // DOTS // 2]
    figure = quantiles.quantile_dots(values, ["x"], True, texts("en"))
    at = np.asarray(figure.data[0].x)
    assert len(at) == DOTS and ((at < 1) == (values < 1)).all()
    assert (values < 1).mean() == pytest.approx((ratio < 1).mean(), abs=1 / DOTS)


def test_equal_draws_stand_on_the_line():
    figure = quantiles.quantile_dots(np.ones(DOTS), ["x"], False, texts("fr"))
    assert (np.asarray(figure.data[0].x) == 1).all()
