"""What shares of the planet's capacity say, as tables for reading and for a spreadsheet."""

import pandas as pd

from impact.scoring.boundaries import traced
from impact.scoring.capacity import CAPACITY
from impact.scoring.verdicts import FEWEST
from impact.views.claims import Claims
from impact.views.names import AT_LEAST, AT_MOST, Names
from impact.views.shares import written

#: A probability that is at most so much says nothing.
SURE = 0.995


def overview(claims: Claims, kind: str = CAPACITY) -> pd.DataFrame:
    """Indicators by alternatives: the word, the span of the ratio with its middle, and the share of choices and draws within.

    kind: capacity, or target of a policy. Empty where the sets in use hold none.
    """
    names, held = claims.names, claims.assessment
    if not (held.capacity.kind == kind).any():
        return pd.DataFrame()
    table = {}
    for name in names.comparison.cube.alternatives:
        rows = held.verdicts[(held.verdicts.alternative == name) & held.verdicts.kind.eq(kind)]
        table[names.alternative(name)] = {names.indicator(row.indicator): _cell(claims, row) for row in rows.itertuples()}
    return pd.DataFrame(table).rename_axis(names.words("table.indicator")).reset_index()


def _cell(claims: Claims, row) -> str:
    if pd.isna(row.middle):
        return claims.word(row)
    blanks = {"verdict": claims.word(row), "span": claims.span(row), "middle": claims.times(row.middle)}
    return claims.words("limits.overview_cell", within=claims.words.percent(row.within), **blanks)


def matrix(claims: Claims, alternative: str, indicator: str) -> pd.DataFrame:
    """Capacity sets by principles: median ratio, and in brackets the share of the draws that is within."""
    words, cells = claims.words, claims.assessment.cells
    cells = cells[(cells.alternative == alternative) & (cells.indicator == indicator)]
    units, lines = claims.names.unit(indicator), []
    for row in claims.assessment.capacity[claims.assessment.capacity.indicator == indicator].itertuples():
        mine = cells[cells.set == row.set].set_index("principle")
        line = {words("table.capacity", unit=units): f"{claims.capacity(row.set)} · {words.number(row.value)}"}
        for name in claims.principles:
            known = pd.notna(mine.within[name])
            blanks = {"ratio": claims.times(mine.ratio[name]), "within": words.percent(mine.within[name]) if known else ""}
            line[claims.principle(name)] = words("limits.cell", **blanks) if known else words("missing.short")
        lines.append(line)
    return pd.DataFrame(lines)


def capacities(claims: Claims) -> pd.DataFrame:
    """Sets in use, with their source and its terms."""
    words, names = claims.words, claims.names
    rows, origin, terms = names.comparison.facts.limits.capacity_set, names.comparison.facts.origin.set_index("id"), names.terms()
    used = list(dict.fromkeys(claims.assessment.capacity["set"]))
    return pd.DataFrame(
        {
            words("table.set"): [claims.capacity(name) for name in used],
            words("table.source"): [origin.citation.get(rows.source[name], "") for name in used],
            words("table.terms"): [terms.get(rows.source[name], "") for name in used],
        }
    )


def joint(claims: Claims) -> pd.DataFrame:
    """Alternatives by principles: probability that all assessed indicators are within at once, over the sets, and how many these are."""
    words, lines = claims.words, []
    for name, group in claims.assessment.joint.groupby("alternative", sort=False):
        line = {words("table.alternative"): claims.names.alternative(name)}
        for principle in claims.principles:
            line[claims.principle(principle)] = _jointly(claims, group[group.principle == principle])
        lines.append(line)
    return pd.DataFrame(lines)


def _jointly(claims: Claims, rows: pd.DataFrame) -> str:
    """Probability over the sets, where several indicators are assessed; rows: of Assessment.joint, one per set.

    A burden that is left out could only make it less probable, a credit only more: then one end alone is told.
    """
    words, known = claims.words, rows[rows.assessed >= FEWEST]
    if known.empty:
        return words("missing.short")
    low, high = known.within.min(), known.within.max()
    more, less = known.more.any(), known.less.any()
    if more and less or more and high > SURE or less and low < 1 - SURE:
        said = words("limits.joint_open")
    elif more:
        said = f"{AT_MOST} {words.number(high, 2)}" if high >= 1 - SURE else words.probability(high)
    elif less:
        said = f"{AT_LEAST} {words.number(low, 2)}" if low <= SURE else words.probability(low)
    else:
        said = " – ".join(dict.fromkeys([words.probability(low), words.probability(high)]))
    counts = dict.fromkeys(words.whole(int(count)) for count in (known.assessed.min(), known.assessed.max()))
    return words("limits.joint_cell", probability=said, count="–".join(counts))


