"""Ratios to shares of the planet: what scales and what cancels, verdicts of cubes made by hand, and what no verdict may hide."""

import dataclasses
import shutil

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact import errors
from impact.model import reading
from impact.model.budget import Budget
from impact.model.uncertainty import Draws
from impact.scoring.boundaries import SAME, Assessment, assess, summary, traced
from impact.scoring.capacity import capacities, convention, person_days, personal, ratio, world_years
from impact.scoring.compare import compare
from impact.scoring.sharing import by_value
from impact.scoring.verdicts import FEWEST, ROBUST, WORDS, word
from impact.store.catalogue import DATA, Catalogue
from impact.store.facts import WORLD
from tests.conftest import ROOT, VECTORS, made, matter_only, one, panel

N = 256
HALF = np.arange(N) < N / 2
CLIMATE, ACID, OZONE, DUST, METALS = "GWP-total", "AP", "ODP", "PM", "ADPE"
CELL = ["alternative", "indicator"]
CHOICE = ["principle", "set"]
POSITIVE = st.floats(1e-6, 1e6)
#: Share of the French in the people alive in 2023 (World Bank).
FRENCH = 68_372_286 / 8_064_057_930
#: One principle only, for what is said of each principle by itself.
OWN = {"principles": ["own"]}


def example(name: str):
    return reading.load(ROOT / f"data/studies/{name}.toml")


@pytest.fixture(scope="module")
def bonnet(facts):
    return compare(example("bonnet"), facts)


@pytest.fixture(scope="module")
def held_bonnet(bonnet):
    return assess(bonnet, bonnet.study.budget)


@pytest.fixture(scope="module")
def blank(workshop):
    """Two alternatives of which nothing is known, a being the baseline."""
    known = compare(made(one("a"), one("b")), workshop, draws=N)
    cube = known.cube
    unmarked = {name: np.zeros_like(mark) for name, mark in cube.marks.items()}
    cube = dataclasses.replace(cube, total=np.full_like(cube.total, np.nan), overall=np.zeros_like(cube.overall), marks=unmarked)
    return dataclasses.replace(known, cube=cube)


def budgeted(**changes) -> Budget:
    """What an equal share of the French allows, by two principles that agree: an impact is then its own claim, unless it says otherwise."""
    agreeing = {"quantity": FRENCH, "own": FRENCH, "portion": 1, "principles": ["own", "equal-per-capita"]}
    return Budget(**agreeing | {"country": "FR", "year": 2023} | changes)


def against(comparison, sets: dict, targets=()):
    """The comparison in a world with these capacities only: set -> indicator -> capacity; targets: indicators whose is one of policy."""
    units = comparison.facts.indicator.set_index("id").unit
    rows = [
        {
            "set": name,
            "indicator": indicator,
            "value": float(value),
            "unit": units[indicator],
            "kind": "target" if indicator in targets else "capacity",
        }
        for name, each in sets.items()
        for indicator, value in each.items()
    ]
    capacity = pd.DataFrame(rows, columns=["set", "indicator", "value", "unit", "kind"])
    limits = dataclasses.replace(comparison.facts.limits, capacity=capacity, capacity_set=pd.DataFrame({"usual": True}, index=list(sets)))
    return dataclasses.replace(comparison, facts=dataclasses.replace(comparison.facts, limits=limits))


def held(blank, sets: dict, totals: dict, more=(), less=(), targets=(), **budget) -> Assessment:
    """Totals of the alternative a by indicator (of others by name and indicator), a number or one for each draw, against sets.

    more, less: indicators of a that leave a burden, a credit out.
    """
    cube = blank.cube
    total, overall = cube.total.copy(), cube.overall.copy()
    marks = {name: mark.copy() for name, mark in cube.marks.items()}
    for name, value in totals.items():
        alternative, indicator = name if isinstance(name, tuple) else ("a", name)
        a, i = cube.alternatives.index(alternative), cube.indicators.index(indicator)
        total[:, a, i], overall[a, i] = value, 1
    for mark, indicators in (("more", more), ("less", less)):
        for indicator in indicators:
            marks[mark][0, cube.indicators.index(indicator), 0] = True
    filled = dataclasses.replace(blank, cube=dataclasses.replace(cube, total=total, overall=overall, marks=marks))
    return assess(against(filled, sets, targets), budgeted(**budget))


def verdict(assessment: Assessment, indicator: str = CLIMATE, alternative: str = "a"):
    return assessment.verdicts.set_index(CELL).loc[(alternative, indicator)]


def ratios(assessment: Assessment, *principles: str) -> pd.DataFrame:
    """Median ratios: one row per alternative and indicator, one column per principle and set."""
    kept = assessment.cells[assessment.cells.principle.isin(principles)]
    return kept.pivot(index=CELL, columns=CHOICE, values="ratio")


# --- the formula -------------------------------------------------------------------------


def test_a_ratio_by_hand():
    """40 units a year against a fifth of 100."""
    assert ratio(40.0, 0.2, 100.0) == 2


@given(POSITIVE, POSITIVE, POSITIVE, POSITIVE)
def test_a_ratio_scales_with_the_impact_and_inversely_with_share_and_capacity(impact, share, capacity, factor):
    once = ratio(impact, share, capacity)
    assert ratio(impact * factor, share, capacity) == pytest.approx(once * factor)
    assert ratio(impact, share * factor, capacity) == pytest.approx(once / factor)
    assert ratio(impact, share, capacity * factor) == pytest.approx(once / factor)


@given(POSITIVE, POSITIVE, POSITIVE, POSITIVE)
def test_a_ratio_of_two_together_is_the_sum_of_theirs(first, second, share, capacity):
    together = ratio(first + second, share, capacity)
    assert together == pytest.approx(ratio(first, share, capacity) + ratio(second, share, capacity))


