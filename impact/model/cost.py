"""What a study says of costs, which stand beside the impacts and are never added to them."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from impact import errors
from impact.model import quantity
from impact.model.entry import NEUTRAL, Entry, Positive, Text, checked, refuse

#: Currency of the prices in the facts, and of a study that names none.
DOLLAR = "USD"
#: Stages of which the cost may be entered; that of the matter follows from its price.
MANUFACTURE, TRANSPORT, USE, END_OF_LIFE = STAGES = ("manufacture", "transport", "use", "end_of_life")


def _currency(code):
    """Three capital letters, as in ISO 4217. Raises NoCurrency."""
    if isinstance(code, str) and not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        raise errors.NoCurrency("", code[:60])
    return code


Currency = Annotated[str, StringConstraints(strict=True), BeforeValidator(checked(_currency))]
Money = Annotated[float, BeforeValidator(checked(lambda value: quantity.positive(value, "", "", NEUTRAL, zero=True)))]


class Ranged(Entry):
    """An amount of money between two ends, which may be equal."""

    low: Money
    high: Money

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.low > self.high:
            refuse(errors.LowAboveHigh(".low", f"{self.low:g}", f"{self.high:g}"))
        return self


class Price(Ranged):
    """What the matter of a part costs, as entered. [currency of the study per kg]"""


class Cost(Ranged):
    """What a stage of one alternative costs, as entered. [currency of the study per function]"""

    stage: Literal[STAGES]
    statement: Text


class Costs(Entry):
    """The money that costs and prices of the study are in."""

    currency: Currency
    year: Annotated[int, Field(ge=1990, le=2100)]  # of the prices
    per_usd: Positive | None = None  # units of the currency for one US dollar in that year; needed unless it is the dollar
    source: Text | None = None

    @model_validator(mode="after")
    def _convertible(self) -> Self:
        if self.currency != DOLLAR and self.per_usd is None:
            refuse(errors.RateNeeded(".per_usd", self.currency))
        if self.currency == DOLLAR and self.per_usd not in (None, 1.0):
            refuse(errors.OutOfRange(".per_usd", f"{self.per_usd:g}", "= 1"))
        return self

    @property
    def rate(self) -> float:
        """Units of the currency for one US dollar."""
        return self.per_usd or 1.0
