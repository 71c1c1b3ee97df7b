"""The same system in Brightway's bw2calc, in an environment of its own that is made when it is missing.

Simplified for bw2calc: the amounts of a subject are added up over the stages; each is lognormal about its median with the
spread that it has in our draws, and on its own (in ours all amounts of an alternative follow its mass); subjects that are
read from one data set are drawn apart. What is not known of a subject is left out on both sides.
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np

from impact.model.lifecycle import Cube, cube
from impact.model.study import Study
from impact.model.uncertainty import DRAWS, Draws
from impact.store.facts import Facts

HERE = Path(__file__).parent
ENVIRONMENT = HERE.parent / ".venv-bench"
PYTHON = ENVIRONMENT / "bin" / "python"
#: What is installed there, with the numpy and scipy that the project runs on.
PACKAGES = ("bw2calc==3.1.0", "bw_processing==1.6", "matrix_utils==0.9", "stats_arrays==4.0")
#: Draws of bw2calc that are timed.
TIMED = 500
#: Largest relative difference allowed: of any total at the medians, and of the median of the draws on climate.
EXACT, CLOSE = 1e-6, 0.10


class Unavailable(Exception):
    """bw2calc cannot be installed here."""


class NotTheSame(Exception):
    """The two sides did not calculate one system: their times say nothing."""


@dataclass(frozen=True)
class Brightway:
    """What bw2calc took. [s per draw]; close: largest relative difference of the medians on climate."""

    version: str
    seconds: float
    close: float


def brightway(study: Study, facts: Facts) -> Brightway:
    """Time a study in bw2calc, its results held against ours. Raises Unavailable, NotTheSame."""
    prepare()
    middle, drawn = cube(study, facts, Draws(1)), cube(study, facts, Draws(DRAWS))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "system.npz"
        np.savez(path, **system(middle, drawn))
        command = [str(PYTHON), "-W", "ignore", str(HERE / "brightway_lca.py"), str(path), str(TIMED)]
        said = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    exact, close = apart(said["middle"], middle), apart(said["median"], drawn, slice(1))
    if exact > EXACT or close > CLOSE:
        raise NotTheSame(f"bw2calc and we differ by {exact:.1e} at the medians, by {close:.1%} in the medians of the draws on climate")
    return Brightway(said["version"], said["seconds"], close)


def prepare():
    """Make the environment, again when other packages are asked for. Raises Unavailable."""
    wanted = [*PACKAGES, *(f"{name}=={version(name)}" for name in ("numpy", "scipy"))]
    ready, content = ENVIRONMENT / ".ready", "\n".join([sys.version, *wanted])
    if ready.exists() and ready.read_text() == content:
        return
    install = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1", *wanted]
    try:
        for command in ([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], install):
            subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    except (OSError, subprocess.SubprocessError) as error:
        lines = str(getattr(error, "stderr", None) or error).strip().splitlines()
        raise Unavailable(lines[-1]) from error
    ready.write_text(content)


def system(middle: Cube, drawn: Cube) -> dict[str, np.ndarray]:
    """A study, at its medians and drawn, as brightway_lca.py reads it."""
    stock, amount = middle.inventory, amounts(middle)[..., 0]
    known = ~np.isnan(stock.median)
    return {
        "amount": amount,
        "amount_sigma": sigma(amounts(drawn)),
        "factor": np.where(known, stock.median, 0),
        "factor_sigma": np.log(np.where(known, stock.gsd, 1)),
    }


def amounts(result: Cube) -> np.ndarray:
    """What each alternative asks of each subject. [alternative, subject, draw]"""
    subjects = result.inventory.subjects
    amount = np.zeros((len(result.bills), len(subjects), result.draws.n))
    for a, flows in enumerate(result.bills.values()):
        for flow in flows:
            if flow.subject:
                amount[a, subjects.index(flow.subject)] += flow.amount
    return amount


def sigma(amount: np.ndarray) -> np.ndarray:
    """Standard deviation of the logarithm over the last axis; 0, so a fixed amount, where the sign changes or nothing is asked."""
    one_sign = (amount > 0).all(axis=-1) | (amount < 0).all(axis=-1)
    return np.log(np.abs(np.where(one_sign[..., None], amount, 1))).std(axis=-1)


def apart(theirs: list[list[float]], ours: Cube, only: slice = slice(None)) -> float:
    """Largest relative difference from our median totals, of those that are known. only: of these indicators"""
    total = np.median(ours.total, axis=0)[:, only]
    known = np.isfinite(total) & (total != 0)
    return float(np.abs(np.array(theirs)[:, only][known] / total[known] - 1).max())
