"""Two criteria against each other, a place per material: its range as an ellipse, its family as an envelope, and what betters what as a line."""

import string
from html import escape

import numpy as np
import plotly.graph_objects as go

from impact.scoring.criteria import MET, MIDDLE, PARTLY, UNKNOWN, UNMET
from impact.scoring.pareto import LOWER
from impact.views.charts import style
from impact.views.charts.plane import LINEAR, Plane, envelope, reach_of, rims, values_of

#: Height of the figure, and of the legend under it [px].
HEIGHT, LEGEND = 540, 110
#: Fewer decades than this have marks between them.
FEW = 2.2
#: Signs of the name of an axis in one line.
TITLE = 56
#: Names of front members in the figure; the words beside it spell them out.
LETTERS = string.ascii_uppercase
#: Symbol of each family in their order, and line of its envelope; with six colours the symbol tells the rest apart.
SYMBOLS = ("circle", "square", "diamond", "triangle-up", "pentagon", "cross", "star", "hexagon", "triangle-down", "bowtie")
DASHES = ("solid", "dash")


def ashby(plane: Plane, theme: style.Theme = style.LIGHT) -> go.Figure:
    """The figure: envelopes beneath, ellipses, places, then lines and names."""
    held, shown = plane.held, plane.shown()
    ends = np.stack([plane.ends(plane.x), plane.ends(plane.y)])
    reach = reach_of(ends, plane.framed())
    unmet, unknown = shown & (held.verdict == UNMET), shown & (held.verdict == UNKNOWN)
    figure, names = [], []
    for number, (family, called) in enumerate(held.families.items()):
        every = shown & (held.candidates.family == family)
        ink = style.PALETTE[number % len(style.PALETTE)]
        if every.any() and plane.near is None:
            outline = envelope(ends[:, :, every], reach)
            figure.append(_outline(plane, outline, ink, DASHES[number // len(style.PALETTE)]))
            names.append(_name(called, outline, reach, theme))
        figure.append(_ellipses(plane, ends[:, :, every & held.remaining], ink))
        figure.append(_places(plane, ends, np.flatnonzero(every & held.remaining), called, SYMBOLS[number % len(SYMBOLS)], ink, theme))
    figure.append(_faded(plane, ends, np.flatnonzero(unmet), held.words("explore.legend.unmet"), "circle", theme.grid))
    figure.append(_faded(plane, ends, np.flatnonzero(unknown), held.words("explore.legend.unknown"), "x-thin-open", theme.muted))
    figure += [*_levels(plane, theme), *_stairs(plane, ends, theme), *_ringed(plane, ends, theme)]
    layout = style.layout(held.words, theme, 12, HEIGHT + LEGEND) | {
        "annotations": names,
        "showlegend": True,
        "legend": {"y": -0.16, "yanchor": "top", "font": {"size": 12}, "itemclick": False, "itemdoubleclick": False},
        "xaxis": _axis(plane, plane.x, reach[0]),
        "yaxis": _axis(plane, plane.y, reach[1]),
        "hovermode": "closest",
        "clickmode": "event+select",
    }
    return go.Figure({"data": [each for each in figure if each is not None], "layout": layout})


def _axis(plane: Plane, criterion: str, reach: np.ndarray) -> dict:
    linear = criterion in LINEAR
    title = {"text": style.lines(plane.held.heading(criterion), TITLE), "font": {"size": 13}}
    ticks = {} if linear else _ticks(plane, reach)
    return {"title": title, "range": reach.tolist(), "type": "linear" if linear else "log", "tickfont": {"size": 12}} | ticks


def _ticks(plane: Plane, reach: np.ndarray) -> dict:
    """Marks of a logarithmic axis: decades, or 1, 2, 5 of each where there are few."""
    if reach[1] - reach[0] > FEW:
        return {"dtick": 1}
    decades = 10.0 ** np.arange(np.floor(reach[0]), np.ceil(reach[1]) + 1)
    marks = [value for decade in decades for value in (decade, 2 * decade, 5 * decade) if reach[0] <= np.log10(value) <= reach[1]]
    return {"tickvals": marks, "ticktext": [plane.held.words.number(value) for value in marks]}


def _outline(plane: Plane, outline: np.ndarray, ink: str, dash: str) -> dict:
    x, y = values_of(plane, *outline)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "fill": "toself",
        "fillcolor": f"rgba({', '.join(str(int(ink[at : at + 2], 16)) for at in (1, 3, 5))}, 0.05)",
        "line": {"color": ink, "width": 1, "dash": dash},
        "opacity": 0.7,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _name(called: str, outline: np.ndarray, reach: np.ndarray, theme: style.Theme) -> dict:
    """Name of a family at the head of its envelope, inside the figure."""
    at = outline[:, np.argmax(outline[1])]
    place = np.clip(at, reach[:, 0], reach[:, 1])
    right = (place[0] - reach[0, 0]) / (reach[0, 1] - reach[0, 0])
    anchor = "left" if right < 0.15 else "right" if right > 0.85 else "center"
    text = {"text": escape(called), "showarrow": False, "font": {"size": 11, "color": theme.muted}, "yanchor": "bottom"}
    return text | {"x": place[0], "y": place[1], "xanchor": anchor}


def _ellipses(plane: Plane, ends: np.ndarray, ink: str) -> dict | None:
    """Ranges of what remains of a family, as one path with gaps."""
    if ends.shape[2] == 0:
        return None
    every = rims(ends, np.zeros(2))
    gaps = np.concatenate([every, np.full((2, every.shape[1], 1), np.nan)], axis=2).reshape(2, -1)
    x, y = values_of(plane, *gaps)
    line = {"color": ink, "width": 1}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "opacity": 0.35, "hoverinfo": "skip", "showlegend": False}


def _places(plane: Plane, ends: np.ndarray, places: np.ndarray, called: str, symbol: str, ink: str, theme: style.Theme) -> dict | None:
    """Places of what remains of a family: filled where all that is asked is met, open where only part of a range meets it."""
    if not len(places):
        return None
    verdict = plane.held.verdict[places]
    marker = {
        "symbol": symbol,
        "size": 10,
        "color": np.where(verdict == MET, ink, theme.paper).tolist(),
        "line": {"color": np.where(verdict == PARTLY, ink, theme.paper).tolist(), "width": np.where(verdict == PARTLY, 2, 1).tolist()},
    }
    return _scatter(plane, ends, places, called, marker)


def _faded(plane: Plane, ends: np.ndarray, places: np.ndarray, called: str, symbol: str, ink: str) -> dict | None:
    """Places that do not meet what is asked, or of which that is not known."""
    if not len(places):
        return None
    return _scatter(plane, ends, places, called, {"symbol": symbol, "size": 7, "color": ink, "line": {"color": ink, "width": 1.5}})


def _scatter(plane: Plane, ends: np.ndarray, places: np.ndarray, called: str, marker: dict) -> dict:
    held, (x, y) = plane.held, values_of(plane, *ends[:, MIDDLE, places])
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "name": called,
        "marker": marker,
        "customdata": [[held.candidates.names[at], _hover(plane, at)] for at in places],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
        "selected": {"marker": {"size": 14}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _hover(plane: Plane, at: int) -> str:
    """Name, family, both ranges, and whether it meets what is asked; safe as markup."""
    held = plane.held
    told = [held.told(name, at) for name in (plane.x, plane.y)]
    lines = [held.family(at), *told, held.verdict_words(at), *held.about(at)]
    return "<br>".join([f"<b>{escape(held.material(at))}</b>", *(style.lines(line, 60, 3) for line in lines)])


def letters(plane: Plane, places) -> list[str]:
    """Letters of front members in the order of the first criterion; none beyond the last letter."""
    ends = plane.ends(plane.x)[MIDDLE]
    members = np.flatnonzero(plane.members & plane.shown())
    order = members[np.argsort(ends[members], kind="stable")].tolist()
    return [LETTERS[order.index(at)] if order.index(at) < len(LETTERS) else "" for at in places]


def _levels(plane: Plane, theme: style.Theme) -> list[dict]:
    """Lines of equal mass."""
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": level.x,
            "y": level.y,
            "name": level.name,
            "line": {"color": theme.ink, "width": 2, "dash": dash},
            "hoverinfo": "skip",
        }
        for level, dash in zip(plane.levels, ("dash", "dot", "dashdot", "longdash"), strict=False)
    ]


def _stairs(plane: Plane, ends: np.ndarray, theme: style.Theme) -> list[dict]:
    """The line that joins the front: what lies behind it is bettered."""
    if plane.members is None or not plane.members.any():
        return []
    places = np.flatnonzero(plane.members & plane.shown())
    places = places[np.argsort(ends[0, MIDDLE, places], kind="stable")]
    x, y = values_of(plane, *ends[:, MIDDLE, places])
    line = {"color": theme.warning, "width": 2.5, "shape": "hv" if plane.joined == LOWER else "vh"}
    return [
        {
            "type": "scatter",
            "mode": "lines+markers+text" if plane.joined else "markers+text",
            "text": [f"<b>{letter}</b>" for letter in letters(plane, places)],
            "textposition": "bottom left",
            "textfont": {"size": 14, "color": theme.warning},
            "x": x,
            "y": y,
            "name": plane.held.words("explore.on_front"),
            "line": line if plane.joined else None,
            "marker": {"symbol": "circle-open", "size": 17, "color": theme.warning, "line": {"width": 2.5}},
            "hoverinfo": "skip",
            "unselected": {"marker": {"opacity": 1}, "textfont": {"color": theme.warning}},
        }
    ]


def _ringed(plane: Plane, ends: np.ndarray, theme: style.Theme) -> list[dict]:
    """Names of what the study holds, and a ring around it."""
    shown = plane.shown()
    places = np.array([at for at in plane.studied if shown[at]], dtype=int)
    if not len(places):
        return []
    x, y = values_of(plane, *ends[:, MIDDLE, places])
    return [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": x,
            "y": y,
            "name": plane.held.words("explore.in_study"),
            "text": [f"<b>{plane.held.words.whole(plane.studied.index(at) + 1)}</b>" for at in places],
            "textposition": "top right",
            "textfont": {"size": 14, "color": theme.ink},
            "marker": {"symbol": "square-open", "size": 15, "color": theme.ink, "line": {"width": 1.5}},
            "hoverinfo": "skip",
            "unselected": {"marker": {"opacity": 1}, "textfont": {"color": theme.ink}},
        }
    ]
