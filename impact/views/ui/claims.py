"""What a study asks of the planet's capacity: against shares of it, and in days of one person's share."""

import streamlit as st

from impact.model.budget import year_of
from impact.scoring import boundaries
from impact.scoring.boundaries import MISSING, UNSET
from impact.scoring.gate import blocked
from impact.store.facts import WORLD
from impact.views import claim_tables, claims, sentences
from impact.views.charts import claim_wheel, dots, style, verdicts
from impact.views.charts.wheel import key
from impact.views.claims import Claims
from impact.views.names import Names
from impact.views.ui import budget, draft, foundation, frame, wheels


def shared():
    """Held against shares of the capacity, over every principle and set."""
    words, study = frame.words(), draft.study()
    budget.fields_of(study)
    if study.budget is None:
        foundation.show()
        return
    held = Claims(frame.assessed(study), Names(frame.compared(study), words))
    if blocked(held.names.comparison.findings):
        st.warning(words("compare.blocked"), icon=":material/front_hand:")
        return
    st.markdown(frame.plain(held.context()))
    if not held.principles:
        frame.bullets(held.reservations())
        st.info(words("limits.no_principle"), icon=":material/arrow_upward:")
        return
    st.header(words("limits.together"))
    st.markdown(words("limits.legend"))
    frame.bullets(held.tally())
    st.plotly_chart(
        verdicts.verdict_map(held, frame.theme()),
        theme=None,
        config=style.CONFIG,
        alt=words("limits.map_alt", alternatives=len(study.alternatives)),
    )
    st.caption(frame.plain(" ".join([words("limits.map_help"), *held.reservations()])))
    frame.twin("boundaries", lambda: claim_tables.overview(held), lambda: claim_tables.figures(held))
    frame.drawer(words("limits.shares"), "shares", lambda: frame.table(claim_tables.shares(held)), ":material/pie_chart:")
    _closer(held)
    _joint(held)
    st.header(words("limits.targets"))
    st.markdown(words("limits.targets_help"))
    frame.table(claim_tables.overview(held, "target"))
    st.header(words("limits.not_covered"))
    frame.bullets([*claims.uncovered(held.names), *claims.drifted(held.names)])
    st.caption(frame.plain(held.stamp()))
    foundation.show()


