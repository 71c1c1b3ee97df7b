"""Every number of the catalogue, and where it comes from."""

import streamlit as st

from impact import errors
from impact.views import sheets
from impact.views.ui import frame

words = frame.header("facts.title", "facts.promise")
with frame.errors_shown():
    store, labels = frame.catalogue(), frame.labels()
materials, named = labels["materials"], sheets.labels(frame.facts(()), words)
state = st.session_state
asked = st.query_params.get("material")
if asked and asked != state.get("asked"):  # a link, not the address this page wrote itself
    state.asked = asked
    state.search_facts, state.families_facts = "", []
    state.material = frame.asked("material", materials.index, errors.UnknownMaterial)

with st.container(horizontal=True):
    found = frame.sift("facts")
if not found:
    st.info(words("facts.none"))
    st.stop()
if state.get("material") not in found:
    state.material = found[0] if state.search_facts else None
chosen = st.selectbox(
    f"{words('facts.material')} · {words('facts.count', count=len(found))}",
    found,
    index=None,
    format_func=frame.named("materials", words.language).get,
    key="material",
    placeholder=words("facts.pick"),
    persist_state="session",
)
if chosen:
    st.query_params["material"] = state.asked = chosen
    material = materials.loc[chosen]
    st.header(words.label(material))
    st.markdown(frame.plain(words.label(material, "description")))
    st.caption(" · ".join(sheets.about(material, materials, store.ask("constituents", material=chosen), words)))
    sheet = store.ask("sheet", material=chosen)
    for kind in ("property", "factor"):
        st.subheader(words(f"facts.{kind}"))
        frame.table(sheets.filled(sheets.sheet(sheet[sheet.kind == kind], named, words)))
    frame.download(lambda: sheets.figures(sheet, named, words), words("facts.download"), f"seuil-{chosen}.csv")
    st.subheader(words("facts.sources"))
    frame.table(sheets.filled(sheets.every_source(labels["sources"].loc[sheet.source.unique()], words)))

with st.expander(words("facts.flags")):
    frame.table(sheets.flags(labels["flags"], words))
with st.expander(words("facts.all_sources")):
    frame.table(sheets.every_source(labels["sources"], words))
frame.download(lambda: sheets.figures(store.ask("sheet", material=None), named, words), words("facts.download_all"), "seuil-catalogue.csv")
terms = words.listed([words(f"terms.{each}") for each in store.terms])
st.caption(f"{words('facts.terms', terms=terms)} · {words('facts.digest', digest=store.digest)}")
