-- One record per position ordered by the period's end of which something is still to come.
WITH taken AS (
  SELECT r.connection, r.purchase_order_line, SUM(r.quantity) AS quantity
  FROM inventory_goods_receipt r
  WHERE r.deleted = 0 AND (r.received_on IS NULL OR r.received_on <= @period_end)
  GROUP BY r.connection, r.purchase_order_line
)
SELECT
  l.connection AS connection,
  l.source_key AS source_key,
  l.row_hash AS row_hash,
  COALESCE(o.company, l.connection) AS company,
  l.connection AS source,
  COALESCE(p.number, o.supplier) AS supplier,
  p.name AS supplier_name,
  COALESCE(o.number, l.purchase_order) AS purchase_order,
  o.status AS status,
  COALESCE(l.due_on, o.due_on) AS due_on,
  COALESCE(l.currency, o.currency) AS currency,
  COALESCE(l.unit, i.unit) AS unit,
  l.quantity AS ordered,
  COALESCE(t.quantity, 0) AS received,
  l.unit_price AS unit_price,
  l.net_amount AS net_amount
FROM inventory_purchase_order_line l
LEFT JOIN inventory_purchase_order o ON o.connection = l.connection AND o.source_key = l.purchase_order AND o.deleted = 0
LEFT JOIN shared_party p ON p.connection = l.connection AND p.source_key = o.supplier AND p.deleted = 0
LEFT JOIN inventory_item i ON i.connection = l.connection AND i.source_key = l.item AND i.deleted = 0
LEFT JOIN taken t ON t.connection = l.connection AND t.purchase_order_line = l.source_key
WHERE l.deleted = 0
  AND COALESCE(o.status, '') NOT IN ('draft', 'received', 'cancelled') AND COALESCE(o.approval_status, '') <> 'declined'
  AND (o.ordered_on IS NULL OR o.ordered_on <= @period_end)
  AND l.quantity > COALESCE(t.quantity, 0)
