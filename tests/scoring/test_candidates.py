"""Columns of the catalogue: every number is the one of the tables, and what is not there stays unknown."""

import numpy as np
import pandas as pd
import pytest

from impact.scoring.candidates import CRITICAL, UNCRITICAL, UNKNOWN, candidates

CARRIED = pd.DataFrame(
    {
        "material": ["magnesium-primary", "pp"],
        "state": [CRITICAL, UNCRITICAL],
        "risk": [4.1, np.nan],
        "names": [["magnesium"], ["crude-oil"]],
    }
)


@pytest.fixture(scope="module")
def held(facts):
    return candidates(facts, CARRIED)


def test_a_property_is_the_range_of_the_table(facts, held):
    row = facts.property.set_index(["material", "property"]).loc[("steel-s235jr", "youngs_modulus")]
    low, middle, high = held.properties["youngs_modulus"][:, held.at("steel-s235jr")]
    assert (low, high) == (row["min"], row["max"]) and middle == pytest.approx((row["min"] + row["max"]) / 2)


def test_every_number_of_the_tables_is_there_once(facts, held):
    for kind, values in held.properties.items():
        rows = facts.property[(facts.property.property == kind) & facts.property.material.isin(held.names)]
        assert (~np.isnan(values[0])).sum() == len(rows)
    used = facts.factor.merge(facts.default, on=["material", "source"])
    assert sum((~np.isnan(values[1])).sum() for values in held.factors.values()) == len(used)


def test_a_factor_is_that_of_the_source_that_serves_the_material(facts, held):
    """Its middle is the median, its ends are 1.96 standard deviations of the logarithm away."""
    at = held.at("pp")
    rows = facts.factor.set_index(["material", "source", "indicator"]).sort_index()
    row = rows.loc[("pp", held.source[at], "GWP-total")]
    assert held.factors["GWP-total"][:, at] == pytest.approx([row.value / row.gsd**1.96, row.value, row.value * row.gsd**1.96])
    assert held.terms[at] == facts.source.set_index("id").terms[held.source[at]]


def test_marks_are_those_of_the_flags(facts, held):
    used = facts.factor.merge(facts.default, on=["material", "source"])
    flags = used["flags"].fillna("")
    assert sum(each.sum() for each in held.at_least.values()) == flags.str.contains("partial|exhaust|tank-to-wheel|transport-only").sum()
    assert sum(each.sum() for each in held.suspect.values()) == flags.str.contains("suspect").sum() > 0
    assert sum(each.sum() for each in held.proxy.values()) == (used.match == "proxy").sum() > 0


def test_raw_materials_that_are_not_known_stay_so(held):
    assert held.critical[held.at("magnesium-primary")] == CRITICAL and held.risk[held.at("magnesium-primary")] == 4.1
    assert held.critical[held.at("pp")] == UNCRITICAL and np.isnan(held.risk[held.at("pp")])
    assert held.critical[held.at("balsa")] == UNKNOWN and np.isnan(held.risk[held.at("balsa")])


def test_without_a_table_of_raw_materials_all_of_it_is_unknown(facts):
    held = candidates(facts)
    assert set(held.critical) == {UNKNOWN} and np.isnan(held.risk).all()


def test_what_a_material_is(facts, held):
    rows = facts.material.set_index("id")
    assert held.names.tolist() == rows.index.tolist() and held.family.tolist() == rows.family.tolist()
    assert held.recycled[held.at("pp-recycled")] and not held.recycled[held.at("pp")]
    assert held.bio_based[held.at("balsa")] and not held.bio_based[held.at("pp")]
    assert held.at("no-such-material") is None
