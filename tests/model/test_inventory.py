"""Which data stand for a material: one source where one covers all, else the best for each, else what was asked for."""

import pytest

from impact.model.inventory import choice, inventory, offers
from tests.conftest import panel


def test_one_source_where_one_covers_all(facts):
    study = panel("steel-s235jr", "stainless-304", "aluminium-5754")
    assert choice(study, facts.factor) == "oekobaudat-2023-generic"
    stock = inventory(study, facts.factor, facts.default, facts.indicator.id.tolist())
    assert set(stock.source.values()) == {"oekobaudat-2023-generic"}


def test_the_best_for_each_where_none_does(facts):
    study = panel("steel-galvanised-sheet", "flax-epoxy")
    assert choice(study, facts.factor) == "best"
    stock = inventory(study, facts.factor, facts.default, facts.indicator.id.tolist())
    assert stock.source == {"steel-galvanised-sheet": "oekobaudat-2023-generic", "flax-epoxy": "idemat-2026"}


def test_one_source_that_lacks_a_material_leaves_it_missing(facts):
    study = panel("steel-galvanised-sheet", "flax-epoxy", source="oekobaudat-2023-generic")
    stock = inventory(study, facts.factor, facts.default, facts.indicator.id.tolist())
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
