-- The catalogue: one table per file in data/, in order of reference (a table stands below those it refers to).
-- A rule that a fact must obey is written here, once; a row that breaks it is refused with its file and line.
-- A unit is held by reference: a property or a factor in another unit than its kind finds no parent row.

CREATE TABLE source (
  id        VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  name_en   VARCHAR NOT NULL,            -- short label, shown beside every number
  name_fr   VARCHAR NOT NULL,
  title     VARCHAR NOT NULL,
  publisher VARCHAR NOT NULL,
  version   VARCHAR,
  year      INTEGER CHECK (year BETWEEN 1950 AND 2100),
  method    VARCHAR,                     -- characterisation method of its factors; empty: the source holds no factor
  licence_en VARCHAR NOT NULL,
  licence_fr VARCHAR NOT NULL,
  terms     VARCHAR NOT NULL CHECK (terms IN ('free', 'attribution', 'non-commercial', 'unconfirmed')),
  url       VARCHAR,
  citation  VARCHAR NOT NULL,
  note_en   VARCHAR,                     -- what a reader of its values should know
  note_fr   VARCHAR,
  CHECK ((note_en IS NULL) = (note_fr IS NULL))
);

CREATE TABLE unit (
  id      VARCHAR PRIMARY KEY,           -- as the tables below write it
  name_en VARCHAR NOT NULL UNIQUE,       -- as a page shows it
  name_fr VARCHAR NOT NULL UNIQUE
);

CREATE TABLE indicator (
  id                   VARCHAR PRIMARY KEY,
  position             INTEGER NOT NULL UNIQUE CHECK (position > 0),   -- order on every page; climate first
  unit                 VARCHAR NOT NULL REFERENCES unit (id),
  name_en              VARCHAR NOT NULL UNIQUE,
  name_fr              VARCHAR NOT NULL UNIQUE,
  short_en             VARCHAR NOT NULL UNIQUE CHECK (length(short_en) <= 24),   -- fits a chart's axis
  short_fr             VARCHAR NOT NULL UNIQUE CHECK (length(short_fr) <= 24),
  normalisation        DOUBLE NOT NULL CHECK (normalisation > 0),      -- unit per person and year
  normalisation_source VARCHAR NOT NULL REFERENCES source (id),
  weight               DOUBLE NOT NULL CHECK (weight BETWEEN 0 AND 1),
  weight_source        VARCHAR NOT NULL REFERENCES source (id),
  UNIQUE (id, unit)
);

CREATE TABLE family (
  id       VARCHAR PRIMARY KEY,
  position INTEGER NOT NULL UNIQUE,
  name_en  VARCHAR NOT NULL UNIQUE,
  name_fr  VARCHAR NOT NULL UNIQUE
);

CREATE TABLE subfamily (
  id      VARCHAR NOT NULL PRIMARY KEY,
  family  VARCHAR NOT NULL REFERENCES family (id),
  name_en VARCHAR NOT NULL UNIQUE,
  name_fr VARCHAR NOT NULL UNIQUE
);

CREATE TABLE material (
  id             VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  name_en        VARCHAR NOT NULL UNIQUE,
  name_fr        VARCHAR NOT NULL UNIQUE,
  subfamily      VARCHAR NOT NULL REFERENCES subfamily (id),
  description_en VARCHAR NOT NULL,
  description_fr VARCHAR NOT NULL,
  recycled_of    VARCHAR CHECK (recycled_of <> id),   -- the virgin material that this one replaces
  bio_based      BOOLEAN NOT NULL,        -- mostly of biological origin by mass
  along_fibre    BOOLEAN NOT NULL,        -- its directional properties hold along the fibre or the grain
  aliases        VARCHAR                  -- other names that a search finds, in any language
);

CREATE TABLE constituent (
  id      VARCHAR PRIMARY KEY,           -- a chemical element by its symbol, a compound, or a component of a composite
  name_en VARCHAR NOT NULL UNIQUE,
  name_fr VARCHAR NOT NULL UNIQUE,
  note_en VARCHAR,                       -- what may be in it, and is not stated
  note_fr VARCHAR,
  CHECK ((note_en IS NULL) = (note_fr IS NULL))
);

CREATE TABLE composition (
  material    VARCHAR NOT NULL REFERENCES material (id),
  constituent VARCHAR NOT NULL REFERENCES constituent (id),
  share       DOUBLE NOT NULL CHECK (share > 0 AND share <= 1),   -- kg per kg of material
  basis       VARCHAR NOT NULL,
  PRIMARY KEY (material, constituent)
);

