"""How impacts are held against the planet, what that rests on, and what is held against it: words, tables, sources."""

import pandas as pd
import streamlit as st

from impact.scoring.capacity import TARGET
from impact.views.method import Method
from impact.views.ui import frame


def show():
    """The idea first; then its words, its choices, its limits and its sources."""
    words = frame.words()
    method = Method(frame.facts(()), words)
    _idea(method)
    _words(method)
    _sharing(method)
    _capacities(method)
    _links(method)
    _criticisms(method)
    _sources(method)


def _idea(method: Method):
    """What is divided by what, and how to read it."""
    words = method.words
    st.header(words("method.idea"))
    st.markdown(words("method.idea_help"))
    with st.container(border=True):
        st.markdown(f"**{words('method.formula')}**")
        st.markdown(words("method.reading"))
    st.markdown(words("method.unsaid"))
    frame.table(method.symbols())


def _words(method: Method):
    """From ratios to words."""
    words = method.words
    st.header(words("method.words"))
    st.markdown(words("method.words_help"))
    st.markdown("\n".join(f"- **{word}** · {said}" for word, said in method.verdicts().items()))
    st.markdown(method.band())
    st.markdown(words("method.joint"))


def _sharing(method: Method):
    """Principles, with what each holds to be just and what is held against it."""
    words = method.words
    st.header(words("method.sharing"))
    st.markdown(words("method.sharing_help"))
    for each in method.principles():
        held = {name: frame.plain(said) for name, said in each.items()}
        with st.container(border=True):
            name, said = st.columns([2, 5])
            name.markdown(f"**{held['name']}**  \n:small[{held['share']}]")
            said.markdown(f"{held['ethics']}  \n:small[**{words('method.against')}** · {held['criticism']} ({held['source']})]")
    st.caption(words("method.letters"))


def _capacities(method: Method):
    """Capacities by set, with what the whole world reads; targets of policies apart."""
    words = method.words
    st.header(words("method.capacities"))
    st.markdown(words("method.capacities_help"))
    if said := method.climate():
        st.info(said, icon=":material/thermostat:")
    _filled(method.capacities())
    st.caption(words("method.in_brackets"))
    frame.drawer(words("method.sets"), "method_sets", lambda: _filled(method.sets()), ":material/inventory_2:")
    frame.drawer(words("method.singles"), "method_singles", lambda: _filled(method.singles()), ":material/device_thermostat:")
    st.subheader(words("limits.targets"))
    st.markdown(words("limits.targets_help"))
    _filled(method.capacities(TARGET))


def _links(method: Method):
    """Which indicator speaks of which boundary."""
    words = method.words
    st.header(words("method.links"))
    st.markdown(words("method.links_help"))
    frame.bullets(method.linked())
    frame.drawer(words("method.why"), "method_links", lambda: frame.table(method.links()), ":material/link:")


def _criticisms(method: Method):
    """What is held against all of it."""
    st.header(method.words("method.criticisms"))
    st.markdown(method.words("method.criticisms_help"))
    st.markdown("\n".join(f"- {frame.plain(text)} :small[{frame.plain(citation)}]" for text, citation in method.criticisms()))


def _sources(method: Method):
    """Every source with its terms and its address, and the way to each number."""
    words = method.words
    st.header(words("method.sources"))
    st.markdown(words("method.sources_help"))
    with st.container(horizontal=True):
        for name, label in method.facts_of().items():
            query = {"lang": words.language, "fact": name}
            st.page_link("pages/facts.py", label=label, query_params=query, icon=":material/database:")
    frame.drawer(words("method.all_sources"), "method_sources", lambda: _filled(method.sources()), ":material/menu_book:")


def _filled(rows: pd.DataFrame):
    """A table, or a word where the terms of use switched on leave none of it."""
    if rows.empty:
        st.markdown(frame.words()("method.switched_off"))
    else:
        frame.table(rows)
