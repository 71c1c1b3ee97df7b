"""Charts, their twins and their sentences say the same as the comparison, in both languages."""

import numpy as np
import pytest

from impact.model import edit, reading
from impact.model.life import Life
from impact.scoring.compare import compare
from impact.scoring.contributions import SEGMENTS
from impact.views import sentences, sheets, tables
from impact.views.breakdown import breakdown
from impact.views.charts import bars, heat
from impact.views.names import Names
from impact.views.texts import languages, texts
from tests.conftest import EXAMPLES, ROOT, panel


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.stem)
def comparison(request, facts):
    return compare(reading.load(request.param), facts)


@pytest.fixture(params=languages())
def names(request, comparison):
    return Names(comparison, texts(request.param))


def cradle_to_gate(study):
    """The study with nothing but the production of its materials."""
    bare = [
        each.model_copy(update={"end_of_life": None, "parts": [part.model_copy(update={"processes": None}) for part in each.parts]})
        for each in study.alternatives
    ]
    return edit.following(study, study.model_copy(update={"life": Life(), "alternatives": bare}))


def bonnet(facts, language: str, whole: bool = False, **changes) -> Names:
    study = reading.load(ROOT / "data/studies/bonnet.toml").model_copy(update=changes)
    return Names(compare(study if whole else cradle_to_gate(study), facts), texts(language))


def test_every_cell_of_the_heat_map_has_its_twin(names):
    figure = heat.heat_map(names.comparison, names)
    table = tables.ratios(names)
    drawn = sorted(text for bars in figure.data for text in bars.text)
    assert drawn == sorted(table.iloc[:, 1:].to_numpy().ravel())
    assert len(drawn) == 16 * len(names.comparison.study.alternatives)


def test_missing_is_hatched_and_never_a_colour(names):
    ordered, plain, missing = heat.heat_map(names.comparison, names).data
    cells = names.comparison.relative
    assert len(missing.text) == (cells.status == "missing").sum() and missing.marker.pattern.shape == "/"
    assert set(missing.text) <= {names.words("missing.short")}
    assert not {names.words("missing.short"), names.words("missing.baseline")} & set(ordered.text)


def test_colour_stands_only_where_an_order_is_given(names):
    ordered, plain, _ = heat.heat_map(names.comparison, names).data
    cells = names.comparison.relative
    given = cells[cells.comparable & ~cells.unsure & cells.ratio.notna()]
    np.testing.assert_array_equal(np.sign(ordered.marker.color), np.sign(np.log(given.ratio.where(given.ratio > 0, 1e-9))))
    assert plain.marker.color == "rgba(0,0,0,0)"
    assert not any(sign in text for text in ordered.text for sign in "≈≥≤‡?")


def test_bars_show_the_rows(names):
    for indicator in names.comparison.cube.indicators[:3]:
        figure = bars.stage_bars(names.comparison, indicator, names)
        rows = names.comparison.rows.query("indicator == @indicator and stage == 'total'")
        dots = next(trace for trace in figure.data if trace.type == "scatter")
        np.testing.assert_allclose(np.array(dots.x, float), rows["median"])
        twin = tables.totals(names, indicator)
        assert len(twin) == (len(names.comparison.cube.stages) + 1) * len(rows)


def test_reservations_are_written_on_the_chart(facts):
    mixed = bonnet(facts, "fr")
    for figure in (heat.heat_map(mixed.comparison, mixed), bars.stage_bars(mixed.comparison, "GWP-total", mixed)):
        assert "sources mélangées" in figure.layout.title.text
    whole = bonnet(facts, "fr", source="oekobaudat-2023-generic")
    assert heat.heat_map(whole.comparison, whole).layout.title.text is None


def test_sentences_of_the_bonnet(facts):
    said = sentences.summary(bonnet(facts, "fr"), "GWP-total")
    assert said.startswith("Changement climatique (base 100\u00a0%\u00a0: Acier galvanisé)")
    assert "Composite à fibres de lin est plus bas (probabilité 0,97, rapport médian 0,21)." in said
    assert "Aluminium 5754 et Composite à fibres de verre n’en sont pas discernables." in said
    acid = sentences.summary(bonnet(facts, "en"), "AP")
    assert "Flax-fibre composite cannot be placed" in acid
    ozone = sentences.summary(bonnet(facts, "en"), "ODP")
    assert "Aluminium 5754 and Carbon-fibre composite are not ranked" in ozone and "higher" not in ozone
    assert sentences.tally(bonnet(facts, "en"))[0] == (
        "Aluminium 5754: higher on 1, not distinguishable on 5, not ranked across sources on 3 (‡), and without an answer on 7 (16 indicators)."
    )


