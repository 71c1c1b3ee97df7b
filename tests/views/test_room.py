"""Room on a screen: what is too much is left out line by line, never made small, never cut within a word."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from impact.views import room
from impact.views.brief import Sheet

TEXT = st.text(alphabet="abcdefgh ", max_size=400).map(lambda text: " ".join(text.split()))


@given(TEXT, st.integers(200, 1200), st.integers(1, 5))
def test_a_text_is_cut_between_words_and_fits(text, width, most):
    words, shown = text.split(), room.cut(text, width, most).split()
    assert len(textwrap.wrap(" ".join(shown), room.signs(text, width))) <= most
    if shown != words and max(map(len, words), default=0) < room.signs(text, width) - 2:
        assert shown[-1] == "…" and shown[:-1] == words[: len(shown) - 1]


@given(TEXT, st.integers(0, 500), st.integers(0, 200))
def test_a_sentence_is_never_smaller_than_the_least_and_takes_no_more_than_there_is(text, most, less):
    said, size = room.sized(text, 1100, most - less, most, "…")
    assert size >= room.LEAST == 20
    assert room.tall(said, 1100, size, room.BOLD) <= max(most, room.line())


def test_a_short_sentence_is_large_and_a_long_one_is_not():
    assert room.sized("word", 1100, 400, 400, "…") == ("word", 30)
    assert room.sized("word " * 60, 1100, 400, 400, "…")[1] < 30


@given(st.lists(TEXT, max_size=8), st.integers(0, 300))
def test_points_that_fit_and_the_rest_are_all_points(points, most):
    shown, more = room.fitted(points, most)
    assert shown == points[: len(shown)] and len(shown) + more == len(points)
    if shown:
        assert room.tall_all(shown) + (room.line() if more else 0) <= most


@pytest.mark.parametrize("count", [1, 5, 13])
def test_a_table_fits_with_its_cells_cut_if_need_be(count):
    sheet = Sheet(title="t", head=["Alternative", "Mass [kg]"], rows=[["a long name of an alternative " * 4, "1"]] * count)
    shown, pad, height = room.table(sheet, 460)
    assert height <= 460 and pad in room.PADS and len(shown.rows) == count
    assert sum(room.widths(shown)) == pytest.approx(room.INNER)
    assert all(row[1] == "1" for row in shown.rows)
    assert room.table(sheet, 5000)[0] == sheet


def test_columns_have_room_for_their_longest_word():
    sheet = Sheet(title="t", head=["Changement climatique", "x"], rows=[["1", "word " * 80]])
    assert room.widths(sheet)[0] >= len("Changement") * room.HEAVY * room.LEAST