CREATE TABLE property_kind (
  id       VARCHAR PRIMARY KEY,
  position INTEGER NOT NULL UNIQUE,
  symbol   VARCHAR NOT NULL,             -- as in the sizing formula
  unit     VARCHAR NOT NULL REFERENCES unit (id),
  name_en  VARCHAR NOT NULL UNIQUE,
  name_fr  VARCHAR NOT NULL UNIQUE,
  directional BOOLEAN NOT NULL,          -- may differ along and across the fibre
  UNIQUE (id, unit)
);

CREATE TABLE function (
  id       VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  position INTEGER NOT NULL UNIQUE,
  property VARCHAR REFERENCES property_kind (id),                      -- empty: density alone decides
  exponent VARCHAR NOT NULL CHECK (regexp_full_match(exponent, '-?[0-9]+(/[1-9][0-9]*)?')),
  name_en  VARCHAR NOT NULL UNIQUE,
  name_fr  VARCHAR NOT NULL UNIQUE,
  help_en  VARCHAR NOT NULL,             -- what is held equal and what is free
  help_fr  VARCHAR NOT NULL,
  citation VARCHAR NOT NULL,
  CHECK ((property IS NULL) = (exponent = '0'))
);

CREATE TABLE property (
  material VARCHAR NOT NULL REFERENCES material (id),
  property VARCHAR NOT NULL,
  min      DOUBLE NOT NULL,
  max      DOUBLE NOT NULL,
  unit     VARCHAR NOT NULL,
  source   VARCHAR NOT NULL REFERENCES source (id),
  locator  VARCHAR NOT NULL,             -- where in the source
  quality  VARCHAR NOT NULL CHECK (regexp_full_match(quality,
             '(standard|handbook|datasheet|literature|declared|compilation|derived|computed)(-class|-proxy)?')),
  PRIMARY KEY (material, property),
  FOREIGN KEY (property, unit) REFERENCES property_kind (id, unit),
  CHECK (min <= max),
  CHECK (min > 0 OR property IN ('max_service_temperature', 'thermal_expansion'))
);

CREATE TABLE flag (
  id      VARCHAR PRIMARY KEY,
  name_en VARCHAR NOT NULL UNIQUE,
  name_fr VARCHAR NOT NULL UNIQUE,
  help_en VARCHAR NOT NULL,
  help_fr VARCHAR NOT NULL
);

CREATE TABLE factor (
  material     VARCHAR NOT NULL REFERENCES material (id),
  indicator    VARCHAR NOT NULL,
  value        DOUBLE NOT NULL CHECK (isfinite(value) AND value <> 0),   -- median; missing is an absent row, never 0
  unit         VARCHAR NOT NULL,
  per          VARCHAR NOT NULL CHECK (per = 'kg'),
  module       VARCHAR NOT NULL CHECK (module = 'A1-A3'),
  source       VARCHAR NOT NULL REFERENCES source (id),
  dataset_name VARCHAR NOT NULL,
  dataset_id   VARCHAR NOT NULL,
  year         INTEGER CHECK (year BETWEEN 1950 AND 2100),       -- reference year of the data set
  geography    VARCHAR,                                          -- ISO 3166 code or region; empty: not stated
  match        VARCHAR NOT NULL CHECK (match IN ('exact', 'close', 'proxy')),
  gsd          DOUBLE NOT NULL CHECK (gsd >= 1 AND gsd <= 10),   -- geometric standard deviation
  gsd_basis    VARCHAR NOT NULL CHECK (gsd_basis IN ('published bounds', 'cross-source dispersion', 'pedigree rule')),
  flags        VARCHAR,                                          -- ids of flag.csv joined by ';'; their names are tested
  note_en      VARCHAR,                                          -- what the data set is and is not
  note_fr      VARCHAR,
  PRIMARY KEY (material, indicator, source),
  CHECK ((note_en IS NULL) = (note_fr IS NULL)),
  FOREIGN KEY (indicator, unit) REFERENCES indicator (id, unit)
);

-- Life beyond the material. A factor below is one of several that stand for the same thing and indicator:
-- that of the lowest rank among the terms switched on is used.

CREATE TABLE country (
  id      VARCHAR PRIMARY KEY,           -- ISO 3166-1 alpha-2, or a region (EU27, GLO, R-...)
  kind    VARCHAR NOT NULL CHECK (kind IN ('country', 'region')),
  name_en VARCHAR NOT NULL UNIQUE,
  name_fr VARCHAR NOT NULL UNIQUE
);

CREATE TABLE carrier (
  id       VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  position INTEGER NOT NULL UNIQUE,
  role     VARCHAR NOT NULL CHECK (role IN ('electricity', 'heat', 'fuel')),
  unit     VARCHAR NOT NULL CHECK (unit IN ('kWh', 'MJ', 'l', 'kg')),   -- what its factors are per
  name_en  VARCHAR NOT NULL UNIQUE,
  name_fr  VARCHAR NOT NULL UNIQUE,
  UNIQUE (id, unit)
);

