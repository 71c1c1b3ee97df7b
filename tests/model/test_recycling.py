"""The Circular Footprint Formula: published and derived numbers, its two ends, and a closed loop in which A means nothing."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from impact.model.lifecycle import cube
from impact.model.recycling import circular_footprint, input_shares, output_shares
from impact.model.uncertainty import Draws
from tests.conftest import VECTORS, made, one

CASES = pd.read_csv(VECTORS / "cff.csv", index_col=False)

shares, impacts = st.floats(0, 1), st.floats(-100, 100)
loops = st.tuples(shares, shares, shares).map(lambda each: {"R1": each[0], "R2": each[1] * (1 - each[2]), "R3": each[2] * (1 - each[1])})


@pytest.mark.parametrize("case", list(CASES.itertuples()), ids=lambda case: case.case)
def test_golden_vectors(case):
    """Ecobalyse publishes 1.75 kg CO2 eq for a T-shirt of 0.207 kg of recycled wool; the rest follows from equation 3."""
    rates = {name: getattr(case, name) for name in ("R1", "R2", "R3", "A", "B")}
    energy = {"Qin": case.Qsin, "Qout": case.Qsout, "burnt": case.EER, "replaced": case.cred}
    terms = circular_footprint(case.Ev, case.Erec, case.ErecEoL, case.Evs, case.ED, **rates, **energy)
    assert case.mass_kg * terms.total == pytest.approx(case.expected, rel=case.rtol)


def test_the_three_terms_apart():
    """1 kg, R1 = R2 = 0.5, A = 0.2, Q = 0.8: material 5 + 0.5 (0.2 x 2 + 0.8 x 10 x 0.8) + 0.8 x 0.5 (3 - 9 x 0.8)."""
    terms = circular_footprint(10, 2, 3, 9, 0.5, R1=0.5, R2=0.5, R3=0.3, A=0.2, B=0.5, Qin=0.8, Qout=0.8, burnt=2, replaced=3)
    assert (terms.material, terms.energy, terms.disposal) == pytest.approx((6.72, -0.15, 0.1))
    assert terms.total == pytest.approx(6.67)


@given(loops, shares, shares, shares, st.tuples(*[impacts] * 5))
def test_it_is_linear_in_a(rates, a, b, quality, each):
    def total(allocation):
        return circular_footprint(*each, **rates, A=allocation, Qin=quality, Qout=quality).total

    assert total((a + b) / 2) == pytest.approx((total(a) + total(b)) / 2, abs=1e-9)
    assert total(a) == pytest.approx(a * total(1) + (1 - a) * total(0), abs=1e-9)


@given(shares, shares, impacts, impacts)
def test_a_cancels_in_a_closed_loop(rate, allocation, virgin, recycled):
    terms = circular_footprint(virgin, recycled, recycled, virgin, 0, R1=rate, R2=rate, A=allocation)
    assert terms.material == pytest.approx((1 - rate) * virgin + rate * recycled, abs=1e-9)


@given(loops, shares, st.tuples(*[impacts] * 5))
def test_its_ends_are_cut_off_and_substitution(rates, quality, each):
    """Cut-off does not ask what becomes of the matter; substitution does not ask where it comes from, but for its quality."""
    virgin, recycled, recycling, avoided, _ = each
    content, given_away = rates["R1"], rates["R2"]
    cut_off = circular_footprint(*each, **rates, A=1, Qin=quality, Qout=quality).material
    assert cut_off == pytest.approx((1 - content) * virgin + content * recycled, abs=1e-9)
    substitution = circular_footprint(*each, **rates, A=0, Qin=quality, Qout=quality).material
    bought = (1 - content) * virgin + content * quality * virgin
    assert substitution == pytest.approx(bought + given_away * (recycling - quality * avoided), abs=1e-9)


@given(shares, shares, shares)
def test_shares_of_the_input_sum_to_one_at_equal_quality(rate, allocation, quality):
    assert sum(input_shares(rate, allocation, 1.0)) == pytest.approx(1)
    assert sum(input_shares(rate, allocation, quality)) <= 1 + 1e-12
    charged, credited = output_shares(rate, allocation, quality)
    assert 0 <= credited <= charged <= rate and credited == pytest.approx(quality * charged)


@given(a=st.floats(0, 1), r1=st.floats(0, 1), r2=st.floats(0, 1), quality=st.floats(0.1, 1))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_bill_is_the_formula(workshop, a, r1, r2, quality):
    """1 kg of metal (virgin 10, recycled 2, landfill as the catalogue says): the lines of a bill sum to equation 3."""
    end = {"recycling": r2, "landfill": 1 - r2, "allocation": a, "quality": quality}
    part = {"mass": 1, "recycled_content": r1}
    study = made(one(part=part), allocation="footprint-formula", life={"end_of_life": end})
    result = cube(study, workshop, Draws(1))
    terms = circular_footprint(10, 2, 2, 10, 0.05, R1=r1, R2=r2, A=a, Qin=quality, Qout=quality)
    assert result.total[0, 0, 0] == pytest.approx(terms.total)
