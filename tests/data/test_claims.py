"""Patterns of claims, their reasons and the checklist: each finds its example, none can run away, each reason has its paragraph."""

import re

import pandas as pd
import pytest

from impact.views.guard import alarms, expression
from impact.views.texts import languages
from tests.data.test_facts import table

PATTERNS = table("claim")


@pytest.mark.parametrize("row", [*PATTERNS.itertuples(index=False)], ids=lambda row: f"{row.language}-{row.example[:30]}")
def test_a_pattern_finds_its_example(facts, row):
    """By itself, and among all others under its own rule."""
    alone = re.compile(rf"(?<!\w){expression(row.pattern)}")
    assert any(alone.search(plain(each.found)) for each in alarms(row.example, row.language, facts)), row.pattern
    assert row.rule in {each.rule for each in alarms(row.example, row.language, facts)}


def plain(text: str) -> str:
    """A text as patterns read it, for examples without marks."""
    return re.sub(r"[ \u00a0\u202f]+", " ", text.casefold()).translate(str.maketrans("’‐éèêëàâäîïôöûùüç₂", "'-eeeeaaaiioouuuc2"))


@pytest.mark.parametrize("pattern", PATTERNS.pattern)
def test_no_pattern_can_run_away(pattern):
    """No repetition without an end, hence none within another: the work per letter is bounded, whatever the text."""
    written = re.sub(r"\\.|\[[^\]]*\]", "x", expression(pattern))
    assert not re.search(r"[*+]|\{\d*,\}", written)
    assert not re.search(r"\{[^}]*\}[^()|]*\)(\{|\?\?)", written)


def test_every_language_and_every_rule_has_patterns():
    for language in languages():
        assert len(PATTERNS[PATTERNS.language == language]) >= 80
    both = PATTERNS.groupby("rule").language.nunique()
    assert set(both.index) == set(table("claim_rule").id) and (both == len(languages())).all()


def test_every_kind_has_a_rule():
    assert set(table("claim_rule").kind) == {
        *("comparative", "generic", "reassurance", "neutrality", "whole-product", "label", "requirement", "future", "score")
    }


def test_paragraphs_are_those_of_the_texts():
    """Directive 2005/29/EC as amended by (EU) 2024/825: points 2a, 4a, 4b, 4c and 10a of annex I, article 6(2)(d);
    French numbering bis, ter, quater; ISO 14044 5.3, 6.3, 4.4.5; code de l'environnement L. 541-9-1, L. 229-68 and the section D. 229-106 to D. 229-109 (decree 2022-539)."""
    rules = table("claim_rule").set_index("id")
    points = {
        "label": ("2a", "2 bis"),
        "generic": ("4a", "4 bis"),
        "whole": ("4b", "4 ter"),
        "offset": ("4c", "4 quater"),
        "required": ("10a", "10 bis"),
    }
    for rule, (english, french) in points.items():
        assert rules.locator_en[rule].endswith(english) and rules.locator_fr[rule].replace("\u00a0", " ").endswith(french)
    assert "6(2)(d)" in rules.locator_en["future"]
    assert rules.locator_en["comparison"] == "3.6, 5.3, 6.3" and rules.locator_en["score"] == rules.locator_en["superiority"] == "4.4.5"
    assert rules.locator_en["respectful"] == "L. 541-9-1" and rules.locator_en["neutral"] == "L. 229-68, D. 229-106 to D. 229-109"
    assert rules.locator_fr["neutral"] == "L. 229-68, D. 229-106 à D. 229-109"


def test_reasons_and_items_are_whole_sentences():
    for name, column in (("claim_rule", "why"), ("checklist", "help")):
        rows = table(name)
        for language in languages():
            assert rows[f"{column}_{language}"].str.endswith(".").all()
            assert not rows[f"name_{language}"].str.endswith(".").any()


def test_the_checklist_asks_what_the_standard_and_the_law_ask():
    rows = table("checklist")
    assert 8 <= len(rows) <= 10 and rows.position.tolist() == list(range(1, len(rows) + 1))
    wanted = {"function", "data", "complete", "uncertainty", "unweighted", "review", "report", "aspects", "offsetting", "counsel"}
    assert set(rows.id) == wanted


def test_sources_of_law_say_what_was_not_read():
    sources = table("source").set_index("id")
    named = pd.concat([table("claim_rule").source, table("checklist").source]).unique()
    assert sources.note_en[named].str.contains("[Nn]ot read|not on Légifrance").all()
    assert "27 September 2026" in sources.version["eu-2024-825"]
