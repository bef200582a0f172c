ALTER TABLE quarantine ADD COLUMN tries INTEGER NOT NULL DEFAULT 1;
ALTER TABLE quarantine ADD COLUMN decided_by TEXT;
ALTER TABLE quarantine ADD COLUMN decided_at INTEGER;
ALTER TABLE quarantine ADD COLUMN reason TEXT;
CREATE INDEX quarantine_dismissed ON quarantine (pipeline, stream, "key") WHERE state = 'Dismissed' AND closed_commit IS NULL;

ALTER TABLE fix ADD COLUMN hub_key TEXT NOT NULL DEFAULT '';
ALTER TABLE fix ADD COLUMN superseded_by TEXT;
CREATE INDEX fix_by_record ON fix (connection, stream, "key");
CREATE UNIQUE INDEX fix_open ON fix (connection, stream, "key", path) WHERE lapsed_commit IS NULL AND superseded_by IS NULL;

CREATE TABLE raw_fix (
  connection TEXT NOT NULL,
  stream TEXT NOT NULL,
  "key" TEXT NOT NULL,
  fix_id TEXT NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (connection, stream, "key", fix_id)
) WITHOUT ROWID;

CREATE TABLE stream_link (
  connection TEXT NOT NULL,
  stream TEXT NOT NULL,
  workspace_hash BLOB NOT NULL,
  record_url TEXT,
  PRIMARY KEY (connection, stream)
) WITHOUT ROWID;
