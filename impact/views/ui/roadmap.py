"""The page Road-map: which one, where it leads, what does it, budgets, the plan, re-assessment, the file."""

import datetime

import streamlit as st

from impact import errors
from impact.model import portfolio, reading
from impact.model.portfolio import PLANNED, Roadmap
from impact.scoring.roadmap import trajectory
from impact.store.catalogue import DATA
from impact.store.workspace import Saved
from impact.views import roadmap as views
from impact.views import sentences
from impact.views.charts import roadmap as charts
from impact.views.trajectory import Road
from impact.views.ui import frame, keep, plan, planned


@st.cache_resource(show_spinner=False)
def examples() -> dict[str, Roadmap]:
    """The worked road-maps by name of file."""
    return {file.stem: reading.load(file, portfolio.KIND) for file in sorted((DATA / "roadmaps").glob("*.toml"))}


def show():
    """The whole page."""
    words = frame.words()
    plan.follow()
    _choose()
    with st.container(key="roadmap_answer"):
        road = _road()
    if road:
        _leads(road)
    st.header(words("roadmap.plan"))
    planned.whole()
    planned.activities()
    if road:
        frame.drawer(words("roadmap.plan_as_table"), "roadmap_plan", lambda: frame.table(views.plan(road)))
        _effects(road)
        _budgets(road)
        _assessed(road)
        st.header(words("roadmap.to_know"))
        frame.bullets(road.reservations())
        frame.bullets(sentences.hypotheses(road.roadmap.hypotheses, words))
    st.header(words("roadmap.file"))
    _file()


def _choose():
    """Which road-map: a worked example, or one of the workspace; and to save it."""
    words, state, kept = frame.words(), st.session_state, plan.documents(plan.ROADMAP)
    named = frame.apart({name: words.of(each.title) for name, each in examples().items()} | kept)
    if "roadmap" not in state:
        state.roadmap_choice = frame.asked("roadmap", named, errors.UnknownRoadmap) or next(iter(named))
        _open()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if state.get("roadmap_choice") not in named:
            state.roadmap_choice = next(iter(named))
        label = words("roadmap.choose")
        st.selectbox(label, list(named), format_func=named.get, key="roadmap_choice", on_change=_open, persist_state="session")
        st.button(words("keep.save"), key="roadmap_save", icon=":material/save:", on_click=_save)
        if (saved := state.roadmap_kept) and saved.version > 1:
            st.button(words("keep.undo"), key="roadmap_undo", icon=":material/undo:", type="tertiary", on_click=_undo)
    _told()


def _told():
    """As which version it is kept, and what came of saving."""
    words, state = frame.words(), st.session_state
    title, saved = words.of(plan.roadmap().title), state.roadmap_kept
    if saved is None:
        st.caption(frame.plain(words("roadmap.not_kept", title=title)))
    else:
        key = "keep.as_version" if portfolio.dumps(plan.roadmap()) == state.roadmap_text else "keep.changed"
        st.caption(frame.plain(words(key, title=title, version=saved.version)))
        if saved.beside:
            st.info(frame.plain(words("keep.beside", version=saved.version, others=saved.beside)), icon=":material/info:")
    plan.say_refused("roadmap_choice")


def _open():
    """Take the road-map that is chosen."""
    name, state = st.session_state.roadmap_choice, st.session_state
    if name in examples():
        plan.take(examples()[name])
        return
    try:
        version = int(keep.workspace().versions(name).version.max())
        text = keep.workspace().text(name, version)
        plan.take(portfolio.loads(text.encode()), Saved(name, version, []))
        state.roadmap_text, state.roadmap_origin = portfolio.dumps(plan.roadmap()), version
    except errors.SeuilError as problem:
        plan.take(state.get("roadmap") or next(iter(examples().values())), state.get("roadmap_kept"))
        state.roadmap_refused = {"roadmap_choice": frame.words().error(problem)}


def _save():
    """One more version of the road-map, or its first."""
    state, held, before = st.session_state, plan.roadmap(), st.session_state.roadmap_kept
    text, by = portfolio.dumps(held), st.session_state.get("keep_by", "")
    try:
        known = (before.document, before.version) if before else (None, None)
        saved = keep.workspace().save(plan.ROADMAP, text, held.title, *known, by=by)
    except errors.SeuilError as problem:
        state.roadmap_refused["roadmap_choice"] = frame.words().error(problem)
        return
    state.roadmap_kept, state.roadmap_text, state.roadmap_choice, state.roadmap_origin = saved, text, saved.document, saved.version
    state.roadmap_refused.pop("roadmap_choice", None)


