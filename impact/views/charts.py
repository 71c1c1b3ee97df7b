"""Figures. The only home of plotly: one template, one colour per alternative, hatch for what is missing."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from impact.scoring.compare import TOTAL, Comparison
from impact.views.names import Names
from impact.views.texts import Texts

#: Okabe & Ito (2008), eight colours told apart by colour-blind readers; without black and yellow.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
#: Life cycle stages: colour and hatch, so that a print in grey can be read.
STAGE_STYLE = {"material": ("#0072B2", "")}
#: Beyond this factor from the baseline the colour of a cell no longer changes.
SATURATION = 4.0

ROW, COLUMN_LABEL, LABEL_WIDTH = 30, 64, 172


@dataclass(frozen=True)
class Theme:
    """Ink and paper of the page that a figure stands on."""

    ink: str = "#1f2933"
    muted: str = "#52606d"
    paper: str = "#ffffff"
    neutral: str = "#f2f0eb"  # a cell equal to the baseline
    grid: str = "#d9dee3"


LIGHT = Theme()
DARK = Theme(ink="#e8ecf0", muted="#aab4be", paper="#14181d", neutral="#3a3f45", grid="#3a424b")

_BELOW, _ABOVE = "#2f7fb8", "#d9772b"  # lower, higher than the baseline: blue and orange, never green and red


def template(words: Texts, theme: Theme) -> go.layout.Template:
    """What all figures share."""
    axis = {"gridcolor": theme.grid, "zeroline": False, "automargin": True, "fixedrange": True, "ticks": ""}
    return go.layout.Template(
        layout={
            "font": {"family": "system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif", "size": 14, "color": theme.ink},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "separators": words("number.separators"),
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

    Colour is the logarithm of the median ratio, and stops changing at a factor of 4.
    A hatched cell has no value; the signs in a cell are those of `names.cell`.
    """
    cells = comparison.relative
    columns, rows = comparison.cube.alternatives, comparison.cube.indicators
    ratio = cells.ratio.to_numpy().reshape(len(columns), len(rows)).T
    written = np.array([names.cell(cell) for cell in cells.itertuples()]).reshape(len(columns), len(rows)).T
    hover = np.array([names.hover(cell) for cell in cells.itertuples()]).reshape(len(columns), len(rows)).T
    with np.errstate(divide="ignore", invalid="ignore"):
        shade = np.clip(np.log(ratio) / np.log(SATURATION), -1, 1)
    figure = go.Figure(
        go.Heatmap(
            z=shade,
            text=written,
            texttemplate="%{text}",
            customdata=hover,
            hovertemplate="%{customdata}<extra></extra>",
            colorscale=[[0, _BELOW], [0.5, theme.neutral], [1, _ABOVE]],
            zmin=-1,
            zmax=1,
            xgap=3,
            ygap=3,
            showscale=False,
            hoverongaps=False,
        )
    )
    empty_row, empty_column = np.nonzero(np.isnan(shade))
    figure.add_bar(
        x=empty_column,
        y=np.full(len(empty_row), 0.9),
        base=empty_row - 0.45,
        width=0.94,
        text=written[empty_row, empty_column],
        customdata=hover[empty_row, empty_column],
        hovertemplate="%{customdata}<extra></extra>",
        textposition="inside",
        insidetextanchor="middle",
        textfont={"color": theme.ink},
        marker={
            "color": "rgba(0,0,0,0)",
            "line": {"color": theme.grid, "width": 1},
            "pattern": {"shape": "/", "fgcolor": theme.grid, "size": 7, "solidity": 0.25},
        },
        showlegend=False,
    )
    base = columns.index(comparison.study.baseline)
    figure.add_shape(
        type="rect", x0=base - 0.5, x1=base + 0.5, y0=-0.5, y1=len(rows) - 0.5, line={"color": theme.ink, "width": 1.5}
    )
    return figure.update_layout(
        template=template(words=names.words, theme=theme),
        height=COLUMN_LABEL + ROW * len(rows),
        xaxis={
            "side": "top",
            "tickvals": list(range(len(columns))),
            "ticktext": [names.column(name) for name in columns],
            "showgrid": False,
            "range": [-0.52, len(columns) - 0.48],
            "tickangle": 0,
        },
        yaxis={
            "tickvals": list(range(len(rows))),
            "ticktext": [names.row(name) for name in rows],
            "showgrid": False,
            "range": [len(rows) - 0.48, -0.52],
        },
        bargap=0,
    )


def stage_bars(comparison: Comparison, indicator: str, names: Names, theme: Theme = LIGHT) -> go.Figure:
    """One indicator in its own unit: a bar per alternative, a segment per stage, the total with its interval."""
    chosen = comparison.rows[comparison.rows.indicator == indicator]
    order = comparison.cube.alternatives
    labels = [names.column(name, width=26) for name in order]
    figure = go.Figure()
    for stage in comparison.cube.stages:
        part = chosen[chosen.stage == stage].set_index("alternative").reindex(order)
        colour, hatch = STAGE_STYLE[stage]
        figure.add_bar(
            name=names.words(f"stage.{stage}"),
            y=labels,
            x=part["median"],
            orientation="h",
            marker={"color": colour, "pattern": {"shape": hatch}},
            hovertemplate=[names.figure(row) + "<extra></extra>" for row in part.itertuples()],
        )
    total = chosen[chosen.stage == TOTAL].set_index("alternative").reindex(order)
    figure.add_scatter(
        name=names.words("chart.total"),
        y=labels,
        x=total["median"],
        mode="markers",
        marker={"symbol": "diamond", "size": 9, "color": theme.ink, "line": {"color": theme.paper, "width": 1}},
        error_x={
            "array": total.high - total["median"],
            "arrayminus": total["median"] - total.low,
            "color": theme.ink,
            "thickness": 1.5,
            "width": 5,
        },
        hovertemplate=[names.figure(row) + "<extra></extra>" for row in total.itertuples()],
    )
    _write_beside(figure, total, labels, names, theme)
    return figure.update_layout(
        template=template(words=names.words, theme=theme),
        barmode="relative",
        height=96 + 46 * len(order),
        bargap=0.35,
        xaxis={"title": {"text": names.axis(indicator)}, "zeroline": True, "zerolinecolor": theme.ink, "nticks": 6},
        yaxis={"autorange": "reversed", "showgrid": False},
    )


def _write_beside(figure: go.Figure, total: pd.DataFrame, labels: list[str], names: Names, theme: Theme):
    """The value at the end of each bar, or the word for missing."""
    room = np.nanmax([*total.high.abs(), 0]) or 1.0
    for label, row in zip(labels, total.itertuples(), strict=True):
        missing = np.isnan(row.median)
        figure.add_annotation(
            y=label,
            x=0 if missing else max(row.high, 0),
            text=names.value(row),
            showarrow=False,
            xanchor="left",
            xshift=8,
            font={"color": theme.muted if missing else theme.ink},
        )
    figure.update_xaxes(range=[min(0, np.nanmin([*total.low, 0])) * 1.1, room * 1.3])
