"""Whatever cannot be computed is refused with its key in the words of the file, what was found, and the rule."""

import contextlib
import copy

import pytest

from impact import errors
from impact.model import reading
from impact.model.checking import check
from impact.model.life import ROUTES
from impact.model.lifecycle import cube
from impact.model.uncertainty import Draws
from tests.conftest import made, one, table_of

STEP = {"process": "press", "nesting": 0.8, "offcuts": {"recycling": 1}}
PART = {"life": 10, "recycled_content": 0.5, "processes": [STEP], "end_of_life": {"recycling": 0.9, "landfill": 0.1}}
USE = {
    "country": "FR",
    "energy": [{"carrier": "electricity", "per_year": 10}],
    "carried": {"vehicle": "tram", "distance": 1000},
    "consumables": [{"material": "glue", "per_year": 1}],
}
LIFE = {"made_in": "FR", "transport": [{"mode": "truck", "distance": 500}], "use": USE, "end_of_life": {"landfill": 1}}
WHOLE = table_of(
    one(part=PART, assembly=[{"process": "weld", "amount": 2}], use=copy.deepcopy(USE)), service_life=15, electricity="path", life=LIFE
)

P = "alternatives", 0, "parts", 0
S = *P, "processes", 0
A = "alternatives", 0, "assembly", 0
#: A step that takes the place of the first: laser cutting is counted in metres and nests, milling takes chips away, of sintering nothing is known.
LASER, MILL, SINTER = {"process": "laser", "amount": 3}, {"process": "mill"}, {"process": "sinter", "yield": 0.9}
SHARE, PORTION = "0 < x ≤ 1", "0 ≤ x ≤ 1"

