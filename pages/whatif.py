"""What would change if what the study assumes were otherwise?"""

from impact.views.ui import draft, editor, frame, whatif

words = frame.header("whatif.title", "whatif.promise")
with frame.errors_shown():
    editor.open_study()
    draft.follow()
    whatif.show()
