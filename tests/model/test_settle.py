"""What a study leaves open is filled from the facts, and each filling is said once, with whom it concerns."""

import pytest

from impact.model.life import EndOfLife, Offcuts
from impact.model.settle import PLACE, Assumption, settle
from tests.conftest import made, one

WASTE, RECYCLING = Offcuts(waste=1.0), Offcuts(recycling=1.0)


def assumed(workshop, *alternatives, **changes) -> dict[str, Assumption]:
    """Assumptions by kind; each kind is met once."""
    found = settle(made(*alternatives, **changes), workshop).assumptions
    assert len({each.kind for each in found}) == len(found)
    return {each.kind: each for each in found}


def step(workshop, material="metal", **step):
    """One step, settled."""
    return settle(made(one(material=material, part={"processes": [step]})), workshop).alternatives[0].parts[0].processes[0]


def test_what_is_said_in_full_gives_no_assumption(workshop):
    steps = [{"process": "press", "nesting": 0.8, "offcuts": {"recycling": 1}}, {"process": "weld", "amount": 2}]
    use = {"country": "FR", "energy": [{"carrier": "electricity", "per_year": 3}], "carried": {"vehicle": "tram", "distance": 10}}
    whole = one(part={"processes": steps}, made_in="FR", use=use, end_of_life={"landfill": 1}, transport=[])
    assert assumed(workshop, whole, one("b", "plastic"), service_life=10) == {}


def test_each_is_said_once_with_all_whom_it_concerns(workshop):
    steps = {"processes": [{"process": "press"}, {"process": "roll"}, {"process": "press"}]}
    said = assumed(workshop, one("a", part=steps), one("b"), one("c", part=steps))
    assert {each.alternatives for each in said.values()} == {("a", "c")}
    assert {kind: dict(each.facts) for kind, each in said.items()} == {
        "made_in": {"country": PLACE},
        "yield": {"process": "press", "share": 0.5, "source": "book"},
        "no_loss": {"process": "roll"},
        "offcuts_recycling": {"material": "metal"},
    }


def test_places(workshop):
    """Made and used in Europe unless somebody says where: the part, else the alternative, else the study."""
    assert PLACE == "EU27"
    use, worked = {"energy": [{"carrier": "electricity", "per_year": 1}]}, {"processes": [{"process": "mill", "buy_to_fly": 2.0}]}
    alternatives = (
        one("a", part=worked),
        one("b", part=worked | {"made_in": "FR"}),
        one("c", part=worked, made_in="FR", use={"country": "FR"}),
    )
    study = made(*alternatives, service_life=5, life={"use": use})
    settled = settle(study, workshop)
    said = {each.kind: each.alternatives for each in settled.assumptions}
    assert said["made_in"] == ("a",) and said["used_in"] == ("a", "b")
    assert [each.parts[0].made_in for each in settled.alternatives] == ["EU27", "FR", "FR"]
    assert [each.use.country for each in settled.alternatives] == ["EU27", "EU27", "FR"]
    everywhere = settle(made(*alternatives, service_life=5, life={"use": use | {"country": "FR"}, "made_in": "FR"}), workshop)
    assert not {"made_in", "used_in"} & {each.kind for each in everywhere.assumptions}


def test_a_path_is_said_with_its_country_and_its_start(workshop):
    life = {"use": {"country": "FR", "energy": [{"carrier": "electricity", "per_year": 1}]}}
    said = assumed(workshop, one("a"), one("b"), service_life=5, electricity="path", start=2030, life=life)
    assert said == {"path": Assumption("path", (("country", "FR"), ("start", 2030)), ("a", "b"))}


def test_a_vehicle_on_electricity_is_used_somewhere_and_one_on_petrol_follows_no_path(workshop):
    ride = {"distance": 10}
    tram, van = (one(name, use={"carried": ride | {"vehicle": name}}) for name in ("tram", "van"))
    assert assumed(workshop, tram, van) == {"used_in": Assumption("used_in", (("country", PLACE),), ("tram",))}
    assert assumed(workshop, tram, van, service_life=5, electricity="path")["path"].alternatives == ("tram",)


@pytest.mark.parametrize(
    ("name", "value", "share"),
    [("yield", 0.9, 0.9), ("nesting", 0.7, 0.7), (None, None, 0.5), ("yield", 1.0, 1.0), ("nesting", "60 %", 0.6)],
)
def test_the_yield_is_as_given_else_as_sourced(workshop, name, value, share):
    assert step(workshop, process="press", **{name: value} if name else {}).yielded == share


def test_buy_to_fly_is_input_over_output(workshop):
    assert step(workshop, process="mill", buy_to_fly=8.0).yielded == 1 / 8


def test_offcuts_go_where_they_can(workshop):
    """To recycling where a recycled form is known, else to waste; as said, where it is said."""
    assert step(workshop, process="press").offcuts == RECYCLING
    assert step(workshop, "plastic", process="mould").offcuts == WASTE
    assert step(workshop, process="press", offcuts={"reuse": 0.25, "waste": 0.75}).offcuts == Offcuts(reuse=0.25, waste=0.75)
    said = assumed(workshop, one("a", "plastic", part={"processes": [{"process": "mould"}]}))
    assert dict(said["offcuts_waste"].facts) == {"material": "plastic"}


