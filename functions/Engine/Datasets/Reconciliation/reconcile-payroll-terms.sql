-- One record per employment: of its terms, the newest that began by the period's last day, and whether it held on any day of the period.
WITH terms AS (
  SELECT e.*, ROW_NUMBER() OVER (PARTITION BY e.connection, e.source_key ORDER BY e.valid_from DESC) AS newest
  FROM hr_employment e
  WHERE e.deleted = 0 AND e.valid_from <= @period_end
)
SELECT
  t.connection AS connection,
  t.source_key AS source_key,
  t.row_hash AS row_hash,
  COALESCE(t.company, u.company, t.connection) AS company,
  t.employee_no AS employee_no,
  CASE WHEN (t.valid_to IS NULL OR t.valid_to >= @period_start) AND (t.hired_on IS NULL OR t.hired_on <= @period_end) AND (t.left_on IS NULL OR t.left_on >= @period_start) THEN 1 ELSE 0 END AS employed
FROM terms t
LEFT JOIN hr_org_unit u ON u.connection = t.connection AND u.source_key = t.org_unit AND u.deleted = 0
WHERE t.newest = 1
