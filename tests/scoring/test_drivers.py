"""Shares of a variance against published and closed forms, on functions and on studies small enough to solve by hand."""

import csv
import dataclasses
import re
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtri

from impact.model import reading
from impact.model.variation import Variation
from impact.scoring.drivers import BELLS, MOST, POINTS, WHOLE, Result, drivers
from impact.scoring.variance import matter, parts_of, product, sobol, terms
from tests.conftest import ROOT, VECTORS, made, matter_only, one, panel

CLIMATE = "GWP-total"
#: Spreads of the logarithms of the lognormals of the vector file.
SIGMA = np.array([0.1, 0.3, 0.05])
#: Coefficients of the vector file.
SOBOL_G = np.array([78, 12, 0.5, 2, 97, 33])


def ishigami(quantiles):
    x = np.pi * (2 * quantiles - 1)
    return np.sin(x[0]) + 7 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0])


FUNCTIONS = {
    "ishigami": ishigami,
    "sobol_g": lambda q: np.prod((np.abs(4 * q - 2) + SOBOL_G[:, None]) / (1 + SOBOL_G[:, None]), axis=0),
    "lognormal_product": lambda q: np.exp(SIGMA @ ndtri(q)),
}


def golden(function: str) -> list[dict]:
    with (VECTORS / "sensitivity.csv").open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["function"] == function]


def each(count: int) -> list[list[int]]:
    return [[number] for number in range(count)]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_sobol_indices_are_the_published_ones(function):
    rows = golden(function)
    first, total = sobol(FUNCTIONS[function], len(rows), each(len(rows)), POINTS)
    for number, row in enumerate(rows):
        assert first[number] == pytest.approx(float(row["first_order"]), abs=float(row["atol"]))
        assert total[number] == pytest.approx(float(row["total_order"]), abs=float(row["atol"]))


def test_a_group_is_one_fact():
    """Ishigami: x1 and x3 interact with each other only, so that together they make what x2 leaves."""
    first, total = sobol(ishigami, 3, [[0, 2], [1]], POINTS)
    assert first == pytest.approx([0.5576, 0.4424], abs=0.01) and total == pytest.approx(first, abs=0.01)


def test_a_product_of_lognormals_in_closed_form():
    rows = golden("lognormal_product")
    first, total = product(SIGMA**2)
    assert first == pytest.approx([float(row["first_order"]) for row in rows], rel=1e-12)
    assert total == pytest.approx([float(row["total_order"]) for row in rows], rel=1e-12)
    logarithm = terms(lambda q: SIGMA @ ndtri(q), [True] * 3)
    assert logarithm / logarithm.sum() == pytest.approx(SIGMA**2 / (SIGMA**2).sum(), rel=1e-9)
    said = [float(re.search(r"log-variance share of x\d = ([\d.]+)", row["source"])[1]) for row in rows]
    assert logarithm / logarithm.sum() == pytest.approx(said, rel=1e-9)


def test_what_interacts_is_no_sum_of_terms():
    assert terms(ishigami, [False] * 3) is None
    assert terms(FUNCTIONS["lognormal_product"], [True] * 3) is None
    assert terms(lambda q: np.maximum(q[0], q[1]), [False] * 2) is None


def test_a_term_that_jumps_is_not_integrated_by_quadrature():
    assert terms(lambda q: np.ceil(3 * q[0]) + q[1], [False] * 2) is None


def variance_of_logarithm(low: float, high: float) -> float:
    """Of a number drawn evenly between two bounds, by its antiderivatives."""
    once, twice = (lambda u: u * np.log(u) - u), (lambda u: u * (np.log(u) ** 2 - 2 * np.log(u) + 2))
    mean = (once(high) - once(low)) / (high - low)
    return (twice(high) - twice(low)) / (high - low) - mean**2


def test_powers_of_ranges_in_closed_form():
    found = terms(lambda q: np.log(2 + 3 * q[0]) / 3 - np.log(1 + q[1]), [False, False])
    assert found == pytest.approx([variance_of_logarithm(2, 5) / 9, variance_of_logarithm(1, 2)], rel=1e-8)


spreads = st.lists(st.floats(0.02, 1.0), min_size=2, max_size=6)


@given(spreads)
@settings(deadline=None, max_examples=25)
def test_closed_shares_sum_to_1_and_orders_stand_around_them(sigma):
    sigma = np.array(sigma)
    found = terms(lambda q: sigma @ ndtri(q), [True] * len(sigma))
    assert found / found.sum() == pytest.approx(sigma**2 / (sigma**2).sum(), rel=1e-6) and (found / found.sum()).sum() == pytest.approx(1)
    first, total = product(sigma**2)
    assert (first <= total + 1e-12).all() and first.sum() <= 1 + 1e-9 and total.sum() >= 1 - 1e-9