def test_heat_without_a_carrier_is_natural_gas(workshop):
    said = assumed(workshop, one(part={"processes": [{"process": "sinter", "heat": 3, "yield": 1}]}), life={"made_in": "FR"})
    assert {kind: dict(each.facts) for kind, each in said.items()} == {"heat_carrier": {"process": "sinter", "carrier": "heat-natural-gas"}}


def test_reuse_and_recycled_content_are_said(workshop):
    said = assumed(workshop, one("a", part={"origin": "reused"}), one("b", part={"recycled_content": 0.5}))
    assert said["reused"] == Assumption("reused", (("material", "metal"),), ("a",))
    assert said["recycled_form"] == Assumption("recycled_form", (("material", "metal"), ("recycled", "metal-recycled")), ("b",))
    assert assumed(workshop, one("a", "metal-recycled", part={"recycled_content": 0.5})) == {}


def test_usual_channels(workshop):
    """Shares as sourced, the rest to landfill, with the range of recycling; two materials of one class are one assumption."""
    settled = settle(made(one("a"), one("b", "metal-recycled"), one("c", "plastic"), life={"end_of_life": "usual"}), workshop)
    metals, plastics = settled.assumptions
    assert metals.alternatives == ("a", "b") and plastics.alternatives == ("c",)
    shares = {"recycling": 0.6, "energy_recovery": 0.3, "landfill": 0.1, "low": 0.0, "high": 0.9}
    assert dict(plastics.facts) == {"channel": "plastics", "country": "FR", "source": "book"} | shares
    assert settled.alternatives[2].parts[0].end_of_life == EndOfLife(recycling=0.6, energy_recovery=0.3, landfill=0.1)


def test_usual_channels_of_the_catalogue_sum_to_one(facts):
    names = list(facts.stages.usual)
    assert len(names) > 150
    for start in range(0, len(names), 10):
        study = made(*(one(name, name) for name in names[start : start + 10]), life={"end_of_life": "usual"})
        for each in settle(study, facts).alternatives:
            routes = each.parts[0].end_of_life
            assert (
                routes.recycling + routes.energy_recovery + routes.landfill == pytest.approx(1)
                and min(routes.landfill, routes.recycling) >= 0
            )


def test_where_no_channel_is_known_it_stays_open_and_is_said(workshop):
    settled = settle(made(one("a", "glue"), life={"end_of_life": "usual"}), workshop)
    assert settled.assumptions == [Assumption("no_channel", (("material", "glue"),), ("a",))]
    assert settled.alternatives[0].parts[0].end_of_life == "usual"


def test_the_nearest_word_counts(workshop):
    """What the part says, else the alternative, else the study; nobody: it stays unsaid."""
    part, alternative, study = {"reuse": 1}, {"landfill": 1}, {"incineration": 1}
    alternatives = one("a", part={"end_of_life": part}, end_of_life=alternative), one("b", end_of_life=alternative), one("c")
    settled = settle(made(*alternatives, life={"end_of_life": study}), workshop).alternatives
    assert [each.parts[0].end_of_life for each in settled] == [EndOfLife(**each) for each in (part, alternative, study)]
    legs = [{"mode": "truck", "distance": 5}]
    settled = settle(made(one("a", transport=[]), one("b"), life={"transport": legs}), workshop).alternatives
    assert settled[0].transport == [] and settled[1].transport[0].distance == 5
    bare = settle(made(one("a")), workshop).alternatives[0]
    assert bare.transport is bare.use is bare.parts[0].end_of_life is bare.parts[0].processes is None


@pytest.mark.parametrize(
    ("allocation", "said", "material", "sharing"),
    [
        ("cut-off", "usual", "metal", (1.0, 1.0)),
        ("cut-off", {"recycling": 1, "allocation": 0.5}, "metal", (1.0, 1.0)),
        ("substitution", "usual", "plastic", (0.0, 0.9)),
        ("substitution", {"recycling": 1, "allocation": 0.5, "quality": 0.7}, "plastic", (0.0, 0.7)),
        ("footprint-formula", "usual", "metal", (0.2, 1.0)),
        ("footprint-formula", None, "plastic", (0.5, 0.9)),
        ("footprint-formula", {"recycling": 1, "allocation": 0.4, "quality": 0.6}, "metal", (0.4, 0.6)),
        ("footprint-formula", {"recycling": 1}, "glue", (None, None)),
        ("footprint-formula", {"recycling": 1, "allocation": 0}, "glue", (0.0, None)),
    ],
)
def test_allocation_is_of_the_study_then_as_given_then_of_the_class(workshop, allocation, said, material, sharing):
    study = made(one("a", material, **{"end_of_life": said} if said else {}), allocation=allocation)
    found = settle(study, workshop).sharing["a"][0]
    assert (found.allocation, found.quality) == sharing


def test_the_place_of_use_is_said_once_for_all(workshop):
    """An alternative with a use of its own is used where the study says, unless it says otherwise."""
    common = {"use": {"country": "FR"}}
    energy = {"energy": [{"carrier": "electricity", "per_year": 1}]}
    settled = settle(made(one("a", use=energy), one("b", use=energy | {"country": "DE"}), service_life=1, life=common), workshop)
    assert [each.use.country for each in settled.alternatives] == ["FR", "DE"] and not settled.assumptions
