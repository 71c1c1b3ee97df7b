"""Facts of life beyond the material: what there is to look up, its numbers as tables, and what to know of them."""

import unicodedata

import pandas as pd

from impact.model.lines import SPREAD
from impact.store.catalogue import Catalogue
from impact.store.facts import Facts
from impact.views import sheets
from impact.views.names import Labels
from impact.views.texts import Texts

#: What the page Facts offers beside materials, and the beginnings of the names under it: electricity:FR, path:FR, ...
TOPICS = {
    "energy": ("electricity", "path", "energy"),
    "processes": ("process",),
    "transport": ("transport",),
    "end_of_life": ("landfill", "incineration", "energy-recovery", "recycling"),
    "vehicles": ("vehicle",),
}
#: Facts that are looked at together: those of one country, of one class of waste.
TOGETHER = {"path": "electricity", "landfill": "waste", "incineration": "waste", "energy-recovery": "waste"}
#: Units that stand in no table.
PLAIN = ("share", "factor")


def entry(subject: str) -> str:
    """Name under which facts are looked at together: waste:steel of landfill:steel, itself of most."""
    kind, _, name = subject.partition(":")
    return f"{TOGETHER.get(kind, kind)}:{name}"


def topic(subject: str) -> str:
    """Topic of the page to which a fact belongs."""
    return next(name for name, kinds in TOPICS.items() if subject.split(":")[0] in kinds)


