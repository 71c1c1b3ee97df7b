"""Ranks over all weights in words, tables and figure, in both languages: they say the same, and never more than the draws."""

import dataclasses

import numpy as np
import pytest

from impact import errors
from impact.model import reading
from impact.scoring.compare import WHOLE, compare
from impact.scoring.weighting import Ranking, coherent, eligible, ranking, widest
from impact.views.charts import ranks, style
from impact.views.names import Names
from impact.views.texts import languages, texts
from impact.views.weights import Scored, Weighted, advice, contradiction, left_out, preference, too_few
from tests.conftest import EXAMPLES, ROOT
from tests.views.test_claims import sound

STUDIES = [path.stem for path in EXAMPLES]
CLIMATE, METALS = "GWP-total", "ADPE"


@pytest.fixture(scope="module")
def compared(facts):
    return {name: compare(reading.load(ROOT / f"data/studies/{name}.toml"), facts) for name in STUDIES}


def ranked(comparison, language: str, before=()) -> Weighted:
    """The widest set of alternatives of a study."""
    names, _ = widest(comparison)
    why = eligible(comparison, names)
    taking = [each for each in comparison.cube.indicators if each not in why]
    return Weighted(Names(comparison, texts(language)), ranking(comparison, names, taking, before), before)


@pytest.fixture(scope="module", params=languages())
def busbar(request, compared) -> Weighted:
    return ranked(compared["busbar"], request.param)


def told(busbar: Weighted, **changes) -> Weighted:
    """The same with another ranking."""
    return Weighted(busbar.names, dataclasses.replace(busbar.found, **changes), busbar.before)


