"""The page Explore: substitutes for a part, listed when they are asked for, and what is decided of them."""

import datetime

import numpy as np
import pandas as pd
import streamlit as st

from impact import errors
from impact.model import change
from impact.model.study import Study
from impact.scoring.criteria import MIDDLE, Criteria, Sieve
from impact.scoring.substitutes import Asked, part_of, substitutes
from impact.views.explore import Explored
from impact.views.names import alternative
from impact.views.substitutes import UNKNOWNS, Substitutes, place, record
from impact.views.texts import languages
from impact.views.ui import draft, frame, sieve

#: Rows shown at once.
SHOWN = 20
DECIDE = "substitutes_decide"


def show():
    """The part, what it asks for, and a button; then the list, one of it closer, and a decision. All decisions stand beneath."""
    held, study, words = sieve.held(), draft.study(), frame.words()
    if not any(each.parts for each in study.alternatives):
        st.info(words("substitutes.no_part"))
        return
    asked = _asked(study)
    question = asked, held.sieve
    st.button(words("substitutes.look"), on_click=_look, args=(question,), type="primary", icon=":material/search:", key="substitutes_look")
    st.caption(frame.plain(words("substitutes.on_request")))
    if (before := st.session_state.get("substitutes_asked")) == question:
        _found(_held(study, asked, held))
    elif before:
        st.info(words("substitutes.changed"))
    _records(study)


def _asked(study: Study) -> Asked:
    """Which part is asked about, and the rule by which its mass may be told where the study does not size it."""
    words, labels, state = frame.words(), draft.named(frame.words().language), st.session_state
    order = sorted(study.alternatives, key=lambda each: each.id != study.baseline)
    named = {
        f"{each.id}[{number}]": (each.id, number, place(study, each.id, number, labels))
        for each in order
        for number in range(len(each.parts))
    }
    if state.get("substitutes_part") not in named:
        state.pop("substitutes_part", None)
    chosen = st.selectbox(
        words("substitutes.part"),
        list(named),
        format_func=lambda key: named[key][2],
        key="substitutes_part",
        persist_state="session",
    )
    name, number, _ = named[chosen]
    if study.alternative(name).parts[number].is_sized:
        return Asked(name, number)
    functions = frame.named("functions", words.language)
    rule = st.selectbox(
        words("substitutes.rule"),
        list(functions),
        index=None,
        format_func=functions.get,
        key="substitutes_rule",
        placeholder=words("substitutes.rule_none"),
        persist_state="session",
    )
    return Asked(name, number, rule)


def _look(question: tuple[Asked, Sieve]):
    st.session_state.substitutes_asked = question
    st.session_state.substitutes_shown = SHOWN


def _held(study: Study, asked: Asked, bare: Explored) -> Substitutes:
    """What is listed for a part."""
    facts, columns = sieve.every()
    explored = Explored(facts, Criteria(columns, facts.function, part_of(study, asked)), bare.sieve, bare.words)
    named = {asked.alternative, study.baseline, *([study.sizing.reference] if study.sizing else [])}
    needed = [each for each in study.alternatives if each.id in named]
    rows = _rows(study.bare.model_copy(update={"alternatives": needed}), asked, bare.sieve)
    return Substitutes(study, asked, explored, rows)


@st.cache_resource(show_spinner=False, max_entries=8, hash_funcs={Study: lambda study: study.model_dump_json(), Asked: repr, Sieve: repr})
def _rows(study: Study, asked: Asked, limits: Sieve) -> pd.DataFrame:
    facts, columns = sieve.every()
    return substitutes(study, facts, columns, asked, limits)


def _found(held: Substitutes):
    """The list in the order chosen, and one of it closer."""
    words, state = held.words, st.session_state
    frame.bullets([*held.basis(), *held.counts()])
    if held.listed.empty:
        st.info(words("substitutes.none"))
        return
    orders = [UNKNOWNS, *held.explored.criteria_offered()]
    order = st.selectbox(
        words("substitutes.order_by"),
        orders,
        format_func=lambda name: words("substitutes.by_unknown") if name == UNKNOWNS else held.explored.title(name),
        key="substitutes_order",
        persist_state="session",
    )
    rows, told = held.ordered(order)
    shown = min(state.get("substitutes_shown", SHOWN), len(rows))
    st.markdown(frame.plain(f"{told} {words('substitutes.showing', count=shown, of=len(rows))}"))
    frame.table(held.table(rows.head(shown)))
    st.caption(frame.plain(words("substitutes.help")))
    with st.container(horizontal=True):
        if shown < len(rows):
            st.button(words("substitutes.more"), on_click=_more, args=(shown,), icon=":material/expand_more:", key="substitutes_more")
        frame.download(lambda: held.figures(rows), words("compare.download"), "seuil-substitutes.csv")
    if held.explored.verdicts:
        frame.drawer(words("explore.removed"), "substitutes_removed", lambda: frame.table(held.explored.removed()), ":material/filter_alt:")
    _closer(held, rows)


def _more(shown: int):
    st.session_state.substitutes_shown = shown + SHOWN


