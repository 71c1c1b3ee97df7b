"""The one sentence of a screen of a meeting: large, edited in a word or two, or back as it was generated."""

from html import escape

import streamlit as st

from impact import errors
from impact.views import guard, room
from impact.views.ui import frame, keep

#: Width of the pencil beside the sentence [px].
PENCIL = 60


def key(screen: str) -> str:
    """Key of the pencil of a screen, under which the session knows whether its field is open."""
    return f"meeting_edit_{screen}"


def sentence(scene, left: float) -> int:
    """The sentence, as large as there is room for, and a pencil. Returns its height; left: room for it and all under it [px]"""
    words, screen = frame.words(), scene.screen
    edited = scene.dossier.edited.get(screen.key)
    tag = f" [{words('meeting.edited')}]" if edited else ""
    said, size = room.sized(
        (edited or screen.sentence) + tag, room.INNER - PENCIL, left - scene.wish(), left - scene.least(), words("meeting.cut")
    )
    with st.container(horizontal=True, vertical_alignment="top", key="meeting_said"):
        st.html(f'<div class="meeting"><p class="said" style="font-size: {size}px">{escape(said)}</p></div>')
        with st.popover(words("meeting.edit"), key=key(screen.key), icon=":material/edit:", type="tertiary", on_change="rerun") as box:
            if box.open:
                _edit(scene, edited)
    return room.tall(said, room.INNER - PENCIL, size, room.BOLD)


def _edit(scene, edited: str | None):
    """A field for the sentence, the generated one beside it."""
    words, screen, state = frame.words(), scene.screen, st.session_state
    field = f"meeting_text_{scene.kept.hash}_{screen.key}_{words.language}"
    state.setdefault(field, edited or screen.sentence)
    st.text_area(words("meeting.sentence"), key=field, height=200)
    with st.container(horizontal=True):
        st.button(words("meeting.save"), key="meeting_save", type="primary", on_click=_write, args=(scene, words.language, field))
        if edited:
            st.button(words("meeting.generated"), key="meeting_generated", on_click=_write, args=(scene, words.language, None))
    facts = frame.facts(())
    if alarms := guard.alarms(state[field], words.language, facts):
        frame.bullets([guard.told(each, facts, words) for each in alarms])
        st.markdown(frame.plain(words("meeting.alarmed", stamp=words("export.internal"))))
    if edited:
        st.markdown(frame.plain(words("meeting.was", sentence=screen.sentence)))
    if problem := state.pop("meeting_problem", None):
        st.error(frame.plain(frame.words().error(problem)), icon=":material/error:")


def _write(scene, language: str, field: str | None):
    """Keep what is in the field; without a field, or with the generated sentence in it, go back to that."""
    state, screen = st.session_state, scene.screen
    text = state[field].strip() if field else ""
    try:
        text = text if text != screen.sentence else ""
        keep.workspace().edit(scene.kept.hash, screen.key, language, text or None, by=state.get("keep_by", ""))
    except errors.SeuilError as problem:
        state.meeting_problem = problem
    else:
        for name in [each for each in state if str(each).startswith("meeting_text_")]:
            del state[name]
