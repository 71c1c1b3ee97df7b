"""Orders over combinations of choices, solved by hand in a small catalogue, and counted anew in the worked examples."""

import dataclasses
import itertools

import pandas as pd
import pytest

from impact import errors
from impact.model import reading
from impact.model.study import BEST
from impact.scoring import choices as module
from impact.scoring.boundaries import assess
from impact.scoring.choices import ALLOCATION, CHOICES, ELECTRICITY, IMPOSSIBLE, SOURCE, choices, differing, order, word
from impact.scoring.compare import compare
from impact.scoring.pairwise import HIGHER, LOWER, NONE, UNDECIDED
from tests.conftest import EXAMPLES, ROOT, made, one

CLIMATE = "GWP-total"
RECYCLED = {"recycling": 1.0}


def with_source(workshop, name: str, **factors: float):
    """The workshop with a second source of climate factors."""
    rows = pd.DataFrame({"material": list(factors), "indicator": CLIMATE, "value": list(factors.values()), "flags": None})
    rows = rows.assign(source=name, match="exact", gsd=1.2, dataset_id=rows.material)
    source = pd.concat([workshop.source, pd.DataFrame({"id": [name], "method": ["GWP100"]})])
    return dataclasses.replace(workshop, factor=pd.concat([workshop.factor, rows], ignore_index=True), source=source)


def study(**changes):
    """2 kg of metal, all of it recycled at its end: 20 kg CO2e, less 2 x (10 - 2) where substitution credits it; beside 2 kg of plastic: 8."""
    return made(one(end_of_life=RECYCLED), one("b", "plastic", end_of_life={"landfill": 1.0}), **changes)


def test_an_allocation_turns_an_order(workshop):
    """Cut-off: 20 above 8 (P = 0.9998); substitution: 4 below 8; the formula, with A = 0.2, in between."""
    found = choices(study(), workshop)
    assert found.own == (BEST, "cut-off", "frozen") and found.against == "a"
    each = order(found, "b", CLIMATE)
    assert each.own == LOWER and each.groups[SOURCE] == [(BEST, "book")] and each.groups[ELECTRICITY] == [("frozen",)]
    alone = {group[0]: then for group, _, then in each.of(ALLOCATION)}
    assert alone["cut-off"] == LOWER and alone["substitution"] == HIGHER
    assert each.possible == 3 == sum(each.counts.values()) and each.held == each.counts[LOWER]
    nearest = each.nearest()
    assert nearest[ALLOCATION].tolist() == ["substitution"] and nearest.changed.tolist() == [1]


def test_the_order_is_that_of_the_comparison_itself(workshop):
    """Each cell is what `compare` answers for the study with these choices."""
    found, rows = choices(study(), workshop), []
    for taken in itertools.product(*found.options.values()):
        variant = study().model_copy(update=dict(zip(CHOICES, taken, strict=True)))
        cells = compare(variant, workshop).relative.set_index(["alternative", "indicator"])
        rows.append(cells.loc["b", CLIMATE].lower)
    assert [each.cells["b", CLIMATE].lower for each in found.made] == rows


def test_a_source_turns_an_order_and_another_says_nothing(workshop):
    """A second source puts the plastic at 30 per kg: 60 above 20. One that holds the metal only leaves the plastic out."""
    facts = with_source(with_source(workshop, "other", metal=10.0, plastic=30.0), "third", metal=10.0)
    bare = made(one(), one("b", "plastic"))
    each = order(choices(bare, facts), "b", CLIMATE)
    assert each.own == LOWER and each.groups[ALLOCATION] == [("cut-off", "footprint-formula", "substitution")]
    alone = {group: then for group, _, then in each.of(SOURCE)}
    assert alone == {(BEST, "book"): LOWER, ("other",): HIGHER, ("third",): NONE}
    assert each.counts == {LOWER: 1, HIGHER: 1, NONE: 1} and each.held == 1 and each.possible == 3


def test_several_choices_may_turn_it_only_together(workshop):
    """One source puts recycled metal at 9 per kg and credits 2 x 1, the other at 2 and credits 2 x 8: only the latter, by substitution, comes below 8."""
    facts = with_source(workshop, "other", metal=10.0, plastic=4.0, **{"metal-recycled": 9.0})
    low = made(one(end_of_life=RECYCLED), one("b", "plastic", mass=2.0, end_of_life={"landfill": 1.0}), source="other")
    each = order(choices(low, facts), "b", CLIMATE)
    assert each.own == LOWER
    assert {group[0]: then for group, _, then in each.of(ALLOCATION)}["substitution"] == LOWER  # 20 - 2 x 1 = 18
    assert {group: then for group, _, then in each.of(SOURCE)}[BEST, "book"] == LOWER
    nearest = each.nearest()
    assert nearest.changed.tolist() == [2] and nearest.iloc[0][[SOURCE, ALLOCATION]].tolist() == [BEST, "substitution"]


