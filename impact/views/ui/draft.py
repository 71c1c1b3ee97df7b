"""The study under edit: what is kept of it, what is refused, and what its places are called."""

import dataclasses
import re
from collections.abc import Callable, Iterable

import streamlit as st

from impact import errors
from impact.model import checking
from impact.model.study import Study
from impact.views import ways
from impact.views.names import Labels, alternative
from impact.views.texts import texts
from impact.views.ui import editor, frame

#: What the fields of an error hold the id of.
KINDS = {
    errors.Needed: {"found": "process"},
    errors.AmountNeeded: {"found": "process"},
    errors.DoesNotApply: {"found": "process", "material": "material"},
    errors.NoRecycledForm: {"found": "material"},
    errors.NoPopulation: {"country": "nation"},
    errors.NoGdp: {"country": "nation"},
    errors.MoreThanAll: {"country": "nation"},
    errors.PrincipleLacks: {"found": "principle"},
}


def study() -> Study:
    """The study as it stands."""
    return st.session_state.composed


def follow():
    """Forget what was typed when the study, or the language, was changed elsewhere."""
    state, shown = st.session_state, (st.session_state.composed, frame.words().language)
    if state.get("shown") != shown:
        for key in [key for key in state if str(key).startswith("study_")]:
            del state[key]
        state.shown = shown


def key_of(place: Iterable[str | int]) -> str:
    """Key of the field of a place."""
    return "_".join(["study", *map(str, place)])


def label(place: Iterable[str | int]) -> str:
    """What the value at a place is called."""
    return ways.label(place, frame.words())


@st.cache_resource(show_spinner=False)
def named(language: str) -> Labels:
    """What the facts are called in one language."""
    return Labels(frame.facts(()), texts(language))


def names(kind: str) -> dict[str, str]:
    """Names of the rows of a table, by id: country, carrier, process, mode, vehicle, material, source."""
    return named(frame.words().language).named[kind]


def attempt(key: str, make: Callable[[Study], Study], called: str = "", plainly: bool = False) -> bool:
    """Keep the study that `make` makes of this one. What is wrong with it is said at the field `key` instead.

    called: what the field is called; plainly: say it in the keys of a file
    """
    state = st.session_state
    refused = state.setdefault("study_refused", {})
    try:
        new = make(study())
        checking.check(new, frame.facts(()))
    except errors.SeuilError as problem:
        refused[key] = frame.words().error(problem if plainly else _spoken(problem, key, called))
        return False
    refused.pop(key, None)
    editor.edited(new)
    state.shown = new, frame.words().language
    return True


def is_refused(key: str) -> bool:
    """Was what stands in a field refused?"""
    return key in st.session_state.get("study_refused", {})


def forget(key: str | None = None):
    """Refuse no longer what stands in a field, or in any."""
    refused = st.session_state.setdefault("study_refused", {})
    refused.pop(key, None) if key else refused.clear()


def refuse(key: str, problem: errors.SeuilError):
    """Say at a field what is wrong with what was typed there."""
    st.session_state.setdefault("study_refused", {})[key] = frame.words().error(problem)


def say_refused(*keys: str):
    """The sentences of what was refused in these fields."""
    for key in keys:
        if is_refused(key):
            st.error(frame.plain(st.session_state.study_refused[key]), icon=":material/error:")


def _spoken(problem: errors.SeuilError, key: str, called: str) -> errors.SeuilError:
    """The error in the words of the page: labels for keys, names for ids."""
    said, where = {}, getattr(problem, "where", "")
    if re.fullmatch(r"[a-z_]+([.[][a-z_\d.[\]]+)?", where):  # a place of the file, not a label
        place = re.findall(r"\w+", where)
        said["where"] = called if key_of(place) == key else label(place)
        if hasattr(problem, "keys"):
            said["keys"] = [label([*place, each]) for each in problem.keys]
    if isinstance(problem, errors.AmountNeeded):
        said["unit"] = frame.words()(f"study.unit.{problem.unit}")
    if isinstance(problem, errors.StillReference):
        said["found"] = alternative(study(), problem.found, named(frame.words().language))
    for name, kind in KINDS.get(type(problem), {}).items():
        said[name] = names(kind).get(getattr(problem, name), getattr(problem, name))
    return dataclasses.replace(problem, **said)
