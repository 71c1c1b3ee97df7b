"""Materials that were not thought of, in words and tables: what each constraint removes, what remains, and what is not known."""

from math import inf

import numpy as np
import pandas as pd

from impact.scoring.candidates import UNCRITICAL
from impact.scoring.candidates import UNKNOWN as RAW_UNKNOWN
from impact.scoring.criteria import LEAST, MIDDLE, MOST, PARTLY, UNKNOWN, UNMET, WORDS, Criteria, Limit, Sieve, overall
from impact.store.facts import Facts
from impact.views.names import AT_LEAST, AT_MOST, MARK, Labels, marked
from impact.views.texts import Texts

#: Names in a sentence, at most.
NAMED = 12


class Explored:
    """Every candidate held against what a part asks for, in one language."""

    def __init__(self, facts: Facts, criteria: Criteria, sieve: Sieve, words: Texts):
        self.facts, self.criteria, self.sieve, self.words = facts, criteria, sieve, words
        self.candidates, self.labels = criteria.candidates, Labels(facts, words)
        self.verdicts = sieve.verdicts(criteria)
        self.verdict = overall(self.verdicts, len(self.candidates.names))
        self.remaining = self.verdict <= PARTLY
        self.kinds, self.rules = facts.kind.set_index("id"), facts.function.set_index("id")
        self.units = words.label(facts.unit.set_index("id")).to_dict()
        self.indicators = facts.indicator.set_index("id")
        rows = facts.material.drop_duplicates("family").set_index("family")
        self.families = words.label(rows, "family").to_dict()

    def material(self, at: int) -> str:
        """Name of a candidate."""
        return self.labels.of("material", self.candidates.names[at])

    def family(self, at: int) -> str:
        """Name of the family of a candidate."""
        return self.families[self.candidates.family[at]]

    def listed(self, places) -> str:
        """Names of some candidates, the first of many."""
        named = [self.material(at) for at in places]
        return self.words.listed(named) if len(named) <= NAMED else f"{', '.join(named[:NAMED])} …"

    def criteria_offered(self) -> list[str]:
        """Every criterion, those of the part first."""
        part = self.criteria.part.constraints
        rules = [*part, *(name for name in self.rules.index if name not in part)]
        return [
            "mass",
            *(f"impact:{name}" for name in self.indicators.index),
            "cost",
            "risk",
            *(f"property:{name}" for name in self.kinds.index),
            *(f"index:{name}" for name in rules),
        ]

    def title(self, criterion: str) -> str:
        """Name of a criterion."""
        kind, _, name = criterion.partition(":")
        if kind == "property":
            return self.words.label(self.kinds.loc[name])
        if kind == "impact":
            return self.words("explore.impact", indicator=self.words.label(self.indicators.loc[name]))
        if kind == "index":
            return self.words("explore.index", formula=self._formula(name), function=self.words.label(self.rules.loc[name]))
        return self.words(f"explore.criterion.{kind}")

    def _formula(self, function: str) -> str:
        """E^(1/3)/ρ, as far as a power has to be written."""
        kind, exponent = self.rules.loc[function, ["property", "exponent"]]
        if exponent == "0":
            return "1/ρ"
        return f"{self.kinds.symbol[kind]}{'' if exponent == '1' else f'^({exponent})'}/ρ"

    def unit(self, criterion: str) -> str:
        """Unit of a criterion as it is written; nothing where it has none."""
        kind, _, name = criterion.partition(":")
        if kind == "property":
            return self.units[self.kinds.unit[name]]
        if kind == "impact":
            return self.units[self.indicators.unit[name]]
        return {"mass": self.units["kg"], "cost": "USD"}.get(kind, "")

    def heading(self, criterion: str) -> str:
        """Name and unit of a criterion, as the head of a column or of an axis."""
        unit = self.unit(criterion)
        return f"{self.title(criterion)} [{unit}]" if unit else self.title(criterion)

    def value(self, criterion: str, at: int) -> str:
        """Middle and range of a candidate, without unit; in words where it is not known."""
        low, middle, high = self.criteria.values(criterion)[:, at]
        if np.isnan(middle):
            return self.words("explore.unknown")
        if high == inf:
            written = f"{AT_LEAST} {self.words.number(middle)}"
        else:
            written = (
                self.words.number(middle) if low == high else self.words("explore.value", middle=middle, range=self.words.range(low, high))
            )
        return f"{written} {marked(self.marks(criterion, at))}".rstrip()

    def told(self, criterion: str, at: int) -> str:
        """What a criterion of a candidate is, with its unit."""
        return self.words(
            "explore.figure", criterion=self.title(criterion), value=f"{self.value(criterion, at)} {self.unit(criterion)}"
        ).strip()

    def marks(self, criterion: str, at: int) -> dict[str, bool]:
        """What holds for a figure: its factor is that of another material, or implausible beside its family."""
        kind, _, name = criterion.partition(":")
        return {mark: kind == "impact" and bool(getattr(self.candidates, mark)[name][at]) for mark in MARK}

    def constraint(self, name: str) -> str:
        """A constraint in words: a limit with its figures, or what else is asked."""
        limit = next((each for each in self.sieve.limits if each.criterion == name), None)
        if limit is None:
            return self.words(f"explore.asked.{name}")
        return f"{self.title(name)} {self._bounds(limit)}"

    def _bounds(self, limit: Limit) -> str:
        ends = ((AT_LEAST, limit.least), (AT_MOST, limit.most))
        written = [f"{sign} {self.words.number(end)} {self.unit(limit.criterion)}".strip() for sign, end in ends if abs(end) != inf]
        return self.words.listed(written)

    def counts(self) -> list[str]:
        """How many meet all that is asked, meet it in part, do not, or cannot be judged; and what stands in the way of the masses."""
        words, count = self.words, {word: int((self.verdict == code).sum()) for code, word in enumerate(WORDS)}
        said = [words("explore.nothing_asked", count=len(self.verdict))]
        if self.verdicts:
            told = [words(f"explore.counted.{word}", count=count[word]) for word in WORDS if count[word]]
            said = [words("explore.counts", count=len(self.verdict), told=words.listed(told))]
        unsized = int((np.isnan(self.criteria.mass[MIDDLE]) & self.remaining).sum())
        reference = self.candidates.at(self.criteria.part.reference)
        if reference is None or np.isnan(self.criteria.mass[MIDDLE, reference]):
            said.append(words("explore.no_reference", material=self.labels.of("material", self.criteria.part.reference)))
        elif unsized:
            said.append(words("explore.unsized", count=unsized))
        return said

    def removed(self) -> pd.DataFrame:
        """What each constraint does, and how many it alone removes."""
        words, failed = self.words, sum((each == UNMET).astype(int) for each in self.verdicts.values())
        rows = [
            [self.constraint(name), *(words.whole(int((each == code).sum())) for code in range(len(WORDS)))]
            + [words.whole(int(((each == UNMET) & (failed == 1)).sum()))]
            for name, each in self.verdicts.items()
        ]
        heads = [words("explore.constraint"), *(words(f"explore.verdict.{word}") for word in WORDS), words("explore.alone")]
        return pd.DataFrame(rows, columns=heads)

    def not_known(self) -> pd.DataFrame:
        """Candidates of which it is not known whether they meet what is asked, with what is missing."""
        places = np.flatnonzero(self.verdict == UNKNOWN)
        missing = [[self.constraint(name) for name, each in self.verdicts.items() if each[at] == UNKNOWN] for at in places]
        words = self.words
        return pd.DataFrame(
            {
                words("facts.material"): [self.material(at) for at in places],
                words("explore.family"): [self.family(at) for at in places],
                words("explore.missing"): [words.listed_plainly(each) for each in missing],
            }
        )

    def studied(self, places: tuple[int, ...]) -> list[str]:
        """Of what the study holds, what does not meet what is asked, or is not known to, and why."""
        told = []
        for at in places:
            for code in (UNMET, UNKNOWN):
                if failing := [self.constraint(name) for name, each in self.verdicts.items() if each[at] == code]:
                    blanks = {"material": self.material(at), "asked": self.words.listed_plainly(failing)}
                    told.append(self.words("explore.fails" if code == UNMET else "explore.may_fail", **blanks))
        return told

    def about(self, at: int) -> list[str]:
        """What is special about a candidate, and what a figure of it is not."""
        held, words = self.candidates, self.words
        said = [words(f"explore.{mark}") for mark in ("bio_based", "recycled", "along_fibre") if getattr(held, mark)[at]]
        raw = held.critical[at]
        if raw == RAW_UNKNOWN:
            return [*said, words("explore.raw_unknown")]
        if raw == UNCRITICAL:
            return [*said, words("explore.raw_none")]
        named = words.label(self.facts.supply.raw_material)
        return [*said, words("explore.raw_critical", names=words.listed([named[name] for name in held.raw[at]]))]

    def verdict_words(self, at: int) -> str:
        """Verdict of a candidate in a word."""
        return self.words(f"explore.verdict.{WORDS[self.verdict[at]]}")

    def figures(self, criteria: list[str], further: dict[str, np.ndarray]) -> pd.DataFrame:
        """Every candidate for a spreadsheet, those too that do not meet what is asked; further: columns at the end."""
        words, every = self.words, range(len(self.verdict))
        columns = {
            words("facts.material"): [self.material(at) for at in every],
            words("explore.family"): [self.family(at) for at in every],
            words("explore.all_asked"): [self.verdict_words(at) for at in every],
        }
        for name, each in self.verdicts.items():
            columns[self.constraint(name)] = [words(f"explore.verdict.{WORDS[code]}") for code in each]
        for name in criteria:
            for end, word in ((LEAST, "low"), (MIDDLE, "middle"), (MOST, "high")):
                columns[f"{self.heading(name)} · {words(f'explore.end.{word}')}"] = self.criteria.values(name)[end]
        columns[words("explore.source")] = [self.labels.of("source", name) for name in self.candidates.source]
        return pd.DataFrame(columns | further)
