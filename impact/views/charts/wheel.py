"""A wheel: equal wedges around rings, in classes told apart by colour and hatch. The companion of a chart with rows, never alone."""

import textwrap
from dataclasses import dataclass
from html import escape
from math import isnan

import plotly.graph_objects as go

from impact.views.charts import style
from impact.views.texts import Texts


@dataclass(frozen=True)
class Frame:
    """What one form of the wheel needs. [px]

    height: of the wheel with its names; beside, above: room for the names at the sides, and above and below; font: of the names
    legend: room for the legend
    """

    height: int
    beside: int
    above: int
    font: int
    legend: int


#: Names at the rim need a wide screen; numbers fit a phone.
NAMED, NUMBERED = Frame(540, 92, 56, 12, 52), Frame(320, 76, 36, 11, 112)
#: Length of a line of a name [characters]; a wedge's share of its angle [-].
WIDTH, FILLED = 13, 0.94


@dataclass(frozen=True)
class Look:
    """How a class is drawn: its name in the legend, colour, and hatch of plotly ("" is plain)."""

    name: str
    colour: str
    shape: str = ""


@dataclass(frozen=True)
class Wedge:
    """One wedge.

    label:   name, short
    radius:  from 0 at the centre to 1 at the rim, already on the scale of the rings; nan: not assessed, hatched to the strong ring
    written: its figure, beside the name
    look:    key of the looks
    hover:   safe as markup
    further: an arrow says that it goes on from there
    hatched: without a number: where it ends is a bound
    """

    label: str
    radius: float
    written: str
    look: str
    hover: str
    further: bool = False
    hatched: bool = False


@dataclass(frozen=True)
class Ring:
    """One ring of the scale. radius: as of wedges; label: its value; name: in the legend, for a line that counts; strong: the line at 1."""

    radius: float
    label: str
    name: str = ""
    strong: bool = False


def wheel(
    wedges: list[Wedge],
    rings: list[Ring],
    looks: dict[str, Look],
    words: Texts,
    theme: style.Theme = style.LIGHT,
    numbered: bool = False,
    stamp: str = "",
) -> go.Figure:
    """Wedges clockwise from the top, with their names at the rim, or their numbers; see `key`.

    looks: in the order of the legend; one that no wedge has is left out. What is not assessed is hatched to the strong ring, or the rim.
    """
    until = next((ring.radius for ring in rings if ring.strong), 1.0)
    frame, step = NUMBERED if numbered else NAMED, 360 / len(wedges)
    at = [(n * step, each) for n, each in enumerate(wedges)]
    held = {name: [pair for pair in at if pair[1].look == name] for name in looks}
    classes = [trace for name, look in looks.items() for trace in _class(look, held[name], until, step, theme)]
    lines = [_line(ring, theme) for ring in rings]
    layout = style.layout(words, theme, frame.legend + frame.above, frame.legend + frame.height, stamp)
    layout["margin"] |= {"l": frame.beside, "r": frame.beside, "b": frame.above}
    layout |= {
        "legend": {
            "orientation": "h",
            "x": 0.5,
            "xanchor": "center",
            "y": 1 + (frame.above + 4) / (frame.height - 2 * frame.above),
            "yanchor": "bottom",
            "font": {"size": 13},
        },
        "showlegend": True,
        "polar": {
            "bgcolor": theme.paper,
            "gridshape": "circular",
            "radialaxis": {"range": [0, 1], "showticklabels": False, "showgrid": False, "showline": False, "ticks": ""},
            "angularaxis": {
                "rotation": 90,
                "direction": "clockwise",
                "tickvals": [angle for angle, _ in at],
                "ticktext": [_name(n, each, numbered) for n, each in enumerate(wedges)],
                "tickfont": {"size": frame.font},
                "showgrid": False,
                "linecolor": theme.grid,
                "ticks": "",
            },
        },
    }
    return go.Figure({"data": [*classes, *lines, _arrows(at, theme), _scale(rings, step, theme)], "layout": layout})


