"""Ranks over all weights: one bar per alternative, one segment per rank, as long as its share of the draws."""

import numpy as np
import plotly.graph_objects as go

from impact.views.charts import style
from impact.views.weights import Weighted

#: Height of a row, of a line of the legend and of the foot with the axis [px]; height of a bar in its row [-].
ROW, LEGEND, FOOT, BAR = 58, 24, 48, 0.5
#: Names of ranks in one line of the legend on a phone.
ABREAST = 3
#: Length of a name above its bar [characters].
LABEL = 60
#: Share of a bar from which its figure fits into it on a phone. [-]
WIDE = 0.13
#: Patterns of the ranks, so that a print in grey can be read; colour tells them apart where they come again.
PATTERNS = ("", "/", ".", "x", "-", "\\", "|", "+")


def ranks(held: Weighted, theme: style.Theme = style.LIGHT, stamp: str = "") -> go.Figure:
    """A segment for each rank, from the first at the left, from blue to orange."""
    words, found = held.words, held.found
    count = len(found.alternatives)
    legend = LEGEND * (1 + (count - 1) // ABREAST) + 8
    heads = [style.head(a - BAR / 2, held.names.column(name, LABEL)) for a, name in enumerate(found.alternatives)]
    layout = style.layout(words, theme, legend, legend + FOOT + ROW * count, stamp) | {
        "barmode": "stack",
        "bargap": 1 - BAR,
        "annotations": heads,
        "showlegend": True,
        "legend": {"font": {"size": 13}, "traceorder": "normal"},
        "xaxis": {
            "title": {"text": words("weights.axis"), "font": {"size": 13}},
            "tickvals": [0, 0.25, 0.5, 0.75, 1],
            "ticktext": [words.percent(tick) for tick in (0, 0.25, 0.5, 0.75, 1)],
            "range": [0, 1.05],
        },
        "yaxis": {"visible": False, "range": [count - 0.5, -0.8]},
    }
    return go.Figure({"data": [_rank(held, rank, theme) for rank in range(count)], "layout": layout})


def _rank(held: Weighted, rank: int, theme: style.Theme) -> dict:
    """Segments of one rank over all alternatives."""
    share = held.found.share[:, rank]
    pattern = {"shape": PATTERNS[rank % len(PATTERNS)], "fillmode": "overlay", "fgcolor": theme.muted, "size": 7, "solidity": 0.15}
    return {
        "type": "bar",
        "orientation": "h",
        "name": held.rank(rank),
        "x": share,
        "y": np.arange(len(share)),
        "text": [held.share(value) if value >= WIDE else "" for value in share],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "insidetextfont": {"size": 13, "color": theme.ink},
        "textangle": 0,
        "constraintext": "none",
        "marker": {"color": _colour(rank, len(share), theme), "line": {"color": theme.paper, "width": 1}, "pattern": pattern},
        "hovertemplate": [held.hover(a, rank) + "<extra></extra>" for a in range(len(share))],
    }


def _colour(rank: int, count: int, theme: style.Theme) -> str:
    """From the blue of what is lower, over the ink of what is equal, to the orange of what is higher."""
    ends = [[int(ink[at : at + 2], 16) for at in (1, 3, 5)] for ink in (theme.below, theme.neutral, theme.above)]
    mixed = [round(float(np.interp(rank / (count - 1), (0, 0.5, 1), channel))) for channel in zip(*ends, strict=True)]
    return f"rgb({mixed[0]},{mixed[1]},{mixed[2]})"
