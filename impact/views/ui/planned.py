"""The page Road-map: fields of the plan: years, aim, budget, activities and what is to change in them."""

import datetime

import streamlit as st

from impact import errors
from impact.model import portfolio
from impact.model.portfolio import STATUSES, Activity, Roadmap
from impact.views import typed
from impact.views.texts import languages, texts
from impact.views.ui import budget, draft, frame, plan
from impact.views.ui.plan import Row

#: What each list of an activity asks for in a new entry: key -> kind of views.typed (energy: a number that may be 0); none: a choice.
ASKED = {
    "quantities": {"year": "whole", "quantity": "energy", "status": None},
    "changes": {"year": "whole", "alternative": None, "share": "portion", "status": None},
    "assessed": {"date": "date"},
}
#: Widths of the fields of an entry, with its note and its remover.
WIDTHS = {"quantities": (1.5, 2, 2, 5, 1.5), "changes": (1.5, 3, 1.5, 2, 4, 1.5), "assessed": (2, 1.5, 8.5)}


def whole():
    """What holds for all activities."""
    indicators = frame.words().label(frame.facts(()).indicator.set_index("id")).to_dict()
    with Row(4, 1.5, 1.5, 3) as row:
        row(plan.words_of, ("title",))
        row(plan.entry, ("reference_year",), "whole")
        row(plan.entry, ("target_year",), "whole")
        row(plan.choice, ("indicator",), indicators, placeholder=next(iter(indicators.values())))
    _reduction()
    frame.drawer(frame.words()("roadmap.budget"), "roadmap_budget_open", _budget, ":material/pie_chart:")


def _reduction():
    """Share and source of the reduction that is aimed at; without a share, there is none."""
    words, held, place = frame.words(), plan.roadmap().reduction, ("reduction",)
    share, source = plan.key_of((*place, "share")), plan.key_of((*place, "source", words.language))
    plan.put(share, typed.written("share", held and held.share, words))
    plan.put(source, words.of(held.source) if held else "")
    for cell, key, each in zip(st.columns([1.5, 6.5]), (share, source), ("share", "source"), strict=True):
        called = plan.label((*place, "reduction" if each == "share" else each))
        cell.text_input(called, key=key, on_change=_reduced, args=(share, source), placeholder=words("limits.not_given"))
    plan.say_refused(share)


def _reduced(share: str, source: str):
    state, words, called = st.session_state, frame.words(), plan.label(("reduction", "reduction"))

    def make(held: Roadmap) -> Roadmap:
        value, before = typed.read("share", state[share], called, words), held.reduction
        if value is None:
            return portfolio.changed(held, ("reduction",), None)
        said = plan.in_every_language(state[source].strip(), before and before.source, words.language)
        unsaid = {code: texts(code)("roadmap.no_source") for code in languages()}
        return portfolio.changed(held, ("reduction",), {"share": value, "source": said or unsaid})

    plan.attempt(share, make, called)


def _budget():
    """What all activities together may cause: whose share, and by which rules."""
    words, place, nations = frame.words(), ("budget",), budget.nations()
    if plan.roadmap().budget is None:
        if nations:
            begin = next(name for name in (budget.FIRST, *nations) if name in nations)
            make = (plan.key_of(place), lambda held: portfolio.changed(held, place, {"country": begin}))
            st.button(words("roadmap.add_budget"), key="roadmap_add_budget", on_click=plan.attempt, args=make, icon=":material/add:")
            plan.say_refused(plan.key_of(place))
        return
    with Row(3, 2, 2, 2) as row:
        row(plan.choice, (*place, "country"), nations)
        row(plan.entry, (*place, "price"), "number", help=words("roadmap.price_help"))
        row(plan.entry, (*place, "portion"), "share", help=words("limits.portion_help"))
        row(plan.entry, (*place, "own"), "share", help=words("limits.own_help"))
    with Row(4, 4, 1.5) as row:
        row(plan.words_of, (*place, "source"))
        row(plan.several, (*place, "principles"), draft.names("principle"), plan.roadmap().budget.asked(frame.facts(()).limits))
        row(plan.remover, place)


def activities():
    """Every activity, closed until it is asked for, and one more."""
    words, studies = frame.words(), plan.titles()
    for number, each in enumerate(plan.roadmap().activities):
        frame.drawer(
            frame.plain(words.of(each.name)),
            f"roadmap_activity_{number}",
            lambda number=number, each=each: _activity(number, each, studies),
        )
    _new_activity(studies)


