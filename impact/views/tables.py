"""The table twin of every chart, and the tables of facts, headed in one language."""

import numpy as np
import pandas as pd

from impact.model.function import needed
from impact.scoring.compare import TOTAL
from impact.views.names import Names
from impact.views.texts import Texts


def masses(names: Names) -> pd.DataFrame:
    """Mass of each alternative with its interval, the rule that sized it and the properties it rests on."""
    comparison, words = names.comparison, names.words
    functions = comparison.facts.function.set_index("id")
    wanted = needed(comparison.study, comparison.facts.function)
    held = comparison.facts.property.set_index(["material", "property"])
    lines = []
    for alternative in comparison.study.alternatives:
        mass = comparison.cube.masses.total(alternative.id)
        part = alternative.sized
        governs = comparison.cube.masses.governs.get((alternative.id, alternative.parts.index(part)) if part else None)
        line = {
            words("table.alternative"): names.alternative(alternative.id),
            words("table.material"): words.listed([names.material(each.material) for each in alternative.parts]) or "–",
            words("table.mass"): words("missing.unsized") if mass is None else words.number(float(np.median(mass))),
            words("table.interval"): "" if mass is None else _interval(mass, words),
            words("table.rule"): words.label(functions.loc[governs]) if governs else words("table.given"),
        }
        for kind in wanted if part else []:
            found = (part.material, kind) in held.index
            line[names.property_heading(kind)] = words.range(*held.loc[(part.material, kind), ["min", "max"]]) if found else words("missing.short")
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
    lines = []
    for material in used.materials:
        row = used.row[used.row.material == material]
        every = comparison.facts.factor.query("material == @material and indicator == @climate")
        mine = row[row.indicator == climate]
        source = used.source[material]
        lines.append(
            {
                words("table.material"): names.material(material),
                words("table.source"): names.source(source) if source else words("missing.long"),
                words("table.terms"): words(f"terms.{names.sources.loc[source, 'terms']}") if source else "",
                words("table.indicators"): words.whole(len(row)),
                words("table.climate"): words.number(mine.value.iloc[0]) if len(mine) else words("missing.short"),
                words("table.climate_range"): words("number.interval", low=every.value.min(), high=every.value.max())
                + words("table.of_sources", count=len(every)),
                words("table.match"): words(f"match.{mine['match'].iloc[0]}") if len(mine) else "",
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


def sheet(rows: pd.DataFrame, words: Texts, labels: dict[str, str], sources: dict[str, str]) -> pd.DataFrame:
    """Every number of a material; labels, sources: names of quantities and of sources by id."""
    each = list(rows.itertuples(index=False))
    return pd.DataFrame(
        {
            words("table.quantity"): rows["name"].map(labels).tolist(),
            words("table.value"): [words.range(row.low, row.high) if row.kind == "property" else words.number(row.value) for row in each],
            words("table.unit"): rows.unit.tolist(),
            words("table.source"): rows.source.map(sources).tolist(),
            words("table.terms"): [words(f"terms.{row.terms}") for row in each],
            words("table.year"): ["" if pd.isna(row.year) else str(int(row.year)) for row in each],
            words("table.geography"): rows.geography.fillna("").tolist(),
            words("table.dataset"): rows.dataset.tolist(),
            words("table.match"): ["" if pd.isna(row.match) else words(f"match.{row.match}") for row in each],
            words("table.spread"): [spread(row, words) for row in each],
            words("table.flags"): rows["flags"].fillna("").tolist(),
            words("table.note"): rows.note.fillna("").tolist(),
        }
    )


def spread(row, words: Texts) -> str:
    """How uncertain a value is, and where that comes from; row: of the query "sheet"."""
    if row.kind == "property":
        return words(f"quality.{row.basis}")
    return words("table.gsd", gsd=words.number(row.gsd), basis=words(f"basis.{row.basis}"))


def _interval(draws: np.ndarray, words: Texts) -> str:
    low, high = np.percentile(draws, [2.5, 97.5])
    return words("number.interval", low=float(low), high=float(high)) if high > low else "–"
