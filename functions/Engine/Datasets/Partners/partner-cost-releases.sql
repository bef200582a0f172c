-- One record per release that its partner holds; of several for one period the last. Figures rest on no record of a source and are not counted.
SELECT
  '' AS connection,
  r.id AS source_key,
  r.rows_hash AS row_hash,
  r.partner AS partner,
  r.export AS export,
  r.period AS period,
  (SELECT COUNT(*) FROM release_row x WHERE x.release_id = r.id AND x.connection <> '') AS quantity
FROM release r
WHERE r.mode = 'live' AND r.state IN ('Delivered', 'Acknowledged') AND NOT EXISTS (
  SELECT 1 FROM release n
  WHERE n.export = r.export AND n.mode = r.mode AND n.period = r.period AND n.state IN ('Delivered', 'Acknowledged') AND n.sequence > r.sequence)
