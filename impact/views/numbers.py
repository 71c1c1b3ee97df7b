"""Numbers as each language writes them, with no more digits than they deserve."""

import functools

from babel import Locale
from babel.numbers import format_decimal, format_percent, get_decimal_symbol

_locale = functools.cache(Locale.parse)  # reading its name takes longer than writing the number
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def significant(value: float, locale: str, digits: int = 3) -> str:
    """1 230, 0,0123 or 1,23 × 10⁻⁹: a number with so many significant digits."""
    mantissa, exponent = f"{value:.{digits - 1}e}".split("e")
    exponent = int(exponent)
    if value and not -4 < exponent < 7:
        written = format_decimal(float(mantissa), format=f"0.{'#' * (digits - 1)}", locale=_locale(locale))
        return f"{written}\u00a0×\u00a010{str(exponent).translate(_SUPERSCRIPT)}"
    decimals = max(0, digits - 1 - exponent)
    return format_decimal(float(f"{mantissa}e{exponent}"), format=f"#,##0.{'#' * decimals}", locale=_locale(locale))


def typed(value: float, locale: str) -> str:
    """1234,5: every digit and no group, as it may stand in a field and be read again; 1,5e+18 beyond what one writes out."""
    if value and not 1e-9 <= abs(value) < 1e15:
        return f"{value:.10g}".replace(".", get_decimal_symbol(_locale(locale)))
    return format_decimal(value, format="0.##########", locale=_locale(locale))


def whole(value: int, locale: str) -> str:
    """1 234"""
    return format_decimal(value, format="#,##0", locale=_locale(locale))


def percent(share: float, locale: str) -> str:
    """43 %, and 0,4 % where a whole number would say nothing."""
    pattern = _locale(locale).percent_formats[None].pattern
    if 0 < abs(share) < 0.01:
        share, pattern = float(f"{share:.1g}"), pattern.replace("0", "0.######", 1)
    return format_percent(share, format=pattern, locale=_locale(locale))


def change(share: float, locale: str) -> str:
    """−12 %, +3 %, 0 %: a relative change has its sign."""
    sign = "−" if share < 0 else "+" if share > 0 else ""
    return f"{sign}{percent(abs(share), locale)}"


def typed_percent(share: float, locale: str) -> str:
    """65,5 %: every digit, as it may stand in a field and be read again."""
    pattern = _locale(locale).percent_formats[None].pattern.replace("#,##0", "0.########")
    return format_percent(share, format=pattern, locale=_locale(locale))


def ratio(value: float, locale: str) -> str:
    """43 % of a baseline, or × 12 from ten times upwards."""
    return f"× {significant(value, locale, 2)}" if abs(value) >= 10 else percent(value, locale)
