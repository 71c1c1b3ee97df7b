"""What holding a comparison against shares of the planet's capacity says, in words: never without rule and capacity."""

from functools import cached_property
from html import escape
from math import isinf, isnan

import pandas as pd

from impact import __version__
from impact.model.budget import PREDECESSOR
from impact.scoring.boundaries import Assessment, summary
from impact.scoring.capacity import CAPACITY, convention, personal
from impact.scoring.verdicts import BEYOND, DEPENDS, MISSING, UNSET, WITHIN, WORDS
from impact.store.facts import WORLD, Limits
from impact.views.names import BOUND, MARK, Names, marked
from impact.views.texts import Texts

#: A choice that moves the ratio by less than this factor decides nothing.
SWING = 1.05
#: Edition of the indicators after the one that the capacities were derived for.
AFTER = "EF 3.1"


class Claims:
    """An assessment in one language: names, words and figures of its cells."""

    def __init__(self, assessment: Assessment, names: Names):
        self.assessment, self.names, self.words = assessment, names, names.words
        self.principles = [share.principle for share in assessment.shares]
        self.rows = {(row.alternative, row.indicator): row for row in assessment.verdicts.itertuples()}
        self.cells = {(row.alternative, row.indicator, row.principle, row.set): row for row in assessment.cells.itertuples()}
        self.values = {(row.indicator, row.set): row.value for row in assessment.capacity.itertuples()}
        self.convention = convention(assessment.capacity)
        self.side = assessment.sides.set_index(["alternative", "indicator", "principle"]).side.to_dict()

    def principle(self, name: str) -> str:
        """Name of a sharing principle."""
        return self.names.labels.of("principle", name)

    def capacity(self, name: str) -> str:
        """Name of a set of capacities."""
        return self.names.labels.of("capacity_set", name)

    def bounds(self, row) -> str:
        """Signs of what a verdict leaves out; row: of Assessment.verdicts."""
        return "".join(sign for kind, sign in BOUND.items() if getattr(row, kind))

    def word(self, row) -> str:
        """Verdict in words; row: of Assessment.verdicts."""
        return self.words(f"verdict.{row.word}")

    def short(self, row) -> str:
        """Verdict and span in two short lines, safe as markup; row: of Assessment.verdicts."""
        return "<br>".join(filter(None, [f"<b>{self.words(f'verdict_short.{row.word}')}</b>", self.span(row)]))

    def hover(self, row) -> str:
        """What is shown over a verdict, safe as markup; row: of Assessment.verdicts."""
        lines = [
            f"<b>{escape(self.names.alternative(row.alternative))}</b> · {escape(self.names.indicator(row.indicator))}",
            self.word(row),
        ]
        if not isnan(row.middle):
            lines.append(self.words("limits.between", span=self.span(row), middle=self.times(row.middle)))
            lines.append(self.words("chart.inside", within=self.words.percent(row.within)))
        return "<br>".join(lines)

    def times(self, ratio: float) -> str:
        """A ratio as a number of shares: 0.012, 17, 1 200; without limit where no budget is left; nothing for nan."""
        if isnan(ratio):
            return self.words("missing.short")
        return "∞" if isinf(ratio) else self.words.number(ratio, 2)

    def span(self, row) -> str:
        """Least to most of the median ratios over all choices, with its signs; row: of Assessment.verdicts."""
        if isnan(row.middle):
            return ""
        ends = dict.fromkeys([self.times(row.least), self.times(row.most)])
        return f"{self.bounds(row)} {' – '.join(ends)} {marked(self.names.marks[row.alternative, row.indicator])}".strip()

    def signs(self) -> list[str]:
        """The signs that occur beside verdicts on carrying capacities, explained."""
        shown = [self.names.marks[row.alternative, row.indicator] for row in self.rows.values() if row.kind == CAPACITY]
        return [self.names.sign(kind) for kind in MARK if any(marks[kind] for marks in shown)]

    def tally(self) -> list[str]:
        """Each alternative: how many indicators have which verdict, and the highest ratio."""
        said = []
        for row in summary(self.assessment).itertuples():
            held = {word: getattr(row, word) for word in WORDS if getattr(row, word)}
            counts = self.words.listed([self.words(f"limits.counted.{word}", count=count) for word, count in held.items()])
            alternative = self.names.alternative(row.alternative)
            said.append(self.words("limits.tally", alternative=alternative, counts=counts, count=sum(held.values())))
            highest = self.rows.get((row.alternative, row.highest))
            if highest and highest.middle > 0:
                blanks = {"indicator": self.names.indicator(row.highest), "ratio": self.times(highest.middle)}
                said[-1] += " " + self.words("limits.highest", **blanks)
        return said

    def verdict(self, alternative: str, indicator: str) -> str:
        """One cell in a sentence: the word, its range, and which choice turns it."""
        row, words = self.rows[alternative, indicator], self.words
        if row.word in (MISSING, UNSET):
            return words(f"limits.{row.word}", indicator=self.names.indicator(indicator))
        blanks = {"indicator": self.names.indicator(indicator), "verdict": self.word(row), "span": self.span(row)}
        opening = words("limits.verdict", **blanks, within=words.percent(row.within))
        return " ".join([opening, *self.turns(row), *self.moves(row)])

    def turns(self, row) -> tuple[str, ...]:
        """On which side each principle leaves it; row: of Assessment.verdicts. What is left out may still turn a side."""
        words, held, unshown = self.words, {}, {WITHIN: row.more, BEYOND: row.less, DEPENDS: row.more or row.less}
        for name in self.principles:
            if side := self.side.get((row.alternative, row.indicator, name)):
                held.setdefault(f"{side}_so_far" if unshown.get(side) else side, []).append(self.principle(name))
        order = [name for side in (BEYOND, DEPENDS, WITHIN) for name in (side, f"{side}_so_far")]
        return tuple(words(f"turn.{side}", principles=words.listed(held[side])) for side in order if side in held)

    def moves(self, row) -> list[str]:
        """How far each choice alone moves the ratio; row: of Assessment.verdicts."""
        swings = {name: getattr(row, f"by_{name}") for name in ("principle", "set")}
        moved = [self.words(f"turn.by_{name}", factor=self.times(factor)) for name, factor in swings.items() if factor > SWING]
        return [self.words("turn.moves", choices=self.words.listed(moved))] if moved else []

    def grouped(self, rows: list, by: str = "indicator") -> list[str]:
        """Verdicts that the same choices turn in the same way, told together; rows: of Assessment.verdicts; by: which name tells them apart."""
        groups, names = {}, self.names
        for row in sorted(rows, key=lambda row: (*WORDS, UNSET).index(row.word)):
            called = names.indicator(row.indicator, "short") if by == "indicator" else names.alternative(row.alternative)
            groups.setdefault((self.word(row), self.turns(row)), []).append(called)
        return [
            " ".join([self.words("limits.group", verdict=word[0].upper() + word[1:], names=self.words.listed(listed)), *turns])
            for (word, turns), listed in groups.items()
        ]

    def context(self) -> str:
        """What was asked: quantity, country, year, price, principles, number of sets; and where price and shares come from."""
        held, words = self.assessment, self.words
        budget = held.budget
        parts = [
            words("limits.of_quantity", quantity=words.number(budget.quantity, 6)),
            words("limits.of_country", country=self.names.labels.of("nation", budget.country), year=str(held.year)),
            words("limits.of_price", price=words.number(budget.price)) if budget.price else "",
            words("limits.of_source", source=words.of(budget.source)) if budget.source else "",
            words("limits.of_principles", principles=words.listed([self.principle(name) for name in self.principles]) or "–"),
            words("limits.of_sets", sets=words.whole(held.capacity["set"].nunique())),
        ]
        return " · ".join(part for part in parts if part)

    @cached_property
    def personal(self) -> pd.DataFrame:
        """Without sharing, under the sets and the year of the assessment; see capacity.personal."""
        held, comparison = self.assessment, self.names.comparison
        return personal(comparison, comparison.facts.limits, held.budget.sets(comparison.facts.limits), held.year)

    def person(self) -> str:
        """What days of a person's share are."""
        return person(self.words, self.names.comparison.facts.limits, self.assessment.year)

    def stamp(self) -> str:
        """What a reader needs to compute it again: version, facts, draws, year of the population."""
        result, facts = self.names.comparison.cube, self.names.comparison.facts
        blanks = {"version": __version__, "digest": facts.digest, "draws": result.draws.n, "seed": str(result.draws.seed)}
        return self.words("limits.stamp", year=str(self.assessment.year), **blanks)

    def reservations(self) -> list[str]:
        """Principles that are not in use, and why; what the choices share; capacities that leave no budget."""
        held, words, names = self.assessment, self.words, self.names
        budget, limits = held.budget, names.comparison.facts.limits
        lacking = {name: budget.lacks(name) for name in limits.principle.index if name not in self.principles}
        said = [words(f"limits.lacks.{keys[0]}", principle=self.principle(name)) for name, keys in lacking.items() if keys]
        if set(self.principles) <= {PREDECESSOR}:
            said.append(words("limits.only_predecessor"))
        elif PREDECESSOR in self.principles:
            said += self._predecessor()
        if budget.economies(limits):
            said.append(words("limits.one_price"))
        if not budget.portion and not budget.own:
            said.append(words("limits.quantity_cancels"))
        if not budget.source and (budget.price or budget.portion or budget.own):
            said.append(words("limits.no_source"))
        for row in held.capacity[held.capacity.value <= 0].itertuples():
            blanks = {"set": self.capacity(row.set), "indicator": names.indicator(row.indicator), "unit": names.unit(row.indicator)}
            said.append(words("limits.no_budget", value=words.number(row.value), **blanks))
        return said

    def _predecessor(self) -> list[str]:
        """Indicators on which grandfathering gives nothing, to the predecessor itself or to others."""
        held, words, names = self.assessment, self.words, self.names
        rows = held.cells[(held.cells.principle == PREDECESSOR) & held.cells.ratio.isna() & (held.cells.within.isna())]
        without = list(dict.fromkeys(rows.indicator[rows.alternative == names.baseline]))
        apart = [each for each in dict.fromkeys(rows.indicator) if each not in without and any(pair[1] == each for pair in names.apart)]
        said, baseline = [], names.alternative(names.baseline)
        for key, indicators in (("no_predecessor", without), ("apart_predecessor", apart)):
            if indicators:
                listed = words.listed([names.indicator(each, "short") for each in indicators])
                said.append(words(f"limits.{key}", baseline=baseline, indicators=listed))
        return said


