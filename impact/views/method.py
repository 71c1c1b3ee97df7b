"""How impacts are held against the planet, in words and tables: the ratio, its words, sharing, capacities, and what is held against it all."""

from math import isinf

import pandas as pd

from impact.scoring.capacity import CAPACITY, convention, ratio
from impact.scoring.verdicts import ALONE, BEYOND, CONTESTED, MISSING, NOT_BEYOND, NOT_WITHIN, OPEN, ROBUST, WITHIN
from impact.store.facts import Facts
from impact.views import sheets
from impact.views.names import Labels
from impact.views.texts import Texts

#: What the ratio is made of, in the order of its formula.
SYMBOLS = ("h", "q", "s", "b")
#: Links of indicators to boundaries, the closest first.
STRENGTHS = ("strong", "partial", "weak", "none")

#: Verdicts that are explained.
TOLD = (WITHIN, BEYOND, CONTESTED, NOT_WITHIN, NOT_BEYOND, OPEN, ALONE, MISSING)


class Method:
    """What there is to say of the method, in one language."""

    def __init__(self, facts: Facts, words: Texts):
        self.facts, self.limits, self.words, self.labels = facts, facts.limits, words, Labels(facts, words)
        self.indicators = facts.indicator.set_index("id")
        self.named, self.short = words.label(self.indicators).to_dict(), words.label(self.indicators, "short").to_dict()
        units = words.label(facts.unit.set_index("id"))
        self.unit = self.indicators.unit.map(units).to_dict()
        held = self.limits.capacity.groupby("set", sort=False).indicator.nunique()
        #: Sets that hold several indicators, and those that hold one.
        self.whole = [name for name in self.limits.capacity_set.index if held.get(name, 0) > 1]
        self.single = [name for name in self.limits.capacity_set.index if held.get(name, 0) == 1]

    def symbols(self) -> pd.DataFrame:
        """What the ratio is made of, with units."""
        words = self.words
        rows = [
            (
                words(f"method.symbol.{each}"),
                words(f"method.meaning.{each}"),
                words(f"method.measured.{each}"),
                words(f"method.origin.{each}"),
            )
            for each in SYMBOLS
        ]
        return self._table(("symbol", "meaning", "unit", "origin"), rows)

    def verdicts(self) -> dict[str, str]:
        """Words of a verdict -> when each is said."""
        words, limits = self.words, {"most": self.words.percent(ROBUST), "least": self.words.percent(1 - ROBUST)}
        return {words(f"verdict.{each}"): words(f"method.said.{each}", **limits) for each in TOLD}

    def band(self) -> str:
        """What the hatched band of the chart is; nothing where no source gives two ends."""
        factors = convention(self.limits.capacity[self.limits.capacity.kind == CAPACITY])
        factors = factors[factors > 1]
        if factors.empty:
            return ""
        return self.words("method.band", least=self.words.number(factors.min()), most=self.words.number(factors.max()))

    def principles(self) -> list[dict[str, str]]:
        """Sharing principles: name, share, ethics, criticism, source."""
        words = self.words
        return [
            {
                "name": words.label(row),
                "share": words(f"method.share_of.{name}"),
                "ethics": words.label(row, "ethics"),
                "criticism": words.label(row, "criticism"),
                "source": self.labels.of("source", row.source),
            }
            for name, row in self.limits.principle.iterrows()
        ]

    def climate(self) -> str:
        """What the first capacity for climate is, and what it is not; nothing where it is switched off."""
        rows = self.limits.capacity[self.limits.capacity.indicator == self.indicators.index[0]]
        if rows.empty:
            return ""
        return self.words("method.climate", capacity=self.words.number(rows.value.iloc[0]), unit=self.unit[rows.indicator.iloc[0]])

    def capacities(self, kind: str = CAPACITY) -> pd.DataFrame:
        """Indicators by the sets that hold several of them, with the ratio of the whole world; kind: capacity, or target of a policy."""
        words, held = self.words, self.limits.capacity[self.limits.capacity.kind == kind]
        values = held.set_index(["indicator", "set"]).value
        lines = [
            {
                words("table.indicator"): self.named[name],
                words("method.unit_per_year"): self.unit[name],
                words("method.world_of", year=self._year()): self._world(name),
            }
            | {self.labels.of("capacity_set", each): self._capacity(name, values.get((name, each))) for each in self.whole}
            for name in held.indicator[held.set.isin(self.whole)].unique()
        ]
        return pd.DataFrame(lines)

    def singles(self) -> pd.DataFrame:
        """Sets that hold one indicator: capacity, the ratio of the whole world, what it rests on."""
        words, held = self.words, self.limits.capacity.set_index("set")
        rows = [
            (
                self.labels.of("capacity_set", name),
                self.named[held.indicator[name]],
                f"{self._number(held.value[name])} {self.unit[held.indicator[name]]}",
                self._reading(held.indicator[name], held.value[name]),
                words("method.yes" if self.limits.capacity_set.usual[name] else "method.no"),
                words.label(self.limits.capacity_set.loc[name], "note"),
            )
            for name in self.single
        ]
        return self._table(("set", "indicator", "capacity", "reads", "usual", "note"), rows)

    def sets(self) -> pd.DataFrame:
        """Sets that hold several indicators: what each holds and does not, and its source."""
        sets = self.limits.capacity_set
        rows = [
            (self.labels.of("capacity_set", name), self.words.label(sets.loc[name], "note"), self.labels.of("source", sets.source[name]))
            for name in self.whole
        ]
        return self._table(("set", "note", "source"), rows)

    def linked(self) -> list[str]:
        """How well indicators speak of boundaries, in a line per strength."""
        links, said = self.limits.link, []
        for strength in STRENGTHS:
            rows = links[links.strength == strength]
            pairs = [self.short[row.indicator] if strength == "none" else self._pair(row) for row in rows.itertuples()]
            if pairs:
                said.append(self.words(f"method.linked.{strength}", pairs=self.words.listed_plainly(pairs)))
        return said

    def links(self) -> pd.DataFrame:
        """Indicators and boundaries: how closely linked, why, and who says so."""
        words = self.words
        rows = [
            (
                self.named[row.indicator],
                self.labels.of("part", row.sub_boundary) if isinstance(row.sub_boundary, str) else "–",
                words(f"method.strength.{row.strength}"),
                words.label(row._asdict(), "reason"),
                self.labels.of("source", row.source) if isinstance(row.source, str) else words("method.proposed"),
            )
            for row in self.limits.link.itertuples()
        ]
        return self._table(("indicator", "boundary", "link", "reason", "said_by"), rows)

    def criticisms(self) -> list[tuple[str, str]]:
        """What is held against reading products against limits of the planet, and who says so."""
        rows = self.limits.criticism
        return list(zip(self.words.label(rows, "text"), rows.citation, strict=True))

    def sources(self) -> pd.DataFrame:
        """Sources of all that stands on this page, with terms and link."""
        limits = self.limits
        tables = (limits.edition, limits.boundary, limits.link, limits.capacity_set, limits.capacity, limits.world, limits.population)
        used = pd.concat([table.source for table in (*tables, limits.principle, limits.need)]).dropna().unique()
        return sheets.every_source(self.facts.origin[self.facts.origin.id.isin(used)], self.words)

    def facts_of(self) -> dict[str, str]:
        """Name of a fact that stands for its topic -> what its link says."""
        limits = self.limits
        firsts = {"capacity": limits.capacity.indicator, "boundary": limits.boundary.edition[::-1], "population": limits.population.country}
        names = {kind: next(iter(rows), None) for kind, rows in firsts.items()}
        return {f"{kind}:{name}": self.words(f"method.facts.{kind}") for kind, name in names.items() if name}

    def _table(self, heads: tuple[str, ...], rows: list) -> pd.DataFrame:
        return pd.DataFrame(rows, columns=[self.words(f"method.head.{each}") for each in heads])

    def _pair(self, link) -> str:
        part = self.words.label(self.limits.part.loc[link.sub_boundary], "short")
        return self.words("method.pair", indicator=self.short[link.indicator], boundary=part)

    def _year(self) -> str:
        """Year of the impact of the world."""
        return ", ".join(str(year) for year in self.limits.world.year.unique())

    def _world(self, indicator: str) -> str:
        """Impact of the whole world."""
        value = self.limits.world.value.get(indicator)
        return self.words("missing.short") if value is None else self._number(value)

    def _capacity(self, indicator: str, value: float | None) -> str:
        """A capacity, and in brackets the ratio of the whole world against it."""
        if value is None:
            return self.words("missing.short")
        return self.words("method.capacity", capacity=self._number(value), ratio=self._reading(indicator, value))

    def _number(self, value: float) -> str:
        """A number that does not break at the end of a line."""
        return self.words.number(value).replace(" ", "\N{NO-BREAK SPACE}")

    def _reading(self, indicator: str, capacity: float) -> str:
        """Impact of the whole world over a capacity: the ratio for a share of 1."""
        world = self.limits.world.value.get(indicator)
        if world is None:
            return self.words("missing.short")
        found = float(ratio(world, 1.0, capacity))
        return "∞" if isinf(found) else self.words.number(found, 2)
