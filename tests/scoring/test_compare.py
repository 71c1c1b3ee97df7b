"""Rows, ratios and probabilities against the cube they are read from; the gate says what stands in the way."""

import dataclasses

import numpy as np
import pytest
from scipy.stats import norm

from impact.model import edit, reading
from impact.scoring.compare import compare
from impact.scoring.gate import APART, CLOSE, blocked, confidence_class
from tests.conftest import EXAMPLES, ROOT, made, matter_only, one, panel


def example(name: str):
    return reading.load(ROOT / f"data/studies/{name}.toml")


@pytest.fixture(scope="module")
def bonnet(facts):
    return compare(example("bonnet"), facts)


@pytest.fixture(scope="module")
def matter(facts):
    """The bonnet of which only the material is stated, and its mass exactly."""
    return compare(matter_only(example("bonnet")).model_copy(update={"hypotheses": []}), facts)


def kinds(comparison) -> list[str]:
    return [each.kind for each in comparison.findings]


def test_rows_hold_every_cell_and_the_total(bonnet):
    assert list(bonnet.rows) == ["alternative", "indicator", "stage", "median", "low", "high", "unit", "status", "coverage", "mass_kg"]
    stages = ["material", "manufacture", "transport", "use", "end_of_life", "total"]
    assert bonnet.rows.stage[: len(stages)].tolist() == stages and len(bonnet.rows) == 5 * 16 * len(stages)
    known = bonnet.rows[bonnet.rows.status != "missing"]
    assert (known.low <= known["median"]).all() and (known["median"] <= known.high).all()
    missing = bonnet.rows[bonnet.rows.status == "missing"]
    assert missing[["median", "low", "high"]].isna().all(axis=None) and (missing.coverage == 0).all()


def test_the_interval_of_a_fixed_mass_is_that_of_its_factor(matter, facts):
    """Steel is the reference: 15 kg exactly, so median 15 x value and interval value / gsd^1.96 to value x gsd^1.96."""
    row = matter.rows.query("alternative == 'steel' and indicator == 'GWP-total' and stage == 'total'").iloc[0]
    fact = facts.factor.query("material == 'steel-galvanised-sheet' and indicator == 'GWP-total'").iloc[0]
    assert row["median"] == pytest.approx(15 * fact.value, rel=1e-3)
    assert row.low == pytest.approx(15 * fact.value / fact.gsd**1.96, rel=5e-3)
    assert row.high == pytest.approx(15 * fact.value * fact.gsd**1.96, rel=5e-3)


def test_probability_is_the_exact_one_where_it_is_known(facts):
    """Masses fixed: two lognormals drawn apart, P(A<B) = Phi(ln(mB/mA) / sqrt(sA^2 + sB^2))."""
    result = compare(made(one("pp", "pp", 1.0), one("abs", "abs", 0.7)), facts)
    cell = result.relative.query("alternative == 'abs' and indicator == 'GWP-total'").iloc[0]
    source = result.cube.inventory.source
    rows = facts.factor.query("indicator == 'GWP-total'").set_index(["material", "source"])
    a, b = rows.loc[("abs", source["abs"])], rows.loc[("pp", source["pp"])]
    exact = norm.cdf(np.log(b.value / (0.7 * a.value)) / np.hypot(np.log(a.gsd), np.log(b.gsd)))
    assert cell.lower == pytest.approx(exact, abs=0.015)
    assert cell.ratio == pytest.approx(0.7 * a.value / b.value, rel=0.01)


def test_the_baseline_is_one_and_never_unsure(bonnet):
    base = bonnet.relative.query("alternative == 'steel'")
    assert (base.ratio.dropna() == 1).all() and not base.unsure.any()


def test_ratios_do_not_depend_on_who_else_is_compared(facts):
    few = compare(panel("steel-s355j2", "aluminium-5754", source="best"), facts).relative
    more = compare(panel("steel-s355j2", "aluminium-5754", "cfrp-ud-epoxy", source="best"), facts).relative
    merged = few.merge(more, on=["alternative", "indicator"])
    np.testing.assert_array_equal(merged.ratio_x, merged.ratio_y)
    np.testing.assert_array_equal(merged.lower_x, merged.lower_y)


def test_partial_values_are_not_ranked(bonnet, matter):
    for each in (bonnet, matter):
        partial = each.rows.query("status == 'partial' and stage == 'total'")
        cells = each.relative.merge(partial[["alternative", "indicator"]])
        assert len(cells) == len(partial) > 0 and not cells.comparable.any() and cells.lower.isna().all()
    assert set(partial.alternative) == {"carbon-fibre"}


