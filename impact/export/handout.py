"""What a page to hand out says: texts and a chart, in several fits from generous to tight."""

import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite

from impact.export.axis import axis
from impact.export.dossier import Dossier
from impact.views import sentences
from impact.views.brief import CHANGE, LIMITS, RESULT, TRADE_OFFS, Sheet
from impact.views.texts import Texts

#: A word longer than this may be broken, after so many signs. [characters]
LONG, BREAK = 24, 12
#: Where something is left out of a text.
CUT = "[…]"
#: Hypotheses that a page calls to mind.
DUE = 3


@dataclass(frozen=True)
class Fit:
    """How a page is made to fit.

    body, small:           sizes of the text and of the small print [pt]
    points, sources:       longest list of points, and of sources under the same terms
    text, name, citation:  longest text, name of an alternative, citation [characters]
    """

    body: float
    small: float
    points: int
    text: int = 1500
    name: int = 60
    sources: int = 40
    citation: int = 300


#: From the most generous to the tightest.
FITS = (
    Fit(9.5, 7.5, 40),
    Fit(9.5, 7.5, 8),
    Fit(9, 7, 6),
    Fit(8.5, 7, 5),
    Fit(8.5, 6.5, 4),
    Fit(8.5, 6.5, 3),
    Fit(8.5, 6.5, 2, 700, 48),
    Fit(8.5, 6.5, 1, 400, 32, 12, 160),
    Fit(8.5, 6.5, 1, 240, 20, 6, 100),
    Fit(8.5, 6.5, 1, 160, 14, 2, 60),
)


def handout(dossier: Dossier) -> dict:
    """The page as plain data, for its template: the same content in every fit."""
    return {
        "language": dossier.words.language,
        "title": clean(dossier.brief.title),
        "fits": [Handout(dossier, fit).content() for fit in FITS],
    }


def clean(text: str) -> str:
    """A text on one line, without signs that control how others are read."""
    return "".join(
        " " if unicodedata.category(sign) == "Cc" else sign for sign in text if unicodedata.category(sign) not in ("Cf", "Co", "Cs")
    )


def cut(text: str, length: int) -> str:
    """A text no longer than about this: the middle of a long one is left out between two words, and a sign says so."""
    if len(text) <= length:
        return text
    return f"{text[: length * 2 // 3].rsplit(' ', 1)[0]} {CUT} {text[-length // 4 :].split(' ', 1)[-1]}"


def broken(text: str) -> str:
    """A text in which a word too long for a line may be broken."""
    return " ".join(
        "\u200b".join(word[n : n + BREAK] for n in range(0, len(word), BREAK)) if len(word) > LONG else word for word in text.split(" ")
    )


