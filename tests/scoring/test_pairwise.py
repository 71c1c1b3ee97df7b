"""Two by two: golden probabilities of lognormals, shared facts, what holds for every pair."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtri
from scipy.stats import qmc

from impact import errors
from impact.model import reading
from impact.model.edit import following
from impact.scoring.compare import compare
from impact.scoring.pairwise import (
    APART,
    DOTS,
    HIGHER,
    LOWER,
    MISSING,
    NONE,
    PARTIAL,
    UNDECIDED,
    dominance,
    pairwise,
    probabilities,
    quantiles,
    threshold_of,
)
from tests.conftest import EXAMPLES, ROOT, VECTORS, made, one

GOLDEN = pd.read_csv(VECTORS / "pairwise_lognormal.csv")
CLIMATE = "GWP-total"


@pytest.fixture(scope="module")
def bonnet(facts):
    return compare(reading.load(ROOT / "data/studies/bonnet.toml"), facts)


@pytest.mark.parametrize("row", list(GOLDEN.itertuples()), ids=lambda row: row.case)
def test_two_lognormals(row):
    """0.598 drawn apart, 0.784 at a correlation of 0.9, 0.993 at 0.99: shared facts make an order sure."""
    z = ndtri(qmc.Sobol(2, rng=np.random.default_rng(1)).random_base2(12).T.clip(1e-9, 1 - 1e-9))
    second = row.corr_ln * z[0] + np.sqrt(1 - row.corr_ln**2) * z[1]
    total = np.stack([row.median_a * np.exp(row.sigma_ln_a * z[0]), row.median_b * np.exp(row.sigma_ln_b * second)])[:, None, :]
    lower, ratio = probabilities(total)
    assert lower[0, 1, 0] == pytest.approx(row.expected_p_a_below_b, abs=0.005)
    assert ratio[1, 0, 1, 0] == pytest.approx(row.expected_median_ratio, rel=0.01)
    assert ratio[0, 0, 1, 0] < ratio[1, 0, 1, 0] < ratio[2, 0, 1, 0]


def test_the_same_steel_twice(facts):
    """20 kg and 21 kg of one steel whose factor is uncertain: always 20/21, whatever the factor is."""
    study = made(one("a", "steel-s235jr", 20.0), one("b", "steel-s235jr", 21.0))
    pairs = pairwise(compare(study, facts))
    place = pairs.at("a", "b", CLIMATE)
    assert pairs.lower[place] == 1 and pairs.ratio[place] == pytest.approx(20 / 21) and pairs.low[place] == pytest.approx(pairs.high[place])
    assert pairs.word("a", "b", CLIMATE) == LOWER and pairs.word("b", "a", CLIMATE) == HIGHER


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_column_of_the_baseline_is_the_comparison(path, facts):
    comparison = compare(reading.load(path), facts)
    pairs = pairwise(comparison)
    for row in comparison.relative.itertuples():
        place = pairs.at(row.alternative, comparison.study.baseline, row.indicator)
        for found, expected in ((pairs.ratio, row.ratio), (pairs.low, row.low), (pairs.high, row.high)):
            assert found[place] == pytest.approx(expected, rel=1e-12, nan_ok=True)
        if row.alternative != comparison.study.baseline:
            assert pairs.lower[place] == pytest.approx(row.lower, nan_ok=True)
            assert (pairs.word(row.alternative, comparison.study.baseline, row.indicator) == UNDECIDED) == row.unsure


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_order_where_something_is_missing(path, facts):
    comparison = compare(reading.load(path), facts)
    pairs = pairwise(comparison)
    whole = comparison.totals.set_index(["alternative", "indicator"]).status.isin(["known", "proxy"])
    for a in pairs.alternatives:
        for b in pairs.alternatives:
            for indicator in pairs.indicators:
                if not (whole[a, indicator] and whole[b, indicator]):
                    assert pairs.word(a, b, indicator) == NONE and np.isnan(pairs.lower[pairs.at(a, b, indicator)])


def test_a_pair_turned_round(bonnet):
    pairs = pairwise(bonnet)
    np.testing.assert_allclose(pairs.lower + pairs.lower.transpose(1, 0, 2), np.where(pairs.comparable, 1, np.nan))
    assert (pairs.comparable == pairs.comparable.transpose(1, 0, 2)).all()


def test_another_alternative_changes_no_pair(bonnet, facts):
    fewer = bonnet.study.model_copy(update={"alternatives": bonnet.study.alternatives[:3], "source": "best"})
    every = pairwise(compare(bonnet.study.model_copy(update={"source": "best"}), facts))
    some = pairwise(compare(following(bonnet.study, fewer), facts))
    np.testing.assert_array_equal(every.lower[:3, :3], some.lower)
    np.testing.assert_array_equal(every.ratio[:3, :3], some.ratio)


def test_the_threshold_decides_what_is_told_apart(bonnet):
    low, usual, high = (pairwise(bonnet, threshold) for threshold in (0.7, 0.95, 0.999))
    told = [np.isin(pairs.words, (LOWER, HIGHER)).sum() for pairs in (low, usual, high)]
    assert told[0] > told[1] > told[2]
    assert usual.word("steel", "carbon-fibre", CLIMATE) == UNDECIDED and low.word("steel", "carbon-fibre", CLIMATE) == LOWER


@pytest.mark.parametrize("value", [0.5, 0.2, 1.0, 1.5, float("nan")])
def test_a_threshold_that_tells_nothing_apart_is_refused(value):
    with pytest.raises(errors.OutOfRange):
        threshold_of(value)


def test_dominance_by_hand(bonnet):
    pairs = pairwise(bonnet)
    share, over = dominance(bonnet, pairs)
    a, b = (pairs.alternatives.index(name) for name in ("aluminium", "steel"))
    held = pairs.comparable[a, b]
    one_, other = bonnet.cube.total[:, a, held], bonnet.cube.total[:, b, held]
    assert over[a, b] == held.sum() == 2
    assert share[a, b] == np.mean([(x <= y).all() and (x < y).any() for x, y in zip(one_, other, strict=True)])
    assert np.isnan(np.diag(share)).all() and share[a, b] + share[b, a] <= 1


def test_doing_without_is_lower_and_has_no_ratio_under_it(facts):
    comparison = compare(reading.load(ROOT / "data/studies/bottle.toml"), facts)
    pairs = pairwise(comparison)
    place = pairs.at("tap", "pet", CLIMATE)
    assert pairs.lower[place] == 1 and pairs.ratio[place] == 0
    assert np.isnan(pairs.ratio[pairs.at("pet", "tap", CLIMATE)]) and pairs.word("pet", "tap", CLIMATE) == HIGHER


@settings(max_examples=25)
@given(factor=st.floats(1e-6, 1e6), seed=st.integers(0, 99))
def test_a_common_factor_changes_nothing(factor, seed):
    total = np.exp(np.random.default_rng(seed).normal(size=(3, 2, 64)))
    one_, other = probabilities(total), probabilities(total * factor)
    np.testing.assert_array_equal(one_[0], other[0])
    np.testing.assert_allclose(one_[1], other[1], rtol=1e-9)


#: Draws of a few alternatives on one indicator; small whole numbers, so that there are ties, credits and zeros.
TOTALS = st.integers(2, 5).flatmap(
    lambda count: st.lists(st.lists(st.integers(-3, 9), min_size=8, max_size=8), min_size=count, max_size=count)
)


@settings(max_examples=60)
@given(totals=TOTALS)
def test_each_pair_is_counted_from_its_own_draws_alone(totals):
    """By hand, draw by draw: P(a < b) and P(b < a) sum to 1, and who else is there changes nothing."""
    total = np.array(totals, float)[:, None, :]
    lower, ratio = probabilities(total)
    np.testing.assert_array_equal(lower + lower.transpose(1, 0, 2), 1)
    assert (np.diagonal(lower) == 0.5).all()
    for a, one_ in enumerate(totals):
        for b, other in enumerate(totals):
            assert lower[a, b, 0] == sum((x < y) + (x == y) / 2 for x, y in zip(one_, other, strict=True)) / 8
            assert np.isnan(ratio[1, a, b, 0]) == (min(other) <= 0)  # one of eight draws is more than 2.5 % of them
    some = probabilities(total[:2])
    np.testing.assert_array_equal(some[0], lower[:2, :2])
    np.testing.assert_array_equal(some[1], ratio[:, :2, :2])


def test_why_no_order_is_given(facts):
    comparison = compare(reading.load(ROOT / "data/studies/wall.toml"), facts)
    pairs = pairwise(comparison)
    far = comparison.relative.query("apart and status in ('known', 'proxy')").iloc[0]
    status = comparison.totals.set_index(["alternative", "indicator"]).status
    found = set()
    for a, b in pairs.couples:
        for indicator in pairs.indicators:
            why, states = pairs.obstacle(a, b, indicator), {status[a, indicator], status[b, indicator]}
            expected = {
                MISSING: MISSING in states,
                PARTIAL: PARTIAL in states and MISSING not in states,
                APART: not states & {MISSING, PARTIAL},
            }
            assert (why is None) == (pairs.word(a, b, indicator) != NONE) and (why is None or expected[why])
            assert (indicator in pairs.ordered(a, b)) == (why is None)
            found.add(why)
    assert found == {None, MISSING, PARTIAL, APART}
    assert pairs.obstacle(far.alternative, comparison.study.baseline, far.indicator) in (APART, PARTIAL, MISSING)


def test_dots_hold_the_interval_and_the_median(bonnet):
    pairs = pairwise(bonnet)
    place = pairs.at("steel", "carbon-fibre", CLIMATE)
    dots = quantiles(bonnet, "steel", "carbon-fibre", CLIMATE)
    assert len(dots) == DOTS and (np.diff(dots) > 0).all()
    assert (dots[0], dots[-1]) == pytest.approx((pairs.low[place], pairs.high[place]))
    assert dots[9] < pairs.ratio[place] < dots[10]
    assert (dots < 1).mean() == pytest.approx(pairs.lower[place], abs=1 / DOTS)


def test_nothing_to_divide_by_gives_no_dots(facts):
    comparison = compare(reading.load(ROOT / "data/studies/bottle.toml"), facts)
    assert np.isnan(quantiles(comparison, "pet", "tap", CLIMATE)).all()
    assert (quantiles(comparison, "tap", "pet", CLIMATE) == 0).all()


def test_ties_count_half():
    total = np.array([[[1.0, 1.0, 2.0, 2.0]], [[1.0, 2.0, 1.0, 2.0]]])
    assert probabilities(total)[0][0, 1, 0] == 0.5


def test_dots_are_quantiles_of_the_ratio_on_shared_draws(bonnet):
    result = bonnet.cube
    a, b, climate = result.alternatives.index("aluminium"), result.alternatives.index("steel"), result.indicators.index(CLIMATE)
    ratio = result.total[:, a, climate] / result.total[:, b, climate]
    found = quantiles(bonnet, "aluminium", "steel", CLIMATE, 50)
    np.testing.assert_allclose(found, np.quantile(ratio, (np.arange(50) + 0.5) / 50))
    assert (found < 1).mean() == pytest.approx((ratio < 1).mean(), abs=0.02)
