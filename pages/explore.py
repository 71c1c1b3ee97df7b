"""Which materials could do it, of those that nobody thought of?"""

from impact.views.ui import draft, editor, explore, frame

#: Sections of the page, from all that there is to what is bettered by nothing.
SECTIONS = {"chart": explore.chart, "front": explore.front}

words = frame.header("explore.title", "explore.promise")
with frame.errors_shown():
    editor.open_study()
    draft.follow()
    named = {name: words(f"explore.section.{name}") for name in SECTIONS}
    SECTIONS[frame.section("explore", words("explore.sections"), named)]()
