"""Fields for what stands beside the impacts: money, and what is declared of circularity."""

import streamlit as st

from impact.model import change
from impact.model.change import Place
from impact.model.cost import DOLLAR, STAGES
from impact.model.study import Alternative, Study
from impact.views import typed
from impact.views.texts import languages, texts
from impact.views.ui import draft, entries, fields, frame

#: Place of the money of the study.
MONEY = ("costs",)
#: Ends of an amount.
ENDS = ("low", "high")
#: What makes the money of a study, with the kind of each; the rate is not asked for dollars.
BEGINNING = {"currency": None, "year": "whole", "per_usd": "number"}
#: What may be declared of circularity, with the kind of each, row by row.
DECLARED = (
    {"life_average": "year", "use_average": "number", "recycling_efficiency": "share", "feedstock_efficiency": "share"},
    {"biological": "portion", "composted": "portion", "recyclable": "portion", "repairability": "energy"},
)


def money():
    """Currency and year of all that is entered, or the fields that begin with them."""
    words, held = frame.words(), draft.study().costs
    st.caption(words("study.costs.help"))
    if held is None:
        _begin()
        return
    with fields.Row(1.5, 1, 2.5, 4, 1.5) as row:
        row(fields.words_of, (*MONEY, "currency"))
        row(fields.entry, (*MONEY, "year"), "whole")
        row(fields.entry, (*MONEY, "per_usd"), "number", help=words("study.costs.per_usd_help"))
        row(fields.words_of, (*MONEY, "source"))
        row(entries.remover, MONEY)


def _begin():
    key = f"{draft.key_of(MONEY)}_new"
    for cell, each in zip(st.columns([1.5, 1.5, 2.5, 5], vertical_alignment="bottom"), BEGINNING, strict=False):
        cell.text_input(draft.label((*MONEY, each)), key=f"{key}_{each}", max_chars=40, on_change=_begun, args=(key,))
    draft.say_refused(key)


def _begun(key: str):
    texts_ = {each: st.session_state[f"{key}_{each}"].strip() for each in BEGINNING}
    draft.forget(key)
    if not all(text for each, text in texts_.items() if each != "per_usd" or texts_["currency"] != DOLLAR):
        return

    def make(study: Study) -> Study:
        read = {
            each: typed.read(kind, texts_[each], draft.label((*MONEY, each)), frame.words()) for each, kind in BEGINNING.items() if kind
        }
        given = {"currency": texts_["currency"]} | {each: value for each, value in read.items() if value is not None}
        return change.changed(study, MONEY, given)

    draft.attempt(key, make)


def price(place: Place):
    """Price of the matter of a part, where the study has a currency."""
    if draft.study().costs is None:
        st.caption(frame.words()("study.price.needs_currency"))
        return
    with fields.Row(1, 1) as row:
        for each in ENDS:
            row(_end, (*place, "price"), each, may_be_open=True)


def _end(place: Place, end: str, may_be_open: bool = False) -> str | None:
    """Field of one end of an amount. Both are kept together, since one alone is no amount; their key is returned once."""
    group, held = draft.key_of(place), change.said(draft.study(), place)
    if held is not None or not any(st.session_state.get(f"{group}_{each}") for each in ENDS):  # one end waits for the other
        fields.show(f"{group}_{end}", typed.written("energy", getattr(held, end, None), frame.words()), group)
    st.text_input(draft.label((*place, end)), key=f"{group}_{end}", on_change=_ended, args=(group, place, may_be_open))
    return group if end == ENDS[-1] else None


def _ended(group: str, place: Place, may_be_open: bool):
    texts_ = {each: st.session_state[f"{group}_{each}"].strip() for each in ENDS}
    draft.forget(group)
    if len([text for text in texts_.values() if text]) == 1 and change.said(draft.study(), place) is None:
        return

    def make(study: Study) -> Study:
        if may_be_open and not any(texts_.values()):
            return change.changed(study, place, None)
        before = change.said(study, place)
        given = {each: typed.read("energy", text, draft.label((*place, each)), frame.words()) for each, text in texts_.items()}
        kept = before.model_dump(exclude_none=True, exclude=set(ENDS)) if before else {}
        return change.changed(study, place, kept | {each: value for each, value in given.items() if value is not None})

    draft.attempt(group, make)


def of_alternative(root: Place, each: Alternative):
    """Drawers of what one alternative costs, and of its circularity."""
    words = frame.words()
    frame.drawer(words("study.costs.of_it"), f"{draft.key_of(root)}_costs", lambda: _costs((*root, "costs"), each))
    if each.parts:
        frame.drawer(words("study.circularity.title"), f"{draft.key_of(root)}_circularity", lambda: _circularity((*root, "circularity")))


def _costs(place: Place, each: Alternative):
    words = frame.words()
    if draft.study().costs is None:
        st.caption(words("study.costs.needs_currency"))
        return
    stages = {name: words(f"stage.{name}") for name in STAGES}
    for number in range(len(each.costs)):
        at = (*place, number)
        with fields.Row(2, 4, 1.7, 1.7, 1.5) as row:
            row(fields.choice, (*at, "stage"), stages)
            row(fields.words_of, (*at, "statement"))
            for end in ENDS:
                row(_end, at, end)
            row(entries.remover, at)
    wanted = {end: ("energy", words(f"study.costs.{end}")) for end in ENDS}
    entries.newcomer(place, "stage", words("study.costs.add"), stages, lambda _: wanted, lambda study, entry: _added(study, place, entry))


def _added(study: Study, place: Place, entry: dict) -> Study:
    """The study with a cost that is called as its stage, until it is given other words."""
    statement = {code: texts(code)(f"stage.{entry['stage']}") for code in languages()}
    return change.added(study, place, entry | {"statement": statement})


def _circularity(place: Place):
    words = frame.words()
    st.caption(words("study.circularity.help"))
    for kinds in DECLARED:
        with fields.Row(*[1] * len(kinds)) as row:
            for name, kind in kinds.items():
                row(fields.entry, (*place, name), kind)
    fields.words_of((*place, "source"))
