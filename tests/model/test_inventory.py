"""Which data stand for a material: one source where one covers all, else the best for each, else what was asked for."""

import numpy as np
import pytest

from impact import errors
from impact.model.inventory import choice, inventory, offers
from tests.conftest import made, one, panel


def test_one_source_where_one_covers_all(facts):
    study = panel("steel-s235jr", "stainless-304", "aluminium-5754")
    assert choice(study, facts.factor) == "oekobaudat-2023-generic"
    stock = inventory(study, facts, study.materials)
    assert set(stock.source.values()) == {"oekobaudat-2023-generic"}


def test_the_best_for_each_where_none_does(facts):
    study = panel("steel-galvanised-sheet", "flax-epoxy")
    assert choice(study, facts.factor) == "best"
    stock = inventory(study, facts, study.materials)
    assert stock.source == {"steel-galvanised-sheet": "oekobaudat-2023-generic", "flax-epoxy": "idemat-2026"}


def test_one_source_that_lacks_a_material_leaves_it_missing(facts):
    study = panel("steel-galvanised-sheet", "flax-epoxy", source="oekobaudat-2023-generic")
    stock = inventory(study, facts, study.materials)
    assert stock.source == {"steel-galvanised-sheet": "oekobaudat-2023-generic", "flax-epoxy": None}


def test_a_source_for_cross_checks_is_not_taken_by_itself(facts):
    study = panel("steel-carbon-bof", "pet")
    assert choice(study, facts.factor) != "desnz-2025"
    offer = offers(facts.factor, study.materials).set_index("source")
    assert offer.cross_check["desnz-2025"] and offer.complete["desnz-2025"] == 1


@pytest.mark.parametrize("materials", [["pp"], ["pp", "pc", "abs"]])
def test_offers_count_what_all_materials_have(facts, materials):
    offer = offers(facts.factor, materials).set_index("source")
    mine = facts.factor[facts.factor.material.isin(materials)]
    for source in offer.index:
        held = [set(mine[(mine.source == source) & (mine.material == name)].indicator) for name in materials]
        assert offer.complete[source] == len(set.intersection(*held))


@pytest.mark.parametrize(
    ("source", "stand_in"), [("oekobaudat-2023-generic", "best"), ("ademe-base-carbone-22", "ademe-base-carbone-22"), ("best", "best")]
)
def test_what_is_not_a_material_of_the_study_comes_from_its_source_or_the_best_one(facts, source, stand_in):
    """The generic data sets hold no secondary aluminium: its default source stands in, and the study is as covered as before."""
    study = panel("aluminium-5754", "steel-galvanised-sheet", source=source)
    stock = inventory(study, facts, ["aluminium-5754", "aluminium-secondary", "transport:road-truck-artic-40t"])
    used = stock.further.drop_duplicates("activity").set_index("activity").source
    best = facts.default.set_index("material").source["aluminium-secondary"]
    assert used["aluminium-secondary"] == (best if stand_in == "best" else stand_in)
    assert set(stock.source) == set(study.materials) and set(stock.row.material) <= set(study.materials)


def test_an_activity_is_the_first_of_its_sources_for_each_indicator(workshop):
    study = made(one(), one("b", "plastic"))
    stock = inventory(study, workshop, ["metal", "electricity:FR", "energy:petrol", "landfill:nothing"])
    climate, acid = (stock.indicators.index(name) for name in ("GWP-total", "AP"))
    np.testing.assert_array_equal(stock.median[:, climate], [10, 0.1, 3, np.nan])
    np.testing.assert_array_equal(stock.median[:, acid], [0.1, 0.002, np.nan, np.nan])
    assert stock.block == [
        ("factor", "book", "metal"),
        ("activity", "electricity:FR"),
        ("activity", "book", "energy:petrol"),
        ("activity", "landfill:nothing"),
    ]
    assert set(stock.further.activity) == {"electricity:FR", "energy:petrol"} and set(stock.row.material) == {"metal", "plastic"}


def test_electricity_along_its_path(workshop):
    """Climate is that of today times the mean of the path over its value in 2025, 0.06 / 0.08; everything else is today's, draws included."""
    study = made(one(), service_life=10, electricity="path", start=2025)
    stock = inventory(study, workshop, ["electricity:FR", "electricity:FR@path"])
    climate, acid = (stock.indicators.index(name) for name in ("GWP-total", "AP"))
    assert stock.median[:, climate] == pytest.approx([0.1, 0.075]) and stock.median[:, acid].tolist() == [0.002, 0.002]
    assert stock.block[0] == stock.block[1] and (stock.gsd[0] == stock.gsd[1])[[climate, acid]].all()
    along = stock.further.query("activity == 'electricity:FR@path' and indicator == 'GWP-total'").iloc[0]
    assert along.dataset_id == "2025-2035" and along.source == "book"
    with pytest.raises(errors.NoPath) as refused:
        inventory(study, workshop, ["electricity:EU27@path"])
    assert (refused.value.where, refused.value.found) == ("electricity", "EU27")


def test_what_follows_a_path_leads_to_todays_factor_too(workshop):
    """The figure is today's factor times a share of the path: a reader is led to both."""
    study = made(one(), service_life=10, electricity="path")
    stock = inventory(study, workshop, ["electricity:FR@path"])
    assert set(stock.further.activity) == {"electricity:FR", "electricity:FR@path"} and stock.subjects == ["electricity:FR@path"]
