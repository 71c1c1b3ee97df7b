"""An axis of ratios to a baseline, for a small chart."""

from dataclasses import dataclass
from math import ceil, floor, isfinite, log10

#: Ticks in every decade of a logarithmic axis, from many to few.
TICKS = ((1, 2, 5), (1,))
#: Ticks of an axis at most.
MOST = 8
#: Ends that lie further apart than this are shown by their logarithms.
FAR = 4.0
#: Room at either end, as a share of the axis.
ROOM = 0.04


@dataclass(frozen=True)
class Axis:
    """low, high: its ends, ratios; logarithmic only where all is above zero."""

    low: float
    high: float
    logarithmic: bool

    def place(self, value: float) -> float:
        """Where a value stands: 0 at the low end, 1 at the high one."""
        low, high, at = (log10(each) if self.logarithmic else each for each in (self.low, self.high, value))
        return min(max(ROOM + (1 - 2 * ROOM) * (at - low) / (high - low), 0.0), 1.0)

    @property
    def ticks(self) -> list[float]:
        """Round numbers within its ends, no more than MOST."""
        if not self.logarithmic:
            step = 10.0 ** floor(log10((self.high - self.low) / 2))
            step = next(step * by for by in (1, 2, 5, 10) if (self.high - self.low) / (step * by) <= MOST - 1)
            return [step * n for n in range(ceil(self.low / step), floor(self.high / step) + 1)]
        decades = range(floor(log10(self.low)), ceil(log10(self.high)) + 1)
        for every in range(1, len(decades) + 1):
            for steps in TICKS if every == 1 else TICKS[1:]:
                found = [step * 10.0**decade for decade in decades if decade % every == 0 for step in steps]
                found = [each for each in found if self.low <= each <= self.high]
                if len(found) <= MOST:
                    return found
        return [1.0]


def axis(values: list[float]) -> Axis:
    """The axis that holds values, those that are not known aside, and 1, the baseline."""
    known = [1.0, *(each for each in values if isfinite(each))]
    low, high = min(known), max(known)
    if low > 0 and high / low > FAR:
        return Axis(low, high, True)
    return Axis(low, high, False) if high > low else Axis(0.0, 2.0, False)
