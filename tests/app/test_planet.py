"""The section State of the planet: in both languages, and the same whatever is compared."""

import pytest

from impact.views.texts import languages, texts
from tests.app.test_pages import opened, said


def planet(language: str, **parameters: str):
    app = opened(language, "pages/boundaries.py", **parameters)
    app.session_state["at_limits"] = "planet"
    app.run()
    assert not app.exception, app.exception
    return app


@pytest.mark.parametrize("language", languages())
def test_every_edition_is_shown(language):
    app, words = planet(language), texts(language)
    editions = app.selectbox(key="planet_edition")
    assert len(editions.options) == 3 and editions.value == "phc-2025"
    for edition in ("phc-2025", "richardson-2023", "steffen-2015"):
        app.selectbox(key="planet_edition").set_value(edition).run()
        assert not app.exception, app.exception
        assert len(app.get("plotly_chart")) == 1 and words("planet.not_flows") in said(app).replace("\\", "")


def test_it_is_the_same_whatever_is_compared():
    """The planet is never coloured by products."""
    apps = [planet("fr", study=name) for name in ("bonnet", "bottle")]
    figures = [app.get("plotly_chart")[0].proto.spec for app in apps]
    assert figures[0] == figures[1] and len(figures[0]) > 1000
    assert said(apps[0]) == said(apps[1])
