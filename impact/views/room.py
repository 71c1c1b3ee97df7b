"""Room on a screen of a meeting, in pixels of a window of 1280 x 720: how large a sentence may be, how many lines there are room for.

What is too much is left out line by line; nothing is made smaller than LEAST.
"""

import textwrap
from math import ceil
from unicodedata import east_asian_width

from impact.views.brief import Sheet

#: Window that all of a screen is shown in, and its margin at either side.
WIDTH, HEIGHT, SIDE = 1280, 720, 40
INNER = WIDTH - 2 * SIDE
#: Least size of a text, and the sizes of a sentence.
LEAST, SIZES = 20, (30, 26, 23, 20)
#: Width of a sign over the size, in a text and in a few words, which may be wider than most; both in bold: as in DejaVu Sans,
#: wider than other fonts in use. Height of a line over the size.
SIGN, WORD, BOLD, HEAVY, LEADING = 0.535, 0.58, 0.605, 0.66, 1.35
#: Signs that are wider than most, by how much.
WIDER = (("WM@%…", 1.7), ("ABCDEFGHKLNOPQRSTUVXYZmw+=<>#", 1.25))
#: Signs of a word that a column, or a line, is made for.
WORDY = 14
#: Most that a sentence takes, unless it cannot be told in less.
SENTENCE = 165
#: Space at the sides of a cell, and above and below it, from the most to the least; the line under a row.
BESIDE, PADS, RULE = 8, (14, 8, 5, 2, 0), 1
#: Alternatives that a screen has room for, and when there are more of them, which takes room to say; lines of a head of a column.
MOST, FEWER, HEADS = 13, 11, 3
#: Space under the title of a table; width of the dot before a point.
TITLE, DOT = 2, 24


def shown(count: int) -> int:
    """How many of so many alternatives are shown."""
    return count if count <= MOST else FEWER


def line(size: int = LEAST) -> int:
    """Height of a line."""
    return ceil(size * LEADING)


def signs(text: str, width: float, size: int = LEAST, sign: float = SIGN) -> int:
    """Signs of a text that a line has room for, also where a long word of it is of wide signs; sign: width of one over the size"""
    long = [text, *(word for word in text.split(" ") if len(word) > WORDY)]
    wide = max(_length(each) / max(1, len(each)) for each in long) or 1
    return max(1, int(width / (sign * size * wide)))


def _length(text: str) -> float:
    """Length of a text in signs of usual width."""
    return sum(next((wide for signs, wide in WIDER if sign in signs), 2 if east_asian_width(sign) in "WF" else 1) for sign in text)


def tall(text: str, width: float = INNER, size: int = LEAST, sign: float = SIGN) -> int:
    """Height of a text."""
    return line(size) * max(1, len(textwrap.wrap(text, signs(text, width, size, sign))))


def lines(text: str, width: float, most: int, sign: float = SIGN, rest: str = "…") -> list[str]:
    """Lines of a text, so many at most, cut between words, within one only where it is longer than a line; rest: what stands for what is left out"""
    count = signs(text, width, LEAST, sign)
    found = textwrap.wrap(text, count)
    if len(found) <= max(1, most):
        return found
    *before, last = found[: max(1, most)]
    while len(last) + len(rest) + 1 > count and last:
        last = last.rpartition(" ")[0] if " " in last else last[: max(0, count - len(rest) - 1)]
        if len(rest) + 1 >= count:
            break
    return [*before, f"{last} {rest}".strip()]


def cut(text: str, width: float, most: int, sign: float = SIGN, rest: str = "…") -> str:
    """The same on one line."""
    return " ".join(lines(text, width, most, sign, rest))


def sized(sentence: str, width: float, wish: float, most: float, rest: str) -> tuple[str, int]:
    """A sentence in bold and its size: the largest that leaves room for all, else the least that is large; cut where nothing else helps.

    wish: room where everything else is shown; most: where only what must be shown is; rest: see `cut`
    """
    *large, least_large = SIZES[:-1]
    for size in large:
        if tall(sentence, width, size, BOLD) <= min(SENTENCE, wish):
            return sentence, size
    for size in (least_large, LEAST):
        if tall(sentence, width, size, BOLD) <= min(SENTENCE if size > LEAST else most, most):
            return sentence, size
    return cut(sentence, width, int(most // line()), BOLD, rest), LEAST


def fitted(points: list[str], most: float) -> tuple[list[str], int]:
    """Points that there is room for, and how many there is none for, which takes a line to say."""
    for count in range(len(points), 0, -1):
        if tall_all(points[:count]) + (line() if count < len(points) else 0) <= most:
            return points[:count], len(points) - count
    return [], len(points)


def tall_all(points: list[str]) -> int:
    """Height of points, each behind its dot."""
    return sum(tall(each, INNER - DOT) for each in points)


def widths(sheet: Sheet) -> list[float]:
    """Width of each column of a table: room for its longest word and for a head of three lines, then for its longest cell, the shorter ones first."""
    columns = [list(column) for column in zip(*sheet.rows, strict=True)] if sheet.rows else [[] for _ in sheet.head]
    words, more = [], []
    for head, cells in zip(sheet.head, columns, strict=True):
        words.append(
            max(
                [
                    _wide("x" * _narrowest(head), HEAVY),
                    *(min(_wide(each), _wide("x" * WORDY)) for cell in cells for each in cell.split(" ")),
                ]
            )
        )
        more.append(max([words[-1], *map(_wide, cells)]) - words[-1])
    spare = INNER - 2 * BESIDE * len(words)
    left, held = max(0.0, spare - sum(words)), list(words)
    for count, n in enumerate(sorted(range(len(more)), key=more.__getitem__)):
        given = min(more[n], left / (len(more) - count))
        held[n], left = held[n] + given, left - given
    return [each * spare / sum(held) + 2 * BESIDE for each in held]


def _narrowest(head: str) -> int:
    """Signs on a line of a head that takes no more lines than HEADS."""
    longest = max(map(len, head.split(" ")))
    return next(count for count in range(longest, max(longest, len(head)) + 1) if len(textwrap.wrap(head, max(1, count))) <= HEADS)


def _wide(text: str, sign: float = WORD) -> float:
    """Width of a text on one line, with a sign to spare, since no text is of the average."""
    return (_length(text) + 1) * sign * LEAST


def table(sheet: Sheet, most: float) -> tuple[Sheet, int, int]:
    """A table that there is room for: as it is, else with cells cut to one line; the space above and below each cell; its height."""
    for shown in (sheet, _short(sheet)):
        for pad in PADS:
            height = _height(shown, pad)
            if height <= most:
                return shown, pad, height
    return shown, pad, height


def least(sheet: Sheet, whole: bool = False) -> int:
    """Least height of a table with its title; whole: with nothing cut"""
    return _height(sheet if whole else _short(sheet), PADS[-1])


def _short(sheet: Sheet) -> Sheet:
    rows = [[cut(cell, width, 1, WORD) for cell, width in zip(row, _columns(sheet), strict=True)] for row in sheet.rows]
    return sheet.model_copy(update={"rows": rows})


def _columns(sheet: Sheet) -> list[float]:
    """Width that each column has for its text."""
    return [width - 2 * BESIDE for width in widths(sheet)]


def _height(sheet: Sheet, pad: int) -> int:
    columns = _columns(sheet)
    head = max(tall(cell, width, sign=BOLD) for cell, width in zip(sheet.head, columns, strict=True))
    rows = [max(tall(cell, width, sign=WORD) for cell, width in zip(row, columns, strict=True)) for row in sheet.rows]
    return line() + TITLE + sum(each + 2 * pad + RULE for each in (head, *rows))
