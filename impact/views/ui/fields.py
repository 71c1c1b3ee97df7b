"""Fields of a study: each holds one place of it. What is typed is read, checked, and kept, or refused in one sentence;
a refused value stays in its field, and the study stays as it was."""

from collections.abc import Callable
from typing import Self

import streamlit as st

from impact.model import change
from impact.model.change import Place
from impact.model.study import Study
from impact.views import typed
from impact.views.texts import languages
from impact.views.ui import draft, frame


class Row:
    """Fields side by side, with what was refused in them beneath."""

    def __init__(self, *widths: float):
        self.cells, self.keys = iter(st.columns(widths, vertical_alignment="bottom")), []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem):
        draft.say_refused(*self.keys)

    def __call__(self, draw: Callable, *args, **more):
        """Draw in the next cell a field that returns its key, or anything that returns nothing."""
        with next(self.cells):
            if key := draw(*args, **more):
                self.keys.append(key)


def show(key: str, value, group: str | None = None):
    """Put what the study says into a field, unless something was refused there, or in its group.

    It is put there on every run: on the way back from another page Streamlit forgets what a field held, without saying so.
    """
    state = st.session_state
    if key not in state or not draft.is_refused(group or key):
        state[key] = value


def entry(place: Place, kind: str, called: str | None = None, **more) -> str:
    """Field of a value that is typed; kind: of views.typed. Returns its key."""
    key, called = draft.key_of(place), called or draft.label(place)
    show(key, typed.written(kind, change.said(draft.study(), place), frame.words()))
    st.text_input(called, key=key, on_change=_typed, args=(key, place, kind, called), **more)
    return key


def _typed(key: str, place: Place, kind: str, called: str):
    text, words = st.session_state[key], frame.words()
    draft.attempt(key, lambda study: change.changed(study, place, typed.read(kind, text, called, words)), called)


def words_of(place: Place, **more) -> str:
    """Field of words, in the language of the reader where the study has several. Returns its key."""
    words, held = frame.words(), change.said(draft.study(), place)
    key, called = draft.key_of((*place, words.language)), draft.label(place)
    show(key, held if isinstance(held, str) else words.of(held))
    st.text_input(called, key=key, max_chars=2000, on_change=_told, args=(key, place, called, isinstance(held, str)), **more)
    return key


def _told(key: str, place: Place, called: str, bare: bool):
    text, language = st.session_state[key].strip(), frame.words().language
    if bare:
        draft.attempt(key, lambda study: change.changed(study, place, text or None), called)
    else:
        draft.attempt(key, lambda study: change.told(study, place, language, text, languages()), called)


def choice(place: Place, named: dict[str, str], **more) -> str:
    """Field of one of some values; with a placeholder, none of them is a choice too. Returns its key.

    named: names of what may be chosen, by id
    """
    key, called = draft.key_of(place), draft.label(place)
    show(key, change.said(draft.study(), place))
    more |= {"index": None if "placeholder" in more else 0, "format_func": named.get, "on_change": _chosen, "args": (key, place, called)}
    st.selectbox(called, list(named), key=key, **more)
    return key


def _chosen(key: str, place: Place, called: str):
    draft.attempt(key, lambda study: change.changed(study, place, st.session_state[key]), called)


def alternatively(place: Place, ways: dict[str, tuple], now: str) -> str:
    """Switch between ways to say something; ways: way -> (label, value that it begins with). Returns the way taken."""
    key, called = draft.key_of((*place, "way")), draft.label(place)
    values = {way: value for way, (_, value) in ways.items()}
    show(key, now)
    with beside(called):
        st.radio(
            called,
            list(ways),
            format_func=lambda way: ways[way][0],
            key=key,
            horizontal=True,
            label_visibility="collapsed",
            on_change=_switched,
            args=(key, place, values, called),
        )
    draft.say_refused(key)
    return now


def _switched(key: str, place: Place, values: dict, called: str):
    draft.attempt(key, lambda study: change.changed(study, place, values[st.session_state[key]]), called)


def beside(called: str):
    """Place beside a label."""
    head, field = st.columns([1.5, 8.5], vertical_alignment="center")
    head.markdown(f"**{called}**")
    return field


def shares(place: Place, keys: tuple[str, ...], usual: dict[str, float] | None = None):
    """Fields of shares of one whole, which are kept together once they sum to 1; a share of 0 is an empty field.

    usual: what holds where nothing is said, which then may be
    """
    group, held, words = draft.key_of(place), change.said(draft.study(), place), frame.words()
    for cell, each in zip(st.columns(len(keys), vertical_alignment="bottom"), keys, strict=True):
        show(f"{group}_{each}", typed.written("portion", getattr(held, each, None) or None, words), group)
        hint = typed.written("portion", usual.get(each, 0.0) if usual and not held else 0.0, words)
        args = (group, place, keys, usual is not None)
        cell.text_input(draft.label((*place, each)), key=f"{group}_{each}", placeholder=hint, on_change=_shared, args=args)
    draft.say_refused(group)


def _shared(group: str, place: Place, keys: tuple[str, ...], may_be_open: bool):
    def make(study: Study) -> Study:
        texts = {each: st.session_state[f"{group}_{each}"] for each in keys}
        given = {each: typed.read("portion", text, draft.label((*place, each)), frame.words()) for each, text in texts.items()}
        if may_be_open and not any(given.values()):
            return change.changed(study, place, None)
        before = change.said(study, place)
        kept = before.model_dump(exclude_none=True, exclude=set(keys)) if before else {}
        return change.changed(study, place, kept | {each: value or 0.0 for each, value in given.items()})

    draft.attempt(group, make, draft.label(place))
