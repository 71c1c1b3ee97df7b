"""Cells of a workbook: texts stay texts, figures stay figures, and what is missing stays empty."""

from dataclasses import dataclass, field
from io import BytesIO
from math import isfinite

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

#: Longest text of a cell; what is longer would be dropped.
LONGEST = 32_767
#: Widest and narrowest column. [characters]
WIDE, NARROW = 48, 9
#: Numbers from here on, and below here, are written as powers of ten.
LARGE, SMALL = 1e6, 1e-3


class Exact(float):
    """A number that is written with every digit, so that what is read back is the same; the library would write sixteen."""

    def __format__(self, spec: str) -> str:
        return repr(float(self))


@dataclass
class Column:
    """A column of a table: its heading and its values. formula: of each cell, beside its value as computed here; empty for none."""

    heading: str
    values: list
    formula: list[str] = field(default_factory=list)


class Book:
    """A workbook in memory, in which no text becomes a formula or a link."""

    def __init__(self, properties: dict):
        self.file = BytesIO()
        self.book = xlsxwriter.Workbook(
            self.file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        )
        self.book.set_properties(properties)
        self.book.set_calc_mode("auto")
        made = {"head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}, "title": {"bold": True, "font_size": 14}}
        made |= {"label": {"bold": True, "valign": "top"}, "wrap": {"text_wrap": True, "valign": "top"}}
        made |= {pattern: {"num_format": pattern} for pattern in ("0.000E+00", "#,##0", "#,##0.0", "0.000", "0.00000", "0")}
        self.formats = {name: self.book.add_format(each) for name, each in made.items()}

    def sheet(self, name: str):
        """An empty sheet."""
        return self.book.add_worksheet(name)

    def cell(self, sheet, row: int, column: int, value, style: str | None = None, formula: str = ""):
        """One cell, by the kind of its value; a formula shows its value until it is computed again."""
        figure = isinstance(value, (int, float)) and not isinstance(value, bool)
        if formula:
            sheet.write_formula(row, column, formula, self.formats[magnitude(value)] if figure else None, value)
        elif value is None or figure and not isfinite(value):
            return
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value)
        elif figure:
            sheet.write_number(row, column, value if isinstance(value, int) else Exact(value), self.formats[magnitude(value)])
        else:
            sheet.write_string(row, column, legible(str(value)), self.formats[style] if style else None)

    def table(self, name: str, columns: list[Column], first: int = 0):
        """A sheet with a table, its head in the row `first`: frozen, filtered, as wide as its words."""
        sheet = self.sheet(name)
        for at, each in enumerate(columns):
            self.cell(sheet, first, at, each.heading, "head")
            for row, value in enumerate(each.values):
                self.cell(sheet, first + 1 + row, at, value, formula=each.formula[row] if each.formula else "")
            longest = max((len(value) for value in each.values if isinstance(value, str)), default=0)
            sheet.set_column(at, at, min(max(longest + 1, len(each.heading) // 2, NARROW), WIDE))
        sheet.freeze_panes(first + 1, 0)
        sheet.autofilter(first, 0, first + max(map(len, (each.values for each in columns)), default=0), max(len(columns) - 1, 0))
        return sheet

    def content(self) -> bytes:
        """The file."""
        self.book.close()
        return self.file.getvalue()


def magnitude(value: float) -> str:
    """Number format by magnitude; every digit is kept in the cell."""
    size = abs(value)
    if size >= LARGE or 0 < size < SMALL:
        return "0.000E+00"
    if isinstance(value, int):
        return "0"
    return "0" if not size else "#,##0" if size >= 1000 else "#,##0.0" if size >= 100 else "0.000" if size >= 1 else "0.00000"


def legible(text: str) -> str:
    """A text that a cell can hold: no sign that its format refuses, and a space before what the library would take for markup."""
    text = f" {text}" if text.startswith("<r>") else text
    return "".join(
        sign for sign in text if sign in "\n\t\r" or sign >= " " and sign not in "\ufffe\uffff" and not "\ud800" <= sign <= "\udfff"
    )[:LONGEST]


def plain(values) -> list:
    """Values of a column of a frame as Python has them, what is missing as None."""
    return [None if pd.isna(each) else each.item() if hasattr(each, "item") else each for each in values]


def absolute(column: int, first: int, last: int, sheet: str = "") -> str:
    """Cells of a column as a formula names them, rows counted from 0: 'Cube'!$G$2:$G$481."""
    letter = xl_col_to_name(column, col_abs=True)
    place = f"{letter}${first + 1}:{letter}${last + 1}"
    return f"'{sheet.replace(chr(39), chr(39) * 2)}'!{place}" if sheet else place
