-- A file that is sent again may replace a period of its stream: to which one a record belongs, null where none was told.
ALTER TABLE raw ADD COLUMN period TEXT;
CREATE INDEX raw_by_period ON raw (connection, stream, period) WHERE period IS NOT NULL;
ALTER TABLE quarantine ADD COLUMN period TEXT;

-- By which rule the periods of a stream are told: records of before are looked at again where it is another.
CREATE TABLE period_rule (
  connection TEXT NOT NULL,
  stream TEXT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (connection, stream)
) WITHOUT ROWID;

-- The periods that a reading has given so far, until it ends.
CREATE TABLE period_given (
  connection TEXT NOT NULL,
  stream TEXT NOT NULL,
  generation INTEGER NOT NULL,
  period TEXT NOT NULL,
  PRIMARY KEY (connection, stream, generation, period)
) WITHOUT ROWID;
