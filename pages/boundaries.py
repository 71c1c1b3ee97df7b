"""How much of the planet's capacity does each choice ask for, by which rule of sharing, and how surely?"""

from impact.views.ui import claims, days, draft, editor, frame, method, planet

#: Sections of the page, from what a product asks to what it is held against.
SECTIONS = {"share": claims.show, "person": days.show, "planet": planet.show, "method": method.show}

words = frame.header("limits.title", "limits.promise")
with frame.errors_shown():
    editor.open_study()
    draft.follow()
    named = {name: words(f"limits.section.{name}") for name in SECTIONS}
    SECTIONS[frame.section("limits", words("limits.sections"), named)]()
