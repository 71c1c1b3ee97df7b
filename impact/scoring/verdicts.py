"""What all capacity sets and sharing principles say together of one alternative on one indicator."""

import numpy as np
import pandas as pd

from impact.scoring.compare import Comparison

#: A share of draws and choices from which one says robustly within; below its complement, robustly beyond.
ROBUST = 0.95
#: What a verdict is of.
CELL = ["alternative", "indicator"]

WITHIN, CONTESTED, BEYOND = "within", "contested", "beyond"
#: A burden is left out, so that it is contested or beyond; a credit is left out, so that it is contested or within.
NOT_WITHIN, NOT_BEYOND = "not_within", "not_beyond"
#: What is left out could turn it; one rule or one capacity alone decides nothing; nothing is known; no capacity or no share is at hand.
OPEN, ALONE, MISSING, UNSET = "open", "alone", "missing", "unset"
#: All of them, in the order in which they are told; what has no capacity or share counts as missing.
WORDS = (BEYOND, NOT_WITHIN, CONTESTED, NOT_BEYOND, WITHIN, OPEN, ALONE, MISSING)
#: Fewest principles, and fewest capacities, over which a verdict is one; and fewest indicators that are assessed jointly.
FEWEST = 2
#: What draws and choices can say of one side: choices decide, or the draws do.
DEPENDS = "depends"


def verdicts(comparison: Comparison, distinct: pd.DataFrame) -> pd.DataFrame:
    """What all sets and principles say together, of each alternative and indicator.

    Columns: alternative, indicator, kind (capacity, target), word, least, middle, most (of the median ratios), low, high (95 % of
    the least and of the most) [-], within (share of choices and draws within, principles weighing alike), by_principle and by_set
    (factors that the choice alone can move the ratio by), more, less (a burden, a credit is left out).
    Word: within or beyond where every set has at least ROBUST of principles and draws on that side, else contested;
    a total that leaves out burdens cannot be within, one that leaves out credits cannot be beyond: then it is open,
    and what would be contested is not within, or not beyond. Below FEWEST principles or capacities there is no verdict: alone.
    """
    result, held, every = comparison.cube, distinct.dropna(subset="within"), comparison.facts.limits.capacity
    named = pd.MultiIndex.from_product([result.alternatives, result.indicators], names=CELL)
    found = pd.DataFrame({name: result.marked(name).ravel() for name in ("more", "less")}, index=named)
    found["kind"] = named.get_level_values("indicator").map(every.drop_duplicates("indicator").set_index("indicator").kind)
    choices, positive = held.groupby(CELL), held[held.ratio > 0]
    found[["least", "middle", "most"]] = choices.ratio.agg(["min", "median", "max"])
    found["low"], found["high"], found["within"] = choices.low.min(), choices.high.max(), choices.within.mean()
    for moved, fixed in (("principle", "set"), ("set", "principle")):
        found[f"by_{moved}"] = _swing(positive, fixed)
    ends = held.groupby([*CELL, "set"]).within.mean().groupby(CELL).agg(["min", "max"]).reindex(named)
    silent = np.where((result.overall > 0).ravel(), UNSET, MISSING)
    several = (choices[["principle", "set"]].nunique() >= FEWEST).all(axis=1).reindex(named, fill_value=False)
    told = np.where(several, word(ends["min"], ends["max"], found.more, found.less), ALONE)
    found["word"] = np.where(ends["min"].isna(), silent, told)
    return found.reset_index()


def word(least, most, more, less) -> np.ndarray:
    """Word for the least and the most, over the sets, of the share that is within; see `verdicts`. [any shape]"""
    within, beyond = least >= ROBUST, most <= 1 - ROBUST
    return np.select(
        [within & more | beyond & less, within, beyond, more & less, more, less],
        [OPEN, WITHIN, BEYOND, OPEN, NOT_WITHIN, NOT_BEYOND],
        CONTESTED,
    )


def _swing(positive: pd.DataFrame, fixed: str) -> pd.Series:
    """Greatest over least ratio that the other choice leads to while this one stands, the widest of them. [-], by cell"""
    ends = positive.groupby([*CELL, fixed]).ratio.agg(["min", "max"])
    return (ends["max"] / ends["min"]).groupby(CELL).max()


def sides(distinct: pd.DataFrame) -> pd.DataFrame:
    """On which side each principle leaves an alternative, whatever the set: within, beyond, or depends.

    Columns: alternative, indicator, principle, side.
    """
    held = distinct.dropna(subset="within")
    ends = held.groupby([*CELL, "principle"], sort=False).within.agg(["min", "max"]).reset_index()
    side = np.select([ends["min"] >= ROBUST, ends["max"] <= 1 - ROBUST], [WITHIN, BEYOND], DEPENDS)
    return ends[[*CELL, "principle"]].assign(side=side)
