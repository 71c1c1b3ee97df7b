"""Outlines of the countries of the world, for maps that ask no other machine for tiles or shapes.

Source: Natural Earth, Admin 0 countries 1:110m (https://www.naturalearthdata.com), public domain; what was left out says `source` of the
file. Borders are as Natural Earth draws them, by who holds the ground, and take no side.
"""

import functools
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

FILE = Path(__file__).parents[2] / "data" / "map" / "world.json"


@dataclass(frozen=True)
class World:
    """Outlines in degrees, longitude before latitude.

    source:   where they are from, and their licence
    outlines: country, by id -> its rings, each (points, 2), closed; holes are rings too; "": land of no country of the catalogue
    points:   country too small for an outline -> its place (2,)
    """

    source: str
    outlines: dict[str, list[np.ndarray]]
    points: dict[str, np.ndarray]

    @functools.cached_property
    def countries(self) -> set[str]:
        """Countries that a map can show, by outline or point."""
        return {country for country in self.outlines if country} | set(self.points)

    @functools.cached_property
    def centres(self) -> dict[str, np.ndarray]:
        """Country -> centre of its largest ring, or its point."""
        largest = {country: max(rings, key=lambda ring: abs(area(ring))) for country, rings in self.outlines.items() if country}
        return {country: centroid(ring) for country, ring in largest.items()} | self.points


@functools.cache
def world() -> World:
    """The outlines of the file, read once."""
    held = json.loads(FILE.read_text(encoding="utf-8"))
    outlines = {country: [np.array(ring, float) for ring in rings] for country, rings in held["countries"].items()}
    return World(held["source"], outlines, {country: np.array(place, float) for country, place in held["points"].items()})


def area(ring: np.ndarray) -> float:
    """Signed area of a closed ring, in its units squared: sum of (x y' - x' y) / 2."""
    x, y = ring.T
    return float(x[:-1] @ y[1:] - x[1:] @ y[:-1]) / 2


def centroid(ring: np.ndarray) -> np.ndarray:
    """Centre of the area of a closed ring: sum of (p + p') (x y' - x' y) / (6 area). It may lie outside a bent one."""
    x, y = ring.T
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    return (ring[:-1] + ring[1:]).T @ cross / (6 * area(ring))