def test_a_baseline_of_nothing_is_said_without_a_ratio(facts):
    study = reading.load(ROOT / "data/studies/housing.toml").model_copy(update={"baseline": "without"})
    said = sentences.summary(Names(compare(study, facts), texts("en")), "GWP-total")
    assert "ABS is higher with probability > 0.99; the baseline is not above zero, so no ratio is given." in said and "nan" not in said


def test_lower_bounds_are_marked(facts):
    names = bonnet(facts, "en")
    cell = names.comparison.relative.query("alternative == 'carbon-fibre' and indicator == 'EP-marine'").iloc[0]
    assert names.cell(cell).startswith("≥") and "*" in names.cell(cell)
    lacking = names.comparison.relative.query("alternative == 'aluminium' and indicator == 'PM'").iloc[0]
    assert names.cell(lacking) == "–" and names.totals["aluminium", "PM"].status == "known"
    turned = bonnet(facts, "en", baseline="carbon-fibre")
    cell = turned.comparison.relative.query("alternative == 'steel' and indicator == 'EP-marine'").iloc[0]
    assert turned.cell(cell).startswith("≤")


def test_findings_tally_and_hypotheses_are_complete_sentences(names):
    said = [*sentences.findings(names), *sentences.tally(names), *sentences.hypotheses(names.comparison.study.hypotheses, names.words)]
    assert said and all("{" not in line and line.strip()[-1] in ".)" for line in said)
    assert len(sentences.tally(names)) == len(names.comparison.study.alternatives) - 1


def test_downloads_hold_figures_with_source_and_terms(names):
    words, comparison = names.words, names.comparison
    ratios, totals = tables.ratio_figures(names), tables.total_figures(names)
    np.testing.assert_array_equal(totals[words("table.median")], comparison.rows["median"])
    others = comparison.relative[comparison.relative.alternative != names.baseline]
    np.testing.assert_array_equal(ratios.iloc[:, 2], others.ratio)
    assert len(ratios) == len(others)
    made = {names.alternative(name) for name, lines in comparison.cube.bills.items() if lines}
    for table in (ratios, totals):
        rows = table[table[words("table.alternative")].isin(made)]
        assert (rows[words("table.source")] != "").all() and (rows[words("table.terms")] != "").all()


def test_the_catalogue_can_be_taken_away_whole(catalogue, facts):
    for language in languages():
        words = texts(language)
        table = sheets.figures(catalogue.ask("sheet", material=None), sheets.labels(facts, words), words)
        assert len(table) == len(facts.property) + len(facts.factor)
        named = [words(f"table.{name}") for name in ("material", "quantity", "value", "unit", "source", "terms", "licence", "citation")]
        assert table[named].notna().all(axis=None)


def test_masses_say_rule_and_properties(names):
    table = tables.masses(names)
    assert len(table) == len(names.comparison.study.alternatives)
    assert not table.isna().any(axis=None)


def test_names_are_safe_as_markup(facts):
    evil = {"en": "<script>alert(1)</script>", "fr": "<script>alert(1)</script>"}
    alternatives = [{"id": "steel-s355j2", "name": evil, "parts": [{"material": "steel-s355j2"}]}]
    names = Names(compare(panel("steel-s355j2", alternatives=alternatives), facts), texts("en"))
    figures = heat.heat_map(names.comparison, names), bars.stage_bars(names.comparison, "GWP-total", names)
    assert all("<script" not in figure.to_json().replace("\\u003c", "<") for figure in figures)


def test_a_sheet_names_source_terms_and_spread(catalogue, facts):
    for language in languages():
        words = texts(language)
        sheet = sheets.sheet(catalogue.ask("sheet", material="flax-epoxy"), sheets.labels(facts, words), words)
        assert len(sheet) == 10 and (sheet[[words("table.source"), words("table.terms"), words("table.spread")]] != "").all(axis=None)


def test_segments_add_up_to_the_total(names):
    """By stage, by actor and by part the same total, draw by draw: only the grouping differs."""
    result = names.comparison.cube
    for by in ("stage", "actor", "part"):
        sums = {name: 0.0 for name in result.alternatives}
        for name, flow, caused in result.lines("GWP-total"):
            if caused is not None:
                sums[name] = sums[name] + caused
        for a, name in enumerate(result.alternatives):
            total = result.total[:, a, 0]
            if not np.isnan(total).any():
                np.testing.assert_allclose(np.broadcast_to(sums[name], total.shape), total)
        rows, groups = breakdown(names, "GWP-total", by)
        assert set(rows.group) == set(groups) and all(groups.values())
        twin = tables.broken_down(names, "GWP-total", by)
        assert len(twin) == len(rows) and set(twin.iloc[:, 1]) == set(groups.values())


