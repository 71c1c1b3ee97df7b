"""Claims in a text that somebody wrote: what reads as one, why it may not leave the house as it is, and what is to be done before."""

import functools
import html
import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass

from impact.store.facts import Facts
from impact.views.texts import Texts, shortened

#: Signs in a pattern that stand for a gap: any spaces, hyphens and apostrophes; perhaps such; a few words of one sentence.
GAPS = {" ": "[ '-]{1,3}", "-": "[ '-]{0,3}", "…": r"\b[^.;:!?]{0,40}?\b"}
_GAP = re.compile(r"\[[^\]]*\]|[ …-]")  # but within a class of characters they stand for themselves
#: What is not shown as it is written: tags, entities, marks of emphasis.
_MARK = re.compile(r"(?P<tag></?[a-zA-Z][^<>]*>|[*_`~])|&#?\w{2,31};")
_APOSTROPHES, _BRACKETS = "’‘ʼ´`", '«»“”„"()[]{}'


@dataclass(frozen=True)
class Alarm:
    """Something that reads as a claim: text[start:end], of which kind and by which rule of the catalogue."""

    start: int
    end: int
    found: str
    kind: str
    rule: str


def alarms(text: str, language: str, facts: Facts) -> list[Alarm]:
    """Claims in a text, in their order; where two overlap the longest holds. A language without patterns is held to those of all."""
    rows = facts.claims.pattern
    if language in set(rows.language):
        rows = rows[rows.language == language]
    patterns = tuple(zip(rows.pattern, rows.kind, rows.rule, strict=True))
    found = [alarm for joint in _joints(text) for alarm in _read(text, joint, patterns)]
    taken, kept = bytearray(len(text)), []
    for each in sorted(found, key=lambda alarm: (alarm.start - alarm.end, alarm.start)):
        if not any(taken[each.start : each.end]):
            taken[each.start : each.end] = b"\1" * (each.end - each.start)
            kept.append(each)
    return sorted(kept, key=lambda alarm: alarm.start)


def told(alarm: Alarm, facts: Facts, words: Texts) -> str:
    """An alarm with its reason and where that stands."""
    row = facts.claims.rule.loc[alarm.rule]
    blanks = {column: words.label(row, column) for column in ("name", "why", "source", "locator")}
    return words("guard.told", found=shortened(alarm.found), **blanks)


def unfinished(ticks: Container[str], facts: Facts, words: Texts) -> list[str]:
    """What must still be done before a text may be a comparative claim; ticks: ids of what is done."""
    return [words.label(row) for name, row in facts.claims.checklist.iterrows() if name not in ticks]


def expression(pattern: str) -> str:
    """A pattern of the catalogue as a regular expression on plain letters: whole words, accents left out, gaps written out."""
    plain = "".join(_plain_letter(letter) if letter.isalpha() else letter for letter in pattern)
    return rf"(?:{_GAP.sub(lambda sign: GAPS.get(sign[0], sign[0]), plain)})(?!\w)"


@functools.lru_cache(maxsize=8)
def _compiled(patterns: tuple) -> tuple[re.Pattern, list[tuple[re.Pattern, str, str]]]:
    """One expression for the place where any pattern may begin, and each of them by itself."""
    each = [(re.compile(expression(pattern)), kind, rule) for pattern, kind, rule in patterns]
    return re.compile(rf"(?<!\w)(?:{'|'.join(alone.pattern for alone, _, _ in each)})"), each


def _read(text: str, joint: str | None, patterns: tuple) -> Iterator[Alarm]:
    """The longest claim at each place where one begins, in one reading of a text."""
    plain, places = _reading(text, joint)
    anywhere, each, place = *_compiled(patterns), 0
    while first := anywhere.search(plain, place):
        place = first.start() + 1
        found = [(match.end(), kind, rule) for pattern, kind, rule in each if (match := pattern.match(plain, first.start()))]
        end, kind, rule = max(found, key=lambda match: match[0])
        span = places[first.start()][0], places[end - 1][1]
        yield Alarm(*span, text[slice(*span)], kind, rule)


def _joints(text: str) -> tuple[str | None, ...]:
    """What may stand for marks and tags: nothing, so that they cannot part a word; a space, since they may part two; themselves."""
    return ("", " ", None) if _MARK.search(text) else ("",)


def _reading(text: str, joint: str | None) -> tuple[str, list[tuple[int, int]]]:
    """A text in plain letters, one space for any number, and the place of each letter in the text."""
    letters, ends = [_plain_letter(letter) for letter in text], list(range(1, len(text) + 1))
    for mark in _MARK.finditer(text):
        start, end = mark.span()
        if mark["tag"] is None or joint is not None:
            shown = joint if mark["tag"] else "".join(map(_plain_letter, html.unescape(mark[0])))
            letters[start:end] = [shown, *[""] * (end - start - 1)]
            ends[start] = end
    plain, places = [], []
    for start, shown in enumerate(letters):
        for letter in shown:
            if letter != " " or plain[-1:] != [" "]:
                plain.append(letter)
                places.append((start, ends[start]))
    return "".join(plain), places


@functools.lru_cache(maxsize=4096)
def _plain_letter(letter: str) -> str:
    """A letter without accents, in its plain form; nothing for what cannot be seen, a space for quotation marks and brackets."""
    if letter in _APOSTROPHES:
        return "'"
    if letter.isspace() or letter in _BRACKETS:
        return " "
    if letter == "−" or unicodedata.category(letter) == "Pd":
        return "-"
    parts = unicodedata.normalize("NFKD", letter.casefold())
    return "".join(part for part in parts if unicodedata.category(part) not in ("Mn", "Me", "Cf", "Cc"))
