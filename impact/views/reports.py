"""Answers as text and as data, for readers without a browser."""

from math import isinf

import pandas as pd

from impact import __version__
from impact.scoring import boundaries
from impact.scoring.boundaries import Assessment
from impact.scoring.capacity import CAPACITY, TARGET
from impact.scoring.compare import Comparison
from impact.scoring.gate import blocked
from impact.scoring.verdicts import MISSING, UNSET
from impact.views import claim_tables, claims, sentences, tables
from impact.views.claims import Claims
from impact.views.names import Names
from impact.views.planet import Planet
from impact.views.planet_changes import Changes
from impact.views.shares import written


def compared(names: Names) -> list[str]:
    """A comparison as text: masses, what stands against it, ratios unless the gate is shut, sources."""
    words, comparison = names.words, names.comparison
    said = [tables.masses(names).to_string(index=False), "", sentences.function(names)]
    said += [*sentences.findings(names), *sentences.scope(names), ""]
    if blocked(comparison.findings):
        return [*said, words("compare.shut")]
    climate = comparison.cube.indicators[0]
    said += [tables.ratios(names).to_string(index=False), sentences.stamp(names), "", *sentences.signs(names, drawn=False), ""]
    said += [*sentences.tally(names), sentences.summary(names, climate), "", tables.sources(names).to_string(index=False)]
    if len(comparison.cube.inventory.further):
        said += ["", tables.activities(names).to_string(index=False)]
    if assumed := sentences.assumed(comparison.cube.assumptions, comparison.study, words, comparison.facts):
        said += ["", f"{words('compare.assumed')}:", *assumed]
    return said


def assessed(held: Claims) -> list[str]:
    """An assessment as text: what is shared and how, verdicts over all choices, what turns them, what is not seen."""
    words, names = held.words, held.names
    said = [sentences.function(names), held.context(), *held.reservations(), *sentences.findings(names), ""]
    if blocked(names.comparison.findings):
        return [*said, words("compare.shut")]
    if not held.principles:
        return [*said, words("limits.no_principle")]
    if not (held.assessment.capacity.kind == CAPACITY).any():
        return [*said, words("limits.no_capacity")]
    said += [f"{held.principle(share.principle)} = {written(held, share)}" for share in held.assessment.shares]
    said += ["", words("limits.legend"), words("limits.map_help"), ""]
    said += [claim_tables.overview(held).to_string(index=False), "", *held.tally(), ""]
    for name in names.comparison.cube.alternatives:
        rows = [row for row in held.rows.values() if row.alternative == name and row.kind == CAPACITY]
        said += [names.alternative(name), *held.grouped(rows), ""]
    if len(held.assessment.joint):
        said += [f"{words('limits.joint')}. {words('limits.joint_help')}", claim_tables.joint(held).to_string(index=False), ""]
    if len(targets := claim_tables.overview(held, TARGET)):
        said += [words("limits.targets_help"), targets.to_string(index=False), ""]
    said += [held.person(), claim_tables.day_table(names, held.personal).to_string(index=False), ""]
    said += [words("limits.world_years"), claim_tables.day_table(names, held.personal, "world").to_string(index=False), ""]
    said += [*claims.uncovered(names), *claims.drifted(names), "", claim_tables.capacities(held).to_string(index=False), "", held.stamp()]
    return said


def planet(held: Planet) -> list[str]:
    """The state of the planet as text: what is beyond, control variables, changes, sources; or that the terms leave nothing."""
    if off := held.switched_off():
        return [off]
    said = [*held.tally(), "", held.table().to_string(index=False), "", *Changes(held).told()]
    return [*said, held.note(), "", held.sources().to_string(index=False)]


def heading(comparison: Comparison) -> dict:
    """What a reader needs to compute the rows again."""
    draws, activity = comparison.cube.draws, comparison.cube.inventory.further
    return {
        "study": comparison.study.model_dump(mode="json", exclude_none=True),
        "method": {
            "version": __version__,
            "seed": draws.seed,
            "draws": draws.n,
            "facts": comparison.facts.digest,
            "sources": comparison.cube.inventory.source,
            "activities": activity.groupby("activity", sort=False).source.agg(lambda used: sorted(set(used))).to_dict(),
            "terms": dict(zip(comparison.facts.origin.id, comparison.facts.origin.terms, strict=True)),
            "assumptions": [
                {"kind": each.kind, "alternatives": list(each.alternatives)} | dict(each.facts) for each in comparison.cube.assumptions
            ],
            "findings": [{"kind": each.kind, "blocks": each.blocks, "stamp": each.stamp} | each.facts for each in comparison.findings],
        },
    }


def assessed_heading(held: Claims) -> dict:
    """The same of an assessment, with the shares, the capacities, the verdicts over all choices and what is not assessed."""
    assessment = held.assessment
    head, limits, verdicts = heading(assessment.comparison), assessment.comparison.facts.limits, assessment.verdicts
    citation = assessment.comparison.facts.origin.set_index("id").citation
    silent = verdicts[verdicts.word.isin([MISSING, UNSET])]
    head["method"] |= {
        "year": assessment.year,
        "shares": [
            {
                "principle": share.principle,
                "value": share.value,
                "layers": [
                    {"kind": layer.kind, "value": layer.value, "facts": layer.facts, "source": layer.source} for layer in share.layers
                ],
            }
            for share in assessment.shares
        ],
        "capacities": {name: citation.get(limits.capacity_set.source[name]) for name in assessment.capacity["set"].unique()},
        "not_assessed": silent.groupby("alternative", sort=False).indicator.agg(list).to_dict(),
    }
    return head | {"verdicts": records(verdicts), "joint": records(assessment.joint), "personal": records(held.personal)}


def traced(assessment: Assessment, alone: bool) -> pd.DataFrame:
    """Cells with all that computes them again; alone: and what a heading would say, where none stands above them."""
    rows, draws = boundaries.traced(assessment), assessment.comparison.cube.draws
    said = {"version": __version__, "facts": assessment.comparison.facts.digest, "draws": draws.n, "seed": draws.seed}
    return rows.assign(**said) if alone else rows


def records(rows: pd.DataFrame) -> list[dict]:
    """Rows as plain tables; what is missing is null, and a ratio without end the word inf."""
    return [{name: _plain(value) for name, value in row.items()} for row in rows.astype(object).to_dict("records")]


def _plain(value):
    if isinstance(value, float) and isinf(value):
        return "inf"
    return None if not isinstance(value, (list, dict)) and pd.isna(value) else value
