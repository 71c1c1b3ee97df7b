"""Where do several activities lead up to a target year, with what is decided, planned or thought of?"""

from impact.views.ui import frame, roadmap

frame.header("roadmap.title", "roadmap.promise")
with frame.errors_shown():
    roadmap.show()
