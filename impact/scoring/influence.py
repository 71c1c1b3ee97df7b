"""What each provisional hypothesis of a study moves: the results with it at one end of its range, and at the other."""

import numpy as np
import pandas as pd

from impact.model.grounds import replaced, rows
from impact.model.hypothesis import Hypothesis
from impact.model.study import Study
from impact.model.uncertainty import Chosen, Draws
from impact.model.variation import Variation
from impact.scoring.compare import FEWEST, compare
from impact.store.facts import Facts

#: Ends of 95 % of a lognormal, in standard deviations.
ENDS = (-1.96, 0.0, 1.96)


def influence(study: Study, facts: Facts, indicator: str) -> pd.DataFrame:
    """Totals of one indicator as each hypothesis goes from one end to the other, everything else at its median.

    Columns: hypothesis (its number), alternative, low, base, high [unit of the indicator] (at the lower end, as it stands, at the
    upper end), turns (is the order beside the baseline another one at an end? None where no order is given). Numbers: from bound to bound. A spread: over the
    95 % that it says. What a hypothesis says in words alone has no row: its influence is not known.
    """
    lines, names = [], [each.id for each in study.alternatives]
    at, cells = names.index(study.baseline), compare(study, facts, FEWEST).relative
    may = set(cells.alternative[(cells.indicator == indicator) & cells.comparable & (cells.alternative != study.baseline)])
    for number, each in enumerate(study.hypotheses):
        if (totals := _ends(study, facts, indicator, each)) is None:
            continue
        order = np.sign(totals - totals[at])
        for name, held, side in zip(names, totals, order, strict=True):
            lines.append((number, name, *held.tolist(), len(set(side.tolist())) > 1 if name in may else None))
    return pd.DataFrame(lines, columns=["hypothesis", "alternative", "low", "base", "high", "turns"]).astype({"turns": object})


def _ends(study: Study, facts: Facts, indicator: str, each: Hypothesis) -> np.ndarray | None:
    """Totals at the lower end, at the middle, at the upper end. [alternative, 3]"""
    if each.low is not None:
        subject = each.subject if each.about else ("property", each.number, "hypothesis", each.fact)
        return Variation(study, facts, indicator).totals(Chosen(3, {(subject, 0): np.array([0.0, 0.5, 1.0])}))
    if each.spread is None:
        return None
    moved = [_with(facts, each, end) for end in ENDS]
    return np.stack([Variation(study, held, indicator).totals(Draws(1))[:, 0] for held in moved], axis=1)


def _with(facts: Facts, each: Hypothesis, end: float) -> Facts:
    """Facts with the factors whose spread a hypothesis supposes so many standard deviations away."""
    table = "activity" if ":" in each.fact else "factor"
    held = rows(facts, table, [each.fact]).copy()
    held.loc[held.indicator.eq(each.number) | (each.number is None), "value"] *= each.spread**end
    return replaced(facts, table, held, [each.fact])
