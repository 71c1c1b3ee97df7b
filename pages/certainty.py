"""How sure is it, what drives it, and what would settle it?"""

from impact.views.ui import choices, draft, drivers, editor, frame, pairs, spreads, weights

#: Sections of the page, from how sure an answer is to what it rests on.
SECTIONS = {"pairs": pairs.show, "drivers": drivers.show, "weights": weights.show, "choices": choices.show, "spreads": spreads.show}

words = frame.header("certainty.title", "certainty.promise")
with frame.errors_shown():
    editor.open_study()
    draft.follow()
    named = {name: words(f"certainty.section.{name}") for name in SECTIONS}
    SECTIONS[frame.section("certainty", words("certainty.sections"), named)]()
