"""Slides: a sentence as the title, what stands under it within the slide, stamps at the foot, everything else in the notes."""

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Pt

from impact.export import fitting, native, template
from impact.export.boxes import Box
from impact.export.fitting import clean
from impact.export.grid import ABOVE, BESIDE, BOLD, laid
from impact.views.brief import Sheet

#: Sizes of the sentence, of points, of the foot, from the largest on. [pt]
SENTENCE, POINT, FOOT = (28, 24, 22, 20, 18, 16, 14), (18, 16, 14, 12), (10, 9, 8, 7)
#: Size of the short heading, room after a point and before its text. [pt]
HEADING, AFTER, INDENT = 14, 5, 14
#: What a box keeps free inside, on both sides together, and above and below. [pt]
INSIDE, DOWN = 14.4, 7.2
#: Height of one line of the smallest points in its box. [EMU]
ROW = int(Pt(POINT[-1] * fitting.LINE + DOWN)) + 1
#: Margins beside and above what is on a slide, height of the foot, most that a sentence may take, as shares of the slide.
SIDE, TOP, FOOTER, SPOKEN = 0.04, 0.05, 0.075, 0.27
#: Longest description of a chart or table [characters]; lines of a point at most, where others stand beside it.
DESCRIBED, LINES = 1500, 4