CREATE TABLE energy_factor (
  carrier      VARCHAR NOT NULL,
  country      VARCHAR NOT NULL REFERENCES country (id),   -- electricity is asked for by country; elsewhere: where the data were taken
  indicator    VARCHAR NOT NULL,
  value        DOUBLE NOT NULL CHECK (isfinite(value) AND value <> 0),
  unit         VARCHAR NOT NULL,
  per          VARCHAR NOT NULL,
  source       VARCHAR NOT NULL REFERENCES source (id),
  dataset_name VARCHAR NOT NULL,
  dataset_id   VARCHAR NOT NULL,
  year         INTEGER CHECK (year BETWEEN 1950 AND 2100),
  match        VARCHAR NOT NULL CHECK (match IN ('exact', 'close', 'proxy')),
  gsd          DOUBLE NOT NULL CHECK (gsd >= 1 AND gsd <= 10),
  gsd_basis    VARCHAR NOT NULL CHECK (gsd_basis IN ('published bounds', 'pedigree and dispersion')),
  flags        VARCHAR,
  rank         INTEGER NOT NULL CHECK (rank > 0),
  PRIMARY KEY (carrier, country, indicator, rank),
  FOREIGN KEY (carrier, per) REFERENCES carrier (id, unit),
  FOREIGN KEY (indicator, unit) REFERENCES indicator (id, unit)
);

CREATE TABLE grid_path (
  country VARCHAR NOT NULL REFERENCES country (id),
  year    INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  value   DOUBLE NOT NULL CHECK (value > 0),   -- climate per kWh, before grid losses; linear between the years given
  unit    VARCHAR NOT NULL CHECK (unit = 'kg CO2 eq'),
  per     VARCHAR NOT NULL CHECK (per = 'kWh'),
  source  VARCHAR NOT NULL REFERENCES source (id),
  PRIMARY KEY (country, year)
);

CREATE TABLE process_category (
  id       VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  position INTEGER NOT NULL UNIQUE,
  shapes   BOOLEAN NOT NULL,               -- gives a material its first form, which data of formed products hold already
  name_en  VARCHAR NOT NULL UNIQUE,
  name_fr  VARCHAR NOT NULL UNIQUE
);

CREATE TABLE process (
  id              VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  position        INTEGER NOT NULL UNIQUE,
  category        VARCHAR NOT NULL REFERENCES process_category (id),
  name_en         VARCHAR NOT NULL UNIQUE,
  name_fr         VARCHAR NOT NULL UNIQUE,
  unit            VARCHAR NOT NULL CHECK (unit IN ('kg', 'm', 'm2', 'm3', 'piece')),
  basis           VARCHAR NOT NULL CHECK (basis IN ('input', 'output', 'removed')),   -- which kg; other units are counted by the user
  yield           DOUBLE CHECK (yield > 0 AND yield <= 1),   -- output / input; empty: none is sourced
  yield_source    VARCHAR REFERENCES source (id),
  nests           BOOLEAN NOT NULL,        -- parts are cut from sheet or plate: the yield is the nesting rate
  electricity     DOUBLE CHECK (electricity >= 0),           -- kWh per unit; empty: none is sourced
  electricity_min DOUBLE,
  electricity_max DOUBLE,
  heat            DOUBLE CHECK (heat >= 0),                  -- MJ per unit
  heat_min        DOUBLE,
  heat_max        DOUBLE,
  heat_carrier    VARCHAR REFERENCES carrier (id),
  source          VARCHAR REFERENCES source (id),
  locator         VARCHAR,
  quality         VARCHAR NOT NULL CHECK (quality IN ('high', 'medium', 'low', 'gap')),
  floor           BOOLEAN NOT NULL,        -- its energies leave something out: they are lower bounds
  note_en         VARCHAR,
  note_fr         VARCHAR,
  CHECK ((note_en IS NULL) = (note_fr IS NULL)),
  CHECK ((yield IS NULL) = (yield_source IS NULL)),
  CHECK ((heat IS NULL) = (heat_carrier IS NULL)),
  CHECK ((quality = 'gap') = (source IS NULL)),
  CHECK (electricity_min <= electricity_max AND heat_min <= heat_max)
);

CREATE TABLE process_material (
  process   VARCHAR NOT NULL REFERENCES process (id),
  subfamily VARCHAR NOT NULL REFERENCES subfamily (id),   -- of the materials that it can be done to
  PRIMARY KEY (process, subfamily)
);

