"""What the numbers say, in words: never more than they can carry."""

from collections import Counter
from math import isnan

from impact.model.flow import CREDIT, END_OF_LIFE, PATH, STAGES, USE
from impact.model.hypothesis import Hypothesis
from impact.model.lifecycle import Cube
from impact.model.settle import ELECTRICITY, Assumption
from impact.model.study import Study
from impact.scoring.compare import UNSURE
from impact.scoring.gate import Finding, confidence_class
from impact.store.facts import Facts
from impact.views.names import Labels, Names, alternative
from impact.views.texts import Texts

#: What can be said of an alternative beside the baseline on one indicator.
ANSWERS = ("lower", "higher", "unsure", "apart", "unknown")


def finding(each: Finding, names: Names) -> str:
    """One finding of the comparability gate."""
    named = {
        "alternatives": names.alternative,
        "materials": names.material,
        "properties": names.property,
        "indicators": lambda name: names.indicator(name, "short"),
        "complete": lambda name: names.indicator(name, "short"),
        "sources": names.source,
        "processes": lambda name: names.labels.of("process", name),
    }
    blanks = {}
    for name, value in each.facts.items():
        if isinstance(value, list):
            blanks[name] = names.words.listed([named.get(name, str)(item) for item in value])
            blanks["count"] = len(value)
        else:
            spoken = {"alternative": names.alternative, "source": names.source, "stage": lambda stage: names.words(f"stage.{stage}")}
            blanks[name] = spoken.get(name, lambda same: same)(value)
    return names.words(f"gate.{each.kind}", **blanks)


def findings(names: Names) -> list[str]:
    """All findings of the gate."""
    return [finding(each, names) for each in names.comparison.findings]


def scope(names: Names) -> list[str]:
    """What is counted of the life of the alternatives, what is not, and by which rules."""
    words, study, result = names.words, names.comparison.study, names.comparison.cube
    called = {stage: words(f"stage.{stage}") for stage in STAGES}
    left = [called[stage] for stage in STAGES if stage not in (*result.stages, CREDIT)]
    said = [words("scope.counted", stages=words.listed([called[stage] for stage in result.stages]))]
    said += [words("scope.left", stages=words.listed(left))] if left else []
    subjects = {flow.subject for flows in result.bills.values() for flow in flows}
    if {END_OF_LIFE, CREDIT} & set(result.stages) or subjects & set(names.comparison.facts.stages.virgin):
        allocation = words("scope.allocation", allocation=words(f"allocation.{study.allocation}"))
        said.append(f"{allocation} {words(f'allocation_help.{study.allocation}')}")
    if uses_electricity(result):
        said.append(words(f"scope.{study.electricity}"))
    return said


def uses_electricity(result: Cube) -> bool:
    """Does any alternative take electricity while it is used?"""
    return any(flow.stage == USE and str(flow.subject).startswith(f"{ELECTRICITY}:") for flows in result.bills.values() for flow in flows)


def has_paths(names: Names) -> bool:
    """Is the path of every electricity of the use known, and the service life that it is followed over?"""
    known = set(names.comparison.facts.stages.path.country)
    subjects = {str(flow.subject) for flows in names.comparison.cube.bills.values() for flow in flows if flow.stage == USE}
    countries = {name.removesuffix(PATH).split(":")[1] for name in subjects if name.startswith(f"{ELECTRICITY}:")}
    return names.comparison.study.service_life is not None and countries <= known


def assumed(assumptions: list[Assumption], study: Study, words: Texts, facts: Facts) -> list[str]:
    """What was taken for granted where the study says nothing, with the alternatives concerned unless these are all."""
    labels, said = Labels(facts, words), []
    tables = {"material": "material", "recycled": "material", "process": "process", "source": "source", "country": "country"}
    tables |= {"channel": "channel", "carrier": "carrier"}
    with_parts = [each.id for each in study.alternatives if each.parts]
    for each in assumptions:
        blanks = {}
        for name, value in each.facts:
            if name in tables:
                blanks[name] = labels.of(tables[name], value)
            else:
                blanks[name] = words.percent(value) if isinstance(value, float) else str(value)
        sentence = words(f"assumed.{each.kind}", **blanks)
        if set(each.alternatives) != set(with_parts):
            called = words.listed([alternative(study, name, labels) for name in each.alternatives])
            sentence = words("assumed.of", sentence=sentence.removesuffix("."), alternatives=called)
        said.append(sentence)
    return said


def signs(names: Names, indicator: str | None = None, drawn: bool = True) -> list[str]:
    """The signs that occur beside ratios, or beside the totals of one indicator, explained; drawn: and the colours of the heat map."""
    cells, result, ratios = names.comparison.relative, names.comparison.cube, indicator is None
    chosen = slice(None) if ratios else result.indicators.index(indicator)
    cells = cells if ratios else cells[cells.indicator == indicator]
    shown = {
        "colour": ratios and drawn and (cells.comparable & ~cells.unsure & (cells.alternative != names.baseline)).any(),
        "unsure": ratios and cells.unsure.any(),
        "partial": (cells.status == "partial").any(),
        "proxy": result.marked("proxy")[:, chosen].any(),
        "suspect": result.marked("suspect")[:, chosen].any(),
        "apart": (cells.apart & cells.ratio.notna()).any(),
        "missing": ratios and (cells.status == "missing").any(),
        "baseline": ratios and (cells.ratio.isna() & (cells.status != "missing")).any(),
    }
    return [names.sign(kind) for kind, occurs in shown.items() if occurs]


