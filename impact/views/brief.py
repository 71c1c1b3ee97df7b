"""A result in the words of one language, ready to be frozen: screens of a meeting, tables, names."""

import pandas as pd
from pydantic import BaseModel, ConfigDict

from impact.model.study import Study

#: Screens of a meeting, in their order.
SCREENS = QUESTION, RESULT, LIMITS, TRADE_OFFS, CHANGE = ("question", "result", "limits", "trade-offs", "change")


class Frozen(BaseModel):
    """What is kept as it is written."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Sheet(Frozen):
    """A table to be read: its title, heads of its columns, and rows as long as those."""

    title: str
    head: list[str]
    rows: list[list[str]]


class Source(Frozen):
    """Where numbers come from, and the terms of use that it is under."""

    citation: str
    terms: str


class Screen(Frozen):
    """One screen of a meeting: what it shows, the one sentence made from the numbers, and what stands under it."""

    key: str
    title: str
    sentence: str
    points: list[str] = []
    sheet: Sheet | None = None


class Brief(Frozen):
    """A result in one language.

    indicator: id of the one that is shown first; baseline: id of the alternative that counts as 100 %
    names:     kind (alternative, indicator, short, unit, stage, part, principle, capacity_set, verdict, answer, status, state) -> id -> words
    stamp:     reservations under which the comparison was let through; empty without any
    findings:  what stands against the comparison, or must be known first; signs: what the signs beside figures mean
    coverage:  what is counted of the life, and what of it is known; certainty: the headline indicator, pair by pair with the baseline
    limits:    against shares of the planet's capacity; empty where the study states none
    sheets:    tables by name
    sources:   what the numbers come from
    """

    language: str
    title: str
    question: str
    function: str
    baseline: str
    indicator: str
    names: dict[str, dict[str, str]]
    stamp: str
    findings: list[str]
    coverage: list[str]
    certainty: list[str]
    limits: list[str]
    signs: list[str]
    assumed: list[str]
    hypotheses: list[str]
    screens: list[Screen]
    sheets: dict[str, Sheet]
    sources: list[Source]

    def screen(self, key: str) -> Screen:
        """The screen called `key`."""
        return next(each for each in self.screens if each.key == key)


def headline(study: Study, indicators: list[str]) -> str:
    """The indicator that is shown first: the one a study names, else the first."""
    return (study.meeting and study.meeting.indicator) or indicators[0]


def sheet(title: str, rows: pd.DataFrame) -> Sheet:
    """A table of views as it is kept."""
    return Sheet(
        title=title, head=[str(each) for each in rows.columns], rows=[[str(cell) for cell in row] for row in rows.itertuples(index=False)]
    )
