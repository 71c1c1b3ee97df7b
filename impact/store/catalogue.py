"""The catalogue: the facts of data/*.csv, checked on entry and read-only from then on."""

import csv
import hashlib
import math
import os
import re
from collections import defaultdict
from functools import cached_property
from pathlib import Path

import duckdb
import pandas as pd

from impact import errors
from impact.store.facts import Claims, Facts, Limits, Stages, Supply

DATA = Path(__file__).parents[2] / "data"
SQL = Path(__file__).parent / "sql"

#: Terms of use under which a source may be published, the freest first.
TERMS = ("free", "attribution", "non-commercial", "unconfirmed")
#: Tables that lose the rows whose source is not among the terms switched on.
SOURCED = (
    "property",
    "factor",
    "energy_factor",
    "grid_path",
    "process_factor",
    "transport_factor",
    "treatment_factor",
    "boundary",
    "capacity",
    "world_impact",
    "population",
    "producer",
    "sourcing",
    "governance",
    "concentration",
    "price",
    "recycling_rate",
)
#: Tables that in-house rows may be added to, in order of reference, with the columns of their primary keys.
HOUSE = {
    "source": ("id",),
    "material": ("id",),
    "composition": ("material", "constituent"),
    "property": ("material", "property"),
    "factor": ("material", "indicator", "source"),
    "price": ("raw_material", "year"),
}
#: Columns that name rows of another table, or several joined by ";", without a rule of the schema: table -> column, table it names.
LOOSE = {"material": ("recycled_of", "material"), "factor": ("flags", "flag")}


def terms_from_environment() -> tuple[str, ...]:
    """Terms that SEUIL_TERMS switches on, comma separated; all when it is unset.

    Raises UnknownTerms.
    """
    chosen = os.environ.get("SEUIL_TERMS", "").strip()
    terms = tuple(term.strip() for term in chosen.split(",")) if chosen else TERMS
    for term in terms:
        if term not in TERMS:
            raise errors.UnknownTerms("SEUIL_TERMS", term, list(TERMS))
    return terms


