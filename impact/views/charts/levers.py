"""Gain against effort: a dot per lever, in a band per effort, each named above its row so that no name meets another."""

import plotly.graph_objects as go

from impact.views.charts import style
from impact.views.levers import EFFORTS, UNRATED, Row
from impact.views.texts import Texts

#: Height of a row, and of the foot with the axis [px]; room for the name of a band, in rows.
ROW, FOOT, BAND = 46, 56, 0.62
#: Dot of each effort.
DOTS = {"low": "circle", "medium": "diamond", "high": "square", UNRATED: "circle-open"}
#: Beyond the strongest gain the axis leaves this part of it for what is written beside the dots. [-]
ROOM = 0.25


def gains(rows: list[Row], title: str, words: Texts, theme: style.Theme = style.LIGHT, percent: bool = True, stamp: str = "") -> go.Figure:
    """Levers by effort, the least first, within an effort by gain; filled in dark: retained as a target.

    rows: in that order; title: of the axis; percent: are the gains shares?
    """
    places, heads, at = [], [], 0.0
    for effort in (*EFFORTS, UNRATED):
        held = [row for row in rows if row.effort == effort]
        if held:
            heads.append((at, effort))
            at += BAND
            places += [at + number for number in range(len(held))]
            at += len(held)
    scale = 100.0 if percent else 1.0
    values = [row.value * scale for row in rows]
    stems = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for value in values for x in (0, value, None)],
        "y": [y for place in places for y in (place, place, None)],
        "line": {"color": theme.muted, "width": 2},
        "hoverinfo": "skip",
    }
    dots = {
        "type": "scatter",
        "mode": "markers+text",
        "x": values,
        "y": places,
        "text": [f"  {row.written}" for row in rows],
        "textposition": "middle right",
        "textfont": {"size": 13, "color": theme.ink},
        "cliponaxis": False,
        "marker": {
            "symbol": [DOTS[row.effort] for row in rows],
            "size": 13,
            "color": [theme.ink if row.is_retained else theme.below for row in rows],
            "line": {"color": theme.ink, "width": 1.5},
        },
        "hovertemplate": [f"{row.hover}<extra></extra>" for row in rows],
    }
    bands = [
        style.head(place - 0.5, style.bold(words(f"levers.band.{effort}"), True)) | {"yanchor": "top", "yshift": -3}
        for place, effort in heads
    ]
    lines = [
        {"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": y - 0.5, "y1": y - 0.5, "line": {"color": theme.grid}}
        for y, _ in heads[1:]
    ]
    layout = style.layout(words, theme, 8, 8 + FOOT + int(ROW * (at + 0.2)), stamp) | {
        "showlegend": False,
        "annotations": [*bands, *(style.head(place - 0.2, row.label) for place, row in zip(places, rows, strict=True))],
        "shapes": lines,
        "xaxis": {"title": {"text": title, "font": {"size": 13}}, "range": [0, max(values) * (1 + ROOM)], "nticks": 6},
        "yaxis": {"visible": False, "range": [at - 0.5, -0.7]},
    }
    return go.Figure({"data": [stems, dots], "layout": layout})
