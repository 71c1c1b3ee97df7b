"""The page Certainty: does an order hold whatever is chosen, and which choice turns it?"""

import streamlit as st

from impact import errors
from impact.model.study import Study
from impact.scoring.boundaries import Assessment
from impact.scoring.choices import Choices, choices
from impact.views.charts import choices as charts
from impact.views.choices import Orders
from impact.views.names import Names
from impact.views.ui import draft, frame


def show():
    """All alternatives beside one of them over every combination; then one pair, choice by choice."""
    words, study = frame.words(), draft.study()
    names = Names(frame.compared(study), words)
    if frame.shut(names.comparison.findings):
        return
    if len(study.alternatives) < 2:
        st.info(words("pairs.alone"))
        return
    st.markdown(words("choices.promise"))
    indicators, alternatives = names.comparison.cube.indicators, names.comparison.cube.alternatives
    with st.container(horizontal=True, vertical_alignment="bottom"):
        indicator = _pick(words("compare.indicator"), indicators, names.indicator, "choices_indicator")
        if st.session_state.get("choices_against") not in alternatives:
            st.session_state.choices_against = study.baseline
        against = _pick(words("choices.against"), alternatives, names.alternative, "choices_against")
    with st.spinner(words("choices.computing")):
        held = Orders(names, _chosen(study.bare, against), indicator)
    st.header(words("choices.title"))
    frame.bullets([held.said(name) for name in held.of])
    frame.chart(charts.bars(held, frame.theme()), words("choices.bars_alt", count=len(held.of), against=held.against))
    st.caption(frame.plain(held.about()))
    frame.twin("choices", held.overview, held.figures)
    st.header(words("choices.closer"))
    if st.session_state.get("choices_pair") not in held.of:
        st.session_state.choices_pair = held.disputed
    name = _pick(words("table.alternative"), list(held.of), names.alternative, "choices_pair")
    _pair(held, name)
    st.header(words("choices.varied"))
    frame.bullets(held.varied())
    st.markdown(frame.plain(held.sharing(name, _assessed(study))))
    st.page_link("pages/boundaries.py", label=words("choices.to_boundaries"), icon=":material/public:")


def _pair(held: Orders, name: str):
    """One pair: in words, as a grid, by option."""
    words, names = held.words, held.names
    st.markdown(frame.plain(" ".join(held.turning(name))))
    called = {"a": names.alternative(name), "b": held.against}
    alt = words("choices.grid_alt", count=len(held.of[name].cells), **called)
    frame.chart(charts.grid(held, name, frame.theme()), alt)
    st.caption(frame.plain(words("choices.grid_help", **called)))
    frame.twin("combinations", lambda: held.combinations(name), held.figures)
    frame.table(held.options(name))
    st.caption(words("choices.options_help"))


def _pick(label: str, options: list[str], called, key: str) -> str:
    return st.selectbox(label, options, format_func=called, key=key, persist_state="session")


@st.cache_resource(show_spinner=False, max_entries=16, hash_funcs={Study: lambda study: study.model_dump_json()})
def _chosen(study: Study, against: str) -> Choices:
    return choices(study, frame.facts(tuple(study.materials)), against)


def _assessed(study: Study) -> Assessment | None:
    """The study held against its budget, where it states one that holds."""
    try:
        return frame.assessed(study) if study.budget else None
    except errors.SeuilError:
        return None
