"""The claim guard: claims are found however they are written, sentences of the tool raise no alarm, reasons are told."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.export.snapshot import take
from impact.model import reading
from impact.views.guard import alarms, told, unfinished
from impact.views.texts import languages, texts
from tests.conftest import EXAMPLES

#: Texts that read as claims, with the kind of each.
CLAIMS = {
    "en": {
        "Our flax bonnet is the greenest on the market.": "comparative",
        "Switching to hemp saves 40 % of CO2.": "comparative",
        "Aluminium wins on climate.": "comparative",
        "It has a lower impact than steel.": "comparative",
        "Wood is preferable to steel.": "comparative",
        "Flax is lower than steel.": "comparative",
        "We chose the eco-friendly one.": "generic",
        "A Green Steel bonnet": "generic",
        "Sustainably sourced": "generic",
        "planet-safe": "reassurance",
        "Carbon neutral since 2024": "neutrality",
        "The rest is offset.": "neutrality",
        "100% recyclable": "whole-product",
        "With an ecolabel": "label",
        "CFC-free": "requirement",
        "It will be carbon neutral by 2040.": "future",
        "It is graded B.": "score",
    },
    "fr": {
        "Notre capot est le plus vert du marché.": "comparative",
        "40 % de CO₂ en moins": "comparative",
        "Le lin est préférable à l’acier.": "comparative",
        "Moins d’impact que l’acier": "comparative",
        "Le meilleur choix": "comparative",
        "Une bouteille écologique": "generic",
        "Respectueux de l’environnement": "generic",
        "Un matériau durable": "generic",
        "Sans impact": "reassurance",
        "Neutre en carbone": "neutrality",
        "Le reste est compensé.": "neutrality",
        "Entièrement recyclable": "whole-product",
        "Un label vert": "label",
        "Sans amiante": "requirement",
        "Il sera neutre en 2040.": "future",
        "Note A": "score",
    },
}
#: Texts of the house that claim nothing.
PLAIN = {
    "en": [
        "Flax is lower with probability 0.93, median ratio 0.71.",
        "Steel is lower than aluminium with probability 0.85. That is not settled.",
        "A worst case of the greenhouse gas inventory, at best a first estimate.",
        "The steel is better nested: 75% of the plate is used.",
        "We grade a lot of timber in class C24; note a change.",
    ],
    "fr": [
        "Le lin est plus bas avec une probabilité de 0,97.",
        "La note a été relue ; dans le pire des cas, la masse double.",
        "Une note d’information sur le Cap-Vert et le cycle de l’eau verte.",
        "Aucune source ne les couvre tous ; la meilleure est prise pour chacun.",
    ],
}


@pytest.mark.parametrize(("language", "text"), [(language, text) for language in CLAIMS for text in CLAIMS[language]])
def test_a_claim_is_found(facts, language, text):
    found = alarms(text, language, facts)
    assert [each.kind for each in found] == [CLAIMS[language][text]]
    assert all(each.found == text[each.start : each.end] for each in found)


@pytest.mark.parametrize(("language", "text"), [(language, text) for language in PLAIN for text in PLAIN[language]])
def test_what_claims_nothing_raises_no_alarm(facts, language, text):
    assert alarms(text, language, facts) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_sentence_of_the_tool_is_a_claim(catalogue, facts, path):
    """All that is frozen of a result but the question, which is the study's own, and citations, which are titles of others."""
    study = reading.load(path)
    snapshot = take(study, catalogue.facts(study.materials), draws=256)
    for language in languages():
        brief = snapshot.brief(language)
        screens = [text for each in brief.screens for text in (each.title, each.sentence, *each.points) if text != brief.question]
        cells = [cell for each in brief.sheets.values() for cell in (each.title, *each.head, *itertools.chain(*each.rows))]
        lists = (
            brief.findings,
            brief.coverage,
            brief.certainty,
            brief.limits,
            brief.signs,
            brief.assumed,
            brief.hypotheses,
            screens,
            cells,
        )
        for text in {brief.title, brief.function, brief.stamp, *itertools.chain(*lists)}:
            assert alarms(text, language, facts) == [], text


def test_a_question_may_be_a_claim_too(facts):
    assert [each.rule for each in alarms("Does aluminium ask less of the planet than copper?", "en", facts)] == ["comparison"]


