"""A result beside the one that is kept: bars, and behind them the ghost of what the study says."""

import numpy as np
import plotly.graph_objects as go

from impact.views.charts import style
from impact.views.names import Names
from impact.views.sentences import stamp

#: Height of a row [px]; of the bar, and of its ghost, in the row [-]; room for the axis and the legend [px].
ROW, BAR, GHOST, FOOT, LEGEND = 60, 0.34, 0.56, 56, 44
#: Length of a name above its bar [characters].
LABEL = 60


def ghost(rows, written: list[str], indicator: str, names: Names, theme: style.Theme = style.LIGHT) -> go.Figure:
    """One bar per alternative with its interval, the saved median as an outline behind it.

    rows: frame with alternative, label, median, low, high, saved [unit of the indicator; nan where nothing is known]; written: beside each, safe as markup
    """
    words, places = names.words, list(range(len(rows)))
    known = rows["median"].notna().to_numpy()
    figure = [
        _bars(words("whatif.saved"), places, rows.saved, GHOST, {"color": "rgba(0,0,0,0)", "line": {"color": theme.muted, "width": 1.5}}),
        _bars(words("whatif.now"), places, rows["median"], BAR, {"color": style.PALETTE[4]})
        | {
            "error_x": {
                "array": (rows.high - rows["median"]).where(known, 0),
                "arrayminus": (rows["median"] - rows.low).where(known, 0),
                "color": theme.ink,
                "thickness": 1.5,
                "width": 5,
            }
        },
    ]
    low, high = np.nanmin([0, *rows.low, *rows.saved]), np.nanmax([0, *rows.high, *rows.saved])
    beside = [
        {
            "x": float(np.nanmax([0, row.high, row.saved])) if is_known else 0,
            "y": n,
            "text": text,
            "showarrow": False,
            "xanchor": "left",
            "xshift": 8,
            "font": {"color": theme.ink if is_known else theme.muted, "size": 13},
        }
        for n, (row, text, is_known) in enumerate(zip(rows.itertuples(), written, known, strict=True))
    ]
    layout = style.layout(words, theme, LEGEND, LEGEND + FOOT + ROW * len(rows), stamp(names)) | {
        "barmode": "overlay",
        "annotations": [*beside, *(style.head(n - GHOST / 2, label) for n, label in enumerate(rows.label))],
        "showlegend": True,
        "legend": {"traceorder": "normal"},
        "xaxis": {
            "title": {"text": words("chart.per_function", unit=names.unit(indicator)), "font": {"size": 13}},
            "zeroline": True,
            "zerolinecolor": theme.ink,
            "nticks": 6,
            "range": [low * 1.1, (high or 1.0) * 1.45],
        },
        "yaxis": {"visible": False, "range": [len(rows) - 0.5, -0.75]},
    }
    return go.Figure({"data": figure, "layout": layout})


def _bars(name: str, places: list[int], values, width: float, marker: dict) -> dict:
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": values,
        "y": places,
        "width": width,
        "marker": marker,
        "hoverinfo": "skip",
    }
