"""The table twin of every chart, for reading and for a spreadsheet, headed in one language."""

from collections import Counter

import numpy as np
import pandas as pd

from impact.model.flow import PATH
from impact.model.function import needed
from impact.scoring.compare import WHOLE, Comparison, interval
from impact.scoring.contributions import matter
from impact.scoring.gate import climate as climate_factors
from impact.views import sheets, spreads
from impact.views.breakdown import breakdown
from impact.views.names import Names
from impact.views.sentences import answer
from impact.views.texts import Texts


def masses(names: Names) -> pd.DataFrame:
    """Mass of each alternative with its interval, the rule that sized it and the properties it rests on."""
    comparison, words = names.comparison, names.words
    rules = comparison.facts.function
    named = zip(rules.id, words.label(rules), rules.exponent, strict=True)
    functions = {rule: words("table.by_rule", function=name, exponent=exponent.replace("-", "−")) for rule, name, exponent in named}
    wanted = needed(comparison.study, comparison.facts.function)
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
            words("table.rule"): functions[governs] if governs else "–" if part or not alternative.parts else words("table.given"),
        }
        for kind in wanted if part else []:
            line[names.property_heading(kind)] = spreads.of_property(names, part.material, kind)
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
    """The heat map for a spreadsheet: one row per indicator and alternative but the baseline, figures as figures."""
    words, rows = names.words, names.comparison.relative
    rows = rows[rows.alternative != names.baseline]
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


def broken_down(names: Names, indicator: str, by: str) -> pd.DataFrame:
    """Twin of the bars broken down by actor or part, and the terms of the formula: median and interval by group."""
    words, (rows, groups) = names.words, breakdown(names, indicator, by)
    place = rows.alternative.map(names.comparison.cube.alternatives.index)
    rows = rows.assign(place=place, rank=rows.group.map(list(groups).index)).sort_values(["place", "rank"])
    return pd.DataFrame(
        {
            words("table.alternative"): rows.alternative.map(names.alternative).tolist(),
            words("table.group"): rows.group.map(groups).tolist(),
            words("table.median"): [names.piece_value(row) for row in rows.itertuples()],
            words("table.interval"): [names.interval(row) for row in rows.itertuples()],
            words("table.unit"): names.unit(indicator),
        }
    )


def matter_of(names: Names) -> pd.DataFrame:
    """Matter of each alternative over the service life: in the parts, lost in manufacture."""
    words = names.words
    rows = matter(names.comparison.cube)
    return pd.DataFrame(
        {
            words("table.alternative"): rows.alternative.map(names.alternative),
            words("table.held"): [words("missing.unsized") if np.isnan(mass) else words.number(mass) for mass in rows.held],
            words("table.lost"): ["–" if np.isnan(mass) else words.number(mass) for mass in rows.lost],
            words("table.wasted"): ["–" if np.isnan(share) else words.percent(share) for share in rows.wasted],
        }
    )


def side_by_side(names: Names, other: Comparison, indicator: str, heads: tuple[str, str]) -> pd.DataFrame:
    """Totals of one indicator in this comparison and in another of the same alternatives, and what changes; heads: keys of the texts."""
    words, lines = names.words, []
    unit = names.unit(indicator)
    both, compared = (names, Names(other, words)), (names.comparison, other)
    rows = [each.totals[each.totals.indicator == indicator].set_index("alternative") for each in compared]
    for name in names.comparison.cube.alternatives:
        first, second = (each.loc[name] for each in rows)
        whole = first.status in WHOLE and second.status in WHOLE and first["median"] > 0
        line = {words("table.alternative"): names.alternative(name)}
        for head, said, row in zip(heads, both, (first, second), strict=True):
            line[f"{words(head)} [{unit}]"] = said.bounded(row["median"], said.bounds[name, indicator])
        lines.append(line | {words("table.change"): words.change(second["median"] / first["median"] - 1) if whole else "–"})
    return pd.DataFrame(lines)


