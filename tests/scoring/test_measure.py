"""What to measure first: probabilities of being settled against closed forms, and what the bonnet asks for."""

import dataclasses
from math import sqrt

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from impact.model import reading
from impact.model.variation import Variation
from impact.scoring.compare import UNSURE, compare
from impact.scoring.measure import closest, measure, obstacle
from tests.conftest import ROOT, made, one

CLIMATE = "GWP-total"


def two(workshop, metal: float, plastic: float, ratio: float) -> Variation:
    """ln a - ln b is normal around ln `ratio`, by two facts of these geometric standard deviations."""
    gsd = {"metal": metal, "plastic": plastic}
    factor = workshop.factor.assign(gsd=[gsd.get(name, 1.2) for name in workshop.factor.material])
    study = made(one("a", "metal", ratio), one("b", "plastic", 2.5))  # 10 kg CO2 eq of b
    return Variation(study, dataclasses.replace(workshop, factor=factor), CLIMATE)


def settles(middle: float, own: float, others: float, unsure=UNSURE) -> float:
    """Probability that |P(a < b | fact)| is outside of `unsure`: the fact moves the middle, the others leave their spread."""
    z = norm.ppf(unsure[1]) * others
    return norm.sf((z - middle) / own) + norm.cdf((-z - middle) / own)


def wrong(middle: float, own: float, others: float) -> float:
    """Mean over the fact of the probability of the less probable order."""
    return quad(lambda x: norm.pdf(x) * norm.sf(abs(middle + own * x) / others), -8, 8)[0]


@pytest.mark.parametrize(("metal", "plastic", "ratio"), [(1.35, 1.1, 1.1), (1.2, 1.2, 0.9), (1.5, 1.05, 1.3), (1.1, 1.3, 1.2)])
def test_one_of_two_lognormals_known(workshop, metal, plastic, ratio):
    found = measure(two(workshop, metal, plastic, ratio), "a", "b")
    own = {"metal": np.log(metal), "plastic": np.log(plastic)}
    middle, both = np.log(ratio), sqrt(np.log(metal) ** 2 + np.log(plastic) ** 2)
    assert found.probability == pytest.approx(norm.cdf(-middle / both), abs=0.005)
    assert found.wrong == pytest.approx(norm.cdf(-abs(middle) / both), abs=0.005)
    assert found.settled == (not 0.05 < found.probability < 0.95)
    for row in found.facts.itertuples():
        mine = own.pop(row.fact[0][-1])
        others = sqrt(both**2 - mine**2)
        assert row.settles == pytest.approx(settles(middle, mine, others), abs=0.02)
        assert row.wrong == pytest.approx(wrong(middle, mine, others), abs=0.005)
    assert found.both[2] > 0.85 and not own  # two facts, and both known


def test_the_first_is_the_one_that_settles_most(workshop):
    found = measure(two(workshop, 1.35, 1.1, 1.1), "a", "b")
    assert found.facts.fact[0][0][-1] == "metal" and found.facts.settles.is_monotonic_decreasing
    back = measure(two(workshop, 1.35, 1.1, 1.1), "b", "a")
    assert back.probability == pytest.approx(1 - found.probability) and back.facts.settles[0] == pytest.approx(
        found.facts.settles[0], abs=0.02
    )


def test_a_settled_comparison_begins_with_what_unsettles_it(workshop):
    found = measure(two(workshop, 1.5, 1.05, 2.2), "a", "b")
    assert found.settled and found.facts.fact[0][0][-1] == "metal"
    assert found.facts.settles[0] == pytest.approx(settles(np.log(2.2), np.log(1.5), np.log(1.05)), abs=0.02)
    assert found.facts.settles[0] < found.facts.settles[1]


def test_a_stricter_threshold_settles_less(workshop):
    variation = two(workshop, 1.35, 1.1, 1.1)
    strict = measure(variation, "a", "b", (0.01, 0.99))
    assert strict.facts.settles[0] < measure(variation, "a", "b").facts.settles[0]


def test_the_same_on_both_sides_has_nothing_to_measure(workshop):
    found = measure(Variation(made(one("a"), one("b")), workshop, CLIMATE), "a", "b")
    assert found.probability == 0.5 and found.facts.empty and found.both is None


@pytest.fixture(scope="module")
def bonnet(facts):
    return compare(reading.load(ROOT / "data/studies/bonnet.toml"), facts)


def test_the_bonnet_names_the_first_fact_to_measure(bonnet, facts):
    """Steel and carbon fibre cannot be told apart on climate; the factor of the carbon laminate would settle it most often."""
    assert closest(bonnet, CLIMATE) == ("steel", "carbon-fibre")
    variation = Variation(bonnet.study, facts, CLIMATE)
    found = measure(variation, "steel", "carbon-fibre")
    (kind, *_), number = found.facts.fact[0]
    rows = facts.factor[(facts.factor.material == "cfrp-quasi-isotropic") & (facts.factor.indicator == CLIMATE)]
    assert kind == "factor" and number == 0 and found.facts.fact[0][0][-1] in set(rows.dataset_id)
    assert not found.settled and 0.35 < found.facts.settles[0] < 0.5 and found.facts.wrong[0] < found.wrong
    assert found.probability == pytest.approx(0.73, abs=0.01)
    flax = measure(variation, "steel", "flax-fibre")
    assert flax.settled and (flax.facts.settles > 0.99).all()


def test_the_probability_is_that_of_the_comparison(bonnet, facts):
    cell = bonnet.relative.query("alternative == 'aluminium' and indicator == @CLIMATE").iloc[0]
    assert measure(Variation(bonnet.study, facts, CLIMATE), "aluminium", "steel").probability == cell.lower


def test_what_stands_against_an_order(bonnet):
    assert obstacle(bonnet, CLIMATE, "steel", "flax-fibre") is None
    assert obstacle(bonnet, "ADPE", "steel", "aluminium") == "apart" == obstacle(bonnet, "ADPE", "aluminium", "steel")
    assert obstacle(bonnet, "AP", "steel", "aluminium") == "partial"
    assert obstacle(bonnet, "IRP", "steel", "aluminium") == "missing"
    assert closest(bonnet, "AP") is None and closest(bonnet, "ADPE") is None


def test_a_comparison_across_the_baseline_comes_first(facts):
    """Of two open pairs, the one with the baseline."""
    comparison = compare(reading.load(ROOT / "data/studies/busbar.toml"), facts)
    assert closest(comparison, CLIMATE)[0] == comparison.study.baseline
