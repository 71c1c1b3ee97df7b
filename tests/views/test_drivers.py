"""What drivers, first measurements and spreads say in words, tables and figures, in both languages."""

import functools
from collections.abc import Callable

import numpy as np
import pytest

from impact.model import change, reading
from impact.model.lines import SPREAD
from impact.model.variation import Variation
from impact.scoring.compare import Comparison, compare
from impact.scoring.drivers import KINDS, drivers
from impact.scoring.measure import closest, measure
from impact.views import spreads, tables
from impact.views.charts import drivers as charts
from impact.views.charts.style import DARK
from impact.views.drivers import FACTS, MOST, PARTS, STAGES, WAYS, Driven
from impact.views.further import Further
from impact.views.measure import Measured
from impact.views.names import Names
from impact.views.spreads import Spreads
from impact.views.texts import languages, texts
from tests.conftest import EXAMPLES, ROOT
from tests.views.test_claims import sound

CLIMATE = "GWP-total"
STUDIES = [path.stem for path in EXAMPLES]


@pytest.fixture(scope="module")
def compared(facts) -> Callable[[str], Comparison]:
    """Worked examples by name, each compared once."""
    return functools.cache(lambda study: compare(reading.load(ROOT / f"data/studies/{study}.toml"), facts, 256))


def driven(comparison: Comparison, language: str, a: str, b: str | None, indicator: str = CLIMATE) -> Driven:
    variation = Variation(comparison.study, comparison.facts, indicator)
    return Driven(Names(comparison, texts(language)), indicator, a, b, drivers(variation, a, b))


def measured(comparison: Comparison, language: str, a: str, b: str) -> Measured:
    names = Names(comparison, texts(language))
    found = measure(Variation(comparison.study, comparison.facts, CLIMATE), a, b)
    return Measured(names, Spreads(names, CLIMATE), a, b, found)


def cells(table) -> list[str]:
    return [*map(str, table.columns), *(str(cell) for row in table.itertuples(index=False) for cell in row)]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("study", STUDIES)
def test_every_example_is_told_without_a_gap(compared, study, language):
    comparison = compared(study)
    a, b = closest(comparison, CLIMATE)
    for held in (driven(comparison, language, a, b), driven(comparison, language, a, None)):
        said = [held.about(), held.known_only(), *(held.summary(way) for way in WAYS)]
        sound([*said, *(cell for way in WAYS for cell in cells(held.table(way)))], language)
        for way in WAYS:
            bars = held.shown(way)
            figure = charts.shares(held, way, DARK, "x")
            assert 0 < len(bars) <= MOST and len(figure.data[0].x) == len(bars)
            sound([str(each.text) for each in figure.layout.annotations], language)
    first = measured(comparison, language, a, b)
    sound([*first.said(), *cells(first.table())], language)
    assert len(first.figures()) == len(first.found.facts)


@pytest.mark.parametrize(
    ("language", "name"), [("en", "CFRP, quasi-isotropic carbon/epoxy laminate"), ("fr", "PRFC, stratifié carbone/époxy quasi isotrope")]
)
def test_the_bonnet_names_the_first_fact_to_measure(compared, language, name):
    held = measured(compared("bonnet"), language, *closest(compared("bonnet"), CLIMATE))
    opening, first, *_ = held.said()
    words = texts(language)
    assert "0.73" in opening.replace(",", ".") and first == words(
        "measure.first", fact=f"{name} · {words.label(held.names.indicators.loc[CLIMATE], 'short')}"
    )
    row = held.table().iloc[0]
    assert name in row.iloc[0] and "%" in row.iloc[1] and "σg" in row.iloc[3] and row.iloc[5] == "Idemat 2024"
    assert held.first[0] in held.spreads.of and held.spreads.of[held.first[0]][0].link == {"material": "cfrp-quasi-isotropic"}


@pytest.mark.parametrize("language", languages())
def test_a_settled_comparison_says_so(compared, language):
    held, words = measured(compared("bonnet"), language, "steel", "flax-fibre"), texts(language)
    assert len(held.said()) == 2 and held.said()[1] == words("measure.nothing_unsettles")
    assert words("measure.first", fact="").rstrip(".") not in " ".join(held.said())


def test_a_settled_comparison_names_what_could_unsettle_it(compared):
    held = measured(compared("bonnet"), "en", "aluminium", "carbon-fibre")
    assert held.found.settled and "could unsettle" in held.said()[1] and "CFRP" in held.said()[1]


def test_the_scale_is_said(compared):
    bonnet = compared("bonnet")
    assert "logarithm of their ratio" in driven(bonnet, "en", "steel", "aluminium").about()
    assert "variance of its logarithm" in driven(bonnet, "en", "steel", None).about()
    plain = driven(compared("bottle"), "en", "pet", "tap")
    assert "has no logarithm" in plain.about() and "in kg CO₂ eq" in plain.summary(STAGES)


def test_shares_of_parts_name_the_alternative_and_what_is_of_none(compared):
    labels = [bar.label for bar in driven(compared("bonnet"), "en", "steel", "aluminium").bars(PARTS)]
    assert "assembly, transport and use" in labels and any(label.startswith("Galvanised steel · ") for label in labels)


def test_a_partial_total_is_traced_as_far_as_it_is_known(compared):
    held = driven(compared("bonnet"), "en", "steel", None, "AP")
    assert "only what is known" in held.known_only() and not driven(compared("bonnet"), "en", "steel", None).known_only()