def activities(names: Names) -> pd.DataFrame:
    """Where the numbers of the other stages come from: what is asked for, source, terms, climate factor, match and flags."""
    comparison, words = names.comparison, names.words
    climate, rows = comparison.facts.indicator.id.iloc[0], comparison.cube.inventory.further.rename(columns={"activity": "subject"})
    flags, terms = words.label(comparison.facts.flag.set_index("id")).to_dict(), names.terms()
    lines = []
    for subject, group in rows.groupby("subject", sort=False):
        value = [row for row in group.itertuples() if row.indicator == climate]
        per = group.per.iloc[0]
        sources = list(dict.fromkeys(group.source))
        lines.append(
            {
                words("table.activity"): names.labels.subject(subject),
                words("table.source"): words.listed_plainly([names.source(each) for each in sources]),
                words("table.terms"): words.listed_plainly(dict.fromkeys(terms[each] for each in sources)),
                words("table.indicators"): words.whole(len(group)),
                words("table.factor", unit=names.unit(climate)): f"{words.number(value[0].value)} / {per}"
                if value
                else words("missing.short"),
                words("table.spread"): spreads.of_factor(names, subject, value[0]) if value else "",
                words("table.match"): words.listed_plainly(
                    dict.fromkeys(each for row in group.itertuples() for each in (sheets.match(row, words), *sheets.marks(row, flags)))
                ),
            }
        )
    return pd.DataFrame(lines)


def facts_of(names: Names) -> dict[str, str]:
    """Where the page Facts holds the activities, processes, vehicles and paths in use: name there -> label."""
    result, labels, places = names.comparison.cube, names.labels, {}
    for name in dict.fromkeys(result.inventory.activity.activity):
        place = spreads.looked_up(name)["fact"]
        places[place] = labels.subject(name if name.endswith(PATH) else place)
    study = names.comparison.study
    places |= {f"process:{step.process}": labels.of("process", step.process) for step in study.steps}
    return places | {f"vehicle:{ride.vehicle}": labels.of("vehicle", ride.vehicle) for ride in spreads.rides(study)}


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
    words, terms = names.words, names.terms()
    sources = {name: names.sources(name) for name in names.comparison.cube.alternatives}
    named = {name: words.listed_plainly([names.source(each) for each in held]) for name, held in sources.items()}
    allowed = {name: words.listed_plainly(dict.fromkeys(terms[each] for each in held)) for name, held in sources.items()}
    return {words("table.source"): alternatives.map(named), words("table.terms"): alternatives.map(allowed)}


def sources(names: Names) -> pd.DataFrame:
    """Where the numbers of each material come from, and how far the sources are apart on climate."""
    comparison, words = names.comparison, names.words
    climate = comparison.facts.indicator.id.iloc[0]
    used = comparison.cube.inventory
    everywhere = climate_factors(comparison.facts)
    rows = Counter(used.row.material)
    mine = {row.material: row for row in used.row[used.row.indicator == climate].itertuples()}
    terms = names.terms()
    flags = words.label(comparison.facts.flag.set_index("id")).to_dict()
    lines = []
    for material in used.source:
        every, row = everywhere[material], mine.get(material)
        source = used.source[material]
        lines.append(
            {
                words("table.material"): names.material(material),
                words("table.source"): words.listed_plainly([names.source(source), terms[source]]) if source else words("missing.long"),
                words("table.indicators"): words.whole(rows[material]),
                words("table.climate", unit=names.unit(climate)): words.number(row.value) if row else words("missing.short"),
                words("table.spread"): spreads.of_factor(names, material, row) if row else "",
                words("table.climate_range"): words.range(min(every), max(every)) + words("table.of_sources", count=len(every)),
                words("table.match"): words.listed_plainly([sheets.match(row, words), *sheets.marks(row, flags)]) if row else "",
            }
        )
    return pd.DataFrame(lines)


def _interval(draws: np.ndarray, words: Texts) -> str:
    low, _, high = interval(draws.copy())
    return words("number.interval", low=float(low), high=float(high)) if high > low else "–"
