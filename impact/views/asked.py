"""What a study asks of the earth and of supply, what returns and what it costs, as text and as data, for readers without a browser."""

import pandas as pd

from impact.scoring.costs import costs
from impact.scoring.gate import blocked
from impact.scoring.resilience import View
from impact.scoring.resources import services
from impact.views import costs as costs_written
from impact.views import sentences
from impact.views.circles import Circles
from impact.views.costs import Costed
from impact.views.names import Names
from impact.views.resilience import Resilience
from impact.views.resources import Resources


class Asked:
    """Matter, supply, circularity and cost of one comparison, seen from one importer in one year."""

    def __init__(self, names: Names, seen: View):
        self.names, self.words = names, names.words
        self.resources = Resources(names)
        self.supply = Resilience(self.resources, seen)

    def text(self) -> list[str]:
        """All of it as text, unless the gate is shut."""
        words, names = self.words, self.names
        said = [sentences.function(names), *sentences.findings(names), ""]
        if blocked(names.comparison.findings):
            return [*said, words("compare.shut")]
        circles, costed = Circles(names), Costed(names)
        said += [
            words("resources.section.matter"),
            *self.resources.sentences(),
            *self.resources.changes(),
            *self._table(self.resources.table("raw_material")),
        ]
        said += [words("resources.abroad"), *self._table(self.resources.abroad())]
        said += [words("resources.services"), *self._table(self.resources.services())]
        said += [
            words("resources.section.supply"),
            self.supply.scope(),
            *self._table(self.supply.table()),
            *self._table(self.supply.lists()),
        ]
        said += [words("resources.section.circularity"), *self._table(circles.table())]
        return [*said, words("resources.section.cost"), costed.scope(), *self._table(costed.table())]

    def _table(self, rows: pd.DataFrame) -> list[str]:
        return [] if rows.empty else [rows.to_string(index=False), ""]

    def rows(self) -> pd.DataFrame:
        """Matter: one row per alternative, kind and lot; see resources.matter."""
        return self.resources.rows.rename(columns={"median": "median_kg", "low": "low_kg", "high": "high_kg"})

    def parts(self) -> dict[str, pd.DataFrame]:
        """The rest as data: services, supply, circularity, costs."""
        comparison = self.names.comparison
        kept = ["alternative", "indicator", "stage", "median", "low", "high", "unit", "status"]
        return {
            "services": services(comparison)[kept],
            "supply": self.supply.rows,
            "circularity": Circles(self.names).rows(),
            "costs": costs_written.rows(costs(comparison)),
        }
