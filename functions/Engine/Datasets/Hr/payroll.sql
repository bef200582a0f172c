-- One row per employment that holds in the period, as of its last day.
WITH terms AS (
  SELECT e.*, ROW_NUMBER() OVER (PARTITION BY e.connection, e.source_key ORDER BY e.valid_from DESC) AS newest
  FROM v_hr_employment e
  WHERE e.valid_from <= @period_end
),
pay AS (
  SELECT c.*, ROW_NUMBER() OVER (PARTITION BY c.connection, c.employment ORDER BY c.valid_from DESC, c.source_key) AS newest
  FROM v_hr_compensation c
  WHERE c.valid_from <= @period_end AND (c.valid_to IS NULL OR c.valid_to >= @period_start)
),
account AS (
  SELECT b.*, ROW_NUMBER() OVER (PARTITION BY b.connection, b.employment ORDER BY b.valid_from DESC, b.source_key) AS newest
  FROM v_hr_bank_account b
  WHERE b.valid_from <= @period_end AND (b.valid_to IS NULL OR b.valid_to >= @period_start)
)
SELECT
  t.connection AS connection,
  t.company AS company,
  t.employee_no AS employee_no,
  p.last_name AS last_name,
  p.first_name AS first_name,
  t.hired_on AS hired_on,
  t.left_on AS left_on,
  c.valid_from AS valid_from,
  c.amount AS salary,
  c.currency AS salary_currency,
  c.pay_period AS pay_period,
  t.cost_centre AS cost_centre,
  b.iban AS iban,
  t.person AS person_reference,
  t.source_key AS employment_key,
  t.valid_from AS employment_valid_from,
  t.stale_since AS employment_stale_since,
  p.source_key AS person_key,
  p.stale_since AS person_stale_since,
  c.source_key AS compensation_key,
  c.valid_from AS compensation_valid_from,
  c.stale_since AS compensation_stale_since,
  b.source_key AS bank_account_key,
  b.valid_from AS bank_account_valid_from,
  b.stale_since AS bank_account_stale_since
FROM terms t
LEFT JOIN v_hr_person p ON p.connection = t.connection AND p.source_key = t.person
LEFT JOIN pay c ON c.connection = t.connection AND c.employment = t.source_key AND c.newest = 1
LEFT JOIN account b ON b.connection = t.connection AND b.employment = t.source_key AND b.newest = 1
WHERE t.newest = 1
  AND COALESCE(t.hired_on, t.valid_from) <= @period_end
  AND (t.left_on IS NULL OR t.left_on >= @period_start)
  AND (t.valid_to IS NULL OR t.valid_to >= @period_start)
