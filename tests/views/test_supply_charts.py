"""The map and the figures of supply: what is drawn is what was given, and no label meets another."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.store.world import area, world
from impact.views.charts import style, supply
from impact.views.charts import world as charts
from impact.views.texts import languages, texts

NAMES = {country: f"Land {country}" for country in world().countries}
MADE = pd.DataFrame(
    [
        ("CD", 0.63, False),
        ("RU", 0.15, False),
        ("ZM", 0.14, False),
        ("TZ", 0.04, False),
        ("SG", 0.03, False),
        ("FR", 0.009, False),
        ("BE", 0.001, True),
    ],
    columns=["country", "share", "at_most"],
)
BOUGHT = pd.DataFrame([("FR", 0.5, False), ("CD", 0.4, False), ("BE", 0.08, False)], columns=MADE.columns)
CALLED = supply.Called("made", "bought", "others", "member")


def outlines(trace) -> int:
    """How many rings a trace draws."""
    return sum(x is None for x in trace.x)


def test_equal_earth_as_published():
    """Half the equator is 2.7066 radii, a pole 1.3173 radii from it."""
    found = charts.equal_earth(np.array([[180.0, 0.0], [0.0, 90.0], [0.0, -90.0], [0.0, 0.0]]))
    assert found == pytest.approx(np.array([[2.7066, 0], [0, 1.3173], [0, -1.3173], [0, 0]]), abs=1e-4)


@given(st.floats(-80, 79), st.floats(-179, 178))
def test_equal_earth_keeps_areas(south, west):
    """A cell of a degree has the area that it has on the globe of radius 1."""
    line = np.linspace(0, 1, 20)
    sides = [
        (west + line, south + 0 * line),
        (west + 1 + 0 * line, south + line),
        (west + 1 - line, south + 1 + 0 * line),
        (west + 0 * line, south + 1 - line),
    ]
    ring = np.concatenate([np.column_stack(side) for side in sides])
    globe = np.radians(1) * (np.sin(np.radians(south + 1)) - np.sin(np.radians(south)))
    assert area(charts.equal_earth(ring)) == pytest.approx(globe, rel=1e-3)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("theme", [style.LIGHT, style.DARK])
@pytest.mark.parametrize("narrow", [False, True])
def test_each_country_is_drawn_once_in_the_class_of_its_share(theme, narrow, language):
    figure = charts.world_map(MADE, NAMES, "<none>", texts(language), theme, narrow)
    classes = [("FR", "BE"), ("TZ",), ("ZM",), ("RU",), ("CD",)]  # Singapore, too small for an outline, is a dot
    for trace, blue, countries in zip(figure.data[:5], charts.BLUES[theme], classes, strict=True):
        assert trace.fillcolor == blue and outlines(trace) == sum(len(world().outlines[country]) for country in countries)
    assert sum(outlines(trace) for trace in figure.data[:6]) == sum(map(len, world().outlines.values()))
    assert len(figure.data) == 13 and {trace.type for trace in figure.data} == {"scatter"}  # plain axes: no outside shapes
    assert figure.data[11].name == "&lt;none&gt;"


@pytest.mark.parametrize("language", languages())
def test_the_pointer_and_the_labels_tell_the_shares_that_were_given(language):
    words = texts(language)
    figure = charts.world_map(MADE, NAMES, "none", words)
    said = dict(line.removeprefix("<b>Land ").split("</b><br>") for line in figure.data[-1].customdata)
    for row in MADE.itertuples():
        assert said[row.country].replace("&lt;", "<") == charts.written(row.share, row.at_most, words)
    assert said["BE"] == f"&lt;\u00a0{words.percent(0.001)}" and said["NG"] == "none"
    dots = [size for size in figure.data[-1].marker.size if size > 1]
    assert len(dots) == 1
    labels = [each.text for each in figure.layout.annotations]
    assert labels == [f"<b>Land {row.country}\u00a0{words.percent(row.share)}</b>" for row in MADE.head(5).itertuples()]
    short = [each.text for each in charts.world_map(MADE, NAMES, "none", words, narrow=True).layout.annotations]
    assert short[0] == f"<b>CD\u00a0{words.percent(0.63)}</b>" and len(short) == 3


@pytest.mark.parametrize("width", [600, 900, 1100, 1400])
def test_no_label_meets_another(width):
    """Neighbours in the middle of Africa and of Europe, at any width of the map."""
    crowd = pd.DataFrame({"country": ["CD", "RW", "BI", "UG", "TZ"], "share": [0.4, 0.2, 0.1, 0.1, 0.05], "at_most": False})
    for rows in (crowd, crowd.assign(country=["BE", "NL", "LU", "DE", "FR"])):
        notes = charts.world_map(rows, NAMES, "none", texts("en")).layout.annotations
        (left, right), _ = charts._frame()
        boxes = [(each.x * width / (right - left), each.y * width / (right - left) + each.yshift, len(each.text) - 7) for each in notes]
        assert len(boxes) >= 3
        for n, (x, y, signs) in enumerate(boxes):
            for other, height, more in boxes[:n]:
                assert abs(x - other) > (signs + more) / 2 * charts.SIGN or abs(y - height) >= charts.LINE


def test_a_place_answers_for_the_country_that_it_lies_in():
    """Places of South Africa spare Lesotho; a country too small for the grid still answers at its centre."""
    places = charts._within("ZA")
    lesotho = world().centres["LS"]
    assert len(places) > 5 and (np.hypot(*(places[1:] - lesotho).T) > 0.9).all()
    assert len(charts._within("LU")) >= 1 and len(charts._within("SG")) == 1
    assert len(charts._within("RU")) > 60


def test_a_map_without_any_share():
    figure = charts.world_map(MADE.head(0), NAMES, "none", texts("en"))
    assert not figure.layout.annotations and outlines(figure.data[5]) == sum(map(len, world().outlines.values()))


def test_blues_rise_in_lightness_away_from_the_paper():
    for theme, blues in charts.BLUES.items():
        light = [int(blue[1:3], 16) * 0.21 + int(blue[3:5], 16) * 0.72 + int(blue[5:], 16) * 0.07 for blue in blues]
        steps = np.diff(light) if theme is style.DARK else -np.diff(light)
        assert (steps > 20).all()


def test_bars_are_the_shares_and_the_rest_is_their_sum():
    figure = supply.by_country(MADE, BOUGHT, NAMES, {"FR", "BE"}, CALLED, texts("en"), most=3)
    made, bought = figure.data[:2]
    heads = [each.text for each in figure.layout.annotations[-4:]]
    assert heads == ["Land CD", "Land RU", "Land FR", "others (4)"]
    assert list(made.x) == pytest.approx([63, 15, 0.9, 14 + 4 + 3 + 0.1])
    assert [bought.x[0], *bought.x[2:]] == pytest.approx([40, 50, 8]) and np.isnan(bought.x[1])
    assert sum(made.x) == pytest.approx(MADE.share.sum() * 100)
    assert list(made.marker.pattern.shape) == ["", "", "/", ""] and made.marker.color != bought.marker.color
    written = [each.text for each in figure.layout.annotations[:8]]
    assert written == ["63%", "15%", "0.9%", "&lt;\u00a021%", "40%", "–", "50%", "8%"]
    assert (np.diff(sorted([*made.y, *bought.y])) >= supply.BAR).all()


def test_bars_of_one_source_only_and_no_sum_of_a_single_country():
    figure = supply.by_country(MADE, BOUGHT.head(0), NAMES, set(), CALLED, texts("fr"), most=6)
    assert len(figure.data[0].x) == 7 and [trace.name for trace in figure.data[1:]] == ["made", "member"]
    assert supply.leading([MADE], 6) == (list(MADE.country), [])
    assert supply.leading([MADE], 5)[1] == ["BE", "FR"]


def test_lines_over_the_years_have_gaps_and_names_at_their_ends():
    rows = pd.DataFrame(
        [(name, year, 0.2 + 0.01 * n) for n, name in enumerate("abcdef") for year in range(2018, 2025) if (name, year) != ("a", 2020)],
        columns=["raw_material", "year", "hhi"],
    )
    figure = supply.over_years(rows, {name: f"<{name}>" for name in "abcdef"}, "title", texts("en"))
    assert len(figure.data) == 6 and np.isnan(figure.data[0].y[2]) and list(figure.data[1].y) == pytest.approx([0.21] * 7)
    assert len({(trace.line.color, trace.line.dash, trace.marker.symbol) for trace in figure.data}) == 6
    ends = [each for each in figure.layout.annotations if each.xref == "paper" and each.x == 1]
    assert np.diff(sorted(each.y for each in ends)).min() >= supply.APART - 1e-9
    assert "&lt;a&gt;" in ends[0].text and "0.2" in ends[0].text and tuple(figure.layout.yaxis.range) == (0, 1)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_names_at_the_ends_keep_their_order_and_their_distance(values):
    ends = dict(zip("abcdef", values, strict=False))
    places = supply.apart(ends)
    order = sorted(ends, key=ends.get)
    assert all(places[b] - places[a] >= supply.APART - 1e-9 for a, b in zip(order, order[1:], strict=False))
    assert all(0 <= place <= 1 for place in places.values())


@pytest.mark.parametrize("language", languages())
def test_matter_held_by_state(language):
    words = texts(language)
    rows = pd.DataFrame(
        [
            ("a", "strategic", 9.0),
            ("a", "other", 3.0),
            ("a", "unknown", 0.002),
            ("b", "critical", 1.0),
            ("b", "critical", 0.5),
            ("b", "other", np.nan),
            ("c", "other", np.nan),
        ],
        columns=["alternative", "state", "kg"],
    )
    names = {"c": "<C>", "a": "A", "b": "B", "d": "D"}
    states = {state: state.upper() for state in supply.INKS}
    figure = supply.held(rows, names, states, "missing", words)
    drawn = {trace.name: dict(zip(trace.y, trace.x, strict=True)) for trace in figure.data}
    assert drawn["STRATEGIC"] == {1: 9.0} and drawn["OTHER"] == {1: 3.0} and drawn["CRITICAL"] == {2: 1.5} and drawn["UNKNOWN"] == {1: 0.002}
    unknown = next(trace for trace in figure.data if trace.name == "UNKNOWN")
    assert unknown.marker.pattern.shape == "/" and unknown.marker.line.width >= 1
    texted = [each.text for each in figure.layout.annotations]
    assert texted[:4] == ["&lt;C&gt;", "A", "B", "D"]
    assert texted[4:] == [
        "missing",
        f"{words.number(12.002)}\u00a0kg<br>▨\u00a0{words.number(0.002)}\u00a0kg",
        f"≥\u00a0{words.number(1.5)}\u00a0kg",
        "missing",
    ]
