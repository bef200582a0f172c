-- One record per employment that holds on the period's last day, or that began or ended in the period.
WITH terms AS (
  SELECT e.*, ROW_NUMBER() OVER (PARTITION BY e.connection, e.source_key ORDER BY e.valid_from DESC) AS newest
  FROM hr_employment e
  WHERE e.deleted = 0 AND e.valid_from <= @period_end
),
-- Where the terms name no cost centre: the one that bears most, as long as it did so in the period.
bearer AS (
  SELECT a.connection, a.employment, a.cost_centre, ROW_NUMBER() OVER (
    PARTITION BY a.connection, a.employment
    ORDER BY CASE WHEN a.valid_to IS NULL OR a.valid_to >= @period_end THEN 0 ELSE 1 END, a.valid_from DESC, a.percent DESC, a.source_key) AS place
  FROM hr_cost_allocation a
  WHERE a.deleted = 0 AND a.valid_from <= @period_end AND (a.valid_to IS NULL OR a.valid_to >= @period_start)
),
counted AS (
  SELECT
    t.*,
    COALESCE(t.cost_centre, b.cost_centre) AS bears,
    CASE WHEN (t.valid_to IS NULL OR t.valid_to >= @period_end) AND (t.hired_on IS NULL OR t.hired_on <= @period_end) AND (t.left_on IS NULL OR t.left_on >= @period_end) THEN 1 ELSE 0 END AS headcount,
    CASE WHEN t.hired_on >= @period_start AND t.hired_on <= @period_end THEN 1 ELSE 0 END AS joiners,
    CASE WHEN t.left_on >= @period_start AND t.left_on <= @period_end THEN 1 ELSE 0 END AS leavers
  FROM terms t
  LEFT JOIN bearer b ON b.connection = t.connection AND b.employment = t.source_key AND b.place = 1
  WHERE t.newest = 1
)
SELECT
  p.connection AS connection,
  p.source_key AS source_key,
  p.row_hash AS row_hash,
  COALESCE(p.company, u.company, p.connection) AS company,
  p.connection AS source,
  p.org_unit AS org_unit,
  u.name AS org_unit_name,
  COALESCE(c.code, p.bears) AS cost_centre,
  c.name AS cost_centre_name,
  p.headcount AS headcount,
  CASE WHEN p.headcount = 1 THEN p.fte END AS fte,
  CASE WHEN p.headcount = 1 AND p.fte IS NULL THEN 1 ELSE 0 END AS without_fte,
  p.joiners AS joiners,
  p.leavers AS leavers
FROM counted p
LEFT JOIN hr_org_unit u ON u.connection = p.connection AND u.source_key = p.org_unit AND u.deleted = 0
LEFT JOIN shared_cost_centre c ON c.connection = p.connection AND c.source_key = p.bears AND c.deleted = 0
WHERE p.headcount + p.joiners + p.leavers > 0
