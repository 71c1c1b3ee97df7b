"""All that a study says: the question, the life of all alternatives, each of them, what is assumed, and its file."""

import streamlit as st

from impact.views.texts import shortened
from impact.views.ui import builder, draft, editor, frame, lives, parts, presented

#: Sections of the page, in the order in which a study is thought of.
SECTIONS = {
    "question": builder.question,
    "life": lambda: lives.life(lives.ALL),
    "each": parts.alternatives,
    "assumed": builder.assumed,
    "meeting": presented.meeting,
    "file": builder.file,
}

words = frame.header("study.title", "study.promise")
with frame.errors_shown():
    editor.open_study()
    draft.follow()
    title = shortened(words.of(draft.study().title), 40)
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        section = frame.section("study", words("study.sections"), {name: words(f"study.section.{name}") for name in SECTIONS})
        st.page_link("pages/compare.py", label=words("study.compare", title=frame.plain(title)), icon=":material/balance:")
    SECTIONS[section]()
