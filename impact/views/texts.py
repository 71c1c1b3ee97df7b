"""Words of the interface: one TOML file per language, with equal keys and equal blanks."""

import functools
import re
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pandas as pd
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import get_decimal_symbol

from impact import errors
from impact.views import numbers

FOLDER = Path(__file__).parent / "texts"
#: Beginnings that a spreadsheet computes; a sign before nothing but a number is no formula.
FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d.,\s]*%?\Z)")


def languages() -> list[str]:
    """Codes of the languages there are texts for, in alphabetical order."""
    return sorted(file.stem for file in FOLDER.glob("*.toml"))


@functools.cache
def texts(language: str) -> "Texts":
    """Texts of one language. Raises UnknownLanguage."""
    if language not in languages():
        raise errors.UnknownLanguage("language", language, languages())
    return Texts(language)


class Texts:
    """Sentences of one language, called by dotted key: words("compare.title").

    An entry with the keys `one` and `other`, and perhaps `zero`, is chosen by the number given as `count`.
    """

    def __init__(self, language: str):
        self.language = language
        self.locale = Locale.parse(language)
        self.entries = flat(tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8")))

    def __call__(self, key: str, **blanks) -> str:
        if key not in self.entries:
            none = blanks["count"] == 0 and f"{key}.zero" in self.entries
            key = f"{key}.{'zero' if none else self.locale.plural_form(blanks['count'])}"
        return self.entries[key].format_map({name: self._shown(value) for name, value in blanks.items()})

    def of(self, words: dict[str, str] | None) -> str:
        """Words of a study in this language, else in the first that it has."""
        return words.get(self.language) or next(iter(words.values())) if words else ""

    def label(self, row, column: str = "name") -> str:
        """Label of a row of the catalogue: its column name_<language>."""
        return row[f"{column}_{self.language}"]

    def number(self, value: float, digits: int = 3) -> str:
        """Number with so many significant digits, as this language writes it."""
        return numbers.significant(value, self.language, digits)

    def typed(self, value: float) -> str:
        """Number as it may stand in a field: every digit, no groups."""
        return numbers.typed(value, self.language)

    def range(self, low: float, high: float) -> str:
        """low – high, or one number where they agree."""
        ends = dict.fromkeys([self.number(low), self.number(high)])
        return " – ".join(ends)

    def ratio(self, value: float) -> str:
        """Ratio to a baseline: 43 %, × 12."""
        return numbers.ratio(value, self.language)

    def whole(self, value: int) -> str:
        """1 234"""
        return numbers.whole(value, self.language)

    def probability(self, value: float) -> str:
        """Probability with two digits, never rounded to certainty."""
        if value > 0.995:
            return f"> {self.number(0.99, 2)}"
        return f"< {self.number(0.01, 2)}" if value < 0.005 else self.number(value, 2)

    def date(self, day: date) -> str:
        """30 June 2027"""
        return format_date(day, format="long", locale=self.locale)

    def percent(self, value: float) -> str:
        """Share as whole percent."""
        return numbers.percent(value, self.language)

    def change(self, value: float) -> str:
        """Relative change with its sign: −12 %, +3 %."""
        return numbers.change(value, self.language)

    def listed(self, items: list[str]) -> str:
        """a, b and c."""
        return format_list(items, locale=self.locale)

    def listed_plainly(self, items: Iterable[str]) -> str:
        """a; b; c, without what is empty."""
        return self.entries["number.list"].join(item for item in items if item)

    def csv(self, rows: pd.DataFrame) -> bytes:
        """Table as a spreadsheet of this language opens it: where the comma is a decimal sign, columns end with a semicolon.

        The byte order mark is what makes spreadsheets read accents; no text in it is a formula.
        """
        decimal = get_decimal_symbol(self.locale)
        return literal(rows).to_csv(index=False, decimal=decimal, sep=";" if decimal == "," else ",").encode("utf-8-sig")

    def error(self, problem: errors.SeuilError) -> str:
        """The sentence of an error."""
        blanks = {name: shortened(value) if isinstance(value, str) else value for name, value in vars(problem).items()}
        spoken = {name: self(f"{section}.{blanks[name]}", **blanks) for name, section in problem.spoken.items()}
        return self(f"error.{type(problem).__name__}", **blanks | spoken)

    def _shown(self, value) -> str:
        if isinstance(value, (list, tuple)):
            return ", ".join(self._shown(each) for each in value) or "–"
        if isinstance(value, float):
            return self.number(value)
        if isinstance(value, int):
            return numbers.whole(value, self.language)
        return str(value)


def literal(rows: pd.DataFrame) -> pd.DataFrame:
    """Table whose texts, and heads, stand behind an apostrophe where a spreadsheet would compute them, and end no row."""

    def quoted(cell):
        if not isinstance(cell, str):
            return cell
        lines = re.sub("\r\n?", "\n", cell)  # a lone return is written without quotes, and what follows it begins a row
        return f"'{lines}" if FORMULA.match(cell) else lines

    held = rows.set_axis([quoted(name) for name in rows], axis="columns")
    for at, kind in enumerate(held.dtypes):
        if kind.kind == "O":  # numbers keep their kind, and with it their digits
            held.isetitem(at, pd.Series([quoted(cell) for cell in held.iloc[:, at]], held.index, object))
    return held


def shortened(text: str, length: int = 200) -> str:
    """A text fit for one sentence: control characters gone, the middle of a long one left out."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return printable if len(printable) <= length else f"{printable[: length // 2]} … {printable[-length // 4 :]}"


def lowered(text: str) -> str:
    """A text as it goes on within a sentence: its first letter small, unless it begins with a sign such as CO₂."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def flat(table: dict, prefix: str = "") -> dict[str, str]:
    """{"a": {"b": "c"}} as {"a.b": "c"}."""
    entries = {}
    for key, value in table.items():
        entries |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {f"{prefix}{key}": value}
    return entries
