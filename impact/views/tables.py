"""The table twin of every chart, and the tables of facts, headed in one language."""

from collections import Counter, defaultdict

import numpy as np
import pandas as pd

from impact.model.function import needed
from impact.scoring.compare import TOTAL
from impact.store.catalogue import Facts
from impact.views.names import Names
from impact.views.sentences import answer
from impact.views.texts import Texts


def masses(names: Names) -> pd.DataFrame:
    """Mass of each alternative with its interval, the rule that sized it and the properties it rests on."""
    comparison, words = names.comparison, names.words
    rules = comparison.facts.function
    named = zip(rules.id, words.label(rules), rules.exponent, strict=True)
    functions = {rule: words("table.by_rule", function=name, exponent=exponent) for rule, name, exponent in named}
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


def ratio_figures(names: Names) -> pd.DataFrame:
    """The heat map for a spreadsheet: one row per alternative and indicator, figures as figures."""
    words, rows = names.words, names.comparison.relative
    return pd.DataFrame(
        {
            words("table.alternative"): rows.alternative.map(names.alternative),
            words("table.indicator"): rows.indicator.map(names.indicator),
            words("table.ratio", baseline=names.alternative(names.baseline)): rows.ratio,
            words("table.low"): rows.low,
            words("table.high"): rows.high,
            words("table.lower"): rows.lower,
            words("table.answer"): [words(f"answer.{answer(cell)}") for cell in rows.itertuples()],
        }
        | _origin(names, rows.alternative)
    )


def totals(names: Names, indicator: str) -> pd.DataFrame:
    """Twin of the bars: median, interval, coverage and status by stage."""
    words, rows = names.words, names.comparison.rows
    rows = rows[rows.indicator == indicator]
    return pd.DataFrame(
        {
            words("table.alternative"): [names.alternative(row.alternative) for row in rows.itertuples()],
            words("table.stage"): [words(f"stage.{row.stage}") for row in rows.itertuples()],
            words("table.median"): [names.value(row) for row in rows.itertuples()],
            words("table.interval"): [names.interval(row) for row in rows.itertuples()],
            words("table.unit"): [names.unit(each) for each in rows.indicator],
            words("table.coverage"): [words.percent(row.coverage) for row in rows.itertuples()],
            words("table.status"): [words(f"status.{row.status}") for row in rows.itertuples()],
        }
    )


def total_figures(names: Names) -> pd.DataFrame:
    """The whole result for a spreadsheet: one row per alternative, indicator and stage, figures as figures."""
    words, rows = names.words, names.comparison.rows
    return pd.DataFrame(
        {
            words("table.alternative"): rows.alternative.map(names.alternative),
            words("table.indicator"): rows.indicator.map(names.indicator),
            words("table.stage"): [words(f"stage.{stage}") for stage in rows.stage],
            words("table.median"): rows["median"],
            words("table.low"): rows.low,
            words("table.high"): rows.high,
            words("table.unit"): rows.indicator.map(names.unit),
            words("table.coverage"): rows.coverage,
            words("table.status"): [words(f"status.{status}") for status in rows.status],
            words("table.mass"): rows.mass_kg,
        }
        | _origin(names, rows.alternative)
    )


def _origin(names: Names, alternatives: pd.Series) -> dict[str, pd.Series]:
    """Columns that every download carries: sources of an alternative, with their terms."""
    words, facts = names.words, names.comparison.facts
    terms = dict(zip(facts.source.id, facts.source.terms, strict=True))
    sources = {name: names.sources(name) for name in names.comparison.cube.alternatives}
    named = {name: words.listed_plainly([names.source(each) for each in held]) for name, held in sources.items()}
    allowed = {name: words.listed_plainly(dict.fromkeys(words(f"terms.{terms[each]}") for each in held)) for name, held in sources.items()}
    return {words("table.source"): alternatives.map(named), words("table.terms"): alternatives.map(allowed)}


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
    flags = words.label(comparison.facts.flag.set_index("id")).to_dict()
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
                words("table.match"): words.listed_plainly([_match(row, words), *_marks(row, flags)]) if row else "",
            }
        )
    return pd.DataFrame(lines)


