"""The state of the planet in words, tables and figures, in both languages; and that no product is read into it."""

import json
import math
import re
from dataclasses import replace
from html import unescape

import pytest

from impact.scoring.planet import BEYOND, SAFE, STATES
from impact.store.catalogue import Catalogue
from impact.views import reports
from impact.views.charts import planet as charts
from impact.views.charts import wheel
from impact.views.charts.style import DARK, LIGHT
from impact.views.planet import Planet, rows_of
from impact.views.planet_changes import Changes
from impact.views.texts import languages, lowered, texts
from tests.test_layers import imported, sources
from tests.views.test_texts import FORBIDDEN

EDITIONS = ("steffen-2015", "richardson-2023", "phc-2025")
NAN = float("nan")


@pytest.fixture(scope="module", params=languages())
def words(request):
    return texts(request.param)


@pytest.fixture(scope="module", params=EDITIONS)
def planet(request, facts, words):
    return Planet(facts, request.param, words)


@pytest.fixture(scope="module")
def latest(facts, words):
    return Planet(facts, "phc-2025", words)


def trace(figure, name: str):
    return next(each for each in figure.data if each.name == name)


# --- sentences ---------------------------------------------------------------------------------


def test_every_process_is_told_once(planet):
    said = " ".join(planet.tally())
    for name in planet.limits.process.index:
        assert said.count(lowered(planet.name("process", name))) == 1, name


@pytest.mark.parametrize(("edition", "count"), list(zip(EDITIONS, (4, 6, 7), strict=True)))
def test_how_many_are_beyond(facts, words, edition, count):
    assert Planet(facts, edition, words).tally()[0].startswith(f"{count} ")


def test_what_is_not_held_is_never_within(facts, words):
    """Steffen 2015 holds no aerosols, and of fresh water the blue only."""
    planet = Planet(facts, "steffen-2015", words)
    within = next(said for said in planet.tally() if said.startswith(words("planet.within", processes="").split(":")[0].strip("\u00a0 ")))
    assert lowered(planet.name("process", "aerosol")) not in within and lowered(planet.name("process", "freshwater")) not in within
    table = planet.table().set_index(words("table.part"))
    missing = table.loc[planet.name("part", "aerosol", "short")]
    assert missing[words("table.state")] == words("planet_state.not_held") and missing[words("table.current")] == ""


def test_what_is_switched_off_is_not_said_to_be_within(words):
    """Without terms that ask for a citation no number is left: no process is counted as not beyond."""
    planet = Planet(Catalogue(terms=("free",)).facts(()), "phc-2025", words)
    assert len(planet.tally()) == 1 and all(
        lowered(planet.name("process", name)) in planet.tally()[0] for name in planet.limits.process.index
    )
    assert planet.figures().shape[0] == len(planet.limits.part) and charts.bars(planet) and charts.planet_wheel(planet)
    said = words("planet.switched_off", edition=planet.title("phc-2025"))
    assert planet.switched_off() == said and Changes(planet).told() == reports.planet(planet) == [said]


def test_an_edition_whose_numbers_are_switched_off_is_none_to_hold_against(facts, words):
    """No process of it is counted as not beyond."""
    numbers = facts.limits.boundary[facts.limits.boundary.edition != "richardson-2023"]
    planet = Planet(replace(facts, limits=replace(facts.limits, boundary=numbers)), "phc-2025", words)
    assert planet.switched_off() == "" and Changes(planet).told() == [words("planet.switched_off", edition=planet.title("richardson-2023"))]


def test_a_redefinition_is_said_aloud(latest):
    said = next(each for each in Changes(latest).told() if latest.name("variable", "aragonite") in each)
    because = latest.words("planet_cause.redefined", before="", current="", then="").split(",")[0]
    assert because in said and latest.measured(2.84, "Omega") in said
    assert "mostly" not in said and "surtout" not in said  # the old lines with the new value would still be within


def test_the_first_edition_is_held_against_none(facts, words):
    assert Changes(Planet(facts, "steffen-2015", words)).told() == [words("planet.first")]


def test_every_control_variable_of_two_editions_is_told(facts, words):
    """Each that differs is named in a sentence; the table has them all."""
    for name in EDITIONS[1:]:
        planet = Planet(facts, name, words)
        said = " ".join(Changes(planet).told()).lower()
        rows = planet.rows[planet.rows.held]
        differs = rows.new | rows.cause.notna() | (rows.current.ne(rows.before_current) & rows.before_current.notna())
        for row in rows[differs].itertuples():
            assert planet.name("variable", row.variable).lower() in said or planet.name("part", row.part, "short").lower() in said
        assert len(Changes(planet).table()) == len(rows)


def test_no_claim_in_anything_said(planet):
    columns = [str(each) for table in (planet.table(), Changes(planet).table(), planet.figures()) for each in table.to_numpy().ravel()]
    for text in [*planet.tally(), *Changes(planet).told(), planet.note(), planet.cited(), *columns]:
        for word in FORBIDDEN[planet.words.language]:
            # green water and "l'eau verte" are names of a boundary
            assert not re.search(rf"\b{word}\b", re.sub(r"green water|eau verte", "", text.lower())), (word, text)


