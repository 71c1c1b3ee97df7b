"""The front of a few criteria: by hand, and against a brute force on everything that can be drawn."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from impact.scoring.pareto import HIGHER, LOWER, dominating, front

NAN = float("nan")


def dominates(a, b) -> bool:
    """Is a at least as low on every criterion, and lower on one?"""
    return bool((a <= b).all() and (a < b).any())


def brute(cost: np.ndarray) -> list[bool]:
    """The front by its definition, each place beside each other."""
    points = cost.T
    return [not np.isnan(one).any() and not any(dominates(other, one) for other in points) for one in points]


def values(k: int):
    """Few different values, so that ties are frequent, and some that are not known."""
    return st.integers(0, 30).flatmap(lambda n: arrays(float, (k, n), elements=st.sampled_from([0.0, 1.0, 2.0, 3.0, 5.0, NAN])))


SENSES = st.sampled_from([LOWER, HIGHER])


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 3).flatmap(lambda k: st.tuples(values(k), st.tuples(*[SENSES] * k))))
def test_the_front_is_that_of_the_definition(case):
    drawn, senses = case
    cost = drawn * np.array(senses)[:, None]
    assert front(drawn, senses).tolist() == brute(cost)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 3).flatmap(lambda k: st.tuples(values(k), st.tuples(*[SENSES] * k))))
def test_what_is_dominated_has_a_front_member_that_dominates_it(case):
    drawn, senses = case
    cost, kept, by = drawn * np.array(senses)[:, None], front(drawn, senses), dominating(drawn, senses)
    for place, other in enumerate(by):
        if np.isnan(cost[:, place]).any() or kept[place]:
            assert other == -1
        else:
            assert kept[other] and dominates(cost[:, other], cost[:, place])


def test_a_point_drawn_at_random_is_on_the_front_as_often_as_theory_says():
    """Of n points with independent coordinates, H(n) lie on the front of two and sum of H(i)/i on that of three (Barndorff-Nielsen & Sobel, 1966)."""
    n, rng = 200, np.random.default_rng(1)
    harmonic = np.cumsum(1 / np.arange(1, n + 1))
    expected = {2: harmonic[-1], 3: (harmonic / np.arange(1, n + 1)).sum()}
    for k, number in expected.items():
        sizes = [front(rng.random((k, n)), [LOWER] * k).sum() for _ in range(400)]
        assert np.mean(sizes) == pytest.approx(number, rel=0.05)


def test_mass_and_climate_by_hand():
    """Lighter or lower in climate stays; heavier and higher goes; equals stay together; what is not known is on no front."""
    mass = [10.0, 5.0, 7.0, 12.0, 5.0, NAN]
    climate = [20.0, 40.0, 45.0, 20.0, 40.0, 1.0]
    assert front(np.array([mass, climate]), [LOWER, LOWER]).tolist() == [True, True, False, False, True, False]
    assert dominating(np.array([mass, climate]), [LOWER, LOWER]).tolist() == [-1, -1, 1, 0, -1, -1]


def test_of_several_the_one_that_is_ahead_by_the_most_ranks_is_named():
    """Both front members better the last one; the second is one rank ahead on one and three on the other."""
    drawn = np.array([[3.0, 2.0, 4.0, 5.0], [2.0, 3.0, 4.0, 5.0], [4.0, 1.0, 5.0, 5.0]])
    assert dominating(drawn, [LOWER] * 3)[3] == 1


def test_more_is_wanted_where_it_is_said():
    drawn = np.array([[1.0, 2.0, 3.0], [1.0, 2.0, 0.5]])
    assert front(drawn, [LOWER, HIGHER]).tolist() == [True, True, False]
    assert front(drawn, [HIGHER, HIGHER]).tolist() == [False, True, True]
    assert front(np.empty((2, 0)), [LOWER, LOWER]).tolist() == []
