"""Ranks over weights: exact and published cases, orders against brute force, what takes part, and what turns under TOPSIS but not here."""

import csv
import itertools
import time
from collections import Counter
from graphlib import CycleError, TopologicalSorter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from impact import errors
from impact.model import reading
from impact.scoring.compare import WHOLE, compare, status
from impact.scoring.gate import apart
from impact.scoring.weighting import (
    FAR,
    PARTIAL,
    acceptability,
    coherent,
    eligible,
    implied,
    orders,
    ranking,
    releasing,
    single_score,
    single_scores,
    weights,
    widest,
)
from tests.conftest import ROOT, VECTORS, made, one

CASES = list(csv.DictReader((VECTORS / "smaa.csv").open(encoding="utf-8")))
TOPSIS = list(csv.DictReader((VECTORS / "topsis_rank_reversal.csv").open(encoding="utf-8")))
#: Means and standard deviations of the samples behind the published example; there, the higher the better.
MEAN = np.array([[0.41171559, 0.42486473, 0.92578459], [0.75139167, 0.60837097, 0.61514722]])
DEVIATION = np.array([[0.12177531, 0.1564636, 0.07279005], [0.08379634, 0.1525058, 0.16553543]])
CRITERIA = ("prox_dvt", "dist_dvt", "bleed")


def example(name: str):
    return reading.load(ROOT / f"data/studies/{name}.toml")


def answers(alternatives: tuple[str, ...], values: np.ndarray, drawn: np.ndarray, criteria=("1", "2", "3")) -> dict:
    """What acceptability says, by alternative and quantity as the vectors call them."""
    share, central, confidence = acceptability(values, drawn)
    found = {}
    for a, name in enumerate(alternatives):
        found |= {(name, "rank_acceptability_1"): share[a, 0], (name, "confidence_factor"): confidence[a]}
        found |= {(name, f"central_weight_{each}"): central[a, k] for k, each in enumerate(criteria)}
    return found


@pytest.fixture(scope="module")
def solved() -> dict[str, dict]:
    """Every case of the vectors, by its name; thrombolytics with normals in place of the samples, which are not free to carry."""
    n, names = 400_000, ("Heparin", "Enoxaparin")
    difference = np.broadcast_to([[0.0, 0.0, 2.0], [1.0, 3.0, 0.0]], (n, 2, 3))  # impacts: B - A is what A is ahead by
    effects = -np.random.default_rng(7).normal(MEAN, DEVIATION, (n, 2, 3))
    drawn = weights(3, n)
    fixed = acceptability(effects, np.broadcast_to([0.5, 0.2, 0.3], (n, 3)))[0]
    drugs = answers(names, effects, drawn, CRITERIA) | {("Heparin", "rank_acceptability_1_fixed_w_.5_.2_.3"): fixed[0, 0]}
    return {"analytic_1_3_m2": answers(("A", "B"), difference, drawn), "thrombolytics": drugs, "thrombolytics_normal": drugs}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['case']}-{case['alternative']}-{case['quantity']}")
def test_published_and_exact_cases(case, solved):
    found = solved[case["case"]][case["alternative"], case["quantity"]]
    assert found == pytest.approx(float(case["expected"]), abs=float(case["atol"]))