def test_doing_without_is_lower_in_every_draw(facts):
    """Of matter on every indicator; over the whole life on climate, for some treatments hold a credit that outweighs a little matter."""
    study = example("housing")
    cells = compare(matter_only(study), facts).relative.query("alternative == 'without'").dropna()
    assert (cells.ratio == 0).all() and (cells.lower == 1).all() and len(cells) > 9
    climate = compare(study, facts).relative.query("alternative == 'without' and indicator == 'GWP-total'").iloc[0]
    assert (climate.ratio, climate.lower, climate.status) == (0, 1, "known")


def test_the_gate_of_the_bonnet(bonnet, matter):
    assert kinds(matter) == ["along", "coverage", "suspect", "mixed_by_default", "apart", "forming"]
    assert kinds(bonnet) == ["along", "coverage", "suspect", "mixed_by_default", "apart", "netted", "forming", "twice"]
    apart = next(each for each in bonnet.findings if each.kind == "apart").facts["indicators"]
    assert {"WDP", "SQP", "IRP", "ODP", "EP-freshwater", "HTP-c", "HTP-nc", "ETP-fw"} <= set(apart)
    assert "GWP-total" not in apart and "ADPF" not in apart and "AP" not in apart
    coverage = next(each for each in bonnet.findings if each.kind == "coverage").facts
    assert coverage["complete"] == ["GWP-total"]


def test_no_order_across_sources_that_are_too_far_apart(matter, facts):
    """Steel is from one source, aluminium from another: no order on ozone; glass fibre shares the source of steel."""
    cells = matter.relative.set_index(["alternative", "indicator"])
    assert cells.apart["aluminium", "ODP"] and not cells.comparable["aluminium", "ODP"] and np.isnan(cells.lower["aluminium", "ODP"])
    assert not cells.apart["glass-fibre", "ODP"] and cells.comparable["glass-fibre", "ODP"]
    assert not cells.apart["aluminium", "GWP-total"] and not cells.apart["steel"].any()
    one = compare(matter.study.model_copy(update={"source": "oekobaudat-2023-generic"}), facts)
    assert not one.relative.apart.any()


def test_doing_without_has_no_source_to_be_apart(facts):
    cells = compare(example("bottle"), facts).relative.query("alternative == 'tap'")
    assert len(cells) == 16 and not cells.apart.any()


def test_one_source_says_what_it_lacks(facts):
    study = example("bonnet").model_copy(update={"source": "oekobaudat-2023-generic"})
    result = compare(study, facts)
    lacking = next(each for each in result.findings if each.kind == "uncovered").facts
    assert lacking["materials"] == ["cfrp-quasi-isotropic", "flax-epoxy"]
    assert "mixed" not in kinds(result)


def test_a_mix_by_choice_is_stamped(facts):
    study = example("bonnet").model_copy(update={"source": "best"})
    mixed = next(each for each in compare(study, facts).findings if each.kind == "mixed")
    assert mixed.stamp and not mixed.blocks


def test_a_given_mass_among_sized_ones_waits_for_an_override(facts):
    parts = [
        {"id": "steel", "parts": [{"material": "steel-s355j2"}]},
        {"id": "used", "parts": [{"material": "steel-s355j2", "mass": 9.0}]},
    ]
    sizing = {"reference": "steel", "mass": 10.0, "constraints": [{"function": "panel-stiffness"}]}
    changes = {"alternatives": parts, "baseline": "steel", "sizing": sizing}
    assert blocked(compare(panel("steel-s355j2", **changes), facts).findings)
    overridden = compare(panel("steel-s355j2", **changes, overrides=["function"]), facts)
    assert not blocked(overridden.findings)
    assert [each.kind for each in overridden.findings if each.stamp] == ["given"]


def test_the_gate_says_what_holds_along_the_fibre_only(bonnet, facts):
    along = next(each for each in bonnet.findings if each.kind == "along").facts
    assert along == {"alternatives": ["flax-fibre"]}
    assert "along" not in kinds(compare(example("busbar"), facts))


def test_the_gate_says_whose_forming_is_counted_and_where_sources_disagree(bonnet, facts):
    forming = next(each for each in bonnet.findings if each.kind == "forming").facts
    assert forming == {"alternatives": ["steel", "glass-fibre"]}
    bottle = compare(example("bottle"), facts)
    disputed = next(each for each in bottle.findings if each.kind == "disputed").facts
    assert {"pet", "pet-recycled"} <= set(disputed["alternatives"]) and disputed["factor"] == CLOSE
    declared = next(each for each in bottle.findings if each.kind == "declared")
    assert declared.stamp


def test_a_reference_that_lacks_the_property_is_the_one_named(facts):
    study = example("wall")
    sizing = study.sizing.model_copy(update={"reference": "hemp"})
    result = compare(study.model_copy(update={"sizing": sizing}), facts)
    assert kinds(result)[0] == "reference" and "unsized" not in kinds(result) and "coverage" not in kinds(result)


