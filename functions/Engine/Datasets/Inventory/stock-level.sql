-- One record per stock level.
SELECT
  l.connection AS connection,
  l.source_key AS source_key,
  l.row_hash AS row_hash,
  l.connection AS source,
  COALESCE(i.number, l.item) AS number,
  i.name AS name,
  i.unit AS unit,
  l.warehouse AS warehouse,
  w.name AS warehouse_name,
  l.on_hand AS on_hand,
  1 AS levels
FROM inventory_stock_level l
LEFT JOIN inventory_item i ON i.connection = l.connection AND i.source_key = l.item AND i.deleted = 0
LEFT JOIN inventory_warehouse w ON w.connection = l.connection AND w.source_key = l.warehouse AND w.deleted = 0
WHERE l.deleted = 0
