"""One alternative under one rule and one set of capacities, as a wheel: the companion of the rows, where all of them stand."""

from math import inf, isnan, log10

import numpy as np
import plotly.graph_objects as go

from impact.scoring.capacity import CAPACITY
from impact.scoring.verdicts import BEYOND, CONTESTED, MISSING, NOT_BEYOND, NOT_WITHIN, OPEN, WITHIN, word
from impact.views.charts import style
from impact.views.charts.wheel import Look, Ring, Wedge, wheel
from impact.views.claims import Claims
from impact.views.sentences import stamp

#: Decades from the centre to the ring of the whole share, and from there to the rim: the scale is a logarithm, as its rings say.
DECADES = 2
RINGS = (0.1, 1.0, 10.0, 100.0)


def scaled(ratio: float) -> float:
    """Radius of a ratio: 0 at 10^-DECADES and below, 1 at 10^DECADES and above. [-]; nan stays nan"""
    if isnan(ratio) or ratio == inf:
        return 1.0 if ratio == inf else ratio
    return float(np.clip((log10(ratio) + DECADES) / (2 * DECADES), 0, 1)) if ratio > 0 else 0.0


def wedges(held: Claims, alternative: str, principle: str, capacity: str) -> list[Wedge]:
    """A wedge per indicator with a carrying capacity; those that the set or the principle leaves out are not assessed."""
    cells = held.assessment.cells
    mine = cells[(cells.alternative == alternative) & (cells.principle == principle) & (cells.set == capacity)].set_index("indicator")
    return [_wedge(held, row, mine) for row in held.rows.values() if row.alternative == alternative and row.kind == CAPACITY]


def _wedge(held: Claims, row, cells) -> Wedge:
    """row: of Assessment.verdicts; cells: those of the wheel, by indicator"""
    label = held.names.indicator(row.indicator, "short")
    if row.indicator not in cells.index or isnan(cells.within[row.indicator]):
        return Wedge(
            label, float("nan"), held.words("missing.short"), MISSING, f"{held.names.row(row.indicator)}<br>{held.words('verdict.unset')}"
        )
    ratio, within = float(cells.ratio[row.indicator]), float(cells.within[row.indicator])
    written = f"{held.bounds(row)} {held.times(ratio)}".strip()
    inside = held.words("claim_wheel.inside", within=held.words.percent(within))
    hover = f"{held.names.row(row.indicator)}<br>{written}<br>{inside}"
    return Wedge(label, scaled(ratio), written, str(word(within, within, row.more, row.less)), hover, further=ratio > RINGS[-1])


def claim_wheel(held: Claims, made: list[Wedge], theme: style.Theme = style.LIGHT, numbered: bool = False) -> go.Figure:
    """The wheel of `wedges`."""
    words = held.words
    looks = {
        BEYOND: Look(words("claim_wheel.beyond"), theme.above),
        CONTESTED: Look(words("claim_wheel.contested"), theme.neutral, "x"),
        NOT_WITHIN: Look(words("claim_wheel.not_within"), theme.neutral, "+"),
        NOT_BEYOND: Look(words("claim_wheel.not_beyond"), theme.neutral, "-"),
        WITHIN: Look(words("claim_wheel.within"), theme.below, "."),
        OPEN: Look(words("claim_wheel.open"), theme.grid),
        MISSING: Look(words("claim_wheel.missing"), theme.muted),
    }
    rings = [Ring(scaled(at), words.number(at), words("claim_wheel.whole") if at == 1 else "", strong=at == 1) for at in RINGS]
    return wheel(made, rings, looks, words, theme, numbered, stamp(held.names))
