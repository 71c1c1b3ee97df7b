"""A table laid out in the room that a slide has for it."""

from dataclasses import dataclass

from impact.export import fitting
from impact.export.fitting import clean
from impact.views.brief import Sheet

#: Sizes of what is written in a table, from the largest on; the one from which on it takes room from the points. [pt]
SIZES, READABLE = (16, 14, 12, 11, 10, 9), 12
#: What a cell keeps free, on both sides together, and above and below. [pt]
BESIDE, ABOVE = 10.8, 6.0
#: How much wider heads and names are in bold; longest text that is looked at. [-, characters]
BOLD, LONGEST = 1.1, 600


@dataclass(frozen=True)
class Grid:
    """Rows, heads first; widths of columns and heights of rows [pt]; size of the text [pt]."""

    rows: list[list[str]]
    widths: list[float]
    heights: list[float]
    size: float


def laid(sheet: Sheet, wide: float, tall: float, more: str) -> Grid:
    """A table in this room [pt], as large as it fits. What has no room is cut in its cell, then left out: `more` says so instead."""
    rows = _rows(sheet)
    for size in SIZES:
        grid = _at(rows, wide, size)
        if sum(grid.heights) <= tall:
            return grid
    most = max(1, int((tall / len(rows) - ABOVE) / size / fitting.LINE))
    cells = [[fitting.cut(cell, size * BOLD, room - BESIDE, most) for cell, room in zip(row, grid.widths, strict=True)] for row in rows]
    heights = [_height(row, grid.widths, size) for row in cells]
    while sum(heights) > tall and len(cells) > 2:
        cells = [*cells[:-2], [more] + [""] * (len(grid.widths) - 1)]
        heights = [*heights[:-2], _height(cells[-1], grid.widths, size)]
    return Grid(cells, grid.widths, heights, size)


def asked(sheet: Sheet, wide: float) -> float:
    """Height of a table that is easily read. [pt]"""
    return sum(_at(_rows(sheet), wide, READABLE).heights)


def _rows(sheet: Sheet) -> list[list[str]]:
    return [[fitting.shortened(clean(cell), LONGEST) for cell in row] for row in (sheet.head, *sheet.rows)]


def _at(rows: list[list[str]], wide: float, size: float) -> Grid:
    widths = _widths(rows, size, wide)
    return Grid(rows, widths, [_height(row, widths, size) for row in rows], size)


def _height(row: list[str], widths: list[float], size: float) -> float:
    most = max(fitting.lines(cell, size * BOLD, room - BESIDE) for cell, room in zip(row, widths, strict=True))
    return most * size * fitting.LINE + ABOVE


def _widths(rows: list[list[str]], size: float, wide: float) -> list[float]:
    """Widths of columns: what is short stands on one line, and what is longer than its fair part shares the rest. [pt]"""
    natural = [max(fitting.width(row[n], size * BOLD) for row in rows) + BESIDE + 1 for n in range(len(rows[0]))]
    left, open_, found = wide, sorted(range(len(natural)), key=natural.__getitem__), list(natural)
    while open_:
        fair = left / len(open_)
        if natural[open_[0]] > fair:
            break
        left -= natural[open_.pop(0)]
    if not open_:
        return [each * wide / sum(natural) for each in natural]
    for n in open_:
        found[n] = left / len(open_)
    return found