@given(st.lists(POSITIVE, min_size=2, max_size=6), POSITIVE, POSITIVE)
def test_between_alternatives_neither_share_nor_capacity_counts(impacts, share, capacity):
    impacts = np.array(impacts)
    found = ratio(impacts, share, capacity)
    np.testing.assert_allclose(found / found[0], impacts / impacts[0], rtol=1e-12)


@given(POSITIVE, POSITIVE, POSITIVE, POSITIVE, POSITIVE)
def test_where_the_share_follows_from_the_price_the_quantity_cancels(impact, price, quantity, economy, capacity):
    """h GDP / (B p), METHODS part A: what is left is impact per dollar."""
    found = ratio(impact * quantity, by_value(price, quantity, economy), capacity)
    assert found == pytest.approx(impact * economy / (capacity * price))


@given(POSITIVE, st.floats(1e-6, 1), st.just(0.0) | st.floats(-1e6, -1e-6))
def test_without_a_capacity_a_burden_is_infinitely_beyond(impact, share, capacity):
    assert ratio(impact, share, capacity) == np.inf
    assert np.isnan(person_days(impact, 8e9, capacity)) and np.isnan(world_years(impact, capacity))


@pytest.mark.parametrize(
    ("impact", "capacity", "expected"),
    [(-5.0, -3.0, np.nan), (-3.0, -3.0, np.nan), (-2.0, -3.0, np.inf), (0.0, -3.0, np.inf), (0.0, 0.0, np.nan), (-1.0, 0.0, np.nan)],
)
def test_what_takes_up_as_much_as_is_asked_has_no_ratio(impact, capacity, expected):
    np.testing.assert_equal(float(ratio(impact, 1.0, capacity)), expected)


@pytest.mark.parametrize(("impact", "expected"), [(0.0, 0.0), (-4.0, -2.0)])
def test_nothing_and_less_than_nothing_against_a_capacity(impact, expected):
    assert ratio(impact, 0.5, 4.0) == expected


@pytest.mark.parametrize("capacity", [4.0, 0.0, -4.0])
def test_what_is_not_known_has_no_ratio(capacity):
    assert np.isnan(ratio(np.nan, 0.5, capacity)) and np.isnan(person_days(np.nan, 8e9, capacity))


@pytest.mark.parametrize("unknown", [{"share": np.nan, "capacity": 1.0}, {"share": 1.0, "capacity": np.nan}])
def test_against_what_is_not_known_there_is_no_ratio(unknown):
    assert np.isnan(ratio(1.0, **unknown))


@given(POSITIVE, st.floats(1, 1e10), POSITIVE, POSITIVE)
def test_person_days_grow_with_people_and_impact(impact, people, capacity, factor):
    """365.25 h P / B: everybody's days together are those of the fraction of a world year."""
    once = person_days(impact, people, capacity)
    assert once == pytest.approx(365.25 * people * world_years(impact, capacity))
    assert person_days(impact * factor, people, capacity) == pytest.approx(once * factor)
    assert person_days(impact, people, capacity * factor) == pytest.approx(once / factor)


# --- the bonnet --------------------------------------------------------------------------


@pytest.mark.parametrize("principle", ["equal-per-capita", "ability-to-pay", "price"])
def test_a_ratio_recomputed_from_the_tables(principle, held_bonnet, facts):
    """Climate of the steel bonnet, 100,000 a year for 250 USD in France in 2023, against 6.81e12 kg."""
    total = held_bonnet.comparison.totals.set_index(CELL)["median"]["steel", CLIMATE]
    rows = facts.limits.population.query("year == 2023").set_index("country")
    here, world, rich = rows.loc["FR"], rows.loc[WORLD], rows.drop(WORLD).dropna(subset="gdp")
    spent = 250 * 100_000
    share = {
        "equal-per-capita": here.population / world.population * spent / here.gdp,
        "ability-to-pay": here.population**2 / here.gdp / (rich.population**2 / rich.gdp).sum() * spent / here.gdp,
        "price": spent / world.gdp,
    }[principle]
    cell = held_bonnet.cells.set_index([*CELL, *CHOICE]).loc[("steel", CLIMATE, principle, "jrc-2023-min")]
    assert cell.ratio == pytest.approx(total * 100_000 / (share * 6.81e12))


def test_within_an_indicator_ratios_and_order_do_not_depend_on_share_or_capacity(held_bonnet):
    """Every column of the matrix has the same ratios to steel; grandfathering apart, which is one to the baseline draw by draw."""
    found = ratios(held_bonnet, "equal-per-capita", "ability-to-pay", "price")
    steel = found.loc["steel"].reindex(found.index.get_level_values("indicator")).to_numpy()
    relative = (found / steel).dropna(how="all")
    assert len(relative) == 5 * 15 and relative.shape[1] == 3 * 7
    spread = relative.max(axis=1) / relative.min(axis=1)
    np.testing.assert_allclose(spread, 1, rtol=1e-9)


def test_grandfathering_is_the_ratio_to_the_baseline_times_that_of_the_world(held_bonnet, facts):
    cells = held_bonnet.cells.query("principle == 'grandfathering' and set == 'jrc-2023-min'").set_index(CELL)
    relative = held_bonnet.comparison.relative.set_index(CELL)
    capacity = facts.limits.capacity.set_index(["set", "indicator"]).value["jrc-2023-min"]
    for indicator in (CLIMATE, METALS, "ADPF"):
        world = facts.limits.world.value[indicator] / capacity[indicator]
        for alternative in held_bonnet.comparison.cube.alternatives:
            inherited, against = cells.loc[(alternative, indicator)], relative.loc[(alternative, indicator)]
            if against.apart:
                continue
            assert [inherited.ratio, inherited.low, inherited.high] == pytest.approx(
                [world * against[name] for name in ("ratio", "low", "high")]
            )
    assert cells.ratio["steel", CLIMATE] == pytest.approx(52.1 / 6.81)


