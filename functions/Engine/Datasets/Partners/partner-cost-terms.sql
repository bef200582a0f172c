-- One record per terms of a contract that began by the period's end; which of them hold on a day is settled day by day.
SELECT
  t.connection AS connection,
  t.source_key AS source_key,
  t.row_hash AS row_hash,
  t.partner AS partner,
  t.service AS service,
  t.unit AS unit,
  t.currency AS currency,
  t.tariff AS tariff,
  t.internal_cost AS internal_cost,
  t.valid_from AS valid_from,
  t.valid_to AS valid_to
FROM shared_partner_contract t
WHERE t.deleted = 0 AND t.valid_from <= @period_end