CREATE TABLE process_factor (
  process      VARCHAR NOT NULL REFERENCES process (id),   -- only processes without energies: the two are never added
  indicator    VARCHAR NOT NULL,
  value        DOUBLE NOT NULL CHECK (isfinite(value) AND value <> 0),
  unit         VARCHAR NOT NULL,
  per          VARCHAR NOT NULL CHECK (per IN ('kg', 'm', 'm2', 'm3', 'piece')),
  source       VARCHAR NOT NULL REFERENCES source (id),
  dataset_name VARCHAR NOT NULL,
  dataset_id   VARCHAR NOT NULL,
  year         INTEGER CHECK (year BETWEEN 1950 AND 2100),
  match        VARCHAR NOT NULL CHECK (match IN ('exact', 'close', 'proxy')),
  gsd          DOUBLE NOT NULL CHECK (gsd >= 1 AND gsd <= 10),
  gsd_basis    VARCHAR NOT NULL CHECK (gsd_basis IN ('published bounds', 'pedigree and dispersion')),
  flags        VARCHAR,
  rank         INTEGER NOT NULL CHECK (rank > 0),
  PRIMARY KEY (process, indicator, rank),
  FOREIGN KEY (indicator, unit) REFERENCES indicator (id, unit)
);

CREATE TABLE mode (
  id       VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  position INTEGER NOT NULL UNIQUE,
  category VARCHAR NOT NULL CHECK (category IN ('road', 'rail', 'water', 'sea', 'air')),
  name_en  VARCHAR NOT NULL UNIQUE,
  name_fr  VARCHAR NOT NULL UNIQUE
);

CREATE TABLE transport_factor (
  mode         VARCHAR NOT NULL REFERENCES mode (id),
  indicator    VARCHAR NOT NULL,
  value        DOUBLE NOT NULL CHECK (isfinite(value) AND value <> 0),
  unit         VARCHAR NOT NULL,
  per          VARCHAR NOT NULL CHECK (per = 't.km'),
  source       VARCHAR NOT NULL REFERENCES source (id),
  dataset_name VARCHAR NOT NULL,
  dataset_id   VARCHAR NOT NULL,
  year         INTEGER CHECK (year BETWEEN 1950 AND 2100),
  match        VARCHAR NOT NULL CHECK (match IN ('exact', 'close', 'proxy')),
  gsd          DOUBLE NOT NULL CHECK (gsd >= 1 AND gsd <= 10),
  gsd_basis    VARCHAR NOT NULL CHECK (gsd_basis IN ('published bounds', 'pedigree and dispersion')),
  flags        VARCHAR,
  rank         INTEGER NOT NULL CHECK (rank > 0),
  PRIMARY KEY (mode, indicator, rank),
  FOREIGN KEY (indicator, unit) REFERENCES indicator (id, unit)
);

CREATE TABLE waste_class (
  id      VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  burns   BOOLEAN NOT NULL,                -- has a heating value: burning it with recovery gives energy
  name_en VARCHAR NOT NULL UNIQUE,
  name_fr VARCHAR NOT NULL UNIQUE
);

CREATE TABLE treatment_factor (
  class        VARCHAR NOT NULL REFERENCES waste_class (id),
  route        VARCHAR NOT NULL CHECK (route IN ('incineration', 'energy-recovery', 'landfill')),
  module       VARCHAR NOT NULL CHECK (module IN ('C3', 'C4', 'D', 'C3+D')),   -- D: the credit; C3+D: credit inside, cannot be told apart
  indicator    VARCHAR NOT NULL,
  value        DOUBLE NOT NULL CHECK (isfinite(value) AND value <> 0),
  unit         VARCHAR NOT NULL,
  per          VARCHAR NOT NULL CHECK (per = 'kg'),
  source       VARCHAR NOT NULL REFERENCES source (id),
  dataset_name VARCHAR NOT NULL,
  dataset_id   VARCHAR NOT NULL,
  year         INTEGER CHECK (year BETWEEN 1950 AND 2100),
  match        VARCHAR NOT NULL CHECK (match IN ('exact', 'close', 'proxy')),
  gsd          DOUBLE NOT NULL CHECK (gsd >= 1 AND gsd <= 10),
  gsd_basis    VARCHAR NOT NULL CHECK (gsd_basis IN ('published bounds', 'pedigree and dispersion')),
  flags        VARCHAR,
  rank         INTEGER NOT NULL CHECK (rank > 0),
  PRIMARY KEY (class, route, module, indicator, rank),
  FOREIGN KEY (indicator, unit) REFERENCES indicator (id, unit),
  CHECK ((route = 'landfill') = (module = 'C4')),
  CHECK (route = 'energy-recovery' OR module IN ('C3', 'C4'))
);

