"""A frozen result beside what the facts of today give: which facts moved, and what each did."""

from dataclasses import dataclass

import pandas as pd

from impact import errors
from impact.model.grounds import Change, Grounds, changes, replaced, restored, rows
from impact.model.study import Study
from impact.scoring.compare import TOTAL, compare
from impact.store.facts import Facts

#: Beyond this relative difference two results are not the same digits.
SAME = 1e-12
CELL = ["alternative", "indicator"]


@dataclass(frozen=True)
class Step:
    """What one thing did to the results.

    table, about: of the facts that moved; both empty for the method, and for whatever else the program takes from its facts
    changes:      of those facts
    kept:         could it not be put in, since the study cannot be computed with it? It stays as it was frozen then
    totals:       medians before and after it, by alternative and indicator: columns before, after [unit of the indicator]
    """

    table: str
    about: str
    changes: tuple[Change, ...]
    totals: pd.DataFrame
    kept: bool = False


@dataclass(frozen=True)
class Difference:
    """From the frozen result to that of today, in steps that add up exactly.

    totals: medians frozen and now, by alternative and indicator: columns frozen, now
    steps:  the method first, at the facts as frozen; then fact by fact, each on top of those before it
    """

    totals: pd.DataFrame
    steps: list[Step]

    @property
    def same(self) -> bool:
        """Are the results the same to the last digits?"""
        return not _moved(self.totals.frozen, self.totals.now).any()


def explain(study: Study, facts: Facts, frozen: Grounds, totals: pd.DataFrame, draws: int, seed: int) -> Difference:
    """Compute a frozen study again, and tell what moved its results.

    facts: of today; frozen: facts as they were; totals: the frozen ones, as Comparison.rows
    First the study with its facts as they were: what then differs is the method. Then what is said of one thing after
    another becomes as it is today, in the order of the tables. Raises what `compare` raises.
    """
    found = changes(frozen, facts)
    at = restored(facts, frozen)
    before, steps = _medians(totals), []
    after = _medians(compare(study, at, draws, seed).totals)
    if _moved(before, after.reindex(before.index)).any():
        steps.append(Step("", "", (), _beside(before, after)))
    for table, about in dict.fromkeys((each.table, each.about) for each in found):
        held = tuple(each for each in found if (each.table, each.about) == (table, about))
        before, moved = after, replaced(at, table, rows(facts, table, [about]), [about])
        try:
            after = _medians(compare(study, moved, draws, seed).totals)
        except errors.SeuilError:  # such as a material that has left the catalogue
            steps.append(Step(table, about, held, _beside(before, before), kept=True))
            continue
        at = moved
        steps.append(Step(table, about, held, _beside(before, after)))
    return Difference(pd.DataFrame({"frozen": _medians(totals), "now": after}), steps)


def beside(frozen: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Medians of the totals side by side, by alternative and indicator: columns frozen, now; both as Comparison.rows."""
    return pd.DataFrame({"frozen": _medians(frozen), "now": _medians(now)})


def _medians(rows: pd.DataFrame) -> pd.Series:
    return rows[rows.stage == TOTAL].set_index(CELL)["median"].astype(float)


def _beside(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"before": before, "after": after})


def _moved(before: pd.Series, after: pd.Series) -> pd.Series:
    """Is there another number, or one where there was none?"""
    far = (after - before).abs() > SAME * before.abs()
    return far | (before.isna() != after.isna())