def test_where_sources_are_too_far_apart_nobody_inherits(held_bonnet):
    """Minerals of aluminium by another source than those of steel: the gate gives no order, so that one is no factor of the other."""
    relative = held_bonnet.comparison.relative.set_index(CELL)
    cells = held_bonnet.cells.query("principle == 'grandfathering'")
    apart = relative.apart.reindex(pd.MultiIndex.from_frame(cells[CELL])).to_numpy()
    assert relative.apart["aluminium", METALS] and not relative.apart["glass-fibre", METALS]
    assert cells[apart][["ratio", "low", "high", "within"]].isna().all(axis=None)
    whole = cells[~apart & cells.indicator.isin([CLIMATE, METALS, "ADPF"])]
    assert whole[["ratio", "low", "high", "within"]].notna().all(axis=None) and len(whole) == 5 * 7 + 2 * 3 + 5 * 3


@pytest.mark.parametrize("quantity", [1e-9, 1 / 3, 1, 3, 1e5, 7e11])
def test_the_baseline_against_what_the_world_causes_is_at_its_share_to_the_last_digit(quantity, bonnet, facts):
    """h_0 / h_0 E_W over E_W: 1 and within in every draw, whatever is made; no other number is rounded on the way."""
    world = facts.limits.world.value[CLIMATE]
    budget = budgeted(quantity=quantity, principles=["grandfathering"])
    found = assess(against(bonnet, {"world": {CLIMATE: world}}), budget).cells.set_index("alternative")
    assert found.loc["steel", ["ratio", "low", "high", "within"]].tolist() == [1, 1, 1, 1]
    once = assess(against(bonnet, {"world": {CLIMATE: world}}), budgeted(quantity=1, principles=["grandfathering"])).cells
    pd.testing.assert_frame_equal(found.reset_index()[once.columns], once, check_exact=True)


def test_grandfathering_alone_gives_no_verdict(bonnet):
    found = assess(bonnet, bonnet.study.budget.model_copy(update={"principles": ["grandfathering"]}))
    assert set(found.verdicts.word) == {"alone", "unset", "missing"}
    assert (found.verdicts[found.verdicts.indicator == CLIMATE].word == "alone").all()
    counted = summary(found).set_index("alternative")
    assert (counted[["beyond", "within", "contested", "not_within", "not_beyond", "open"]] == 0).all(axis=None)
    assert (counted.alone == 1).all() and (counted.highest == CLIMATE).all()


@pytest.mark.parametrize(
    ("principles", "sets"),
    [
        (["price"], ["sala-2020"]),
        (["price"], None),
        (["price", "equal-per-capita"], ["sala-2020"]),
        (["price", "equal-per-capita"], ["climate-1wm2"]),
        (None, ["climate-1wm2-2100"]),
        (["price", "equal-per-capita"], ["sala-2020", "jrc-2023-min"]),
    ],
)
def test_one_rule_or_one_capacity_gives_no_verdict(principles, sets, bonnet):
    """Sala et al. (2020) and the lower end of JRC (2023) are one number each: 0.3 % apart on terrestrial eutrophication, else equal."""
    found = assess(bonnet, bonnet.study.budget.model_copy(update={"principles": principles, "capacities": sets}))
    assert set(found.verdicts.word) <= {"alone", "unset", "missing"} and "alone" in set(found.verdicts.word)
    counted = summary(found)
    assert not counted[["beyond", "not_within", "contested", "not_beyond", "within", "open"]].any(axis=None)


def test_two_rules_and_two_capacities_give_a_verdict(bonnet):
    budget = bonnet.study.budget.model_copy(
        update={"principles": ["price", "equal-per-capita"], "capacities": ["climate-1wm2", "climate-2c"]}
    )
    found = assess(bonnet, budget)
    assert FEWEST == 2 and not (found.verdicts[found.verdicts.indicator == CLIMATE].word == "alone").any()
    assert (found.verdicts[found.verdicts.indicator != CLIMATE].word.isin(["unset", "missing"])).all()


def test_the_kind_of_an_indicator_does_not_hang_on_the_sets_in_use(held_bonnet, bonnet):
    every = held_bonnet.verdicts.set_index(CELL).kind
    assert set(every[every == "target"].index.get_level_values("indicator")) == {METALS, "ADPF"} and every.notna().all()
    for sets in (["lund-2025"], ["climate-1wm2"], ["horup-2025"]):
        found = assess(bonnet, bonnet.study.budget.model_copy(update={"capacities": sets}))
        pd.testing.assert_series_equal(found.verdicts.set_index(CELL).kind, every)
        assert len(summary(found)) == 5 and (summary(found)[list(WORDS)].sum(axis=1) == 14).all()


def test_a_set_of_targets_only_leaves_nothing_highest(bonnet):
    found = summary(assess(bonnet, bonnet.study.budget.model_copy(update={"capacities": ["lund-2025"]})))
    assert list(found.highest) == [None] * 5 and (found.missing == 14).all()


def test_every_cell_is_computed_again_from_its_own_row(held_bonnet, facts):
    """impact x quantity / (share x capacity), and for grandfathering the same with the share of the predecessor at the medians."""
    rows = traced(held_bonnet)
    assert list(rows.columns[: len(held_bonnet.cells.columns)]) == list(held_bonnet.cells.columns) and len(rows) == len(held_bonnet.cells)
    again = rows.impact * rows.quantity / (rows.share * rows.capacity)
    known = rows.ratio.notna() & np.isfinite(rows.ratio)
    fixed = rows.principle != "grandfathering"
    np.testing.assert_allclose(again[known & fixed], rows.ratio[known & fixed], rtol=1e-12)
    steel = known & ~fixed & (rows.alternative == "steel")
    assert steel.sum() == 7 + 3 + 3
    np.testing.assert_allclose(again[steel], rows.ratio[steel], rtol=1e-12)
    assert set(rows.unit[rows.indicator == CLIMATE]) == {"kg CO2 eq"} and set(rows.year) == {2023} and set(rows.quantity) == {1e5}
    assert (rows.world == rows.indicator.map(facts.limits.world.value)).all()
    capacity = facts.limits.capacity.set_index(["set", "indicator"]).value
    assert all(capacity[row.set, row.indicator] == row.capacity for row in rows.itertuples())