def person(words: Texts, limits: Limits, year: int) -> str:
    """What days of one person's share are, with the population of a year."""
    people = limits.population.set_index(["country", "year"]).population[WORLD, year]
    return words("limits.person", people=words.whole(int(people)), year=str(year))


def uncovered(names: Names) -> list[str]:
    """Sub-boundaries of the planet of which no indicator speaks, or of which one speaks weakly only."""
    limits, words = names.comparison.facts.limits, names.words
    spoken = limits.link.dropna(subset="sub_boundary").groupby("sub_boundary").strength.agg(set)
    strengths = [(name, spoken.get(name, set())) for name in limits.part.index]
    none = [names.labels.of("part", name) for name, held in strengths if not held]
    weak = [names.labels.of("part", name) for name, held in strengths if held and held <= {"weak"}]
    partial = [names.labels.of("part", name) for name, held in strengths if held and "strong" not in held and "partial" in held]
    groups = {"uncovered": none, "weakly": weak, "partly": partial}
    return [words(f"limits.{kind}", parts=words.listed(parts)) for kind, parts in groups.items() if parts]


def drifted(names: Names) -> list[str]:
    """Indicators that changed between the edition that the capacities were derived for and that of some factors in use."""
    limits, result = names.comparison.facts.limits, names.comparison.cube
    used = {source for alternative in result.alternatives for source in names.sources(alternative)}
    methods = names.comparison.facts.origin.set_index("id").method.reindex(sorted(used)).dropna()
    later = methods.index[methods.str.contains(AFTER, regex=False)]
    changed: pd.Series = limits.world.drift[(limits.world.drift - 1).abs() > SWING - 1]
    if not len(later) or not len(changed):
        return []
    listed = [f"{names.indicator(name, 'short')} ({names.words.change(float(drift) - 1)})" for name, drift in changed.items()]
    sources = names.words.listed([names.source(each) for each in later])
    return [names.words("limits.drift", sources=sources, indicators=names.words.listed(listed))]
