"""The page Explore: one material closer, and the way into the study."""

import numpy as np
import streamlit as st

from impact import errors
from impact.model import change
from impact.model.study import MAX_MATERIALS, Study
from impact.scoring.criteria import MIDDLE
from impact.views.explore import Explored
from impact.views.fronts import Front
from impact.views.ui import draft, frame

#: What is told of every material.
TOLD = ("mass", "impact:GWP-total")


def take(held: Explored, picked: str | None, found: Front | None = None):
    """The material clicked, or chosen from a list: what is known of it, and the way into the study."""
    words, state = held.words, st.session_state
    order = found.order() if found else np.flatnonzero(held.remaining)
    offered = [str(held.candidates.names[at]) for at in order]
    if picked and picked != state.get("explore_picked"):
        state.explore_take = picked
    state.explore_picked = picked
    if state.get("explore_take") and state.explore_take not in offered:
        offered.insert(0, state.explore_take)
    with st.container(border=True):
        chosen = st.selectbox(
            words("explore.take"),
            offered,
            index=None,
            format_func=lambda name: held.labels.of("material", name),
            key="explore_take",
            placeholder=words("explore.take_help"),
            persist_state="session",
        )
        if chosen:
            _chosen(held, held.candidates.at(chosen), found)


def _chosen(held: Explored, at: int, found: Front | None):
    words, name = held.words, str(held.candidates.names[at])
    values = [held.told(each, at) for each in TOLD]
    st.markdown(frame.plain(" · ".join([held.family(at), held.verdict_words(at), *values, *held.about(at)])))
    if found and found.by[at] >= 0:
        st.markdown(frame.plain(found.behind(at)))
    with st.container(horizontal=True, vertical_alignment="center"):
        if name in draft.study().materials:
            st.markdown(words("explore.is_in_study"))
        else:
            st.button(words("explore.add"), on_click=_add, args=(held, at), icon=":material/add:", key="explore_add")
        facts(held, at)
        st.page_link("pages/compare.py", label=words("explore.compare"), icon=":material/balance:")
    draft.say_refused("explore_add")


def _add(held: Explored, at: int):
    """One more alternative of the study: sized by its function, else with the mass of equal function."""
    mass = float(f"{held.criteria.mass[MIDDLE, at]:.3g}")
    given = None if draft.study().sizing or np.isnan(mass) else mass

    def make(study: Study) -> Study:
        made = sum(bool(each.parts) for each in study.alternatives)
        if made >= MAX_MATERIALS:
            raise errors.TooMany("alternatives", made + 1, MAX_MATERIALS)
        return change.with_alternative(study, str(held.candidates.names[at]), given)

    draft.attempt("explore_add", make)


def facts(held: Explored, at: int):
    """Link to all facts about a material."""
    link = {"material": str(held.candidates.names[at])}
    st.page_link("pages/facts.py", label=held.material(at), query_params=link, icon=":material/database:")
