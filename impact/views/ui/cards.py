"""The start page: worked examples as cards, the last studies and snapshots, hypotheses that are due."""

import datetime

import streamlit as st

from impact import errors
from impact.export.snapshot import SHORT
from impact.model.study import Study
from impact.views import register, sentences
from impact.views.ui import editor, frame, keep

#: Cards side by side; studies, snapshots and hypotheses that are listed.
ACROSS, LAST, DUE = 3, 5, 5


def examples():
    """Every worked example as a card that opens its comparison, and the blank."""
    words = frame.words()
    st.header(words("start.examples"))
    every = list(frame.examples().items())
    for at in range(0, len(every), ACROSS):
        for cell, (name, study) in zip(st.columns(ACROSS), every[at : at + ACROSS]):
            with cell.container(border=True, height="stretch"):
                _card(name, study)
    if st.button(words("start.blank"), key="start_blank", icon=":material/add:"):
        editor.begin("")
        st.switch_page("pages/compare.py")


def _card(name: str, study: Study):
    words = frame.words()
    st.markdown(f"**{frame.plain(words.of(study.title))}**")
    st.markdown(frame.plain(words.of(study.question)))
    st.caption(
        frame.plain(words("start.alternatives", count=len(study.alternatives), function=sentences.declared(study, frame.facts(()), words)))
    )
    if st.button(words("start.open"), key=f"start_{name}", icon=":material/balance:"):
        editor.begin(name)
        st.switch_page("pages/compare.py")


def kept():
    """The last studies and snapshots of the workspace."""
    words = frame.words()
    try:
        documents, snapshots = keep.workspace().documents(keep.STUDY), keep.workspace().snapshots()
    except errors.SeuilError as problem:
        st.error(frame.plain(words.error(problem)), icon=":material/error:")
        return
    if len(documents):
        st.header(words("start.studies"))
        for row in documents.head(LAST).itertuples():
            said = words("start.study", title=words.of(row.title), version=int(row.version), date=said_on(row.saved))
            if st.button(said, key=f"start_study_{row.document}", type="tertiary", icon=":material/edit_note:"):
                keep.open_version(row.document)
                st.switch_page("pages/compare.py")
    if len(snapshots):
        st.header(words("start.snapshots"))
        for row in snapshots.head(LAST).itertuples():
            said = words("start.snapshot", title=words.of(row.title), hash=row.hash[:SHORT], date=said_on(row.taken))
            st.page_link(
                "pages/snapshot.py", label=frame.plain(said), query_params={"snapshot": row.hash[:SHORT]}, icon=":material/ac_unit:"
            )


def said_on(moment: str) -> str:
    """Day of a moment, in words."""
    return frame.words().date(datetime.date.fromisoformat(moment[:10]))


def due():
    """Hypotheses of kept studies that are to be looked at first."""
    words, today = frame.words(), datetime.date.today()
    rows = register.held(keep.studies())[:DUE]
    if rows:
        st.header(words("start.due"))
        frame.table(register.table(rows, today, words))
        st.page_link("pages/workspace.py", label=words("page.workspace"), icon=":material/inventory_2:")
