"""The page Snapshot: files that leave the house, the guard of claims before them, and the checklist."""

import datetime

import pandas as pd
import streamlit as st

from impact import errors
from impact.export import cube, files
from impact.export.dossier import Dossier
from impact.export.snapshot import Snapshot
from impact.model.study import Study
from impact.store.workspace import Kept
from impact.views import decisions, guard
from impact.views.texts import languages, shortened, texts
from impact.views.ui import draft, frame, keep

#: Megabytes of a template.
TEMPLATE = 50
#: What people say in a decision.
SAID = ("reasons", "dissent", "unknown")


def dossier(kept: Kept, taken: Snapshot) -> Dossier:
    """A snapshot with what was said of it since, in the language of the page."""
    words, held = frame.words(), keep.workspace()
    last = held.decisions(kept.hash).to_dict("records")[:1]
    return Dossier(
        taken,
        words,
        datetime.datetime.fromisoformat(kept.taken),
        link=keep.link("snapshot", snapshot=taken.short),
        edited=held.edits(kept.hash, words.language),
        internal=bool(alarms(kept, taken) or unfinished(kept)),
        decision=decisions.told(last[0], taken.brief(words.language), words) if last else (),
    )


def show(kept: Kept, shown: Dossier):
    """What reads as a claim, the checklist, and the files."""
    words = frame.words()
    st.header(words("outgoing.guard"))
    st.markdown(words("outgoing.guard_help"))
    found = alarms(kept, shown.snapshot)
    frame.bullets([words("outgoing.in_text", text=shortened(text, 80), told=told) for text, told in found] or [words("outgoing.no_alarm")])
    _checklist(kept, bool(found))
    st.header(words("outgoing.files"))
    _files(shown)


def written_by_hand(study: Study) -> list[dict[str, str]]:
    """Texts of a study that people wrote, each by language."""
    said = [study.title, study.function, *(each.name for each in study.alternatives), *(each.note for each in study.alternatives)]
    said += [words for each in study.hypotheses for words in (each.statement, each.source, each.range)]
    said += [study.meeting.decision] if study.meeting else []
    if not all(text.rstrip().endswith("?") for text in study.question.values()):  # what is asked is not claimed
        said.append(study.question)
    return [words for words in said if words]


def alarms(kept: Kept, taken: Snapshot) -> list[tuple[str, str]]:
    """Texts that leave the house and read as claims, in any language, each with what is found in it and why."""
    words, held = frame.words(), keep.workspace()
    try:
        texts_ = [pair for each in written_by_hand(taken.read()) for pair in each.items()]
    except errors.SeuilError:  # of a format that this version reads no longer
        return [(taken.short, words("outgoing.unread"))]
    texts_ += [(language, text) for language in languages() for text in held.edits(kept.hash, language).values()]
    last = held.decisions(kept.hash).to_dict("records")[:1]
    texts_ += [(language, row[name]) for row in last for name in SAID if isinstance(row.get(name), str) for language in languages()]
    return [(text, told) for language, text in dict.fromkeys(texts_) for told in _read(text, language, words.language)]


@st.cache_data(show_spinner=False, max_entries=2000)
def _read(text: str, language: str, reader: str) -> list[str]:
    """What reads as a claim in a text of one language, told in that of the reader; read once."""
    facts = frame.facts(())
    return [guard.told(each, facts, texts(reader)) for each in guard.alarms(text, language, facts)]


def unfinished(kept: Kept) -> list[str]:
    """Items of the checklist that are not ticked."""
    return guard.unfinished(keep.workspace().ticks(kept.hash), frame.facts(()), frame.words())


def _checklist(kept: Kept, alarmed: bool):
    words, done = frame.words(), keep.workspace().ticks(kept.hash)
    st.subheader(words("outgoing.checklist"))
    st.caption(frame.plain(words("outgoing.checklist_help", stamp=words("export.internal"))))
    st.text_input(words("workspace.by"), key="keep_by", max_chars=200, persist_state="session")
    named = bool(st.session_state.get("keep_by", "").strip())
    if not named:
        st.caption(words("outgoing.name_first"))
    for row in frame.facts(()).claims.checklist.reset_index().to_dict("records"):
        label, key = words.label(row), f"tick_{row['id']}"
        if row["id"] in done:
            by, at = done[row["id"]]
            label = words("outgoing.ticked", item=label, by=by or "–", date=words.date(datetime.date.fromisoformat(at[:10])))
        st.session_state[key] = row["id"] in done
        st.checkbox(
            frame.plain(label),
            key=key,
            help=words.label(row, "help"),
            on_change=_ticked,
            args=(kept.hash, row["id"], key),
            disabled=not named,
        )
    draft.say_refused("outgoing_ticks")
    if not alarmed and not unfinished(kept):
        st.info(words("outgoing.complete"), icon=":material/rule:")


def _ticked(hash: str, item: str, key: str):
    by = st.session_state.get("keep_by", "")
    keep.attempt("outgoing_ticks", lambda: keep.workspace().tick(hash, item, st.session_state[key], by=by))


def _files(held: Dossier):
    words, options = frame.words(), {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        template = st.file_uploader(words("outgoing.template"), type=["pptx", "potx"], key="outgoing_template", max_upload_size=TEMPLATE)
        with_draws = st.checkbox(words("outgoing.with_draws"), key="outgoing_draws", persist_state="session")
    if with_draws:
        options["xlsx"] = {"draws": _drawn(held.snapshot.hash, held.snapshot)}
    if template:
        options["pptx"] = {"template": template.getvalue()}
        files.write("pptx", held, **options["pptx"])  # what is wrong with a template is said before anybody asks for a file
    with st.container(horizontal=True):
        for kind, each in files.KINDS.items():
            st.download_button(
                words(f"outgoing.kind.{kind}"),
                lambda kind=kind: files.write(kind, held, **options.get(kind, {})),
                held.filename(kind),
                each.mime,
                on_click="ignore",
                icon=":material/download:",
                key=f"outgoing_{kind}",
            )


@st.cache_resource(show_spinner=False, max_entries=2)
def _drawn(hash: str, _taken: Snapshot) -> pd.DataFrame:
    """Every draw of a snapshot, computed again. Raises MethodMoved."""
    return cube.drawn(_taken.computed(frame.facts(tuple(_taken.read().materials))).cube)
