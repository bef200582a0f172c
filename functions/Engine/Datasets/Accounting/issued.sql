-- One record per movement of the period by which goods were issued; what left counts above zero.
SELECT
  m.connection AS connection,
  m.source_key AS source_key,
  m.row_hash AS row_hash,
  COALESCE(m.company, m.connection) AS company,
  COALESCE(i.number, m.item, l.item) AS item,
  0 - m.quantity AS quantity
FROM inventory_stock_movement m
LEFT JOIN inventory_stock_level l ON l.connection = m.connection AND l.source_key = m.stock_level AND l.deleted = 0
LEFT JOIN inventory_item i ON i.connection = m.connection AND i.source_key = COALESCE(m.item, l.item) AND i.deleted = 0
WHERE m.deleted = 0 AND m.kind = 'issue' AND m.quantity IS NOT NULL AND @starts_at <= m.posted_at AND m.posted_at < @ends_before
