"""The comparability gate: what a reader must know before alternatives share a chart."""

from dataclasses import dataclass, field
from itertools import compress

from impact.model.lifecycle import Cube
from impact.model.study import BEST, Study
from impact.store.catalogue import Facts

#: Typical factor between two sources beyond which an indicator is not read across them.
APART = 3.0
#: Typical factor between two sources up to which an indicator is well known.
CLOSE = 1.5


@dataclass(frozen=True)
class Finding:
    """One thing to know; `kind` names its sentence in the texts, `facts` fills its blanks.

    blocks: no common chart is drawn until the reader overrides it
    stamp:  it is written on every chart drawn all the same
    """

    kind: str
    facts: dict = field(default_factory=dict)
    blocks: bool = False
    stamp: bool = False


def examine(study: Study, facts: Facts, result: Cube) -> list[Finding]:
    """Findings on function, source, method and coverage, in that order."""
    return [*_function(study, result), *_sources(study, facts, result), *_coverage(result)]


def blocked(findings: list[Finding]) -> bool:
    """Must a common chart wait for an override?"""
    return any(each.blocks for each in findings)


def apart(facts: Facts, result: Cube) -> list[str]:
    """Indicators on which two sources typically differ too much on one material to be read across sources."""
    gap = facts.gap.set_index("indicator").typical.reindex(result.indicators)
    return gap[gap > APART].index.tolist()


def confidence_class(typical: float) -> str:
    """high, medium or low, by the typical factor between two sources on the same material. [-]"""
    return "high" if typical <= CLOSE else "medium" if typical <= APART else "low"


def _function(study: Study, result: Cube) -> list[Finding]:
    found = []
    for (name, _), properties in result.masses.lacking.items():
        found.append(Finding("unsized", {"alternative": name, "properties": properties}))
    without = [each.id for each in study.alternatives if not each.parts]
    if without:
        found.append(Finding("without", {"alternatives": without}))
    if study.sizing is None:
        found.append(Finding("declared"))
    elif given := [each.id for each in study.alternatives if each.parts and each.sized is None]:
        overridden = "function" in study.overrides
        found.append(Finding("given", {"alternatives": given}, blocks=not overridden, stamp=overridden))
    return found


def _sources(study: Study, facts: Facts, result: Cube) -> list[Finding]:
    found = []
    used = result.inventory.source
    if lacking := [name for name, source in used.items() if source is None]:
        found.append(Finding("uncovered", {"source": result.inventory.choice, "materials": lacking}))
    sources = list(dict.fromkeys(source for source in used.values() if source))
    if len(sources) <= 1:
        return found
    found.append(Finding("mixed" if study.source == BEST else "mixed_by_default", {"sources": sources}, stamp=True))
    methods = facts.source.set_index("id").method.reindex(sources).dropna().unique().tolist()
    if len(methods) > 1:
        found.append(Finding("methods", {"methods": methods}))
    if beyond := apart(facts, result):
        found.append(Finding("apart", {"indicators": beyond, "factor": APART}))
    return found


def _coverage(result: Cube) -> list[Finding]:
    found = []
    sized = [result.masses.total(name) is not None for name in result.alternatives]
    whole = ((result.coverage == 1) & ~result.lower_bound)[sized]
    complete = list(compress(result.indicators, whole.all(axis=0)))
    if len(complete) < len(result.indicators):
        found.append(Finding("coverage", {"complete": complete, "indicators": len(result.indicators)}))
    if result.suspect.any():
        alternatives = list(compress(result.alternatives, result.suspect.any(axis=1)))
        indicators = list(compress(result.indicators, result.suspect.any(axis=0)))
        found.append(Finding("suspect", {"alternatives": alternatives, "indicators": indicators}))
    return found
