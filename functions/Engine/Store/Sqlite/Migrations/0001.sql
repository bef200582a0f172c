CREATE TABLE workspace_version (
  hash BLOB NOT NULL PRIMARY KEY,
  git_commit TEXT,
  dirty INTEGER NOT NULL,
  published_at INTEGER NOT NULL,
  published_by TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE workspace_file (
  hash BLOB NOT NULL,
  path TEXT NOT NULL,
  sha256 BLOB NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (hash, path)
);

CREATE TABLE actor (
  id TEXT NOT NULL PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  credential TEXT,
  oidc_subject TEXT,
  disabled_at INTEGER
) WITHOUT ROWID;

CREATE TABLE schedule (
  name TEXT NOT NULL PRIMARY KEY,
  pipeline TEXT NOT NULL,
  cron TEXT NOT NULL,
  zone TEXT NOT NULL,
  calendar TEXT,
  misfire TEXT NOT NULL,
  next_due INTEGER,
  workspace_hash BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE run (
  id TEXT NOT NULL PRIMARY KEY,
  pipeline TEXT NOT NULL,
  kind TEXT NOT NULL,
  occurrence TEXT,
  "trigger" TEXT NOT NULL,
  state TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  workspace_hash BLOB NOT NULL,
  mode TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  heartbeat_at INTEGER NOT NULL,
  ended_at INTEGER,
  counts TEXT NOT NULL,
  error_code TEXT,
  UNIQUE (pipeline, occurrence)
) WITHOUT ROWID;
CREATE INDEX run_by_end ON run (pipeline, ended_at DESC);

CREATE TABLE run_slice (
  run_id TEXT NOT NULL,
  slice TEXT NOT NULL,
  state TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  checkpoint TEXT NOT NULL,
  counts TEXT NOT NULL,
  PRIMARY KEY (run_id, slice)
) WITHOUT ROWID;

CREATE TABLE lease (
  resource TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  fence INTEGER NOT NULL,
  until INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE stream_state (
  pipeline TEXT NOT NULL,
  stream TEXT NOT NULL,
  slice TEXT NOT NULL,
  checkpoint TEXT NOT NULL,
  generation INTEGER NOT NULL,
  snapshot_complete INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (pipeline, stream, slice)
) WITHOUT ROWID;

CREATE TABLE counter (
  name TEXT NOT NULL PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE commit_log (
  id TEXT NOT NULL PRIMARY KEY,
  commit_no INTEGER NOT NULL UNIQUE,
  run_id TEXT NOT NULL,
  slice TEXT NOT NULL,
  fence INTEGER NOT NULL,
  at INTEGER NOT NULL,
  landing_id TEXT,
  read INTEGER NOT NULL,
  mapped INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  quarantined INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  totals TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX commit_log_by_run ON commit_log (run_id);

CREATE TABLE landing (
  id TEXT NOT NULL PRIMARY KEY,
  connection TEXT NOT NULL,
  stream TEXT NOT NULL,
  run_id TEXT NOT NULL,
  uri TEXT NOT NULL,
  sha256 BLOB NOT NULL,
  bytes INTEGER NOT NULL,
  records INTEGER,
  key_id TEXT,
  read_at INTEGER NOT NULL,
  retain_until INTEGER,
  redacted_from BLOB
) WITHOUT ROWID;
CREATE INDEX landing_by_content ON landing (sha256);

CREATE TABLE file_taken (
  pipeline TEXT NOT NULL,
  connection TEXT NOT NULL,
  sha256 BLOB NOT NULL,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  archived_as TEXT,
  PRIMARY KEY (pipeline, connection, sha256)
) WITHOUT ROWID;

CREATE TABLE raw (
  connection TEXT NOT NULL,
  stream TEXT NOT NULL,
  "key" TEXT NOT NULL,
  raw_hash BLOB NOT NULL,
  landing_id TEXT NOT NULL,
  position TEXT NOT NULL,
  order_key TEXT,
  generation INTEGER NOT NULL,
  deleted INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (connection, stream, "key")
) WITHOUT ROWID;

CREATE TABLE entity_raw (
  entity TEXT NOT NULL,
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  raw_stream TEXT NOT NULL,
  raw_key TEXT NOT NULL,
  order_key TEXT NOT NULL,
  row_hash BLOB NOT NULL,
  PRIMARY KEY (entity, connection, source_key, raw_stream, raw_key)
) WITHOUT ROWID;
CREATE INDEX entity_raw_by_raw ON entity_raw (connection, raw_stream, raw_key);

CREATE TABLE history (
  entity TEXT NOT NULL,
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  commit_id TEXT NOT NULL,
  image TEXT NOT NULL,
  row_hash BLOB NOT NULL,
  mapping_hash BLOB NOT NULL,
  raw_stream TEXT NOT NULL,
  raw_key TEXT NOT NULL,
  landing_id TEXT NOT NULL,
  position TEXT NOT NULL,
  PRIMARY KEY (entity, connection, source_key, valid_from, commit_id)
) WITHOUT ROWID;

CREATE TABLE identity_link (
  entity TEXT NOT NULL,
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  rule TEXT NOT NULL,
  score REAL NOT NULL,
  confirmed_by TEXT,
  at INTEGER NOT NULL,
  undone_at INTEGER,
  PRIMARY KEY (entity, connection, source_key, identity_id, at)
) WITHOUT ROWID;

CREATE TABLE quarantine (
  id TEXT NOT NULL PRIMARY KEY,
  pipeline TEXT NOT NULL,
  connection TEXT NOT NULL,
  stream TEXT NOT NULL,
  "key" TEXT NOT NULL,
  raw_hash BLOB NOT NULL,
  landing_id TEXT NOT NULL,
  position TEXT NOT NULL,
  issues TEXT NOT NULL,
  mapping_hash BLOB NOT NULL,
  state TEXT NOT NULL,
  owner TEXT,
  opened_commit TEXT NOT NULL,
  closed_commit TEXT
) WITHOUT ROWID;
CREATE UNIQUE INDEX quarantine_opened ON quarantine (pipeline, stream, "key") WHERE state = 'Opened';
CREATE INDEX quarantine_by_owner ON quarantine (state, owner);

CREATE TABLE fix (
  id TEXT NOT NULL PRIMARY KEY,
  connection TEXT NOT NULL,
  stream TEXT NOT NULL,
  "key" TEXT NOT NULL,
  path TEXT NOT NULL,
  old_value_hash BLOB NOT NULL,
  new_value TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  at INTEGER NOT NULL,
  lapsed_commit TEXT
) WITHOUT ROWID;

CREATE TABLE finding (
  id TEXT NOT NULL PRIMARY KEY,
  rule TEXT NOT NULL,
  severity TEXT NOT NULL,
  subject TEXT NOT NULL,
  connection TEXT,
  source_key TEXT,
  opened_commit TEXT NOT NULL,
  closed_commit TEXT,
  detail TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX finding_open ON finding (rule, connection) WHERE closed_commit IS NULL;

CREATE TABLE push (
  destination TEXT NOT NULL,
  entity TEXT NOT NULL,
  source_key TEXT NOT NULL,
  row_hash BLOB NOT NULL,
  remote_id TEXT,
  outcome TEXT NOT NULL,
  reason TEXT,
  run_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (destination, entity, source_key, row_hash)
) WITHOUT ROWID;

CREATE TABLE release (
  id TEXT NOT NULL PRIMARY KEY,
  export TEXT NOT NULL,
  partner TEXT NOT NULL,
  mode TEXT NOT NULL,
  kind TEXT NOT NULL,
  corrects TEXT,
  baseline TEXT,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  period TEXT NOT NULL,
  from_commit_no INTEGER NOT NULL,
  to_commit_no INTEGER NOT NULL,
  workspace_hash BLOB NOT NULL,
  rows_hash BLOB NOT NULL,
  sequence INTEGER,
  drafted_at INTEGER NOT NULL,
  sealed_at INTEGER,
  due_at INTEGER,
  ack_due_at INTEGER,
  UNIQUE (export, mode, sequence)
) WITHOUT ROWID;
CREATE INDEX release_by_state ON release (state, due_at);

CREATE TABLE release_row (
  release_id TEXT NOT NULL,
  line INTEGER NOT NULL,
  entity TEXT NOT NULL,
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  op TEXT NOT NULL,
  row TEXT NOT NULL,
  row_hash BLOB NOT NULL,
  source_commit_id TEXT NOT NULL,
  outcome TEXT,
  reason TEXT,
  PRIMARY KEY (release_id, line)
) WITHOUT ROWID;

CREATE TABLE release_total (
  release_id TEXT NOT NULL,
  stage TEXT NOT NULL,
  measure TEXT NOT NULL,
  dimension TEXT NOT NULL,
  currency TEXT NOT NULL,
  value INTEGER NOT NULL,
  PRIMARY KEY (release_id, stage, measure, dimension, currency)
) WITHOUT ROWID;

CREATE TABLE release_participant (
  release_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (release_id, actor, role)
) WITHOUT ROWID;

CREATE TABLE gate_result (
  release_id TEXT NOT NULL,
  gate TEXT NOT NULL,
  measured TEXT NOT NULL,
  threshold TEXT NOT NULL,
  state TEXT NOT NULL,
  overridden_by TEXT,
  reason TEXT,
  PRIMARY KEY (release_id, gate)
) WITHOUT ROWID;

CREATE TABLE approval (
  release_id TEXT NOT NULL,
  actor TEXT NOT NULL,
  decision TEXT NOT NULL,
  rows_hash BLOB NOT NULL,
  at INTEGER NOT NULL,
  reason TEXT,
  PRIMARY KEY (release_id, actor)
) WITHOUT ROWID;

CREATE TABLE release_file (
  release_id TEXT NOT NULL,
  name TEXT NOT NULL,
  sha256 BLOB NOT NULL,
  length INTEGER NOT NULL,
  uri TEXT NOT NULL,
  delivered_sha256 BLOB,
  PRIMARY KEY (release_id, name)
) WITHOUT ROWID;

CREATE TABLE delivery_attempt (
  release_id TEXT NOT NULL,
  n INTEGER NOT NULL,
  state TEXT NOT NULL,
  remote_name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  error_code TEXT,
  PRIMARY KEY (release_id, n)
) WITHOUT ROWID;

CREATE TABLE acknowledgement (
  id TEXT NOT NULL PRIMARY KEY,
  release_id TEXT NOT NULL,
  sha256 BLOB NOT NULL,
  received_at INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  rejected INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE audit (
  no INTEGER NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  object TEXT NOT NULL,
  detail TEXT NOT NULL,
  prev_hash BLOB NOT NULL,
  hash BLOB NOT NULL
);

CREATE TABLE outbox (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  commit_id TEXT,
  sent_at INTEGER
) WITHOUT ROWID;
CREATE INDEX outbox_waiting ON outbox (kind) WHERE sent_at IS NULL;
