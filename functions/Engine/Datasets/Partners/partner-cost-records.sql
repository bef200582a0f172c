-- One record per row of a release that its partner holds; of several releases for one period the last.
SELECT
  x.connection AS connection,
  x.source_key AS source_key,
  x.row_hash AS row_hash,
  r.partner AS partner,
  r.export AS export,
  r.period AS period,
  x.entity AS entity
FROM release r
JOIN release_row x ON x.release_id = r.id AND x.connection <> ''
WHERE r.mode = 'live' AND r.state IN ('Delivered', 'Acknowledged') AND NOT EXISTS (
  SELECT 1 FROM release n
  WHERE n.export = r.export AND n.mode = r.mode AND n.period = r.period AND n.state IN ('Delivered', 'Acknowledged') AND n.sequence > r.sequence)