class Further:
    """Everything beyond materials under the terms switched on, in one language.

    rows:   every number, in the columns of the query "further"; a spread that is a rule by quality is filled in
    titles: subject (electricity:FR, process:sheet-stamping, ...) -> name, in the order of the pages
    """

    def __init__(self, store: Catalogue, facts: Facts, words: Texts):
        self.words, self.stages, self.labels = words, facts.stages, Labels(facts, words)
        gsd = store.further.gsd.fillna(store.further.basis.map(SPREAD))
        ends = {"low": store.further.value / gsd**1.96, "high": store.further.value * gsd**1.96}
        self.rows = store.further.assign(gsd=gsd, **{end: store.further[end].fillna(value) for end, value in ends.items()})
        held = set(self.rows.subject)
        self.titles = {name: self.title(name) for name in self._possible() if name in held or name.startswith("process:")}
        self.named = sheets.labels(facts, words) | {"material": self.titles}
        self.named["unit"] |= {name: words(f"unit.{name}") for name in PLAIN}
        self.named["quantity"] |= {name: words(f"parameter.{name}") for name in self.rows.name[self.rows.kind == "parameter"].unique()}

    def _possible(self) -> list[str]:
        """Names of all that the tables could hold a number of, by topic."""
        stages = self.stages
        countries = sorted(stages.country.index, key=lambda name: unicodedata.normalize("NFD", self.labels.of("country", name)))
        tables = {"electricity": countries, "path": countries, "energy": stages.carrier.index, "process": stages.process.index}
        tables |= {"transport": stages.mode.index, "recycling": stages.channel.index, "vehicle": stages.vehicle.index}
        return [f"{kind}:{name}" for kinds in TOPICS.values() for kind in kinds for name in tables.get(kind, stages.treated.index)]

    def title(self, name: str) -> str:
        """What a subject or an entry is called."""
        kind, _, what = name.partition(":")
        match kind:
            case "path":
                return self.words("activity.electricity_path", name=self.labels.of("country", what))
            case "vehicle":
                return self.labels.of("vehicle", what)
            case "recycling" | "waste":
                return self.words(f"facts.{kind}_of", name=self.labels.of("channel" if kind == "recycling" else "treated", what))
        return self.labels.subject(name)

    def of(self, *subjects: str) -> pd.DataFrame:
        """Numbers of some subjects."""
        return self.rows[self.rows.subject.isin(subjects)]

    def index(self) -> pd.DataFrame:
        """All there is: name to ask for, and title."""
        return pd.DataFrame({"name": self.titles.keys(), "title": self.titles.values()})

    def entries(self, topic: str) -> dict[str, list[str]]:
        """Entry -> its subjects, of one topic."""
        found: dict[str, list[str]] = {}
        for kind in TOPICS[topic]:
            for name in self.titles:
                if name.startswith(f"{kind}:"):
                    found.setdefault(entry(name), []).append(name)
        return found

    def sheet(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Numbers as a reader meets them: those of materials, with module, rank, and which of several is in use."""
        shown = sheets.sheet(rows.assign(note_en=None, note_fr=None), self.named, self.words)
        modules = [
            f"{name} ({module})" if isinstance(module, str) else name for name, module in zip(shown.iloc[:, 0], rows.module, strict=True)
        ]
        shown.isetitem(0, modules)
        shown.insert(3, self.words("table.rank"), [self._rank(row) for row in rows.itertuples()])
        return shown

    def _rank(self, row) -> str:
        return "" if pd.isna(row.rank) else ", ".join(filter(None, [self.words.whole(row.rank), self.words(f"used.{row.used}")]))

    def figures(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The same numbers for a spreadsheet."""
        words = self.words
        table = sheets.figures(rows.assign(material=rows.subject), self.named, words)
        table.insert(2, words("table.module"), rows.module)
        table.insert(3, words("table.rank"), rows["rank"])
        table.insert(4, words("table.used"), [words(f"used.{each}") for each in rows.used.fillna("no")])
        return table.rename(columns={words("table.material"): words("table.subject")})

    def tables(self, subjects: list[str]) -> dict[str, pd.DataFrame]:
        """Heading -> table of numbers, of the subjects of one entry."""
        groups = self.of(*subjects).groupby(["subject", "kind"], sort=False)
        order = sorted(groups, key=lambda group: subjects.index(group[0][0]))
        return {self._heading(*name, rows): self.sheet(rows) for name, rows in order}

    def _heading(self, subject: str, kind: str, rows: pd.DataFrame) -> str:
        """What a table holds; kind: of the query."""
        if kind == "activity" and entry(subject) != subject:
            return self.titles[subject]
        if kind == "parameter":
            return self.words("facts.parameter")
        unit = rows.per.iloc[0]
        return self.words(f"facts.{kind}", unit=self.named["unit"].get(unit, unit))

    def about(self, name: str) -> list[str]:
        """What a subject or an entry is, in a few words each; of a material, what becomes of it."""
        words, (kind, _, what) = self.words, name.partition(":")
        if kind == "process":
            row = self.stages.process.loc[what]
            heat = [words("facts.heat_from", carrier=self.labels.of("carrier", row.heat_carrier))] if pd.notna(row.heat) else []
            return [words.label(row, "category"), self._counted(row), *heat]
        if kind == "recycling":
            row = self.stages.channel.loc[what]
            return [words(f"facts.scope.{row.scope}"), self.labels.of("country", row.country)]
        if kind == "vehicle":
            return [words("facts.driven_by", carrier=self.labels.of("carrier", self.stages.vehicle.carrier[what]))]
        return [] if what else list(self.ends(name))

    def notes(self, name: str) -> list[str]:
        """Sentences on a subject or an entry that its numbers do not say."""
        words, (kind, _, what), rows, said = self.words, name.partition(":"), self.of(name), []
        if kind == "process":
            said += [words("facts.nests")] if self.stages.process.nests[what] else []
            said += [] if (rows.name != "yield").any() else [words("facts.gap")]
        elif kind in ("electricity", "path") and f"path:{what}" in self.titles:
            said += [words("facts.scenario")]
        return [*said, *words.label(rows, "note").dropna().unique()]

    def _counted(self, process) -> str:
        """What the energies and factors of a process are per."""
        unit = self.named["unit"][process.unit]
        return self.words(f"facts.counted.{process.basis}" if process.unit == "kg" else "facts.counted.amount", unit=unit)

    def waste(self, material: str) -> dict[str, str | None]:
        """Class as waste, class of recycling, and recycled form of a material, by id."""
        stages = self.stages
        return {"class": stages.kind.get(material), "recycling": stages.usual.get(material), "secondary": stages.recycled.get(material)}

    def ends(self, material: str) -> dict[str, str | None]:
        """What is known of the end of a material, in words -> name under which more is found."""
        words, (kind, channel, recycled) = self.words, self.waste(material).values()
        treated = next((name for name in self.titles if entry(name) == f"waste:{kind}"), None)
        said = {words("facts.treated_as", name=self.labels.of("treated", kind)): treated} if kind else {}
        usual = words("facts.usual_end", name=self.labels.of("channel", channel)) if channel else words("facts.no_channel")
        scrap = words("facts.scrap", material=self.labels.of("material", recycled)) if recycled else words("facts.no_scrap")
        found = {*self.titles, *self.labels.named["material"]}
        return said | {each: name if name in found else None for each, name in ((usual, f"recycling:{channel}"), (scrap, recycled))}
