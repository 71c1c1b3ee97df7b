"""One line of the bill of an alternative, and the stages that lines belong to."""

from dataclasses import dataclass

import numpy as np

#: Life cycle stages, in the order in which they are shown.
STAGES = MATERIAL, MANUFACTURE, TRANSPORT, USE, END_OF_LIFE, CREDIT = (
    "material",
    "manufacture",
    "transport",
    "use",
    "end_of_life",
    "recycling_credit",
)
#: Ends the name of electricity that follows the path of its country over the service life.
PATH = "@path"
#: Burning with energy recovery where no credit is given for the energy.
BURNT = "burnt"


def typical(number) -> float:
    """Median of a number that may differ from draw to draw."""
    return float(np.median(number))


def some(number) -> bool:
    """Is there any of it, in any draw?"""
    return number is not None and bool(np.any(number))


@dataclass(frozen=True)
class Flow:
    """How much of one thing is asked for. Its impact is amount x factor.

    subject:  material, or activity of the catalogue, that is asked for; None: it is not known which
    amount:   in what the factors of the subject are per [n, or 1 where it is the same in every draw]; negative: spared
    handled:  mass that the line is about, for the coverage [kg]
    part:     number of the part; None: the alternative as a whole
    lost:     matter that is bought and does not end in the part
    unstated: the alternative says nothing of a stage that another one states
    """

    stage: str
    subject: str | None
    amount: np.ndarray
    handled: float
    part: int | None = None
    lost: bool = False
    unstated: bool = False
