"""Every pair of alternatives on one indicator: how probable it is that the row is lower than the column, and the median ratio."""

from html import escape

import numpy as np
import plotly.graph_objects as go

from impact.scoring.pairwise import HIGHER, LOWER, NONE
from impact.views.charts import style
from impact.views.charts.grid import HEAD, bare, hatched
from impact.views.pairs import Paired
from impact.views.sentences import stamp

#: Height of a row, and of a cell in it [px, -].
ROW, CELL = 74, 0.62
#: Length of a name above its row [characters].
LABEL = 60


def matrix(held: Paired, indicator: str, theme: style.Theme = style.LIGHT) -> go.Figure:
    """Coloured only where the two are told apart: as lower, as higher; hatched where no order is given."""
    pairs, names = held.pairs, held.names
    order = pairs.alternatives
    cells = [(r, c) for r in range(len(order)) for c in range(len(order)) if r != c]
    word = np.array([pairs.word(order[r], order[c], indicator) for r, c in cells])
    written = [held.cell(order[r], order[c], indicator) for r, c in cells]
    text = np.array([f"<b>{escape(one)}</b><br>{escape(two)}" if two else escape(one) for one, two in written])
    hover = np.array([escape(held.sentence(order[r], order[c], indicator)) for r, c in cells])
    looks = {LOWER: {"color": theme.below}, HIGHER: {"color": theme.above}, NONE: hatched(theme)}
    groups = [(word == kind, looks.get(kind, bare(theme)), theme.muted if kind == NONE else theme.ink) for kind in dict.fromkeys(word)]
    row, column = np.array([r for r, _ in cells]), np.array([c for _, c in cells])
    bars = [
        {
            "type": "bar",
            "x": column[which],
            "base": row[which] - CELL / 3,
            "y": np.full(which.sum(), CELL),
            "width": 0.95,
            "text": text[which],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "insidetextfont": {"size": 13, "color": ink},
            "textangle": 0,
            "constraintext": "inside",
            "customdata": hover[which],
            "hovertemplate": "%{customdata}<extra></extra>",
            "marker": marker,
            "showlegend": False,
        }
        for which, marker, ink in groups
    ]
    narrow = 16 if len(order) <= 3 else 12 if len(order) <= 6 else 9
    layout = style.layout(names.words, theme, HEAD, HEAD + ROW * len(order), stamp(names)) | {
        "barmode": "overlay",
        "annotations": [style.head(r - CELL / 3, names.column(name, LABEL)) for r, name in enumerate(order)],
        "xaxis": {
            "side": "top",
            "tickvals": list(range(len(order))),
            "ticktext": [names.column(name, narrow) for name in order],
            "tickfont": {"size": 13},
            "autotickangles": [0, -90],
            "showgrid": False,
            "automargin": False,
            "range": [-0.5, len(order) - 0.5],
        },
        "yaxis": {"visible": False, "range": [len(order) - 0.5 + CELL / 6, -0.8]},
    }
    return go.Figure({"data": bars, "layout": layout})