def test_every_state_has_words_and_a_look(words):
    for name in STATES:
        assert words(f"planet_state.{name}")
    assert set(charts.CLASSES) == {SAFE, *BEYOND}
    assert len(set(charts.CLASSES.values())) == len({hatch for _, hatch in charts.CLASSES.values()}) == 4


# --- tables ------------------------------------------------------------------------------------


def test_then_and_now(latest):
    rows = {row.variable: row for row in latest.rows.itertuples()}
    number = latest.words.number
    assert Changes(latest).then_and_now(rows["co2"], "current") == f"417 → 423\u00a0{latest.units['ppm']}"
    assert Changes(latest).then_and_now(rows["co2"], "boundary") == f"350\u00a0{latest.units['ppm']}"
    assert Changes(latest).then_and_now(rows["extinctions"], "current").startswith(">\u00a0100")
    assert Changes(latest).then_and_now(rows["aragonite"], "high_risk") == f"{latest.words('missing.short')} → {number(2.5)}\u00a0Ω arag."  # Ω alone reads as ohm


def test_the_table_holds_what_is_published(latest):
    """Planetary Health Check 2025, Table 3: no digit is lost."""
    words, table = latest.words, latest.table()
    ozone = table[table[words("table.control_variable")] == latest.name("variable", "ozone-column")].iloc[0]
    assert ozone[words("table.current")] == latest.measured(285.7, "DU") and words.number(285.7, 4) in ozone[words("table.current")]
    ocean = table[table[words("table.control_variable")] == latest.name("variable", "aragonite")].iloc[0]
    assert ocean[words("table.normalised")] == words.number(1.03, 3)  # 1 would hide that it is beyond


def test_figures_are_figures(planet):
    """One row each, numbers as numbers, with their source."""
    words, figures = planet.words, planet.figures()
    assert len(figures) == len(planet.rows) == len(planet.table())
    assert figures[words("table.current")].dtype == float and figures[words("table.normalised")].dtype == float
    assert figures[words("table.citation")].notna().sum() == planet.rows.held.sum()
    assert words.csv(figures)


def test_records_for_the_command_line(facts, words):
    for name in EDITIONS:
        rows = rows_of(facts.limits, name, words)
        records = json.loads(rows.to_json(orient="records"))
        assert set(rows.part) == set(facts.limits.part.index) and {each["edition"] for each in records} == {name}
        assert all(each["part_name"] and each["state"] in STATES for each in records)
        assert all((each["boundary"] is not None) == each["held"] for each in records)


def test_sources_lead_to_a_link(planet):
    sources = planet.sources()
    assert sources[planet.words("table.url")].str.startswith("https://").all() and "](https://doi.org/" in planet.cited()


# --- bars --------------------------------------------------------------------------------------


def test_bars_stand_where_the_numbers_say(latest):
    figure = charts.bars(latest)
    ends = {}
    for each in figure.data:
        for hover, base, length in zip(each.customdata or [], each.base if each.type == "bar" else [], each.x, strict=False):
            ends[hover] = (base, base + length)
    drawn = {row.variable: ends[latest.hover(row)] for row in latest.rows.itertuples()}
    assert drawn["co2"] == (0, pytest.approx(145 / 72)) and drawn["forcing"] == (0, pytest.approx(2.97))
    assert drawn["ozone-column"] == (0, pytest.approx(6.3 / 15))
    assert drawn["blue-area"] == (1, pytest.approx(1 + 9.7 / 37.1))  # no baseline: from the boundary on
    assert drawn["untested"] == (0, charts.MARK)  # a class, and no place


def test_each_bar_has_the_look_of_its_class(planet):
    figure = charts.bars(planet)
    for state, (colour, hatch) in charts.CLASSES.items():
        held = {planet.hover(row) for row in planet.rows[planet.rows.state == state].itertuples()}
        if held:
            bars = trace(figure, planet.state(state))
            assert set(bars.customdata) == held and bars.marker.color == colour and bars.marker.pattern.shape == hatch


def test_a_long_bar_does_not_crush_the_others(facts, words):
    """Richardson 2023: extinctions are more than 11 times as far as their boundary; the bar is cut, with an arrow and its number."""
    planet = Planet(facts, "richardson-2023", words)
    figure = charts.bars(planet)
    assert max(base + x for each in figure.data if each.type == "bar" for base, x in zip(each.base, each.x, strict=True)) == charts.END
    notes = [unescape(note.text) for note in figure.layout.annotations]
    assert notes.count("▶") == 1 and any(">\u00a0100" in text for text in notes)


def test_what_is_not_held_is_hatched_and_named(facts, words):
    planet = Planet(facts, "steffen-2015", words)
    hovers = [each for bars in charts.bars(planet).data if bars.type == "bar" and bars.showlegend is False for each in bars.customdata]
    unknown = [planet.hover(row) for row in planet.rows[planet.rows.state == "unknown"].itertuples()]
    assert hovers == unknown and len(unknown) == 4


