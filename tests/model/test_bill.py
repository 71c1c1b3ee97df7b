"""Bills of tiny studies, solved by hand on the workshop: what is asked for, stage by stage, and what is left out."""

import dataclasses

import numpy as np
import pytest

from impact.model.checking import check
from impact.model.lifecycle import Cube, cube
from impact.model.settle import settle
from impact.model.uncertainty import Draws
from tests.conftest import made, one

CLIMATE = 0
LEG = {"mode": "truck", "distance": 500}
USE = {"country": "FR", "energy": [{"carrier": "electricity", "per_year": 10}], "carried": {"vehicle": "van", "distance": 10_000}}


def solved(facts, *alternatives, draws: int = 1, **changes) -> Cube:
    """Cube of a study, made in France unless it says otherwise."""
    study = made(*alternatives, **{"life": {"made_in": "FR"} | changes.pop("life", {})} | changes)
    check(study, facts)
    return cube(study, facts, Draws(draws))


def asked(result: Cube, alternative: str = "a") -> dict[tuple, float]:
    """Bill of one alternative: (stage, subject) -> amount at the medians, lost matter apart."""
    amounts = {}
    for flow in result.bills[alternative]:
        key = ("lost" if flow.lost else flow.stage, flow.subject)
        amounts[key] = amounts.get(key, 0) + float(np.median(flow.amount))
    return amounts


def climate(result: Cube, alternative: str = "a") -> dict[str, float]:
    """Climate by stage of one alternative, and its total. [kg CO2 eq]"""
    a = result.alternatives.index(alternative)
    stages = dict(zip(result.stages, result.impact[0, a, CLIMATE].tolist(), strict=True))
    return stages | {"total": float(result.total[0, a, CLIMATE])}


def cell(result: Cube, stage: str, alternative: str = "a") -> tuple:
    """Places of a stage in the arrays by alternative, indicator and stage."""
    return result.alternatives.index(alternative), CLIMATE, result.stages.index(stage)


def test_nesting_and_where_the_offcuts_go(workshop):
    """2 kg from 2.5 kg of sheet: of 0.5 kg of offcuts half is used again and never charged, half is lost to recycling."""
    step = {"process": "stamp", "nesting": 0.8, "offcuts": {"reuse": 0.5, "recycling": 0.5}}
    result = solved(workshop, one(part={"processes": [step]}))
    assert asked(result) == pytest.approx({("material", "metal"): 2, ("lost", "metal"): 0.25, ("manufacture", "electricity:FR"): 2.5})
    assert climate(result) == pytest.approx({"material": 22.5, "manufacture": 0.25, "total": 22.75})
    lost = [caused for _, flow, caused in result.lines("GWP-total") if flow.lost]
    assert sum(each.item() for each in lost) == pytest.approx(2.5)


def test_offcuts_to_waste_are_landfilled(workshop):
    """2 kg of plastic from 2.5 kg; energies are counted on what leaves the mould: 2 kWh and 10 MJ."""
    result = solved(workshop, one(material="plastic", part={"processes": [{"process": "mould"}]}))
    bought = {("material", "plastic"): 2, ("lost", "plastic"): 0.5}
    worked = {"electricity:FR": 2, "energy:heat-natural-gas": 10, "landfill:plastics": 0.5}
    assert asked(result) == pytest.approx(bought | {("manufacture", name): amount for name, amount in worked.items()})
    assert climate(result)["manufacture"] == pytest.approx(0.2 + 0.6 + 0.05)


def test_machining_spends_its_energy_on_the_chips(workshop):
    """2 kg out of 6 kg: 4 kg of chips at 2 kWh; the sheet before it: 12 kg at 1 kWh."""
    steps = [{"process": "press", "yield": 0.5}, {"process": "mill", "buy_to_fly": 3}]
    result = solved(workshop, one(part={"processes": steps}))
    assert asked(result) == pytest.approx({("material", "metal"): 2, ("lost", "metal"): 10, ("manufacture", "electricity:FR"): 20})


