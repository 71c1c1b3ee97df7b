"""The social foundation beside the results: needs that the function serves, as the study declares them. Nothing is computed."""

import pandas as pd
import streamlit as st

from impact.model import change
from impact.model.study import Study
from impact.views.texts import languages
from impact.views.ui import draft, entries, fields, frame

PLACE = ("needs",)
#: What an entry says beside its need, in the order of its fields, with their widths.
SAID = {"statement": 5, "checked_by": 3}
#: Widths of the need, and of the way out.
NEED, OUT = 3, 1.5


def show():
    """What is declared and by whom it is checked, what is not declared, and fields for both."""
    words, study = frame.words(), draft.study()
    named, declared = draft.names("need"), [each.need for each in study.needs]
    st.header(words("study.need.title"))
    st.markdown(words("study.need.promise"))
    if declared:
        frame.table(_table(study, named))
    else:
        st.info(words("study.need.none"), icon=":material/groups:")
    if left := [f"{called[0].lower()}{called[1:]}" for name, called in named.items() if name not in declared]:
        st.caption(frame.plain(words("study.need.undeclared", needs=words.listed(left))))
    frame.drawer(words("study.need.change"), "needs", _fields, ":material/edit:")
    st.caption(frame.plain(words("study.need.source", citation=_citation())))


def _table(study: Study, named: dict[str, str]) -> pd.DataFrame:
    """Needs declared, as they are read."""
    heads = [draft.label((*PLACE, each)) for each in ("need", *SAID)]
    words = frame.words()
    lines = [(named.get(each.need, each.need), words.of(each.statement), each.checked_by) for each in study.needs]
    return pd.DataFrame(lines, columns=heads)


def _citation() -> str:
    """Where the list of needs comes from."""
    facts = frame.facts(())
    cited = facts.origin[facts.origin.id.isin(facts.limits.need.source)].citation
    return "; ".join(cited)


def _fields():
    """Fields of each entry, and a form for one more, which is whole or is not declared."""
    words, named = frame.words(), draft.names("need")
    for index in range(len(draft.study().needs)):
        place = (*PLACE, index)
        with fields.Row(NEED, *SAID.values(), OUT) as row:
            row(fields.choice, (*place, "need"), named)
            for each in SAID:
                row(fields.words_of, (*place, each))
            row(entries.remover, place)
    with st.form("study_need", border=False):
        st.markdown(f"**{words('study.need.add')}**")
        need, *cells = st.columns([NEED, *SAID.values()])
        need.selectbox(
            draft.label((*PLACE, "need")),
            list(named),
            index=None,
            format_func=named.get,
            key="study_need_need",
            placeholder=words("study.need.pick"),
        )
        for cell, each in zip(cells, SAID, strict=True):
            cell.text_input(draft.label((*PLACE, each)), key=f"study_need_{each}", max_chars=2000)
        st.form_submit_button(words("study.add"), on_click=_declared)
    draft.say_refused("study_need")


def _declared():
    state = st.session_state
    need, texts = state.study_need_need, {each: state[f"study_need_{each}"].strip() for each in SAID}
    entry = {
        "need": need,
        "statement": texts["statement"] and dict.fromkeys(languages(), texts["statement"]),
        "checked_by": texts["checked_by"],
    }
    if draft.attempt("study_need", lambda study: change.added(study, PLACE, {key: value for key, value in entry.items() if value})):
        state.study_need_need = None
        for each in SAID:
            state[f"study_need_{each}"] = ""
