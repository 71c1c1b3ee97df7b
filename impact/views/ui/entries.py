"""Entries of the lists of a study: how they come, once all that they need is there, and how they go."""

from collections.abc import Callable

import streamlit as st

from impact.model import change
from impact.model.change import Place
from impact.model.study import Study
from impact.views import typed
from impact.views.ui import draft, frame

#: What is asked for beside a choice: key of the entry -> kind of views.typed, label.
Asked = dict[str, tuple[str, str]]


def newcomer(
    place: Place,
    first: str,
    prompt: str,
    named: dict[str, str],
    asked: Callable[[str], Asked] | None = None,
    make: Callable[[Study, dict], Study] | None = None,
):
    """A choice that becomes an entry of the list at a place, once what it asks for is typed beside it.

    first: key of the choice in the entry; named: names of what may be chosen, by id
    asked: what must be typed for a choice; make: the study with the entry, where it is not simply added to the list
    """
    key, asked = draft.key_of((*place, "new")), asked or (lambda _: {})
    chosen = st.session_state.get(f"{key}_{first}")
    wanted = asked(chosen) if chosen else {}
    args = (key, first, asked, make or (lambda study, entry: change.added(study, place, entry)))
    box, *cells = st.columns([5, *[3] * len(wanted), max(1, 5 - 3 * len(wanted))], vertical_alignment="bottom")
    box.selectbox(
        prompt,
        list(named),
        index=None,
        format_func=named.get,
        key=f"{key}_{first}",
        placeholder=prompt,
        label_visibility="collapsed",
        on_change=_join,
        args=args,
    )
    for cell, (each, (kind, called)) in zip(cells, wanted.items(), strict=False):
        cell.text_input(called, key=f"{key}_{each}", help=help_of(kind), on_change=_join, args=args)
    draft.say_refused(key)


def _join(key: str, first: str, asked: Callable[[str], Asked], make: Callable[[Study, dict], Study]):
    state = st.session_state
    chosen = state[f"{key}_{first}"]
    draft.forget(key)
    wanted = asked(chosen) if chosen else {}
    texts = {each: state.get(f"{key}_{each}", "") for each in wanted}
    if not chosen or not all(text.strip() for text in texts.values()):
        return

    def joined(study: Study) -> Study:
        values = {each: typed.read(kind, texts[each], called, frame.words()) for each, (kind, called) in wanted.items()}
        return make(study, {first: chosen} | values)

    if draft.attempt(key, joined, next((called for _, called in wanted.values()), "")):
        state[f"{key}_{first}"] = None
        for each in wanted:
            state[f"{key}_{each}"] = ""


def help_of(kind: str) -> str | None:
    """How a value of a kind may be typed, where that needs saying."""
    return frame.words()("compare.utilisation_help") if kind in typed.SHARES else None


def remover(place: Place, called: str | None = None) -> str:
    """Button that takes an entry out of its list, or a table out of the study. Returns its key."""
    key, called = draft.key_of((*place, "remove")), called or frame.words()("study.remove")
    st.button(called, key=key, type="tertiary", icon=":material/close:", on_click=_remove, args=(key, place))
    return key


def _remove(key: str, place: Place):
    if draft.attempt(key, lambda study: change.removed(study, place)):
        draft.forget()  # the fields of later entries hold other places now
