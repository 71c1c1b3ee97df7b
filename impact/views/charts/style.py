"""What all figures share: inks, template, layout."""

import functools
import textwrap
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from impact.views.texts import Texts

#: Okabe & Ito (2008), eight colours told apart by colour-blind readers; without black and yellow.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
#: Settings of every figure on a page: nothing to click by accident, nothing sent anywhere.
CONFIG = {"displayModeBar": False, "displaylogo": False, "responsive": True, "scrollZoom": False}
#: Signs of a line that a phone shows whole.
LINE = 46
#: Height of a stamp [px].
STAMP = 26


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


def layout(words: Texts, theme: Theme, top: int, height: int, stamp: str = "") -> dict:
    """Layout of a figure of this height, with its reservations written on it so that a copy of it carries them.

    top: room for what stands above the rows [px]; stamp: the reservations
    """
    shared = {"template": template(words("number.separators"), theme)}
    room = STAMP if stamp else 0
    if stamp:
        shared["title"] = {
            "text": f"⚠ {stamp}",
            "font": {"size": 13, "color": theme.warning},
            "x": 0,
            "xref": "paper",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"t": 4},
        }
    return shared | {"height": height + room, "margin": {"t": top + room, "l": 8, "r": 8, "b": 8}}


def bold(text: str, is_bold: bool) -> str:
    """A text, in bold if it is so."""
    return f"<b>{text}</b>" if is_bold else text


def lines(text: str, width: int = LINE, most: int = 2) -> str:
    """A text over a few lines, so that a phone shows all of it; safe as markup."""
    return "<br>".join(escape(line) for line in textwrap.wrap(text, width, max_lines=most, placeholder=" …"))


def head(y: float, text: str) -> dict:
    """A name above its row, so that bars and cells keep the whole width of a phone."""
    place = {"xref": "paper", "x": 0, "xanchor": "left", "y": y, "yanchor": "bottom", "yshift": 0}
    return place | {"text": text, "showarrow": False, "align": "left", "font": {"size": 13}}
