"""How much room a text takes on a slide, estimated without the fonts of the reader: rather too much than too little."""

import unicodedata
from math import ceil

#: Widths in a common sans serif, as a share of the size: narrow letters, wide ones, capitals and figures, others.
NARROW, WIDE, CAPITAL, OTHER = 0.32, 0.9, 0.68, 0.56
THIN, BROAD = frozenset("iljtfrI.,;:'’|!()[] -·/\u00a0\u202f"), frozenset("mwMW%@≥≤→×")
#: Height of a line, as a share of the size.
LINE = 1.22
#: Where something is left out at the end of a text.
CUT = "\u00a0…"


def clean(text: str) -> str:
    """A text on one line, without signs that no XML holds or that control how others are read."""
    kept = (" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    return "".join(sign for sign in kept if unicodedata.category(sign) not in ("Cf", "Co", "Cs") and ord(sign) & 0xFFFE != 0xFFFE)


def width(text: str, size: float) -> float:
    """Length of a text on one line. [pt]"""
    return size * sum(map(_share, text))


def _share(sign: str) -> float:
    if sign in THIN:
        return NARROW
    if unicodedata.east_asian_width(sign) in ("W", "F") or ord(sign) > 0xFFFF:
        return 1.1
    return WIDE if sign in BROAD else CAPITAL if sign.isupper() else OTHER


def lines(text: str, size: float, room: float) -> int:
    """Lines that a text takes at this size in this width [pt]; a word longer than a line is broken."""
    count, at, space = 1, 0.0, width(" ", size)
    for word in text.split(" "):
        long = width(word, size)
        if at and at + space + long > room:
            count, at = count + 1, 0.0
        at += long + (space if at else 0.0)
        if at > room:
            more = ceil(at / room) - 1
            count, at = count + more, at - more * room
    return count


def height(texts: list[str], size: float, room: float, gap: float = 0.0) -> float:
    """Height of paragraphs, each followed by a gap. [pt]"""
    return sum(lines(text, size, room) * size * LINE + gap for text in texts)


def cut(text: str, size: float, room: float, most: int) -> str:
    """A text that takes no more lines than this: the end of a longer one is left out."""
    if lines(text, size, room) <= most:
        return text
    low, high = 0, len(text)
    while low < high - 1:
        middle = (low + high) // 2
        low, high = (middle, high) if lines(text[:middle].rstrip() + CUT, size, room) <= most else (low, middle)
    return text[:low].rstrip() + CUT


def shortened(text: str, length: int) -> str:
    """A text of no more characters than this."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def fitted(text: str, sizes: tuple[float, ...], room: float, tall: float) -> tuple[str, float]:
    """A text at the largest of the sizes at which it stands in this room; at the least of them its end is left out. [pt]"""
    for size in sizes:
        if height([text], size, room) <= tall:
            return text, size
    return cut(text, sizes[-1], room, max(1, int(tall / (sizes[-1] * LINE)))), sizes[-1]


def kept(texts: list[str], size: float, room: float, tall: float, gap: float) -> int:
    """How many of the paragraphs, from the first on, stand in this height. [pt]"""
    used = 0.0
    for number, text in enumerate(texts):
        used += height([text], size, room, gap)
        if used > tall:
            return number
    return len(texts)
