"""Raw materials and elements asked for: by hand, and what holds whatever the study."""

import dataclasses
import io

import pandas as pd
import pytest

from impact.model import reading
from impact.model.demand import bought, constituents, physical, raw_materials
from impact.model.uncertainty import Draws
from tests.conftest import EXAMPLES, made, one

FEED = """material,constituent,share,basis,raw_material,content
metal,Fe,0.9,,iron-ore,0.9
metal,Al2O3,0.1,,aluminium,0.05
metal-recycled,Fe,1,,iron-ore,1
plastic,glass-fibre,0.3,,,
plastic,PET,0.6,,petroleum,0.6
"""


@pytest.fixture(scope="module")
def shop(workshop):
    feed = pd.read_csv(io.StringIO(FEED))
    return dataclasses.replace(workshop, supply=dataclasses.replace(workshop.supply, feed=feed))


def _lots(study, facts, of=raw_materials) -> dict:
    return {
        name: {(lot.name, lot.primary): pytest.approx(float(lot.mass[0])) for lot in of(flows, facts)}
        for name, flows in bought(physical(study, facts, Draws(1)).bills, facts).items()
    }


def test_raw_materials_are_those_of_the_matter_bought(shop):
    """2 kg in the part, of which half of the sheet is lost: 4 kg are bought."""
    study = made(one(part={"processes": [{"process": "press"}]}))
    assert _lots(study, shop)["a"] == {("iron-ore", True): 3.6, ("aluminium", True): 0.2}
    assert _lots(study, shop, constituents)["a"] == {("Fe", True): 3.6, ("Al2O3", True): 0.4}


def test_recycled_matter_comes_from_scrap(shop):
    study = made(one(part={"recycled_content": 0.25}))
    assert _lots(study, shop)["a"] == {("iron-ore", True): 1.35, ("aluminium", True): 0.075, ("iron-ore", False): 0.5}


def test_scrap_weighs_what_it_weighs(facts):
    """Sand, limestone and soda lose gas in the furnace, cullet does not: 0.45 kg of it are 0.45 kg."""
    lots = _lots(made(one(material="glass-container-recycled", mass=0.45), one("b", "glass-container", 0.45)), facts)
    old, new = (sum(mass.expected for mass in lots[name].values()) for name in "ab")
    assert old == pytest.approx(0.45) and new > 0.5 and not any(primary for _, primary in lots["a"])


def test_what_is_not_stated_is_a_lot_without_a_name(shop):
    """Glass fibre without a raw material, a tenth of which nothing is said, and a material without composition."""
    lots = _lots(made(one(material="plastic"), one("b", material="stone")), shop)
    assert lots == {"a": {("petroleum", True): 1.2, (None, True): 0.8}, "b": {(None, True): 2.0}}


def test_reused_matter_and_doing_without_ask_for_nothing(shop):
    study = made(one(part={"origin": "reused"}), {"id": "without"})
    assert _lots(study, shop) == {"a": {}, "without": {}}


@pytest.mark.parametrize("allocation", ["cut-off", "footprint-formula", "substitution"])
def test_kilograms_do_not_depend_on_how_burdens_are_shared(shop, allocation):
    study = made(one(part={"recycled_content": 0.25, "end_of_life": "usual"}), allocation=allocation)
    assert _lots(study, shop)["a"] == _lots(made(one(part={"recycled_content": 0.25})), shop)["a"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_constituents_weigh_what_is_bought(facts, path):
    study = reading.load(path)
    for flows in bought(physical(study, facts, Draws(1)).bills, facts).values():
        mass = sum(float(flow.amount[0]) for flow in flows)
        assert sum(float(lot.mass[0]) for lot in constituents(flows, facts)) == pytest.approx(mass)
