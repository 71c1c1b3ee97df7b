"""The facts that a study rests on, on one indicator: value, spread, and where the spread comes from, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import pandas as pd
from scipy.special import ndtr

from impact.model.flow import BURNT, PATH
from impact.model.function import PropertyDraws, needed
from impact.model.hypothesis import Hypothesis
from impact.model.life import Ride
from impact.model.lines import SPREAD, Spread
from impact.model.numbers import Number, drawn, kind_of, place_of, ranges
from impact.model.settle import settle
from impact.model.study import Study
from impact.model.uncertainty import Chosen, Draws, Fact
from impact.model.use import fuel_mass_coefficient
from impact.scoring.drivers import ACTIVITY, FACTOR, KINDS, PROCESS, PROPERTY, RANGE, VEHICLE
from impact.views import sheets, ways
from impact.views.names import Names
from impact.views.texts import Texts, shortened

#: Part of a range that lies outside its 95 % at either end, where it is drawn evenly. [-]
TAIL = 0.025
#: Energies of a process, with their units.
ENERGIES = {"electricity": "kWh", "heat": "MJ"}
#: Bases of a spread that the catalogue does not name: bounds of a property, by its quality of source; a range of the study; a hypothesis.
BOUNDS, STATED, SUPPOSED = "bounds", "range", "hypothesis"


@dataclass(frozen=True)
class Figure:
    """A value with its spread.

    value: median, or middle of the bounds; gsd: geometric standard deviation, nan where it is drawn between bounds
    low, high: ends of the interval that holds 95 % of it; written, interval, span: value with its unit, interval and spread in words
    """

    value: float
    unit: str
    gsd: float
    low: float
    high: float
    written: str
    interval: str
    span: str


@dataclass(frozen=True)
class Known:
    """One fact in use.

    fact:    as the model draws it; several may be read from one record, and are drawn as one
    kind:    of drivers.KINDS
    name, number: what it is about, which number of it
    rule:    basis of the spread, by its key; basis: the same in words
    source, terms, match: where the value comes from, and how close it is
    link:    where the page Facts holds it; empty for a number of the study
    asked:   what a hypothesis calls it: fact, number (None: it has but one); None for a number of the study
    """

    fact: Fact
    kind: str
    name: str
    number: str
    spread: Figure
    rule: str
    basis: str
    source: str
    terms: str
    match: str
    link: dict[str, str]
    asked: tuple[str, str | None] | None

    @property
    def title(self) -> str:
        """What it is about, and which number of it."""
        return " · ".join(filter(None, [self.name, self.number]))


class Spreads:
    """All facts of a comparison that count on one indicator, in one language: materials first, numbers of the study last.

    rows: one per fact and what it is about; of: fact -> its rows
    """

    def __init__(self, names: Names, indicator: str):
        self.names, self.words, self.indicator = names, names.words, indicator
        self.study, self.facts, self.stock = names.comparison.study, names.comparison.facts, names.comparison.cube.inventory
        self.flags = self.words.label(self.facts.flag.set_index("id")).to_dict()
        self.terms = names.terms()
        found = [*self._factors(), *self._properties(), *self._energies(), *self._vehicles(), *self._ranges()]
        self.rows = sorted(found, key=lambda known: KINDS.index(known.kind))
        self.of: dict[Fact, list[Known]] = {}
        for known in self.rows:
            self.of.setdefault(known.fact, []).append(known)

    def title(self, fact: Fact) -> str:
        """A fact in words: Flax-fibre composite · Climate change."""
        held = self.of[fact]
        names = list(dict.fromkeys(known.name for known in held if known.name))
        more = [self.words("spreads.more", count=len(names) - 2)] if len(names) > 2 else []
        return " · ".join(filter(None, [self.words.listed([*names[:2], *more]), held[0].number]))

    def _known(self, kind: str, fact: Fact, name: str, number: str, spread: Figure, rule: str, source, asked, link, match="") -> Known:
        """With the words of its basis and source; source: id, or nothing."""
        each = supposed(self.study, *asked, bounded=kind == PROPERTY)
        quality = rule.removeprefix(f"{BOUNDS}:") if rule.startswith(BOUNDS) else None
        said = basis(rule, each, self.words) if quality is None or each else sheets.quality(quality, self.words)
        called = self.names.source(source) if isinstance(source, str) else ""
        key = SUPPOSED if each else rule.partition(":")[0]
        return Known(fact, kind, name, number, spread, key, said, called, self.terms.get(source, ""), match, link, asked)

    def _factors(self) -> Iterator[Known]:
        """Factors of materials and activities on the indicator."""
        stock, rows = self.stock, {}
        i = stock.indicators.index(self.indicator)
        for frame, subject in ((stock.row, "material"), (stock.other, "material"), (stock.activity, "activity")):
            mine = frame[frame.indicator == self.indicator]
            rows |= dict(zip(mine[subject], mine.itertuples(), strict=True))
        for s, name in enumerate(stock.subjects):
            if np.isnan(stock.median[s, i]):
                continue
            row, kind = rows[name], ACTIVITY if ":" in name else FACTOR
            unit = self.names.unit(self.indicator) + sheets.per_unit(row.per, {"unit": self.names.units})
            spread = lognormal(float(stock.median[s, i]), unit, float(stock.gsd[s, i]), self.words)
            match = SimpleNamespace(match=row.match, flags=row.flags, subject=name)
            said = self.words.listed_plainly([sheets.match(match, self.words), *sheets.marks(match, self.flags)])
            called, number = self.names.labels.subject(name), self.names.indicator(self.indicator, "short")
            asked = name.removesuffix(PATH), self.indicator
            yield self._known(kind, (stock.block[s], i), called, number, spread, row.gsd_basis, row.source, asked, looked_up(name), said)

    def _properties(self) -> Iterator[Known]:
        """Properties that size the parts."""
        words, names = self.words, self.names
        held = PropertyDraws(self.facts.property, Draws(1), self.study.hypotheses)
        rows = {(row.material, row.property): row for row in self.facts.property.itertuples()}
        for material in dict.fromkeys(each.sized.material for each in self.study.alternatives if each.sized):
            for kind in needed(self.study, self.facts.function):
                if held.has(material, kind):
                    asked, row = (material, kind), rows.get((material, kind))
                    spread = even(*held.bounds[asked], names.units[names.properties.unit[kind]], words)
                    rule, source = (f"{BOUNDS}:{row.quality}", row.source) if row else (SUPPOSED, None)
                    fact, link = (held.subject[asked], 0), {"material": material}
                    yield self._known(PROPERTY, fact, names.material(material), names.property(kind), spread, rule, source, asked, link)

    def _energies(self) -> Iterator[Known]:
        """Energies of the processes, as far as the study does not state its own."""
        asked = dict.fromkeys((step.process, name) for step in self.study.steps for name in ENERGIES if getattr(step, name) is None)
        for called, energy in asked:
            row, fact = self.facts.stages.rows["process"][called], ("process", called, energy)
            if pd.notna(row[energy]):
                unit = self.names.units[ENERGIES[energy]] + sheets.per_unit(row["unit"], {"unit": self.names.units})
                spread = lognormal(float(row[energy]), unit, self._deviation(fact), self.words)
                rule = "published range" if 0 < row[f"{energy}_min"] < row[f"{energy}_max"] else row["quality"]
                name, number, subject = self.names.labels.of("process", called), self.words(f"parameter.{energy}"), f"process:{called}"
                yield self._known(PROCESS, (fact, 0), name, number, spread, rule, row["source"], (subject, energy), {"fact": subject})

    def _vehicles(self) -> Iterator[Known]:
        """What vehicles spend on mass."""
        for called, ride in {ride.vehicle: ride for ride in rides(self.study)}.items():
            row, fact, subject = self.facts.stages.rows["vehicle"][called], ("vehicle", called), f"vehicle:{called}"
            physics = [row[name] for name in ("engine_efficiency", "recovery_city", "recovery_highway", "heating_value")]
            value = fuel_mass_coefficient(*physics, ride.resizing) if pd.isna(row["coefficient"]) else row["coefficient"]
            unit = self.names.units[self.facts.stages.carrier.unit[row["carrier"]]] + "/(100 km·100 kg)"
            spread = lognormal(float(value), unit, self._deviation(fact), self.words)
            rule = "rule for vehicles" if row["gsd_basis"] == "pedigree rule" else row["gsd_basis"]
            name, number = self.names.labels.of("vehicle", called), self.words("parameter.coefficient")
            yield self._known(VEHICLE, (fact, 0), name, number, spread, rule, row["source"], (subject, None), {"fact": subject})

    def _deviation(self, fact: tuple[str, ...]) -> float:
        """Geometric standard deviation of a process or a vehicle: what it is multiplied by one deviation above its median."""
        above = Chosen(1, {(fact, 0): np.array([ndtr(1.0)])})
        return float(Spread(self.study, self.facts, above)(*fact[1:])[0])

    def _ranges(self) -> Iterator[Known]:
        """Numbers of the study to which a hypothesis gives a range."""
        words, study = self.words, self.study
        middle = drawn(study, settle(study, self.facts), Draws(1))
        for each, low, high in ranges(study):
            for about in each.about:
                held = Number(about, place_of(study, about), kind_of(study, about), float(middle[about][0]), low, high, True)
                called, _, owner = ways.called(study, about, self.names.labels).partition(" · ")
                ends = [2 * TAIL * held.value + (1 - 2 * TAIL) * end for end in (held.low, held.high)]
                low_end, high_end = (ways.written(held, end, words) for end in ends)
                interval = words("number.interval", low=low_end, high=high_end)
                span = words("spreads.around", range=ways.span(held, words))
                spread = Figure(held.value, "", np.nan, *ends, ways.written(held, held.value, words), interval, span)
                source = shortened(words.of(each.source), 120)
                yield Known((each.subject, 0), RANGE, owner, called, spread, STATED, basis(STATED, each, words), source, "", "", {}, None)


def lognormal(value: float, unit: str, gsd: float, words: Texts) -> Figure:
    """Around a median, by a geometric standard deviation."""
    low, high = sorted([value / gsd**1.96, value * gsd**1.96])
    interval = words("number.interval", low=low, high=high) if gsd > 1 else "–"
    span = words("spreads.times", factor=words.number(gsd**1.96), gsd=words.number(gsd))
    return Figure(value, unit, gsd, low, high, f"{words.number(value)} {unit}", interval, span)


def even(low: float, high: float, unit: str, words: Texts) -> Figure:
    """Between two bounds."""
    middle, ends = (low + high) / 2, [low + TAIL * (high - low), high - TAIL * (high - low)]
    interval = words("number.interval", low=ends[0], high=ends[1]) if low < high else "–"
    span = words("spreads.between", range=words.range(low, high)) if low < high else words("spreads.one_figure")
    return Figure(middle, unit, np.nan, *ends, f"{words.number(middle)} {unit}", interval, span)


def basis(rule: str, each: Hypothesis | None, words: Texts) -> str:
    """Where a spread comes from, in words; each: the hypothesis that gives it."""
    return words("spreads.supposed", owner=each.owner, review=words.date(each.review)) if each else words(f"basis.{rule}")


def supposed(study: Study, fact: str, number: str | None, bounded: bool = False) -> Hypothesis | None:
    """The hypothesis that gives a fact another spread, or a property other bounds, if there is one; number: indicator, property or energy."""
    held = [each for each in study.hypotheses if each.fact == fact and each.number in (None, number)]
    return next((each for each in reversed(held) if (each.low is not None) == bounded), None)


def rides(study: Study) -> list[Ride]:
    """What carries the alternatives of a study while they are used."""
    return [life.use.carried for life in (study.life, *study.alternatives) if life.use and life.use.carried]


def looked_up(subject: str) -> dict[str, str]:
    """Where the page Facts holds a material or an activity, as its address names it."""
    kind, _, what = subject.partition(":")
    if not what:
        return {"material": subject}
    if what.endswith(PATH):
        return {"fact": f"path:{what.removesuffix(PATH)}"}
    return {"fact": f"energy-recovery:{what}" if kind in (BURNT, "energy-credit") else subject}


def of_factor(names: Names, subject: str, row) -> str:
    """Spread of one factor as the study has it, and its basis; row: of the inventory."""
    stock, words = names.comparison.cube.inventory, names.words
    if subject not in stock.subjects:
        return ""
    each = supposed(names.comparison.study, subject.removesuffix(PATH), row.indicator)
    gsd = float(stock.gsd[stock.subjects.index(subject), stock.indicators.index(row.indicator)])
    return words("table.gsd", factor=words.number(gsd**1.96, 2), basis=basis(row.gsd_basis, each, words))


def of_property(names: Names, material: str, kind: str) -> str:
    """Bounds of a property as the study has them, and their basis; a word for none."""
    study, rows, words = names.comparison.study, names.comparison.facts.property, names.words
    held = PropertyDraws(rows, Draws(1), study.hypotheses)
    if not held.has(material, kind):
        return words("missing.short")
    each = supposed(study, material, kind, bounded=True)
    quality = rows.quality[(rows.material == material) & (rows.property == kind)]
    said = basis(SUPPOSED, each, words) if each else sheets.quality(quality.iloc[0], words)
    return f"{words.range(*held.bounds[material, kind])} ({said})"


def said(each: Hypothesis, held: Spreads) -> str:
    """A spread that the study supposes, in a sentence; of a fact that is not in use, by the name that the study gives it."""
    words = held.words
    known = [row for row in held.rows if row.asked and row.asked[0] == each.fact and each.number in (None, row.asked[1])]
    title = known[0].title if known else " · ".join(filter(None, [each.fact, each.number]))
    span = (
        words("spreads.between", range=words.range(each.low, each.high))
        if each.spread is None
        else lognormal(1.0, "", each.spread, words).span
    )
    blanks = {"owner": each.owner, "source": words.of(each.source), "review": words.date(each.review)}
    return words("spreads.supposes", fact=title, span=span, statement=words.of(each.statement), **blanks)


def table(rows: list[Known], words: Texts) -> pd.DataFrame:
    """Facts as a reader meets them."""
    return pd.DataFrame(
        {
            words("spreads.fact"): [known.name or known.number for known in rows],
            words("spreads.number"): ["" if known.kind in (FACTOR, ACTIVITY) or not known.name else known.number for known in rows],
            words("table.value"): [known.spread.written for known in rows],
            words("table.interval"): [known.spread.interval for known in rows],
            words("spreads.spread"): [known.spread.span for known in rows],
            words("table.basis"): [known.basis for known in rows],
            words("table.source"): [words.listed_plainly([known.source, known.terms]) for known in rows],
            words("table.match"): [known.match for known in rows],
        }
    )


def figures(rows: list[Known], words: Texts) -> pd.DataFrame:
    """The same for a spreadsheet, figures as figures."""
    return pd.DataFrame(
        {
            words("spreads.kind_of"): [words(f"spreads.kind.{known.kind}") for known in rows],
            words("spreads.fact"): [known.name for known in rows],
            words("spreads.number"): [known.number for known in rows],
            words("table.value"): [known.spread.value for known in rows],
            words("table.unit"): [known.spread.unit for known in rows],
            words("table.deviation"): [known.spread.gsd for known in rows],
            words("table.low"): [known.spread.low for known in rows],
            words("table.high"): [known.spread.high for known in rows],
            words("table.basis"): [known.basis for known in rows],
            words("table.source"): [known.source for known in rows],
            words("table.terms"): [known.terms for known in rows],
            words("table.match"): [known.match for known in rows],
        }
    )


def bases(rows: list[Known], words: Texts) -> list[str]:
    """What each basis that occurs is, in a sentence each; those by quality of the source name the deviation that they give."""
    rules = dict.fromkeys(known.rule for known in rows)
    return [words(f"spreads.rule.{rule}", gsd=SPREAD.get(rule, "")) for rule in rules]
