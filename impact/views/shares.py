"""Shares in words: what each is computed from, and one ratio to be computed again by hand."""

from math import isfinite, isnan

from impact.model.budget import PREDECESSOR
from impact.scoring.sharing import Share
from impact.views.claims import Claims
from impact.views.texts import Texts

#: Digits of what is computed again by hand, so that the last one of the result comes out; and of that result.
HAND, RESULT = 6, 4
#: Facts of a share that are counted.
COUNTED = ("people", "world", "countries")


def layers(held: Claims, share: Share) -> list[str]:
    """The factors of a share, each with what it is computed from; that of grandfathering differs by indicator."""
    words = held.words
    if share.principle == PREDECESSOR:
        return [words("share.grandfathering", baseline=held.names.alternative(held.names.baseline))]
    return [words(f"share.{each.kind}", value=words.number(each.value, HAND), **_facts(words, each.facts)) for each in share.layers]


def written(held: Claims, share: Share) -> str:
    """A share with its factors in one line."""
    every = held.words.listed_plainly(layers(held, share))
    return held.words("share.product", layers=every, value=held.words.number(share.value, HAND)) if len(share.layers) > 1 else every


def _facts(words: Texts, facts: dict[str, float]) -> dict[str, str]:
    """What is counted whole, the rest with as many digits as a hand needs."""
    return {name: words.whole(int(value)) if name in COUNTED else words.number(value, HAND) for name, value in facts.items()}


def by_hand(held: Claims, alternative: str, indicator: str, principle: str, capacity: str) -> list[str]:
    """One ratio with all that is needed to compute it again, step by step; a sentence where there is none."""
    words, names, assessment = held.words, held.names, held.assessment
    cell, value = held.cells[alternative, indicator, principle, capacity], held.values[indicator, capacity]
    if isnan(cell.within):
        return [words("hand.none")]
    figures = {"impact": names.totals[alternative, indicator].median, "capacity": value}
    if principle == PREDECESSOR:
        world = names.comparison.facts.limits.world.loc[indicator]
        figures |= {"before": names.totals[names.baseline, indicator].median, "world": world.value}
        steps, year = ["impact", "before", "world", "capacity", "inherited"], str(world.year)
    else:
        share = next(each for each in assessment.shares if each.principle == principle)
        figures |= {"quantity": assessment.budget.quantity, "share": share.value, "budget": share.value * value}
        steps, year = ["impact", "share", "capacity", "budget", "ratio"], ""
    if not isfinite(cell.ratio):
        steps[-1] = "met" if cell.within == 1 else "no_budget"
    said = {"alternative": names.alternative(alternative), "baseline": names.alternative(names.baseline), "unit": names.unit(indicator)}
    said |= {"set": held.capacity(capacity), "principle": held.principle(principle), "year": year}
    said |= {name: words.number(float(figure), HAND) for name, figure in figures.items()}
    said["ratio"] = words.number(float(cell.ratio), RESULT) if isfinite(cell.ratio) else ""
    lines = [words(f"hand.{step}", **said) for step in steps]
    return [lines[0], *layers(held, share), *lines[1:]] if principle != PREDECESSOR else lines
