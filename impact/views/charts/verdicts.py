"""What all rules and capacities say together: one cell per indicator and alternative."""

import numpy as np
import plotly.graph_objects as go

from impact.scoring.capacity import CAPACITY
from impact.scoring.verdicts import ALONE, BEYOND, CONTESTED, MISSING, NOT_BEYOND, NOT_WITHIN, OPEN, UNSET, WITHIN
from impact.views.charts import style
from impact.views.charts.grid import Group, bare, grid, hatched
from impact.views.claims import Claims

#: Height of a row, with two lines in a cell [px].
ROW = 62


def verdict_map(held: Claims, theme: style.Theme = style.LIGHT) -> go.Figure:
    """Verdicts on carrying capacities: coloured where they are robust, hatched where nothing is known; a word stands in each cell."""
    names, rows = held.names, held.assessment.verdicts
    rows = rows[rows.kind == CAPACITY].reset_index(drop=True)
    word = rows.word.to_numpy()
    written = np.array([held.short(row) for row in rows.itertuples()])
    hover = np.array([held.hover(row) for row in rows.itertuples()])
    fills = {
        (BEYOND,): ({"color": theme.above}, theme.ink),
        (WITHIN,): ({"color": theme.below}, theme.ink),
        (NOT_WITHIN, CONTESTED, NOT_BEYOND): ({"color": theme.neutral}, theme.ink),
        (OPEN, ALONE): (bare(theme), theme.muted),
        (MISSING, UNSET): (hatched(theme), theme.muted),
    }
    groups = [Group(np.isin(word, words), marker, ink) for words, (marker, ink) in fills.items()]
    indicators = [name for name in names.comparison.cube.indicators if name in set(rows.indicator)]
    return grid(rows, written, hover, groups, indicators, ROW, names, theme, shrink=True)