WRONG = [
    # shares
    ((*S, "yield"), 0.9, errors.SaidTwice, S, {"keys": ["yield", "nesting"]}),
    ((*S, "nesting"), 0, errors.OutOfRange, None, {"found": "0", "allowed": SHARE}),
    ((*S, "nesting"), "120 %", errors.OutOfRange, None, {"found": "120 %", "allowed": SHARE}),
    (S, {"process": "press", "yield": 0}, errors.OutOfRange, (*S, "yield"), {"found": "0", "allowed": SHARE}),
    (S, {"process": "press", "yield": 1.2}, errors.OutOfRange, (*S, "yield"), {"found": "1.2", "allowed": SHARE}),
    (S, MILL | {"buy_to_fly": 0.5}, errors.OutOfRange, (*S, "buy_to_fly"), {"found": "0.5", "allowed": "≥ 1"}),
    (S, MILL | {"buy_to_fly": 2, "yield": 0.5}, errors.SaidTwice, S, {"keys": ["yield", "buy_to_fly"]}),
    ((*S, "offcuts"), {"reuse": 0.5, "waste": 0.4}, errors.SharesDoNotSum, None, {"keys": ["reuse", "recycling", "waste"], "found": "0.9"}),
    ((*S, "offcuts"), {}, errors.SharesDoNotSum, None, {"found": "0"}),
    ((*S, "offcuts", "waste"), -1, errors.OutOfRange, None, {"found": "-1", "allowed": PORTION}),
    ((*P, "recycled_content"), 1.2, errors.OutOfRange, None, {"found": "1.2", "allowed": PORTION}),
    ((*P, "end_of_life"), {"landfill": 0.9, "reuse": 0.2}, errors.SharesDoNotSum, None, {"keys": list(ROUTES), "found": "1.1"}),
    (("life", "end_of_life"), {"landfill": 0.5}, errors.SharesDoNotSum, None, {"keys": list(ROUTES), "found": "0.5"}),
    (("life", "end_of_life", "landfill"), "two", errors.NotANumber, None, {"found": "two"}),
    (("alternatives", 0, "end_of_life"), {"recycling": 2}, errors.OutOfRange, ("alternatives", 0, "end_of_life", "recycling"), {"found": "2"}),
    (("alternatives", 0, "end_of_life"), {"landfil": 1}, errors.UnknownKey, ("alternatives", 0, "end_of_life", "landfil"), {"allowed": [*ROUTES, "allocation", "quality"]}),
    (("life", "end_of_life"), {"landfill": 1, "quality": 0}, errors.OutOfRange, ("life", "end_of_life", "quality"), {"allowed": SHARE}),
    (("life", "end_of_life"), "habitual", errors.Unknown, None, {"found": "habitual", "allowed": ["'usual'"]}),
    (("life", "end_of_life"), 3, errors.WrongType, None, {"found": "3", "allowed": "table"}),
    # quantities
    (("life", "transport", 0, "distance"), -5, errors.OutOfRange, None, {"found": "-5", "allowed": "> 0 km"}),
    (("life", "transport", 0, "distance"), "0 km", errors.OutOfRange, None, {"found": "0 km", "allowed": "> 0 km"}),
    (("life", "transport", 0, "distance"), "5 kg", errors.UnknownUnit, None, {"found": "kg", "allowed": "km"}),
    (("life", "transport", 0, "mass"), 0, errors.OutOfRange, None, {"allowed": "> 0 kg"}),
    (("life", "transport", 0, "times"), 0, errors.OutOfRange, None, {"allowed": "> 0"}),
    (("life", "use", "carried", "distance"), 0, errors.OutOfRange, None, {"allowed": "> 0 km"}),
    (("life", "use", "carried", "resizing"), 1.5, errors.OutOfRange, None, {"allowed": PORTION}),
    (("life", "use", "energy", 0, "per_year"), -1, errors.OutOfRange, None, {"found": "-1", "allowed": "≥ 0"}),
    (("life", "use", "consumables", 0, "per_year"), "0 g", errors.OutOfRange, None, {"allowed": "> 0 kg"}),
    ((*P, "life"), 0, errors.OutOfRange, None, {"found": "0", "allowed": "> 0 year"}),
    (("service_life",), "-1 year", errors.OutOfRange, None, {"allowed": "> 0 year"}),
    (("alternatives", 0, "serves"), 0, errors.OutOfRange, None, {"allowed": "> 0"}),
    ((*S, "amount"), 0, errors.OutOfRange, None, {"allowed": "> 0"}),
    (("start",), 2019, errors.OutOfRange, None, {"found": "2019", "allowed": "≥ 2020"}),
    (("start",), 2051, errors.OutOfRange, None, {"found": "2051", "allowed": "≤ 2050"}),
    ((*P, "quantity"), 0, errors.OutOfRange, None, {"found": "0", "allowed": "≥ 1"}),
    ((*S, "electricity"), -1, errors.OutOfRange, None, {"allowed": "≥ 0"}),
    # names
    ((*S, "process"), "pres", errors.UnknownProcess, None, {"found": "pres", "allowed": ["press"]}),
    ((*A, "process"), "wel", errors.UnknownProcess, None, {"found": "wel", "allowed": ["weld"]}),
    (("life", "transport", 0, "mode"), "truk", errors.UnknownMode, None, {"found": "truk", "allowed": ["truck"]}),
    (("life", "use", "energy", 0, "carrier"), "electricty", errors.UnknownCarrier, None, {"found": "electricty", "allowed": ["electricity"]}),
    (("life", "use", "carried", "vehicle"), "sledge", errors.UnknownVehicle, None, {"found": "sledge", "allowed": ["van", "tram"]}),
    (("life", "use", "consumables", 0, "material"), "glu", errors.UnknownMaterial, None, {"found": "glu", "allowed": ["glue"]}),
    (("life", "use", "country"), "EU28", errors.UnknownCountry, None, {"found": "EU28", "allowed": ["EU27"]}),
    (("alternatives", 0, "use", "country"), "EU28", errors.UnknownCountry, None, {"found": "EU28"}),
    (("life", "made_in"), "EU28", errors.UnknownCountry, None, {"found": "EU28", "allowed": ["EU27"]}),
    (("alternatives", 0, "made_in"), "EU28", errors.UnknownCountry, None, {"found": "EU28"}),
    ((*P, "made_in"), "EU28", errors.UnknownCountry, None, {"found": "EU28", "allowed": ["EU27"]}),
    (("life", "made_in"), "france", errors.OutOfRange, None, {"found": "france", "allowed": "A-Z 0-9 -"}),
    (("life", "user"), {}, errors.UnknownKey, None, {"allowed": ["made_in", "transport", "use", "end_of_life"]}),
    ((*S, "yields"), 1, errors.UnknownKey, None, {"allowed": ["process", "yield", "nesting", "buy_to_fly", "amount", "electricity", "heat", "offcuts"]}),
    (("allocation",), "half", errors.Unknown, None, {"found": "half"}),
    (("life", "transport", 0, "mode"), KeyError, errors.KeyMissing, None, {}),
    ((*P, "processes"), [STEP] * 21, errors.OutOfRange, None, {}),
    # processes
    (P, {"material": "plastic", "mass": 1, "processes": [STEP]}, errors.DoesNotApply, (*S, "process"), {"found": "press", "material": "plastic"}),
    (S, {"process": "roll", "nesting": 0.9}, errors.NotOfThisProcess, (*S, "nesting"), {"found": "roll", "allowed": "yield"}),
    (S, {"process": "press", "buy_to_fly": 2}, errors.NotOfThisProcess, (*S, "buy_to_fly"), {"found": "press", "allowed": "yield"}),
    (S, {"process": "stamp"}, errors.Needed, (*S, "nesting"), {"found": "stamp"}),
    (S, LASER, errors.Needed, (*S, "nesting"), {"found": "laser"}),
    (S, MILL, errors.Needed, (*S, "buy_to_fly"), {"found": "mill"}),
    (S, {"process": "shave"}, errors.Needed, (*S, "yield"), {"found": "shave"}),
    (S, {"process": "laser", "nesting": 0.9}, errors.AmountNeeded, (*S, "amount"), {"found": "laser", "unit": "m"}),
    (A, {"process": "weld"}, errors.AmountNeeded, (*A, "amount"), {"unit": "m"}),
    (S, SINTER, errors.Needed, (*S, "electricity"), {"found": "sinter"}),
    (A, MILL | {"buy_to_fly": 2}, errors.BelongsToAPart, (*A, "process"), {"found": "mill"}),
    (A, {"process": "press"}, errors.BelongsToAPart, (*A, "process"), {"found": "press"}),
    (A, {"process": "mould"}, errors.BelongsToAPart, (*A, "process"), {"found": "mould"}),
    (A, {"process": "weld", "amount": 2, "yield": 0.9}, errors.BelongsToAPart, (*A, "process"), {"found": "weld"}),
    (A, {"process": "weld", "amount": 2, "offcuts": {"waste": 1}}, errors.BelongsToAPart, (*A, "process"), {"found": "weld"}),
    # what the catalogue does not hold, and what hangs together
    ((*P, "material"), "stone", errors.NoRecycledForm, (*P, "recycled_content"), {"found": "stone"}),
    (("service_life",), KeyError, errors.ServiceLifeNeeded, (*P, "life"), {}),
    (("life", "use", "country"), KeyError, errors.NoPath, ("electricity",), {"found": "EU27"}),
]  # fmt: skip