def test_the_convention_is_the_widest_of_the_ends_that_one_source_gives(facts):
    """JRC (2023): 8.72 over 6.81 for climate, about 2 elsewhere; a source that gives one number has 1."""
    found = convention(facts.limits.capacity[facts.limits.capacity.set.isin(["sala-2020", "jrc-2023-min", "jrc-2023-max", "lund-2025"])])
    assert found[CLIMATE] == pytest.approx(8.72 / 6.81) and found.drop(CLIMATE).between(1.98, 2.02).sum() >= 13
    made = [
        ("low", "b", {"x": 1, "y": 5, "z": -3}),
        ("high", "b", {"x": 3, "y": 5, "z": 6}),
        ("other", "c", {"x": 10, "y": 50}),
        ("another", "c", {"x": 20, "y": 50}),
        ("scenario", "b", {"x": 900}),
    ]
    rows = [
        {"set": name, "source": source, "indicator": each, "value": float(value)}
        for name, source, held in made
        for each, value in held.items()
    ]
    assert convention(pd.DataFrame(rows)).to_dict() == {"x": 3, "y": 1, "z": 1}  # a set of one indicator is a scenario, no end
    single = facts.limits.capacity[facts.limits.capacity.set.isin(["climate-1-5c", "climate-2c", "climate-1wm2-2100"])]
    assert convention(single).empty


def test_a_partial_baseline_gives_no_grandfathering_and_nothing_else_is_lost(held_bonnet, bonnet):
    """Steel is whole on three indicators. On the others nobody inherits a share, and the other principles decide alone."""
    inherited = held_bonnet.cells.query("principle == 'grandfathering'").dropna(subset="within")
    assert set(inherited.indicator) == {CLIMATE, METALS, "ADPF"}
    budget = bonnet.study.budget
    without = assess(bonnet, budget.model_copy(update={"principles": ["equal-per-capita", "ability-to-pay", "price"]}))
    kept = held_bonnet.cells.query("principle != 'grandfathering'").reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, without.cells)
    partial = ~held_bonnet.verdicts.indicator.isin(set(inherited.indicator))
    pd.testing.assert_frame_equal(held_bonnet.verdicts[partial], without.verdicts[partial])


def test_the_yearly_quantity_counts_only_where_the_share_is_entered(bonnet, held_bonnet):
    budget = bonnet.study.budget.model_copy(update={"own": 1e-6, "portion": 1e-3})
    once, twice = (assess(bonnet, budget.model_copy(update={"quantity": quantity})) for quantity in (1e5, 2e5))
    entered = ("equal-per-capita", "ability-to-pay", "own")
    np.testing.assert_allclose(ratios(twice, *entered), 2 * ratios(once, *entered), rtol=1e-12)
    priced = ("price", "grandfathering")
    np.testing.assert_allclose(ratios(twice, *priced), ratios(once, *priced), rtol=1e-12)
    half = assess(bonnet, budget.model_copy(update={"own": 5e-7}))
    np.testing.assert_allclose(ratios(half, "own"), 2 * ratios(once, "own"), rtol=1e-12)
    np.testing.assert_allclose(
        ratios(assess(bonnet, bonnet.study.budget.model_copy(update={"quantity": 1})), "price", "ability-to-pay"),
        ratios(held_bonnet, "price", "ability-to-pay"),
        rtol=1e-12,
    )


def test_the_same_seed_gives_the_same_to_the_last_digit(held_bonnet, facts):
    again = compare(example("bonnet"), facts)
    again = assess(again, again.study.budget)
    for name in ("cells", "verdicts", "sides", "joint"):
        pd.testing.assert_frame_equal(getattr(held_bonnet, name), getattr(again, name), check_exact=True)
    other = compare(example("bonnet"), facts, seed=7)
    assert (assess(other, other.study.budget).cells.low != held_bonnet.cells.low).any()


def test_days_of_a_person_are_those_of_the_totals(bonnet, facts):
    """365.25 x median x people of 2023 / capacity; land use only under the sets that have it."""
    found = personal(bonnet, facts.limits, ["sala-2020", "jrc-2023-min"], 2023)
    rows = found.set_index([*CELL, "set"])
    total = bonnet.totals.set_index(CELL).loc[("steel", CLIMATE)]
    cell = rows.loc[("steel", CLIMATE, "sala-2020")]
    assert [cell.days, cell.low, cell.high] == pytest.approx(
        [365.25 * total[each] * 8_064_057_930 / 6.81e12 for each in ("median", "low", "high")]
    )
    assert cell.world == pytest.approx(total["median"] / 6.81e12)
    assert set(found[found.indicator == "SQP"]["set"]) == {"jrc-2023-min"} and len(found) == 5 * (15 + 16)
    assert np.isnan(rows.days["steel", "IRP", "sala-2020"])
    assert set(found.indicator[found.kind == "target"]) == {METALS, "ADPF"} and set(found.kind) == {"capacity", "target"}
    assert list(found.columns) == ["alternative", "indicator", "set", "kind", "days", "low", "high", "world"]


