"""Figures of a meeting: ratios on a logarithmic axis, readable from the other end of a room, drawn from what was frozen."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from math import inf, isclose, isfinite, log10, sqrt

import plotly.graph_objects as go

from impact.views import room
from impact.views.charts import style
from impact.views.charts.dots import DOTS as VERDICTS
from impact.views.meeting import BASELINE, Row
from impact.views.texts import Texts

#: Dot of each kind of row: symbol, and the ink of the theme that fills it (none: hollow, since no order is given).
DOTS = VERDICTS | {
    BASELINE: ("line-ns", "ink"),
    "lower": ("circle", "below"),
    "higher": ("diamond", "above"),
    "unsure": ("circle", None),
    "apart": ("square", None),
    "unknown": ("triangle-up", None),
}
#: The same as signs in a line of text.
SIGNS = {BASELINE: "│", "lower": "●", "higher": "◆", "unsure": "○", "apart": "□", "unknown": "△"}
#: Height of the head with the title and the marks of the axis; width of a sign of text. [px]
HEAD, SIGN = 60, room.WORD * room.LEAST
#: Width of a name on one line, on two, and on a phone; height of a row from which it may have two lines [px].
ONE, BOTH, PHONE, TWO = 400, 300, 280, 54
#: The axis shows no more decades than this on either side of 1.
DECADES = 5
#: Marks of the axis: in each decade, and every how many decades, from the finest; no more of them than MARKS.
STEPS, MARKS = (((1, 2, 5), 1), ((1, 3), 1), ((1,), 1), ((1,), 2), ((1,), 3), ((1,), 4)), 5
#: Factor left free at the ends of the axis; opacity of the ground of every second row.
MARGIN, BAND = 1.2, 0.06
#: On a phone: size of a text, height of a row and of the head.
SMALL, SMALL_ROW, SMALL_HEAD = 14, 58, 48


@dataclass(frozen=True)
class Axis:
    """What is measured: a title, how a value is written, and where the line stands that decides; None where nothing does."""

    title: str
    write: Callable[[float], str]
    decides: float | None = 1.0


def figure(rows: list[Row], axis: Axis, row: int, words: Texts, theme: style.Theme = style.LIGHT, narrow: bool = False) -> go.Figure:
    """A dot at the middle, a thin line with the draws, a thick one with the choices; hollow behind it, where it was before it was moved.

    row: height of a row [px]; narrow: for a phone, with names above the rows
    """
    row, head, size = (SMALL_ROW, SMALL_HEAD, SMALL) if narrow else (row, HEAD, room.LEAST)
    edges = _edges(rows, axis)
    marks = _ticks(edges)
    drawn = [(n, each) for n, each in enumerate(rows) if each.middle > 0]
    shape = [
        _line([(n, each.low, each.high) for n, each in drawn], 3, edges, theme),
        _line([(n, each.least, each.most) for n, each in drawn], 11, edges, theme),
    ]
    ghosts = [(n, each) for n, each in drawn if each.ghost > 0 and not isclose(each.ghost, each.middle)]
    if ghosts:
        shape.append(_dots([n for n, _ in ghosts], [each.ghost for _, each in ghosts], "diamond-tall", theme.paper, theme.muted, 15, edges))
    for kind in dict.fromkeys(each.kind for _, each in drawn):
        symbol, fill = DOTS[kind]
        held = [(n, each) for n, each in drawn if each.kind == kind]
        ink = getattr(theme, fill) if fill else theme.paper
        dots = _dots([n for n, _ in held], [each.middle for _, each in held], symbol, ink, theme.ink, 12 if narrow else 17, edges)
        shape.append(dots | {"customdata": [_hover(each, axis) for _, each in held], "hovertemplate": "%{customdata}<extra></extra>"})
    margin = {"t": head, "b": 4, "l": 8, "r": 8 if narrow else int(16 + SIGN * max(len(each.written) + 1 for each in rows)), "pad": 6}
    names = [] if narrow else [_name(each, BOTH, 2) if row >= TWO else _name(each, ONE, 1) for each in rows]
    return go.Figure(
        {
            "data": shape,
            "layout": {
                "template": style.template(words("number.separators"), theme),
                "font": {"size": size},
                "title": {
                    "text": escape(axis.title),
                    "font": {"size": size},
                    "x": 0,
                    "xref": "container",
                    "y": 1,
                    "yref": "container",
                    "yanchor": "top",
                    "pad": {"t": 2},
                },
                "height": head + 4 + row * len(rows),
                "margin": margin,
                "annotations": [*_beside(rows, narrow, size), *_undrawn(rows, edges, axis, narrow, size, words, theme)],
                "shapes": [*_bands(len(rows), theme), *(_upright(at, at == axis.decides, theme) for at in {axis.decides, *marks} - {None})],
                "showlegend": False,
                "xaxis": {
                    "type": "log",
                    "range": [log10(each) for each in edges],
                    "side": "top",
                    "showgrid": False,
                    "tickvals": marks,
                    "ticktext": [axis.write(each) for each in marks],
                    "tickfont": {"size": size},
                    "automargin": False,
                },
                "yaxis": {
                    "range": [len(rows) - 0.5, -0.5],
                    "showgrid": False,
                    "tickvals": [] if narrow else list(range(len(rows))),
                    "ticktext": names,
                    "tickfont": {"size": size},
                },
            },
        }
    )


def _edges(rows: list[Row], axis: Axis) -> tuple[float, float]:
    """Ends of the axis: all that is above 0 and has an end, and the line that decides."""
    values = [end for row in rows for end in (row.low, row.middle, row.high, row.ghost) if 0 < end < inf]
    middle = axis.decides or (sqrt(min(values) * max(values)) if values else 1.0)
    low, high = min([middle / 2, *values]) / MARGIN, max([middle * 2, *values]) * MARGIN
    return max(low, middle * 10.0**-DECADES), min(high, middle * 10.0**DECADES)


def _ticks(edges: tuple[float, float]) -> list[float]:
    """Values that are marked on the axis, as many as there is room for."""
    span = [log10(each) for each in edges]
    for step, every in STEPS:
        decades = [d for d in range(int(span[0]) - 1, int(span[1]) + 2) if d % every == 0]
        marks = [m * 10.0**d for d in decades for m in step if edges[0] <= m * 10.0**d <= edges[1]]
        if len(marks) <= MARKS:
            break
    return marks


def _name(row: Row, width: int, most: int) -> str:
    """The name of a row on so many lines, safe as markup."""
    return "<br>".join(escape(each) for each in room.lines(row.name, width, most, room.WORD))


def _beside(rows: list[Row], narrow: bool, size: int) -> list[dict]:
    """What is written beside each row, and on a phone the names above."""
    place, found = {"showarrow": False, "xref": "paper", "font": {"size": size}}, []
    for n, row in enumerate(rows):
        if narrow:
            found.append(place | {"x": 0, "xanchor": "left", "y": n - 0.28, "text": _name(row, PHONE, 1)})
        where = {"x": 1, "xanchor": "right", "y": n - 0.28} if narrow else {"x": 1, "xanchor": "left", "xshift": 8, "y": n}
        found.append(place | where | {"text": escape(row.written), "align": "left"})
    return found


def _undrawn(
    rows: list[Row], edges: tuple[float, float], axis: Axis, narrow: bool, size: int, words: Texts, theme: style.Theme
) -> list[dict]:
    """Why nothing is drawn in a row, on the side of the line that has more room."""
    right = (axis.decides or 0) ** 2 < edges[0] * edges[1]
    place = {"showarrow": False, "xref": "paper", "x": int(right), "xanchor": "right" if right else "left"}
    font = {"size": size, "color": theme.muted}
    said = [
        (n, words("meeting.at_zero") if row.middle == 0 else words("meeting.below_zero")) for n, row in enumerate(rows) if row.middle <= 0
    ]
    return [place | {"y": n + 0.18 * narrow, "text": escape(text), "font": font} for n, text in said]


def _bands(count: int, theme: style.Theme) -> list[dict]:
    """A faint ground under every second row, over the whole width, so that a row is followed to what stands beside it."""
    place = {
        "type": "rect",
        "xref": "paper",
        "x0": -3,
        "x1": 3,
        "layer": "below",
        "fillcolor": theme.ink,
        "opacity": BAND,
        "line": {"width": 0},
    }
    return [place | {"y0": n - 0.5, "y1": n + 0.5} for n in range(0, count, 2)]


def _upright(at: float, decides: bool, theme: style.Theme) -> dict:
    """A line over all rows: strong where it decides, else in passing."""
    line = {"color": theme.ink, "width": 2} if decides else {"color": theme.grid, "width": 1}
    return {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "line": line, "layer": "between"}


def _line(ends: list[tuple[int, float, float]], width: int, edges: tuple[float, float], theme: style.Theme) -> dict:
    """Lines from one value to another, cut at the ends of the axis; a row without values has none."""
    known = [(n, min(max(low, edges[0]), edges[1]), min(max(high, edges[0]), edges[1])) for n, low, high in ends if low < high]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for _, low, high in known for x in (low, high, None)],
        "y": [y for n, _, _ in known for y in (n, n, None)],
        "line": {"color": theme.muted, "width": width},
        "opacity": 1 if width < 5 else 0.5,
        "hoverinfo": "skip",
    }


def _dots(places: list[int], values: list[float], symbol: str, fill: str, ink: str, size: int, edges: tuple[float, float]) -> dict:
    """Marks of one kind; at the ends of the axis arrows, since the value lies beyond."""
    symbols = ["triangle-left" if each < edges[0] else "triangle-right" if each > edges[1] else symbol for each in values]
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "x": [min(max(each, edges[0]), edges[1]) for each in values],
        "y": places,
        "marker": {"symbol": symbols, "size": size, "color": fill, "line": {"color": ink, "width": 2.5}},
        "hoverinfo": "skip",
    }


def _hover(row: Row, axis: Axis) -> str:
    """Over a dot: its name, what is written, the ends of the draws; safe as markup."""
    ends = " – ".join(axis.write(each) for each in (row.low, row.high) if isfinite(each))
    return "<br>".join([f"<b>{escape(row.name)}</b>", escape(row.written), escape(ends)])