def test_what_is_counted_in_metres(workshop):
    """Two pieces of 3 m of cut and 1 m of seam each; the seam has no energies, but an impact of its own. Replaced once."""
    steps = [{"process": "laser", "nesting": 1, "amount": 3}, {"process": "weld", "amount": 1}]
    part = {"quantity": 2, "life": 10, "processes": steps}
    result = solved(workshop, one(part=part, assembly=[{"process": "weld", "amount": 5}]), service_life=15)
    assert asked(result) == pytest.approx(
        {("material", "metal"): 8, ("manufacture", "electricity:FR"): 6, ("manufacture", "process:weld"): 9}
    )
    assert climate(result)["manufacture"] == pytest.approx(0.6 + 1.8)


def test_energies_that_are_given_take_the_place_of_the_sourced_ones(workshop):
    both = {"process": "roll", "electricity": 3, "heat": 4}
    result = solved(workshop, one(part={"processes": [both, {"process": "weld", "amount": 9, "electricity": 0.5}]}))
    worked = {("manufacture", "electricity:FR"): 2 * 3 + 9 * 0.5, ("manufacture", "energy:heat-natural-gas"): 8}
    assert asked(result) == pytest.approx({("material", "metal"): 2} | worked)
    unknown = solved(workshop, one(part={"processes": [{"process": "sinter", "heat": 1}]}))
    assert asked(unknown) == pytest.approx({("material", "metal"): 2, ("manufacture", "energy:heat-natural-gas"): 2})


def test_an_energy_that_is_given_leaves_the_other_as_sourced(workshop):
    """Rolling with 3 kWh of its own still takes the 2 MJ of the source."""
    result = solved(workshop, one(part={"processes": [{"process": "roll", "electricity": 3}]}))
    assert asked(result) == {("material", "metal"): 2, ("manufacture", "electricity:FR"): 6, ("manufacture", "energy:heat-natural-gas"): 4}


@pytest.mark.parametrize(("said", "country"), [({}, "FR"), ({"made_in": "EU27"}, "EU27")])
def test_electricity_is_that_of_the_place(workshop, said, country):
    result = solved(workshop, one(part={"processes": [{"process": "press"}]} | said))
    assert ("manufacture", f"electricity:{country}") in asked(result)


def test_transport_in_tonne_kilometres(workshop):
    """2 kg over 500 km, then a parcel of 10 kg three times over 500 km."""
    result = solved(workshop, one(transport=[LEG, LEG | {"mass": 10, "times": 3}]))
    assert asked(result)["transport", "transport:truck"] == pytest.approx(1 + 15)
    assert climate(result)["transport"] == pytest.approx(1.6)


def test_a_replacement_doubles_all_but_the_mass_carried(workshop):
    life = {"transport": [LEG], "use": USE, "end_of_life": {"landfill": 1}}
    one_piece, two = (
        climate(solved(workshop, one(part={"life": years, "processes": [{"process": "press"}]}), service_life=15, life=life))
        for years in (15, 10)
    )
    assert one_piece == pytest.approx(
        {"material": 40, "manufacture": 0.4, "transport": 0.1, "use": 15 + 2.4, "end_of_life": 0.1, "total": 58}
    )
    assert two == pytest.approx({stage: value * (1 if stage == "use" else 2) for stage, value in one_piece.items()} | {"total": 98.6})


def test_what_serves_four_is_divided_by_four_but_for_the_use(workshop):
    life = {"transport": [LEG, LEG | {"mass": 8}], "use": USE, "end_of_life": {"landfill": 1}}
    whole = one(
        part={"processes": [{"process": "press"}, {"process": "laser", "nesting": 1, "amount": 3}]},
        assembly=[{"process": "roll"}, {"process": "weld", "amount": 7}],
    )
    alone, shared = (climate(solved(workshop, whole | {"serves": serves}, service_life=15, life=life)) for serves in (1, 4))
    alone.pop("total"), shared.pop("total")
    assert shared == pytest.approx({stage: value / (1 if stage == "use" else 4) for stage, value in alone.items()})