def test_land_use_has_no_place_in_the_set_without_it(held_bonnet):
    assert set(held_bonnet.cells[held_bonnet.cells.indicator == "SQP"]["set"]) == {"jrc-2023-min", "jrc-2023-max"}
    alone = assess(held_bonnet.comparison, held_bonnet.budget.model_copy(update={"capacities": ["sala-2020"]}))
    assert verdict(alone, "SQP", "steel").word == "unset" and not (alone.cells.indicator == "SQP").any()


def test_the_joint_probability_is_never_above_that_of_any_indicator(held_bonnet):
    assert len(held_bonnet.joint) == 5 * 4 * 3
    counted = held_bonnet.cells.merge(held_bonnet.capacity.query("kind == 'capacity'")[["indicator", "set"]])
    least = counted.groupby(["alternative", *CHOICE]).within.min()
    for row in held_bonnet.joint.itertuples():
        assert 0 <= row.within <= least[row.alternative, row.principle, row.set]


def test_a_capacity_below_nothing_is_beyond_for_whoever_burdens(bonnet):
    """60 Gt to be taken up by 2100 for 1 W/m2, Gebara & Laurent (2023): no finite ratio, no draw within."""
    budget = bonnet.study.budget.model_copy(update={"capacities": ["climate-1wm2-2100"]})
    found = assess(bonnet, budget)
    assert (
        len(found.cells) == 5 * 4 and (found.cells[["ratio", "low", "high"]] == np.inf).all(axis=None) and (found.cells.within == 0).all()
    )
    climate = found.verdicts[found.verdicts.indicator == CLIMATE]
    assert (climate.word == "alone").all() and (climate.middle == np.inf).all()  # one capacity alone decides nothing
    both = assess(bonnet, budget.model_copy(update={"capacities": ["climate-1wm2-2100", "climate-2c"]}))
    assert verdict(both, CLIMATE, "steel").word == "beyond" and verdict(both, CLIMATE, "steel").most == np.inf
    assert (both.verdicts[both.verdicts.indicator == CLIMATE].word != "within").all()


def test_doing_without_is_within(facts):
    """Matter alone: doing without takes none of any budget, and its climate is no gap but 0."""
    study = matter_only(example("housing"))
    found = assess(compare(study, facts), budgeted(own=1e-12, quantity=1))
    without = found.verdicts.query("alternative == 'without'").set_index("indicator")
    assert (without.word == "within").all() and (without.most == 0).all() and len(without) == 16
    assert (found.joint.query("alternative == 'without'").within == 1).all()
    assert summary(found).set_index("alternative").within["without"] == 14


# --- verdicts of cubes made by hand ------------------------------------------------------

TWO = {"tight": {CLIMATE: 1}, "wide": {CLIMATE: 2}}


@pytest.mark.parametrize(
    ("total", "expected", "within", "span"),
    [
        (0.5, "within", 1, [0.25, 0.375, 0.5]),
        (4, "beyond", 0, [2, 3, 4]),
        (1.5, "contested", 0.5, [0.75, 1.125, 1.5]),
        (np.where(HALF, 0.5, 4), "contested", 0.5, [1.125, 1.6875, 2.25]),
        (0, "within", 1, [0, 0, 0]),
        (-3, "within", 1, [-3, -2.25, -1.5]),
    ],
    ids=["within", "beyond", "by the set", "by the draws", "nothing", "a credit"],
)
def test_words_of_a_total_against_two_sets(total, expected, within, span, blank):
    found = verdict(held(blank, TWO, {CLIMATE: total}))
    assert (found.word, found.within) == (expected, within)
    assert [found.least, found.middle, found.most] == pytest.approx(span)


@pytest.mark.parametrize(("inside", "expected"), [(244, "within"), (243, "contested"), (13, "contested"), (12, "beyond")])
def test_robust_is_from_95_draws_of_100_on(inside, expected, blank):
    """243 of 256 draws are 94.9 %, 244 are 95.3 %; 12 are 4.7 %, 13 are 5.1 %. Both capacities lie between the two impacts."""
    assert ROBUST == 0.95
    sets = {"one": {CLIMATE: 1}, "other": {CLIMATE: 1.5}}
    assert verdict(held(blank, sets, {CLIMATE: np.where(np.arange(N) < inside, 0.5, 2)})).word == expected


def test_a_total_at_its_share_is_within(blank):
    found = held(blank, {"one": {CLIMATE: 3}, "wide": {CLIMATE: 6}}, {CLIMATE: 3})
    assert (verdict(found).word, verdict(found).most) == ("within", 1)


@pytest.mark.parametrize("total", [0.5, 1.5, 4])
@pytest.mark.parametrize("budget", [OWN, {"principles": ["equal-per-capita"]}, {"principles": ["grandfathering"]}, {}])
@pytest.mark.parametrize("second", [None, 1.0, 1.009, 2.0])
def test_a_verdict_takes_two_rules_and_two_capacities(total, budget, second, blank):
    """Within, contested or beyond by either half of the rules; no verdict where one rule or one number stands alone."""
    sets = {"one": {CLIMATE: 1}} | ({"other": {CLIMATE: second}} if second else {})
    found = held(blank, sets, {CLIMATE: total}, **budget)
    several = second == 2 and not budget
    assert (verdict(found).word == "alone") is not several
    assert verdict(found).least > 0 and 0 <= verdict(found).within <= 1  # the numbers are told all the same
    assert summary(found).set_index("alternative").alone["a"] == (not several)


def test_contested_by_the_principle_says_which_one(blank, facts):
    """All of the world to one, the share of the French to the other: 68.4 million of 8.06 billion, a factor of 118."""
    found = held(blank, TWO, {CLIMATE: 0.5}, quantity=1, own=1)
    people = facts.limits.population.set_index(["country", "year"]).population
    assert verdict(found).word == "contested"
    assert verdict(found).by_principle == pytest.approx(people[WORLD, 2023] / people["FR", 2023]) and verdict(
        found
    ).by_set == pytest.approx(2)
    assert found.sides.set_index("principle").side.to_dict() == {"own": "within", "equal-per-capita": "beyond"}


