"""Draws: the right distribution, the same for the same fact, and near independent for different facts."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import kstest, lognorm, norm

from impact import errors
from impact.model.uncertainty import Draws
from tests.conftest import VECTORS


def lognormal(draws: Draws, name: str, median: float, sigma: float) -> np.ndarray:
    return draws.lognormal((name,), np.array([median]), np.exp([sigma]))[0]


def test_distributions():
    draws = Draws()
    assert kstest(lognormal(draws, "a", 3.0, 0.4), lognorm(0.4, scale=3.0).cdf).statistic < 0.001
    between = draws.between(("b",), np.array([2.0]), np.array([5.0]))[0]
    assert kstest(between, "uniform", (2, 3)).statistic < 0.001


def test_a_negative_fact_keeps_its_sign():
    assert (lognormal(Draws(), "uptake", -2.0, 0.5) < 0).all()
    assert np.median(lognormal(Draws(), "uptake", -2.0, 0.5)) == pytest.approx(-2.0, rel=1e-3)


def test_one_draw_is_the_median():
    assert lognormal(Draws(1), "a", 3.0, 0.4) == [3.0]
    assert Draws(1).between(("b",), np.array([2.0]), np.array([5.0])) == [[3.5]]


def test_a_fact_is_drawn_once_whoever_asks():
    a, b = Draws(64, 7), Draws(64, 7)
    b.uniform(("another",), 3)
    assert (a.uniform(("fact",), 2) == b.uniform(("fact",), 2)).all()
    assert (Draws(64, 8).uniform(("fact",), 2) != a.uniform(("fact",), 2)).any()


@pytest.mark.parametrize("n", [0, -2, 3, 1000, 2**17])
def test_powers_of_two_only(n):
    with pytest.raises(errors.NotAPowerOfTwo):
        Draws(n)


CASES = pd.read_csv(VECTORS / "pairwise_lognormal.csv", index_col=False)


@pytest.mark.parametrize("case", list(CASES.itertuples()), ids=lambda case: case.case)
def test_pairwise_probability_against_the_exact_one(case):
    """P(A<B) = Phi((ln mB - ln mA) / sqrt(sA^2 + sB^2 - 2 rho sA sB)); correlation through a shared fact."""
    estimates = []
    for seed in range(8):
        draws = Draws(4096, seed)
        shared, own_a, own_b = (norm.ppf(draws.uniform((name,), 1)[0]) for name in ("shared", "a", "b"))
        rho = case.corr_ln
        a = np.log(case.median_a) + case.sigma_ln_a * (rho**0.5 * shared + (1 - rho) ** 0.5 * own_a)
        b = np.log(case.median_b) + case.sigma_ln_b * (rho**0.5 * shared + (1 - rho) ** 0.5 * own_b)
        estimates.append((a < b).mean())
    assert np.mean(estimates) == pytest.approx(case.expected_p_a_below_b, abs=0.005)
    assert np.ptp(estimates) < 0.03


def test_many_facts_stay_uncorrelated():
    """512 facts about 32 subjects: no pair beyond 0.08 (one Sobol sequence of 512 dimensions reaches 0.19)."""
    columns = np.concatenate([Draws().uniform(("subject", str(n)), 16) for n in range(32)])
    correlation = np.corrcoef(columns) - np.eye(len(columns))
    assert np.abs(correlation).max() < 0.08