class Deck:
    """A presentation under way; language: such as en-GB; stamps: what stands at the foot of each slide."""

    def __init__(self, made, language: str, stamps: list[str]):
        self.made, self.language, self.stamps = made, language, stamps
        self.layout = template.layout(made)
        self.wide, self.tall = int(made.slide_width), int(made.slide_height)

    def slide(self, heading: str, sentence: str) -> tuple[object, Box]:
        """A new slide, and the place that is left on it."""
        slide = self.made.slides.add_slide(self.layout)
        for each in list(slide.placeholders):
            if each.element.ph.get("type") not in ("title", "ctrTitle"):
                each.element.getparent().remove(each.element)
        side, top = self._title(slide, clean(sentence))
        line = int(Pt(HEADING * fitting.LINE + DOWN))
        self.text(slide, [heading], Box(side, top, self.wide - 2 * side, line), (HEADING,), bold=True)
        self._foot(slide)
        foot = int(self.tall * (1 - FOOTER))
        return slide, Box(side, top + line, self.wide - 2 * side, max(foot - top - line, int(Pt(40))))

    def _title(self, slide, sentence: str) -> tuple[int, int]:
        """Write the sentence; returns where it begins from the left, and where it ends. [EMU]"""
        place, side = template.title(slide), int(self.wide * SIDE)
        box = Box(side, int(self.tall * TOP), self.wide - 2 * side, 0)
        if place is None:
            place = slide.shapes.add_textbox(*box.ends)
            place.element.nvSpPr.find(qn("p:nvPr")).append(parse_xml(f'<p:ph {nsdecls("p")} type="title"/>'))
        elif (given := self._place(place)) and given.width > self.wide * 0.5 and given.top < self.tall * 0.2:
            box = Box(given.left, given.top, given.width, 0)
        most = self.tall * SPOKEN - box.top + self.tall * TOP
        tall, room = max(Emu(int(most)).pt - DOWN, SENTENCE[-1] * fitting.LINE), Emu(box.width).pt - INSIDE
        said, size = fitting.fitted(sentence, SENTENCE, room, tall)
        box = box.tall(int(Pt(fitting.height([said], size, room) + DOWN)))
        place.left, place.top, place.width, place.height = box.ends
        self._paragraphs(place.text_frame, [said], size)
        return min(box.left, self.wide // 8), box.top + box.height

    def text(self, slide, items: list[str], box: Box, sizes=POINT, bold: bool = False, points: bool = False, name: str = "") -> int:
        """Paragraphs in a box, as large as they fit; returns how many of them stand in it, the last perhaps cut."""
        shape = slide.shapes.add_textbox(*box.ends)
        shape.name = name or shape.name
        room, tall, gap = Emu(box.width).pt - INSIDE - (INDENT if points else 0), Emu(box.height).pt - DOWN, AFTER if points else 0
        items = [clean(each) for each in items]
        if bold:
            room /= BOLD
        size = next((each for each in sizes if fitting.height(items, each, room, gap) <= tall), sizes[-1])
        count = fitting.kept(items, size, room, tall, gap)
        shown = items[:count]
        if not count and items:
            shown, count = [fitting.cut(items[0], size, room, max(1, int(tall / size / fitting.LINE)))], 1
        self._paragraphs(shape.text_frame, shown, size, bold, points)
        return count

    def points(self, slide, items: list[str], box: Box, more: str) -> None:
        """Points in a box; where not all of them stand in it, `more` is said under them."""
        room = Emu(box.width).pt - INSIDE - INDENT
        whole, items = items, [fitting.cut(clean(each), POINT[-1], room, LINES) for each in items]
        if needed(items, box.width) <= box.height and items == [clean(each) for each in whole]:
            self.text(slide, items, box, points=True)
            return
        upper, lower = box.parted(1 - ROW / box.height)
        if upper.height > 2 * ROW:
            self.text(slide, items, upper, points=True)
        self.text(slide, [more], lower, (POINT[-1],))

    def table(self, slide, sheet: Sheet, box: Box, description: str, more: str) -> int:
        """A table within a box; returns its height. [EMU] Rows that have no room are left out, and `more` says so in the last one."""
        grid = laid(sheet, Emu(box.width).pt, Emu(box.height).pt, more)
        frame = slide.shapes.add_table(len(grid.rows), len(grid.widths), *box.tall(int(Pt(sum(grid.heights)))).ends)
        frame.table.first_col = True
        for number, room in enumerate(grid.widths):
            frame.table.columns[number].width = Pt(room)
        for line, row in enumerate(grid.rows):
            frame.table.rows[line].height = Pt(grid.heights[line])
            for number, cell in enumerate(row):
                self._cell(frame.table.cell(line, number), cell, grid.size)
        described(frame, sheet.title, description)
        return int(frame.height)

    def chart(self, slide, chart: native.Chart, box: Box, description: str) -> None:
        """A chart in a box."""
        described(native.add(slide, chart, box.ends, self.language), chart.title, description)

    def notes(self, slide, paragraphs: list[str]) -> None:
        """What the speaker reads, and what anybody may check."""
        page = slide.notes_slide
        frame = page.notes_text_frame
        if frame is None:  # a template whose notes have no place for text
            shape = page.shapes.add_textbox(Emu(0), Emu(self.tall), Emu(self.wide), Emu(self.tall))
            shape.element.nvSpPr.find(qn("p:nvPr")).append(parse_xml(f'<p:ph {nsdecls("p")} type="body" idx="1"/>'))
            frame = shape.text_frame
        self._paragraphs(frame, [clean(each) for each in paragraphs])

    def _cell(self, cell, text: str, size: float) -> None:
        cell.margin_left = cell.margin_right = Pt(BESIDE / 2)
        cell.margin_top = cell.margin_bottom = Pt(ABOVE / 2)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        self._paragraphs(cell.text_frame, [text], size)

    def _place(self, shape) -> Box | None:
        """Where a placeholder stands; None where it has no place on the slide."""
        ends = shape and (shape.left, shape.top, shape.width, shape.height)
        if not ends or None in ends or min(ends) < 0 or ends[0] + ends[2] > self.wide or ends[1] + ends[3] > self.tall:
            return None
        return Box(*map(int, ends))

    def _foot(self, slide) -> None:
        side, top, tall = int(self.wide * SIDE), int(self.tall * (1 - FOOTER)), int(self.tall * FOOTER)
        number, foot = (template.placeholder(self.layout, kind) for kind in ("sldNum", "ftr"))
        at = Box(self.wide - side - int(Pt(50)), top, int(Pt(50)), tall)
        left, right = side, self.wide - side
        at = self._place(number) or at
        if at.top + at.height > top and at.left + at.width / 2 > self.wide / 2:
            right = max(at.left, self.wide // 2)
        elif at.top + at.height > top:
            left = min(at.left + at.width, self.wide // 2)
        box = Box(left, top, right - left, tall)
        self.text(slide, [" · ".join(self.stamps)], box, FOOT)
        _as_placeholder(slide.shapes[-1], foot)
        shape = slide.shapes.add_textbox(*at.ends)
        field = (
            f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
            f'<a:rPr lang="{self.language}" sz="1000"/><a:t>{len(self.made.slides)}</a:t></a:fld>'
        )
        shape.text_frame.paragraphs[0]._p.append(parse_xml(field))
        _as_placeholder(shape, number)

    def _paragraphs(self, frame, items: list[str], size: float | None = None, bold: bool = False, points: bool = False) -> None:
        frame.word_wrap = True
        properties = frame._txBody.bodyPr
        for each in list(properties):
            properties.remove(each)
        if size and frame._txBody.tag == qn("p:txBody"):
            properties.append(parse_xml(f"<a:normAutofit {nsdecls('a')}/>"))
        for number, item in enumerate(items or [""]):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = item
            run._r.get_or_add_rPr().set("lang", self.language)
            if size:
                run.font.size = Pt(size)
            if bold:
                run.font.bold = True
            if points:
                paragraph.space_after = Pt(AFTER)
                mark = paragraph._p.get_or_add_pPr()
                mark.set("marL", str(Pt(INDENT)))
                mark.set("indent", str(-Pt(INDENT)))
                mark.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))


def needed(items: list[str], width: int) -> int:
    """Height that points take at the least of their sizes. [EMU]"""
    room = Emu(width).pt - INSIDE - INDENT
    most = [min(fitting.lines(clean(each), POINT[-1], room), LINES) for each in items]
    return int(Pt(sum(most) * POINT[-1] * fitting.LINE + len(items) * AFTER + DOWN))


def described(frame, title: str, description: str) -> None:
    """Give a chart or table its name, and the text that is read instead of it."""
    frame.name = fitting.shortened(clean(title), 120)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", fitting.shortened(clean(description), DESCRIBED))


def _as_placeholder(shape, place) -> None:
    """Make a text the placeholder that the layout has for it, so that it looks as the template wants."""
    if place is not None:
        kept = place.element.ph
        shape.element.nvSpPr.find(qn("p:nvPr")).append(
            parse_xml(f'<p:ph {nsdecls("p")} type="{kept.get("type")}" sz="quarter" idx="{kept.get("idx", 0)}"/>')
        )
        shape.element.nvSpPr.find(qn("p:cNvSpPr")).attrib.pop("txBox", None)
