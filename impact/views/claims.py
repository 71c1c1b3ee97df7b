"""What holding a comparison against shares of the planet's capacity says, in words: never without rule and capacity."""

from functools import cached_property
from html import escape
from math import isinf, isnan

import pandas as pd

from impact import __version__
from impact.model.budget import PREDECESSOR
from impact.scoring.boundaries import Assessment, summary
from impact.scoring.capacity import personal
from impact.scoring.sharing import Share
from impact.scoring.verdicts import BEYOND, CONTESTED, DEPENDS, WITHIN
from impact.store.facts import WORLD, Limits
from impact.views.names import BOUND, Names
from impact.views.texts import Texts

#: Verdicts in the order in which they are told.
WORDS = (BEYOND, CONTESTED, WITHIN, "open", "missing", "unset")
#: A choice that moves the ratio by less than this factor decides nothing.
SWING = 1.05
#: Edition of the indicators before that of the capacities.
BEFORE = "EF 3.0"
#: Digits of what is computed again by hand, so that the last one of the result comes out.
HAND = 6


class Claims:
    """An assessment in one language: names, words and figures of its cells."""

    def __init__(self, assessment: Assessment, names: Names):
        self.assessment, self.names, self.words = assessment, names, names.words
        self.principles = [share.principle for share in assessment.shares]
        self.rows = {(row.alternative, row.indicator): row for row in assessment.verdicts.itertuples()}
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
        """Least to most of the median ratios over all choices, with bounds; row: of Assessment.verdicts."""
        if isnan(row.middle):
            return ""
        ends = dict.fromkeys([self.times(row.least), self.times(row.most)])
        return f"{self.bounds(row)} {' – '.join(ends)}".strip()

    def tally(self) -> list[str]:
        """Each alternative: on how many indicators robustly beyond, contested, within, not settled; and the furthest."""
        said = []
        for row in summary(self.assessment).itertuples():
            held = {word: getattr(row, word) for word in WORDS[:5] if getattr(row, word)}
            counts = self.words.listed([self.words(f"limits.counted.{word}", count=count) for word, count in held.items()])
            alternative = self.names.alternative(row.alternative)
            sentence = self.words("limits.tally", alternative=alternative, counts=counts, indicators=sum(held.values()))
            furthest = self.rows.get((row.alternative, row.worst))
            if furthest and furthest.middle > 0:
                blanks = {"indicator": self.names.indicator(row.worst), "ratio": self.times(furthest.middle)}
                sentence += " " + self.words("limits.worst" if furthest.middle > 1 else "limits.worst_within", **blanks)
            said.append(sentence)
        return said

    def verdict(self, alternative: str, indicator: str) -> str:
        """One cell in a sentence: the word, its range, and which choice turns it."""
        row, words = self.rows[alternative, indicator], self.words
        if row.word in ("missing", "unset"):
            return words(f"limits.{row.word}", indicator=self.names.indicator(indicator))
        blanks = {"indicator": self.names.indicator(indicator), "verdict": self.word(row), "span": self.span(row)}
        opening = words("limits.verdict", **blanks, within=words.percent(row.within))
        return " ".join([opening, *self.turns(row), *self.moves(row)])

    def turns(self, row) -> tuple[str, ...]:
        """On which side each principle leaves it; row: of Assessment.verdicts."""
        words, held = self.words, {}
        for name in self.principles:
            if side := self.side.get((row.alternative, row.indicator, name)):
                held.setdefault("unshown" if side == WITHIN and row.more else side, []).append(self.principle(name))
        return tuple(
            words(f"turn.{side}", principles=words.listed(held[side])) for side in (BEYOND, DEPENDS, WITHIN, "unshown") if side in held
        )

    def moves(self, row) -> list[str]:
        """How far each choice alone moves the ratio; row: of Assessment.verdicts."""
        swings = {name: getattr(row, f"by_{name}") for name in ("principle", "set")}
        moved = [self.words(f"turn.by_{name}", factor=self.words.number(factor, 2)) for name, factor in swings.items() if factor > SWING]
        return [self.words("turn.moves", choices=self.words.listed(moved))] if moved else []

    def grouped(self, rows: list, by: str = "indicator") -> list[str]:
        """Verdicts that the same choices turn in the same way, told together; rows: of Assessment.verdicts; by: which name tells them apart."""
        groups, names = {}, self.names
        for row in sorted(rows, key=lambda row: WORDS.index(row.word)):
            called = names.indicator(row.indicator, "short") if by == "indicator" else names.alternative(row.alternative)
            groups.setdefault((self.word(row), self.turns(row)), []).append(called)
        return [
            " ".join([self.words("limits.group", verdict=word[0].upper() + word[1:], names=self.words.listed(listed)), *turns])
            for (word, turns), listed in groups.items()
        ]

    def layers(self, share: Share) -> list[str]:
        """The factors of a share, each with what it is computed from; that of grandfathering differs by indicator."""
        if share.principle == PREDECESSOR:
            return [self.words("share.grandfathering", baseline=self.names.alternative(self.names.baseline))]
        return [
            self.words(f"share.{layer.kind}", value=self.words.number(layer.value, HAND), **self._facts(layer.facts))
            for layer in share.layers
        ]

    def share(self, share: Share) -> str:
        """A share with its factors in one line."""
        every = self.words.listed_plainly(self.layers(share))
        return self.words("share.product", layers=every, value=self.words.number(share.value, HAND)) if len(share.layers) > 1 else every

    def _facts(self, facts: dict[str, float]) -> dict[str, str]:
        """Populations and numbers of countries whole, the rest with as many digits as a hand needs."""
        whole = {"people", "world", "countries"}
        return {name: self.words.whole(int(value)) if name in whole else self.words.number(value, HAND) for name, value in facts.items()}

    def by_hand(self, alternative: str, indicator: str, principle: str, capacity: str) -> list[str]:
        """One ratio with all that is needed to compute it again, step by step."""
        words, names, held = self.words, self.names, self.assessment
        share = next(each for each in held.shares if each.principle == principle)
        row = held.capacity[(held.capacity.indicator == indicator) & (held.capacity.set == capacity)].iloc[0]
        cell = held.cells.set_index(["alternative", "indicator", "principle", "set"]).loc[alternative, indicator, principle, capacity]
        figures = {"impact": names.totals[alternative, indicator].median, "capacity": row.value, "ratio": float(cell.ratio)}
        if principle == PREDECESSOR:
            world = float(names.comparison.facts.limits.world.value[indicator])
            figures |= {"before": names.totals[names.baseline, indicator].median, "world": world}
            lines, shares = ["impact", "before", "world", "capacity", "inherited"], []
        else:
            figures |= {"quantity": held.budget.quantity, "share": share.value, "budget": share.value * row.value}
            lines, shares = ["impact", "share", "capacity", "budget", "ratio"], self.layers(share)
        said = {"alternative": names.alternative(alternative), "baseline": names.alternative(names.baseline), "unit": names.unit(indicator)}
        said |= {"set": self.capacity(capacity), "principle": self.principle(principle)}
        said |= {name: self.words.number(value, 4 if name == "ratio" else HAND) for name, value in figures.items()}
        steps = {name: [words(f"hand.{name}", **said)] for name in lines}
        if shares:
            steps["share"] = [*shares, *steps["share"]]
        return [step for name in lines for step in steps[name]]

    def context(self) -> str:
        """What was asked: quantity, country, year, number of principles and capacities."""
        held, words = self.assessment, self.words
        return words(
            "limits.context",
            quantity=words.number(held.budget.quantity, 6),
            country=self.names.labels.of("nation", held.budget.country),
            year=str(held.year),
            principles=words.listed([self.principle(name) for name in self.principles]) or "–",
            sets=words.whole(held.capacity["set"].nunique()),
        )

    def stamp(self) -> str:
        """What a reader needs to compute it again: version, facts, draws, year of the population."""
        result, facts = self.names.comparison.cube, self.names.comparison.facts
        blanks = {"version": __version__, "digest": facts.digest, "draws": result.draws.n, "seed": str(result.draws.seed)}
        return self.words("limits.stamp", year=str(self.assessment.year), **blanks)

    @cached_property
    def personal(self) -> pd.DataFrame:
        """Without sharing, under the sets and the year of the assessment; see boundaries.personal."""
        held, comparison = self.assessment, self.names.comparison
        return personal(comparison, comparison.facts.limits, held.budget.sets(comparison.facts.limits), held.year)

    def person(self) -> str:
        """What days of a person's share are."""
        return person(self.words, self.names.comparison.facts.limits, self.assessment.year)

    def reservations(self) -> list[str]:
        """Principles that are not in use, and why; and capacities that leave no budget."""
        held, words = self.assessment, self.words
        limits = self.names.comparison.facts.limits
        said = []
        for name in limits.principle.index:
            if name not in self.principles and (lacking := held.budget.lacks(name)):
                said.append(words(f"limits.lacks.{lacking[0]}", principle=self.principle(name)))
        if PREDECESSOR in self.principles:
            rows = held.cells[
                (held.cells.principle == PREDECESSOR) & held.cells.ratio.isna() & (held.cells.alternative == self.names.baseline)
            ]
            if gaps := [self.names.indicator(each, "short") for each in dict.fromkeys(rows.indicator)]:
                baseline = self.names.alternative(self.names.baseline)
                said.append(words("limits.no_predecessor", baseline=baseline, indicators=words.listed(gaps)))
        for row in held.capacity[held.capacity.value <= 0].itertuples():
            blanks = {
                "set": self.capacity(row.set),
                "indicator": self.names.indicator(row.indicator),
                "unit": self.names.unit(row.indicator),
            }
            said.append(words("limits.no_budget", value=words.number(row.value), **blanks))
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
    """Indicators whose factors come from another edition of the method than the capacities, and that changed between them."""
    limits, result = names.comparison.facts.limits, names.comparison.cube
    used = {source for alternative in result.alternatives for source in names.sources(alternative)}
    methods = names.comparison.facts.origin.set_index("id").method.reindex(sorted(used)).dropna()
    older = methods.index[methods.str.contains(BEFORE, regex=False)]
    changed: pd.Series = limits.world.drift[(limits.world.drift - 1).abs() > SWING - 1]
    if not len(older) or not len(changed):
        return []
    listed = [f"{names.indicator(name, 'short')} ({names.words.change(float(drift) - 1)})" for name, drift in changed.items()]
    return [
        names.words(
            "limits.drift", sources=names.words.listed([names.source(each) for each in older]), indicators=names.words.listed(listed)
        )
    ]