CREATE TABLE recycling (
  id               VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  scope            VARCHAR NOT NULL CHECK (scope IN ('products', 'packaging', 'textiles')),
  name_en          VARCHAR NOT NULL UNIQUE,
  name_fr          VARCHAR NOT NULL UNIQUE,
  country          VARCHAR NOT NULL REFERENCES country (id),
  allocation       DOUBLE NOT NULL CHECK (allocation BETWEEN 0 AND 1),          -- A of the Circular Footprint Formula
  quality          DOUBLE NOT NULL CHECK (quality > 0 AND quality <= 1),        -- Qs / Qp, of secondary over primary material
  recycled_content DOUBLE CHECK (recycled_content BETWEEN 0 AND 1),             -- R1, market average
  recycling        DOUBLE CHECK (recycling BETWEEN 0 AND 1),                    -- R2, output of the recycling plant over waste
  recycling_min    DOUBLE,
  recycling_max    DOUBLE,
  incineration     DOUBLE CHECK (incineration BETWEEN 0 AND 1),                 -- with energy recovery
  landfill         DOUBLE CHECK (landfill BETWEEN 0 AND 1),
  source           VARCHAR NOT NULL REFERENCES source (id),
  locator          VARCHAR NOT NULL,
  note_en          VARCHAR,
  note_fr          VARCHAR,
  CHECK ((note_en IS NULL) = (note_fr IS NULL)),
  CHECK (incineration IS NULL OR abs(recycling + incineration + landfill - 1) < 0.0011),
  CHECK (scope <> 'products' OR incineration IS NOT NULL)
);

CREATE TABLE waste (
  material  VARCHAR PRIMARY KEY REFERENCES material (id),
  class     VARCHAR REFERENCES waste_class (id),   -- how it is treated; empty: no data set of its class
  recycling VARCHAR REFERENCES recycling (id),     -- its channels and parameters; empty: none is sourced
  secondary VARCHAR REFERENCES material (id)       -- what its scrap is recycled into; empty: no data set
);

CREATE TABLE vehicle (
  id                VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  position          INTEGER NOT NULL UNIQUE,
  name_en           VARCHAR NOT NULL UNIQUE,
  name_fr           VARCHAR NOT NULL UNIQUE,
  carrier           VARCHAR NOT NULL REFERENCES carrier (id),
  coefficient       DOUBLE CHECK (coefficient > 0),          -- carrier per 100 km and 100 kg; empty: by formula
  engine_efficiency DOUBLE CHECK (engine_efficiency BETWEEN 0 AND 1),
  recovery_city     DOUBLE CHECK (recovery_city BETWEEN 0 AND 1),      -- share of the braking energy that is recovered
  recovery_highway  DOUBLE CHECK (recovery_highway BETWEEN 0 AND 1),
  heating_value     DOUBLE CHECK (heating_value > 0),        -- MJ per unit of the carrier
  grid_efficiency   DOUBLE NOT NULL CHECK (grid_efficiency > 0 AND grid_efficiency <= 1),   -- from the meter to the vehicle
  gsd               DOUBLE NOT NULL CHECK (gsd >= 1 AND gsd <= 10),
  gsd_basis         VARCHAR NOT NULL CHECK (gsd_basis IN ('published bounds', 'pedigree rule')),
  source            VARCHAR NOT NULL REFERENCES source (id),
  locator           VARCHAR NOT NULL,
  note_en           VARCHAR,
  note_fr           VARCHAR,
  CHECK ((note_en IS NULL) = (note_fr IS NULL)),
  CHECK ((coefficient IS NULL) <> (engine_efficiency IS NULL)),
  CHECK ((engine_efficiency IS NULL) = (recovery_city IS NULL OR recovery_highway IS NULL OR heating_value IS NULL))
);

-- The limits of the planet: its state by edition of the planetary boundaries, and capacities in the units of the indicators.

CREATE TABLE earth_process (
  id       VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  position INTEGER NOT NULL UNIQUE,
  name_en  VARCHAR NOT NULL UNIQUE,
  name_fr  VARCHAR NOT NULL UNIQUE
);

CREATE TABLE sub_boundary (
  id       VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  process  VARCHAR NOT NULL REFERENCES earth_process (id),
  position INTEGER NOT NULL UNIQUE,
  name_en  VARCHAR NOT NULL UNIQUE,
  name_fr  VARCHAR NOT NULL UNIQUE,
  short_en VARCHAR NOT NULL UNIQUE CHECK (length(short_en) <= 24),   -- fits a wedge
  short_fr VARCHAR NOT NULL UNIQUE CHECK (length(short_fr) <= 24)
);

CREATE TABLE control_variable (
  id           VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  sub_boundary VARCHAR NOT NULL REFERENCES sub_boundary (id),
  position     INTEGER NOT NULL UNIQUE,
  unit         VARCHAR NOT NULL REFERENCES unit (id),
  worse        VARCHAR NOT NULL CHECK (worse IN ('higher', 'lower')),   -- which way it moves away from the Holocene
  name_en      VARCHAR NOT NULL UNIQUE,
  name_fr      VARCHAR NOT NULL UNIQUE,
  UNIQUE (id, unit)
);

