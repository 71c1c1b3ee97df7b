"""The page Snapshot: the frozen numbers as they were written, and what moved since."""

import pandas as pd
import streamlit as st

from impact.export.dossier import Dossier
from impact.export.snapshot import Snapshot
from impact.scoring.difference import Difference
from impact.store.workspace import Kept
from impact.views.brief import Sheet
from impact.views.difference import Differences
from impact.views.ui import draft, frame, keep


def head(kept: Kept, shown: Dossier):
    """What was asked, as of when, and where it leads: to the meeting, and back to the study."""
    words, taken, brief = shown.words, shown.snapshot, shown.brief
    st.header(frame.plain(brief.title))
    st.markdown(frame.plain(brief.question))
    st.caption(frame.plain(" · ".join(shown.stamps)))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            "pages/meeting.py",
            label=words("snapshot.meet"),
            query_params={"snapshot": taken.short, "lang": words.language},
            icon=":material/co_present:",
        )
        if st.button(words("snapshot.open"), key="snapshot_open", type="tertiary", icon=":material/edit_note:"):
            _open(kept, taken)
    st.code(shown.link, language=None)


def _open(kept: Kept, taken: Snapshot):
    """The frozen study as the open one: at its version in the workspace, if it has one."""
    if kept.document:
        keep.open_version(kept.document, int(kept.version))
    else:
        keep.open_text(taken.study)
    st.switch_page("pages/compare.py")


def result(kept: Kept, shown: Dossier):
    """Sentences and tables as they were frozen."""
    words, brief = shown.words, shown.brief
    for screen in brief.screens:
        st.subheader(screen.title)
        st.markdown(frame.plain(shown.sentence(screen)))
        frame.bullets(screen.points)
    for name, each in brief.sheets.items():
        frame.drawer(each.title, f"snapshot_{name}", lambda each=each: _sheet(each))
    lists = {"signs": brief.signs, "findings": brief.findings, "coverage": brief.coverage, "assumed": brief.assumed}
    lists |= {"hypotheses": brief.hypotheses, "sources": shown.cited, "provenance": shown.provenance}
    for name, lines in lists.items():
        if lines:
            frame.drawer(words(f"snapshot.list.{name}"), f"snapshot_{name}_list", lambda lines=lines: frame.bullets(lines))


def _sheet(each: Sheet):
    frame.table(pd.DataFrame(each.rows, columns=each.head))


def again(kept: Kept, shown: Dossier):
    """Computed again with the facts of today: which moved, and what each did."""
    words, taken, brief = shown.words, shown.snapshot, shown.brief
    st.markdown(words("snapshot.again_help"))
    found = _explained(taken.hash, taken)
    told = Differences(found, brief, draft.named(words.language))
    frame.bullets(told.said())
    if not found.steps:
        return
    indicators = list(brief.names["indicator"])
    chosen = st.selectbox(
        words("compare.indicator"),
        indicators,
        index=indicators.index(brief.indicator),
        format_func=brief.names["indicator"].get,
        key="snapshot_indicator",
    )
    frame.table(told.table(chosen))
    frame.download(told.figures, words("compare.download"), "seuil-difference.csv")


@st.cache_resource(show_spinner=False, max_entries=8)
def _explained(hash: str, _taken: Snapshot) -> Difference:
    return _taken.explained(frame.facts(tuple(_taken.read().materials)))
