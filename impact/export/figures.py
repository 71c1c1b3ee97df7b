"""The charts of a presentation, with the numbers of the snapshot to the last digit."""

from dataclasses import dataclass

import pandas as pd

from impact.export.dossier import Dossier
from impact.export.fitting import clean, cut
from impact.export.native import Chart, finite
from impact.model.flow import STAGES
from impact.scoring.capacity import CAPACITY
from impact.scoring.compare import TOTAL
from impact.views.names import BOUND, MARK

#: Longest name of an alternative beside its bar. [times the size of its letters]
NAME = 18.0
#: Digits of a ratio to a share.
DIGITS = 2


@dataclass(frozen=True)
class Figure:
    """A chart, and what must be said of what it does not draw."""

    chart: Chart
    said: list[str]


class Figures:
    """Charts of the headline indicator of a dossier; each is None where there is nothing to draw."""

    def __init__(self, dossier: Dossier):
        self.words, self.brief, self.snapshot = dossier.words, dossier.brief, dossier.snapshot
        names, shown = self.brief.names, self.brief.indicator
        self.relative, totals = self._of("relative"), self._of("totals")
        self.total = totals[totals.stage == TOTAL]
        self.stage = totals[totals.stage != TOTAL]
        self.order = self.relative.alternative.tolist()
        self.called = {name: clean(names["alternative"][name]) for name in self.order}
        self.indicator, self.short, self.unit = names["indicator"][shown], names["short"][shown], names["unit"][shown]

    def ratios(self) -> Figure | None:
        """Ratios to the baseline with their intervals, and the signs of each figure beside its name."""
        rows = self.relative
        ends = {self.words("table.low"): _numbers(rows.low), self.words("table.high"): _numbers(rows.high)}
        written = next(line[1:] for line in self.brief.sheets["ratios"].rows if line[0] == self.indicator)
        title = self.words("pptx.ratio_chart", indicator=self.short, baseline=cut(self.called[self.brief.baseline], 1, NAME, 1))
        labels = self._labels(written)
        return self._figure(title, labels, self.words("pptx.share_of"), _numbers(rows.ratio), ends, "0%")

    def stages(self) -> Figure | None:
        """The indicator in its unit by stage, in the order of life; beside each name its total with its signs."""
        drawn = [each for each in STAGES if self.stage[self.stage.stage == each]["median"].notna().any()]
        by_name = {each: self.stage[self.stage.stage == each].set_index("alternative")["median"].reindex(self.order) for each in drawn}
        series = {self.brief.names["stage"][each]: _numbers(values) for each, values in by_name.items()}
        if not series:
            return None
        title = self.words("pptx.stage_chart", indicator=self.short, unit=self.unit)
        return Figure(Chart(title, self._labels(self._totals()), series), self._missing(self.total["median"]))

    def span(self) -> Figure | None:
        """Ratios to allocated shares, from the least to the most over all choices, on a logarithmic axis that bars leave at 1."""
        rows = self._of("verdicts")
        rows = rows[rows.kind == CAPACITY] if len(rows) else rows
        if not len(rows):
            return None
        rows = rows.set_index("alternative").reindex(self.order)
        ends = {self.words("pptx.least"): _numbers(rows.least), self.words("pptx.most"): _numbers(rows.most)}
        used = dict.fromkeys(self.snapshot.table("cells").principle)
        principles = self.words.listed([self.brief.names["principle"][name] for name in used])
        title = self.words("pptx.span_chart", indicator=self.short, principles=principles)
        labels = self._labels([self._verdict(row, total) for row, total in zip(rows.itertuples(), self._totals(), strict=True)])
        return self._figure(title, labels, self.words("pptx.middle"), _numbers(rows.middle), ends, "General", one=True)

    def days(self) -> Figure | None:
        """Days of one person's equal share, over the usual sets of capacities: what is said where no budget is stated."""
        rows = self._of("days")
        if not len(rows):
            return None
        rows = rows.set_index("alternative").reindex(self.order)
        ends = {self.words("pptx.least"): _numbers(rows.least), self.words("pptx.most"): _numbers(rows.most)}
        title = self.words("pptx.days_chart", indicator=self.short)
        written = [self._bounded(row) for row in rows.itertuples()]
        return self._figure(title, self._labels(written), self.words("pptx.middle_set"), _numbers(rows.middle), ends, "General")

    def _bounded(self, row) -> str:
        """Least to most, behind the signs of what is left out; row: of days."""
        ends = dict.fromkeys(self.words.number(value, DIGITS) for value in (row.least, row.most) if not pd.isna(value))
        bound = "".join(sign for kind, sign in BOUND.items() if getattr(row, kind) is True)
        return f"{bound} {' – '.join(ends)}".strip() if ends else self.words("missing.long")

    def _figure(self, title: str, labels: list[str], name: str, middle: list, ends: dict, form: str, one: bool = False) -> Figure | None:
        reach = self.words("pptx.down"), self.words("pptx.up")
        chart = Chart(title, labels, {name: middle}, ends, reach, form, one)
        if not any(value is not None and (value > 0 or not one) for value in middle):
            return None
        values = pd.Series(middle, dtype=float)
        said = self._missing(values)
        low, high = (pd.Series(each, dtype=float) for each in ends.values())
        said += self._named("open_interval", values.notna() & (low.isna() | high.isna()))
        return Figure(chart, said + (self._named("unseen", (values <= 0) | (low <= 0)) if one else []))

    def _missing(self, values: pd.Series) -> list[str]:
        return self._named("missing", values.isna())

    def _named(self, key: str, holds: pd.Series) -> list[str]:
        names = [cut(self.called[name], 1, NAME, 1) for name, held in zip(self.order, holds, strict=True) if held]
        return [self.words(f"pptx.{key}", names=self.words.listed(names))] if names else []

    def _labels(self, written: list[str]) -> list[str]:
        """Names with what is written beside them."""
        pairs = zip(self.order, written, strict=True)
        return [self.words("pptx.label", name=cut(self.called[name], 1, NAME, 1), value=value) for name, value in pairs]

    def _totals(self) -> list[str]:
        """The total of each alternative as it is written, with its signs."""
        called = self.brief.names["stage"][TOTAL]
        return [line[2] for line in self.brief.sheets["totals"].rows if line[1] == called]

    def _verdict(self, row, total: str) -> str:
        """Verdict and span, with the signs of what is left out and of what stands in; row: of verdicts."""
        word = self.brief.names["verdict"].get(row.word, "")
        if pd.isna(row.middle):
            return word
        bound = "".join(sign for kind, sign in BOUND.items() if getattr(row, kind))
        ends = dict.fromkeys(self.words.number(value, DIGITS) for value in (row.least, row.most))
        marks = "".join(sign for sign in MARK.values() if sign in total)
        return " ".join(filter(None, [f"{word},", bound, " – ".join(ends), marks]))

    def _of(self, table: str) -> pd.DataFrame:
        """Rows of the headline indicator in a table of results."""
        rows = self.snapshot.table(table)
        return rows[rows.indicator == self.brief.indicator] if len(rows) else rows


def _numbers(values: pd.Series) -> list[float | None]:
    return [finite(value) for value in values]
