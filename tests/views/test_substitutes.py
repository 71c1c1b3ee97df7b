"""Substitutes in words: no ratio without a figure, a reason for each row, an order that says what it is, and records with who and when."""

import datetime

import numpy as np
import pytest

from impact.model import change
from impact.model.supply import carried
from impact.scoring.candidates import candidates
from impact.scoring.criteria import UNMET, Criteria, Limit, Sieve
from impact.scoring.substitutes import Asked, part_of, substitutes
from impact.views.explore import Explored
from impact.views.names import APART, AT_LEAST, AT_MOST, Labels
from impact.views.substitutes import UNKNOWNS, Substitutes, place, record
from impact.views.texts import texts
from tests.conftest import made, one, panel

STEEL, HOT = "steel-galvanised-sheet", "property:max_service_temperature"
RECORD = {"alternative": STEEL, "part": 0, "material": "pp", "verdict": "rejected", "reason": {"en": "Too soft.", "fr": "Trop souple."}}
BONNET = change.added(panel(STEEL, "aluminium-5754", mass=15.0), ("considered",), RECORD)
SIEVE = Sieve((Limit(HOT, least=120.0),), uncritical=True)


@pytest.fixture(scope="module")
def columns(facts):
    return candidates(facts, carried(facts.supply, facts.material.id.tolist()))


def held(facts, columns, language="en", study=BONNET, asked=Asked(STEEL, 0), sieve=SIEVE) -> Substitutes:
    explored = Explored(facts, Criteria(columns, facts.function, part_of(study, asked)), sieve, texts(language))
    return Substitutes(study, asked, explored, substitutes(study, facts, columns, asked, sieve, draws=256))


@pytest.fixture(scope="module", params=["en", "fr"])
def bonnet(request, facts, columns):
    return held(facts, columns, request.param)


def row_of(shown: Substitutes, material: str) -> dict:
    return shown.rows[shown.rows.material == material].iloc[0].to_dict()


def test_what_is_listed_and_what_is_not_are_all_there_is(bonnet):
    out = int((bonnet.rows.verdict == UNMET).sum())
    assert len(bonnet.listed) + out == len(bonnet.rows)
    assert bonnet.words("substitutes.count.left_out", count=out) in bonnet.counts()
    assert bonnet.words("substitutes.listed", count=len(bonnet.listed), of=len(bonnet.rows)) in bonnet.counts()


def test_every_order_holds_every_row_and_says_what_it_is(bonnet):
    by_name = texts(bonnet.words.language)
    for order in [UNKNOWNS, "mass", "impact:GWP-total", HOT]:
        rows, told = bonnet.ordered(order)
        assert sorted(rows.material) == sorted(bonnet.listed.material)
        assert "classement" in told or "order of merit" in told
    unknown = bonnet.ordered(UNKNOWNS)[0].unknown.to_numpy()
    assert (np.diff(unknown) >= 0).all() and by_name("substitutes.ordered_by_unknown") == bonnet.ordered(UNKNOWNS)[1]
    mass = bonnet.ordered("mass")[0].mass.to_numpy()
    known = ~np.isnan(mass)
    assert (np.diff(mass[known]) >= 0).all() and not known[known.sum() :].any()
    heat = bonnet.explored.criteria.values(HOT)[1][bonnet.ordered(HOT)[0]["at"]]
    assert (np.diff(heat[~np.isnan(heat)]) <= 0).all()


def test_the_table_says_why_and_what_is_not_known(bonnet):
    words, table = bonnet.words, bonnet.table(bonnet.listed)
    assert len(table) == len(bonnet.listed) and not table.isna().any(axis=None) and (table != "").all(axis=None)
    flax = bonnet.table(bonnet.rows[bonnet.rows.material == "flax-epoxy"]).iloc[0]
    assert bonnet.explored.constraint(HOT) in flax[words("substitutes.why")]
    assert bonnet.explored.family(row_of(bonnet, "flax-epoxy")["at"]) in flax[words("substitutes.material")]
    met = bonnet.table(bonnet.rows[bonnet.rows.material == "granite"]).iloc[0]
    assert met[words("substitutes.raw")] in {words(f"substitutes.critical.{each}") for each in ("critical", "none", "unknown")}
    hot = bonnet.listed[bonnet.listed[f"asked:{HOT}"] == 0].iloc[0].to_dict()
    assert "120" in bonnet.why(hot) and bonnet.explored.value(HOT, hot["at"]) in bonnet.why(hot)


