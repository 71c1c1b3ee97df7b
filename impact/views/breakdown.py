"""One indicator broken down: which groups there are, what they are called, in which order they are drawn."""

import pandas as pd

from impact.scoring.contributions import ACTORS, SEGMENTS, TERMS, actor, contributions, segment, term
from impact.views.names import Names

#: Parts that are told apart in a chart; the rest is one group.
MOST_PARTS = 6
OTHERS = "others"


def ways(names: Names) -> list[str]:
    """Ways to break a result down that say something here."""
    assembled = any(len(each.parts) > 1 for each in names.comparison.study.alternatives)
    return ["stage", "actor", *(["part"] if assembled else [])]


def breakdown(names: Names, indicator: str, by: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """Rows of `contributions` by stage, actor, part or term, and the names of the groups in the order of drawing."""
    words, result = names.words, names.comparison.cube
    recycled = set(names.comparison.facts.stages.virgin)
    if by == "part":
        return _by_part(names, indicator)
    group, order, called = {
        "stage": (segment, SEGMENTS, lambda each: words(f"stage.{each}")),
        "actor": (actor, ACTORS, lambda each: words(f"actor.{each}")),
        "term": (lambda flow: term(flow, recycled), TERMS, lambda each: words(f"term.{each}")),
    }[by]
    rows = contributions(result, indicator, lambda _, flow: group(flow))
    held = set(rows.group)
    return rows, {each: called(each) for each in order if each in held}


def _by_part(names: Names, indicator: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """Parts by name; the smallest ones together."""
    result = names.comparison.cube
    rows = contributions(result, indicator, lambda name, flow: names.part(name, flow.part))
    size = rows.assign(size=rows["median"].abs()).groupby("group")["size"].max().sort_values(ascending=False)
    kept = list(size.index[:MOST_PARTS])
    if len(size) > MOST_PARTS:
        rows = contributions(result, indicator, lambda name, flow: held if (held := names.part(name, flow.part)) in kept else OTHERS)
        return rows, {group: group for group in kept} | {OTHERS: names.words("compare.others")}
    return rows, {group: group for group in kept}
