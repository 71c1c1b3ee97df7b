"""The workspace on the pages: the open study is saved, frozen, undone; what was kept is opened."""

import datetime
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

import streamlit as st

from impact import errors
from impact.export import snapshot
from impact.export.snapshot import Snapshot
from impact.model import reading, writing
from impact.model.study import Study
from impact.store.workspace import Kept, Saved, Workspace
from impact.views import register, sentences
from impact.views.texts import languages, texts
from impact.views.ui import draft, editor, frame

STUDY = "study"
#: Pages that work on the open study, by their addresses; on the first of them it changes as the page is made.
COMPARE = "compare"
ON_THE_STUDY = (COMPARE, "explore", "resources", "boundaries", "certainty", "whatif", "study")


def workspace() -> Workspace:
    """The workspace of this machine."""
    return frame.workspace()


def frozen(name: str) -> tuple[Kept, Snapshot]:
    """A snapshot by its hash, or the beginning of it. Raises UnknownSnapshot, SnapshotDamaged, SnapshotNewer."""
    kept = workspace().snapshot(name)
    return kept, _read(kept.hash, kept.content)


@st.cache_resource(show_spinner=False, max_entries=8)
def _read(hash: str, _content: str) -> Snapshot:
    return snapshot.loads(_content, hash)


def asked() -> tuple[Kept, Snapshot] | None:
    """The snapshot that the address asks for; nothing where it asks for none. Raises as `frozen`."""
    name = st.query_params.get("snapshot")
    return frozen(name) if name else None


def link(page: str, **parameters: str) -> str:
    """Address of a page of this server, such as somebody else may open."""
    here = urlsplit(st.context.url or "")
    return f"{here.scheme}://{here.netloc}/{page}?{urlencode(parameters)}"


def written(study: Study) -> str:
    """The study as the text of its file."""
    return writing.dumps(study, {code: sentences.declared(study, frame.facts(()), texts(code)) for code in languages()})


def save(study: Study) -> Saved:
    """One more version of the open study, or its first. Raises what the workspace raises."""
    state = st.session_state
    before = state.get("kept")
    saved = workspace().save(
        STUDY, written(study), study.title, before and before.document, before and before.version, by=state.get("keep_by", "")
    )
    state.kept, state.kept_text, state.kept_origin = saved, written(study), saved.version
    beside(saved)
    return saved


def freeze(study: Study) -> str:
    """Save the open study and freeze its results. Returns the hash. Raises what `snapshot.take` and the workspace raise."""
    taken = snapshot.take(study, frame.facts(tuple(study.materials)))
    saved = save(study)
    workspace().keep(taken.hash, taken.content, study.title, saved.document, saved.version, by=st.session_state.get("keep_by", ""))
    return taken.hash


def open_version(document: str, version: int | None = None):
    """Take a kept study as the open one, at its last version or another. Raises what reading it raises."""
    held, state = workspace(), st.session_state
    numbers = held.versions(document).version
    text = held.text(document, version)
    open_text(text)
    number = int(version or numbers.max())
    state.kept, state.kept_text, state.kept_origin = Saved(document, number, []), written(state.draft), number


def open_text(text: str):
    """Take the study of a file as the open one, kept nowhere. Raises what `reading.loads` raises."""
    study = reading.loads(text.encode())
    st.session_state.example = ""
    editor.edited(study)
    st.session_state.pop("kept", None)


def studies() -> dict[str, Study]:
    """The kept studies that are not put away, at their last versions, by what they are kept as; without those that this version cannot read."""
    found = {name: _study(text) for name, text in workspace().texts(STUDY).items()}
    return {name: study for name, study in found.items() if study}


@st.cache_resource(show_spinner=False, max_entries=200)
def _study(text: str) -> Study | None:
    """The study of a text; nothing where this version cannot read it."""
    try:
        return reading.loads(text.encode())
    except errors.SeuilError:
        return None


