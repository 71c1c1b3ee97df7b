"""How easily supply may fail, in words and tables."""

from functools import cached_property

import numpy as np
import pandas as pd

from impact.model.supply import EUROPE, STAGES, buying, listing, producing
from impact.scoring.resilience import View, resilience
from impact.store.facts import WORLD
from impact.views.resources import Resources
from impact.views.texts import Texts


class Resilience:
    """Supply of the raw materials of a study, seen from one importer in one year, in one language."""

    def __init__(self, resources: Resources, seen: View):
        self.resources, self.words, self.supply, self.seen = resources, resources.words, resources.supply, seen
        self.countries = resources.names.labels.named["place"]
        rows = resources.rows[(resources.rows.kind == "raw_material") & resources.rows.primary].dropna(subset="name")
        self.names = rows.groupby("name", sort=False)["median"].max().sort_values(ascending=False).index.tolist()

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Of resilience.resilience, for every raw material from the earth, those of which the most is asked first."""
        return resilience(self.supply, self.names, self.seen)

    def stages(self, name: str) -> list[str]:
        """Stages at which producers of a raw material are known."""
        return [stage for stage in STAGES if len(producing(self.supply, name, stage))]

    def production(self, name: str, stage: str) -> pd.DataFrame:
        """Producers of the world: country, share, at_most."""
        return producing(self.supply, name, stage)

    def sourcing(self, name: str, stage: str) -> pd.DataFrame:
        """Where the importer gets it, where that is known rather than supposed."""
        rows, supposed = buying(self.supply, name, stage, self.seen.importer)
        return rows.iloc[:0] if supposed else rows

    def lists(self) -> pd.DataFrame:
        """What the Union found of each raw material: lists, supply risk, economic importance, import reliance, recycling."""
        words, facts = self.words, self.supply.raw_material.loc[self.names]
        return pd.DataFrame(
            {
                words("resources.raw_material"): facts.index.map(self.resources.raw_material).tolist(),
                words("resources.list"): [self._list(row) for _, row in facts.iterrows()],
                words("resilience.supply_risk"): [self._number(each) for each in facts.supply_risk],
                words("resilience.economic_importance"): [self._number(each) for each in facts.economic_importance],
                words("resilience.reliance"): [self._reliance(row) for row in facts.itertuples()],
                words("resilience.recycling_input"): [self._percent(each) for each in facts.recycling_input],
            }
        )

    def _list(self, row: pd.Series) -> str:
        grade = self.words.label(row, "grade") if row.graded else ""
        return self.words.listed_plainly([self.words(f"resources.state.{listing(row)}"), grade])

    def _reliance(self, row) -> str:
        """By stage, where it is assessed."""
        held = {stage: getattr(row, f"import_reliance_{stage}") for stage in STAGES}
        said = [
            f"{self.words(f'resilience.stage.{stage}')} {self.words.percent(value)}" for stage, value in held.items() if pd.notna(value)
        ]
        return self.words.listed_plainly(said) or self.words("resilience.not_assessed")

    def table(self) -> pd.DataFrame:
        """Concentration, governance and what the importer depends on, by raw material and stage."""
        words, lines = self.words, []
        for row in self.rows.itertuples():
            known = isinstance(row.stage, str)
            lines.append(
                {
                    words("resources.raw_material"): self.resources.raw_material(row.raw_material),
                    words("resilience.at"): words(f"resilience.stage.{row.stage}") if known else words("missing.long"),
                    words("resilience.largest"): self._largest(row) if known else "",
                    words("resilience.hhi"): self._number(row.hhi, ""),
                    words("resilience.hhi_governance"): self._number(row.hhi_governance, ""),
                    words("resilience.period"): self._period(row) if known else "",
                    words("resilience.imported"): self._number(row.imported, "" if not known else None),
                    words("resilience.score"): self._number(row.score, "" if not known else None),
                    words("resilience.potential"): self._number(row.potential, "" if not known else None),
                    words("resilience.outside"): self._outside(row) if known else "",
                }
            )
        return pd.DataFrame(lines)

    def figures(self) -> pd.DataFrame:
        """The same for a spreadsheet, figures as figures, with importer and year."""
        words, rows = self.words, self.rows
        return pd.DataFrame(
            {
                words("resources.raw_material"): rows.raw_material.map(self.resources.raw_material),
                words("resilience.at"): [words(f"resilience.stage.{each}") if isinstance(each, str) else "" for each in rows.stage],
                words("resilience.largest"): [self.countries.get(each, "") for each in rows.largest],
                words("table.share"): rows.largest_share,
                words("resilience.hhi"): rows.hhi,
                words("resilience.hhi_governance"): rows.hhi_governance,
                words("resilience.period"): [self._period(row) if isinstance(row.stage, str) else "" for row in rows.itertuples()],
                words("resilience.imported"): rows.imported,
                words("resilience.score"): rows.score,
                words("resilience.potential"): rows.potential,
                words("resilience.outside_least"): rows.least,
                words("resilience.outside_most"): rows.most,
                words("resilience.importer"): self.importer(),
                words("resilience.year"): self.seen.year,
            }
        )

    def importer(self) -> str:
        """Name of the importer."""
        return importer_name(self.seen.importer, self.countries, self.words)

    def sentence(self, name: str, stage: str) -> str:
        """Who makes a raw material at a stage, how concentrated that is, and what the importer depends on."""
        words, makers = self.words, self.production(name, stage)
        rows = self.rows[(self.rows.raw_material == name) & (self.rows.stage == stage)]
        first = [f"{self.countries[row.country]} ({words.percent(row.share)})" for row in makers.head(3).itertuples()]
        said = [
            words(
                "resilience.made",
                name=self.resources.raw_material(name),
                stage=words(f"resilience.stage.{stage}"),
                names=words.listed(first),
            )
        ]
        if len(rows) and not np.isnan(rows.hhi.iloc[0]):
            row = rows.iloc[0]
            said.append(words("resilience.concentrated", hhi=float(row.hhi), period=self._period(row), count=max(1, round(1 / row.hhi))))
            if not np.isnan(row.least):
                said.append(words("resilience.from_outside", low=words.percent(row.least), high=words.percent(row.most)))
        return " ".join(said)

    def scope(self) -> str:
        """What importer and year stand for."""
        if self.seen.year is None:
            return self.words("resilience.no_governance")
        kind = "known" if self.seen.importer == EUROPE else "market" if self.seen.importer == WORLD else "supposed"
        return self.words(f"resilience.scope.{kind}", importer=self.importer(), year=str(self.seen.year))

    def _largest(self, row) -> str:
        return f"{self.countries[row.largest]} {self.words.percent(row.largest_share)}" if isinstance(row.largest, str) else ""

    def _period(self, row) -> str:
        return str(int(row.period)) if row.period else self.words("resilience.mean_years")

    def _outside(self, row) -> str:
        if np.isnan(row.least):
            return self.words("missing.long")
        return self.words("number.interval", low=self.words.percent(row.least), high=self.words.percent(row.most))

    def _number(self, value: float, missing: str | None = None) -> str:
        if np.isnan(value):
            return self.words("missing.long") if missing is None else missing
        return self.words.number(value)

    def _percent(self, value: float) -> str:
        return self.words("missing.long") if np.isnan(value) else self.words.percent(value)


def importer_name(importer: str, countries: dict[str, str], words: Texts) -> str:
    """Name of an economy that buys; the world is one market."""
    return words("resilience.market") if importer == WORLD else countries[importer]
