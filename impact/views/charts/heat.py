"""Every indicator against the baseline, at a glance."""

import numpy as np
import plotly.graph_objects as go

from impact.scoring.compare import Comparison
from impact.views.charts import style
from impact.views.charts.grid import Group, bare, grid, hatched
from impact.views.names import SATURATION, Names

#: Height of a row [px].
ROW = 42


def heat_map(comparison: Comparison, names: Names, theme: style.Theme = style.LIGHT) -> go.Figure:
    """Every indicator against the baseline: one cell per indicator and alternative.

    Colour stands only where an order is given; it is the logarithm of the median ratio, and stops changing
    at a factor of 4. A hatched cell has no value. The signs in a cell are those of `names.cell`.
    """
    cells = comparison.relative
    ratio = cells.ratio.to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):  # nothing, and less than nothing, is as low as colour goes
        shade = np.where(ratio <= 0, -1.0, np.clip(np.log(ratio) / np.log(SATURATION), -1, 1))
    written = np.array([names.cell(cell) for cell in cells.itertuples()])
    hover = np.array([names.hover(cell) for cell in cells.itertuples()])
    missing = cells.status.to_numpy() == "missing"
    ordered = cells.comparable.to_numpy() & ~cells.unsure.to_numpy() & ~np.isnan(shade)
    scale = [[0, theme.below], [0.5, theme.neutral], [1, theme.above]]
    coloured = {"color": shade[ordered], "colorscale": scale, "cmin": -1, "cmax": 1}
    groups = [
        Group(ordered, coloured, theme.ink),
        Group(~ordered & ~missing, bare(theme), theme.ink),
        Group(missing, hatched(theme), theme.muted),
    ]
    return grid(cells, written, hover, groups, comparison.cube.indicators, ROW, names, theme)
