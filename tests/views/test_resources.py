"""What is asked of the earth, supply, circularity and cost in words and tables: nothing unknown reads as nothing, in both languages."""

import math

import pytest

from impact.model import reading
from impact.model.supply import EUROPE
from impact.scoring.compare import compare
from impact.scoring.resilience import view
from impact.store.facts import WORLD
from impact.views import circles, costs
from impact.views.names import AT_LEAST, Names
from impact.views.resilience import Resilience
from impact.views.resources import Resources
from impact.views.texts import languages, texts
from tests.conftest import EXAMPLES, made, one
from tests.views.test_claims import sound

STUDIES = {path.stem: path for path in EXAMPLES}


@pytest.fixture(scope="module")
def compared(facts):
    return {name: compare(reading.load(path), facts, 256) for name, path in STUDIES.items()}


def resources(compared, study: str, language: str = "en") -> Resources:
    return Resources(Names(compared[study], texts(language)))


def cells(table) -> list[str]:
    return [*map(str, table.columns), *(str(cell) for row in table.itertuples(index=False) for cell in row)]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("study", STUDIES)
def test_every_example_is_told_without_a_gap(compared, facts, study, language):
    held = resources(compared, study, language)
    supply = Resilience(held, view(facts.supply, EUROPE, None))
    tables = [held.table("raw_material"), held.table("constituent"), held.abroad(), held.services(), supply.table(), supply.lists()]
    round_, paid = circles.Circles(held.names), costs.Costed(held.names)
    tables += [round_.table(), round_.inputs(), circles.rates(held), paid.table()]
    said = [*held.sentences(), *held.notes(), supply.scope(), paid.scope()]
    said += [supply.sentence(name, stage) for name in supply.names for stage in supply.stages(name)]
    for text in [*said, *(cell for table in tables for cell in cells(table))]:
        assert "nan" not in text.split() and "None" not in text and "{" not in text, text
    for text in said:
        sound(text, language)


def test_what_is_not_stated_is_said(compared):
    """Glass fibre may hold boron; how much is not stated."""
    said = resources(compared, "bonnet").sentences()
    assert "2.58 kg" in said[2] and "unknown, which is not the same as without risk" in said[2]
    assert "nothing that is on the European list" in said[4] and "unknown" not in said[4]
    assert any("boron" in note for note in resources(compared, "bonnet").notes())


def test_what_aluminium_changes_is_told(compared):
    """Instead of copper: bauxite, and traces of iron, silicon and copper."""
    (said,) = resources(compared, "busbar").changes()
    assert said.startswith("Aluminium 1100: copper 1.79 → 9.39") and "bauxite, alumina and aluminium 0 → 0.929 kg" in said
    assert "silicon metal" in said
    assert len(resources(compared, "bonnet").changes()) == 4


def test_an_alternative_that_cannot_be_sized_asks_for_what_is_not_known(facts):
    study = made(
        {"id": "steel", "parts": [{"material": "steel-s235jr"}]},
        {"id": "wool", "parts": [{"material": "stone-wool"}]},
        {"id": "without"},
        sizing={"reference": "steel", "mass": 10.0, "constraints": [{"function": "panel-stiffness"}]},
    )
    held = Resources(Names(compare(study, facts, 256), texts("en")))
    steel, wool, without = held.sentences()
    assert "cannot be sized" in wool and "no new matter" in without and "manganese" in steel
    assert held.unsized == ["wool"] and set(held.held.alternative) == {"steel", "without"}


def test_what_comes_from_outside_is_an_interval_that_holds_what_is_unknown(compared):
    rows = resources(compared, "busbar").abroad()
    assert rows.iloc[0, 2] == "52% to 60%" and rows.iloc[0, 3] == "0.00179"
    assert resources(compared, "wall").abroad().iloc[0, 2] == texts("en")("missing.long")


@pytest.mark.parametrize(("importer", "word"), [(EUROPE, "as the Commission found"), (WORLD, "one market"), ("JP", "supposed")])
def test_what_is_supposed_of_an_importer_is_said(compared, facts, importer, word):
    assert word in Resilience(resources(compared, "busbar"), view(facts.supply, importer, 2020)).scope()


