"""What moved between a frozen result and that of today, in words and tables."""

import pandas as pd

from impact.model.grounds import Change
from impact.scoring.difference import Difference, Step
from impact.views.brief import Brief
from impact.views.names import Labels

#: Columns of a fact that are told of a change, before any others.
FIRST = ("value", "min", "max", "gsd")
#: Changes of one thing that are told one by one.
TOLD = 4
#: Tables of what a result is held against: they move no result.
BESIDE = ("capacity", "population")
#: Kinds of names of what a table is about.
NAMED = {
    "path": "country",
    "process": "process",
    "vehicle": "vehicle",
    "channel": "channel",
    "function": "function",
    "capacity": "capacity_set",
    "population": "nation",
}


class Differences:
    """A difference in one language.

    brief: of the snapshot, for the names of what it froze
    """

    def __init__(self, found: Difference, brief: Brief, labels: Labels):
        self.found, self.brief, self.labels, self.words = found, brief, labels, labels.words

    def said(self) -> list[str]:
        """Is it still the same, and how many things moved?"""
        words, steps = self.words, self.found.steps
        if not steps:
            return [words("difference.same")]
        facts = [each for each in steps if each.table]
        said = [words("difference.facts", count=len(facts))] if facts else []
        said += [words("difference.method")] if len(facts) < len(steps) else []
        return [*said, words("difference.no_effect")] if self.found.same else said

    def table(self, indicator: str) -> pd.DataFrame:
        """What moved, in the order in which it is put in, and what each did to every alternative on one indicator, in percent of the result before it."""
        words, lines = self.words, []
        for step in self.found.steps:
            line = {words("difference.what"): self.title(step), words("difference.how"): words.listed_plainly(self.changes(step))}
            lines.append(line | self._effects(step, indicator))
        totals = self.found.totals.xs(indicator, level="indicator")
        whole = {words("difference.what"): words("difference.whole"), words("difference.how"): ""}
        whole |= {self.alternative(name): self._change(row.frozen, row.now) for name, row in totals.iterrows()}
        return pd.DataFrame([*lines, whole])

    def figures(self) -> pd.DataFrame:
        """The same for a spreadsheet: one row per step, alternative and indicator that moved."""
        words, lines = self.words, []
        for step in self.found.steps:
            for (name, indicator), row in step.totals.iterrows():
                if row.before != row.after and not (pd.isna(row.before) and pd.isna(row.after)):
                    called = {words("difference.what"): self.title(step), words("table.alternative"): self.alternative(name)}
                    called |= {words("table.indicator"): self.brief.names["indicator"].get(indicator, indicator)}
                    lines.append(called | {words("difference.before"): row.before, words("difference.after"): row.after})
        return pd.DataFrame(lines)

    def title(self, step: Step) -> str:
        """What moved: the method, or facts about one thing."""
        if not step.table:
            return self.words("difference.of_method")
        called = self.labels.subject(step.about) if step.table not in NAMED else self.labels.of(NAMED[step.table], step.about)
        return self.words(f"difference.of.{step.table}", name=called)

    def changes(self, step: Step) -> list[str]:
        """What was said of it, and what is said now."""
        told = [self._told(each) for each in step.changes[:TOLD]]
        more = len(step.changes) - TOLD
        told += [self.words("difference.more", count=more)] if more > 0 else []
        told += [self.words("difference.kept")] if step.kept else []
        return [*told, self.words("difference.beside")] if step.table in BESIDE else told

    def alternative(self, name: str) -> str:
        """Name of an alternative, as it was frozen."""
        return self.brief.names["alternative"].get(name, name)

    def _told(self, change: Change) -> str:
        words = self.words
        called = " · ".join(self._key(each) for each in change.key)
        if not change.was or not change.now:
            return words("difference.gone" if change.was else "difference.new", fact=called or change.about)
        name = next((each for each in (*FIRST, *change.columns) if each in change.columns), "")
        blanks = {"was": self._value(change.was.get(name)), "now": self._value(change.now.get(name))}
        return words("difference.changed", fact=" · ".join(filter(None, [called, name])), **blanks)

    def _key(self, name: str) -> str:
        return self.brief.names["short"].get(name) or self.labels.of("source", name)

    def _value(self, value) -> str:
        if value is None:
            return self.words("missing.short")
        return self.words.number(float(value), 4) if isinstance(value, (int, float)) and not isinstance(value, bool) else str(value)

    def _effects(self, step: Step, indicator: str) -> dict[str, str]:
        rows = step.totals.xs(indicator, level="indicator")
        return {self.alternative(name): self._change(row.before, row.after) for name, row in rows.iterrows()}

    def _change(self, before: float, after: float) -> str:
        if pd.isna(before) or pd.isna(after):
            return self.words("difference.unknown") if pd.isna(before) != pd.isna(after) else self.words("missing.short")
        if before == after:
            return self.words("difference.unmoved")
        return self.words.change(after / before - 1) if before > 0 else self.words("difference.from_to", was=before, now=after)