def test_contested_by_the_set_leaves_the_principle_depending(blank):
    found = held(blank, TWO, {CLIMATE: 1.5})
    assert found.sides.side.tolist() == ["depends"] * 2
    assert (verdict(found).by_set, verdict(found).by_principle) == pytest.approx((2, 1))


def test_one_set_beyond_is_enough_against_within(blank):
    """24 sets within and one beyond: 96 % of the choices, and not robust."""
    sets = {f"wide{n}": {CLIMATE: 10 + n} for n in range(24)} | {"tight": {CLIMATE: 1}}
    found = verdict(held(blank, sets, {CLIMATE: 5}))
    assert (found.word, found.within) == ("contested", pytest.approx(0.96))


def test_the_span_reaches_from_the_draws_of_the_least_to_those_of_the_most(blank):
    """Between 1 and 3, against capacities of 1, 2 and 8: medians 2, 1 and 0.25, of which 1 is the middle."""
    drawn = np.linspace(1, 3, N)
    found = verdict(held(blank, {str(value): {CLIMATE: value} for value in (1, 2, 8)}, {CLIMATE: drawn}))
    assert [found.least, found.middle, found.most] == pytest.approx([0.25, 1, 2])
    assert [found.low, found.high] == pytest.approx([np.percentile(drawn, 2.5) / 8, np.percentile(drawn, 97.5)])


def test_no_choice_moves_a_credit_by_a_factor(blank):
    found = verdict(held(blank, TWO, {CLIMATE: -3}))
    assert np.isnan(found.by_set) and np.isnan(found.by_principle)


def test_sets_that_give_the_same_number_count_once(blank):
    """Three sets of the same capacity are one voice: half of the choices is within, not three quarters."""
    sets = {"first": {CLIMATE: 2}, "second": {CLIMATE: 2}, "third": {CLIMATE: 2}, "tight": {CLIMATE: 1}}
    found = held(blank, sets, {CLIMATE: 1.5})
    assert verdict(found).within == 0.5 and verdict(found).middle == pytest.approx((0.75 + 1.5) / 2)
    assert found.cells[found.cells.alternative == "a"]["set"].tolist() == list(sets) * 2


def test_capacities_within_one_percent_are_one_number(blank):
    """0.95 % is one number, 1.1 % is two; of one number the first set counts, and the cells keep all."""
    assert SAME == 0.01
    near = held(blank, {"first": {CLIMATE: 2}, "near": {CLIMATE: 2.019}, "tight": {CLIMATE: 1}}, {CLIMATE: 1.5})
    assert verdict(near).within == 0.5 and verdict(near).least == pytest.approx(0.75)
    far = held(blank, {"first": {CLIMATE: 2}, "far": {CLIMATE: 2.022}, "tight": {CLIMATE: 1}}, {CLIMATE: 1.5})
    assert verdict(far).within == pytest.approx(2 / 3) and verdict(far).least == pytest.approx(1.5 / 2.022)
    assert set(near.cells["set"]) == {"first", "near", "tight"}
    below = held(blank, {"first": {CLIMATE: -3}, "near": {CLIMATE: -3.02}}, {CLIMATE: 1})
    assert verdict(below).word == "alone"


@pytest.mark.parametrize(
    ("total", "marks", "expected"),
    [
        (0.5, {"more": [CLIMATE]}, "open"),
        (4, {"more": [CLIMATE]}, "beyond"),
        (0.5, {"less": [CLIMATE]}, "within"),
        (4, {"less": [CLIMATE]}, "open"),
        (1.5, {"more": [CLIMATE]}, "not_within"),
        (1.5, {"less": [CLIMATE]}, "not_beyond"),
        (0.5, {"more": [CLIMATE], "less": [CLIMATE]}, "open"),
        (1.5, {"more": [CLIMATE], "less": [CLIMATE]}, "open"),
        (4, {"more": [CLIMATE], "less": [CLIMATE]}, "open"),
    ],
)
def test_what_is_left_out_cannot_carry_a_verdict(total, marks, expected, blank):
    """At least so much cannot be within, at most so much cannot be beyond; the bound that speaks the same way leaves the word."""
    found = verdict(held(blank, TWO, {CLIMATE: total}, **marks))
    assert found.word == expected
    assert [name for name in ("more", "less") if found[name]] == list(marks)


@given(st.floats(0, 1), st.floats(0, 1), st.booleans(), st.booleans())
def test_no_word_against_what_is_left_out(first, second, more, less):
    found = str(word(np.array(min(first, second)), np.array(max(first, second)), more, less))
    assert not (found in ("within", "not_beyond") and more) and not (found in ("beyond", "not_within") and less)
    assert found != "contested" or not (more or less)
    assert (found == "not_within") <= more and (found == "not_beyond") <= less and (found != "open" or more or less)


def test_what_is_left_out_speaks_of_contested_draws_too(blank):
    """Half of the draws within: with a burden missing it is contested or beyond, with a credit missing contested or within."""
    half = np.where(HALF, 0.5, 4)
    words = [verdict(held(blank, TWO, {CLIMATE: half}, **{mark: [CLIMATE]})).word for mark in ("more", "less")]
    assert words == ["not_within", "not_beyond"]


