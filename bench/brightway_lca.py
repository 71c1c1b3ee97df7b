"""Monte Carlo of a small system with bw2calc, for bench/brightway.py: python bench/brightway_lca.py SYSTEM.npz DRAWS

Runs in an environment of its own and imports nothing of the project. SYSTEM.npz holds amount, amount_sigma
[alternative, subject] and factor, factor_sigma [subject, indicator], 0 where there is none; sigma is that of the natural
logarithm. Prints one line of JSON: version, middle (scores at the medians) and median (of the draws)
[alternative, indicator], seconds (median time of a draw).
"""

import json
import statistics
import sys
import time

import bw2calc
import bw_processing
import numpy as np

LOGNORMAL, FIXED = 2, 0


def entries(matrix: str, rows: np.ndarray, columns: np.ndarray, values: np.ndarray, sigma: np.ndarray, inputs: bool = False) -> dict:
    """What bw_processing asks for one matrix, without the entries that are 0. rows, columns, values, sigma: [n]

    inputs: what a process takes, which has a negative sign in the technosphere.
    """
    some = values != 0
    rows, columns, values, sigma = rows[some], columns[some], values[some], sigma[some]
    indices, spread = np.zeros(len(values), bw_processing.INDICES_DTYPE), np.zeros(len(values), bw_processing.UNCERTAINTY_DTYPE)
    indices["row"], indices["col"] = rows, columns
    varies = sigma > 0
    for name in ("scale", "shape", "minimum", "maximum"):
        spread[name] = np.nan
    spread["uncertainty_type"] = np.where(varies, LOGNORMAL, FIXED)
    spread["loc"] = np.where(varies, np.log(np.abs(values)), values)
    spread["scale"][varies] = sigma[varies]
    spread["negative"] = values < 0
    return {
        "matrix": matrix,
        "indices_array": indices,
        "data_array": values,
        "distributions_array": spread,
        "flip_array": np.full(len(values), inputs),
    }


def system(amount: np.ndarray, amount_sigma: np.ndarray, factor: np.ndarray, factor_sigma: np.ndarray) -> tuple[list, list[int], list[str]]:
    """Data packages, products of the alternatives, names of the methods.

    Each alternative is a process that takes its amount from each subject, each subject one that emits one flow per
    indicator, and each method counts one of these flows once.
    """
    (alternatives, subjects), indicators = amount.shape, factor.shape[1]
    subject, alternative = np.arange(subjects), subjects + np.arange(alternatives)
    flow = subjects + alternatives + np.arange(indicators)
    made = np.concatenate([subject, alternative])
    package = bw_processing.create_datapackage(seed=1)
    package.add_persistent_vector(**entries("technosphere_matrix", made, made, np.ones(len(made)), np.zeros(len(made))))
    takes = (np.tile(subject, alternatives), np.repeat(alternative, subjects))
    package.add_persistent_vector(**entries("technosphere_matrix", *takes, amount.ravel(), amount_sigma.ravel(), inputs=True))
    emitted = bw_processing.create_datapackage(seed=2)
    emits = (np.tile(flow, subjects), np.repeat(subject, indicators))
    emitted.add_persistent_vector(**entries("biosphere_matrix", *emits, factor.ravel(), factor_sigma.ravel()))
    counted, methods = bw_processing.create_datapackage(), [f"indicator {number}" for number in range(indicators)]
    for name, each in zip(methods, flow, strict=True):
        one = entries("characterization_matrix", np.array([each]), np.array([0]), np.ones(1), np.zeros(1))
        counted.add_persistent_vector(**one, identifier=name)
    return [package, emitted, counted], alternative.tolist(), methods


def calculation(packages: list, products: list[int], methods: list[str], drawn: bool) -> bw2calc.MultiLCA:
    """One unit of every alternative, calculated once; next() calculates the next draw."""
    demands = {str(product): {product: 1.0} for product in products}
    lca = bw2calc.MultiLCA(demands, {"impact_categories": methods}, packages, use_distributions=drawn)
    lca.lci()
    lca.lcia()
    return lca


def scores(lca: bw2calc.MultiLCA, products: list[int], methods: list[str]) -> list[list[float]]:
    """What one unit of each causes. [alternative, indicator]"""
    found = lca.scores
    return [[float(found[method, str(product)]) for method in methods] for product in products]


def main(path: str, draws: int):
    """Print what bench/brightway.py reads."""
    with np.load(path) as file:
        packages, products, methods = system(**file)
    middle = scores(calculation(packages, products, methods, drawn=False), products, methods)
    lca, seconds, every = calculation(packages, products, methods, drawn=True), [], []
    for _ in range(draws):
        start = time.perf_counter()
        next(lca)
        every.append(scores(lca, products, methods))
        seconds.append(time.perf_counter() - start)
    median = np.median(every, axis=0).tolist()
    print(json.dumps({"version": bw2calc.__version__, "middle": middle, "median": median, "seconds": statistics.median(seconds)}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