def _closer(held: Claims):
    """One alternative over the indicators, or one indicator over the alternatives; then one cell by rule and capacity, and by hand."""
    words, names = held.words, held.names
    st.header(words("limits.closer"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        by = st.segmented_control(
            words("limits.by"),
            ["alternative", "indicator"],
            format_func=lambda way: words(f"limits.by_{way}"),
            key="limits_by",
            default="alternative",
            required=True,
        )
        alternatives = names.comparison.cube.alternatives
        alternative = st.selectbox(
            words("table.alternative"), alternatives, format_func=names.alternative, key="limits_alternative", persist_state="session"
        )
        known = [
            row.indicator for row in held.assessment.verdicts.itertuples() if row.alternative == alternative and row.kind == "capacity"
        ]
        indicator = st.selectbox(
            words("table.indicator"), known, format_func=names.indicator, key="limits_indicator", persist_state="session"
        )
    cells = [(alternative, each) for each in known] if by == "alternative" else [(each, indicator) for each in alternatives]
    rows = [held.rows[cell] for cell in cells]
    shown = [row for row in rows if row.word not in (MISSING, UNSET)]
    st.plotly_chart(
        dots.dots(
            [
                dots.row_of(held, row, names.row(row.indicator) if by == "alternative" else names.column(row.alternative, 60))
                for row in shown
            ],
            words,
            frame.theme(),
            sentences.stamp(names),
        ),
        theme=None,
        config=style.CONFIG,
        alt=words("limits.dots_alt", count=len(shown)),
    )
    st.caption(frame.plain(words("limits.dots_help")))
    short = (
        (lambda row: names.indicator(row.indicator, "short")) if by == "alternative" else (lambda row: names.alternative(row.alternative))
    )
    frame.bullets(held.grouped(rows, short))
    st.subheader(words("limits.cell_of", alternative=frame.plain(names.alternative(alternative)), indicator=names.indicator(indicator)))
    st.markdown(frame.plain(held.verdict(alternative, indicator)))
    frame.table(claim_tables.matrix(held, alternative, indicator))
    st.caption(frame.plain(words("limits.matrix_help")))
    _by_hand(held, alternative, indicator)


def _by_hand(held: Claims, alternative: str, indicator: str):
    """One ratio of the matrix with everything that makes it."""
    words, rows = held.words, held.assessment.capacity
    sets = rows.set[rows.indicator == indicator].tolist()
    with st.container(border=True):
        st.markdown(f"**{words('limits.by_hand')}**")
        with st.container(horizontal=True):
            principle = st.selectbox(
                words("table.principle"), held.principles, format_func=held.principle, key="limits_principle", persist_state="session"
            )
            chosen = st.selectbox(words("table.set"), sets, format_func=held.capacity, key=f"limits_set_{indicator}")
        frame.bullets(held.by_hand(alternative, indicator, principle, chosen))
        frame.drawer(
            words("claim_wheel.title"), "claim_wheel", lambda: _wheel(held, alternative, principle, chosen), ":material/donut_large:"
        )
        with st.container(horizontal=True):
            links = {
                f"capacity:{indicator}": held.names.indicator(indicator, "short"),
                f"population:{held.assessment.budget.country}": None,
            }
            for name, label in links.items():
                called = label or held.names.labels.of("nation", held.assessment.budget.country)
                st.page_link("pages/facts.py", label=called, query_params={"fact": name}, icon=":material/database:")


def _wheel(held: Claims, alternative: str, principle: str, capacity: str):
    """All indicators of one alternative under this rule and this set."""
    words, wedges = held.words, claim_wheel.wedges(held, alternative, principle, capacity)
    called = {"alternative": held.names.alternative(alternative), "principle": held.principle(principle), "set": held.capacity(capacity)}
    alt = words("claim_wheel.alt", count=len(wedges), **called)
    wheels.show("claims", lambda numbered: claim_wheel.claim_wheel(held, wedges, frame.theme(), numbered), key(wedges, words), alt)
    st.caption(frame.plain(words("claim_wheel.help", **called)))


def _joint(held: Claims):
    """Probability that all assessed indicators are within at once, where a set holds several."""
    if held.assessment.joint.empty:
        return
    st.header(held.words("limits.joint"))
    st.markdown(held.words("limits.joint_help"))
    frame.table(claim_tables.joint(held))


def personal():
    """Without sharing between products: days of one person's equal share, for one function."""
    words, study = frame.words(), draft.study()
    limits, names = frame.facts(()).limits, Names(frame.compared(study), words)
    years = limits.population.year[limits.population.country == WORLD]
    if years.empty:
        st.info(words("limits.no_nation"))
        return
    if blocked(names.comparison.findings):
        st.warning(words("compare.blocked"), icon=":material/front_hand:")
        return
    year = year_of(study.budget, limits) if study.budget else int(years.max())
    sets = study.budget.sets(limits) if study.budget else list(limits.capacity_set.index[limits.capacity_set.usual])
    st.markdown(f"**{words('compare.declared')}** · {frame.plain(sentences.function(names))}")
    st.markdown(claims.person(words, limits, year))
    rows = boundaries.personal(names.comparison, limits, sets, year)
    indicator = st.selectbox(
        words("table.indicator"),
        list(dict.fromkeys(rows.indicator)),
        format_func=names.indicator,
        key="limits_indicator",
        persist_state="session",
    )
    written = claim_tables.days(names, rows)
    mine = rows[(rows.indicator == indicator) & rows.days.notna()].groupby("alternative", sort=False)
    shown = [dots.row_of_days(names, group, written[name][indicator]) for name, group in mine]
    st.plotly_chart(
        dots.dots(shown, words, frame.theme(), sentences.stamp(names), dots.DAYS),
        theme=None,
        config=style.CONFIG,
        alt=words("limits.days_alt", indicator=names.indicator(indicator), count=len(shown)),
    )
    st.caption(frame.plain(words("limits.days_help")))
    frame.twin("days", lambda: claim_tables.day_table(names, rows), lambda: claim_tables.day_figures(names, rows, year))