def flat(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def cells(table) -> list[str]:
    return [*map(str, table.columns), *(str(cell) for row in table.itertuples(index=False) for cell in row)]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("study", STUDIES)
def test_every_example_is_told_without_a_gap(compared, study, language):
    comparison = compared[study]
    names, every = Names(comparison, texts(language)), comparison.cube.alternatives
    lines = left_out(names, every, eligible(comparison, every))
    if widest(comparison)[0]:
        held = ranked(comparison, language, [(CLIMATE, "WDP"), ("WDP", "ODP")])
        lines += [held.opening(), *held.summary(), held.taking(), *held.not_ranked(), *held.method()]
        lines += [*cells(held.table()), *cells(held.central())]
        assert len(held.summary()) == len(held.found.alternatives)
        for theme in (style.LIGHT, style.DARK):
            spec = ranks.ranks(held, theme, "x").to_plotly_json()
            assert len(spec["data"]) == len(held.found.alternatives)
    sound(lines, language)


def test_words_table_and_figure_hold_the_same_shares(busbar):
    table, figure = busbar.table(), ranks.ranks(busbar)
    for a, name in enumerate(busbar.found.alternatives):
        called = busbar.names.alternative(name)
        written = [busbar.share(value) for value in busbar.found.share[a]]
        assert table.iloc[a].tolist()[:3] == [called, *written]
        assert [trace.x[a] for trace in figure.data] == busbar.found.share[a].tolist()
        for trace, value, word in zip(figure.data, busbar.found.share[a], written, strict=True):
            assert trace.text[a] == (word if value >= ranks.WIDE else "") and called in trace.hovertemplate[a]
        if busbar.found.share[a, 0]:
            assert written[0] in busbar.summary()[a]
    assert len({(trace.marker.color, trace.marker.pattern.shape) for trace in figure.data}) == len(figure.data)


def test_ranks_are_told_apart_in_grey_and_in_colour(busbar):
    """Up to the twelve alternatives that a study may hold: no two neighbours alike in pattern, no two ranks in both."""
    count = 12
    found = Ranking(["copper"] * count, busbar.found.indicators, np.full((count, count), 1 / count), *_nothing(count, busbar), 64)
    figure = ranks.ranks(Weighted(busbar.names, found))
    shapes = [trace.marker.pattern.shape for trace in figure.data]
    assert all(one != other for one, other in zip(shapes, shapes[1:], strict=False))
    assert len({(trace.marker.color, trace.marker.pattern.shape) for trace in figure.data}) == count
    assert not any(any(trace.text) for trace in figure.data)  # too narrow for a figure


def _nothing(count: int, busbar: Weighted):
    many = len(busbar.found.indicators)
    return np.full((count, many), np.nan), np.full(count, np.nan), np.full(many, 1 / many)


def test_a_share_is_never_rounded_to_none_or_all(busbar):
    said = [flat(busbar.share(value)).replace(" %", "%") for value in (0.0, 1e-4, 0.0099, 0.01, 0.5, 0.99, 0.9999, 1.0)]
    assert said == ["0%", "< 1%", "< 1%", "1%", "50%", "99%", "> 99%", "100%"]


def test_typical_weights_are_told_only_where_draws_carry_them(busbar):
    """Three weights far from the mean are named; none where only chance, or hardly anything, sets them apart."""
    words, found = busbar.words, busbar.found
    many = len(found.indicators)
    far = found.mean.copy()
    far[:2] += 0.1
    central = np.stack([far, found.mean])
    share, confidence = np.array([[0.6, 0.4], [0.4, 0.6]]), np.array([0.83, 0.7])
    first, second = told(busbar, share=share, central=central, confidence=confidence).summary()
    item = words(
        "weights.more_on",
        indicator=busbar.names.indicator(found.indicators[0], "short"),
        central=words.percent(far[0]),
        mean=words.percent(found.mean[0]),
    )
    assert item in first and words.percent(0.83) in first and words.percent(0.6) in first
    assert busbar.names.indicator(found.indicators[2], "short") not in first
    assert second == words(
        "weights.any", said=words("weights.first", alternative=busbar.names.alternative("aluminium"), share=words.percent(0.4))
    )
    few = told(busbar, share=np.array([[0.005, 0.995], [0.995, 0.005]]), central=central).summary()[0]
    assert few.endswith(words("weights.rarely", said="")) and item not in few
    never = told(busbar, share=np.array([[0.0, 1.0], [1.0, 0.0]]), central=np.stack([np.full(many, np.nan), found.mean])).summary()[0]
    assert never == words("weights.never", alternative=busbar.names.alternative("copper"))
    chance = told(busbar, share=np.array([[0.02, 0.98], [0.98, 0.02]]), central=np.stack([found.mean + 0.02, found.mean]), draws=256)
    assert item not in chance.summary()[0] and words("weights.any", said="") in chance.summary()[0]


def test_tables_tell_no_more_than_the_words(busbar):
    """Copper comes first in a handful of draws, too few for the words: the tables give no weights and no confidence either."""
    copper, aluminium = (busbar.names.alternative(name) for name in ("copper", "aluminium"))
    assert 0 < busbar.found.share[0, 0] < 0.01
    assert set(busbar.central()[copper]) == {"–"} and "–" not in set(busbar.central()[aluminium])
    assert busbar.table()[busbar.words("weights.confidence")].tolist()[0] == "–"


@pytest.mark.parametrize("language", languages())
def test_whom_to_leave_out_for_more_indicators(compared, language):
    comparison = compared["bonnet-battery"]
    names, every = Names(comparison, texts(language)), comparison.cube.alternatives
    rest = [name for name in every if name != "flax-fibre"]
    said = names.words("weights.releasing", alternative=names.alternative("flax-fibre"), count=16 - len(eligible(comparison, rest)))
    assert advice(names, every) == [said]
    assert advice(Names(compared["busbar"], texts(language)), ["copper", "aluminium"]) == []


def test_what_takes_no_part_is_named_with_its_reason(compared):
    for comparison in compared.values():
        names = Names(comparison, texts("en"))
        for alternatives in (comparison.cube.alternatives, comparison.cube.alternatives[:2]):
            why = eligible(comparison, alternatives)
            said = left_out(names, alternatives, why)
            for indicator, reason in why.items():
                line = next(each for each in said if names.indicator(indicator, "short") in each)
                lacking = [each for each in alternatives if names.totals[each, indicator].status not in WHOLE]
                assert ("too far apart" in line) == (reason == "apart") == (not lacking)
                if lacking and len(lacking) < len(alternatives):
                    assert all(names.alternative(each) in line for each in lacking)


def test_preferences_without_effect_are_said(compared):
    held = ranked(compared["busbar"], "en", [(CLIMATE, "SQP"), ("SQP", METALS)])
    assert held.not_ranked() == ["Land use takes no part: what you said of it counts only for what follows from it between the others."]
    assert "agree with what you prefer" in held.opening()
    assert held.figures()[held.words("weights.preferences")][0] == "Climate change before Land use; Land use before Minerals and metals"


def test_what_goes_round_is_refused_in_one_sentence(busbar):
    before = [(CLIMATE, "WDP"), ("WDP", "ODP"), ("ODP", CLIMATE)]
    with pytest.raises(errors.ContradictoryPreferences) as refused:
        coherent(before)
    said = busbar.words.error(contradiction(refused.value, busbar.names))
    chain = preference(busbar.names, *refused.value.names)
    assert chain in said and "\n" not in said and said.count(busbar.names.indicator("WDP", "short")) >= 1
    assert not any(each in said for each in (CLIMATE, "WDP", "ODP"))
    if busbar.words.language == "en":
        assert preference(busbar.names, CLIMATE, "WDP", CLIMATE) == "Climate change before Water use before Climate change"


def test_too_few_to_rank(busbar):
    words = busbar.words
    assert too_few(words, 2, 2) == "" and too_few(words, 1, 16) == words("weights.few_alternatives")
    assert too_few(words, 3, 1) == words("weights.few_indicators", count=1) != too_few(words, 3, 0)


def test_tables_for_a_spreadsheet_hold_figures(busbar):
    figures, central = busbar.figures(), busbar.central_figures()
    assert figures[busbar.rank(0)].tolist() == busbar.found.share[:, 0].tolist() and (figures[busbar.words("weights.draws")] == 4096).all()
    reference = busbar.names.indicators.normalisation[busbar.found.indicators].tolist()
    assert central[busbar.words("weights.reference")].tolist() == reference
    assert central[busbar.words("weights.mean")].sum() == pytest.approx(1)
    assert central[busbar.names.alternative("aluminium")].sum() == pytest.approx(1)
    assert len(busbar.words.csv(figures)) > 100


def test_topsis_is_refused_with_its_example(busbar):
    said = flat(busbar.method()[-1]).replace(" ;", ",")
    assert all(each in said for each in ("TOPSIS", "A (3, 5)", "B (4, 4)", "C (10, 2)"))


@pytest.mark.parametrize("language", languages())
def test_a_single_score_stands_behind_its_bounds(compared, language):
    scored = Scored(Names(compared["housing"], texts(language)))
    table = scored.table().set_index(scored.words("table.alternative"))
    head, counted = scored.words("weights.score.head"), scored.words("weights.score.counted")
    without = scored.names.alternative("without")
    assert table.loc[without, head] == "0" and flat(table.loc[without, counted]).startswith("16")
    assert all(value[0] in "≥≤?" for name, value in table[head].items() if name != without)
    assert not any("nan" in cell for cell in cells(table))
    notice = scored.figures()[scored.words("table.note")]
    assert (notice == scored.words("weights.score.notice")).all() and "ISO 14044" in notice[0]
