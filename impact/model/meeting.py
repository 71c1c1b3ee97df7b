"""What a study puts before a meeting: structure."""

from typing import Annotated

from pydantic import Field

from impact.model.entry import Entry, Text
from impact.model.hypothesis import About, FactName

#: Numbers that a meeting may move at most: more is a workshop.
MAX_LEVERS = 3


class Meeting(Entry):
    """The indicator that is shown first, the numbers that may be moved live, and the decision that is asked for."""

    indicator: FactName | None = None  # none: the first of the catalogue, climate
    levers: Annotated[list[About], Field(max_length=MAX_LEVERS)] = []
    decision: Text | None = None
