"""What moves a result most: one bar per number, from its low to its high end, with ticks where the order turns."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from impact.views.charts import style
from impact.views.texts import Texts

#: Height of a row [px]; of a bar in its row [-]; room for the legend and for the axis [px].
ROW, BAR, LEGEND, FOOT = 66, 0.34, 44, 72


def tornado(
    rows: pd.DataFrame, title: str, words: Texts, theme: style.Theme = style.LIGHT, ratio: bool = False, stamp: str = ""
) -> go.Figure:
    """The way to the low end of each number and the way to the high end, in two colours, from the result as it stands.

    rows: of scoring.tornado, with label, ends (of the number as written); title: of the axis; ratio: is the result one, shown in percent?
    """
    base = rows.base.iloc[0]
    scale = 100.0 if ratio else 1.0
    figure = []
    for end, hatch, ink in (("low", "/", style.PALETTE[4]), ("high", "", style.PALETTE[1])):
        reached = rows[f"at_{end}"] * scale
        figure.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": words(f"tornado.{end}"),
                "y": list(range(len(rows))),
                "x": reached - base * scale,
                "base": base * scale,
                "width": BAR,
                "marker": {"color": ink, "pattern": {"shape": hatch, "size": 6, "solidity": 0.35}},
                "hoverinfo": "skip",
            }
        )
    ticks = [(_at(row, turn) * scale, n) for n, row in enumerate(rows.itertuples()) for turn in row.turns]
    if ticks:
        figure.append(
            {
                "type": "scatter",
                "mode": "markers",
                "name": words("tornado.turns"),
                "x": [x for x, _ in ticks],
                "y": [y for _, y in ticks],
                "marker": {"symbol": "line-ns", "size": 26, "line": {"width": 3, "color": theme.ink}},
                "hoverinfo": "skip",
            }
        )
    ends = np.concatenate([rows.at_low, rows.at_high, [base]]) * scale
    room = (ends.max() - ends.min()) * 0.08 or 1.0
    layout = style.layout(words, theme, LEGEND, LEGEND + FOOT + ROW * len(rows), stamp) | {
        "barmode": "overlay",
        "annotations": [style.head(n - BAR / 2, style.lines(f"{row.label} · {row.ends}")) for n, row in enumerate(rows.itertuples())],
        "shapes": [
            {
                "type": "line",
                "x0": base * scale,
                "x1": base * scale,
                "y0": 0,
                "y1": 1,
                "yref": "paper",
                "line": {"color": theme.ink, "width": 1.5},
            }
        ],
        "showlegend": True,
        "xaxis": {
            "title": {"text": style.lines(title), "font": {"size": 13}},
            "nticks": 6,
            "range": [ends.min() - room, ends.max() + room],
        },
        "yaxis": {"visible": False, "range": [len(rows) - 0.5, -0.7]},
    }
    return go.Figure({"data": figure, "layout": layout})


def _at(row, turn: float) -> float:
    """Where on the bar of a number a value of it lies, as if the way were straight on either side of what stands."""
    points = sorted([(row.low, row.at_low), (row.value, row.base), (row.high, row.at_high)])
    return float(np.interp(turn, [x for x, _ in points], [y for _, y in points]))
