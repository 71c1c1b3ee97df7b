"""What an assessment says in words, tables and figures, in both languages."""

import dataclasses
import functools
import re
from collections.abc import Callable, Iterable
from math import inf, log10

import numpy as np
import pytest

from impact.model import reading
from impact.model.budget import Budget
from impact.scoring import boundaries
from impact.scoring.compare import Comparison, compare
from impact.views import claim_tables, claims, reports
from impact.views.charts import claim_wheel, dots, verdicts
from impact.views.charts.wheel import key
from impact.views.claims import Claims
from impact.views.method import Method
from impact.views.names import Names
from impact.views.shares import by_hand
from impact.views.texts import languages, texts
from tests.conftest import EXAMPLES, ROOT, matter_only


@pytest.fixture(scope="module")
def compared(facts) -> Callable[[str], Comparison]:
    """Worked examples by name, each compared once."""
    return functools.cache(lambda study: compare(reading.load(ROOT / f"data/studies/{study}.toml"), facts, 256))


def assessed(compared, language: str, study: str = "bonnet", **changes) -> Claims:
    comparison = compared(study)
    budget = comparison.study.budget or Budget(quantity=1000.0, country="FR", price=100.0)
    return Claims(boundaries.assess(comparison, budget.model_copy(update=changes)), Names(comparison, texts(language)))


@pytest.fixture(scope="module", params=languages())
def held(request, compared) -> Claims:
    return assessed(compared, request.param)


#: Claims that no budget can carry, and readings that would make one verdict of it.
FORBIDDEN = {
    "en": r"sustainab|\bsafe|green|compatible with|science-based|\bbest\b|winner|\bgood\b|acceptable|\bscore\b",
    "fr": r"durable|\bsûre?s?\b|\bverte?s?\b|compatible avec|meilleur|gagnant|acceptable|\bscore\b|soutenable",
}


#: Names of a control variable and of a journal, and what the gate says of sources: no claims.
NAMES = {
    "en": ("green water", "nature sustainability", "so the best for each is used"),
    "fr": ("eau verte", "nature sustainability", "la meilleure est prise pour chacun"),
}


def claimed(said: str, language: str) -> list[str]:
    """Forbidden words in a text."""
    text = re.sub(r"\s+", " ", said.replace("\\", "")).lower()
    for name in NAMES[language]:
        text = text.replace(name, "")
    return re.findall(FORBIDDEN[language], text)


def sound(lines: Iterable[str], language: str):
    """Sentences without a forbidden word, an unfilled blank, or a number that is none."""
    said = "\n".join(lines)
    assert not claimed(said, language), claimed(said, language)
    assert not (found := re.findall(r".*(?:[{}]|\b(?:nan|NaN|None|inf|Infinity)\b).*", said)), found[:3]


def test_words_that_claim_too_much_are_found_and_names_are_not():
    """The test of the test: each word is caught in a sentence, and what is allowed is not."""
    for said in (
        "A sustainable bonnet",
        "the best material",
        "Green steel",
        "safe",
        "compatible with planetary boundaries",
        "science-based",
    ):
        assert claimed(said, "en"), said
    for said in ("Un capot durable", "la meilleure", "acier vert", "C’est sûr", "compatible avec les limites", "le gagnant"):
        assert claimed(said, "fr"), said
    assert not claimed("Green water, open; so the best for each is used", "en") and not claimed("Eau verte, ouverte", "fr")


@pytest.mark.parametrize("study", [path.stem for path in EXAMPLES])
@pytest.mark.parametrize("language", languages())
def test_no_generated_sentence_claims_more_than_a_budget(compared, language, study):
    sound(reports.assessed(assessed(compared, language, study)), language)


@pytest.mark.parametrize("language", languages())
def test_the_method_claims_no_more_than_a_budget(facts, language):
    method = Method(facts, texts(language))
    tables = (method.symbols(), method.capacities(), method.capacities("target"), method.singles(), method.sets(), method.links())
    said = [str(cell) for table in tables for cell in [*table, *table.to_numpy().ravel()]]
    said += [text for each in method.principles() for text in each.values()] + [text for text, _ in method.criticisms()]
    said += [*method.verdicts(), *method.verdicts().values(), method.band(), method.climate(), *method.linked()]
    said += [
        text
        for name, text in texts(language).entries.items()
        if name.startswith(("method.", "limits.", "verdict", "turn.", "claim_wheel."))
    ]
    assert len(said) > 200 and not claimed("\n".join(said), language), claimed("\n".join(said), language)


