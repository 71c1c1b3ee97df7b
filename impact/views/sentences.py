"""What the numbers say, in words: never more than they can carry."""

from impact.scoring.compare import UNSURE
from impact.scoring.gate import Finding
from impact.views.names import Names


def finding(each: Finding, names: Names) -> str:
    """One finding of the comparability gate."""
    named = {
        "alternatives": names.alternative,
        "materials": names.material,
        "properties": lambda name: names.property(name),
        "indicators": lambda name: names.indicator(name, "short"),
        "complete": lambda name: names.indicator(name, "short"),
        "sources": names.source,
    }
    blanks = {}
    for name, value in each.facts.items():
        if isinstance(value, list):
            blanks[name] = names.words.listed([named.get(name, str)(item) for item in value])
            blanks["count"] = len(value)
        else:
            blanks[name] = {"alternative": names.alternative, "source": names.source}.get(name, lambda same: same)(value)
    return names.words(f"gate.{each.kind}", **blanks)


def stamp(names: Names) -> str:
    """What is written on every chart when the gate was passed with reservations; empty without any."""
    kinds = [each.kind for each in names.comparison.findings if each.stamp]
    return " · ".join(dict.fromkeys(names.words(f"stamp.{kind}") for kind in kinds))


def summary(names: Names, indicator: str) -> str:
    """One indicator against the baseline: who is lower how surely, by how much, who cannot be told apart."""
    words, baseline = names.words, names.comparison.study.baseline
    cells = names.comparison.relative
    cells = cells[(cells.indicator == indicator) & (cells.alternative != baseline)]
    sentences = []
    for cell in cells[cells.comparable & ~cells.unsure].sort_values("ratio").itertuples():
        lower = cell.lower >= UNSURE[1]
        key = "summary.without" if cell.ratio == 0 else "summary.lower" if lower else "summary.higher"
        sentences.append(
            words(
                key,
                alternative=names.alternative(cell.alternative),
                probability=names.words.probability(cell.lower if lower else 1 - cell.lower),
                ratio=words.number(cell.ratio, 2),
            )
        )
    unsure = cells[cells.unsure].alternative.tolist()
    if unsure:
        sentences.append(_about("unsure", unsure, names))
    unknown = cells[~cells.comparable].alternative.tolist()
    if unknown:
        sentences.append(_about("unknown", unknown, names))
    opening = words("summary.opening", indicator=names.indicator(indicator), baseline=names.alternative(baseline))
    return " ".join([opening, *sentences])


def _about(kind: str, alternatives: list[str], names: Names) -> str:
    listed = names.words.listed([names.alternative(name) for name in alternatives])
    return names.words(f"summary.{kind}", alternatives=listed, count=len(alternatives))
