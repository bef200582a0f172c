-- One record per stock level with something on hand that neither it nor its item tells a cost of.
SELECT
  l.connection AS connection,
  l.source_key AS source_key,
  l.row_hash AS row_hash,
  l.connection AS source,
  COALESCE(i.number, l.item) AS number,
  i.name AS name,
  i.category AS category,
  i.unit AS unit,
  l.on_hand AS on_hand,
  1 AS levels
FROM inventory_stock_level l
LEFT JOIN inventory_item i ON i.connection = l.connection AND i.source_key = l.item AND i.deleted = 0
WHERE l.deleted = 0 AND l.on_hand <> 0 AND l.unit_cost IS NULL AND i.cost IS NULL
