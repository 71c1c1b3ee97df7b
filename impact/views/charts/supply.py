"""Supply in figures: who produces and who is bought from, concentration over the years, and the listed matter that alternatives hold."""

from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from impact.model.supply import CRITICAL, GRADED, OTHER, STRATEGIC
from impact.scoring.resources import SCRAP, UNKNOWN
from impact.views.charts import style
from impact.views.charts.world import written
from impact.views.texts import Texts

#: Height of a name above its bars, of a bar with the room below it, of a row of `held`, and of the foot with the axis [px].
NAME, BAR, ROW, FOOT = 24, 19, 62, 36
#: Height of the legend of by_country, and of `held`, as a phone needs it: an entry per row [px].
THREE, FIVE = 72, 104
#: Height of the lines over the years, and the room at their ends for names [px]; what those keep from each other, on the axis [-].
TALL, BESIDE, APART = 420, 142, 0.1
#: Signs of a name above its row, and beside a line.
LONG, SHORT = 46, 18
#: Colour, dash and symbol of each line, and the sign of that symbol in a text.
STROKES = tuple(
    zip(
        style.PALETTE,
        ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot"),
        ("circle", "square", "diamond", "triangle-up", "triangle-down", "star"),
        "●■◆▲▼★",
        strict=True,
    )
)
#: States of matter in the order of the bars: colour and hatch. What no list names and what is unknown have inks of the theme.
INKS = {
    STRATEGIC: ("#0072B2", ""),
    CRITICAL: ("#56B4E9", "."),
    GRADED: ("#E69F00", "x"),
    OTHER: ("", ""),
    SCRAP: ("#CC79A7", "\\"),
    UNKNOWN: ("", "/"),
}
#: Nothing in a legend is to be clicked by accident.
FIXED = {"font": {"size": 12}, "traceorder": "normal", "itemclick": False, "itemdoubleclick": False}


@dataclass(frozen=True)
class Called:
    """What by_country calls things. production, sourcing: the two shares; other: the countries summed; member: a hatched country."""

    production: str
    sourcing: str
    other: str
    member: str


def by_country(
    production: pd.DataFrame,
    sourcing: pd.DataFrame,
    names: dict[str, str],
    members: set[str],
    called: Called,
    words: Texts,
    theme: style.Theme = style.LIGHT,
    most: int = 8,
    stamp: str = "",
) -> go.Figure:
    """Bars per country, the largest share of production first; where a source lists no such country, a dash and no bar.

    production, sourcing: country, share [-], at_most (the share is a bound above); one may be empty; members: countries that are hatched
    most: countries of their own; all others are summed
    """
    sides = [(name, rows) for name, rows in ((called.production, production), (called.sourcing, sourcing)) if len(rows)]
    order, others = leading([rows for _, rows in sides], most)
    groups = [*({country} for country in order), *([set(others)] if others else [])]
    heads = [escape(names[country]) for country in order] + [f"{escape(called.other)} ({words.whole(len(others))})"] * bool(others)
    room = NAME + BAR * len(sides)
    traces, notes, reach = [], [], 0.0
    for n, (name, rows) in enumerate(sides):
        cells = [summed(rows, group) for group in groups]
        places = [row * room + NAME + BAR * (n + 0.5) for row in range(len(groups))]
        said = ["–" if np.isnan(share) else escape(written(share, bound, words)) for share, bound in cells]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "y": places,
                "x": [share * 100 for share, _ in cells],
                "width": BAR - 4,
                "marker": _fill(style.PALETTE[n], ["/" if group <= members else "" for group in groups], theme),
                "customdata": [f"<b>{head}</b><br>{escape(name)}: {text}" for head, text in zip(heads, said, strict=True)],
                "hovertemplate": "%{customdata}<extra></extra>",
                "showlegend": False,
            }
        )
        notes += [_beside(share * 100, place, text) for (share, _), place, text in zip(cells, places, said, strict=True)]
        reach = max([reach, *(share * 100 for share, _ in cells if share > 0)])
    legend = [_sign(name, style.PALETTE[n], "", theme) for n, (name, _) in enumerate(sides)] + [
        _sign(called.member, theme.paper, "/", theme)
    ]
    layout = style.layout(words, theme, THREE, THREE + FOOT + room * len(groups), stamp) | {
        "barmode": "overlay",
        "annotations": [*notes, *(style.head(row * room + NAME, head) for row, head in enumerate(heads))],
        "showlegend": True,
        "legend": FIXED,
        "xaxis": {"range": [0, reach * 1.25 or 1], "nticks": 6, "ticksuffix": "\u00a0%"},
        "yaxis": {"visible": False, "range": [room * len(groups), 0]},
    }
    return go.Figure({"data": [*traces, *legend], "layout": layout})


