"""What was decided on a result: structure of the record."""

import datetime
from typing import Annotated

from pydantic import Field, ValidationError

from impact import errors
from impact.model.entry import Entry, Slug, Words


class Decision(Entry):
    """The choice and what it rests on, so that it can be defended, or revised, a year later.

    choice:  alternatives that are chosen; none: the choice is left open
    dissent: what was held against it; unknown: what was not known when it was made
    """

    choice: Annotated[list[Slug], Field(max_length=20)] = []
    reasons: Words
    dissent: Words | None = None
    unknown: Words | None = None
    review: datetime.date
    by: Words


def decided(choice: list[str], reasons: str, dissent: str, unknown: str, review: datetime.date | None, by: str) -> Decision:
    """A record of what was typed. Raises KeyMissing for reasons, review or by, OutOfRange for a text that is too long."""
    table = {
        "choice": choice,
        "reasons": reasons.strip(),
        "dissent": dissent.strip(),
        "unknown": unknown.strip(),
        "review": review,
        "by": by.strip(),
    }
    for name in ("reasons", "review", "by"):
        if not table[name]:
            raise errors.KeyMissing(name)
    try:
        return Decision.model_validate({name: value for name, value in table.items() if value})
    except ValidationError as problem:
        where = str(problem.errors()[0]["loc"][0])
        raise errors.OutOfRange(where, str(len(table[where])), "≤ 2000") from None