def test_a_vehicle_spends_on_the_mass(workshop):
    """2 kg over 10 000 km: 0.4 l per 100 km and 100 kg; a tram takes 0.5 kWh from a wire that loses a fifth."""
    ride = {"distance": 10_000, "resizing": 0}
    van = solved(workshop, one(), life={"use": {"carried": ride | {"vehicle": "van"}}})
    tram = solved(workshop, one(), life={"use": {"carried": ride | {"vehicle": "tram"}, "country": "FR"}})
    assert asked(van)["use", "energy:petrol"] == pytest.approx(0.8)
    assert asked(tram)["use", "electricity:FR"] == pytest.approx(1.25)


def test_energy_and_consumables_each_year(workshop):
    use = {"country": "FR", "energy": [{"carrier": "electricity", "per_year": 10}], "consumables": [{"material": "glue", "per_year": 0.2}]}
    result = solved(workshop, one(), service_life=5, life={"use": use})
    assert asked(result)["use", "electricity:FR"] == 50 and asked(result)["use", "glue"] == pytest.approx(1)
    assert climate(result)["use"] == pytest.approx(5 + 1)


def test_a_reused_part_asks_for_no_matter(workshop):
    """It is still worked, moved and treated at its end."""
    part = {"origin": "reused", "processes": [{"process": "press"}]}
    result = solved(workshop, one(part=part), one("b"), life={"transport": [LEG], "end_of_life": {"landfill": 1}})
    assert climate(result) == pytest.approx({"material": 0, "manufacture": 0.4, "transport": 0.1, "end_of_life": 0.1, "total": 0.6})
    assert result.coverage[0].min(axis=-1)[CLIMATE] == 1 and not result.partial[0, CLIMATE]


def test_doing_without_causes_nothing_at_any_stage(workshop):
    """Whatever the study says for all: there is nothing that could be moved, used or treated."""
    life = {
        "transport": [LEG, LEG | {"mass": 5}],
        "use": USE | {"consumables": [{"material": "glue", "per_year": 1}]},
        "end_of_life": "usual",
    }
    whole = one(part={"processes": [{"process": "press"}]}), {"id": "without"}
    result = solved(workshop, *whole, service_life=5, allocation="substitution", life=life)
    assert len(result.stages) == 6 and (result.impact[:, 1] == 0).all() and (result.coverage[1] == 1).all() and not result.partial[1].any()


def test_what_doing_without_asks_for_itself_is_counted_and_never_zero_where_unknown(workshop):
    """A glass of its own and hot water: climate is known, acidification is not; and who says nothing of use is a lower bound beside it."""
    without = {"id": "without", "use": {"energy": [{"carrier": "petrol", "per_year": 1}]}}
    result = solved(workshop, one(), without, service_life=2)
    assert climate(result, "without")["use"] == 6
    acid = result.indicators.index("AP")
    assert np.isnan(result.impact[0, 1, acid, result.stages.index("use")]) and result.coverage[1, acid, result.stages.index("use")] == 0
    assert result.partial[0, CLIMATE]


def test_a_stage_that_only_others_state_makes_the_total_partial(workshop):
    """What says that nothing happens is whole; what says nothing is a lower bound, beside either."""
    worked = {"processes": [{"process": "press"}]}
    result = solved(workshop, one("a", part=worked, transport=[LEG]), one("b", transport=[], part={"processes": []}), one("c"))
    assert result.stages == ("material", "manufacture", "transport")
    assert result.overall[:, CLIMATE].tolist() == [1, 1, pytest.approx(1 / 3)] and result.partial[:, CLIMATE].tolist() == [
        False,
        False,
        True,
    ]
    assert climate(result, "b") == {"material": 20, "manufacture": 0, "transport": 0, "total": 20}
    missing = climate(result, "c")
    assert np.isnan(missing["manufacture"]) and np.isnan(missing["transport"]) and missing["total"] == 20
    assert result.marks["more"][cell(result, "transport", "c")] and not result.marks["more"][cell(result, "material", "c")]
    assert solved(workshop, one("a"), one("b", transport=[])).partial[:, CLIMATE].tolist() == [True, False]
    assert not solved(workshop, one("a"), one("b")).partial.any()


