"""Substitutes: the masses and ratios of a comparison, unknown left unknown, no order across sources apart, and records kept in the file."""

import dataclasses

import numpy as np
import pytest

from impact import errors
from impact.model import change, reading, writing
from impact.model.checking import check
from impact.model.edit import tables
from impact.model.supply import carried
from impact.scoring.candidates import candidates
from impact.scoring.compare import compare
from impact.scoring.criteria import MET, PARTLY, UNKNOWN, UNMET, Limit, Sieve
from impact.scoring.gate import apart
from impact.scoring.substitutes import Asked, part_of, substitutes
from tests.conftest import EXAMPLES, made, one, panel

STEEL, HOT = "steel-galvanised-sheet", "property:max_service_temperature"
BONNET = panel(STEEL, "aluminium-5754", "pp", mass=15.0)
RECORD = {"alternative": STEEL, "part": 0, "material": "pp", "verdict": "rejected", "reason": {"en": "Too soft.", "fr": "Trop souple."}}


@pytest.fixture(scope="module")
def columns(facts):
    return candidates(facts, carried(facts.supply, facts.material.id.tolist()))


@pytest.fixture(scope="module")
def found(facts, columns):
    """For the bonnet, at least 120 °C and no critical raw material."""
    return substitutes(BONNET, facts, columns, Asked(STEEL, 0), Sieve((Limit(HOT, least=120.0),), uncritical=True)).set_index("material")


def test_equal_function_is_that_of_a_comparison(facts, found):
    """Mass of aluminium and its climate ratio: those of the study at the medians, and the same by hand.

    By hand: m = 15 kg rho_al / rho_st (E_st / E_al)**(1/3), at the middles of the ranges of the catalogue.
    """
    middle = facts.property.assign(middle=(facts.property["min"] + facts.property["max"]) / 2).set_index(["material", "property"]).middle
    al, st = ({name: middle[each, name] for name in ("density", "youngs_modulus")} for each in ("aluminium-5754", STEEL))
    by_hand = 15 * al["density"] / st["density"] * (st["youngs_modulus"] / al["youngs_modulus"]) ** (1 / 3)
    row = found.loc["aluminium-5754"]
    assert row.mass == pytest.approx(by_hand) and row.mass_low <= row.mass * (1 + 1e-9) <= row.mass_high * (1 + 2e-9)
    assert found.loc["pp"].mass_low < found.loc["pp"].mass < found.loc["pp"].mass_high
    comparison = compare(BONNET.model_copy(update={"source": "best"}), facts, draws=4096)
    assert row.mass == pytest.approx(np.median(comparison.cube.masses.total("aluminium-5754")), rel=0.005)
    cells = comparison.relative.set_index(["alternative", "indicator"])
    for material in ("aluminium-5754", "pp"):
        for name in ("GWP-total", "AP", "ADPF"):
            cell = cells.loc[material, name]
            assert found.loc[material, f"ratio:{name}"] == pytest.approx(cell.ratio, rel=0.02)
            if cell.comparable:
                assert found.loc[material, f"lower:{name}"] == pytest.approx(cell.lower, abs=0.03)
            else:
                assert np.isnan(found.loc[material, f"lower:{name}"])


def test_the_present_material_is_no_substitute_and_every_other_has_a_row(facts, found):
    assert STEEL not in found.index and len(found) == len(facts.material) - 1


def test_states_part_the_indicators(facts, found):
    """Each indicator is gained, lost, open or lacking, and only one of these."""
    every = facts.indicator.id.tolist()
    for row in found.itertuples():
        assert sorted([*row.gained, *row.lost, *row.open, *row.lacking]) == sorted(every)
    for name in every:
        lower, state = found[f"lower:{name}"], found[f"state:{name}"]
        assert (lower[state == "lower"] >= 0.95).all() and (lower[state == "higher"] <= 0.05).all()
        assert lower[~state.isin(["lower", "higher", "close"])].isna().all()


