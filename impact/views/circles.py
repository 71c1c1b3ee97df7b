"""How far matter goes round, in words and tables: context beside the impacts, never in a score."""

import pandas as pd

from impact.scoring.circularity import INTERVAL, MISSING, Circle, circles
from impact.scoring.resources import SCRAP
from impact.views.names import Names
from impact.views.resources import Resources

#: Inputs of the indicator, in the order of a life.
INPUTS = ("FR", "FU", "FS", "EF", "CR", "CU", "CC", "EC", "X")
#: Recycling rates, in the order of a table.
RATES = ("recycled_content", "end_of_life_recycling", "old_scrap_ratio")


class Circles:
    """Circularity of one comparison in one language."""

    def __init__(self, names: Names):
        self.names, self.words = names, names.words
        self.circles = circles(names.comparison.study, names.comparison.facts)

    def table(self) -> pd.DataFrame:
        """The indicator of each alternative, its state, and what the study declares besides."""
        words = self.words
        return pd.DataFrame(
            {
                words("table.alternative"): [self.names.alternative(each.alternative) for each in self.circles],
                words("circles.mci"): [self.indicator(each) for each in self.circles],
                words("circles.state"): [words(f"circles.is.{each.state}") for each in self.circles],
                words("circles.recyclable"): [self._declared(each.declared.recyclable) for each in self.circles],
                words("circles.repairability"): [self._index(each.declared.repairability) for each in self.circles],
                words("table.source"): [words.of(each.declared.source) or "–" for each in self.circles],
            }
        )

    def indicator(self, circle: Circle) -> str:
        """Between 0 and 1, or from one to the other where an input is not known."""
        if circle.state == MISSING:
            return self.words("missing.long")
        if circle.state == INTERVAL:
            return self.words("number.interval", low=circle.low, high=circle.high)
        return self.words.number(circle.low, 2)

    def inputs(self) -> pd.DataFrame:
        """Inputs of the indicator: a column per alternative, each value with where it comes from."""
        words, table = self.words, {self.words("circles.input"): [self.words(f"circles.of.{name}") for name in INPUTS]}
        for each in self.circles:
            if each.inputs:
                table[self.names.alternative(each.alternative)] = [self._input(name, each.inputs[name]) for name in INPUTS]
        return pd.DataFrame(table) if len(table) > 1 else pd.DataFrame({words("circles.input"): []})

    def _input(self, name: str, value) -> str:
        shown = self.words.number if name == "X" else self.words.percent
        ends = list(dict.fromkeys([shown(value.low), shown(value.high)]))
        written = ends[0] if len(ends) == 1 else self.words("number.interval", low=ends[0], high=ends[1])
        return f"{written} ({self.words(f'circles.from.{value.origin}')})"

    def figures(self) -> pd.DataFrame:
        """The indicator and its inputs for a spreadsheet, each from low to high, and what is declared besides."""
        words, lines = self.words, []
        for each in self.circles:
            line = {words("table.alternative"): self.names.alternative(each.alternative)}
            ends = {words("circles.mci"): each} | {words(f"circles.of.{name}"): value for name, value in each.inputs.items()}
            for called, value in ends.items():
                line |= {f"{called} · {words('table.lowest')}": value.low, f"{called} · {words('table.highest')}": value.high}
            line |= {words("circles.state"): words(f"circles.is.{each.state}")}
            line |= {words("circles.recyclable"): each.declared.recyclable, words("circles.repairability"): each.declared.repairability}
            lines.append(line)
        return pd.DataFrame(lines)

    def rows(self) -> pd.DataFrame:
        """The same as data: one row per alternative."""
        lines = []
        for each in self.circles:
            given = {name.lower(): None if value.low != value.high else value.low for name, value in each.inputs.items()}
            origin = {f"{name.lower()}_origin": value.origin for name, value in each.inputs.items()}
            declared = {"recyclable": each.declared.recyclable, "repairability": each.declared.repairability}
            lines.append(
                {"alternative": each.alternative, "mci_low": each.low, "mci_high": each.high, "state": each.state}
                | given
                | origin
                | declared
            )
        return pd.DataFrame(lines)

    def _declared(self, share: float | None) -> str:
        return self.words("circles.not_declared") if share is None else self.words.percent(share)

    def _index(self, value: float | None) -> str:
        return self.words("circles.not_declared") if value is None else self.words("circles.of_ten", value=float(value))


def rates(found: Resources) -> pd.DataFrame:
    """How far the metals of a study are recycled in the world, by author, since authors do not agree."""
    words, rows = found.words, found.supply.recycled
    used = list(dict.fromkeys(found.rows[(found.rows.kind == "raw_material") & (found.rows.state != SCRAP)]["name"].dropna()))
    lines = []
    for name in used:
        mine = rows[rows.raw_material == name]
        if mine.empty:
            continue
        line = {words("resources.raw_material"): found.raw_material(name)}
        for rate in RATES:
            held = mine[mine.indicator == rate]
            line[words(f"circles.rate.{rate}")] = words.listed_plainly([_estimate(row, words) for row in held.itertuples()]) or words(
                "missing.long"
            )
        lines.append(line)
    return pd.DataFrame(lines)


def _estimate(row, words) -> str:
    sign = {"upper bound": "≤ ", "lower bound": "≥ ", "approx": "≈ "}.get(row.bound, "") if isinstance(row.bound, str) else ""
    ends = list(dict.fromkeys([words.percent(row.low), words.percent(row.high)]))
    written = ends[0] if len(ends) == 1 else words("number.interval", low=ends[0], high=ends[1])
    return f"{sign}{written} ({words.label(row._asdict(), 'estimate')})"
