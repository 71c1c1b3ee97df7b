"""A figure on every screen: a form for wide windows, and one for a phone, such as a wheel with numbers and their key in place of names."""

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
    """A figure in the form that its window has room for.

    name: of its place on the page, without spaces; draw: the figure, for a phone or not; key: written under that for a phone, if anything
    """
    st.html(HIDE.format(narrow=NARROW, wide=NARROW + 1, name=name))
    for form, narrow in (("wide", False), ("narrow", True)):
        with st.container(key=f"{name}_{form}"):
            frame.chart(draw(narrow), alt, f"{name}_{form}_chart")
            if narrow and key:
                st.caption(frame.plain(key))
