"""What a study asks of the planet's capacity, held against shares of it by every rule and every set."""

import streamlit as st

from impact.scoring.capacity import CAPACITY, TARGET
from impact.views import claim_tables, claims, sentences
from impact.views.charts import verdicts
from impact.views.claims import Claims
from impact.views.names import Names
from impact.views.ui import budget, closer, draft, foundation, frame


def show():
    """The budget, then what all rules say together, one by one, at once; what stands apart, and what is not seen."""
    words, study = frame.words(), draft.study()
    budget.fields_of(study)
    if study.budget is None:
        foundation.show()
        return
    held = Claims(frame.assessed(study), Names(frame.compared(study), words))
    if frame.shut(held.names.comparison.findings):
        return
    st.markdown(frame.plain(held.context()))
    if not held.principles:
        frame.bullets(held.reservations())
        st.info(words("limits.no_principle"), icon=":material/arrow_upward:")
        return
    if not (held.assessment.capacity.kind == CAPACITY).any():
        st.info(words("limits.no_capacity"), icon=":material/arrow_upward:")
        return
    if held.names.comparison.findings:
        frame.drawer(words("compare.gate"), "limits_gate", lambda: frame.bullets(sentences.findings(held.names)), ":material/balance:")
    st.header(words("limits.together"))
    st.markdown(words("limits.legend"))
    frame.bullets(held.tally())
    frame.chart(verdicts.verdict_map(held, frame.theme()), words("limits.map_alt", alternatives=len(study.alternatives)))
    for said in (" · ".join([words("limits.map_help"), *held.signs()]), *held.reservations()):
        st.caption(frame.plain(said))
    frame.twin("boundaries", lambda: claim_tables.overview(held), lambda: claim_tables.figures(held))
    frame.drawer(words("limits.shares"), "shares", lambda: frame.table(claim_tables.shares(held)), ":material/pie_chart:")
    closer.show(held)
    _joint(held)
    if len(targets := claim_tables.overview(held, TARGET)):
        st.header(words("limits.targets"))
        st.markdown(words("limits.targets_help"))
        frame.table(targets)
    st.header(words("limits.not_covered"))
    frame.bullets([*claims.uncovered(held.names), *claims.drifted(held.names)])
    st.caption(frame.plain(held.stamp()))
    foundation.show()


def _joint(held: Claims):
    """Probability that all assessed indicators are within at once, where a set holds several."""
    if held.assessment.joint.empty:
        return
    st.header(held.words("limits.joint"))
    st.markdown(held.words("limits.joint_help"))
    frame.table(claim_tables.joint(held))
