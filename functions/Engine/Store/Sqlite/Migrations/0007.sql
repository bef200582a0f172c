-- Fields at the end of three entities; a table is built anew, so that its text stays the one its descriptor gives.

DROP VIEW v_hr_employment;
ALTER TABLE hr_employment RENAME TO hr_employment_before;
DROP INDEX hr_employment_by_commit;
DROP INDEX hr_employment_by_raw;
DROP INDEX hr_employment_orphaned;
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
  fte INTEGER,
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
  CASE WHEN fte IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN fte < 0 THEN '-' ELSE '' END, abs(fte) / 10000, abs(fte) % 10000) END AS fte,
  extensions, stale_since, commit_id
FROM hr_employment WHERE deleted = 0;
INSERT INTO hr_employment (connection, source_key, valid_from, identity_id, valid_to, person, company, employee_no, hired_on, left_on, job_title, org_unit, cost_centre, extensions, row_hash, order_key, mapping_hash, raw_stream, raw_key, stale_since, deleted, commit_id)
SELECT connection, source_key, valid_from, identity_id, valid_to, person, company, employee_no, hired_on, left_on, job_title, org_unit, cost_centre, extensions, row_hash, order_key, mapping_hash, raw_stream, raw_key, stale_since, deleted, commit_id FROM hr_employment_before;
DROP TABLE hr_employment_before;

DROP VIEW v_shared_legal_entity;
ALTER TABLE shared_legal_entity RENAME TO shared_legal_entity_before;
DROP INDEX shared_legal_entity_by_commit;
DROP INDEX shared_legal_entity_by_raw;
DROP INDEX shared_legal_entity_orphaned;
CREATE TABLE shared_legal_entity (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  name TEXT,
  country TEXT,
  currency TEXT,
  parent TEXT,
  ownership INTEGER,
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
  parent,
  CASE WHEN ownership IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN ownership < 0 THEN '-' ELSE '' END, abs(ownership) / 10000, abs(ownership) % 10000) END AS ownership,
  extensions, stale_since, commit_id
FROM shared_legal_entity WHERE deleted = 0;
INSERT INTO shared_legal_entity (connection, source_key, identity_id, name, country, currency, extensions, row_hash, order_key, mapping_hash, raw_stream, raw_key, stale_since, deleted, commit_id)
SELECT connection, source_key, identity_id, name, country, currency, extensions, row_hash, order_key, mapping_hash, raw_stream, raw_key, stale_since, deleted, commit_id FROM shared_legal_entity_before;
DROP TABLE shared_legal_entity_before;

DROP VIEW v_accounting_journal_line;
ALTER TABLE accounting_journal_line RENAME TO accounting_journal_line_before;
DROP INDEX accounting_journal_line_by_commit;
DROP INDEX accounting_journal_line_by_raw;
DROP INDEX accounting_journal_line_orphaned;
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
  clearing TEXT,
  trading_partner TEXT,
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
  clearing,
  trading_partner,
  extensions, stale_since, commit_id
FROM accounting_journal_line WHERE deleted = 0;
INSERT INTO accounting_journal_line (connection, source_key, identity_id, entry, account, debit, credit, currency, posting_date, party, cost_centre, memo, company, extensions, row_hash, order_key, mapping_hash, raw_stream, raw_key, stale_since, deleted, commit_id)
SELECT connection, source_key, identity_id, entry, account, debit, credit, currency, posting_date, party, cost_centre, memo, company, extensions, row_hash, order_key, mapping_hash, raw_stream, raw_key, stale_since, deleted, commit_id FROM accounting_journal_line_before;
DROP TABLE accounting_journal_line_before;

CREATE TABLE shared_partner_contract (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  valid_to TEXT,
  partner TEXT NOT NULL,
  service TEXT NOT NULL,
  unit TEXT,
  tariff INTEGER NOT NULL,
  currency TEXT NOT NULL,
  internal_cost INTEGER,
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
CREATE INDEX shared_partner_contract_by_commit ON shared_partner_contract (commit_id);
CREATE INDEX shared_partner_contract_by_raw ON shared_partner_contract (raw_key);
CREATE INDEX shared_partner_contract_orphaned ON shared_partner_contract (connection) WHERE order_key = '';
CREATE VIEW v_shared_partner_contract AS SELECT connection, source_key, valid_from, identity_id,
  valid_to,
  partner,
  service,
  unit,
  CASE WHEN tariff IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN tariff < 0 THEN '-' ELSE '' END, abs(tariff) / 10000, abs(tariff) % 10000) END AS tariff,
  currency,
  CASE WHEN internal_cost IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN internal_cost < 0 THEN '-' ELSE '' END, abs(internal_cost) / 10000, abs(internal_cost) % 10000) END AS internal_cost,
  extensions, stale_since, commit_id
FROM shared_partner_contract WHERE deleted = 0;

CREATE TABLE shared_partner_charge (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  partner TEXT NOT NULL,
  service TEXT NOT NULL,
  period_start TEXT NOT NULL,
  period_end TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  invoice TEXT,
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
CREATE INDEX shared_partner_charge_by_commit ON shared_partner_charge (commit_id);
CREATE INDEX shared_partner_charge_by_raw ON shared_partner_charge (raw_key);
CREATE INDEX shared_partner_charge_orphaned ON shared_partner_charge (connection) WHERE order_key = '';
CREATE VIEW v_shared_partner_charge AS SELECT connection, source_key, identity_id,
  partner,
  service,
  period_start,
  period_end,
  CASE WHEN quantity IS NULL THEN NULL ELSE printf('%s%d.%06d', CASE WHEN quantity < 0 THEN '-' ELSE '' END, abs(quantity) / 1000000, abs(quantity) % 1000000) END AS quantity,
  CASE WHEN amount IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN amount < 0 THEN '-' ELSE '' END, abs(amount) / 10000, abs(amount) % 10000) END AS amount,
  currency,
  invoice,
  extensions, stale_since, commit_id
FROM shared_partner_charge WHERE deleted = 0;
