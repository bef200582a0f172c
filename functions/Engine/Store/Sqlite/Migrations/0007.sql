ALTER TABLE fix ADD COLUMN withdrawn_by TEXT;
ALTER TABLE fix ADD COLUMN withdrawn_at INTEGER;
ALTER TABLE fix ADD COLUMN withdrawn_reason TEXT;
DROP INDEX fix_open;
CREATE UNIQUE INDEX fix_open ON fix (connection, stream, "key", path) WHERE lapsed_commit IS NULL AND superseded_by IS NULL AND withdrawn_by IS NULL;
