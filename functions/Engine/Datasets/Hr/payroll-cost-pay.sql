-- One record per employment: the pay in force on the period's last day, chosen as the payroll dataset chooses it.
SELECT
  p.connection AS connection,
  p.source_key AS source_key,
  p.row_hash AS row_hash,
  p.employment AS employment,
  p.amount AS amount,
  p.currency AS currency,
  p.pay_period AS pay_period
FROM (
  SELECT c.*, ROW_NUMBER() OVER (PARTITION BY c.connection, c.employment ORDER BY c.valid_from DESC, c.source_key) AS newest
  FROM hr_compensation c
  WHERE c.deleted = 0 AND c.valid_from <= @period_end AND (c.valid_to IS NULL OR c.valid_to >= @period_end)
) p
WHERE p.newest = 1
