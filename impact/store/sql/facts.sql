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

-- name: countries
-- Countries and regions whose electricity has a climate factor.
SELECT country.*, EXISTS (FROM grid_path WHERE grid_path.country = country.id) AS path
FROM country
WHERE id IN (SELECT country FROM energy_factor JOIN indicator ON indicator.id = indicator
             WHERE carrier = 'electricity' AND indicator.position = 1)
ORDER BY kind DESC, id

-- name: carriers
FROM carrier ORDER BY position

-- name: paths
FROM grid_path ORDER BY country, year

-- name: processes
-- A number whose source is switched off is no longer sourced.
WITH allowed AS (SELECT id FROM source WHERE list_contains($terms, terms)), shown AS (
  SELECT process.*, source IN (FROM allowed) AS energies, yield_source IN (FROM allowed) AS yields FROM process
)
SELECT shown.* EXCLUDE (energies, yields) REPLACE (
         CASE WHEN yields THEN yield END AS yield,
         CASE WHEN energies THEN electricity END AS electricity,
         CASE WHEN energies THEN heat END AS heat,
         CASE WHEN energies THEN quality ELSE 'gap' END AS quality),
       process_category.shapes, process_category.name_en AS category_en, process_category.name_fr AS category_fr
FROM shown JOIN process_category ON process_category.id = shown.category
ORDER BY process_category.position, shown.position

-- name: process materials
FROM process_material

-- name: modes
FROM mode WHERE id IN (SELECT mode FROM transport_factor) ORDER BY position

-- name: waste
SELECT material.id, waste.class, waste.recycling, waste.secondary, material.recycled_of, material.subfamily
FROM material LEFT JOIN waste ON waste.material = material.id

-- name: channels
-- Recycling parameters and usual end of life by class of material.
SELECT recycling.* FROM recycling JOIN source ON source.id = recycling.source
WHERE list_contains($terms, source.terms) ORDER BY scope, recycling.id

-- name: waste classes
FROM waste_class

-- name: vehicles
SELECT vehicle.* FROM vehicle JOIN source ON source.id = vehicle.source
WHERE list_contains($terms, source.terms) ORDER BY position

-- name: nations
-- Countries whose population is known, and the world.
FROM country WHERE id IN (SELECT country FROM population) ORDER BY id

-- name: populations
FROM population ORDER BY country, year

-- name: earth processes
FROM earth_process ORDER BY position

-- name: sub boundaries
FROM sub_boundary ORDER BY position

-- name: control variables
FROM control_variable ORDER BY position

-- name: editions
FROM edition ORDER BY position

-- name: boundaries
SELECT boundary.*, control_variable.sub_boundary, control_variable.worse
FROM boundary JOIN edition ON edition.id = edition JOIN control_variable ON control_variable.id = variable
ORDER BY edition.position, control_variable.position

-- name: boundary links
SELECT boundary_link.*
FROM boundary_link JOIN indicator ON indicator.id = indicator LEFT JOIN sub_boundary ON sub_boundary.id = sub_boundary
ORDER BY indicator.position, sub_boundary.position

-- name: capacity sets
-- Sets of which a capacity is left under the terms switched on.
FROM capacity_set WHERE id IN (SELECT set FROM capacity) ORDER BY position

-- name: capacities
SELECT capacity.*
FROM capacity JOIN indicator ON indicator.id = indicator JOIN capacity_set ON capacity_set.id = capacity.set
ORDER BY indicator.position, capacity_set.position

-- name: world impacts
FROM world_impact

-- name: principles
FROM principle ORDER BY position

-- name: needs
FROM need ORDER BY position

-- name: criticisms
FROM criticism ORDER BY position

