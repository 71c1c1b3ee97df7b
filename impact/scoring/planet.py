"""The state of the planet, by the editions of the planetary boundaries. It knows of no product."""

import numpy as np
import pandas as pd

from impact.store.facts import Limits

#: What may be said of a control variable, from the least to the furthest; past: beyond, how far is not published.
UNKNOWN, SAFE, PAST, INCREASING, HIGH = STATES = ("unknown", "safe", "past", "increasing", "high")
#: Beyond the boundary, however far.
BEYOND = (PAST, INCREASING, HIGH)
#: Where the line of high risk lies on the scale of `zoned`.
HIGH_RISK = 2.0


def past(value, limit, worse, more_than=False) -> np.ndarray:
    """Is a value beyond a limit, in the direction that is worse? [any shape]; nan: no.

    more_than: the value is published as "more than" this, so that an equal one is past where higher is worse,
    and none is known to be past where lower is.
    """
    value, limit, lower = np.asarray(value, float), np.asarray(limit, float), np.asarray(worse) == "lower"
    more_than = np.asarray(more_than, bool)
    return np.where(lower, (value < limit) & ~more_than, (value > limit) | more_than & (value == limit))


def position(current, boundary, high_risk):
    """(x - PB) / (HR - PB): 0 at the boundary, 1 at the line of high risk. [-]; nan where a number is missing

    Source: Planetary Health Check 2025, doi 10.48485/pik.2025.017.
    """
    return _between(current, boundary, high_risk)


def normalised(current, baseline, boundary):
    """(x - x0) / (PB - x0): 0 in the Holocene, 1 at the boundary, in both directions. [-]; nan where a number is missing"""
    return _between(current, baseline, boundary)


def _between(value, start, end) -> np.ndarray:
    value, start, end = (np.asarray(each, float) for each in (value, start, end))
    return (value - start) / np.where(end == start, np.nan, end - start)


def zoned(rows: pd.DataFrame) -> pd.DataFrame:
    """One scale for all: 0 in the Holocene, 1 at the boundary, 2 at the line of high risk, straight in between and further on.

    rows: with state. Returns place [-] (nan where it has none) and at_least: the state says so much, the numbers no more.
    """
    within = normalised(rows.current, rows.baseline, rows.boundary)
    beyond = 1 + position(rows.current, rows.boundary, rows.high_risk)
    state = rows.state.to_numpy()
    measured = np.select([state == SAFE, np.isin(state, BEYOND)], [within, beyond], np.nan)
    at_least = np.select([state == HIGH, np.isin(state, BEYOND)], [HIGH_RISK, 1.0], np.nan)
    return pd.DataFrame(
        {
            "place": np.where(np.isnan(measured), at_least, measured),
            "at_least": np.isin(state, BEYOND) & (np.isnan(measured) | rows.more_than.to_numpy()),
        },
        index=rows.index,
    )


def state(rows: pd.DataFrame) -> np.ndarray:
    """State of control variables, one of STATES. [row]

    rows: of Limits.boundary. Where the edition itself places a variable, since its numbers do not, that place holds.
    Without a line of high risk no severity is given. Source: Planetary Health Check 2025, Table 3.
    """
    more, lower = rows.more_than.to_numpy(bool), rows.worse.to_numpy() == "lower"
    beyond, far = (past(rows.current, limit, rows.worse, more) for limit in (rows.boundary, rows.high_risk))
    # "more than" is enough to be past a line, and to be on the near side of one only where lower is worse
    within = ~beyond & (~more | lower & ~past(rows.current, rows.boundary, rows.worse))
    lined, numbers = rows.high_risk.notna().to_numpy(), (rows.current.notna() & rows.boundary.notna()).to_numpy()
    computed = np.select(
        [~numbers, within, beyond & lined & far, beyond & lined & ~more, beyond], [UNKNOWN, SAFE, HIGH, INCREASING, PAST], UNKNOWN
    )
    return np.where(rows.placed.notna(), rows.placed, computed)


def rank(states: pd.Series) -> pd.Series:
    """Place of states among STATES: the further, the higher."""
    return states.map(STATES.index)


