"""What an assessment says in words, tables and figures, in both languages."""

import re
from math import inf, log10

import numpy as np
import pytest

from impact.model import reading
from impact.model.budget import Budget
from impact.scoring import boundaries
from impact.scoring.compare import compare
from impact.views import claim_tables, claims, reports, sentences
from impact.views.charts import claim_wheel, dots, verdicts
from impact.views.claims import Claims
from impact.views.names import Names
from impact.views.texts import languages, texts
from tests.conftest import EXAMPLES, ROOT


def assessed(facts, language: str, study: str = "bonnet", **changes) -> Claims:
    loaded = reading.load(ROOT / f"data/studies/{study}.toml")
    budget = loaded.budget or Budget(quantity=1000.0, country="FR", price=100.0)
    comparison = compare(loaded, facts, 256)
    return Claims(boundaries.assess(comparison, budget.model_copy(update=changes)), Names(comparison, texts(language)))


@pytest.fixture(scope="module", params=languages())
def held(request, facts) -> Claims:
    return assessed(facts, request.param)


#: Claims that no budget can carry, and readings that would make one verdict of it.
FORBIDDEN = {
    "en": r"sustainab|\bsafe|green|compatible with|science-based|\bbest\b|winner|\bgood\b|acceptable|\bscore\b",
    "fr": r"durable|\bsûre?s?\b|\bverte?s?\b|compatible avec|meilleur|gagnant|acceptable|\bscore\b|soutenable",
}


#: Name of a control variable, not a claim.
WATER = {"en": "green water", "fr": "eau verte"}


@pytest.mark.parametrize("study", [path.stem for path in EXAMPLES])
@pytest.mark.parametrize("language", languages())
def test_no_generated_sentence_claims_more_than_a_budget(facts, language, study):
    held = assessed(facts, language, study)
    told = [line for line in reports.assessed(held) if line not in sentences.findings(held.names)]  # the gate speaks of data, in words of its own
    said = "\n".join(told).lower().replace(WATER[language], "")
    assert not re.findall(FORBIDDEN[language], said), re.findall(FORBIDDEN[language], said)
    assert "nan" not in re.findall(r"[a-z]+", said) and "{" not in said


def test_the_bonnet_in_france_answers_what_is_asked(held):
    """Which indicators are robustly beyond, which contested, and which choice turns them."""
    climate = held.rows["steel", "GWP-total"]
    assert climate.word == "beyond" and held.rows["flax-fibre", "GWP-total"].word == "contested"
    said = held.verdict("flax-fibre", "GWP-total")
    assert held.principle("grandfathering") in said and held.words("verdict.contested") in said
    assert held.words("turn.beyond", principles="").split(":")[0].strip() in held.verdict("steel", "GWP-total")


def test_a_partial_total_is_never_said_to_be_within(held):
    for row in held.rows.values():
        if row.more:
            assert row.word != "within"
            assert held.words("turn.within", principles="").split(":")[0].strip() not in "".join(held.turns(row))


def test_every_verdict_is_told_with_rule_and_capacity(held):
    names = [held.principle(name) for name in held.principles]
    assert all(name in held.context() for name in names)
    for (alternative, indicator), row in held.rows.items():
        if row.word not in ("missing", "unset"):
            assert any(name in held.verdict(alternative, indicator) for name in names)


def test_by_hand_the_last_line_is_the_ratio_of_the_cell(held):
    cells = held.assessment.cells.set_index(["alternative", "indicator", "principle", "set"]).ratio
    for principle in held.principles:
        last = held.by_hand("aluminium", "GWP-total", principle, "jrc-2023-max")[-1]
        assert held.words.number(cells["aluminium", "GWP-total", principle, "jrc-2023-max"], 4) in last


def test_by_hand_a_reader_comes_to_the_same_number(facts):
    """Only from the digits on the page: impact, share of people, share of value, capacity."""
    lines = assessed(facts, "en").by_hand("steel", "GWP-total", "equal-per-capita", "jrc-2023-min")

    def number(text: str) -> float:
        found = re.fullmatch(r"([\d.,]+)(?:\u00a0×\u00a010([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?", text.strip())
        power = (found[2] or "").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
        return float(found[1].replace(",", "")) * 10 ** int(power or 0)

    impact = number(lines[0].split(": ")[1].split(" kg")[0])
    people, value = (number(line.rsplit(" = ", 1)[1]) for line in lines[1:3])
    capacity = number(lines[4].split(": ")[1].split(" kg")[0])
    assert impact * 100_000 / (people * value * capacity) == pytest.approx(number(lines[-1].rsplit("= ", 1)[1].removesuffix(" shares")), rel=2e-4)


def test_map_and_table_agree(held):
    figure, table = verdicts.verdict_map(held), claim_tables.overview(held)
    cells = [text for trace in figure.data for text in trace.text]
    assert len(cells) == len(table) * (len(table.columns) - 1) == 14 * 5
    assert sum(held.words("verdict_short.beyond") in each for each in cells) == 5
    assert not {"ADPF", "ADPE"} & {row.indicator for row in held.rows.values() if row.kind == "capacity"}
    assert len(claim_tables.overview(held, "target")) == 2


