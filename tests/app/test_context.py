"""Fields of money and circularity on the page Study, in every language."""

import pytest

from impact.model import reading, writing
from impact.views.texts import languages, texts
from tests.app.test_study import at, held, press, put, shown, study_page, well

NEW = "costs_new"


def opened_(app, *keys):
    for key in keys:
        app.session_state[f"study_{key}"] = True
    return well(app.run())


def in_euros(language="fr"):
    app = opened_(study_page(language), "costs_open")
    for key, value in (("currency", "EUR"), ("year", "2024"), ("per_usd", "0,92")):
        assert held(app).costs is None
        put(app, f"{NEW}_{key}", value)
    return app


@pytest.mark.parametrize("language", languages())
def test_money_is_said_once_all_of_it_is_typed(language):
    app = in_euros(language)
    assert not app.error and (held(app).costs.currency, held(app).costs.year, held(app).costs.per_usd) == ("EUR", 2024, 0.92)
    put(app, f"costs_source_{language}", "S")
    assert held(app).costs.source[language] == "S"
    press(app, "costs_remove")
    assert held(app).costs is None


@pytest.mark.parametrize("language", languages())
def test_bad_money_is_one_sentence(language):
    app = in_euros(language)
    before, words = held(app), texts(language)
    for key, value, said in ((f"costs_currency_{language}", "euro", "euro"), ("costs_per_usd", "", "EUR"), ("costs_per_usd", "-1", "> 0")):
        put(app, key, value)
        assert held(app) == before and len(app.error) == 1 and said in app.error[0].value
        label = words("study.costs.currency" if "currency" in key else "study.costs.per_usd")
        assert app.error[0].value.replace("\\", "").startswith(label)
        put(app, key, "EUR" if "currency" in key else "0,92")
        assert not app.error


@pytest.mark.parametrize("language", languages())
def test_costs_and_a_price_are_entered(language):
    app = at(in_euros(language), "each")
    opened_(app, "alternatives_0_costs", "alternatives_0_parts_0_open", "alternatives_0_parts_0_more")
    put(app, "alternatives_0_costs_new_stage", "use")
    put(app, "alternatives_0_costs_new_low", "2,5")
    assert held(app).alternatives[0].costs == []
    put(app, "alternatives_0_costs_new_high", "4")
    cost = held(app).alternatives[0].costs[0]
    assert (cost.stage, cost.low, cost.high) == ("use", 2.5, 4) and cost.statement[language] == texts(language)("stage.use")
    put(app, "alternatives_0_costs_0_low", "5")
    assert len(app.error) == 1 and held(app).alternatives[0].costs[0].low == 2.5
    put(app, "alternatives_0_costs_0_high", "6")
    assert not app.error and held(app).alternatives[0].costs[0].low == 5 and held(app).alternatives[0].costs[0].high == 6
    put(app, f"alternatives_0_costs_0_statement_{language}", "P")
    put(app, "alternatives_0_costs_0_stage", "transport")
    assert held(app).alternatives[0].costs[0].statement[language] == "P" and held(app).alternatives[0].costs[0].stage == "transport"
    put(app, "alternatives_0_parts_0_price_low", "1")
    assert not app.error and held(app).alternatives[0].parts[0].price is None
    put(app, "alternatives_0_parts_0_price_high", "1")
    assert held(app).alternatives[0].parts[0].price.high == 1
    at(at(app, "question"), "question")
    opened_(app, "costs_open")
    press(app, "costs_remove")  # money is still entered
    assert len(app.error) == 1 and held(app).costs
    assert reading.loads(writing.dumps(held(app), {}).encode()) == held(app)
    at(app, "each")
    opened_(app, "alternatives_0_costs", "alternatives_0_parts_0_open", "alternatives_0_parts_0_more")
    put(app, "alternatives_0_parts_0_price_low", "")
    put(app, "alternatives_0_parts_0_price_high", "")
    press(app, "alternatives_0_costs_0_remove")
    assert held(app).alternatives[0].parts[0].price is None and held(app).alternatives[0].costs == []


@pytest.mark.parametrize("language", languages())
def test_without_a_currency_no_cost_is_asked_for(language):
    app = study_page(language, section="each")
    opened_(app, "alternatives_0_costs", "alternatives_0_parts_0_open", "alternatives_0_parts_0_more")
    said, words = shown(app), texts(language)
    assert words("study.costs.needs_currency") in said and words("study.price.needs_currency") in said
    assert not any(str(field.key).endswith("_low") for field in app.text_input)


@pytest.mark.parametrize("language", languages())
def test_circularity_is_declared(language):
    app = opened_(study_page(language, section="each"), "alternatives_0_circularity")
    root = "alternatives_0_circularity"
    for key, value in (("recyclable", "95 %"), ("repairability", "7,5"), ("life_average", "10"), ("recycling_efficiency", "0,98")):
        put(app, f"{root}_{key}", value)
    put(app, f"{root}_source_{language}", "S")
    said = held(app).alternatives[0].circularity
    assert not app.error and (said.recyclable, said.repairability, said.life_average, said.recycling_efficiency) == (0.95, 7.5, 10, 0.98)
    put(app, f"{root}_repairability", "11")
    assert len(app.error) == 1 and texts(language)("study.circularity.repairability") in app.error[0].value.replace("\\", "")
    put(app, f"{root}_repairability", "")
    put(app, f"{root}_composted", "90 %")
    assert len(app.error) == 1 and app.error[0].value.replace("\\", "").startswith(texts(language)("study.circularity.composted"))
    assert held(app).alternatives[0].circularity.repairability is None


@pytest.mark.parametrize("language", languages())
def test_the_drawers_are_closed_until_asked_for(language):
    app = study_page(language)
    assert not any(str(field.key).startswith("study_costs") for field in app.text_input)
    at(app, "each")
    assert not any("circularity" in str(field.key) for field in app.text_input)
    assert texts(language)("study.circularity.title") in shown(app)