@given(spreads, st.floats(0.1, 10))
@settings(deadline=None, max_examples=25)
def test_a_fact_that_both_use_alike_has_no_share(sigma, amount):
    """The first fact is in both, once as a factor of each and once as the same summand of each."""
    sigma = np.array(sigma)

    def shared(q, log):
        x = np.exp(sigma[:, None] * ndtri(q))
        a, b = (amount * x[0] * x[1], amount * x[0]) if log else (amount * x[0] + x[1], amount * x[0])
        return np.log(a) - np.log(b) if log else a - b

    for log in (True, False):
        found = terms(lambda q, log=log: shared(q, log), [True] * len(sigma))
        assert found[0] / found.sum() < 1e-12 and found[1] / found.sum() == pytest.approx(1)


def test_what_changes_nothing_does_not_matter():
    moved = matter(lambda q: q[0] + 2 * q[2], 4, 64)
    assert moved[1] == moved[3] == 0 and moved[2] == pytest.approx(4 * moved[0], rel=0.2)


def test_pieces_of_a_sum_share_its_variance():
    rng = np.random.default_rng(1)
    a, b = rng.normal(size=(2, 20000))
    assert parts_of(np.stack([2 * a, b])) == pytest.approx([0.8, 0.2], abs=0.02)
    assert parts_of(np.stack([3 * a, -a])) == pytest.approx([1.5, -0.5])
    assert np.isnan(parts_of(np.ones((2, 5)))).all()


def spread(facts, **gsd: float):
    """The workshop with other spreads of its materials."""
    factor = facts.factor.assign(gsd=[gsd.get(name, old) for name, old in zip(facts.factor.material, facts.factor.gsd, strict=True)])
    return dataclasses.replace(facts, factor=factor)


def share(found, material: str) -> float:
    """Total order of the factor of a material."""
    return next(row.total for row in found.facts.itertuples() if row.fact[0][-1] == material)


def test_two_fixed_masses_share_the_variance_of_their_ratio(workshop):
    """ln(2 metal) - ln(3 plastic): each has the square of its logarithmic spread."""
    facts = spread(workshop, metal=1.5, plastic=1.2)
    found = drivers(Variation(made(one("a", "metal", 2.0), one("b", "plastic", 3.0)), facts, CLIMATE), "a", "b")
    squares = np.log([1.5, 1.2]) ** 2
    assert found.log and found.exact and found.interactions == 0 and np.isnan(found.together)
    assert share(found, "metal") == pytest.approx(squares[0] / squares.sum(), rel=1e-9)
    assert found.facts["first"].sum() == pytest.approx(1) and found.kinds.total.tolist() == pytest.approx([1])


def test_against_doing_without_a_sum_of_fixed_amounts(workshop):
    """2 metal + 3 plastic - 0: no logarithm; each has A² Var(f) of it, with Var = m² e^s (e^s - 1)."""
    facts = spread(workshop, metal=1.5, plastic=1.2)
    study = made({"id": "a", "parts": [{"material": "metal", "mass": 2.0}, {"material": "plastic", "mass": 3.0}]}, {"id": "without"})
    found = drivers(Variation(study, facts, CLIMATE), "a", "without")
    s = np.log([1.5, 1.2]) ** 2
    variance = np.array([2.0, 3.0]) ** 2 * np.array([10.0, 4.0]) ** 2 * np.exp(s) * np.expm1(s)
    assert not found.log and found.exact
    assert share(found, "metal") == pytest.approx(variance[0] / variance.sum(), rel=1e-6)
    parts = found.parts.set_index("group").share
    assert parts["a", 0] == pytest.approx(variance[0] / variance.sum(), abs=0.02) and parts.sum() == pytest.approx(1)


def test_a_sum_of_two_interacts_in_its_logarithm_and_is_estimated(workshop):
    facts = spread(workshop, metal=3.0, plastic=3.0)
    study = made({"id": "a", "parts": [{"material": "metal", "mass": 1.0}, {"material": "plastic", "mass": 2.5}]}, one("b", "stone"))
    found = drivers(Variation(study, facts, CLIMATE), "a")
    assert found.log and not found.exact and 0 < found.interactions < 0.2
    assert share(found, "metal") == pytest.approx(share(found, "plastic"), abs=0.02)  # 10 kg CO2 eq of each


def test_one_product_of_lognormals_says_what_is_together_in_its_own_unit(workshop):
    found = drivers(Variation(made(one("a", "metal", 2.0), one("b", "plastic")), spread(workshop, metal=1.5), CLIMATE), "a")
    assert found.exact and found.together == pytest.approx(0) and share(found, "metal") == pytest.approx(1)


