"""The table twin of every chart, and the tables of facts, headed in one language."""

from collections import Counter, defaultdict

import numpy as np
import pandas as pd

from impact.model.function import needed
from impact.scoring.compare import TOTAL
from impact.store.catalogue import Facts
from impact.views.names import Names
from impact.views.texts import Texts


def masses(names: Names) -> pd.DataFrame:
    """Mass of each alternative with its interval, the rule that sized it and the properties it rests on."""
    comparison, words = names.comparison, names.words
    functions = words.label(comparison.facts.function.set_index("id")).to_dict()
    wanted = needed(comparison.study, comparison.facts.function)
    known = comparison.facts.property
    held = dict(zip(zip(known.material, known.property, strict=True), zip(known["min"], known["max"], strict=True), strict=True))
    lines = []
    for alternative in comparison.study.alternatives:
        mass = comparison.cube.masses.total(alternative.id)
        part = alternative.sized
        governs = comparison.cube.masses.governs.get(alternative.id)
        line = {
            words("table.alternative"): names.alternative(alternative.id),
            words("table.material"): words.listed([names.material(each.material) for each in alternative.parts]) or "–",
            words("table.mass"): words("missing.unsized") if mass is None else words.number(float(np.median(mass))),
            words("table.interval"): "" if mass is None else _interval(mass, words),
            words("table.rule"): functions[governs] if governs else "–" if part else words("table.given"),
        }
        for kind in wanted if part else []:
            ends = held.get((part.material, kind))
            line[names.property_heading(kind)] = words.range(*ends) if ends else words("missing.short")
        lines.append(line)
    return pd.DataFrame(lines).fillna("–")


def ratios(names: Names) -> pd.DataFrame:
    """Twin of the heat map: indicators by alternatives, ratio to the baseline."""
    cells = names.comparison.relative
    table = cells.assign(
        indicator=[names.indicator(each) for each in cells.indicator], written=[names.cell(cell) for cell in cells.itertuples()]
    )
    wide = table.pivot(index="indicator", columns="alternative", values="written")
    wide = wide.reindex(
        index=[names.indicator(each) for each in names.comparison.cube.indicators], columns=names.comparison.cube.alternatives
    )
    wide.columns = [names.alternative(each) for each in wide.columns]
    return wide.rename_axis(names.words("table.indicator")).reset_index()


def totals(names: Names, indicator: str | None = None) -> pd.DataFrame:
    """Twin of the bars: median, interval, coverage and status by stage; all indicators when none is named."""
    words, rows = names.words, names.comparison.rows
    if indicator is None:
        rows = rows[rows.stage == TOTAL]
    else:
        rows = rows[rows.indicator == indicator]
    return pd.DataFrame(
        {
            words("table.alternative"): [names.alternative(row.alternative) for row in rows.itertuples()],
            words("table.indicator"): [names.indicator(row.indicator) for row in rows.itertuples()],
            words("table.stage"): [words(f"stage.{row.stage}") for row in rows.itertuples()],
            words("table.median"): [names.value(row) for row in rows.itertuples()],
            words("table.interval"): [names.interval(row) for row in rows.itertuples()],
            words("table.unit"): rows.unit.tolist(),
            words("table.coverage"): [words.percent(row.coverage) for row in rows.itertuples()],
            words("table.status"): [words(f"status.{row.status}") for row in rows.itertuples()],
        }
    )


def sources(names: Names) -> pd.DataFrame:
    """Where the numbers of each material come from, and how far the sources are apart on climate."""
    comparison, words = names.comparison, names.words
    climate = comparison.facts.indicator.id.iloc[0]
    used = comparison.cube.inventory
    factors = comparison.facts.factor
    everywhere = defaultdict(list)
    for material, value in factors.loc[factors.indicator == climate, ["material", "value"]].itertuples(index=False):
        everywhere[material].append(value)
    rows = Counter(used.row.material)
    mine = {row.material: row for row in used.row[used.row.indicator == climate].itertuples()}
    terms = dict(zip(comparison.facts.source.id, comparison.facts.source.terms, strict=True))
    lines = []
    for material in used.materials:
        every, row = everywhere[material], mine.get(material)
        source = used.source[material]
        lines.append(
            {
                words("table.material"): names.material(material),
                words("table.source"): names.source(source) if source else words("missing.long"),
                words("table.terms"): words(f"terms.{terms[source]}") if source else "",
                words("table.indicators"): words.whole(rows[material]),
                words("table.climate"): words.number(row.value) if row else words("missing.short"),
                words("table.climate_range"): words.range(min(every), max(every))
                + words("table.of_sources", count=len(every)),
                words("table.match"): words(f"match.{row.match}") if row else "",
            }
        )
    return pd.DataFrame(lines)