def shares(claims: Claims) -> pd.DataFrame:
    """Principles in use: what each gives, and what it holds to be just."""
    words, rows = claims.words, claims.names.comparison.facts.limits.principle
    return pd.DataFrame(
        [
            {
                words("table.principle"): claims.principle(each.principle),
                words("table.ethics"): words.label(rows.loc[each.principle], "ethics"),
                words("table.share"): written(claims, each),
            }
            for each in claims.assessment.shares
        ]
    )


def days(names: Names, rows: pd.DataFrame, column: str = "days") -> dict[str, dict[str, str]]:
    """Days of one person's equal share for one function, over the sets, with bounds: alternative -> indicator -> written.

    rows: of capacity.personal; column: days, or world for the fraction of one year of the world's capacity
    """
    words, said = names.words, {}
    for (alternative, indicator), group in rows.groupby(["alternative", "indicator"], sort=False):
        ends = dict.fromkeys(words.number(value, 2) for value in (group[column].min(), group[column].max()) if pd.notna(value))
        bounds = "".join(names.bounds[alternative, indicator])
        cell = f"{bounds} {' – '.join(ends)}".strip() if ends else words("missing.short")
        said.setdefault(alternative, {})[indicator] = cell
    return said


def day_table(names: Names, rows: pd.DataFrame, column: str = "days") -> pd.DataFrame:
    """The same as a table: indicators by alternatives."""
    wide = pd.DataFrame(days(names, rows, column)).rename(index=names.indicator, columns=names.alternative)
    return wide.rename_axis(names.words("table.indicator")).reset_index()


def day_figures(names: Names, rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """The same for a spreadsheet, with the fraction of one year of the world's capacity; year: of the population."""
    words, labels = names.words, names.labels
    return pd.DataFrame(
        {
            words("table.alternative"): rows.alternative.map(names.alternative),
            words("table.indicator"): rows.indicator.map(names.indicator),
            words("table.set"): [labels.of("capacity_set", name) for name in rows["set"]],
            words("table.days", year=str(year)): rows.days,
            words("table.low"): rows.low,
            words("table.high"): rows.high,
            words("table.world_years"): rows.world,
        }
    )


def figures(claims: Claims) -> pd.DataFrame:
    """Every ratio for a spreadsheet, with all that computes it again, and the verdict over all choices."""
    words, names, rows = claims.words, claims.names, traced(claims.assessment)
    source = claims.assessment.capacity.set_index(["indicator", "set"]).source
    verdicts = [claims.rows[cell] for cell in zip(rows.alternative, rows.indicator, strict=True)]
    at = pd.MultiIndex.from_frame(rows[["indicator", "set"]])
    return pd.DataFrame(
        {
            words("table.alternative"): rows.alternative.map(names.alternative),
            words("table.indicator"): rows.indicator.map(names.indicator),
            words("table.impact"): rows.impact,
            words("table.unit"): rows.indicator.map(names.unit),
            words("table.functions_a_year"): rows.quantity,
            words("table.principle"): rows.principle.map(claims.principle),
            words("table.share"): rows.share,
            words("table.set"): rows["set"].map(claims.capacity),
            words("table.capacity_value"): rows.capacity,
            words("table.of_budget"): rows.ratio,
            words("table.low"): rows.low,
            words("table.high"): rows.high,
            words("table.within"): rows.within,
            words("table.verdict"): [claims.word(each) for each in verdicts],
            words("table.middle"): [each.middle for each in verdicts],
            words("table.within_all"): [each.within for each in verdicts],
            words("table.source"): [names.source(each) for each in source.reindex(at)],
            words("table.stamp"): claims.stamp(),
        }
    )
