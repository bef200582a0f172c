-- One record per amount of a pay slip that is cost and whose own period ends in the period, so that none counts twice.
SELECT
  r.connection AS connection,
  r.source_key AS source_key,
  r.row_hash AS row_hash,
  r.employment AS employment,
  r.component AS component,
  r.amount AS amount,
  r.currency AS currency
FROM hr_payroll_result r
WHERE r.deleted = 0 AND r.component IN ('gross', 'employer-contribution') AND r.period_end >= @period_start AND r.period_end <= @period_end