def test_the_figures_hold_every_share(compared):
    held = driven(compared("bonnet"), "fr", "steel", "flax-fibre")
    table = held.figures(FACTS)
    assert len(table) == len(held.found.facts) and table.iloc[:, 4].sum() == pytest.approx(held.found.facts["first"].sum())


@pytest.mark.parametrize("study", STUDIES)
def test_every_fact_that_varies_has_its_words(compared, study):
    comparison = compared(study)
    names = Names(comparison, texts("fr"))
    for indicator in comparison.cube.indicators:
        held, varying = Spreads(names, indicator), Variation(comparison.study, comparison.facts, indicator).facts_of()
        assert set(varying) <= set(held.of), set(varying) - set(held.of)
        assert [known.kind for known in held.rows] == sorted((known.kind for known in held.rows), key=KINDS.index)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("study", STUDIES)
def test_spreads_are_told_with_their_basis(compared, study, language):
    words, names = texts(language), Names(compared(study), texts(language))
    held = Spreads(names, CLIMATE)
    rows = spreads.table(held.rows, words)
    sound([*cells(rows), *spreads.bases(held.rows, words)], language)
    assert (rows[words("table.basis")] != "").all() and (rows[words("table.value")] != "").all()
    assert (rows[words("table.source")] != "").all() and len(spreads.figures(held.rows, words)) == len(held.rows)
    for known in held.rows:
        assert known.spread.low <= known.spread.value <= known.spread.high


def test_spreads_are_those_that_the_model_draws_and_the_catalogue_shows(compared, catalogue, facts):
    """Energies and vehicles as the page Facts has them; factors as in their rows."""
    names = Names(compared("bonnet"), texts("en"))
    rows = Further(catalogue, facts, texts("en")).rows.set_index(["subject", "name"])
    held = {known.asked: known for known in Spreads(names, CLIMATE).rows if known.asked}
    stamping, rolling = held["process:sheet-stamping", "electricity"], held["process:aluminium-sheet-rolling", "heat"]
    assert stamping.spread.gsd == pytest.approx(SPREAD["medium"]) and stamping.rule == "medium"
    shown = rows.loc[("process:aluminium-sheet-rolling", "heat")]
    assert rolling.spread.gsd == pytest.approx((shown.high / shown.low) ** (1 / 3.92)) and rolling.rule == "published range"
    assert held["vehicle:car-petrol", None].spread.gsd == pytest.approx(1.188) and held[
        "vehicle:car-petrol", None
    ].spread.value == pytest.approx(0.26977, abs=1e-4)
    steel = facts.factor[
        (facts.factor.material == "steel-galvanised-sheet")
        & (facts.factor.source == "oekobaudat-2023-generic")
        & (facts.factor.indicator == CLIMATE)
    ]
    assert held["steel-galvanised-sheet", CLIMATE].spread.gsd == steel.gsd.iloc[0]


def supposing(study, **changes):
    words = {"en": "Weighed.", "fr": "Pesé."}
    entry = {"statement": words, "owner": "Lab", "source": words, "review": study.hypotheses[0].review} | changes
    return change.added(study, ("hypotheses",), entry)


@pytest.mark.parametrize("language", languages())
def test_a_spread_that_the_study_supposes_takes_the_place_of_the_other(compared, facts, language):
    words, before = texts(language), compared("bonnet")
    study = supposing(before.study, fact="flax-epoxy", number=CLIMATE, spread=1.1)
    study = supposing(study, fact="flax-epoxy", number="youngs_modulus", low=30.0, high=34.0)
    names = Names(compare(study, facts, 256), words)
    held = Spreads(names, CLIMATE)
    known = {row.asked: row for row in held.rows if row.asked}
    factor, modulus = known["flax-epoxy", CLIMATE], known["flax-epoxy", "youngs_modulus"]
    assert factor.spread.gsd == pytest.approx(1.1) and factor.rule == modulus.rule == "hypothesis" and "Lab" in factor.basis
    assert (modulus.spread.value, np.round(modulus.spread.low, 2)) == (32, 30.1) and "Lab" in modulus.basis
    assert known["flax-epoxy", "density"].rule == "bounds"
    said = [spreads.said(each, held) for each in study.hypotheses if each.fact]
    sound(said, language)
    assert factor.title in said[0] and words.of(study.hypotheses[-1].statement) in said[1]
    assert "Lab" in tables.sources(names)[words("table.spread")].iloc[-1] and "Lab" in " ".join(cells(tables.masses(names)))
    assert set(Variation(study, facts, CLIMATE).facts_of()) <= set(held.of)


def test_a_range_of_a_number_that_stands_at_its_default_is_told_too(compared, facts):
    study = supposing(compared("bonnet").study, about=["alternatives.steel.parts[0].quantity"], low=1, high=2)
    rows = Spreads(Names(compare(study, facts, 256), texts("en")), CLIMATE).rows
    assert [(row.spread.value, row.number) for row in rows][-1] == (1, "Pieces")


def test_the_page_compare_shows_the_spread_beside_each_factor(compared):
    names = Names(compared("bonnet"), texts("en"))
    head = names.words("table.spread")
    assert tables.sources(names)[head].iloc[0] == "95%: × or ÷ 1.4; rule by indicator and match"
    assert (tables.activities(names)[head] != "").all() and "(handbook" in " ".join(cells(tables.masses(names)))
