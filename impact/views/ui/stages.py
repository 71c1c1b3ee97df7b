"""What the whole life adds to a comparison: matter bought and lost, nesting, electricity to come, terms of the formula."""

import streamlit as st

from impact.model.edit import better_nested
from impact.views import sentences, tables
from impact.views.names import Names
from impact.views.ui import frame


def show(names: Names, indicator: str):
    """Each of them where the study holds it; nesting and terms for one indicator, electricity for climate."""
    words, study, result = names.words, names.comparison.study, names.comparison.cube
    if any(flow.lost for flows in result.bills.values() for flow in flows):
        frame.drawer(words("compare.matter"), "matter", lambda: _matter(names, indicator), ":material/content_cut:")
    if sentences.uses_electricity(result) and sentences.has_paths(names):
        frame.drawer(words("compare.paths"), "paths", lambda: _paths(names), ":material/bolt:")
    if study.allocation == "footprint-formula":
        frame.drawer(words("compare.terms"), "terms", lambda: _terms(names, indicator), ":material/recycling:")


def _matter(names: Names, indicator: str):
    """Matter that is bought and lost, and what better nesting changes on one indicator."""
    frame.table(tables.matter_of(names))
    if nested := better_nested(names.comparison.study):
        st.markdown(f"**{names.words('compare.nesting')}** · {names.indicator(indicator)}")
        frame.table(tables.side_by_side(names, frame.compared(nested), indicator, ("table.now", "table.better")))


def _paths(names: Names):
    """Climate with the electricity of today, and with that of the years to come."""
    study, climate = names.comparison.study, names.comparison.cube.indicators[0]
    other = study.model_copy(update={"electricity": "path" if study.electricity == "frozen" else "frozen"})
    st.markdown(f"**{names.indicator(climate)}**")
    heads = tuple(f"table.{each.electricity}" for each in (study, other))
    frame.table(tables.side_by_side(names, frame.compared(other), climate, heads))
    st.caption(names.words("compare.paths_help"))


def _terms(names: Names, indicator: str):
    """Terms of the Circular Footprint Formula on one indicator."""
    frame.table(tables.broken_down(names, indicator, "term"))


def sources(names: Names):
    """Where the numbers of activities come from, and the way to each of them."""
    frame.table(tables.activities(names))
    with st.container(horizontal=True):
        for name, label in tables.facts_of(names).items():
            st.page_link("pages/facts.py", label=label, query_params={"fact": name}, icon=":material/database:")


def grounds(names: Names):
    """What a comparison rests on: sources of the other stages, draws, hypotheses of the study and what it leaves open."""
    words, study, comparison = names.words, names.comparison.study, names.comparison
    if len(comparison.cube.inventory.further):
        frame.drawer(words("compare.activities"), "activities", lambda: sources(names), ":material/database:")
    st.caption(words("compare.certainty", draws=comparison.cube.draws.n))
    assumed = sentences.assumed(comparison.cube.assumptions, study, words, comparison.facts)
    if study.hypotheses or assumed:
        with st.expander(words("compare.hypotheses"), icon=":material/schedule:"):
            frame.bullets(sentences.hypotheses(study.hypotheses, words))
            if assumed:
                st.markdown(f"**{words('compare.assumed')}**")
                frame.bullets(assumed)
