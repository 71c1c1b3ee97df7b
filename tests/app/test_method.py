"""The section Method and sources, and the facts behind it, as pages in every language."""

import pytest
from streamlit.testing.v1 import AppTest

from impact.views.further import STATE
from impact.views.texts import languages, texts
from tests.app.test_pages import foreign, opened, said, unescaped

DRAWERS = ("method_sets", "method_singles", "method_links", "method_sources")


def method(language: str) -> AppTest:
    """The section with all its drawers open."""
    app = opened(language, "pages/boundaries.py", study="bonnet")
    for name in DRAWERS:
        app.session_state[name] = True
    app.segmented_control(key="at_limits").set_value("method").run()
    assert not app.exception, app.exception
    return app


def shown(app: AppTest) -> set[str]:
    cells = {unescaped(cell) for table in app.table for cell in [*table.value, *table.value.index, *table.value.to_numpy().ravel()]}
    return cells | set(unescaped(said(app)).splitlines())


@pytest.mark.parametrize("language", languages())
def test_the_idea_comes_first_and_everything_is_there(language):
    app, words = method(language), texts(language)
    heads = [each.value for each in app.header]
    assert heads[0] == words("method.idea") and len(heads) == 7 and len(app.table) == 7
    text = said(app)
    assert all(
        words(key) in text for key in ("method.formula", "method.unsaid", "method.letters", "limits.targets", "method.criticisms_help")
    )
    assert not shown(app) & foreign(language)
    links = {each.proto.query_string for each in app.get("page_link")}
    assert any("capacity%3A" in each for each in links) and any("boundary%3A" in each for each in links)


@pytest.mark.parametrize("language", languages())
def test_sources_have_their_addresses(language):
    rows = method(language).table[-1].value
    address = rows[texts(language)("table.url")]
    assert address.map(unescaped).str.startswith("https://").sum() > 10


def alone():
    """The section on a page of its own, which asks for no study."""
    import streamlit as st

    from impact.views.ui import frame, method

    frame.start()
    st.navigation([st.Page(method.show, title="x")]).run()


@pytest.mark.parametrize("language", languages())
def test_the_section_under_free_terms(monkeypatch, language):
    import streamlit as st

    st.cache_resource.clear()
    monkeypatch.setenv("SEUIL_TERMS", "free")
    app = AppTest.from_function(alone, default_timeout=30)
    app.query_params["lang"] = language
    app.run()
    st.cache_resource.clear()
    assert not app.exception and texts(language)("method.switched_off") in said(app)


#: A fact of each new kind, with its topic.
FACTS = {"capacity:GWP-total": "limits", "capacity:ADPE": "limits", "boundary:phc-2025": "limits", "population:FR": "nations"}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("fact", FACTS)
def test_facts_behind_it(language, fact):
    app, words = opened(language, "pages/facts.py", fact=fact), texts(language)
    assert app.radio(key="topic").value == FACTS[fact] and app.selectbox(key=f"entry_{FACTS[fact]}").value == fact
    assert app.header[0].value and words("facts.sources") in said(app) and not shown(app) & foreign(language)
    heads = list(map(unescaped, app.table[0].value))
    wanted = {"capacity": [words("table.value")], "boundary": [words(f"parameter.{each}") for each in STATE]}
    assert set(wanted.get(fact.split(":")[0], [])) <= set(heads)


@pytest.mark.parametrize("language", languages())
def test_topics_of_the_limits(language):
    app = opened(language, "pages/facts.py", material="pp")
    for topic, entries in (("limits", 19), ("nations", 200)):
        app.radio(key="topic").set_value(topic).run()
        choice = app.selectbox(key=f"entry_{topic}")
        assert not app.exception and choice.value is None and len(choice.options) >= entries
