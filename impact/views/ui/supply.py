"""The page Resources: how easily the supply of raw materials may fail, by importer and year, with a map."""

import streamlit as st

from impact.model.supply import EUROPE, UNION
from impact.scoring.resilience import importers, view, years
from impact.views.charts import supply, world
from impact.views.charts.supply import Called
from impact.views.resilience import Resilience, importer_name
from impact.views.ui import frame, matter, wheels

#: Lines that a chart over years can tell apart.
MOST = 6


def show():
    """Importer and year; what the Union found; concentration and risk; one raw material on the map."""
    if (found := matter.resources()) is None:
        return
    words, facts = frame.words(), frame.facts(()).supply
    countries = found.names.labels.named["place"]
    left, right = st.columns(2)
    importer = left.selectbox(
        words("resilience.importer"),
        importers(facts),
        format_func=lambda each: importer_name(each, countries, words),
        key="resilience_importer",
        persist_state="session",
    )
    if not (known := years(facts)):
        st.info(words("resilience.no_governance"))
        return
    year = right.selectbox(words("resilience.year"), known, format_func=str, key="resilience_year", persist_state="session")
    held = Resilience(found, view(facts, importer, year))
    st.caption(frame.plain(held.scope()))
    if not held.names:
        st.info(words("resilience.nothing"))
        return
    _one(held)
    st.header(words("resilience.risk"))
    st.markdown(words("resilience.risk_help"))
    frame.table(held.table())
    frame.download(held.figures, words("compare.download"), "seuil-resilience.csv")
    st.header(words("resilience.lists"))
    st.markdown(words("resilience.lists_help"))
    frame.table(held.lists())
    _over_years(held)


def _one(held: Resilience):
    """One raw material at one stage: who makes it, from where the importer gets it, on a map."""
    words = held.words
    shown = [name for name in held.names if held.stages(name)]
    if not shown:
        return
    st.header(words("resilience.where"))
    if st.session_state.get("resilience_name") not in shown:
        st.session_state.resilience_name = shown[0]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox(
            words("resources.raw_material"), shown, format_func=held.resources.raw_material, key="resilience_name", persist_state="session"
        )
        stages = held.stages(name)
        if st.session_state.get("resilience_stage") not in stages:
            st.session_state.resilience_stage = stages[-1] if name in _decided(held, "processing") else stages[0]
        stage = st.segmented_control(
            words("resilience.at"),
            stages,
            format_func=lambda each: words(f"resilience.stage.{each}"),
            key="resilience_stage",
            required=True,
            persist_state="session",
        )
    st.markdown(frame.plain(held.sentence(name, stage)))
    production, sourcing = held.production(name, stage), held.sourcing(name, stage)
    alt = words("resilience.map_alt", name=held.resources.raw_material(name), stage=words(f"resilience.stage.{stage}"))
    rest = words("resilience.rest")
    wheels.show("world", lambda narrow: world.world_map(production, held.countries, rest, words, frame.theme(), narrow), "", alt)
    bought_by = held.importer() if len(sourcing) else held.countries[EUROPE]
    called = Called(
        words("resilience.production"),
        words("resilience.sourcing", importer=bought_by),
        words("resilience.others"),
        words("resilience.member"),
    )

    def by_country():
        figure = supply.by_country(production, sourcing, held.countries, UNION, called, words, frame.theme())
        frame.chart(figure, words("resilience.bars_alt"))

    frame.drawer(words("resilience.by_country"), "by_country", by_country, ":material/bar_chart:")
    st.page_link("pages/facts.py", label=words("resilience.to_facts"), query_params={"fact": f"supply:{name}"}, icon=":material/database:")


def _decided(held: Resilience, stage: str) -> set[str]:
    """Raw materials whose supply risk is that of a stage."""
    facts = held.supply.raw_material
    return set(facts.index[facts.risk_stage == stage])


def _over_years(held: Resilience):
    """Concentration of production over the years that are published."""
    words, rows = held.words, held.supply.concentration
    order = [name for name in held.names if name in set(rows.raw_material)][:MOST]
    if not order:
        return
    st.header(words("resilience.over_years"))
    rows = rows[rows.raw_material.isin(order)].sort_values("stage", key=lambda stage: stage != "extraction", kind="stable")
    rows = rows.drop_duplicates(["raw_material", "year"]).sort_values("year")
    stages = dict(zip(rows.raw_material, rows.stage, strict=True))
    named = {
        name: words("resilience.of_stage", name=held.resources.raw_material(name), stage=words(f"resilience.stage.{stages[name]}"))
        for name in order
    }
    frame.chart(supply.over_years(rows, named, words("resilience.hhi"), words, frame.theme()), words("resilience.years_alt"))
    st.caption(words("resilience.years_help"))
