-- One record per rate that began before the period's end and lasted into it, or into the days before that may still count.
SELECT
  r.connection AS connection,
  r.source_key AS source_key,
  r.row_hash AS row_hash,
  r.base AS base,
  r.quote AS quote,
  r.kind AS kind,
  r.valid_from AS valid_from,
  r.valid_to AS valid_to,
  r.rate AS rate
FROM accounting_exchange_rate r
WHERE r.deleted = 0 AND r.valid_from <= @period_end AND (
  r.valid_from >= @period_start OR r.valid_to >= @period_start
  OR NOT EXISTS (
    SELECT 1 FROM accounting_exchange_rate n
    WHERE n.connection = r.connection AND n.source_key = r.source_key AND n.deleted = 0 AND n.valid_from > r.valid_from AND n.valid_from <= @period_end))
