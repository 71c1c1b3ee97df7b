"""Orders over combinations of choices: how often each alternative has which answer, and one pair combination by combination."""

import textwrap
from html import escape

import numpy as np
import plotly.graph_objects as go

from impact.scoring.choices import ALLOCATION, ELECTRICITY, IMPOSSIBLE, SOURCE, WORDS
from impact.scoring.pairwise import HIGHER, LOWER, NONE, UNDECIDED
from impact.views.charts import style
from impact.views.charts.grid import Group, bare, hatched
from impact.views.choices import Orders
from impact.views.sentences import stamp

#: Bars: height of a row [px], of a bar in its row [-], of the legend, and of the foot with the axis [px]; length of a name above its bar.
ROW, BAR, LEGEND, FOOT, WIDTH = 50, 0.42, 64, 48, 60
#: Grid: height of a cell, of a line of the name above it, and of the head [px]; length of all names of columns side by side,
#: and of a line of a name of a row, as a phone has room for [characters].
CELL, LINE, HEAD, NARROW, WIDE = 26, 18, 72, 45, 48
#: Marks of the axis. [-]
TICKS = (0, 0.25, 0.5, 0.75, 1)
#: Order of the parts of a bar.
PARTS = (LOWER, UNDECIDED, HIGHER, NONE, IMPOSSIBLE)


def markers(theme: style.Theme) -> dict[str, dict]:
    """Fill of each answer: blue and orange where there is an order, hatched where there is none."""
    return {
        LOWER: {"color": theme.below},
        HIGHER: {"pattern": {"shape": "\\", "bgcolor": theme.above, "fgcolor": theme.paper, "size": 10, "solidity": 0.1}},
        UNDECIDED: {"color": theme.neutral, "line": {"color": theme.grid, "width": 1}},
        NONE: hatched(theme),
        IMPOSSIBLE: bare(theme),
    }


def bars(held: Orders, theme: style.Theme = style.LIGHT) -> go.Figure:
    """One bar per alternative: of all combinations, how many give which answer."""
    names, fills, rows = list(held.of), markers(theme), range(len(held.of))
    counts = {word: np.array([held.of[name].counts[word] / len(held.of[name].cells) for name in names]) for word in WORDS}
    figure = [
        {
            "type": "bar",
            "orientation": "h",
            "name": held.words(f"choices.word.{word}"),
            "x": counts[word],
            "y": list(rows),
            "width": BAR,
            "text": [held.words.whole(held.of[name].counts[word]) if held.of[name].counts[word] else "" for name in names],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "insidetextfont": {"size": 13, "color": theme.ink},
            "textangle": 0,
            "marker": fills[word],
            "hovertemplate": [held.hover(name, word) + "<extra></extra>" for name in names],
        }
        for word in PARTS
        if counts[word].any()
    ]
    layout = style.layout(held.words, theme, LEGEND, LEGEND + FOOT + ROW * len(names), stamp(held.names)) | {
        "barmode": "stack",
        "showlegend": True,
        "legend": {"traceorder": "normal"},
        "annotations": [style.head(row - BAR / 2, held.names.column(name, WIDTH)) for row, name in zip(rows, names, strict=True)],
        "xaxis": {
            "title": {"text": held.words("choices.axis"), "font": {"size": 13}},
            "tickvals": TICKS,
            "ticktext": [held.words.percent(share) for share in TICKS],
            "range": [0, 1],
        },
        "yaxis": {"visible": False, "range": [len(names) - 0.5, -0.7]},
    }
    return go.Figure({"data": figure, "layout": layout})


def grid(held: Orders, name: str, theme: style.Theme = style.LIGHT) -> go.Figure:
    """One pair: a cell per combination, sources and paths beneath each other, allocations side by side. The study's own is framed."""
    each, words = held.of[name], held.words
    cells, fills = each.cells, markers(theme)
    columns = {group[0]: held.group(ALLOCATION, group) for group in each.groups[ALLOCATION]}
    paths = {group[0]: words(f"table.{group[0]}") for group in each.groups[ELECTRICITY]}
    rows = {
        (group[0], path): " · ".join([held.group(SOURCE, group), *([said] if len(paths) > 1 else [])])
        for group in each.groups[SOURCE]
        for path, said in paths.items()
    }
    above = [_wrapped(said, WIDE) for said in rows.values()]
    height = CELL + LINE * (1 + max(said.count("<br>") for said in above))
    share = CELL / height
    column = np.array([list(columns).index(option) for option in cells[ALLOCATION]])
    row = np.array([list(rows).index(place) for place in zip(cells[SOURCE], cells[ELECTRICITY], strict=True)])
    groups = [Group((cells.word == word).to_numpy(), fills[word], theme.ink) for word in PARTS]
    figure = [
        {
            "type": "bar",
            "x": column[group.which],
            "base": row[group.which] + 0.5 - share,
            "y": np.full(group.which.sum(), share),
            "width": 0.95,
            "text": [held.written(cell) for cell in cells[group.which].itertuples()],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "insidetextfont": {"size": 13, "color": group.ink},
            "textangle": 0,
            "constraintext": "inside",
            "hoverinfo": "skip",
            "marker": group.marker,
            "showlegend": False,
        }
        for group in groups
        if group.which.any()
    ]
    own = int(np.flatnonzero(cells.changed == 0)[0])
    frame = {"type": "rect", "x0": column[own] - 0.475, "x1": column[own] + 0.475, "line": {"color": theme.ink, "width": 3}}
    frame |= {"y0": row[own] + 0.5 - share, "y1": row[own] + 0.5}
    layout = style.layout(words, theme, HEAD, HEAD + height * len(rows), stamp(held.names)) | {
        "barmode": "overlay",
        "shapes": [frame],
        "annotations": [style.head(at + 0.5 - share, said) | {"align": "left"} for at, said in enumerate(above)],
        "xaxis": {
            "side": "top",
            "tickvals": list(range(len(columns))),
            "ticktext": [_wrapped(said, NARROW // len(columns)) for said in columns.values()],
            "tickfont": {"size": 13},
            "showgrid": False,
            "automargin": False,
            "range": [-0.5, len(columns) - 0.5],
        },
        "yaxis": {"visible": False, "range": [len(rows) - 0.5 + 2 / height, -0.5]},
    }
    return go.Figure({"data": figure, "layout": layout})


def _wrapped(said: str, width: int) -> str:
    """A name over several lines, safe as markup."""
    return "<br>".join(escape(line) for line in textwrap.wrap(said, width))
