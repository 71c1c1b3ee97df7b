"""The page Explore: a chart of any two criteria, and the front of two or three."""

import numpy as np
import streamlit as st

from impact.scoring.criteria import EITHER, sense
from impact.scoring.pareto import HIGHER, LOWER
from impact.views.charts import ashby
from impact.views.charts.plane import Plane
from impact.views.charts.style import CONFIG
from impact.views.explore import Explored
from impact.views.fronts import Front
from impact.views.ui import draft, frame, line, sieve, take

#: Axes and criteria to begin with.
AXES, FRONT = ("property:density", "property:youngs_modulus"), ("mass", "impact:GWP-total")
#: Links to page Facts beneath a front.
LINKS = 12


def chart():
    """Two criteria against each other, the line of equal mass, and what each constraint removes."""
    held = sieve.held()
    words = held.words
    frame.bullets(held.counts())
    x, y = _axes(held)
    above = st.container()
    levels, said = line.levels(held, x, y)
    with st.container(horizontal=True):
        joined = st.checkbox(words("explore.join"), key="explore_join", persist_state="session")
        close = st.checkbox(words("explore.close"), key="explore_close", persist_state="session")
    senses = [_sense(held, name, joined) for name in (x, y)]
    found = Front(held, [x, y], senses)
    joins = {"members": found.members, "joined": senses[0]} if joined else {}
    plane = Plane(held, x, y, _studied(held), levels=levels, near=held.remaining if close else None, **joins)
    with above:
        picked = _figure(
            plane, "explore_chart", words("explore.chart_alt", x=held.title(x), y=held.title(y), count=int(plane.shown().sum()))
        )
        if said:
            st.markdown(frame.plain(said))
        if absent := int((~plane.shown()).sum()):
            st.markdown(frame.plain(words("explore.absent", count=absent)))
        st.caption(frame.plain(words("explore.how_to_read")))
    take.take(held, picked)
    frame.twin("explore", found.table, found.figures)
    _asked(held)


def front():
    """Who is on the front of the criteria chosen, and by whom the others are bettered."""
    held = sieve.held()
    words = held.words
    frame.bullets(held.counts())
    chosen = _criteria(held)
    if len(chosen) < 2:
        st.info(words("explore.choose_two"))
        return
    found = Front(held, chosen, [_sense(held, name) for name in chosen])
    frame.bullets(found.told())
    close = st.checkbox(words("explore.near_front"), value=True, key="explore_near_front", persist_state="session")
    near = found.members | np.isin(np.arange(len(found.members)), _studied(held))
    joined = found.senses[0] if len(chosen) == 2 else None
    plane = Plane(held, *chosen[:2], _studied(held), found.members, joined, near=near if close else None)
    named = words.listed([held.title(name) for name in chosen])
    picked = _figure(plane, "explore_front", words("explore.front_alt", criteria=named, count=int(found.members.sum())))
    st.caption(frame.plain(" ".join([words("explore.not_advice"), *found.reservations()])))
    take.take(held, picked, found)
    st.header(words("explore.bettered"))
    frame.bullets(found.dominated(list(_studied(held))) or [words("explore.none_bettered")])
    frame.twin("front", found.table, found.figures)
    _asked(held)
    with st.container(horizontal=True):
        for at in np.flatnonzero(found.members)[:LINKS]:
            take.facts(held, at)


def _axes(held: Explored) -> tuple[str, str]:
    words, offered = held.words, held.criteria_offered()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        return tuple(
            st.selectbox(
                words(f"explore.axis.{axis}"),
                offered,
                index=offered.index(usual),
                format_func=held.heading,
                key=f"explore_{axis}",
                persist_state="session",
            )
            for axis, usual in zip("xy", AXES, strict=True)
        )


def _criteria(held: Explored) -> list[str]:
    words = held.words
    return st.multiselect(
        words("explore.criteria"),
        held.criteria_offered(),
        default=list(FRONT),
        format_func=held.title,
        key="explore_criteria",
        max_selections=3,
        wrap=True,
        select_all=False,
        placeholder="",
        persist_state="session",
    )


def _sense(held: Explored, criterion: str, asked: bool = True) -> int:
    """Is lower or higher wanted? Where it depends on the part the reader says so, if that is asked."""
    if criterion.partition(":")[2] not in EITHER or not asked:
        return sense(criterion)
    words = held.words
    return st.radio(
        words("explore.wanted", criterion=held.title(criterion)),
        [LOWER, HIGHER],
        format_func=lambda way: words("explore.want.lower" if way == LOWER else "explore.want.higher"),
        key=f"explore_sense_{criterion}",
        horizontal=True,
        persist_state="session",
    )


def _studied(held: Explored) -> tuple[int, ...]:
    """Places of the materials of the study."""
    places = (held.candidates.at(name) for name in draft.study().materials)
    return tuple(at for at in places if at is not None)


def _figure(plane: Plane, key: str, alt: str) -> str | None:
    """The chart. Returns the material that was clicked."""
    figure = ashby.ashby(plane, frame.theme())
    event = st.plotly_chart(figure, theme=None, config=CONFIG, alt=alt, key=key, on_select="rerun", selection_mode="points")
    frame.bullets(_key(plane))
    points = [each for each in event.selection.points if each.get("customdata")]
    return points[0]["customdata"][0] if points else None


def _key(plane: Plane) -> list[str]:
    """What the numbers and letters in the chart stand for, and what lies outside its frame."""
    held, words, shown = plane.held, plane.held.words, plane.shown()
    said = []
    if studied := [f"{words.whole(number)} {held.material(at)}" for number, at in enumerate(plane.studied, 1) if shown[at]]:
        said.append(words("explore.numbered", names=words.listed_plainly(studied)))
    if plane.members is not None and (members := np.flatnonzero(plane.members & shown)).size:
        lettered = zip(ashby.letters(plane, members), members, strict=True)
        said.append(
            words(
                "explore.lettered", names=words.listed_plainly(sorted(f"{letter} {held.material(at)}" for letter, at in lettered if letter))
            )
        )
    if beyond := plane.beyond():
        said.append(words("explore.beyond", count=beyond))
    return said


def _asked(held: Explored):
    """What each constraint removes, and of which materials it is not known."""
    if not held.verdicts:
        return
    words = held.words
    st.header(words("explore.removed"))
    frame.table(held.removed())
    st.caption(frame.plain(words("explore.removed_help")))
    frame.bullets(held.studied(_studied(held)))
    if len(rows := held.not_known()):
        frame.drawer(words("explore.not_known", count=len(rows)), "explore_not_known", lambda: frame.table(rows), ":material/help:")