def offers(offer: pd.DataFrame, names: Names) -> pd.DataFrame:
    """What each source could answer: materials covered, indicators that it holds for all of them."""
    words = names.words
    count = len(names.comparison.cube.inventory.materials)
    return pd.DataFrame(
        {
            words("table.source"): [names.source(row.source) for row in offer.itertuples()],
            words("table.materials"): [words("table.out_of", part=row.materials, whole=count) for row in offer.itertuples()],
            words("table.complete"): [words.whole(row.complete) for row in offer.itertuples()],
        }
    )


def sheet(rows: pd.DataFrame, words: Texts, labels: dict, sources: dict, marks: dict) -> pd.DataFrame:
    """Every number of a material; labels, sources, marks: names of quantities, sources and flags by id."""
    each = list(rows.itertuples(index=False))
    years = ["" if pd.isna(row.year) else str(int(row.year)) for row in each]
    return pd.DataFrame(
        {
            words("table.quantity"): rows["name"].map(labels).tolist(),
            words("table.value"): [words.range(row.low, row.high) if row.kind == "property" else words.number(row.value) for row in each],
            words("table.unit"): rows.unit.tolist(),
            words("table.spread"): [spread(row, words) for row in each],
            words("table.source"): rows.source.map(sources).tolist(),
            words("table.terms"): [words(f"terms.{row.terms}") for row in each],
            words("table.year"): [_joined(", ", *pair) for pair in zip(years, rows.geography.fillna(""), strict=True)],
            words("table.match"): [_joined("; ", "" if pd.isna(row.match) else words(f"match.{row.match}"), _marks(row, marks)) for row in each],
            words("table.dataset"): rows.dataset.tolist(),
        }
    )


def _marks(row, marks: dict[str, str]) -> str:
    return "; ".join(marks[flag] for flag in row.flags.split(";")) if isinstance(row.flags, str) else ""


def _joined(sign: str, *parts: str) -> str:
    return sign.join(part for part in parts if part)


def labels(facts: Facts, words: Texts) -> list[dict[str, str]]:
    """Names of quantities, sources and flags by id, for `sheet`."""
    tables = pd.concat([facts.kind, facts.indicator]), facts.origin, facts.flag
    return [words.label(table.set_index("id")).to_dict() for table in tables]


def spread(row, words: Texts) -> str:
    """How uncertain a value is, and where that comes from; row: of the query "sheet"."""
    if row.kind == "property":
        return quality(row.basis, words)
    return words("table.gsd", factor=words.number(row.gsd**1.96, 2), basis=words(f"basis.{row.basis}"))


def quality(name: str, words: Texts) -> str:
    """Kind of source of a property: standard, handbook, ... and whether it is of the class or of another material."""
    kind, _, stand_in = name.partition("-")
    return words(f"quality.of_{stand_in}", quality=words(f"quality.{kind}")) if stand_in else words(f"quality.{kind}")


def _interval(draws: np.ndarray, words: Texts) -> str:
    low, high = np.percentile(draws, [2.5, 97.5])
    return words("number.interval", low=float(low), high=float(high)) if high > low else "–"


def filled(rows: pd.DataFrame) -> pd.DataFrame:
    """A table without its columns that say nothing."""
    return rows.loc[:, (rows != "").any()]


def about(material, materials: pd.DataFrame, constituents: pd.DataFrame, words: Texts) -> list[str]:
    """What a material is: its family, what it replaces, what it is made of."""
    said = [f"{words.label(material, 'family')}, {words.label(material, 'subfamily').lower()}"]
    if material.recycled_of in materials.index:
        said.append(words("facts.recycled_of", material=words.label(materials.loc[material.recycled_of])))
    if material.bio_based:
        said.append(words("facts.bio_based"))
    if len(constituents):
        shares = [f"{words.label(row)} {words.percent(row.share)}" for _, row in constituents.iterrows()]
        said.append(words("facts.composition", shares=", ".join(shares)))
    return said


def every_source(sources: pd.DataFrame, words: Texts) -> pd.DataFrame:
    """All sources with their licence, terms and citation."""
    return pd.DataFrame(
        {
            words("table.source"): words.label(sources).tolist(),
            words("table.terms"): [words(f"terms.{terms}") for terms in sources.terms],
            words("table.licence"): sources.licence.tolist(),
            words("table.citation"): sources.citation.tolist(),
            words("table.url"): sources.url.fillna("").tolist(),
        }
    )


def flags(rows: pd.DataFrame, words: Texts) -> pd.DataFrame:
    """What each flag means."""
    return pd.DataFrame({words("table.flags"): words.label(rows).tolist(), words("table.meaning"): words.label(rows, "help").tolist()})
