"""Substitutes for one part, when they are asked for: materials of any family at equal function, with what each indicator gains and loses.

Matter only: what a substitute changes in making, use and end of life is told by a comparison. Nothing here is an order of merit.
"""

from dataclasses import dataclass
from math import nan

import numpy as np
import pandas as pd

from impact.model.function import DENSITY, PropertyDraws, mass_ratio
from impact.model.study import Study
from impact.model.uncertainty import Draws
from impact.scoring.candidates import Candidates
from impact.scoring.compare import UNSURE, probability
from impact.scoring.criteria import LEAST, MIDDLE, MOST, UNKNOWN, Criteria, Part, Sieve, overall
from impact.scoring.gate import apart
from impact.store.facts import Facts

#: States of an indicator beside the present material. Only the first two are an order.
LOWER, HIGHER = "lower", "higher"
#: Not distinguishable; sources too far apart; a lower bound on either side; the present one not above 0; a factor, or the mass, missing.
CLOSE, APART, BOUND, SIGN, MISSING = "close", "apart", "bound", "sign", "missing"
#: States in which no order is given, although both factors are known.
OPEN = (CLOSE, APART, BOUND, SIGN)
#: Draws, shared by all: a probability is known to about 0.01.
SHARED = 1024


@dataclass(frozen=True)
class Asked:
    """The part that substitutes are asked for: its alternative and its number there.

    rule: sizing rule, for a part whose mass is given; None: as the study sizes it, or, where it does not, no mass can be told
    """

    alternative: str
    number: int
    rule: str | None = None


def part_of(study: Study, asked: Asked) -> Part:
    """What every candidate has to do in the place of a part: the reference, its mass and the constraints. Without a rule, no mass."""
    part = study.alternative(asked.alternative).parts[asked.number]
    if part.is_sized:
        constraints = {each.function: each.utilisation for each in study.sizing.constraints}
        return Part(study.alternative(study.sizing.reference).sized.material, study.sizing.mass * part.quantity, constraints)
    if asked.rule is None:
        return Part(part.material, nan, {"mass": 1.0})
    return Part(part.material, part.mass * part.quantity, {asked.rule: 1.0})


def substitutes(study: Study, facts: Facts, candidates: Candidates, asked: Asked, sieve: Sieve, draws: int = SHARED) -> pd.DataFrame:
    """Every material but the present one, in the order of the catalogue; those too that do not meet what is asked, as their verdict says.

    facts: about all materials, from which `candidates` are
    Columns: at (place among the candidates), material, family, verdict (codes of criteria), unknown (constraints that are not known),
    asked:<constraint> (codes), mass_low, mass, mass_high [kg, whole ranges of the properties], critical (state of raw materials);
    for each indicator ratio:<id> (to the present material at the medians), lower:<id> (probability that it is lower; nan where no
    order is given), state:<id>; and gained, lost, open, lacking: lists of indicators.
    """
    criteria = Criteria(candidates, facts.function, part_of(study, asked))
    present = candidates.at(study.alternative(asked.alternative).parts[asked.number].material)
    verdicts = sieve.verdicts(criteria)
    others = [at for at in range(len(candidates.names)) if at != present]
    table = pd.DataFrame({"at": others, "material": candidates.names[others], "family": candidates.family[others]})
    table["verdict"] = overall(verdicts, len(candidates.names))[others]
    table["unknown"] = sum(((each == UNKNOWN).astype(int) for each in verdicts.values()), np.zeros(len(candidates.names), int))[others]
    asked_of = {f"asked:{name}": each[others] for name, each in verdicts.items()}
    masses = {name: criteria.mass[end, others] for name, end in (("mass_low", LEAST), ("mass", MIDDLE), ("mass_high", MOST))}
    indicators = facts.indicator.id.tolist()
    cells = _cells(study, facts, criteria, present, others, indicators, draws)
    lists = {name: [] for name in ("gained", "lost", "open", "lacking")}
    for row in range(len(others)):
        states = {name: cells[f"state:{name}"][row] for name in indicators}
        for name, wanted in (("gained", (LOWER,)), ("lost", (HIGHER,)), ("open", OPEN), ("lacking", (MISSING,))):
            lists[name].append([each for each, state in states.items() if state in wanted])
    columns = asked_of | masses | {"critical": candidates.critical[others]} | cells | lists
    return pd.concat([table, pd.DataFrame(columns)], axis=1)


