"""What a study takes for granted until it is known better, and what it aims at: structure of both."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from impact import errors
from impact.model.entry import AtLeastOne, Entry, Text, Words, refuse

#: Way to a number of the study, in the words of its file, with alternatives by name: alternatives.steel.parts[0].recycled_content
About = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_.\[\]-]{1,200}$")]
#: A number, or a quantity with its unit; read as what it is about is read.
Bound = Annotated[float | str, BeforeValidator(lambda value: float(value) if type(value) is int else value)]
#: A fact of the catalogue, as it is called there: steel-s235jr, electricity:FR, process:sheet-stamping.
FactName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9:_-]{1,100}$")]


class Hypothesis(Entry):
    """A provisional assumption: who holds it, on what ground, and when it is looked at again.

    It may give a number of the study a range (`about`, `low`, `high`; several numbers are then drawn as one),
    or a fact of the catalogue another spread (`fact`, `number`, `spread`) or, for a property, other bounds (`low`, `high`).
    """

    statement: Text
    owner: Words
    source: Text
    range: Text | None = None  # in words; needed where no numbers are given
    review: date
    about: Annotated[list[About], Field(min_length=1, max_length=20)] | None = None
    fact: FactName | None = None
    number: FactName | None = None  # indicator, property or energy of the fact; none: all of its indicators
    low: Bound | None = None
    high: Bound | None = None
    spread: Annotated[AtLeastOne, Field(le=10)] | None = None  # geometric standard deviation

    @property
    def subject(self) -> tuple[str, ...]:
        """What its draws are called: they stay when it comes to be about fewer numbers."""
        return "hypothesis", *self.statement.values()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.about is not None and self.fact is not None:
            refuse(errors.SaidTwice("", ["about", "fact"]))
        if self.spread is not None and self.low is not None:
            refuse(errors.SaidTwice("", ["spread", "low"]))
        for given, wanted in (("low", "high"), ("high", "low")):
            if getattr(self, given) is not None and getattr(self, wanted) is None:
                refuse(errors.KeyMissing(f".{wanted}"))
        if self.about is not None and self.low is None:
            refuse(errors.KeyMissing(".low"))
        if self.spread is not None and self.fact is None:
            refuse(errors.KeyMissing(".fact"))
        if self.low is not None and self.about is None and self.fact is None:
            refuse(errors.KeyMissing(".about"))
        if self.fact is not None and self.low is None and self.spread is None:
            refuse(errors.KeyMissing(".spread"))
        if self.fact is not None and self.low is not None:
            for end in ("low", "high"):
                if not isinstance(getattr(self, end), float) or getattr(self, end) <= 0:
                    refuse(errors.OutOfRange(f".{end}", str(getattr(self, end)), "x > 0"))
            if self.low >= self.high:
                refuse(errors.EmptyRange(".low", f"{self.low:g}", f"{self.high:g}"))
            if self.number is None:
                refuse(errors.KeyMissing(".number"))
        if self.range is None and self.about is None and self.fact is None:
            refuse(errors.KeyMissing(".range"))
        return self


class Target(Entry):
    """A lever that is retained: a number of the study, where it should go, and how much effort that takes."""

    about: About
    goal: Bound
    effort: Literal["low", "medium", "high"]
    note: Text | None = None
