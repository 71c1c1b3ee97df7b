"""Every number of the catalogue, and where it comes from."""

import functools

import streamlit as st

from impact import errors
from impact.views import further, sheets
from impact.views.ui import frame

MATERIALS = "materials"

words = frame.header("facts.title", "facts.promise")
with frame.errors_shown():
    store, labels, facts = frame.catalogue(), frame.labels(), frame.facts(())
    others = further.Further(store, facts, words)
materials, named = labels["materials"], sheets.labels(facts, words)
state, address = st.session_state, st.query_params
asked = {name: address[name] for name in ("material", "fact") if name in address}
if asked and asked != state.get("asked"):  # a link, not the address this page wrote itself
    state.asked = asked
    if fact := frame.asked("fact", others.titles, errors.UnknownFact):
        state.topic = further.topic(fact)
        state[f"entry_{state.topic}"] = further.entry(fact)
    elif "material" in asked:
        state.topic, state.search_facts, state.families_facts = MATERIALS, "", []
        state.material = frame.asked("material", materials.index, errors.UnknownMaterial)

topic = st.radio(
    words("facts.topic"),
    [MATERIALS, *further.TOPICS],
    format_func=lambda name: words(f"facts.topics.{name}"),
    key="topic",
    horizontal=True,
    label_visibility="collapsed",
    persist_state="session",
)
if topic == MATERIALS:
    with st.container(horizontal=True):
        found = frame.sift("facts")
    if not found:
        st.info(words("facts.none"))
        st.stop()
    if state.get("material") not in found:
        state.material = found[0] if state.search_facts else None
    parameter, key, titles, pick = "material", "material", frame.named("materials", words.language), words("facts.pick")
    label = f"{words('facts.material')} · {words('facts.count', count=len(found))}"
else:
    entries = others.entries(topic)
    found, titles = list(entries), {name: others.title(name) for name in entries}
    parameter, key, pick = "fact", f"entry_{topic}", words("facts.pick_entry")
    label = f"{words(f'facts.topics.{topic}')} · {words.whole(len(found))}"
    if state.get(key) not in found:
        state[key] = None
chosen = st.selectbox(label, found, index=None, format_func=titles.get, key=key, placeholder=pick, persist_state="session")

if chosen:
    for name in asked:
        del address[name]
    state.asked = {parameter: chosen if topic == MATERIALS else entries[chosen][0]}
    address.update(state.asked)  # even where it is so already: a link on this page does not reach the browser's address
    st.header(titles[chosen])
    if topic == MATERIALS:
        material, rows = materials.loc[chosen], store.ask("sheet", material=chosen)
        st.markdown(frame.plain(words.label(material, "description")))
        ends = others.ends(chosen)
        about = sheets.about(material, materials, store.ask("constituents", material=chosen), words)
        st.caption(" · ".join([*about, *(said for said, more in ends.items() if not more)]))
        with st.container(horizontal=True):
            for said, more in ends.items():
                if more:
                    link = {"lang": words.language, "fact" if ":" in more else "material": more}
                    st.page_link("pages/facts.py", label=said, query_params=link)
        tables = {words(f"facts.{kind}"): sheets.sheet(rows[rows.kind == kind], named, words) for kind in ("property", "factor")}
        figures, download = functools.partial(sheets.figures, named=named, words=words), words("facts.download")
    else:
        rows, tables = others.of(*entries[chosen]), others.tables(entries[chosen])
        for show, said in ((st.markdown, " ".join(others.notes(chosen))), (st.caption, " · ".join(others.about(chosen)))):
            if said:
                show(frame.plain(said))
        figures, download = others.figures, words("facts.download_entry")
    for heading, table in tables.items():
        st.subheader(heading)
        frame.table(sheets.filled(table))
    if len(rows):
        frame.download(lambda: figures(rows), download, f"seuil-{chosen.replace(':', '-')}.csv")
        st.subheader(words("facts.sources"))
        frame.table(sheets.filled(sheets.every_source(labels["sources"].loc[rows.source.unique()], words)))

with st.expander(words("facts.flags")):
    frame.table(sheets.flags(labels["flags"], words))
with st.expander(words("facts.all_sources")):
    frame.table(sheets.every_source(labels["sources"], words))
with st.container(horizontal=True):
    whole = functools.partial(store.ask, "sheet", material=None)
    frame.download(lambda: sheets.figures(whole(), named, words), words("facts.download_all"), "seuil-catalogue.csv")
    frame.download(lambda: others.figures(others.rows), words("facts.download_further"), "seuil-further.csv")
terms = words.listed([words(f"terms.{each}") for each in store.terms])
st.caption(f"{words('facts.terms', terms=terms)} · {words('facts.digest', digest=store.digest)}")
