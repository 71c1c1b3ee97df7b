"""Fields that give numbers of a study a range, as a hypothesis: which numbers, from where, to where."""

import streamlit as st

from impact.model import change, numbers
from impact.model.settle import settle
from impact.model.study import Study
from impact.views import typed, ways
from impact.views.ui import draft, fields, frame

ENDS = ("low", "high")


def fields_of(index: int):
    """What a hypothesis gives a range, and its ends; they are kept once all are there, and taken back once none is."""
    words, study = frame.words(), draft.study()
    each, key, args = study.hypotheses[index], draft.key_of(("hypotheses", index, "about")), (index,)
    if each.fact is not None:
        return
    found = {number.about: number for number in numbers.numbers(study, settle(study, frame.facts(())), frame.facts(()))}
    labels = draft.named(words.language)
    box, *cells = st.columns([6, 2, 2], vertical_alignment="bottom")
    fields.show(key, each.about or [])
    box.multiselect(
        draft.label(("hypotheses", "about")),
        list(dict.fromkeys([*found, *(each.about or [])])),
        format_func=lambda about: ways.called(study, about, labels),
        key=key,
        select_all=False,
        placeholder=words("study.no_range"),
        help=words("study.range_help"),
        on_change=_kept,
        args=args,
    )
    kind = numbers.kind_of(study, each.about[0]) if each.about else "number"
    ends = dict(zip(ENDS, numbers.bounds(study, each, each.about[0]), strict=True)) if each.about else {}
    for cell, end in zip(cells, ENDS, strict=True):
        fields.show(f"{key}_{end}", typed.written(kind, ends.get(end), words), key)
        cell.text_input(draft.label(("hypotheses", end)), key=f"{key}_{end}", on_change=_kept, args=args)
    draft.say_refused(key)


def _kept(index: int):
    place = ("hypotheses", index)
    key, words, called = draft.key_of((*place, "about")), frame.words(), draft.label(("hypotheses", "about"))
    about, texts = st.session_state[key], {end: st.session_state[f"{key}_{end}"] for end in ENDS}

    def make(study: Study) -> Study:
        plain = study.hypotheses[index].model_dump(exclude_none=True, exclude={"about", *ENDS})
        kind = numbers.kind_of(study, about[0]) if about else "number"
        read = {end: typed.read(kind, text, draft.label(("hypotheses", end)), words) for end, text in texts.items()}
        plain |= {"about": about or None} | read
        plain = {each: value for each, value in plain.items() if value is not None}
        return change.changed(study, place, plain)

    draft.attempt(key, make, called)
