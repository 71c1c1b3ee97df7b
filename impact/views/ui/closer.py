"""Verdicts one by one: rows of one alternative or of one indicator, then a single cell by rule and capacity, and by hand."""

import streamlit as st

from impact.scoring.capacity import CAPACITY
from impact.views import claim_tables, sentences
from impact.views.charts import claim_wheel, dots
from impact.views.charts.wheel import key
from impact.views.claims import Claims
from impact.views.shares import by_hand
from impact.views.ui import frame, wheels


def show(held: Claims):
    """The choice of rows, their figure, what turns them; the cell chosen."""
    words, names = held.words, held.names
    st.header(words("limits.closer"))
    by, alternative, indicator = _chosen(held)
    of_alternative = by == "alternative"
    rows = [
        row for row in held.rows.values() if row.kind == CAPACITY and getattr(row, by) == (alternative if of_alternative else indicator)
    ]
    labels = [names.row(row.indicator) if of_alternative else names.column(row.alternative, dots.LABEL) for row in rows]
    figure = [dots.row_of(held, row, label) for row, label in zip(rows, labels, strict=True)]
    frame.chart(dots.dots(figure, words, frame.theme(), sentences.stamp(names)), words("limits.dots_alt", count=len(rows)))
    st.caption(frame.plain(words("limits.dots_help")))
    frame.bullets(held.grouped(rows, "indicator" if of_alternative else "alternative"))
    st.subheader(words("limits.cell_of", alternative=frame.plain(names.alternative(alternative)), indicator=names.indicator(indicator)))
    st.markdown(frame.plain(held.verdict(alternative, indicator)))
    frame.table(claim_tables.matrix(held, alternative, indicator))
    st.caption(frame.plain(words("limits.matrix_help")))
    with st.container(border=True):
        _by_hand(held, alternative, indicator)


def _chosen(held: Claims) -> tuple[str, str, str]:
    """What the rows are of (alternative, indicator), and the cell: an alternative and an indicator."""
    words, names = held.words, held.names
    assessed = held.assessment.capacity
    indicators = list(dict.fromkeys(assessed.indicator[assessed.kind == CAPACITY]))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = st.segmented_control(
            words("limits.by"),
            ["alternative", "indicator"],
            format_func=lambda way: words(f"limits.by_{way}"),
            key="limits_by",
            default="alternative",
            required=True,
            persist_state="session",
        )
        alternatives = names.comparison.cube.alternatives
        return by, _pick("alternative", alternatives, names.alternative), _pick("indicator", indicators, names.indicator)


def _pick(kind: str, options: list[str], called) -> str:
    return st.selectbox(frame.words()(f"table.{kind}"), options, format_func=called, key=f"limits_{kind}", persist_state="session")


def _by_hand(held: Claims, alternative: str, indicator: str):
    """One ratio of the matrix with everything that makes it, and the same rule for all indicators."""
    words, names, rows = held.words, held.names, held.assessment.capacity
    sets = rows.set[rows.indicator == indicator].tolist()
    st.markdown(f"**{words('limits.by_hand')}**")
    with st.container(horizontal=True):
        principle = _pick("principle", held.principles, held.principle)
        chosen = st.selectbox(words("table.set"), sets, format_func=held.capacity, key=f"limits_set_{indicator}")
    frame.bullets(by_hand(held, alternative, indicator, principle, chosen))
    frame.drawer(words("claim_wheel.title"), "claim_wheel", lambda: _wheel(held, alternative, principle, chosen), ":material/donut_large:")
    country = held.assessment.budget.country
    links = {f"capacity:{indicator}": names.indicator(indicator, "short"), f"population:{country}": names.labels.of("nation", country)}
    with st.container(horizontal=True):
        for name, label in links.items():
            st.page_link("pages/facts.py", label=label, query_params={"fact": name}, icon=":material/database:")


def _wheel(held: Claims, alternative: str, principle: str, capacity: str):
    """All indicators of one alternative under this rule and this set."""
    words, wedges = held.words, claim_wheel.wedges(held, alternative, principle, capacity)
    called = {"alternative": held.names.alternative(alternative), "principle": held.principle(principle), "set": held.capacity(capacity)}
    alt = words("claim_wheel.alt", count=len(wedges), **called)
    wheels.show("claims", lambda numbered: claim_wheel.claim_wheel(held, wedges, frame.theme(), numbered), key(wedges, words), alt)
    st.caption(frame.plain(words("claim_wheel.help", **called)))
