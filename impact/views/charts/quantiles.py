"""A distribution as dots that can be counted: each stands for the same share of the draws."""

from math import ceil, floor, log10

import numpy as np
import plotly.graph_objects as go

from impact.views.charts import style
from impact.views.texts import Texts

#: Columns of dots over the width of the figure.
COLUMNS = 12
#: Room of a dot, its size, of the head with the counts, and of the foot with the axis and one line of its title [px].
DOT, SIZE, HEAD, FOOT, LINE = 18, 15, 34, 40, 18
#: Least rows of dots that there is room for; marks of the axis, at most.
ROWS, TICKS = 5, 7
#: The axis reaches at least this far to either side of 1, as a factor.
LEAST = 1.02


def quantile_dots(
    values: np.ndarray, title: list[str], told: bool, words: Texts, theme: style.Theme = style.LIGHT, stamp: str = ""
) -> go.Figure:
    """Dots of a ratio on a logarithmic axis, stacked in columns that never cross the line at 1.

    values: one ratio per dot, rising; not above 0: an arrow at the left edge; title: lines of the axis, safe as markup
    told: are the two told apart? Only then have the dots a colour
    """
    left, right = reach(values)
    at, rows = stacked(values, left, right)
    most = max(ROWS, int(rows.max()) + 1)
    below, above = values < 1, values > 1
    fill = np.where(below, theme.below, np.where(above, theme.above, theme.neutral)) if told else np.full(len(values), theme.neutral)
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": at,
        "y": rows,
        "marker": {
            "size": SIZE,
            "symbol": np.where(values > 0, "circle", "triangle-left"),
            "color": fill,
            "line": {"color": theme.ink, "width": 1.2},
        },
        "customdata": [words.number(float(value)) for value in values],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
        "showlegend": False,
    }
    place = {"xref": "paper", "yref": "paper", "y": 1, "yanchor": "bottom", "showarrow": False, "font": {"size": 13}}
    sides = [
        place | {"x": 0, "xanchor": "left", "text": words("pairs.dots_lower", count=int(below.sum()), of=len(values))},
        place | {"x": 1, "xanchor": "right", "text": words("pairs.dots_higher", count=int(above.sum()), of=len(values))},
    ]
    marks = ticks(left, right)
    layout = style.layout(words, theme, HEAD, HEAD + DOT * most + FOOT + LINE * len(title), stamp) | {
        "annotations": sides,
        "shapes": [{"type": "line", "x0": 1, "x1": 1, "y0": 0, "y1": 1, "yref": "paper", "line": {"color": theme.ink, "width": 2}}],
        "xaxis": {
            "type": "log",
            "range": [log10(left), log10(right)],
            "tickvals": marks,
            "ticktext": [words.number(mark) for mark in marks],
            "tickangle": 0,
            "tickfont": {"size": 13},
            "title": {"text": "<br>".join(title), "font": {"size": 13}},
        },
        "yaxis": {"visible": False, "range": [-0.7, most - 0.3]},
    }
    return go.Figure({"data": [dots], "layout": layout})


def reach(values: np.ndarray) -> tuple[float, float]:
    """Ends of the axis: all that is above 0, and 1 with a little on either side."""
    known = values[values > 0]
    low, high = min([*known, 1 / LEAST]), max([*known, LEAST])
    room = (high / low) ** 0.08
    return low / room, high * room


def stacked(values: np.ndarray, left: float, right: float) -> tuple[np.ndarray, np.ndarray]:
    """Place on the axis and row in its column of each dot; 1 is an edge between columns, and has its own. [dot], [dot]"""
    width = log10(right / left) / COLUMNS
    distance = np.log10(np.where(values > 0, values, left))
    column = np.floor(distance / width)
    exact = np.isclose(values, 1, rtol=1e-9)
    at = np.where(exact, 1.0, 10 ** ((column + 0.5) * width))
    if np.ptp(distance) < 1e-9:  # one value alone stands where it is
        at = np.full(len(values), 10 ** distance[0])
    at = np.where(values > 0, at, left)
    rows = [int((at[:n] == each).sum()) for n, each in enumerate(at)]
    return at, np.array(rows)


def ticks(left: float, right: float) -> list[float]:
    """Round values on a logarithmic axis, at most TICKS of them, with 1: decades, 1-2-5, or even steps where the axis is short."""
    first, last = floor(log10(left)), ceil(log10(right))
    for step in (1, 2, 3, 5, 10, 20):
        decades = [10.0**power for power in range(first, last + 1) if power % step == 0]
        if len(held := _within(decades, left, right)) <= TICKS:
            break
    finer = _within([digit * 10.0**power for power in range(first, last + 1) for digit in (1, 2, 5)], left, right)
    held = finer if len(finer) <= TICKS else held
    if len(held) >= 3:
        return held
    span = right - left
    for step in (digit * 10.0**power for power in range(floor(log10(span)) - 2, floor(log10(span)) + 2) for digit in (1, 2, 5)):
        if len(held := [n * step for n in range(ceil(left / step), floor(right / step) + 1)]) <= TICKS:
            return [float(f"{each:.10g}") for each in held]
    return [1.0]


def _within(values: list[float], left: float, right: float) -> list[float]:
    return [each for each in values if left <= each <= right]