def confidence(names: Names, indicator: str) -> str:
    """How far an indicator can be trusted: how well sources agree, and how much rests on simplified inventories."""
    gap = names.comparison.facts.gap.set_index("indicator")
    if indicator not in gap.index:
        return names.words("confidence.unknown")
    row = gap.loc[indicator]
    return names.words(
        f"confidence.{confidence_class(row.typical)}",
        typical=float(row.typical),
        pairs=int(row.pairs),
        simplified=names.words.percent(row.simplified),
    )


def tally(names: Names) -> list[str]:
    """For each alternative, on how many indicators it is lower, higher, not distinguishable, or not ranked, and why."""
    words, counts = names.words, {each.id: Counter() for each in names.comparison.study.alternatives if each.id != names.baseline}
    for cell in names.comparison.relative.itertuples():
        if cell.alternative != names.baseline:
            counts[cell.alternative][answer(cell)] += 1
    return [
        words(
            "summary.tally",
            alternative=names.alternative(name),
            counts=words.listed([words(f"tally.{kind}", count=count[kind]) for kind in ANSWERS if count[kind]]),
            indicators=count.total(),
        )
        for name, count in counts.items()
    ]


def answer(cell) -> str:
    """What a ratio to the baseline answers, one of ANSWERS; cell: a row of Comparison.relative."""
    if cell.comparable:
        return "unsure" if cell.unsure else "lower" if cell.lower >= UNSURE[1] else "higher"
    return "unknown" if isnan(cell.ratio) or not cell.apart else "apart"


def function(names: Names) -> str:
    """What all alternatives do."""
    return declared(names.comparison.study, names.comparison.facts, names.words)


def declared(study: Study, facts: Facts, words: Texts) -> str:
    """The function as the study declares it, else by its sizing."""
    if study.function:
        return words.of(study.function)
    if not study.sizing:
        return words("compare.given")
    rules, materials = (words.label(table.set_index("id")) for table in (facts.function, facts.material))
    return words(
        "compare.function_of",
        functions=words.listed([rules[each.function] for each in study.sizing.constraints]),
        mass=study.sizing.mass,
        material=materials[study.alternative(study.sizing.reference).sized.material],
    )


def hypotheses(held: list[Hypothesis], words: Texts) -> list[str]:
    """Provisional hypotheses, each with owner, source, range and day of review."""
    return [
        words(
            "compare.hypothesis",
            statement=words.of(each.statement),
            owner=each.owner,
            source=words.of(each.source),
            range=words.of(each.range) or supposed(each, words),
            review=words.date(each.review),
        )
        for each in held
    ]


def supposed(each: Hypothesis, words: Texts) -> str:
    """What a hypothesis supposes in numbers: a range, or a spread."""
    if each.spread is not None:
        return words("compare.supposed_spread", spread=each.spread)
    ends = {end: words.number(value) if isinstance(value := getattr(each, end), float) else str(value) for end in ("low", "high")}
    return words("number.interval", **ends)


def stamp(names: Names) -> str:
    """What is written on every chart when the gate was passed with reservations; empty without any."""
    kinds = [each.kind for each in names.comparison.findings if each.stamp]
    return " · ".join(dict.fromkeys(names.words(f"stamp.{kind}") for kind in kinds))


def summary(names: Names, indicator: str) -> str:
    """One indicator against the baseline: who is lower how surely, by how much, who cannot be told apart."""
    words, baseline = names.words, names.baseline
    cells = names.comparison.relative
    cells = cells[(cells.indicator == indicator) & (cells.alternative != baseline)]
    answers = {kind: [cell for cell in cells.itertuples() if answer(cell) == kind] for kind in ANSWERS}
    sentences = []
    for cell in sorted(answers["lower"] + answers["higher"], key=lambda cell: cell.ratio):
        kind = answer(cell)
        sentences.append(
            words(
                "summary.without" if cell.ratio == 0 else f"summary.{kind}_plainly" if isnan(cell.ratio) else f"summary.{kind}",
                alternative=names.alternative(cell.alternative),
                probability=words.probability(cell.lower if kind == "lower" else 1 - cell.lower),
                ratio="" if isnan(cell.ratio) else words.number(cell.ratio, 2),
            )
        )
    for kind in ("unsure", "apart", "unknown"):
        if listed := [names.alternative(cell.alternative) for cell in answers[kind]]:
            sentences.append(words(f"summary.{kind}", alternatives=words.listed(listed), count=len(listed)))
    opening = words("summary.opening", indicator=names.indicator(indicator), baseline=names.alternative(baseline))
    return " ".join([opening, *sentences]) if sentences else ""
