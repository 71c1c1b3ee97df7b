"""A dossier as a presentation: the five screens of a meeting, what is provisional, sources; its charts can be edited."""

import io

from pptx.util import Emu, Pt

from impact.export.boxes import Box
from impact.export.dossier import Dossier
from impact.export.figures import Figure, Figures
from impact.export.fitting import clean, shortened
from impact.export.grid import asked
from impact.export.slides import ROW, Deck, needed
from impact.export.template import opened
from impact.views.brief import CHANGE, LIMITS, QUESTION, RESULT, TRADE_OFFS, Screen, Sheet

#: From more rows than this on charts take the room of the points, which then stand in the notes.
MANY = 8
#: Part of the place that a chart or table takes above points.
LEAST, MOST = 0.5, 0.7
#: Room between a table and its points. [EMU]
GAP = int(Pt(8))
#: Longest title of a file. [characters]
TITLE = 250


def presentation(dossier: Dossier, template: bytes | None = None) -> bytes:
    """Slides as a .pptx; template: a .pptx or .potx that gives master and layouts. Raises NotATemplate."""
    return Talk(dossier, template).made()


def above(points: list[str], box: Box) -> float:
    """Part of a place that is left above its points."""
    return min(MOST, max(LEAST, 1 - needed(points, box.width) / box.height))


def readable(sheet: Sheet, box: Box) -> float:
    """Part of a place that a table takes to be easily read, with room for a line under it."""
    return min(int(Pt(asked(sheet, Emu(box.width).pt))) / box.height, 1 - (ROW + GAP) / box.height)


class Talk:
    """The slides of a dossier."""

    def __init__(self, dossier: Dossier, template: bytes | None):
        self.dossier, self.words, self.brief = dossier, dossier.words, dossier.brief
        self.deck = Deck(opened(template, self.words("pptx.where")), self.words("pptx.lang"), dossier.stamps)
        self.figures, self.rest = Figures(dossier), self.words("pptx.more")

    def made(self) -> bytes:
        """All of them, in the order of the meeting."""
        self.tabled(QUESTION, self.brief.title)
        self.charted(RESULT, self.figures.ratios(), self.figures.stages())
        self.charted(LIMITS, self.figures.span() or self.figures.days())
        self.tabled(TRADE_OFFS)
        self.tabled(CHANGE)
        decided = [self.words("decision.line", what=told, said=said) for told, said in self.dossier.decision]
        if decided or self.brief.hypotheses:
            self.listed("provisional", self.words("pptx.resting"), [*(decided or [self.words("pptx.undecided")]), *self.brief.hypotheses])
        self.listed("method", self.words("pptx.computed"), [*self.dossier.provenance, *self.dossier.cited])
        self.labelled()
        stream = io.BytesIO()
        self.deck.made.save(stream)
        return stream.getvalue()

    def charted(self, key: str, *figures: Figure | None) -> None:
        """A screen with charts side by side, and under them what they do not draw, and its points."""
        screen, drawn = self.brief.screen(key), [each for each in figures if each]
        slide, box = self.begun(screen)
        points = [*dict.fromkeys(line for each in drawn for line in each.said), *screen.points]
        if drawn:
            many = max(len(each.chart.labels) for each in drawn) > MANY
            place, box = box.parted(1 - ROW / box.height if many else above(points, box))
            for each, part in zip(drawn, place.halves() if len(drawn) > 1 else [place], strict=True):
                self.deck.chart(slide, each.chart, part, self.alt(each.chart.title, each.chart.labels))
        self.deck.points(slide, points, box, self.rest)
        self.noted(slide, screen, points)

    def tabled(self, key: str, *before: str) -> None:
        """A screen with its table, and under it its points, behind some others."""
        screen = self.brief.screen(key)
        slide, box = self.begun(screen)
        points = [*before, *screen.points]
        if screen.sheet:
            told = self.alt(screen.sheet.title, [" · ".join(row) for row in screen.sheet.rows])
            used = self.deck.table(
                slide, screen.sheet, box.parted(max(above(points, box), readable(screen.sheet, box)))[0], told, self.rest
            )
            _, box = box.parted((used + GAP) / box.height)
        self.deck.points(slide, points, box, self.rest)
        self.noted(slide, screen, points)

    def listed(self, heading: str, sentence: str, points: list[str]) -> None:
        """Points on as many slides as they take."""
        called = self.words(f"pptx.{heading}")
        while points:
            slide, box = self.deck.slide(called, sentence)
            count = self.deck.text(slide, points, box, points=True)
            self.deck.notes(slide, [*points[:count], *self.provenance()])
            points, called = points[count:], self.words("pptx.continued", title=self.words(f"pptx.{heading}"))

    def begun(self, screen: Screen) -> tuple[object, Box]:
        """A slide under the sentence of a screen, and the place that is left."""
        table = screen.sheet and screen.sheet.title not in ("", screen.title)
        heading = self.words("pptx.label", name=screen.title, value=screen.sheet.title) if table else screen.title
        return self.deck.slide(heading, self.dossier.sentence(screen))

    def noted(self, slide, screen: Screen, points: list[str]) -> None:
        """What is said and shown on a slide in full, and where it comes from."""
        said = self.dossier.sentence(screen)
        generated = [self.words("pptx.generated", sentence=screen.sentence)] if said != screen.sentence else []
        rows = [" · ".join(row) for row in (screen.sheet.head, *screen.sheet.rows)] if screen.sheet else []
        self.deck.notes(slide, [said, *generated, *points, *rows, *self.provenance()])

    def provenance(self) -> list[str]:
        """Method, hash and link; what is counted; what stands against it; signs; sources with their terms."""
        brief = self.brief
        lists = {"counted": brief.coverage, "findings": brief.findings, "signs": brief.signs, "cited": self.dossier.cited}
        told = [line for name, lines in lists.items() if lines for line in (self.words(f"pptx.{name}"), *(f"– {each}" for each in lines))]
        return [*self.dossier.provenance, self.words("pptx.drawn"), *told]

    def alt(self, title: str, told: list[str]) -> str:
        """What is read instead of a chart or table."""
        return self.words("pptx.alt", title=title, told=self.words.listed_plainly(told))

    def labelled(self) -> None:
        """Properties of the file."""
        kept = self.deck.made.core_properties
        kept.title, kept.language = shortened(clean(self.brief.title), TITLE), self.words("pptx.lang")
        kept.author = kept.last_modified_by = "Seuil"
        kept.subject = shortened(clean(self.brief.question), TITLE)
        kept.keywords, kept.comments, kept.category = self.words("pptx.keywords", hash=self.dossier.snapshot.hash), "", ""
        kept.created = kept.modified = self.dossier.taken.replace(tzinfo=None)
        kept.revision = 1