def test_recycling_under_cut_off_is_nobody_elses_business(workshop):
    """What is recycled leaves the system; recycled content costs its recycling, the rest is virgin: 0.75 x 10 + 0.25 x 2."""
    result = solved(workshop, one(part={"recycled_content": 0.25}), life={"end_of_life": {"recycling": 0.9, "landfill": 0.1}})
    assert asked(result) == pytest.approx(
        {("material", "metal"): 1.5, ("material", "metal-recycled"): 0.5, ("end_of_life", "landfill:metals"): 0.2}
    )
    assert climate(result) == pytest.approx({"material": 16, "end_of_life": 0.01, "total": 16.01})


def test_recycling_under_substitution_is_credited_with_what_it_replaces(workshop):
    """Recycled content is charged as virgin; 0.9 of 2 kg, and the offcuts, are recycled at 2 and spare 10 kg CO2 eq/kg."""
    part = {"recycled_content": 0.25, "processes": [{"process": "press", "electricity": 0}]}
    result = solved(workshop, one(part=part), allocation="substitution", life={"end_of_life": "usual"})
    assert asked(result) == pytest.approx(
        {
            ("material", "metal"): 2,
            ("lost", "metal"): 2,
            ("manufacture", "electricity:FR"): 0,
            ("manufacture", "metal-recycled"): 2,
            ("end_of_life", "metal-recycled"): 1.8,
            ("end_of_life", "landfill:metals"): 0.2,
            ("recycling_credit", "metal"): -3.8,
        }
    )
    assert climate(result)["total"] == pytest.approx(40 + 4 + 3.61 - 38)


def test_recycled_metal_of_half_the_quality_spares_half_as_much(workshop):
    """And what is bought recycled is charged with half of what is virgin: 0.5 + 0.5 x 0.5 of 2 kg."""
    end = {"end_of_life": {"recycling": 1, "quality": 0.5}}
    result = solved(workshop, one(part={"recycled_content": 0.5}), allocation="substitution", life=end)
    bought = {("material", "metal"): 1.5, ("end_of_life", "metal-recycled"): 2, ("recycling_credit", "metal"): -1}
    assert asked(result) == pytest.approx(bought) and result.overall[0, CLIMATE] == 1


def test_the_formula_lies_between(workshop):
    """A = 0.2 as sourced for metals: linear between substitution and cut-off."""
    part = {"recycled_content": 0.25, "processes": [{"process": "press"}]}
    cut_off, substitution, formula = (
        climate(solved(workshop, one(part=part), allocation=name, life={"end_of_life": "usual"}))["total"]
        for name in ("cut-off", "substitution", "footprint-formula")
    )
    assert substitution < formula < cut_off and formula == pytest.approx(0.2 * cut_off + 0.8 * substitution)


@pytest.mark.parametrize("allocation", ["cut-off", "substitution", "footprint-formula"])
def test_a_recycled_material_is_the_recycled_share_of_its_virgin_one(workshop, allocation):
    """All of metal-recycled is metal with a recycled content of 1."""
    changes = {"allocation": allocation, "life": {"end_of_life": "usual"}}
    one_way, other = (solved(workshop, each, **changes) for each in (one(material="metal-recycled"), one(part={"recycled_content": 1})))
    assert asked(one_way) == pytest.approx(asked(other)) and climate(one_way) == pytest.approx(climate(other))


