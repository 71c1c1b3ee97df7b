"""What things are called in one language: alternatives, indicators, cells, figures with their signs."""

import math
import textwrap
from html import escape

from impact.model.flow import PATH
from impact.model.study import Study
from impact.scoring import gate
from impact.scoring.compare import TOTAL, Comparison
from impact.store.facts import Facts
from impact.views.texts import Texts, shortened

#: Beyond this factor from the baseline the colour of a cell no longer changes.
SATURATION = 4.0
#: Signs in front of or behind a figure, explained where they stand.
UNSURE, AT_LEAST, AT_MOST, PROXY, SUSPECT, APART = "≈", "≥", "≤", "*", "†", "‡"


#: Signs behind a figure, by what holds for it.
MARK = {"proxy": PROXY, "suspect": SUSPECT}
#: A total that leaves out a burden is at least so much; one that leaves out a credit, at most.
BOUND = {"more": AT_LEAST, "less": AT_MOST}
OPPOSITE = {AT_LEAST: AT_MOST, AT_MOST: AT_LEAST}


class Labels:
    """What the facts are called in one language, by id."""

    def __init__(self, facts: Facts, words: Texts):
        self.words, stages = words, facts.stages
        indexed = {"material": facts.material.set_index("id"), "source": facts.origin.set_index("id")}
        indexed["function"] = facts.function.set_index("id")
        indexed |= {name: getattr(stages, name) for name in ("country", "carrier", "process", "mode", "vehicle", "channel", "treated")}
        held = ("nation", "capacity_set", "principle", "edition", "part", "variable", "need")
        indexed |= {"earth": facts.limits.process} | {name: getattr(facts.limits, name) for name in held}
        indexed |= {"raw_material": facts.supply.raw_material, "constituent": facts.supply.constituent, "place": facts.supply.country}
        self.named = {kind: words.label(rows).to_dict() for kind, rows in indexed.items()}

    def of(self, kind: str, name: str) -> str:
        """Name of a row of a table; the id itself where the terms switched on leave it out."""
        return self.named[kind].get(name, name)

    def subject(self, name: str) -> str:
        """Name of what a line of a bill asks for: a material, or an activity such as electricity:FR."""
        if ":" not in name:
            return self.of("material", name)
        kind, what = name.split(":")
        if kind == "electricity":
            along = what.endswith(PATH)
            return self.words(
                "activity.electricity_path" if along else "activity.electricity", name=self.of("country", what.removesuffix(PATH))
            )
        if (table := {"energy": "carrier", "transport": "mode", "process": "process"}.get(kind)) is not None:
            return self.of(table, what)
        return self.words(f"activity.{kind}", name=self.of("treated", what))


def marked(holds: dict[str, bool]) -> str:
    """Signs of what holds for a figure."""
    return "".join(sign for kind, sign in MARK.items() if holds[kind])


def alternative(study: Study, name: str, labels: Labels) -> str:
    """Name of an alternative: its own, else that of its materials."""
    each, words = study.alternative(name), labels.words
    if each.name:
        return shortened(words.of(each.name), 80)
    materials = dict.fromkeys(labels.of("material", part.material) for part in each.parts)
    return shortened(words.listed(list(materials)), 80) if each.parts else words("compare.without")