def _closer(held: Substitutes, rows: pd.DataFrame):
    """One substitute: its indicators, its constraints, what is not known of it, and the decision."""
    words, state = held.words, st.session_state
    each = {row["material"]: row for row in rows.to_dict("records")}
    if state.get("substitutes_row") not in each:
        state.pop("substitutes_row", None)
    st.header(words("substitutes.closer"))
    chosen = st.selectbox(
        words("substitutes.choose"),
        list(each),
        index=None,
        format_func=lambda name: held.name(each[name]),
        key="substitutes_row",
        placeholder=words("substitutes.choose_help"),
        persist_state="session",
    )
    if said := state.pop("substitutes_said", None):
        st.success(frame.plain(said), icon=":material/check:")
    if not chosen:
        return
    row = each[chosen]
    frame.bullets([held.explored.told("mass", row["at"]), *held.explored.about(row["at"]), *held.unknowns(row)])
    frame.table(held.indicators(row))
    st.caption(frame.plain(words("substitutes.signs")))
    if held.explored.verdicts:
        frame.table(held.constraints(row))
    _decision(held, row)


def _decision(held: Substitutes, row: dict):
    """Reason, name, and the two buttons."""
    words = held.words
    with st.container(border=True):
        if unfit := held.unfit(row["material"]):
            st.markdown(frame.plain(words("substitutes.left_out", names=words.listed_plainly(unfit))))
        st.text_area(words("substitutes.reason"), key="substitutes_reason", max_chars=2000, persist_state="session")
        st.text_input(words("substitutes.by"), key="substitutes_by", max_chars=200, persist_state="session")
        with st.container(horizontal=True):
            for verdict, icon in (("accepted", ":material/add_task:"), ("rejected", ":material/block:")):
                label = words(f"substitutes.do.{verdict}")
                st.button(label, on_click=_decide, args=(held, row, verdict), icon=icon, key=f"substitutes_{verdict}")
        draft.say_refused(DECIDE)
        st.caption(frame.plain(words("substitutes.decide_help")))


def _decide(held: Substitutes, row: dict, verdict: str):
    """Keep the record, and, where a substitute is accepted, the alternative that it gives."""
    state, words, asked = st.session_state, held.words, held.asked
    reason, by, material = state.substitutes_reason.strip(), state.substitutes_by.strip(), row["material"]
    said = {"alternative": asked.alternative, "part": asked.number, "material": material, "verdict": verdict}
    said |= {"reason": dict.fromkeys(languages(), reason), "date": datetime.date.today()} | ({"by": by} if by else {})
    unfit = held.unfit(material)

    def make(study: Study) -> Study:
        if not reason:
            raise errors.ReasonNeeded(words("substitutes.reason"))
        return change.added(_with(study, held, row) if verdict == "accepted" else study, ("considered",), said)

    if not draft.attempt(DECIDE, make):
        return
    state.substitutes_reason = ""
    told = words(f"substitutes.done.{verdict}", material=held.explored.material(row["at"]))
    if verdict == "accepted" and unfit:
        told += " " + words("substitutes.was_left_out", names=words.listed_plainly(unfit))
    state.substitutes_said = told


def _with(study: Study, held: Substitutes, row: dict) -> Study:
    """The study with the alternative that a substitute gives. Raises NoEqualMass where its mass is not known."""
    asked, facts = held.asked, held.explored.facts
    mass = held.explored.criteria.mass[MIDDLE, row["at"]]
    if np.isnan(mass):
        raise errors.NoEqualMass(held.words("substitutes.part"), held.explored.material(row["at"]))
    number = next(at for at, each in enumerate(study.alternatives) if each.id == asked.alternative)
    several = len(study.alternatives[number].parts) > 1
    name = {code: _called(study, asked.alternative, row["material"], code) for code in languages()} if several else None
    given = None if held.part.is_sized else float(f"{mass / held.part.quantity:.4g}")
    return change.with_substitute(study, number, asked.number, row["material"], facts, given, name)


def _called(study: Study, name: str, material: str, language: str) -> str:
    """Name of a copy of several parts: that of the alternative, and the material that is new in it."""
    labels = draft.named(language)
    return f"{alternative(study, name, labels)} · {labels.of('material', material)}"


def _records(study: Study):
    """Every decision, and a way to withdraw it."""
    words, labels = frame.words(), draft.named(frame.words().language)
    st.header(words("substitutes.records"))
    if not study.considered:
        st.markdown(words("substitutes.no_record"))
        return
    for number, each in enumerate(study.considered):
        with st.container(border=True):
            st.markdown(frame.plain(record(study, each, labels, words)))
            st.button(
                words("substitutes.withdraw"),
                on_click=_withdraw,
                args=(number,),
                icon=":material/undo:",
                key=f"substitutes_withdraw_{number}",
            )
    draft.say_refused("substitutes_withdraw")
    st.caption(frame.plain(words("substitutes.withdraw_help")))


def _withdraw(number: int):
    draft.attempt("substitutes_withdraw", lambda study: change.removed(study, ("considered", number)))