@pytest.mark.parametrize(("allocation", "credit"), [("cut-off", None), ("substitution", -0.5), ("footprint-formula", -0.5)])
def test_burning_with_recovery_is_a_burden_whose_credit_cut_off_does_not_give(workshop, allocation, credit):
    result = solved(workshop, one(material="plastic", mass=1), allocation=allocation, life={"end_of_life": {"energy_recovery": 1}})
    assert climate(result)["end_of_life"] == 2.5 and climate(result).get("recycling_credit") == credit
    assert asked(result)["end_of_life", "burnt:plastics" if credit is None else "energy-recovery:plastics"] == 1
    assert not result.partial[0, CLIMATE]


def test_a_credit_that_is_not_known_makes_an_upper_bound(workshop):
    """Glue burns and nobody says what its heat replaces: less. Metal does not burn: there is nothing to credit."""
    life = {"end_of_life": {"energy_recovery": 1}}
    result = solved(workshop, one("a", "glue"), one("b"), allocation="substitution", life=life)
    assert climate(result, "a")["total"] == 2 + 4
    assert result.marks["less"][cell(result, "recycling_credit")] and not result.marked("more")[0, CLIMATE]
    assert result.partial[0, CLIMATE] and not result.partial[1, CLIMATE]


def test_a_credit_from_a_lower_bound_is_what_may_be_less(workshop):
    """Virgin metal without one of its constituents: what it costs may be more, what is spared may be more too, so the total less."""
    factor = workshop.factor.assign(flags=["partial" if name == "metal" else None for name in workshop.factor.material])
    known = dataclasses.replace(workshop, factor=factor)
    result = solved(known, one(), allocation="substitution", life={"end_of_life": {"recycling": 1}})
    assert result.marks["more"][cell(result, "material")] and not result.marks["less"][cell(result, "material")]
    assert result.marks["less"][cell(result, "recycling_credit")] and not result.marks["more"][cell(result, "recycling_credit")]


def test_an_end_that_nobody_knows_is_a_lower_bound(workshop):
    """Glue has no usual channel, stone no class of waste; glue is recycled into nothing that is known, which cut-off does not ask."""
    usual = solved(workshop, one(material="glue"), life={"end_of_life": "usual"})
    assert np.isnan(climate(usual)["end_of_life"]) and usual.marks["more"][cell(usual, "end_of_life")] and climate(usual)["total"] == 2
    buried = solved(workshop, one(material="stone"), life={"end_of_life": {"landfill": 1}})
    assert buried.partial[0, CLIMATE] and climate(buried)["total"] == 2
    recycled = {"end_of_life": {"recycling": 1}}
    assert not solved(workshop, one(material="glue"), life=recycled).partial[0, CLIMATE]
    shared = solved(workshop, one(material="glue"), allocation="substitution", life=recycled)
    assert shared.marks["more"][cell(shared, "end_of_life")] and shared.marks["less"][cell(shared, "recycling_credit")]


def test_what_is_reused_at_its_end_causes_nothing_there(workshop):
    result = solved(workshop, one(), allocation="substitution", life={"end_of_life": {"reuse": 1}})
    assert climate(result) == {"material": 20, "end_of_life": 0, "total": 20} and not result.partial[0, CLIMATE]


def test_electricity_frozen_or_along_its_path_differs_in_climate_alone(workshop):
    """From 2025 over ten years: 0.08 to 0.04 kg CO2 eq/kWh, mean 0.06, three quarters of 2025; today's mix says 0.1, so 0.075."""
    life = {"use": {"country": "FR", "energy": [{"carrier": "electricity", "per_year": 10}]}}
    frozen, path = (solved(workshop, one(), service_life=10, life=life, electricity=name, draws=64) for name in ("frozen", "path"))
    use = frozen.stages.index("use")
    assert np.median(frozen.impact[:, 0, CLIMATE, use]) == pytest.approx(10, rel=0.01)
    assert path.impact[:, 0, CLIMATE, use] == pytest.approx(0.75 * frozen.impact[:, 0, CLIMATE, use])
    np.testing.assert_array_equal(np.delete(frozen.impact[..., use], CLIMATE, axis=2), np.delete(path.impact[..., use], CLIMATE, axis=2))
    assert np.nanmax(frozen.impact[:, 0, 1:, use]) > 0
    later = solved(workshop, one(), service_life=10, life=life, electricity="path", start=2040)
    assert climate(later)["use"] == pytest.approx(100 * 0.1 * 0.02 / 0.08)


