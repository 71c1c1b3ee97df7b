-- Questions to the workspace, and what is inserted into it. Of several rows about the same thing the last holds.

-- name: document
SELECT id FROM document WHERE id = $document AND kind = coalesce($kind, kind)

-- name: document names
SELECT id FROM document ORDER BY id

-- name: new document
INSERT INTO document VALUES ($document, $kind, $at)

-- name: latest
SELECT version, content, title FROM version WHERE document = $document ORDER BY version DESC LIMIT 1

-- name: new version
INSERT INTO version VALUES ($document, $version, $based_on, $content, $title, $at, $by, $note)

-- name: documents
WITH latest AS (
  SELECT * EXCLUDE content FROM version QUALIFY row_number() OVER (PARTITION BY document ORDER BY version DESC) = 1
), state AS (
  SELECT document, archived FROM archiving QUALIFY row_number() OVER (PARTITION BY document ORDER BY made DESC, number DESC) = 1
)
SELECT document, title, version, saved, "by", note, coalesce(archived, false) AS archived
FROM latest JOIN document ON document.id = document LEFT JOIN state USING (document)
WHERE kind = $kind AND coalesce(archived, false) <= $archived
ORDER BY saved DESC, document

-- name: texts
SELECT document, content FROM version JOIN document ON document.id = document
WHERE kind = $kind AND document NOT IN (
  SELECT document FROM archiving QUALIFY row_number() OVER (PARTITION BY document ORDER BY made DESC, number DESC) = 1 AND archived
)
QUALIFY row_number() OVER (PARTITION BY document ORDER BY version DESC) = 1 ORDER BY saved DESC, document

-- name: versions
SELECT version, based_on, saved, "by", note FROM version WHERE document = $document ORDER BY version DESC

-- name: version
SELECT version, content, title FROM version WHERE document = $document AND version = $version

-- name: new archiving
INSERT INTO archiving SELECT coalesce(max(number), 0) + 1, $document, $archived, $at FROM archiving

-- name: new snapshot
INSERT INTO snapshot VALUES ($hash, $content, $title, $at, $document, $version, $by) ON CONFLICT DO NOTHING

-- name: hashes
SELECT hash FROM snapshot WHERE starts_with(hash, $name) ORDER BY hash <> $name, hash

-- name: snapshot
SELECT hash, content, taken, title, document, version, "by" FROM snapshot WHERE hash = $hash

-- name: snapshots
SELECT hash, title, taken, document, version, "by" FROM snapshot
WHERE $document IS NULL OR document = $document ORDER BY taken DESC, hash

-- name: new edit
INSERT INTO edit SELECT coalesce(max(number), 0) + 1, $snapshot, $screen, $language, $words, $at, $by FROM edit

-- name: edits
SELECT screen, words FROM (
  FROM edit WHERE snapshot = $snapshot AND language = $language
  QUALIFY row_number() OVER (PARTITION BY screen ORDER BY made DESC, number DESC) = 1
) WHERE words IS NOT NULL ORDER BY screen

-- name: new tick
INSERT INTO tick SELECT coalesce(max(number), 0) + 1, $snapshot, $item, $done, $at, $by FROM tick

-- name: ticks
SELECT item, "by", made FROM (
  FROM tick WHERE snapshot = $snapshot QUALIFY row_number() OVER (PARTITION BY item ORDER BY made DESC, number DESC) = 1
) WHERE done ORDER BY item

-- name: new decision
INSERT INTO decision SELECT coalesce(max(number), 0) + 1, $snapshot, $content, $at FROM decision RETURNING number

-- name: decisions
SELECT content, snapshot, number, made FROM decision
WHERE $snapshot IS NULL OR snapshot = $snapshot ORDER BY made DESC, number DESC

-- name: new row
INSERT INTO in_house SELECT coalesce(max(number), 0) + 1, $table, $key, $cells, $at, $by FROM in_house

-- name: rows
SELECT table_name, key, cells FROM (
  FROM in_house QUALIFY row_number() OVER (PARTITION BY table_name, key ORDER BY made DESC, number DESC) = 1
) WHERE cells IS NOT NULL ORDER BY number
