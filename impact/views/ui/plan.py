"""The road-map under edit: what is kept of it, what is refused in one sentence, and its fields, one place each."""

import dataclasses
import re
from collections.abc import Callable

import streamlit as st

from impact import errors
from impact.model import change, portfolio, reading
from impact.model.portfolio import Roadmap
from impact.model.study import Study
from impact.store.workspace import Saved
from impact.views import names, typed
from impact.views.texts import languages
from impact.views.ui import draft, frame, keep

#: Kind of documents of the workspace.
ROADMAP = "roadmap"
#: Ends the key of a form: what was refused there is forgotten once another change is kept, what was refused in a field stays with it.
FORM = "new"
Place = tuple[str | int, ...]


def roadmap() -> Roadmap:
    """The road-map as it stands."""
    return st.session_state.roadmap


def take(new: Roadmap, kept: Saved | None = None):
    """Open another road-map; kept: as which version of which document, if any."""
    state = st.session_state
    state.roadmap, state.roadmap_kept, state.roadmap_refused = new, kept, {}


def follow():
    """Forget what was refused when the language was changed: its sentences are in the other one."""
    state, language = st.session_state, frame.words().language
    if state.get("roadmap_told") != language:
        state.roadmap_told, state.roadmap_refused = language, {}


def study(name: str) -> Study:
    """The study of a name: a worked example, else a document of the workspace. Raises UnknownStudy, and what reading it raises."""
    if name in frame.examples():
        return frame.examples()[name]
    if name not in (kept := titles()):
        raise errors.UnknownStudy("study", name, errors.nearest(name, list(kept)))
    return reading.loads(keep.workspace().text(name).encode())


def titles() -> dict[str, str]:
    """Titles of the studies that an activity may have, by name: worked examples, and what the workspace keeps."""
    words = frame.words()
    return frame.apart({name: words.of(each.title) for name, each in frame.examples().items()} | documents(keep.STUDY))


def documents(kind: str) -> dict[str, str]:
    """Titles of documents of the workspace, by name; none where it cannot be read, which its own page tells."""
    try:
        rows = keep.workspace().documents(kind)
    except errors.SeuilError:
        return {}
    return dict(zip(rows.document, map(frame.words().of, rows.title), strict=True))


def key_of(place: Place) -> str:
    """Key of the field of a place."""
    return "_".join(["roadmap", *map(str, place)])


def label(place: Place) -> str:
    """What the value at a place is called."""
    key = [step for step in place if isinstance(step, str)][-1]
    return frame.words()(f"roadmap.field.{key}")


def attempt(key: str, make: Callable[[Roadmap], Roadmap], called: str = "", plainly: bool = False) -> bool:
    """Keep the road-map that `make` makes of this one. What is wrong with it is said at the field `key` instead.

    called: what the field is called; plainly: say it in the keys of a file
    """
    state = st.session_state
    try:
        new = make(roadmap())
        portfolio.check(new, frame.facts(()), study)
    except errors.SeuilError as problem:
        state.roadmap_refused[key] = frame.words().error(problem if plainly else _spoken(problem, key, called))
        return False
    refused = {name: said for name, said in state.roadmap_refused.items() if name != key and not name.endswith(FORM)}
    state.roadmap, state.roadmap_refused = new, refused
    return True


def _spoken(problem: errors.SeuilError, key: str, called: str) -> errors.SeuilError:
    """The error in the words of the page: labels for keys, names for ids."""
    said, where = {}, getattr(problem, "where", "")
    if re.fullmatch(r"[a-z_]+(\[\d+\]|\.[a-z_]+)*", where):  # a place of the file, not a label
        place = tuple(int(step) if step.isdigit() else step for step in re.findall(r"\w+", where))
        said["where"] = called if key_of(place) == key else _told_apart(place)
    if isinstance(problem, errors.NothingChanges):
        number = int(re.search(r"\d+", where)[0])
        said["found"] = alternatives(roadmap().activities[number].study).get(problem.found, problem.found)
    if isinstance(problem, (errors.NoPopulation, errors.NoGdp, errors.MoreThanAll)):
        said["country"] = draft.names("nation").get(problem.country, problem.country)
    if isinstance(problem, errors.PrincipleLacks):
        said |= {"found": draft.names("principle")[problem.found], "keys": [label(tuple(each.split("."))) for each in problem.keys]}
    return dataclasses.replace(problem, **said)


