"""The page Study: what a meeting sees first, what it may move, and what it is asked to decide."""

import streamlit as st

from impact.model import change
from impact.model.change import Place
from impact.model.meeting import MAX_LEVERS
from impact.model.study import Study
from impact.views import ways
from impact.views.brief import headline
from impact.views.ui import draft, fields, frame, whatif

MEETING = ("meeting",)
LEVERS = (*MEETING, "levers")


def meeting():
    """Indicator shown first, numbers that may be moved live, decision asked."""
    words, study = frame.words(), draft.study()
    st.markdown(words("study.meeting.promise", limit=MAX_LEVERS))
    indicators = frame.facts(()).indicator
    named = words.label(indicators.set_index("id")).to_dict()
    with fields.Row(2, 3) as row:
        row(fields.choice, (*MEETING, "indicator"), named, placeholder=named[indicators.id.iloc[0]])
        row(_levers, study, headline(study, indicators.id.tolist()))
    with fields.Row(1) as row:
        row(fields.words_of, (*MEETING, "decision"))


def _levers(study: Study, indicator: str) -> str:
    """Choice of the numbers that may be moved. Returns its key."""
    words, key, labels = frame.words(), draft.key_of(LEVERS), draft.named(frame.words().language)
    held = study.meeting.levers if study.meeting else []
    fields.show(key, list(held))
    st.multiselect(
        draft.label(LEVERS),
        whatif.influential(study, indicator),
        format_func=lambda about: ways.called(study, about, labels),
        key=key,
        max_selections=MAX_LEVERS,
        placeholder=words("study.meeting.none"),
        select_all=False,
        on_change=_chosen,
        args=(key, LEVERS),
    )
    return key


def _chosen(key: str, place: Place):
    draft.attempt(key, lambda study: change.changed(study, place, list(st.session_state[key])))