def test_no_text_of_the_bars_is_wider_than_a_phone(planet):
    for note in charts.bars(planet).layout.annotations:
        for line in re.sub(r"</?(b|span)\b[^>]*>", "", note.text).split("<br>"):
            assert len(unescape(line)) <= charts.WIDTH, line


# --- wheel -------------------------------------------------------------------------------------


def test_the_wheel_has_equal_wedges_whose_area_grows_with_the_scale(latest):
    wedges = {each.label: each for each in charts.wedges(latest)}
    assert len(wedges) == len(latest.limits.part)
    land = wedges[latest.name("part", "land", "short")]
    assert land.radius**2 * charts.RIM == pytest.approx(1 + 16 / 21) and land.written == latest.measured(59, "%")
    figure = charts.planet_wheel(latest)
    widths = {bar.width for bar in figure.data if bar.type == "barpolar"}
    assert widths == {30 * wheel.FILLED} and sum(len(bar.theta) for bar in figure.data if bar.type == "barpolar") == 12


def test_the_boundary_is_the_strong_ring(latest):
    figure = charts.planet_wheel(latest)
    ring = trace(figure, f"1 = {latest.words('planet.tick_boundary')}")
    assert ring.r[0] == pytest.approx(math.sqrt(1 / charts.RIM)) and ring.line.width == 3
    assert max(each.line.width or 0 for each in figure.data if each.type == "scatterpolar" and each.name != ring.name) < 3


def test_a_wedge_without_a_number_is_hatched(facts, words):
    """Ozone in 2015 is placed within, without a number; aerosols are not held: all hatched to the boundary, none to the rim."""
    figure = charts.planet_wheel(Planet(facts, "steffen-2015", words))
    bare = [bar for bar in figure.data if bar.type == "barpolar" and bar.marker.pattern.fillmode == "replace"]
    assert sorted(radius for bar in bare for radius in bar.r) == pytest.approx([math.sqrt(1 / charts.RIM)] * 4)
    assert all(bar.marker.color == LIGHT.paper and bar.marker.pattern.shape == "/" for bar in bare)


def made(count: int, **changes) -> list[wheel.Wedge]:
    return [
        wheel.Wedge(**{"label": f"Name {n} <b>", "radius": 0.5, "written": f"{n}", "look": "x", "hover": ""} | changes)
        for n in range(count)
    ]


def test_names_at_the_rim_or_their_numbers():
    words, looks, rings = (
        texts("en"),
        {"x": wheel.Look("x", "#000000"), "y": wheel.Look("y", "#ffffff")},
        [wheel.Ring(0.3, "1", "limit", True)],
    )
    named = wheel.wheel(made(12), rings, looks, words).layout.polar.angularaxis.ticktext
    assert named[3] == "Name 3 &lt;b&gt;<br><b>3</b>"
    numbered = wheel.wheel(made(16), rings, looks, words, numbered=True)
    assert numbered.layout.polar.angularaxis.ticktext[15] == "(16)<br><b>15</b>"
    assert wheel.key(made(2), words) == "(1)\u00a0Name 0 <b> · (2)\u00a0Name 1 <b>"
    assert [each.name for each in numbered.data if each.showlegend] == ["x", "limit"]  # a class that no wedge has is left out


def test_an_arrow_says_that_a_wedge_goes_on():
    figure = wheel.wheel(made(4, further=True, radius=1.0), [], {"x": wheel.Look("x", "#000000")}, texts("en"))
    arrows = next(each for each in figure.data if each.type == "scatterpolar" and len(each.theta) == 4)
    assert max(arrows.r) == 1 and [angle % 360 for angle in arrows.marker.angle] == [0, 90, 180, 270]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_both_themes(planet, theme):
    for figure in (charts.bars(planet, theme), charts.planet_wheel(planet, theme), charts.planet_wheel(planet, theme, numbered=True)):
        assert figure.layout.paper_bgcolor in (None, theme.paper) and figure.to_json()


# --- no product --------------------------------------------------------------------------------

#: What knows of products, studies or shares.
PRODUCTS = ("impact.model", "impact.scoring.", "impact.views.names", "impact.views.claims", "impact.views.sentences", "impact.views.tables")
PLANET = ("impact/scoring/planet.py", "impact/views/planet.py", "impact/views/charts/planet.py", "impact/views/charts/wheel.py")


def reached(path: str, files: dict[str, str]) -> set[str]:
    """Modules of the project that a file imports, and those that these import."""
    found, left = set(), [path]
    while left:
        for name in imported(files[left.pop()]):
            file = f"{name.replace('.', '/')}.py"
            if name.startswith("impact.") and file in files and name not in found:
                found.add(name)
                left.append(file)
    return found


@pytest.mark.parametrize("path", PLANET)
def test_the_state_of_the_planet_imports_nothing_of_products(path):
    files = sources()
    assert not {name for name in reached(path, files) if name.startswith(PRODUCTS) and name != "impact.scoring.planet"}
    turned = files | {path: f"{files[path]}\nfrom impact.views.names import Names\n"}
    assert {name for name in reached(path, turned) if name.startswith("impact.model")}  # the test would see it
