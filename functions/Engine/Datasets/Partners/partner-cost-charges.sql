-- One record per charge whose own period ends in the period, so that none counts twice.
SELECT
  c.connection AS connection,
  c.source_key AS source_key,
  c.row_hash AS row_hash,
  c.partner AS partner,
  c.service AS service,
  c.currency AS currency,
  c.period_end AS period_end,
  c.quantity AS quantity,
  c.amount AS amount
FROM shared_partner_charge c
WHERE c.deleted = 0 AND c.period_end >= @period_start AND c.period_end <= @period_end
