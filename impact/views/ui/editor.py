"""Choices that make a study: a worked example or a blank, a function, a mass, some materials."""

import streamlit as st

from impact import errors
from impact.model import edit, quantity
from impact.model.study import BEST, MAX_MATERIALS, SIZED, Study
from impact.views.names import Names
from impact.views.texts import Texts, languages, texts
from impact.views.ui import frame

#: The choice of function that leaves every mass as it is given.
GIVEN = "given"


def choose(words: Texts) -> Study | None:
    """The study that the reader's choices make, or nothing while too little is chosen.

    Choices stand at the side, so that the answer changes in sight of them.
    Raises what cannot be read, once every choice is shown.
    """
    state = st.session_state
    if "example" not in state:
        state.example = frame.asked("study", frame.examples(), errors.UnknownStudy) or next(iter(frame.examples()), "")
        _fill()
    with st.sidebar:
        _start(words)
        _materials(words)
        fields = _masses(words)
        without = _further(words)
    masses = {name: _kilograms(words, *field) for name, field in fields.items()}
    if not state.materials or len(state.materials) + without < 2:
        st.info(words("compare.pick"), icon=":material/arrow_back:")
        return None
    if state.get("source") not in (BEST, *frame.offered(tuple(state.materials)).source):
        state.source = ""
    sized = state.function != GIVEN
    return edit.compose(
        _base(),
        materials=state.materials,
        reference=state.reference if sized else state.materials[0],
        constraints=_constraints(words) if sized else None,
        masses=masses,
        without=without,
        baseline=state.baseline,
        source=state.source or None,
        overrides=["function"] if state.get("override") else [],
    )


def _base() -> Study:
    name = st.session_state.example
    if name:
        return frame.examples()[name]
    said = {code: texts(code)("compare.blank") for code in languages()}
    return edit.blank({"title": said, "question": said})


def _fill():
    """Set every choice to what the example says."""
    state, base, words = st.session_state, _base(), frame.words()
    state.materials = base.materials
    state.without = any(not each.parts for each in base.alternatives) and bool(base.materials)
    state.source, state.override, state.families_compare, state.search_compare = base.source or "", False, [], ""
    state.baseline = next((part.material for each in base.alternatives if each.id == base.baseline for part in each.parts), None)
    if base.sizing:
        first, *further = base.sizing.constraints
        state.function, state.further = first.function, [each.function for each in further]
        state.reference = base.alternative(base.sizing.reference).sized.material
        state.mass = words.typed(base.sizing.mass)
        for each in further:
            state[f"utilisation_{each.function}"] = words.typed(each.utilisation)
    else:
        state.function, state.further = (GIVEN if base.materials else frame.labels()["functions"].id.iloc[0]), []
        state.mass = words.typed(1.0)
    for each in base.alternatives:
        for part in each.parts:
            if part.mass != SIZED:
                state[f"mass_{part.material}"] = words.typed(part.mass)


def _start(words: Texts):
    """The worked example to start from, and the function that all serve."""
    state, functions, named = st.session_state, frame.labels()["functions"], frame.named("functions", words.language)
    st.selectbox(
        words("compare.example"),
        ["", *frame.examples()],
        format_func=lambda name: words.of(frame.examples()[name].title) if name else words("compare.blank"),
        key="example",
        on_change=_fill,
        persist_state="session",
    )
    if state.example and (hidden := frame.left_out(state.example)):
        st.caption(words("compare.left_out", names=[words.of(each.name) or each.id for each in hidden]))
    st.selectbox(
        words("compare.function"),
        [*functions.id, GIVEN],
        format_func=lambda name: named.get(name) or words("compare.given"),
        key="function",
        help=words.label(functions.loc[state.function], "help") if state.function in functions.index else words("gate.declared"),
        persist_state="session",
    )


def _materials(words: Texts):
    """The materials to compare, out of those that the search finds."""
    state, found = st.session_state, frame.sift("compare")
    st.multiselect(
        words("compare.materials"),
        [*state.materials, *(name for name in found if name not in state.materials)],
        format_func=frame.named("materials", words.language).get,
        key="materials",
        max_selections=MAX_MATERIALS,
        wrap=True,
        select_all=False,
        placeholder=words("compare.materials_help", limit=MAX_MATERIALS),
        persist_state="session",
    )


