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
  name_fr VARCHAR NOT NULL UNIQUE
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
