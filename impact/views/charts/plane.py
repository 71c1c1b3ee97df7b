"""What a chart of two criteria is drawn from: places of materials on its axes, their ranges as ellipses, their families as envelopes."""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import ConvexHull

from impact.scoring.criteria import LEAST, MIDDLE, MOST
from impact.views.explore import Explored

#: Criteria that a logarithm says nothing of.
LINEAR = ("property:max_service_temperature", "risk")
#: Points of an ellipse; the least radius that an envelope gives to a place [share of the axis].
CORNERS, AROUND = 24, 0.012


@dataclass(frozen=True)
class Level:
    """A line on which all weigh the same at equal function. name: safe as markup; x, y: places on it, in the units of the axes"""

    name: str
    x: np.ndarray
    y: np.ndarray


@dataclass(frozen=True)
class Plane:
    """What is drawn. x, y: criteria; studied: places that the study holds, numbered in this order

    members: of the front, which bear letters; joined: the sense of x where a line joins them; near: what the frame is drawn around, else all
    """

    held: Explored
    x: str
    y: str
    studied: tuple[int, ...] = ()
    members: np.ndarray | None = None
    joined: int | None = None
    levels: tuple[Level, ...] = ()
    near: np.ndarray | None = None

    def ends(self, criterion: str) -> np.ndarray:
        """Low, middle, high as places on an axis: decades where it is logarithmic; nan where it has no place there. [3, n]"""
        values = self.held.criteria.values(criterion)
        values = np.where(np.isinf(values), values[MIDDLE], values)
        if criterion in LINEAR:
            return values
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(values[LEAST] > 0, np.log10(values), np.nan)

    def shown(self) -> np.ndarray:
        """Has a candidate a place on both axes? [n]"""
        return ~np.isnan(self.ends(self.x)[MIDDLE] + self.ends(self.y)[MIDDLE])

    def framed(self) -> np.ndarray:
        """What the frame is drawn around. [n]"""
        shown = self.shown()
        return shown & self.near if self.near is not None and (shown & self.near).any() else shown

    def beyond(self) -> int:
        """How many that remain lie outside the frame."""
        x, y = (self.ends(name) for name in (self.x, self.y))
        (left, right), (bottom, top) = reach_of(np.stack([x, y]), self.framed())
        inside = (x[MIDDLE] >= left) & (x[MIDDLE] <= right) & (y[MIDDLE] >= bottom) & (y[MIDDLE] <= top)
        return int((self.shown() & self.held.remaining & ~inside).sum())


def reach_of(ends: np.ndarray, near: np.ndarray) -> np.ndarray:
    """Ends of both axes. [2, 2]"""
    if not near.any():
        return np.array([[0.0, 1.0], [0.0, 1.0]])
    low, high = np.nanmin(ends[:, LEAST, near], axis=1), np.nanmax(ends[:, MOST, near], axis=1)
    room = np.maximum(high - low, 0.1) * 0.08
    return np.stack([low - room, high + room], axis=1)


def values_of(plane: Plane, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Places on the axes as values."""
    return tuple(each if name in LINEAR else 10.0**each for name, each in ((plane.x, x), (plane.y, y)))


def rims(ends: np.ndarray, least: np.ndarray) -> np.ndarray:
    """Ellipses over the ranges of some candidates. ends: [2, 3, m]; least: radius on each axis [2]; result [2, m, CORNERS + 1]"""
    angle = np.linspace(0, 2 * np.pi, CORNERS + 1)
    middle, radius = (ends[:, MOST] + ends[:, LEAST]) / 2, (ends[:, MOST] - ends[:, LEAST]) / 2
    turned = np.stack([np.cos(angle), np.sin(angle)])
    return middle[:, :, None] + np.maximum(radius, least[:, None])[:, :, None] * turned[:, None, :]


def envelope(ends: np.ndarray, reach: np.ndarray) -> np.ndarray:
    """Hull around the ellipses of a family. [2, points], closed"""
    around = AROUND * (reach[:, 1] - reach[:, 0])
    points = rims(ends, around).reshape(2, -1).T
    corners = points[ConvexHull(points).vertices]
    return np.vstack([corners, corners[:1]]).T
