CREATE TABLE shared_document (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT,
  sha256 TEXT,
  dated_on TEXT,
  entry TEXT,
  person TEXT,
  ticket TEXT,
  retention_class TEXT,
  retain_until TEXT,
  legal_hold INTEGER,
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
CREATE INDEX shared_document_by_commit ON shared_document (commit_id);
CREATE INDEX shared_document_by_raw ON shared_document (raw_key);
CREATE INDEX shared_document_orphaned ON shared_document (connection) WHERE order_key = '';
CREATE VIEW v_shared_document AS SELECT connection, source_key, identity_id,
  kind,
  name,
  sha256,
  dated_on,
  entry,
  person,
  ticket,
  retention_class,
  retain_until,
  legal_hold,
  extensions, stale_since, commit_id
FROM shared_document WHERE deleted = 0;

CREATE TABLE accounting_tax_code (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT,
  rate INTEGER,
  kind TEXT,
  country TEXT,
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
CREATE INDEX accounting_tax_code_by_commit ON accounting_tax_code (commit_id);
CREATE INDEX accounting_tax_code_by_raw ON accounting_tax_code (raw_key);
CREATE INDEX accounting_tax_code_orphaned ON accounting_tax_code (connection) WHERE order_key = '';
CREATE VIEW v_accounting_tax_code AS SELECT connection, source_key, identity_id,
  code,
  name,
  CASE WHEN rate IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN rate < 0 THEN '-' ELSE '' END, abs(rate) / 10000, abs(rate) % 10000) END AS rate,
  kind,
  country,
  extensions, stale_since, commit_id
FROM accounting_tax_code WHERE deleted = 0;

CREATE TABLE accounting_period (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  name TEXT,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  status TEXT,
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
CREATE INDEX accounting_period_by_commit ON accounting_period (commit_id);
CREATE INDEX accounting_period_by_raw ON accounting_period (raw_key);
CREATE INDEX accounting_period_orphaned ON accounting_period (connection) WHERE order_key = '';
CREATE VIEW v_accounting_period AS SELECT connection, source_key, identity_id,
  name,
  first_day,
  last_day,
  status,
  company,
  extensions, stale_since, commit_id
FROM accounting_period WHERE deleted = 0;

CREATE TABLE accounting_exchange_rate (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  valid_to TEXT,
  base TEXT NOT NULL,
  quote TEXT NOT NULL,
  rate INTEGER NOT NULL,
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
  PRIMARY KEY (connection, source_key, valid_from)
) WITHOUT ROWID;
CREATE INDEX accounting_exchange_rate_by_commit ON accounting_exchange_rate (commit_id);
CREATE INDEX accounting_exchange_rate_by_raw ON accounting_exchange_rate (raw_key);
CREATE INDEX accounting_exchange_rate_orphaned ON accounting_exchange_rate (connection) WHERE order_key = '';
CREATE VIEW v_accounting_exchange_rate AS SELECT connection, source_key, valid_from, identity_id,
  valid_to,
  base,
  quote,
  CASE WHEN rate IS NULL THEN NULL ELSE printf('%s%d.%010d', CASE WHEN rate < 0 THEN '-' ELSE '' END, abs(rate) / 10000000000, abs(rate) % 10000000000) END AS rate,
  kind,
  extensions, stale_since, commit_id
FROM accounting_exchange_rate WHERE deleted = 0;

CREATE TABLE accounting_invoice (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  due_on TEXT,
  party TEXT,
  net_amount INTEGER,
  tax_amount INTEGER,
  gross_amount INTEGER NOT NULL,
  open_amount INTEGER,
  currency TEXT NOT NULL,
  status TEXT,
  purchase_order TEXT,
  approval_status TEXT,
  approver TEXT,
  decided_at INTEGER,
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
CREATE INDEX accounting_invoice_by_commit ON accounting_invoice (commit_id);
CREATE INDEX accounting_invoice_by_raw ON accounting_invoice (raw_key);
CREATE INDEX accounting_invoice_orphaned ON accounting_invoice (connection) WHERE order_key = '';
CREATE VIEW v_accounting_invoice AS SELECT connection, source_key, identity_id,
  kind,
  number,
  issued_on,
  due_on,
  party,
  CASE WHEN net_amount IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN net_amount < 0 THEN '-' ELSE '' END, abs(net_amount) / 10000, abs(net_amount) % 10000) END AS net_amount,
  CASE WHEN tax_amount IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN tax_amount < 0 THEN '-' ELSE '' END, abs(tax_amount) / 10000, abs(tax_amount) % 10000) END AS tax_amount,
  CASE WHEN gross_amount IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN gross_amount < 0 THEN '-' ELSE '' END, abs(gross_amount) / 10000, abs(gross_amount) % 10000) END AS gross_amount,
  CASE WHEN open_amount IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN open_amount < 0 THEN '-' ELSE '' END, abs(open_amount) / 10000, abs(open_amount) % 10000) END AS open_amount,
  currency,
  status,
  purchase_order,
  approval_status,
  approver,
  decided_at,
  company,
  extensions, stale_since, commit_id
