"""A ratio as dots of equal probability: how many of them lie below 1 is the probability of being lower."""

from math import ceil, log10

import numpy as np
import plotly.graph_objects as go

from impact.views.charts import style
from impact.views.texts import Texts

#: Dots; their size [px]; columns that they are stacked in; height of the figure [px].
DOTS, SIZE, COLUMNS, HEIGHT = 50, 13, 25, 300


def quantiles(ratio: np.ndarray, title: str, words: Texts, theme: style.Theme = style.LIGHT, stamp: str = "") -> go.Figure:
    """Dots at the middles of DOTS shares of the draws, stacked, on a logarithmic axis with a line at 1.

    ratio: draws, above 0; title: of the axis
    """
    at = np.quantile(ratio, (np.arange(DOTS) + 0.5) / DOTS)
    low, high = min(at[0], 1.0), max(at[-1], 1.0)
    width = max((log10(high) - log10(low)) / COLUMNS, 1e-4)
    column = np.floor((np.log10(at) - log10(low)) / width)
    height = np.array([np.count_nonzero(column[:n] == each) for n, each in enumerate(column)]) + 1.0
    below = at < 1
    dots = [
        {
            "type": "scatter",
            "mode": "markers",
            "name": words(f"pairs.{name}", count=int(which.sum())),
            "x": at[which],
            "y": height[which],
            "marker": {"size": SIZE, "symbol": symbol, "color": ink, "line": {"color": theme.ink, "width": 1}},
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
        for name, which, ink, symbol in (("below", below, theme.below, "circle"), ("above", ~below, theme.above, "diamond"))
        if which.any()
    ]
    span = log10(high) - log10(low) or 0.1
    ticks = _ticks(low, high)
    layout = style.layout(words, theme, 48, HEIGHT, stamp) | {
        "showlegend": True,
        "shapes": [{"type": "line", "x0": 1, "x1": 1, "y0": 0, "y1": 1, "yref": "paper", "line": {"color": theme.ink, "width": 2}}],
        "xaxis": {
            "type": "log",
            "range": [log10(low) - span * 0.06, log10(high) + span * 0.06],
            "tickvals": ticks,
            "ticktext": [words.ratio(each) for each in ticks],
            "title": {"text": title, "font": {"size": 13}},
        },
        "yaxis": {"visible": False, "range": [0, max(height.max() + 1, 8)]},
    }
    return go.Figure({"data": dots, "layout": layout})


def _ticks(low: float, high: float) -> list[float]:
    """Round values from low to high, and 1."""
    steps = (1, 2, 5) if high / low > 4 else (1, 1.2, 1.5, 2, 3, 4, 5, 6, 7, 8, 9)
    decades = range(ceil(log10(low)) - 2, ceil(log10(high)) + 1)
    return sorted({1.0} | {step * 10.0**decade for decade in decades for step in steps if low <= step * 10.0**decade <= high})