def _told_apart(place: Place) -> str:
    """What a value is called, with the activity and the entry of its list that it stands in."""
    if place[0] != "activities" or len(place) < 4 or place[1] >= len(roadmap().activities):
        return label(place)
    words, activity = frame.words(), roadmap().activities[place[1]]
    blanks = {"activity": words.of(activity.name), "list": words(f"roadmap.list.{place[2]}"), "number": place[3] + 1}
    return f"{words('roadmap.field.entry', **blanks)} · {label(place)}"


def alternatives(name: str) -> dict[str, str]:
    """Names of the alternatives of a study, by id."""
    held, labels = study(name), draft.named(frame.words().language)
    return {each.id: names.alternative(held, each.id, labels) for each in held.alternatives}


def say_refused(*keys: str):
    """The sentences of what was refused in these fields."""
    for key in keys:
        if key in st.session_state.roadmap_refused:
            st.error(frame.plain(st.session_state.roadmap_refused[key]), icon=":material/error:")


class Row:
    """Fields side by side, with what was refused in them beneath."""

    def __init__(self, *widths: float):
        self.cells, self.keys = iter(st.columns(widths, vertical_alignment="bottom")), []

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        say_refused(*self.keys)

    def __call__(self, draw: Callable[..., str], *args, **more):
        """Draw in the next cell a field that returns its key."""
        with next(self.cells):
            self.keys.append(draw(*args, **more))


def put(key: str, value):
    """Put what the road-map says into a field, unless something was refused there; see fields.show."""
    if key not in st.session_state or key not in st.session_state.roadmap_refused:
        st.session_state[key] = value


def entry(place: Place, kind: str, **more) -> str:
    """Field of a value that is typed; kind: of views.typed. Returns its key."""
    key, called = key_of(place), label(place)
    put(key, typed.written(kind, change.said(roadmap(), place), frame.words()))
    st.text_input(called, key=key, on_change=_typed, args=(key, place, kind, called), **more)
    return key


def _typed(key: str, place: Place, kind: str, called: str):
    text, words = st.session_state[key], frame.words()
    attempt(key, lambda held: portfolio.changed(held, place, typed.read(kind, text, called, words)), called)


def words_of(place: Place, **more) -> str:
    """Field of words in the language of the reader; a language that has none gets the same. Returns its key."""
    words, called = frame.words(), label(place)
    key = key_of((*place, words.language))
    put(key, words.of(change.said(roadmap(), place)))
    st.text_input(called, key=key, max_chars=2000, on_change=_told, args=(key, place, called), **more)
    return key


def _told(key: str, place: Place, called: str):
    text, language = st.session_state[key].strip(), frame.words().language
    attempt(key, lambda held: portfolio.changed(held, place, in_every_language(text, change.said(held, place), language)), called)


def in_every_language(text: str, before: dict[str, str] | None, language: str) -> dict[str, str] | None:
    """Words in one language, and in those that have none yet; nothing for no words."""
    return dict.fromkeys(languages(), text) | (before or {}) | {language: text} if text else None


def choice(place: Place, named: dict, **more) -> str:
    """Field of one of some values; with a placeholder, none of them is a choice too. Returns its key. named: by id"""
    key, called = key_of(place), label(place)
    put(key, change.said(roadmap(), place))
    more |= {"index": None if "placeholder" in more else 0}
    st.selectbox(called, list(named), format_func=named.get, key=key, on_change=_chosen, args=(key, place, called), **more)
    return key


def several(place: Place, named: dict[str, str], held: list[str]) -> str:
    """Field of some of some values; none of them is what holds where nothing is said. Returns its key."""
    key, called = key_of(place), label(place)
    put(key, held)
    st.multiselect(
        called,
        list(named),
        format_func=named.get,
        key=key,
        wrap=True,
        select_all=False,
        placeholder="",
        on_change=_chosen,
        args=(key, place, called),
    )
    return key


def _chosen(key: str, place: Place, called: str):
    chosen = st.session_state[key]
    attempt(key, lambda held: portfolio.changed(held, place, None if chosen == [] else chosen), called)


def remover(place: Place) -> str:
    """Button that takes an entry out of its list, or a table out of the road-map. Returns its key."""
    key = key_of((*place, "remove"))
    st.button(frame.words()("study.remove"), key=key, type="tertiary", icon=":material/close:", on_click=_remove, args=(key, place))
    return key


def _remove(key: str, place: Place):
    def left(held: Roadmap) -> Roadmap:
        return portfolio.changed(held, place, None) if isinstance(place[-1], str) else portfolio.removed(held, place)

    if attempt(key, left):
        st.session_state.roadmap_refused = {}  # the fields of later entries hold other places now