def test_copper_is_told_by_country(compared, facts):
    held = Resilience(resources(compared, "busbar"), view(facts.supply, EUROPE, None))
    assert held.names[0] == "copper"
    assert "Chile (28%), Peru (12%), and China (8%)" in held.sentence("copper", "extraction")
    assert len(held.sourcing("copper", "extraction")) == 21
    seen = Resilience(resources(compared, "busbar"), view(facts.supply, "FR", None))
    assert seen.sourcing("copper", "extraction").empty


def test_figures_are_figures(compared, facts):
    held = resources(compared, "frame", "fr")
    supply = Resilience(held, view(facts.supply, "FR", 2021))
    for table in (held.figures(), supply.figures(), costs.Costed(held.names).figures()):
        numbers = table.select_dtypes("number")
        assert numbers.shape[1] >= 3 and not numbers.isin([math.inf]).any().any()
        assert b"France" in texts("fr").csv(supply.figures())


def test_cost_leaves_nothing_out_in_silence(compared, facts):
    """The price of glass-fibre laminate is not known: no cost, and no dot."""
    held = costs.Costed(Names(compared["bonnet"], texts("en")))
    assert held.left_out(held.beside("GWP-total")) == [held.names.alternative("glass-fibre")]
    row = held.table().set_index(held.table().columns[0]).loc[held.names.alternative("glass-fibre")]
    assert texts("en")("missing.long") in row.tolist()
    mixed = one("mixed", "steel-s235jr", 1.0)
    mixed["parts"].append({"material": "gfrp-polyester-30", "mass": 1.0})
    both = costs.Costed(Names(compare(made(mixed, one("plain", "steel-s235jr")), facts, 256), texts("en")))
    assert both.figure(both.sheets[0].total).startswith(AT_LEAST) and both.beside("GWP-total").bound.tolist()[0]


def test_entered_costs_stand_in_their_currency_and_year(facts):
    cost = {"stage": "manufacture", "statement": {"en": "stamping", "fr": "emboutissage"}, "low": 2.0, "high": 3.0}
    study = made(
        one("a", "steel-s235jr", costs=[cost]),
        one("b", "aluminium-5754"),
        costs={"currency": "EUR", "year": 2025, "per_usd": 0.9, "source": {"en": "Quotes", "fr": "Devis"}},
    )
    held = costs.Costed(Names(compare(study, facts, 256), texts("fr")))
    assert "EUR" in held.scope() and "2025" in held.scope() and "Devis" in held.scope()
    rows = held.table().iloc[:, :3].astype(str).agg(" ".join, axis=1).tolist()
    assert any("emboutissage" in row and "2,5" in row for row in rows)
    assert held.figure(held.sheets[1].total).startswith(AT_LEAST)  # its manufacture is not entered


@pytest.mark.parametrize("language", languages())
def test_recycling_rates_stand_side_by_side(compared, language):
    """Iron: 52, 67, 78 and 90 % at the end of life (UNEP 2011, table C1)."""
    rates = circles.rates(resources(compared, "frame", language))
    iron = rates.set_index(rates.columns[0]).loc[texts(language).label({"name_en": "Iron ore", "name_fr": "Minerai de fer"})]
    assert all(share in iron.iloc[1].replace("\u00a0", "").replace(" ", "") for share in ("52%", "67%", "78%", "90%"))


def test_circularity_says_what_it_supposes(compared):
    held = circles.Circles(Names(compared["bottle"], texts("en")))
    assert {each.alternative for each in held.circles} == {each.id for each in compared["bottle"].study.alternatives if each.parts}
    assert any("supposed" in cell for cell in cells(held.inputs()))
    for language in languages():
        figures = circles.Circles(Names(compared["bottle"], texts(language))).figures()
        assert not [head for head in figures if "_" in head] and len(figures) == len(held.circles)
    rows = held.rows()
    assert rows.mci_low.between(0, 1).all() and (rows.mci_low <= rows.mci_high).all()
