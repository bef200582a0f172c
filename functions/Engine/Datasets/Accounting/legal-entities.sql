-- One record per company.
SELECT
  c.connection AS connection,
  c.source_key AS source_key,
  c.row_hash AS row_hash,
  c.source_key AS company,
  c.parent AS parent,
  c.ownership AS ownership
FROM shared_legal_entity c
WHERE c.deleted = 0
