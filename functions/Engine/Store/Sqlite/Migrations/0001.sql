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
  name TEXT,
  modified_at INTEGER,
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

CREATE TABLE raw_seen (
  connection TEXT NOT NULL,
  stream TEXT NOT NULL,
  landing_id TEXT NOT NULL,
  word INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  bits INTEGER NOT NULL,
  PRIMARY KEY (connection, stream, landing_id, word, generation)
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
CREATE INDEX entity_raw_by_raw ON entity_raw (raw_key);

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
CREATE INDEX history_by_commit ON history (commit_id);

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
  layout_version TEXT NOT NULL,
  rows_hash BLOB NOT NULL,
  approvals_wanted INTEGER NOT NULL,
  sequence INTEGER,
  void_reason TEXT,
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

CREATE TABLE shared_legal_entity (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  name TEXT,
  country TEXT,
  currency TEXT,
  extensions TEXT,
  row_hash BLOB NOT NULL,
  order_key TEXT,
  mapping_hash BLOB NOT NULL,
  raw_stream TEXT NOT NULL,
  raw_key TEXT NOT NULL,
  stale_since INTEGER,
  deleted INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (connection, source_key)
) WITHOUT ROWID;
CREATE INDEX shared_legal_entity_by_commit ON shared_legal_entity (commit_id);
CREATE INDEX shared_legal_entity_by_raw ON shared_legal_entity (raw_key);
CREATE INDEX shared_legal_entity_orphaned ON shared_legal_entity (connection) WHERE order_key = '';
CREATE VIEW v_shared_legal_entity AS SELECT connection, source_key, identity_id,
  name,
  country,
  currency,
  extensions, stale_since, commit_id
FROM shared_legal_entity WHERE deleted = 0;

CREATE TABLE shared_party (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  number TEXT,
  name TEXT,
  kind TEXT,
  extensions TEXT,
  row_hash BLOB NOT NULL,
  order_key TEXT,
  mapping_hash BLOB NOT NULL,
  raw_stream TEXT NOT NULL,
  raw_key TEXT NOT NULL,
  stale_since INTEGER,
  deleted INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (connection, source_key)
) WITHOUT ROWID;
CREATE INDEX shared_party_by_commit ON shared_party (commit_id);
CREATE INDEX shared_party_by_raw ON shared_party (raw_key);
CREATE INDEX shared_party_orphaned ON shared_party (connection) WHERE order_key = '';
CREATE VIEW v_shared_party AS SELECT connection, source_key, identity_id,
  number,
  name,
  kind,
  extensions, stale_since, commit_id
FROM shared_party WHERE deleted = 0;

CREATE TABLE shared_cost_centre (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT,
  company TEXT,
  extensions TEXT,
  row_hash BLOB NOT NULL,
  order_key TEXT,
  mapping_hash BLOB NOT NULL,
  raw_stream TEXT NOT NULL,
  raw_key TEXT NOT NULL,
  stale_since INTEGER,
  deleted INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (connection, source_key)
) WITHOUT ROWID;
CREATE INDEX shared_cost_centre_by_commit ON shared_cost_centre (commit_id);
CREATE INDEX shared_cost_centre_by_raw ON shared_cost_centre (raw_key);
CREATE INDEX shared_cost_centre_orphaned ON shared_cost_centre (connection) WHERE order_key = '';
CREATE VIEW v_shared_cost_centre AS SELECT connection, source_key, identity_id,
  code,
  name,
  company,
  extensions, stale_since, commit_id
FROM shared_cost_centre WHERE deleted = 0;

CREATE TABLE accounting_account (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  number TEXT NOT NULL,
  name TEXT,
  classification TEXT,
  company TEXT,
  extensions TEXT,
  row_hash BLOB NOT NULL,
  order_key TEXT,
  mapping_hash BLOB NOT NULL,
  raw_stream TEXT NOT NULL,
  raw_key TEXT NOT NULL,
  stale_since INTEGER,
  deleted INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (connection, source_key)
) WITHOUT ROWID;
CREATE INDEX accounting_account_by_commit ON accounting_account (commit_id);
CREATE INDEX accounting_account_by_raw ON accounting_account (raw_key);
CREATE INDEX accounting_account_orphaned ON accounting_account (connection) WHERE order_key = '';
CREATE VIEW v_accounting_account AS SELECT connection, source_key, identity_id,
  number,
  name,
  classification,
  company,
  extensions, stale_since, commit_id
FROM accounting_account WHERE deleted = 0;

CREATE TABLE accounting_journal_entry (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  journal TEXT,
  number TEXT,
  posting_date TEXT NOT NULL,
  document TEXT,
  document_date TEXT,
  company TEXT,
  extensions TEXT,
  row_hash BLOB NOT NULL,
  order_key TEXT,
  mapping_hash BLOB NOT NULL,
  raw_stream TEXT NOT NULL,
  raw_key TEXT NOT NULL,
  stale_since INTEGER,
  deleted INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (connection, source_key)
) WITHOUT ROWID;
CREATE INDEX accounting_journal_entry_by_commit ON accounting_journal_entry (commit_id);
CREATE INDEX accounting_journal_entry_by_raw ON accounting_journal_entry (raw_key);
CREATE INDEX accounting_journal_entry_orphaned ON accounting_journal_entry (connection) WHERE order_key = '';
CREATE VIEW v_accounting_journal_entry AS SELECT connection, source_key, identity_id,
  journal,
  number,
  posting_date,
  document,
  document_date,
  company,
  extensions, stale_since, commit_id
FROM accounting_journal_entry WHERE deleted = 0;

CREATE TABLE accounting_journal_line (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  entry TEXT NOT NULL,
  account TEXT NOT NULL,
  debit INTEGER NOT NULL,
  credit INTEGER NOT NULL,
  currency TEXT NOT NULL,
  posting_date TEXT,
  party TEXT,
  cost_centre TEXT,
  memo TEXT,
  company TEXT,
  extensions TEXT,
  row_hash BLOB NOT NULL,
  order_key TEXT,
  mapping_hash BLOB NOT NULL,
  raw_stream TEXT NOT NULL,
  raw_key TEXT NOT NULL,
  stale_since INTEGER,
  deleted INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (connection, source_key)
) WITHOUT ROWID;
CREATE INDEX accounting_journal_line_by_commit ON accounting_journal_line (commit_id);
CREATE INDEX accounting_journal_line_by_raw ON accounting_journal_line (raw_key);
CREATE INDEX accounting_journal_line_orphaned ON accounting_journal_line (connection) WHERE order_key = '';
CREATE VIEW v_accounting_journal_line AS SELECT connection, source_key, identity_id,
  entry,
  account,
  CASE WHEN debit IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN debit < 0 THEN '-' ELSE '' END, abs(debit) / 10000, abs(debit) % 10000) END AS debit,
  CASE WHEN credit IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN credit < 0 THEN '-' ELSE '' END, abs(credit) / 10000, abs(credit) % 10000) END AS credit,
  currency,
  posting_date,
  party,
  cost_centre,
  memo,
  company,
  extensions, stale_since, commit_id
