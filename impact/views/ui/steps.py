"""Fields for the processes that a part goes through, or that join and finish the parts."""

import pandas as pd
import streamlit as st

from impact.model import checking
from impact.model.change import Place
from impact.model.life import Step
from impact.views.texts import texts
from impact.views.ui import draft, entries, fields, frame

#: Categories of the processes that are done to parts together.
ASSEMBLING = ("joining", "surface-treatment")
#: What a step may state, and how it is typed.
KINDS = {"yield": "share", "nesting": "share", "buy_to_fly": "factor", "amount": "number", "electricity": "kWh", "heat": "MJ"}
YIELDS = ("yield", "nesting", "buy_to_fly")


def of_part(place: Place, steps: list[Step] | None, material: str):
    """Processes of a part of a material."""
    _steps(place, steps, _possible([material]), "study.add_process", material)


def of_assembly(place: Place, steps: list[Step] | None, materials: list[str]):
    """Processes that join and finish parts of some materials."""
    _steps(place, steps, _possible(materials, ASSEMBLING), "study.add_joining")


def _possible(materials: list[str], categories: tuple[str, ...] | None = None) -> dict[str, str]:
    """Processes that can be done to one of the materials, of these categories or of all: id -> name."""
    stages, called = frame.facts(()).stages, _called(frame.words().language)
    kinds, category = {stages.subfamily[each] for each in materials}, stages.process.category.to_dict()
    apt = (name for name in category if stages.possible.get(name, set()) & kinds)
    return {name: called[name] for name in apt if categories is None or category[name] in categories}


@st.cache_resource(show_spinner=False)
def _called(language: str) -> dict[str, str]:
    """Names of the processes with their category before them, by id."""
    rows, words = frame.facts(()).stages.process, texts(language)
    return (words.label(rows, "category") + " · " + words.label(rows)).to_dict()


def _steps(place: Place, steps: list[Step] | None, possible: dict[str, str], prompt: str, material: str | None = None):
    """One process after the other; where there are none, whether that is a statement."""
    words = frame.words()
    if not steps:
        ways = {"out": (words("study.not_stated"), None), "in": (words("study.none"), [])}
        fields.alternatively(place, ways, "out" if steps is None else "in")
    for index, step in enumerate(steps or []):
        _step((*place, index), step, frame.facts(()).stages.process.loc[step.process], material)
    entries.newcomer(place, "process", words(prompt), possible, _asked)


def _asked(process: str) -> entries.Asked:
    """What a step of this process must state."""
    row = frame.facts(()).stages.process.loc[process]
    return {each: (KINDS[each], _label(each, row)) for each in checking.needs(row)}


def _label(key: str, process) -> str:
    """What a number of a step is called, with its unit; process: a row of the catalogue."""
    words = frame.words()
    unit = words(f"study.unit.{process.unit}")
    units = {"amount": unit, "electricity": f"kWh/{unit}", "heat": f"MJ/{unit}"}
    name = words(f"study.step.{key}")
    return f"{name} [{units[key]}]" if key in units else name


def _step(place: Place, step: Step, process, material: str | None):
    """Name, yield under its right name, what is needed besides; the rest behind a button."""
    stated = next((name for name in YIELDS if step.given(name)), checking.yield_name(process))
    shown = [stated] if material and (process.nests or process.unit == "kg" or step.given(stated)) else []
    shown += [name for name in ("amount", "electricity") if name in checking.needs(process)]
    rest = [1.5 * (2 - len(shown))] if len(shown) < 2 else []
    with fields.Row(4, *[2] * len(shown), 2, 1.5, *rest) as row:
        row(_name, step.process)
        for key in shown:
            row(_yield if key in YIELDS else _energy, place, key, process)
        row(_details, place, [name for name in ("electricity", "heat") if name not in shown], process, material)
        row(entries.remover, place)


def _name(process: str):
    st.markdown(frame.plain(draft.names("process")[process]))


def _yield(place: Place, key: str, process) -> str:
    """Yield, nesting rate or buy-to-fly, with what holds where it is left open."""
    words, sourced = frame.words(), process["yield"]
    more = {"help": entries.help_of(KINDS[key])}
    if pd.notna(sourced):
        value = words.number(1 / sourced) if key == "buy_to_fly" else words.percent(sourced)
        more = {
            "placeholder": words("study.sourced", value=value),
            "help": words("study.yield_help", source=draft.names("source")[process.yield_source]),
        }
    elif key == "yield":
        more["placeholder"] = words("study.by_default", value=words.percent(1.0))
    return fields.entry((*place, key), KINDS[key], _label(key, process), **more)


def _energy(place: Place, key: str, process) -> str:
    """Amount, electricity or heat, with the sourced value where it is left open."""
    sourced = process.get(key)
    hint = "" if pd.isna(sourced) else frame.words()("study.sourced", value=float(sourced))
    return fields.entry((*place, key), KINDS[key], _label(key, process), placeholder=hint)


def _details(place: Place, energies: list[str], process, material: str | None):
    """Energies of its own, and where the offcuts go."""
    words = frame.words()
    with st.popover(words("study.details"), key=f"{draft.key_of(place)}_details", on_change="rerun") as box:
        if box.open:
            for key in energies:
                draft.say_refused(_energy(place, key, process))
            if material:
                st.markdown(words("study.step.offcuts"))
                usual = "recycling" if material in frame.facts(()).stages.recycled else "waste"
                fields.shares((*place, "offcuts"), ("reuse", "recycling", "waste"), {usual: 1.0})
