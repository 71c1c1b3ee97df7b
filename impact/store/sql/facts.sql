-- name: indicators
FROM indicator ORDER BY position

-- name: families
FROM family ORDER BY position

-- name: functions
FROM function ORDER BY position

-- name: materials
-- Materials that still have a factor under the terms switched on.
SELECT material.*, subfamily.family,
       subfamily.name_en AS subfamily_en, subfamily.name_fr AS subfamily_fr,
       family.name_en AS family_en, family.name_fr AS family_fr
FROM material JOIN subfamily ON subfamily.id = material.subfamily JOIN family ON family.id = subfamily.family
WHERE material.id IN (SELECT material FROM factor)
ORDER BY family.position, subfamily.name_en, material.name_en

-- name: switched off
-- Materials without a factor under the terms switched on.
SELECT id FROM material WHERE id NOT IN (SELECT material FROM factor)

-- name: properties
SELECT property.*
FROM property JOIN property_kind ON property_kind.id = property.property
WHERE $materials IS NULL OR list_contains($materials, material)
ORDER BY material, property_kind.position

-- name: factors
SELECT factor.*
FROM factor JOIN indicator ON indicator.id = factor.indicator
WHERE $materials IS NULL OR list_contains($materials, material)
ORDER BY material, indicator.position, source

-- name: factor sources
-- Sources of factors, those with the most materials and indicators first.
SELECT source.*, count(DISTINCT factor.material) AS materials, count(DISTINCT factor.indicator) AS indicators
FROM source JOIN factor ON factor.source = source.id
GROUP BY ALL
ORDER BY count(*) DESC, source.id

-- name: source gaps
-- How far two sources typically are from each other on the same material, by indicator,
-- and which share of its factors rests on a simplified inventory.
WITH pair AS (
  SELECT one.indicator, abs(ln(one.value / other.value)) AS distance
  FROM factor AS one JOIN factor AS other
    ON one.material = other.material AND one.indicator = other.indicator AND one.source < other.source
  WHERE one.match <> 'proxy' AND other.match <> 'proxy' AND one.value / other.value > 0
), inventory AS (
  SELECT indicator, avg(CAST(contains(coalesce(flags, ''), 'low-confidence') AS INTEGER)) AS simplified
  FROM factor GROUP BY indicator
)
SELECT indicator, count(*) AS pairs, exp(median(distance)) AS typical, any_value(simplified) AS simplified
FROM pair JOIN inventory USING (indicator) GROUP BY indicator

-- name: sources
FROM source WHERE list_contains($terms, terms) ORDER BY id

-- name: default sources
-- The source that serves a material best: it has a climate factor, is no mere cross-check,
-- holds at least nine reliable indicators if any does, then the closest match, the most reliable
-- indicators, the freest terms, the source that serves most materials.
WITH candidate AS (
  SELECT material, source, any_value(source.terms) AS terms,
         count(*) FILTER (NOT contains(coalesce(flags, ''), 'suspect')) AS reliable,
         min(CASE match WHEN 'exact' THEN 0 WHEN 'close' THEN 1 ELSE 2 END) AS distance,
         bool_or(contains(coalesce(flags, ''), 'cross-check')) AS cross_check,
         bool_or(indicator.position = 1) AS climate
  FROM factor JOIN source ON source.id = factor.source JOIN indicator ON indicator.id = factor.indicator
  WHERE $materials IS NULL OR list_contains($materials, material)
  GROUP BY material, source
)
SELECT material, source
FROM candidate
QUALIFY row_number() OVER (
  PARTITION BY material
  ORDER BY NOT climate, cross_check, reliable < 9, distance, reliable DESC,
           list_position(['free', 'attribution', 'non-commercial', 'unconfirmed'], terms),
           (SELECT count(DISTINCT material) FROM factor WHERE factor.source = candidate.source) DESC, source
) = 1
ORDER BY material

-- name: constituents
SELECT composition.*, constituent.name_en, constituent.name_fr
FROM composition JOIN constituent ON constituent.id = composition.constituent
WHERE material = $material ORDER BY share DESC

-- name: flags
FROM flag

-- name: property kinds
FROM property_kind ORDER BY position

-- name: units
FROM unit

-- name: sheet
-- Every number of one material (NULL: of all), with what a reader needs to judge it.
WITH number AS (
  SELECT material, 'property' AS kind, property.property AS name, position, (min + max) / 2 AS value, min AS low, max AS high,
         property.unit, NULL AS per, NULL AS match, quality AS basis, NULL AS gsd, NULL AS flags, source, NULL AS year,
         NULL AS geography, locator AS dataset, NULL AS note_en, NULL AS note_fr
  FROM property JOIN property_kind ON property_kind.id = property.property
  UNION ALL
  SELECT material, 'factor', factor.indicator, position, value, value / gsd ** 1.96, value * gsd ** 1.96,
         factor.unit, per, match, gsd_basis, gsd, flags, source, year,
         geography, dataset_name || ' [' || dataset_id || ']', note_en, note_fr
  FROM factor JOIN indicator ON indicator.id = factor.indicator
)
SELECT number.* REPLACE (coalesce(number.year, source.year) AS year),
       source.terms, source.licence_en, source.licence_fr, source.citation, source.url
FROM number JOIN source ON source.id = number.source
WHERE $material IS NULL OR material = $material
ORDER BY material, kind DESC, position, source