def test_missing_and_unset_are_no_verdict(blank):
    """Nothing known of the impact; impact known and no capacity; neither."""
    found = held(blank, {"one": {CLIMATE: 1, ACID: 1}, "other": {CLIMATE: 2, ACID: 2}}, {CLIMATE: 0.5, OZONE: 0.5})
    assert [verdict(found, name).word for name in (CLIMATE, ACID, OZONE, DUST)] == ["within", "missing", "unset", "missing"]
    unknown = found.verdicts[found.verdicts.word.isin(["missing", "unset"])]
    assert len(unknown) == 2 * 16 - 1 and unknown[["least", "middle", "most", "within"]].isna().all(axis=None)
    assert (verdict(found, CLIMATE, "b").word, verdict(found, OZONE, "b").word) == ("missing", "missing")


@pytest.mark.parametrize(("total", "marks"), [(0, {}), (-2, {}), (2, {"more": [CLIMATE]}), (2, {"less": [CLIMATE]})])
def test_nobody_inherits_from_a_baseline_that_is_partial_or_does_not_burden(total, marks, blank):
    found = held(blank, TWO, {CLIMATE: total, ("b", CLIMATE): 1}, principles=["grandfathering"], **marks)
    assert found.cells[["ratio", "low", "high", "within"]].isna().all(axis=None)
    assert verdict(found, alternative="b").word == "unset"


def test_a_baseline_that_burdens_in_some_draws_gives_a_whole_cell_or_none(blank):
    """With credits a baseline may come out below 0 in some draws: what is said of the rest must not count those as beyond."""
    before = np.where(np.arange(N) < 0.8 * N, 2.0, -1.0)
    found = held(blank, {"one": {CLIMATE: 1e15}}, {CLIMATE: before, ("b", CLIMATE): 1e-9}, principles=["grandfathering"])
    cell = found.cells.query("alternative == 'b' and indicator == 'GWP-total'").iloc[0]
    whole = cell[["ratio", "low", "high", "within"]].notna()
    assert whole.all() or not whole.any(), cell.to_dict()
    assert verdict(found, alternative="b").word == "unset"


def test_a_joint_probability_does_not_hang_on_the_first_draw(blank):
    """A baseline below 0 in the first draw alone, or in any other one, leaves the same number of indicators assessed."""
    sets = {"both": {CLIMATE: 1e15, ACID: 1e15}}
    counts = []
    for place in (0, 100):
        before = np.full(N, 2.0)
        before[place] = -1
        found = held(blank, sets, {CLIMATE: before, ACID: 2, ("b", CLIMATE): 1e-9, ("b", ACID): 1e-9}, principles=["grandfathering"])
        counts.append(found.joint.set_index("alternative").assessed["b"])
    assert counts[0] == counts[1]


@pytest.mark.parametrize(("other", "together"), [(HALF, 0.5), (~HALF, 0.0)], ids=["same draws", "opposite draws"])
def test_a_joint_probability_is_not_the_product_of_single_ones(other, together, blank):
    """Each is within in half of the draws: in the same half, or in the other one; never a quarter."""
    totals = {CLIMATE: np.where(HALF, 0.5, 2), ACID: np.where(other, 0.5, 2)}
    found = held(blank, {"both": {CLIMATE: 1, ACID: 1}}, totals, **OWN)
    assert found.cells.query("alternative == 'a'").within.tolist() == [0.5, 0.5]
    assert found.joint.set_index("alternative").within["a"] == together


def test_indicators_of_one_uncertain_mass_are_within_together(facts):
    """Factors without uncertainty: only the mass that stiffness asks for is drawn, and each capacity is met in half of the draws."""
    exact = dataclasses.replace(facts, factor=facts.factor.assign(gsd=1.0))
    known = compare(panel("steel-s355j2", "pp"), exact, draws=N)
    middle = known.totals.query("alternative == 'pp'").dropna().set_index("indicator")["median"].head(8)
    found = assess(against(known, {"set": middle.to_dict()}), budgeted(quantity=1, own=1, **OWN))
    assert (found.cells.query("alternative == 'pp'").within == 0.5).all()
    row = found.joint.set_index("alternative").loc["pp"]
    assert (row.within, row.assessed) == (0.5, 8)


def test_targets_of_policies_count_in_no_joint_probability_and_no_summary(blank):
    sets = {"tight": {CLIMATE: 1, ACID: 1, METALS: 1}, "wide": {CLIMATE: 2, ACID: 2, METALS: 2}}
    found = held(blank, sets, {CLIMATE: 0.5, ACID: 0.5, METALS: 9}, targets=[METALS])
    rows = found.joint[found.joint.alternative == "a"]
    assert len(rows) == 2 * 2 and (rows.within == 1).all() and (rows.assessed == 2).all()
    assert (verdict(found, METALS).word, verdict(found, METALS).kind) == ("beyond", "target")
    counted = summary(found).set_index("alternative").loc["a"]
    assert (counted.beyond, counted.within) == (0, 2) and counted.highest in (CLIMATE, ACID)


def test_a_joint_probability_says_how_much_it_rests_on(blank):
    """What is missing is not assessed, what leaves a burden out makes it at most so probable; a set of one indicator gives none."""
    sets = {"both": {CLIMATE: 1, ACID: 1, OZONE: 1}, "alone": {CLIMATE: 1}}
    found = held(blank, sets, {CLIMATE: 0.5, ACID: 0.5}, more=[ACID], **OWN).joint.set_index("alternative")
    assert found.set.tolist() == ["both", "both"]
    assert found.loc["a", ["within", "assessed", "more", "less"]].tolist() == [1, 2, True, False]
    assert np.isnan(found.within["b"]) and found.assessed["b"] == 0 and not found.more["b"]


def test_a_mark_on_what_is_not_assessed_does_not_spread(blank):
    found = held(blank, {"both": {CLIMATE: 1, ACID: 1}}, {CLIMATE: 0.5}, more=[ACID], **OWN).joint.set_index("alternative")
    assert not found.more["a"] and found.assessed["a"] == 1


