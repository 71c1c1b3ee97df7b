"""What alternatives cost, in words and tables, beside what they cause."""

import numpy as np
import pandas as pd

from impact.model.cost import DOLLAR
from impact.scoring.costs import FROM_FACTS, KNOWN, MISSING, PARTIAL, Item, Sheet, costs
from impact.views.names import AT_LEAST, Names


class Costed:
    """Costs of one comparison in one language."""

    def __init__(self, names: Names):
        self.names, self.words, self.sheets = names, names.words, costs(names.comparison)
        self.currency = self.sheets[0].currency

    def scope(self) -> str:
        """Currency, year, and where prices come from."""
        said = self.names.comparison.study.costs
        if said is None:
            return self.words("costs.scope_facts", currency=self.currency)
        sentences = [self.words("costs.scope", currency=said.currency, year=str(said.year)), self.words.of(said.source)]
        if any(FROM_FACTS in sheet.total.origins for sheet in self.sheets):
            sentences.append(self.words("costs.scope_indicative"))
            if said.currency != DOLLAR:
                sentences.append(self.words("costs.scope_rate", currency=said.currency, rate=float(said.rate)))
        return " ".join(filter(None, sentences))

    def table(self) -> pd.DataFrame:
        """Items of each alternative, then its total: interval, where it comes from, what is missing."""
        words, lines = self.words, []
        for sheet in self.sheets:
            for item in items(sheet):
                low, median, high = item.interval
                known = item.status != MISSING
                lines.append(
                    {
                        words("table.alternative"): self.names.alternative(sheet.alternative),
                        words("costs.item"): self.item(item),
                        words("costs.median", currency=sheet.currency): self.figure(item),
                        words("table.interval"): words("number.interval", low=low, high=high) if known and high > low else "",
                        words("costs.origin"): words.listed_plainly([words(f"costs.from.{each}") for each in item.origins]),
                        words("costs.lacking"): words.listed([self.names.material(each) for each in item.lacking]) if item.lacking else "",
                    }
                )
        return pd.DataFrame(lines)

    def figures(self) -> pd.DataFrame:
        """The same for a spreadsheet."""
        words, lines = self.words, []
        for sheet in self.sheets:
            for item in items(sheet):
                low, median, high = item.interval
                lines.append(
                    {
                        words("table.alternative"): self.names.alternative(sheet.alternative),
                        words("costs.item"): self.item(item),
                        words("table.median"): median,
                        words("table.low"): low,
                        words("table.high"): high,
                        words("table.unit"): sheet.currency,
                        words("table.status"): words(f"status.{item.status}"),
                        words("costs.origin"): words.listed_plainly([words(f"costs.from.{each}") for each in item.origins]),
                    }
                )
        return pd.DataFrame(lines)

    def item(self, item: Item) -> str:
        """What a cost is of: its stage, and what is entered of it."""
        stage = self.words("costs.total") if item.stage is None else self.words(f"stage.{item.stage}")
        return self.words.listed_plainly([stage, self.words.of(item.statement)])

    def figure(self, item: Item) -> str:
        """Median, behind the sign of a lower bound where something is missing."""
        if item.status == MISSING:
            return self.words("missing.long")
        return f"{AT_LEAST if item.status == PARTIAL else ''} {self.words.number(item.interval[1])}".strip()

    def beside(self, indicator: str) -> pd.DataFrame:
        """Total cost and total impact of the alternatives of which both are known: rows of charts.tradeoff."""
        names, lines = self.names, []
        for sheet in self.sheets:
            row = names.totals[sheet.alternative, indicator]
            if sheet.total.status == MISSING or np.isnan(row.median):
                continue
            low, median, high = sheet.total.interval
            written = f"{self.figure(sheet.total)} {sheet.currency}<br>{names.value(row)} {names.unit(indicator)}"
            bound = sheet.total.status != KNOWN or row.status == "partial"
            place = {"x": median, "x_low": low, "x_high": high, "y": row.median, "y_low": row.low, "y_high": row.high}
            lines.append({"name": names.alternative(sheet.alternative)} | place | {"bound": bound, "written": written})
        return pd.DataFrame(lines)

    def left_out(self, shown: pd.DataFrame) -> list[str]:
        """Alternatives that the chart does not show; shown: of `beside`."""
        shown = set(shown.get("name", []))
        return [called for sheet in self.sheets if (called := self.names.alternative(sheet.alternative)) not in shown]


def items(sheet: Sheet) -> list[Item]:
    """Items of a sheet, and their total where it is of more than one."""
    return sheet.items if len(sheet.items) == 1 else [*sheet.items, sheet.total]


def rows(sheets: list[Sheet]) -> pd.DataFrame:
    """Costs as data: one row per alternative and item, and its total (stage "total")."""
    lines = []
    for sheet in sheets:
        for item in [*sheet.items, sheet.total]:
            low, median, high = item.interval
            said = {"alternative": sheet.alternative, "stage": item.stage or "total", "statement": item.statement}
            numbers = {"median": median, "low": low, "high": high, "currency": sheet.currency, "status": item.status}
            lines.append(said | numbers | {"origins": list(item.origins), "lacking": list(item.lacking)})
    return pd.DataFrame(lines)
