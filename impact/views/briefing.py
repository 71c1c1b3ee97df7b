"""A comparison put into a brief: everything that is said, named and tabulated of it in one language."""

from impact.model.supply import EUROPE
from impact.scoring import circularity, resilience
from impact.scoring.boundaries import Assessment
from impact.scoring.compare import TOTAL, Comparison
from impact.scoring.contributions import SEGMENTS
from impact.scoring.pairwise import WORDS as ANSWERS
from impact.scoring.resources import STATES
from impact.scoring.verdicts import UNSET, WORDS
from impact.views import claim_tables, claims, screens, sentences, tables
from impact.views.brief import Brief, Sheet, Source, headline, sheet
from impact.views.circles import Circles
from impact.views.claims import Claims
from impact.views.costs import Costed
from impact.views.names import Names
from impact.views.resilience import Resilience
from impact.views.resources import Resources
from impact.views.texts import Texts


def brief(comparison: Comparison, assessment: Assessment | None, words: Texts) -> Brief:
    """All of a comparison, and of what it is held against, in one language."""
    study, names = comparison.study, Names(comparison, words)
    held = Claims(assessment, names) if assessment else None
    shown = headline(study, comparison.cube.indicators)
    return Brief(
        language=words.language,
        title=words.of(study.title),
        question=words.of(study.question),
        function=sentences.function(names),
        baseline=study.baseline,
        indicator=shown,
        names=named(names, held),
        stamp=sentences.stamp(names),
        findings=sentences.findings(names),
        coverage=sentences.scope(names),
        certainty=[*sentences.tally(names), sentences.summary(names, shown)],
        limits=[held.context(), *held.tally(), *held.reservations(), *claims.uncovered(names)] if held else [],
        signs=sentences.signs(names, drawn=False),
        assumed=sentences.assumed(comparison.cube.assumptions, study, words, comparison.facts),
        hypotheses=sentences.hypotheses(study.hypotheses, words),
        screens=screens.screens(names, held, shown),
        sheets=tables_of(names, held, shown),
        sources=cited(names, held),
    )


def named(names: Names, held: Claims | None) -> dict[str, dict[str, str]]:
    """Names of whatever the results speak of, by kind and id; parts as alternative/number."""
    words, result = names.words, names.comparison.cube
    parts = {
        f"{each.id}/{number}": names.part(each.id, number - 1 if number else None)
        for each in names.comparison.study.alternatives
        for number in range(len(each.parts) + 1)
    }
    found = {
        "alternative": {name: names.alternative(name) for name in result.alternatives},
        "indicator": {name: names.indicator(name) for name in result.indicators},
        "short": {name: names.indicator(name, "short") for name in result.indicators},
        "unit": {name: names.unit(name) for name in result.indicators},
        "stage": {name: words(f"stage.{name}") for name in (*SEGMENTS, TOTAL)},
        "part": parts,
        "status": {name: words(f"status.{name}") for name in ("known", "proxy", "partial", "missing")},
        "answer": {name: words(f"certainty.{name}") for name in ANSWERS},
        "state": {name: words(f"resources.state.{name}") for name in STATES},
        "circular": {
            name: words(f"circles.is.{name}")
            for name in (circularity.KNOWN, circularity.SUPPOSED, circularity.INTERVAL, circularity.MISSING)
        },
    }
    facts, labels = names.comparison.facts, names.labels
    found |= {
        "material": {name: names.material(name) for name in facts.factor.material.unique()},
        "activity": {name: labels.subject(name) for name in result.inventory.activity.activity.unique()},
        "quantity": {name: names.property(name) for name in facts.property.property.unique()},
        "source": {name: names.source(name) for name in facts.origin.id},
        "terms": names.terms(),
    }
    if held:
        found["principle"] = {name: held.principle(name) for name in held.principles}
        found["capacity_set"] = {name: held.capacity(name) for name in dict.fromkeys(held.assessment.capacity["set"])}
        found["verdict"] = {name: words(f"verdict.{name}") for name in (*WORDS, UNSET)}
    return found


def tables_of(names: Names, held: Claims | None, indicator: str) -> dict[str, Sheet]:
    """Every table of a result, by name."""
    words, facts = names.words, names.comparison.facts
    resources = Resources(names)
    supply = Resilience(resources, resilience.view(facts.supply, EUROPE, None))
    made = {
        "masses": (words("compare.masses"), tables.masses(names)),
        "ratios": (words("compare.relative", baseline=names.alternative(names.baseline)), tables.ratios(names)),
        "totals": (names.indicator(indicator), tables.totals(names, indicator)),
        "matter": (words("resources.section.matter"), resources.table("raw_material")),
        "abroad": (words("resources.abroad"), resources.abroad()),
        "supply": (words("resources.section.supply"), supply.lists()),
        "circularity": (words("resources.section.circularity"), Circles(names).table()),
        "costs": (words("resources.section.cost"), Costed(names).table()),
        "materials": (words("compare.sources"), tables.sources(names)),
        "activities": (words("compare.activities"), tables.activities(names)),
    }
    if held:
        made["verdicts"] = (words("limits.title"), claim_tables.overview(held))
        made["capacities"] = (words("table.capacity_sets"), claim_tables.capacities(held))
    return {name: sheet(title, rows) for name, (title, rows) in made.items() if len(rows)}


def cited(names: Names, held: Claims | None) -> list[Source]:
    """Sources of the numbers in use."""
    origin, words = names.comparison.facts.origin.set_index("id"), names.words
    used = [source for each in names.comparison.cube.alternatives for source in names.sources(each)]
    properties = names.comparison.facts.property
    wanted = properties[properties.material.isin(names.comparison.study.materials)].source.tolist()
    if held:
        sets = names.comparison.facts.limits.capacity_set.source
        wanted += [sets[name] for name in dict.fromkeys(held.assessment.capacity["set"])]
    known = [name for name in dict.fromkeys([*used, *wanted]) if name in origin.index]
    return [Source(citation=origin.citation[name], terms=words(f"terms.{origin.terms[name]}")) for name in known]