def leading(sides: list[pd.DataFrame], most: int) -> tuple[list[str], list[str]]:
    """Countries with the largest share on any side, in the order of the first side, and then of the next; and all others."""
    largest = pd.concat([rows.set_index("country").share for rows in sides]).groupby(level=0).max().sort_values(ascending=False)
    taken = largest.index[: most + (len(largest) == most + 1)]  # one country alone is no sum
    shares = pd.concat([rows.set_index("country").share for rows in sides], axis=1, keys=range(len(sides))).reindex(taken)
    order = shares.sort_values(list(shares.columns), ascending=False).index
    return list(order), sorted(set(largest.index) - set(taken))


def summed(rows: pd.DataFrame, countries: set[str]) -> tuple[float, bool]:
    """Share of some countries together [-], and is it a bound above? nan where none of them is listed."""
    held = rows[rows.country.isin(countries)]
    return (float(held.share.sum()), bool(held.at_most.any())) if len(held) else (float("nan"), False)


def over_years(
    rows: pd.DataFrame, names: dict[str, str], title: str, words: Texts, theme: style.Theme = style.LIGHT, stamp: str = ""
) -> go.Figure:
    """Concentration of production, a line per raw material with its name and last value at its end; a year without a value is a gap.

    rows: raw_material, year, hhi [0 to 1], one value per year, of as many raw materials as there are STROKES at most
    names: raw material -> name; title: of the axis
    """
    years = list(range(rows.year.min(), rows.year.max() + 1))
    lines = {name: group.set_index("year").hhi.reindex(years) for name, group in rows.groupby("raw_material", sort=False)}
    ends = {name: float(line.dropna().iloc[-1]) for name, line in lines.items()}
    places = apart(ends)
    traces, notes = [], []
    for (name, line), (colour, dash, symbol, sign) in zip(lines.items(), STROKES, strict=False):
        values = ["" if np.isnan(hhi) else words.number(hhi, 2) for hhi in line]
        traces.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": years,
                "y": line.tolist(),
                "line": {"color": colour, "width": 2.5, "dash": dash},
                "marker": {"symbol": symbol, "size": 9, "color": colour, "line": {"color": theme.paper, "width": 1}},
                "cliponaxis": False,
                "customdata": [f"<b>{escape(names[name])}</b><br>{year}: {said}" for year, said in zip(years, values, strict=True)],
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        )
        first, *more = style.lines(names[name], SHORT).split("<br>")
        text = "<br>".join([f"<span style='color:{colour}'>{sign}</span> {first}", *more]) + f" <b>{words.number(ends[name], 2)}</b>"
        beside = {"xref": "paper", "x": 1, "xanchor": "left", "xshift": 8, "y": places[name], "yanchor": "middle", "align": "left"}
        notes.append(beside | {"text": text, "showarrow": False, "font": {"size": 12}})
    above = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper", "y": 1, "yanchor": "bottom", "yshift": 10, "align": "left"}
    layout = style.layout(words, theme, 48, TALL, stamp) | {
        "annotations": [*notes, above | {"text": style.lines(title), "showarrow": False, "font": {"size": 13}}],
        "showlegend": False,
        "hovermode": "closest",
        "xaxis": {"range": [years[0] - 0.5, years[-1] + 0.1], "tickvals": years[::-2]},
        "yaxis": {"range": [0, 1], "dtick": 0.2},
    }
    layout["margin"]["r"] = BESIDE
    return go.Figure({"data": traces, "layout": layout})


