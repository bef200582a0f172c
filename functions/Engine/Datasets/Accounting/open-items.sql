-- One record per journal line with a party, posted up to the period's end, on an account that is none of equity, revenue or expense.
-- A ledger that matches items by clearing does so for all accounts and parties; its lines without one are told apart by document.
WITH clearing AS (
  SELECT DISTINCT connection FROM accounting_journal_line WHERE deleted = 0 AND clearing IS NOT NULL
)
SELECT
  l.connection AS connection,
  l.source_key AS source_key,
  l.row_hash AS row_hash,
  COALESCE(l.company, e.company, l.connection) AS company,
  l.connection AS books,
  COALESCE(a.number, l.account) AS account,
  COALESCE(p.number, l.party) AS party,
  p.name AS name,
  CASE WHEN c.connection IS NULL THEN 'document' ELSE 'clearing' END AS matched_by,
  l.clearing AS clearing,
  CASE WHEN l.clearing IS NULL THEN COALESCE(e.document, e.number, l.entry) END AS document,
  l.currency AS currency,
  COALESCE(l.posting_date, e.posting_date) AS oldest,
  l.debit - l.credit AS amount,
  1 AS lines
FROM accounting_journal_line l
LEFT JOIN clearing c ON c.connection = l.connection
LEFT JOIN accounting_journal_entry e ON e.connection = l.connection AND e.source_key = l.entry AND e.deleted = 0
LEFT JOIN accounting_account a ON a.connection = l.connection AND a.source_key = l.account AND a.deleted = 0
LEFT JOIN shared_party p ON p.connection = l.connection AND p.source_key = l.party AND p.deleted = 0
WHERE l.deleted = 0 AND l.party IS NOT NULL AND COALESCE(l.posting_date, e.posting_date) <= @period_end
  AND COALESCE(a.classification, '') NOT IN ('equity', 'revenue', 'expense')