FROM accounting_journal_line WHERE deleted = 0;

CREATE TABLE hr_org_unit (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  name TEXT,
  parent TEXT,
  company TEXT,
  extensions TEXT,
  row_hash BLOB NOT NULL,
  order_key TEXT,
  mapping_hash BLOB NOT NULL,
  raw_stream TEXT NOT NULL,
  raw_key TEXT NOT NULL,
  stale_since INTEGER,
  deleted INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (connection, source_key)
) WITHOUT ROWID;
CREATE INDEX hr_org_unit_by_commit ON hr_org_unit (commit_id);
CREATE INDEX hr_org_unit_by_raw ON hr_org_unit (raw_key);
CREATE INDEX hr_org_unit_orphaned ON hr_org_unit (connection) WHERE order_key = '';
CREATE VIEW v_hr_org_unit AS SELECT connection, source_key, identity_id,
  name,
  parent,
  company,
  extensions, stale_since, commit_id
FROM hr_org_unit WHERE deleted = 0;

CREATE TABLE hr_person (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  first_name TEXT,
  last_name TEXT,
  birth_date TEXT,
  email TEXT,
  extensions TEXT,
  row_hash BLOB NOT NULL,
  order_key TEXT,
  mapping_hash BLOB NOT NULL,
  raw_stream TEXT NOT NULL,
  raw_key TEXT NOT NULL,
  stale_since INTEGER,
  deleted INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (connection, source_key)
) WITHOUT ROWID;
CREATE INDEX hr_person_by_commit ON hr_person (commit_id);
CREATE INDEX hr_person_by_raw ON hr_person (raw_key);
CREATE INDEX hr_person_orphaned ON hr_person (connection) WHERE order_key = '';
CREATE VIEW v_hr_person AS SELECT connection, source_key, identity_id,
  first_name,
  last_name,
  birth_date,
  email,
  extensions, stale_since, commit_id