def test_the_energy_of_a_process_is_drawn_once_and_within_its_published_range(workshop):
    """Rolling takes 0.5 to 2 kWh: 95 % of the draws; two alternatives read the same draws of it."""
    result = solved(
        workshop, one(part={"processes": [{"process": "roll"}]}), one("b", mass=4, part={"processes": [{"process": "roll"}]}), draws=4096
    )
    amounts = [next(flow.amount for flow in result.bills[name] if flow.subject == "electricity:FR") for name in ("a", "b")]
    np.testing.assert_allclose(amounts[1], 2 * amounts[0])
    assert np.percentile(amounts[0], [2.5, 50, 97.5]) == pytest.approx([1, 2, 4], rel=0.02)


def test_every_line_of_the_bill_says_whose_it_is(workshop):
    parts = [{"material": "metal", "mass": 1, "processes": [{"process": "press"}]}, {"material": "plastic", "mass": 3, "processes": []}]
    result = solved(workshop, {"id": "a", "parts": parts}, service_life=2, life={"transport": [LEG], "use": USE, "end_of_life": "usual"})
    by_part = {part: {flow.stage for flow in result.bills["a"] if flow.part == part} for part in (0, 1, None)}
    assert by_part == {0: {"material", "manufacture", "end_of_life"}, 1: {"material", "end_of_life"}, None: {"transport", "use"}}
    assert [flow.amount.item() for flow in result.bills["a"] if flow.stage == "transport"] == [2.0]


def test_a_settled_study_asks_for_the_same_when_it_is_said_in_full(workshop):
    """Settling what is settled changes nothing: every default could have been written down."""
    study = made(
        one(part={"processes": [{"process": "press"}, {"process": "roll"}]}), allocation="substitution", life={"end_of_life": "usual"}
    )
    again = study.model_copy(update={"alternatives": settle(study, workshop).alternatives})
    np.testing.assert_array_equal(cube(study, workshop, Draws(8)).impact, cube(again, workshop, Draws(8)).impact)
    assert [each.kind for each in settle(again, workshop).assumptions] == ["sharing"]  # quality is of the class, and said


def test_a_part_that_says_nothing_of_a_stage_that_another_states_makes_the_total_partial(workshop):
    """Moulding a lid says nothing of how its box is made, nor does the end of the lid say that of the box."""
    lid = {"material": "metal", "mass": 1, "processes": [{"process": "press"}], "end_of_life": {"landfill": 1}}
    box = {"material": "metal", "mass": 3}
    result = solved(workshop, {"id": "a", "parts": [lid, box]}, {"id": "b", "parts": [lid, box | {"processes": [], "end_of_life": {"landfill": 1}}]})
    for stage in ("manufacture", "end_of_life"):
        assert result.coverage[cell(result, stage)] == pytest.approx(0.25) and result.marks["more"][cell(result, stage)]
    assert result.partial[:, CLIMATE].tolist() == [True, False]
    assert {flow.part for flow in result.bills["a"] if flow.unstated} == {1}


def test_what_was_not_charged_is_not_credited(workshop):
    """A reused part: more offcuts, or more recycling at the end, must not look better."""
    for share in (1.0, 0.5):
        steps = [{"process": "press", "yield": share, "offcuts": {"recycling": 1}}]
        part = {"origin": "reused", "processes": steps}
        result = solved(workshop, one(part=part), allocation="substitution", life={"end_of_life": {"recycling": 1}})
        assert "recycling_credit" not in result.stages and (result.total[0, 0, CLIMATE] > 0)
