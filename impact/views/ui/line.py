"""The page Explore: the line on which all weigh the same at equal function, moved by a slider or typed."""

import numpy as np
import streamlit as st

from impact import errors
from impact.model import quantity
from impact.scoring.criteria import MIDDLE
from impact.views.charts.plane import Level
from impact.views.explore import Explored
from impact.views.ui import draft, frame

#: Masses of the line, as shares of the mass of the reference: from, to, steps.
LINE = 0.05, 5.0, 40


def levels(held: Explored, x: str, y: str) -> tuple[tuple[Level, ...], str]:
    """Lines of equal mass where density stands against what a constraint of the part is governed by; and what lies beyond, in words."""
    words, criteria, part = held.words, held.criteria, held.criteria.part
    density, kinds = (
        "property:density",
        {f"property:{criteria.rules[name][0]}": name for name in part.constraints if criteria.rules[name][1]},
    )
    governing = y if x == density else x if y == density else None
    reference = held.candidates.at(part.reference)
    if governing not in kinds or governing == density or reference is None or np.isnan(criteria.mass[MIDDLE, reference]):
        return (), ""
    function, mass = kinds[governing], _mass(held)
    every, value = (criteria.values(name)[MIDDLE] for name in (density, governing))
    along = np.geomspace(np.nanmin(every) / 3, np.nanmax(every) * 3, 60)
    on = criteria.level(function, mass, along)
    name = words("explore.line", mass=words.number(mass))
    drawn = Level(name, *((along, on) if x == density else (on, along)))
    asked = criteria.level(function, mass, every)
    beyond = (value > asked) if criteria.rules[function][1] > 0 else (value < asked)
    count = int((beyond & held.remaining).sum())
    named = words.label(held.rules.loc[function])
    return (drawn,), words("explore.lighter", count=count, mass=words.number(mass), function=named)


def _mass(held: Explored) -> float:
    """Mass of the line [kg]: a slider and an entry, in step."""
    words, state, whole = held.words, st.session_state, held.criteria.part.mass
    if state.get("explore_line_of") != whole:
        state.explore_line_of = state.explore_line = whole
    value = state.explore_line
    if not draft.is_refused("explore_line_entry"):
        state.explore_line_entry = words.typed(value)
    state.explore_line_slider = value
    options = sorted({float(f"{share * whole:.3g}") for share in np.geomspace(*LINE)} | {whole, value})
    called = words("explore.line_mass")
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    left.select_slider(called, options, format_func=words.number, key="explore_line_slider", on_change=_slid)
    right.text_input(called, key="explore_line_entry", label_visibility="collapsed", on_change=_entered, args=(called,))
    draft.say_refused("explore_line_entry")
    return value


def _slid():
    draft.forget("explore_line_entry")
    st.session_state.explore_line = float(st.session_state.explore_line_slider)


def _entered(called: str):
    state = st.session_state
    draft.forget("explore_line_entry")
    try:
        state.explore_line = quantity.positive(state.explore_line_entry, "kg", called, frame.words().language)
    except errors.SeuilError as problem:
        draft.refuse("explore_line_entry", problem)
