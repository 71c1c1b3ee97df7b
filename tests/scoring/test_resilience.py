"""Supply seen from an importer in a year: against the published score, and what is not known."""

import dataclasses

import numpy as np
import pytest

from impact import errors
from impact.model.supply import EUROPE, herfindahl
from impact.scoring.resilience import importers, resilience, view, years
from impact.store.facts import WORLD


def _row(facts, name: str, stage: str, importer: str = EUROPE, year: int | None = None):
    rows = resilience(facts.supply, [name], view(facts.supply, importer, year)).set_index("stage")
    return rows.loc[stage]


def test_a_single_year_is_that_of_the_publication(facts):
    """World Mining Data: copper mines of 2024, Herfindahl 0.109, Chile 24 %."""
    row = _row(facts, "copper", "extraction")
    assert row.hhi == pytest.approx(0.10888) and row.period == 2024 and row.largest == "CL" and row.largest_share == pytest.approx(0.2403)


def test_where_no_year_is_published_the_mean_years_stand(facts):
    """Refined copper of 2016 to 2020: China 38.3 % (EC 2023, annex 7)."""
    row = _row(facts, "copper", "processing")
    share = facts.supply.producer.query("raw_material == 'copper' and stage == 'processing'").share.to_numpy()
    assert row.period == 0 and row.largest == "CN" and row.hhi == pytest.approx(herfindahl(share))


@pytest.mark.parametrize(
    ("name", "stage", "low", "high"),
    [("aluminium", "processing", 0.1, 0.15), ("antimony", "extraction", 0.08, 0.25), ("iron-ore", "extraction", 0.06, 0.1)],
)
def test_score_of_the_union_is_near_that_of_trade_statistics(facts, name, stage, low, high):
    """GeoPolRisk of the EU27 in 2022 to 2024 from customs data (BACI): 0.127, 0.168 and 0.077; here from the Commission's sourcing."""
    assert low < _row(facts, name, stage).score < high


def test_score_is_the_product_of_its_factors(facts):
    rows = resilience(facts.supply, ["nickel", "magnesium", "tin"], view(facts.supply, EUROPE, 2020)).dropna(subset="score")
    assert len(rows) > 3
    assert np.allclose(rows.score, rows.hhi * rows.imported)


def test_potential_needs_a_price(facts):
    assert np.isnan(_row(facts, "magnesium", "processing").potential)
    row = _row(facts, "copper", "extraction")
    assert row.potential == pytest.approx(row.score * 9.942 / 0.409412948, rel=0.2)  # price of copper within a fifth of 2025's


def test_another_importer_is_said_to_be_supposed(facts):
    assert _row(facts, "copper", "extraction", "JP").supposed and _row(facts, "copper", "extraction", WORLD).supposed
    assert not _row(facts, "copper", "extraction").supposed


def test_a_producer_that_imports_has_no_score(facts):
    """China makes 91 % of the magnesium of the world: what it uses of that is not at hand, and its imports alone would mislead."""
    row = _row(facts, "magnesium", "processing", "CN")
    assert np.isnan(row.score) and np.isnan(row.potential) and not np.isnan(_row(facts, "magnesium", "processing", "JP").score)


def test_without_governance_nothing_is_weighted(facts):
    supply = dataclasses.replace(facts.supply, governance=facts.supply.governance.iloc[:0])
    row = resilience(supply, ["copper"], view(supply, EUROPE, None)).iloc[0]
    assert view(supply, EUROPE, None).year is None and row.hhi > 0 and np.isnan(row.imported) and np.isnan(row.score)


def test_what_members_make_is_no_risk_for_a_member(facts):
    """Feldspar and perlite come from members in part: seen from France the risk is below that of the market of the world."""
    for name in ("feldspar", "perlite"):
        assert _row(facts, name, "extraction", "FR").imported < _row(facts, name, "extraction", WORLD).imported


def test_the_year_changes_governance(facts):
    early, late = (_row(facts, "copper", "processing", year=year).hhi_governance for year in (2015, 2024))
    assert early != late


def test_a_country_without_an_estimate_leaves_the_number_open(facts):
    """Not a middling risk, as some software supposes: without China, nothing can be said of magnesium."""
    supply = dataclasses.replace(facts.supply, governance=facts.supply.governance[facts.supply.governance.country != "CN"])
    row = resilience(supply, ["magnesium"], view(supply, EUROPE, None)).iloc[0]
    assert np.isnan(row.hhi_governance) and np.isnan(row.imported) and np.isnan(row.score) and row.hhi > 0.8


def test_a_raw_material_of_which_nothing_is_known_has_a_row(facts):
    row = resilience(facts.supply, ["crops"], view(facts.supply, EUROPE, None)).iloc[0]
    assert row.raw_material == "crops" and row.stage is None and np.isnan(row.hhi)


def test_numbers_lie_where_they_may(facts):
    for importer in (EUROPE, WORLD, "FR", "US"):
        rows = resilience(facts.supply, facts.supply.raw_material.index.tolist(), view(facts.supply, importer, None))
        for name in ("hhi", "hhi_governance", "imported", "score", "least", "most"):
            assert rows[name].dropna().between(0, 1).all(), (importer, name)
        assert (rows.hhi_governance.dropna() <= rows.hhi[rows.hhi_governance.notna()]).all()
        assert (rows.least.dropna() <= rows.most.dropna() + 0.021).all()  # shares are printed in whole percent


def test_unknown_views_are_refused(facts):
    with pytest.raises(errors.UnknownImporter):
        view(facts.supply, "XX", None)
    with pytest.raises(errors.UnknownYear):
        view(facts.supply, EUROPE, 1999)
    assert importers(facts.supply)[:2] == [EUROPE, WORLD] and years(facts.supply)[0] == 2024
