"""Where the planet stands against its boundaries: bars on one axis, and the wheel beside them. No product is read into them."""

import textwrap
from dataclasses import dataclass
from html import escape
from math import isnan, sqrt

import plotly.graph_objects as go

from impact.scoring.planet import HIGH, HIGH_RISK, INCREASING, PAST, SAFE, UNKNOWN, worst
from impact.views.charts import style
from impact.views.charts.wheel import Look, Ring, Wedge, wheel
from impact.views.planet import Planet
from impact.views.texts import Texts

#: Classes: colour of Okabe & Ito and hatch, so that a print in grey can be read.
CLASSES = {SAFE: ("#56B4E9", ""), INCREASING: ("#E69F00", "/"), HIGH: ("#D55E00", "x"), PAST: ("#CC79A7", "\\")}
#: The axis: from just left of 0 to its end; what goes further ends in an arrow, for which there is room.
LEFT, BOUNDARY, END, RIGHT = -0.01, 1.0, 4.0, 4.25
#: Length of the mark of a class that has no place on an axis; size of the diamond of a line of high risk [px].
MARK, DIAMOND = 0.12, 12
#: Height of a line of text, of a bar, of the room below it, and of the head of a group of rows [px].
LINE, BAR, GAP, HEAD = 17, 16, 16, 62
#: Length of a line of a name [characters]; height of the legend [px].
WIDTH, LEGEND = 50, 84
#: Last ring of the wheel, on the scale of scoring.planet.zoned, and those that are drawn.
RIM, RINGS = 8.0, (1.0, HIGH_RISK, 4.0, 6.0, 8.0)


@dataclass(frozen=True)
class Placed:
    """One row of the figure.

    kind:      of its axis: normalised, position, or none
    lines:     its texts; top: where they begin [px from the top of the figure]
    start:     where its bar begins on the axis, and end: its value there
    high_risk: place of that line; nan where it has none
    """

    row: object
    kind: str
    lines: list[str]
    top: float
    start: float
    end: float
    high_risk: float

    @property
    def middle(self) -> float:
        """Middle of the bar [px]."""
        return self.top + LINE * len(self.lines) + 4 + BAR / 2

    @property
    def length(self) -> float:
        """Length of the bar on the axis."""
        return min(self.end, END) - self.start

    @property
    def further(self) -> bool:
        """Does the value lie further than the bar shows?"""
        return self.kind != "none" and (self.end > END or bool(self.row.more_than and self.end >= BOUNDARY))


def bars(planet: Planet, theme: style.Theme = style.LIGHT) -> go.Figure:
    """One row per control variable, from the Holocene over the boundary; without a baseline, from the boundary on."""
    rows, heads, height = _places(planet, theme)
    traces = [_bars(state, colour, hatch, rows, planet, theme) for state, (colour, hatch) in CLASSES.items()]
    traces += [_high_risk(rows, theme), _legend(planet, theme), _unheld(rows, planet, theme)]
    layout = style.layout(planet.words, theme, LEGEND, LEGEND + round(height) + 8) | {
        "barmode": "overlay",
        "annotations": [
            *(note for head in heads for note in _head(*head[:2], planet, theme)),
            *(_text(each, theme) for each in rows),
            *(_arrow(each) for each in rows if each.further),
        ],
        "shapes": [*(line for head in heads for line in _grid(*head, theme)), *_boundaries(rows, theme)],
        "showlegend": True,
        "xaxis": {"visible": False, "range": [min([LEFT, *(each.end for each in rows)]), RIGHT]},
        "yaxis": {"visible": False, "range": [height, 0]},
    }
    layout["legend"] = {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "font": {"size": 13}}
    return go.Figure({"data": [trace for trace in traces if trace], "layout": layout})


def _places(planet: Planet, theme: style.Theme) -> tuple[list[Placed], list[tuple[str, float, float]], float]:
    """Rows from the top down in three groups, by the axis that they have; heads of the groups: kind, top, bottom [px]; height [px]."""
    groups = {"normalised": [], "position": [], "none": []}
    for row in planet.rows.itertuples():
        kind = "none" if row.state == UNKNOWN else next((k for k in ("normalised", "position") if not isnan(getattr(row, k))), "none")
        groups[kind].append(row)
    placed, heads, top = [], [], 0.0
    for kind, rows in groups.items():
        if not rows:
            continue
        begin, top = top, top + HEAD - (0 if kind != "none" else 24)
        for row in rows:
            placed.append(Placed(row, kind, _lines(row, planet, theme), top, *_ends(row, kind)))
            top = placed[-1].middle + BAR / 2 + GAP
        heads.append((kind, begin, top - GAP / 2))
        top += GAP
    return placed, heads, top


