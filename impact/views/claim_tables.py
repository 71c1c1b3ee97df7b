"""What shares of the planet's capacity say, as tables for reading and for a spreadsheet."""

import pandas as pd

from impact.views.claims import Claims
from impact.views.names import AT_MOST, BOUND, OPPOSITE, Names

#: A probability that is at most so much says nothing.
SURE = 0.995


def overview(claims: Claims, kind: str = "capacity") -> pd.DataFrame:
    """Indicators by alternatives: the word and the span of the ratio; kind: capacity, or target of a policy."""
    names, held = claims.names, claims.assessment.verdicts
    table = {}
    for name in names.comparison.cube.alternatives:
        rows = held[(held.alternative == name) & held.kind.eq(kind)]
        table[names.alternative(name)] = {names.indicator(row.indicator): _cell(claims, row) for row in rows.itertuples()}
    return pd.DataFrame(table).rename_axis(names.words("table.indicator")).reset_index()


def _cell(claims: Claims, row) -> str:
    return ", ".join(part for part in (claims.word(row), claims.span(row)) if part)


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
    """Probability over the sets; rows: of Assessment.joint, one per set."""
    words, known = claims.words, rows[rows.assessed > 0]
    if known.empty:
        return words("missing.short")
    # a burden that is left out could only make it less probable, a credit only more
    signs = {OPPOSITE[sign] for kind, sign in BOUND.items() if known[kind].any()}
    low, high = known.within.min(), known.within.max()
    ends = [words.probability(low), words.whole(1) if AT_MOST in signs and high > SURE else words.probability(high)]
    signs = "".join(signs - {AT_MOST} if ends[1].startswith("<") else signs)
    counts = dict.fromkeys(words.whole(int(count)) for count in (known.assessed.min(), known.assessed.max()))
    return words("limits.joint_cell", probability=f"{signs} {' – '.join(dict.fromkeys(ends))}".strip(), count="–".join(counts))


def shares(claims: Claims) -> pd.DataFrame:
    """Principles in use: what each gives, and what it holds to be just."""
    words, rows = claims.words, claims.names.comparison.facts.limits.principle
    return pd.DataFrame(
        [
            {
                words("table.principle"): claims.principle(each.principle),
                words("table.ethics"): words.label(rows.loc[each.principle], "ethics"),
                words("table.share"): claims.share(each),
            }
            for each in claims.assessment.shares
        ]
    )


def days(names: Names, rows: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Days of one person's equal share for one function, over the sets, with bounds: alternative -> indicator -> written.

    rows: of boundaries.personal
    """
    words, written = names.words, {}
    for (alternative, indicator), group in rows.groupby(["alternative", "indicator"], sort=False):
        ends = dict.fromkeys(words.number(value, 2) for value in (group.days.min(), group.days.max()) if pd.notna(value))
        bounds = "".join(names.bounds[alternative, indicator])
        said = f"{bounds} {' – '.join(ends)}".strip() if ends else words("missing.short")
        written.setdefault(alternative, {})[indicator] = said
    return written


def day_table(names: Names, rows: pd.DataFrame) -> pd.DataFrame:
    """The same as a table: indicators by alternatives."""
    wide = pd.DataFrame(days(names, rows)).rename(index=names.indicator, columns=names.alternative)
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
    """Every ratio for a spreadsheet: one row per alternative, indicator, principle and set, with the verdict over all of them."""
    words, names, rows = claims.words, claims.names, claims.assessment.cells
    value = claims.assessment.capacity.set_index(["indicator", "set"])
    at = pd.MultiIndex.from_frame(rows[["indicator", "set"]])
    shares_of = {each.principle: each.value for each in claims.assessment.shares}
    return pd.DataFrame(
        {
            words("table.alternative"): rows.alternative.map(names.alternative),
            words("table.indicator"): rows.indicator.map(names.indicator),
            words("table.principle"): rows.principle.map(claims.principle),
            words("table.share"): rows.principle.map(shares_of),
            words("table.set"): rows["set"].map(claims.capacity),
            words("table.capacity_value"): value.value.reindex(at).to_numpy(),
            words("table.unit"): rows.indicator.map(names.unit),
            words("table.of_budget"): rows.ratio,
            words("table.low"): rows.low,
            words("table.high"): rows.high,
            words("table.within"): rows.within,
            words("table.verdict"): [claims.word(claims.rows[row.alternative, row.indicator]) for row in rows.itertuples()],
            words("table.source"): [names.source(each) for each in value.source.reindex(at)],
        }
    )