def test_doing_without_alone_and_a_baseline_of_nothing(facts):
    """No alternative with a part: nothing to compare, no crash. A baseline of 0 gives no ratio, and still an order."""
    study = example("housing")
    alone = edit.following(study, study.model_copy(update={"alternatives": study.alternatives[-1:], "baseline": "without", "sizing": None}))
    assert (compare(alone, facts).rows["median"] == 0).all()
    cells = compare(study.model_copy(update={"baseline": "without"}), facts).relative.query("indicator == 'GWP-total'")
    made = cells[cells.alternative != "without"]
    assert made.ratio.isna().all() and (made.lower == 0).all() and made.comparable.all() and not made.apart.any()


def test_indicators_that_no_two_sources_share_are_not_ranked_across_them(facts):
    few = dataclasses.replace(facts, gap=facts.gap[facts.gap.indicator != "AP"])
    cells = compare(example("bonnet"), few).relative
    assert cells.query("alternative == 'aluminium' and indicator == 'AP'").apart.all()


def test_what_cannot_be_sized_is_named_with_what_lacks(facts):
    result = compare(example("wall"), facts)
    assert {"alternative": "hemp", "properties": ["thermal_conductivity"]} in [each.facts for each in result.findings]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_can_be_compared_on_climate(path, facts):
    result = compare(reading.load(path), facts)
    climate = result.relative[result.relative.indicator == "GWP-total"]
    assert climate.comparable.sum() >= 2
    assert not blocked(result.findings)


def test_confidence_classes():
    assert [confidence_class(value) for value in (1.0, 1.5, 1.6, APART, 3.1)] == ["high", "high", "medium", "medium", "low"]


def test_confidence_of_the_catalogue(facts):
    typical = facts.gap.set_index("indicator").typical
    assert confidence_class(typical["GWP-total"]) == "high" and confidence_class(typical["ADPF"]) == "high"
    assert confidence_class(typical["AP"]) == "medium" and confidence_class(typical["WDP"]) == "low"


def test_a_stage_that_others_state_is_missing_and_said(workshop):
    """One alternative says how it is made and moved, the other does not: no order between them, and the gate names the stages."""
    leg = {"mode": "truck", "distance": 100}
    made_and_moved = one("a", part={"processes": [{"process": "press"}]}, transport=[leg])
    result = compare(made(made_and_moved, one("b"), service_life=5), workshop)
    uneven = [each.facts for each in result.findings if each.kind == "uneven"]
    assert uneven == [{"stage": stage, "alternatives": ["b"]} for stage in ("manufacture", "transport")]
    climate = result.rows.query("indicator == 'GWP-total' and alternative == 'b'").set_index("stage")
    assert climate.status.to_dict() == {"material": "known", "manufacture": "missing", "transport": "missing", "total": "partial"}
    assert climate.coverage.to_dict() == {"material": 1, "manufacture": 0, "transport": 0, "total": pytest.approx(1 / 3)}
    assert climate["median"].isna().to_dict() == {"material": False, "manufacture": True, "transport": True, "total": False}
    cells = result.relative.query("indicator == 'GWP-total'").set_index("alternative")
    assert not cells.comparable["b"] and np.isnan(cells.lower["b"])
    assert "uneven" not in kinds(compare(made(made_and_moved, one("b", part={"processes": []}, transport=[]), service_life=5), workshop))


def test_what_is_common_to_all_makes_no_order_unsure(workshop):
    """Two alternatives that differ in mass alone share every draw: the lighter is lower in each, however uncertain the rest."""
    life = {
        "transport": [{"mode": "truck", "distance": 100}],
        "use": {"carried": {"vehicle": "van", "distance": 1e5}},
        "end_of_life": "usual",
    }
    worked = {"processes": [{"process": "press"}]}
    study = made(one("a", mass=20, part=worked), one("b", mass=19, part=worked), allocation="substitution", life=life)
    cell = compare(study, workshop).relative.query("indicator == 'GWP-total' and alternative == 'b'").iloc[0]
    assert cell.lower == 1 and (cell.ratio, cell.low, cell.high) == pytest.approx((0.95, 0.95, 0.95))


def test_a_credit_inside_the_data_is_said(bonnet):
    """Glass fibre is burnt with recovery, and its data set nets the energy: the gate names the indicators, climate is not one."""
    netted = next(each for each in bonnet.findings if each.kind == "netted").facts
    assert "glass-fibre" in netted["alternatives"] and "steel" not in netted["alternatives"] and "GWP-total" not in netted["indicators"]
