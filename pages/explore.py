"""Which materials could do it, of those that nobody thought of?"""

from impact.views.ui import draft, editor, explore, frame, substitutes

#: Sections of the page, from all that there is to what may take the place of one part.
SECTIONS = {"chart": explore.chart, "front": explore.front, "substitutes": substitutes.show}

words = frame.header("explore.title", "explore.promise")
with frame.errors_shown():
    editor.open_study()
    draft.follow()
    named = {name: words(f"explore.section.{name}") for name in SECTIONS}
    SECTIONS[frame.section("explore", words("explore.sections"), named)]()
