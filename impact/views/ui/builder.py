"""Fields for what holds for the whole study: the question, equal function, what is assumed, and the study as a file."""

import streamlit as st

from impact.model import change, reading, writing
from impact.model.settle import settle
from impact.model.study import Study
from impact.views import levers, sentences, typed
from impact.views.texts import languages, texts
from impact.views.ui import context, draft, editor, entries, fields, frame, ranges
from impact.views.ui.editor import GIVEN
from impact.views.ui.parts import adder, called

#: Ways to share recycling between two lives, and what the electricity of the use follows.
ALLOCATIONS = ("cut-off", "footprint-formula", "substitution")
GRIDS = ("frozen", "path")
#: What a hypothesis says, in the order of its fields, with their widths.
HYPOTHESIS = {"owner": 2, "source": 4, "range": 3, "review": 2}


def question():
    """What the study is."""
    words, study = frame.words(), draft.study()
    with fields.Row(2, 2, 5) as row:
        row(editor.start, words)
        row(fields.words_of, ("title",))
        row(fields.words_of, ("question",))
    with fields.Row(1) as row:
        hint = sentences.declared(study, frame.facts(()), words)
        row(fields.words_of, ("function",), placeholder=hint, help=words("study.function_help"))
    with st.container(border=True):
        _sizing(study)
    with fields.Row(1, 1, 2, 2) as row:
        row(fields.entry, ("service_life",), "year", help=words("study.service_life_help"))
        row(fields.entry, ("start",), "whole")
        row(fields.choice, ("electricity",), {name: words(f"study.grid.{name}") for name in GRIDS})
        row(fields.choice, ("allocation",), {name: words(f"allocation.{name}") for name in ALLOCATIONS})
    st.caption(words(f"allocation_help.{study.allocation}"))
    frame.drawer(words("study.costs.title"), "study_costs_open", context.money)


def _sizing(study: Study):
    """What makes the function equal: a rule and a reference, or masses as given; and what counts as 100 %."""
    if not study.part_materials:
        adder("study.add_reference")
    if not any(len(each.parts) == 1 for each in study.alternatives):
        return
    named = called()
    with fields.Row(3, 3, 2, 3) as row:
        row(_rule, study)
        if study.sizing:
            row(fields.choice, ("sizing", "reference"), {each.id: named[each.id] for each in study.alternatives if each.sized})
            row(fields.entry, ("sizing", "mass"), "kg")
        row(fields.choice, ("baseline",), {each.id: named[each.id] for each in study.alternatives if each.parts})
    if study.sizing:
        _constraints(study)


def _rule(study: Study) -> str:
    """Choice of the sizing rule, or of masses as given. Returns its key."""
    words, key = frame.words(), "study_rule"
    rules = frame.named("functions", words.language) | {GIVEN: words("compare.given")}
    fields.show(key, study.sizing.constraints[0].function if study.sizing else GIVEN)
    st.selectbox(words("compare.function"), list(rules), format_func=rules.get, key=key, on_change=_ruled, args=(key,))
    return key


def _ruled(key: str):
    rule, facts = st.session_state[key], frame.facts(tuple(draft.study().materials))
    draft.attempt(key, lambda study: change.given(study, facts) if rule == GIVEN else change.sized(study, rule))


def _constraints(study: Study):
    """Further constraints, and how much of its capacity for each the reference uses."""
    words, place, rules = frame.words(), ("sizing", "constraints"), frame.named("functions", frame.words().language)
    held = study.sizing.constraints
    for index, each in enumerate(held if len(held) > 1 else []):
        with fields.Row(9, 1.5) as row:
            name = words("compare.utilisation", function=rules[each.function])
            row(fields.entry, (*place, index, "utilisation"), "share", name, help=words("compare.utilisation_help"))
            row(entries.remover, (*place, index))
    left = {name: rule for name, rule in rules.items() if name not in [each.function for each in held]}
    entries.newcomer(place, "function", words("study.add_constraint"), left)


def assumed():
    """What was taken for granted, and the hypotheses that the study states itself."""
    words, study, facts = frame.words(), draft.study(), frame.facts(())
    said = sentences.assumed(settle(study, facts).assumptions, study, words, facts)
    st.markdown(words("study.assumed_by_default" if said else "study.nothing_assumed"))
    frame.bullets(said)
    st.subheader(words("compare.hypotheses"))
    for index, each in enumerate(study.hypotheses):
        place = ("hypotheses", index)
        box = st.expander(frame.plain(words.of(each.statement)), key=f"{draft.key_of(place)}_open", on_change="rerun")
        if box.open:
            with box:
                draft.say_refused(fields.words_of((*place, "statement")))
                with fields.Row(*HYPOTHESIS.values()) as row:
                    for key in HYPOTHESIS:
                        row(*((fields.entry, (*place, key), "date") if key == "review" else (fields.words_of, (*place, key))))
                ranges.fields_of(index)
                entries.remover(place)
    _hypothesis()
    if targets := levers.told(study, words, facts):
        st.subheader(words("levers.targets"))
        frame.bullets(targets)
        st.page_link("pages/whatif.py", label=words("page.whatif"), icon=":material/tune:")


def _hypothesis():
    """Form for one more hypothesis, which is whole or is not stated."""
    words, place = frame.words(), ("hypotheses",)
    box = st.expander(words("study.add_hypothesis"), key="study_hypothesis_open", on_change="rerun")
    if box.open:
        with box, st.form("study_hypothesis", border=False):
            st.text_input(draft.label((*place, "statement")), key="study_new_statement", max_chars=2000)
            for cell, each in zip(st.columns(list(HYPOTHESIS.values())), HYPOTHESIS, strict=True):
                cell.text_input(draft.label((*place, each)), key=f"study_new_{each}", max_chars=2000)
            st.form_submit_button(words("study.add"), on_click=_supposed)
        draft.say_refused("study_hypothesis")


def _supposed():
    texts_ = {each: st.session_state[f"study_new_{each}"].strip() for each in ("statement", *HYPOTHESIS)}

    def make(study: Study) -> Study:
        review = typed.read("date", texts_["review"], draft.label(("hypotheses", "review")), frame.words())
        entry = {each: text if each == "owner" else dict.fromkeys(languages(), text) for each, text in texts_.items() if text}
        return change.added(study, ("hypotheses",), entry | ({"review": review} if review else {}))

    if draft.attempt("study_hypothesis", make):
        for each in texts_:
            st.session_state[f"study_new_{each}"] = ""


def file():
    """The study taken away as a file, and a file opened in its place."""
    words, study = frame.words(), draft.study()
    st.markdown(words("study.file_promise"))
    function = {code: sentences.declared(study, frame.facts(()), texts(code)) for code in languages()}
    name = f"seuil-{'-'.join(frame.bare(words.of(study.title)))[:60]}.toml"
    st.download_button(
        words("study.download"),
        lambda: writing.dumps(study, function).encode(),
        name,
        "application/toml",
        on_click="ignore",
        icon=":material/download:",
        key="study_download",
    )
    st.file_uploader(words("study.upload"), type="toml", key="study_upload", max_upload_size=1, on_change=_uploaded)
    draft.say_refused("study_upload")


def _uploaded():
    if sent := st.session_state.study_upload:
        if draft.attempt("study_upload", lambda _: reading.loads(sent.getvalue()), plainly=True):
            st.session_state.pop("kept", None)  # what is kept in the workspace is another study
