"""A map of the world in shares of a supply: filled outlines on plain axes, since maps of plotly ask other machines for shapes."""

import functools
from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from impact.store.world import World, world
from impact.views.charts import style
from impact.views.texts import Texts

#: Lower ends of the classes above the first. [-]
BORDERS = (0.01, 0.05, 0.15, 0.30)
#: Blues of the classes, told apart by their lightness alone; ever further from the paper.
BLUES = {
    style.LIGHT: ("#c6dbef", "#8fc1e3", "#4a98c9", "#1c69ad", "#08306b"),
    style.DARK: ("#31597a", "#3f7fb0", "#67a9d8", "#a3d0ef", "#e6f4fd"),
}
#: What the map shows, west to east and south to north. [degrees]
WEST, EAST, SOUTH, NORTH = -160.0, 180.0, -56.0, 84.5
#: Distance of the places of a country that answer to the pointer. [degrees]
STEP = 4.0
#: Of what answers to the pointer and is not seen.
CLEAR = "rgba(0,0,0,0)"
#: Height of a line of a label, and length of a sign of it. [px]
LINE, SIGN = 19, 7.2
#: Where a label may stand, away from the centre of its country. [lines of text, upwards]
SHIFTS = (0, -1, 1, -2, 2, -3, 3)


def world_map(
    shares: pd.DataFrame,
    names: dict[str, str],
    rest: str,
    words: Texts,
    theme: style.Theme = style.LIGHT,
    narrow: bool = False,
    stamp: str = "",
) -> go.Figure:
    """Countries in the class of their share, the largest with their values; other land stays neutral.

    shares: country, share [-], at_most (the share is a bound above); names: country -> name; rest: said of other land
    narrow: for a phone: fewer labels, with the code of the country
    """
    held, shown = shares.sort_values("share", ascending=False), world()
    classes = np.digitize(held.share.astype(float), BORDERS)
    blues = BLUES[theme]
    fills = dict(zip(held.country, np.array(blues)[classes].tolist(), strict=True))
    groups = [(set(held.country[classes == n]), blue, _class(n, words)) for n, blue in enumerate(blues)]
    groups.append((set(shown.outlines) - set(held.country), theme.neutral, style.lines(rest, 18) if narrow else escape(rest)))
    land = [_land(shown, countries, fill, theme) for countries, fill, _ in groups]
    signs = [_sign(name, fill, theme) for _, fill, name in groups]
    legend = 84 if narrow else 36
    height, widths, most = (164, (330, 620), 3) if narrow else (500, (600, 1400), 5)
    (left, right), (low, high) = _frame()
    layout = style.layout(words, theme, legend, legend + height, stamp) | {
        "annotations": _labels(held.head(most), names, widths, words, theme, narrow),
        "showlegend": True,
        "legend": {"font": {"size": 12}, "itemclick": False, "itemdoubleclick": False} | ({"entrywidth": 116} if narrow else {}),
        "hovermode": "closest",
        "xaxis": {"visible": False, "range": [left, right], "constrain": "domain"},
        "yaxis": {"visible": False, "range": [low, high], "constrain": "domain", "scaleanchor": "x", "constraintoward": "top"},
    }
    return go.Figure({"data": [*land, *signs, _answers(held, fills, names, rest, words, theme)], "layout": layout})


def equal_earth(degrees: np.ndarray) -> np.ndarray:
    """Longitudes and latitudes (n, 2) on the plane (n, 2) [radii of the globe], areas kept.

    Šavrič, Patterson, Jenny (2018), The Equal Earth map projection, doi:10.1080/13658816.2018.1504949:
    sin θ = √3/2 sin φ, x = 2√3 λ cos θ / (3 (9 A4 θ⁸ + 7 A3 θ⁶ + 3 A2 θ² + A1)), y = A4 θ⁹ + A3 θ⁷ + A2 θ³ + A1 θ
    """
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    longitude, latitude = np.radians(degrees).T
    t = np.arcsin(np.sqrt(3) / 2 * np.sin(latitude))
    x = 2 * np.sqrt(3) * longitude * np.cos(t) / (3 * (9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1))
    return np.column_stack([x, a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t])


def written(share: float, at_most: bool, words: Texts) -> str:
    """43 %, or < 0.1 % where only a bound is known."""
    return f"<\u00a0{words.percent(share)}" if at_most else words.percent(share)


def _frame() -> np.ndarray:
    """Ends of the axes. [radii]"""
    corners = equal_earth(np.array([[WEST, 0.0], [EAST, 0.0], [0.0, SOUTH], [0.0, NORTH]]))
    return np.array([corners[:2, 0], corners[2:, 1]])


def _class(number: int, words: Texts) -> str:
    """Name of a class: < 1 %, 1 – 5 %, ≥ 30 %."""
    if number == 0:
        return f"<\u00a0{words.percent(BORDERS[0])}"
    if number == len(BORDERS):
        return f"≥\u00a0{words.percent(BORDERS[-1])}"
    return f"{words.number(BORDERS[number - 1] * 100)} –\u00a0{words.percent(BORDERS[number])}"


