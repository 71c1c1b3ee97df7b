"""The page Certainty: alternatives two by two, how probable it is that one is lower, and by how much."""

from dataclasses import replace
from html import escape
from textwrap import wrap

import streamlit as st

from impact import errors
from impact.scoring.compare import UNSURE
from impact.scoring.measure import closest
from impact.scoring.pairwise import DOTS, UNDECIDED, pairwise, threshold_of
from impact.views import pair_tables, sentences, typed
from impact.views.charts import matrix, quantiles
from impact.views.names import Names
from impact.views.pairs import Paired
from impact.views.ui import draft, frame

#: Least width of a cell, in which its figures can be read; a matrix that is wider than the window is scrolled. [px]
CELL = 54
SCROLL = "<style>.st-key-pairs_scroll {{ overflow-x: auto }} .st-key-pairs_wide {{ min-width: {width}px }}</style>"


def show():
    """Indicator and threshold; the matrix of the indicator, one pair closer, and all indicators."""
    words, study = frame.words(), draft.study()
    comparison = frame.compared(study)
    names = Names(comparison, words)
    if frame.shut(comparison.findings):
        return
    if len(study.alternatives) < 2:
        st.info(words("pairs.alone"))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        indicators = comparison.cube.indicators
        indicator = st.selectbox(
            words("compare.indicator"), indicators, format_func=names.indicator, key="pairs_indicator", persist_state="session"
        )
        threshold = _threshold()
    paired = Paired(names, pairwise(comparison, threshold))
    if comparison.findings:
        frame.drawer(words("compare.gate"), "pairs_gate", lambda: frame.bullets(sentences.findings(names)), ":material/balance:")
    _matrix(paired, indicator)
    _closer(paired, indicator)
    _overall(paired)


def _threshold() -> float:
    """The probability from which on two are told apart. Raises OutOfRange and what `typed.read` raises."""
    words = frame.words()
    called, usual = words("pairs.threshold"), typed.written("share", UNSURE[1], words)
    text = st.text_input(called, value=usual, key="pairs_threshold", help=words("pairs.threshold_help"), persist_state="session")
    try:
        return threshold_of(typed.read("share", text or usual, called, words), called)
    except errors.OutOfRange as problem:
        raise replace(problem, found=text, allowed=words("pairs.threshold_allowed")) from None


def _matrix(paired: Paired, indicator: str):
    """One indicator: sentences, matrix, what its signs mean."""
    words, count = paired.words, len(paired.pairs.alternatives)
    st.header(words("pairs.title"))
    frame.bullets(paired.summary(indicator))
    blanks = {"indicator": paired.names.indicator(indicator), "count": count}
    st.html(SCROLL.format(width=CELL * count))
    with st.container(key="pairs_scroll"), st.container(key="pairs_wide"):
        frame.chart(matrix.matrix(paired, indicator, frame.theme()), words("pairs.matrix_alt", **blanks))
    st.caption(frame.plain(" · ".join(paired.signs(indicator))))
    frame.twin("pairs", lambda: pair_tables.table(paired, indicator), lambda: pair_tables.figures(paired, indicator))


def _closer(paired: Paired, indicator: str):
    """One pair: its sentence, and the ratio as dots."""
    words, names = paired.words, paired.names
    st.header(words("pairs.one"))
    a, b = _chosen(paired, indicator)
    st.markdown(frame.plain(paired.closer(a, b, indicator)))
    values = pair_tables.dots(paired, a, b, indicator)
    if not paired.has_ratio(a, b, indicator) or not (values > 0).any():
        return
    sides = [escape(line) for sign, name in (("", a), ("÷ ", b)) for line in wrap(sign + names.alternative(name), matrix.LABEL)]
    told = paired.pairs.word(a, b, indicator) != UNDECIDED
    figure = quantiles.quantile_dots(values, sides, told, words, frame.theme(), sentences.stamp(names))
    blanks = {"a": names.alternative(a), "b": names.alternative(b), "indicator": names.indicator(indicator)}
    frame.chart(figure, words("pairs.dots_alt", count=DOTS, **blanks))
    st.caption(frame.plain(words("pairs.dots_help", count=DOTS, share=words.percent(1 / DOTS))))
    frame.twin(
        "pair_dots", lambda: pair_tables.dot_table(paired, a, b, indicator), lambda: pair_tables.dot_figures(paired, a, b, indicator)
    )


def _chosen(paired: Paired, indicator: str) -> tuple[str, str]:
    """Two alternatives; to begin with those that are hardest to tell apart on the indicator."""
    words, names, state = paired.words, paired.names, st.session_state
    every = paired.pairs.alternatives
    at = indicator, tuple(every)
    if state.get("pairs_at") != at:
        state.pairs_at = at
        state.pairs_a, state.pairs_b = closest(names.comparison, indicator) or every[:2]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        a = st.selectbox(words("pairs.first"), every, format_func=names.alternative, key="pairs_a", persist_state="session")
        others = [name for name in every if name != a]
        if state.pairs_b not in others:
            state.pairs_b = others[0]
        b = st.selectbox(words("pairs.second"), others, format_func=names.alternative, key="pairs_b", persist_state="session")
    return a, b


def _overall(paired: Paired):
    """All indicators: how many answers there are, and who is nowhere above another."""
    words = paired.words
    st.header(words("pairs.over_all"))
    frame.bullets(paired.overall())
    frame.table(pair_tables.overview(paired))
    st.caption(frame.plain(words("pairs.overview_help")))
    frame.download(lambda: pair_tables.overview_figures(paired), words("compare.download"), "seuil-pairs-overview.csv")
    st.caption(frame.plain(paired.stamp()))
