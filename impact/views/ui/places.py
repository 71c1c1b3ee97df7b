"""The page What if: choices that are no numbers: where it is made and used, which electricity, another material."""

import streamlit as st

from impact.model import change
from impact.model.settle import PLACE
from impact.model.study import Study
from impact.views.names import Names
from impact.views.ui import draft, frame

#: Choices of a study as a whole: place in it.
GRID, YEAR, MADE, USED = ("electricity",), ("start",), ("life", "made_in"), ("life", "use", "country")


def choose(study: Study, names: Names) -> dict[change.Place, object]:
    """Fields of the choices, closed to begin with. Returns those that are another than in the study: place -> value."""
    words, state = frame.words(), st.session_state
    held = state.setdefault("whatif_places", {})
    box = st.expander(words("whatif.choices"), key="whatif_choices", on_change="rerun", icon=":material/public:")
    if not box.open:
        return _other(study, held)
    with box:
        countries = dict(sorted(draft.names("country").items(), key=lambda each: frame.bare(each[1])))
        _pick(MADE, countries, study.life.made_in or PLACE)
        if study.life.use is not None:
            _pick(USED, countries, study.life.use.country or PLACE)
        _pick(GRID, {name: words(f"study.grid.{name}") for name in ("frozen", "path")}, study.electricity)
        if held.get(GRID, study.electricity) == "path":
            _pick(YEAR, {year: str(year) for year in range(2020, 2051)}, study.start)
        _material(study, names)
    return _other(study, held)


def _other(study: Study, held: dict[change.Place, object]) -> dict[change.Place, object]:
    return {place: value for place, value in held.items() if value != change.said(study, place)}


def _pick(place: change.Place, named: dict, now):
    """One choice."""
    state, key = st.session_state, f"whatif_place_{'_'.join(map(str, place))}"
    state[key] = state.whatif_places.get(place, now)
    st.selectbox(draft.label(place), list(named), format_func=named.get, key=key, on_change=_picked, args=(place, key))


def _picked(place: change.Place, key: str):
    st.session_state.whatif_places[place] = st.session_state[key]


def _material(study: Study, names: Names):
    """Another material for a part: which part, which material."""
    words, materials = frame.words(), frame.named("materials", frame.words().language)
    parts = {
        ("alternatives", a, "parts", p, "material"): f"{names.alternative(each.id)} · {names.part(each.id, p)}"
        if len(each.parts) > 1
        else names.alternative(each.id)
        for a, each in enumerate(study.alternatives)
        for p in range(len(each.parts))
    }
    if not parts:
        return
    place = st.selectbox(words("whatif.part"), list(parts), format_func=parts.get, key="whatif_part")
    _pick(place, materials, change.said(study, place))


def changed(study: Study, places: dict[change.Place, object]) -> Study:
    """The study with other choices. Raises what `change.changed` raises."""
    for place, value in places.items():
        study = change.changed(study, place, value)
    return study


def told(study: Study, places: dict[change.Place, object], names: Names) -> list[str]:
    """The choices in words."""
    words, said = frame.words(), []
    for place, value in places.items():
        named = {"material": lambda: frame.named("materials", words.language)[value], "electricity": lambda: words(f"study.grid.{value}")}
        shown = named.get(place[-1], lambda: draft.names("country").get(value, str(value)))()
        owner = f" · {names.alternative(study.alternatives[place[1]].id)}" if place[0] == "alternatives" else ""
        said.append(words("whatif.was_chosen", what=draft.label(place) + owner, value=shown))
    return said