def _cells(
    study: Study, facts: Facts, criteria: Criteria, present: int | None, others: list[int], indicators: list[str], n: int
) -> dict[str, np.ndarray]:
    """Columns ratio:, lower: and state: of every indicator."""
    held = criteria.candidates
    blank = np.full(len(others), nan)
    if present is None:  # switched off: nothing is known of it
        kinds = {"ratio": blank, "lower": blank, "state": np.full(len(others), MISSING, object)}
        return {f"{kind}:{name}": values for name in indicators for kind, values in kinds.items()}
    drawn, made = _Drawn(study, facts, criteria, indicators, Draws(n)), {}
    certain = _certain(drawn, present, others)
    far, across = apart(facts, drawn), held.source[others] != held.source[present]
    for number, name in enumerate(indicators):
        value = criteria.values(f"impact:{name}")[MIDDLE]
        bound = held.at_least[name][others].astype(bool) | bool(held.at_least[name][present])
        missing = np.isnan(value[others]) | np.isnan(value[present])
        ratio = value[others] / value[present] if value[present] > 0 else blank
        lower = certain[:, number]
        order = [missing, np.full(len(others), not value[present] > 0), bound, across & (name in far)]
        order += [lower >= UNSURE[1], lower <= UNSURE[0]]
        state = np.select(order, [MISSING, SIGN, BOUND, APART, LOWER, HIGHER], CLOSE).astype(object)
        made[f"ratio:{name}"] = ratio
        made[f"lower:{name}"] = np.where(np.isin(state, [LOWER, HIGHER, CLOSE]), lower, nan)
        made[f"state:{name}"] = state
    return made


def _certain(drawn: "_Drawn", present: int, others: list[int]) -> np.ndarray:
    """Probability that each is lower than the present material, on shared draws. [others, indicator]; nan where a value is missing"""
    now = drawn.impact(present)
    result = np.full((len(others), len(drawn.indicators)), nan)
    for row, at in enumerate(others):
        impact = drawn.impact(at)
        known = ~np.isnan(impact).any(axis=-1) & ~np.isnan(now).any(axis=-1)
        result[row, known] = probability(impact, now)[known]
    return result


class _Drawn:
    """Draws of the impact of the part in each material: the same facts are the same draws as in a comparison."""

    def __init__(self, study: Study, facts: Facts, criteria: Criteria, indicators: list[str], draws: Draws):
        self.criteria, self.indicators, self.draws = criteria, indicators, draws
        self.known = PropertyDraws(facts.property, draws, study.hypotheses)
        rows = facts.factor.merge(facts.default, on=["material", "source"])
        self.rows = dict(tuple(rows.groupby("material", sort=False)))

    def impact(self, at: int) -> np.ndarray:
        """Impact on each indicator. [indicator, n], nan where it is not known"""
        name = self.criteria.candidates.names[at]
        return self._factor(name) * self._mass(name)

    def _factor(self, name: str) -> np.ndarray:
        rows = self.rows[name].set_index("indicator").reindex(self.indicators)
        dataset = tuple(sorted(set(zip(rows.source.dropna(), rows.dataset_id[rows.source.notna()], strict=True))))
        return self.draws.lognormal(("factor", *dataset[0]), rows.value.to_numpy(float), rows.gsd.fillna(1.0).to_numpy(float))

    def _mass(self, name: str) -> np.ndarray:
        """Mass at equal function [n] in kg; nan where it is not known."""
        part, asks = self.criteria.part, []
        for function, utilisation in part.constraints.items():
            kind, exponent = self.criteria.rules[function]
            if not all(self.known.has(each, wanted) for each in (part.reference, name) for wanted in (DENSITY, kind)):
                return np.full(self.draws.n, nan)
            rho, governing = (self.known.of(part.reference, wanted) for wanted in (DENSITY, kind))
            asks.append(mass_ratio(rho, self.known.of(name, DENSITY), governing, self.known.of(name, kind), exponent, utilisation))
        return part.mass * np.max(asks, axis=0)