def test_credits_stand_below_zero_and_lost_matter_is_hatched(facts):
    names = bonnet(facts, "fr", whole=True, allocation="substitution")
    figure = bars.stage_bars(names.comparison, "GWP-total", names)
    segments = {trace.name: trace for trace in figure.data if trace.type == "bar"}
    credit, lost = segments["Crédits de recyclage et d’énergie"], segments["Matière perdue en fabrication"]
    assert np.nanmax(credit.x) <= 0 and np.nanmin(credit.x) < -50 and credit.marker.pattern.shape and min(lost.x) > 0 and lost.marker.pattern.shape
    assert list(segments) == [names.words(f"stage.{each}") for each in SEGMENTS]
    assert figure.layout.xaxis.range[0] <= np.nanmin(credit.x)


def test_the_whole_life_of_the_bonnet_turns_what_the_material_alone_says(facts):
    """Aluminium cannot be told from steel at the gate; over 200 000 km it is lower."""
    assert "Aluminium 5754 and Glass-fibre composite are not distinguishable" in sentences.summary(bonnet(facts, "en"), "GWP-total")
    assert "Aluminium 5754 is lower with probability > 0.99" in sentences.summary(bonnet(facts, "en", whole=True), "GWP-total")


def test_what_is_counted_and_assumed_is_said(names):
    said = [*sentences.scope(names), *sentences.assumed(names.comparison.cube.assumptions, names.comparison.study, names.words, names.comparison.facts)]
    assert said and all("{" not in line and line.strip()[-1] in ".)" and "nan" not in line for line in said)


def test_sources_of_every_activity_are_listed(names):
    table = tables.activities(names)
    asked = {flow.subject for flows in names.comparison.cube.bills.values() for flow in flows if flow.subject and ":" in flow.subject}
    assert {names.labels.subject(each) for each in asked} <= set(table.iloc[:, 0])
    assert (table[names.words("table.source")] != "").all()


def test_ten_points_of_nesting_on_the_frame(facts):
    """65 % of a sheet used: 6 kg in the frame, 6 / 0.65 - 6 = 3.23 kg of offcuts, of which a tenth serves elsewhere; 75 % saves 12 % of climate."""
    study = reading.load(ROOT / "data/studies/frame.toml").model_copy(update={"hypotheses": []})
    names = Names(compare(study, facts), texts("en"))
    rows = tables.matter(names.comparison.cube).set_index("alternative")
    assert rows.held["carbon-steel"] == 6 and rows.lost["carbon-steel"] == pytest.approx(0.9 * (6 / 0.65 - 6))
    assert rows.lost["carbon-steel-nested"] == pytest.approx(0.9 * (6 / 0.75 - 6)) and rows.held["carbon-steel-refurbished"] == 0
    better = compare(edit.better_nested(study), facts)
    table = tables.side_by_side(names, better, "GWP-total", ("table.now", "table.better")).set_index("Alternative")
    assert table.loc["Carbon steel S235", "Change"] == "−12%" and table.loc["Refurbished steel frame", "Change"] == "0%"
    same = better.rows.query("alternative == 'carbon-steel' and indicator == 'GWP-total' and stage == 'total'")["median"].iloc[0]
    assert same == pytest.approx(names.totals["carbon-steel-nested", "GWP-total"].median)


def test_a_kilogram_less_of_aluminium_in_a_car(facts):
    """European Aluminium claims 20 kg CO2 eq saved in use per kg of aluminium that makes a car 1 kg lighter: 200 000 km, 0.35 l/(100 km 100 kg)."""
    saved = {}
    for resizing in (0.0, 0.5):
        study = reading.load(ROOT / "data/studies/bonnet.toml").model_copy(update={"hypotheses": []})
        ride = study.life.use.carried.model_copy(update={"resizing": resizing})
        life = study.life.model_copy(update={"use": study.life.use.model_copy(update={"carried": ride})})
        result = compare(study.model_copy(update={"life": life}), facts)
        use = result.rows.query("indicator == 'GWP-total' and stage == 'use'").set_index("alternative")
        saved[resizing] = (use["median"]["steel"] - use["median"]["aluminium"]) / (use.mass_kg["steel"] - use.mass_kg["aluminium"])
    assert saved[0.0] == pytest.approx(15.0, abs=0.5) and saved[0.5] == pytest.approx(20.0, abs=0.5)
