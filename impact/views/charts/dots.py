"""Ratios to a budget on a logarithmic axis: what all choices and draws span, with the line at 1."""

from dataclasses import dataclass
from math import inf, log10

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from impact.views.charts import style
from impact.views.claims import Claims
from impact.views.names import Names
from impact.views.texts import Texts

#: Height of a row, of the head with the legend, and of the foot with the axis [px].
ROW, HEAD, FOOT = 44, 96, 56
#: Length of the name of an alternative above its row [characters].
LABEL = 60
#: Half the height of the hatched band in its row [-].
BAND = 0.16
#: The axis shows no more decades than this on either side of 1.
DECADES = 4
#: Dot of each verdict: symbol, and the ink of the theme that fills it (none: hollow).
DOTS = {
    "beyond": ("diamond", "above"),
    "not_within": ("circle-cross", None),
    "contested": ("circle-x", None),
    "not_beyond": ("circle-cross", None),
    "within": ("circle", "below"),
    "open": ("circle", None),
    "alone": ("circle-dot", None),
    "plain": ("circle", "muted"),
}


@dataclass(frozen=True)
class Scale:
    """What the axis measures. title: key of the texts; marks: value -> key of its name, none for the line that decides"""

    title: str
    marks: dict[float, str | None]


BUDGET = Scale("chart.of_budget", {1.0: None})
DAYS = Scale("chart.of_days", {1.0: "day", 365.25 / 12: "month", 365.25: "year"})


@dataclass(frozen=True)
class Row:
    """One row of the figure. All numbers are ratios; a value that is not above 0 stands at the left edge, an endless one at the right.

    label: above the row, safe as markup; verdict: one of DOTS, or another that has no dot; written: beside it; hover: over it, safe as markup
    convention: upper over lower end of the capacities, hatched from 1 on; 1: nothing is hatched
    """

    label: str
    verdict: str
    low: float
    least: float
    middle: float
    most: float
    high: float
    written: str
    hover: str
    convention: float = 1.0


def row_of(held: Claims, verdict, label: str) -> Row:
    """Row of one verdict; verdict: of Assessment.verdicts; label: safe as markup."""
    written = " · ".join(filter(None, [held.words(f"verdict_short.{verdict.word}"), held.span(verdict)]))
    ends = (verdict.low, verdict.least, verdict.middle, verdict.most, verdict.high)
    return Row(label, verdict.word, *ends, written, held.hover(verdict), float(held.convention.get(verdict.indicator, 1)))


def row_of_days(names: Names, group: pd.DataFrame, written: str) -> Row:
    """Row of one alternative in days of a person; group: its rows of capacity.personal on one indicator, one per set."""
    label = names.column(group.alternative.iloc[0], LABEL)
    ends = (group.low.min(), group.days.min(), group.days.median(), group.days.max(), group.high.max())
    return Row(label, "plain", *ends, written, f"<b>{label}</b><br>{written}")


def dots(rows: list[Row], words: Texts, theme: style.Theme = style.LIGHT, stamp: str = "", scale: Scale = BUDGET) -> go.Figure:
    """A dot at the middle of all choices, a thick line from the least to the most of them, a thin one with the draws."""
    left, right = _reach(rows, scale)

    lines = [
        _line(
            words(f"chart.{name}"),
            [(n, *np.clip([getattr(row, a), getattr(row, b)], left, right)) for n, row in enumerate(rows)],
            width,
            theme,
        )
        for name, a, b, width in (("draws", "low", "high", 2), ("choices", "least", "most", 9))
    ]
    figure = [*_bands(rows, words, theme), *lines]
    for verdict, (symbol, fill) in DOTS.items():
        held = [(n, row) for n, row in enumerate(rows) if row.verdict == verdict]
        if held:
            called, ink = words(f"verdict.{verdict}"), getattr(theme, fill) if fill else theme.paper
            figure.append(_dots(called, held, symbol, ink, (left, right), theme))
    place = {"xref": "paper", "x": 1, "xanchor": "right", "yanchor": "bottom", "yshift": -2, "showarrow": False, "font": {"size": 13}}
    written = [place | {"y": n - 0.22, "text": row.written} for n, row in enumerate(rows)]
    layout = style.layout(words, theme, HEAD, HEAD + FOOT + ROW * len(rows), stamp) | {
        "annotations": [*(style.head(n - 0.22, row.label) for n, row in enumerate(rows)), *written, *_marks(scale, words)],
        "showlegend": True,
        "legend": {"font": {"size": 12}, "y": 1.08 if any(scale.marks.values()) else 1.02},
        "shapes": [_upright(at, name is None, theme) for at, name in scale.marks.items()],
        "xaxis": {
            "type": "log",
            "range": [log10(left), log10(right)],
            "dtick": 1,
            "tickfont": {"size": 13},
            "title": {"text": words(scale.title), "font": {"size": 13}},
        },
        "yaxis": {"visible": False, "range": [len(rows) - 0.5, -0.9]},
    }
    return go.Figure({"data": figure, "layout": layout})