def sheet(rows: pd.DataFrame, named: dict[str, dict], words: Texts) -> pd.DataFrame:
    """Numbers of a material as a reader meets them; rows: of the query "sheet"; named: see `labels`."""
    each = list(rows.itertuples(index=False))
    return pd.DataFrame(
        {
            words("table.quantity"): rows["name"].map(named["quantity"]).tolist(),
            words("table.value"): [words.range(row.low, row.high) if row.kind == "property" else words.number(row.value) for row in each],
            words("table.unit"): _units(rows, named),
            words("table.spread"): [spread(row, words) for row in each],
            words("table.source"): rows.source.map(named["source"]).tolist(),
            words("table.terms"): [words(f"terms.{row.terms}") for row in each],
            words("table.year"): [_joined(", ", _year(row), row.geography) for row in each],
            words("table.match"): [words.listed_plainly([_match(row, words), *_marks(row, named["flag"])]) for row in each],
            words("table.dataset"): [_joined(" · ", row.dataset, words.label(row._asdict(), "note")) for row in each],
        }
    )


def figures(rows: pd.DataFrame, named: dict[str, dict], words: Texts) -> pd.DataFrame:
    """The same numbers for a spreadsheet: one row each, figures as figures, licence and citation beside them."""
    each = list(rows.itertuples(index=False))
    return pd.DataFrame(
        {
            words("table.material"): rows.material.map(named["material"]).tolist(),
            words("table.quantity"): rows["name"].map(named["quantity"]).tolist(),
            words("table.value"): rows.value,
            words("table.low"): rows.low,
            words("table.high"): rows.high,
            words("table.unit"): _units(rows, named),
            words("table.deviation"): rows.gsd,
            words("table.basis"): [_basis(row, words) for row in each],
            words("table.source"): rows.source.map(named["source"]).tolist(),
            words("table.terms"): [words(f"terms.{row.terms}") for row in each],
            words("table.licence"): words.label(rows, "licence"),
            words("table.year"): [_joined(", ", _year(row), row.geography) for row in each],
            words("table.match"): [_match(row, words) for row in each],
            words("table.flags"): [words.listed_plainly(_marks(row, named["flag"])) for row in each],
            words("table.dataset"): rows.dataset,
            words("table.note"): words.label(rows, "note"),
            words("table.citation"): rows.citation,
            words("table.url"): rows.url,
        }
    )


def _units(rows: pd.DataFrame, named: dict[str, dict]) -> list[str]:
    pairs = zip(rows.unit, rows.per, strict=True)
    return [named["unit"][unit] + (f"/{per}" if isinstance(per, str) else "") for unit, per in pairs]


def _year(row) -> str:
    return "" if pd.isna(row.year) else str(int(row.year))


def _match(row, words: Texts) -> str:
    return words(f"match.{row.match}") if isinstance(row.match, str) else ""


def _marks(row, flags: dict[str, str]) -> list[str]:
    return [flags[flag] for flag in row.flags.split(";")] if isinstance(row.flags, str) else []


def _joined(sign: str, *parts) -> str:
    return sign.join(part for part in parts if isinstance(part, str) and part)


def labels(facts: Facts, words: Texts) -> dict[str, dict[str, str]]:
    """Names in one language, by id, of materials, quantities, units, sources and flags."""
    tables = {
        "material": facts.material,
        "quantity": pd.concat([facts.kind, facts.indicator]),
        "unit": facts.unit,
        "source": facts.origin,
        "flag": facts.flag,
    }
    return {name: words.label(table.set_index("id")).to_dict() for name, table in tables.items()}


def spread(row, words: Texts) -> str:
    """How uncertain a value is, and where that comes from; row: of the query "sheet"."""
    basis = _basis(row, words)
    return basis if row.kind == "property" else words("table.gsd", factor=words.number(row.gsd**1.96, 2), basis=basis)


def _basis(row, words: Texts) -> str:
    return quality(row.basis, words) if row.kind == "property" else words(f"basis.{row.basis}")


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


def materials(rows: pd.DataFrame, words: Texts) -> pd.DataFrame:
    """All materials: id, name, family."""
    return pd.DataFrame(
        {"id": rows.id, words("table.material"): words.label(rows), words("facts.family"): words.label(rows, "family")}
    )


def every_source(sources: pd.DataFrame, words: Texts) -> pd.DataFrame:
    """Sources with their licence, terms, citation, and what to know of them."""
    return pd.DataFrame(
        {
            words("table.source"): words.label(sources).tolist(),
            words("table.terms"): [words(f"terms.{terms}") for terms in sources.terms],
            words("table.licence"): words.label(sources, "licence").tolist(),
            words("table.citation"): sources.citation.tolist(),
            words("table.note"): words.label(sources, "note").fillna("").tolist(),
            words("table.url"): sources.url.fillna("").tolist(),
        }
    )


def flags(rows: pd.DataFrame, words: Texts) -> pd.DataFrame:
    """What each flag means."""
    return pd.DataFrame({words("table.flags"): words.label(rows).tolist(), words("table.meaning"): words.label(rows, "help").tolist()})
