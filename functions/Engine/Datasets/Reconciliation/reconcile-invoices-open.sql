-- One record per invoice issued by the period's end that stands for a debt.
SELECT
  i.connection AS connection,
  i.source_key AS source_key,
  i.row_hash AS row_hash,
  COALESCE(i.company, i.connection) AS company,
  i.kind AS kind,
  COALESCE(p.number, i.party) AS party,
  p.name AS party_name,
  i.currency AS currency,
  i.number AS number,
  CASE WHEN i.open_amount IS NULL AND i.status = 'paid' THEN 0 ELSE i.open_amount END AS open_amount
FROM accounting_invoice i
LEFT JOIN shared_party p ON p.connection = i.connection AND p.source_key = i.party AND p.deleted = 0
WHERE i.deleted = 0 AND i.issued_on <= @period_end AND COALESCE(i.status, '') NOT IN ('draft', 'void')
