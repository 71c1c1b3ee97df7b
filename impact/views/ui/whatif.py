"""The page What if: numbers and choices of the study moved, the saved result behind them as a ghost."""

import numpy as np
import streamlit as st

from impact import errors
from impact.model import change
from impact.model.checking import check
from impact.model.numbers import Number
from impact.model.study import Study
from impact.model.uncertainty import Draws
from impact.model.variation import Variation
from impact.scoring.tornado import tornado
from impact.views import typed, ways, whatif
from impact.views.charts import ghost
from impact.views.names import Names
from impact.views.ui import crossing, draft, frame, places, targets

#: Levers that are shown to begin with; steps of a slider.
SHOWN, STEPS = 5, 30


def show():
    """What is moved at the left, what it changes at the right; what moves it most, and from where the order turns, beneath."""
    words, study = frame.words(), draft.study()
    names = Names(frame.compared(study), words)
    if frame.shut(names.comparison.findings):
        return
    _begin(study)
    indicator = st.selectbox(
        words("compare.indicator"),
        names.comparison.cube.indicators,
        format_func=names.indicator,
        key="whatif_indicator",
        persist_state="session",
    )
    levers = variation(study, indicator)
    moving(study, indicator, names)
    st.header(words("tornado.title"))
    crossing.influence(study, levers, names)
    st.header(words("breakeven.title"))
    crossing.show(study, levers, names)
    targets.show(indicator)


def variation(study: Study, indicator: str) -> Variation:
    """A study ready to be computed again on one indicator, made once."""
    return _variation(study.bare, indicator)


@st.cache_resource(show_spinner=False, max_entries=32, hash_funcs={Study: lambda study: study.model_dump_json()})
def _variation(study: Study, indicator: str) -> Variation:
    return Variation(study, frame.facts(tuple(study.materials)), indicator)


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs={Study: lambda study: study.model_dump_json()})
def _saved(study: Study, indicator: str) -> np.ndarray:
    """Totals of the study as it is. [alternative, n]"""
    return variation(study, indicator).totals(Draws())


@st.cache_resource(show_spinner=False, max_entries=32, hash_funcs={Study: lambda study: study.model_dump_json()})
def influential(study: Study, indicator: str) -> list[str]:
    """Ways to the numbers that move the comparison with the baseline, the most influential first."""
    levers, effect = variation(study, indicator), {}
    for each in study.alternatives:
        rows = tornado(levers, each.id)
        size = np.abs(rows.base).max() if len(rows) else 0
        for about, moves in zip(rows.about, rows.effect, strict=True):
            effect[about] = max(effect.get(about, 0.0), moves / size if size else 0.0)
    return sorted(effect, key=effect.get, reverse=True)


def _begin(study: Study):
    """Nothing is moved when another study is opened, or when it was changed; ends of a range are written in one language."""
    state, shown = st.session_state, (study, frame.words().language)
    if state.get("breakeven_shown") != shown:
        for key in [key for key in state if str(key).startswith(("breakeven_low_", "breakeven_high_"))]:
            del state[key]
        state.breakeven_shown = shown
    if state.get("whatif_study") != study:
        for key in [key for key in state if str(key).startswith("whatif_") and key not in ("whatif_indicator", "whatif_choices")]:
            del state[key]
        state.whatif_study, state.whatif_moved = study, {}


@st.fragment
def moving(study: Study, indicator: str, names: Names):
    """Levers and their result, drawn again by themselves."""
    words, levers, state = frame.words(), variation(study, indicator), st.session_state
    left, right = st.columns([2, 3], gap="large")
    with left:
        numbers = _levers(study, levers, names)
        other = places.choose(study, names)
    with right:
        now, after, problem = _now(study, other, indicator, names)
        if problem:
            st.error(frame.plain(problem), icon=":material/error:")
        held = {about: value for about, (_, value) in numbers.items()}
        still = {about: value for about, value in held.items() if about in {each.about for each in now.numbers}}
        result = whatif.moved(names, after, indicator, _saved(study, indicator), now.totals(Draws(), still))
        said = [*whatif.told(study, numbers, names), *places.told(study, other, names)]
        st.markdown(frame.plain(words("whatif.moved", moved=words.listed_plainly(said)) if said else words("whatif.nothing")))
        frame.chart(
            ghost.ghost(result.rows, result.written(), indicator, names, frame.theme()),
            words("whatif.alt", indicator=names.indicator(indicator), alternatives=len(study.alternatives)),
            key="whatif_chart",
        )
        if said:
            frame.bullets(result.turned())
        frame.twin("whatif", result.table, result.figures)
        if said:
            with st.container(horizontal=True):
                st.button(words("whatif.reset"), on_click=_reset, icon=":material/undo:", key="whatif_reset")
                st.button(words("whatif.keep"), on_click=_keep, args=(numbers, other), icon=":material/save:", key="whatif_keep")
        draft.say_refused("whatif_keep")
    state.whatif_said = bool(said)


