"""Who and what makes a result: one indicator, broken down by stage, by part, by who can act, by term of the formula."""

from collections import defaultdict
from collections.abc import Callable

import numpy as np
import pandas as pd

from impact.model.flow import BURNT, CREDIT, END_OF_LIFE, MANUFACTURE, MATERIAL, STAGES, TRANSPORT, USE, Flow
from impact.model.lifecycle import Cube
from impact.scoring.compare import interval

#: Matter that does not end in the part: a segment of the material stage of its own.
LOST = "lost"
#: Segments by stage, in the order in which they are drawn.
SEGMENTS = (MATERIAL, LOST, *STAGES[1:])
#: Who can act on a segment.
ACTORS = SUPPLIER, PLANT, USER, LAST = "supplier", "plant", "user", "last"
ACTOR = {
    MATERIAL: SUPPLIER,
    LOST: PLANT,
    MANUFACTURE: PLANT,
    TRANSPORT: SUPPLIER,
    USE: USER,
    END_OF_LIFE: LAST,
    CREDIT: LAST,
}
#: Terms of the Circular Footprint Formula, in its order.
TERMS = ("virgin", "recycled", "recycling", "avoided", "energy", "energy_credit", "disposal")


def segment(flow: Flow) -> str:
    """Its stage, with lost matter apart."""
    return LOST if flow.lost else flow.stage


def actor(flow: Flow) -> str:
    """Who can act on it: supplier, own plant, user, whoever takes it back."""
    return ACTOR[segment(flow)]


def term(flow: Flow, recycled: set[str]) -> str | None:
    """Term of the Circular Footprint Formula that a line belongs to, if any; recycled: the recycled materials."""
    if flow.subject is None or flow.stage in (TRANSPORT, USE):
        return None
    if flow.stage == MATERIAL:
        return "recycled" if flow.subject in recycled else "virgin"
    if ":" not in flow.subject:
        return "avoided" if flow.stage == CREDIT else "recycling"
    kinds = {
        "energy-recovery": "energy",
        BURNT: "energy",
        "energy-credit": "energy_credit",
        "incineration": "disposal",
        "landfill": "disposal",
    }
    return kinds.get(flow.subject.split(":")[0])


def contributions(result: Cube, indicator: str, by: Callable[[str, Flow], str | None]) -> pd.DataFrame:
    """What each group of lines causes on one indicator.

    by: alternative, line -> name of its group; None leaves the line out
    Columns: alternative, group, median, low, high [unit of the indicator; nan: nothing of it is known],
    more, less (a burden, or a credit, is left out).
    """
    stock, i = result.inventory, result.indicators.index(indicator)
    bounded = {subject for subject, holds in zip(stock.subjects, stock.lower_bound[:, i], strict=True) if holds}
    groups, left_out = defaultdict(float), defaultdict(lambda: {"more": False, "less": False})
    for alternative, flow, caused in result.lines(indicator):
        if (group := by(alternative, flow)) is None:
            continue
        key = alternative, group
        left_out[key]["less" if flow.stage == CREDIT else "more"] |= caused is None or flow.subject in bounded
        if caused is not None:
            groups[key] = groups[key] + caused
    rows = []
    for key, marks in left_out.items():
        drawn = np.broadcast_to(groups[key], (result.draws.n,)) if key in groups else np.full(1, np.nan)
        low, median, high = interval(drawn.copy())
        rows.append((*key, median, low, high, marks["more"], marks["less"]))
    return pd.DataFrame(rows, columns=["alternative", "group", "median", "low", "high", "more", "less"])


def matter(result: Cube) -> pd.DataFrame:
    """Matter by alternative over the service life, at the medians. [kg]

    Columns: alternative, held (in the parts), lost (bought, and not in the parts), wasted (share of what is bought).
    """
    rows = []
    for alternative, flows in result.bills.items():
        bought = [flow for flow in flows if flow.stage == MATERIAL]
        held = sum(flow.handled for flow in bought if not flow.lost)
        lost = sum(flow.handled for flow in bought if flow.lost)
        unsized = not result.overall[result.alternatives.index(alternative)].any()
        rows.append((alternative, *((np.nan,) * 3 if unsized else (held, lost, lost / (held + lost) if held + lost else np.nan))))
    return pd.DataFrame(rows, columns=["alternative", "held", "lost", "wasted"])
