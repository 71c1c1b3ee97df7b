"""Circularity of alternatives: every input with its origin, by hand in the workshop, and intervals where an end is not known."""

import pytest

from impact.model import reading
from impact.model.circularity import circularity
from impact.scoring.circularity import INTERVAL, circles
from tests.conftest import EXAMPLES, made, one

DECLARED = {
    "life_average": 5,
    "use_average": 1.2,
    "recycling_efficiency": 0.8,
    "feedstock_efficiency": 0.9,
    "biological": 0.1,
    "composted": 0.05,
}
ENDED = {"recycling": 0.4, "reuse": 0.2, "landfill": 0.4}


def circle(study, facts):
    return circles(study, facts)[0]


def origins(found) -> dict[str, str]:
    return {name: value.origin for name, value in found.inputs.items()}


def test_all_declared_is_known(workshop):
    """Recycling in a study is at the output of the plant: 0.4 / 0.8 is collected."""
    each = one(part={"recycled_content": 0.3, "end_of_life": ENDED}, circularity=DECLARED)
    found = circle(made(each, service_life=10), workshop)
    by_hand = circularity(FR=0.3, FU=0.0, FS=0.1, CR=0.5, CU=0.2, CC=0.05, EF=0.9, EC=0.8, X=2 * 1.2)
    assert found.low == found.high == pytest.approx(by_hand) and found.state == "known"
    assert set(origins(found).values()) == {"study"}


def test_what_is_not_declared_is_supposed(workshop):
    found = circle(made(one(part={"end_of_life": ENDED})), workshop)
    assert found.state == "supposed" and found.low == found.high
    assert origins(found) == {
        "FR": "supposed",
        "FU": "study",
        "FS": "supposed",
        "CR": "study",
        "CU": "study",
        "CC": "supposed",
        "EF": "supposed",
        "EC": "supposed",
        "X": "supposed",
    }
    assert {name: found.inputs[name].low for name in ("FR", "EF", "EC", "X")} == {"FR": 0, "EF": 1, "EC": 1, "X": 1}


def test_a_recycled_material_and_usual_channels_are_facts(workshop):
    found = circle(made(one(material="metal-recycled", part={"end_of_life": "usual"})), workshop)
    assert (found.inputs["FR"].low, found.inputs["FR"].origin) == (1.0, "facts")
    assert (found.inputs["CR"].low, found.inputs["CR"].origin) == (0.9, "facts")


@pytest.mark.parametrize(("part", "life"), [({}, {}), ({"material": "stone", "end_of_life": "usual"}, {})])
def test_an_unknown_end_gives_an_interval(part, life, workshop):
    """From all to waste to all back into use: 0.1 to 0.55 for a virgin product of average use."""
    found = circle(made(one(part=part) | life), workshop)
    assert found.state == "interval" and origins(found)["CR"] == "unknown"
    assert (found.low, found.high) == (pytest.approx(0.1), pytest.approx(0.55))


def test_the_unknown_end_of_one_part_is_as_wide_as_its_mass(workshop):
    parts = [{"material": "metal", "mass": 3.0, "end_of_life": {"landfill": 1.0}}, {"material": "metal", "mass": 1.0}]
    found = circle(made({"id": "a", "parts": parts}), workshop)
    assert (found.low, found.high) == (pytest.approx(0.1), pytest.approx(0.1 + 0.9 * 0.25 / 2))


def test_shares_are_of_the_mass_with_replacements(workshop):
    """1 kg reused; 1 kg new, replaced once: a third is reused."""
    common = {"material": "metal", "mass": 1.0, "end_of_life": {"landfill": 1.0}}
    parts = [common | {"origin": "reused"}, common | {"life": "5 year"}]
    found = circle(made({"id": "a", "parts": parts}, service_life=10), workshop)
    assert found.inputs["FU"].low == pytest.approx(1 / 3)


def test_an_efficiency_of_nothing_does_not_matter(workshop):
    declared = {name: value for name, value in DECLARED.items() if not name.endswith("efficiency")}
    each = one(part={"recycled_content": 0.0, "end_of_life": {"landfill": 1.0}}, circularity=declared)
    assert circle(made(each, service_life=10), workshop).state == "known"


def test_without_masses_there_is_no_indicator(workshop):
    sizing = {"reference": "a", "mass": 1.0, "constraints": [{"function": "panel-stiffness"}]}
    parts = [{"material": "stone"}, {"material": "metal", "mass": 1.0}]
    found = circle(made({"id": "a", "parts": parts}, {"id": "none"}, sizing=sizing), workshop)
    assert found.state == "missing" and found.low is None and found.inputs == {}


def test_use_held_against_the_average_needs_no_life(workshop):
    found = circle(made(one(part={"end_of_life": ENDED}, circularity={"use_average": 2.0})), workshop)
    assert (found.inputs["X"].low, found.inputs["X"].origin) == (2.0, "study")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_has_one_row_for_each_alternative_that_is_made(path, facts):
    study = reading.load(path)
    found = circles(study, facts)
    assert [each.alternative for each in found] == [each.id for each in study.alternatives if each.parts]
    assert all(0 <= each.low <= each.high <= 1 for each in found)


def test_what_serves_many_times_is_used_between_once_and_so_many_times_the_average(facts):
    """A bottle that is filled twenty times: its intensity of use is not declared, so the indicator is an interval."""
    shared = made(one("a", "glass-container", 0.45, serves=20), one("b", "glass-container", 0.45))
    many, once = circles(shared, facts)
    assert many.state == INTERVAL and many.low == pytest.approx(once.low) and many.high > once.high
    declared = made(one("a", "glass-container", 0.45, serves=20, circularity={"use_average": 20.0}), one("b", "glass-container", 0.45))
    assert circles(declared, facts)[0].low > once.high
