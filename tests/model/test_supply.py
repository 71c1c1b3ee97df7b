"""Concentration, governance and GeoPolRisk against published numbers; what materials carry, and what is not known."""

import dataclasses
import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from impact.model import supply
from tests.conftest import VECTORS

#: Published worked case of GeoPolRisk (USA 2022); read and recomputed, see the columns `provenance` and `source`.
CASES = pd.read_csv(VECTORS / "geopolrisk.csv")
SHARES = arrays(float, some.integers(1, 30), elements=some.floats(0.01, 1e6))


@pytest.mark.parametrize("case", list(CASES.itertuples()), ids=lambda case: case.material)
def test_geopolrisk_is_the_published_one(case):
    trade, risk = np.array([case.total_import_t]), np.array([case.sum_qty_x_wgi / case.total_import_t])  # one partner of the mean risk
    imported = supply.importing(risk, trade, case.domestic_production_t)
    score = supply.geopolrisk(case.hhi, imported)
    assert imported == pytest.approx(case.expected_import_risk, rel=case.rtol)
    assert score == pytest.approx(case.expected_score, rel=case.rtol)
    assert score * case.price_kusd_per_t == pytest.approx(case.expected_midpoint, rel=case.rtol)
    assert supply.copper_equivalent(score, case.price_kusd_per_t) == pytest.approx(case.expected_gsp_kgCu_eq_per_kg, rel=case.rtol)
    assert supply.COPPER == case.cf_copper


@pytest.mark.parametrize(("estimate", "risk"), [(2.5, 0.0), (-2.5, 1.0), (0.0, 0.5), (-2.7506, 1.0), (-0.153336, 0.5306672)])
def test_risk_of_a_country(estimate, risk):
    """The last is China in 2024 (World Bank)."""
    assert supply.risk_of(estimate) == pytest.approx(risk)


@given(SHARES)
def test_concentration_lies_between_equal_shares_and_one(share):
    assert 1 / len(share) - 1e-12 <= supply.herfindahl(share) <= 1 + 1e-12


@given(SHARES, some.floats(0.001, 1000))
def test_concentration_does_not_depend_on_the_unit(share, factor):
    assert supply.herfindahl(share * factor) == pytest.approx(supply.herfindahl(share))


@given(SHARES)
def test_governance_weighs_between_nothing_and_all(share):
    assert supply.governed(share, np.ones(len(share))) == pytest.approx(supply.herfindahl(share))
    assert supply.governed(share, np.zeros(len(share))) == 0


@given(SHARES, some.floats(0, 1e6))
def test_what_is_made_at_home_lowers_the_risk(amount, domestic):
    risk = np.full(len(amount), 0.4)
    assert supply.importing(risk, amount, domestic) <= supply.importing(risk, amount) + 1e-12
    assert supply.importing(risk, amount) == pytest.approx(0.4)


def _facts(facts, feed: str):
    """The supply of the catalogue with other compositions."""
    return dataclasses.replace(facts.supply, feed=pd.read_csv(io.StringIO(feed)))


def test_what_a_material_carries(facts):
    feed = """material,constituent,share,basis,raw_material,content
alloy,Fe,0.98,,iron-ore,0.98
alloy,Mn,0.02,,manganese,0.02
plain,Fe,1,,iron-ore,1
open,Fe,0.9,,iron-ore,0.9
fibre,glass-fibre,1,,,
"""
    rows = supply.carried(_facts(facts, feed), ["alloy", "plain", "open", "fibre", "nothing"]).set_index("material")
    assert rows.state.to_dict() == {"alloy": "critical", "plain": "none", "open": "unknown", "fibre": "unknown", "nothing": "unknown"}
    assert rows.names["alloy"] == ["manganese"] and rows.risk["alloy"] == 1.2 and rows.risk["plain"] == 0.5
    assert rows.risk[["open", "fibre", "nothing"]].isna().all()
    assert rows.known.to_dict() == {"alloy": 1, "plain": 1, "open": 0.9, "fibre": 0, "nothing": 0}


def test_what_was_not_assessed_has_no_risk(facts):
    """A quarter of PTFE is petroleum, which is outside the study of the Commission: fluorspar alone is no risk of the whole."""
    rows = supply.carried(facts.supply, ["ptfe", "pp", "copper-primary"]).set_index("material")
    assert np.isnan(rows.risk["ptfe"]) and np.isnan(rows.risk["pp"]) and rows.risk["copper-primary"] == 0.1


def test_what_is_listed_in_one_grade_only_is_not_known_of_an_alloy(facts):
    """Nickel is on the list in battery grade; no composition tells grades."""
    assert supply.carried(facts.supply, ["nickel-99-6"]).state[0] == "unknown"


def test_listed_matter_is_found_where_it_is_expected(facts):
    """PTFE is made from fluorspar, aluminium from bauxite; flax and epoxy are on no list; glass fibre may hold boron."""
    rows = supply.carried(facts.supply, ["ptfe", "aluminium-5754", "flax-epoxy", "gfrp-polyester-30"]).set_index("material")
    assert rows.names["ptfe"] == ["fluorspar"] and "aluminium" in rows.names["aluminium-5754"]
    assert rows.state["flax-epoxy"] == "none" and rows.state["gfrp-polyester-30"] == "unknown"


def test_what_comes_from_outside_the_union(facts):
    """Magnesium metal: 97 % from China (EC 2023, annex 7), none made in the Union; copper: mines of Poland, Spain, Bulgaria, Sweden,
    Portugal and Finland serve 40 %."""
    assert supply.outside(facts.supply, "magnesium", "processing") == pytest.approx((0.99, 1.0))
    assert supply.outside(facts.supply, "copper", "extraction") == pytest.approx((0.52, 0.60))
    assert np.isnan(supply.outside(facts.supply, "petroleum", "extraction")).all()


def test_an_economy_whose_trade_is_not_at_hand_buys_what_the_others_make(facts):
    rows, supposed = supply.buying(facts.supply, "copper", "extraction", "CL")
    assert supposed and "CL" not in set(rows.country) and "PE" in set(rows.country)
    assert not supply.buying(facts.supply, "copper", "extraction", supply.EUROPE)[1]
