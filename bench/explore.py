"""Sifting and ordering far more materials than there are: copies of the real ones, with their numbers moved."""

import dataclasses
from collections.abc import Callable

import numpy as np

from impact.model.supply import carried
from impact.scoring.candidates import Candidates, candidates
from impact.scoring.criteria import PARTLY, Criteria, Limit, Part, Sieve, overall
from impact.scoring.pareto import LOWER, front
from impact.store.catalogue import Catalogue

SIZES = (10_000, 100_000)
#: Standard deviation of the logarithm by which a copy differs from its model. [-]
JITTER = 0.2
PART = Part("steel-galvanised-sheet", 15.0, {"panel-stiffness": 1.0, "panel-strength": 0.6})
#: Each drops or leaves open a good part, and enough remains to be ordered.
SIEVE = Sieve((Limit("property:max_service_temperature", 80.0), Limit("property:density", most=9000.0)), uncritical=True)
CRITERIA = ["mass", "impact:GWP-total", "cost"]


def enlarged(held: Candidates, size: int) -> Candidates:
    """So many candidates: the real ones, then copies of them drawn at random; what is not known of one is not known of its copies."""
    rng = np.random.default_rng(1)
    n = len(held.names)
    model = np.concatenate([np.arange(n), rng.integers(0, n, size - n)])

    def copied(value):
        if isinstance(value, dict):
            return {name: copied(each) for name, each in value.items()}
        taken = value[..., model]
        if taken.ndim == 1:
            return taken
        return taken * np.exp(JITTER * np.where(np.arange(size) < n, 0.0, rng.normal(size=size)))

    columns = {each.name: copied(getattr(held, each.name)) for each in dataclasses.fields(held)}
    return dataclasses.replace(held, **columns | {"names": np.array([*held.names, *(f"copy-{at}" for at in range(n, size))], object)})


def sifted(held: Candidates, functions) -> np.ndarray:
    """Who remains, and who of them is on the front of mass, climate and cost; nothing is kept from before. [n]"""
    criteria = Criteria(held, functions, PART)
    remaining = overall(SIEVE.verdicts(criteria), len(held.names)) <= PARTLY
    return front(np.where(remaining, criteria.middles(CRITERIA), np.nan), [LOWER] * len(CRITERIA))


def exploring(catalogue: Catalogue, median: Callable, say: Callable):
    """Filtering and ordering 10,000 materials, and ten times as many; median and say: those of the benchmark."""
    facts = catalogue.facts()
    held, seconds = candidates(facts, carried(facts.supply, facts.material.id.tolist())), {}
    for size in SIZES:
        many = enlarged(held, size)
        seconds[size] = median(lambda many=many: sifted(many, facts.function))
        note = f"{int(sifted(many, facts.function).sum())} on the front"
        note += " (aim at most 100 ms)" if size == SIZES[0] else ""
        say(f"sift {size:,} materials, order them on three criteria", seconds[size], note)
    few, many = SIZES
    print(f"{'':<58} {seconds[many] / seconds[few]:.1f} times as long for {many // few} times as many")
