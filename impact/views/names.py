"""What things are called in one language: alternatives, indicators, cells, figures with their signs."""

import math
import textwrap
from html import escape

from impact.scoring import gate
from impact.scoring.compare import Comparison
from impact.views.texts import Texts, shortened

#: Beyond this factor from the baseline the colour of a cell no longer changes.
SATURATION = 4.0
#: Signs in front of or behind a figure, explained where they stand.
UNSURE, AT_LEAST, AT_MOST, PROXY, SUSPECT, APART = "≈", "≥", "≤", "*", "†", "‡"


class Names:
    """Names and written figures of one comparison in one language."""

    def __init__(self, comparison: Comparison, words: Texts):
        self.comparison, self.words = comparison, words
        self.baseline = comparison.study.baseline
        facts = comparison.facts
        self.indicators, self.properties = facts.indicator.set_index("id"), facts.kind.set_index("id")
        self.units = words.label(facts.unit.set_index("id")).to_dict()
        self.unit_of = self.indicators.unit.map(self.units).to_dict()
        self.named = {
            "indicator": words.label(self.indicators).to_dict(),
            "short": words.label(self.indicators, "short").to_dict(),
            "property": words.label(self.properties).to_dict(),
            "source": words.label(facts.source.set_index("id")).to_dict(),
            "material": words.label(facts.material.set_index("id")).to_dict(),
        }
        result = comparison.cube
        marked = {"proxy": result.proxy, "suspect": result.suspect}
        self.marks = {
            (name, indicator): {kind: bool(mark[a, i]) for kind, mark in marked.items()}
            for a, name in enumerate(result.alternatives)
            for i, indicator in enumerate(result.indicators)
        }
        shown = comparison.relative[comparison.relative.apart & comparison.relative.ratio.notna()]
        self.apart = set(zip(shown.alternative, shown.indicator, strict=True))
        totals = comparison.rows[comparison.rows.stage == "total"]
        self.totals = {(row.alternative, row.indicator): row for row in totals.itertuples()}

    def alternative(self, name: str) -> str:
        """Name of an alternative: its own, else that of its material."""
        each = self.comparison.study.alternative(name)
        if each.name:
            return shortened(self.words.of(each.name), 80)
        materials = dict.fromkeys(self.material(part.material) for part in each.parts)
        return shortened(self.words.listed(list(materials)), 80) if each.parts else self.words("compare.without")

    def material(self, name: str) -> str:
        """Name of a material."""
        return self.named["material"][name]

    def source(self, name: str) -> str:
        """Short name of a source."""
        return self.named["source"][name]

    def terms(self) -> dict[str, str]:
        """Terms of use of each source of factors, in words."""
        source = self.comparison.facts.source
        return {name: self.words(f"terms.{terms}") for name, terms in zip(source.id, source.terms, strict=True)}

    def sources(self, alternative: str) -> list[str]:
        """Sources that an alternative takes facts from, by id."""
        used = self.comparison.cube.inventory.source
        parts = self.comparison.study.alternative(alternative).parts
        return list(dict.fromkeys(used[part.material] for part in parts if used[part.material]))

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
        partial = [self.totals[name, cell.indicator].status == "partial" for name in (cell.alternative, self.baseline)]
        if all(partial) and cell.alternative != self.baseline:
            return self.words("missing.bounds")
        before = UNSURE if cell.unsure else AT_LEAST if partial[0] else AT_MOST if partial[1] else ""
        return f"{before} {self.words.ratio(cell.ratio)} {self._after(cell)}".strip()

    def value(self, row) -> str:
        """A total with its unit and signs; row: a row of Comparison.rows."""
        if math.isnan(row.median):
            return self.words("missing.long")
        before = f"{AT_LEAST} " if row.status == "partial" else ""
        return f"{before}{self.words.number(row.median)} {self._after(row)}".strip()

    def interval(self, row) -> str:
        """From low to high, or nothing."""
        if math.isnan(row.median):
            return ""
        return self.words("number.interval", low=row.low, high=row.high)

    def figure(self, row) -> str:
        """What is shown over a bar."""
        return "<br>".join(
            [
                f"<b>{escape(self.alternative(row.alternative))}</b>",
                self.words("chart.of_stage", stage=self.words(f"stage.{row.stage}"), value=self.value(row), unit=self.unit(row.indicator)),
                self.interval(row),
            ]
        )

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
        signs = {PROXY: marks["proxy"], SUSPECT: marks["suspect"], APART: (place.alternative, place.indicator) in self.apart}
        return "".join(sign for sign, holds in signs.items() if holds)