def test_unknown_stays_unknown(facts, columns, found):
    """A material without service temperature neither passes nor goes; one without a factor has no ratio."""
    flax = found.loc["flax-epoxy"]
    assert flax[f"asked:{HOT}"] == UNKNOWN and flax.unknown >= 1 and flax.verdict == UNKNOWN
    for at, material in enumerate(columns.names):
        if material != STEEL and np.isnan(columns.factors["WDP"][1, at]):
            assert found.loc[material, "state:WDP"] == "missing" and np.isnan(found.loc[material, "ratio:WDP"])
    assert (found.loc[found.mass.isna(), "state:GWP-total"] == "missing").all()
    assert (found.critical[found["asked:uncritical"] == UNKNOWN] == "unknown").all()


def test_steel_without_a_modulus_gives_no_mass_to_any(facts, columns):
    property_ = facts.property[~((facts.property.material == STEEL) & (facts.property.property == "youngs_modulus"))]
    less = dataclasses.replace(facts, property=property_)
    table = substitutes(BONNET, less, candidates(less), Asked(STEEL, 0), Sieve())
    assert table.mass.isna().all() and all(len(each) == len(facts.indicator) for each in table.lacking)
    assert (table.verdict == MET).all()  # nothing is asked


def test_a_present_material_that_is_switched_off_leaves_everything_unknown(facts):
    less = dataclasses.replace(facts, material=facts.material[facts.material.id != STEEL])
    table = substitutes(BONNET, less, candidates(less), Asked(STEEL, 0), Sieve())
    assert len(table) == len(facts.material) - 1 and all(len(each) == len(facts.indicator) for each in table.lacking)


def test_a_constraint_removes_and_counts(facts, found):
    low, rows = found[f"asked:{HOT}"], facts.property[facts.property.property == "max_service_temperature"].set_index("material")
    expected = dict.fromkeys(found.index, UNKNOWN)
    for name, least, most in zip(rows.index, rows["min"], rows["max"], strict=True):
        if name in expected:
            expected[name] = MET if least >= 120 else UNMET if most < 120 else PARTLY
    assert low.to_dict() == expected and set(expected.values()) == {MET, PARTLY, UNKNOWN, UNMET}
    assert (found.verdict >= low).all() and (found.verdict[low == UNMET] == UNMET).all()
    assert (found.verdict[found.critical == "critical"] == UNMET).all()


def test_sources_apart_give_no_order(facts, columns, found):
    held = dataclasses.make_dataclass("Held", ["indicators"])(facts.indicator.id.tolist())
    far = apart(facts, held)
    assert far
    source = dict(zip(columns.names, columns.source, strict=True))
    for name in far:
        across = found[[source[each] != source[STEEL] for each in found.index]]
        assert not across[f"state:{name}"].isin(["lower", "higher", "close"]).any()
    same = found[[source[each] == source[STEEL] for each in found.index]]
    assert not (same.filter(like="state:") == "apart").any(axis=None)


def test_a_lower_bound_gives_no_order(columns, found):
    for name in ("GWP-total", "AP"):
        bound = [
            each for each in found.index if columns.at_least[name][columns.at(each)] and not np.isnan(found.loc[each, f"ratio:{name}"])
        ]
        assert set(found.loc[bound, f"state:{name}"]) <= {"bound"}


def test_a_given_mass_needs_a_rule(facts, columns):
    """Equal volume of 2 kg: the ratio of densities; without a rule, no mass and no indicator."""
    study = made(one("a", "pp", part={"quantity": 3}))
    bare = substitutes(study, facts, columns, Asked("a", 0), Sieve())
    assert bare.mass.isna().all() and all(len(each) == len(facts.indicator) for each in bare.lacking)
    ruled = substitutes(study, facts, columns, Asked("a", 0, "volume"), Sieve()).set_index("material")
    middle = (facts.property["min"] + facts.property["max"]).where(facts.property.property == "density").div(2)
    density = dict(zip(facts.property.material[middle.notna()], middle.dropna(), strict=True))
    assert ruled.mass["abs"] == pytest.approx(6.0 * density["abs"] / density["pp"])
    assert part_of(study, Asked("a", 0, "volume")).mass == 6.0


