-- One record per stock level with something on hand: what it costs by itself, else by its item.
SELECT
  v.connection AS connection,
  v.source_key AS source_key,
  v.row_hash AS row_hash,
  COALESCE(w.company, v.connection) AS company,
  v.connection AS source,
  v.warehouse AS warehouse,
  w.name AS warehouse_name,
  v.category AS category,
  v.unit AS unit,
  v.currency AS currency,
  v.on_hand AS on_hand,
  v.cost AS cost,
  -- An item counts once in a line, however many levels it has there.
  CASE WHEN ROW_NUMBER() OVER (PARTITION BY v.connection, v.item, v.warehouse, v.currency, v.costs ORDER BY v.source_key) = 1 THEN 1 ELSE 0 END AS items
FROM (
  SELECT
    l.connection, l.source_key, l.row_hash, l.item, l.warehouse, l.on_hand, i.category, i.unit,
    COALESCE(l.unit_cost, i.cost) AS cost,
    CASE WHEN l.unit_cost IS NULL AND i.cost IS NULL THEN 0 ELSE 1 END AS costs,
    CASE WHEN l.unit_cost IS NOT NULL THEN l.currency WHEN i.cost IS NOT NULL THEN i.currency END AS currency
  FROM inventory_stock_level l
  LEFT JOIN inventory_item i ON i.connection = l.connection AND i.source_key = l.item AND i.deleted = 0
  WHERE l.deleted = 0 AND l.on_hand <> 0
) v
LEFT JOIN inventory_warehouse w ON w.connection = v.connection AND w.source_key = v.warehouse AND w.deleted = 0
