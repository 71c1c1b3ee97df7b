"""The page Workspace: kept studies with their history, and snapshots."""

import pandas as pd
import streamlit as st

from impact.export.snapshot import SHORT
from impact.views.ui import draft, frame, keep
from impact.views.ui.cards import said_on


def studies():
    """Kept studies, and the history of one of them: every version can be opened, or put back as the latest."""
    words, held = frame.words(), keep.workspace()
    st.text_input(words("workspace.by"), key="keep_by", max_chars=200, help=words("workspace.by_help"), persist_state="session")
    put_away = st.checkbox(words("workspace.archived"), key="workspace_archived", persist_state="session")
    rows = held.documents(keep.STUDY, archived=put_away)
    if rows.empty:
        st.info(words("workspace.no_study"))
        return
    frame.table(_listed(rows))
    titles = frame.apart({row.document: words.of(row.title) for row in rows.itertuples()})
    chosen = st.selectbox(words("workspace.study"), list(titles), format_func=titles.get, key="workspace_study")
    history(chosen, bool(rows.set_index("document").archived[chosen]))


def _listed(rows: pd.DataFrame) -> pd.DataFrame:
    words = frame.words()
    return pd.DataFrame(
        {
            words("workspace.study"): [words.of(title) for title in rows.title],
            words("workspace.version"): [words.whole(int(number)) for number in rows.version],
            words("workspace.saved"): [words("workspace.moment", date=said_on(moment), time=moment[11:16]) for moment in rows.saved],
            words("workspace.who"): [by or "–" for by in rows.by],
        }
    )


def history(document: str, archived: bool):
    """Versions of a study, the newest first."""
    words, held = frame.words(), keep.workspace()
    st.header(words("workspace.history"))
    for row in held.versions(document).itertuples():
        with st.container(horizontal=True, vertical_alignment="center"):
            blanks = {"version": int(row.version), "date": said_on(row.saved), "time": row.saved[11:16], "by": row.by or "–"}
            base = None if pd.isna(row.based_on) else int(row.based_on)
            key = "workspace.version_of" if base in (None, row.version - 1) else "workspace.version_beside"
            st.markdown(frame.plain(words(key, base=base or 0, **blanks)))
            if st.button(words("workspace.open"), key=f"workspace_open_{row.version}", type="tertiary", icon=":material/folder_open:"):
                keep.open_version(document, int(row.version))
                st.switch_page("pages/compare.py")
            label = words("workspace.restore")
            st.button(
                label,
                key=f"workspace_restore_{row.version}",
                type="tertiary",
                icon=":material/undo:",
                on_click=_restore,
                args=(document, int(row.version)),
            )
    label = words("workspace.take_out" if archived else "workspace.put_away")
    st.button(label, key="workspace_away", icon=":material/archive:", on_click=_put, args=(document, not archived))
    draft.say_refused("workspace_away")


def _restore(document: str, version: int):
    keep.attempt("workspace_away", lambda: keep.workspace().restore(document, version, by=st.session_state.get("keep_by", "")))


def _put(document: str, away: bool):
    keep.attempt("workspace_away", lambda: keep.workspace().archive(document, away))


def snapshots():
    """Snapshots, each with its link."""
    words = frame.words()
    rows = keep.workspace().snapshots()
    if rows.empty:
        st.info(words("workspace.no_snapshot"))
    for row in rows.itertuples():
        blanks = {"title": words.of(row.title), "hash": row.hash[:SHORT], "date": said_on(row.taken)}
        label = frame.plain(words("start.snapshot", **blanks))
        st.page_link("pages/snapshot.py", label=label, query_params={"snapshot": row.hash[:SHORT]}, icon=":material/ac_unit:")
