-- One record per share that holds on the period's last day; shares that began on a later day replace those before.
SELECT
  s.connection AS connection,
  s.source_key AS source_key,
  s.row_hash AS row_hash,
  s.employment AS employment,
  COALESCE(c.code, s.cost_centre) AS cost_centre,
  c.name AS cost_centre_name,
  s.percent AS percent
FROM (
  SELECT a.*, RANK() OVER (PARTITION BY a.connection, a.employment ORDER BY a.valid_from DESC) AS newest
  FROM hr_cost_allocation a
  WHERE a.deleted = 0 AND a.valid_from <= @period_end AND (a.valid_to IS NULL OR a.valid_to >= @period_end)
) s
LEFT JOIN shared_cost_centre c ON c.connection = s.connection AND c.source_key = s.cost_centre AND c.deleted = 0
WHERE s.newest = 1
