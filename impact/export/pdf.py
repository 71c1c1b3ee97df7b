"""One page to hand out, as a PDF for every reader."""

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from impact.export.dossier import Dossier
from impact.export.handout import handout

TEMPLATE = Path(__file__).parent / "page.typ"
#: What stands for a character that no font at hand can show.
UNKNOWN = "□"


def page(dossier: Dossier) -> bytes:
    """The dossier on one page of A4, tagged as PDF/UA-1. Fonts are those that come with the compiler.

    PDF/UA-1 refuses a character without a glyph; what the compiler names as such is replaced.
    """
    data, replaced = json.dumps(handout(dossier), ensure_ascii=False), set()
    while True:
        try:
            return _compiled(data, dossier)
        except typst.TypstError as problem:
            lacking = set(_lacking(problem.diagnostic)) - replaced
            if not lacking:
                raise
            replaced |= lacking
            for each in sorted(lacking, key=len, reverse=True):
                data = data.replace(each, UNKNOWN)


def _compiled(data: str, dossier: Dossier) -> bytes:
    """The template with this data, which it takes as strings and never as markup; it can read no file, its root being empty."""
    with TemporaryDirectory() as root:
        return typst.compile(
            TEMPLATE.read_bytes(),
            root=root,
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"data": data},
            timestamp=dossier.taken.replace(microsecond=0),
        )


def _lacking(diagnostic: str) -> list[str]:
    """Texts that no font can show, out of what the compiler says."""
    found = re.findall(r'the text `"(.*?)"` could not be displayed', diagnostic)
    return [re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), each) for each in found]
