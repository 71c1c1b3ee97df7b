"""The state of the planet in words and tables, one edition at a time. It knows of no product."""

from functools import cached_property
from html import escape

import numpy as np
import pandas as pd

from impact.scoring import planet as scoring
from impact.scoring.planet import BEYOND, SAFE, UNKNOWN, worst
from impact.store.facts import Facts, Limits
from impact.views import sheets
from impact.views.texts import Texts, lowered

#: Source of the rule by which states are given.
RULE = "phc-2025"
#: No number of an edition has more significant digits than this.
DIGITS = 6
#: Numbers that two editions can have of one control variable.
NUMBERS = ("boundary", "high_risk", "current", "baseline")


def rows_of(limits: Limits, edition: str, words: Texts) -> pd.DataFrame:
    """Every control variable of an edition as records: ids, numbers, state, what it was before; named in one language.

    A sub-boundary of which the edition holds no control variable is a row with held false and no numbers.
    """
    rows = scoring.planet(limits, edition)
    named = {"process_name": (limits.process, rows.process), "part_name": (limits.part, rows.part)}
    named |= {"variable_name": (limits.variable, rows.variable)}
    held = ["process", "part", "variable", "held", "unit", "worse", *NUMBERS, "more_than", "placed", "state", "position", "normalised"]
    earlier = ["before", *(f"before_{name}" for name in (*NUMBERS, "state")), "new", "cause"]
    said = {name: words.label(rows, name).to_numpy() for name in ("note", "change")}
    shown = rows[[*held, *earlier, "source", "locator"]].assign(
        edition=edition,
        replaces=[";".join(names) or None for names in rows.instead],
        **{name: ids.map(words.label(table)) for name, (table, ids) in named.items()},
        **said,
    )
    return shown[["edition", *shown.columns.drop("edition")]]