def _undo():
    """One version back; what is not saved is saved before, so that it can be found again."""
    state = st.session_state
    if portfolio.dumps(plan.roadmap()) != state.roadmap_text:
        _save()
    try:
        found = keep.before(state.roadmap_kept, state.roadmap_origin)
    except errors.SeuilError as problem:
        state.roadmap_refused["roadmap_choice"] = frame.words().error(problem)
        return
    if found:
        _open()
        state.roadmap_kept, state.roadmap_origin = found


def _road() -> Road | None:
    """The road-map with its results; a sentence, and nothing, where it cannot be computed, so that its fields can still mend it."""
    words, held = frame.words(), plan.roadmap()
    try:
        portfolio.check(held, frame.facts(()), plan.study)
        studies = {each.study: plan.study(each.study) for each in held.activities}
        found = trajectory(held, {name: frame.compared(study) for name, study in studies.items()})
        return Road(found, studies, frame.facts(()), words, datetime.date.today(), {name: _taken(name) for name in studies})
    except errors.SeuilError as problem:
        st.error(frame.plain(words.error(problem)), icon=":material/error:")
        return None


def _taken(name: str) -> list[datetime.date]:
    """Days of the snapshots of a study of the workspace."""
    if name in frame.examples():
        return []
    return [datetime.date.fromisoformat(moment[:10]) for moment in keep.workspace().snapshots(name).taken]


def _leads(road: Road):
    """Where it leads: in words, as a figure with its twin."""
    words = road.words
    st.markdown(f"**{frame.plain(road.headline())}**")
    frame.bullets(road.aimed())
    alt = words("roadmap.alt", first=road.first, last=road.last)
    frame.chart(charts.trajectory(road, frame.theme()), alt, key="roadmap_chart")
    frame.twin("roadmap", lambda: views.table(road), lambda: views.rows(road))
    frame.drawer(
        words("roadmap.by_activity", line=road.line(PLANNED)), "roadmap_years", lambda: frame.table(views.by_activity(road, PLANNED))
    )


def _effects(road: Road):
    """What volume and what the function change, of equal weight."""
    words = road.words
    st.header(words("roadmap.what_does_it"))
    line = _line(road, "roadmap_effects_line")
    st.markdown(frame.plain(road.moved(line)))
    alt = words("roadmap.effects_alt", first=road.first, last=road.last)
    frame.chart(charts.effects(road, line, frame.theme()), alt, key="roadmap_effects")
    st.caption(frame.plain(words("roadmap.effects_help")))
    frame.twin("roadmap-effects", lambda: views.effects(road, line), lambda: views.effect_figures(road))


def _budgets(road: Road):
    """Against what all activities together are allocated, by every principle and set."""
    words = road.words
    st.header(words("roadmap.against_budgets"))
    line = _line(road, "roadmap_budgets_line") if road.roadmap.budget else PLANNED
    frame.bullets(road.shared(line))
    if len(road.budgets):
        frame.twin("roadmap-budgets", lambda: views.budgets(road, line), lambda: views.budget_figures(road))


def _line(road: Road, key: str) -> str:
    """Switch between the lines; what is planned to begin with."""
    if st.session_state.get(key) not in road.held.lines:
        st.session_state[key] = PLANNED
    called = road.words("roadmap.counted")
    return st.segmented_control(
        called,
        road.held.lines,
        required=True,
        format_func=road.line,
        key=key,
        wrap=True,
        label_visibility="collapsed",
        persist_state="session",
    )


def _assessed(road: Road):
    """What is to be assessed again."""
    st.header(road.words("roadmap.assessment"))
    st.markdown(frame.plain(road.to_assess()))
    frame.table(views.progress(road))


def _file():
    """The road-map taken away as a file, and a file opened in its place."""
    words, held = frame.words(), plan.roadmap()
    name = f"seuil-{'-'.join(frame.bare(words.of(held.title)))[:60]}.toml"
    data, label = portfolio.dumps(held).encode(), words("roadmap.download")
    st.download_button(label, data, name, "application/toml", on_click="ignore", icon=":material/download:", key="roadmap_download")
    st.file_uploader(words("roadmap.upload"), type="toml", key="roadmap_upload", max_upload_size=1, on_change=_uploaded)
    plan.say_refused("roadmap_upload")


def _uploaded():
    if sent := st.session_state.roadmap_upload:
        if plan.attempt("roadmap_upload", lambda _: portfolio.loads(sent.getvalue()), plainly=True):
            plan.take(plan.roadmap())
