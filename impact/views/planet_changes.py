"""What is another than in the edition of the planetary boundaries before, and why, in words and as a table."""

import numpy as np
import pandas as pd

from impact.scoring import planet as scoring
from impact.scoring.planet import UNKNOWN
from impact.views.planet import DIGITS, NUMBERS, Planet
from impact.views.texts import lowered


class Changes:
    """One edition against the one before, in one language."""

    def __init__(self, planet: Planet):
        self.planet, self.words = planet, planet.words

    def then_and_now(self, row, kind: str) -> str:
        """before → now of a number of a control variable, once where both agree; kind: of NUMBERS."""
        then, now = getattr(row, f"before_{kind}"), getattr(row, kind)
        more_then, more_now = (kind == "current" and each for each in (row.before_more_than, row.more_than))
        if row.new or self.planet.before is None or (np.isnan(then) and np.isnan(now)) or (then, more_then) == (now, more_now):
            return self.planet.figured(now, row.unit, more_now)
        if np.isnan(then) or np.isnan(now):
            return self.words(
                "planet.then_now", then=self.planet.figured(then, row.unit, more_then), now=self.planet.figured(now, row.unit, more_now)
            )
        bare = self.words.number(then, DIGITS)
        old = self.words("planet.more_than", value=bare) if more_then else bare
        return self.words("planet.then_now", then=old, now=self.planet.figured(now, row.unit, more_now))

    def states(self, row) -> str:
        """State before → state now, once where both agree."""
        now = self.planet.state(row.state)
        if not isinstance(row.before_state, str) or row.before_state == row.state:
            return now
        return self.words("planet.then_now", then=self.planet.state(row.before_state), now=now)

    def told(self) -> list[str]:
        """What is another than in the edition before, and why: states first, then what is measured, lines, values.

        An edition of which the terms of use leave out every number is held against none.
        """
        if off := self.planet.switched_off():
            return [off]
        if self.planet.before is None:
            return [self.words("planet.first")]
        words, rows = self.words, self.planet.rows[self.planet.rows.held]
        earlier = Planet(self.planet.facts, self.planet.before, words)
        if off := earlier.switched_off():
            return [off]
        titles = {"before": self.planet.title(self.planet.before), "edition": self.planet.title(self.planet.edition)}
        said = [words("planet.counts", then=earlier.beyond(), now=self.planet.beyond(), total=len(self.planet.processes), **titles)]
        moved = rows.cause.notna()
        said += [self._moved(row) for row in rows[moved].itertuples()]
        said += [self._replaced(row) for row in rows[rows.replaced & ~moved].itertuples()]
        same = rows[~rows.new & ~moved]
        shifted = self._differs(same, "boundary") | self._differs(same, "high_risk")
        said += [self._shifted(row) for row in same[shifted].itertuples()]
        valued = same[~shifted & self._differs(same, "current")]
        values = [
            f"{self.planet.in_sentence('variable', row.variable)} ({self.then_and_now(row, 'current')})" for row in valued.itertuples()
        ]
        known = [
            self.planet.in_sentence("variable", name) for name in same.variable[same.before_state.eq(UNKNOWN) & same.state.ne(UNKNOWN)]
        ]
        added = [self.planet.in_sentence("variable", name) for name in rows.variable[rows.new & ~rows.replaced]]
        replaced = {name for names in rows.instead for name in names}
        lost = [
            self.planet.in_sentence("variable", name)
            for name in scoring.gone(self.planet.limits, self.planet.edition)
            if name not in replaced
        ]
        for kind, names in (("valued", values), ("known", known), ("added", added), ("lost", lost)):
            said += [words(f"planet.{kind}", names=words.listed_plainly(names), **titles)] if names else []
        return said

    def _differs(self, rows: pd.DataFrame, kind: str) -> pd.Series:
        """Is a number another than before, where both are known?"""
        return rows[kind].ne(rows[f"before_{kind}"]) & rows[kind].notna() & rows[f"before_{kind}"].notna()

    def _moved(self, row) -> str:
        """A state that is another; what is replaced is called by its sub-boundary."""
        then, now = self.planet.state(row.before_state), self.planet.state(row.state)
        blanks = {"before": self.planet.title(self.planet.before), "then": then, "current": self.planet.current(row), **self._instead(row)}
        because = self.words(f"planet_cause.{row.cause}", **blanks)
        name = self.planet.name("part", row.part, "short") if row.replaced else self.planet.name("variable", row.variable)
        return f"{self.words('planet.moved', name=name, then=then, now=now, because=because)} {self.reason(row)}".strip()

    def _replaced(self, row) -> str:
        """Another control variable that leaves the state as it was."""
        said = self.words(
            "planet.replaced", name=self.planet.name("part", row.part, "short"), state=self.planet.state(row.state), **self._instead(row)
        )
        return f"{said} {self.reason(row)}".strip()

    def _instead(self, row) -> dict[str, str]:
        """The control variable that is held, and those that were."""
        old = [self.planet.in_sentence("variable", name) for name in row.instead]
        return {"new": self.planet.in_sentence("variable", row.variable), "old": self.words.listed(old)}

    def _shifted(self, row) -> str:
        """Other lines that leave the state as it was: by the reason that the facts give, else by the numbers."""
        numbers = {kind: self.then_and_now(row, kind) for kind in ("boundary", "high_risk", "current")}
        blanks = {"name": self.planet.name("variable", row.variable), "state": self.planet.state(row.state)}
        return self.words("planet.shifted", reason=lowered(self.reason(row) or self.words("planet.lines", **numbers)), **blanks)

    def reason(self, row) -> str:
        """What differs from the edition before, and why, as the facts say it; nothing where they do not."""
        return self.planet.said(row, "change")

    def table(self) -> pd.DataFrame:
        """Every control variable against the edition before: numbers and state before → now, and why."""
        words, lines = self.words, []
        for row in self.planet.rows[self.planet.rows.held].itertuples():
            lines.append(
                {
                    words("table.control_variable"): self.planet.name("variable", row.variable),
                    words("table.state"): self.states(row),
                    **{words(f"table.{kind}"): self.then_and_now(row, kind) for kind in NUMBERS},
                    words("table.why"): self.reason(row),
                }
            )
        return pd.DataFrame(lines)