#: Capacities beside the usual ones: one that leaves no budget, a target alone, a single number.
SETS = (None, ["climate-1wm2-2100", "climate-2c"], ["lund-2025"], ["climate-1wm2"])


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("sets", SETS, ids=lambda sets: "+".join(sets or ["usual"]))
@pytest.mark.parametrize("price", [20.0, None], ids=["priced", "unpriced"])
@pytest.mark.parametrize("study", ["bonnet", "bottle", "wall", "frame"])
def test_every_cell_is_told_without_an_error_or_a_blank(compared, study, price, sets, language):
    """Each alternative, indicator, principle and set: by hand, as a verdict, in the figure, on the wheel; with data or without."""
    held = assessed(compared, language, study, price=price, capacities=sets)
    cells, rows = held.assessment.cells, list(held.rows.values())
    assert len(cells) == len(held.assessment.capacity) * len(held.principles) * len(held.names.comparison.cube.alternatives) > 0
    said = [line for cell in cells.itertuples() for line in by_hand(held, cell.alternative, cell.indicator, cell.principle, cell.set)]
    said += [held.verdict(*cell) for cell in held.rows]
    said += [*held.grouped(rows), *held.grouped(rows, "alternative"), *held.tally(), *held.reservations(), held.context(), held.stamp()]
    figure = [dots.row_of(held, row, "x") for row in rows]
    said += [text for row in figure for text in (row.written, row.hover)]
    dots.dots(figure, held.words)
    for alternative, principle, capacity in cells[["alternative", "principle", "set"]].drop_duplicates().itertuples(index=False):
        wedges = claim_wheel.wedges(held, alternative, principle, capacity)
        assert len(wedges) == 14
        said += [text for wedge in wedges for text in (wedge.label, wedge.written, wedge.hover)] + [key(wedges, held.words)]
    wheel = claim_wheel.claim_wheel(held, wedges)
    said += [trace.name for trace in wheel.data if trace.name]
    for kind in ("capacity", "target"):
        table = claim_tables.overview(held, kind)
        said += [str(cell) for cell in table.to_numpy().ravel()]
    for alternative, indicator in held.rows:
        if len(table := claim_tables.matrix(held, alternative, indicator)):
            said += [str(cell) for cell in [*table, *table.to_numpy().ravel()]]
    sound(said, language)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("study", ["bonnet", "bottle", "wall", "frame"])
def test_grandfathering_alone_has_no_robust_word(compared, study, language):
    """Without a price there is one rule: neither the map nor a sentence says robustly."""
    held = assessed(compared, language, study, price=None, own=None, portion=None)
    assert held.principles == ["grandfathering"] and {row.word for row in held.rows.values()} <= {"alone", "missing", "unset"}
    robust = {held.words(f"verdict.{word}") for word in ("beyond", "within")}
    rows = list(held.rows.values())
    said = "\n".join([*held.grouped(rows), *held.tally(), *(held.verdict(*cell) for cell in held.rows), *map(held.short, rows)]).lower()
    assert not any(word in said for word in robust) and held.words("limits.only_predecessor") in held.reservations()


@pytest.mark.parametrize(
    "changes",
    [
        {"principles": ["price"]},
        {"capacities": ["sala-2020"]},
        {"principles": ["price"], "capacities": ["climate-2c"]},
        {"capacities": ["sala-2020", "jrc-2023-min"]},
    ],
)
def test_one_rule_or_one_capacity_has_no_robust_word(compared, changes):
    for language in languages():
        held = assessed(compared, language, **changes)
        assert {row.word for row in held.rows.values()} <= {"alone", "missing", "unset"}
        said = "\n".join([*held.tally(), *held.grouped(list(held.rows.values()))]).lower()
        assert held.words("verdict.alone").lower() in said and held.words("verdict.beyond").lower() not in said


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("count", "shown"), [(0, False), (1, False), (2, True)])
def test_a_joint_probability_of_fewer_than_two_indicators_is_not_shown(compared, language, count, shown):
    """Of what is known of one indicator only there is nothing joint: the cell says that it is missing."""
    held = assessed(compared, language)
    rows = held.assessment.joint.assign(assessed=count)
    made = Claims(dataclasses.replace(held.assessment, joint=rows), held.names)
    cells = set(claim_tables.joint(made).iloc[:, 1:].to_numpy().ravel())
    assert (cells == {held.words("missing.short")}) is not shown and len(cells) >= 1


@pytest.mark.parametrize("language", languages())
def test_grandfathering_of_steel_is_joint_over_no_more_than_it_knows(compared, language):
    """Steel is whole on climate alone of the capacities: under grandfathering one indicator is assessed, so nothing joint is shown."""
    held = assessed(compared, language)
    joint = held.assessment.joint[held.assessment.joint.principle == "grandfathering"]
    assert set(joint.assessed) == {1}
    assert set(claim_tables.joint(held)[held.principle("grandfathering")]) == {held.words("missing.short")}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("study", [path.stem for path in EXAMPLES])
