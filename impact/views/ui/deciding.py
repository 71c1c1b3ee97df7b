"""The page Snapshot: what is decided on it, with reasons, dissent and what was not known."""

import dataclasses

import streamlit as st

from impact import errors
from impact.export.dossier import Dossier
from impact.model.decision import decided
from impact.store.workspace import Kept
from impact.views import decisions, guard, typed
from impact.views.ui import draft, frame, keep

#: Fields of the form, and how long their texts may be.
FIELDS = {"reasons": 2000, "dissent": 2000, "unknown": 2000}
FORM = "decision_form"


def show(kept: Kept, shown: Dossier):
    """Decisions on this snapshot, and one more."""
    words, brief = shown.words, shown.brief
    st.markdown(words("decision.promise"))
    for row in keep.workspace().decisions(kept.hash).to_dict("records"):
        with st.container(border=True):
            frame.bullets([words("decision.line", what=what, said=said) for what, said in decisions.told(row, brief, words)])
    st.header(words("decision.new"))
    called = brief.names["alternative"]
    with st.container(border=True):
        st.multiselect(
            words("decision.choice"),
            list(called),
            format_func=called.get,
            key="decision_choice",
            placeholder=words("decision.open"),
            select_all=False,
        )
        for name, longest in FIELDS.items():
            text = st.text_area(words(f"decision.{name}"), key=f"decision_{name}", max_chars=longest)
            for each in guard.alarms(text or "", words.language, frame.facts(())):
                st.warning(frame.plain(guard.told(each, frame.facts(()), words)), icon=":material/front_hand:")
        with st.container(horizontal=True):
            st.text_input(words("decision.review"), key="decision_review", help=words("register.next_help"))
            st.text_input(words("decision.by"), key="decision_by", max_chars=200)
        st.button(words("decision.record"), key="decision_record", icon=":material/gavel:", on_click=_record, args=(kept.hash,))
        draft.say_refused(FORM)


def _record(hash: str):
    state, words = st.session_state, frame.words()
    draft.forget(FORM)
    try:
        review = typed.read("date", state.decision_review, words("decision.review"), words)
        said = {name: state[f"decision_{name}"] for name in (*FIELDS, "by")}
        record = decided(state.decision_choice, review=review, **said)
        keep.workspace().decide(hash, record.model_dump(mode="json"))
    except (errors.KeyMissing, errors.OutOfRange) as problem:
        draft.refuse(FORM, dataclasses.replace(problem, where=words(f"decision.{problem.where}")))
        return
    except errors.SeuilError as problem:
        draft.refuse(FORM, problem)
        return
    for name in (*FIELDS, "review"):
        state[f"decision_{name}"] = ""
    state.decision_choice = []
