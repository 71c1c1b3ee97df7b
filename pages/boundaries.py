"""How much of the planet's capacity does each choice ask for, by which rule of sharing, and how surely?"""

import streamlit as st

from impact.views.ui import claims, days, draft, editor, frame, method, planet

#: Sections of the page, from what a product asks to what it is held against.
SECTIONS = {"share": claims.show, "person": days.show, "planet": planet.show, "method": method.show}

words = frame.header("limits.title", "limits.promise")
with frame.errors_shown():
    editor.open_study()
    draft.follow()
    section = st.segmented_control(
        words("limits.sections"),
        list(SECTIONS),
        default="share",
        required=True,
        format_func=lambda name: words(f"limits.section.{name}"),
        key="at_limit",
        wrap=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    SECTIONS[section]()
