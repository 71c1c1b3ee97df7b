"""What drives a result, or the difference of two, in words and tables."""

from dataclasses import dataclass
from functools import cached_property
from html import escape

import pandas as pd

from impact.model.uncertainty import Fact
from impact.scoring.drivers import POINTS, WHOLE, Drivers
from impact.views.names import Names
from impact.views.spreads import Spreads

#: Ways to group what drives a result.
WAYS = FACTS, KINDS, STAGES, PARTS = "fact", "kind", "stage", "part"
#: Bars of a chart at most, and facts that a sentence names.
MOST, NAMED = 10, 3
#: A share below this is not worth a word; below the other it is written as none. [-]
SLIGHT, NONE = 0.005, 0.001


@dataclass(frozen=True)
class Bar:
    """One share of the variance: alone, and with what it does together with others (total); alone alone may be negative.

    label: in words; fact: where it is one
    """

    label: str
    alone: float
    total: float
    fact: Fact | None = None


class Driven:
    """The drivers of a comparison (b None: of one result) on one indicator, in one language."""

    def __init__(self, names: Names, indicator: str, a: str, b: str | None, found: Drivers):
        self.names, self.words, self.indicator, self.a, self.b, self.found = names, names.words, indicator, a, b, found

    @cached_property
    def spreads(self) -> Spreads:
        """The facts with their spreads."""
        return Spreads(self.names, self.indicator)

    def bars(self, way: str) -> list[Bar]:
        """Shares grouped in one of WAYS, the largest first."""
        words, found = self.words, self.found
        if way == FACTS:
            bars = [Bar(self.spreads.title(row.fact), row.first, row.total, row.fact) for row in found.facts.itertuples()]
            count, first, total = found.rest
            return [*bars, Bar(words("drivers.rest", count=count), first, total)] if count else bars
        if way == KINDS:
            return [Bar(words(f"spreads.kind.{row.kind}"), row.first, row.total) for row in found.kinds.itertuples()]
        rows = found.stages if way == STAGES else found.parts
        called = (lambda group: words(f"stage.{group}")) if way == STAGES else self._part
        rows = rows.sort_values("share", key=abs, ascending=False, kind="stable")
        return [Bar(called(row.group), row.share, row.share) for row in rows.itertuples()]

    def shown(self, way: str) -> list[Bar]:
        """The bars that are drawn: those worth a word, at most MOST, the others of facts in one."""
        bars = self.bars(way)
        kept = [each for each in bars[:MOST] if abs(each.total) >= SLIGHT] or bars[:1]
        if way != FACTS or len(kept) < MOST or len(bars) == MOST:
            return kept
        left = bars[MOST - 1 :]
        count = sum(1 for each in left if each.fact) + self.found.rest[0]
        return [
            *kept[:-1],
            Bar(self.words("drivers.rest", count=count), sum(each.alone for each in left), sum(each.total for each in left)),
        ]

    def _part(self, group: tuple) -> str:
        """Name of a part, with its alternative where two are compared."""
        if group == WHOLE:
            return self.words("compare.whole")
        name, number = group
        called = self.names.part(name, number)
        alternative = self.names.alternative(name)
        return called if called == alternative or self.b is None else f"{alternative} · {called}"

    def about(self) -> str:
        """What the shares are of, and how they were found."""
        words, found = self.words, self.found
        scale = "log" if found.log else "plain"
        blanks = {"indicator": self.names.indicator(self.indicator), "a": self.names.alternative(self.a)}
        if self.b is None:
            said = words(f"drivers.of_one.{scale}", **blanks)
        else:
            said = words(f"drivers.of_two.{scale}", **blanks, b=self.names.alternative(self.b))
        how = words("drivers.exact") if found.exact else words("drivers.estimated", points=POINTS)
        together = (
            []
            if pd.isna(found.together)
            else [words("drivers.together", share=words.percent(found.together), unit=self.names.unit(self.indicator))]
        )
        return " ".join([said, how, *together])

    def summary(self, way: str) -> str:
        """The largest shares in a sentence."""
        words, bars = self.words, [each for each in self.bars(way) if abs(each.total) >= SLIGHT][:NAMED]
        listed = words.listed([words("drivers.share", share=self.written(each), name=each.label) for each in bars])
        said = [words(f"drivers.due.{way}", shares=listed)]
        if way in (FACTS, KINDS) and self.found.interactions >= SLIGHT:
            said.append(words("drivers.interactions", share=words.percent(self.found.interactions)))
        if way in (STAGES, PARTS):
            scaled = (
                words("drivers.relative") if self.found.log and self.b else words("drivers.in_unit", unit=self.names.unit(self.indicator))
            )
            said.append(scaled)
            if any(each.alone <= -SLIGHT for each in self.bars(way)):
                said.append(words("drivers.negative"))
        return " ".join(said)

    def known_only(self) -> str:
        """What is left out, where a total is partial; else nothing."""
        partial = [name for name in (self.a, self.b) if name and self.names.totals[name, self.indicator].status == "partial"]
        listed = self.words.listed([self.names.alternative(name) for name in partial])
        return self.words("drivers.partial", alternatives=listed) if partial else ""

    def hover(self, bar: Bar) -> str:
        """What is shown over a bar, safe as markup."""
        lines = [f"<b>{escape(bar.label)}</b>", self.written(bar)]
        if bar.fact:
            lines += [escape(known.spread.span) for known in self.spreads.of[bar.fact][:1]]
        return "<br>".join(lines)

    def written(self, bar: Bar) -> str:
        """A share, and what it does together with others where that is worth a word."""
        more, alone = bar.total - bar.alone, self._percent(bar.alone)
        return self.words("drivers.and_together", alone=alone, more=self._percent(more)) if more >= SLIGHT else alone

    def beside(self, bar: Bar) -> str:
        """The same beside a bar whose hatch says what is together with others: 72 % + 16 %."""
        more = bar.total - bar.alone
        return " + ".join([self._percent(bar.alone), *([self._percent(more)] if more >= SLIGHT else [])])

    def _percent(self, share: float) -> str:
        return "≈ 0" if abs(share) < NONE else self.words.percent(share).replace("-", "−")

    def table(self, way: str) -> pd.DataFrame:
        """Twin of the bars, each fact with its spread, basis and source."""
        words, bars = self.words, self.bars(way)
        head = words("drivers.alone" if way in (FACTS, KINDS) else "drivers.axis")
        columns = {words(f"drivers.by.{way}"): [each.label for each in bars], head: [self._percent(each.alone) for each in bars]}
        if way in (FACTS, KINDS):
            columns[words("drivers.total")] = [self._percent(each.total) for each in bars]
        if way == FACTS:
            held = [self.spreads.of[each.fact][0] if each.fact else None for each in bars]
            columns |= {
                words("table.value"): [known.spread.written if known else "" for known in held],
                words("spreads.spread"): [known.spread.span if known else "" for known in held],
                words("table.basis"): [known.basis if known else "" for known in held],
                words("table.source"): [known.source if known else "" for known in held],
            }
        return pd.DataFrame(columns)

    def figures(self, way: str) -> pd.DataFrame:
        """The same for a spreadsheet, figures as figures."""
        words, bars = self.words, self.bars(way)
        return pd.DataFrame(
            {
                words("table.indicator"): self.names.indicator(self.indicator),
                words("drivers.result"): self.names.alternative(self.a),
                words("drivers.against"): self.names.alternative(self.b) if self.b else "",
                words(f"drivers.by.{way}"): [each.label for each in bars],
                words("drivers.alone"): [each.alone for each in bars],
                words("drivers.total"): [each.total for each in bars],
            }
        )
