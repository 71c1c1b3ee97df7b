"""Frame of Seuil: language and navigation; each page answers one question."""

import streamlit as st

from impact.views.ui import frame

st.set_page_config(page_title="Seuil", page_icon="assets/icon.svg", layout="wide", initial_sidebar_state=360)
st.logo("assets/logo.svg", size="large", icon_image="assets/icon.svg")
words = frame.start()
st.navigation(
    [
        st.Page("pages/compare.py", title=words("page.compare"), icon=":material/balance:", url_path="compare", default=True),
        st.Page("pages/explore.py", title=words("page.explore"), icon=":material/travel_explore:", url_path="explore"),
        st.Page("pages/resources.py", title=words("page.resources"), icon=":material/landscape:", url_path="resources"),
        st.Page("pages/boundaries.py", title=words("page.boundaries"), icon=":material/public:", url_path="boundaries"),
        st.Page("pages/certainty.py", title=words("page.certainty"), icon=":material/query_stats:", url_path="certainty"),
        st.Page("pages/whatif.py", title=words("page.whatif"), icon=":material/tune:", url_path="whatif"),
        st.Page("pages/study.py", title=words("page.study"), icon=":material/edit_note:", url_path="study"),
        st.Page("pages/facts.py", title=words("page.facts"), icon=":material/database:", url_path="facts"),
    ],
    position="top",
).run()
