CREATE TABLE entity_dispute (
  connection TEXT NOT NULL,
  entity TEXT NOT NULL,
  source_key TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  raw_stream TEXT NOT NULL,
  raw_key TEXT NOT NULL,
  PRIMARY KEY (connection, entity, source_key, valid_from, raw_stream, raw_key)
) WITHOUT ROWID;
CREATE INDEX entity_dispute_by_raw ON entity_dispute (raw_key);
