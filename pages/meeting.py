"""A frozen result before a meeting, on five screens."""

from impact.views.ui import meeting

meeting.show()
