"""Fields for what a study is held against: how much is made, where, at what price, by which rules."""

import streamlit as st

from impact.model import change
from impact.model.study import Study
from impact.store.facts import WORLD
from impact.views import typed
from impact.views.ui import draft, editor, entries, fields, frame

PLACE = ("budget",)
#: Country that a budget begins with where the study names none.
FIRST = "FR"


def nations() -> dict[str, str]:
    """Names of countries whose population is known, by id, in the order of their names."""
    named = {name: called for name, called in draft.names("nation").items() if name != WORLD}
    return dict(sorted(named.items(), key=lambda item: frame.bare(item[1])))


def fields_of(study: Study):
    """The budget of the study, or the two fields that make one."""
    words = frame.words()
    with st.container(border=True):
        if study.budget is None:
            _begin(study)
            return
        with fields.Row(3, 2, 3, 2, 2) as row:
            row(editor.start, words)
            row(fields.entry, (*PLACE, "quantity"), "number", help=words("limits.quantity_help"))
            row(fields.choice, (*PLACE, "country"), nations())
            row(fields.choice, (*PLACE, "year"), _years(study), placeholder=words("limits.latest"))
            row(fields.entry, (*PLACE, "price"), "number", help=words("limits.price_help"), placeholder=words("limits.not_given"))
        frame.drawer(words("limits.rules"), "rules", lambda: _rules(study), ":material/tune:")


def _years(study: Study) -> dict[int, str]:
    rows = frame.facts(()).limits.population
    return {int(year): str(year) for year in sorted(rows.year[rows.country == study.budget.country], reverse=True)}


def _rules(study: Study):
    """Entered shares, and which principles and capacities count."""
    words, limits = frame.words(), frame.facts(()).limits
    with fields.Row(1, 1, 2) as row:
        row(fields.entry, (*PLACE, "portion"), "share", help=words("limits.portion_help"), placeholder=words("limits.by_price"))
        row(fields.entry, (*PLACE, "own"), "share", help=words("limits.own_help"), placeholder=words("limits.not_given"))
        row(fields.words_of, (*PLACE, "source"))
    _several((*PLACE, "principles"), draft.names("principle"), study.budget.asked(limits))
    _several((*PLACE, "capacities"), draft.names("capacity_set"), study.budget.sets(limits))
    draft.say_refused(draft.key_of((*PLACE, "principles")), draft.key_of((*PLACE, "capacities")))
    entries.remover(PLACE, words("limits.remove"))


def _several(place: change.Place, named: dict[str, str], held: list[str]):
    """Field of some of some values; none of them is what holds where nothing is said."""
    key, called = draft.key_of(place), draft.label(place)
    fields.show(key, held)
    st.multiselect(
        called, list(named), format_func=named.get, key=key, select_all=False, placeholder="", on_change=_chosen, args=(key, place, called)
    )


def _chosen(key: str, place: change.Place, called: str):
    draft.attempt(key, lambda study: change.changed(study, place, st.session_state[key] or None), called)


def _begin(study: Study):
    """Quantity and country, which together make a budget."""
    words, key, named = frame.words(), "study_new_budget", nations()
    if not named:
        st.info(words("limits.no_nation"))
        return
    st.markdown(words("limits.begin"))
    used = study.life.use.country if study.life.use else None
    st.session_state.setdefault(f"{key}_country", next((name for name in (used, study.life.made_in, FIRST, *named) if name in named)))
    example, quantity, country = st.columns(3, vertical_alignment="bottom")
    with example:
        editor.start(words)
    quantity.text_input(
        draft.label((*PLACE, "quantity")), key=f"{key}_quantity", on_change=_begun, args=(key,), help=words("limits.quantity_help")
    )
    country.selectbox(
        draft.label((*PLACE, "country")), list(named), format_func=named.get, key=f"{key}_country", on_change=_begun, args=(key,)
    )
    draft.say_refused(key)


def _begun(key: str):
    state, words, called = st.session_state, frame.words(), draft.label((*PLACE, "quantity"))
    if not state[f"{key}_quantity"].strip():
        return
    draft.attempt(
        key,
        lambda study: change.changed(
            study,
            PLACE,
            {"quantity": typed.read("number", state[f"{key}_quantity"], called, words), "country": state[f"{key}_country"]},
        ),
        called,
    )