def key(path) -> str:
    """Path of a value in the words of the file."""
    return "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in path).removeprefix(".")


def changed(path, value) -> dict:
    """The whole study with one value changed, or taken away when it is KeyError."""
    table = copy.deepcopy(WHOLE)
    place = table
    for each in path[:-1]:
        place = place.setdefault(each, {}) if isinstance(place, dict) else place[each]
    if value is KeyError:
        del place[path[-1]]
    elif isinstance(place, list) and path[-1] == len(place):
        place.append(value)
    else:
        place[path[-1]] = value
    return table


def run(table: dict, facts):
    """All that a study goes through."""
    study = reading.parse(table)
    check(study, facts)
    return cube(study, facts, Draws(1))


def test_the_whole_study_is_fine(workshop):
    assert run(WHOLE, workshop).total.shape == (1, 1, 16)


@pytest.mark.parametrize(
    ("path", "value", "error", "where", "said"), WRONG, ids=lambda each: key(each) if isinstance(each, tuple) else None
)
def test_what_is_wrong_is_said_with_key_value_and_rule(path, value, error, where, said, workshop):
    table = changed(path, value)
    if error is errors.NoPath:
        del table["alternatives"][0]["use"]
    with pytest.raises(error) as refused:
        run(table, workshop)
    assert type(refused.value) is error
    assert refused.value.where == key(where or path)
    assert {name: getattr(refused.value, name) for name in said} == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (LASER | {"nesting": 0.9}, {}),
        (MILL | {"buy_to_fly": 1}, {}),
        (MILL | {"yield": 0.5}, {}),
        (SINTER | {"electricity": 0}, {}),
        (SINTER | {"heat": 5}, {}),
        ({"process": "press"}, {"recycled_content": 0}),
        ({"process": "press", "offcuts": {"recycling": 0.3335, "waste": 0.6668}}, {}),
    ],
)
def test_what_is_just_right_is_taken(value, said, workshop):
    table = changed(S, value)
    table["alternatives"][0]["parts"][0] |= said
    assert run(table, workshop)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"life": {"use": {"energy": [{"carrier": "petrol", "per_year": 1}]}}}, "life.use"),
        ({"life": {"use": {"consumables": [{"material": "glue", "per_year": 1}]}}}, "life.use"),
        ({"electricity": "path", "life": {"use": {"country": "FR", "carried": {"vehicle": "tram", "distance": 9}}}}, "life.use"),
    ],
)
def test_what_is_per_year_needs_the_years(changes, where, workshop):
    """What a vehicle spends is over its whole distance, and needs none, unless its electricity is that of the years."""
    with pytest.raises(errors.ServiceLifeNeeded) as refused:
        check(made(one(), **changes), workshop)
    assert refused.value.where == where
    check(made(one(), life={"use": {"carried": {"vehicle": "tram", "distance": 9}}}), workshop)
    check(made(one(), service_life=5, **changes), workshop)