CREATE TABLE edition (
  id       VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  position INTEGER NOT NULL UNIQUE,      -- the oldest first
  name_en  VARCHAR NOT NULL UNIQUE,
  name_fr  VARCHAR NOT NULL UNIQUE,
  source   VARCHAR NOT NULL REFERENCES source (id),
  note_en  VARCHAR NOT NULL,             -- what is and is not held of it
  note_fr  VARCHAR NOT NULL
);

CREATE TABLE boundary (
  edition    VARCHAR NOT NULL REFERENCES edition (id),
  variable   VARCHAR NOT NULL,
  unit       VARCHAR NOT NULL,
  baseline   DOUBLE,                     -- Holocene or pre-industrial
  boundary   DOUBLE NOT NULL,
  high_risk  DOUBLE,                     -- upper end of the zone of increasing risk; empty: none is published
  current    DOUBLE,                     -- empty: no number is published, or was at hand
  more_than  BOOLEAN NOT NULL,           -- the current value is published as "more than" this
  placed     VARCHAR CHECK (placed IN ('safe', 'increasing', 'high')),   -- where the edition itself puts it, when its numbers do not
  source     VARCHAR NOT NULL REFERENCES source (id),
  locator    VARCHAR NOT NULL,
  note_en    VARCHAR,
  note_fr    VARCHAR,
  change_en  VARCHAR,                    -- what differs from the edition before, and why
  change_fr  VARCHAR,
  PRIMARY KEY (edition, variable),
  FOREIGN KEY (variable, unit) REFERENCES control_variable (id, unit),
  CHECK (placed IS NULL OR current IS NULL OR high_risk IS NULL),
  CHECK (high_risk IS NULL OR high_risk <> boundary),
  CHECK ((note_en IS NULL) = (note_fr IS NULL)),
  CHECK ((change_en IS NULL) = (change_fr IS NULL))
);

CREATE TABLE boundary_link (
  indicator    VARCHAR NOT NULL REFERENCES indicator (id),
  sub_boundary VARCHAR REFERENCES sub_boundary (id),                   -- empty: linked to none
  strength     VARCHAR NOT NULL CHECK (strength IN ('strong', 'partial', 'weak', 'none')),
  reason_en    VARCHAR NOT NULL,
  reason_fr    VARCHAR NOT NULL,
  basis        VARCHAR NOT NULL CHECK (basis IN ('stated', 'proposed')),   -- by the source, or here, from units and control variables
  source       VARCHAR REFERENCES source (id),
  UNIQUE (indicator, sub_boundary),
  CHECK ((sub_boundary IS NULL) = (strength = 'none')),
  CHECK ((source IS NULL) = (basis = 'proposed'))
);

CREATE TABLE capacity_set (
  id       VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  position INTEGER NOT NULL UNIQUE,
  usual    BOOLEAN NOT NULL,             -- used unless a study names its own
  name_en  VARCHAR NOT NULL UNIQUE,
  name_fr  VARCHAR NOT NULL UNIQUE,
  source   VARCHAR NOT NULL REFERENCES source (id),
  note_en  VARCHAR NOT NULL,             -- what it holds, and what it does not
  note_fr  VARCHAR NOT NULL
);

CREATE TABLE capacity (
  set       VARCHAR NOT NULL REFERENCES capacity_set (id),
  indicator VARCHAR NOT NULL,
  value     DOUBLE NOT NULL CHECK (isfinite(value)),                   -- of the whole world, in one year; negative: more must be taken up than is given off
  unit      VARCHAR NOT NULL,
  kind      VARCHAR NOT NULL CHECK (kind IN ('capacity', 'target')),   -- carrying capacity, or target of a policy
  basis_en  VARCHAR NOT NULL,
  basis_fr  VARCHAR NOT NULL,
  source    VARCHAR NOT NULL REFERENCES source (id),
  locator   VARCHAR NOT NULL,
  note_en   VARCHAR,
  note_fr   VARCHAR,
  PRIMARY KEY (set, indicator),
  FOREIGN KEY (indicator, unit) REFERENCES indicator (id, unit),
  CHECK ((note_en IS NULL) = (note_fr IS NULL))
);

CREATE TABLE world_impact (
  indicator VARCHAR PRIMARY KEY REFERENCES indicator (id),
  year      INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2100),
  value     DOUBLE NOT NULL CHECK (value > 0),                         -- of the whole world, in that year
  unit      VARCHAR NOT NULL,
  drift     DOUBLE NOT NULL CHECK (drift > 0),                         -- the same by this edition of the method over that by the edition before
  source    VARCHAR NOT NULL REFERENCES source (id),
  locator   VARCHAR NOT NULL,
  FOREIGN KEY (indicator, unit) REFERENCES indicator (id, unit)
);

