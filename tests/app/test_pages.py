"""Every page in every language, driven without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from impact.views.texts import languages, texts
from impact.views.ui import frame
from tests.conftest import EXAMPLES, ROOT

#: Words of the interface in one language that must not show in the other.
ONLY = {"en": ["Comparer", "Masses pour", "Données", "Matériau"], "fr": ["Compare at", "Masses for", "Facts", "Material"]}


def opened(language: str, page: str = "pages/compare.py", **parameters: str) -> AppTest:
    app = AppTest.from_file(ROOT / "app.py", default_timeout=30)
    app.query_params["lang"] = language
    app.run()
    app.switch_page(page)
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def said(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error")
    return "\n".join(each.value for kind in kinds for each in app.get(kind))


def unescaped(cell) -> str:
    return str(cell).replace("\\", "")


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("study", [path.stem for path in EXAMPLES])
def test_compare_shows_every_example(language, study):
    app = opened(language, study=study)
    assert len(app.get("plotly_chart")) == 2 and not app.error
    text = said(app)
    assert texts(language)("compare.gate") in text and texts(language)("scope.counted", stages="").split(":")[0].strip() in text
    assert not any(word in text for word in ONLY[language])


@pytest.mark.parametrize("language", languages())
def test_facts_of_a_material(language):
    app = opened(language, "pages/facts.py", material="flax-epoxy")
    text = said(app)
    assert texts(language)("facts.title") in text and texts(language)("facts.factor") in text
    assert app.selectbox(key="material").value == "flax-epoxy"
    assert not any(word in text for word in ("Properties", "Sources of") if language == "fr")


#: A fact of each kind, and the topic and the entry of the page under which it is found.
FURTHER = {
    "electricity:FR": ("energy", "electricity:FR"),
    "path:FR": ("energy", "electricity:FR"),
    "energy:petrol-e10": ("energy", "energy:petrol-e10"),
    "process:sheet-stamping": ("processes", "process:sheet-stamping"),
    "process:brass-rolling": ("processes", "process:brass-rolling"),
    "transport:road-truck-artic-40t": ("transport", "transport:road-truck-artic-40t"),
    "landfill:steel": ("end_of_life", "waste:steel"),
    "energy-recovery:pe": ("end_of_life", "waste:pe"),
    "recycling:ferrous-metals": ("end_of_life", "recycling:ferrous-metals"),
    "vehicle:car-petrol": ("vehicles", "vehicle:car-petrol"),
}


def foreign(language: str) -> set[str]:
    """Words of the interface that only the other language has."""
    mine, other = texts(language).entries, texts(next(name for name in languages() if name != language)).entries
    return {sentence for key, sentence in other.items() if "{" not in sentence and len(sentence) > 3} - set(mine.values())


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("fact", FURTHER)
def test_facts_beyond_materials(language, fact):
    app = opened(language, "pages/facts.py", fact=fact)
    (topic, entry), words = FURTHER[fact], texts(language)
    assert app.radio(key="topic").value == topic and app.selectbox(key=f"entry_{topic}").value == entry
    assert app.header[0].value and words("facts.sources") in said(app)
    numbers, *_, sources, _, every = [table.value for table in app.table]
    assert words("table.value") in map(unescaped, numbers) and set(map(unescaped, sources.index)) <= set(map(unescaped, every.index))
    shown = {unescaped(cell) for table in app.table for cell in [*table.value, *table.value.index, *table.value.to_numpy().ravel()]}
    shown |= set(unescaped(said(app)).splitlines())
    assert not shown & foreign(language)


@pytest.mark.parametrize("language", languages())
def test_topics_of_facts_and_back(language):
    app = opened(language, "pages/facts.py", material="pp")
    words = texts(language)
    assert any("fact=landfill%3App" in each.proto.query_string for each in app.get("page_link"))
    for topic in dict.fromkeys(topic for topic, _ in FURTHER.values()):
        app.radio(key="topic").set_value(topic).run()
        choice = app.selectbox(key=f"entry_{topic}")
        assert choice.value is None and len(choice.options) > 5 and not app.header
        choice.set_value(next(entry for each, entry in FURTHER.values() if each == topic)).run()
        assert not app.exception and app.header[0].value and words("facts.sources") in said(app)
    app.radio(key="topic").set_value("materials").run()
    assert app.selectbox(key="material").value == "pp" and not app.exception


@pytest.mark.parametrize("language", languages())
def test_a_process_without_energies_says_so_on_the_page(language):
    stages = frame.catalogue().stages
    gap = next(name for name, row in stages.process.iterrows() if row.quality == "gap" and row["yield"] != row["yield"])
    app = opened(language, "pages/facts.py", fact=f"process:{gap}")
    assert texts(language)("facts.gap") in unescaped(said(app)) and texts(language)("facts.sources") not in said(app)


@pytest.mark.parametrize("language", languages())
def test_an_unknown_fact_in_the_address_is_said(language):
    app = opened(language, "pages/facts.py", fact="electricity:FRA")
    assert "electricity:FR" in app.warning[0].value and app.radio(key="topic").value == "materials"


@pytest.mark.parametrize("language", languages())
def test_facts_search_in_either_language_without_accents(language):
    app = opened(language, "pages/facts.py")
    for search, found in (("flax epoxy", "flax-epoxy"), ("lin epoxy", "flax-epoxy"), ("EPICEA", "spruce"), ("Spruce", "spruce")):
        app.text_input(key="search_facts").set_value(search).run()
        assert app.selectbox(key="material").value == found
    for search, found in (("PEHD", "hdpe"), ("nylon 66", "pa66"), ("laine minérale", "stone-wool"), ("inconel", "inconel-718"), ("PP", "pp")):
        app.text_input(key="search_facts").set_value(search).run()
        assert found in [chosen(app, label) for label in app.selectbox(key="material").options], search
    assert not any("uivre" in name or "opper" in name for name in app.selectbox(key="material").options)
    app.text_input(key="search_facts").set_value("kryptonite").run()
    assert app.info[0].value == texts(language)("facts.none")


def chosen(app: AppTest, label: str) -> str:
    """Id of the material of this name."""
    return next(name for language in languages() for name, title in frame.named("materials", language).items() if title == label)


@pytest.mark.parametrize("language", languages())
def test_an_unknown_study_in_the_address_is_said(language):
    app = opened(language, study="bonet")
    assert "bonnet" in app.warning[0].value and len(app.get("plotly_chart")) == 2


@pytest.mark.parametrize("language", languages())
def test_an_unknown_material_in_the_address_is_said(language):
    app = opened(language, "pages/facts.py", material="flax-epoxi")
    assert "flax-epoxy" in app.warning[0].value


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("mass", ["abc", "0", "-1", "3 m", "nan", "1e999", "<script>", "x" * 10_000])
def test_a_wrong_mass_is_one_sentence(language, mass):
    app = opened(language)
    app.text_input(key="mass").set_value(mass).run()
    assert not app.exception and len(app.error) == 1
    assert texts(language)("compare.mass", material="") in app.error[0].value and len(app.error[0].value) < 500
    assert not app.get("plotly_chart")


def test_a_comma_is_a_decimal_sign_on_the_page():
    for language in languages():
        app = opened(language)
        app.text_input(key="mass").set_value("1,4").run()
        masses = next(table.value for table in app.table if texts(language)("table.mass") in map(unescaped, table.value))
        assert unescaped(masses.iloc[0, 1]) == {"fr": "1,4", "en": "1.4"}[language]


def test_the_language_keeps_page_and_study():
    app = opened("fr", study="busbar")
    app.text_input(key="mass").set_value("2,5").run()
    app.radio(key="language").set_value("en").run()
    assert not app.exception
    assert app.selectbox(key="example").value == "busbar" and app.text_input(key="mass").value == "2,5"
    assert app.title[0].value == texts("en")("compare.title")


def test_choices_reach_the_result():
    app = opened("en")
    app.multiselect(key="materials").set_value(["steel-galvanised-sheet", "aluminium-5754"]).run()
    assert not app.exception and len(app.get("plotly_chart")) == 2
    app.selectbox(key="function").set_value("volume").run()
    assert any("Equal volume" in table.value.to_string() for table in app.table)
    app.multiselect(key="further").set_value(["panel-strength"]).run()
    app.text_input(key="utilisation_panel-strength").set_value("1,5").run()
    assert len(app.error) == 1 and "0 < x ≤ 1" in app.error[0].value
    app.text_input(key="utilisation_panel-strength").set_value("50 %").run()
    assert not app.error and len(app.get("plotly_chart")) == 2


def test_the_declared_function_leaves_with_the_mass_it_was_written_for():
    app = opened("fr")
    assert "capot en acier de 15 kg" in said(app)
    app.text_input(key="mass").set_value("20").run()
    assert "capot en acier de 15 kg" not in said(app) and "référence : 20 kg".replace(" :", "\u00a0:") in unescaped(said(app))


def test_what_is_sized_from_counts_as_100_percent_until_another_is_chosen():
    app = opened("en")
    app.selectbox(key="reference").set_value("aluminium-5754").run()
    assert app.selectbox(key="baseline").value == "aluminium-5754"
    app.selectbox(key="baseline").set_value("flax-epoxy").run()
    assert app.selectbox(key="reference").value == "aluminium-5754" and not app.exception


def test_one_material_is_no_comparison_yet():
    app = opened("fr")
    app.multiselect(key="materials").set_value(["pp"]).run()
    assert app.info[0].value == texts("fr")("compare.pick") and not app.get("plotly_chart")
    app.checkbox(key="without").set_value(True).run()
    assert len(app.get("plotly_chart")) == 2


def test_from_a_blank_and_back():
    app = opened("fr")
    app.selectbox(key="example").set_value("").run()
    assert not app.exception and app.info
    app.multiselect(key="materials").set_value(["pp", "pc", "abs"]).run()
    assert not app.exception and len(app.get("plotly_chart")) == 2
    app.selectbox(key="function").set_value("given").run()
    app.text_input(key="mass_pp").set_value("250 g").run()
    assert not app.exception and not app.error
    app.selectbox(key="example").set_value("wall").run()
    assert not app.exception and app.text_input(key="mass").value == "9,25"


def test_the_source_can_be_chosen():
    app = opened("en")
    app.selectbox(key="source").set_value("oekobaudat-2023-generic").run()
    assert not app.exception
    assert "holds nothing on" in said(app) and "mixed" not in said(app)


def test_twelve_alternatives_fit():
    app = opened("en")
    metals = ["steel-s275jr", "steel-s235jr", "steel-s355j2", "stainless-304", "aluminium-5754", "aluminium-6082-t6", "copper-primary", "pp", "pc", "abs", "pa66"]
    app.multiselect(key="materials").set_value([*metals, "spruce"]).run()
    app.checkbox(key="without").set_value(True).run()
    assert not app.exception and len(app.get("plotly_chart")) == 2


@pytest.mark.parametrize("language", languages())
def test_pages_under_free_terms(monkeypatch, language):
    """Examples lose what the terms switch off, and say so; nothing ends in an exception."""
    import streamlit as st

    st.cache_resource.clear()
    monkeypatch.setenv("SEUIL_TERMS", "free,attribution")
    for study in [path.stem for path in EXAMPLES]:
        app = opened(language, study=study)
        assert app.get("plotly_chart") or app.warning, study
    app = opened(language, study="bonnet")
    assert texts(language)("compare.left_out", names=[]).split("–")[0] in said(app)
    opened(language, "pages/facts.py", material="pp")
    st.cache_resource.clear()


def test_a_source_that_lacks_the_new_materials_is_let_go():
    app = opened("en")
    app.selectbox(key="source").set_value("oekobaudat-2023-generic").run()
    app.multiselect(key="materials").set_value(["al-sic-mmc", "gold-market-mix"]).run()
    assert not app.exception and app.selectbox(key="source").value == "" and "ÖKOBAUDAT" not in said(app)


def test_a_large_mass_of_an_example_can_be_read_again():
    from impact.model import quantity

    for language in languages():
        assert quantity.positive(texts(language).typed(1234.5), "kg", "x", language) == 1234.5
        assert quantity.positive(texts(language).typed(2500.0), "kg", "x", language) == 2500.0


def test_terms_that_do_not_exist_are_said_on_the_page(monkeypatch):
    import streamlit as st

    st.cache_resource.clear()
    st.cache_data.clear()
    monkeypatch.setenv("SEUIL_TERMS", "gratis")
    app = AppTest.from_file(ROOT / "app.py", default_timeout=30).run()
    st.cache_resource.clear()
    st.cache_data.clear()
    assert not app.exception and "gratis" in app.error[0].value
