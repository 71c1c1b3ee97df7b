"""What several tests share: the real catalogue, opened once, and small studies made by hand."""

import dataclasses
import io
from pathlib import Path

import pandas as pd
import pytest

from impact.model import edit, reading
from impact.model import study as studies
from impact.model.life import Life
from impact.store.catalogue import Catalogue
from impact.store.facts import Facts

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted((ROOT / "data" / "studies").glob("*.toml"), key=lambda path: path.stem)
VECTORS = ROOT / "tests" / "vectors"
WORDS = {"en": "x", "fr": "x"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Tests run in two processes: those of a file together; those in the browser together since they share a server, and last,
    so that a page is not waited for while the other process keeps the machine busy."""
    items.sort(key=lambda item: "browser" in item.path.parts)
    for item in items:
        item.add_marker(pytest.mark.xdist_group("browser" if "browser" in item.path.parts else item.path.stem))


@pytest.fixture(scope="session", autouse=True)
def workspace_of_tests(tmp_path_factory):
    """A workspace that is nobody's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SEUIL_HOME", str(tmp_path_factory.mktemp("workspace")))
        yield


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue()


@pytest.fixture(scope="session")
def facts(catalogue):
    return catalogue.facts()


def table_of(*alternatives: dict, **changes) -> dict:
    """Study, as a file would give it, of alternatives whose parts have their masses; the first is the baseline."""
    words = {"title": WORDS, "question": WORDS, "function": WORDS}
    return words | {"baseline": alternatives[0]["id"], "alternatives": list(alternatives)} | changes


def made(*alternatives: dict, **changes) -> studies.Study:
    """The same, read."""
    return reading.parse(table_of(*alternatives, **changes))


def one(name: str = "a", material: str = "metal", mass: float = 2.0, part: dict | None = None, **changes) -> dict:
    """Alternative of one part; `part` changes the part, `changes` the alternative."""
    return {"id": name, "parts": [{"material": material, "mass": mass} | (part or {})]} | changes


def panel(*materials: str, mass: float = 10.0, function: str = "panel-stiffness", **changes) -> studies.Study:
    """Study of one sized panel per material, the first being reference and baseline."""
    sizing = {"reference": materials[0], "mass": mass, "constraints": [{"function": function}]}
    return made(*({"id": name, "parts": [{"material": name}]} for name in materials), **{"sizing": sizing} | changes)


def matter_only(study: studies.Study) -> studies.Study:
    """The study without what it says of life beyond the material."""
    unsaid = {"made_in": None, "transport": None, "use": None, "end_of_life": None}
    bare = [
        each.model_copy(
            update=unsaid
            | {"assembly": None, "parts": [part.model_copy(update={"processes": None, "end_of_life": None}) for part in each.parts]}
        )
        for each in study.alternatives
    ]
    return edit.following(study, study.model_copy(update={"life": Life(), "alternatives": bare}))


def _frame(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text))


@pytest.fixture(scope="session")
def workshop(facts) -> Facts:
    """A catalogue small enough to solve by hand: round figures, one source, climate and a little acidification."""
    factor = _frame("""material,indicator,value,flags
metal,GWP-total,10,
metal,AP,0.1,
metal-recycled,GWP-total,2,
plastic,GWP-total,4,
plastic,AP,0.02,
glue,GWP-total,1,
stone,GWP-total,1,
""").assign(source="book", match="exact", gsd=1.2)
    activity = _frame("""activity,indicator,value,flags
electricity:EU27,GWP-total,0.5,
electricity:EU27,AP,0.001,
electricity:FR,GWP-total,0.1,
electricity:FR,AP,0.002,
energy:heat-natural-gas,GWP-total,0.06,
energy:petrol,GWP-total,3,
transport:truck,GWP-total,0.1,
process:weld,GWP-total,0.2,
landfill:metals,GWP-total,0.05,
landfill:plastics,GWP-total,0.1,
incineration:plastics,GWP-total,3,
energy-recovery:metals,GWP-total,0.2,
energy-recovery:glues,GWP-total,2,
energy-recovery:plastics,GWP-total,2.5,
burnt:metals,GWP-total,0.2,
burnt:glues,GWP-total,2,
burnt:plastics,GWP-total,2.5,
energy-credit:plastics,GWP-total,-0.5,
""").assign(source="book", match="exact", gsd=1.2)
    process = _frame("""id,category,unit,basis,yield,yield_source,nests,electricity,electricity_min,electricity_max,heat,heat_min,heat_max,heat_carrier,quality
press,sheet-metal,kg,input,0.5,book,True,1,,,,,,,medium
stamp,sheet-metal,kg,input,,,True,1,,,,,,,medium
roll,rolling,kg,output,,,False,1,0.5,2,2,,,heat-natural-gas,medium
mill,machining,kg,removed,,,False,2,,,,,,,medium
shave,wood,kg,removed,,,False,2,,,,,,,medium
mould,polymer-processing,kg,output,0.8,book,False,1,,,5,,,heat-natural-gas,low
laser,cutting,m,output,,,True,0.5,,,,,,,high
weld,joining,m,output,,,False,,,,,,,,medium
sinter,powder-metallurgy,kg,output,,,False,,,,,,,,gap
""")
    vehicle = _frame("""id,carrier,coefficient,engine_efficiency,recovery_city,recovery_highway,heating_value,grid_efficiency,gsd
van,petrol,0.4,,,,,1,1.2
tram,electricity,0.5,,,,,0.8,1.2
""")
    channel = _frame("""id,country,allocation,quality,recycling,recycling_min,recycling_max,incineration,landfill,source
metals,FR,0.2,1,0.9,0.5,1,0,0.1,book
plastics,FR,0.5,0.9,0.6,0,0.9,0.3,0.1,book
""")
    path = _frame("country,year,value,source\nFR,2020,0.1,book\nFR,2030,0.06,book\nFR,2040,0.02,book\n")
    kinds = {"metal": "metals", "metal-recycled": "metals", "plastic": "plastics"}
    names = [*kinds, "glue", "stone"]
    return dataclasses.replace(
        facts,
        material=pd.DataFrame({"id": names, "along_fibre": False}),
        factor=factor.assign(dataset_id=factor.material),
        default=pd.DataFrame({"material": names, "source": "book"}),
        source=pd.DataFrame({"id": ["book"], "method": "EF 3.1"}),
        stages=dataclasses.replace(
            facts.stages,
            country=pd.DataFrame({"id": ["EU27", "FR"], "path": [False, True]}).set_index("id"),
            carrier=pd.DataFrame({"id": ["electricity", "heat-natural-gas", "petrol"]}).set_index("id"),
            path=path,
            process=process.assign(shapes=False, floor=False, source=None).set_index("id"),
            possible={name: {"metals"} for name in process.id} | {"mould": {"plastics"}, "weld": {"metals", "plastics"}},
            mode=pd.DataFrame({"id": ["truck"]}).set_index("id"),
            vehicle=vehicle.set_index("id"),
            channel=channel.set_index("id"),
            treated=pd.DataFrame({"id": ["metals", "plastics", "glues"], "burns": [False, True, True]}).set_index("id"),
            activity=activity.assign(dataset_id=activity.activity),
            recycled={"metal": "metal-recycled", "metal-recycled": "metal-recycled"},
            virgin={"metal-recycled": "metal"},
            usual=kinds,
            kind=kinds | {"glue": "glues"},
            subfamily=kinds | {"glue": "glues", "stone": "stones"},
        ),
    )
