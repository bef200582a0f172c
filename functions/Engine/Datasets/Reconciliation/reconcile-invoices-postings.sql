-- One record per journal line posted up to the period's end; which accounts count a code list says.
SELECT
  l.connection AS connection,
  l.source_key AS source_key,
  l.row_hash AS row_hash,
  COALESCE(l.company, e.company, l.connection) AS company,
  COALESCE(a.number, l.account) AS account,
  COALESCE(p.number, l.party) AS party,
  p.name AS party_name,
  l.currency AS currency,
  l.debit AS debit,
  l.credit AS credit
FROM accounting_journal_line l
LEFT JOIN accounting_journal_entry e ON e.connection = l.connection AND e.source_key = l.entry AND e.deleted = 0
LEFT JOIN accounting_account a ON a.connection = l.connection AND a.source_key = l.account AND a.deleted = 0
LEFT JOIN shared_party p ON p.connection = l.connection AND p.source_key = l.party AND p.deleted = 0
WHERE l.deleted = 0 AND COALESCE(l.posting_date, e.posting_date) <= @period_end