-- name: activities
-- Factors of everything but materials, one per activity and indicator: the lowest rank among the terms switched on.
-- Burning with energy recovery, where credits count: burden (C3) and credit (D) where a source tells them apart;
-- else their sum (C3+D), whose credit is inside; else the burden alone, whose credit is missing.
-- Where they do not (burnt:<class>): the burden, or the sum where nothing else is known.
WITH treatment AS (
  FROM treatment_factor QUALIFY row_number() OVER (PARTITION BY class, route, module, indicator ORDER BY rank) = 1
), burnt AS (
  SELECT class, indicator, bool_or(module = 'C3') AND bool_or(module = 'D') AS apart, bool_or(module = 'C3+D') AS netted
  FROM treatment WHERE route = 'energy-recovery' GROUP BY ALL
), told AS (
  SELECT treatment.*, burnt.apart, burnt.netted FROM treatment JOIN burnt USING (class, indicator) WHERE route = 'energy-recovery'
), every AS (
  SELECT CASE carrier WHEN 'electricity' THEN 'electricity:' || country ELSE 'energy:' || carrier END AS activity,
         indicator, value, unit, per, source, dataset_name, dataset_id, match, gsd, gsd_basis, flags, rank
  FROM energy_factor
  UNION ALL
  SELECT 'transport:' || mode, indicator, value, unit, per, source, dataset_name, dataset_id, match, gsd, gsd_basis, flags, rank
  FROM transport_factor
  UNION ALL
  SELECT 'process:' || process, indicator, value, unit, per, source, dataset_name, dataset_id, match, gsd, gsd_basis, flags, rank
  FROM process_factor
  UNION ALL
  SELECT route || ':' || class, indicator, value, unit, per, source, dataset_name, dataset_id, match, gsd, gsd_basis, flags, rank
  FROM treatment WHERE route <> 'energy-recovery'
  UNION ALL
  SELECT 'energy-recovery:' || class, indicator, value, unit, per, source, dataset_name, dataset_id, match, gsd, gsd_basis,
         CASE WHEN module = 'C3+D' THEN concat_ws(';', flags, 'netted') ELSE flags END, rank
  FROM told WHERE module = CASE WHEN apart OR NOT netted THEN 'C3' ELSE 'C3+D' END
  UNION ALL
  SELECT 'burnt:' || class, indicator, value, unit, per, source, dataset_name, dataset_id, match, gsd, gsd_basis,
         CASE WHEN module = 'C3+D' THEN concat_ws(';', flags, 'netted') ELSE flags END, CASE WHEN module = 'C3' THEN 0 ELSE 1 END
  FROM told WHERE module <> 'D'
  UNION ALL
  SELECT 'energy-credit:' || class, indicator, CASE module WHEN 'D' THEN value ELSE 0 END, unit, per, source, dataset_name, dataset_id,
         match, gsd, gsd_basis, CASE module WHEN 'D' THEN flags ELSE concat_ws(';', flags, 'netted') END, rank
  FROM told WHERE module = CASE WHEN apart THEN 'D' WHEN netted THEN 'C3+D' END
)
SELECT every.* FROM every JOIN indicator ON indicator.id = every.indicator
QUALIFY row_number() OVER (PARTITION BY activity, indicator ORDER BY rank, gsd) = 1
ORDER BY activity, indicator.position