def test_what_cannot_be_computed_is_counted_and_said(workshop):
    """No path is known for the electricity of EU27."""
    use = {"energy": [{"carrier": "electricity", "per_year": 1}]}
    found = choices(made(one(use=use), one("b", use=use), service_life=10), workshop)
    assert found.options[ELECTRICITY] == ["frozen", "path"]
    each = order(found, "b", CLIMATE)
    assert each.counts == {UNDECIDED: 1, IMPOSSIBLE: 1} and each.possible == 1 and each.own == UNDECIDED and each.held is None
    assert isinstance(each.cells[each.cells.word == IMPOSSIBLE].problem.iloc[0], errors.NoPath)


def test_a_path_that_is_known_is_one_of_the_choices(workshop):
    """1,000 kWh a year in France, as today 0.1, along its path less: 20 + 1,000 above 20 + 500 either way, and the figures differ."""
    uses = [{"energy": [{"carrier": "electricity", "per_year": amount}], "country": "FR"} for amount in (500, 1000)]
    each = order(choices(made(one(use=uses[0]), one("b", use=uses[1]), service_life=10), workshop), "b", CLIMATE)
    assert each.groups[ELECTRICITY] == [("frozen",), ("path",)] and each.counts == {HIGHER: 2} and each.held == 2
    assert each.nearest().empty


def test_what_is_wrong_with_the_study_itself_is_raised(workshop):
    with pytest.raises(errors.UnknownSource):
        choices(study(source="nobody"), workshop)


def test_held_against_another_than_the_baseline(workshop):
    """The same order from the other side."""
    one_side, other = order(choices(study(), workshop), "b", CLIMATE), order(choices(study(), workshop, "b"), "a", CLIMATE)
    assert other.against == "b" and other.own == HIGHER and other.cells.lower.tolist() == pytest.approx((1 - one_side.cells.lower).tolist())


@pytest.mark.parametrize(
    ("lower", "comparable", "threshold", "said"),
    [
        (0.95, True, 0.95, LOWER),
        (0.05, True, 0.95, HIGHER),
        (0.94, True, 0.95, UNDECIDED),
        (0.94, True, 0.9, LOWER),
        (0.99, False, 0.9, NONE),
    ],
)
def test_words(lower, comparable, threshold, said):
    assert word(lower, comparable, threshold) == said


def test_too_many_sources_are_cut_to_a_bound(workshop, monkeypatch):
    monkeypatch.setattr(module, "MOST", 6)
    facts = with_source(with_source(workshop, "other", metal=1.0, plastic=1.0), "third", metal=10.0)
    assert len(choices(study(), facts).made) == 6


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_agrees_with_its_own_comparison(path, facts):
    """As it stands, each order is that of the comparison; each combination is counted once; and there are at most MOST."""
    example = reading.load(path)
    found, relative = choices(example, facts, draws=256), compare(example, facts, 256).relative
    assert len(found.made) <= module.MOST
    for cell in relative[relative.alternative != example.baseline].itertuples():
        each = order(found, cell.alternative, cell.indicator)
        assert each.own == word(cell.lower, cell.comparable, 0.95)
        assert len(each.cells) == len(each.cells.drop_duplicates(list(CHOICES))) <= len(found.made)
        for kind in CHOICES:
            assert sum(sum(counts.values()) for _, counts, _ in each.of(kind)) == len(each.cells)


def test_sides_differ_where_one_is_within_and_the_other_is_not(facts):
    """Counted anew: cells of a distinct capacity, of a pair whose totals leave nothing out."""
    study = reading.load(ROOT / "data/studies/bonnet.toml")
    held = assess(compare(study, facts, 256), study.budget)
    left = held.verdicts.set_index(["alternative", "indicator"])[["more", "less"]].any(axis=1)
    counted = 0
    for indicator in dict.fromkeys(held.capacity.indicator):
        if left.get(("steel", indicator), True) or left.get(("carbon-fibre", indicator), True):
            continue
        capacity = held.capacity[held.capacity.indicator == indicator].set_index("set").value
        sets = [
            name for n, name in enumerate(capacity.index) if not any(abs(capacity.iloc[n] / each - 1) <= 0.01 for each in capacity.iloc[:n])
        ]
        cells = held.cells[(held.cells.indicator == indicator) & held.cells["set"].isin(sets)].dropna(subset="within")
        within = cells.pivot_table(index=["principle", "set"], columns="alternative", values="within")[["steel", "carbon-fibre"]].dropna()
        side = (within >= 0.95) * 1 - (within <= 0.05) * 1
        expected = int((side.steel != side["carbon-fibre"]).sum()), len(side)
        assert differing(held, "steel", "carbon-fibre", indicator) == expected
        assert differing(held, "steel", "steel", indicator)[0] == 0
        counted += expected[1]
    assert counted


def test_a_side_that_what_is_left_out_could_turn_is_not_known(facts):
    """The flax bonnet leaves a burden out wherever it is partial: within is then not known, beyond is."""
    study = reading.load(ROOT / "data/studies/bonnet.toml")
    held = assess(compare(study, facts, 256), study.budget)
    left = held.verdicts[held.verdicts.more & (held.verdicts.within > 0.95)]
    assert len(left)
    for row in left.itertuples():
        assert differing(held, row.alternative, row.alternative, row.indicator)[1] < len(
            held.cells[(held.cells.alternative == row.alternative) & (held.cells.indicator == row.indicator)]
        )
