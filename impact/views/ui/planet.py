"""The state of the planet, edition by edition. It reads no study."""

import streamlit as st

from impact.views.charts import planet as charts
from impact.views.charts.wheel import key
from impact.views.planet import Planet
from impact.views.planet_changes import Changes
from impact.views.ui import frame, wheels


def show():
    """Where each control variable stands, what changed since the edition before, and where it is written."""
    words, facts = frame.words(), frame.facts(())
    editions = list(reversed(facts.limits.edition.index))
    titles = words.label(facts.limits.edition)
    st.markdown(words("planet.intro"))
    edition = st.selectbox(words("planet.edition"), editions, format_func=titles.get, key="planet_edition", persist_state="session")
    planet = Planet(facts, edition, words)
    changes = Changes(planet)
    if off := planet.switched_off():
        st.info(off)
        return
    frame.bullets(planet.tally())
    st.caption(words("planet.rule"))
    st.markdown(planet.cited())  # the ink of a caption is too pale for a link
    alt = words("planet.bars_alt", count=int(planet.rows.held.sum()), edition=titles[edition])
    frame.chart(charts.bars(planet, frame.theme()), alt)
    st.markdown(words("planet.not_flows"))
    for said in (words("planet.how_to_read"), words("planet.units"), words("planet.held_of", note=planet.note())):
        st.caption(frame.plain(said))
    frame.twin(f"planet-{edition}", planet.table, planet.figures)
    frame.drawer(words("planet.wheel"), "planet_wheel", lambda: _wheel(planet), ":material/donut_large:")
    if planet.before:
        st.header(words("planet.since", before=titles[planet.before]))
    frame.bullets(changes.told())
    if planet.before:
        frame.drawer(words("planet.changes_table"), "planet_changes", lambda: frame.table(changes.table()), ":material/compare_arrows:")
    frame.drawer(words("planet.sources"), "planet_sources", lambda: frame.table(planet.sources()), ":material/menu_book:")
    st.page_link("pages/facts.py", label=words("planet.facts"), query_params={"fact": f"boundary:{edition}"}, icon=":material/database:")


def _wheel(planet: Planet):
    words, wedges = planet.words, charts.wedges(planet)
    alt = words("planet.wheel_alt", count=len(wedges), edition=planet.title(planet.edition))
    wheels.show("planet", lambda numbered: charts.planet_wheel(planet, frame.theme(), numbered), key(wedges, words), alt)
    st.caption(words("planet.wheel_help"))