def test_what_is_said_of_an_older_edition_names_sources_of_the_newer_only(compared, study, language):
    """Data by EF 3.1 are Idemat 2024; those by EF 3.0 or of climate only are not read against an older edition."""
    names = assessed(compared, language, study).names
    used = {source for each in names.comparison.cube.alternatives for source in names.sources(each)}
    methods = names.comparison.facts.origin.set_index("id").method
    newer = {name for name in used if "EF 3.1" in str(methods[name])}
    (said,) = claims.drifted(names)
    assert newer and all(names.source(name) in said for name in newer)
    assert not any(names.source(name) in said for name in used - newer)


def test_without_data_of_the_newer_edition_nothing_is_said_of_it(facts):
    study = matter_only(reading.load(ROOT / "data/studies/busbar.toml")).model_copy(update={"source": "oekobaudat-2023-generic"})
    comparison = compare(study, facts, 256)
    assert set(comparison.cube.inventory.source.values()) - {None} == {"oekobaudat-2023-generic"}
    assert claims.drifted(Names(comparison, texts("en"))) == []


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
        last = by_hand(held, "aluminium", "GWP-total", principle, "jrc-2023-max")[-1]
        assert held.words.number(cells["aluminium", "GWP-total", principle, "jrc-2023-max"], 4) in last


def test_by_hand_a_reader_comes_to_the_same_number(compared):
    """Only from the digits on the page: impact, share of people, share of value, capacity."""
    lines = by_hand(assessed(compared, "en"), "steel", "GWP-total", "equal-per-capita", "jrc-2023-min")

    def number(text: str) -> float:
        found = re.fullmatch(r"([\d.,]+)(?:\u00a0×\u00a010([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?", text.strip())
        power = (found[2] or "").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
        return float(found[1].replace(",", "")) * 10 ** int(power or 0)

    impact = number(lines[0].split(": ")[1].split(" kg")[0])
    people, value = (number(line.rsplit(" = ", 1)[1]) for line in lines[1:3])
    capacity = number(lines[4].split(": ")[1].split(" kg")[0])
    assert impact * 100_000 / (people * value * capacity) == pytest.approx(
        number(lines[-1].rsplit("= ", 1)[1].removesuffix(" shares")), rel=2e-4
    )


def test_map_and_table_agree(held):
    figure, table = verdicts.verdict_map(held), claim_tables.overview(held)
    cells = [text for trace in figure.data for text in trace.text]
    assert len(cells) == len(table) * (len(table.columns) - 1) == 14 * 5
    assert sum(f"<b>{held.words('verdict_short.beyond')}</b>" in each for each in cells) == 5
    counted = {
        word: sum(f"<b>{held.words(f'verdict_short.{word}')}</b>" in each for each in cells) for word in ("not_within", "contested", "open")
    }
    words = [row.word for row in held.rows.values() if row.kind == "capacity"]
    assert counted == {word: words.count(word) for word in counted} and counted["not_within"] > 20
    assert not {"ADPF", "ADPE"} & {row.indicator for row in held.rows.values() if row.kind == "capacity"}
    assert len(claim_tables.overview(held, "target")) == 2


def test_the_figure_has_the_line_at_one_and_the_band_of_the_convention(held):
    rows = [
        dots.row_of(held, row, "x") for row in held.rows.values() if row.alternative == "steel" and row.word not in ("missing", "unset")
    ]
    figure = dots.dots(rows, held.words)
    assert figure.layout.xaxis.type == "log" and [shape.x0 for shape in figure.layout.shapes] == [1]
    band = next(trace for trace in figure.data if trace.fill == "toself")
    ends = set(held.convention)
    assert (
        set(band.x) - {None, 1} <= ends
        and min(ends) == pytest.approx(8.72 / 6.81)
        and band.fillpattern.shape == "/"
        and "convention" in band.name
    )
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
    assert (
        len(table) == 5
        and all("(" in cell for cell in table.iloc[:, 1])
        and not any("(1)" in cell for cell in table.iloc[:, 1:].to_numpy().ravel())
    )


def test_a_capacity_without_budget_is_said_out_loud(compared):
    for language in languages():
        held = assessed(compared, language, capacities=["climate-1wm2-2100"])
        assert any("∞" in line for line in held.reservations())
        assert held.span(held.rows["steel", "GWP-total"]) == "∞" and held.rows["steel", "AP"].word == "unset"
        assert held.assessment.joint.empty and reports.assessed(held)


def test_what_is_not_covered_is_named(held):
    none, *others = claims.uncovered(held.names)
    said = " ".join([none, *others])
    for part in ("functional-integrity", "green-water", "novel-entities", "genetic-diversity", "ocean"):
        assert held.names.labels.of("part", part) in said
    for part in ("functional-integrity", "genetic-diversity", "green-water"):
        assert held.names.labels.of("part", part) in none


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
