"""The presentation that slides are put into: the given one, emptied of its slides, or a plain one in 16:9."""

import io
import struct
import zipfile
import zlib

from lxml import etree
from pptx import Presentation
from pptx.exc import PythonPptxError
from pptx.opc.constants import RELATIONSHIP_TYPE as REL
from pptx.oxml.ns import qn
from pptx.util import Inches

from impact import errors

#: Bytes of a template at most, as it is given and unpacked, and files in it.
MAX_BYTES, MAX_UNPACKED, MAX_FILES = 50_000_000, 300_000_000, 10_000
#: Width of a slide in 16:9 that is 7.5 inches high. [EMU]
WIDE = 12_192_000
#: Least width and height of a slide that anything stands on.
LEAST = Inches(4), Inches(3)
CONTENT = "[Content_Types].xml"
MAIN, TEMPLATE = (
    f"application/vnd.openxmlformats-officedocument.presentationml.{kind}.main+xml".encode() for kind in ("presentation", "template")
)
#: What reading a damaged package may end in: there is no other list of it than what its libraries raise.
DAMAGED = (
    LookupError, ValueError, AttributeError, TypeError, AssertionError, ArithmeticError, OSError, EOFError, RuntimeError, RecursionError,
    zipfile.BadZipFile, zlib.error, struct.error, etree.LxmlError, PythonPptxError,
)  # fmt: skip
#: Placeholders that every page has, beside those for content.
AROUND = ("dt", "ftr", "sldNum")


def opened(template: bytes | None, where: str):
    """An empty presentation with the master and layouts of a .pptx or .potx; where: what the template is called.

    Raises NotATemplate.
    """
    if template is None:
        return _plain()
    try:
        made = Presentation(io.BytesIO(_package(template, where)))
        layout(made)
        _emptied(made)
        _tried(made)
    except DAMAGED:
        raise errors.NotATemplate(where, "damaged") from None
    if made.slide_width < LEAST[0] or made.slide_height < LEAST[1]:
        raise errors.NotATemplate(where, "layouts")
    return made


def layout(made):
    """The layout with a title and the fewest places for content, of all masters; one without a title only where there is no other."""
    every = [each for master in made.slide_masters for each in master.slide_layouts]
    return min(every, key=lambda each: (title(each) is None, len(_places(each)), every.index(each)))


def title(page):
    """Placeholder of the title of a slide or layout, else None."""
    return next((each for each in page.placeholders if each.element.ph.get("type") in ("title", "ctrTitle")), None)


def placeholder(page, kind: str):
    """Placeholder of one kind, such as sldNum, else None."""
    return next((each for each in page.placeholders if each.element.ph.get("type") == kind), None)


def _places(page) -> list:
    return [each for each in page.placeholders if each.element.ph.get("type") not in (*AROUND, "title", "ctrTitle")]


def _package(template: bytes, where: str) -> bytes:
    """The bytes of a presentation, made of those of a template."""
    if len(template) > MAX_BYTES:
        raise errors.NotATemplate(where, "size")
    if not zipfile.is_zipfile(io.BytesIO(template)):
        raise errors.NotATemplate(where, "other")
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        files = archive.infolist()
        if len(files) > MAX_FILES or sum(each.file_size for each in files) > MAX_UNPACKED:
            raise errors.NotATemplate(where, "size")
        names = archive.namelist()
        types = archive.read(CONTENT) if CONTENT in names else b""
        if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
            raise errors.NotATemplate(where, "macros")
        if MAIN not in types and TEMPLATE not in types:
            raise errors.NotATemplate(where, "other")
        return template if TEMPLATE not in types else _retyped(archive, types.replace(TEMPLATE, MAIN))


def _retyped(archive: zipfile.ZipFile, types: bytes) -> bytes:
    """The same files with other content types: what tells a template from a presentation."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as copy:
        for each in archive.infolist():
            copy.writestr(each.filename, types if each.filename == CONTENT else archive.read(each))
    return stream.getvalue()


def _emptied(made) -> None:
    """Without slides, and without whatever points at one: shows, sections, jumps, the picture of the first."""
    root, part = made.element, made.part
    for entry in list(made.slides._sldIdLst):
        part.drop_rel(entry.get(qn("r:id")))
        made.slides._sldIdLst.remove(entry)
    for tag in ("p:custShowLst", "p:extLst"):
        for each in root.findall(qn(tag)):
            root.remove(each)
    _without(part.package, REL.THUMBNAIL)
    for master in made.slide_masters:
        for page in (master, *master.slide_layouts):
            for jump in page.element.iter(qn("a:hlinkClick"), qn("a:hlinkHover")):
                if (rel := jump.get(qn("r:id"))) in page.part.rels and page.part.rels[rel].reltype == REL.SLIDE:
                    jump.getparent().remove(jump)
            _without(page.part, REL.SLIDE)


def _without(part, kind: str) -> None:
    rels = part._rels
    for name in [name for name, rel in rels.items() if rel.reltype == kind]:
        rels.pop(name)


def _tried(made) -> None:
    """Put a slide with notes into it, write it, and take the slide out again: what is damaged shows here."""
    made.slides.add_slide(layout(made)).notes_slide
    made.save(io.BytesIO())
    _emptied(made)
    if any(part.partname.startswith("/ppt/slides/") for part in made.part.package.iter_parts()):
        raise ValueError("a slide that is pointed at in some other way")


def _plain():
    """The one of python-pptx, widened to 16:9."""
    made = Presentation()
    by = WIDE / made.slide_width
    made.slide_width = WIDE
    for page in (made.slide_master, *made.slide_layouts):
        for place in page.element.iter(qn("a:off"), qn("a:ext")):
            for side in ("x", "cx"):
                if place.get(side):
                    place.set(side, str(round(int(place.get(side)) * by)))
    made.slide_master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}").set("algn", "l")
    _emptied(made)
    return made
