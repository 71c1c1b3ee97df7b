"""Facts beyond materials, of the rest of life, of the limits of the planet and of supply: what there is to look up, and what to know of it."""

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
    "limits": ("capacity", "boundary"),
    "nations": ("population",),
    "supply": ("supply", "governance"),
}
#: Facts that are looked at together: those of one country, of one class of waste.
TOGETHER = {"path": "electricity", "landfill": "waste", "incineration": "waste", "energy-recovery": "waste"}
#: Units that stand in no table.
PLAIN = ("share", "factor", "year", "person", "USD", "index", "country")
#: Kinds of numbers by stage of supply: shares, one per country, and concentration, by year.
SHARED = ("extraction", "processing", "sourced_extraction", "sourced_processing")
CONCENTRATED = ("concentrated_extraction", "concentrated_processing")
#: Kinds of numbers that are named by the texts; those whose notes are on one number and stand beside it, not above all.
SPOKEN = ("parameter", "world", "population", "criticality", "price", "recycled", "governance", *CONCENTRATED)
BESIDE = ("capacity", "target", "boundary", *CONCENTRATED)
#: Significant digits of these kinds.
DIGITS = {"boundary": 6, "population": 6, "price": 4}
#: Signs before a number that is published as a bound, or roughly.
SIGNS = {"more than": "> ", "less than": "< ", "about": "≈ "}
#: The numbers of a control variable, in their order.
STATE = ("baseline", "boundary", "high_risk", "current")


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
        self.words, self.labels = words, Labels(facts, words)
        self.stages, self.limits, self.supply = facts.stages, facts.limits, facts.supply
        self.named = sheets.labels(facts, words)
        gsd = store.further.gsd.fillna(store.further.basis.map(SPREAD))
        ends = {"low": store.further.value / gsd**1.96, "high": store.further.value * gsd**1.96}
        self.rows = store.further.assign(gsd=gsd, **{end: store.further[end].fillna(value) for end, value in ends.items()})
        held = set(self.rows.subject.unique())
        self.titles = {name: self.title(name) for name in self._possible() if name in held or name.startswith("process:")}
        self.named["material"] = self.titles
        self.named["unit"] |= {name: words(f"unit.{name}") for name in PLAIN}
        self.named["quantity"] |= self.labels.named["capacity_set"] | self._states() | self._shares()
        spoken = self.rows.name[self.rows.kind.isin(SPOKEN)].unique()
        self.named["quantity"] |= {name: words(f"parameter.{name}") for name in spoken}

    def _possible(self) -> list[str]:
        """Names of all that the tables could hold a number of, by topic."""
        stages, limits = self.stages, self.limits
        countries, nations = (self._sorted(kind, rows) for kind, rows in (("country", stages.country), ("nation", limits.nation)))
        tables = {"electricity": countries, "path": countries, "energy": stages.carrier.index, "process": stages.process.index}
        tables |= {"transport": stages.mode.index, "recycling": stages.channel.index, "vehicle": stages.vehicle.index}
        tables |= {"capacity": limits.capacity.indicator.unique(), "boundary": limits.edition.index[::-1], "population": nations}
        tables |= {
            "supply": self._sorted("raw_material", self.supply.raw_material),
            "governance": self._sorted("place", self.supply.country),
        }
        return [f"{kind}:{name}" for kinds in TOPICS.values() for kind in kinds for name in tables.get(kind, stages.treated.index)]

    def _sorted(self, kind: str, rows: pd.DataFrame) -> list[str]:
        """Ids of the rows of a table by their names, accents aside."""
        return sorted(rows.index, key=lambda name: unicodedata.normalize("NFD", self.labels.of(kind, name)))

    def _states(self) -> dict[str, str]:
        """Names of the numbers of control variables: co2:boundary, ..."""
        called = {each: self.words(f"parameter.{each}") for each in STATE}
        names = self.labels.named["variable"].items()
        return {
            f"{name}:{each}": self.words("facts.state", variable=variable, number=called[each])
            for name, variable in names
            for each in STATE
        }

    def _shares(self) -> dict[str, str]:
        """Names of the shares of countries: extraction:CL, ..."""
        names = self.rows.name[self.rows.kind.isin(SHARED)].unique()
        called = {kind: self.words(f"parameter.{kind}") for kind in SHARED}
        return {
            name: self.words("facts.state", variable=called[kind], number=self.labels.of("place", country))
            for name, kind, country in ((name, *name.split(":")) for name in names)
        }

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
            case "capacity":
                return self.words("facts.capacity_of", name=self.named["quantity"].get(what, what))
            case "boundary" | "population":
                return self.words(f"facts.{kind}_of", name=self.labels.of("edition" if kind == "boundary" else "nation", what))
            case "supply" | "governance":
                return self.words(f"facts.{kind}_of", name=self.labels.of("raw_material" if kind == "supply" else "place", what))
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
        beside = rows.kind.isin(BESIDE)
        shown = sheets.sheet(
            rows.assign(**{name: rows[name].where(beside, None) for name in ("note_en", "note_fr")}), self.named, self.words
        )
        shown.isetitem(1, [self._value(row) for row in rows.itertuples()])
        modules = [
            f"{name} ({module})" if isinstance(module, str) else name for name, module in zip(shown.iloc[:, 0], rows.module, strict=True)
        ]
        shown.isetitem(0, modules)
        shown.insert(3, self.words("table.rank"), [self._rank(row) for row in rows.itertuples()])
        return shown

    def _value(self, row) -> str:
        """A number with the digits of its kind; people and countries are counted, a range of rates is shown whole."""
        if row.name in ("population", "producers"):
            return self.words.whole(int(row.value))
        if row.kind == "recycled" and row.low < row.high:
            return self.words.range(row.low, row.high)
        return SIGNS.get(row.basis, "") + self.words.number(row.value, DIGITS.get(row.kind, 3))

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
        across = {"boundary": self.variables} | dict.fromkeys(("population", "price", "governance", *CONCENTRATED), self.years)
        across |= dict.fromkeys(SHARED, self.places)
        return {self._heading(*name, rows): across.get(name[1], self.sheet)(rows) for name, rows in order}

    def variables(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Control variables of one edition, one each, with all their numbers."""
        words, lines = self.words, []
        for name, group in rows.groupby(rows.name.str.partition(":")[0], sort=False):
            held = {row.name.partition(":")[2]: row for row in group.itertuples(index=False)}
            numbers = {each: self._value(held[each]) if each in held else words("missing.short") for each in STATE}
            limit = held["boundary"]
            lines.append(
                {
                    words("table.quantity"): self.labels.of("variable", name),
                    **{words(f"parameter.{each}"): number for each, number in numbers.items()},
                    words("table.unit"): self.named["unit"][limit.unit],
                    words("table.dataset"): f"{self.labels.of('source', limit.source)}, {limit.dataset}",
                    words("table.note"): words.label(limit._asdict(), "note") if isinstance(limit.note_en, str) else "",
                }
            )
        return pd.DataFrame(lines)

    def years(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Numbers of one country or raw material, a year each, the latest first; with their source, one for all of them."""
        words, lines = self.words, {}
        for row in rows.sort_values("year", ascending=False, kind="stable").itertuples():
            line = lines.setdefault(row.year, {words("facts.year"): str(row.year)})
            beside = words.label(row._asdict(), "note")
            written = " · ".join([self._value(row), *([beside] if isinstance(beside, str) else [])])
            line[f"{self.named['quantity'][row.name]} [{self.named['unit'][row.unit]}]"] = written
        table, source = pd.DataFrame(lines.values()).fillna(words("missing.short")), rows.iloc[0]
        return table.assign(
            **{words("table.source"): self.labels.of("source", source.source), words("table.terms"): words(f"terms.{source.terms}")}
        )

    def places(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Shares of countries, the largest first."""
        table = self.sheet(rows)
        table.isetitem(0, [self.labels.of("place", name.partition(":")[2]) for name in rows["name"]])
        return table.rename(columns={self.words("table.quantity"): self.words("facts.country")})

    def _heading(self, subject: str, kind: str, rows: pd.DataFrame) -> str:
        """What a table holds; kind: of the query."""
        if kind == "activity" and entry(subject) != subject:
            return self.titles[subject]
        if kind == "parameter":
            return self.words("facts.parameter")
        per = rows.per.iloc[0]
        return self.words(f"facts.{kind}", unit=self.named["unit"].get(per, ""))

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
        if kind == "capacity":
            return self._spoken_of(what)
        if kind == "supply":
            return self._listed(self.supply.raw_material.loc[what])
        return [] if what else list(self.ends(name))

    def _spoken_of(self, indicator: str) -> list[str]:
        """Which boundaries of the planet an indicator speaks of, and how strongly."""
        links = self.limits.link[self.limits.link.indicator == indicator].dropna(subset="sub_boundary")
        named = [
            f"{self.labels.of('part', row.sub_boundary)} ({self.words(f'method.strength.{row.strength}')})" for row in links.itertuples()
        ]
        return [self.words("facts.speaks_of", parts=self.words.listed(named)) if named else self.words("facts.speaks_of_none")]

    def _listed(self, raw) -> list[str]:
        """On which lists of the European Union a raw material is, and at which stage its supply risk is the higher."""
        words, grade = self.words, self.words.label(raw, "grade")
        on = "strategic" if raw.strategic else "critical" if raw.critical else "graded" if raw.graded else "on_no_list"
        assessed = [] if isinstance(raw.source, str) else [words("facts.not_assessed")]
        stage = [words(f"facts.risk_at.{raw.risk_stage}")] if isinstance(raw.risk_stage, str) else assessed
        return [words(f"facts.{on}"), *([grade] if isinstance(grade, str) else []), *stage]

    def notes(self, name: str) -> list[str]:
        """Sentences on a subject or an entry that its numbers do not say."""
        words, (kind, _, what), rows, said = self.words, name.partition(":"), self.of(name), []
        if kind == "process":
            said += [words("facts.nests")] if self.stages.process.nests[what] else []
            said += [] if (rows.name != "yield").any() else [words("facts.gap")]
        elif kind in ("electricity", "path") and f"path:{what}" in self.titles:
            said += [words("facts.scenario")]
        elif kind in ("capacity", "population", "governance"):
            return [words(f"facts.about_{kind}")]
        elif kind == "supply":
            note, held = words.label(self.supply.raw_material.loc[what], "note"), set(rows.kind)
            parts = {"shares": SHARED, "concentration": CONCENTRATED, "recycled": ("recycled",)}
            said = [words(f"facts.about_{part}") for part, kinds in parts.items() if held & set(kinds)]
            return [*said, *([note] if isinstance(note, str) else [])]
        elif kind == "boundary":
            return [words.label(self.limits.edition.loc[what], "note")]
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