class Planet:
    """One edition of the planetary boundaries in one language.

    rows: of scoring.planet, in the order of the pages
    """

    def __init__(self, facts: Facts, edition: str, words: Texts):
        self.facts, self.limits, self.edition, self.words = facts, facts.limits, edition, words
        self.rows = scoring.planet(facts.limits, edition)
        self.before = scoring.before(facts.limits, edition)
        self.units = words.label(facts.unit.set_index("id")).to_dict()

    # --- names and figures -------------------------------------------------------------------

    def name(self, table: str, row: str, form: str = "name") -> str:
        """Name of a row of a table of Limits; form "short" for wedges."""
        return self.words.label(getattr(self.limits, table).loc[row], form)

    def title(self, edition: str) -> str:
        """Name of an edition."""
        return self.name("edition", edition)

    def measured(self, value: float, unit: str) -> str:
        """A number with its unit."""
        if np.isnan(value):
            return self.words("missing.short")
        written = self.words.number(value, DIGITS)
        return self.words("planet.percent" if unit == "%" else "planet.measured", value=written, unit=self.units[unit])

    def current(self, row) -> str:
        """Current value, with its sign where it is published as "more than"."""
        return self.figured(row.current, row.unit, row.more_than)

    def figured(self, value: float, unit: str, more_than: bool) -> str:
        """A number with its unit, and the sign of "more than"."""
        written = self.measured(value, unit)
        return self.words("planet.more_than", value=written) if more_than else written

    def line(self, kind: str, row) -> str:
        """Boundary or line of high risk in a few characters, with the side that is beyond: boundary > 350."""
        sign = "<" if row.worse == "lower" else ">"
        return self.words(f"planet.{kind}", sign=sign, value=self.words.number(getattr(row, kind), DIGITS))

    def brief(self, row) -> str:
        """Numbers of a control variable in one short line, or what there is instead."""
        if not row.held:
            return self.words("planet_state.not_held")
        lines = [self.line("boundary", row), *([self.line("high_risk", row)] if pd.notna(row.high_risk) else [])]
        first = [self.words("planet.no_current")] if np.isnan(row.current) else [self.current(row)]
        placed = [self.words("planet.placed", state=self.state(row.state))] if isinstance(row.placed, str) else []
        return "\u00a0· ".join([*first, *lines, *placed])

    def figure(self, row) -> str:
        """The one figure of a wedge: its current value, or what there is instead."""
        if row.held and not np.isnan(row.current):
            return self.current(row)
        return self.state(UNKNOWN, row.held) if row.state == UNKNOWN else self.words("planet.no_number")

    def state(self, state: str, held: bool = True) -> str:
        """A state in words."""
        return self.words(f"planet_state.{state}") if held else self.words("planet_state.not_held")

    def scaled(self, row, kind: str) -> str:
        """Where a control variable lies on an axis, normalised or position; nothing where it has no place there."""
        value = getattr(row, kind)
        if np.isnan(value):
            return ""
        written = self.words.number(value, 3)
        return self.words("planet.more_than", value=written) if row.more_than else written

    def hover(self, row) -> str:
        """What is shown over a bar or a wedge; safe as markup."""
        part = f"<b>{escape(self.name('part', row.part))}</b>"
        if not row.held:
            return f"{part}<br>{self.words('planet_state.not_held')}"
        lines = [escape(self.name("variable", row.variable)), self.state(row.state), self.brief(row)]
        if not np.isnan(row.baseline):
            lines.append(self.words("planet.baseline", value=self.measured(row.baseline, row.unit)))
        scales = {kind: self.scaled(row, kind) for kind in ("normalised", "position")}
        return "<br>".join([part, *lines, *(self.words(f"planet.{kind}", value=value) for kind, value in scales.items() if value)])

    # --- sentences ---------------------------------------------------------------------------

    @cached_property
    def processes(self) -> pd.DataFrame:
        """The furthest control variable of each process."""
        return worst(self.rows, "process")

    def beyond(self) -> int:
        """How many processes are beyond their boundary."""
        return int(self.processes.state.isin(BEYOND).sum())

    def tally(self) -> list[str]:
        """How many processes are beyond their boundary, which are within, and of which nothing, or not all, is held."""
        words, rows = self.words, self.processes
        groups = {
            "beyond": rows.state.isin(BEYOND),
            "within": rows.state.eq(SAFE) & rows.complete,
            "partly": rows.state.eq(SAFE) & ~rows.complete,
            "unknown": rows.state.eq(UNKNOWN),
        }
        said = []
        for kind, which in groups.items():
            names = [self.in_sentence("process", name) for name in rows.process[which]]
            if names or kind == "beyond" and not groups["unknown"].any():  # none beyond is said only where all are known
                said.append(words(f"planet.{kind}", count=len(names), total=len(rows), processes=words.listed(names)))
        return said

    def in_sentence(self, table: str, row: str) -> str:
        """Name as it stands within a sentence."""
        return lowered(self.name(table, row))

    def switched_off(self) -> str:
        """What is said in place of it all where the terms of use leave out every number of the edition; else nothing."""
        return "" if self.rows.held.any() else self.words("planet.switched_off", edition=self.title(self.edition))

    def note(self) -> str:
        """What is and is not held of this edition."""
        return self.name("edition", self.edition, "note")

    def said(self, row, column: str) -> str:
        """A sentence of the facts on a row, note or change; nothing where they have none."""
        said = self.words.label(row._asdict(), column)
        return said if isinstance(said, str) else ""

    # --- tables ------------------------------------------------------------------------------

    def table(self) -> pd.DataFrame:
        """Twin of the bars: every control variable with its numbers, and what is not held."""
        words, lines = self.words, []
        for row in self.rows.itertuples():
            held = row.held
            line = {
                words("table.control_variable"): self.name("variable", row.variable) if held else "–",
                words("table.part"): self.name("part", row.part, "short"),
                words("table.state"): self.state(row.state, held)
                + (f" ({words('planet.by_edition')})" if isinstance(row.placed, str) else ""),
                words("table.current"): self.current(row) if held else "",
            }
            for kind in ("boundary", "high_risk", "baseline"):
                line[words(f"table.{kind}")] = self.measured(getattr(row, kind), row.unit) if held else ""
            line |= {words(f"table.{kind}"): self.scaled(row, kind) for kind in ("normalised", "position")}
            line[words("table.dataset")] = row.locator if held else ""
            line[words("table.note")] = self.said(row, "note")
            lines.append(line)
        return pd.DataFrame(lines)

    def figures(self) -> pd.DataFrame:
        """The same for a spreadsheet, figures as figures, with those of the edition before."""
        words, rows = self.words, self.rows
        named = self.facts.origin.set_index("id")
        ends = {kind: words(f"table.{kind}") for kind in NUMBERS}
        held = {
            words("table.edition"): self.title(self.edition),
            words("table.process"): [self.name("process", name) for name in rows.process],
            words("table.part"): [self.name("part", name) for name in rows.part],
            words("table.control_variable"): [self.name("variable", each.variable) if each.held else "" for each in rows.itertuples()],
            words("table.unit"): rows.unit.map(self.units),
            words("table.state"): [self.state(row.state, row.held) for row in rows.itertuples()],
            **{called: rows[kind] for kind, called in ends.items()},
            words("table.more_than"): [">" if more else "" for more in rows.more_than],
            words("table.normalised"): rows.normalised,
            words("table.position"): rows.position,
        }
        if self.before:
            title = self.title(self.before)
            held |= {words("table.before", name=called, edition=title): rows[f"before_{kind}"] for kind, called in ends.items()}
            states = [self.state(each) if isinstance(each, str) else "" for each in rows.before_state]
            held |= {words("table.before", name=words("table.state"), edition=title): states}
        held |= {words("table.source"): rows.source.map(words.label(named)), words("table.citation"): rows.source.map(named.citation)}
        held |= {words("table.url"): rows.source.map(named.url), words("table.dataset"): rows.locator}
        return pd.DataFrame(held | {words("table.note"): words.label(rows, "note"), words("table.why"): words.label(rows, "change")})

    def sources(self) -> pd.DataFrame:
        """Sources of the numbers shown and of the rule, with terms, citation and link."""
        wanted = dict.fromkeys([self.limits.edition.source[self.edition], *self.rows.source.dropna(), RULE])
        named = self.facts.origin.set_index("id")
        return sheets.every_source(named.loc[[name for name in wanted if name in named.index]], self.words)

    def cited(self) -> str:
        """Sources of the numbers and of the rule, as links in Markdown."""
        sources = {"numbers": self.limits.edition.source[self.edition], "rule": RULE}
        return self.words("planet.cited", **{name: self._link(source) for name, source in sources.items()})

    def _link(self, source: str) -> str:
        named = self.facts.origin.set_index("id")
        if source not in named.index:  # its terms are switched off
            return source
        row = named.loc[source]
        return f"[{self.words.label(row)}]({row.url})" if isinstance(row.url, str) else self.words.label(row)