FROM hr_person WHERE deleted = 0;

CREATE TABLE hr_employment (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  valid_to TEXT,
  person TEXT NOT NULL,
  company TEXT,
  employee_no TEXT NOT NULL,
  hired_on TEXT,
  left_on TEXT,
  job_title TEXT,
  org_unit TEXT,
  cost_centre TEXT,
  extensions TEXT,
  row_hash BLOB NOT NULL,
  order_key TEXT,
  mapping_hash BLOB NOT NULL,
  raw_stream TEXT NOT NULL,
  raw_key TEXT NOT NULL,
  stale_since INTEGER,
  deleted INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (connection, source_key, valid_from)
) WITHOUT ROWID;
CREATE INDEX hr_employment_by_commit ON hr_employment (commit_id);
CREATE INDEX hr_employment_by_raw ON hr_employment (raw_key);
CREATE INDEX hr_employment_orphaned ON hr_employment (connection) WHERE order_key = '';
CREATE VIEW v_hr_employment AS SELECT connection, source_key, valid_from, identity_id,
  valid_to,
  person,
  company,
  employee_no,
  hired_on,
  left_on,
  job_title,
  org_unit,
  cost_centre,
  extensions, stale_since, commit_id
FROM hr_employment WHERE deleted = 0;

CREATE TABLE hr_compensation (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  valid_to TEXT,
  employment TEXT NOT NULL,
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  pay_period TEXT,
  extensions TEXT,
  row_hash BLOB NOT NULL,
  order_key TEXT,
  mapping_hash BLOB NOT NULL,
  raw_stream TEXT NOT NULL,
  raw_key TEXT NOT NULL,
  stale_since INTEGER,
  deleted INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (connection, source_key, valid_from)
) WITHOUT ROWID;
CREATE INDEX hr_compensation_by_commit ON hr_compensation (commit_id);
CREATE INDEX hr_compensation_by_raw ON hr_compensation (raw_key);
CREATE INDEX hr_compensation_orphaned ON hr_compensation (connection) WHERE order_key = '';
CREATE VIEW v_hr_compensation AS SELECT connection, source_key, valid_from, identity_id,
  valid_to,
  employment,
  CASE WHEN amount IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN amount < 0 THEN '-' ELSE '' END, abs(amount) / 10000, abs(amount) % 10000) END AS amount,
  currency,
  pay_period,
  extensions, stale_since, commit_id
FROM hr_compensation WHERE deleted = 0;

CREATE TABLE hr_bank_account (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  valid_to TEXT,
  employment TEXT NOT NULL,
  iban TEXT NOT NULL,
  bic TEXT,
  holder TEXT,
  extensions TEXT,
  row_hash BLOB NOT NULL,
  order_key TEXT,
  mapping_hash BLOB NOT NULL,
  raw_stream TEXT NOT NULL,
  raw_key TEXT NOT NULL,
  stale_since INTEGER,
  deleted INTEGER NOT NULL,
  commit_id TEXT NOT NULL,
  PRIMARY KEY (connection, source_key, valid_from)
) WITHOUT ROWID;
CREATE INDEX hr_bank_account_by_commit ON hr_bank_account (commit_id);
CREATE INDEX hr_bank_account_by_raw ON hr_bank_account (raw_key);
CREATE INDEX hr_bank_account_orphaned ON hr_bank_account (connection) WHERE order_key = '';
CREATE VIEW v_hr_bank_account AS SELECT connection, source_key, valid_from, identity_id,
  valid_to,
  employment,
  iban,
  bic,
  holder,
  extensions, stale_since, commit_id
FROM hr_bank_account WHERE deleted = 0;
