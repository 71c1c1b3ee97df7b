"""Masses through the steps: what is bought is what ends in the part and what is lost on the way."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.model.life import Step
from impact.model.manufacture import passes


def steps(*yields: float) -> list[Step]:
    return [Step.model_validate({"process": "any", "yield": each}) for each in yields]


def test_three_steps_by_hand():
    """2 kg in the part, through 0.8 then 1 then 0.5: 4 kg leave the first step, 5 kg are bought, 1 kg and 2 kg are lost."""
    first, second, third = passes(np.array([2.0]), steps(0.8, 1.0, 0.5))
    assert [float(each.into[0]) for each in (first, second, third)] == [5.0, 4.0, 4.0]
    assert [float(each.lost[0]) for each in (first, second, third)] == [1.0, 0.0, 2.0]
    assert {basis: first.counted(basis).item() for basis in ("input", "output", "removed")} == {"input": 5, "output": 4, "removed": 1}


def test_without_steps_what_is_bought_is_the_part():
    assert passes(np.array([2.0]), []) == []


@pytest.mark.parametrize("mass", [1.0, 12.0])
def test_ten_points_of_nesting(mass):
    """From 80 % to 70 % of the sheet in the parts: 1/0.7 over 1/0.8, a seventh more is bought."""
    loose, tight = (passes(np.array([mass]), steps(share))[0].into for share in (0.7, 0.8))
    assert tight == pytest.approx(mass / 0.8) and loose / tight == pytest.approx(8 / 7)


@given(st.lists(st.floats(1e-3, 1e4), min_size=1, max_size=4), st.lists(st.floats(0.05, 1), min_size=1, max_size=8))
def test_mass_is_kept(masses, yields):
    masses = np.array(masses)
    through = passes(masses, steps(*yields))
    bought, lost = through[0].into, sum(each.lost for each in through)
    np.testing.assert_allclose(bought, masses / np.prod(yields))
    np.testing.assert_allclose(bought, masses + lost)
    np.testing.assert_array_equal(through[-1].out, masses)
    for one, following in itertools.pairwise(through):
        np.testing.assert_array_equal(one.out, following.into)
    assert all((each.lost >= 0).all() for each in through)