def test_the_summary_counts_each_capacity_once(blank):
    """One indicator of each word, and a target that counts nowhere; the indicator known to one set only stands alone."""
    known = [CLIMATE, ACID, OZONE, DUST, "POCP", "WDP", "EP-marine", "EP-terrestrial", METALS]
    sets = {"tight": dict.fromkeys(known, 1), "wide": dict.fromkeys(known, 1.5)}
    sets["tight"]["IRP"] = 1
    half = np.where(HALF, 0.5, 4)
    totals = {CLIMATE: 9, ACID: half, OZONE: 0.5, DUST: 0.5, "POCP": 0.1, "EP-marine": half, "EP-terrestrial": half, METALS: 99, "IRP": 20}
    found = summary(held(blank, sets, totals, more=[DUST, "EP-marine"], less=["EP-terrestrial"], targets=[METALS])).set_index("alternative")
    counts = {"beyond": 1, "not_within": 1, "contested": 1, "not_beyond": 1, "within": 2, "open": 1, "alone": 1, "missing": 1}
    assert found.loc["a"].to_dict() == counts | {"highest": "IRP"}
    assert tuple(counts) == WORDS and found.missing["b"] == 9 and found.loc["b", list(WORDS)].sum() == 9 and found.highest["b"] is None


def test_taking_up_what_the_world_must_take_up_is_within(blank):
    """Capacities of -3 and -4: -5 is within and has no ratio, -2 is beyond without limit, and half of each is contested."""
    met, short, either = (
        verdict(held(blank, {"one": {CLIMATE: -3}, "other": {CLIMATE: -4}}, {CLIMATE: total})) for total in (-5, -2, np.where(HALF, -5, -2))
    )
    assert (met.word, met.within) == ("within", 1) and np.isnan(met.middle)
    assert (short.word, short.within, short.middle) == ("beyond", 0, np.inf)
    assert (either.word, either.within) == ("contested", 0.5)


def test_an_infinite_ratio_hides_no_finite_one(blank):
    found = verdict(held(blank, {"none": {CLIMATE: -1}, "some": {CLIMATE: 4}}, {CLIMATE: 2}))
    assert (found.word, found.least, found.most, found.within) == ("contested", 0.5, np.inf, 0.5)


SPACE = pd.read_csv(VECTORS / "safe_operating_space.csv").set_index("case")


@pytest.mark.parametrize("case", SPACE.index)
def test_the_share_of_draws_within_is_the_exact_probability(case, workshop):
    """P(within) = Phi(ln(share of the space / median) / sigma) of a lognormal: derived; 4096 Sobol draws leave less than 0.002."""
    row = SPACE.loc[case]
    known = compare(made(one("a")), workshop)
    drawn = Draws().lognormal(("case",), np.array([row.impact_median]), np.exp(np.array([row.sigma_ln])))[0]
    cell = held(known, {"space": {CLIMATE: 1}}, {CLIMATE: drawn}, quantity=1, own=float(row.assigned_share), **OWN).cells.iloc[0]
    assert cell.within == pytest.approx(row.expected_p_within, abs=0.002)
    assert cell.ratio == pytest.approx(row.expected_ratio, rel=2e-3)


# --- what is refused ---------------------------------------------------------------------


def test_a_capacity_in_another_unit_than_its_indicator_is_refused(workshop):
    """Sala et al. (2020) have land use in kg of soil, the indicator is in points."""
    rows = workshop.limits.capacity
    land = (rows.set == "jrc-2023-min") & (rows.indicator == "SQP")
    foreign = dataclasses.replace(workshop.limits, capacity=rows.assign(unit=rows.unit.mask(land, "kg soil loss")))
    with pytest.raises(errors.CapacityUnit) as refused:
        capacities(foreign, workshop.indicator, ["sala-2020", "jrc-2023-min"])
    assert vars(refused.value) == {"where": "jrc-2023-min", "indicator": "SQP", "found": "kg soil loss", "allowed": "Pt"}
    assert len(capacities(foreign, workshop.indicator, ["sala-2020"])) == 15


@pytest.mark.parametrize(
    ("row", "rule", "found"),
    [
        ("sala-2020,SQP,1.27e13,kg soil loss,capacity,b,b,sala-2020,Table 3,,", "reference", "unit: kg soil loss"),
        ("sala-2020,GWP-total,1,kg CO2 eq,capacity,b,b,sala-2020,Table 3,,", "unique", "sala-2020, GWP-total"),
        ("phc-2025,GWP-total,1,kg CO2 eq,capacity,b,b,sala-2020,Table 3,,", "reference", "phc-2025"),
        ("lund-2025,WDP,nan,m3 world eq deprived,capacity,b,b,sala-2020,Table 3,,", "check", "isfinite"),
        ("lund-2025,WDP,1,m3 world eq deprived,limit,b,b,sala-2020,Table 3,,", "check", "kind IN"),
    ],
)
def test_a_broken_row_of_the_capacities_is_refused(row, rule, found, tmp_path):
    for file in DATA.glob("*.csv"):
        shutil.copy(file, tmp_path)
    with (tmp_path / "capacity.csv").open("a", encoding="utf-8") as end:
        end.write(row + "\n")
    with pytest.raises(errors.RowRefused) as refused:
        Catalogue(tmp_path)
    assert refused.value.file == "capacity.csv" and refused.value.rule == rule and found in refused.value.found


def test_an_assessment_is_refused_as_its_budget_is(blank):
    with pytest.raises(errors.NotACapacity):
        held(blank, TWO, {CLIMATE: 1}, capacities=["phc-2025"])


def test_without_any_capacity_nothing_is_set(blank):
    """As when the sources of all capacities asked for are switched off."""
    found = held(blank, {"empty": {}}, {CLIMATE: 1})
    assert len(found.cells) == 0 and len(found.joint) == 0 and verdict(found).word == "unset"
