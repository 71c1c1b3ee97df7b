"""Gains, efforts and targets in words, tables and figures, in both languages."""

import numpy as np
import pytest

from impact.model import reading
from impact.model.hypothesis import Target
from impact.model.uncertainty import Draws
from impact.model.variation import Variation
from impact.scoring.compare import compare
from impact.scoring.levers import Fall, Levers, elsewhere, goals, levers, together
from impact.views import levers as views
from impact.views.charts import levers as charts
from impact.views.charts import style
from impact.views.levers import EFFORTS, UNRATED, Gains, told
from impact.views.names import Names
from impact.views.texts import languages, texts
from tests.conftest import EXAMPLES, WORDS
from tests.views.test_claims import sound

CLIMATE = "GWP-total"
NESTING = "alternatives.carbon-steel.parts[0].processes[0].nesting"
CONTENT = "alternatives.carbon-steel.parts[0].recycled_content"


@pytest.fixture(scope="module")
def frame(facts):
    """The worked example of the frame, with two targets."""
    targets = [Target(about=NESTING, goal="80 %", effort="low", note=WORDS), Target(about=CONTENT, goal=0.3, effort="high")]
    return reading.load(EXAMPLES[0].parent / "frame.toml").model_copy(update={"targets": targets})


def gains(study, facts, language: str, alternative: str, indicator: str = CLIMATE, efforts: dict | None = None) -> Gains:
    found = levers(Variation(study, facts, indicator))[alternative]
    return Gains(Names(compare(study, facts, 256), texts(language)), indicator, alternative, found, efforts or {})


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("indicator", [CLIMATE, "ODP"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_all_that_is_said_of_every_example_is_sound(path, facts, indicator, language):
    study = reading.load(path)
    variation = Variation(study, facts, indicator)
    found, names = levers(variation), Names(compare(study, facts, 256), texts(language))
    for name in variation.alternatives:
        held = Gains(names, indicator, name, found[name], {})
        said = [held.summary(), held.rest(), held.elsewhere(elsewhere(variation, name))]
        if found[name].every:
            aimed = {each.number.about: each.goal for each in found[name].every[:3]}
            said.append(held.together(together(variation, name, aimed, Draws(256)), len(aimed)))
            drawn = charts.gains(held.rows(), "x", texts(language), style.DARK, held.is_relative)
            assert np.isfinite(drawn.data[1].x).all() and len(drawn.data[1].x) == len(held.shown)
        sound([*said, *map(str, held.table().to_numpy().ravel())], language)
        assert len(held.table()) == len(held.figures()) == len(found[name].every)


def test_only_the_rating_of_the_reader_decides_the_order(frame, facts):
    """The least effort first, within it the strongest; what is not rated last; nothing is multiplied."""
    bare = frame.model_copy(update={"targets": []})
    plain = gains(bare, facts, "en", "carbon-steel")
    by_gain = [each.number.about for each in plain.found.every]
    assert [each.number.about for each in plain.shown] == by_gain and {row.effort for row in plain.rows()} == {UNRATED}
    last, first = by_gain[-1], by_gain[0]
    rated = gains(bare, facts, "en", "carbon-steel", efforts={last: "low", first: "high", by_gain[1]: "low"})
    assert [each.number.about for each in rated.shown][:3] == [by_gain[1], last, first]
    assert [row.effort for row in rated.rows()] == ["low", "low", "high"] + [UNRATED] * (len(by_gain) - 3)


def test_a_weak_lever_is_left_to_the_table_until_it_is_rated(frame, facts, monkeypatch):
    monkeypatch.setattr(views, "SHOWN", 2)
    bare = frame.model_copy(update={"targets": []})
    held = gains(bare, facts, "en", "carbon-steel")
    last = held.found.every[-1].number.about
    assert len(held.shown) == 2 and str(len(held.found.every) - 2) in held.rest()
    assert [each.number.about for each in gains(bare, facts, "en", "carbon-steel", efforts={last: "medium"}).shown][0] == last


@pytest.mark.parametrize("language", languages())
def test_targets_are_told(frame, facts, language):
    """With names, from where to where, effort and note."""
    said = told(frame, texts(language), facts)
    words = texts(language)
    assert len(said) == 2 and words.percent(0.65) in said[0] and words.percent(0.8) in said[0] and said[0].endswith(" x")
    assert words("levers.effort.low") in said[0] and words("levers.effort.high") in said[1] and words.percent(0.3) in said[1]
    sound(said, language)


@pytest.mark.parametrize("language", languages())
def test_targets_together(frame, facts, language):
    variation = Variation(frame, facts, CLIMATE)
    aimed = {number.about: goal for _, number, goal in goals(variation)}
    held, words = gains(frame, facts, language, "carbon-steel"), texts(language)
    fall = together(variation, "carbon-steel", aimed, Draws())
    assert 0.2 < fall.share[1] < 0.5 and words.percent(float(fall.share[1])) in held.together(fall, 2)
    other = gains(frame, facts, language, "aluminium")
    assert other.together(together(variation, "aluminium", aimed, Draws(256)), 2) == words(
        "levers.nothing_together", count=2, alternative=other.names.alternative("aluminium")
    )
    assert {row.effort for row in held.rows() if row.is_retained} == {"low", "high"}


@pytest.mark.parametrize("language", languages())
def test_where_no_share_exists_gains_are_in_the_unit(frame, facts, language):
    """As if a credit were more than all that is spent."""
    held, words = gains(frame, facts, language, "carbon-steel"), texts(language)
    credited = Gains(held.names, CLIMATE, "carbon-steel", Levers(-4.0, held.found.every), {})
    assert not credited.is_relative and words("levers.no_share") in credited.summary()
    strongest = credited.found.every[0]
    assert max(row.value for row in credited.rows()) == strongest.gain and held.names.unit(CLIMATE) in credited.gain(1.0)
    rise = Fall(np.array([-3.0, -2.0, -1.0]), np.full(3, np.nan))
    unknown = Fall(np.full(3, np.nan), np.full(3, np.nan))
    assert words.number(2.0) in credited.together(rise, 1)
    assert credited.elsewhere(elsewhere(Variation(frame, facts, CLIMATE), "carbon-steel")) == ""
    sound([credited.summary(), credited.together(rise, 1), credited.together(unknown, 1)], language)


@pytest.mark.parametrize("language", languages())
def test_nothing_known_and_nothing_to_act_on(facts, language):
    """Of the hemp batt no density is known; doing without is made of nothing."""
    words, folder = texts(language), EXAMPLES[0].parent
    for study, name, key in (("wall", "hemp", "missing"), ("housing", "without", "none")):
        held = gains(reading.load(folder / f"{study}.toml"), facts, language, name)
        blanks = {"alternative": held.names.alternative(name), "indicator": held.names.indicator(CLIMATE)}
        assert held.summary() == words(f"levers.{key}", **blanks)


def test_bands_follow_the_effort_and_no_name_meets_another(frame, facts):
    held = gains(frame, facts, "fr", "carbon-steel")
    figure = charts.gains(held.rows(), "x", texts("fr"))
    places = list(figure.data[1].y)
    assert places == sorted(places) and min(np.diff(places)) > 0.99
    named = [each.text for each in figure.layout.annotations]
    for effort in ("low", "high", UNRATED):
        assert any(texts("fr")(f"levers.band.{effort}") in text for text in named)
    assert not any(texts("fr")("levers.band.medium") in text for text in named)
    assert all(len(row.label) < 80 for row in held.rows())


def test_every_effort_has_its_words():
    for language in languages():
        for section in ("effort", "band"):
            assert {f"levers.{section}.{effort}" for effort in (*EFFORTS, UNRATED)} <= set(texts(language).entries)
