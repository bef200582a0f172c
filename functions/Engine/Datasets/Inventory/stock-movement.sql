-- One record per movement, at the item and the place that its level has now.
SELECT
  p.connection AS connection,
  p.source_key AS source_key,
  p.row_hash AS row_hash,
  p.connection AS source,
  COALESCE(i.number, p.item) AS number,
  i.name AS name,
  i.unit AS unit,
  p.warehouse AS warehouse,
  w.name AS warehouse_name,
  CASE WHEN p.posted_at >= @starts_at AND p.posted_at < @ends_before AND p.quantity > 0 THEN p.quantity ELSE 0 END AS received,
  CASE WHEN p.posted_at >= @starts_at AND p.posted_at < @ends_before AND p.quantity < 0 THEN -p.quantity ELSE 0 END AS issued,
  CASE WHEN p.posted_at >= @ends_before THEN COALESCE(p.quantity, 0) ELSE 0 END AS later,
  COALESCE(p.quantity, 0) AS moved,
  1 AS movements,
  CASE WHEN p.quantity IS NULL THEN 1 ELSE 0 END AS without_quantity,
  CASE WHEN p.posted_at IS NULL THEN 1 ELSE 0 END AS without_day
FROM (
  SELECT
    m.connection, m.source_key, m.row_hash, m.posted_at, m.quantity,
    COALESCE(l.item, m.item) AS item,
    CASE WHEN l.source_key IS NULL THEN m.warehouse ELSE l.warehouse END AS warehouse
  FROM inventory_stock_movement m
  LEFT JOIN inventory_stock_level l ON l.connection = m.connection AND l.source_key = m.stock_level AND l.deleted = 0
  WHERE m.deleted = 0
) p
LEFT JOIN inventory_item i ON i.connection = p.connection AND i.source_key = p.item AND i.deleted = 0
LEFT JOIN inventory_warehouse w ON w.connection = p.connection AND w.source_key = p.warehouse AND w.deleted = 0