def _ends(row, kind: str) -> tuple[float, float, float]:
    """Start and end of a bar and place of the line of high risk, on the axis of its group. [-]"""
    if kind == "normalised":
        line = (row.high_risk - row.baseline) / (row.boundary - row.baseline)
        return 0.0, row.normalised, line
    if kind == "position":
        return BOUNDARY, BOUNDARY + row.position, BOUNDARY + 1
    return 0.0, END if row.state == UNKNOWN else MARK, float("nan")


def _lines(row, planet: Planet, theme: style.Theme) -> list[str]:
    """Text above a bar in lines that fit a phone: the sub-boundary in bold, its control variable, and the numbers."""
    part = planet.name("part", row.part, "short")
    numbers = [f"<span style='color:{theme.muted}'>{escape(line)}</span>" for line in _wrapped(planet.brief(row))]
    if not row.held:
        return [f"<b>{escape(part)}</b>", *numbers]
    first, *others = _wrapped(f"{part} · {planet.name('variable', row.variable)}")
    return [f"<b>{escape(first[: len(part)])}</b>{escape(first[len(part) :])}", *map(escape, others), *numbers]


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_long_words=False)


def _text(each: Placed, theme: style.Theme) -> dict:
    """Text above a bar, on paper, so that the lines of the scale do not cross it."""
    place = {"xref": "paper", "x": 0, "xanchor": "left", "y": each.top, "yanchor": "top", "align": "left", "showarrow": False}
    return place | {"text": "<br>".join(each.lines), "font": {"size": 13}, "bgcolor": theme.paper}


def _head(kind: str, top: float, planet: Planet, theme: style.Theme) -> list[dict]:
    """Title of a group, and the scale under it."""
    words = planet.words
    title = {"xref": "paper", "x": 0, "xanchor": "left", "y": top, "yanchor": "top", "showarrow": False}
    notes = [title | {"text": f"<b>{words(f'planet.axis_{kind}')}</b>", "font": {"size": 13}}]
    if kind == "none":
        return notes
    first = 0 if kind == "normalised" else 1
    named = {0: "tick_holocene", 1: "tick_boundary"} if kind == "normalised" else {1: "tick_boundary", 2: "tick_high_risk"}
    for x in range(first, int(END) + 1):
        word = f"<br>{words(f'planet.{named[x]}')}" if x in named else ""
        text = f"{x - first}{word}"
        anchor = "left" if x == 0 else "center"
        notes.append(
            {
                "x": x,
                "xanchor": anchor,
                "y": top + 22,
                "yanchor": "top",
                "showarrow": False,
                "font": {"size": 12, "color": theme.muted},
                "align": anchor,
            }
            | {"text": style.bold(text, x == BOUNDARY)}
        )
    return notes


def _grid(kind: str, top: float, bottom: float, theme: style.Theme) -> list[dict]:
    """Lines of the scale of a group; the last group has none."""
    first = {"normalised": 0, "position": 1, "none": END + 1}[kind]
    ink = {"color": theme.grid, "width": 1}
    return [_stroke(x, top + HEAD - 6, bottom, ink) | {"layer": "below"} for x in range(int(first), int(END) + 1) if x != BOUNDARY]


def _boundaries(rows: list[Placed], theme: style.Theme) -> list[dict]:
    """The boundary, over each bar that has an axis."""
    ink = {"color": theme.ink, "width": 3}
    return [_stroke(BOUNDARY, each.middle - BAR / 2 - 3, each.middle + BAR / 2 + GAP - 5, ink) for each in rows if each.kind != "none"]


def _stroke(x: float, top: float, bottom: float, ink: dict) -> dict:
    return {"type": "line", "x0": x, "x1": x, "y0": top, "y1": bottom, "line": ink}


def _bars(state: str, colour: str, hatch: str, rows: list[Placed], planet: Planet, theme: style.Theme) -> dict:
    """Bars of one class; a variable that has a class and no place on an axis has a mark of it."""
    held = [each for each in rows if each.row.state == state]
    marker = {"color": colour, "pattern": _pattern(hatch, theme), "line": {"color": theme.muted, "width": 1}}
    return _row_bars(held, marker, planet) | {"name": planet.state(state)} if held else {}


