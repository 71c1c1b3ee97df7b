"""The result before a meeting, and up to three numbers that may be moved: what is frozen stays behind what is moved."""

from html import escape

import numpy as np
import streamlit as st

from impact import errors
from impact.export.snapshot import Snapshot
from impact.model.checking import check
from impact.model.numbers import Number
from impact.model.uncertainty import Draws
from impact.model.variation import Variation
from impact.views import meeting, room, ways
from impact.views.charts.meeting import HEAD, Axis, figure
from impact.views.meeting import Row
from impact.views.ui import beside, draft, frame, wheels
from impact.views.ui.blocks import GAP, ROWS, block, fit

#: Beyond so many alternatives the levers stand in place of the tally.
MANY = 8
#: Height of a slider under its name [px]; steps of one; parts by which a frozen number may come back another.
SLIDER, STEPS, SAME = 64, 30, 1e-9


@st.cache_resource(show_spinner=False, max_entries=8)
def variation(hash: str, _taken: Snapshot) -> Variation | None:
    """The frozen study ready to be computed again, on the facts as they were frozen; None where this version does not come to its numbers."""
    try:
        study = _taken.read()
        facts = _taken.facts(frame.facts(tuple(study.materials)))
        check(study, facts)
        found = Variation(study, facts, _taken.brief(frame.words().language).indicator)
        medians = np.median(found.totals(_draws(_taken)), axis=-1)
    except (errors.SeuilError, KeyError, TypeError, ValueError):  # rows of another version need not fit the tables of this one
        return None
    rows = _taken.table("totals")
    frozen = rows[(rows.indicator == found.indicator) & (rows.stage == "total")]["median"].to_numpy(float)
    return found if np.allclose(medians, frozen, rtol=SAME, atol=0, equal_nan=True) else None


def _draws(taken: Snapshot) -> Draws:
    return Draws(taken.method.draws, taken.method.seed)


def least(scene) -> int:
    """Room that the screen needs at least [px]."""
    count = room.shown(len(scene.brief.names["alternative"]))
    return HEAD + ROWS[0] * count + room.tall(_legend(scene)) + _under(scene, count) + 2 * GAP


def _legend(scene) -> str:
    """What the signs mean, and how many alternatives are not shown."""
    count = len(scene.brief.names["alternative"])
    more = count - room.shown(count)
    return " · ".join(filter(None, [beside.legend(scene.words), scene.more(more) if more > 0 else ""]))


def _under(scene, count: int) -> int:
    """Room under the figure: for the levers, or for what says that there are none [px]."""
    marked, levers = _marked(scene)
    if not levers:
        return room.tall(_none(scene, marked))
    return 2 * room.line() + (0 if count > MANY else _height(scene, levers, room.INNER / len(levers)) + GAP)


def _height(scene, levers: list[Number], width: float) -> int:
    return SLIDER + max(room.tall(_called(scene, each, width), width) for each in levers)


def _marked(scene) -> tuple[list[str], list[Number]]:
    """Ways to the numbers that the study marks, and those of them that can be moved now."""
    ready = variation(scene.kept.hash, scene.taken)
    if ready is None:
        return [""], []
    marked = ready.study.meeting.levers if ready.study.meeting else []
    by = {each.about: each for each in ready.numbers}
    return marked, [by[about] for about in marked if about in by]


def _none(scene, marked: list[str]) -> str:
    """Why there are no levers."""
    return scene.words("meeting.levers_off") if marked else scene.words("meeting.no_levers")


def show(scene, left: float):
    """Legend, figure, tally, levers."""
    state = st.session_state
    if state.get("meeting_of") != scene.kept.hash:
        state.meeting_of, state.meeting_moved = scene.kept.hash, {}
    _drawn(scene, left)


