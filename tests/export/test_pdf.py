"""One page, tagged, in the language of the reader, with everything that a claim rests on."""

import io
import re
import time
from functools import cache

import pypdf
import pytest

from impact.export import axis, handout, pdf
from impact.export.dossier import Dossier
from impact.views.texts import languages, texts
from tests.export.dossiers import HOSTILE, NAMES, TAKEN, dossier, extreme

EVERY = [(name, language) for name in NAMES for language in languages()]


@cache
def opened(name: str, language: str) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf.page(dossier(name, language))))


def flat(text: str) -> str:
    """A text without blanks, hyphens at the end of lines, and breaks."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]", "", text)


def read(name: str, language: str) -> str:
    return flat(opened(name, language).pages[0].extract_text())


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_one_tagged_page_with_language_and_title(name, language):
    found = opened(name, language)
    assert len(found.pages) == 1
    width, height = (float(each) for each in found.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (595, 842)
    root = found.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value and root["/Lang"] == language and "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert found.metadata.title == dossier(name, language).brief.title
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()


def kinds(node) -> list[str]:
    """Kinds of the tags, in the order in which they are read."""
    node = node.get_object()
    below = node.get("/K", []) if isinstance(node, dict) else []
    below = below if isinstance(below, list) else [below]
    return [str(node.get("/S", ""))] + [kind for each in below if isinstance(each.get_object(), dict) for kind in kinds(each)]


def test_headings_in_order_lists_and_tables_with_heads():
    found = kinds(opened("bonnet", "fr").trailer["/Root"]["/StructTreeRoot"])
    headings = [each for each in found if re.fullmatch(r"/H\d", each)]
    assert headings[0] == "/H1" and set(headings[1:]) == {"/H2"} and len(headings) == 10
    assert found.count("/Table") == 2 and found.count("/TH") == 5 + 5 and "/L" in found and "/LI" in found


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_page_says_what_it_must(name, language):
    told, given = read(name, language), dossier(name, language)
    brief = given.brief
    for text in [brief.question, brief.function, given.snapshot.hash, *given.stamps, *given.provenance]:
        assert flat(text) in told, text
    for key in ("result", "limits", "trade-offs", "change"):
        assert flat(brief.screen(key).sentence) in told, key
    for row in brief.screen("trade-offs").sheet.rows:
        for cell in row:
            assert flat(cell) in told or cell == texts(language)("missing.long"), cell
    assert flat(brief.certainty[0]) in told and flat(brief.coverage[0]) in told and flat(brief.findings[0]) in told
    assert flat(brief.hypotheses[0]) in told
    assert all(flat(sign) in told for sign in brief.signs)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_source_with_its_terms(name, language):
    told = read(name, language)
    for citation, terms in ((each.citation, each.terms) for each in dossier(name, language).brief.sources):
        assert flat(citation) in told and flat(terms) in told, citation


def test_what_is_left_out_is_counted():
    """Seven hypotheses: three are told, four counted."""
    words, brief = texts("fr"), dossier("bonnet", "fr").brief
    assert len(brief.hypotheses) == 7
    assert flat(brief.hypotheses[2]) in read("bonnet", "fr") and flat(brief.hypotheses[3]) not in read("bonnet", "fr")
    assert flat(words("pdf.more", count=4)) in read("bonnet", "fr")


def test_edited_sentence_decision_and_no_stamp_when_complete():
    given = dossier("busbar", "en", edited={"result": "Edited #here."}, internal=False, decision=(("Decided", "copper *stays*"),))
    told = flat(pypdf.PdfReader(io.BytesIO(pdf.page(given))).pages[0].extract_text())
    assert flat("Edited #here. [edited]") in told and flat("Decided: copper *stays*") in told
    assert flat(texts("en")("export.internal")) not in told
    assert flat(given.brief.screen("result").sentence) not in told


@pytest.mark.parametrize("language", languages())
def test_the_longest_study_is_still_one_page_and_its_signs_stay_literal(language):
    given = Dossier(extreme(), texts(language), TAKEN, "http://a/" + "y" * 400, {}, True, (("x", HOSTILE),))
    found = pypdf.PdfReader(io.BytesIO(pdf.page(given)))
    told = flat(found.pages[0].extract_text())
    assert len(found.pages) == 1
    assert "#eval(1)*b*_x_@ref$x$`r`<l>" in told and pdf.UNKNOWN in told
    assert flat(texts(language)("pdf.cut")) in told and given.snapshot.hash in told
    corner = []
    found.pages[0].extract_text(
        visitor_text=lambda text, cm, tm, font, size: corner.append((tm[4] * cm[0] + cm[4], text)) if text.strip() else None
    )
    assert max(x for x, _ in corner) < 595


def test_no_file_is_read(monkeypatch, tmp_path):
    """The root is an empty folder: a template that asks for a file is refused."""
    template = tmp_path / "evil.typ"
    template.write_text('#read("/etc/hostname")')
    monkeypatch.setattr(pdf, "TEMPLATE", template)
    with pytest.raises(pdf.typst.TypstError, match="file not found"):
        pdf.page(dossier("busbar", "fr"))


def test_the_same_dossier_is_the_same_file():
    assert pdf.page(dossier("busbar", "fr")) == pdf.page(dossier("busbar", "fr"))


def test_it_is_made_while_one_waits():
    given = dossier("bonnet", "fr")
    pdf.page(given)
    start = time.perf_counter()
    pdf.page(given)
    assert time.perf_counter() - start < 3  # 0.3 s where nobody else computes


def test_texts_are_shortened_between_words_and_long_words_may_break():
    assert handout.cut("a b c", 5) == "a b c"
    assert handout.cut("one two three four five six", 18) == f"one two {handout.CUT} six"
    assert handout.broken("short " + "W" * 30) == "short " + "W" * 12 + "\u200b" + "W" * 12 + "\u200b" + "W" * 6
    assert handout.clean("a\u202eb\nc\x00") == "ab c "


def test_axis():
    """Logarithmic where all is above zero and far apart; ticks are round and few; places grow with values."""
    wide = axis.axis([0.1, float("nan"), 10])
    assert wide.logarithmic and [round(each, 3) for each in wide.ticks] == [0.1, 0.2, 0.5, 1, 2, 5, 10]
    assert wide.place(1) == pytest.approx(0.5) and 0 < wide.place(0.1) < wide.place(0.5) < wide.place(10) < 1
    near, negative, huge = axis.axis([0.9, 1.2]), axis.axis([-1.0, 4.0]), axis.axis([1e-9, 1e9])
    assert not near.logarithmic and near.ticks == pytest.approx([0.9, 1.0, 1.1])
    assert not negative.logarithmic and negative.ticks == [-1.0, 0.0, 1.0, 2.0, 3.0, 4.0]
    assert len(huge.ticks) <= axis.MOST and axis.axis([]).place(1.0) == 0.5
