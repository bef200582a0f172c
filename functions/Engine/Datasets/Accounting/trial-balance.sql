-- One record per journal line posted up to the period's end.
SELECT
  l.connection AS connection,
  l.source_key AS source_key,
  l.row_hash AS row_hash,
  COALESCE(l.company, e.company, l.connection) AS company,
  l.connection AS books,
  COALESCE(a.number, l.account) AS account,
  a.name AS name,
  a.classification AS classification,
  l.currency AS currency,
  l.trading_partner AS partner,
  CASE WHEN COALESCE(l.posting_date, e.posting_date) < @period_start THEN l.debit - l.credit ELSE 0 END AS opening,
  CASE WHEN COALESCE(l.posting_date, e.posting_date) < @period_start THEN 0 ELSE l.debit END AS debit,
  CASE WHEN COALESCE(l.posting_date, e.posting_date) < @period_start THEN 0 ELSE l.credit END AS credit,
  l.debit - l.credit AS closing,
  l.debit AS debit_to_date,
  l.credit AS credit_to_date,
  CASE WHEN COALESCE(l.posting_date, e.posting_date) < @period_start THEN 0 ELSE 1 END AS lines
FROM accounting_journal_line l
LEFT JOIN accounting_journal_entry e ON e.connection = l.connection AND e.source_key = l.entry AND e.deleted = 0
LEFT JOIN accounting_account a ON a.connection = l.connection AND a.source_key = l.account AND a.deleted = 0
WHERE l.deleted = 0 AND COALESCE(l.posting_date, e.posting_date) <= @period_end
