"""The page Certainty: every fact that a study rests on, with its spread, and spreads that the study supposes instead."""

import numpy as np
import streamlit as st

from impact.model import change
from impact.model.study import Study
from impact.scoring.drivers import KINDS
from impact.views import sheets, spreads, typed
from impact.views.names import Names
from impact.views.spreads import Known, Spreads
from impact.views.texts import languages
from impact.views.ui import draft, entries, frame
from impact.views.ui.drivers import links

#: Key of the form, and what it asks for beside the numbers, with the widths of its fields.
FORM = "study_spread"
ASKED = {"owner": 2, "source": 4, "review": 2}


def show():
    """The facts by kind, what their bases are, and the form that puts another spread in the place of one."""
    words, study = frame.words(), draft.study()
    names = Names(frame.compared(study), words)
    indicators = names.comparison.cube.indicators
    indicator = st.selectbox(
        words("compare.indicator"), indicators, format_func=names.indicator, key="drivers_indicator", persist_state="session"
    )
    held = Spreads(names, indicator)
    st.markdown(words("spreads.promise"))
    _supposed(study, held)
    kinds = [kind for kind in KINDS if any(known.kind == kind for known in held.rows)]
    if not kinds:
        st.info(words("spreads.none"))
        return
    if st.session_state.get("spreads_kind") not in kinds:  # that of another study
        st.session_state.spreads_kind = kinds[0]
    kind = st.segmented_control(
        words("spreads.kinds"),
        kinds,
        format_func=lambda each: words(f"spreads.kind.{each}"),
        key="spreads_kind",
        required=True,
        persist_state="session",
    )
    rows = [known for known in held.rows if known.kind == kind]
    frame.table(sheets.filled(spreads.table(rows, words)))
    st.caption(words("spreads.help"))
    links(rows)
    st.subheader(words("spreads.bases"))
    frame.bullets(spreads.bases(rows, words))
    frame.download(lambda: spreads.figures(held.rows, words), words("compare.download"), "seuil-spreads.csv")


def _supposed(study: Study, held: Spreads):
    """Spreads that the study supposes, each with the way to drop it, and the form for another."""
    words = frame.words()
    for index, each in enumerate(study.hypotheses):
        if each.fact is not None:
            said, button = st.columns([9, 1.5], vertical_alignment="center")
            said.markdown(frame.plain(spreads.said(each, held)))
            with button:
                draft.say_refused(entries.remover(("hypotheses", index)))
    box = st.expander(words("spreads.suppose"), key=f"{FORM}_open", on_change="rerun")
    if box.open:
        with box:
            _form([known for known in held.rows if known.asked])


def _form(rows: list[Known]):
    """The fact, then what it is supposed to be; whole, or not stated."""
    words, called = frame.words(), {known.asked: known for known in rows}
    chosen = st.selectbox(
        words("spreads.fact"),
        list(called),
        index=None,
        format_func=lambda asked: called[asked].title,
        key=f"{FORM}_fact",
        placeholder=words("spreads.pick"),
    )
    if chosen is None:
        return
    known = called[chosen]
    st.caption(frame.plain(words("spreads.so_far", span=known.spread.span, basis=known.basis)))
    ends = ("spread",) if np.isfinite(known.spread.gsd) else ("low", "high")
    with st.form(FORM, border=False):
        for cell, each in zip(st.columns([2] * len(ends) + [6]), (*ends, "statement"), strict=True):
            unit = f" [{known.spread.unit}]" if each in ("low", "high") else ""
            cell.text_input(_label(each) + unit, key=f"{FORM}_{each}", max_chars=2000)
        for cell, each in zip(st.columns(list(ASKED.values())), ASKED, strict=True):
            cell.text_input(_label(each), key=f"{FORM}_{each}", max_chars=2000)
        st.form_submit_button(words("study.add"), on_click=_add, args=(chosen, ends))
    draft.say_refused(FORM)


def _label(key: str) -> str:
    return draft.label(("hypotheses", key))


def _add(asked: tuple[str, str | None], ends: tuple[str, ...]):
    """Keep the hypothesis, if it is whole and its numbers are possible."""
    state, words = st.session_state, frame.words()
    said = {each: state[f"{FORM}_{each}"].strip() for each in (*ends, "statement", *ASKED)}

    def make(study: Study) -> Study:
        numbers = {each: typed.read("factor" if each == "spread" else "number", said[each], _label(each), words) for each in ends}
        told = {
            each: said[each] if each == "owner" else dict.fromkeys(languages(), said[each])
            for each in ("statement", "owner", "source")
            if said[each]
        }
        review = typed.read("date", said["review"], _label("review"), words)
        entry = {"fact": asked[0], "number": asked[1], "review": review} | numbers | told
        return change.added(study, ("hypotheses",), {key: value for key, value in entry.items() if value is not None})

    if draft.attempt(FORM, make):
        for each in said:
            state[f"{FORM}_{each}"] = ""
        state[f"{FORM}_fact"] = None
