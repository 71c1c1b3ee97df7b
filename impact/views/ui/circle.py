"""The page Resources: how far matter goes round."""

import streamlit as st

from impact.views import circles
from impact.views.ui import frame, matter


def show():
    """The indicator with its inputs, what is declared, and how far the metals of the study are recycled in the world."""
    if (found := matter.resources()) is None:
        return
    words, held = found.words, circles.Circles(found.names)
    st.markdown(words("circles.help"))
    frame.table(held.table())
    frame.drawer(words("circles.inputs"), "circle_inputs", lambda: frame.table(held.inputs()), ":material/cycle:")
    frame.download(held.figures, words("compare.download"), "seuil-circularity.csv")
    st.caption(frame.plain(words("circles.limits")))
    if len(rates := circles.rates(found)):
        st.header(words("circles.rates"))
        st.markdown(words("circles.rates_help"))
        frame.table(rates)
    st.page_link("pages/study.py", label=words("circles.to_study"), icon=":material/edit_note:")
