"""Measure the work behind a comparison against its bare cost, on this machine, in this run.

Ratios are what can be compared between machines; the aims are those of the project:
cube at most 1.5 times the bare cost of its draws, page script at most 100 ms after a
change (300 ms for Boundaries), catalogue open within 0.5 s, a draw 1,000 times faster than
one of Brightway's bw2calc.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np
from streamlit.testing.v1 import AppTest

from bench.brightway import TIMED, Unavailable, brightway
from bench.explore import exploring
from bench.whatif import whatif
from impact.model import function, lifecycle, reading, uncertainty
from impact.model import study as studies
from impact.model.uncertainty import DRAWS, Draws
from impact.model.variation import Variation
from impact.scoring.boundaries import assess
from impact.scoring.compare import compare
from impact.scoring.drivers import drivers
from impact.scoring.measure import measure
from impact.scoring.pairwise import probabilities
from impact.scoring.tornado import tornado
from impact.scoring.weighting import acceptability, weights
from impact.store.catalogue import DATA, Catalogue

SIX = ["steel-s235jr", "stainless-304", "aluminium-5754", "glass-soda-lime", "pp", "pc"]


def median(work: Callable, runs: int = 15, before: Callable = lambda: None) -> float:
    """Median time of `work` after one run not counted. [s]"""
    times = []
    for _ in range(runs + 1):
        before()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times[1:])


def say(name: str, seconds: float, note: str = ""):
    print(f"{name:<58} {seconds * 1000:9.1f} ms   {note}")


def six_alternatives() -> studies.Study:
    """Six materials sized by stiffness and strength: two or three uncertain properties each, 16 factors each."""
    words = {"en": "bench"}
    constraints = [{"function": "panel-stiffness"}, {"function": "panel-strength", "utilisation": 0.6}]
    return reading.parse(
        {
            "title": words,
            "question": words,
            "function": words,
            "baseline": SIX[0],
            "source": "best",
            "sizing": {"reference": SIX[0], "mass": 10.0, "constraints": constraints},
            "alternatives": [{"id": name, "parts": [{"material": name}]} for name in SIX],
        }
    )


TEN = [
    ("steel-s235jr", "sheet-stamping"),
    ("stainless-304", "sheet-stamping"),
    ("steel-galvanised-sheet", "sheet-stamping"),
    ("aluminium-5754", "aluminium-sheet-stamping"),
    ("aluminium-6082-t6", "machining-aluminium"),
    ("pp", "injection-moulding"),
    ("pc", "injection-moulding"),
    ("abs", "injection-moulding"),
    ("pa66-gf30", "injection-moulding"),
    ("gfrp-polyester-30", "vacuum-infusion"),
]


def eight_whole_lives() -> studies.Study:
    """Eight alternatives of ten parts over all stages: processes, transport, a ride and electricity, shared recycling."""
    words = {"en": "bench"}

    def part(number: int, material: str, process: str) -> dict:
        step = {"process": process} | ({"buy_to_fly": 2.0} if process.startswith("machining") else {})
        return {"material": material, "mass": 0.5 + 0.1 * number, "processes": [step]}

    parts = [[part(number + each, *pair) for number, pair in enumerate(TEN)] for each in range(8)]
    use = {
        "country": "FR",
        "carried": {"vehicle": "car-petrol", "distance": 200000.0},
        "energy": [{"carrier": "electricity", "per_year": 5.0}],
    }
    legs = [{"mode": "sea-container", "distance": 10000.0}, {"mode": "road-truck-artic-40t", "distance": 500.0}]
    return reading.parse(
        {
            "title": words,
            "question": words,
            "function": words,
            "baseline": "a0",
            "source": "best",
            "service_life": 15.0,
            "allocation": "footprint-formula",
            "electricity": "path",
            "life": {"made_in": "FR", "transport": legs, "use": use, "end_of_life": "usual"},
            "alternatives": [{"id": f"a{number}", "parts": each} for number, each in enumerate(parts)],
        }
    )


def whole_lives_against_bare_draws(catalogue: Catalogue):
    """The cube of eight whole lives, and nothing but the draws of the facts that it reads."""
    study = eight_whole_lives()
    facts = catalogue.facts(study.materials)
    stock = lifecycle.cube(study, facts, Draws(1)).inventory
    count, one = len(facts.indicator), np.ones(len(facts.indicator))

    def bare():
        return [Draws(DRAWS).lognormal(block, one, one * 1.5) for block in stock.block]

    def cube():
        lifecycle.cube(study, facts, Draws(DRAWS))

    say(f"bare cost: draw {len(stock.block) * count} facts {DRAWS} times", cost := median(bare, before=uncertainty._block.cache_clear))
    say("cube, 8 alternatives x 10 parts x all stages", new := median(cube, before=uncertainty._block.cache_clear))
    print(f"{'':<58} ratio {new / cost:.2f} to the bare cost (aim at most 1.5)")
    say("cube again, draws kept, as on a page", median(cube))
    say("whole comparison: cube, rows, ratios, gate", median(lambda: compare(study, facts)))


def cube_against_bare_draws(catalogue: Catalogue):
    """The cube, and nothing but the draws and exponentials of the facts that it reads."""
    study = six_alternatives()
    facts = catalogue.facts(study.materials)
    count = len(facts.indicator)
    kinds = ("density", "youngs_modulus", "yield_strength")
    one, low, high = np.ones(count), np.ones(1), np.full(1, 2.0)

    def bare():
        draws = Draws(DRAWS)
        factors = [draws.lognormal(("factor", material), one, one * 1.5) for material in SIX]
        return factors, [draws.between(("property", material, kind), low, high) for material in SIX for kind in kinds]

    def cube():
        lifecycle.cube(study, facts, Draws(DRAWS))

    say(
        f"bare cost: draw {len(SIX) * (count + len(kinds))} facts {DRAWS} times",
        cost := median(bare, before=uncertainty._block.cache_clear),
    )
    say("cube, 6 alternatives x 16 indicators x 4096 draws", new := median(cube, before=uncertainty._block.cache_clear))
    print(f"{'':<58} ratio {new / cost:.2f} to the bare cost (aim at most 1.5)")
    say("cube again, draws kept, as on a page", kept := median(cube))
    print(f"{'':<58} ratio {kept / cost:.2f} to the bare cost")
    say("whole comparison: cube, rows, ratios, gate", median(lambda: compare(study, facts)))


def opening():
    """The catalogue in a new process, imports apart, and in this one."""
    code = (
        "import time, duckdb, pandas; from impact.store.catalogue import Catalogue; "
        "start = time.perf_counter(); Catalogue(); print(time.perf_counter() - start)"
    )
    cold = [float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout) for _ in range(5)]
    say("open the catalogue, cold", statistics.median(cold), "(aim at most 500 ms)")


def ranking(catalogue: Catalogue):
    """Mass of every material of the catalogue for one function, relative to steel."""
    facts = catalogue.facts()
    middle = facts.property.assign(middle=(facts.property["min"] + facts.property["max"]) / 2)

    def rank():
        wide = middle.pivot(index="material", columns="property", values="middle")
        steel = wide.loc[SIX[0]]
        ratio = function.mass_ratio(steel.density, wide.density, steel.youngs_modulus, wide.youngs_modulus, 1 / 3)
        return ratio.dropna().sort_values()

    say(f"rank {len(rank())} materials for a stiff panel", median(rank))


def budgets(catalogue: Catalogue):
    """The bonnet held against every usual capacity set and principle, relative to comparing it."""
    study = reading.load(DATA / "studies" / "bonnet.toml")
    comparison = compare(study, catalogue.facts(study.materials))
    facts = comparison.facts
    say("whole comparison of the bonnet, draws kept", cost := median(lambda: compare(study, facts)))
    say(
        f"held against budgets, {len(assess(comparison, study.budget).cells)} cells",
        new := median(lambda: assess(comparison, study.budget)),
    )
    print(f"{'':<58} ratio {new / cost:.2f} to the comparison")


def certainty(catalogue: Catalogue):
    """Pairs, ranks over weights, drivers and a tornado, relative to comparing the bonnet."""
    study = reading.load(DATA / "studies" / "bonnet.toml")
    facts = catalogue.facts(study.materials)
    cost = median(lambda: compare(study, facts))
    rng = np.random.default_rng(1)
    total = np.exp(rng.normal(size=(12, 16, DRAWS)))
    values = rng.random((10000, 6, 16))
    variation = Variation(study, facts, facts.indicator.id.iloc[0])
    pair = study.baseline, study.alternatives[-1].id
    work = {
        f"pairs: 12 x 12 x 16, {DRAWS} draws": lambda: probabilities(total),
        "ranks: 10,000 weights x 6 x 16": lambda: acceptability(values, weights(16, 10000)),
        f"drivers of a pair of the bonnet, {len(variation.facts_of())} facts": lambda: drivers(variation, *pair),
        "what to measure first": lambda: measure(variation, *pair),
        f"tornado, {len(variation.numbers)} numbers": lambda: tornado(variation, *pair),
        "one number moved, one indicator": lambda: variation.totals(Draws(DRAWS), {"sizing.mass": 16.0}),
    }
    for name, each in work.items():
        say(name, new := median(each), f"ratio {new / cost:.2f} to the comparison")


def against_brightway(catalogue: Catalogue):
    """The whole comparison of the bonnet, and the Monte Carlo of the same system in bw2calc, both per draw.

    bw2calc solves any system, with a new matrix for each draw; ours multiplies bills by factors, all draws at once, and
    then also makes the table, the ratios and the gate. bench/brightway.py says what is simplified for bw2calc.
    """
    study = reading.load(DATA / "studies" / "bonnet.toml")
    facts = catalogue.facts(study.materials)
    try:
        theirs = brightway(study, facts)
    except Unavailable as reason:
        print(f"bw2calc left out: it cannot be installed in .venv-bench ({reason})")
        return
    note = f"median of {TIMED}; medians of climate within {theirs.close:.1%} of ours"
    say(f"bw2calc {theirs.version}, MultiLCA, the bonnet, per draw", theirs.seconds, note)
    fresh = median(lambda: compare(study, facts), before=uncertainty._block.cache_clear) / DRAWS
    kept = median(lambda: compare(study, facts)) / DRAWS
    for name, ours in (("whole comparison of it, per draw", fresh), ("the same, draws kept, per draw", kept)):
        print(f"{name:<58} {ours * 1e6:9.1f} us   {theirs.seconds / ours:,.0f} times faster (aim at least 1,000)")


def page():
    """Script of the page Compare after one change of the mass; the driver's own share is measured on an empty page."""
    empty = AppTest.from_string("import streamlit as st; st.title('empty')").run()
    driver = median(lambda: empty.run())
    app = AppTest.from_file(DATA.parent / "app.py", default_timeout=60)
    app.query_params["lang"] = "fr"
    app.run()
    masses = iter(range(20, 1000))
    changed = median(lambda: app.text_input(key="mass").set_value(str(next(masses))).run())
    say("page Compare, script after a change of mass", changed - driver, "(aim at most 100 ms)")
    say("page Compare, script with nothing changed", median(lambda: app.run()) - driver)
    app.switch_page("pages/boundaries.py").run()
    prices = iter(range(100, 1000))
    changed = median(lambda: app.text_input(key="study_budget_price").set_value(str(next(prices))).run())
    say("page Boundaries, script after a change of price", changed - driver, "(aim at most 300 ms)")
    say("empty page, already taken off the three above", driver)


def what_if():
    """From the key that ends an entry on the page What if to the answer, words and chart, in a real browser."""
    answered = whatif()
    if isinstance(answered, str):
        print(f"page What if in a browser: not measured, {answered}")
        return
    say("page What if, to the answer in a browser, median", answered[0])
    say("page What if, to the answer in a browser, 95th percentile", answered[1], "(aim at most 300 ms)")


if __name__ == "__main__":
    opened = Catalogue()
    cube_against_bare_draws(opened)
    whole_lives_against_bare_draws(opened)
    opening()
    ranking(opened)
    budgets(opened)
    certainty(opened)
    exploring(opened, median, say)
    against_brightway(opened)
    page()
    what_if()
