"""For the same function, which material weighs less, on what, how surely, and by how much?"""

import streamlit as st

from impact.views import sentences, tables
from impact.views.breakdown import ways
from impact.views.charts import bars, heat
from impact.views.names import Names
from impact.views.ui import editor, frame, keep, stages

words = frame.header("compare.title", "app.promise")

with frame.errors_shown():
    study = editor.choose(words)
    keep.settle(whole=study is not None)
    comparison = frame.compared(study) if study else st.stop()
names = Names(comparison, words)
indicators = comparison.cube.indicators
baseline = names.alternative(study.baseline)

st.header(words("compare.gate"))
with st.container(border=True):
    st.markdown(f"**{words('compare.declared')}** · {frame.plain(sentences.function(names))}")
    st.markdown(frame.plain(" ".join(sentences.scope(names))))
    editor.source_choice(words, names)
    frame.bullets(sentences.findings(names))
    if not comparison.findings:
        st.markdown(words("compare.gate_open"))
    if any(each.kind == "given" for each in comparison.findings):
        st.checkbox(words("compare.override"), key="override", persist_state="session")
if frame.shut(comparison.findings):
    st.stop()

st.header(words("compare.relative", baseline=baseline))
frame.bullets(sentences.tally(names))
frame.chart(
    heat.heat_map(comparison, names, frame.theme()),
    words("chart.heat_alt", indicators=len(indicators), alternatives=len(study.alternatives), baseline=baseline),
)
st.caption(frame.plain(" · ".join(sentences.signs(names))))
frame.twin("ratios", lambda: tables.ratios(names), lambda: tables.ratio_figures(names))

st.header(words("compare.absolute"))
with st.container(horizontal=True, vertical_alignment="bottom"):
    chosen = st.selectbox(words("compare.indicator"), indicators, format_func=names.indicator, key="indicator", persist_state="session")
    by = st.segmented_control(
        words("compare.by"), ways(names), format_func=lambda way: words(f"by.{way}"), key="by", default="stage", required=True
    )
st.markdown(frame.plain(sentences.summary(names, chosen)))
frame.chart(
    bars.stage_bars(comparison, chosen, names, frame.theme(), by),
    words("chart.bars_alt", indicator=names.indicator(chosen), alternatives=len(study.alternatives)),
)
st.caption(frame.plain(" · ".join([*sentences.signs(names, chosen), sentences.confidence(names, chosen)])))
frame.twin(
    "stages",
    lambda: tables.totals(names, chosen) if by == "stage" else tables.broken_down(names, chosen, by),
    lambda: tables.total_figures(names),
)
stages.show(names, chosen)

st.header(words("compare.masses"))
frame.table(tables.masses(names))
if study.sizing:
    st.caption(f"{words('compare.formula')} · {words('compare.formula_help')}")
for each in study.alternatives:
    if each.note:
        st.caption(frame.plain(words("compare.note", alternative=names.alternative(each.id), note=words.of(each.note))))

st.header(words("compare.sources"))
frame.table(tables.sources(names))
st.caption(words("compare.sources_help"))
with st.container(horizontal=True):
    for material in study.materials:
        st.page_link("pages/facts.py", label=names.material(material), query_params={"material": material}, icon=":material/database:")
stages.grounds(names)
