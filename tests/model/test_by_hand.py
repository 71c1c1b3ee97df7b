"""Every figure of a whole life, computed with pencil and paper from the files of the catalogue, without the model.

Climate of the steel and the aluminium bonnet by stage, at the medians. What is computed below is what the texts say:
sheet = part / yield; offcuts, and what is recycled at the end, leave the system under cut-off; under substitution
they are recycled and spare virgin metal of the same grade; fuel follows Kim & Wallington (2013, 2016).
"""

import csv
import tomllib

import numpy as np
import pytest

from impact.model import reading
from impact.model.lifecycle import cube
from impact.model.uncertainty import Draws
from impact.scoring.compare import compare
from tests.conftest import ROOT

TEXT = (ROOT / "data/studies/bonnet.toml").read_text(encoding="utf-8")
TABLE = tomllib.loads(TEXT)
CLIMATE = "GWP-total"
#: Source that stands for each metal: the best for each, since no one source covers the five bonnets.
SOURCE = {
    "steel-galvanised-sheet": "oekobaudat-2023-generic",
    "steel-carbon-eaf": "idemat-2024",
    "aluminium-5754": "idemat-2024",
    "aluminium-secondary": "idemat-2024",
}


def row(table: str, **where: str) -> dict[str, str]:
    """Row of a file of the catalogue; of several that stand for the same thing, the one of the lowest rank."""
    with (ROOT / f"data/{table}.csv").open(encoding="utf-8", newline="") as lines:
        found = [each for each in csv.DictReader(lines) if all(each[name] == value for name, value in where.items())]
    return min(found, key=lambda each: int(each.get("rank", 1)))


def value(table: str, **where: str) -> float:
    """Climate factor."""
    return float(row(table, indicator=CLIMATE, **where)["value"])


def material(name: str) -> float:
    return value("factor", material=name, source=SOURCE[name])


def middle(name: str, kind: str) -> float:
    found = row("property", material=name, property=kind)
    return (float(found["min"]) + float(found["max"])) / 2


def by_hand(alternative: dict, substitution: bool) -> dict[str, float]:
    """Climate of one bonnet by stage, with lost matter apart. [kg CO2 eq]"""
    (part,), life = alternative["parts"], TABLE["life"]
    name, steel = part["material"], TABLE["alternatives"][0]["parts"][0]["material"]
    stiffer = (middle(steel, "youngs_modulus") / middle(name, "youngs_modulus")) ** (1 / 3)
    mass = 15 * middle(name, "density") / middle(steel, "density") * stiffer

    *before, step = part["processes"]
    process = row("process", id=step["process"])
    assert process["basis"] == "input" and process["heat"] == "" and not step.keys() - {"process"}
    sheet = mass / float(process["yield"])
    lost = sheet - mass
    current = value("energy_factor", carrier="electricity", country=life["made_in"])
    worked = sheet * float(process["electricity"]) * current
    for each in before:  # rolled to sheet, without a loss
        rolling = row("process", id=each["process"])
        assert rolling["basis"] == "output" and rolling["yield"] == ""
        heat = float(rolling["heat"]) * value("energy_factor", carrier=rolling["heat_carrier"])
        worked += sheet * (float(rolling["electricity"]) * current + heat)

    car, ride = row("vehicle", id=life["use"]["carried"]["vehicle"]), life["use"]["carried"]
    assert ride["resizing"] == 0 and float(car["recovery_city"]) == float(car["recovery_highway"]) == 0
    distance, braking = 0.55 * 17769 + 0.45 * 16507, 0.55 * 3090 + 0.45 * 1165
    joules = (1.1 * braking + 0.008 * 9.8 * distance) / (0.88 * float(car["engine_efficiency"]))
    litres = joules / (float(car["heating_value"]) * 1e6) * 1e7 / (0.782 * distance)  # per 100 km and 100 kg

    waste, end = row("waste", material=name), alternative["end_of_life"]
    assert set(end) == {"recycling", "landfill"} and float(row("recycling", id=waste["recycling"])["quality"]) == 1
    recycling, virgin = material(waste["secondary"]), material(name)
    recycled = lost, mass * end["recycling"]
    return {
        "material": mass * virgin,
        "lost": lost * virgin,
        "manufacture": worked + substitution * recycled[0] * recycling,
        "transport": mass
        / 1000
        * kilometres(life["transport"][0]["distance"])
        * value("transport_factor", mode=life["transport"][0]["mode"]),
        "use": mass / 100 * litres * kilometres(ride["distance"]) / 100 * value("energy_factor", carrier=car["carrier"]),
        "end_of_life": mass * end["landfill"] * value("treatment_factor", **{"class": waste["class"], "route": "landfill"})
        + substitution * recycled[1] * recycling,
        "recycling_credit": -substitution * sum(recycled) * virgin,
    }


def kilometres(text: str) -> float:
    return float(text.removesuffix(" km"))


@pytest.mark.parametrize("alternative", TABLE["alternatives"][:2], ids=lambda each: each["id"])
@pytest.mark.parametrize("allocation", ["cut-off", "substitution"])
def test_the_bonnet_over_its_whole_life(alternative, allocation, facts):
    """Exactly with one draw, the median of everything; within what the median of a sum is from the sum of medians with all draws."""
    study = reading.loads(TEXT.encode()).model_copy(update={"allocation": allocation})
    expected = by_hand(alternative, allocation == "substitution")
    total, lost = sum(expected.values()), expected.pop("lost")
    whole = expected | {"material": expected["material"] + lost, "total": total}
    if allocation == "cut-off":
        assert whole.pop("recycling_credit") == 0

    result = cube(study, facts, Draws(1))
    a, i = result.alternatives.index(alternative["id"]), result.indicators.index(CLIMATE)
    found = dict(zip(result.stages, result.impact[0, a, i].tolist(), strict=True)) | {"total": result.total[0, a, i]}
    assert {stage: found[stage] for stage in whole} == pytest.approx(whole, rel=1e-9)
    assert all(found[stage] == 0 for stage in found if stage not in whole)
    named = alternative["id"]
    wasted = sum(caused.item() for name, flow, caused in result.lines(CLIMATE) if name == named and flow.lost)
    assert wasted == pytest.approx(lost, rel=1e-9)

    rows = compare(study, facts).rows.query("alternative == @alternative['id'] and indicator == @CLIMATE").set_index("stage")
    assert rows["median"][list(whole)].to_dict() == pytest.approx(whole, rel=0.1)  # the median of a product, some of whose factors have skewed ranges
    assert (rows.low <= rows["median"]).all() and (rows["median"] <= rows.high).all() and np.isfinite(rows["median"]).all()
