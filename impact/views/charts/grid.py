"""A grid of cells: one row per indicator, one column per alternative, each with its figure."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from impact.views.charts import style
from impact.views.names import Names
from impact.views.sentences import stamp

#: Height of the head [px]; height of a cell in its row [-].
HEAD, CELL = 90, 0.58


@dataclass(frozen=True)
class Group:
    """Cells that are drawn alike.

    which: [cell], marker: of a bar; ink: of its text
    """

    which: np.ndarray
    marker: dict
    ink: str


def bare(theme: style.Theme) -> dict:
    """A cell without colour."""
    return {"color": "rgba(0,0,0,0)", "line": {"color": theme.grid, "width": 1}}


def hatched(theme: style.Theme) -> dict:
    """A cell without a value."""
    return bare(theme) | {"pattern": {"shape": "/", "fgcolor": theme.grid, "size": 7, "solidity": 0.25}}


def grid(
    cells,
    written: np.ndarray,
    hover: np.ndarray,
    groups: list[Group],
    rows: list[str],
    row_height: int,
    names: Names,
    theme: style.Theme,
    shrink: bool = False,
) -> go.Figure:
    """Cells with figures; the names of rows stand above them.

    cells: frame with alternative and indicator; written, hover: [cell], safe as markup; rows: indicators; row_height: [px]
    shrink: make a figure smaller where its cell is too narrow, as on a phone
    """
    columns = names.comparison.cube.alternatives
    column = cells.alternative.map(columns.index).to_numpy()
    row = cells.indicator.map(rows.index).to_numpy()
    labels = [style.head(r - CELL / 3, names.row(name)) for r, name in enumerate(rows)]
    narrow = 16 if len(columns) <= 3 else 12 if len(columns) <= 6 else 9
    layout = style.layout(names.words, theme, HEAD, HEAD + row_height * len(rows), stamp(names)) | {
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
    return go.Figure({"data": blocks(groups, column, row, written, hover, shrink), "layout": layout})


def blocks(
    groups: list[Group],
    column: np.ndarray,
    row: np.ndarray,
    written: np.ndarray,
    hover: np.ndarray,
    shrink: bool = False,
    height: float = CELL,
) -> list[dict]:
    """Traces of cells, one per group; all arrays: [cell]; height: of a cell in its row [-]; the rest as of `grid`."""
    return [
        {
            "type": "bar",
            "x": column[group.which],
            "base": row[group.which] - height / 3,
            "y": np.full(group.which.sum(), height),
            "width": 0.95,
            "text": written[group.which],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "insidetextfont": {"size": 13, "color": group.ink},
            "textangle": 0,
            "constraintext": "inside" if shrink else "none",
            "customdata": hover[group.which],
            "hovertemplate": "%{customdata}<extra></extra>",
            "marker": group.marker,
            "showlegend": False,
        }
        for group in groups
    ]
