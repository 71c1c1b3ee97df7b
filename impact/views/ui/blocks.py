"""Blocks of a screen of a meeting: text, tables, the height of what is drawn."""

from html import escape

import streamlit as st

from impact.views import room
from impact.views.brief import Sheet
from impact.views.charts.meeting import HEAD

#: Height of a row of a figure, from what a line needs to what looks well; space between what stands under each other [px].
ROWS, GAP = (28, 64), 8


def fit(left: float, count: int) -> int:
    """Height of each of so many rows of a figure [px]; left: what there is for the figure"""
    return int(min(max((left - HEAD) / max(count, 1), ROWS[0]), ROWS[1]))


def block(html: str):
    """Text of a screen; html: safe as markup"""
    st.html(f'<div class="meeting">{html}</div>')


def table(sheet: Sheet, most: float) -> int:
    """A table with its title, in the room that it has. Returns its height [px]."""
    shown, pad, height = room.table(sheet, most)
    columns = "".join(f'<col style="width: {100 * width / room.INNER:.1f}%">' for width in room.widths(shown))
    style = f'style="padding: {pad}px {room.BESIDE}px"'
    head = "".join(f'<th scope="col" {style}>{escape(each)}</th>' for each in shown.head)
    rows = "".join(
        f'<tr><th scope="row" {style}>{escape(first)}</th>' + "".join(f"<td {style}>{escape(each)}</td>" for each in rest) + "</tr>"
        for first, *rest in shown.rows
    )
    caption = f"<caption>{escape(room.cut(sheet.title, room.INNER, 1, room.BOLD))}</caption>"
    block(f"<table>{caption}<colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>")
    return height
