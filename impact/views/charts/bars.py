"""One indicator in its own unit, from segments."""

from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from impact.scoring.compare import Comparison
from impact.views.breakdown import breakdown
from impact.views.charts import style
from impact.views.names import Names
from impact.views.sentences import stamp

#: Segments of a bar: colour and hatch, so that a print in grey can be read. Lost matter is hatched, a credit crossed.
SEGMENT_STYLE = {
    "material": ("#0072B2", ""),
    "lost": ("#0072B2", "/"),
    "manufacture": ("#E69F00", ""),
    "transport": ("#009E73", "."),
    "use": ("#56B4E9", ""),
    "end_of_life": ("#CC79A7", ""),
    "recycling_credit": ("#D55E00", "x"),
    "supplier": ("#0072B2", ""),
    "plant": ("#E69F00", ""),
    "user": ("#56B4E9", ""),
    "last": ("#CC79A7", ""),
}
#: Bars: height of a row [px]; height of a bar in its row [-].
BAR_ROW, BAR = 54, 0.5
#: Length of a name above its bar [characters].
ROW_WIDTH = 60
#: Height of the legend of the bars [px].
LEGEND = 48


def stage_bars(comparison: Comparison, indicator: str, names: Names, theme: style.Theme = style.LIGHT, by: str = "stage") -> go.Figure:
    """One indicator in its own unit: a bar per alternative, a segment per stage, part or actor, the total with its interval.

    Segments are medians, burdens above zero and credits below it; the diamond is the median of the total.
    """
    totals = comparison.totals
    order = comparison.cube.alternatives
    pieces, groups = breakdown(names, indicator, by)
    figure = [
        _segment(pieces[pieces.group == group], label, *_style(n, group, by), order, indicator, names)
        for n, (group, label) in enumerate(groups.items())
    ]
    total = totals[totals.indicator == indicator].set_index("alternative", drop=False).reindex(order)
    figure.append(
        {
            "type": "scatter",
            "name": names.words("chart.total"),
            "y": list(range(len(order))),
            "x": total["median"],
            "mode": "markers",
            "marker": {"symbol": "diamond", "size": 9, "color": theme.ink, "line": {"color": theme.paper, "width": 1}},
            "error_x": {
                "array": total.high - total["median"],
                "arrayminus": total["median"] - total.low,
                "color": theme.ink,
                "thickness": 1.5,
                "width": 5,
            },
            "hovertemplate": [names.figure(row) + "<extra></extra>" for row in total.itertuples()],
        }
    )
    written, reach = _beside(total, pieces, names, theme)
    heads = [
        style.head(place - BAR / 2, style.bold(names.column(name, ROW_WIDTH), name == names.baseline)) for place, name in enumerate(order)
    ]
    legend = LEGEND * (1 + len(groups) // 4)
    layout = style.layout(names.words, theme, legend, 60 + legend + BAR_ROW * len(order), stamp(names)) | {
        "barmode": "relative",
        "bargap": 1 - BAR,
        "annotations": written + heads,
        "showlegend": True,
        "xaxis": {
            "title": {"text": names.words("chart.per_function", unit=names.unit(indicator)), "font": {"size": 13}},
            "zeroline": True,
            "zerolinecolor": theme.ink,
            "nticks": 6,
            "range": reach,
        },
        "yaxis": {"visible": False, "range": [len(order) - 0.5, -0.7]},
    }
    return go.Figure({"data": figure, "layout": layout})


def _style(number: int, group: str, by: str) -> tuple[str, str]:
    """Colour and hatch of a group; parts have none of their own."""
    return (style.PALETTE[number % len(style.PALETTE)], "") if by == "part" else SEGMENT_STYLE[group]


def _segment(rows: pd.DataFrame, label: str, colour: str, hatch: str, order: list[str], indicator: str, names: Names) -> dict:
    """Trace of one group over all alternatives."""
    return {
        "type": "bar",
        "name": escape(label),
        "y": [order.index(name) for name in rows.alternative],
        "x": rows["median"],
        "orientation": "h",
        "marker": {"color": colour, "pattern": {"shape": hatch, "size": 6, "solidity": 0.35}},
        "hovertemplate": [names.piece(row, label, indicator) + "<extra></extra>" for row in rows.itertuples()],
    }


def _beside(total: pd.DataFrame, pieces: pd.DataFrame, names: Names, theme: style.Theme) -> tuple[list[dict], list[float]]:
    """The value at the end of each bar, or the word for missing; and the range of the axis that leaves room for it."""
    reach = [pieces[sign(pieces["median"], 0)].groupby("alternative")["median"].sum() for sign in (np.less, np.greater)]
    low, high = np.nanmin([0, *total.low, *reach[0]]), np.nanmax([0, *total.high, *reach[1]])
    ends = reach[1].reindex(total.index).fillna(0)
    written = [
        {
            "y": place,
            "x": 0 if np.isnan(row.median) else max(row.high, ends[row.alternative], 0),
            "text": f"◆ {names.value(row)}" if len(reach[0]) else names.value(row),  # beside credits, the sign of the total
            "showarrow": False,
            "xanchor": "left",
            "xshift": 8,
            "font": {"color": theme.muted if np.isnan(row.median) else theme.ink},
        }
        for place, row in enumerate(total.itertuples())
    ]
    return written, [low * 1.1, (high or 1.0) * 1.3]
