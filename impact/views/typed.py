"""Values as they are typed into a field, and as they stand in it, by kind.

Kinds: share and portion (0 allowed), factor (at least 1), whole, number, kg, km, year, date,
sized (a mass, or by the function where nothing is typed); any other is a unit, of which there may be 0.
"""

from datetime import date, datetime

from babel.dates import get_date_format

from impact import errors
from impact.model import quantity
from impact.model.entry import SIZED
from impact.views import numbers
from impact.views.texts import Texts

SHARES = ("share", "portion")
#: How a day may be typed.
ISO, DAY_FIRST = "%Y-%m-%d", "%d/%m/%Y"


def read(kind: str, text: str, called: str, words: Texts) -> float | int | str | date | None:
    """The value that a text stands for; None for no text.

    called: what the field is called. Raises NotANumber, AmbiguousNumber, UnknownUnit, OutOfRange, WrongType.
    """
    if not text.strip():
        return SIZED if kind == "sized" else None
    if kind == "date":
        return _day(text.strip(), called, words)
    return quantity.read("kg" if kind == "sized" else kind, text, called, words.language)


def _day(text: str, called: str, words: Texts) -> date:
    """2027-06-30 in every language; where a day is written in front of its month, as that language writes it: 30/06/2027."""
    local = DAY_FIRST if get_date_format("short", words.locale).pattern.startswith("dd/MM") else ISO
    for form in (ISO, local):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise errors.WrongType(called, text, "date")


def written(kind: str, value, words: Texts) -> str:
    """A value as it stands in its field, to be read again; nothing for none."""
    if value is None or value == SIZED:
        return ""
    if kind == "date":
        return value.isoformat()
    return (numbers.typed_percent if kind in SHARES else numbers.typed)(value, words.language)
