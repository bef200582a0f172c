-- One record per plan line that shares a day with the period, its own version 'actual' among them.
SELECT
  p.connection AS connection,
  p.source_key AS source_key,
  p.row_hash AS row_hash,
  LOWER(p.version) AS version,
  COALESCE(p.company, u.company, k.company, a.company, p.connection) AS company,
  p.connection AS books,
  COALESCE(a.number, p.account) AS account,
  COALESCE(a.name, i.name, u.name) AS name,
  a.classification AS classification,
  COALESCE(i.number, p.item) AS item,
  p.org_unit AS org_unit,
  p.currency AS currency,
  c.currency AS company_currency,
  p.period_end AS period_end,
  CASE WHEN p.period_end > @period_end THEN 'after' WHEN p.period_start < @period_start THEN 'before' ELSE 'within' END AS place,
  p.amount AS amount,
  p.quantity AS quantity,
  p.headcount AS headcount,
  1 AS lines
FROM accounting_plan_line p
LEFT JOIN hr_org_unit u ON u.connection = p.connection AND u.source_key = p.org_unit AND u.deleted = 0
LEFT JOIN shared_cost_centre k ON k.connection = p.connection AND k.source_key = p.cost_centre AND k.deleted = 0
LEFT JOIN accounting_account a ON a.connection = p.connection AND a.source_key = p.account AND a.deleted = 0
LEFT JOIN inventory_item i ON i.connection = p.connection AND i.source_key = p.item AND i.deleted = 0
LEFT JOIN shared_legal_entity c ON c.connection = p.connection AND c.source_key = COALESCE(p.company, u.company, k.company, a.company) AND c.deleted = 0
WHERE p.deleted = 0 AND p.period_start <= @period_end AND p.period_end >= @period_start
