-- One record per journal line posted in the period.
SELECT
  l.connection AS connection,
  l.source_key AS source_key,
  l.row_hash AS row_hash,
  l.connection AS books,
  l.entry AS entry,
  l.source_key AS line,
  COALESCE(l.company, e.company, l.connection) AS company,
  COALESCE(l.posting_date, e.posting_date) AS posted_on,
  COALESCE(e.document, e.number) AS document,
  COALESCE(a.number, l.account) AS account,
  a.name AS name,
  a.classification AS classification,
  l.party AS party,
  l.memo AS memo,
  l.currency AS currency,
  l.debit AS debit,
  l.credit AS credit
FROM accounting_journal_line l
LEFT JOIN accounting_journal_entry e ON e.connection = l.connection AND e.source_key = l.entry AND e.deleted = 0
LEFT JOIN accounting_account a ON a.connection = l.connection AND a.source_key = l.account AND a.deleted = 0
WHERE l.deleted = 0 AND COALESCE(l.posting_date, e.posting_date) >= @period_start AND COALESCE(l.posting_date, e.posting_date) <= @period_end