def test_the_same_matter_in_two_amounts_leaves_nothing_uncertain(workshop):
    assert drivers(Variation(made(one("a", mass=2.0), one("b", mass=3.0)), workshop, CLIMATE), "a", "b") is None


def test_nothing_moves_doing_without(workshop):
    assert drivers(Variation(made(one("a"), {"id": "without"}), workshop, CLIMATE), "without") is None


def test_closed_form_and_estimate_agree_on_sized_panels(facts):
    """Masses follow from ranges of density and modulus, so that the ratio is a product of ranges and lognormals."""
    variation = Variation(panel("steel-s235jr", "pc"), facts, CLIMATE)
    result = Result(variation, "steel-s235jr", "pc")
    count = len(result.facts)
    assert result.log and {fact[0][0] for fact in result.facts} == {"factor", "property"}
    variance = terms(result, [fact[0][0] in BELLS for fact in result.facts])
    first, total = sobol(result, count, each(count), POINTS)
    assert first == pytest.approx(variance / variance.sum(), abs=0.005) and total == pytest.approx(variance / variance.sum(), abs=0.005)


def test_a_number_with_a_range_drives_too(workshop):
    """10 kg between 5 and 15, drawn half below and half above its median, against a fixed mass of another matter."""
    words = {"en": "x", "fr": "x"}
    mass = {
        "statement": words,
        "owner": "o",
        "source": words,
        "review": date(2030, 1, 1),
        "about": ["alternatives.a.parts[0].mass"],
        "low": 5.0,
        "high": 15.0,
    }
    study = made(one("a", "metal", 10.0), one("b", "plastic", 3.0), hypotheses=[mass])
    found = drivers(Variation(study, spread(workshop, metal=1.2, plastic=1.0), CLIMATE), "a", "b")
    squares = np.array([variance_of_logarithm(5, 15), np.log(1.2) ** 2])
    shares = dict(zip([fact[0][0] for fact in found.facts.fact], found.facts.total, strict=True))
    assert found.exact and [shares["hypothesis"], shares["factor"]] == pytest.approx(squares / squares.sum(), rel=1e-4)


@pytest.fixture(scope="module")
def bonnet(facts):
    return Variation(reading.load(ROOT / "data/studies/bonnet.toml"), facts, CLIMATE)


def test_the_bonnet_of_steel_against_the_one_of_flax(bonnet):
    found = drivers(bonnet, "steel", "flax-fibre")
    assert found.log and not found.exact and found.facts.fact[0][0][0] == "factor" and 0.55 < found.facts["first"][0] < 0.75
    assert found.facts["first"].sum() + found.interactions == pytest.approx(1, abs=0.01) and (found.facts.total >= 0).all()
    assert found.stages.share.sum() == pytest.approx(1) and found.parts.share.sum() == pytest.approx(1) and WHOLE in set(found.parts.group)
    swapped = drivers(bonnet, "flax-fibre", "steel")
    assert swapped.facts.fact[0] == found.facts.fact[0] and swapped.facts.total[0] == pytest.approx(found.facts.total[0], abs=0.01)


def test_the_material_alone_is_exact(bonnet, facts):
    found = drivers(Variation(matter_only(bonnet.study.model_copy(update={"hypotheses": []})), facts, CLIMATE), "steel", "carbon-fibre")
    assert found.exact and found.facts["first"].sum() == pytest.approx(1)


def test_a_credit_below_zero_has_no_logarithm(bonnet, facts):
    """Under substitution a part may be spared more than it takes; then the difference itself is shared out."""
    study = matter_only(bonnet.study).model_copy(update={"hypotheses": []})
    lower = facts.factor.assign(value=facts.factor.value.where(facts.factor.material != "flax-epoxy", -facts.factor.value))
    found = drivers(Variation(study, dataclasses.replace(facts, factor=lower), CLIMATE), "steel", "flax-fibre")
    assert not found.log and np.isfinite(found.facts.total).all() and found.stages.share.sum() == pytest.approx(1)


def test_the_facts_beyond_the_first_are_told_together(facts):
    """Thirty materials of one part each: twenty are told apart, the others in one."""
    factor = facts.factor[(facts.factor.indicator == CLIMATE) & (facts.factor.gsd > 1)]
    datasets = factor.merge(facts.default, on=["material", "source"]).drop_duplicates(["source", "dataset_id"])
    parts = [{"material": name, "mass": 1.0} for name in datasets.material[:30]]
    found = drivers(Variation(made({"id": "a", "parts": parts}, {"id": "without"}, source="best"), facts, CLIMATE), "a", "without")
    count, first, total = found.rest
    assert len(found.facts) == MOST and count == 10 and found.exact
    assert found.facts["first"].sum() + first == pytest.approx(1) and total == first < found.facts["first"].sum()