def test_the_figure_has_the_line_at_one_and_the_band_of_the_convention(held):
    rows = [dots.row_of(held, row, "x") for row in held.rows.values() if row.alternative == "steel" and row.word not in ("missing", "unset")]
    figure = dots.dots(rows, held.words)
    assert figure.layout.xaxis.type == "log" and [shape.x0 for shape in figure.layout.shapes] == [1]
    band = next(trace for trace in figure.data if trace.fill == "toself")
    assert set(band.x) == {1, dots.CONVENTION} and band.fillpattern.shape == "/" and "convention" in band.name
    marks = [trace for trace in figure.data if trace.mode == "markers"]
    assert sum(len(trace.x) for trace in marks) == len(rows)


def test_values_beyond_the_axis_stand_at_its_edge_as_arrows(held):
    nothing = dots.Row("a", "within", 0, 0, 0, 0, 0, "0", "")
    endless = dots.Row("b", "beyond", inf, inf, inf, inf, inf, "∞", "")
    figure = dots.dots([nothing, endless], held.words)
    symbols = [symbol for trace in figure.data if trace.mode == "markers" for symbol in trace.marker.symbol]
    assert sorted(symbols) == ["triangle-left", "triangle-right"]
    left, right = figure.layout.xaxis.range
    for trace in figure.data:
        if trace.mode == "markers":
            assert all(left - 1e-9 <= log10(value) <= right + 1e-9 for value in trace.x)


def test_the_wheel_has_equal_wedges_on_a_printed_scale_and_hatches_what_is_not_assessed(held):
    wedges = claim_wheel.wedges(held, "steel", "equal-per-capita", "sala-2020")
    figure = claim_wheel.claim_wheel(held, wedges)
    assert len(wedges) == 14 and len({trace.width for trace in figure.data if trace.type == "barpolar"}) == 1
    gaps = [wedge for wedge in wedges if np.isnan(wedge.radius)]
    assert {wedge.label for wedge in gaps} == {held.names.indicator(each, "short") for each in ("IRP", "SQP")}  # no data; no capacity in Pt
    assert claim_wheel.scaled(1) == 0.5 and claim_wheel.scaled(100) == claim_wheel.scaled(1e4) == claim_wheel.scaled(inf) == 1
    assert claim_wheel.scaled(0) == claim_wheel.scaled(-2) == 0 and claim_wheel.scaled(10) == pytest.approx(0.75)
    assert not any(wedge.further for wedge in wedges)  # none is beyond the rim


def test_joint_probabilities_never_stand_alone(held):
    table = claim_tables.joint(held)
    assert len(table) == 5 and all("(" in cell for cell in table.iloc[:, 1])


def test_a_capacity_without_budget_is_said_out_loud(facts):
    for language in languages():
        held = assessed(facts, language, capacities=["climate-1wm2-2100"])
        assert any("∞" in line for line in held.reservations())
        assert held.span(held.rows["steel", "GWP-total"]) == "∞" and held.rows["steel", "AP"].word == "unset"
        assert held.assessment.joint.empty and reports.assessed(held)


def test_what_is_not_covered_is_named(held):
    said = " ".join(claims.uncovered(held.names))
    for part in ("functional-integrity", "green-water", "novel-entities", "genetic-diversity", "ocean"):
        assert held.names.labels.of("part", part) in said


def test_an_older_edition_of_the_indicators_is_said(held):
    (said,) = claims.drifted(held.names)
    assert held.names.indicator("HTP-nc", "short") in said and held.names.indicator("PM", "short") not in said


def test_figures_carry_all_that_computes_them_again(held):
    rows = claim_tables.figures(held)
    words = held.words
    known = rows.dropna(subset=[words("table.share"), words("table.of_budget")])
    climate = known[known[words("table.indicator")] == held.names.indicator("GWP-total")].iloc[0]
    impact = held.names.totals["steel", "GWP-total"].median * held.assessment.budget.quantity
    budget = climate[words("table.share")] * climate[words("table.capacity_value")]
    assert impact / budget == pytest.approx(climate[words("table.of_budget")], rel=1e-9)
    assert len(rows) == len(held.assessment.cells)


def test_days_of_one_person_are_those_of_the_capacity_and_the_population(held):
    """280 kg of 6.81e12 kg for 8 064 057 930 people (World Bank, 2023): 121 days."""
    rows = held.personal.set_index(["alternative", "indicator", "set"])
    median = held.names.totals["steel", "GWP-total"].median
    assert rows.days["steel", "GWP-total", "jrc-2023-min"] == pytest.approx(365.25 * median * 8_064_057_930 / 6.81e12, rel=1e-12)
    written = claim_tables.days(held.names, held.personal)
    assert len(written) == 5 and len(written["steel"]) == 16
    assert np.isfinite(rows.world).any()