-- name: further
-- Every number of life beyond the material, of the limits of the planet and of supply, with what a reader needs to judge it.
-- `used`: does a comparison take this factor, of all those (`rank`) that stand for the same thing and indicator?
-- yes, no, or, of burning with energy recovery, only where credits count or do not (as in the query "activities").
WITH every AS (
  SELECT CASE carrier WHEN 'electricity' THEN 'electricity:' || country ELSE 'energy:' || carrier END AS subject,
         NULL AS module, country AS geography, * EXCLUDE (carrier, country)
  FROM energy_factor
  UNION ALL BY NAME SELECT 'transport:' || mode AS subject, * EXCLUDE mode FROM transport_factor
  UNION ALL BY NAME SELECT 'process:' || process AS subject, * EXCLUDE process FROM process_factor
  UNION ALL BY NAME SELECT route || ':' || class AS subject, * EXCLUDE (route, class) FROM treatment_factor
), ranked AS (
  SELECT *, row_number() OVER (PARTITION BY subject, indicator, module ORDER BY rank, gsd) = 1 AS first,
         bool_or(module = 'C3') OVER whole AS burden, burden AND bool_or(module = 'D') OVER whole AS apart,
         bool_or(module = 'C3+D') OVER whole AS netted
  FROM every WINDOW whole AS (PARTITION BY subject, indicator)
), factors AS (
  SELECT subject, 'activity' AS kind, indicator AS name, position, value,
         least(value / gsd ** 1.96, value * gsd ** 1.96) AS low, greatest(value / gsd ** 1.96, value * gsd ** 1.96) AS high,
         ranked.unit, per, match, gsd_basis AS basis, gsd, flags, source, year, geography,
         dataset_name || ' [' || dataset_id || ']' AS dataset, module, rank,
         CASE WHEN NOT first OR module = 'D' AND NOT apart OR module = 'C3+D' AND apart THEN 'no'
              WHEN module = 'D' OR module = 'C3+D' AND burden THEN 'with credit'
              WHEN module = 'C3' AND netted AND NOT apart THEN 'without credit' ELSE 'yes' END AS used
  FROM ranked JOIN indicator ON indicator.id = indicator
), paths AS (
  SELECT 'path:' || country AS subject, 'path' AS kind, name, position, path.value,
         path.value / gsd ** 1.96 AS low, path.value * gsd ** 1.96 AS high, path.unit, path.per, 'spread of today' AS basis, gsd,
         path.source, path.year, country AS geography
  FROM grid_path AS path JOIN factors ON factors.subject = 'electricity:' || country AND factors.position = 1 AND factors.used = 'yes'
), parameters AS (
  SELECT 'process:' || id AS subject, each.name, each.position, each.value, each.unit, each.per,
         CASE WHEN published THEN each.low END AS low, CASE WHEN published THEN each.high END AS high,
         CASE WHEN published THEN 'published range' ELSE each.basis END AS basis, each.source, note_en, note_fr,
         -- a locator says for each number where it stands: "yield: ...; elec: ...; heat: ..."
         coalesce(nullif(regexp_extract(locator, each.key || ': (.*?)(; (yield|elec|heat): |$)', 1), ''), locator) AS dataset
  FROM process, unnest([
    {name: 'yield', key: 'yield', position: 1, value: yield, low: NULL, high: NULL,
     unit: 'share', per: NULL, basis: 'no spread', source: yield_source},
    {name: 'electricity', key: 'elec', position: 2, value: electricity, low: electricity_min, high: electricity_max,
     unit: 'kWh', per: process.unit, basis: process.quality, source: process.source},
    {name: 'heat', key: 'heat', position: 3, value: heat, low: heat_min, high: heat_max,
     unit: 'MJ', per: process.unit, basis: process.quality, source: process.source}
  ]) AS _(each), (SELECT coalesce(0 < each.low AND each.low < each.high, false) AS published)
  UNION ALL BY NAME
  SELECT 'recycling:' || id AS subject, each.name, each.position, each.value, 'share' AS unit,
         CASE each.name WHEN 'recycling' THEN recycling_min END AS low, CASE each.name WHEN 'recycling' THEN recycling_max END AS high,
         CASE WHEN each.name = 'recycling' AND recycling_min < recycling_max THEN 'published range' ELSE 'no spread' END AS basis,
         source, country AS geography, locator AS dataset, note_en, note_fr
  FROM recycling, unnest([
    {name: 'allocation', position: 1, value: allocation}, {name: 'quality', position: 2, value: recycling.quality},
    {name: 'recycled_content', position: 3, value: recycled_content}, {name: 'recycling', position: 4, value: recycling.recycling},
    {name: 'incineration', position: 5, value: incineration}, {name: 'landfill', position: 6, value: landfill}
  ]) AS _(each)
  UNION ALL BY NAME
  SELECT 'vehicle:' || vehicle.id AS subject, each.name, each.position, each.value, each.unit, each.per,
         each.value / each.gsd ** 1.96 AS low, each.value * each.gsd ** 1.96 AS high, each.gsd,
         CASE WHEN each.position > 2 THEN 'no spread' WHEN gsd_basis = 'pedigree rule' THEN 'rule for vehicles' ELSE gsd_basis END AS basis,
         source, locator AS dataset, note_en, note_fr
  FROM vehicle JOIN carrier ON carrier.id = vehicle.carrier, unnest([
    {name: 'coefficient', position: 1, value: coefficient, unit: carrier.unit, per: '100 km·100 kg', gsd: vehicle.gsd},
    {name: 'deviation', position: 2, value: CASE WHEN coefficient IS NULL THEN vehicle.gsd END, unit: 'factor', per: NULL, gsd: NULL},
    {name: 'engine_efficiency', position: 3, value: engine_efficiency, unit: 'share', per: NULL, gsd: NULL},
    {name: 'recovery_city', position: 4, value: recovery_city, unit: 'share', per: NULL, gsd: NULL},
    {name: 'recovery_highway', position: 5, value: recovery_highway, unit: 'share', per: NULL, gsd: NULL},
    {name: 'heating_value', position: 6, value: heating_value, unit: 'MJ', per: carrier.unit, gsd: NULL},
    {name: 'grid_efficiency', position: 7, value: CASE WHEN carrier.role = 'electricity' THEN grid_efficiency END, unit: 'share',
     per: NULL, gsd: NULL}
  ]) AS _(each)
), limits AS (
  SELECT 'capacity:' || indicator AS subject, capacity.kind, capacity.set AS name, capacity_set.position, value, unit, 'year' AS per,
         'no spread' AS basis, capacity.source, locator AS dataset,
         concat_ws(' · ', basis_en, capacity.note_en) AS note_en, concat_ws(' · ', basis_fr, capacity.note_fr) AS note_fr
  FROM capacity JOIN capacity_set ON capacity_set.id = capacity.set
  UNION ALL BY NAME
  SELECT 'capacity:' || indicator AS subject, 'world' AS kind, each.name, each.position, each.value, each.unit, each.per,
         'no spread' AS basis, source, year, locator AS dataset
  FROM world_impact, unnest([
    {name: 'world_impact', position: 1, value: world_impact.value, unit: world_impact.unit, per: 'year'},
    {name: 'drift', position: 2, value: drift, unit: 'factor', per: NULL}
  ]) AS _(each)
  UNION ALL BY NAME
  -- what is said of a control variable stands beside its boundary, which every one of them has
  SELECT 'boundary:' || edition AS subject, 'boundary' AS kind, variable || ':' || each.name AS name,
         10 * control_variable.position + each.position AS position, each.value, boundary.unit,
         CASE WHEN each.name = 'current' AND more_than THEN 'more than' ELSE 'no spread' END AS basis, source, locator AS dataset,
         CASE each.name WHEN 'boundary' THEN nullif(concat_ws(' ', note_en, change_en), '') END AS note_en,
         CASE each.name WHEN 'boundary' THEN nullif(concat_ws(' ', note_fr, change_fr), '') END AS note_fr
  FROM boundary JOIN control_variable ON control_variable.id = variable, unnest([
    {name: 'baseline', position: 1, value: baseline}, {name: 'boundary', position: 2, value: boundary.boundary},
    {name: 'high_risk', position: 3, value: high_risk}, {name: 'current', position: 4, value: boundary.current}
  ]) AS _(each)
  UNION ALL BY NAME
  SELECT 'population:' || country AS subject, 'population' AS kind, each.name, each.position, each.value, each.unit, each.per,
         'no spread' AS basis, source, year, country AS geography, each.dataset
  FROM population, unnest([
    {name: 'population', position: 1, value: CAST(population.population AS DOUBLE), unit: 'person', per: NULL, dataset: 'SP.POP.TOTL'},
    {name: 'gdp', position: 2, value: gdp, unit: 'USD', per: 'year', dataset: 'NY.GDP.MKTP.CD'}
  ]) AS _(each)
), supply AS (
  -- thousands of the position: the order of the tables of one raw material
  SELECT 'supply:' || id AS subject, 'criticality' AS kind, each.name, each.position, each.value, each.unit, 'no spread' AS basis, source,
         'annexes' AS dataset
  FROM raw_material, unnest([
    {name: 'supply_risk', position: 1, value: supply_risk, unit: 'index'},
    {name: 'economic_importance', position: 2, value: economic_importance, unit: 'index'},
    {name: 'import_reliance_extraction', position: 3, value: import_reliance_extraction, unit: 'share'},
    {name: 'import_reliance_processing', position: 4, value: import_reliance_processing, unit: 'share'},
    {name: 'recycling_input', position: 5, value: recycling_input, unit: 'share'}
  ]) AS _(each)
  UNION ALL BY NAME
  -- by country, the largest share first
  SELECT 'supply:' || raw_material AS subject, of AS kind, of || ':' || country AS name,
         1000 * list_position(['extraction', 'processing', 'sourced_extraction', 'sourced_processing'], of)
         + row_number() OVER (PARTITION BY raw_material, of ORDER BY share DESC, country) AS position,
         share AS value, 'share' AS unit, if(at_most, 'less than', 'no spread') AS basis, source, 'annex 7, 2016–2020' AS dataset
  FROM (SELECT *, stage AS of FROM producer
        UNION ALL BY NAME SELECT * EXCLUDE importer, 'sourced_' || stage AS of FROM sourcing WHERE importer = 'EU27')
  UNION ALL BY NAME
  -- the largest producer stands beside its share
  SELECT 'supply:' || raw_material AS subject, 'concentrated_' || stage AS kind, each.name,
         5000 + 1000 * CAST(stage = 'processing' AS INTEGER) + each.position AS position, each.value, each.unit, 'no spread' AS basis,
         source, year, 'World Mining Data 2026' AS dataset,
         if(each.name = 'largest_share', name_en, NULL) AS note_en, if(each.name = 'largest_share', name_fr, NULL) AS note_fr
  FROM concentration JOIN country ON country.id = largest, unnest([
    {name: 'hhi', position: 1, value: hhi, unit: 'index'}, {name: 'hhi_governance', position: 2, value: hhi_governance, unit: 'index'},
    {name: 'largest_share', position: 3, value: largest_share, unit: 'share'},
    {name: 'producers', position: 4, value: CAST(countries AS DOUBLE), unit: 'country'}
  ]) AS _(each)
  UNION ALL BY NAME
  SELECT 'supply:' || raw_material AS subject, 'price' AS kind, 'price' AS name, 7000 AS position, value, unit, 'no spread' AS basis,
         source, year, locator AS dataset
  FROM price
  UNION ALL BY NAME
  SELECT 'supply:' || raw_material AS subject, 'recycled' AS kind, if(indicator = 'recycled_content', 'scrap_content', indicator) AS name,
         8000 + list_position(['end_of_life_recycling', 'recycled_content', 'old_scrap_ratio'], indicator) AS position,
         (low + high) / 2 AS value, if(low < high, low, NULL) AS low, if(low < high, high, NULL) AS high, 'share' AS unit,
         CASE bound WHEN 'upper bound' THEN 'less than' WHEN 'lower bound' THEN 'more than' WHEN 'approx' THEN 'about'
                    ELSE if(low < high, 'published range', 'no spread') END AS basis,
         source, estimate_en || ' · ' || locator AS dataset
  FROM recycling_rate
  UNION ALL BY NAME
  SELECT 'governance:' || country AS subject, 'governance' AS kind, 'stability' AS name, 1 AS position, estimate AS value, 'index' AS unit,
         'no spread' AS basis, source, year, country AS geography, 'PV.EST' AS dataset
  FROM governance
), numbers AS (
  SELECT *, NULL AS note_en, NULL AS note_fr FROM factors
  UNION ALL BY NAME FROM paths
  UNION ALL BY NAME SELECT 'parameter' AS kind, * FROM parameters WHERE value IS NOT NULL
  UNION ALL BY NAME FROM limits WHERE value IS NOT NULL
  UNION ALL BY NAME FROM supply WHERE value IS NOT NULL
)
SELECT subject, kind, name, position, value, low, high, numbers.unit, per, match, basis, gsd, flags, source, coalesce(numbers.year, source.year) AS year,
       geography, dataset, numbers.note_en, numbers.note_fr, module, rank, used,
       source.terms, source.licence_en, source.licence_fr, source.citation, source.url
