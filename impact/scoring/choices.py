"""Does an order hold whatever is chosen: the source of the data, the allocation of recycling, the electricity of the use?"""

import itertools
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, get_args

import numpy as np
import pandas as pd

from impact import errors
from impact.model.inventory import choice, offers
from impact.model.settle import electric, settle
from impact.model.study import BEST, Study
from impact.model.uncertainty import DRAWS
from impact.scoring.boundaries import SAME, Assessment
from impact.scoring.compare import UNSURE, compare
from impact.scoring.pairwise import HIGHER, LOWER, NONE, UNDECIDED
from impact.scoring.verdicts import ROBUST
from impact.store.facts import Facts

#: What may be chosen in another way, as the study calls it.
CHOICES = SOURCE, ALLOCATION, ELECTRICITY = "source", "allocation", "electricity"
#: Options of the latter two.
ALLOCATIONS, GRIDS = (get_args(Study.model_fields[kind].annotation) for kind in (ALLOCATION, ELECTRICITY))
#: A combination that cannot be computed.
IMPOSSIBLE = "impossible"
#: What a combination answers; lower: the alternative is, beside the other.
WORDS = (LOWER, HIGHER, UNDECIDED, NONE, IMPOSSIBLE)
#: The other order.
TURNED = {LOWER: HIGHER, HIGHER: LOWER}
#: Combinations at most; beyond, the sources that hold least are left out.
MOST = 64
#: Digits to which two combinations give the same figures.
DIGITS = 9


class Cell(NamedTuple):
    """One alternative on one indicator. median: of its total; lower, comparable: see compare.relative"""

    median: float
    lower: float
    comparable: bool


@dataclass(frozen=True)
class Combination:
    """A study under one option of each of CHOICES.

    taken:   these options
    cells:   (alternative, indicator) -> cell; None where it cannot be computed
    problem: what stands against it
    """

    taken: tuple[str, ...]
    cells: dict[tuple[str, str], Cell] | None
    problem: errors.SeuilError | None


@dataclass(frozen=True)
class Choices:
    """A study under every combination of choices, each alternative beside one of them.

    against: that one; own: options that the study itself takes; options: of each choice
    """

    against: str
    own: tuple[str, ...]
    options: dict[str, list[str]]
    made: list[Combination]


def choices(study: Study, facts: Facts, against: str | None = None, draws: int = DRAWS) -> Choices:
    """Compare under every combination; against: None for the baseline. Raises what `compare` raises of the study as it stands.

    A share of the planet's capacity multiplies all alternatives alike, so that no principle changes an order; see `differing`.
    """
    study = study.bare.model_copy(update={"baseline": against or study.baseline})
    own = choice(study, facts.factor), study.allocation, study.electricity
    compared(study, facts, own, draws)
    options = options_of(study, facts, own)
    made = []
    for taken in itertools.product(*options.values()):
        try:
            made.append(Combination(taken, compared(study, facts, taken, draws), None))
        except errors.SeuilError as problem:
            made.append(Combination(taken, None, problem))
    return Choices(study.baseline, own, options, made)


