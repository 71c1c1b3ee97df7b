"""What the catalogue answers with: facts as frames, handed to the model and to whoever shows them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Stages:
    """What the catalogue knows about life beyond the material, whichever materials are compared.

    country:   countries and regions with electricity, by id; `path`: is its path to 2050 known?
    carrier:   electricity, heats and fuels, by id, with the unit that their factors are per
    path:      country, year, value (climate per kWh)
    process:   processes, by id, with yield, energies and what they are counted on
    possible:  process -> subfamilies of the materials that it can be done to
    mode:      modes of transport, by id
    vehicle:   vehicles that carry a part, by id
    channel:   recycling parameters and usual end of life, by id
    treated:   classes of waste, by id
    activity:  one row per activity and indicator, with value (median) and gsd; activities are called electricity:<country>,
               energy:<carrier>, transport:<mode>, process:<process>, landfill:<class>, incineration:<class>,
               energy-recovery:<class>, energy-credit:<class> and burnt:<class>
    recycled:  material -> material that its scrap becomes (itself, where it is recycled)
    virgin:    recycled material -> material that it replaces
    usual:     material -> its channel
    kind:      material -> class in which it is treated as waste
    subfamily: material -> subfamily
    """

    country: pd.DataFrame
    carrier: pd.DataFrame
    path: pd.DataFrame
    process: pd.DataFrame
    possible: dict[str, set[str]]
    mode: pd.DataFrame
    vehicle: pd.DataFrame
    channel: pd.DataFrame
    treated: pd.DataFrame
    activity: pd.DataFrame
    recycled: dict[str, str]
    virgin: dict[str, str]
    usual: dict[str, str]
    kind: dict[str, str]
    subfamily: dict[str, str]

    @cached_property
    def places(self) -> dict[str, np.ndarray]:
        """Activity -> the numbers of its rows in `activity`."""
        return self.activity.groupby("activity", sort=False).indices

    @cached_property
    def rows(self) -> dict[str, dict[str, dict]]:
        """Rows of processes, vehicles and channels as plain tables, for code that reads them one by one: table -> id -> column -> value."""
        return {name: getattr(self, name).to_dict("index") for name in ("process", "vehicle", "channel")}


#: The world among countries and regions.
WORLD = "GLO"


@dataclass(frozen=True)
class Limits:
    """Limits of the planet: its state by edition, and capacities in the units of the indicators.

    process:      the nine processes of the earth system, by id
    part:         sub-boundaries, by id, with their process
    variable:     control variables, by id, with sub_boundary, unit and the way that is worse
    edition:      editions of the planetary boundaries, by id, the oldest first
    boundary:     one row per edition and control variable, with boundary, high_risk, current
    link:         which indicators speak of which sub-boundary, how strongly, and why
    capacity_set: sets of capacities, by id; `usual`: taken unless a study names its own
    capacity:     one row per indicator and set, with value [unit of the indicator per year], kind
    world:        impact of the whole world, by indicator
    nation:       countries whose population is known, and the world, by id
    population:   country, year, population, gdp [USD of the year; nan where none is published]
    principle:    sharing principles, by id
    need:         dimensions of the social foundation, by id
    criticism:    what is held against reading products against limits, by id
    """

    process: pd.DataFrame
    part: pd.DataFrame
    variable: pd.DataFrame
    edition: pd.DataFrame
    boundary: pd.DataFrame
    link: pd.DataFrame
    capacity_set: pd.DataFrame
    capacity: pd.DataFrame
    world: pd.DataFrame
    nation: pd.DataFrame
    population: pd.DataFrame
    principle: pd.DataFrame
    need: pd.DataFrame
    criticism: pd.DataFrame


@dataclass(frozen=True)
class Supply:
    """What materials are made from, where that comes from, and how easily it may fail to come.

    raw_material:  raw materials, by id: critical, strategic (lists of the Union), graded (a grade alone is listed, or is strategic), supply_risk, economic_importance,
                   risk_stage, import reliance by stage and recycling_input (by the Commission; nan: not assessed)
    constituent:   elements, compounds and components that compositions name, by id, with a note on what may be in them
    feed:          one row per material and constituent of its composition, with share [kg/kg], raw_material (None: not stated)
                   and content [kg of the raw material per kg of the material]
    producer:      raw_material, stage, country, share of the production of the world, at_most
    sourcing:      the same of what an importer uses, its own production included, with importer
    governance:    country, year, estimate of political stability (about -2.5 to 2.5)
    concentration: raw_material, stage, year, hhi, hhi_governance of the production of the world
    price:         raw_material, year, value [USD/kg]
    recycled:      raw_material, indicator, low, high, bound, estimate_en, estimate_fr (whose): recycling rates
    country:       every country and region, by id
    """

    raw_material: pd.DataFrame
    constituent: pd.DataFrame
    feed: pd.DataFrame
    producer: pd.DataFrame
    sourcing: pd.DataFrame
    governance: pd.DataFrame
    concentration: pd.DataFrame
    price: pd.DataFrame
    recycled: pd.DataFrame
    country: pd.DataFrame

    @cached_property
    def made_of(self) -> dict[str, list]:
        """Material -> its rows in `feed`, for code that reads them one by one."""
        rows: dict[str, list] = {}
        for row in self.feed.itertuples(index=False):
            rows.setdefault(row.material, []).append(row)
        return rows


@dataclass(frozen=True)
class Claims:
    """What reads as an environmental claim, and what must be done before one is made.

    rule:      why something is a claim, by id, with kind, why and the name of its source
    pattern:   one row per pattern and language, with its rule and the kind of that
    checklist: what must be so, by id
    """

    rule: pd.DataFrame
    pattern: pd.DataFrame
    checklist: pd.DataFrame


@dataclass(frozen=True)
class Facts:
    """What the catalogue knows about some materials, as frames for the model.

    indicator: one row per indicator, in the order of the pages
    function:  one row per sizing rule, with property and exponent
    kind:      one row per kind of property, with symbol and unit
    material:  one row per material of the catalogue that has a factor
    switched_off: materials that have none under the terms switched on
    property:  one row per material asked for and property, with min and max
    factor:    one row per material asked for, indicator and source, with value (median) and gsd
    source:    one row per source of factors among the terms switched on
    default:   one row per material asked for, with the source that covers it best
    gap:       one row per indicator, with the typical factor between two sources on one material
    origin:    one row per source of any fact among the terms switched on
    flag:      one row per flag of a factor
    unit:      one row per unit, with its name on a page
    digest:    hash of all facts and of the terms they were opened with
    stages:    life beyond the material
    limits:    limits of the planet
    supply:    what materials are made from, and where it comes from
    claims:    words that read as an environmental claim
    """

    indicator: pd.DataFrame
    function: pd.DataFrame
    kind: pd.DataFrame
    material: pd.DataFrame
    switched_off: list[str]
    property: pd.DataFrame
    factor: pd.DataFrame
    source: pd.DataFrame
    default: pd.DataFrame
    gap: pd.DataFrame
    origin: pd.DataFrame
    flag: pd.DataFrame
    unit: pd.DataFrame
    digest: str
    stages: Stages
    limits: Limits
    supply: Supply
    claims: Claims

    @cached_property
    def places(self) -> dict[tuple[str, str], np.ndarray]:
        """(material, source) -> the numbers of its rows in `factor`."""
        return self.factor.groupby(["material", "source"], sort=False).indices
