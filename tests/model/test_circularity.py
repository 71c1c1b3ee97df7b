"""The Material Circularity Indicator: the vectors, the identities of the source, and what holds for all shares."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact import errors
from impact.model import checking
from impact.model.circularity import (
    circularity,
    indicator,
    linear_flow,
    unrecovered,
    utility,
    virgin,
    waste_of_feedstock,
    waste_of_recycling,
)
from impact.views.texts import languages, texts
from tests.conftest import VECTORS, made, one

NAMES = ["FR", "FU", "FS", "CR", "CU", "CC", "CE", "EC", "EF"]
LINEAR = dict.fromkeys(NAMES, 0.0) | {"EC": 1.0, "EF": 1.0, "X": 1.0}
STEEL = "steel-s235jr"


@pytest.mark.parametrize("row", pd.read_csv(VECTORS / "mci.csv").to_dict("records"), ids=lambda row: row["case"])
def test_vectors(row):
    """Derived by hand from the formulas of Ellen MacArthur Foundation & Granta (2015, rev. 2019)."""
    shares = {name: row[name] for name in [*NAMES, "X", "M"]}
    assert circularity(**shares) == pytest.approx(row["expected_mci"], rel=row["rtol"], abs=1e-15)
    feedstock, recycling = waste_of_feedstock(row["M"], row["FR"], row["EF"]), waste_of_recycling(row["M"], row["CR"], row["EC"])
    left = unrecovered(row["M"], row["CR"], row["CU"], row["CC"], row["CE"])
    flow = linear_flow(row["M"], virgin(row["M"], row["FR"], row["FU"], row["FS"]), left, feedstock, recycling)
    assert flow == pytest.approx(row["expected_lfi"], rel=row["rtol"], abs=1e-15)


@pytest.mark.parametrize(("x", "expected"), [(1.0, 0.1), (2.0, 0.55), (0.5, 0.0)])
def test_a_linear_product(x, expected):
    assert circularity(**LINEAR | {"X": x}) == pytest.approx(expected)


def test_matter_that_only_goes_round():
    assert circularity(**LINEAR | {"FU": 1.0, "CU": 1.0, "X": 0.2}) == 1
    assert circularity(**LINEAR | {"FS": 1.0, "CC": 1.0, "X": 0.2}) == 1


def test_the_denominator_keeps_the_waste_of_the_feedstock():
    """Some tools drop (WF - WC) / 2 from it, and find 0.78125."""
    feedstock = waste_of_feedstock(1.0, 0.5, 0.8)
    flow = linear_flow(1.0, virgin(1.0, 0.5, 0.0, 0.0), 1.0, feedstock, 0.0)
    assert flow == pytest.approx(1.5625 / 2.0625) and flow != pytest.approx(0.78125, abs=1e-3)
    assert (0.5 + 1 + feedstock / 2) / 2 == pytest.approx(0.78125)


def test_utility():
    assert utility(10, 5, 1.5) == 3 and indicator(1.0, utility(10, 10)) == pytest.approx(0.1)


shares = st.tuples(*[st.floats(0, 1)] * 3).map(lambda each: [share / max(1, sum(each)) for share in each])


@given(
    feed=shares, end=shares, efficiency=st.tuples(st.floats(0.05, 1), st.floats(0.05, 1)), x=st.floats(0.1, 10), mass=st.floats(0.1, 1e3)
)
def test_between_0_and_1_whatever_the_mass(feed, end, efficiency, x, mass):
    given_ = dict(zip(("FR", "FU", "FS", "CR", "CU", "CC", "EC", "EF"), (*feed, *end, *efficiency), strict=True)) | {"X": x}
    found = circularity(**given_)
    assert 0 <= found <= 1
    assert circularity(**given_, M=mass) == pytest.approx(found, abs=1e-9)
    assert circularity(**given_ | {"X": 2 * x}) >= found


def test_arrays_give_what_their_numbers_give():
    content = np.linspace(0, 1, 5)
    found = circularity(**LINEAR | {"FR": content, "EF": 0.8})
    np.testing.assert_allclose(found, [circularity(**LINEAR | {"FR": each, "EF": 0.8}) for each in content])
    assert (np.diff(found) > 0).all()


ENDED = {"end_of_life": {"recycling": 0.5, "reuse": 0.3, "landfill": 0.2}}


@pytest.mark.parametrize(
    ("part", "declared", "problem", "where"),
    [
        ({"recycled_content": 0.6}, {"biological": 0.5}, errors.SharesExceedOne, "biological"),
        ({"origin": "reused"}, {"biological": 0.1}, errors.SharesExceedOne, "biological"),
        (ENDED, {"composted": 0.3}, errors.SharesExceedOne, "composted"),
        (ENDED, {"recycling_efficiency": 0.5}, errors.SharesExceedOne, "recycling_efficiency"),
        ({}, {"life_average": 10}, errors.ServiceLifeNeeded, "life_average"),
    ],
)
def test_declarations_that_cannot_be(part, declared, problem, where, facts):
    with pytest.raises(problem) as found:
        checking.check(made(one(material=STEEL, part=part, circularity=declared)), facts)
    assert found.value.where == f"alternatives[0].circularity.{where}"
    for language in languages():
        assert not set("{}") & set(texts(language).error(found.value))


@pytest.mark.parametrize(
    "declared",
    [{"repairability": 10.5}, {"recyclable": 1.2}, {"recycling_efficiency": 0}, {"feedstock_efficiency": 0}, {"life_average": "0 year"}],
)
def test_values_out_of_range(declared):
    with pytest.raises(errors.OutOfRange) as found:
        made(one(circularity=declared))
    assert found.value.where == f"alternatives[0].circularity.{next(iter(declared))}"


def test_declarations_that_can_be(facts):
    declared = {
        "biological": 0.4,
        "composted": 0.2,
        "life_average": "10 year",
        "repairability": 7,
        "recyclable": "95 %",
        "use_average": 1.5,
    }
    checking.check(made(one(material=STEEL, part={"recycled_content": 0.6} | ENDED, circularity=declared), service_life=12), facts)
