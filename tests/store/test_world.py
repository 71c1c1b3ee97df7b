"""The outlines of the world: every country that produces can be shown, and shapes are what they should be."""

import numpy as np
import pandas as pd
import pytest

from impact.store.catalogue import DATA
from impact.store.world import FILE, area, centroid, world


def csv(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / f"{name}.csv", keep_default_na=False, na_values=[""])


def test_every_country_of_supply_has_an_outline_or_a_point():
    named = set(csv("producer").country) | set(csv("sourcing").country) | set(csv("concentration").largest)
    assert named - world().countries == set()
    assert not set(world().outlines) & set(world().points)


def test_every_code_is_a_country_of_the_catalogue():
    assert world().countries <= set(csv("country").query("kind == 'country'").id)


def test_rings():
    """176 countries and territories of Natural Earth are without Antarctica; French Guiana stands apart, four have no code."""
    outlines = world().outlines
    assert len(outlines) == 174 and sum(map(len, outlines.values())) == 280
    assert len(outlines["ZA"]) == 2 and len(outlines["LS"]) == 1  # the hole around Lesotho
    assert len(outlines["FR"]) == 2 and outlines["GF"][0][:, 0].max() < -50
    for rings in outlines.values():
        for ring in rings:
            assert len(ring) >= 4 and (ring[0] == ring[-1]).all()
            assert (abs(ring) <= (180, 84)).all() and ring[:, 1].min() > -60
            assert np.ptp(ring[:, 0]) < 180  # cut where it would run around the world


def test_the_file_is_small_and_says_where_it_is_from():
    assert FILE.stat().st_size < 110_000
    assert "Natural Earth" in world().source and "public domain" in world().source


@pytest.mark.parametrize(
    ("country", "place"), [("FR", (2.5, 46.6)), ("CD", (23.6, -2.9)), ("BR", (-53, -10.7)), ("CL", (-71, -37)), ("SG", (103.8, 1.4))]
)
def test_centres(country, place):
    assert world().centres[country] == pytest.approx(place, abs=1.5)


def test_area_and_centroid_of_a_shape_made_by_hand():
    """An L of three unit squares."""
    ring = np.array([(0, 0), (2, 0), (2, 1), (1, 1), (1, 2), (0, 2), (0, 0)], float)
    assert area(ring) == 3 and area(ring[::-1]) == -3
    assert centroid(ring) == pytest.approx([(0.5 + 1.5 + 0.5) / 3] * 2)
