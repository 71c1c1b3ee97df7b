"""The comparability gate: what a reader must know before alternatives share a chart."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import compress

from impact.model.flow import CREDIT
from impact.model.function import needed
from impact.model.lifecycle import Cube
from impact.model.study import BEST, Study
from impact.store.facts import Facts

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
    """Findings on function, coverage, source and scope, in that order."""
    return [*_function(study, facts, result), *_coverage(result), *_sources(study, facts, result), *_scope(study, facts, result)]


def blocked(findings: list[Finding]) -> bool:
    """Must a common chart wait for an override?"""
    return any(each.blocks for each in findings)


def apart(facts: Facts, result: Cube) -> list[str]:
    """Indicators on which two sources typically differ too much on one material to be read across sources."""
    return far_apart(facts, result.indicators)


def far_apart(facts: Facts, indicators: list[str]) -> list[str]:
    """The same of some indicators."""
    gap = facts.gap.set_index("indicator").typical.reindex(indicators)
    return gap[~(gap <= APART)].index.tolist()  # where no two sources meet, nothing says how far apart they are


def climate(facts: Facts) -> dict[str, list[float]]:
    """Climate factors of each material from every source, in the unit of the indicator per kg; climate is the first indicator."""
    first, values = facts.indicator.id.iloc[0], defaultdict(list)
    for material, indicator, value in zip(facts.factor.material, facts.factor.indicator, facts.factor.value, strict=True):
        if indicator == first:
            values[material].append(value)
    return values


def confidence_class(typical: float) -> str:
    """high, medium or low, by the typical factor between two sources on the same material. [-]"""
    return "high" if typical <= CLOSE else "medium" if typical <= APART else "low"


def _function(study: Study, facts: Facts, result: Cube) -> list[Finding]:
    found = []
    for name, properties in result.masses.reference_lacks.items():
        found.append(Finding("reference", {"alternative": name, "properties": properties}))
    for (name, _), properties in result.masses.lacking.items():
        if properties:
            found.append(Finding("unsized", {"alternative": name, "properties": properties}))
    without = [each.id for each in study.alternatives if not each.parts]
    if without:
        found.append(Finding("without", {"alternatives": without}))
    if study.sizing is None:
        found.append(Finding("declared", stamp=True))
        return found
    if given := [each.id for each in study.alternatives if each.parts and each.sized is None]:
        overridden = "function" in study.overrides
        found.append(Finding("given", {"alternatives": given}, blocks=not overridden, stamp=overridden))
    directional = set(facts.kind.id[facts.kind.directional])
    along = set(facts.material.id[facts.material.along_fibre])
    if directional & set(needed(study, facts.function)) and (held := _of(study, along)):
        found.append(Finding("along", {"alternatives": held}))
    return found


def _of(study: Study, materials: set[str]) -> list[str]:
    """Alternatives with a part of one of these materials."""
    return [each.id for each in study.alternatives if materials & {part.material for part in each.parts}]


def _sources(study: Study, facts: Facts, result: Cube) -> list[Finding]:
    found = []
    used = result.inventory.source
    if lacking := [name for name, source in used.items() if source is None]:
        found.append(Finding("uncovered", {"source": result.inventory.choice, "materials": lacking}))
    sources = list(dict.fromkeys(source for source in used.values() if source))
    brought = {name: source for name, source in result.inventory.brought.items() if source not in sources}
    if brought:
        facts_of = {"materials": list(brought), "sources": list(dict.fromkeys(brought.values()))}
        found.append(Finding("brought", facts_of, stamp=True))
    if len(sources) <= 1 and not brought:
        return found
    methods = facts.source.set_index("id").method.reindex(sources).dropna().unique().tolist()
    if len(sources) > 1:
        kind = "mixed" if study.source == BEST else "mixed_by_default"
        found.append(Finding(kind, {"methods": methods, "sources": sources}, stamp=True))
    if beyond := apart(facts, result):
        found.append(Finding("apart", {"indicators": beyond, "factor": APART}))
    return found


def _coverage(result: Cube) -> list[Finding]:
    found = []
    sized = [result.masses.total(name) is not None for name in result.alternatives]
    whole = ((result.overall == 1) & ~result.partial)[sized]
    complete = list(compress(result.indicators, whole.all(axis=0)))
    if any(sized) and len(complete) < len(result.indicators):
        kind = "coverage" if all(sized) else "coverage_sized"
        found.append(Finding(kind, {"indicators": len(result.indicators), "complete": complete}))
    suspect = result.marked("suspect")
    if suspect.any():
        alternatives = list(compress(result.alternatives, suspect.any(axis=1)))
        indicators = list(compress(result.indicators, suspect.any(axis=0)))
        found.append(Finding("suspect", {"alternatives": alternatives, "indicators": indicators}))
    return found


def _scope(study: Study, facts: Facts, result: Cube) -> list[Finding]:
    """Is each stage stated for all, is a credit hidden, is forming counted once, do sources of a material disagree on climate?"""
    found = [Finding("uneven", {"stage": stage, "alternatives": names}) for stage, names in _unstated(result).items()]
    netted = result.marked("netted")
    if netted.any():
        alternatives = list(compress(result.alternatives, netted.any(axis=1)))
        indicators = list(compress(result.indicators, netted.any(axis=0)))
        found.append(Finding("netted", {"alternatives": alternatives, "indicators": indicators}))
    rows = result.inventory.row
    formed = {material for material, flags in zip(rows.material, rows["flags"], strict=True) if "forming-included" in str(flags)}
    if formed and formed != set(rows.material):
        found.append(Finding("forming", {"alternatives": _of(study, formed)}))
    if floors := _floors(study, facts):
        found.append(Finding("floor", {"processes": floors}))
    if credited := _credited_formed(result, facts, formed):
        found.append(Finding("credit_form", {"alternatives": credited}))
    if twice := _formed_twice(study, facts, formed):
        found.append(Finding("twice", {"alternatives": twice}))
    spread = {material for material, values in climate(facts).items() if max(values) > CLOSE * min(values)}
    if disputed := _of(study, spread):
        found.append(Finding("disputed", {"alternatives": disputed, "factor": CLOSE}))
    return found


def _unstated(result: Cube) -> dict[str, list[str]]:
    """Stages that some alternatives state and others do not -> these others."""
    unstated = defaultdict(list)
    for name, flows in result.bills.items():
        for flow in flows:
            if flow.unstated:
                unstated[flow.stage].append(name)
    return unstated


def _formed_twice(study: Study, facts: Facts, formed: set[str]) -> list[str]:
    """Alternatives with a process that gives the first form to a material whose data count it already."""
    shaping = set(facts.stages.process.index[facts.stages.process.shapes])
    return [
        each.id
        for each in study.alternatives
        if any(part.material in formed and step.process in shaping for part in each.parts for step in part.processes or [])
    ]


def _floors(study: Study, facts: Facts) -> list[str]:
    """Processes whose energies are lower bounds in their source, and stand as sourced."""
    rows = facts.stages.rows["process"]
    return list(dict.fromkeys(step.process for step in study.steps if rows[step.process]["floor"] and step.electricity is None))


def _credited_formed(result: Cube, facts: Facts, formed: set[str]) -> list[str]:
    """Alternatives credited with a formed product for scrap whose recycled form is not a formed one."""
    raw = set(result.inventory.other.material) - {
        material
        for material, flags in zip(result.inventory.other.material, result.inventory.other["flags"], strict=True)
        if "forming-included" in str(flags)
    }
    return [
        name
        for name, flows in result.bills.items()
        if any(flow.stage == CREDIT and flow.subject in formed and facts.stages.recycled[flow.subject] in raw for flow in flows)
    ]
