"""Meeting mode: a frozen result on five screens that are never scrolled, driven by keys."""

from html import escape
from pathlib import Path

import streamlit as st

from impact import errors
from impact.export.snapshot import Snapshot
from impact.views import room
from impact.views.brief import QUESTION, SCREENS
from impact.views.texts import Texts, languages, shortened, texts
from impact.views.ui import frame, keep, outgoing, saying, scenes
from impact.views.ui.blocks import GAP, block

TITLE, PROMISE = "page.meeting", "meeting.promise"
#: Space above the bar with the title and its buttons, height of the bar [px].
ABOVE, BAR = 10, 44
#: Space around the line at the foot [px].
FOOT = 14


def show():
    """The screen that the address asks for, of the snapshot that it asks for; one sentence where there is none."""
    if "first_language" not in st.session_state:
        frame.header(TITLE, PROMISE)  # leads to the same address within the frame, and ends here
    words = frame.words()
    try:
        held = keep.asked()
        shown = outgoing.dossier(*held) if held else None
    except errors.SeuilError as problem:
        return _nothing(words.error(problem))
    if held is None:
        return _nothing(words("meeting.none"))
    key = st.query_params.get("screen", QUESTION)
    if key not in SCREENS:
        return _nothing(words("meeting.unknown_screen", screen=shortened(key, 40), allowed=list(SCREENS)), held[1])
    _keep_address(words)
    st.html(Path(__file__).with_name("meeting.css"))
    scene = scenes.scene(*held, shown, key)
    stamps = " · ".join(shown.stamps)
    left = room.HEIGHT - ABOVE - BAR - room.tall(stamps) - FOOT - 2 * GAP
    with st.container(key="meeting_screen"):
        _bar(words, scene.screen.title, key, held[1])
        left -= saying.sentence(scene, left - GAP) + GAP
        scene.show(left)
        with st.container(key="meeting_foot"):
            block(f'<p class="foot">{escape(stamps)}</p>')
            st.html(f"<script>document.documentElement.lang = '{words.language}'</script>", unsafe_allow_javascript=True)


def _nothing(said: str, taken: Snapshot | None = None):
    """Why there is no screen to show, and a way back."""
    words = frame.header(TITLE, PROMISE)
    st.error(frame.plain(said), icon=":material/error:")
    if taken:
        st.page_link("pages/snapshot.py", label=words("page.snapshot"), query_params=_back(words, taken), icon=":material/ac_unit:")
    else:
        st.page_link("pages/workspace.py", label=words("page.workspace"), icon=":material/inventory_2:")


def _back(words: Texts, taken: Snapshot) -> dict[str, str]:
    return {"snapshot": taken.short, "lang": words.language}


def _keep_address(words: Texts):
    """A reload shows the same language."""
    if st.query_params.get("lang", words.language) != words.language:
        st.query_params["lang"] = words.language


def _bar(words: Texts, title: str, key: str, taken: Snapshot):
    """Title of the screen; which of five it is, and the way to the others; the other languages; the way out."""
    at = SCREENS.index(key)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="meeting_bar"):
        st.html(f'<div class="meeting"><h1>{escape(title)}</h1></div>', width="content")
        with st.container(horizontal=True, vertical_alignment="center", width="content", key="meeting_keys"):
            _step("back", words("meeting.back"), at - 1, "Left", ":material/chevron_left:")
            for number, name in enumerate(SCREENS):
                chosen = "primary" if number == at else "tertiary"
                called = taken.brief(words.language).screen(name).title
                st.button(
                    str(number + 1), key=f"meeting_{name}", help=called, shortcut=str(number + 1), type=chosen, on_click=_go, args=(number,)
                )
            _step("next", words("meeting.next"), at + 1, "Right", ":material/chevron_right:")
            for code in languages():
                if code != words.language:
                    st.button(texts(code)("app.language"), key=f"meeting_to_{code}", type="tertiary", on_click=_speak, args=(code,))
            escape_key = None if st.session_state.get(saying.key(key)) else "Esc"  # it closes the field before it leaves
            if st.button(words("meeting.leave"), key="meeting_leave", shortcut=escape_key, type="tertiary", icon=":material/close:"):
                st.switch_page("pages/snapshot.py", query_params=_back(words, taken))


def _step(name: str, label: str, to: int, shortcut: str, icon: str):
    """A button to the screen before, or after."""
    st.button(
        label,
        key=f"meeting_{name}",
        shortcut=shortcut,
        type="tertiary",
        icon=icon,
        disabled=not 0 <= to < len(SCREENS),
        on_click=_go,
        args=(to,),
    )


def _go(to: int):
    st.query_params["screen"] = SCREENS[to]


def _speak(code: str):
    st.session_state.language = st.query_params["lang"] = code
