"""What is Seuil for, and where to begin: worked examples, the last studies, what is due."""

import streamlit as st

from impact.views.ui import cards, frame

if "study" in st.query_params:  # a link to a worked example leads to its comparison
    st.switch_page("pages/compare.py", query_params=st.query_params.to_dict())
words = frame.header("start.title", "start.promise")
with frame.errors_shown():
    cards.examples()
    cards.kept()
    cards.due()
