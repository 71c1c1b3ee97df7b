"""Two by two in words, charts and tables: they say the same, and never more than the draws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impact.model import reading
from impact.scoring.compare import compare
from impact.scoring.pairwise import DOTS, NONE, UNDECIDED, pairwise
from impact.views import pair_tables
from impact.views.charts import matrix, quantiles
from impact.views.charts.style import LIGHT
from impact.views.names import Names
from impact.views.pairs import SENTENCES, Paired
from impact.views.texts import languages, texts
from tests.conftest import EXAMPLES, ROOT, made, one
from tests.views.test_claims import sound

CLIMATE = "GWP-total"


@pytest.fixture(scope="module", params=languages())
def held(request, facts):
    comparison = compare(reading.load(ROOT / "data/studies/bonnet.toml"), facts)
    return Paired(Names(comparison, texts(request.param)), pairwise(comparison))


def test_sentences_are_whole_and_few(held):
    for indicator in held.pairs.indicators:
        said = held.summary(indicator)
        assert 0 < len(said) <= SENTENCES and all(line.strip() and "nan" not in line and "inf" not in line.split() for line in said)


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


@pytest.fixture(scope="module", params=[path.stem for path in EXAMPLES])
def example(request, facts):
    comparison = compare(reading.load(ROOT / f"data/studies/{request.param}.toml"), facts, 256)
    return comparison, pairwise(comparison)


@pytest.mark.parametrize("language", languages())
def test_every_word_of_every_example(example, language):
    """Every pair on every indicator, in sentences, cells and tables: nothing claimed, no blank unfilled, no number that is none."""
    comparison, pairs = example
    held = Paired(Names(comparison, texts(language)), pairs)
    said = [*held.overall(), held.stamp()]
    for indicator in pairs.indicators:
        assert 0 < len(held.summary(indicator)) <= SENTENCES
        said += [*held.summary(indicator), *held.signs(indicator)]
        for a in pairs.alternatives:
            for b in pairs.alternatives:
                said += [held.cell(a, b, indicator), held.hover(a, b, indicator)]
                said += [held.closer(a, b, indicator)] if a != b else []
    tables = [pair_tables.table(held, pairs.indicators[0]), pair_tables.overview(held)]
    said += [str(cell) for each in tables for cell in [*each, *each.to_numpy().ravel()]]
    sound(said, language)


@pytest.mark.parametrize("language", languages())
def test_the_same_steel_twice_in_words(facts, language):
    """20 kg and 21 kg of one steel: sure, and a ratio near 1 is not written as 1."""
    study = made(one("a", "steel-s235jr", 20.0), one("b", "steel-s235jr", 21.0))
    comparison = compare(study, facts, 256)
    held = Paired(Names(comparison, texts(language)), pairwise(comparison))
    said = {
        "en": "{a} is lower than {b} with probability > 0.99, median ratio 0.952. In 95% of the draws the ratio is 0.952.",
        "fr": "Face à {b}, {a} est plus bas (probabilité > 0,99, rapport médian 0,952). Dans 95\u00a0% des tirages, le rapport est de 0,952.",
    }[language]
    assert held.closer("a", "b", CLIMATE) == said.format(a=held.names.alternative("a"), b=held.names.alternative("b"))
    assert held.summary(CLIMATE) == [held.said("a", "b", CLIMATE)]
    figure = quantiles.quantile_dots(pair_tables.dots(held, "a", "b", CLIMATE), ["x"], True, texts(language))
    assert np.asarray(figure.data[0].x) == pytest.approx(20 / 21) and list(figure.data[0].y) == list(range(DOTS))


def test_the_summary_counts_what_the_matrix_shows(held):
    told = [held.pairs.word(a, b, CLIMATE) for a, b in held.pairs.couples]
    assert held.summary(CLIMATE)[0].startswith(f"{len(told)} ") and f" {told.count(UNDECIDED)} " in held.summary(CLIMATE)[0]
    overview = pair_tables.overview(held)
    assert (overview.iloc[:, 1:5].astype(int).sum(axis=1) == len(held.pairs.indicators)).all()


def test_figures_are_figures_and_can_be_computed_again(held):
    rows = pair_tables.figures(held, CLIMATE)
    place = held.pairs.at("steel", "aluminium", CLIMATE)
    first = rows.iloc[0]
    assert (first.iloc[3], first.iloc[4], first.iloc[5], first.iloc[6]) == tuple(
        each[place] for each in (held.pairs.lower, held.pairs.ratio, held.pairs.low, held.pairs.high)
    )
    assert rows[held.words("table.stamp")].str.contains("4.096|4,096|4.096").all() and rows[held.words("table.source")].str.len().min() > 0
    dots = pair_tables.dot_figures(held, "steel", "aluminium", CLIMATE)
    assert len(dots) == DOTS == len(pair_tables.dot_table(held, "steel", "aluminium", CLIMATE))


def test_names_stand_whole_over_their_rows(facts):
    names = [f"{n} aluminium recyclé, laminé à chaud, peint, avec deux nervures de rigidité" for n in (1, 2)]
    alternatives = [one(f"a{n}", "steel-s235jr", 1.0 + n) | {"name": {"en": name, "fr": name}} for n, name in enumerate(names)]
    comparison = compare(made(*alternatives), facts, 256)
    figure = matrix.matrix(Paired(Names(comparison, texts("fr")), pairwise(comparison)), CLIMATE)
    heads = [each.text for each in figure.layout.annotations]
    assert [head.replace("<br>", " ").replace("<b>", "").replace("</b>", "") for head in heads] == [
        f"({n}) {name}" for n, name in enumerate(names, 1)
    ]
    assert max(len(line) for head in heads for line in head.split("<br>")) <= matrix.LABEL + len("(1) <b>")


@settings(max_examples=200)
@given(low=st.floats(-6, 6), high=st.floats(-6, 6), negative=st.integers(0, 3))
def test_every_dot_is_on_the_axis_on_its_side_of_the_line_and_alone(low, high, negative):
    values = np.sort(10 ** np.linspace(low, high, DOTS))
    values[:negative] = -1.0
    left, right = quantiles.reach(values)
    at, rows = quantiles.stacked(values, left, right)
    assert (left <= at).all() and (at <= right).all() and left < 1 < right
    positive = values > 0
    assert ((at < 1) == (values < 1))[~np.isclose(values, 1)].all() and (at[~positive] == left).all()
    assert len(set(zip(at, rows, strict=True))) == DOTS
    marks = quantiles.ticks(left, right)
    assert 0 < len(marks) <= quantiles.TICKS and left <= marks[0] and marks[-1] <= right
