"""What a meeting is shown of a frozen result: rows of its figures and the tally beside them, from plain tables and the names of a brief."""

from collections import Counter
from dataclasses import dataclass, replace
from math import inf, isnan, nan

import numpy as np
import pandas as pd

from impact.scoring import compare
from impact.scoring.capacity import CAPACITY
from impact.views.brief import Brief
from impact.views.names import BOUND, UNSURE
from impact.views.sentences import answer
from impact.views.texts import Texts

#: The alternative that counts as 100 %.
BASELINE = "baseline"
#: What stands without a verdict.
PLAIN = "plain"
#: Answers that are counted beside the figure; what has no order, for whatever reason, is one.
COUNTED = ("lower", "higher", "unsure", "none")
#: Answers that an order is given in, which may be others when a number moves.
ORDERED = COUNTED[:3]


@dataclass(frozen=True)
class Row:
    """One alternative in a figure; nan where there is nothing to draw.

    kind:              what is said of it: BASELINE, an answer, or a verdict
    low, middle, high: median with the ends of the draws (95 %); least, most: ends of the choices, where there are any
    written:           beside it; ghost: where it is frozen, when it is moved
    """

    alternative: str
    name: str
    kind: str
    low: float
    middle: float
    high: float
    written: str
    least: float = nan
    most: float = nan
    ghost: float = nan


def results(relative: pd.DataFrame, brief: Brief) -> list[Row]:
    """Ratios to the baseline of the indicator that is shown first; relative: of a snapshot."""
    rows = relative[relative.indicator == brief.indicator]
    cells = next(each for each in brief.sheets["ratios"].rows if each[0] == brief.names["indicator"][brief.indicator])[1:]
    written = dict(zip(rows.alternative, cells, strict=True))
    return [
        Row(
            cell.alternative,
            brief.names["alternative"][cell.alternative],
            BASELINE if cell.alternative == brief.baseline else answer(cell),
            cell.low,
            cell.ratio,
            cell.high,
            written[cell.alternative],
        )
        for cell in rows.itertuples()
    ]


def tally(relative: pd.DataFrame, brief: Brief) -> dict[str, list[int]]:
    """On how many indicators each alternative but the baseline gives each answer of COUNTED, by its name."""
    counts = {name: Counter() for name in relative.alternative.unique() if name != brief.baseline}
    for cell in relative.itertuples():
        if cell.alternative in counts:
            said = answer(cell)
            counts[cell.alternative][said if said in COUNTED else COUNTED[-1]] += 1
    return {brief.names["alternative"][name]: [count[each] for each in COUNTED] for name, count in counts.items()}


def moved(rows: list[Row], total: np.ndarray, brief: Brief, words: Texts) -> list[Row]:
    """Rows of `results` with other totals, the frozen ones behind them; total: in the order of the rows [alternative, n]"""
    base = total[[[each.alternative for each in rows].index(brief.baseline)]]
    lower = compare.probability(total, base)
    low, middle, high = compare.interval(compare.quotient(total, base))
    return [
        replace(
            row,
            low=float(low[n]),
            middle=float(middle[n]),
            high=float(high[n]),
            ghost=row.middle,
            kind=_answer(lower[n]) if row.kind in ORDERED else row.kind,
            written=_rewritten(row, float(middle[n]), lower[n], words),
        )
        for n, row in enumerate(rows)
    ]


def _answer(lower: float) -> str:
    """What a probability of being lower than the baseline answers."""
    least, most = compare.UNSURE
    return "lower" if lower >= most else "higher" if lower <= least else "unsure"


def _rewritten(row: Row, ratio: float, lower: float, words: Texts) -> str:
    """Another ratio in place of the frozen one, with the signs that stand beside it."""
    if isnan(row.middle) or isnan(ratio):
        return row.written
    bare = row.written.removeprefix(UNSURE).lstrip()
    sign = UNSURE if row.kind in ORDERED and _answer(lower) == "unsure" else ""
    return f"{sign} {bare.replace(words.ratio(row.middle), words.ratio(ratio), 1)}".strip()


def verdicts(rows: pd.DataFrame, brief: Brief, words: Texts) -> list[Row]:
    """What all choices and draws span, against shares of the planet's capacity; rows: `verdicts` of a snapshot, or none."""
    if rows.empty:
        return []
    shown = rows[(rows.indicator == brief.indicator) & (rows.kind == CAPACITY)]
    return [_verdict(each, brief, words) for each in shown.itertuples()]


def _verdict(row, brief: Brief, words: Texts) -> Row:
    bound = " ".join(sign for kind, sign in BOUND.items() if getattr(row, kind))
    ends = dict.fromkeys("∞" if end == inf else words.number(end, 2) for end in (row.least, row.most) if not isnan(end))
    written = " · ".join(filter(None, [brief.names["verdict"][row.word], f"{bound} {' – '.join(ends)}".strip()]))
    name = brief.names["alternative"][row.alternative]
    return Row(row.alternative, name, row.word, row.low, row.middle, row.high, written, row.least, row.most)


def rule(cells: pd.DataFrame, brief: Brief, words: Texts) -> str:
    """By which principles the capacity is shared, and which sets of capacities there are; cells: of a snapshot."""
    shown = cells[cells.indicator == brief.indicator]
    named = {
        kind: [brief.names[kind][each] for each in shown[column].unique()]
        for kind, column in (("principle", "principle"), ("capacity_set", "set"))
    }
    return words("meeting.rule", principles=words.listed(named["principle"]), sets=words.listed(named["capacity_set"]))


def days(rows: pd.DataFrame, brief: Brief, words: Texts) -> list[Row]:
    """What one function asks for in days of one person's equal share, over all sets of capacities; rows: `days` of a snapshot, or none."""
    if rows.empty:
        return []
    return [
        Row(
            row.alternative,
            brief.names["alternative"][row.alternative],
            PLAIN,
            row.low,
            row.middle,
            row.high,
            _days(row, words),
            row.least,
            row.most,
        )
        for row in rows[rows.indicator == brief.indicator].itertuples()
    ]


def _days(row, words: Texts) -> str:
    """Least to most, behind the signs of what is left out."""
    ends = dict.fromkeys(words.number(end, 2) for end in (row.least, row.most) if not isnan(end))
    bound = "".join(sign for kind, sign in BOUND.items() if getattr(row, kind))
    return f"{bound} {' – '.join(ends)}".strip() if ends else words("missing.long")