def key(wedges: list[Wedge], words: Texts) -> str:
    """Names by number, for the caption of a numbered wheel."""
    return " · ".join(f"({words.whole(n + 1)})\u00a0{each.label}" for n, each in enumerate(wedges))


def _name(number: int, wedge: Wedge, numbered: bool) -> str:
    """What stands at the rim: the name in short lines, or the number, and the figure."""
    lines = [f"({number + 1})"] if numbered else textwrap.wrap(wedge.label, WIDTH, break_long_words=False)
    return "<br>".join([*(escape(line) for line in lines), f"<b>{escape(wedge.written)}</b>"])


def _class(look: Look, held: list[tuple[float, Wedge]], until: float, step: float, theme: style.Theme) -> list[dict]:
    """Wedges of one class: those with a number in its colour, those without hatched in it on bare paper.

    until: where a wedge without radius ends
    """
    filled = [(angle, each) for angle, each in held if not each.hatched and not isnan(each.radius)]
    bare = [(angle, each) for angle, each in held if each.hatched or isnan(each.radius)]
    patterns = {
        "filled": {"shape": look.shape, "fillmode": "overlay", "fgcolor": theme.ink, "solidity": 0.22},
        "bare": {"shape": "/", "fillmode": "replace", "fgcolor": look.colour, "bgcolor": theme.paper, "solidity": 0.3},
    }
    return [
        {
            "type": "barpolar",
            "name": look.name,
            "theta": [angle for angle, _ in each],
            "r": [until if isnan(wedge.radius) else wedge.radius for _, wedge in each],
            "width": step * FILLED,
            "marker": {
                "color": look.colour if kind == "filled" else theme.paper,
                "pattern": patterns[kind] | {"size": 7},
                "line": {"color": theme.muted, "width": 1},
            },
            "showlegend": kind == "filled" or not filled,
            "customdata": [wedge.hover for _, wedge in each],
            "hovertemplate": "%{customdata}<extra></extra>",
        }
        for kind, each in (("filled", filled), ("bare", bare))
        if each
    ]


def _line(ring: Ring, theme: style.Theme) -> dict:
    """A ring: strong at the boundary, dashed where it has a name, faint elsewhere."""
    named = {"color": theme.ink, "width": 3} if ring.strong else {"color": theme.ink, "width": 1.5, "dash": "dash"}
    return {
        "type": "scatterpolar",
        "mode": "lines",
        "name": ring.name,
        "showlegend": bool(ring.name),
        "theta": list(range(0, 361, 3)),
        "r": [ring.radius] * 121,
        "line": named if ring.name else {"color": theme.grid, "width": 1},
        "hoverinfo": "skip",
    }


def _arrows(at: list[tuple[float, Wedge]], theme: style.Theme) -> dict:
    """Arrows at the ends of wedges that go on."""
    ends = [(angle, each) for angle, each in at if each.further]
    return {
        "type": "scatterpolar",
        "mode": "markers",
        "theta": [angle for angle, _ in ends],
        "r": [min(each.radius + 0.035, 1) for _, each in ends],
        "marker": {"symbol": "arrow", "size": 13, "color": theme.ink, "angle": [angle for angle, _ in ends]},
        "showlegend": False,
        "hoverinfo": "skip",
    }


def _scale(rings: list[Ring], step: float, theme: style.Theme) -> dict:
    """Values of the rings, between the last wedge and the first."""
    return {
        "type": "scatterpolar",
        "mode": "markers+text",
        "theta": [-step / 2] * len(rings),
        "r": [ring.radius for ring in rings],
        "text": [style.bold(ring.label, ring.strong) for ring in rings],
        "textfont": {"size": 11, "color": theme.ink},
        "marker": {"symbol": "circle", "size": 17, "color": theme.paper, "line": {"color": theme.grid, "width": 1}},
        "showlegend": False,
        "hoverinfo": "skip",
    }
