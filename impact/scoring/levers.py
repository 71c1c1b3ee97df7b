"""Low-hanging fruit: how much less one alternative would cause if one number of it went to its favourable end."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from impact import errors
from impact.model import change, quantity
from impact.model.flow import MANUFACTURE
from impact.model.hypothesis import Target
from impact.model.numbers import Number
from impact.model.settle import ELECTRICITY
from impact.model.study import Study
from impact.model.uncertainty import Chosen, Draws
from impact.model.variation import Variation
from impact.scoring.compare import INTERVAL, interval
from impact.scoring.tornado import moved

#: Tables and numbers that say what is asked of all alternatives, not how one of them serves it; so does the use that is common to all.
ASKED = ("sizing", "service_life", "carried")
#: Levers that a study retains at most; see Study.targets.
MOST = 3
#: What moves a total by less than this part of it is rounding.
ROUNDING = 1e-6
#: Digits of a goal that follows from a range. [-]
DIGITS = 6
#: Kind of the rows of countries that are one, and no region.
COUNTRY = "country"


@dataclass(frozen=True)
class Lever:
    """One number to act on.

    number: of the study; goal: where it goes
    gain:   fall of the total [unit], at the medians
    """

    number: Number
    goal: float
    gain: float


@dataclass(frozen=True)
class Levers:
    """Those of one alternative, the strongest first. now: its total at the medians [unit]; nan where nothing is known"""

    now: float
    every: list[Lever]


def levers(variation: Variation) -> dict[str, Levers]:
    """Of each alternative. A number goes to the end of its range that lowers the total more; what lowers it at neither is no lever."""
    numbers = [each for each in variation.numbers if to_act_on(each)]
    now, falls = variation.totals(Chosen(1))[:, 0], np.zeros((0, 2, len(variation.alternatives)))
    if numbers:
        falls = now - moved(variation, numbers, 3)[:, [0, 2]]  # [number, end, alternative]
    found = {}
    for a, name in enumerate(variation.alternatives):
        ends = falls[:, :, a].argmax(axis=1)
        gains = falls[range(len(numbers)), ends, a]
        every = [
            Lever(number, float(f"{(number.low, number.high)[end]:.{DIGITS}g}"), float(gain))
            for number, end, gain in zip(numbers, ends, gains, strict=True)
            if gain > ROUNDING * abs(now[a])
        ]
        found[name] = Levers(float(now[a]), sorted(every, key=lambda each: -each.gain))
    return found


def to_act_on(number: Number) -> bool:
    """Is it of how an alternative serves, and not of what is asked of all?"""
    return number.place[:2] != ("life", "use") and not set(ASKED) & set(number.place)


def goals(variation: Variation) -> list[tuple[Target, Number, float]]:
    """Targets of the study, each with its number and its goal, read as that number is. Raises the errors of numbers."""
    numbers = {each.about: each for each in variation.numbers}
    targets = [(each, numbers[each.about]) for each in variation.study.targets]
    return [(each, number, float(quantity.read(number.kind, each.goal, each.about))) for each, number in targets]


@dataclass(frozen=True)
class Fall:
    """How much less an alternative causes with some numbers elsewhere: median, and 95 % interval over the draws.

    fall:  [unit], negative where it causes more
    share: of what it causes now [-]; nan where that is not above 0 in 97.5 % of the draws
    """

    fall: np.ndarray
    share: np.ndarray


def together(variation: Variation, alternative: str, aimed: dict[str, float], draws: Draws) -> Fall:
    """With all of these numbers moved at once, on the same draws; gains that act on one thing do not add up."""
    at = variation.alternatives.index(alternative)
    now, then = variation.totals(draws)[at], variation.totals(draws, aimed)[at]
    fall, is_positive = now - then, (now > 0).mean() > 1 - INTERVAL[0] / 100
    with np.errstate(divide="ignore", invalid="ignore"):
        share = fall / now if is_positive else np.full(len(now), np.nan)
    return Fall(interval(fall.copy()), interval(share))


def elsewhere(variation: Variation, alternative: str) -> pd.DataFrame:
    """The same made with the electricity of another country, transport as it is: country, gain (fall of the total [unit]), the strongest first.

    Of countries whose electricity is known on the indicator; without rows where no electricity is used to make it, or it is not known now.
    """
    used = {}
    for name, flow, caused in variation.lines(Chosen(1)):
        if name == alternative and flow.stage == MANUFACTURE and str(flow.subject).startswith(f"{ELECTRICITY}:"):
            amount, before = used.get(flow.subject, (0.0, 0.0))
            used[flow.subject] = amount + float(flow.amount[0]), before + (np.nan if caused is None else float(caused[0]))
    amount, now = (sum(each) for each in zip(*used.values(), strict=True)) if used else (0.0, np.nan)
    stages = variation.facts.stages
    rows = stages.activity[(stages.activity.indicator == variation.indicator) & stages.activity.activity.str.startswith(f"{ELECTRICITY}:")]
    country = rows.activity.str.removeprefix(f"{ELECTRICITY}:")
    kinds = stages.country["kind"].reindex(country).to_numpy() if "kind" in stages.country else np.full(len(country), COUNTRY)
    found = pd.DataFrame({"country": country.to_numpy(), "gain": now - amount * rows.value.to_numpy()})[kinds == COUNTRY]
    return found.dropna().sort_values("gain", ascending=False, kind="stable", ignore_index=True)


def retained(study: Study, about: str, goal: float, effort: str) -> Study:
    """The study with one more target. Raises TooMany, and what `reading.parse` raises."""
    if len(study.targets) >= MOST:
        raise errors.TooMany("targets", len(study.targets) + 1, MOST)
    return change.added(study, ("targets",), {"about": about, "goal": goal, "effort": effort})
