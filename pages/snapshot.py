"""A frozen result: exactly those numbers, what has moved since, what was decided on it, and what leaves the house."""

import streamlit as st

from impact.views.ui import deciding, frame, frozen, keep, outgoing

SECTIONS = {"result": frozen.result, "again": frozen.again, "decision": deciding.show, "export": outgoing.show}

words = frame.header("snapshot.title", "snapshot.promise")
keep.say()
with frame.errors_shown():
    held = keep.asked()
    if held is None:
        st.info(words("snapshot.none"))
        st.page_link("pages/workspace.py", label=words("page.workspace"), icon=":material/inventory_2:")
        st.stop()
    kept, shown = held[0], outgoing.dossier(*held)
    frozen.head(kept, shown)
    section = frame.section("snapshot", words("snapshot.sections"), {name: words(f"snapshot.section.{name}") for name in SECTIONS})
    SECTIONS[section](kept, shown)