def test_a_substitute_takes_what_fits_and_leaves_the_rest(facts):
    part = {"material": STEEL, "processes": [{"process": "sheet-stamping"}], "recycled_content": 0.2, "origin": "new"}
    ends = {"end_of_life": {"recycling": 0.95, "landfill": 0.05}, "note": {"en": "x", "fr": "x"}}
    sizing = {"reference": "a", "mass": 15, "constraints": [{"function": "panel-stiffness"}]}
    study = made({"id": "a", "parts": [part]} | ends, sizing=sizing, life={"made_in": "FR"})
    gone = change.unfit(study, 0, 0, "pp", facts)
    assert gone == ["process:sheet-stamping", "recycled_content", "end_of_life", "note"]
    new = change.with_substitute(study, 0, 0, "pp", facts)
    check(new, facts)
    assert new.alternatives[0] == study.alternatives[0] and new.alternatives[1].id == "pp" and new.alternatives[1].note is None
    assert new.alternatives[1].parts[0].model_dump(exclude_none=True, exclude_defaults=True) == {"material": "pp", "end_of_life": "usual"}
    same = change.unfit(study, 0, 0, "steel-s235jr", facts)
    assert "end_of_life" not in same and "process:sheet-stamping" not in same and "recycled_content" in same
    kept = change.with_substitute(study, 0, 0, "steel-s235jr", facts)
    check(kept, facts)
    assert kept.alternatives[1].parts[0].processes == study.alternatives[0].parts[0].processes
    assert kept.alternatives[1].parts[0].end_of_life is None and kept.alternatives[1].end_of_life == study.alternatives[0].end_of_life


@pytest.mark.parametrize("name", ["pp", "aluminium-5754", "flax-epoxy", "balsa", "abs", "magnesium-primary", "steel-c45"])
def test_what_is_left_of_every_example_is_possible(facts, name):
    """Whatever part of whatever example it replaces, the copy passes every check."""
    for path in EXAMPLES:
        study = reading.load(path)
        for at, each in enumerate(study.alternatives):
            for number in range(len(each.parts)):
                check(change.with_substitute(study, at, number, name, facts), facts)


def test_records_are_kept_in_the_file(facts):
    full = RECORD | {"by": "R&D", "verdict": "accepted"}
    study = change.added(change.added(BONNET, ("considered",), RECORD), ("considered",), full)
    check(study, facts)
    again = reading.loads(writing.dumps(study, {"en": "x"}).encode())
    assert again.considered == study.considered and again.considered[1].by == "R&D"
    dated = writing.dumps(study, {"en": "x"}).replace('by = "R&D"', 'by = "R&D"\ndate = 2026-11-03')
    assert reading.loads(dated.encode()).considered[1].date.year == 2026


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"verdict": "perhaps"}, errors.Unknown),
        ({"reason": {}}, errors.OutOfRange),
        ({"part": -1}, errors.OutOfRange),
        ({"why": "x"}, errors.UnknownKey),
        ({"material": "unobtainium"}, errors.UnknownMaterial),
        ({"part": 1}, errors.OutOfRange),
    ],
)
def test_records_are_read_strictly(facts, wrong, problem):
    with pytest.raises(problem) as caught:
        check(reading.parse(tables(BONNET) | {"considered": [RECORD | wrong]}), facts)
    assert caught.value.where.startswith("considered[0]")


def test_a_record_without_a_reason_is_refused():
    with pytest.raises(errors.KeyMissing) as caught:
        reading.parse(tables(BONNET) | {"considered": [{key: value for key, value in RECORD.items() if key != "reason"}]})
    assert caught.value.where == "considered[0].reason"


def test_records_follow_parts_and_go_with_what_they_are_about():
    parts = [{"material": name, "mass": 1.0} for name in ("pp", "abs", "pc")]
    records = [RECORD | {"alternative": "a", "part": number, "material": "pom"} for number in range(3)]
    records += [RECORD | {"alternative": "b", "part": 0}]
    study = made({"id": "a", "parts": parts}, one("b"), considered=records)
    less = change.removed(study, ("alternatives", 0, "parts", 1))
    assert [(each.alternative, each.part) for each in less.considered] == [("a", 0), ("a", 1), ("b", 0)]
    without = change.without_alternative(less, 0)
    assert [each.alternative for each in without.considered] == ["b"]
    assert change.removed(without, ("considered", 0)).considered == []


def test_at_most_thirteen_alternatives(facts):
    study = BONNET
    while len(study.alternatives) < 13:
        study = change.with_alternative(study, "pp")
    with pytest.raises(errors.TooMany):
        change.with_substitute(study, 0, 0, "abs", facts)