def topsis(matrix: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Closeness of costs to the ideal, vector normalisation: the method that is not offered."""
    scaled = matrix / np.linalg.norm(matrix, axis=0) * weight
    near, far = (np.linalg.norm(scaled - end, axis=1) for end in (scaled.min(axis=0), scaled.max(axis=0)))
    return far / (near + far)


def matrix_of(row: dict) -> np.ndarray:
    return np.array([[float(value) for value in line.split(",")] for line in row["matrix"].split(";")])


@pytest.mark.parametrize("row", TOPSIS, ids=lambda row: row["alternatives"])
def test_topsis_turns_the_order_of_two_when_a_third_is_added(row):
    scores = topsis(matrix_of(row), np.array([float(each) for each in row["weights"].split(";")]))
    assert scores == pytest.approx([float(each) for each in row["expected_scores"].split(";")], abs=1e-8)
    assert row["alternatives"].split(";")[scores.argmax()] == row["expected_best"]


def test_fixed_references_do_not():
    """A is before B in exactly the same draws, C or no C."""
    two, three = (matrix_of(row) for row in TOPSIS)
    drawn = weights(2, 4096)
    scores = [np.einsum("ai,di->da", each, drawn) for each in (two, three)]
    np.testing.assert_array_equal(scores[0], scores[1][:, :2])
    fixed = np.broadcast_to([0.5, 0.5], (1, 2))
    assert np.allclose(scores[0] @ [1, -1], (drawn @ [-1, 1]))  # equal at equal weights, as a sum of costs has it
    assert acceptability(two[None], fixed)[0].tolist() == [[0.5, 0.5], [0.5, 0.5]]
    assert acceptability(three[None], fixed)[0].tolist() == [[0.5, 0.5, 0], [0.5, 0.5, 0], [0, 0, 1]]


def test_weights_are_uniform_on_the_simplex():
    """Dirichlet of ones: mean 1/k, variance (k-1)/(k^2 (k+1)), and P(w_1 > t) = (1-t)^(k-1)."""
    drawn = weights(4, 100_000)
    np.testing.assert_allclose(drawn.sum(axis=1), 1)
    np.testing.assert_allclose(drawn.mean(axis=0), 0.25, atol=0.002)
    np.testing.assert_allclose(drawn.var(axis=0), 3 / (16 * 5), rtol=0.02)
    assert (drawn[:, 0] > 0.4).mean() == pytest.approx(0.6**3, abs=0.005)
    np.testing.assert_array_equal(weights(4, 16), weights(4, 16))


def test_weights_in_a_total_order_have_the_means_of_ordered_spacings():
    """The j-th highest of k uniform weights has mean (1/j + ... + 1/k) / k."""
    drawn = weights(4, 100_000, [(2, 0), (0, 3), (3, 1)])
    expected = [sum(1 / n for n in range(j, 5)) / 4 for j in (1, 2, 3, 4)]
    np.testing.assert_allclose(drawn.mean(axis=0)[[2, 0, 3, 1]], expected, atol=0.002)


def test_weights_in_a_partial_order_are_those_that_agree_among_all():
    """Against throwing away what disagrees."""
    before = [(0, 1), (0, 2), (3, 2)]
    every = weights(5, 400_000, seed=3)
    kept = every[np.all([every[:, a] > every[:, b] for a, b in before], axis=0)]
    drawn = weights(5, 100_000, before)
    np.testing.assert_allclose(drawn.mean(axis=0), kept.mean(axis=0), atol=0.003)
    np.testing.assert_allclose(np.cov(drawn.T), np.cov(kept.T), atol=0.001)
    assert (drawn[:, 1] > drawn[:, 4]).mean() == pytest.approx((kept[:, 1] > kept[:, 4]).mean(), abs=0.01)


PARTIAL_ORDERS = [
    frozenset({(0, 1)}),
    frozenset({(0, 1), (0, 2), (3, 2)}),
    frozenset({(0, 1), (2, 3)}),
    frozenset({(0, 2), (1, 2), (1, 3), (0, 4)}),
]


@pytest.mark.parametrize("before", PARTIAL_ORDERS, ids=lambda before: str(sorted(before)))
def test_orders_are_drawn_evenly_among_all_that_agree(before):
    count = 1 + max(max(pair) for pair in before)
    agreeing = [order for order in itertools.permutations(range(count)) if all(order.index(a) < order.index(b) for a, b in before)]
    draws = 2000 * len(agreeing)
    found = Counter(map(tuple, orders(count, before, draws, np.random.default_rng(5)).tolist()))
    assert set(found) == set(agreeing)
    chi = sum((found[order] - 2000) ** 2 / 2000 for order in agreeing)
    assert chi < 3 * len(agreeing) + 10  # far out in the tail of chi-square


pairs = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] != pair[1]), max_size=8)


def goes_round(before) -> bool:
    sorter = TopologicalSorter()
    for a, b in before:
        sorter.add(b, a)
    try:
        sorter.prepare()
    except CycleError:
        return True
    return False


@settings(max_examples=60)
@given(pairs)
def test_every_draw_agrees_with_what_is_preferred_or_nothing_is_drawn(before):
    if goes_round(before):
        with pytest.raises(errors.ContradictoryPreferences) as refused:
            weights(7, 64, before)
        names = refused.value.names
        assert names[0] == names[-1] and all((int(a), int(b)) in before for a, b in itertools.pairwise(names))
        return
    drawn = weights(7, 64, before)
    assert all((drawn[:, a] > drawn[:, b]).all() for a, b in before)
    np.testing.assert_allclose(drawn.sum(axis=1), 1)
    assert all(drawn[:, a].min() > 0 for a in range(7))


@settings(max_examples=60)
@given(pairs)
def test_what_follows_is_what_can_be_walked(before):
    found = implied(before)
    assert set(before) <= found and all((a, d) in found for a, b in found for c, d in found if b == c)
    assert goes_round(before) == any((a, a) in found for a in range(7))


@settings(max_examples=60)
@given(st.integers(2, 5), st.integers(2, 5), st.integers(0, 10_000), st.booleans())
def test_shares_of_ranks_are_doubly_stochastic(alternatives, indicators, seed, rounded):
    """Every alternative has a rank, every rank somebody; ties, which rounding brings, share alike."""
    values = np.random.default_rng(seed).normal(size=(64, alternatives, indicators)).round(0 if rounded else 9)
    share, central, confidence = acceptability(values, weights(indicators, 64, seed=seed))
    np.testing.assert_allclose(share.sum(axis=0), 1)
    np.testing.assert_allclose(share.sum(axis=1), 1)
    first = share[:, 0] > 0
    assert (np.isnan(central).all(axis=1) == ~first).all() and (np.isnan(confidence) == ~first).all()
    np.testing.assert_allclose(central[first].sum(axis=1), 1)
    assert ((confidence[first] >= 0) & (confidence[first] <= 1)).all()
    np.testing.assert_allclose(share[first, 0] @ central[first], weights(indicators, 64, seed=seed).mean(axis=0))


def test_ties_share_their_ranks():
    """Two alike and one above them: first and second by half each."""
    values = np.broadcast_to([[1.0, 2.0], [1.0, 2.0], [3.0, 3.0]], (32, 3, 2))
    share, central, confidence = acceptability(values, weights(2, 32))
    assert share.tolist() == [[0.5, 0.5, 0], [0.5, 0.5, 0], [0, 0, 1]]
    assert confidence[:2].tolist() == [0.5, 0.5] and np.isnan(confidence[2]) and np.isnan(central[2]).all()


@given(st.integers(0, 10_000))
def test_what_is_higher_on_everything_is_never_first(seed):
    values = np.random.default_rng(seed).random((64, 3, 4))
    values[:, 2] = values[:, 0] + 0.1
    share = acceptability(values, weights(4, 64))[0]
    assert share[2, 0] == 0


def test_what_goes_round_is_named():
    for before, names in (
        ([("a", "b"), ("b", "a")], {"a", "b"}),
        ([("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")], {"a", "b", "c"}),
        ([("a", "a")], {"a"}),
    ):
        with pytest.raises(errors.ContradictoryPreferences) as refused:
            coherent(before)
        assert set(refused.value.names) == names and refused.value.names[0] == refused.value.names[-1]
        assert all(pair in before for pair in itertools.pairwise(refused.value.names))
    coherent([("a", "b"), ("b", "c"), ("a", "c")])


@pytest.fixture(scope="module")
def compared(facts):
    return {name: compare(example(name), facts) for name in ("busbar", "housing", "bottle", "bonnet")}


@pytest.mark.parametrize("name", ["busbar", "housing", "bottle", "bonnet"])
def test_only_what_is_whole_and_not_apart_takes_part(name, compared):
    comparison = compared[name]
    result = comparison.cube
    for size in (2, len(result.alternatives)):
        for chosen in list(itertools.combinations(result.alternatives, size))[:6]:
            why = eligible(comparison, chosen)
            places = [result.alternatives.index(each) for each in chosen]
            for i, indicator in enumerate(result.indicators):
                whole = all(status(result)[place, i] in WHOLE for place in places)
                assert (why.get(indicator) == PARTIAL) == (not whole)
                if why.get(indicator) == FAR:
                    assert indicator in apart(comparison.facts, result)


def test_pairs_that_are_apart_in_the_comparison_do_not_take_part(compared):
    """What the gate says beside the baseline holds here as well."""
    comparison = compared["bonnet"]
    rows = comparison.relative[comparison.relative.apart]
    assert len(rows)
    for row in rows.itertuples():
        assert row.indicator in eligible(comparison, [comparison.study.baseline, row.alternative])


def test_the_widest_set_is_that_of_every_set(compared):
    for comparison in compared.values():
        names, count = widest(comparison)
        every = comparison.cube.alternatives
        sizes = {
            chosen: 16 - len(eligible(comparison, chosen))
            for size in range(2, len(every) + 1)
            for chosen in itertools.combinations(every, size)
        }
        possible = {chosen: many for chosen, many in sizes.items() if many >= 2}
        assert (len(names), count) == max(((len(chosen), many) for chosen, many in possible.items()), default=(0, 0))
        assert not names or possible[tuple(names)] == count


def test_who_holds_most_indicators_back_is_found_among_all(compared):
    """By trying each; nobody where it brings none more, or where one alone would be left."""
    found = set()
    for comparison in compared.values():
        every = comparison.cube.alternatives
        for chosen in itertools.chain.from_iterable(itertools.combinations(every, size) for size in range(2, len(every) + 1)):
            taking = 16 - len(eligible(comparison, chosen))
            without = {name: 16 - len(eligible(comparison, [other for other in chosen if other != name])) for name in chosen}
            name, count = releasing(comparison, chosen)
            assert bool(name) == (len(chosen) > 2 and max(without.values()) > taking)
            assert not name or without[name] == count == max(without.values())
            found.add(bool(name))
    assert found == {True, False}


def test_a_ranking_divides_by_one_person_and_year(compared, facts):
    """By hand, for the busbar: the share of the draws in which the weighted sum of one is lower."""
    comparison = compared["busbar"]
    result = comparison.cube
    why = eligible(comparison, result.alternatives)
    taking = [name for name in result.indicators if name not in why]
    found = ranking(comparison, result.alternatives, taking, [("GWP-total", "ADPE")])
    drawn = weights(len(taking), result.draws.n, [(taking.index("GWP-total"), taking.index("ADPE"))])
    reference = facts.indicator.set_index("id").normalisation
    sums = sum(drawn[:, [k]] * result.total[:, :, result.indicators.index(name)] / reference[name] for k, name in enumerate(taking))
    assert found.share[0, 0] == pytest.approx((sums[:, 0] < sums[:, 1]).mean(), abs=1e-3)
    assert found.draws == 4096 and found.indicators == taking
    np.testing.assert_allclose(found.mean, drawn.mean(axis=0))


def test_what_follows_counts_where_what_it_rests_on_takes_no_part(compared):
    """Climate before land use before acidification: land use has no data, climate still is before acidification."""
    comparison = compared["busbar"]
    taking = ["GWP-total", "AP", "POCP"]
    follows = ranking(comparison, comparison.cube.alternatives, taking, [("GWP-total", "SQP"), ("SQP", "AP")])
    stated = ranking(comparison, comparison.cube.alternatives, taking, [("GWP-total", "AP")])
    np.testing.assert_array_equal(follows.share, stated.share)
    with pytest.raises(errors.ContradictoryPreferences):
        ranking(comparison, comparison.cube.alternatives, taking, [("GWP-total", "SQP"), ("SQP", "GWP-total")])


def test_adding_an_alternative_changes_no_value_of_the_others(facts):
    """Who is before whom among two is the same, to the last draw, whoever else is compared."""
    alternatives = [one("pp", "pp", 1.0), one("abs", "abs", 0.7), one("pc", "pc", 0.65)]
    few, more = (compare(made(*alternatives[:n]), facts) for n in (2, 3))
    taking = [name for name in more.cube.indicators if name not in eligible(more, ["pp", "abs", "pc"])]
    assert len(taking) >= 2
    found = [ranking(each, ["pp", "abs"], taking) for each in (few, more)]
    np.testing.assert_array_equal(found[0].share, found[1].share)
    np.testing.assert_array_equal(found[0].central, found[1].central)
    third = ranking(more, ["pp", "abs", "pc"], taking)
    assert (third.share[:2, 0] <= found[0].share[:, 0] + 1e-12).all()


def test_doing_without_takes_part_and_comes_first_where_the_others_burden(compared):
    comparison = compared["housing"]
    found = ranking(comparison, ["abs", "pc", "without"], ["GWP-total", "AP", "POCP"])
    assert found.share[2].tolist() == [1, 0, 0] and found.confidence[2] == 1


def test_one_person_and_year_scores_one_point(facts):
    normalisation, weight = facts.indicator.normalisation.to_numpy(), facts.indicator.weight.to_numpy()
    assert single_score(normalisation, normalisation, weight) == pytest.approx(1.0)
    assert single_score(np.full(16, np.nan), normalisation, weight) != single_score(np.zeros(16), normalisation, weight) == 0


def test_weights_and_references_against_those_that_circulate(facts):
    """EF 3.1 as Ecobalyse publishes it (shared vector ef31_normalisation_weighting), but for ozone, where it keeps EF 3.0 (0.053648).

    The full figure of EF 3.1 is 0.0523483833840181 kg CFC-11 eq (JRC130796), of which the catalogue holds three digits.
    """
    rows = facts.indicator.set_index("id")
    assert rows.normalisation["ODP"] == pytest.approx(0.0523483833840181, rel=1e-3)
    assert rows.weight["ODP"] == 0.0631 and rows.weight.sum() == pytest.approx(1.0)


def test_a_single_score_says_what_it_leaves_out(compared, facts):
    for name in ("housing", "bottle"):
        comparison = compared[name]
        result, rows = comparison.cube, single_scores(comparison).set_index("alternative")
        factor = (facts.indicator.weight / facts.indicator.normalisation).to_numpy()
        for a, alternative in enumerate(result.alternatives):
            row = rows.loc[alternative]
            assert row["median"] == pytest.approx(np.median(np.nansum(result.total[:, a] * factor, axis=1)))
            assert row.low <= row["median"] <= row.high
            assert row.counted == np.isin(status(result)[a], WHOLE).sum()
            assert (row.counted == 16) == (not row.more and not row.less)
    assert single_scores(compared["housing"]).set_index("alternative")["median"]["without"] == 0


def test_what_cannot_be_sized_has_no_score(facts):
    """An alternative of which nothing is known: no score, which is not 0, and all its indicators are missing."""
    unsized = {"id": "b", "parts": [{"material": "pp", "mass": 1.0}]}
    comparison = compare(made(one("a", "steel-s355j2", 1.0), unsized), facts)
    comparison.cube.total[:, 1] = np.nan
    comparison.cube.overall[1] = 0
    rows = single_scores(comparison).set_index("alternative")
    assert np.isnan(rows["median"]["b"]) and rows.missing["b"] == 16 and rows.more["b"]


@pytest.mark.parametrize("before", [(), [(n, n + 1) for n in range(15)], [(0, n) for n in range(1, 16)]], ids=["all", "total", "star"])
def test_ten_thousand_weights_are_fast(before):
    """Some 40 ms of work; a loop over draws would take seconds. The benchmark says how fast."""
    values = np.random.default_rng(1).random((10_000, 6, 16))
    start = time.process_time()
    acceptability(values, weights(16, 10_000, before))
    assert time.process_time() - start < 0.5