def test_names_of_the_catalogue_are_checked_too(facts):
    """A process done to the wrong material, cutting without its nesting and its length, in the catalogue itself."""
    for material, step, error in [
        ("aluminium-5754", {"process": "sheet-stamping"}, errors.DoesNotApply),
        ("steel-s355j2", {"process": "sheet-laser-cutting-thin-steel", "amount": 3}, errors.Needed),
        ("steel-s355j2", {"process": "sheet-laser-cutting-thin-steel", "nesting": 0.8}, errors.AmountNeeded),
        ("steel-s355j2", {"process": "waterjet-cutting", "nesting": 0.8, "amount": 3}, errors.Needed),
        ("steel-s355j2", {"process": "machining-steel"}, errors.Needed),
    ]:
        with pytest.raises(error):
            check(made(one(material=material, part={"processes": [step]})), facts)
    with pytest.raises(errors.NoRecycledForm):
        check(made(one(material="flax-epoxy", part={"recycled_content": 0.3})), facts)


def test_a_path_that_is_not_known_is_refused_before_anything_is_computed(workshop):
    """Only where electricity is asked for: petrol follows no path."""
    for vehicle, refused in (("tram", True), ("van", False)):
        study = made(one(), service_life=5, electricity="path", life={"use": {"carried": {"vehicle": vehicle, "distance": 9}}})
        with pytest.raises(errors.NoPath) if refused else contextlib.nullcontext():
            check(study, workshop)
    check(made(one(), electricity="path", life={"use": {"carried": {"vehicle": "van", "distance": 9}}}), workshop)  # nor needs years


def test_no_recycled_content_needs_no_recycled_form(workshop):
    assert run(table_of(one(material="stone", part={"recycled_content": 0})), workshop)


def test_a_published_coefficient_is_not_resized(facts):
    for vehicle, refused in (("car-hybrid", True), ("car-petrol", False)):
        ride = {"vehicle": vehicle, "distance": 10, "resizing": 0.5}
        study = made(one(material="steel-s355j2"), life={"use": {"carried": ride}})
        with pytest.raises(errors.NoResizing) if refused else contextlib.nullcontext():
            check(study, facts)


def test_joining_must_be_possible_for_a_part(facts):
    for material, refused in (("pp", True), ("stainless-304", False)):
        study = made(one(material=material, assembly=[{"process": "mag-welding-steel", "amount": 1}]))
        with pytest.raises(errors.DoesNotApply) if refused else contextlib.nullcontext():
            check(study, facts)