def apart(ends: dict[str, float]) -> dict[str, float]:
    """Places of names beside the ends of their lines, from 0 to 1 and APART: pushed up where they meet, then down from the top."""
    order = sorted(ends, key=ends.get)
    places, low, high = {}, APART / 2, 1.0
    for name in order:
        places[name] = low = max(ends[name], low)
        low += APART
    for name in reversed(order):
        places[name] = high = min(places[name], high)
        high -= APART
    return places


def held(
    rows: pd.DataFrame,
    names: dict[str, str],
    states: dict[str, str],
    missing: str,
    words: Texts,
    theme: style.Theme = style.LIGHT,
    stamp: str = "",
) -> go.Figure:
    """Matter of each alternative by its state on the lists [kg], in the order of `names`; what is unknown is hatched, and seen at any size.

    rows: alternative, state (of resources.STATES), kg; nan: not known, so that the total is at least the rest; no row or only nan: no mass is known
    names: alternative -> name; states: of resources.STATES -> name; missing: written where no mass is known
    """
    cells = rows.pivot_table("kg", "alternative", "state", "sum", min_count=1).reindex(index=list(names), columns=list(INKS))
    totals = cells.sum(axis=1, min_count=1)
    traces = []
    for state, (colour, hatch) in INKS.items():
        known = cells[state][cells[state] > 0]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": states[state],
                "y": [list(names).index(name) for name in known.index] or [None],
                "x": known.tolist() or [None],
                "width": 0.42,
                "marker": _fill(colour or (theme.paper if state == "unknown" else theme.grid), hatch, theme),
                "customdata": [f"<b>{escape(states[state])}</b><br>{words.number(kg)}\u00a0kg" for kg in known],
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        )
    partly = set(rows.alternative[rows.kg.isna()])
    said = [
        missing if np.isnan(kg) else "≥\u00a0" * (name in partly) + _mass(kg, cells.unknown[name], words) for name, kg in totals.items()
    ]
    layout = style.layout(words, theme, FIVE, FIVE + FOOT + ROW * len(names), stamp) | {
        "barmode": "stack",
        "annotations": [
            *(style.head(n - 0.24, style.lines(name, LONG, 1)) for n, name in enumerate(names.values())),
            *(_beside(total, n, text) for n, (total, text) in enumerate(zip(totals, said, strict=True))),
        ],
        "showlegend": True,
        "legend": FIXED,
        "xaxis": {"range": [0, np.nanmax([0, *totals]) * 1.3 or 1], "nticks": 6, "tickformat": ",~r", "ticksuffix": "\u00a0kg"},
        "yaxis": {"visible": False, "range": [len(names) - 0.6, -0.7]},
    }
    return go.Figure({"data": traces, "layout": layout})


def _mass(total: float, unknown: float, words: Texts) -> str:
    """1 200 kg, and under it what of that is unknown, after the sign of its hatch."""
    lines = [total, unknown] if unknown > 0 else [total]
    return "<br>▨\u00a0".join(f"{words.number(kg)}\u00a0kg" for kg in lines)


def _fill(colour: str, hatch: str | list[str], theme: style.Theme) -> dict:
    """Bars of a colour, hatched in ink, framed so that the shortest is seen."""
    pattern = {"shape": hatch, "fillmode": "overlay", "fgcolor": theme.ink, "size": 6, "solidity": 0.22}
    return {"color": colour, "pattern": pattern, "line": {"color": theme.ink, "width": 1}}


def _sign(name: str, colour: str, hatch: str, theme: style.Theme) -> dict:
    """An entry of the legend without bars."""
    return {"type": "bar", "orientation": "h", "name": name, "x": [None], "y": [None], "marker": _fill(colour, hatch, theme)}


def _beside(value: float, place: float, text: str) -> dict:
    """What is written at the end of a bar; at the axis where there is none."""
    at = {"x": 0 if np.isnan(value) else value, "xanchor": "left", "xshift": 6, "y": place, "yanchor": "middle", "align": "left"}
    return at | {"text": text, "showarrow": False, "font": {"size": 12}}
