"""Values as they are typed into a field, and as they stand in it, by kind.

Kinds: share and portion (0 allowed), factor (at least 1), whole, number, kg, km, year, date,
sized (a mass, or by the function where nothing is typed); any other is a unit, of which there may be 0.
"""

from datetime import date

from impact import errors
from impact.model import quantity
from impact.model.entry import SIZED
from impact.views import numbers
from impact.views.texts import Texts

SHARES = ("share", "portion")


def read(kind: str, text: str, called: str, words: Texts) -> float | int | str | date | None:
    """The value that a text stands for; None for no text.

    called: what the field is called. Raises NotANumber, AmbiguousNumber, UnknownUnit, OutOfRange, WrongType.
    """
    if not text.strip():
        return SIZED if kind == "sized" else None
    if kind == "date":
        return _day(text.strip(), called)
    return quantity.read("kg" if kind == "sized" else kind, text, called, words.language)


def _day(text: str, called: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise errors.WrongType(called, text, "date") from None


def written(kind: str, value, words: Texts) -> str:
    """A value as it stands in its field, to be read again; nothing for none."""
    if value is None or value == SIZED:
        return ""
    if kind == "date":
        return value.isoformat()
    return (numbers.typed_percent if kind in SHARES else numbers.typed)(value, words.language)