FROM accounting_invoice WHERE deleted = 0;

CREATE TABLE accounting_invoice_line (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  invoice TEXT NOT NULL,
  line_no INTEGER,
  item TEXT,
  description TEXT,
  quantity INTEGER,
  unit_price INTEGER,
  net_amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  tax_code TEXT,
  account TEXT,
  cost_centre TEXT,
  purchase_order_line TEXT,
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
CREATE INDEX accounting_invoice_line_by_commit ON accounting_invoice_line (commit_id);
CREATE INDEX accounting_invoice_line_by_raw ON accounting_invoice_line (raw_key);
CREATE INDEX accounting_invoice_line_orphaned ON accounting_invoice_line (connection) WHERE order_key = '';
CREATE VIEW v_accounting_invoice_line AS SELECT connection, source_key, identity_id,
  invoice,
  line_no,
  item,
  description,
  CASE WHEN quantity IS NULL THEN NULL ELSE printf('%s%d.%06d', CASE WHEN quantity < 0 THEN '-' ELSE '' END, abs(quantity) / 1000000, abs(quantity) % 1000000) END AS quantity,
  CASE WHEN unit_price IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN unit_price < 0 THEN '-' ELSE '' END, abs(unit_price) / 10000, abs(unit_price) % 10000) END AS unit_price,
  CASE WHEN net_amount IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN net_amount < 0 THEN '-' ELSE '' END, abs(net_amount) / 10000, abs(net_amount) % 10000) END AS net_amount,
  currency,
  tax_code,
  account,
  cost_centre,
  purchase_order_line,
  extensions, stale_since, commit_id
FROM accounting_invoice_line WHERE deleted = 0;

CREATE TABLE accounting_bank_transaction (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  booked_on TEXT NOT NULL,
  value_on TEXT,
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  iban TEXT,
  account TEXT,
  counterparty TEXT,
  counterparty_iban TEXT,
  reference TEXT,
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
CREATE INDEX accounting_bank_transaction_by_commit ON accounting_bank_transaction (commit_id);
CREATE INDEX accounting_bank_transaction_by_raw ON accounting_bank_transaction (raw_key);
CREATE INDEX accounting_bank_transaction_orphaned ON accounting_bank_transaction (connection) WHERE order_key = '';
CREATE VIEW v_accounting_bank_transaction AS SELECT connection, source_key, identity_id,
  booked_on,
  value_on,
  CASE WHEN amount IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN amount < 0 THEN '-' ELSE '' END, abs(amount) / 10000, abs(amount) % 10000) END AS amount,
  currency,
  iban,
  account,
  counterparty,
  counterparty_iban,
  reference,
  memo,
  company,
  extensions, stale_since, commit_id
FROM accounting_bank_transaction WHERE deleted = 0;

CREATE TABLE accounting_payment (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  paid_on TEXT NOT NULL,
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  invoice TEXT,
  party TEXT,
  method TEXT,
  bank_transaction TEXT,
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
CREATE INDEX accounting_payment_by_commit ON accounting_payment (commit_id);
CREATE INDEX accounting_payment_by_raw ON accounting_payment (raw_key);
CREATE INDEX accounting_payment_orphaned ON accounting_payment (connection) WHERE order_key = '';
CREATE VIEW v_accounting_payment AS SELECT connection, source_key, identity_id,
  paid_on,
  CASE WHEN amount IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN amount < 0 THEN '-' ELSE '' END, abs(amount) / 10000, abs(amount) % 10000) END AS amount,
  currency,
  invoice,
  party,
  method,
  bank_transaction,
  company,
  extensions, stale_since, commit_id
FROM accounting_payment WHERE deleted = 0;

