"""Orders over combinations of choices, in words, tables and figures, in both languages."""

import numpy as np
import pytest

from impact.model import reading
from impact.scoring.boundaries import assess
from impact.scoring.choices import CHOICES, IMPOSSIBLE, WORDS, choices
from impact.scoring.compare import compare
from impact.scoring.pairwise import HIGHER, LOWER, UNDECIDED
from impact.views.charts import choices as charts
from impact.views.charts import style
from impact.views.choices import Orders
from impact.views.names import Names
from impact.views.texts import languages, texts
from tests.conftest import EXAMPLES, made, one
from tests.views.test_claims import sound

CLIMATE = "GWP-total"


@pytest.fixture(scope="module")
def computed(facts):
    """Worked examples by name, each compared, and computed under every combination, once."""
    studies = {path.stem: reading.load(path) for path in EXAMPLES}
    return {name: (compare(study, facts, 256), choices(study, facts, draws=256)) for name, study in studies.items()}


def orders(computed, name: str, language: str, indicator: str = CLIMATE) -> Orders:
    comparison, found = computed[name]
    return Orders(Names(comparison, texts(language)), found, indicator)


def every_sentence(held: Orders) -> list[str]:
    said = [*held.varied(), held.about(), held.sharing(next(iter(held.of)), None)]
    for name in held.of:
        said += [held.said(name), *held.turning(name)]
    return said


def cells_of(table) -> list[str]:
    return [str(cell) for row in table.to_numpy() for cell in row] + list(table.columns)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("indicator", [CLIMATE, "WDP"])
@pytest.mark.parametrize("study", [path.stem for path in EXAMPLES])
def test_all_that_is_said_of_every_example_is_sound(computed, study, indicator, language):
    held = orders(computed, study, language, indicator)
    sound(every_sentence(held), language)
    sound(cells_of(held.overview()), language)
    for name in held.of:
        sound([*cells_of(held.options(name)), *cells_of(held.combinations(name))], language)


@pytest.mark.parametrize("language", languages())
def test_the_counts_are_told(computed, language):
    """The battery car: two combinations turn glass fibre beside steel, and substitution does so alone."""
    held = orders(computed, "bonnet-battery", language)
    each = held.of["glass-fibre"]
    assert each.own == LOWER and each.counts[HIGHER] == 2 and each.held == 2 and each.possible == 12
    words = texts(language)
    assert words("choices.counted.turns", count=2) in held.said("glass-fibre")
    blanks = {"choice": words("choices.choice.allocation"), "options": words("allocation.substitution")}
    assert words("choices.turn.turns", lower=held.against, **blanks) in held.turning("glass-fibre")
    assert held.disputed == "glass-fibre"


def of(study, facts, language: str) -> Orders:
    return Orders(Names(compare(study, facts, 256), texts(language)), choices(study, facts, draws=256), CLIMATE)


@pytest.mark.parametrize("language", languages())
def test_two_that_are_equal_are_not_told_apart_by_any_choice(facts, language):
    held, words = of(made(one("a", "abs"), one("b", "abs"), one("c", "abs", mass=4.0)), facts, language), texts(language)
    assert held.of["b"].own == UNDECIDED and words("choices.turn.open") in held.turning("b")
    assert held.of["c"].held == held.of["c"].possible and words("choices.holds_in_all", count=held.of["c"].held) in held.said("c")
    assert words("choices.turn.never") in held.turning("c")
    sound(every_sentence(held), language)


@pytest.mark.parametrize("language", languages())
def test_what_cannot_be_computed_is_said_with_its_reason(facts, language):
    """No path is known for the electricity of the United States."""
    use, words = {"energy": [{"carrier": "electricity", "per_year": 1}], "country": "US"}, texts(language)
    held = of(made(one("a", "abs", use=use), one("b", "abs", mass=9.0, use=use), service_life=10), facts, language)
    said = held.impossible()
    assert len(said) == 1 and words("choices.choice.electricity") in said[0] and said[0] in held.varied()
    assert held.names.labels.of("country", "US") in said[0]
    assert words(f"choices.word.{IMPOSSIBLE}") in held.overview().iloc[0][words("choices.of_all")]
    assert len(charts.grid(held, "b").data) == 2
    sound(every_sentence(held), language)


@pytest.mark.parametrize("language", languages())
def test_the_sharing_principle_changes_no_order(computed, language):
    comparison, _ = computed["bonnet"]
    held = orders(computed, "bonnet", language)
    said = held.sharing("aluminium", assess(comparison, comparison.study.budget))
    assert said.startswith(texts(language)("choices.sharing")) and len(said) > len(texts(language)("choices.sharing"))
    sound([said], language)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("study", [path.stem for path in EXAMPLES])
def test_the_figures_are_those_of_the_tables(computed, study, language):
    held = orders(computed, study, language)
    figure = charts.bars(held, style.DARK)
    for number, (name, each) in enumerate(held.of.items()):
        assert sum(trace.x[number] for trace in figure.data) == pytest.approx(1), name
    for name, each in held.of.items():
        grid = charts.grid(held, name)
        assert sum(len(trace.x) for trace in grid.data) == len(each.cells) == len(held.combinations(name))
        assert len({(x, base) for trace in grid.data for x, base in zip(trace.x, trace.base, strict=True)}) == len(each.cells)
        assert len(grid.layout.shapes) == 1
    rows = held.figures()
    assert len(rows) == sum(len(each.cells) for each in held.of.values())
    lower = rows[texts(language)("table.lower")]
    assert np.isfinite(lower.dropna()).all() and lower.between(0, 1)[lower.notna()].all()


def test_options_that_give_the_same_figures_are_named_together(computed):
    held = orders(computed, "wall", "en")
    groups = held.of["glass-wool"].groups
    assert len(groups["allocation"]) == 1 and len(held.options("glass-wool")) == 1 + len(groups["source"])
    assert "cut-off, Circular Footprint Formula, and substitution" in held.options("glass-wool").to_string()


def test_names_of_a_user_are_no_markup(facts):
    held = of(made(one("a", "abs"), one("b", "abs") | {"name": {"en": "<b>x</b>"}}), facts, "en")
    annotations = [each.text for each in charts.bars(held).layout.annotations]
    assert "&lt;b&gt;x&lt;/b&gt;" in annotations and "<b>&lt;b&gt;x" in held.hover("b", UNDECIDED)


def test_every_choice_has_its_words():
    for language in languages():
        entries = texts(language).entries
        assert all(f"choices.choice.{kind}" in entries for kind in CHOICES)
        assert all(f"choices.{section}.{word}" in entries for word in WORDS for section in ("word", "short"))
