"""Numbers of a study in words: what they are called, and how they are written."""

from collections.abc import Iterable

from impact.model.change import said
from impact.model.numbers import Number, Place, place_of
from impact.model.study import Study
from impact.views import typed
from impact.views.names import Labels, alternative
from impact.views.texts import Texts, shortened

#: Labels of the values in each kind of table of a study, by the key that holds the table.
LABELS = {
    "": "study.field.{key}",
    "life": "study.life.{key}",
    "alternatives": "study.alternative.{key}",
    "parts": "study.part.{key}",
    "processes": "study.step.{key}",
    "assembly": "study.step.{key}",
    "offcuts": "study.offcuts.{key}",
    "end_of_life": "study.route.{key}",
    "transport": "study.leg.{key}",
    "use": "study.use.{key}",
    "carried": "study.ride.{key}",
    "energy": "study.energy.{key}",
    "consumables": "study.consumable.{key}",
    "sizing": "study.sizing.{key}",
    "constraints": "study.constraint.{key}",
    "hypotheses": "study.hypothesis.{key}",
    "targets": "study.target.{key}",
    "needs": "study.need.{key}",
    "meeting": "study.meeting.{key}",
    "costs": "study.costs.{key}",
    "price": "study.price.{key}",
    "circularity": "study.circularity.{key}",
    "budget": "limits.field.{key}",
}
#: What names an entry of a list: its key, and the table of names; None: its own words.
NAMED = {
    "parts": ("material", "material"),
    "processes": ("process", "process"),
    "assembly": ("process", "process"),
    "transport": ("mode", "mode"),
    "energy": ("carrier", "carrier"),
    "consumables": ("material", "material"),
}


def label(place: Iterable[str | int], words: Texts) -> str:
    """What the value at a place is called, as over its field."""
    *tables, last = [step for step in place if not str(step).isdigit()]
    table = next((each for each in reversed(tables) if each in LABELS), "")
    keys = (LABELS[table].format(key=last), LABELS["life"].format(key=last))
    return next((words(key) for key in keys if key in words.entries), ".".join([*tables, last]))


def called(study: Study, about: str, labels: Labels, alone: bool = False) -> str:
    """A number with what it belongs to: Distance [km] · Truck; Yield · Steel · Stamping.

    alone: without the name of its alternative, where that stands beside it
    """
    words, place = labels.words, place_of(study, about)
    *tables, last = [step for step in place if not isinstance(step, int)]
    key = f"way.{tables[-1] if tables else 'study'}_{last}"  # away from its field, a label may have to say more
    name = words(key) if key in words.entries else label(place, words)
    return " · ".join([name, *_owners(study, place, labels, alone)])


def _owners(study: Study, place: Place, labels: Labels, alone: bool) -> list[str]:
    """Names of the entries that a place lies in."""
    found = []
    for end in range(2, len(place)):
        table, number = place[end - 2 : end]
        if table == "alternatives" and not alone:
            found.append(alternative(study, study.alternatives[number].id, labels))
        elif table == "constraints":
            found.append(labels.of("function", study.sizing.constraints[number].function))
        elif table in NAMED and isinstance(number, int):
            entry, (key, kind) = said(study, place[:end]), NAMED[table]
            if table != "parts" or len(said(study, place[: end - 1])) > 1:
                found.append(labels.words.of(getattr(entry, "name", None)) or labels.of(kind, getattr(entry, key)))
    return [shortened(name, 60) for name in found]


def written(number: Number, value: float, words: Texts) -> str:
    """A value of a number to be read: 65 %, 200 000."""
    return words.percent(value) if number.kind in typed.SHARES else words.number(float(value))


def span(number: Number, words: Texts) -> str:
    """From its low to its high end: 150 000 to 300 000."""
    return words("number.interval", low=written(number, number.low, words), high=written(number, number.high, words))
