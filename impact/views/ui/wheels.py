"""A wheel on every screen: with names where they fit, with numbers and their key on a phone."""

from collections.abc import Callable

import streamlit as st

from impact.views.ui import frame

#: Below this width of the window names at the rim would overlap. [px]
NARROW = 640
HIDE = (
    "<style>@media (max-width: {narrow}px) {{ .st-key-{name}_wide {{ display: none }} }}"
    " @media (min-width: {wide}px) {{ .st-key-{name}_narrow {{ display: none }} }}</style>"
)


def show(name: str, draw: Callable[[bool], object], key: str, alt: str):
    """A wheel in the form that its window has room for.

    name: of its place on the page, without spaces; draw: the figure, with numbers in place of names or not; key: names by number
    """
    st.html(HIDE.format(narrow=NARROW, wide=NARROW + 1, name=name))
    for form, numbered in (("wide", False), ("narrow", True)):
        with st.container(key=f"{name}_{form}"):
            frame.chart(draw(numbered), alt, f"{name}_{form}_chart")
            if numbered:
                st.caption(frame.plain(key))
