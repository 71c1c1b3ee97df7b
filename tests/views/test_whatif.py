"""Numbers moved, in words, charts and tables."""

import numpy as np
import pytest

from impact.model import reading
from impact.model.uncertainty import Draws
from impact.model.variation import Variation
from impact.scoring.breakeven import break_even
from impact.scoring.compare import compare
from impact.scoring.tornado import BARS, tornado
from impact.views import whatif
from impact.views.charts import ghost
from impact.views.charts import tornado as charts
from impact.views.names import Names
from impact.views.texts import languages, texts
from tests.conftest import ROOT

CLIMATE, DISTANCE = "GWP-total", "life.use.carried.distance"


@pytest.fixture(scope="module")
def ready(facts):
    study = reading.load(ROOT / "data/studies/bonnet.toml")
    return compare(study, facts), Variation(study, facts, CLIMATE)


@pytest.fixture(params=languages())
def names(request, ready):
    return Names(ready[0], texts(request.param))


def moved(names, variation, **numbers):
    return whatif.moved(names, names, CLIMATE, variation.totals(Draws()), variation.totals(Draws(), numbers))


def test_where_nothing_is_known_no_order_is_told(names, ready):
    saved = ready[1].totals(Draws())
    now = saved.copy()
    now[0] = np.nan
    result = whatif.moved(names, names, CLIMATE, saved, now)
    assert not result.comparable[0].any() and not result.comparable[:, 0].any() and result.comparable[1, 2]
    assert not any("nan" in line for line in [*result.turned(), *result.written()])


def test_unmoved_is_the_comparison(names, ready):
    result = moved(names, ready[1])
    totals = ready[0].totals.query("indicator == @CLIMATE").set_index("alternative")["median"]
    np.testing.assert_allclose(result.rows["median"], totals[result.rows.alternative], rtol=1e-3)
    assert result.turned() == [names.words("whatif.none_turned")] and not any("(" in text for text in result.written())


def test_the_ghost_is_the_saved_result(names, ready):
    result = moved(names, ready[1], **{DISTANCE: 20000.0})
    figure = ghost.ghost(result.rows, result.written(), CLIMATE, names)
    np.testing.assert_array_equal(figure.data[0].x, result.rows.saved)
    np.testing.assert_array_equal(figure.data[1].x, result.rows["median"])
    assert (result.rows["median"] < result.rows.saved).all() and all("−" in text for text in result.written())
    assert len(result.table()) == 5 and len(result.figures()) == 5


def test_an_answer_that_turns_is_said(names, ready):
    """Over 20,000 km the carbon bonnet no longer pays its matter back: steel is lower."""
    said = moved(names, ready[1], **{DISTANCE: 20000.0}).turned()
    assert said and said != [names.words("whatif.none_turned")] and len(said) <= whatif.TOLD + 1
    carbon, steel = names.alternative("carbon-fibre"), names.alternative("steel")
    assert any(carbon in line and steel in line for line in said)


def test_bars_and_twin_of_the_tornado_agree(names, ready):
    _, variation = ready
    rows = tornado(variation, "aluminium", "steel")
    shown = whatif.bars(variation.study, rows, variation.numbers, names)
    table = whatif.tornado_table(variation.study, rows, variation.numbers, names, True)
    assert len(shown) == min(len(rows), BARS) and len(table) == len(rows) == len(whatif.tornado_figures(variation.study, rows, names))
    figure = charts.tornado(shown, "x", names.words, ratio=True)
    for bars, end in zip(figure.data, ("low", "high"), strict=False):
        np.testing.assert_allclose(np.asarray(bars.x) + bars.base, shown[f"at_{end}"] * 100)


@pytest.mark.parametrize("about", [DISTANCE, "service_life", "alternatives.aluminium.parts[0].recycled_content"])
def test_a_break_even_in_words(names, ready, about):
    _, variation = ready
    number = next(each for each in variation.numbers if each.about == about)
    for pair in (("steel", "carbon-fibre"), ("aluminium", "steel")):
        found = break_even(variation, *pair, about, number.least or 0.0, number.most, draws=256)
        said = whatif.crossing(variation.study, found, number, *pair, names)
        assert said and all(line.endswith(".") and "nan" not in line for line in said)