def options_of(study: Study, facts: Facts, own: tuple[str, ...]) -> dict[str, list[str]]:
    """Options of each choice; the electricity of the use has but one where none is used."""
    used = [each.use for each in settle(study, facts).alternatives if each.use]
    grids = list(GRIDS) if any(electric(use, facts) for use in used) else [study.electricity]
    sources = list(dict.fromkeys([BEST, own[0], *offers(facts.factor, study.materials).source]))
    return {
        SOURCE: sources[: MOST // (len(ALLOCATIONS) * len(grids))],
        ALLOCATION: list(ALLOCATIONS),
        ELECTRICITY: grids,
    }


def compared(study: Study, facts: Facts, taken: tuple[str, ...], draws: int) -> dict[tuple[str, str], Cell]:
    """The cells of one combination; see Combination. Raises what `compare` raises."""
    found = compare(study.model_copy(update=dict(zip(CHOICES, taken, strict=True))), facts, draws)
    median = {(row.alternative, row.indicator): row.median for row in found.totals.itertuples()}
    at = [(row.alternative, row.indicator, row) for row in found.relative.itertuples()]
    return {(name, indicator): Cell(median[name, indicator], row.lower, row.comparable) for name, indicator, row in at}


@dataclass(frozen=True)
class Order:
    """The order of one alternative and the one that it is held against, on one indicator, over all choices.

    own:    what the study answers as it stands: one of WORDS
    groups: choice -> its options; those that lead to the same figures everywhere are told as one
    cells:  one row per combination of groups, by the first option of each: source, allocation, electricity,
            changed (how many of them the study takes otherwise), word (of WORDS), lower (probability), problem
    """

    alternative: str
    against: str
    indicator: str
    own: str
    groups: dict[str, list[tuple[str, ...]]]
    cells: pd.DataFrame

    @cached_property
    def counts(self) -> Counter:
        """How many combinations have which word."""
        return Counter(self.cells.word)

    @property
    def possible(self) -> int:
        """Number of combinations that can be computed."""
        return len(self.cells) - self.counts[IMPOSSIBLE]

    @property
    def held(self) -> int | None:
        """In how many of them the order of the study holds; None where it gives none."""
        return self.counts[self.own] if self.own in TURNED else None

    def of(self, kind: str) -> list[tuple[tuple[str, ...], Counter, str]]:
        """Options of one choice, each with how many combinations have which word, and with the word when nothing else is changed."""
        found = []
        others = [each for each in CHOICES if each != kind]
        alone = self.cells[(self.cells[[f"{each}_own" for each in others]]).all(axis=1)].set_index(kind).word
        for group in self.groups[kind]:
            found.append((group, Counter(self.cells.word[self.cells[kind] == group[0]]), alone[group[0]]))
        return found

    def nearest(self) -> pd.DataFrame:
        """Combinations that turn the order of the study with the fewest changes."""
        turned = self.cells[self.cells.word == TURNED.get(self.own)]
        return turned[turned.changed == turned.changed.min()]


def order(found: Choices, alternative: str, indicator: str, threshold: float = UNSURE[1]) -> Order:
    """Read one pair on one indicator; threshold: probability from which an order is told."""
    signs = {each.taken: _sign(each, (alternative, found.against), indicator) for each in found.made}
    groups = {kind: _grouped(found, signs, place) for place, kind in enumerate(CHOICES)}
    own = [next(group[0] for group in groups[kind] if taken in group) for kind, taken in zip(CHOICES, found.own, strict=True)]
    kept = [{group[0] for group in groups[kind]} for kind in CHOICES]
    rows = []
    for each in found.made:
        if not all(option in firsts for option, firsts in zip(each.taken, kept, strict=True)):
            continue
        as_own = [option == mine for option, mine in zip(each.taken, own, strict=True)]
        cell = None if each.cells is None else each.cells[alternative, indicator]
        rows.append(
            dict(zip(CHOICES, each.taken, strict=True))
            | {f"{kind}_own": same for kind, same in zip(CHOICES, as_own, strict=True)}
            | {
                "changed": len(as_own) - sum(as_own),
                "word": IMPOSSIBLE if cell is None else word(cell.lower, cell.comparable, threshold),
                "lower": np.nan if cell is None else cell.lower,
                "problem": each.problem,
            }
        )
    cells = pd.DataFrame(rows)
    return Order(alternative, found.against, indicator, cells.word[cells.changed == 0].iloc[0], groups, cells)


def word(lower: float, comparable: bool, threshold: float) -> str:
    """What a pair answers, by the probability that the first is lower."""
    if not comparable:
        return NONE
    return LOWER if lower >= threshold else HIGHER if lower <= 1 - threshold else UNDECIDED


def _sign(each: Combination, pair: tuple[str, str], indicator: str) -> tuple:
    """What tells the figures of a pair from those of another combination."""
    if each.cells is None:
        return (type(each.problem).__name__,)
    at = [each.cells[name, indicator] for name in pair]
    return *(f"{cell.median:.{DIGITS}g}" for cell in at), bool(at[0].comparable), f"{at[0].lower:.{DIGITS}g}"


def _grouped(found: Choices, signs: dict[tuple, tuple], place: int) -> list[tuple[str, ...]]:
    """Options of the choice at a place, those together that give the same figures whatever else is chosen."""
    groups: dict[tuple, list[str]] = {}
    others = [options for number, options in enumerate(found.options.values()) if number != place]
    for option in list(found.options.values())[place]:
        whole = tuple(signs[*rest[:place], option, *rest[place:]] for rest in itertools.product(*others))
        groups.setdefault(whole, []).append(option)
    return [tuple(group) for group in groups.values()]


def differing(assessment: Assessment, a: str, b: str, indicator: str) -> tuple[int, int]:
    """In how many pairs of a sharing principle and a capacity set a and b lie on different sides (within, beyond,
    depends on the draws), and in how many the sides of both are known.

    A side is not known where what is left out could turn it. Sets within SAME of each other count once.
    """
    rows = assessment.capacity[assessment.capacity.indicator == indicator]
    kept: list[float] = []
    sets = []
    for row in rows.itertuples():
        if not any(abs(row.value - value) <= SAME * abs(value) for value in kept):
            kept.append(row.value)
            sets.append(row.set)
    cells = assessment.cells[(assessment.cells.indicator == indicator) & assessment.cells["set"].isin(sets)]
    left = assessment.verdicts.set_index(["alternative", "indicator"])[["more", "less"]]
    sides = []
    for name in (a, b):
        more, less = left.loc[(name, indicator)]
        within = cells[cells.alternative == name].set_index(["principle", "set"]).within
        known = within.notna() & ~(more & (within > 1 - ROBUST)) & ~(less & (within < ROBUST))
        sides.append((np.sign((within >= ROBUST) * 1.0 - (within <= 1 - ROBUST) * 1.0)).where(known))
    both = sides[0].notna() & sides[1].notna()
    return int((both & (sides[0] != sides[1])).sum()), int(both.sum())
