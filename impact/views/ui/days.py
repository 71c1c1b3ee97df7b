"""What one function asks of the planet's capacity, in days of one person's equal share: nothing is shared between products."""

import streamlit as st

from impact.model.budget import usual_sets, year_of
from impact.scoring import capacity
from impact.scoring.capacity import CAPACITY, TARGET
from impact.store.facts import WORLD
from impact.views import claim_tables, claims, sentences
from impact.views.charts import dots
from impact.views.names import Names
from impact.views.ui import draft, frame


def show():
    """Without sharing between products: days of one person's equal share, for one function."""
    words, study = frame.words(), draft.study()
    limits, names = frame.facts(()).limits, Names(frame.compared(study), words)
    years = limits.population.year[limits.population.country == WORLD]
    if years.empty:
        st.info(words("limits.no_nation"))
        return
    if frame.shut(names.comparison.findings):
        return
    year = year_of(study.budget, limits) if study.budget else int(years.max())
    sets = study.budget.sets(limits) if study.budget else usual_sets(limits)
    st.markdown(f"**{words('compare.declared')}** · {frame.plain(sentences.function(names))}")
    st.markdown(claims.person(words, limits, year))
    rows = capacity.personal(names.comparison, limits, sets, year)
    targets, rows = rows[rows.kind == TARGET], rows[rows.kind == CAPACITY]
    every = list(dict.fromkeys(rows.indicator))
    if not every:
        st.info(words("limits.no_capacity"))
        return
    indicator = st.selectbox(words("table.indicator"), every, format_func=names.indicator, key="days_indicator", persist_state="session")
    written = claim_tables.days(names, rows)
    mine = rows[(rows.indicator == indicator) & rows.days.notna()].groupby("alternative", sort=False)
    shown = [dots.row_of_days(names, group, written[name][indicator]) for name, group in mine]
    alt = words("limits.days_alt", indicator=names.indicator(indicator), count=len(shown))
    frame.chart(dots.dots(shown, words, frame.theme(), sentences.stamp(names), dots.DAYS), alt)
    st.caption(frame.plain(words("limits.days_help")))
    frame.twin("days", lambda: claim_tables.day_table(names, rows), lambda: claim_tables.day_figures(names, rows, year))
    frame.drawer(
        words("limits.world_years"), "world", lambda: frame.table(claim_tables.day_table(names, rows, "world")), ":material/public:"
    )
    if len(targets):
        st.header(words("limits.targets"))
        st.markdown(words("limits.targets_help"))
        frame.table(claim_tables.day_table(names, targets))
