"""The claim guard: claims are found however they are written, sentences of the tool raise no alarm, reasons are told."""

import itertools
import tomllib
from collections.abc import Iterator

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
        "Equivalent to steel in environmental terms": "comparative",
        "Flax is on a par with glass for climate.": "comparative",
        "Aluminium has the edge on climate.": "comparative",
        "Flax weighs less on climate.": "comparative",
        "Eco bonnet": "generic",
        "The eco-bonnet": "generic",
        "On an equal footing for the environment": "comparative",
        "Environmentally on a par with steel.": "comparative",
        "There is nothing between flax and glass on climate.": "comparative",
        "Its footprint matches that of aluminium.": "comparative",
        "Flax matches aluminium on climate.": "comparative",
        "Flax does just as well for the environment.": "comparative",
        "No more carbon than cork.": "comparative",
        "Flax comes out ahead on climate.": "comparative",
        "Steel falls behind on carbon.": "comparative",
        "Flax has a clear lead on carbon.": "comparative",
        "A smaller toll on nature": "comparative",
        "A carbon-light bonnet": "comparative",
        "Easier on the climate": "generic",
        "It treads lightly on the planet.": "generic",
        "It does its bit for the climate.": "generic",
        "It fights climate change.": "generic",
        "The conscious choice": "generic",
        "With a clear conscience": "generic",
        "Nature’s own choice": "generic",
        "In harmony with nature": "generic",
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
        "Équivalent à l’acier sur le plan environnemental": "comparative",
        "Le lin et le verre se valent pour le climat.": "comparative",
        "Le lin fait aussi bien que l’acier pour l’environnement.": "comparative",
        "Le lin a l’avantage sur le climat.": "comparative",
        "Climat positif": "neutrality",
        "Un geste pour l’environnement": "generic",
        "Capot éco": "generic",
        "L’éco-capot": "generic",
        "À égalité avec l’acier pour le climat": "comparative",
        "Pour le climat, ils se valent.": "comparative",
        "Rien ne sépare le lin du verre pour le climat.": "comparative",
        "Autant d’émissions que le liège": "comparative",
        "Il devance l’acier sur le climat.": "comparative",
        "L’acier est à la traîne pour le carbone.": "comparative",
        "Une longueur d’avance pour le climat": "comparative",
        "Il pèse moins sur le climat.": "comparative",
        "Un moindre poids sur le climat": "comparative",
        "Trois fois plus émetteur": "comparative",
        "Il émet dix fois moins.": "comparative",
        "Doux pour la planète": "generic",
        "Léger en carbone": "generic",
        "La planète vous dit merci.": "generic",
        "Il fait du bien à la planète.": "generic",
        "Il agit contre le changement climatique.": "generic",
        "La conscience tranquille": "generic",
        "En harmonie avec la nature": "generic",
        "Un choix citoyen": "generic",
        "Un coup de pouce pour le climat": "generic",
        "Il rivalise avec l’acier sur le plan du climat.": "comparative",
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
        "Equivalent to steel in bending stiffness.",
        "Similar to steel in nature.",
        "The impact is equivalent to 20 kg of CO2 per bonnet.",
        "The level of detail for climate is low.",
        "Water as well as the climate indicator are counted.",
        "The bonnet weighs less, so fewer kilograms are carried.",
        "One part to earth, one to the neutral.",
        "The ecodesign regulation and an eco-profile of PlasticsEurope.",
        "No difference can be told on climate.",
        "Flax leads the fibre along the panel; carbon fibre is laid in two directions.",
        "The wall would be about a third as thick: check the minimum gauge.",
        "Comparable to the frame in carbon steel.",
    ],
    "fr": [
        "Le lin est plus bas avec une probabilité de 0,97.",
        "La note a été relue ; dans le pire des cas, la masse double.",
        "Une note d’information sur le Cap-Vert et le cycle de l’eau verte.",
        "Aucune source ne les couvre tous ; la meilleure est prise pour chacun.",
        "La paroi serait environ trois fois plus mince : vérifier l’épaisseur minimale.",
        "La poutre est deux fois plus raide et dix fois plus longue.",
        "Équivalent à l’acier en rigidité de flexion.",
        "L’impact équivaut à 20 kg de CO₂ par capot.",
        "Cela ne vaut pas pour le climat.",
        "La phase d’usage compte plus pour le climat.",
        "Aussi bien pour l’eau que pour le climat, les données manquent.",
        "Au-dessus du budget pour le climat.",
        "Le transport domine pour le climat.",
        "À fonction égale, la masse est calculée sur le climat et l’eau.",
        "Aucune différence ne peut être établie pour le climat.",
        "Le choix de l’éco-conception et l’éco-organisme sont indiqués.",
        "Comparable au bâti en acier au carbone.",
        "Le lin pèse moins de 15 kg.",
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


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_no_text_of_a_worked_example_is_a_claim(facts, path):
    """Title, function, names, notes, hypotheses, sources and ranges, but not the question, which may ask for a comparison."""
    said = [entry for key, entry in _words(tomllib.loads(path.read_text(encoding="utf-8"))) if key != "question"]
    assert {"en", "fr"} == set(said[0]) and len(said) > 10
    for entry in said:
        for language, text in entry.items():
            assert alarms(text, language, facts) == [], text


def _words(node, key: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Texts in several languages in a file, each with its key."""
    if isinstance(node, dict) and node and set(node) <= set(languages()):
        yield key, node
    elif isinstance(node, dict):
        for name, each in node.items():
            yield from _words(each, name)
    elif isinstance(node, list):
        for each in node:
            yield from _words(each, key)


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
