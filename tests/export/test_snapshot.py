"""A snapshot is the same text for the same result, opens as it was kept, and tells when it is not what was frozen."""

import hashlib
import json

import pytest

from impact import errors
from impact.export import snapshot
from impact.model import reading
from impact.scoring.compare import compare
from impact.views.brief import SCREENS
from impact.views.texts import languages
from tests.conftest import EXAMPLES, made, one


def taken_of(name, catalogue, draws=256):
    study = reading.load(next(path for path in EXAMPLES if path.stem == name))
    return study, catalogue.facts(study.materials), snapshot.take(study, catalogue.facts(study.materials), draws)


@pytest.fixture(scope="module")
def bonnet(catalogue):
    return taken_of("bonnet", catalogue)


def test_the_same_study_and_facts_give_the_same_hash(bonnet, catalogue):
    study, facts, taken = bonnet
    assert snapshot.take(study, facts, 256).hash == taken.hash
    assert snapshot.take(study, facts, 512).hash != taken.hash
    assert snapshot.take(study, facts, 256, seed=1).hash != taken.hash


def test_the_study_in_it_gives_the_same_snapshot_again(bonnet):
    _, facts, taken = bonnet
    assert snapshot.take(taken.read(), facts, 256).hash == taken.hash


def test_what_was_kept_opens_as_it_was_to_the_last_digit(bonnet):
    study, facts, taken = bonnet
    again = snapshot.loads(taken.content, taken.hash)
    assert again == taken and again.hash == taken.hash
    totals = compare(study, facts, 256).rows
    frozen = again.table("totals")
    assert frozen["median"].tolist() == pytest.approx(totals["median"].tolist(), rel=0, abs=0, nan_ok=True)
    assert frozen.status.tolist() == totals.status.tolist()


def test_it_holds_both_languages_and_all_five_screens(bonnet):
    taken = bonnet[2]
    assert set(taken.briefs) == set(languages())
    for brief in taken.briefs.values():
        assert tuple(each.key for each in brief.screens) == SCREENS
        assert all(each.sentence and each.title for each in brief.screens)
        assert all(len(row) == len(sheet.head) for sheet in brief.sheets.values() for row in sheet.rows)
    assert taken.brief("fr").language == "fr" and taken.brief("xx").language in languages()


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_every_example_can_be_frozen_in_words_that_are_whole(name, catalogue):
    _, _, taken = taken_of(name, catalogue)
    for brief in taken.briefs.values():
        said = [text for screen in brief.screens for text in (screen.sentence, *screen.points)]
        assert not any(sign in text for text in said for sign in ("{", "}", "nan", "None"))
        assert brief.sources and brief.coverage


def test_missing_stays_missing(catalogue):
    taken = taken_of("housing", catalogue)[2]
    rows = json.loads(taken.content)["results"]["totals"]
    missing = [row for row in rows if row["status"] == "missing"]
    assert missing and all(row["median"] is None for row in missing)
    without = [row for row in rows if row["alternative"] == "without" and row["stage"] == "total"]
    assert all(row["median"] == 0 for row in without)


@pytest.mark.parametrize("spoil", [lambda text: text.replace("bonnet", "bonnett"), lambda text: text[:-1], lambda text: ""])
def test_what_is_another_text_is_refused(bonnet, spoil):
    taken = bonnet[2]
    with pytest.raises(errors.SnapshotDamaged):
        snapshot.loads(spoil(taken.content) or "{}", taken.hash)


@pytest.mark.parametrize("content", ["[1]", "5", "null", "no JSON", "[" * 100_000, '{"format": 1}', '{"format": %s}' % ("9" * 5000)])
def test_what_is_no_snapshot_under_its_own_hash_is_refused(content):
    with pytest.raises(errors.SnapshotDamaged):
        snapshot.loads(content, hashlib.sha256(content.encode()).hexdigest())


def test_a_snapshot_without_words_is_refused(bonnet):
    content = json.dumps(json.loads(bonnet[2].content) | {"briefs": {}})
    with pytest.raises(errors.SnapshotDamaged):
        snapshot.loads(content, hashlib.sha256(content.encode()).hexdigest())


def test_another_format_is_refused(bonnet):
    content = json.dumps(json.loads(bonnet[2].content) | {"format": 2})
    with pytest.raises(errors.SnapshotNewer) as problem:
        snapshot.loads(content, hashlib.sha256(content.encode()).hexdigest())
    assert (problem.value.format, problem.value.known) == ("2", "1")


def test_a_comparison_that_is_not_let_through_is_not_frozen(facts):
    sizing = {"reference": "a", "mass": 2.0, "constraints": [{"function": "panel-stiffness"}]}
    study = made(one("a", "steel-s235jr", "sized"), one("b", "aluminium-5754", 1.0), sizing=sizing)
    with pytest.raises(errors.GateShut):
        snapshot.take(study, facts, 256)


def test_names_of_users_are_kept_as_they_are(facts):
    names = ['=cmd()|"/c calc"!A1', "<script>alert(1)</script>", "../../etc/passwd", "🌱 emoji", "x" * 2000]
    study = made(
        *(one(f"a{number}", "steel-s235jr", 1.0 + number) | {"name": {"en": name, "fr": name}} for number, name in enumerate(names)),
        overrides=["function"],
    )
    taken = snapshot.loads(*(lambda made: (made.content, made.hash))(snapshot.take(study, facts, 256)))
    assert [each.name["fr"] for each in taken.read().alternatives] == names
    assert taken.brief("fr").names["alternative"]["a1"] == names[1]
