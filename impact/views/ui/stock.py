"""The page Workspace: in-house facts beside those of the catalogue, and the whole workspace as one archive."""

import datetime

import pandas as pd
import streamlit as st

from impact import errors
from impact.store import house
from impact.store.catalogue import HOUSE
from impact.views.ui import draft, frame, keep


def rows():
    """Rows of one's own in a table of the catalogue, under the same rules: what there is, more of them, and away with one."""
    words = frame.words()
    st.markdown(words("house.promise"))
    table = st.selectbox(words("house.table"), list(HOUSE), format_func=lambda name: words(f"house.of.{name}"), key="house_table")
    empty = pd.DataFrame(columns=house.columns(table))
    st.download_button(
        words("house.template"), empty.to_csv(index=False), f"{table}.csv", "text/csv", on_click="ignore", icon=":material/download:"
    )
    st.file_uploader(words("house.upload"), type="csv", key="house_upload", max_upload_size=5, on_change=_taken_in, args=(table,))
    draft.say_refused("house_upload")
    if said := st.session_state.pop("house_said", None):
        st.success(frame.plain(said), icon=":material/check:")
    held = keep.workspace().rows().get(table, empty)
    if held.empty:
        st.info(words("house.none"))
        return
    frame.table(held.fillna(""))
    keys = [tuple(house.key(table, cells)) for cells in held.to_dict("records")]
    chosen = st.selectbox(words("house.row"), keys, format_func=" · ".join, key="house_row")
    st.button(words("house.withdraw"), key="house_withdraw", icon=":material/undo:", on_click=_withdrawn, args=(table, list(chosen)))
    draft.say_refused("house_withdraw")


def _taken_in(table: str):
    """Rows of a file, all of them or none."""
    state, words = st.session_state, frame.words()
    if not (sent := state.house_upload):
        return
    draft.forget("house_upload")
    try:
        given = house.read(table, sent.getvalue())
        keep.workspace().add_rows(table, given, by=state.get("keep_by", ""))
    except errors.SeuilError as problem:
        draft.refuse("house_upload", problem)
        return
    frame.forget_facts()
    state.house_said = words("house.added", count=len(given))


def _withdrawn(table: str, key: list[str]):
    state = st.session_state
    draft.forget("house_withdraw")
    try:
        keep.workspace().withdraw(table, key, by=state.get("keep_by", ""))
    except errors.SeuilError as problem:
        draft.refuse("house_withdraw", problem)
        return
    frame.forget_facts()


def archive():
    """The whole workspace as one file, and another one taken in."""
    words = frame.words()
    st.markdown(words("archive.promise"))
    st.caption(frame.plain(words("archive.place", file=str(keep.workspace().file))))
    name = f"seuil-workspace-{datetime.date.today().isoformat()}.zip"
    st.download_button(
        words("archive.export"),
        keep.workspace().export,
        name,
        "application/zip",
        on_click="ignore",
        icon=":material/download:",
        key="archive_export",
    )
    st.file_uploader(words("archive.import"), type="zip", key="archive_import", max_upload_size=200, on_change=_imported)
    draft.say_refused("archive_import")
    if said := st.session_state.pop("archive_said", None):
        st.success(frame.plain(said), icon=":material/check:")


def _imported():
    state, words = st.session_state, frame.words()
    if not (sent := state.archive_import):
        return
    draft.forget("archive_import")
    try:
        counts = keep.workspace().import_(sent.getvalue())
    except errors.SeuilError as problem:
        draft.refuse("archive_import", problem)
        return
    frame.forget_facts()
    state.archive_said = words("archive.imported", count=sum(counts.values()))
