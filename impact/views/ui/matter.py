"""The page Resources: what each alternative asks of the earth."""

import streamlit as st

from impact.scoring.resources import ASKED
from impact.views import sentences
from impact.views.charts import supply
from impact.views.names import Names
from impact.views.resources import Resources
from impact.views.ui import draft, frame


def resources() -> Resources | None:
    """Resources of the study; nothing where what is compared must wait for an override."""
    names = Names(frame.compared(draft.study()), frame.words())
    return None if frame.shut(names.comparison.findings) else Resources(names)


def show():
    """Matter by alternative, raw materials and elements, what comes from outside the Union; water, land and energy."""
    if (found := resources()) is None:
        return
    words, names = found.words, found.names
    st.markdown(f"**{words('compare.declared')} ·** {frame.plain(sentences.function(names))}")
    frame.bullets(found.sentences())
    called = {name: names.alternative(name) for name in found.alternatives}
    frame.chart(
        supply.held(found.held, called, found.states(), words("missing.unsized"), words, frame.theme(), sentences.stamp(names)),
        words("resources.alt", alternatives=len(called)),
    )
    st.caption(frame.plain(words("resources.help")))
    frame.twin("resources", lambda: found.table("raw_material"), found.figures)
    frame.drawer(words("resources.elements"), "elements", lambda: frame.table(found.table("constituent")), ":material/science:")
    if changes := found.changes():
        st.header(words("resources.instead", baseline=names.alternative(names.baseline)))
        frame.bullets(changes)
    st.header(words("resources.abroad"))
    st.markdown(words("resources.abroad_help"))
    frame.table(found.abroad())
    st.header(words("resources.services"))
    st.markdown(words("resources.services_help"))
    frame.table(found.services())
    said = [sign for indicator in ASKED for sign in sentences.signs(names, indicator)]
    st.caption(frame.plain(" · ".join(dict.fromkeys(said))))
    if notes := found.notes():
        st.header(words("resources.notes"))
        frame.bullets(notes)
