"""Two by two: the probability that one is lower beside the median ratio, for every pair and indicator."""

import numpy as np
import streamlit as st

from impact.scoring.compare import UNSURE
from impact.scoring.pairwise import Pairs, pairwise, threshold_of
from impact.views import sentences, typed
from impact.views.charts import matrix, quantiles
from impact.views.names import Names
from impact.views.pairs import Paired
from impact.views.ui import draft, frame


def show():
    """One indicator: its sentences and its matrix; one pair; all indicators."""
    words, study = frame.words(), draft.study()
    comparison = frame.compared(study)
    names = Names(comparison, words)
    if frame.shut(comparison.findings):
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        indicator = st.selectbox(
            words("compare.indicator"),
            names.comparison.cube.indicators,
            format_func=names.indicator,
            key="pairs_indicator",
            persist_state="session",
        )
        least = _threshold()
    held = Paired(names, _pairs(comparison, least))
    st.header(words("pairs.title", indicator=names.indicator(indicator)))
    frame.bullets(held.summary(indicator))
    frame.chart(
        matrix.matrix(held, indicator, frame.theme()),
        words("pairs.alt", indicator=names.indicator(indicator), count=len(study.alternatives)),
    )
    st.caption(frame.plain(words("pairs.help", threshold=words.percent(least), rest=words.percent(1 - least))))
    frame.twin("pairs", lambda: held.table(indicator), held.figures)
    _closer(held, indicator)
    st.header(words("pairs.every"))
    st.markdown(words("pairs.every_help"))
    frame.table(held.overview())


def _threshold() -> float:
    """The threshold that is typed. Raises OutOfRange, NotANumber."""
    words, state, key = frame.words(), st.session_state, "pairs_threshold"
    state.setdefault(key, typed.written("share", UNSURE[1], words))
    called = words("pairs.threshold")
    st.text_input(called, key=key, help=words("pairs.threshold_help"), persist_state="session")
    value = typed.read("share", state[key], called, words)
    return threshold_of(UNSURE[1] if value is None else value, called)


@st.cache_resource(show_spinner=False, max_entries=8)
def _of(_comparison, facts: str, study: str, least: float) -> Pairs:
    return pairwise(_comparison, least)


def _pairs(comparison, least: float) -> Pairs:
    """Pairs of a comparison, made once."""
    return _of(comparison, comparison.facts.digest, comparison.study.model_dump_json(), least)


def _closer(held: Paired, indicator: str):
    """One pair: its sentence, and its ratio as dots of equal probability."""
    words, names = held.words, held.names
    order = held.pairs.alternatives
    st.header(words("pairs.closer"))
    with st.container(horizontal=True):
        a = st.selectbox(words("pairs.first"), order, index=min(1, len(order) - 1), format_func=names.alternative, key="pairs_a")
        b = st.selectbox(words("pairs.second"), order, format_func=names.alternative, key="pairs_b")
    if a == b:
        st.info(words("pairs.two"))
        return
    st.markdown(frame.plain(held.sentence(a, b, indicator)))
    if why := held.no_ratio(a, b, indicator):
        st.info(frame.plain(why))
        return
    total = names.comparison.cube.total[..., held.pairs.indicators.index(indicator)]
    one, other = (total[:, order.index(name)] for name in (a, b))
    drawn = (one > 0) & (other > 0)
    title = words("pairs.axis", a=names.alternative(a), b=names.alternative(b))
    figure = quantiles.quantiles(one[drawn] / other[drawn], title, words, frame.theme(), sentences.stamp(names))
    frame.chart(figure, words("pairs.dots_alt", a=names.alternative(a), b=names.alternative(b)), key="pairs_dots")
    st.caption(frame.plain(words("pairs.dots_help", count=quantiles.DOTS, share=words.percent(1 / quantiles.DOTS))))
    if not drawn.all():
        st.caption(frame.plain(words("pairs.not_drawn", share=words.percent(float(1 - np.mean(drawn))))))
