-- The workspace. Rows are inserted, never changed and never deleted; of several about the same thing the last holds.
-- Times are UTC in ISO 8601; `by` is whoever was named, or empty.

CREATE TABLE migration (
  number  INTEGER PRIMARY KEY,           -- of the file in this folder
  applied VARCHAR NOT NULL
);

CREATE TABLE document (
  id   VARCHAR PRIMARY KEY CHECK (regexp_full_match(id, '[a-z0-9][a-z0-9-]{0,120}')),
  kind VARCHAR NOT NULL CHECK (kind IN ('study', 'roadmap')),
  made VARCHAR NOT NULL
);

CREATE TABLE version (
  document VARCHAR NOT NULL REFERENCES document (id),
  version  INTEGER NOT NULL CHECK (version > 0),
  based_on INTEGER CHECK (based_on > 0 AND based_on < version),   -- empty: the first
  content  VARCHAR NOT NULL,             -- TOML
  title    VARCHAR NOT NULL CHECK (json_valid(title) AND json_type(title) = 'OBJECT'),     -- language -> words
  saved    VARCHAR NOT NULL,
  "by"     VARCHAR NOT NULL,
  note     VARCHAR NOT NULL,
  PRIMARY KEY (document, version)
);

CREATE TABLE archiving (
  number   INTEGER PRIMARY KEY,
  document VARCHAR NOT NULL REFERENCES document (id),
  archived BOOLEAN NOT NULL,
  made     VARCHAR NOT NULL
);

CREATE TABLE snapshot (
  hash     VARCHAR PRIMARY KEY CHECK (regexp_full_match(hash, '[0-9a-f]{8,128}')),
  content  VARCHAR NOT NULL CHECK (json_valid(content)),
  title    VARCHAR NOT NULL CHECK (json_valid(title) AND json_type(title) = 'OBJECT'),
  taken    VARCHAR NOT NULL,
  document VARCHAR,                      -- empty: taken of a study that was not saved
  version  INTEGER,
  "by"     VARCHAR NOT NULL,
  FOREIGN KEY (document, version) REFERENCES version (document, version),
  CHECK ((document IS NULL) = (version IS NULL))
);

CREATE TABLE edit (
  number   INTEGER PRIMARY KEY,
  snapshot VARCHAR NOT NULL REFERENCES snapshot (hash),
  screen   VARCHAR NOT NULL,
  language VARCHAR NOT NULL,
  words    VARCHAR,                      -- empty: as it was written by the program
  made     VARCHAR NOT NULL,
  "by"     VARCHAR NOT NULL
);

CREATE TABLE tick (
  number   INTEGER PRIMARY KEY,
  snapshot VARCHAR NOT NULL REFERENCES snapshot (hash),
  item     VARCHAR NOT NULL,
  done     BOOLEAN NOT NULL,
  made     VARCHAR NOT NULL,
  "by"     VARCHAR NOT NULL
);

CREATE TABLE decision (
  number   INTEGER PRIMARY KEY,
  snapshot VARCHAR NOT NULL REFERENCES snapshot (hash),
  content  VARCHAR NOT NULL CHECK (json_valid(content) AND json_type(content) = 'OBJECT'),
  made     VARCHAR NOT NULL
);

CREATE TABLE in_house (
  number     INTEGER PRIMARY KEY,
  table_name VARCHAR NOT NULL,           -- of the catalogue
  key        VARCHAR[] NOT NULL,         -- cells of its primary key
  cells      VARCHAR CHECK (json_valid(cells) AND json_type(cells) = 'OBJECT'),    -- column -> cell; empty: withdrawn
  made       VARCHAR NOT NULL,
  "by"       VARCHAR NOT NULL
);
