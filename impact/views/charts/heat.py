"""Every indicator against the baseline, at a glance."""

import numpy as np
import plotly.graph_objects as go

from impact.scoring.compare import Comparison
from impact.views.charts import style
from impact.views.names import SATURATION, Names
from impact.views.sentences import stamp

#: Heat map: height of a row and of the head [px]; height of a cell in its row [-].
ROW, HEAD, CELL = 42, 90, 0.58


def heat_map(comparison: Comparison, names: Names, theme: style.Theme = style.LIGHT) -> go.Figure:
    """Every indicator against the baseline: one cell per indicator and alternative.

    Colour stands only where an order is given; it is the logarithm of the median ratio, and stops changing
    at a factor of 4. A hatched cell has no value. The signs in a cell are those of `names.cell`.
    """
    cells = comparison.relative
    columns, rows = comparison.cube.alternatives, comparison.cube.indicators
    column = cells.alternative.map(columns.index).to_numpy()
    row = cells.indicator.map(rows.index).to_numpy()
    ratio = cells.ratio.to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):  # nothing, and less than nothing, is as low as colour goes
        shade = np.where(ratio <= 0, -1.0, np.clip(np.log(ratio) / np.log(SATURATION), -1, 1))
    written = np.array([names.cell(cell) for cell in cells.itertuples()])
    hover = np.array([names.hover(cell) for cell in cells.itertuples()])
    missing = cells.status.to_numpy() == "missing"
    ordered = cells.comparable.to_numpy() & ~cells.unsure.to_numpy() & ~np.isnan(shade)
    scale = [[0, theme.below], [0.5, theme.neutral], [1, theme.above]]
    coloured = {"color": shade[ordered], "colorscale": scale, "cmin": -1, "cmax": 1}
    bare = {"color": "rgba(0,0,0,0)", "line": {"color": theme.grid, "width": 1}}
    hatched = bare | {"pattern": {"shape": "/", "fgcolor": theme.grid, "size": 7, "solidity": 0.25}}
    bars = [
        {
            "type": "bar",
            "x": column[which],
            "base": row[which] - CELL / 3,
            "y": np.full(which.sum(), CELL),
            "width": 0.95,
            "text": written[which],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "insidetextfont": {"size": 13, "color": ink},
            "textangle": 0,
            "constraintext": "none",
            "customdata": hover[which],
            "hovertemplate": "%{customdata}<extra></extra>",
            "marker": marker,
            "showlegend": False,
        }
        for which, marker, ink in ((ordered, coloured, theme.ink), (~ordered & ~missing, bare, theme.ink), (missing, hatched, theme.muted))
    ]
    labels = [style.head(r - CELL / 3, names.row(name)) for r, name in enumerate(rows)]
    narrow = 16 if len(columns) <= 3 else 12 if len(columns) <= 6 else 9
    layout = style.layout(names.words, theme, HEAD, HEAD + ROW * len(rows), stamp(names)) | {
        "barmode": "overlay",
        "annotations": labels,
        "xaxis": {
            "side": "top",
            "tickvals": list(range(len(columns))),
            "ticktext": [style.bold(names.column(name, narrow), name == names.baseline) for name in columns],
            "tickfont": {"size": 13},
            "autotickangles": [0, -90],
            "showgrid": False,
            "automargin": False,
            "range": [-0.5, len(columns) - 0.5],
        },
        "yaxis": {"visible": False, "range": [len(rows) - 0.5 + CELL / 6, -0.8]},
    }
    return go.Figure({"data": bars, "layout": layout})
