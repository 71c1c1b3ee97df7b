"""A road-map in words: where it leads, how surely, what does it, against what, and what is not known."""

from collections.abc import Collection
from datetime import date
from math import isnan

import numpy as np

from impact.model.portfolio import DECIDED, PLANNED
from impact.model.study import Study
from impact.scoring import gap, roadmap
from impact.scoring.compare import UNSURE
from impact.scoring.gap import Progress
from impact.scoring.roadmap import Trajectory
from impact.store.facts import Facts
from impact.views import names
from impact.views.names import BOUND, Labels
from impact.views.texts import Texts


class Road:
    """A trajectory in one language.

    studies: of each name that it uses; facts: of the catalogue, of any materials
    today: for what is to be assessed again; taken: name of a study -> days of its snapshots
    """

    def __init__(self, held: Trajectory, studies: dict[str, Study], facts: Facts, words: Texts, today: date, taken: dict | None = None):
        self.held, self.roadmap, self.studies, self.facts, self.words = held, held.roadmap, studies, facts, words
        self.labels = Labels(facts, words)
        self.indicator = words.label(facts.indicator.set_index("id"))[held.indicator]
        self.unit = words.label(facts.unit.set_index("id")).to_dict()[held.unit]
        self.first, self.last = str(held.years[0]), str(held.years[-1])
        self.rows = roadmap.rows(held)
        self.effects = {line: roadmap.effects(held, line) for line in held.lines}
        self.aims = {line: gap.aim(held, line) for line in held.lines} if self.roadmap.reduction else {}
        self.budgets = gap.budgets(held, facts)
        self.progress = [gap.progress(each, today, (taken or {}).get(each.study, [])) for each in self.roadmap.activities]

    def line(self, name: str) -> str:
        """What a line of the trajectory counts."""
        return self.words(f"roadmap.line.{name}")

    def activity(self, number: int) -> str:
        """Name of an activity, or of the sum."""
        return self.words("roadmap.sum") if number < 0 else self.words.of(self.roadmap.activities[number].name)

    def alternative(self, number: int, name: str) -> str:
        """Name of an alternative of the study of an activity."""
        return names.alternative(self.studies[self.roadmap.activities[number].study], name, self.labels)

    def total(self, line: str, year: int):
        """Row of the sum of a line in a year."""
        return self.row(line, year, -1)

    def row(self, line: str, year: int, activity: int):
        """Row of one activity."""
        rows = self.rows
        return rows[(rows.line == line) & (rows.year == year) & (rows.activity == activity)].iloc[0]

    def amount(self, row) -> str:
        """A median behind its sign of at least or at most; row: of `rows`."""
        if isnan(row["median"]):
            return self.words("missing.short")
        return self.bounded(self.number(row["median"]), {name for name in roadmap.BOUNDS if row[name]})

    def bounded(self, written: str, out: Collection[str]) -> str:
        """A figure behind the sign of what it leaves out."""
        sign = self.words("missing.bounds") if len(out) > 1 else "".join(BOUND[name] for name in out)
        return f"{sign} {written}".strip()

    def number(self, value: float) -> str:
        """A figure with a proper minus sign."""
        return self.words.number(float(value)).replace("-", "−")

    def between(self, low: float, high: float) -> str:
        """From low to high; nothing for nan."""
        return "" if isnan(low) else self.words("number.interval", low=self.number(low), high=self.number(high))

    def headline(self) -> str:
        """Where it leads: from the reference year, as it stands and with all that is planned."""
        words, now = self.words, self.total(DECIDED, self.held.years[0])
        if isnan(now["median"]):
            return words("roadmap.missing", indicator=self.indicator)
        ends = {line: self.amount(self.total(line, self.held.years[-1])) + self._in_percent(line) for line in (DECIDED, PLANNED)}
        blanks = {"indicator": self.indicator, "first": self.first, "last": self.last, "unit": self.unit}
        return words("roadmap.headline", now=self.amount(now), stands=ends[DECIDED], planned=ends[PLANNED], **blanks)

    def _in_percent(self, line: str) -> str:
        middle = float(gap.change(self.held, line)[1])
        return "" if isnan(middle) else f" ({self.words.change(middle)})"

    def aimed(self) -> list[str]:
        """The reduction that is aimed at, and of each line how it changes and whether it meets that, with its probability."""
        words, reduction = self.words, self.roadmap.reduction
        if reduction:
            share, source = words.percent(reduction.share), words.of(reduction.source)
            said = [words("roadmap.reduction", share=share, first=self.first, last=self.last, source=source)]
        else:
            said = [words("roadmap.no_reduction")]
        return said + [f"{self.change(line)} {self.against(line) if reduction else ''}".strip() for line in self.held.lines]

    def change(self, line: str) -> str:
        """How a line changes from the reference year to the target year, with its interval; open where either leaves something out."""
        if self.held.is_open(line):
            return self.words("roadmap.open", line=self.line(line), missing=self.missing(line))
        low, middle, high = (float(each) for each in gap.change(self.held, line))
        if isnan(middle):
            return self.words("roadmap.no_change", line=self.line(line))
        blanks = {name: self.words.change(value) for name, value in (("low", low), ("change", middle), ("high", high))}
        if len(set(blanks.values())) == 1:
            return self.words("roadmap.change_alike", line=self.line(line), change=blanks["change"])
        return self.words("roadmap.change", line=self.line(line), **blanks)

    def against(self, line: str) -> str:
        """One line against the reduction: the probability that it meets it, and the gap; nothing where that is open."""
        words, found = self.words, self.aims[line]
        low, middle, high = (float(each) for each in found.gap)
        if isnan(middle):
            return ""
        word = "unsure" if UNSURE[0] < found.met < UNSURE[1] else "met" if found.met >= UNSURE[1] else "missed"
        distance = words("roadmap.above" if middle > 0 else "roadmap.below", amount=words.number(abs(middle)), unit=self.unit)
        blanks = {"probability": words.probability(found.met), "gap": distance, "interval": self.between(low, high)}
        said = words(f"roadmap.aim.{word}", **blanks)
        return f"{said} {words('roadmap.reached', year=str(found.reached))}" if found.reached else said

    def missing(self, line: str) -> str:
        """Which activities the reference year or the target year leaves out, and which leave out a burden or a credit."""
        held = self.held
        said = [self.words("roadmap.lacks.value", activity=self.activity(number)) for number in held.left_out]
        for name in roadmap.BOUNDS:
            marked = np.flatnonzero(held.bounds[line][name][[0, -1]].any(axis=0))
            said += [self.words(f"roadmap.lacks.{name}", activity=self.activity(number)) for number in marked]
        return self.words.listed_plainly(said)

    def moved(self, line: str) -> str:
        """What volume and what the function change, as one sentence of two equal parts."""
        rows = self.effects[line].set_index(["activity", "effect"])
        if isnan(rows["median"][-1, "both"]):
            return self.words("roadmap.missing", indicator=self.indicator)
        volume, function = (self.signed(rows.loc[(-1, name)]) for name in ("volume", "function"))
        blanks = {"line": self.line(line), "first": self.first, "last": self.last, "unit": self.unit}
        said = self.words("roadmap.effects", volume=volume, function=function, **blanks)
        return f"{said} {self.words('roadmap.effects_known', missing=self.missing(line))}" if self.held.is_open(line) else said

    def signed(self, row) -> str:
        """A change with its sign and its interval; row: of effects."""
        if isnan(row["median"]):
            return self.words("missing.short")
        if row.low == row.high:
            return self.number(row["median"])
        sign = "+" if row["median"] > 0 else ""
        return f"{sign}{self.number(row['median'])} ({self.between(row.low, row.high)})"

    def shared(self, line: str) -> list[str]:
        """A line against allocated budgets, over all principles and sets: a band, and how many choices say what."""
        words, rows = self.words, self.budgets[self.budgets.line == line].dropna(subset="allocated")
        if self.roadmap.budget is None:
            return [words("roadmap.no_budget")]
        if rows.empty:
            return [words("roadmap.no_capacity", indicator=self.indicator)]
        principles = [self.labels.of("principle", name) for name in rows.principle.unique()]
        year = str(gap.budget_year(self.held, self.facts))
        blanks = {"principles": words.listed(principles), "sets": rows["set"].nunique(), "year": year}
        said = [
            words("roadmap.band", low=self.number(rows.allocated.min()), high=self.number(rows.allocated.max()), unit=self.unit, **blanks)
        ]
        out = self.held.bound_of_any(line, self.held.years)
        ends = self._ends(rows.ratio, self.held.bound(line, self.held.years[-1]))
        own = rows[rows.own.astype(bool)]
        said.append(words("roadmap.ratio", line=self.line(line), year=self.last, **ends, **_sides(own.side)))
        said.append(words("roadmap.spent", first=self.first, last=self.last, **self._ends(own.spent, out), **_sides(own.spent_side)))
        if len(used := own.exhausted.dropna()):
            years = " – ".join(dict.fromkeys([str(int(used.min())), str(int(used.max()))]))
            known = words("roadmap.exhausted", count=len(used), choices=len(own), years=years)
            said.append(f"{known} {words('roadmap.at_the_latest')}" if out else known)
        return [*said, words("roadmap.yearly")]

    def _ends(self, times, out: Collection[str]) -> dict[str, str]:
        """From how many to how many times a budget, behind the sign of what is left out."""
        ends = {"least": times.min(), "most": times.max()}
        return {name: self.bounded(self.words.number(float(value), 2), out) for name, value in ends.items()}

    def reservations(self) -> list[str]:
        """What is left out, what is at least so much, changes without an order, and what intervals do not hold."""
        words, held = self.words, self.held
        said = [words("roadmap.left_out", activity=self.activity(number)) for number in held.left_out]
        for name in roadmap.BOUNDS:
            marked = np.any([held.bounds[line][name].any(axis=0) for line in held.lines], axis=0)
            if marked.any():
                said.append(words(f"roadmap.partial.{name}", activities=words.listed([self.activity(a) for a in np.flatnonzero(marked)])))
        if held.apart:
            said.append(words("roadmap.apart", activities=words.listed([self.activity(number) for number in held.apart])))
        return [*said, words("roadmap.straight"), words("roadmap.whole_life", draws=held.draws)]

    def stamp(self) -> str:
        """What a copy of a figure must carry."""
        held = self.held
        is_partial = held.left_out or any(each.any() for line in held.lines for each in held.bounds[line].values())
        marks = {"partial": is_partial, "open": self.aims and any(map(held.is_open, held.lines)), "apart": held.apart}
        return self.words.listed_plainly(self.words(f"roadmap.stamp.{name}") for name, holds in marks.items() if holds)

    def due(self, number: int) -> str:
        """Is an activity to be assessed again, and why?"""
        found: Progress = self.progress[number]
        if not found.why:
            return self.words("roadmap.current")
        reasons = [self.words(f"roadmap.due.{why}", year=str(found.changed)) for why in found.why]
        return self.words("roadmap.again", reasons=self.words.listed(reasons))

    def to_assess(self) -> str:
        """Which activities are to be assessed again."""
        again = [self.activity(number) for number, each in enumerate(self.progress) if each.why]
        return self.words("roadmap.to_assess", activities=self.words.listed(again)) if again else self.words("roadmap.none_to_assess")

    def volumes(self, number: int, line: str) -> str:
        """Quantity of an activity in both years."""
        amounts = self.held.quantity[line][:, number]
        return " → ".join(dict.fromkeys(self.words.number(float(each)) for each in (amounts[0], amounts[-1])))

    def changes(self, number: int) -> str:
        """What is to change, in the order of the file: year, what, how sure."""
        words, activity = self.words, self.roadmap.activities[number]
        said = [
            words(
                "roadmap.volume", year=str(each.year), quantity=words.number(each.quantity), status=words(f"roadmap.status.{each.status}")
            )
            for each in activity.quantities
        ]
        for each in activity.changes:
            blanks = {"share": words.percent(each.share), "alternative": self.alternative(number, each.alternative)}
            said.append(words("roadmap.switch", year=str(each.year), status=words(f"roadmap.status.{each.status}"), **blanks))
        return words.listed_plainly(said) or words("roadmap.nothing_planned")


def _sides(sides) -> dict[str, int]:
    """In how many choices nearly all draws are within, or beyond, and in how many neither can be told."""
    within, beyond = int((sides == gap.WITHIN).sum()), int((sides == gap.BEYOND).sum())
    return {"within": within, "beyond": beyond, "depends": len(sides) - within - beyond, "choices": len(sides)}