FROM numbers JOIN source ON source.id = numbers.source
WHERE list_contains($terms, source.terms)
ORDER BY subject, position // 1000, kind = 'world', kind DESC, position, module, rank, year, value

-- name: raw materials
-- What the Commission found is gone with its source; the lists are law and stay.
WITH allowed AS (SELECT id FROM source WHERE list_contains($terms, terms))
SELECT grade_en IS NOT NULL AS graded, raw_material.* REPLACE (
         CASE WHEN source IN (FROM allowed) THEN supply_risk END AS supply_risk,
         CASE WHEN source IN (FROM allowed) THEN economic_importance END AS economic_importance,
         CASE WHEN source IN (FROM allowed) THEN risk_stage END AS risk_stage,
         CASE WHEN source IN (FROM allowed) THEN import_reliance_extraction END AS import_reliance_extraction,
         CASE WHEN source IN (FROM allowed) THEN import_reliance_processing END AS import_reliance_processing,
         CASE WHEN source IN (FROM allowed) THEN recycling_input END AS recycling_input)
FROM raw_material ORDER BY id

-- name: constituent names
FROM constituent ORDER BY id

-- name: feeds
-- What every material is made from: kg of each constituent and, where it is known, of each raw material per kg of material.
SELECT composition.material, composition.constituent, composition.share, composition.basis,
       feedstock.raw_material, composition.share * feedstock.content AS content, feedstock.basis AS counted_as
