"""Substitutes for a part in words and tables: what each gains and loses, what is not known, why it is listed, and what was decided."""

import numpy as np
import pandas as pd

from impact.model import change
from impact.model.consideration import Consideration
from impact.model.study import Study
from impact.scoring.criteria import MET, MIDDLE, PARTLY, UNKNOWN, UNMET, sense
from impact.scoring.substitutes import APART, BOUND, HIGHER, MISSING, Asked
from impact.views.explore import Explored
from impact.views.names import APART as APART_SIGN
from impact.views.names import AT_LEAST, AT_MOST, Labels, alternative, marked
from impact.views.texts import Texts, shortened

#: Orders that a list may have, besides the criteria of the page.
UNKNOWNS = "unknown"
CLIMATE = "GWP-total"
COUNTED = ("gained", "lost", "open", "lacking")


class Substitutes:
    """What is listed for one part, in one language; rows: of scoring.substitutes."""

    def __init__(self, study: Study, asked: Asked, explored: Explored, rows: pd.DataFrame):
        self.study, self.asked, self.explored, self.rows = study, asked, explored, rows
        self.words, self.labels, self.candidates = explored.words, explored.labels, explored.candidates
        self.part = study.alternative(asked.alternative).parts[asked.number]
        self.listed = rows[rows.verdict != UNMET]
        self.decided = {
            each.material: each.verdict for each in study.considered if (each.alternative, each.part) == (asked.alternative, asked.number)
        }  # the last one holds

    @property
    def present(self) -> str:
        """Name of the present material."""
        return self.labels.of("material", self.part.material)

    def basis(self) -> list[str]:
        """What is compared with what, and what the list is not."""
        words, part = self.words, self.explored.criteria.part
        if np.isnan(part.mass):
            said = [words("substitutes.no_rule", material=self.present)]
        else:
            functions = words.listed([self.labels.of("function", name) for name in part.constraints])
            reference = self.labels.of("material", part.reference)
            said = [words("substitutes.equal", functions=functions, mass=part.mass, material=reference, present=self.present)]
        return [*said, words("substitutes.scope"), *self._sources()]

    def _sources(self) -> list[str]:
        at = self.candidates.at(self.part.material)
        if at is None:
            return [self.words("substitutes.present_unknown", material=self.present)]
        return [self.words("substitutes.source", material=self.present, source=self.labels.of("source", self.candidates.source[at]))]

    def counts(self) -> list[str]:
        """How many are listed, and how many are not because they do not meet what is asked."""
        words, out = self.words, len(self.rows) - len(self.listed)
        said = [words("substitutes.listed", count=len(self.listed), of=len(self.rows))]
        for code, name in ((PARTLY, "partly"), (UNKNOWN, "not_known")):
            if count := int((self.listed.verdict == code).sum()):
                said.append(words(f"substitutes.count.{name}", count=count))
        if out:
            said.append(words("substitutes.count.left_out", count=out))
        if unsized := int(self.listed.mass.isna().sum()):
            said.append(words("substitutes.count.unsized", count=unsized))
        return said

    def ordered(self, order: str) -> tuple[pd.DataFrame, str]:
        """What is listed, in an order; and the sentence that says which."""
        words, rows = self.words, self.listed
        by = {"family": [self.explored.family(at) for at in rows["at"]], "name": [self.explored.material(at) for at in rows["at"]]}
        if order == UNKNOWNS:
            keys = rows[["unknown"]].assign(**by)
            return rows.loc[keys.sort_values(list(keys)).index], words("substitutes.ordered_by_unknown")
        value = self.explored.criteria.middles([order])[0][rows["at"]] * sense(order)
        keys = pd.DataFrame({"value": value} | by, index=rows.index)
        way = words("substitutes.falling" if sense(order) < 0 else "substitutes.rising")
        return rows.loc[keys.sort_values(list(keys)).index], words("substitutes.ordered_by", criterion=self.explored.title(order), way=way)

    def table(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Some rows as a reader meets them."""
        words, each = self.words, list(rows.to_dict("records"))
        return pd.DataFrame(
            {
                words("substitutes.material"): [f"{self.name(row)} ({self.explored.family(row['at'])})" for row in each],
                self.explored.heading("mass"): [self.explored.value("mass", row["at"]) for row in each],
                words("substitutes.climate"): [self.ratio(row, CLIMATE) for row in each],
                words("substitutes.balance"): [" / ".join(words.whole(len(row[name])) for name in COUNTED) for row in each],
                words("substitutes.raw"): [words(f"substitutes.critical.{row['critical']}") for row in each],
                words("substitutes.why"): [self.why(row) for row in each],
            }
        )

    def name(self, row: dict) -> str:
        """Name of a material, with what was decided of it here, or that the study holds it."""
        said = [self.explored.material(row["at"])]
        if row["material"] in self.decided:
            said.append(self.words(f"substitutes.was.{self.decided[row['material']]}"))
        elif row["material"] in self.study.materials:
            said.append(self.words("explore.in_study"))
        return " · ".join(said)

    def ratio(self, row: dict, indicator: str) -> str:
        """Impact over that of the present material, with its signs; in words where there is none."""
        state, ratio, held = row[f"state:{indicator}"], row[f"ratio:{indicator}"], self.candidates
        if np.isnan(ratio):
            return self.words("explore.unknown") if state == MISSING else self.words("substitutes.no_ratio")
        before = ""
        if state == BOUND:
            above, beneath = held.at_least[indicator][row["at"]], held.at_least[indicator][held.at(self.part.material)]
            before = self.words("missing.bounds") if above and beneath else AT_LEAST if above else AT_MOST
        marks = marked(self.explored.marks(f"impact:{indicator}", row["at"])) + (APART_SIGN if state == APART else "")
        return f"{before} {self.words.ratio(ratio)} {marks}".strip()

    def state(self, row: dict, indicator: str) -> str:
        """Whether an order is given on an indicator, and if not why, in words."""
        words, state = self.words, row[f"state:{indicator}"]
        if state == MISSING:
            return words("substitutes.state.missing", lacking=words.listed(self._lacking(row, indicator)))
        if state == APART:
            sources = [self.labels.of("source", self.candidates.source[at]) for at in (row["at"], self.candidates.at(self.part.material))]
            return words("substitutes.state.apart", sources=words.listed(sources))
        lower = row[f"lower:{indicator}"]
        return words(
            f"substitutes.state.{state}", probability="" if np.isnan(lower) else words.probability(1 - lower if state == HIGHER else lower)
        )

    def _lacking(self, row: dict, indicator: str) -> list[str]:
        words, here = self.words, self.candidates.at(self.part.material)
        factor, mass = self.candidates.factors[indicator][MIDDLE], self.explored.criteria.mass[MIDDLE]
        said = [words("substitutes.lack.mass", material=self.explored.material(row["at"]))] if np.isnan(mass[row["at"]]) else []
        if here is not None and np.isnan(mass[here]):
            said.append(words("substitutes.lack.mass_present"))
        if np.isnan(factor[row["at"]]):
            said.append(words("substitutes.lack.factor", material=self.explored.material(row["at"])))
        if here is None or np.isnan(factor[here]):
            said.append(words("substitutes.lack.factor_present"))
        return said

    def not_known(self, row: dict) -> list[str]:
        """Constraints of which it is not known whether they are met."""
        return [self.explored.constraint(name) for name in self.explored.verdicts if row[f"asked:{name}"] == UNKNOWN]

    def why(self, row: dict) -> str:
        """Why a material is listed: what it meets, and by which figures; and what is not known of it."""
        words, unknown = self.words, self.not_known(row)
        met = [self._met(row, name) for name in self.explored.verdicts if row[f"asked:{name}"] in (MET, PARTLY)]
        if not self.explored.verdicts:
            return words("substitutes.nothing_asked")
        told = words.listed_plainly(met) or words("substitutes.not_ruled_out")
        return words("substitutes.but_unknown", told=told, names=words.listed_plainly(unknown)) if unknown else told

    def _met(self, row: dict, name: str) -> str:
        key = "substitutes.meets_partly" if row[f"asked:{name}"] == PARTLY else "substitutes.meets"
        return self.words(key, constraint=self.explored.constraint(name), value=self._value(row["at"], name)).strip()

    def _value(self, at: int, name: str) -> str:
        """What a candidate has where a constraint is a limit; what it is, where it is a choice."""
        if any(each.criterion == name for each in self.explored.sieve.limits):
            return f"{self.explored.value(name, at)} {self.explored.unit(name)}".strip()
        shown = {"families": lambda: self.explored.family(at), "terms": lambda: self.words(f"terms.{self.candidates.terms[at]}")}
        return shown.get(name, lambda: self.words("explore.verdict.met"))()

    def indicators(self, row: dict) -> pd.DataFrame:
        """Every indicator of one substitute beside the present material."""
        words, names = self.words, self.explored.indicators.index
        return pd.DataFrame(
            {
                words("compare.indicator"): [words.label(self.explored.indicators.loc[name]) for name in names],
                words("substitutes.ratio"): [self.ratio(row, name) for name in names],
                words("substitutes.order"): [self.state(row, name) for name in names],
            }
        )

    def constraints(self, row: dict) -> pd.DataFrame:
        """Every constraint of one substitute, with its figures."""
        words, codes = self.words, ("met", "partly", "unknown", "unmet")
        held = [(name, codes[row[f"asked:{name}"]]) for name in self.explored.verdicts]
        return pd.DataFrame(
            {
                words("explore.constraint"): [self.explored.constraint(name) for name, _ in held],
                words("substitutes.has"): [self._has(row["at"], name) for name, _ in held],
                words("substitutes.verdict"): [words(f"explore.verdict.{code}") for _, code in held],
            }
        )

    def _has(self, at: int, name: str) -> str:
        return "; ".join(self.explored.about(at)[-1:]) if name == "uncritical" else self._value(at, name)

    def unknowns(self, row: dict) -> list[str]:
        """What is not known of one substitute: constraints, and indicators."""
        words, said = self.words, []
        if constraints := self.not_known(row):
            said.append(words("substitutes.unknown_constraints", names=words.listed_plainly(constraints)))
        if row["lacking"]:
            named = [words.label(self.explored.indicators.loc[name]) for name in row["lacking"]]
            said.append(words("substitutes.unknown_indicators", names=words.listed_plainly(named)))
        return said or [words("substitutes.all_known")]

    def unfit(self, material: str) -> list[str]:
        """What is said of the part, and would be left out with another material, each in words."""
        number = next(at for at, each in enumerate(self.study.alternatives) if each.id == self.asked.alternative)
        named = []
        for each in change.unfit(self.study, number, self.asked.number, material, self.explored.facts):
            kind, _, process = each.partition(":")
            named.append(self.labels.of("process", process) if process else self.words(f"substitutes.unfit.{kind}"))
        return named

    def figures(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Rows for a spreadsheet, with every ratio and every state."""
        words, table = self.words, self.table(rows)
        for name in self.explored.indicators.index:
            called = words.label(self.explored.indicators.loc[name])
            table[f"{called} · {words('substitutes.ratio')}"] = rows[f"ratio:{name}"].to_numpy()
            table[f"{called} · {words('substitutes.order')}"] = [self.state(row, name) for row in rows.to_dict("records")]
        return table


def place(study: Study, name: str, number: int, labels: Labels) -> str:
    """Name of a part with that of its alternative: Steel bonnet · Outer panel."""
    words, parts = labels.words, study.alternative(name).parts
    called = shortened(alternative(study, name, labels), 60)
    if len(parts) == 1:
        return called
    part = parts[number]
    return f"{called} · {words.whole(number + 1)} {shortened(words.of(part.name) or labels.of('material', part.material), 40)}"


def record(study: Study, each: Consideration, labels: Labels, words: Texts) -> str:
    """What was decided, for which part, why, by whom and when."""
    held = {one.id: len(one.parts) for one in study.alternatives}
    gone = held.get(each.alternative, 0) <= each.part
    where = words("substitutes.gone", name=each.alternative) if gone else place(study, each.alternative, each.part, labels)
    who = [each.by or "", words.date(each.date) if each.date else ""]
    blanks = {"material": labels.of("material", each.material), "place": where, "reason": words.of(each.reason)}
    return words(f"substitutes.record.{each.verdict}", who=words.listed_plainly(who) or words("substitutes.nobody"), **blanks)