@pytest.mark.parametrize(
    "hidden",
    [
        "carbon\u00a0neutral",
        "carbon\u202f\u00a0 neutral",
        "car\u00adbon neu\u00adtral",
        "carbon neu\u200btral",
        "car\u2060bon\n\tneutral",
        "CARBON NEUTRAL",
        "carbon-neutral",
        "carbon\u2011neutral",
        "car<b>bon</b> <i class='x'>neutral</i>",
        "carbon<br>neutral",
        "carbon<br/>neutral",
        "<carbon neutral>",
        "carbon **neu**tral",
        "_carbon_ _neutral_",
        "carbon “neutral”",
        "carbon&nbsp;neutral",
        "carbon neu&shy;tral",
        "ｃａｒｂｏｎ ｎｅｕｔｒａｌ",
        "𝐜𝐚𝐫𝐛𝐨𝐧 𝐧𝐞𝐮𝐭𝐫𝐚𝐥",
        "cárbon neutrâl",
    ],
)
def test_typography_hides_no_claim(facts, hidden):
    text = f"So: {hidden}."
    (found,) = alarms(text, "en", facts)
    assert found.rule == "neutral" and found.found == text[found.start : found.end]
    assert found.start in (4, 5) and found.end >= len(text) - 5


def test_accents_may_be_missing(facts):
    for text in ("écologique", "ecologique", "ÉCOLOGIQUES", "e\u0301cologique", "&eacute;cologique"):
        (found,) = alarms(text, "fr", facts)
        assert found.kind == "generic" and found.found == text


def test_where_two_overlap_the_longest_holds(facts):
    (found,) = alarms("It will be carbon neutral by 2040.", "en", facts)
    assert found.found == "will be carbon neutral by 2040"
    two = alarms("The best material, and carbon neutral.", "en", facts)
    assert [each.found for each in two] == ["The best material", "carbon neutral"]


def test_only_whole_words(facts):
    for text in ("greenhouse", "evergreens", "sustain", "unbest", "bestow"):
        assert alarms(text, "en", facts) == []
    for text in ("ouvert", "verticale", "couverte", "reverdir"):
        assert alarms(text, "fr", facts) == []


def test_a_language_without_patterns_is_held_to_all(facts):
    assert alarms("carbon neutral", "de", facts) and alarms("Neutre en carbone", "de", facts)
    assert alarms("", "en", facts) == []


PIECES = [
    "green",
    "best",
    " ",
    "\u00a0",
    "\u00ad",
    "<b>",
    "</b>",
    "&nbsp;",
    "&amp",
    "100 %",
    "recyclable",
    "neutre en",
    "carbone",
    "é",
    "İ",
    "ﬁ",
    "ß",
    "*",
    "<",
]


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=20).map("".join)), st.sampled_from(["en", "fr", "de"]))
def test_alarms_lie_within_the_text_in_their_order(facts, text, language):
    found = alarms(text, language, facts)
    assert all(0 <= each.start < each.end <= len(text) and each.found == text[each.start : each.end] for each in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


@given(st.lists(st.sampled_from(["carbon neutral", "the", "roof.", "mass;"]), max_size=12))
def test_every_claim_of_a_text_is_found(facts, pieces):
    text = " ".join(pieces)
    assert sum(each.found.count("carbon neutral") for each in alarms(text, "en", facts)) == pieces.count("carbon neutral")


@pytest.mark.parametrize("language", languages())
def test_an_alarm_tells_its_reason_and_where_that_stands(facts, language):
    words, text = texts(language), {"en": "A biodegradable film", "fr": "Un film biodégradable"}[language]
    (found,) = alarms(text, language, facts)
    said = told(found, facts, words)
    assert found.found in said and "L. 541-9-1" in said and words.label(facts.claims.rule.loc["respectful"], "why") in said
    for rule in facts.claims.rule.index:
        alarm = type(found)(0, 1, "x", "generic", rule)
        assert words.label(facts.claims.rule.loc[rule], "source") in told(alarm, facts, words)


def test_what_is_not_ticked_is_unfinished(facts):
    ids, words = list(facts.claims.checklist.index), texts("fr")
    assert unfinished({}, facts, words) == facts.claims.checklist.name_fr.tolist()
    assert unfinished({ids[0]: ("somebody", "2026-11-28")}, facts, words) == facts.claims.checklist.name_fr.tolist()[1:]
    assert unfinished(ids, facts, words) == []