class Catalogue:
    """Facts in memory, with one cursor per question so that sessions may share it."""

    def __init__(self, folder: Path = DATA, terms: tuple[str, ...] = TERMS, house: dict[str, pd.DataFrame] | None = None):
        """Load every table of schema.sql from `folder`, then in-house rows, keeping rows of sources under `terms`.

        house: table -> rows of text cells in the columns of its file, an empty text where there is none
        Raises FileMissing, ColumnsDiffer, RowRefused, UnknownTable.
        """
        self.folder, self.terms, self.house = Path(folder), tuple(terms), house or {}
        self.connection = duckdb.connect(":memory:")
        self.queries = dict(named_queries((SQL / "facts.sql").read_text(encoding="utf-8")))
        for table, definition in _tables((SQL / "schema.sql").read_text(encoding="utf-8")):
            self.connection.execute(definition)
            self._load(table)
        for table in self.house:
            if table not in HOUSE:
                raise errors.UnknownTable("table", table, list(HOUSE))
        for table in HOUSE:
            if table in self.house:
                self._add(table, self.house[table])
        for table in SOURCED:
            self.connection.execute(
                f"DELETE FROM {table} WHERE source IN (SELECT id FROM source WHERE terms NOT IN $terms)",
                {"terms": self.terms},
            )

    def ask(self, query: str, **parameters) -> pd.DataFrame:
        """Answer of the query called `query` in sql/facts.sql."""
        return self.connection.cursor().execute(self.queries[query], parameters).df()

    def facts(self, materials: list[str] | None = None) -> Facts:
        """Facts for a comparison of `materials` (ids; None: all), and of what they are recycled into or replace."""
        if materials is not None:
            every = [name for name in (self.stages.recycled.get(each) for each in materials) if name]
            every += [name for name in (self.stages.virgin.get(each) for each in [*materials, *every]) if name]
            materials = list(dict.fromkeys([*materials, *every]))
        chosen = {"materials": materials}
        return Facts(
            indicator=self.ask("indicators"),
            function=self.ask("functions"),
            kind=self.ask("property kinds"),
            material=self.ask("materials"),
            switched_off=self.ask("switched off").id.tolist(),
            property=self.ask("properties", **chosen),
            factor=self.ask("factors", **chosen),
            source=self.ask("factor sources"),
            default=self.ask("default sources", **chosen),
            gap=self.ask("source gaps"),
            flag=self.ask("flags"),
            unit=self.ask("units"),
            origin=self.ask("sources", terms=list(self.terms)),
            digest=self.digest,
            stages=self.stages,
            limits=self.limits,
            supply=self.supply,
            claims=self.claims,
        )

    @cached_property
    def stages(self) -> Stages:
        """Facts on life beyond the material."""
        waste, possible = self.ask("waste"), defaultdict(set)
        for process, subfamily in self.ask("process materials").itertuples(index=False):
            possible[process].add(subfamily)

        def pairs(column: str) -> dict[str, str]:
            held = waste.dropna(subset=column)
            return dict(zip(held["id"], held[column], strict=True))

        terms = {name: {"terms": list(self.terms)} for name in ("processes", "vehicles", "channels")}
        names = ("countries", "carriers", "processes", "modes", "vehicles", "channels", "waste classes")
        by_id = {name: self.ask(name, **terms.get(name, {})).set_index("id") for name in names}
        return Stages(
            country=by_id["countries"],
            carrier=by_id["carriers"],
            path=self.ask("paths"),
            process=by_id["processes"],
            possible=dict(possible),
            mode=by_id["modes"],
            vehicle=by_id["vehicles"],
            channel=by_id["channels"],
            treated=by_id["waste classes"],
            activity=self.ask("activities"),
            recycled=pairs("secondary"),
            virgin=pairs("recycled_of"),
            usual=pairs("recycling"),
            kind=pairs("class"),
            subfamily=pairs("subfamily"),
        )

    @cached_property
    def limits(self) -> Limits:
        """Facts on the limits of the planet."""
        by_id = {"process": "earth processes", "part": "sub boundaries", "variable": "control variables", "edition": "editions"}
        by_id |= {"capacity_set": "capacity sets", "nation": "nations", "principle": "principles", "need": "needs"}
        by_id |= {"criticism": "criticisms"}
        rows = {"boundary": "boundaries", "link": "boundary links", "capacity": "capacities", "population": "populations"}
        return Limits(
            **{name: self.ask(query).set_index("id") for name, query in by_id.items()},
            **{name: self.ask(query) for name, query in rows.items()},
            world=self.ask("world impacts").set_index("indicator"),
        )

    @cached_property
    def supply(self) -> Supply:
        """Facts on raw materials and their supply."""
        by_id = {"constituent": self.ask("constituent names"), "country": self.ask("every country")}
        by_id["raw_material"] = self.ask("raw materials", terms=list(self.terms))
        rows = {"feed": "feeds", "producer": "producers", "sourcing": "sourcings", "governance": "governances"}
        rows |= {"concentration": "concentrations", "price": "prices", "recycled": "recycling rates"}
        return Supply(
            **{name: table.set_index("id") for name, table in by_id.items()},
            **{name: self.ask(query) for name, query in rows.items()},
        )

    @cached_property
    def claims(self) -> Claims:
        """Words that read as an environmental claim, with the reason."""
        by_id = {"rule": "claim rules", "checklist": "checklist"}
        return Claims(pattern=self.ask("claim patterns"), **{name: self.ask(query).set_index("id") for name, query in by_id.items()})

    @cached_property
    def further(self) -> pd.DataFrame:
        """Every number of life beyond the material, in the columns of the query "sheet"; not to be changed in place."""
        return self.ask("further", terms=list(self.terms))

    @cached_property
    def digest(self) -> str:
        """Hash of every table, in-house rows and the terms: two equal digests mean equal facts. [hex, 12]"""
        content = hashlib.sha256(",".join(self.terms).encode())
        for file in sorted(self.folder.glob("*.csv")):
            content.update(file.name.encode() + file.read_bytes())
        for table in sorted(self.house):
            content.update(f"workspace/{table}\n{self.house[table].to_csv(index=False)}".encode())
        return content.hexdigest()[:12]

    def _kinds(self, table: str) -> dict[str, str]:
        """Kind of each column, in order."""
        return {row[0]: row[1] for row in self.connection.execute(f"DESCRIBE {table}").fetchall()}

    def _load(self, table: str):
        file = self.folder / f"{table}.csv"
        if not file.is_file():
            raise errors.FileMissing(file.name)
        columns = list(self._kinds(table))
        with file.open(encoding="utf-8", newline="") as lines:
            header = next(csv.reader(lines), [])
        if header != columns:
            raise errors.ColumnsDiffer(file.name, header, columns)
        try:
            self.connection.execute(f"COPY {table} FROM '{file}' (HEADER, AUTO_DETECT false, DELIMITER ',', QUOTE '\"', ESCAPE '\"')")
        except duckdb.Error as problem:
            raise self._first_bad_row(table, file, len(columns)) or problem

    def _first_bad_row(self, table: str, file: Path, width: int) -> errors.RowRefused | None:
        """The bulk load says that a row is wrong; replaying row by row says which."""
        insert = f"INSERT INTO {table} VALUES ({', '.join('?' * width)})"
        with file.open(encoding="utf-8", newline="") as lines:
            rows = csv.reader(lines)
            next(rows)
            self.connection.begin()  # one transaction: a commit for each row would take seconds
            for row in rows:
                if len(row) != width:
                    return errors.RowRefused(file.name, rows.line_num, "width", f"{len(row)} ≠ {width}")
                try:
                    self.connection.execute(insert, [cell or None for cell in row])
                except duckdb.Error as problem:
                    return errors.RowRefused(file.name, rows.line_num, *_broken_rule(problem))
        return None

    def _add(self, table: str, rows: pd.DataFrame):
        """In-house rows, under the rules of the schema and those that only tests hold the files to."""
        kinds, place = self._kinds(table), f"workspace/{table}"
        if list(rows.columns) != list(kinds):
            raise errors.ColumnsDiffer(place, list(rows.columns), list(kinds))
        insert = f"INSERT INTO {table} VALUES ({', '.join('?' * len(kinds))})"
        self.connection.begin()
        for number, cells in enumerate(rows.itertuples(index=False), 1):
            try:
                self.connection.execute(insert, [cell or None for cell in cells])
            except duckdb.Error as problem:
                raise errors.RowRefused(place, number, *_broken_rule(problem)) from problem
            for kind, cell in zip(kinds.values(), cells, strict=True):
                if kind == "DOUBLE" and cell and not math.isfinite(float(cell)):
                    raise errors.RowRefused(place, number, "type", cell)
        self.connection.commit()
        if table in LOOSE:
            column, target = LOOSE[table]
            known = {row[0] for row in self.connection.execute(f"SELECT id FROM {target}").fetchall()}
            for number, cell in enumerate(rows[column], 1):
                for name in set(filter(None, cell.split(";"))) - known:
                    raise errors.RowRefused(place, number, "reference", f"{column}: {name}")
        if table == "composition":
            query = "SELECT material FROM composition GROUP BY material HAVING sum(share) > 1.0001"
            beyond = {row[0] for row in self.connection.execute(query).fetchall()}
            for number, material in enumerate(rows.material, 1):
                if material in beyond:
                    raise errors.RowRefused(place, number, "check", f"sum(share) <= 1, {material}")


#: What the database says when a row breaks a rule, by the name of the rule; the group is what it found.
RULES = {
    "not_null": r'NOT NULL constraint failed: \w+\."?(\w+)',
    "unique": r'[Dd]uplicate key "(.*?)"',
    "reference": r'foreign key constraint because key "(.*?)"',
    "check": r"CHECK constraint failed .*? with expression CHECK\((.*)\)",
    "type": r"Could not convert string '(.*?)' to \w+",
    "other": r"(.*)",
}


def _broken_rule(problem: duckdb.Error) -> tuple[str, str]:
    """Name of the rule that a row breaks, and what was found."""
    said = str(problem).strip().splitlines()[0]
    return next((rule, found[1]) for rule, pattern in RULES.items() if (found := re.search(pattern, said)))


def _tables(schema: str):
    """(name, definition) of each table, in the order in which references can be checked."""
    for definition in re.findall(r"CREATE TABLE .*?\n\);", schema, re.DOTALL):
        yield definition.split()[2], definition


def named_queries(text: str):
    """(name, query) of each "-- name: ..." block."""
    for block in re.split(r"^-- name: ", text, flags=re.MULTILINE)[1:]:
        name, query = block.split("\n", 1)
        yield name.strip(), query.strip()
