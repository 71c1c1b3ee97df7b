"""Numbers and quantities at the door: read once, strictly, into floats of a stated unit."""

import functools
import math
import re

import pint
from babel.numbers import NumberFormatError, get_group_symbol, parse_decimal

from impact import errors

#: Locales that stand for the two ways of writing a decimal: with a point, with a comma.
CONVENTIONS = ("en", "fr")

#: Units that French writes in its own words, and degrees.
SPOKEN = {"an": "year", "ans": "year", "année": "year", "années": "year", "°C": "degC", "°F": "degF"}

_SPACES = str.maketrans({" ": "\u202f", "\xa0": "\u202f", "−": "-"})
_SCIENTIFIC = re.compile(r"[-+]?\d+([.,]\d+)?[eE][-+]?\d+")
_QUANTITY = re.compile(r"([-+−]?[\d\s.,]*(?:[eE][-+]?\d+)?)\s*(\D.*)?", re.DOTALL)
_SYMBOL = re.compile(r"[^\W\d_]{1,10}[²³]?(/[^\W\d_]{1,10}[²³]?)?")  # no other powers: 9**9**9 must not be computed
_POWER = re.compile(r"(?<=[^\W\d_])\^?([23])(?=/|$)")


@functools.cache
def _units() -> pint.UnitRegistry:
    return pint.UnitRegistry()


def _raised(symbol: str) -> str:
    """A unit with its squares and cubes as signs: m3, m^3 and m³ are one."""
    return _POWER.sub(lambda found: "²³"[int(found[1]) - 2], symbol)


def number(text: str | float, where: str, locale: str = "fr") -> float:
    """Finite number written as `text`; decimal comma and decimal point are both understood. [-]

    What `locale` reads as thousands and the other convention as decimals is refused:
    in English 1,234 is no number here, while 1234 and 1.234 are.
    Raises NotANumber, AmbiguousNumber.
    """
    value = float("nan")
    if isinstance(text, str):
        value = _read(text.strip(), where, locale)
    elif isinstance(text, (int, float)) and not isinstance(text, bool):
        value = float(text)
    if not math.isfinite(value):
        raise errors.NotANumber(where, str(text))
    return value


def _read(text: str, where: str, locale: str) -> float:
    if _SCIENTIFIC.fullmatch(text):
        return float(text.replace(",", "."))
    readings = {}
    for convention in (locale, *CONVENTIONS):
        try:
            readings[convention] = float(parse_decimal(text.translate(_SPACES), locale=convention, strict=True))
        except NumberFormatError:
            continue
    if not readings or "_" in text:
        raise errors.NotANumber(where, text)
    if locale in readings and get_group_symbol(locale) not in text:
        return readings[locale]
    low, high = min(readings.values()), max(readings.values())
    if low != high:
        raise errors.AmbiguousNumber(where, text, f"{low:.15g}", f"{high:.15g}")
    return low


def quantity(text: str | float, unit: str, where: str, locale: str = "fr") -> float:
    """Value of "8,5 kg", "850 g" or a bare number, in `unit`.

    Raises NotANumber, AmbiguousNumber, UnknownUnit.
    """
    if not isinstance(text, str):
        return number(text, where)
    digits, symbol = _QUANTITY.fullmatch(text.strip()).groups()
    if not digits.strip():
        raise errors.NotANumber(where, text)
    value = number(digits, where, locale)
    if symbol is None:
        return value
    symbol = _raised(SPOKEN.get(symbol, symbol))
    for written in (symbol, symbol.lower()):  # "15 KG" is meant as kg; "Mg" and "mg" are not the same
        try:
            if _SYMBOL.fullmatch(written):
                return _units().Quantity(value, written).to(_raised(unit)).magnitude
        except pint.PintError:
            continue
    raise errors.UnknownUnit(where, symbol, unit)


def share(text: str | float, where: str, locale: str = "fr", zero: bool = False) -> float:
    """Share in (0, 1], or in [0, 1] with `zero`, written as "0,6", "60 %" or 0.6. [-]

    Raises NotANumber, AmbiguousNumber, OutOfRange.
    """
    hundredth = isinstance(text, str) and text.strip().endswith("%")
    value = number(text.strip().removesuffix("%"), where, locale) / 100 if hundredth else number(text, where, locale)
    if not 0 <= value <= 1 or value == 0 and not zero:
        raise errors.OutOfRange(where, str(text), "0 ≤ x ≤ 1" if zero else "0 < x ≤ 1")
    return value


def at_least_one(text: str | float, where: str, locale: str = "fr") -> float:
    """Number from 1 on. [-] Raises NotANumber, AmbiguousNumber, OutOfRange."""
    value = number(text, where, locale)
    if value < 1:
        raise errors.OutOfRange(where, str(text), "≥ 1")
    return value


#: Unit of each kind of number of which there must be some; of an energy there may be none, in the unit of its carrier.
UNITS = {"number": "", "kg": "kg", "km": "km", "year": "year"}


def read(kind: str, text: str | float, where: str, locale: str = "en") -> float | int:
    """Number of a kind: share, portion (0 allowed), factor (at least 1), whole, energy, or one of UNITS; any other kind is a unit.

    Raises NotANumber, AmbiguousNumber, UnknownUnit, OutOfRange.
    """
    if kind in ("share", "portion"):
        return share(text, where, locale, zero=kind == "portion")
    if kind == "factor":
        return at_least_one(text, where, locale)
    if kind == "whole":
        value = number(text, where, locale)
        if not value.is_integer() or value < 0:
            raise errors.OutOfRange(where, str(text), "1, 2, 3, …")
        return int(value)
    return positive(text, UNITS.get(kind, "" if kind == "energy" else kind), where, locale, zero=kind not in UNITS)


def positive(text: str | float, unit: str, where: str, locale: str = "fr", zero: bool = False) -> float:
    """As `quantity`, above zero, or not below it with `zero`. Raises OutOfRange besides."""
    value = quantity(text, unit, where, locale)
    if value < 0 or value == 0 and not zero:
        raise errors.OutOfRange(where, str(text), f"{'≥' if zero else '>'} 0 {unit}".strip())
    return value