CREATE TABLE accounting_plan_line (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  version TEXT NOT NULL,
  period_start TEXT NOT NULL,
  period_end TEXT NOT NULL,
  account TEXT,
  item TEXT,
  org_unit TEXT,
  cost_centre TEXT,
  amount INTEGER,
  currency TEXT,
  quantity INTEGER,
  headcount INTEGER,
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
CREATE INDEX accounting_plan_line_by_commit ON accounting_plan_line (commit_id);
CREATE INDEX accounting_plan_line_by_raw ON accounting_plan_line (raw_key);
CREATE INDEX accounting_plan_line_orphaned ON accounting_plan_line (connection) WHERE order_key = '';
CREATE VIEW v_accounting_plan_line AS SELECT connection, source_key, identity_id,
  version,
  period_start,
  period_end,
  account,
  item,
  org_unit,
  cost_centre,
  CASE WHEN amount IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN amount < 0 THEN '-' ELSE '' END, abs(amount) / 10000, abs(amount) % 10000) END AS amount,
  currency,
  CASE WHEN quantity IS NULL THEN NULL ELSE printf('%s%d.%06d', CASE WHEN quantity < 0 THEN '-' ELSE '' END, abs(quantity) / 1000000, abs(quantity) % 1000000) END AS quantity,
  headcount,
  company,
  extensions, stale_since, commit_id
FROM accounting_plan_line WHERE deleted = 0;

CREATE TABLE hr_location (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  name TEXT,
  street TEXT,
  post_code TEXT,
  city TEXT,
  region TEXT,
  country TEXT,
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
CREATE INDEX hr_location_by_commit ON hr_location (commit_id);
CREATE INDEX hr_location_by_raw ON hr_location (raw_key);
CREATE INDEX hr_location_orphaned ON hr_location (connection) WHERE order_key = '';
CREATE VIEW v_hr_location AS SELECT connection, source_key, identity_id,
  name,
  street,
  post_code,
  city,
  region,
  country,
  company,
  extensions, stale_since, commit_id
FROM hr_location WHERE deleted = 0;

CREATE TABLE hr_absence (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  employment TEXT NOT NULL,
  kind TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT,
  days INTEGER,
  hours INTEGER,
  approval_status TEXT,
  approver TEXT,
  decided_at INTEGER,
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
CREATE INDEX hr_absence_by_commit ON hr_absence (commit_id);
CREATE INDEX hr_absence_by_raw ON hr_absence (raw_key);
CREATE INDEX hr_absence_orphaned ON hr_absence (connection) WHERE order_key = '';
CREATE VIEW v_hr_absence AS SELECT connection, source_key, identity_id,
  employment,
  kind,
  first_day,
  last_day,
  CASE WHEN days IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN days < 0 THEN '-' ELSE '' END, abs(days) / 10000, abs(days) % 10000) END AS days,
  CASE WHEN hours IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN hours < 0 THEN '-' ELSE '' END, abs(hours) / 10000, abs(hours) % 10000) END AS hours,
  approval_status,
  approver,
  decided_at,
  extensions, stale_since, commit_id
FROM hr_absence WHERE deleted = 0;

CREATE TABLE hr_time_entry (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  employment TEXT NOT NULL,
  day TEXT NOT NULL,
  hours INTEGER NOT NULL,
  kind TEXT,
  cost_centre TEXT,
  project TEXT,
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
CREATE INDEX hr_time_entry_by_commit ON hr_time_entry (commit_id);
CREATE INDEX hr_time_entry_by_raw ON hr_time_entry (raw_key);
CREATE INDEX hr_time_entry_orphaned ON hr_time_entry (connection) WHERE order_key = '';
CREATE VIEW v_hr_time_entry AS SELECT connection, source_key, identity_id,
  employment,
  day,
  CASE WHEN hours IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN hours < 0 THEN '-' ELSE '' END, abs(hours) / 10000, abs(hours) % 10000) END AS hours,
  kind,
  cost_centre,
  project,
  extensions, stale_since, commit_id
FROM hr_time_entry WHERE deleted = 0;