def bar(deferred: bool = False):
    """What study is open, and as which version; to save it, to go one version back, to freeze it.

    deferred: the page calls `settle` itself, once the study stands
    """
    words, state = frame.words(), st.session_state
    state.keep_now = state.pop("keep_asked", None)  # what is not done in this run is not done later, behind the reader's back
    with frame.errors_shown():
        editor.open_study()
    with st.container(horizontal=True, vertical_alignment="center", key="keep_bar"):
        state.keep_told = st.empty()
        tell()
        st.button(words("keep.save"), key="keep_save", icon=":material/save:", type="tertiary", on_click=_ask, args=("save",))
        if state.get("kept"):
            st.button(words("keep.undo"), key="keep_undo", icon=":material/undo:", type="tertiary", on_click=_undo)
        st.button(words("keep.freeze"), key="keep_freeze", icon=":material/ac_unit:", type="tertiary", on_click=_ask, args=("freeze",))
    if not deferred:
        settle()
    say()


def say():
    """What came of what was asked for."""
    for kind, text in st.session_state.pop("keep_said", []):
        getattr(st, kind)(frame.plain(text), icon=":material/info:" if kind == "info" else ":material/error:")


def tell():
    """Which study is open, and whether what is shown is what is kept; in the bar, where there is one."""
    words, state = frame.words(), st.session_state
    if "keep_told" not in state:
        return
    study, kept = state.composed, state.get("kept")
    if kept is None:
        said = words("keep.not_kept", title=words.of(study.title))
    else:
        said = words("keep.changed" if _changed() else "keep.as_version", title=words.of(study.title), version=kept.version)
    late = register.overdue(study, datetime.date.today(), words)
    said += f" · {words('keep.overdue', count=len(late))}" if late else ""
    state.keep_told.caption(frame.plain(said))


def _changed() -> bool:
    """Is the open study another than what it is kept as?"""
    return st.session_state.get("kept_text") != written(st.session_state.composed)


def _ask(what: str):
    st.session_state.keep_asked = what


def settle(whole: bool = True):
    """Do what a button of the bar asked for, and tell what is kept, now that the study stands as it is shown.

    whole: does it stand? Where it does not, nothing is kept of it
    """
    state, words = st.session_state, frame.words()
    what = state.pop("keep_now", None)
    if whole:
        tell()
    if what is None:
        return
    if not whole:
        st.error(frame.plain(words("keep.not_whole")), icon=":material/error:")
        return
    try:
        if what == "freeze":
            name = freeze(state.composed)
            st.switch_page("pages/snapshot.py", query_params={"snapshot": name[: snapshot.SHORT], "lang": words.language})
        save(state.composed)
    except errors.SeuilError as problem:
        state.keep_said = [("error", words.error(problem))]
    st.rerun()


def beside(saved: Saved):
    """Tell that others saved in the meantime, where they did."""
    if saved.beside:
        st.session_state.keep_said = [("info", frame.words()("keep.beside", version=saved.version, others=saved.beside))]


def before(kept: Saved, origin: int) -> tuple[Saved, int] | None:
    """The version that another was made from, once more as the latest; nothing where that was the first.

    origin: version whose content stands. Returns what was saved, and the version that then stands
    """
    held = workspace()
    base = held.versions(kept.document).set_index("version").based_on[origin]
    if base is None:
        return None
    saved = held.restore(kept.document, int(base), by=st.session_state.get("keep_by", ""))
    return Saved(kept.document, saved.version, list(range(kept.version + 1, saved.version))), int(base)


def _undo():
    """One version back; what is not saved is saved before, so that it can be found again."""
    state = st.session_state
    try:
        if _changed():
            save(state.composed)
        found = before(state.kept, state.kept_origin)
        if found is None:
            state.keep_said = [("info", frame.words()("keep.first"))]
            return
        saved, origin = found
        open_version(saved.document, saved.version)
        state.kept_origin = origin
        beside(saved)
    except errors.SeuilError as problem:
        state.keep_said = [("error", frame.words().error(problem))]


def attempt(key: str, act: Callable[[], object]):
    """Do something to the workspace; what is wrong with that is said at the field `key`."""
    draft.forget(key)
    try:
        act()
    except errors.SeuilError as problem:
        draft.refuse(key, problem)