def _masses(words: Texts) -> dict[str, tuple]:
    """Fields for the mass of the reference, or of every material where masses are given: material -> field."""
    state, materials = st.session_state, frame.named("materials", words.language)
    if state.function == GIVEN:
        return {name: _mass_field(words, words("compare.mass_of", material=materials[name]), f"mass_{name}") for name in state.materials}
    chosen = state.materials or [None]
    if state.get("reference") not in chosen:
        state.reference = chosen[0]
    st.selectbox(
        words("compare.reference"),
        chosen,
        format_func=lambda name: materials.get(name, "–"),
        key="reference",
        on_change=_follow,
        persist_state="session",
    )
    return {state.reference: _mass_field(words, words("compare.mass", material=materials.get(state.reference, "–")), "mass")}


def _follow():
    """What is sized from is also what counts as 100 %, until another is chosen."""
    st.session_state.baseline = st.session_state.reference


def _mass_field(words: Texts, label: str, key: str) -> tuple:
    """A mass typed with comma or point, with or without unit. Returns label, key and the place beneath it."""
    st.session_state.setdefault(key, words.typed(1.0))
    st.text_input(label, key=key, help=words("compare.mass_help"), persist_state="session")
    return label, key, st.empty()


def _kilograms(words: Texts, label: str, key: str, beneath) -> float:
    """Mass in a field [kg]; where a unit was typed, what was understood is said beneath. Raises as `quantity.positive`."""
    text = st.session_state[key]
    value = quantity.positive(text, "kg", label, words.language)
    if any(sign.isalpha() for sign in text):
        beneath.caption(words("compare.mass_reading", mass=value))
    return value


def _further(words: Texts) -> bool:
    """Choices that a first comparison does not need. Returns whether to hold the line of doing without."""
    state, functions = st.session_state, frame.named("functions", words.language)
    with st.expander(words("compare.more")):
        st.checkbox(words("compare.add_without"), key="without", persist_state="session")
        _baseline(words)
        if state.function != GIVEN:
            others = [name for name in functions if name != state.function]
            state.further = [name for name in state.further if name in others]
            st.multiselect(
                words("compare.further"),
                others,
                format_func=functions.get,
                key="further",
                help=words("compare.further_help"),
                max_selections=3,
                select_all=False,
                placeholder="",
                persist_state="session",
            )
            for name in state.further:
                state.setdefault(f"utilisation_{name}", words.typed(1.0))
                label = words("compare.utilisation", function=functions[name])
                st.text_input(label, key=f"utilisation_{name}", help=words("compare.utilisation_help"), persist_state="session")
    return bool(state.without)


def _baseline(words: Texts):
    """What counts as 100 %: one of the materials chosen; the reference until another is."""
    state, materials = st.session_state, frame.named("materials", words.language)
    if state.get("baseline") not in state.materials:
        state.baseline = state.get("reference") if state.get("reference") in state.materials else next(iter(state.materials), None)
    st.selectbox(
        words("compare.baseline"),
        state.materials,
        format_func=materials.get,
        key="baseline",
        persist_state="session",
    )


def _constraints(words: Texts) -> dict[str, float]:
    """Function -> share of its capacity that the reference uses; the first is the active one."""
    state, functions = st.session_state, frame.named("functions", words.language)
    shares = {state.function: 1.0}
    for name in state.further:
        label = words("compare.utilisation", function=functions[name])
        shares[name] = quantity.share(state[f"utilisation_{name}"], label, words.language)
    return shares


def source_choice(words: Texts, names: Names):
    """Which data the comparison uses: found by rule, one source, or the best for each material."""
    every = {"": words("compare.source_auto"), BEST: words("compare.source_best")}
    for row in frame.offered(tuple(names.comparison.study.materials)).itertuples():
        every[row.source] = words(
            "compare.source_one",
            source=names.source(row.source),
            materials=row.materials,
            of=len(names.comparison.study.materials),
            complete=row.complete,
            count=len(names.indicators),
        )
    st.selectbox(words("compare.source"), list(every), format_func=every.get, key="source", persist_state="session")
