"""The probability matrix of one indicator: each alternative beside each other."""

import itertools

import numpy as np
import plotly.graph_objects as go

from impact.scoring.pairwise import HIGHER, LOWER, NONE
from impact.views.charts import style
from impact.views.charts.grid import Group, bare, blocks, hatched
from impact.views.pairs import Paired
from impact.views.sentences import stamp

#: Height of the head; of a cell, with its two lines; of a line of the name above it; between two rows [px].
HEAD, CELL, LINE, GAP = 34, 40, 18, 8
#: Length of a line of a name above its row [characters], so that it stands whole on a phone.
LABEL = 40


def matrix(paired: Paired, indicator: str, theme: style.Theme = style.LIGHT) -> go.Figure:
    """Alternatives by alternatives: the probability that the row is lower than the column, and under it the median ratio.

    Colour stands only where the two are told apart, and hatch where no order is given. Columns carry the numbers of
    the rows, so that a name of any length stands whole.
    """
    names, every = paired.names, paired.pairs.alternatives
    at = list(itertools.product(range(len(every)), repeat=2))
    row, column = np.array(at).T
    pairs = [(every[a], every[b]) for a, b in at]
    word = np.array([paired.pairs.word(a, b, indicator) for a, b in pairs])
    same = row == column
    groups = [
        Group(same, {"color": theme.neutral}, theme.ink),
        Group(~same & (word == LOWER), {"color": theme.below}, theme.ink),
        Group(~same & (word == HIGHER), {"color": theme.above}, theme.ink),
        Group(~same & (word == NONE), hatched(theme), theme.muted),
        Group(~same & ~np.isin(word, (LOWER, HIGHER, NONE)), bare(theme), theme.ink),
    ]
    written, hover = (np.array([told(a, b, indicator) for a, b in pairs]) for told in (paired.cell, paired.hover))
    labels = [f"{paired.number(name)} {names.column(name, LABEL)}" for name in every]
    above = LINE * (1 + max(label.count("<br>") for label in labels)) + GAP
    row_height = CELL + above
    cell = CELL / row_height
    top, bottom = -cell / 3 - above / row_height, len(every) - 1 + cell * 2 / 3 + 0.03
    heads = [
        style.head(n - cell / 3, style.bold(label, name == names.baseline)) | {"align": "left"}
        for n, (name, label) in enumerate(zip(every, labels, strict=True))
    ]
    layout = style.layout(names.words, theme, HEAD, HEAD + GAP + round(row_height * (bottom - top)), stamp(names)) | {
        "barmode": "overlay",
        "annotations": heads,
        "xaxis": {
            "side": "top",
            "tickvals": list(range(len(every))),
            "ticktext": [style.bold(paired.number(name), name == names.baseline) for name in every],
            "tickangle": 0,
            "showgrid": False,
            "automargin": False,
            "range": [-0.5, len(every) - 0.5],
        },
        "yaxis": {"visible": False, "range": [bottom, top]},
    }
    return go.Figure({"data": blocks(groups, column, row, written, hover, True, cell), "layout": layout})