CREATE TABLE hr_cost_allocation (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  valid_to TEXT,
  employment TEXT NOT NULL,
  cost_centre TEXT NOT NULL,
  percent INTEGER NOT NULL,
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
CREATE INDEX hr_cost_allocation_by_commit ON hr_cost_allocation (commit_id);
CREATE INDEX hr_cost_allocation_by_raw ON hr_cost_allocation (raw_key);
CREATE INDEX hr_cost_allocation_orphaned ON hr_cost_allocation (connection) WHERE order_key = '';
CREATE VIEW v_hr_cost_allocation AS SELECT connection, source_key, valid_from, identity_id,
  valid_to,
  employment,
  cost_centre,
  CASE WHEN percent IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN percent < 0 THEN '-' ELSE '' END, abs(percent) / 10000, abs(percent) % 10000) END AS percent,
  extensions, stale_since, commit_id
FROM hr_cost_allocation WHERE deleted = 0;

CREATE TABLE hr_payroll_result (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  employment TEXT NOT NULL,
  period_start TEXT NOT NULL,
  period_end TEXT NOT NULL,
  component TEXT NOT NULL,
  amount INTEGER NOT NULL,
  currency TEXT NOT NULL,
  paid_on TEXT,
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
CREATE INDEX hr_payroll_result_by_commit ON hr_payroll_result (commit_id);
CREATE INDEX hr_payroll_result_by_raw ON hr_payroll_result (raw_key);
CREATE INDEX hr_payroll_result_orphaned ON hr_payroll_result (connection) WHERE order_key = '';
CREATE VIEW v_hr_payroll_result AS SELECT connection, source_key, identity_id,
  employment,
  period_start,
  period_end,
  component,
  CASE WHEN amount IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN amount < 0 THEN '-' ELSE '' END, abs(amount) / 10000, abs(amount) % 10000) END AS amount,
  currency,
  paid_on,
  extensions, stale_since, commit_id
FROM hr_payroll_result WHERE deleted = 0;

CREATE TABLE inventory_item (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  number TEXT NOT NULL,
  name TEXT,
  kind TEXT,
  unit TEXT,
  gtin TEXT,
  category TEXT,
  active INTEGER,
  sales_price INTEGER,
  cost INTEGER,
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
CREATE INDEX inventory_item_by_commit ON inventory_item (commit_id);
CREATE INDEX inventory_item_by_raw ON inventory_item (raw_key);
CREATE INDEX inventory_item_orphaned ON inventory_item (connection) WHERE order_key = '';
CREATE VIEW v_inventory_item AS SELECT connection, source_key, identity_id,
  number,
  name,
  kind,
  unit,
  gtin,
  category,
  active,
  CASE WHEN sales_price IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN sales_price < 0 THEN '-' ELSE '' END, abs(sales_price) / 10000, abs(sales_price) % 10000) END AS sales_price,
  CASE WHEN cost IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN cost < 0 THEN '-' ELSE '' END, abs(cost) / 10000, abs(cost) % 10000) END AS cost,
  currency,
  extensions, stale_since, commit_id
FROM inventory_item WHERE deleted = 0;

