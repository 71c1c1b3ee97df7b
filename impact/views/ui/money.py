"""The page Resources: cost beside impact."""

import streamlit as st

from impact.views.charts import tradeoff
from impact.views.costs import Costed
from impact.views.names import Names
from impact.views.sentences import stamp
from impact.views.ui import draft, frame


def show():
    """Cost against one indicator, then every item with where it comes from; nothing is invented."""
    words, study = frame.words(), draft.study()
    names = Names(frame.compared(study), words)
    if frame.shut(names.comparison.findings):
        return
    held = Costed(names)
    st.markdown(frame.plain(held.scope()))
    indicators = names.comparison.cube.indicators
    indicator = st.selectbox(
        words("compare.indicator"), indicators, format_func=names.indicator, key="costs_indicator", persist_state="session"
    )
    rows = held.beside(indicator)
    if len(rows):
        titles = words("costs.axis", currency=held.currency), f"{names.indicator(indicator, 'short')} [{names.unit(indicator)}]"
        alt = words("costs.alt", indicator=names.indicator(indicator), count=len(rows))
        frame.chart(tradeoff.tradeoff(rows, titles, words, frame.theme(), stamp(names)), alt)
    if left := held.left_out(rows):
        st.markdown(frame.plain(words("costs.left_out", names=words.listed(left))))
    st.caption(frame.plain(words("costs.help")))
    frame.table(held.table())
    frame.download(held.figures, words("compare.download"), "seuil-costs.csv")
    st.page_link("pages/study.py", label=words("costs.to_study"), icon=":material/edit_note:")