def _levers(study: Study, levers: Variation, names: Names) -> dict[str, tuple[Number, float]]:
    """Sliders and entries of the levers that are shown. Returns what is moved: way -> number, value."""
    words, state = frame.words(), st.session_state
    by = {each.about: each for each in levers.numbers}
    order = [about for about in influential(study, levers.indicator) if about in by]
    state.setdefault("whatif_shown", order[:SHOWN])
    state.whatif_shown = [about for about in state.whatif_shown if about in by]
    for about in state.whatif_shown:
        _lever(by[about], ways.called(study, about, names.labels))
    st.multiselect(
        words("whatif.levers"),
        [*order, *(about for about in by if about not in order)],
        format_func=lambda about: ways.called(study, about, names.labels),
        key="whatif_shown",
        wrap=True,
        select_all=False,
        placeholder="",
    )
    return {about: (by[about], value) for about, value in state.whatif_moved.items() if about in by and value != by[about].value}


def _lever(number: Number, called: str):
    """A slider and an entry for one number, in step."""
    words, state = frame.words(), st.session_state
    value = state.whatif_moved.get(number.about, number.value)
    slider, entry = f"whatif_slider_{number.about}", f"whatif_entry_{number.about}"
    state[slider] = value
    if not draft.is_refused(entry):
        state[entry] = typed.written(number.kind, value, words)
    options = sorted({*_steps(number), value, number.value})
    left, right = st.columns([3, 1.3], vertical_alignment="bottom")
    left.select_slider(
        called,
        options,
        format_func=lambda each: ways.written(number, each, words),
        key=slider,
        on_change=_slid,
        args=(number, slider, entry),
    )
    right.text_input(called, key=entry, label_visibility="collapsed", on_change=_typed, args=(number, entry, called))
    draft.say_refused(entry)


def _steps(number: Number) -> list[float]:
    """Values of a slider, from the least to the most that a number is looked at."""
    grid = np.linspace(number.least, number.most, STEPS + 1)
    return sorted(
        {float(f"{value:.3g}") if number.kind != "whole" else float(round(value)) for value in grid} - {0.0}
        | ({0.0} if number.kind == "portion" else set())
    )


def _slid(number: Number, slider: str, entry: str):
    draft.forget(entry)
    st.session_state.whatif_moved[number.about] = float(st.session_state[slider])


def _typed(number: Number, entry: str, called: str):
    words, state = frame.words(), st.session_state
    draft.forget(entry)
    try:
        value = typed.read(number.kind, state[entry], called, words)
    except errors.SeuilError as problem:
        draft.refuse(entry, problem)
        return
    state.whatif_moved[number.about] = number.value if value is None else float(value)


def _now(study: Study, other: dict, indicator: str, names: Names) -> tuple[Variation, Names, str]:
    """The study with other choices, ready, and its names; what is wrong with the choices, where the saved one stands instead."""
    if not other:
        return variation(study, indicator), names, ""
    try:
        varied = places.changed(study, other)
        check(varied, frame.facts(()))
        return variation(varied, indicator), Names(frame.compared(varied), names.words), ""
    except errors.SeuilError as problem:
        return variation(study, indicator), names, frame.words().error(problem)


def _reset():
    st.session_state.whatif_study = None


def _keep(numbers: dict[str, tuple[Number, float]], other: dict):
    """Take what was moved into the study."""
    found = {about: value for about, (_, value) in numbers.items()}
    draft.attempt("whatif_keep", lambda study: change.moved(places.changed(study, other), frame.facts(()), found))