CREATE TABLE inventory_warehouse (
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
CREATE INDEX inventory_warehouse_by_commit ON inventory_warehouse (commit_id);
CREATE INDEX inventory_warehouse_by_raw ON inventory_warehouse (raw_key);
CREATE INDEX inventory_warehouse_orphaned ON inventory_warehouse (connection) WHERE order_key = '';
CREATE VIEW v_inventory_warehouse AS SELECT connection, source_key, identity_id,
  name,
  parent,
  company,
  extensions, stale_since, commit_id
FROM inventory_warehouse WHERE deleted = 0;

CREATE TABLE inventory_stock_level (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  item TEXT NOT NULL,
  warehouse TEXT,
  bin TEXT,
  on_hand INTEGER NOT NULL,
  reserved INTEGER,
  lot TEXT,
  serial TEXT,
  status TEXT,
  counted_on TEXT,
  unit_cost INTEGER,
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
CREATE INDEX inventory_stock_level_by_commit ON inventory_stock_level (commit_id);
CREATE INDEX inventory_stock_level_by_raw ON inventory_stock_level (raw_key);
CREATE INDEX inventory_stock_level_orphaned ON inventory_stock_level (connection) WHERE order_key = '';
CREATE VIEW v_inventory_stock_level AS SELECT connection, source_key, identity_id,
  item,
  warehouse,
  bin,
  CASE WHEN on_hand IS NULL THEN NULL ELSE printf('%s%d.%06d', CASE WHEN on_hand < 0 THEN '-' ELSE '' END, abs(on_hand) / 1000000, abs(on_hand) % 1000000) END AS on_hand,
  CASE WHEN reserved IS NULL THEN NULL ELSE printf('%s%d.%06d', CASE WHEN reserved < 0 THEN '-' ELSE '' END, abs(reserved) / 1000000, abs(reserved) % 1000000) END AS reserved,
  lot,
  serial,
  status,
  counted_on,
  CASE WHEN unit_cost IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN unit_cost < 0 THEN '-' ELSE '' END, abs(unit_cost) / 10000, abs(unit_cost) % 10000) END AS unit_cost,
  currency,
  extensions, stale_since, commit_id
FROM inventory_stock_level WHERE deleted = 0;

CREATE TABLE inventory_stock_movement (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  stock_level TEXT,
  item TEXT,
  warehouse TEXT,
  quantity INTEGER,
  posted_at INTEGER,
  document TEXT,
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
CREATE INDEX inventory_stock_movement_by_commit ON inventory_stock_movement (commit_id);
CREATE INDEX inventory_stock_movement_by_raw ON inventory_stock_movement (raw_key);
CREATE INDEX inventory_stock_movement_orphaned ON inventory_stock_movement (connection) WHERE order_key = '';
CREATE VIEW v_inventory_stock_movement AS SELECT connection, source_key, identity_id,
  kind,
  stock_level,
  item,
  warehouse,
  CASE WHEN quantity IS NULL THEN NULL ELSE printf('%s%d.%06d', CASE WHEN quantity < 0 THEN '-' ELSE '' END, abs(quantity) / 1000000, abs(quantity) % 1000000) END AS quantity,
  posted_at,
  document,
  memo,
  company,
  extensions, stale_since, commit_id
FROM inventory_stock_movement WHERE deleted = 0;

CREATE TABLE inventory_purchase_order (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  number TEXT NOT NULL,
  supplier TEXT,
  ordered_on TEXT,
  due_on TEXT,
  status TEXT,
  net_amount INTEGER,
  tax_amount INTEGER,
  freight INTEGER,
  total_amount INTEGER,
  currency TEXT,
  approval_status TEXT,
  approver TEXT,
  decided_at INTEGER,
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
CREATE INDEX inventory_purchase_order_by_commit ON inventory_purchase_order (commit_id);
CREATE INDEX inventory_purchase_order_by_raw ON inventory_purchase_order (raw_key);
CREATE INDEX inventory_purchase_order_orphaned ON inventory_purchase_order (connection) WHERE order_key = '';
CREATE VIEW v_inventory_purchase_order AS SELECT connection, source_key, identity_id,
  number,
  supplier,
  ordered_on,
  due_on,
  status,
  CASE WHEN net_amount IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN net_amount < 0 THEN '-' ELSE '' END, abs(net_amount) / 10000, abs(net_amount) % 10000) END AS net_amount,
  CASE WHEN tax_amount IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN tax_amount < 0 THEN '-' ELSE '' END, abs(tax_amount) / 10000, abs(tax_amount) % 10000) END AS tax_amount,
  CASE WHEN freight IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN freight < 0 THEN '-' ELSE '' END, abs(freight) / 10000, abs(freight) % 10000) END AS freight,
  CASE WHEN total_amount IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN total_amount < 0 THEN '-' ELSE '' END, abs(total_amount) / 10000, abs(total_amount) % 10000) END AS total_amount,
  currency,
  approval_status,
  approver,
  decided_at,
  company,
  extensions, stale_since, commit_id
FROM inventory_purchase_order WHERE deleted = 0;

CREATE TABLE inventory_purchase_order_line (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  purchase_order TEXT NOT NULL,
  line_no INTEGER,
  item TEXT,
  quantity INTEGER NOT NULL,
  unit TEXT,
  unit_price INTEGER,
  net_amount INTEGER,
  currency TEXT,
  due_on TEXT,
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
CREATE INDEX inventory_purchase_order_line_by_commit ON inventory_purchase_order_line (commit_id);
CREATE INDEX inventory_purchase_order_line_by_raw ON inventory_purchase_order_line (raw_key);
CREATE INDEX inventory_purchase_order_line_orphaned ON inventory_purchase_order_line (connection) WHERE order_key = '';
CREATE VIEW v_inventory_purchase_order_line AS SELECT connection, source_key, identity_id,
  purchase_order,
  line_no,
  item,
  CASE WHEN quantity IS NULL THEN NULL ELSE printf('%s%d.%06d', CASE WHEN quantity < 0 THEN '-' ELSE '' END, abs(quantity) / 1000000, abs(quantity) % 1000000) END AS quantity,
  unit,
  CASE WHEN unit_price IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN unit_price < 0 THEN '-' ELSE '' END, abs(unit_price) / 10000, abs(unit_price) % 10000) END AS unit_price,
  CASE WHEN net_amount IS NULL THEN NULL ELSE printf('%s%d.%04d', CASE WHEN net_amount < 0 THEN '-' ELSE '' END, abs(net_amount) / 10000, abs(net_amount) % 10000) END AS net_amount,
  currency,
  due_on,
  extensions, stale_since, commit_id
