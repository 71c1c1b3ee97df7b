"""The page What if: what to act on first, by gain and by effort as the reader rates it, and the targets that are retained."""

import streamlit as st

from impact.model import change
from impact.model.numbers import Number
from impact.model.study import Study
from impact.model.uncertainty import Draws
from impact.model.variation import Variation
from impact.scoring.levers import MOST, Fall, Lever, Levers, elsewhere, goals, levers, retained, together
from impact.views import typed
from impact.views.charts import levers as charts
from impact.views.levers import EFFORTS, Gains, said
from impact.views.names import Names
from impact.views.sentences import stamp
from impact.views.ui import draft, entries, fields, frame

#: Where what is refused when a lever is retained is said.
REFUSED = draft.key_of(("targets",))


def show(indicator: str | None = None):
    """The choice of an alternative and, unless it is given, of an indicator; its levers, and the targets."""
    words, study = frame.words(), draft.study()
    names = Names(frame.compared(study), words)
    st.header(words("levers.title"))
    st.markdown(words("levers.promise"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.session_state.get("levers_alternative") not in names.comparison.cube.alternatives:
            st.session_state.levers_alternative = study.baseline
        alternative = st.selectbox(
            words("table.alternative"),
            names.comparison.cube.alternatives,
            format_func=names.alternative,
            key="levers_alternative",
            persist_state="session",
        )
        indicator = indicator or st.selectbox(
            words("compare.indicator"),
            names.comparison.cube.indicators,
            format_func=names.indicator,
            key="levers_indicator",
            persist_state="session",
        )
    _rated(names, indicator, alternative)
    _targets(names, indicator, alternative)


@st.fragment
def _rated(names: Names, indicator: str, alternative: str):
    """Levers with their gains, and the effort that each takes; drawn again by themselves."""
    words, state, study = frame.words(), st.session_state, draft.study()
    found = _levers(study.bare, indicator)[alternative]
    rated = {each.number.about: state.get(_key(each.number)) for each in found.every}
    held = Gains(names, indicator, alternative, found, {about: effort for about, effort in rated.items() if effort})
    st.markdown(frame.plain(held.summary()))
    if found.every:
        title = words("levers.axis", unit="%" if held.is_relative else names.unit(indicator))
        figure = charts.gains(held.rows(), title, words, frame.theme(), held.is_relative, stamp(names))
        frame.chart(figure, words("levers.alt", count=len(held.shown), alternative=names.alternative(alternative)), key="levers_chart")
        for line in filter(None, (held.rest(), words("levers.help"))):
            st.caption(frame.plain(line))
        frame.twin("levers", held.table, held.figures)
        st.subheader(words("levers.rate"))
        for each in held.shown:
            _lever(held, each)
        draft.say_refused(REFUSED)
    if line := held.elsewhere(_elsewhere(study.bare, indicator, alternative)):
        st.caption(frame.plain(line))


def _lever(held: Gains, lever: Lever):
    """One lever: what it would gain, the effort, and the way into the study."""
    words, number = held.words, lever.number
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(
            f"**{frame.plain(held.called(number))}** · {frame.plain(held.way(lever))} · {frame.plain(held.gain(lever.gain))}",
            width="content",
        )
        if any(each.about == number.about for each in held.study.targets):
            st.markdown(frame.plain(words("levers.is_retained", effort=words(f"levers.effort.{held.effort(lever)}"))), width="content")
            return
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            effort = st.segmented_control(
                words("levers.effort_of", lever=held.called(number)),
                EFFORTS,
                format_func=lambda name: words(f"levers.effort.{name}"),
                key=_key(number),
                label_visibility="collapsed",
                persist_state="session",
                width="content",
            )
            called, aside = words("levers.retain"), words("levers.rate_first")
            if st.button(
                called, key=f"levers_retain_{number.about}", disabled=effort is None, help=None if effort else aside, icon=":material/flag:"
            ):
                _retain(lever, effort)


def _key(number: Number) -> str:
    """Key of the effort of a lever."""
    return f"levers_effort_{number.about}"


def _retain(lever: Lever, effort: str):
    """Into the study, unless it holds as many as it may."""
    called = frame.words()("levers.targets")
    if draft.attempt(REFUSED, lambda study: retained(study, lever.number.about, lever.goal, effort), called):
        st.rerun()


def _targets(names: Names, indicator: str, alternative: str):
    """The targets that the study retains: each with its goal, what they gain together, and how they go."""
    words, study = frame.words(), draft.study()
    st.subheader(words("levers.targets"))
    if not study.targets:
        st.markdown(words("levers.no_target", limit=MOST))
        return
    every = goals(_variation(study, indicator))
    held = Gains(names, indicator, alternative, _levers(study.bare, indicator)[alternative], {})
    fall = _together(study.bare, indicator, alternative, tuple((number.about, goal) for _, number, goal in every))
    st.markdown(frame.plain(held.together(fall, len(every))))
    for index, (target, number, goal) in enumerate(every):
        with st.container(border=True):
            st.markdown(frame.plain(said(target, number, study, names.labels)))
            with fields.Row(2, 2, 4, 1.5) as row:
                row(_goal, index, number, goal)
                row(fields.choice, ("targets", index, "effort"), {name: words(f"levers.effort.{name}") for name in EFFORTS})
                row(fields.words_of, ("targets", index, "note"))
                row(entries.remover, ("targets", index))


def _goal(index: int, number: Number, goal: float) -> str:
    """Field of a goal, read as the number that it is about. Returns its key."""
    place = ("targets", index, "goal")
    key, called = draft.key_of(place), draft.label(place)
    fields.show(key, typed.written(number.kind, goal, frame.words()))
    st.text_input(called, key=key, on_change=_aimed, args=(key, place, number.kind, called))
    return key


def _aimed(key: str, place: tuple, kind: str, called: str):
    text, words = st.session_state[key], frame.words()
    draft.attempt(key, lambda study: change.changed(study, place, typed.read(kind, text, called, words)), called)


def _variation(study: Study, indicator: str) -> Variation:
    return Variation(study, frame.facts(tuple(study.materials)), indicator)


#: How results are kept between runs.
KEPT = {"show_spinner": False, "max_entries": 64, "hash_funcs": {Study: lambda study: study.model_dump_json()}}


@st.cache_resource(**KEPT)
def _levers(study: Study, indicator: str) -> dict[str, Levers]:
    return levers(_variation(study, indicator))


@st.cache_resource(**KEPT)
def _elsewhere(study: Study, indicator: str, alternative: str):
    return elsewhere(_variation(study, indicator), alternative)


@st.cache_resource(**KEPT)
def _together(study: Study, indicator: str, alternative: str, aimed: tuple[tuple[str, float], ...]) -> Fall:
    return together(_variation(study, indicator), alternative, dict(aimed), Draws())