def _row_bars(held: list[Placed], marker: dict, planet: Planet) -> dict:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [each.middle for each in held],
        "base": [each.start for each in held],
        "x": [each.length for each in held],
        "width": BAR,
        "marker": marker,
        "customdata": [planet.hover(each.row) for each in held],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _pattern(hatch: str, theme: style.Theme) -> dict:
    return {"shape": hatch, "size": 7, "solidity": 0.22, "fillmode": "overlay", "fgcolor": theme.ink}


def _high_risk(rows: list[Placed], theme: style.Theme) -> dict:
    """Lines of high risk, and what of the way there from the boundary no bar covers."""
    lined = [each for each in rows if not isnan(each.high_risk)]
    ends = [(min(max(BOUNDARY, each.end), each.high_risk, END), min(each.high_risk, END)) for each in lined]
    shown = [float(each.high_risk <= END) for each in lined]
    return _diamonds(theme) | {
        "x": [x for start, line in ends for x in (start, line, None)],
        "y": [y for each in lined for y in (each.middle, each.middle, None)],
        "marker": _diamonds(theme)["marker"]
        | {
            "size": [size for each in shown for size in (0, DIAMOND * each, 0)],
            "line": {"color": theme.ink, "width": [width for each in shown for width in (0, 2 * each, 0)]},
        },
        "showlegend": False,
    }


def _legend(planet: Planet, theme: style.Theme) -> dict:
    """What a line of high risk looks like, in the legend."""
    return _diamonds(theme) | {"x": [None], "y": [None], "name": planet.words("planet.line_of_high_risk")}


def _diamonds(theme: style.Theme) -> dict:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "line": {"color": theme.muted, "width": 2},
        "marker": {"symbol": "diamond", "size": DIAMOND, "color": theme.paper, "opacity": 1, "line": {"color": theme.ink, "width": 2}},
        "hoverinfo": "skip",
    }


def _arrow(each: Placed) -> dict:
    """An arrow where a value lies further than its bar."""
    return {
        "x": min(each.end, END),
        "xshift": 9,
        "xanchor": "left",
        "y": each.middle,
        "text": "▶",
        "showarrow": False,
        "font": {"size": 15},
    }


def _unheld(rows: list[Placed], planet: Planet, theme: style.Theme) -> dict:
    """Hatched over the whole axis: of these nothing is known here."""
    hatch = {"shape": "/", "fgcolor": theme.grid, "size": 7, "solidity": 0.25}
    marker = {"color": theme.paper, "line": {"color": theme.grid, "width": 1}, "pattern": hatch}
    return _row_bars([each for each in rows if each.row.state == UNKNOWN], marker, planet) | {"showlegend": False}


def wedges(planet: Planet) -> list[Wedge]:
    """One wedge per sub-boundary, as far as its worst control variable; the radius is the square root of `scoring.planet.zoned`."""
    return [_wedge(row, planet) for row in worst(planet.rows, "part").itertuples()]


def planet_wheel(planet: Planet, theme: style.Theme = style.LIGHT, numbered: bool = False) -> go.Figure:
    """The same as a wheel."""
    words = planet.words
    looks = {state: Look(planet.state(state), *shown) for state, shown in CLASSES.items()}
    looks |= {UNKNOWN: Look(planet.state(UNKNOWN, held=False), theme.grid)}
    names = {BOUNDARY: words("planet.tick_boundary"), HIGH_RISK: words("planet.line_of_high_risk")}
    rings = [Ring(_radius(each), words.number(each), _named(each, names, words), each == BOUNDARY) for each in RINGS]
    return wheel(wedges(planet), rings, looks, words, theme, numbered)


def _named(ring: float, names: dict[float, str], words: Texts) -> str:
    return f"{words.number(ring)} = {names[ring]}" if ring in names else ""


def _radius(place: float) -> float:
    """From 0 to 1 at the rim; nan stays nan."""
    return sqrt(min(max(place, 0.0), RIM) / RIM) if not isnan(place) else place


def _wedge(row, planet: Planet) -> Wedge:
    within = row.state == SAFE and isnan(row.place)  # somewhere between the centre and the boundary
    place = BOUNDARY if within else row.place
    further = bool(row.at_least or row.place > RIM)
    bare = within or bool(row.at_least and isnan(row.current))
    return Wedge(planet.name("part", row.part, "short"), _radius(place), planet.figure(row), row.state, planet.hover(row), further, bare)