def planet(limits: Limits, edition: str) -> pd.DataFrame:
    """Every control variable of an edition, in the order of the pages; a sub-boundary of which it holds none has one row without numbers.

    Columns: those of Limits.boundary, part, process, held, state, position, normalised, place, at_least [see zoned];
    and against the edition before (before: its id, none for the first):
    before_<number>: of the same variable; before_state: of the same variable, else of the part
    new:      not held of the edition before; replaced: new, and none of the variables of its part is held any more (instead: their ids)
    cause:    why its state is another, see `_causes`; none where it is not, or where one of the two is unknown
    """
    rows, earlier = _read(limits, edition), before(limits, edition)
    old = _read(limits, earlier) if earlier else rows.head(0)
    same = old[old.held].set_index("variable")
    numbers = {f"before_{name}": rows.variable.map(same[name]) for name in ("baseline", "boundary", "high_risk", "current", "placed")}
    rows = rows.assign(before=earlier, **numbers, before_more_than=rows.variable.map(same.more_than).eq(True))
    rows["new"] = rows.held & ~rows.variable.isin(same.index) & (earlier is not None)
    gone = same[~same.index.isin(rows.variable)]
    kept = set(same.part[same.index.isin(rows.variable)])
    instead = {part: list(group.index) for part, group in gone.groupby("part", sort=False) if part not in kept}
    rows["instead"] = [instead.get(part, []) if new else [] for part, new in zip(rows.part, rows.new, strict=True)]
    rows["replaced"] = rows.instead.str.len() > 0
    of_part = worst(old, "part").set_index("part").state
    rows["before_state"] = rows.variable.map(same.state).where(~rows.replaced, rows.part.map(of_part))
    return rows.assign(cause=_causes(rows))


def before(limits: Limits, edition: str) -> str | None:
    """The edition before; none before the first."""
    editions = list(limits.edition.index)
    place = editions.index(edition)
    return editions[place - 1] if place else None


def gone(limits: Limits, edition: str) -> list[str]:
    """Control variables held of the edition before and no longer of this one, by id."""
    held = limits.boundary[limits.boundary.edition == before(limits, edition)].variable
    return held[~held.isin(limits.boundary.variable[limits.boundary.edition == edition])].tolist()


def worst(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """The furthest control variable of each process or part (by), as the row that speaks for it.

    rows: of `planet`. complete: something is known of every variable and part of it.
    """
    ranked = rows.assign(rank=rank(rows.state))
    ordered = ranked.sort_values(["rank", "place"], ascending=False, kind="stable", na_position="last")
    first = ordered.groupby(by, sort=False).head(1).sort_index()
    known = rows.state.ne(UNKNOWN).groupby(rows[by]).all()
    return first.drop(columns="rank").assign(complete=first[by].map(known).astype(bool))


def _read(limits: Limits, edition: str) -> pd.DataFrame:
    """Rows of one edition, with state and places on the scales."""
    held = limits.boundary[limits.boundary.edition == edition].rename(columns={"sub_boundary": "part"})
    rows = limits.part[["process"]].rename_axis("part").reset_index().merge(held, on="part", how="left")
    rows["more_than"], rows["held"] = rows.more_than.eq(True), rows.variable.notna()
    rows["state"] = np.where(rows.held, state(rows), UNKNOWN)
    scales = {
        "position": position(rows.current, rows.boundary, rows.high_risk),
        "normalised": normalised(rows.current, rows.baseline, rows.boundary),
    }
    return rows.assign(**scales).join(zoned(rows))


def _causes(rows: pd.DataFrame) -> np.ndarray:
    """Why states are others than in the edition before. [row]

    replaced:  another control variable is held
    placed:    an edition places it, not its numbers
    redefined: today's value against the lines of before is where it was, the value of before against today's lines is where it is now
    value:     the reverse
    both:      neither alone
    """
    other = rows.before_state.notna() & rows.before_state.ne(UNKNOWN) & rows.state.ne(UNKNOWN) & rows.before_state.ne(rows.state)
    lines = {"boundary": rows.before_boundary, "high_risk": rows.before_high_risk}
    values = {"current": rows.before_current, "more_than": rows.before_more_than}
    unplaced = rows.assign(placed=None)
    by_old_lines, by_old_values = state(unplaced.assign(**lines)), state(unplaced.assign(**values))
    then, now = rows.before_state.to_numpy(), rows.state.to_numpy()
    return np.select(
        [
            ~other,
            rows.replaced,
            rows.placed.notna() | rows.before_placed.notna(),
            (by_old_lines == then) & (by_old_values == now),
            (by_old_lines == now) & (by_old_values == then),
        ],
        [None, "replaced", "placed", "redefined", "value"],
        "both",
    )
