"""Measure the work behind a comparison against its bare cost, on this machine, in this run.

Ratios are what can be compared between machines; the aims are those of the project:
cube at most 1.5 times the bare cost of its draws, page script at most 100 ms after a
change, catalogue open within 0.5 s.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np
from scipy.special import ndtri
from scipy.stats import qmc
from streamlit.testing.v1 import AppTest

from impact.model import function, lifecycle, uncertainty
from impact.model import study as studies
from impact.model.uncertainty import DRAWS, Draws
from impact.scoring.compare import compare
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
    return studies.parse(
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


def cube_against_bare_draws(catalogue: Catalogue):
    """The cube, and the draws and exponentials of just as many facts by the library's own calls."""
    study = six_alternatives()
    facts = catalogue.facts(study.materials)
    indicators = len(facts.indicator)
    properties = 3 * len(SIX)

    def bare():
        for _ in range(len(SIX)):
            rng = np.random.default_rng(1)
            points = rng.permutation(qmc.Sobol(indicators, rng=rng).random_base2(12)).T
            np.exp(np.log(1.5) * ndtri(points))
        for _ in range(properties):
            rng = np.random.default_rng(1)
            rng.permutation(qmc.Sobol(1, rng=rng).random_base2(12)).T

    def whole():
        lifecycle.cube(study, facts, Draws(DRAWS))

    cost = median(bare)
    fresh = median(whole, before=uncertainty._block.cache_clear)
    kept = median(whole)
    facts_drawn = len(SIX) * indicators + properties
    say(f"bare draws and exponentials of {facts_drawn} facts x {DRAWS}", cost)
    say("cube, 6 alternatives x 16 indicators x 4096 draws", fresh, f"ratio {fresh / cost:.2f} (aim at most 1.5)")
    say("cube again, draws kept (as on a page)", kept, f"ratio {kept / cost:.2f}")
    say("whole comparison with rows, ratios and gate", median(lambda: compare(study, facts)))


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


def page():
    """Script of the page Compare after one change of the mass."""
    app = AppTest.from_file(DATA.parent / "app.py", default_timeout=60)
    app.query_params["lang"] = "fr"
    app.run()
    masses = iter(range(20, 1000))

    def change():
        app.text_input(key="mass").set_value(str(next(masses))).run()

    again = median(lambda: app.run())
    say("page Compare, script after a change of mass", median(change), "(aim at most 100 ms)")
    say("page Compare, script with nothing changed", again)


if __name__ == "__main__":
    opened = Catalogue()
    cube_against_bare_draws(opened)
    opening()
    ranking(opened)
    page()