CREATE TABLE population (
  country    VARCHAR NOT NULL REFERENCES country (id),                 -- GLO: the world
  year       INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2100),
  population BIGINT NOT NULL CHECK (population > 0),
  gdp        DOUBLE CHECK (gdp > 0),                                   -- current US dollars at market exchange rates
  source     VARCHAR NOT NULL REFERENCES source (id),
  PRIMARY KEY (country, year)
);

CREATE TABLE principle (
  id           VARCHAR PRIMARY KEY CHECK (id IN ('equal-per-capita', 'ability-to-pay', 'grandfathering', 'price', 'own')),
  position     INTEGER NOT NULL UNIQUE,
  name_en      VARCHAR NOT NULL UNIQUE,
  name_fr      VARCHAR NOT NULL UNIQUE,
  ethics_en    VARCHAR NOT NULL,         -- what it holds to be just, in one sentence
  ethics_fr    VARCHAR NOT NULL,
  criticism_en VARCHAR NOT NULL,
  criticism_fr VARCHAR NOT NULL,
  source       VARCHAR NOT NULL REFERENCES source (id)
);

CREATE TABLE need (
  id       VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  position INTEGER NOT NULL UNIQUE,
  name_en  VARCHAR NOT NULL UNIQUE,
  name_fr  VARCHAR NOT NULL UNIQUE,
  source   VARCHAR NOT NULL REFERENCES source (id)
);

CREATE TABLE criticism (
  id       VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  position INTEGER NOT NULL UNIQUE,
  text_en  VARCHAR NOT NULL,             -- what is held against reading a product against limits of the planet
  text_fr  VARCHAR NOT NULL,
  citation VARCHAR NOT NULL
);

-- Resources: what materials are made from, where that comes from, and how easily it may fail to come.

CREATE TABLE raw_material (
  id                         VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  name_en                    VARCHAR NOT NULL UNIQUE,
  name_fr                    VARCHAR NOT NULL UNIQUE,
  critical                   BOOLEAN NOT NULL,   -- Regulation (EU) 2024/1252, annex II, whatever its grade
  strategic                  BOOLEAN NOT NULL,   -- annex I
  grade_en                   VARCHAR,            -- where a grade of it alone is listed, or is strategic
  grade_fr                   VARCHAR,
  supply_risk                DOUBLE CHECK (supply_risk >= 0),           -- by the Commission; critical from 1 ...
  economic_importance        DOUBLE CHECK (economic_importance >= 0),   -- ... and 2.8. Empty: not assessed
  risk_stage                 VARCHAR CHECK (risk_stage IN ('extraction', 'processing')),   -- the stage whose risk is the higher
  import_reliance_extraction DOUBLE CHECK (import_reliance_extraction BETWEEN 0 AND 1),    -- of the European Union
  import_reliance_processing DOUBLE CHECK (import_reliance_processing BETWEEN 0 AND 1),
  recycling_input            DOUBLE CHECK (recycling_input BETWEEN 0 AND 1),   -- share of the demand of the Union met by old scrap
  source                     VARCHAR REFERENCES source (id),
  note_en                    VARCHAR,
  note_fr                    VARCHAR,
  CHECK (critical OR NOT strategic),
  CHECK ((grade_en IS NULL) = (grade_fr IS NULL)),
  CHECK ((note_en IS NULL) = (note_fr IS NULL)),
  CHECK ((supply_risk IS NULL) = (source IS NULL) AND (economic_importance IS NULL) = (source IS NULL)),
  CHECK ((risk_stage IS NULL) = (source IS NULL))
);

CREATE TABLE feedstock (
  constituent  VARCHAR NOT NULL REFERENCES constituent (id),
  subfamily    VARCHAR REFERENCES subfamily (id),   -- of the materials in which it is so; empty: in all others
  raw_material VARCHAR NOT NULL REFERENCES raw_material (id),
  content      DOUBLE NOT NULL CHECK (content > 0), -- kg of the raw material per kg of the constituent, without losses
  basis        VARCHAR NOT NULL,                    -- as what the raw material is counted
  UNIQUE (constituent, subfamily)
);

CREATE TABLE producer (
  raw_material VARCHAR NOT NULL REFERENCES raw_material (id),
  stage        VARCHAR NOT NULL CHECK (stage IN ('extraction', 'processing')),
  country      VARCHAR NOT NULL REFERENCES country (id),
  share        DOUBLE NOT NULL CHECK (share > 0 AND share <= 1),   -- of the production of the world
  at_most      BOOLEAN NOT NULL,                                   -- published as "less than" this
  source       VARCHAR NOT NULL REFERENCES source (id),
  PRIMARY KEY (raw_material, stage, country)
);

