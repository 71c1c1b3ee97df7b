"""What is said of the method: every choice with its ethics, its criticism and its source, the ratios of the world, targets apart."""

import re

import pandas as pd
import pytest

from impact.scoring.verdicts import ROBUST
from impact.store.catalogue import Catalogue
from impact.views.method import STRENGTHS, Method
from impact.views.texts import languages, texts
from tests.views.test_texts import FORBIDDEN

#: Impact of the world in 2010 (EF 3.1) over the lower and the upper end of JRC 2023, as written with two digits.
WORLD = {
    "GWP-total": (7.65, 5.97),
    "ODP": (0.67, 0.33),
    "PM": (7.97, 3.99),
    "EP-freshwater": (1.91, 0.96),
    "ETP-fw": (2.98, 1.49),
    "SQP": (1.42, 0.71),
    "WDP": (0.43, 0.22),
}


@pytest.fixture(scope="module", params=languages())
def method(request, facts) -> Method:
    return Method(facts, texts(request.param))


def cells(rows: pd.DataFrame) -> list[str]:
    return [*rows.columns, *rows.to_numpy().ravel()]


def everything(method: Method) -> list[str]:
    """Every sentence and cell."""
    tables = (method.symbols(), method.capacities(), method.capacities("target"), method.singles(), method.sets(), method.links())
    said = [cell for table in tables for cell in cells(table)]
    said += [text for pair in method.verdicts().items() for text in pair]
    said += [text for each in method.principles() for text in each.values()] + [text for pair in method.criticisms() for text in pair]
    return [*said, method.band(), method.climate(), *method.linked(), *method.facts_of().values()]


def test_nothing_is_empty_and_nothing_is_claimed(method):
    said = everything(method)
    assert all(isinstance(text, str) and text.strip(" …") for text in said)
    for word in FORBIDDEN[method.words.language]:
        assert not [text for text in said if re.search(rf"\b{word}\b", text.lower())], word


def test_words_of_a_verdict_say_their_threshold(method):
    words, said = method.words, method.verdicts()
    assert words.percent(ROBUST) in said[words("verdict.within")] and words.percent(1 - ROBUST) in said[words("verdict.beyond")]
    assert len(said) == 8


def test_each_principle_has_its_share_its_ethics_its_criticism_and_its_source(method, facts):
    held = method.principles()
    assert [each["name"] for each in held] == method.words.label(facts.limits.principle).tolist()
    assert all(set(each) == {"name", "share", "ethics", "criticism", "source"} for each in held)
    assert {each["source"] for each in held} <= set(method.words.label(facts.origin))


def test_the_number_for_climate_is_named_for_what_it_is(method):
    said = method.climate()
    assert method.words.number(6.81e12) in said and "2 °C" in said
    assert {"en": "steady-state carrying capacity", "fr": "capacité de charge à l’état stationnaire"}[method.words.language] in said
    assert {"en": "not the planetary boundary", "fr": "Ce n’est pas la limite planétaire"}[method.words.language] in said


@pytest.mark.parametrize("indicator", WORLD)
def test_ratio_of_the_whole_world(method, indicator):
    """Method table 2: impact of the world in 2010 over the capacities."""
    words = method.words
    row = method.capacities().set_index(words("table.indicator")).loc[method.named[indicator]]
    for name, ratio in zip(("jrc-2023-min", "jrc-2023-max"), WORLD[indicator], strict=True):
        shown = row[method.labels.of("capacity_set", name)]
        found = float(re.search(r"\((.*)\)", shown)[1].replace(",", "."))
        assert found == pytest.approx(ratio, rel=0.04)


def test_a_set_without_a_capacity_says_so_and_one_below_zero_leaves_no_budget(method):
    words = method.words
    table = method.capacities().set_index(words("table.indicator"))
    assert table[method.labels.of("capacity_set", "sala-2020")][method.named["SQP"]] == words("missing.short")
    singles = method.singles().set_index(words("method.head.set"))
    assert singles[words("method.head.reads")][method.labels.of("capacity_set", "climate-1wm2-2100")] == "∞"


def test_every_capacity_stands_once_and_targets_stand_apart(method, facts):
    words, held = method.words, facts.limits.capacity
    kinds = {kind: set(method.capacities(kind)[words("table.indicator")]) for kind in ("capacity", "target")}
    assert kinds["target"] == {method.named["ADPE"], method.named["ADPF"]} and not kinds["capacity"] & kinds["target"]
    shown = [cell for kind in kinds for name in method.whole for cell in method.capacities(kind)[method.labels.of("capacity_set", name)]]
    assert sum(cell != words("missing.short") for cell in shown) + len(method.singles()) == len(held)


def test_each_indicator_says_what_it_says_of_a_boundary(method, facts):
    words, links = method.words, method.links()
    assert set(links[words("method.head.indicator")]) == set(method.named.values()) and len(links) == len(facts.limits.link)
    assert set(links[words("method.head.link")]) <= {words(f"method.strength.{each}") for each in STRENGTHS}
    (acid,) = links[words("method.head.boundary")][links[words("method.head.indicator")] == method.named["AP"]]
    assert acid == "–"  # not ocean acidification


def test_every_source_is_listed_with_terms_and_address(method, facts):
    words, limits, rows = method.words, facts.limits, method.sources()
    used = {*limits.capacity.source, *limits.boundary.source, *limits.principle.source, *limits.world.source, *limits.population.source}
    assert {method.labels.of("source", name) for name in used} <= set(rows[words("table.source")])
    assert (rows[[words("table.terms"), words("table.citation")]] != "").all(axis=None)
    address = rows[words("table.url")]
    assert address[address != ""].str.startswith("https://").all() and (address != "").mean() > 0.8


def test_its_links_lead_to_facts(method, catalogue, facts):
    from impact.views.further import Further

    assert len(method.facts_of()) == 3 and set(method.facts_of()) <= set(Further(catalogue, facts, method.words).titles)


@pytest.mark.parametrize("language", languages())
def test_under_fewer_terms_less_is_said_but_nothing_breaks(language):
    method = Method(Catalogue(terms=("free",)).facts([]), texts(language))
    assert method.capacities().empty and method.singles().empty and method.climate() == "" and method.facts_of() == {}
    assert len(method.links()) and len(method.principles()) == 5 and method.linked() and method.criticisms()