@dataclass(frozen=True)
class Handout:
    """A dossier under one fit."""

    dossier: Dossier
    fit: Fit

    @property
    def words(self) -> Texts:
        return self.dossier.words

    def content(self) -> dict:
        """Everything on the page."""
        brief, dossier, fit = self.dossier.brief, self.dossier, self.fit
        found = {
            "body": fit.body,
            "small": fit.small,
            "title": self.said(brief.title, min(fit.text // 2, 140)),
            "internal": self.words("export.internal") if dossier.internal else "",
            "stamps": [self.said(each) for each in dossier.stamps if not (dossier.internal and each == self.words("export.internal"))],
            "question": self.said(brief.question),
            "function": {"label": self.words("pdf.function"), "text": self.said(brief.function)},
            "result": {"label": self.words("pdf.result"), "text": self.said(dossier.sentence(brief.screen(RESULT)))},
            "chart": self.chart(),
            "sections": self.sections(),
            "signs": self.signs(),
            "sources": {"label": self.words("pdf.sources"), "groups": self.cited()},
            "made": {"label": self.words("pdf.made"), "items": [self._unbroken(each) for each in dossier.provenance]},
        }
        return found | {"cut": self.words("pdf.cut") if CUT in json.dumps(found, ensure_ascii=False) else ""}

    def said(self, text: str, length: int | None = None) -> str:
        """A text in this fit, long names of alternatives shortened wherever they stand in it."""
        named = self.dossier.brief.names["alternative"].values()
        for name in sorted((each for each in named if len(each) > self.fit.name), key=len, reverse=True):
            text = text.replace(name, cut(name, self.fit.name))
        return broken(cut(clean(text), length or self.fit.text))

    def _unbroken(self, text: str) -> str:
        """A text that may be broken anywhere but in the hash, which is to be copied out whole."""
        hash = self.dossier.snapshot.hash
        return hash.join(broken(clean(each)) for each in text.split(hash))

    def listed(self, items: list[str], most: int | None = None) -> list[str]:
        """A list in this fit; what is left out is counted."""
        most = min(self.fit.points, most or self.fit.points)
        rest = [self.words("pdf.more", count=len(items) - most)] if len(items) > most else []
        return [*(self.said(each) for each in items[:most]), *rest]

    def sections(self) -> list[dict]:
        """What stands under the result, in the order in which it is read."""
        brief, dossier = self.dossier.brief, self.dossier
        boundaries, beside, change = (brief.screen(key) for key in (LIMITS, TRADE_OFFS, CHANGE))
        unshared = [] if brief.limits else [self.words("pdf.no_principle")]
        weak = {"counted": brief.coverage, "noticed": brief.findings, "assumed": brief.assumed}
        made = [
            self._section("decision", points=[self.said(self.words("decision.line", what=told, said=answer)) for told, answer in dossier.decision]),
            self._section("certainty", points=self.listed(brief.certainty)),
            self._section("boundaries", boundaries, [*unshared, *self.listed(brief.limits or boundaries.points)]),
            self._section("trade_offs", beside, table=self.beside(beside.sheet)),
            self._section("change", change),
            self._section("hypotheses", points=self.listed(brief.hypotheses, DUE) or [self.words("pdf.unstated")]),
            self._section("limits", lists=[(self.words(f"pdf.{kind}"), self.listed(items)) for kind, items in weak.items() if items]),
        ]
        return made if dossier.decision else made[1:]

    def _section(self, key: str, screen=None, points=(), table: dict | None = None, lists=()) -> dict:
        lists = [*lists, *([("", list(points))] if points else [])]
        text = self.said(self.dossier.sentence(screen)) if screen else ""
        return {"label": self.words(f"pdf.{key}"), "text": text, "lists": [{"label": a, "items": b} for a, b in lists], "table": table}

    def beside(self, sheet: Sheet) -> dict:
        """What stands beside the impacts; these are in the chart."""
        keep = [0, *range(2, len(sheet.head))]
        short = {self.words("missing.long"): self.words("missing.short")}
        rows = [[self.said(short.get(row[n], row[n]), self.fit.name) for n in keep] for row in sheet.rows]
        return {"head": [self.said(sheet.head[n]) for n in keep], "rows": rows}

    def signs(self) -> list[str]:
        """What the signs beside figures mean, and what is said where there are no data."""
        short, long = self.words("missing.short"), self.words("missing.long")
        lacking = any(long in row for row in self.dossier.brief.screen(TRADE_OFFS).sheet.rows)
        told = any(each.startswith(short) for each in self.dossier.brief.signs)
        return [*(self.said(each) for each in self.dossier.brief.signs), *([f"{short} {long}"] if lacking and not told else [])]

    def cited(self) -> list[dict]:
        """Sources by their terms of use, so that the terms are complete even where sources are counted only."""
        groups, most = {}, self.fit.sources
        for each in self.dossier.brief.sources:
            groups.setdefault(each.terms, []).append(self.said(each.citation, self.fit.citation))
        return [
            {
                "label": self.words("pdf.terms", terms=terms),
                "items": [*items[:most], *([self.words("pdf.more", count=len(items) - most)] if len(items) > most else [])],
            }
            for terms, items in groups.items()
        ]

    def chart(self) -> dict:
        """Ratio of every alternative to the baseline with its interval of 95 %; places on the axis run from 0 to 1."""
        words, brief, cells = self.words, self.dossier.brief, self.dossier.snapshot.table("relative")
        cells = cells[cells.indicator == brief.indicator]
        along = axis(cells[["low", "ratio", "high"]].to_numpy(float).ravel().tolist())
        written = [row[1] for row in brief.screen(TRADE_OFFS).sheet.rows]
        blanks = {"indicator": brief.names["indicator"][brief.indicator], "baseline": brief.names["alternative"][brief.baseline]}
        kind = words("pdf.logarithmic") if along.logarithmic else words("pdf.linear")
        return {
            "caption": self.said(words("pdf.chart", axis=kind, **blanks)),
            "colours": words("pdf.colours"),
            "head": [words("table.alternative"), words("pdf.ratio"), words("table.interval"), words("table.answer")],
            "ticks": [{"at": along.place(tick), "text": words.ratio(tick)} for tick in along.ticks],
            "one": along.place(1.0),
            "rows": [self._row(cell, ratio, along.place) for cell, ratio in zip(cells.itertuples(), written, strict=True)],
        }

    def _row(self, cell, ratio: str, place: Callable[[float], float]) -> dict:
        ends = [cell.low, cell.ratio, cell.high]
        brief, known, answer = self.dossier.brief, all(isfinite(each) for each in ends), sentences.answer(cell)
        own = cell.alternative == brief.baseline
        return {
            "name": self.said(brief.names["alternative"][cell.alternative], self.fit.name),
            "ratio": ratio,
            "interval": "" if own or not known else " – ".join(dict.fromkeys(self.words.ratio(each) for each in (cell.low, cell.high))),
            "answer": "" if own else self.words(f"answer.{answer}"),
            "tone": "own" if own else answer,
            "at": [place(each) for each in ends] if known else None,
        }
