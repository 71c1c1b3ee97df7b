"""Fields for the life beyond the material: that of all alternatives, or what one has of its own."""

import streamlit as st

from impact.model import change
from impact.model.change import Place
from impact.model.life import ROUTES, USUAL, EndOfLife
from impact.model.settle import PLACE
from impact.views.ui import draft, entries, fields, frame

#: Place of the life that holds for all alternatives.
ALL = ("life",)


def life(root: Place):
    """Where it is made, transport, use and end of life; root: ALL, or the place of an alternative."""
    for draw in (made_in, transport, use, end_of_life):
        with st.container(border=True):
            draw(root)


def made_in(root: Place):
    """Country whose electricity the processes use."""
    place, otherwise = (*root, "made_in"), _by_default() if root == ALL else frame.words()("study.as_all")
    with fields.beside(draft.label(place)):
        fields.choice(place, countries(), placeholder=otherwise, label_visibility="collapsed")


def transport(root: Place):
    """Legs of the way, one mode each."""
    words, place = frame.words(), (*root, "transport")
    legs = change.said(draft.study(), place)
    if _unstated(root, place, legs, []):
        return
    for index in range(len(legs)):
        leg = (*place, index)
        with fields.Row(4, 2, 2, 2, 1.5) as row:
            row(fields.choice, (*leg, "mode"), draft.names("mode"))
            row(fields.entry, (*leg, "distance"), "km")
            row(fields.entry, (*leg, "times"), "number", help=words("study.times_help"))
            row(fields.entry, (*leg, "mass"), "kg", placeholder=words("study.its_mass"))
            row(entries.remover, leg)
    wanted = {"distance": ("km", words("study.leg.distance"))}
    entries.newcomer(place, "mode", words("study.add_leg"), draft.names("mode"), lambda _: wanted)
    if not legs:
        st.caption(words("study.nothing_moved"))


def use(root: Place):
    """The vehicle that carries the part, energy, consumables."""
    words, place = frame.words(), (*root, "use")
    said = change.said(draft.study(), place)
    if _unstated(root, place, said, {}):
        return
    with fields.Row(2, 1) as row:
        row(fields.choice, (*place, "country"), countries(), placeholder=_by_default())
        if draft.study().service_life is None:
            row(fields.entry, ("service_life",), "year")
    _ride((*place, "carried"), said.carried)
    _energies((*place, "energy"), said.energy)
    _consumables((*place, "consumables"), said.consumables)
    if said.carried is None and not said.energy and not said.consumables:
        st.caption(words("study.nothing_used"))


def _ride(place: Place, ride):
    words, vehicles = frame.words(), draft.names("vehicle")
    if ride is None:
        wanted = {"distance": ("km", words("study.ride.distance"))}
        prompt = words("study.add_ride")
        entries.newcomer(place, "vehicle", prompt, vehicles, lambda _: wanted, lambda study, entry: change.changed(study, place, entry))
        return
    with fields.Row(3.5, 3.5, 3, 1.5) as row:
        row(fields.choice, (*place, "vehicle"), vehicles)
        row(fields.entry, (*place, "distance"), "km")
        row(fields.entry, (*place, "resizing"), "portion", help=words("study.resizing_help"))
        row(entries.remover, place)


def _energies(place: Place, energies: list):
    words, carriers, units = frame.words(), draft.names("carrier"), frame.facts(()).stages.carrier.unit
    for index, each in enumerate(energies):
        unit = units[each.carrier]
        with fields.Row(5, 1.5, 5) as row:
            row(fields.entry, (*place, index, "per_year"), unit, words("study.energy_of", carrier=carriers[each.carrier], unit=unit))
            row(entries.remover, (*place, index))

    def wanted(carrier: str) -> entries.Asked:
        return {"per_year": (units[carrier], words("study.per_year", unit=units[carrier]))}

    entries.newcomer(place, "carrier", words("study.add_energy"), carriers, wanted)


def _consumables(place: Place, consumables: list):
    words, materials = frame.words(), draft.names("material")
    for index, each in enumerate(consumables):
        with fields.Row(5, 1.5, 5) as row:
            row(fields.entry, (*place, index, "per_year"), "kg", words("study.energy_of", carrier=materials[each.material], unit="kg"))
            row(entries.remover, (*place, index))
    wanted = {"per_year": ("kg", words("study.per_year", unit="kg"))}
    entries.newcomer(place, "material", words("study.add_consumable"), materials, lambda _: wanted)


def end_of_life(root: Place):
    """Usual channels, or shares of each route; root: ALL, or the place of an alternative or of a part."""
    words, place = frame.words(), (*root, "end_of_life")
    routes = change.said(draft.study(), place)
    ways = {
        "out": (words("study.not_counted" if root == ALL else "study.as_all"), None),
        "usual": (words("study.usual"), USUAL),
        "own": (words("study.own_shares"), {"landfill": 1.0}),
    }
    if fields.alternatively(place, ways, "own" if isinstance(routes, EndOfLife) else "usual" if routes else "out") != "own":
        return
    fields.shares(place, ROUTES)
    with fields.Row(1, 1) as row:
        hint = words("study.of_class")
        row(fields.entry, (*place, "allocation"), "portion", placeholder=hint, help=words("study.allocation_help"))
        row(fields.entry, (*place, "quality"), "share", placeholder=hint, help=words("study.quality_help"))


def _unstated(root: Place, place: Place, said, beginning) -> bool:
    """Switch between not counted and counted, for an alternative between as for all and of its own. Is nothing stated?"""
    words = frame.words()
    out, inside = ("study.not_counted", "study.counted") if root == ALL else ("study.as_all", "study.own")
    ways = {"out": (words(out), None), "in": (words(inside), beginning)}
    return fields.alternatively(place, ways, "out" if said is None else "in") == "out"


def _by_default() -> str:
    return frame.words()("study.by_default", value=draft.names("country").get(PLACE, PLACE))


def countries() -> dict[str, str]:
    """Regions, then countries, in the order of their names."""
    return _countries(frame.words().language)


@st.cache_resource(show_spinner=False)
def _countries(language: str) -> dict[str, str]:
    kinds, names = frame.facts(()).stages.country.kind, draft.named(language).named["country"]
    return dict(sorted(names.items(), key=lambda each: (kinds[each[0]] != "region", frame.bare(each[1]))))