class Names:
    """Names and written figures of one comparison in one language."""

    def __init__(self, comparison: Comparison, words: Texts):
        self.comparison, self.words = comparison, words
        self.baseline = comparison.study.baseline
        facts = comparison.facts
        self.labels = Labels(facts, words)
        self.indicators, self.properties = facts.indicator.set_index("id"), facts.kind.set_index("id")
        self.units = words.label(facts.unit.set_index("id")).to_dict()
        self.unit_of = self.indicators.unit.map(self.units).to_dict()
        self.named = {
            "indicator": words.label(self.indicators).to_dict(),
            "short": words.label(self.indicators, "short").to_dict(),
            "property": words.label(self.properties).to_dict(),
        }
        result = comparison.cube
        marked = {kind: result.marked(kind) for kind in ("proxy", "suspect")}
        self.marks = {
            (name, indicator): {kind: bool(mark[a, i]) for kind, mark in marked.items()}
            for a, name in enumerate(result.alternatives)
            for i, indicator in enumerate(result.indicators)
        }
        self.bounds = {
            (name, indicator): frozenset(sign for kind, sign in BOUND.items() if result.marked(kind)[a, i] and result.overall[a, i] > 0)
            for a, name in enumerate(result.alternatives)
            for i, indicator in enumerate(result.indicators)
        }
        shown = comparison.relative[comparison.relative.apart & comparison.relative.ratio.notna()]
        self.apart = set(zip(shown.alternative, shown.indicator, strict=True))
        self.totals = {(row.alternative, row.indicator): row for row in comparison.totals.itertuples()}

    def alternative(self, name: str) -> str:
        """Name of an alternative: its own, else that of its materials."""
        return alternative(self.comparison.study, name, self.labels)

    def part(self, name: str, number: int | None) -> str:
        """Name of a part of an alternative: its own, else that of its material; and of what is no single part."""
        if number is None:
            return self.words("compare.whole")
        part = self.comparison.study.alternative(name).parts[number]
        called = self.words.of(part.name) if part.name else self.material(part.material)
        return shortened(called, 60)

    def material(self, name: str) -> str:
        """Name of a material."""
        return self.labels.of("material", name)

    def source(self, name: str) -> str:
        """Short name of a source."""
        return self.labels.of("source", name)

    def terms(self) -> dict[str, str]:
        """Terms of use of each source of factors, in words."""
        source = self.comparison.facts.origin
        return {name: self.words(f"terms.{terms}") for name, terms in zip(source.id, source.terms, strict=True)}

    def sources(self, alternative: str) -> list[str]:
        """Sources that an alternative takes facts from, by id: those of its materials first."""
        result = self.comparison.cube
        asked = [flow.subject for flow in result.bills[alternative] if flow.subject]
        subjects = list(dict.fromkeys([*asked, *(name.removesuffix(PATH) for name in asked)]))
        further = result.inventory.further
        every = [result.inventory.source.get(name) for name in subjects] + further.source[further.activity.isin(subjects)].tolist()
        return list(dict.fromkeys(source for source in every if source))

    def indicator(self, name: str, form: str = "indicator") -> str:
        """Name of an indicator; form "short" for charts."""
        return self.named[form][name]

    def property(self, name: str) -> str:
        """Name of a property."""
        return self.named["property"][name]

    def property_heading(self, name: str) -> str:
        """Name, symbol and unit of a property, as the head of a column."""
        kind = self.properties.loc[name]
        return f"{self.property(name)} {kind.symbol} [{self.units[kind.unit]}]"

    def unit(self, indicator: str) -> str:
        """Unit of an indicator."""
        return self.unit_of[indicator]

    def column(self, name: str, width: int = 14) -> str:
        """Name of an alternative over at most three lines of a chart, safe as markup."""
        lines = textwrap.wrap(self.alternative(name), width, max_lines=3, placeholder=" …", break_long_words=False)
        return "<br>".join(escape(line) for line in lines)

    def row(self, indicator: str) -> str:
        """Short name of an indicator, safe as markup."""
        return escape(self.indicator(indicator, "short"))

    def cell(self, cell) -> str:
        """A ratio to the baseline with its signs; cell: a row of Comparison.relative."""
        if math.isnan(cell.ratio):
            return self.words("missing.short" if cell.status == "missing" else "missing.baseline")
        bounds = self.bounds[cell.alternative, cell.indicator]
        if cell.alternative != self.baseline and cell.ratio != 0:
            bounds |= {OPPOSITE[sign] for sign in self.bounds[self.baseline, cell.indicator]}
        if len(bounds) > 1 or AT_MOST in bounds and cell.ratio > SATURATION:  # at most many times as much says nothing
            return self.words("missing.bounds")
        before = UNSURE if cell.unsure else "".join(bounds)
        return f"{before} {self.words.ratio(cell.ratio)} {self._after(cell)}".strip()

    def value(self, row) -> str:
        """A total, or one of its stages, with its signs; row: a row of Comparison.rows."""
        if row.stage == TOTAL:
            return f"{self.bounded(row.median, self.bounds[row.alternative, row.indicator])} {self._after(row)}".strip()
        result = self.comparison.cube
        place = result.alternatives.index(row.alternative), result.indicators.index(row.indicator), result.stages.index(row.stage)
        holds = {kind: mark[place] for kind, mark in result.marks.items()}
        after = marked(holds)
        return f"{self.bounded(row.median, {sign for kind, sign in BOUND.items() if holds[kind]})} {after}".strip()

    def bounded(self, median: float, bounds: set[str] | frozenset[str]) -> str:
        """A figure behind its signs of at least or at most; both at once say that either may be."""
        if math.isnan(median):
            return self.words("missing.long")
        before = self.words("missing.bounds") if len(bounds) > 1 else "".join(bounds)
        return f"{before} {self.words.number(median)}".strip()

    def piece_value(self, row) -> str:
        """A segment with its signs; row: of contributions."""
        return self.bounded(row.median, {sign for kind, sign in BOUND.items() if getattr(row, kind)})

    def interval(self, row) -> str:
        """From low to high, or nothing."""
        if math.isnan(row.median):
            return ""
        return self.words("number.interval", low=row.low, high=row.high)

    def figure(self, row) -> str:
        """What is shown over the total of an alternative; row: of Comparison.rows."""
        return self._over(row.alternative, self.words(f"stage.{row.stage}"), self.value(row), row)

    def piece(self, row, group: str, indicator: str) -> str:
        """What is shown over a segment of a bar; row: of contributions."""
        return self._over(row.alternative, group, self.piece_value(row), row, indicator)

    def _over(self, name: str, group: str, value: str, row, indicator: str | None = None) -> str:
        unit = self.unit(indicator or row.indicator)
        written = self.words("chart.of_stage", stage=escape(group), value=value, unit=unit)
        return "<br>".join([f"<b>{escape(self.alternative(name))}</b>", written, self.interval(row)])

    def hover(self, cell) -> str:
        """What is shown over a cell: figure, interval, probability, where it comes from."""
        row = self.totals[cell.alternative, cell.indicator]
        lines = [
            f"<b>{escape(self.alternative(cell.alternative))}</b> · {escape(self.indicator(cell.indicator))}",
            f"{self.value(row)} {self.unit(cell.indicator)}  {self.interval(row)}",
            self.words(f"status.{row.status}"),
        ]
        if cell.comparable and cell.alternative != self.baseline:
            lines.insert(2, self.words("chart.lower", probability=self.words.probability(cell.lower)))
        marks = self.marks[cell.alternative, cell.indicator]
        lines += [self.sign(kind) for kind, marked in marks.items() if marked]
        if (cell.alternative, cell.indicator) in self.apart:
            lines.append(self.sign("apart"))
        return "<br>".join(line for line in lines if line)

    def sign(self, kind: str) -> str:
        """What a sign beside a figure means."""
        return self.words(f"sign.{kind}", factor=gate.APART, saturation=SATURATION)

    def _after(self, place) -> str:
        marks = self.marks[place.alternative, place.indicator]
        return marked(marks) + (APART if (place.alternative, place.indicator) in self.apart else "")
