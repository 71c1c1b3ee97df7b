"""The page Workspace: the register of hypotheses, and the decisions."""

import datetime

import streamlit as st

from impact import errors
from impact.export.snapshot import SHORT
from impact.model import change
from impact.views import decisions as decided
from impact.views import register, typed
from impact.views.brief import headline
from impact.views.register import Held
from impact.views.ui import draft, frame, keep


def hypotheses():
    """Every hypothesis of every kept study, the most overdue first; one of them closer: what it moves, and its next review."""
    words, today = frame.words(), datetime.date.today()
    rows = register.held(keep.studies())
    if not rows:
        st.info(words("register.none"))
        return
    late = sum(each.overdue(today) for each in rows)
    st.markdown(words("register.count", count=len(rows), late=late))
    frame.table(register.table(rows, today, words))
    frame.download(lambda: register.table(rows, today, words), words("compare.download"), "seuil-hypotheses.csv")
    st.header(words("register.closer"))
    at = st.selectbox(
        words("register.statement"),
        range(len(rows)),
        format_func=lambda number: f"{words.of(rows[number].hypothesis.statement)} · {words.of(rows[number].study.title)}",
        key="register_row",
    )
    _closer(rows[at])


def _closer(each: Held):
    words, study = frame.words(), each.study
    facts = frame.facts(tuple(study.materials))
    indicator = headline(study, facts.indicator.id.tolist())
    st.markdown(words("register.influence", indicator=words.label(facts.indicator.set_index("id"))[indicator]))
    frame.bullets(register.moved(each, facts, indicator, draft.named(words.language)))
    seen = int(keep.workspace().versions(each.document).version.max())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(words("register.next"), key="register_next", help=words("register.next_help"))
        st.button(
            words("register.reviewed"), on_click=_reviewed, args=(each, seen), icon=":material/event_available:", key="register_reviewed"
        )
    draft.say_refused("register_next")
    keep.say()
    if said := st.session_state.pop("register_said", None):
        st.success(frame.plain(said), icon=":material/check:")


def _reviewed(each: Held, seen: int):
    """The study once more, as a new version, with another date on which the hypothesis is looked at again; seen: the latest version then."""
    state, words = st.session_state, frame.words()
    draft.forget("register_next")
    try:
        review = typed.read("date", state.register_next, words("register.next"), words)
        if review is None:
            raise errors.KeyMissing(words("register.next"))
        study = change.changed(each.study, ("hypotheses", each.number, "review"), review)
        saved = keep.workspace().save(keep.STUDY, keep.written(study), study.title, each.document, seen, by=state.get("keep_by", ""))
    except errors.SeuilError as problem:
        draft.refuse("register_next", problem)
        return
    state.register_next = ""
    keep.beside(saved)
    state.register_said = words("register.done", version=saved.version, review=words.date(review))


def decisions():
    """Every decision, the newest first, with the snapshot it rests on."""
    words = frame.words()
    rows = keep.workspace().decisions()
    if rows.empty:
        st.info(words("decision.none"))
    for row in rows.to_dict("records"):
        try:
            kept, taken = keep.frozen(row["snapshot"])
        except errors.SeuilError as problem:
            st.error(frame.plain(words.error(problem)), icon=":material/error:")
            continue
        with st.container(border=True):
            st.markdown(f"**{frame.plain(words.of(kept.title))}**")
            frame.bullets(
                [words("decision.line", what=what, said=said) for what, said in decided.told(row, taken.brief(words.language), words)]
            )
            label = words("decision.snapshot", hash=kept.hash[:SHORT])
            st.page_link("pages/snapshot.py", label=label, query_params={"snapshot": kept.hash[:SHORT]}, icon=":material/ac_unit:")
