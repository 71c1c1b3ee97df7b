"""Figures of a meeting: drawn from frozen tables alone, with the digits that were frozen."""

import dataclasses
from math import log10, nan

import numpy as np
import pandas as pd
import pytest

from impact.views import meeting, room
from impact.views.charts import style
from impact.views.charts.meeting import HEAD, Axis, figure
from impact.views.meeting import Row
from impact.views.texts import languages, texts
from tests.export.dossiers import NAMES, frozen

WORDS = texts("en")
AXIS = Axis("Ratio", WORDS.ratio)


def row(name: str = "a", kind: str = "lower", low: float = 0.4, middle: float = 0.5, high: float = 0.7, **changes) -> Row:
    return dataclasses.replace(Row(name, name, kind, low, middle, high, "50%"), **changes)


def drawn(*rows: Row, narrow: bool = False) -> dict:
    return figure(list(rows), AXIS, 40, WORDS, narrow=narrow).to_plotly_json()


def marks(made: dict) -> list[dict]:
    return [each for each in made["data"] if each["mode"] == "markers"]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", NAMES)
def test_rows_have_the_digits_that_were_frozen(name, language):
    taken, words = frozen(name), texts(language)
    brief, relative = taken.brief(language), taken.table("relative")
    rows = meeting.results(relative, brief)
    assert [each.alternative for each in rows] == [each.id for each in taken.read().alternatives]
    for each in rows:
        if each.middle > 0 and "?" not in each.written:
            assert words.ratio(each.middle) in each.written
    beside = {line[0]: line[1] for line in brief.screen("trade-offs").sheet.rows}
    assert beside == {each.name: each.written for each in rows}
    counts = meeting.tally(relative, brief)
    assert all(sum(each) == len(brief.names["indicator"]) for each in counts.values()) and len(counts) == len(rows) - 1
    held = meeting.verdicts(taken.table("verdicts"), brief, words)
    assert bool(held) == bool(taken.read().budget)
    for each in held:
        assert words.number(each.least, 2) in each.written and each.written.startswith(brief.names["verdict"][each.kind])
        assert brief.names["verdict"][each.kind] in brief.screen("limits").sentence
    if held:
        said = meeting.rule(taken.table("cells"), brief, words)
        assert all(name in said for name in (*brief.names["principle"].values(), brief.names["capacity_set"]["sala-2020"]))


def test_no_order_is_hollow_and_an_order_is_not():
    kinds = ("lower", "higher", "unsure", "apart", "unknown")
    made = drawn(row("base", "baseline", 1, 1, 1), *(row(kind, kind) for kind in kinds))
    fills = {kind: mark["marker"]["color"] for kind, mark in zip(("baseline", *kinds), marks(made), strict=True)}
    assert fills["lower"] == style.LIGHT.below and fills["higher"] == style.LIGHT.above
    assert {fills[kind] for kind in ("unsure", "apart", "unknown")} == {style.LIGHT.paper}
    assert len({mark["marker"]["symbol"][0] for mark in marks(made)}) == len(marks(made)) - 1  # lower and unsure differ by their fill


@pytest.mark.parametrize("middle", [0.0, -0.2])
def test_what_is_not_above_zero_is_told_and_not_drawn(middle):
    made = drawn(row("base", "baseline", 1, 1, 1), row("none", low=middle, middle=middle, high=middle, written="0%"))
    assert [mark["y"] for mark in marks(made)] == [[0]] or [tuple(mark["y"]) for mark in marks(made)] == [(0,)]
    said = [each["text"] for each in made["layout"]["annotations"]]
    assert "0%" in said and any(each.endswith("off this axis") for each in said)


def test_a_row_without_numbers_has_its_words_alone():
    made = drawn(row("base", "baseline", 1, 1, 1), row("gap", "unknown", nan, nan, nan, written="no data"))
    assert [list(mark["y"]) for mark in marks(made)] == [[0]] and "no data" in [each["text"] for each in made["layout"]["annotations"]]


def test_the_frozen_one_stays_hollow_behind_a_moved_one():
    ghost, now = marks(drawn(row(ghost=0.8)))
    assert list(ghost["x"]) == [0.8] and list(now["x"]) == [0.5] and ghost["marker"]["color"] == style.LIGHT.paper
    assert len(marks(drawn(row(ghost=0.5)))) == 1


def test_letters_are_large_and_thirteen_rows_have_one_line_each():
    rows = [row(f"a long name of an alternative, number {n} of thirteen") for n in range(13)]
    made = figure(rows, AXIS, 28, WORDS).to_plotly_json()["layout"]
    assert made["height"] == HEAD + 4 + 13 * 28 and not any("<br>" in each for each in made["yaxis"]["ticktext"])
    sizes = [made["font"]["size"], made["xaxis"]["tickfont"]["size"], *(each["font"]["size"] for each in made["annotations"])]
    assert min(sizes) >= room.LEAST


def test_the_axis_holds_all_and_is_marked():
    made = drawn(row(low=1e-3, middle=0.01, high=0.1), row("b", low=5, middle=20, high=90))["layout"]["xaxis"]
    low, high = made["range"]
    assert low < log10(1e-3) and high > log10(90) and 2 <= len(made["tickvals"]) <= 5


def test_a_name_is_not_read_as_markup():
    text = str(drawn(row("<b>x</b>"), narrow=True)) + str(drawn(row("<b>x</b>")))
    assert "<b>x</b>" not in text.replace("<b>&lt;b&gt;x&lt;/b&gt;</b>", "") and "&lt;b&gt;x" in text


def test_moved_ratios_are_those_of_the_totals_given():
    taken = frozen("bonnet")
    brief = taken.brief("en")
    rows = meeting.results(taken.table("relative"), brief)
    total = np.tile(np.array([[10.0], [4.0], [30.0], [10.0], [5.0]]), 256)
    found = meeting.moved(rows, total, brief, WORDS)
    assert [each.middle for each in found] == [1.0, 0.4, 3.0, 1.0, 0.5]
    assert [each.kind for each in found] == ["baseline", "lower", "higher", "unsure", "lower"]
    assert [each.ghost for each in found] == [each.middle for each in rows]
    assert found[1].written == "40%" and found[2].written == "300% *" and found[3].written == "≈ 100% *"


def test_days_of_a_person_are_rows_where_they_were_frozen():
    brief = frozen("housing").brief("en")
    table = pd.DataFrame(
        [("abs", brief.indicator, 0.1, 0.16, 0.3, 0.74, 1.0, True, False)],
        columns=["alternative", "indicator", "low", "least", "middle", "most", "high", "more", "less"],
    )
    (found,) = meeting.days(table, brief, WORDS)
    assert (found.name, found.written, found.middle, found.kind) == ("ABS", "≥ 0.16 – 0.74", 0.3, "plain")
    assert meeting.days(pd.DataFrame(), brief, WORDS) == []


def test_days_have_no_line_that_decides():
    taken = frozen("housing")
    rows = meeting.days(taken.table("days"), taken.brief("en"), WORDS)
    inks = [
        {shape["line"]["width"] for shape in figure(rows, Axis("days", str, decides), 40, WORDS).to_dict()["layout"]["shapes"] if shape["type"] == "line"}
        for decides in (None, 1.0)
    ]
    assert inks == [{1}, {1, 2}]
