-- One record per employment that holds on the period's last day.
SELECT
  e.connection AS connection,
  e.source_key AS source_key,
  e.row_hash AS row_hash,
  COALESCE(e.company, e.connection) AS company,
  e.org_unit AS org_unit,
  1 AS heads
FROM hr_employment e
WHERE e.deleted = 0 AND e.valid_from <= @period_end AND (e.valid_to IS NULL OR e.valid_to >= @period_end)
  AND (e.hired_on IS NULL OR e.hired_on <= @period_end) AND (e.left_on IS NULL OR e.left_on >= @period_end)
  AND NOT EXISTS (
    SELECT 1 FROM hr_employment n
    WHERE n.connection = e.connection AND n.source_key = e.source_key AND n.deleted = 0 AND n.valid_from > e.valid_from AND n.valid_from <= @period_end)
