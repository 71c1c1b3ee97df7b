"""The page Explore: what a part asks of every material, at the side, so that what remains changes in sight of it."""

import dataclasses
from math import inf

import streamlit as st

from impact import errors
from impact.model import quantity
from impact.model.study import Study
from impact.model.supply import carried
from impact.scoring.candidates import Candidates, candidates
from impact.scoring.criteria import Criteria, Limit, Part, Sieve
from impact.store.catalogue import TERMS
from impact.store.facts import Facts
from impact.views.explore import Explored
from impact.views.texts import Texts
from impact.views.ui import draft, frame

#: Limits that have their fields without being asked for.
USUAL = ("property:max_service_temperature", "property:yield_strength", "property:density")
#: Flags that may be asked for, and choices of some of several.
FLAGS, CHOICES = ("bio_based", "recycled", "uncritical"), ("families", "terms")


@st.cache_resource(show_spinner=False)
def every() -> tuple[Facts, Candidates]:
    """Facts about all materials, and the same as columns."""
    facts = frame.catalogue().facts()
    return facts, candidates(facts, carried(facts.supply, facts.material.id.tolist()))


def held() -> Explored:
    """Every material held against what the reader asks for at the side."""
    facts, columns = every()
    words = frame.words()
    if not len(columns.names):
        st.info(words("explore.no_material"))
        st.stop()
    with st.sidebar:
        criteria = Criteria(columns, facts.function, _part(draft.study(), columns))
        bare = Explored(facts, criteria, Sieve(), words)
        st.subheader(words("explore.asks"))
        limits = _limits(bare)
        flags = {name: st.checkbox(words(f"explore.asked.{name}"), key=f"explore_{name}", persist_state="session") for name in FLAGS}
        named = {"families": bare.families, "terms": {name: words(f"terms.{name}") for name in TERMS if name in frame.catalogue().terms}}
        chosen = {name: frozenset(_some(name, named[name], words)) for name in CHOICES}
        st.button(words("explore.reset"), on_click=_reset, icon=":material/undo:", key="explore_reset")
    return Explored(facts, criteria, Sieve(limits, **flags, **chosen), words)


def _some(name: str, named: dict[str, str], words: Texts) -> list[str]:
    """Some of several; none chosen: all."""
    return st.multiselect(
        words(f"explore.choose.{name}"),
        list(named),
        format_func=named.get,
        key=f"explore_{name}",
        placeholder=words("facts.all"),
        select_all=False,
        persist_state="session",
    )


def _part(study: Study, columns: Candidates) -> Part:
    """What the study sizes by; where it sizes nothing, what the reader chooses."""
    words, materials = frame.words(), frame.named("materials", frame.words().language)
    functions = frame.named("functions", words.language)
    if sizing := study.sizing:
        constraints = {each.function: each.utilisation for each in sizing.constraints}
        reference = study.alternative(sizing.reference).sized.material
        blanks = {"mass": sizing.mass, "material": materials.get(reference, reference)}
        st.markdown(frame.plain(words("explore.part", functions=words.listed([functions[name] for name in constraints]), **blanks)))
        return Part(reference, sizing.mass, constraints)
    st.caption(words("explore.no_sizing"))
    function = st.selectbox(
        words("compare.function"), list(functions), format_func=functions.get, key="explore_function", persist_state="session"
    )
    offered = list(dict.fromkeys([*(name for name in study.materials if name in materials), *columns.names]))
    reference = st.selectbox(
        words("compare.reference"), offered, format_func=materials.get, key="explore_reference", persist_state="session"
    )
    said = [part.mass for each in study.alternatives for part in each.parts if part.material == reference]
    label, usual = words("compare.mass", material=materials[reference]), said[0] if said else 1.0
    text = st.text_input(label, key="explore_mass", placeholder=words.typed(usual), persist_state="session")
    return Part(reference, _mass(text, label) or usual, {function: 1.0})


def _mass(text: str, label: str) -> float | None:
    """Mass in a field [kg]; None where it is empty, or cannot be read, which is said beneath."""
    words = frame.words()
    try:
        return quantity.positive(text, "kg", label, words.language) if text.strip() else None
    except errors.SeuilError as problem:
        st.error(frame.plain(words.error(problem)), icon=":material/error:")
        return None


def _limits(bare: Explored) -> tuple[Limit, ...]:
    """Fields of the limits, the usual ones and those that are asked for besides."""
    words = bare.words
    further = [name for name in bare.criteria_offered() if name not in USUAL]
    named = {name: bare.heading(name) for name in further}
    found = [_limit(name, bare) for name in (*USUAL, *st.session_state.get("explore_further", []))]
    st.multiselect(
        words("explore.further"),
        further,
        format_func=named.get,
        key="explore_further",
        wrap=True,
        select_all=False,
        placeholder="",
        persist_state="session",
    )
    return tuple(limit for limit in found if limit)


def _limit(name: str, bare: Explored) -> Limit | None:
    """Two fields for one criterion. Returns its limit; none where both are empty or cannot be read."""
    words, called, ends = bare.words, bare.heading(name), {}
    kind, _, rest = name.partition(":")
    unit = {"property": lambda: bare.kinds.unit[rest], "impact": lambda: bare.indicators.unit[rest], "mass": lambda: "kg"}
    st.markdown(frame.plain(called))
    left, right = st.columns(2)
    for cell, end, nothing in ((left, "least", -inf), (right, "most", inf)):
        with cell:
            label = f"{words(f'explore.at.{end}')} · {called}"
            ends[end] = _typed(label, f"explore_{end}_{name}", unit.get(kind, str)(), bare.unit(name), nothing, words(f"explore.at.{end}"))
    if ends["least"] > ends["most"]:
        problem = errors.OutOfRange(called, words.number(ends["most"]), f"≥ {words.number(ends['least'])}")
        st.error(frame.plain(words.error(problem)), icon=":material/error:")
        return None
    return Limit(name, **ends) if (ends["least"], ends["most"]) != (-inf, inf) else None


def _typed(label: str, key: str, unit: str, written: str, nothing: float, placeholder: str = "") -> float:
    """A number in a field, with or without its unit; what cannot be read is said beneath, and holds nothing back.

    unit: that of the value; written: as it stands on the page; nothing: the value of an empty field
    """
    words = frame.words()
    text = st.text_input(label, key=key, placeholder=placeholder, label_visibility="collapsed", persist_state="session").strip()
    bare = next((text.removesuffix(each).strip() for each in (written, unit) if each and text.endswith(each)), text)
    if not bare:
        return nothing
    try:
        return quantity.quantity(bare, unit, label, words.language)
    except errors.UnknownUnit as problem:
        said = dataclasses.replace(problem, allowed=written or words("explore.no_unit"))
    except errors.SeuilError as problem:
        said = problem
    st.error(frame.plain(words.error(said)), icon=":material/error:")
    return nothing


def _reset():
    """Nothing is asked any more."""
    state = st.session_state
    for key in [key for key in state if str(key).startswith(("explore_least_", "explore_most_"))]:
        state[key] = ""
    state.explore_further = []
    for name in FLAGS:
        state[f"explore_{name}"] = False
    for name in CHOICES:
        state[f"explore_{name}"] = []
