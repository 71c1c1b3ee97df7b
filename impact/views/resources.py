"""What alternatives ask of the earth, in words and tables."""

import pandas as pd

from impact.model.supply import CRITICAL, GRADED, LISTINGS, STRATEGIC
from impact.scoring.compare import TOTAL
from impact.scoring.resources import ASKED, SCRAP, STATES, UNKNOWN, abroad, held, matter, services
from impact.views.names import AT_LEAST, Names
from impact.views.texts import lowered

#: Raw materials told of one change, at most.
MOST = 5


class Resources:
    """Resources of one comparison in one language.

    rows: of resources.matter; unsized: alternatives of which no mass is known
    """

    def __init__(self, names: Names):
        self.names, self.words, self.comparison = names, names.words, names.comparison
        self.supply = self.comparison.facts.supply
        self.rows = matter(self.comparison.study, self.comparison.facts, self.comparison)
        self.alternatives = self.comparison.cube.alternatives
        self.unsized = [name for name in self.alternatives if self.comparison.cube.masses.total(name) is None]
        self.held = held(self.rows, [name for name in self.alternatives if name not in self.unsized])

    def states(self) -> dict[str, str]:
        """Names of the states of matter."""
        return {name: self.words(f"resources.state.{name}") for name in STATES}

    def raw_material(self, name) -> str:
        """Name of a raw material; of what is not stated."""
        return self.called("raw_material", name)

    def called(self, kind: str, name) -> str:
        """Name of a raw material or a constituent; of what is not stated."""
        return self.names.labels.of(kind, name) if isinstance(name, str) else self.words("resources.not_stated")

    def sentences(self) -> list[str]:
        """One sentence per alternative: how much, how much of it on the lists, how much of which nothing is stated."""
        return [self._sentence(name) for name in self.alternatives]

    def _sentence(self, name: str) -> str:
        called = self.names.alternative(name)
        if name in self.unsized:
            return self.words("resources.unsized", alternative=called)
        mine = self.held[self.held.alternative == name].set_index("state").kg
        if mine.sum() == 0:
            return self.words("resources.nothing", alternative=called)
        said = [self.words("resources.matter", alternative=called, kg=float(mine.sum()))]
        listed, graded, scrap = (self._names(name, states) for states in ((STRATEGIC, CRITICAL), (GRADED,), (SCRAP,)))
        old = [each for each in scrap if self.supply.raw_material.critical[each]]
        if listed:
            named = self._listing(listed)
            said.append(self.words("resources.listed", kg=float(mine.reindex([STRATEGIC, CRITICAL]).sum()), names=named))
        elif not (graded or old or mine.get(UNKNOWN, 0)):
            said.append(self.words("resources.none_listed"))
        if graded:
            said.append(self.words("resources.graded", names=self._listing(graded)))
        if mine.get(UNKNOWN, 0):
            said.append(self.words("resources.unknown", kg=float(mine[UNKNOWN])))
        if mine.get(SCRAP, 0):
            said.append(self.words("resources.scrap", kg=float(mine[SCRAP])))
        if old:
            said.append(self.words("resources.scrap_listed", names=self._listing(old)))
        return " ".join(said)

    def listed(self, name: str) -> str:
        """Kilograms of raw materials on the lists of the Union; at least so many where something is not stated, or its grade is not."""
        if name in self.unsized:
            return self.words("missing.long")
        mine = self.held[self.held.alternative == name].set_index("state").kg
        open_ended = mine.reindex([UNKNOWN, GRADED]).sum() > 0
        return f"{AT_LEAST if open_ended else ''} {self.words.number(float(mine.reindex([STRATEGIC, CRITICAL]).sum()))}".strip()

    def _names(self, alternative: str, states: tuple[str, ...]) -> list[str]:
        """Raw materials of an alternative in some states, each once, the most first."""
        rows = self.rows[(self.rows.alternative == alternative) & (self.rows.kind == "raw_material") & self.rows.state.isin(states)]
        return list(dict.fromkeys(rows["name"]))

    def _listing(self, names: list[str]) -> str:
        return self.words.listed([lowered(self.raw_material(each)) for each in names])

    def changes(self) -> list[str]:
        """What each alternative asks of the earth instead of what the baseline asks, the largest changes first."""
        before = self._asked(self.names.baseline)
        said = []
        for name in self.alternatives:
            if name in (self.names.baseline, *self.unsized) or self.names.baseline in self.unsized:
                continue
            after = self._asked(name)
            moved = after.sub(before, fill_value=0.0).abs().sort_values(ascending=False, kind="stable")
            order = moved.index[moved > 0][:MOST]
            blanks = [(lowered(self.raw_material(each)), before.get(each, 0.0), after.get(each, 0.0)) for each in order]
            told = [self.words("resources.change", name=called, before=float(old), after=float(new)) for called, old, new in blanks]
            if told:
                said.append(self.words("resources.changes", alternative=self.names.alternative(name), told=self.words.listed_plainly(told)))
        return said

    def _asked(self, alternative: str) -> pd.Series:
        """Raw materials from the earth that an alternative asks for [kg], by id."""
        rows = self.rows[(self.rows.alternative == alternative) & (self.rows.kind == "raw_material") & self.rows.primary]
        return rows.dropna(subset="name").set_index("name")["median"]

    def table(self, kind: str) -> pd.DataFrame:
        """Raw materials, or constituents, of each alternative, the most first."""
        words, rows = self.words, self.rows[self.rows.kind == kind]
        table = {
            words("table.alternative"): rows.alternative.map(self.names.alternative).tolist(),
            words(f"resources.{kind}"): [self.called(kind, each) for each in rows["name"]],
            words("resources.mass"): [words.number(each) for each in rows["median"]],
            words("table.interval"): [words("number.interval", low=row.low, high=row.high) for row in rows.itertuples()],
        }
        if kind == "raw_material":
            table[words("resources.list")] = [self._listed(row) for row in rows.itertuples()]
        else:
            table[words("resources.origin")] = [words("resources.from_earth" if each else "resources.from_scrap") for each in rows.primary]
        return pd.DataFrame(table)

    def figures(self) -> pd.DataFrame:
        """All of it for a spreadsheet."""
        words, rows = self.words, self.rows
        return pd.DataFrame(
            {
                words("table.alternative"): rows.alternative.map(self.names.alternative),
                words("resources.kind"): [words(f"resources.{each}") for each in rows.kind],
                words("resources.name"): [self.called(kind, each) for kind, each in zip(rows.kind, rows["name"], strict=True)],
                words("resources.origin"): [words("resources.from_earth" if each else "resources.from_scrap") for each in rows.primary],
                words("resources.mass"): rows["median"],
                words("table.low"): rows.low,
                words("table.high"): rows.high,
                words("resources.list"): [words(f"resources.state.{each}") for each in rows.state],
            }
        )

    def _listed(self, row) -> str:
        """On which list, and which grade of it."""
        said = [self.words(f"resources.state.{row.state}")]
        if isinstance(row.name, str) and row.state in LISTINGS and self.supply.raw_material.graded[row.name]:
            said.append(self.words.label(self.supply.raw_material.loc[row.name], "grade"))
        return self.words.listed_plainly(said)

    def abroad(self) -> pd.DataFrame:
        """What comes from outside the Union, if supply is that of the Union."""
        words, lines = self.words, []
        for row in abroad(self.rows, self.supply, [name for name in self.alternatives if name not in self.unsized]).itertuples():
            if row.asked == 0:
                share = "–"
            elif row.unknown > 0.999 * row.asked:
                share = words("missing.long")
            else:
                ends = row.least / row.asked, min(1.0, (row.most + row.unknown) / row.asked)
                share = words("number.interval", low=words.percent(ends[0]), high=words.percent(ends[1]))
            line = {
                words("table.alternative"): self.names.alternative(row.alternative),
                words("resources.asked"): words.number(row.asked),
                words("resources.outside"): share,
                words("resources.supply_unknown"): words.number(row.unknown) if row.unknown else "–",
            }
            lines.append(line)
        return pd.DataFrame(lines)

    def services(self) -> pd.DataFrame:
        """Water, land, fossil energy and minerals: alternatives by indicator, over the stages counted."""
        rows = {(row.alternative, row.indicator): row for row in services(self.comparison).itertuples() if row.stage == TOTAL}
        table = {self.words("table.alternative"): [self.names.alternative(name) for name in self.alternatives]}
        for indicator in ASKED:
            head = f"{self.names.indicator(indicator, 'short')} [{self.names.unit(indicator)}]"
            table[head] = [self.names.value(rows[name, indicator]) for name in self.alternatives]
        return pd.DataFrame(table)

    def notes(self) -> list[str]:
        """What constituents and raw materials of the study ask a reader to know, each once."""
        names = {"constituent": self.supply.constituent, "raw_material": self.supply.raw_material}
        used = self.rows.drop_duplicates(["kind", "name"]).dropna(subset="name")
        rows = [names[row.kind].loc[row.name] for row in used.itertuples()]
        said = [f"{self.words.label(row)} · {self.words.label(row, 'note')}" for row in rows if isinstance(row.note_en, str)]
        return list(dict.fromkeys(said))
