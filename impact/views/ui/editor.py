"""Choices that make a study: a worked example or a blank, a function, a mass, some materials."""

import streamlit as st

from impact import errors
from impact.model import edit, quantity
from impact.model.entry import SIZED
from impact.model.study import BEST, MAX_MATERIALS, Study
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
    open_study()
    if state.pop("edited", False):
        _choices_of(state.draft)
    with st.sidebar:
        start(words)
        _function(words)
        _materials(words)
        fields = _masses(words)
        without = _further(words)
    masses = {name: _kilograms(words, *field) for name, field in fields.items()}
    if len(_made()) + without < 2 or not _made():
        st.info(words("compare.pick"), icon=":material/arrow_back:")
        return None
    sized = state.function != GIVEN
    study = edit.compose(
        state.draft,
        materials=state.materials,
        reference=state.reference if sized else _made()[0],
        constraints=_constraints(words) if sized else None,
        masses=masses,
        without=without,
        baseline=state.baseline,
        source=state.source or None,
        overrides=["function"] if state.get("override") else [],
    )
    if state.source not in (BEST, *frame.offered(tuple(study.materials)).source):
        state.source, study = "", study.model_copy(update={"source": None})
    state.composed = study
    return study


def open_study():
    """The draft that every choice starts from: what the address asks for, else the first worked example."""
    state = st.session_state
    if "example" not in state:
        state.example = frame.asked("study", frame.examples(), errors.UnknownStudy) or next(iter(frame.examples()), "")
        _fill()


def begin(example: str):
    """Start from a worked example, or from the blank ("")."""
    st.session_state.example = example
    _fill()


def edited(study: Study):
    """Take a study that another page has changed as the draft; the choices here follow it when they are next shown."""
    st.session_state.draft = st.session_state.composed = study
    st.session_state.edited = True


def _fill():
    """Start again from the example."""
    state = st.session_state
    state.draft = frame.examples()[state.example] if state.example else _blank()
    state.composed = state.draft
    state.pop("kept", None)  # what is kept in the workspace is another study
    state.families_compare, state.search_compare = [], ""
    _choices_of(state.draft)


def _blank() -> Study:
    said = {code: texts(code)("compare.blank") for code in languages()}
    return edit.blank({"title": said, "question": said})


def _choices_of(base: Study):
    """Set every choice to what the study says."""
    state, words, plain = st.session_state, frame.words(), edit.plain(base)
    key = {each.id: material for material, each in plain.items()}
    state.materials = list(plain)
    state.without = any(not each.parts for each in base.alternatives) and len(base.alternatives) > 1
    state.source, state.override = base.source or "", "function" in base.overrides
    state.baseline = key.get(base.baseline, base.baseline if base.alternative(base.baseline).parts else None)
    if base.sizing:
        first, *further = base.sizing.constraints
        state.function, state.further = first.function, [each.function for each in further]
        state.reference = key.get(base.sizing.reference, base.sizing.reference)
        state.mass = words.typed(base.sizing.mass)
        for each in further:
            state[f"utilisation_{each.function}"] = words.typed(each.utilisation)
    else:
        state.function, state.further = (GIVEN if base.materials else frame.labels()["functions"].id.iloc[0]), []
        state.mass = words.typed(1.0)
    for material, each in plain.items():
        if each.parts[0].mass != SIZED:
            state[f"mass_{material}"] = words.typed(each.parts[0].mass)


def _assembled() -> dict[str, str]:
    """Alternatives of the draft that quick choices leave as they are: id -> name."""
    study, words = st.session_state.draft, frame.words()
    plain = {each.id for each in edit.plain(study).values()}
    materials = frame.named("materials", words.language)
    return {
        each.id: words.of(each.name) or words.listed([materials[part.material] for part in each.parts])
        for each in study.alternatives
        if each.parts and each.id not in plain
    }


def _made() -> list[str]:
    """What is compared, apart from doing without: materials, and ids of assembled alternatives."""
    return [*st.session_state.materials, *_assembled()]


def _called() -> dict[str, str]:
    """Names of what `_made` lists."""
    return frame.named("materials", frame.words().language) | _assembled()


def start(words: Texts):
    """The worked example, or the blank, to start from."""
    st.selectbox(
        words("compare.example"),
        ["", *frame.examples()],
        format_func=lambda name: words.of(frame.examples()[name].title) if name else words("compare.blank"),
        key="example",
        on_change=_fill,
        persist_state="session",
    )
    if st.session_state.example and (hidden := frame.left_out(st.session_state.example)):
        st.caption(words("compare.left_out", names=[words.of(each.name) or each.id for each in hidden]))


def _function(words: Texts):
    """The function that all serve."""
    state, functions, named = st.session_state, frame.labels()["functions"], frame.named("functions", words.language)
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
    if assembled := _assembled():
        st.caption(words("compare.assembled", names=words.listed(list(assembled.values()))))


def _masses(words: Texts) -> dict[str, tuple]:
    """Fields for the mass of the reference, or of every material where masses are given: material -> field."""
    state, materials = st.session_state, _called()
    if state.function == GIVEN:
        return {name: _mass_field(words, words("compare.mass_of", material=materials[name]), f"mass_{name}") for name in state.materials}
    sized = {each.id for each in state.draft.alternatives if each.sized}
    chosen = [*state.materials, *(name for name in _assembled() if name in sized)] or [None]
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
    state, made, called = st.session_state, _made(), _called()
    if state.get("baseline") not in made:
        state.baseline = state.get("reference") if state.get("reference") in made else next(iter(made), None)
    st.selectbox(
        words("compare.baseline"),
        made,
        format_func=called.get,
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
