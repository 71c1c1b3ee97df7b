"""Cost beside impact: a dot per alternative with its interval on both axes, named and signed beside it."""

from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from impact.views.charts import style
from impact.views.texts import Texts

#: Height of the figure and room for its axis titles [px].
HEIGHT, FOOT = 420, 56
#: Dots by alternative, so that colour never stands alone.
SYMBOLS = (
    "circle",
    "square",
    "diamond",
    "triangle-up",
    "cross",
    "x",
    "star",
    "pentagon",
    "hexagon",
    "triangle-down",
    "bowtie",
    "hourglass",
)


def tradeoff(rows: pd.DataFrame, titles: tuple[str, str], words: Texts, theme: style.Theme = style.LIGHT, stamp: str = "") -> go.Figure:
    """One dot per alternative of which both numbers are known; hollow where one of them is a bound.

    rows: name, x, x_low, x_high, y, y_low, y_high, bound (does one of the two leave something out?), written (over the dot, safe as markup)
    titles: of the axes
    """
    traces = [
        {
            "type": "scatter",
            "mode": "markers",
            "name": style.lines(row.name, 28, 2),
            "x": [row.x],
            "y": [row.y],
            "error_x": _ends(row.x, row.x_low, row.x_high, theme),
            "error_y": _ends(row.y, row.y_low, row.y_high, theme),
            "marker": {
                "size": 13,
                "symbol": SYMBOLS[n % len(SYMBOLS)] + ("-open" if row.bound else ""),
                "color": style.PALETTE[n % len(style.PALETTE)],
                "line": {"color": theme.ink, "width": 2 if row.bound else 1},
            },
            "hovertemplate": f"<b>{escape(row.name)}</b><br>{row.written}<extra></extra>",
        }
        for n, row in enumerate(rows.itertuples(index=False))
    ]
    layout = style.layout(words, theme, 24, HEIGHT, stamp) | {
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "y": -0.22, "yanchor": "top", "itemclick": False, "itemdoubleclick": False},
        "xaxis": {"title": {"text": titles[0], "font": {"size": 13}}, "range": _range(rows.x_low, rows.x_high), "zeroline": True},
        "yaxis": {"title": {"text": titles[1], "font": {"size": 13}}, "range": _range(rows.y_low, rows.y_high), "zeroline": True},
    }
    layout["margin"] |= {"b": FOOT}
    return go.Figure({"data": traces, "layout": layout})


def _ends(middle: float, low: float, high: float, theme: style.Theme) -> dict:
    return {"array": [high - middle], "arrayminus": [middle - low], "color": theme.muted, "thickness": 1.5, "width": 4}


def _range(low: pd.Series, high: pd.Series) -> list[float]:
    """From zero, or below where there is something, with some room."""
    least, most = min(0.0, float(np.min(low))), max(0.0, float(np.max(high)))
    return [least * 1.1, most * 1.1 or 1.0]