def _land(shown: World, countries: set[str], fill: str, theme: style.Theme) -> dict:
    """One trace for the outlines of all these countries."""
    rings = [equal_earth(ring).round(4) for country in sorted(countries & set(shown.outlines)) for ring in shown.outlines[country]]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for ring in rings for x in (*ring[:, 0], None)],
        "y": [y for ring in rings for y in (*ring[:, 1], None)],
        "fill": "toself",
        "fillcolor": fill,
        "line": {"color": theme.muted, "width": 0.5},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _sign(name: str, fill: str, theme: style.Theme) -> dict:
    """An entry of the legend, larger than an outline has it, and there even for a class without a country."""
    marker = {"symbol": "square", "size": 14, "color": fill, "line": {"color": theme.muted, "width": 1}}
    return {"type": "scatter", "mode": "markers", "name": name, "x": [None], "y": [None], "marker": marker}


def _answers(held: pd.DataFrame, fills: dict[str, str], names: dict[str, str], rest: str, words: Texts, theme: style.Theme) -> dict:
    """Places that answer to the pointer with country and share: unseen within outlines, a dot where a share has no outline.

    fills: country with a share -> colour of its class. Other land answers too, lest a neighbour answers for it
    """
    said = {row.country: written(row.share, row.at_most, words) for row in held.itertuples()}
    silent = {country: rest for country in sorted(set(world().outlines) - set(said) - {""})}
    places = {country: _within(country) for country in said | silent}
    countries = [country for country, each in places.items() for _ in each]
    dots = [country in world().points for country in countries]
    x, y = equal_earth(np.concatenate(list(places.values()))).T.round(4)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": x,
        "y": y,
        "marker": {
            "size": [8 if dot else 1 for dot in dots],
            "color": [fills[country] if dot else CLEAR for country, dot in zip(countries, dots, strict=True)],
            "line": {"color": [theme.ink if dot else CLEAR for dot in dots], "width": 1},
        },
        "customdata": [f"<b>{escape(names[country])}</b><br>{escape((said | silent)[country])}" for country in countries],
        "hovertemplate": "%{customdata}<extra></extra>",
        "showlegend": False,
    }


@functools.cache
def _within(country: str) -> np.ndarray:
    """Its centre and places in a country (n, 2) [degrees], STEP apart as on the equator; even-odd rule over all its rings."""
    rings, centre = world().outlines.get(country, []), world().centres[country]
    if not rings:
        return centre[None]
    whole = np.concatenate(rings)
    (west, south), (east, north) = whole.min(0), whole.max(0)
    rows = [(np.arange(west, east, STEP / np.cos(np.radians(y))), y) for y in np.arange(south + STEP / 4, north, STEP)]
    grid = np.array([(x, y) for line, y in rows for x in line]).reshape(-1, 2)
    edges = np.concatenate([np.hstack([ring[:-1], ring[1:]]) for ring in rings])
    x0, y0, x1, y1 = edges[edges[:, 1] != edges[:, 3]].T
    x, y = grid.T[..., None]
    crossed = ((y0 > y) != (y1 > y)) & (x < x0 + (y - y0) * (x1 - x0) / (y1 - y0))
    return np.vstack([centre, grid[crossed.sum(1) % 2 == 1]])


def _labels(
    held: pd.DataFrame, names: dict[str, str], widths: tuple[int, int], words: Texts, theme: style.Theme, narrow: bool
) -> list[dict]:
    """Values on the map, the largest first; one that would meet another in a narrow or in a wide window is left to the pointer.

    widths: of the map [px]
    """
    (left, right), _ = _frame()
    taken, labels = [], []
    for row in held.itertuples():
        text = f"{row.country if narrow else names[row.country]}\u00a0{written(row.share, row.at_most, words)}"
        x, y = equal_earth(world().centres[row.country][None])[0]
        for shift in SHIFTS:
            boxes = [(x * w / (right - left), y * w / (right - left) + shift * LINE, len(text) * SIGN) for w in widths]
            if all(
                abs(a[0] - b[0]) > (a[2] + b[2]) / 2 or abs(a[1] - b[1]) >= LINE for each in taken for a, b in zip(boxes, each, strict=True)
            ):
                taken.append(boxes)
                place = {"x": x, "y": y, "yshift": shift * LINE, "showarrow": False, "borderpad": 1, "bgcolor": _veil(theme.paper)}
                labels.append(place | {"text": style.bold(escape(text), True), "font": {"size": 12, "color": theme.ink}})
                break
    return labels


def _veil(paper: str) -> str:
    """The paper, through which a small country is still seen; ink reads on it over the darkest and the lightest class."""
    red, green, blue = (int(paper[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.7)"