def _reach(rows: list[Row], scale: Scale) -> tuple[float, float]:
    """Ends of the axis: all that is above 0 and has an end, and the marks; not more than DECADES from them."""
    values = [each for row in rows for each in (row.low, row.high) if 0 < each < inf]
    first, last = min(scale.marks), max(scale.marks) * 2
    low, high = min([first / 2, *values]), max([last * 2, *values])
    return max(low / 1.5, first * 10.0**-DECADES), min(high * 1.5, last * 10.0**DECADES)


def _marks(scale: Scale, words: Texts) -> list[dict]:
    """Names of the marks that have one, at the head of their lines."""
    place = {"yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False, "font": {"size": 12}}
    return [place | {"x": log10(at), "text": words(f"chart.{name}")} for at, name in scale.marks.items() if name]


def _upright(at: float, decides: bool, theme: style.Theme) -> dict:
    """A line over all rows: strong where it decides, else in passing."""
    line = {"color": theme.ink, "width": 2} if decides else {"color": theme.muted, "width": 1, "dash": "dot"}
    return {"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "line": line, "layer": "above" if decides else "below"}


def _bands(rows: list[Row], words: Texts, theme: style.Theme) -> list[dict]:
    """What the upper end of capacities would let in beyond the lower one, hatched in each row."""
    held = [(n, row.convention) for n, row in enumerate(rows) if row.convention > 1]
    if not held:
        return []
    return [
        {
            "type": "scatter",
            "x": [x for _, end in held for x in (1, end, end, 1, 1, None)],
            "y": [y for n, _ in held for y in (n - BAND, n - BAND, n + BAND, n + BAND, n - BAND, None)],
            "fill": "toself",
            "fillcolor": "rgba(0,0,0,0)",
            "fillpattern": {"shape": "/", "fgcolor": theme.muted, "size": 7, "solidity": 0.25},
            "line": {"width": 0},
            "mode": "lines",
            "name": words("chart.convention"),
            "hoverinfo": "skip",
        }
    ]


def _line(name: str, ends: list[tuple[int, float, float]], width: int, theme: style.Theme) -> dict:
    """Lines from one value to another, one per row; a row without values has none."""
    known = [(n, low, high) for n, low, high in ends if low < high]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [x for _, low, high in known for x in (low, high, None)],
        "y": [y for n, _, _ in known for y in (n, n, None)],
        "line": {"color": theme.muted, "width": width},
        "opacity": 1 if width < 5 else 0.45,
        "hoverinfo": "skip",
    }


def _dots(name: str, held: list[tuple[int, Row]], symbol: str, fill: str, edges: tuple[float, float], theme: style.Theme) -> dict:
    """Dots of one verdict; at the edges arrows, since the value lies beyond."""
    ends = [row.middle for _, row in held]
    return {
        "type": "scatter",
        "mode": "markers",
        "cliponaxis": False,
        "name": name,
        "x": [float(np.clip(value, *edges)) for value in ends],
        "y": [n for n, _ in held],
        "marker": {
            "symbol": ["triangle-left" if value < edges[0] else "triangle-right" if value > edges[1] else symbol for value in ends],
            "size": 13,
            "color": fill,
            "line": {"color": theme.ink, "width": 1.5},
        },
        "customdata": [row.hover for _, row in held],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
