"""The page What if: which numbers move a result most, and from which value the order of two alternatives turns."""

import streamlit as st

from impact import errors
from impact.model.numbers import Number
from impact.model.study import Study
from impact.model.variation import Variation
from impact.scoring.breakeven import BreakEven, break_even
from impact.scoring.measure import obstacle
from impact.scoring.tornado import tornado
from impact.views import sentences, typed, ways, whatif
from impact.views.charts import tornado as charts
from impact.views.names import Names
from impact.views.ui import frame

#: The choice that looks at one alternative by itself.
ALONE = ""


def influence(study: Study, levers: Variation, names: Names):
    """Bars of the numbers that move one result, or two side by side."""
    words = frame.words()
    a, b = _pair(study, names, "tornado", alone=True)
    rows = tornado(levers, a, b or None)
    if rows.empty:
        st.info(words("tornado.nothing"))
        return
    if unordered := b and obstacle(names.comparison, levers.indicator, a, b):
        rows = rows.assign(turns=[()] * len(rows))  # where no order is given, none turns
    shown = whatif.bars(study, rows, levers.numbers, names)
    ratio = bool(rows.ratio.iloc[0])
    called = {"a": names.alternative(a), "b": names.alternative(b) if b else "", "unit": names.unit(levers.indicator)}
    title = words("tornado.ratio" if ratio else "tornado.difference" if b else "tornado.result", **called)
    st.markdown(frame.plain(words("tornado.said", number=ways.called(study, rows.about.iloc[0], names.labels), count=len(rows))))
    frame.chart(
        charts.tornado(shown, title, words, frame.theme(), ratio, sentences.stamp(names)),
        words("tornado.alt", count=len(shown)),
        key="tornado_chart",
    )
    st.caption(frame.plain(" ".join([words("tornado.help"), *([words("breakeven.partial")] if unordered else [])])))
    frame.twin(
        "tornado",
        lambda: whatif.tornado_table(study, rows, levers.numbers, names, ratio),
        lambda: whatif.tornado_figures(study, rows, names),
    )


def show(study: Study, levers: Variation, names: Names):
    """The value from which the order of two alternatives turns."""
    words = frame.words()
    a, b = _pair(study, names, "breakeven")
    by = {each.about: each for each in levers.numbers}
    if a == b or not by:
        st.info(words("breakeven.two"))
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        moving = tornado(levers, a, b).about.tolist()
        options = [*moving, *(each for each in by if each not in moving)]
        about = st.selectbox(
            words("breakeven.number"),
            options,
            format_func=lambda each: ways.called(study, each, names.labels),
            key="breakeven_number",
            persist_state="session",
        )
        number = by[about]
        ends = {}
        for end, value in (("low", number.least), ("high", number.most)):
            key = f"breakeven_{end}_{about}"
            st.session_state.setdefault(key, typed.written(number.kind, float(f"{value:.3g}"), words))
            called = words(f"breakeven.{end}")
            st.text_input(called, key=key)
            ends[end] = called, st.session_state[key], value
    if obstacle(names.comparison, levers.indicator, a, b):
        st.info(words("breakeven.partial"))
        return
    try:
        low, high = (_end(number, *end) for end in ends.values())
        found = _found(study, levers.indicator, a, b, about, low, high, levers)
    except errors.SeuilError as problem:
        st.error(frame.plain(words.error(problem)), icon=":material/error:")
        return
    frame.bullets(whatif.crossing(study, found, number, a, b, names))


def _end(number: Number, called: str, text: str, usual: float) -> float:
    """An end of the range as it is typed; nothing typed: the usual one. Raises the errors of numbers."""
    value = typed.read(number.kind, text, called, frame.words())
    return float(usual if value is None else value)


@st.cache_resource(show_spinner=False, max_entries=64, hash_funcs={Study: lambda study: study.model_dump_json()})
def _found(study: Study, indicator: str, a: str, b: str, about: str, low: float, high: float, _levers: Variation) -> BreakEven:
    return break_even(_levers, a, b, about, low, high)


def _pair(study: Study, names: Names, key: str, alone: bool = False) -> tuple[str, str]:
    """Two alternatives, or one by itself."""
    words = frame.words()
    made = [each.id for each in study.alternatives if each.parts]
    others = [each.id for each in study.alternatives]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        first = next((name for name in made if name != study.baseline), study.baseline)
        a = st.selectbox(
            words("table.alternative"),
            others,
            index=others.index(first),
            format_func=names.alternative,
            key=f"{key}_a",
            persist_state="session",
        )
        options = [*others, *([ALONE] if alone else [])]
        b = st.selectbox(
            words("whatif.beside"),
            options,
            index=options.index(study.baseline),
            format_func=lambda name: names.alternative(name) if name else words("whatif.alone"),
            key=f"{key}_b",
            persist_state="session",
        )
    return a, ALONE if a == b and alone else b