FROM inventory_purchase_order_line WHERE deleted = 0;

CREATE TABLE inventory_goods_receipt (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  purchase_order_line TEXT,
  item TEXT,
  warehouse TEXT,
  quantity INTEGER NOT NULL,
  rejected INTEGER,
  received_on TEXT,
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
CREATE INDEX inventory_goods_receipt_by_commit ON inventory_goods_receipt (commit_id);
CREATE INDEX inventory_goods_receipt_by_raw ON inventory_goods_receipt (raw_key);
CREATE INDEX inventory_goods_receipt_orphaned ON inventory_goods_receipt (connection) WHERE order_key = '';
CREATE VIEW v_inventory_goods_receipt AS SELECT connection, source_key, identity_id,
  purchase_order_line,
  item,
  warehouse,
  CASE WHEN quantity IS NULL THEN NULL ELSE printf('%s%d.%06d', CASE WHEN quantity < 0 THEN '-' ELSE '' END, abs(quantity) / 1000000, abs(quantity) % 1000000) END AS quantity,
  CASE WHEN rejected IS NULL THEN NULL ELSE printf('%s%d.%06d', CASE WHEN rejected < 0 THEN '-' ELSE '' END, abs(rejected) / 1000000, abs(rejected) % 1000000) END AS rejected,
  received_on,
  extensions, stale_since, commit_id
FROM inventory_goods_receipt WHERE deleted = 0;

CREATE TABLE inventory_shipment (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  number TEXT,
  customer TEXT,
  warehouse TEXT,
  shipped_on TEXT,
  carrier TEXT,
  tracking_number TEXT,
  status TEXT,
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
CREATE INDEX inventory_shipment_by_commit ON inventory_shipment (commit_id);
CREATE INDEX inventory_shipment_by_raw ON inventory_shipment (raw_key);
CREATE INDEX inventory_shipment_orphaned ON inventory_shipment (connection) WHERE order_key = '';
CREATE VIEW v_inventory_shipment AS SELECT connection, source_key, identity_id,
  number,
  customer,
  warehouse,
  shipped_on,
  carrier,
  tracking_number,
  status,
  extensions, stale_since, commit_id
FROM inventory_shipment WHERE deleted = 0;

CREATE TABLE inventory_shipment_line (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  shipment TEXT NOT NULL,
  line_no INTEGER,
  item TEXT,
  quantity INTEGER NOT NULL,
  unit TEXT,
  lot TEXT,
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
CREATE INDEX inventory_shipment_line_by_commit ON inventory_shipment_line (commit_id);
CREATE INDEX inventory_shipment_line_by_raw ON inventory_shipment_line (raw_key);
CREATE INDEX inventory_shipment_line_orphaned ON inventory_shipment_line (connection) WHERE order_key = '';
CREATE VIEW v_inventory_shipment_line AS SELECT connection, source_key, identity_id,
  shipment,
  line_no,
  item,
  CASE WHEN quantity IS NULL THEN NULL ELSE printf('%s%d.%06d', CASE WHEN quantity < 0 THEN '-' ELSE '' END, abs(quantity) / 1000000, abs(quantity) % 1000000) END AS quantity,
  unit,
  lot,
  extensions, stale_since, commit_id
FROM inventory_shipment_line WHERE deleted = 0;

CREATE TABLE helpdesk_queue (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  name TEXT,
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
CREATE INDEX helpdesk_queue_by_commit ON helpdesk_queue (commit_id);
CREATE INDEX helpdesk_queue_by_raw ON helpdesk_queue (raw_key);
CREATE INDEX helpdesk_queue_orphaned ON helpdesk_queue (connection) WHERE order_key = '';
CREATE VIEW v_helpdesk_queue AS SELECT connection, source_key, identity_id,
  name,
  extensions, stale_since, commit_id
FROM helpdesk_queue WHERE deleted = 0;

CREATE TABLE helpdesk_agent (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  name TEXT,
  email TEXT,
  active INTEGER,
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
CREATE INDEX helpdesk_agent_by_commit ON helpdesk_agent (commit_id);
CREATE INDEX helpdesk_agent_by_raw ON helpdesk_agent (raw_key);
CREATE INDEX helpdesk_agent_orphaned ON helpdesk_agent (connection) WHERE order_key = '';
CREATE VIEW v_helpdesk_agent AS SELECT connection, source_key, identity_id,
  name,
  email,
  active,
  extensions, stale_since, commit_id
FROM helpdesk_agent WHERE deleted = 0;

CREATE TABLE helpdesk_ticket (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  number TEXT,
  subject TEXT,
  kind TEXT,
  status TEXT,
  priority TEXT,
  category TEXT,
  queue TEXT,
  agent TEXT,
  requester TEXT,
  channel TEXT,
  opened_at INTEGER,
  resolved_at INTEGER,
  closed_at INTEGER,
  reopened INTEGER,
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
CREATE INDEX helpdesk_ticket_by_commit ON helpdesk_ticket (commit_id);
CREATE INDEX helpdesk_ticket_by_raw ON helpdesk_ticket (raw_key);
CREATE INDEX helpdesk_ticket_orphaned ON helpdesk_ticket (connection) WHERE order_key = '';
CREATE VIEW v_helpdesk_ticket AS SELECT connection, source_key, identity_id,
  number,
  subject,
  kind,
  status,
  priority,
  category,
  queue,
  agent,
  requester,
  channel,
  opened_at,
  resolved_at,
  closed_at,
  reopened,
  company,
  extensions, stale_since, commit_id
FROM helpdesk_ticket WHERE deleted = 0;

CREATE TABLE helpdesk_ticket_event (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  ticket TEXT NOT NULL,
  kind TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  status TEXT,
  queue TEXT,
  agent TEXT,
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
CREATE INDEX helpdesk_ticket_event_by_commit ON helpdesk_ticket_event (commit_id);
CREATE INDEX helpdesk_ticket_event_by_raw ON helpdesk_ticket_event (raw_key);
CREATE INDEX helpdesk_ticket_event_orphaned ON helpdesk_ticket_event (connection) WHERE order_key = '';
CREATE VIEW v_helpdesk_ticket_event AS SELECT connection, source_key, identity_id,
  ticket,
  kind,
  occurred_at,
  status,
  queue,
  agent,
  extensions, stale_since, commit_id
FROM helpdesk_ticket_event WHERE deleted = 0;

CREATE TABLE helpdesk_comment (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  ticket TEXT NOT NULL,
  author TEXT,
  written_at INTEGER,
  body TEXT,
  is_private INTEGER,
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
CREATE INDEX helpdesk_comment_by_commit ON helpdesk_comment (commit_id);
CREATE INDEX helpdesk_comment_by_raw ON helpdesk_comment (raw_key);
CREATE INDEX helpdesk_comment_orphaned ON helpdesk_comment (connection) WHERE order_key = '';
CREATE VIEW v_helpdesk_comment AS SELECT connection, source_key, identity_id,
  ticket,
  author,
  written_at,
  body,
  is_private,
  extensions, stale_since, commit_id
FROM helpdesk_comment WHERE deleted = 0;

CREATE TABLE helpdesk_sla_clock (
  connection TEXT NOT NULL,
  source_key TEXT NOT NULL,
  identity_id TEXT NOT NULL,
  ticket TEXT NOT NULL,
  kind TEXT NOT NULL,
  started_at INTEGER,
  due_at INTEGER,
  stopped_at INTEGER,
  breached INTEGER,
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
CREATE INDEX helpdesk_sla_clock_by_commit ON helpdesk_sla_clock (commit_id);
CREATE INDEX helpdesk_sla_clock_by_raw ON helpdesk_sla_clock (raw_key);
CREATE INDEX helpdesk_sla_clock_orphaned ON helpdesk_sla_clock (connection) WHERE order_key = '';
CREATE VIEW v_helpdesk_sla_clock AS SELECT connection, source_key, identity_id,
  ticket,
  kind,
  started_at,
  due_at,
  stopped_at,
  breached,
  extensions, stale_since, commit_id
FROM helpdesk_sla_clock WHERE deleted = 0;