@st.fragment
def _drawn(scene, left: float):
    """Drawn again by itself when a lever moves."""
    words, brief, relative = scene.words, scene.brief, scene.taken.table("relative")
    marked, levers = _marked(scene)
    frozen = meeting.results(relative, brief)
    moved = {each.about: value for each in levers if (value := st.session_state.meeting_moved.get(each.about, each.value)) != each.value}
    rows = (_moved(scene, frozen, moved) if moved else frozen)[: room.shown(len(frozen))]
    legend = _legend(scene)
    height = fit(left - room.tall(legend) - _under(scene, len(rows)) - 2 * GAP, len(rows))
    block(f"<p>{escape(legend)}</p>")
    side = len(rows) > MANY and bool(levers)
    wide, narrow = st.columns(beside.SHARE, gap="small")
    title = words("meeting.ratio", baseline=brief.names["alternative"][brief.baseline])
    axis = Axis(room.cut(title, room.INNER * beside.SHARE[0] / sum(beside.SHARE) - 20, 1), words.ratio)
    alt = words("meeting.result_alt", indicator=brief.names["indicator"][brief.indicator], alternatives=len(rows))
    with wide:
        wheels.show("meeting_result", lambda small: figure(rows, axis, height, words, frame.theme(), small), "", alt)
    with narrow:
        if side:
            _levers(scene, levers)
        else:
            beside.tally(meeting.tally(relative, brief), rows, height, words)
    if not levers:
        return block(f"<p>{escape(_none(scene, marked))}</p>")
    if not side:
        for column, each in zip(st.columns(len(levers), gap="medium"), levers, strict=True):
            with column:
                _lever(scene, each, room.INNER / len(levers))
    _told(scene, levers, moved)


def _moved(scene, frozen: list[Row], moved: dict[str, float]) -> list[Row]:
    """The rows with the numbers moved."""
    ready = variation(scene.kept.hash, scene.taken)
    return meeting.moved(frozen, ready.totals(_draws(scene.taken), moved), scene.brief, scene.words)


def _called(scene, number: Number, width: float) -> str:
    """Name of a lever, of two lines at most."""
    ready = variation(scene.kept.hash, scene.taken)
    return room.cut(ways.called(ready.study, number.about, draft.named(scene.words.language)), width - 20, 2)


def _levers(scene, levers: list[Number]):
    for each in levers:
        _lever(scene, each, room.INNER * beside.SHARE[1] / sum(beside.SHARE))


def _lever(scene, number: Number, width: float):
    """One number on a slider, from one end of its range to the other."""
    words, state = scene.words, st.session_state
    key, value = f"meeting_lever_{number.about}", state.meeting_moved.get(number.about, number.value)
    state[key] = value
    low, high = (number.low, number.high) if number.stated else (number.least, number.most)
    steps = {float(f"{each:.3g}") if number.kind != "whole" else float(round(each)) for each in np.linspace(low, high, STEPS + 1)}
    st.select_slider(
        _called(scene, number, width),
        sorted({*(each for each in steps if low <= each <= high), value, number.value}),
        format_func=lambda each: ways.written(number, each, words),
        key=key,
        on_change=_slid,
        args=(number.about, key),
    )


def _slid(about: str, key: str):
    st.session_state.meeting_moved[about] = float(st.session_state[key])


def _told(scene, levers: list[Number], moved: dict[str, float]):
    """What is moved, and that what is frozen stands."""
    words, language = scene.words, scene.words.language
    ready = variation(scene.kept.hash, scene.taken)
    told = [
        words(
            "meeting.from_to",
            what=ways.called(ready.study, each.about, draft.named(language)),
            was=ways.written(each, each.value, words),
            now=ways.written(each, moved[each.about], words),
        )
        for each in levers
        if each.about in moved
    ]
    said = words("meeting.moved", moved=words.listed_plainly(told)) if told else words("meeting.still")
    with st.container(horizontal=True, vertical_alignment="center", key="meeting_told"):
        block(f"<p>{escape(room.cut(said, room.INNER - 170, 2))}</p>")
        st.button(words("meeting.reset"), key="meeting_reset", shortcut="0", icon=":material/undo:", disabled=not told, on_click=_reset)


def _reset():
    st.session_state.meeting_moved = {}