def _activity(number: int, each: Activity, studies: dict[str, str]):
    words, place = frame.words(), ("activities", number)
    try:
        held = plan.alternatives(each.study)
    except errors.SeuilError as problem:  # another study mends it
        st.error(frame.plain(words.error(problem)), icon=":material/error:")
        with Row(3, 1.5) as row:
            row(_study, place, each, studies)
            row(plan.remover, place)
        return
    statuses = {name: words(f"roadmap.status.{name}") for name in STATUSES}
    with Row(3, 3, 3, 2, 1.5) as row:
        row(plan.words_of, (*place, "name"))
        row(_study, place, each, studies)
        row(plan.choice, (*place, "alternative"), held)
        row(plan.entry, (*place, "quantity"), "number")
        row(plan.remover, place)
    others = {name: called for name, called in held.items() if name != each.alternative}
    for key in ASKED:
        st.markdown(f"**{words(f'roadmap.list.{key}')}**")
        for at in range(len(getattr(each, key))):
            with Row(*WIDTHS[key]) as row:
                for field, kind in ASKED[key].items():
                    if kind is None:
                        row(plan.choice, (*place, key, at, field), statuses if field == "status" else others)
                    else:
                        row(plan.entry, (*place, key, at, field), kind)
                if key != "assessed":
                    row(plan.words_of, (*place, key, at, "note"))
                row(plan.remover, (*place, key, at))
        _new_entry((*place, key), statuses, others)


def _study(place: plan.Place, each: Activity, studies: dict[str, str]) -> str:
    """Field of the study; another one starts from its baseline, with no change to an alternative that it does not have."""
    key = plan.key_of((*place, "study"))
    plan.put(key, each.study if each.study in studies else None)
    st.selectbox(
        plan.label((*place, "study")), list(studies), None, format_func=studies.get, key=key, on_change=_studied, args=(key, place)
    )
    return key


def _studied(key: str, place: plan.Place):
    name = st.session_state[key]

    def make(held: Roadmap) -> Roadmap:
        kept = held.activities[place[1]].model_dump(exclude_none=True) | {"study": name, "alternative": plan.study(name).baseline}
        return portfolio.changed(held, place, kept | {"changes": [], "assessed": []})

    plan.attempt(key, make)


def _new_entry(place: plan.Place, statuses: dict[str, str], others: dict[str, str]):
    """Form for one more entry of a list, which is whole or is not stated."""
    words, key, group = frame.words(), place[-1], plan.key_of((*place, plan.FORM))
    if key == "changes" and not others:
        return
    asked = ASKED[key]
    with st.form(group, border=False, clear_on_submit=False):
        *cells, last = st.columns([*WIDTHS[key][: len(asked)], 4], vertical_alignment="bottom")
        for cell, (field, kind) in zip(cells, asked.items(), strict=True):
            if kind is None:
                named = statuses if field == "status" else others
                first = list(named).index("planned") if field == "status" else 0
                cell.selectbox(plan.label((*place, field)), list(named), first, format_func=named.get, key=f"{group}_{field}")
            else:
                hint = datetime.date.today().isoformat() if kind == "date" else ""
                cell.text_input(plan.label((*place, field)), key=f"{group}_{field}", placeholder=hint)
        last.form_submit_button(words(f"roadmap.add.{key}"), on_click=_join, args=(place, group), icon=":material/add:")
    plan.say_refused(group)


def _join(place: plan.Place, group: str):
    state, words, asked = st.session_state, frame.words(), ASKED[place[-1]]

    def make(held: Roadmap) -> Roadmap:
        told = {each: state[f"{group}_{each}"] for each in asked}
        if "date" in told and not told["date"].strip():
            told["date"] = datetime.date.today().isoformat()
        read = {
            each: typed.read(kind, told[each], plan.label((*place, each)), words) if kind else told[each] for each, kind in asked.items()
        }
        return portfolio.added(held, place, {each: value for each, value in read.items() if value is not None})

    if plan.attempt(group, make):
        for each, kind in asked.items():
            if kind:
                state[f"{group}_{each}"] = ""


def _new_activity(studies: dict[str, str]):
    """Form for one more activity: a study, and how many functions of it a year."""
    words, group = frame.words(), plan.key_of((plan.FORM,))
    with st.form(group, border=False):
        study, quantity, last = st.columns([4, 2, 3], vertical_alignment="bottom")
        study.selectbox(plan.label(("activities", "study")), list(studies), format_func=studies.get, key=f"{group}_study")
        quantity.text_input(plan.label(("activities", "quantity")), key=f"{group}_quantity")
        last.form_submit_button(words("roadmap.add.activities"), on_click=_begun, args=(group,), icon=":material/add:")
    plan.say_refused(group)


def _begun(group: str):
    state, called = st.session_state, plan.label(("activities", "quantity"))

    def make(held: Roadmap) -> Roadmap:
        name = state[f"{group}_study"]
        new = plan.study(name)
        amount = typed.read("number", state[f"{group}_quantity"], called, frame.words())
        entry = {"name": new.title, "study": name, "alternative": new.baseline}
        return portfolio.added(held, ("activities",), entry | ({} if amount is None else {"quantity": amount}))

    if plan.attempt(group, make, called):
        state[f"{group}_quantity"] = ""
