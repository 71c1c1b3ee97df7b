"""Frame of Seuil: language, open study and navigation; each page answers one question."""

import streamlit as st

from impact.views.ui import frame, keep

st.set_page_config(page_title="Seuil", page_icon="assets/icon.svg", layout="wide", initial_sidebar_state=360)
st.logo("assets/logo.svg", size="large", icon_image="assets/icon.svg")
words = frame.start()
page = st.navigation(
    [
        st.Page("pages/start.py", title=words("page.start"), icon=":material/home:", url_path="start", default=True),
        st.Page("pages/compare.py", title=words("page.compare"), icon=":material/balance:", url_path="compare"),
        st.Page("pages/explore.py", title=words("page.explore"), icon=":material/travel_explore:", url_path="explore"),
        st.Page("pages/resources.py", title=words("page.resources"), icon=":material/landscape:", url_path="resources"),
        st.Page("pages/boundaries.py", title=words("page.boundaries"), icon=":material/public:", url_path="boundaries"),
        st.Page("pages/certainty.py", title=words("page.certainty"), icon=":material/query_stats:", url_path="certainty"),
        st.Page("pages/whatif.py", title=words("page.whatif"), icon=":material/tune:", url_path="whatif"),
        st.Page("pages/study.py", title=words("page.study"), icon=":material/edit_note:", url_path="study"),
        st.Page("pages/roadmap.py", title=words("page.roadmap"), icon=":material/timeline:", url_path="roadmap"),
        st.Page("pages/workspace.py", title=words("page.workspace"), icon=":material/inventory_2:", url_path="workspace"),
        st.Page("pages/facts.py", title=words("page.facts"), icon=":material/database:", url_path="facts"),
        st.Page("pages/snapshot.py", title=words("page.snapshot"), icon=":material/ac_unit:", url_path="snapshot", visibility="hidden"),
        st.Page("pages/meeting.py", title=words("page.meeting"), icon=":material/co_present:", url_path="meeting", visibility="hidden"),
    ],
    position="top",
)
if page.url_path in keep.ON_THE_STUDY:
    keep.bar(deferred=page.url_path == keep.COMPARE)
page.run()
