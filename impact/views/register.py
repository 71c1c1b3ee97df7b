"""The register of hypotheses: every provisional assumption of every study, and which are due."""

import datetime
from dataclasses import dataclass
from math import isnan

import pandas as pd

from impact.model.hypothesis import Hypothesis
from impact.model.study import Study
from impact.scoring.influence import influence
from impact.store.facts import Facts
from impact.views.names import Labels, alternative
from impact.views.sentences import supposed
from impact.views.texts import Texts


@dataclass(frozen=True)
class Held:
    """One hypothesis of one study; document: what the study is kept as; number: its place among those of the study."""

    document: str
    study: Study
    number: int

    @property
    def hypothesis(self) -> Hypothesis:
        """The hypothesis itself."""
        return self.study.hypotheses[self.number]

    def overdue(self, today: datetime.date) -> bool:
        """Should it have been looked at again by now?"""
        return self.hypothesis.review < today


def held(studies: dict[str, Study]) -> list[Held]:
    """All of them, those to be looked at first in front; studies: by what they are kept as."""
    found = [Held(name, study, number) for name, study in studies.items() for number in range(len(study.hypotheses))]
    return sorted(found, key=lambda each: each.hypothesis.review)


def overdue(study: Study, today: datetime.date, words: Texts) -> list[str]:
    """Hypotheses of a study that should have been looked at again by now, in words."""
    late = [each for each in study.hypotheses if each.review < today]
    return [words("register.late", statement=words.of(each.statement), owner=each.owner, review=words.date(each.review)) for each in late]


def table(rows: list[Held], today: datetime.date, words: Texts) -> pd.DataFrame:
    """The register to be read."""
    return pd.DataFrame(
        {
            words("register.study"): [words.of(each.study.title) for each in rows],
            words("register.statement"): [words.of(each.hypothesis.statement) for each in rows],
            words("register.owner"): [each.hypothesis.owner for each in rows],
            words("table.source"): [words.of(each.hypothesis.source) for each in rows],
            words("register.range"): [words.of(each.hypothesis.range) or supposed(each.hypothesis, words) for each in rows],
            words("register.review"): [
                words("register.is_late" if each.overdue(today) else "register.is_due", review=words.date(each.hypothesis.review))
                for each in rows
            ],
        }
    )


def moved(each: Held, facts: Facts, indicator: str, labels: Labels) -> list[str]:
    """What a hypothesis moves: every alternative from one end of its range to the other, and whether an order turns."""
    words = labels.words
    rows = influence(each.study.model_copy(update={"hypotheses": [each.hypothesis]}), facts, indicator)
    if rows.empty:
        return [words("register.in_words")]
    said = []
    for row in rows.itertuples():
        if isnan(row.base):
            said.append(words("register.unknown", alternative=alternative(each.study, row.alternative, labels)))
            continue
        ends = [words.change(end / row.base - 1) if row.base > 0 else words.number(end) for end in (row.low, row.high)]
        said.append(words("register.moves", alternative=alternative(each.study, row.alternative, labels), low=ends[0], high=ends[1]))
    asked = rows.turns.dropna()
    return [*said, words("register.no_order" if asked.empty else "register.turns" if asked.any() else "register.no_turn")]
