"""Figures. The only home of plotly: one template, one colour per alternative, hatch for what is missing."""

import functools
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from impact.scoring.compare import Comparison
from impact.views.breakdown import breakdown
from impact.views.names import SATURATION, Names
from impact.views.sentences import stamp as stamp_of

#: Okabe & Ito (2008), eight colours told apart by colour-blind readers; without black and yellow.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
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
#: Settings of every figure on a page: nothing to click by accident, nothing sent anywhere.
CONFIG = {"displayModeBar": False, "displaylogo": False, "responsive": True, "scrollZoom": False}
#: Heat map: height of a row and of the head [px]; height of a cell in its row [-].
ROW, HEAD, CELL = 42, 90, 0.58
#: Bars: height of a row [px]; height of a bar in its row [-].
BAR_ROW, BAR = 54, 0.5
#: Length of a name above its bar [characters].
ROW_WIDTH = 60
#: Height of the legend of the bars, and of a stamp [px].
LEGEND, STAMP = 48, 26


@dataclass(frozen=True)
class Theme:
    """Ink and paper of the page that a figure stands on."""

    ink: str = "#1f2933"
    muted: str = "#52606d"
    paper: str = "#ffffff"
    neutral: str = "#f2f0eb"  # a cell equal to the baseline
    below: str = "#6db3e3"  # lower than the baseline, and higher: blue and orange, never green and red
    above: str = "#ee9b4f"  # ink reads on both
    grid: str = "#d9dee3"
    warning: str = "#9a4a00"


LIGHT = Theme()
DARK = Theme(
    ink="#e8ecf0",
    muted="#aab4be",
    paper="#14181d",
    neutral="#3a3f45",
    below="#1d5f8f",
    above="#99500f",
    grid="#3a424b",
    warning="#f0b268",
)


@functools.cache
def template(separators: str, theme: Theme) -> go.layout.Template:
    """What all figures share; separators: decimal and thousands sign of the language."""
    axis = {"exponentformat": "power", "gridcolor": theme.grid, "zeroline": False, "automargin": True, "fixedrange": True, "ticks": ""}
    return go.layout.Template(
        layout={
            "font": {"family": "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif", "size": 14, "color": theme.ink},
            "paper_bgcolor": theme.paper,  # a transparent figure is unreadable once the reader changes from light to dark
            "plot_bgcolor": theme.paper,
            "separators": separators,
            "colorway": PALETTE,
            "hoverlabel": {"align": "left", "bgcolor": theme.paper, "font": {"color": theme.ink}},
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
            "xaxis": axis,
            "yaxis": axis,
            "dragmode": False,
        }
    )


def heat_map(comparison: Comparison, names: Names, theme: Theme = LIGHT) -> go.Figure:
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
    labels = [_head(r - CELL / 3, names.row(name)) for r, name in enumerate(rows)]
    narrow = 16 if len(columns) <= 3 else 12 if len(columns) <= 6 else 9
    layout = _layout(names, theme, HEAD, HEAD + ROW * len(rows)) | {
        "barmode": "overlay",
        "annotations": labels,
        "xaxis": {
            "side": "top",
            "tickvals": list(range(len(columns))),
            "ticktext": [_bold(names.column(name, narrow), name == names.baseline) for name in columns],
            "tickfont": {"size": 13},
            "autotickangles": [0, -90],
            "showgrid": False,
            "automargin": False,
            "range": [-0.5, len(columns) - 0.5],
        },
        "yaxis": {"visible": False, "range": [len(rows) - 0.5 + CELL / 6, -0.8]},
    }
    return go.Figure({"data": bars, "layout": layout})


def _layout(names: Names, theme: Theme, head: int, height: int) -> dict:
    """Layout of a figure of this height, with its reservations written on it so that a copy of it carries them."""
    layout = {"template": template(names.words("number.separators"), theme)}
    room = 0
    if stamp := stamp_of(names):
        room = STAMP
        layout["title"] = {
            "text": f"⚠ {stamp}",
            "font": {"size": 13, "color": theme.warning},
            "x": 0,
            "xref": "paper",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"t": 4},
        }
    return layout | {"height": height + room, "margin": {"t": head + room, "l": 8, "r": 8, "b": 8}}


def _bold(text: str, is_bold: bool) -> str:
    return f"<b>{text}</b>" if is_bold else text


def _head(y: float, text: str) -> dict:
    """A name above its row, so that bars and cells keep the whole width of a phone."""
    place = {"xref": "paper", "x": 0, "xanchor": "left", "y": y, "yanchor": "bottom", "yshift": -2}
    return place | {"text": text, "showarrow": False, "font": {"size": 13}}


def stage_bars(comparison: Comparison, indicator: str, names: Names, theme: Theme = LIGHT, by: str = "stage") -> go.Figure:
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
    heads = [_head(place - BAR / 2, _bold(names.column(name, ROW_WIDTH), name == names.baseline)) for place, name in enumerate(order)]
    legend = LEGEND * (1 + len(groups) // 4)
    layout = _layout(names, theme, legend, 60 + legend + BAR_ROW * len(order)) | {
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
    return (PALETTE[number % len(PALETTE)], "") if by == "part" else SEGMENT_STYLE[group]


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


def _beside(total: pd.DataFrame, pieces: pd.DataFrame, names: Names, theme: Theme) -> tuple[list[dict], list[float]]:
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
