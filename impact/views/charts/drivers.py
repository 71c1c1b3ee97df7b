"""Shares of a variance as bars: what each fact makes by itself, and hatched what it makes together with others."""

import plotly.graph_objects as go

from impact.views.charts import style
from impact.views.drivers import Driven

#: Height of a row, and of one with a name over two lines, of the head with the legend, and of the foot with the axis; of a bar [px].
ROW, TALL, HEAD, FOOT, BAR = 46, 62, 40, 48, 19
#: Marks of the axis. [-]
TICKS = [-1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0]


def shares(driven: Driven, way: str, theme: style.Theme = style.LIGHT, stamp: str = "") -> go.Figure:
    """A bar for each share, the largest first; a negative one goes to the left."""
    words, bars = driven.words, driven.shown(way)
    low, high = min(0.0, *(bar.alone for bar in bars)), max(0.0, *(bar.total for bar in bars))
    reach = [low * 1.15 - 0.01 * high, high * 1.02 + 0.3 * (high - low)]
    alone, together = ([bar.alone for bar in bars], [max(0.0, bar.total - bar.alone) for bar in bars])
    hover = [driven.hover(bar) + "<extra></extra>" for bar in bars]
    figure = [_bars(words("drivers.alone"), alone, hover, {"color": style.PALETTE[0]})]
    legend = max(together) > 0
    if legend:
        pattern = {"shape": "/", "fgcolor": style.PALETTE[0], "bgcolor": theme.paper, "size": 6, "solidity": 0.4}
        figure.append(
            _bars(words("drivers.hatched"), together, hover, {"pattern": pattern, "line": {"color": style.PALETTE[0], "width": 1}})
        )
    beside = {"showarrow": False, "xanchor": "left", "xshift": 8, "font": {"size": 13}}
    written = [beside | {"x": max(bar.alone, bar.total, 0), "y": n, "text": driven.beside(bar)} for n, bar in enumerate(bars)]
    labels = [style.lines(bar.label) for bar in bars]
    row = TALL if any("<br>" in label for label in labels) else ROW
    heads = [style.head(n - BAR / row / 2, label) for n, label in enumerate(labels)]
    ticks = [tick for tick in TICKS if reach[0] <= tick <= reach[1]]
    layout = style.layout(words, theme, HEAD if legend else 12, (HEAD if legend else 12) + FOOT + row * len(bars), stamp) | {
        "barmode": "stack",
        "bargap": 1 - BAR / row,
        "annotations": heads + written,
        "showlegend": legend,
        "legend": {"traceorder": "normal"},
        "xaxis": {
            "title": {"text": words("drivers.axis"), "font": {"size": 13}},
            "tickvals": ticks,
            "ticktext": [words.percent(tick) for tick in ticks],
            "zeroline": True,
            "zerolinecolor": theme.ink,
            "range": reach,
        },
        "yaxis": {"visible": False, "range": [len(bars) - 0.6, -0.9]},
    }
    return go.Figure({"data": figure, "layout": layout})


def _bars(name: str, values: list[float], hover: list[str], marker: dict) -> dict:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": values,
        "y": list(range(len(values))),
        "marker": marker,
        "hovertemplate": hover,
    }
