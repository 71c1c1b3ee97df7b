"""What was decided on a substitute: structure of the record."""

import datetime
from typing import Annotated, Literal

from pydantic import Field

from impact.model.entry import Entry, Slug, Text, Words


class Consideration(Entry):
    """A material that was considered for a part, and why it was accepted or rejected. A part may have several records of one
    material: the last one holds."""

    alternative: Slug
    part: Annotated[int, Field(ge=0)]  # number among the parts of the alternative, from 0
    material: Slug
    verdict: Literal["accepted", "rejected"]
    reason: Text
    by: Words | None = None
    date: datetime.date | None = None