FROM composition JOIN material ON material.id = composition.material LEFT JOIN feedstock
  ON feedstock.constituent = composition.constituent
 AND (feedstock.subfamily = material.subfamily
      OR feedstock.subfamily IS NULL AND NOT EXISTS (
           FROM feedstock AS special
           WHERE special.constituent = composition.constituent AND special.subfamily = material.subfamily))
ORDER BY composition.material, composition.share DESC, composition.constituent

-- name: producers
FROM producer ORDER BY raw_material, stage, share DESC, country

-- name: sourcings
FROM sourcing ORDER BY importer, raw_material, stage, share DESC, country

-- name: governances
FROM governance ORDER BY country, year

-- name: concentrations
FROM concentration ORDER BY raw_material, stage, year

-- name: prices
FROM price ORDER BY raw_material, year

-- name: recycling rates
FROM recycling_rate ORDER BY raw_material, indicator, low, estimate_en

-- name: every country
FROM country ORDER BY id

-- name: claim rules
-- With the name of the source, which is law or a standard and holds whatever terms are switched on.
SELECT claim_rule.*, source.name_en AS source_en, source.name_fr AS source_fr
FROM claim_rule JOIN source ON source.id = claim_rule.source ORDER BY claim_rule.position

-- name: claim patterns
SELECT claim.*, claim_rule.kind FROM claim JOIN claim_rule ON claim_rule.id = claim.rule ORDER BY language, claim_rule.position, pattern

-- name: checklist
SELECT checklist.*, source.name_en AS source_en, source.name_fr AS source_fr
FROM checklist JOIN source ON source.id = checklist.source ORDER BY checklist.position