def test_rejected_before_is_marked_and_not_hidden(bonnet):
    assert bonnet.name(row_of(bonnet, "pp")).endswith(bonnet.words("substitutes.was.rejected"))
    assert bonnet.name(row_of(bonnet, "aluminium-5754")).endswith(bonnet.words("explore.in_study"))


def test_signs_stand_at_ratios_and_words_where_there_is_none(bonnet):
    here = bonnet.candidates.at(STEEL)
    for row in bonnet.rows.to_dict("records"):
        for name in bonnet.explored.indicators.index:
            written, state = bonnet.ratio(row, name), row[f"state:{name}"]
            told = bonnet.state(row, name)
            assert told and "{" not in told and "nan" not in told
            if state == "missing":
                assert written == bonnet.words("explore.unknown") and not told.endswith(": ")
            elif np.isnan(row[f"ratio:{name}"]):
                assert written == bonnet.words("substitutes.no_ratio")
            elif state == "apart":
                assert written.endswith(APART)
            elif state == "bound":
                own, other = (bonnet.candidates.at_least[name][at] for at in (row["at"], here))
                assert written.startswith(bonnet.words("missing.bounds") if own and other else AT_LEAST if own else AT_MOST)


def test_one_closer_has_all_indicators_and_all_constraints(bonnet):
    row = row_of(bonnet, "flax-epoxy")
    assert len(bonnet.indicators(row)) == 16 and len(bonnet.constraints(row)) == 2
    assert any(bonnet.explored.constraint(HOT) in each for each in bonnet.unknowns(row))
    assert len(bonnet.figures(bonnet.listed).columns) == 6 + 2 * 16


def test_probability_is_that_of_the_word(bonnet):
    row = bonnet.rows[bonnet.rows["state:GWP-total"] == "higher"].iloc[0].to_dict()
    assert row["lower:GWP-total"] <= 0.05
    assert bonnet.words.probability(1 - row["lower:GWP-total"]) in bonnet.state(row, "GWP-total")


def test_without_a_rule_it_is_said_that_no_mass_is_known(facts, columns):
    shown = held(facts, columns, study=made(one("a", "pp")), asked=Asked("a", 0), sieve=Sieve())
    assert shown.basis()[0] == texts("en")("substitutes.no_rule", material=shown.present)
    row = row_of(shown, "abs")
    assert "no mass at equal function" in shown.state(row, "GWP-total") and shown.why(row) == texts("en")("substitutes.nothing_asked")


def test_what_would_be_left_out_is_named(facts, columns):
    words = {"en": "x", "fr": "x"}
    study = made(one("a", "pp", part={"processes": [{"process": "injection-moulding"}]}, note=words))
    shown = held(facts, columns, study=study, asked=Asked("a", 0), sieve=Sieve())
    labels = shown.labels
    assert shown.unfit("steel-s235jr") == [labels.of("process", "injection-moulding"), texts("en")("substitutes.unfit.note")]
    assert shown.unfit("abs") == [texts("en")("substitutes.unfit.note")]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_records_say_what_for_which_part_why_who_and_when(facts, language):
    words, study = texts(language), BONNET
    labels = Labels(facts, words)
    bare = record(study, study.considered[0], labels, words)
    assert words.of(RECORD["reason"]) in bare and words("substitutes.nobody") in bare and place(study, STEEL, 0, labels) in bare
    dated = study.considered[0].model_copy(update={"by": "R&D", "date": datetime.date(2026, 11, 3), "verdict": "accepted"})
    told = record(study, dated, labels, words)
    assert "R&D" in told and "2026" in told and told.startswith("Acc")
    gone = study.considered[0].model_copy(update={"alternative": "old"})
    assert words("substitutes.gone", name="old") in record(study, gone, labels, words)


def test_parts_among_several_are_told_apart(facts):
    study = made({"id": "a", "parts": [{"material": "pp", "mass": 1.0}, {"material": "pp", "mass": 2.0}]})
    labels = Labels(facts, texts("fr"))
    assert place(study, "a", 0, labels) != place(study, "a", 1, labels)
