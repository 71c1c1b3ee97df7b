"""What does each choice ask of the earth and of supply chains, what returns, and what does it cost?"""

from impact.views.ui import circle, draft, editor, frame, matter, money, supply

#: Sections of the page, from what is asked of the earth to what is paid.
SECTIONS = {"matter": matter.show, "supply": supply.show, "circularity": circle.show, "cost": money.show}

words = frame.header("resources.title", "resources.promise")
with frame.errors_shown():
    editor.open_study()
    draft.follow()
    named = {name: words(f"resources.section.{name}") for name in SECTIONS}
    SECTIONS[frame.section("resources", words("resources.sections"), named)]()