CREATE TABLE sourcing (
  importer     VARCHAR NOT NULL REFERENCES country (id),
  raw_material VARCHAR NOT NULL REFERENCES raw_material (id),
  stage        VARCHAR NOT NULL CHECK (stage IN ('extraction', 'processing')),
  country      VARCHAR NOT NULL REFERENCES country (id),
  share        DOUBLE NOT NULL CHECK (share > 0 AND share <= 1),   -- of what the importer uses, its own production included
  at_most      BOOLEAN NOT NULL,
  source       VARCHAR NOT NULL REFERENCES source (id),
  PRIMARY KEY (importer, raw_material, stage, country)
);

CREATE TABLE governance (
  country  VARCHAR NOT NULL REFERENCES country (id),
  year     INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2100),
  estimate DOUBLE NOT NULL CHECK (estimate BETWEEN -5 AND 5),   -- political stability and absence of violence; higher is better
  source   VARCHAR NOT NULL REFERENCES source (id),
  PRIMARY KEY (country, year)
);

CREATE TABLE concentration (
  raw_material   VARCHAR NOT NULL REFERENCES raw_material (id),
  stage          VARCHAR NOT NULL CHECK (stage IN ('extraction', 'processing')),
  year           INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2100),
  hhi            DOUBLE NOT NULL CHECK (hhi > 0 AND hhi <= 1),              -- sum of squared shares of countries in the production of the world
  hhi_governance DOUBLE CHECK (hhi_governance >= 0 AND hhi_governance <= hhi),   -- the same, each square weighted by the risk of the country
  countries      INTEGER NOT NULL CHECK (countries > 0),
  largest        VARCHAR NOT NULL REFERENCES country (id),
  largest_share  DOUBLE NOT NULL CHECK (largest_share > 0 AND largest_share <= 1),
  source         VARCHAR NOT NULL REFERENCES source (id),
  PRIMARY KEY (raw_material, stage, year)
);

CREATE TABLE price (
  raw_material VARCHAR NOT NULL REFERENCES raw_material (id),
  year         INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2100),
  value        DOUBLE NOT NULL CHECK (value > 0),            -- annual mean, nominal
  unit         VARCHAR NOT NULL CHECK (unit = 'USD/kg'),
  source       VARCHAR NOT NULL REFERENCES source (id),
  locator      VARCHAR NOT NULL,
  PRIMARY KEY (raw_material, year)
);

CREATE TABLE recycling_rate (
  raw_material VARCHAR NOT NULL REFERENCES raw_material (id),
  indicator    VARCHAR NOT NULL CHECK (indicator IN ('end_of_life_recycling', 'recycled_content', 'old_scrap_ratio')),
  low          DOUBLE NOT NULL CHECK (low BETWEEN 0 AND 1),
  high         DOUBLE NOT NULL CHECK (high BETWEEN 0 AND 1),
  bound        VARCHAR CHECK (bound IN ('upper bound', 'lower bound', 'approx')),
  estimate_en  VARCHAR NOT NULL,         -- whose estimate it is
  estimate_fr  VARCHAR NOT NULL,
  source       VARCHAR NOT NULL REFERENCES source (id),
  locator      VARCHAR NOT NULL,
  CHECK (low <= high)
);

-- What may not leave the house unseen: words that read as a claim, and what is to be done before one is made.

CREATE TABLE claim_rule (
  id       VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  position INTEGER NOT NULL UNIQUE CHECK (position > 0),
  kind     VARCHAR NOT NULL CHECK (kind IN
             ('comparative', 'generic', 'reassurance', 'neutrality', 'whole-product', 'label', 'requirement', 'future', 'score')),
  name_en  VARCHAR NOT NULL UNIQUE,
  name_fr  VARCHAR NOT NULL UNIQUE,
  why_en   VARCHAR NOT NULL,              -- what the standard or the law says of it
  why_fr   VARCHAR NOT NULL,
  source   VARCHAR NOT NULL REFERENCES source (id),
  locator_en VARCHAR NOT NULL,
  locator_fr VARCHAR NOT NULL
);

CREATE TABLE claim (
  language VARCHAR NOT NULL CHECK (regexp_full_match(language, '[a-z]{2}')),
  rule     VARCHAR NOT NULL REFERENCES claim_rule (id),
  pattern  VARCHAR NOT NULL CHECK (pattern = trim(pattern) AND pattern <> ''),   -- how it is read: data/README.md
  example  VARCHAR NOT NULL,              -- a text that it finds
  PRIMARY KEY (language, pattern)
);

CREATE TABLE checklist (
  id       VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]*')),
  position INTEGER NOT NULL UNIQUE CHECK (position > 0),
  name_en  VARCHAR NOT NULL UNIQUE,
  name_fr  VARCHAR NOT NULL UNIQUE,
  help_en  VARCHAR NOT NULL,              -- what must be so before it is ticked
  help_fr  VARCHAR NOT NULL,
  source   VARCHAR NOT NULL REFERENCES source (id),
  locator_en VARCHAR NOT NULL,
  locator_fr VARCHAR NOT NULL
);
