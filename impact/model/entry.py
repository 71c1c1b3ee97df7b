"""What a study file is made of: tables without unknown keys, and the kinds of values that they hold."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from impact import errors
from impact.model import quantity

#: Mass of a part that the sizing rule decides.
SIZED = "sized"
#: A file has no language: by this reading 8.5 and 8,5 are one number, and 1,234 is refused rather than guessed.
NEUTRAL = "en"


def checked(read):
    """Validator that hands an error of ours through pydantic unchanged."""

    def validate(value):
        try:
            return read(value)
        except errors.SeuilError as problem:
            raise PydanticCustomError("seuil", "{problem}", {"problem": problem}) from None

    return validate


def _amount(unit: str):
    return BeforeValidator(checked(lambda value: quantity.positive(value, unit, "", NEUTRAL)))


def refuse(problem: errors.SeuilError):
    """Hand an error of ours through pydantic unchanged."""
    raise PydanticCustomError("seuil", "{problem}", {"problem": problem})


def summing_to_one(entry, names: tuple[str, ...]):
    """The entry, if its shares of these names sum to 1 within a thousandth."""
    total = sum(getattr(entry, name) for name in names)
    if abs(total - 1) > 1.01e-3:
        refuse(errors.SharesDoNotSum("", list(names), f"{total:.4g}"))
    return entry


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,60}$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Text = Annotated[dict[Slug, Words], Field(min_length=1, max_length=20)]  # language -> words
Kilograms = Annotated[float, _amount("kg")]
Mass = Annotated[
    Literal["sized"] | float,
    BeforeValidator(checked(lambda value: value if value == SIZED else quantity.positive(value, "kg", "", NEUTRAL))),
]
Years = Annotated[float, _amount("year")]
Kilometres = Annotated[float, _amount("km")]
Positive = Annotated[float, _amount("")]
Energy = Annotated[float, BeforeValidator(checked(lambda value: quantity.positive(value, "", "", NEUTRAL, zero=True)))]
Share = Annotated[float, BeforeValidator(checked(lambda value: quantity.share(value, "", NEUTRAL)))]
Portion = Annotated[float, BeforeValidator(checked(lambda value: quantity.share(value, "", NEUTRAL, zero=True)))]  # 0 allowed
AtLeastOne = Annotated[float, BeforeValidator(checked(lambda value: quantity.at_least_one(value, "", NEUTRAL)))]
Count = Annotated[int, Field(ge=1, le=10_000)]
Year = Annotated[int, Field(ge=2020, le=2050)]
Place = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9][A-Z0-9-]{0,9}$")]  # code of a country or region


class Entry(BaseModel):
    """A table of the file: immutable, and without keys that nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, serialize_by_alias=True)
