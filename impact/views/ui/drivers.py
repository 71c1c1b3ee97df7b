"""The page Certainty: what drives a result or a difference, and which fact would settle it."""

import streamlit as st

from impact import errors
from impact.model.study import Study
from impact.model.variation import Variation
from impact.scoring.compare import UNSURE
from impact.scoring.drivers import Drivers, drivers
from impact.scoring.measure import Measure, closest, measure, obstacle
from impact.scoring.pairwise import threshold_of
from impact.views import sentences, typed
from impact.views.charts import drivers as charts
from impact.views.drivers import FACTS, WAYS, Driven
from impact.views.measure import Measured
from impact.views.names import Names
from impact.views.spreads import Known
from impact.views.ui import draft, frame

#: What stands in a choice for no other alternative.
ALONE = ""


def show():
    """The choice of a result or of two, what to measure first, and what drives it."""
    words, study = frame.words(), draft.study()
    names = Names(frame.compared(study), words)
    if frame.shut(names.comparison.findings):
        return
    indicator, a, b = _chosen(names)
    if missing := [name for name in (a, b) if name and names.totals[name, indicator].status == "missing"]:
        st.info(words("drivers.missing", alternatives=words.listed([frame.plain(names.alternative(name)) for name in missing])))
        return
    found = _driven(study.bare, indicator, a, b)
    if found is None:
        st.info(words("drivers.nothing_varies"))
        return
    driven = Driven(names, indicator, a, b, found)
    if b:
        _measure(driven)
    _drivers(driven)


def _chosen(names: Names) -> tuple[str, str, str | None]:
    """Indicator, alternative, and the one it is compared with, if any; to begin with the two that are hardest to tell apart."""
    words, result, state = names.words, names.comparison.cube, st.session_state
    with st.container(horizontal=True, vertical_alignment="bottom"):
        indicator = st.selectbox(
            words("compare.indicator"), result.indicators, format_func=names.indicator, key="drivers_indicator", persist_state="session"
        )
        if state.get("drivers_of") != result.alternatives:
            state.drivers_of = result.alternatives
            state.drivers_a, state.drivers_b = closest(names.comparison, indicator) or (names.baseline, ALONE)
        a = st.selectbox(
            words("drivers.result"), result.alternatives, format_func=names.alternative, key="drivers_a", persist_state="session"
        )
        others = [name for name in result.alternatives if name != a]
        if state.drivers_b not in (ALONE, *others):
            state.drivers_b = ALONE
        called = {name: names.alternative(name) for name in others} | {ALONE: words("drivers.nobody")}
        b = st.selectbox(words("drivers.against"), list(called), format_func=called.get, key="drivers_b", persist_state="session")
    return indicator, a, b or None


def _measure(driven: Driven):
    """Which fact would settle the comparison."""
    words, names, indicator, a, b = driven.words, driven.names, driven.indicator, driven.a, driven.b
    st.header(words("measure.title"))
    if reason := obstacle(names.comparison, indicator, a, b):
        st.info(words(f"measure.no_order.{reason}"))
        return
    measured = Measured(names, driven.spreads, a, b, _measured(names.comparison.study.bare, indicator, a, b, _threshold()))
    opening, *rest = measured.said()
    st.markdown(frame.plain(opening))
    frame.bullets(rest)
    links([known for fact in measured.first for known in driven.spreads.of[fact]])
    st.caption(measured.help())
    frame.twin("measure", measured.table, measured.figures)


def _threshold() -> float:
    """The threshold of the section on pairs; the usual one while nothing else, or nothing that can be one, is typed there."""
    words = frame.words()
    try:
        value = typed.read("share", st.session_state.get("pairs_threshold", ""), words("pairs.threshold"), words)
        return UNSURE[1] if value is None else threshold_of(value)
    except errors.SeuilError:
        return UNSURE[1]


def _drivers(driven: Driven):
    """Shares of the variance, grouped as the reader chooses."""
    words = driven.words
    st.header(words("drivers.title"))
    way = st.segmented_control(
        words("drivers.group"),
        list(WAYS),
        format_func=lambda each: words(f"drivers.by.{each}"),
        key="drivers_way",
        default=FACTS,
        required=True,
        persist_state="session",
    )
    for said in filter(None, (driven.summary(way), driven.known_only())):
        st.markdown(frame.plain(said))
    stamp = sentences.stamp(driven.names)
    alt = words("drivers.alt", count=len(driven.shown(way)), indicator=driven.names.indicator(driven.indicator))
    frame.chart(charts.shares(driven, way, frame.theme(), stamp), alt)
    st.caption(frame.plain(driven.about()))
    frame.twin("drivers", lambda: driven.table(way), lambda: driven.figures(way))
    if way == FACTS:
        links([known for bar in driven.shown(way) if bar.fact for known in driven.spreads.of[bar.fact]])


def links(rows: list[Known]):
    """Where the page Facts, or the page Study, holds some facts."""
    words = frame.words()
    found = {tuple(known.link.items()): known.name for known in rows}
    with st.container(horizontal=True):
        for link, name in found.items():
            if link:
                st.page_link("pages/facts.py", label=frame.plain(name), query_params=dict(link), icon=":material/database:")
        if () in found:
            st.page_link("pages/study.py", label=words("spreads.in_study"), icon=":material/edit_note:")


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs={Study: lambda study: study.model_dump_json()})
def _driven(study: Study, indicator: str, a: str, b: str | None) -> Drivers | None:
    return drivers(Variation(study, frame.facts(tuple(study.materials)), indicator), a, b)


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs={Study: lambda study: study.model_dump_json()})
def _measured(study: Study, indicator: str, a: str, b: str, threshold: float) -> Measure:
    return measure(Variation(study, frame.facts(tuple(study.materials)), indicator), a, b, (1 - threshold, threshold))
