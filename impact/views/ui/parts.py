"""Fields for one alternative: its parts, how they are joined, what it has of its own."""

from collections.abc import Callable

import streamlit as st

from impact.model import change
from impact.model.change import Place
from impact.model.study import Alternative, Part, Study
from impact.views.names import alternative
from impact.views.texts import languages, texts
from impact.views.ui import context, draft, entries, fields, frame, lives, steps


def alternatives():
    """Choice of one alternative, and of another to add; then its fields."""
    words, state, named = frame.words(), st.session_state, called()
    if state.get("at_alternative") not in named:
        state.at_alternative = next(iter(named))
    chosen = st.pills(
        words("study.alternatives"),
        list(named),
        format_func=named.get,
        key="at_alternative",
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=640):
            adder("study.add_alternative")
        if all(each.parts for each in draft.study().alternatives):
            st.button(words("compare.add_without"), key="study_without", type="tertiary", icon=":material/add:", on_click=_do_without)
    draft.say_refused("study_without")
    _alternative(list(named).index(chosen), draft.study().alternative(chosen), named[chosen])


def called() -> dict[str, str]:
    """Names of the alternatives, by id."""
    study, labels = draft.study(), draft.named(frame.words().language)
    return {each.id: alternative(study, each.id, labels) for each in study.alternatives}


def adder(prompt: str):
    """Choice of a material for one more alternative, and its mass where no function gives it."""
    words = frame.words()
    wanted = {} if draft.study().sizing else {"mass": ("kg", words("study.part.mass"))}
    entries.newcomer(("alternatives",), "material", words(prompt), draft.names("material"), lambda _: wanted, _added)


def _added(study: Study, entry: dict) -> Study:
    new = change.with_alternative(study, entry["material"], entry.get("mass"))
    st.session_state.at_alternative = next(each.id for each in new.alternatives if each not in study.alternatives)
    return new


def _do_without():
    if draft.attempt("study_without", change.with_doing_without):
        st.session_state.at_alternative = draft.study().alternatives[-1].id


def _alternative(index: int, each: Alternative, name: str):
    words, root = frame.words(), ("alternatives", index)
    with fields.Row(2.6, 3.4, 1.6, 1.3, 1.1) as row:
        row(fields.words_of, (*root, "name"), placeholder=name)
        row(fields.words_of, (*root, "note"))
        row(fields.entry, (*root, "serves"), "number", help=words("study.serves_help"))
        row(_button, "copy", ":material/content_copy:", _copy, index)
        if len(draft.study().alternatives) > 1:
            row(_button, "drop", ":material/delete:", _drop, index)
    for number, part in enumerate(each.parts):
        _part((*root, "parts", number), part, len(each.parts) == 1)
    wanted = {"mass": ("kg", words("study.part.mass"))}
    entries.newcomer((*root, "parts"), "material", words("study.add_part"), draft.names("material"), lambda _: wanted)
    if each.parts:
        _assembly((*root, "assembly"), each)
        _own_life(root, each)
    context.of_alternative(root, each)


def _button(name: str, icon: str, action: Callable, index: int) -> str:
    words, key = frame.words(), f"study_{name}"
    st.button(words(f"study.act.{name}"), key=key, icon=icon, help=words(f"study.act.{name}_help"), on_click=action, args=(index,))
    return key


def _copy(index: int):
    study = draft.study()
    each = study.alternatives[index].id
    copy = {code: texts(code)("study.copy_of", name=alternative(study, each, draft.named(code))) for code in languages()}
    if draft.attempt("study_copy", lambda study: change.with_copy(study, index, copy)):
        st.session_state.at_alternative = draft.study().alternatives[index + 1].id


def _drop(index: int):
    if draft.attempt("study_drop", lambda study: change.without_alternative(study, index)):
        draft.forget()


def _part(place: Place, part: Part, alone: bool):
    words, materials = frame.words(), draft.names("material")
    title = words("study.part_of", name=words.of(part.name) or materials[part.material], count=part.quantity)
    box = st.expander(frame.plain(title), expanded=alone, key=f"{draft.key_of(place)}_open", on_change="rerun")
    if not box.open:
        return
    with box:
        with fields.Row(4, 2, 1.4, 2, 2) as row:
            row(fields.choice, (*place, "material"), materials)
            hint = words("study.sized") if draft.study().sizing else ""
            row(fields.entry, (*place, "mass"), "sized", placeholder=hint, help=words("study.mass_help"))
            row(fields.entry, (*place, "quantity"), "whole")
            row(fields.choice, (*place, "origin"), {name: words(f"study.origin.{name}") for name in ("new", "reused")})
            if part.material in {*frame.facts(()).stages.recycled, *frame.facts(()).stages.virgin}:
                row(fields.entry, (*place, "recycled_content"), "portion", placeholder=words("study.as_data"))
        steps.of_part((*place, "processes"), part.processes, part.material)
        with st.container(horizontal=True):
            _further(place)
            keys = [] if alone else [entries.remover(place, words("study.remove_part"))]
        draft.say_refused(*keys)


def _further(place: Place):
    """What most parts need not say."""
    words = frame.words()
    with st.popover(words("study.more"), key=f"{draft.key_of(place)}_more", on_change="rerun") as box:
        if box.open:
            fields.words_of((*place, "name"))
            draft.say_refused(fields.entry((*place, "life"), "year", help=words("study.life_help")))
            fields.choice((*place, "made_in"), lives.countries(), placeholder=words("study.as_all"))
            lives.end_of_life(place)
            context.price(place)


def _assembly(place: Place, each: Alternative):
    """How the parts are joined and finished."""
    title = frame.words()("study.joined", count=len(each.assembly or []))
    box = st.expander(title, expanded=bool(each.assembly), key=f"{draft.key_of(place)}_open", on_change="rerun")
    if box.open:
        with box:
            steps.of_assembly(place, each.assembly, [part.material for part in each.parts])


def _own_life(root: Place, each: Alternative):
    """What of its life is not as for all."""
    differs = any(change.said(each, (name,)) is not None for name in ("made_in", "transport", "use", "end_of_life"))
    title = frame.words()("study.its_life_own" if differs else "study.its_life")
    box = st.expander(title, key=f"{draft.key_of(root)}_life", on_change="rerun")
    if box.open:
        with box:
            lives.life(root)
