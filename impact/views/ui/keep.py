"""The workspace on the pages: the open study is saved, frozen, undone; what was kept is opened."""

import datetime
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
from impact.views.ui import editor, frame

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
    state.kept, state.kept_text = saved, written(study)
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
    state.kept, state.kept_text = Saved(document, int(version or numbers.max()), []), written(state.draft)


def open_text(text: str):
    """Take the study of a file as the open one, kept nowhere. Raises what `reading.loads` raises."""
    study = reading.loads(text.encode())
    st.session_state.example = ""
    editor.edited(study)
    st.session_state.pop("kept", None)


def studies() -> dict[str, Study]:
    """The kept studies that are not put away, at their last versions, by what they are kept as; without those that this version cannot read."""
    held, found = workspace(), {}
    for name in held.documents(STUDY).document:
        try:
            found[name] = reading.loads(held.text(name).encode())
        except errors.SeuilError:
            continue
    return found


def bar(deferred: bool = False):
    """What study is open, and as which version; to save it, to go one version back, to freeze it.

    deferred: the page calls `settle` itself, once the study stands
    """
    words, state = frame.words(), st.session_state
    with frame.errors_shown():
        editor.open_study()
    with st.container(horizontal=True, vertical_alignment="center", key="keep_bar"):
        state.keep_told = st.empty()
        kept = state.get("kept")
        st.button(words("keep.save"), key="keep_save", icon=":material/save:", type="tertiary", on_click=_ask, args=("save",))
        if kept and kept.version > 1:
            st.button(words("keep.undo"), key="keep_undo", icon=":material/undo:", type="tertiary", on_click=_undo)
        st.button(words("keep.freeze"), key="keep_freeze", icon=":material/ac_unit:", type="tertiary", on_click=_ask, args=("freeze",))
    if not deferred:
        settle()
    for kind, text in state.pop("keep_said", []):
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
        key = "keep.as_version" if state.get("kept_text") == written(study) else "keep.changed"
        said = words(key, title=words.of(study.title), version=kept.version)
    late = register.overdue(study, datetime.date.today(), words)
    said += f" · {words('keep.overdue', count=len(late))}" if late else ""
    state.keep_told.caption(frame.plain(said))


def _ask(what: str):
    st.session_state.keep_asked = what


def settle():
    """Do what a button of the bar asked for, and tell what is kept, now that the study stands as it is shown."""
    state, words = st.session_state, frame.words()
    tell()
    what = state.pop("keep_asked", None)
    if what is None:
        return
    try:
        if what == "freeze":
            name = freeze(state.composed)
            st.switch_page("pages/snapshot.py", query_params={"snapshot": name[: snapshot.SHORT], "lang": words.language})
        saved = save(state.composed)
        state.keep_said = [("info", words("keep.beside", version=saved.version, others=saved.beside))] if saved.beside else []
    except errors.SeuilError as problem:
        state.keep_said = [("error", words.error(problem))]
    st.rerun()


def _undo():
    state = st.session_state
    try:
        kept = state.kept
        saved = workspace().restore(kept.document, kept.version - 1, by=state.get("keep_by", ""))
        open_version(saved.document, saved.version)
    except errors.SeuilError as problem:
        state.keep_said = [("error", frame.words().error(problem))]
