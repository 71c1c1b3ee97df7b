-- name: indicators
FROM indicator ORDER BY position

-- name: families
FROM family ORDER BY position

-- name: functions
SELECT function.*, property_kind.symbol, property_kind.name_en AS property_en, property_kind.name_fr AS property_fr
FROM function LEFT JOIN property_kind ON property_kind.id = function.property
ORDER BY function.position

-- name: materials
-- Materials that still have a factor under the terms switched on.
SELECT material.*, subfamily.family,
       subfamily.name_en AS subfamily_en, subfamily.name_fr AS subfamily_fr,
       family.name_en AS family_en, family.name_fr AS family_fr
FROM material JOIN subfamily ON subfamily.id = material.subfamily JOIN family ON family.id = subfamily.family
WHERE material.id IN (SELECT material FROM factor)
ORDER BY family.position, subfamily.name_en, material.name_en

-- name: properties
SELECT property.*, property_kind.symbol, property_kind.name_en, property_kind.name_fr
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
         count(*) AS indicators,
         count(*) FILTER (NOT contains(coalesce(flags, ''), 'suspect')) AS reliable,
         min(CASE match WHEN 'exact' THEN 0 WHEN 'close' THEN 1 ELSE 2 END) AS distance,
         bool_or(contains(coalesce(flags, ''), 'cross-check')) AS cross_check,
         bool_or(indicator.position = 1) AS climate
  FROM factor JOIN source ON source.id = factor.source JOIN indicator ON indicator.id = factor.indicator
  WHERE $materials IS NULL OR list_contains($materials, material)
  GROUP BY material, source
)
SELECT material, source, indicators, reliable
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

-- name: catalogue
-- Every number of every material, for those who want the table.
SELECT 'property' AS kind, material, property AS quantity, NULL AS value, min, max, unit, source, terms, quality AS basis,
       NULL AS match, NULL AS gsd, NULL AS flags, locator AS dataset
FROM property JOIN source ON source.id = property.source
UNION ALL
SELECT 'factor', material, indicator, value, NULL, NULL, unit || '/' || per, source, terms, gsd_basis, match, gsd, flags, dataset_name
FROM factor JOIN source ON source.id = factor.source
ORDER BY material, kind DESC, quantity, source

-- name: sheet
-- Every number of one material, with what a reader needs to judge it.
SELECT 'property' AS kind, property.property AS name, position, (min + max) / 2 AS value, min AS low, max AS high, property.unit,
       NULL AS match, quality AS basis, NULL AS gsd, NULL AS flags, source, source.terms, source.licence,
       source.year, NULL AS geography, locator AS dataset, NULL AS note, source.citation, source.url
FROM property JOIN property_kind ON property_kind.id = property.property JOIN source ON source.id = property.source
WHERE material = $material
UNION ALL
SELECT 'factor', factor.indicator, position, value, value / gsd ** 1.96, value * gsd ** 1.96,
       factor.unit || '/' || per, match, gsd_basis, gsd, flags, source, source.terms, source.licence,
       coalesce(factor.year, source.year), geography, dataset_name || ' [' || dataset_id || ']', factor.note,
       source.citation, source.url
FROM factor JOIN indicator ON indicator.id = factor.indicator JOIN source ON source.id = factor.source
WHERE material = $material
ORDER BY kind DESC, position, source
