"""The page Certainty: ranks over all weights, or over those that agree with what the reader prefers; the EF single score on request."""

import streamlit as st

from impact import errors
from impact.scoring.weighting import coherent, eligible, ranking, widest
from impact.views import sentences
from impact.views.charts import ranks
from impact.views.names import Names
from impact.views.ui import draft, frame
from impact.views.weights import TOLD, Scored, Weighted, advice, contradiction, left_out, preference, too_few

#: What is preferred: pairs of indicators, kept over the session.
PREFERENCES = "preferences"


def show():
    """What is preferred, who is ranked, the ranks, how they are computed."""
    words = frame.words()
    names = Names(frame.compared(draft.study()), words)
    if frame.shut(names.comparison.findings):
        return
    st.header(words("weights.title"))
    st.markdown(words("weights.promise"))
    before = _preferences(names)
    alternatives = _alternatives(names)
    why = eligible(names.comparison, alternatives)
    indicators = [name for name in names.comparison.cube.indicators if name not in why]
    try:
        coherent(before)
    except errors.ContradictoryPreferences as problem:
        raise contradiction(problem, names) from None
    if few := too_few(words, len(alternatives), len(indicators)):
        _too_few(names, few, left_out(names, alternatives, why) if len(alternatives) > 1 else [])
    else:
        held = Weighted(names, ranking(names.comparison, alternatives, indicators, before), before)
        _ranks(held, [*left_out(names, alternatives, why), *advice(names, alternatives)])
    frame.drawer(words("weights.score.title"), "single_score", lambda: _single(names), ":material/functions:")


def _preferences(names: Names) -> list[tuple[str, str]]:
    """What is preferred so far, each to be taken away, and a new one to be made of two indicators."""
    words, state, indicators = names.words, st.session_state, names.comparison.cube.indicators
    held = state.setdefault(PREFERENCES, [])
    st.subheader(words("weights.preferences"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        first = st.selectbox(
            words("weights.more"), indicators, format_func=names.indicator, key="weights_first", persist_state="session", width=300
        )
        others = [name for name in indicators if name != first]
        if state.get("weights_second") not in others:
            state.weights_second = others[0]
        second = st.selectbox(
            words("weights.less"), others, format_func=names.indicator, key="weights_second", persist_state="session", width=300
        )
        st.button(words("weights.add"), key="weights_add", icon=":material/add:", on_click=_add, args=(first, second))
    if not held:
        st.caption(words("weights.none"))
        return []
    for pair in held:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(frame.plain(preference(names, *pair)), width="content")
            key = f"weights_remove_{'_'.join(pair)}"
            st.button(words("weights.remove"), key=key, type="tertiary", icon=":material/close:", on_click=held.remove, args=(pair,))
    return list(held)


def _add(first: str, second: str):
    held = st.session_state[PREFERENCES]
    if (first, second) not in held:
        held.append((first, second))


def _alternatives(names: Names) -> list[str]:
    """Who is ranked: all of them, unless the reader leaves some out."""
    words, state, every = names.words, st.session_state, names.comparison.cube.alternatives
    if state.get("weights_every") != every:
        state.weights_every, state.weights_of = every, every
    chosen = st.multiselect(
        words("weights.ranked"), every, format_func=names.alternative, key="weights_of", select_all=False, persist_state="session"
    )
    return [name for name in every if name in chosen]


def _too_few(names: Names, few: str, why: list[str]):
    """Why nothing is ranked, and who could be."""
    words = names.words
    st.info(frame.plain(few))
    if why:
        frame.bullets(why)
    possible, count = widest(names.comparison)
    if not possible:
        st.markdown(words("weights.nobody"))
        return
    called = words.listed([frame.plain(names.alternative(name)) for name in possible])
    st.button(words("weights.only", alternatives=called, count=count), key="weights_only", on_click=_rank_only, args=(possible,))


def _rank_only(alternatives: list[str]):
    st.session_state.weights_of = alternatives


def _ranks(held: Weighted, why: list[str]):
    """The ranks in words, as a figure, as tables; what takes no part, and how they are computed."""
    words, names = held.words, held.names
    st.markdown(frame.plain(held.opening()))
    frame.bullets(held.summary())
    alt = words("weights.alt", alternatives=len(held.found.alternatives))
    frame.chart(ranks.ranks(held, frame.theme(), sentences.stamp(names)), alt)
    frame.twin("ranks", held.table, held.figures)
    frame.drawer(words("weights.central"), "central_weights", lambda: _central(held), ":material/balance:")
    st.subheader(words("weights.part"))
    frame.bullets([held.taking(), *why, *held.not_ranked()])
    st.subheader(words("weights.method.title"))
    frame.bullets(held.method())


def _central(held: Weighted):
    """The weights that bring each to the first rank."""
    st.markdown(held.words("weights.central_help", share=held.words.percent(TOLD)))
    frame.table(held.central())
    frame.download(held.central_figures, held.words("compare.download"), "seuil-central-weights.csv")


def _single(names: Names):
    """The EF single score, with what it may not be used for."""
    words, scored = names.words, Scored(names)
    st.warning(words("weights.score.notice"), icon=":material/gavel:")
    st.markdown(words("weights.score.help"))
    frame.table(scored.table())
    frame.download(scored.figures, words("compare.download"), "seuil-single-score.csv")
