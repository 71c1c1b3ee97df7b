"""A trajectory to a target year, and what volume and function change in it."""

from html import escape
from math import isnan

import plotly.graph_objects as go

from impact.model.portfolio import DECIDED, IDEA, PLANNED
from impact.views.charts import style
from impact.views.trajectory import Road

#: Height of the plot, of the legend below it, and of the head with the name of the axis [px].
PLOT, FOOT, HEAD = 340, 190, 40
#: Look of each line: colour, dash, symbol.
LOOKS = {
    DECIDED: (style.PALETTE[0], "solid", "circle"),
    PLANNED: (style.PALETTE[1], "dash", "square"),
    IDEA: (style.PALETTE[3], "dot", "diamond-open"),
}
#: Width of a strip of budgets, as a part of all years; how each is hatched.
STRIP, HATCHES = 0.035, ("/", "x", ".", "-", "+")
#: Colour of each effect, and how far it stands from the middle of its row.
EFFECTS = {"volume": (style.PALETTE[4], -0.17), "function": (style.PALETTE[1], 0.17)}
#: Height of a row of effects, of a bar in it [px, -].
ROW, BAR = 66, 0.28


def trajectory(road: Road, theme: style.Theme = style.LIGHT) -> go.Figure:
    """Lines over the years; those without ideas have their 95 % interval. Beside them allocated budgets, behind them the reduction that is aimed at."""
    words, years, figure = road.words, road.held.years, []
    for line in road.held.lines:
        rows = road.rows[(road.rows.line == line) & (road.rows.activity == -1)]
        colour, dash, symbol = LOOKS[line]
        if line != IDEA:
            figure.append(_interval(words("roadmap.interval_of"), years, rows, colour, line == DECIDED))
        figure.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": road.line(line),
                "x": years,
                "y": rows["median"],
                "line": {"color": colour, "width": 2.5, "dash": dash},
                "marker": {"color": colour, "symbol": symbol, "size": 9},
                "customdata": [_hover(road, row) for _, row in rows.iterrows()],
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        )
    if road.aims and not isnan(road.aims[DECIDED].limit[1]):
        figure.append(_limit(words("roadmap.limit", year=road.last), years, float(road.aims[DECIDED].limit[1]), theme))
    strips, margin = _strips(road, theme), (years[-1] - years[0]) * STRIP
    right = max([years[-1] + margin, *(strip["x"][1] + margin / 2 for strip in strips)])
    head = style.head(1, escape(words("roadmap.axis", indicator=road.indicator, unit=road.unit))) | {"yref": "paper", "yshift": 6}
    layout = style.layout(words, theme, HEAD, HEAD + PLOT + FOOT, road.stamp()) | {
        "annotations": [head],
        "showlegend": True,
        "legend": {"y": -0.12, "yanchor": "top", "font": {"size": 13}, "traceorder": "normal"},
        "xaxis": {
            "tickformat": "d",
            "tickvals": years[:: -max(1, (len(years) + 3) // 6)],
            "showgrid": False,
            "range": [years[0] - margin, right],
        },
        "yaxis": {"rangemode": "tozero", "nticks": 6, "exponentformat": "none", "zeroline": True, "zerolinecolor": theme.ink},
    }
    return go.Figure({"data": figure + strips, "layout": layout})


def _hover(road: Road, row) -> str:
    written = f"{row.year} · {road.amount(row)} {road.unit}"
    return "<br>".join([f"<b>{escape(road.line(row.line))}</b>", escape(written), escape(road.between(row.low, row.high))])


def _interval(name: str, years: list[int], rows, colour: str, told: bool) -> dict:
    """The 95 % interval of a line, as a band in its colour; told: in the legend."""
    shape = {
        "type": "scatter",
        "mode": "lines",
        "line": {"width": 0},
        "fill": "toself",
        "hoverinfo": "skip",
        "showlegend": told,
        "name": name,
    }
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return shape | {
        "x": [*years, *years[::-1]],
        "y": [*rows.high, *rows.low[::-1]],
        "fillcolor": f"rgba({red},{green},{blue},0.14)",
    }


def _strips(road: Road, theme: style.Theme) -> list[dict]:
    """Beside the target year: what each principle allocates in a year, from the least to the most of all sets, hatched in its own way."""
    budgets, years, strips = road.budgets.dropna(subset="allocated"), road.held.years, []
    wide = (years[-1] - years[0]) * STRIP
    for at, (name, rows) in enumerate(budgets.groupby("principle", sort=False)):
        low, high = float(rows.allocated.min()), float(rows.allocated.max())
        left = years[-1] + wide * (1 + 1.5 * at)
        called = road.words("roadmap.strip", principle=road.labels.of("principle", name))
        strips.append(
            {
                "type": "scatter",
                "mode": "lines",
                "name": escape(called),
                "x": [left, left + wide, left + wide, left, left],
                "y": [low, low, high, high, low],
                "fill": "toself",
                "fillcolor": "rgba(0,0,0,0)",
                "fillpattern": {"shape": HATCHES[at % len(HATCHES)], "fgcolor": theme.ink, "size": 6, "solidity": 0.25},
                "line": {"color": theme.ink, "width": 1},
                "hoveron": "fills",
                "hoverinfo": "text",
                "text": "<br>".join([f"<b>{escape(called)}</b>", escape(f"{road.between(low, high)} {road.unit}")]),
            }
        )
    return strips


def _limit(name: str, years: list[int], value: float, theme: style.Theme) -> dict:
    """What the target year may be, drawn from the reference year on."""
    marker = {"symbol": ["line-ew"] * (len(years) - 1) + ["triangle-down"], "size": [0] * (len(years) - 1) + [13], "color": theme.ink}
    look = {"color": theme.ink, "width": 1.5, "dash": "longdash"}
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": years,
        "y": [value] * len(years),
        "line": look,
        "marker": marker,
    } | {"hoverinfo": "skip"}


def effects(road: Road, line: str, theme: style.Theme = style.LIGHT) -> go.Figure:
    """By activity, and in sum: what fewer or more functions change, and what serving them otherwise changes; bars of one weight."""
    words, numbers = road.words, [*range(len(road.roadmap.activities)), -1]
    found = road.effects[line].set_index(["activity", "effect"])
    figure = []
    for name, (colour, aside) in EFFECTS.items():
        rows = [found.loc[(number, name)] for number in numbers]
        middle = [row["median"] for row in rows]
        figure.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": words(f"roadmap.effect.{name}"),
                "x": middle,
                "y": [at + aside for at in range(len(numbers))],
                "width": BAR,
                "marker": {"color": colour, "line": {"color": theme.ink, "width": 1}},
                "error_x": {
                    "array": [row.high - row["median"] for row in rows],
                    "arrayminus": [row["median"] - row.low for row in rows],
                    "color": theme.ink,
                    "thickness": 1.5,
                    "width": 4,
                },
                "customdata": [_moved(road, row) for row in rows],
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        )
    labels = [
        style.head(at - 0.33, style.bold(style.lines(road.activity(number), most=1), number < 0)) for at, number in enumerate(numbers)
    ]
    layout = style.layout(words, theme, HEAD, HEAD + 60 + ROW * len(numbers), road.stamp()) | {
        "annotations": labels,
        "barmode": "overlay",
        "showlegend": True,
        "legend": {"traceorder": "normal"},
        "xaxis": {
            "title": {"text": words("roadmap.effect_axis", first=road.first, last=road.last, unit=road.unit), "font": {"size": 13}},
            "zeroline": True,
            "zerolinecolor": theme.ink,
            "exponentformat": "none",
            "nticks": 5,
        },
        "yaxis": {"visible": False, "range": [len(numbers) - 0.4, -0.85]},
    }
    return go.Figure({"data": figure, "layout": layout})


def _moved(road: Road, row) -> str:
    """A change in words, and that it is partial where something is left out."""
    written = [f"{road.signed(row)} {road.unit}", road.words(f"status.{row.status}") if row.status != "known" else ""]
    return "<br>".join(escape(each) for each in written if each)
