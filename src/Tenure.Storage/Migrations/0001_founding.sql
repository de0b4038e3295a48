-- The founding schema, for both engines. A word in braces is a type or a table kind in the engine's own name.
-- tenant_id leads every key of a tenant's tables, so that they can be sharded by it (STO-1). Payloads are canonical
-- JSON bytes in text columns, amounts are minor units, instants are microseconds since 1970, ranges are half-open.

-- Global: a run must know which tenants have work before it can be any of them.
CREATE TABLE tenant (
  tenant_id {int} NOT NULL PRIMARY KEY,
  name {text} NOT NULL,
  zone {text} NOT NULL,
  is_sandbox {flag} NOT NULL CHECK (is_sandbox IN (0, 1)),
  clock_offset_days {int} NOT NULL,
  next_due_on {date}
) {wide};

-- The lock of a contract and the fence that no later debit may pass. sealed_* is what the newest seal covers.
CREATE TABLE contract_head (
  tenant_id {int} NOT NULL,
  contract_id {id} NOT NULL,
  customer_id {id} NOT NULL,
  version {int} NOT NULL CHECK (version > 0),
  head_hash {bytes} NOT NULL CHECK (length(head_hash) = 32),
  fence_on {date},
  document_count {int} NOT NULL CHECK (document_count >= 0),
  entry_count {int} NOT NULL CHECK (entry_count >= 0),
  parked_reason {text},
  sealed_version {int} NOT NULL DEFAULT 0,
  sealed_hash {bytes},
  PRIMARY KEY (tenant_id, contract_id)
) {narrow};

-- Append-only. The head is written after the events whose hash it carries, so this reference waits for the commit.
CREATE TABLE contract_event (
  tenant_id {int} NOT NULL,
  contract_id {id} NOT NULL,
  sequence {int} NOT NULL CHECK (sequence > 0),
  type {text} NOT NULL,
  type_version {int} NOT NULL,
  effective_on {date} NOT NULL,
  business_on {date} NOT NULL,
  recorded_at {instant} NOT NULL,
  actor_id {id} NOT NULL,
  cause {text} NOT NULL,
  previous_hash {bytes} NOT NULL CHECK (length(previous_hash) = 32),
  hash {bytes} NOT NULL CHECK (length(hash) = 32),
  body {text} NOT NULL,
  PRIMARY KEY (tenant_id, contract_id, sequence),
  FOREIGN KEY (tenant_id, contract_id) REFERENCES contract_head (tenant_id, contract_id)
    DEFERRABLE INITIALLY DEFERRED
) {wide};

-- Append-only: the preview that was accepted, beside the event that executed it.
CREATE TABLE effect (
  tenant_id {int} NOT NULL,
  contract_id {id} NOT NULL,
  sequence {int} NOT NULL,
  hash {bytes} NOT NULL,
  body {text} NOT NULL,
  PRIMARY KEY (tenant_id, contract_id, sequence),
  FOREIGN KEY (tenant_id, contract_id, sequence) REFERENCES contract_event (tenant_id, contract_id, sequence)
    DEFERRABLE INITIALLY DEFERRED
) {wide};

-- A wish that nobody decided yet (CON-6), with the preview that was seen of it and the version it was seen on. Its name is
-- people's words, so a draft can be dropped with it. One that was committed names the event that its effect stands beside.
CREATE TABLE draft (
  tenant_id {int} NOT NULL,
  draft_id {id} NOT NULL,
  contract_id {id} NOT NULL,
  name {text} NOT NULL,
  type {text} NOT NULL,
  type_version {int} NOT NULL,
  body {text} NOT NULL,
  seen_at {instant} NOT NULL,
  actor_id {id} NOT NULL,
  business_on {date} NOT NULL,
  effective_on {date} NOT NULL,
  version {int} NOT NULL,
  hash {bytes} NOT NULL CHECK (length(hash) = 32),
  effects {text} NOT NULL,
  committed_sequence {int},
  PRIMARY KEY (tenant_id, draft_id),
  FOREIGN KEY (tenant_id, contract_id) REFERENCES contract_head (tenant_id, contract_id),
  FOREIGN KEY (tenant_id, contract_id, committed_sequence) REFERENCES effect (tenant_id, contract_id, sequence)
    DEFERRABLE INITIALLY DEFERRED
) {wide};

CREATE INDEX draft_by_contract ON draft (tenant_id, contract_id, draft_id);
CREATE INDEX draft_by_name ON draft (tenant_id, name, draft_id);
CREATE UNIQUE INDEX draft_open_name ON draft (tenant_id, contract_id, name) WHERE committed_sequence IS NULL;

-- The counter of a series; the number rows below prove that nothing is missing.
CREATE TABLE number_series (
  tenant_id {int} NOT NULL,
  series {text} NOT NULL,
  first_number {long} NOT NULL CHECK (first_number > 0),
  next_number {long} NOT NULL CHECK (next_number >= first_number),
  PRIMARY KEY (tenant_id, series)
) {narrow};

-- Append-only from here to number.
CREATE TABLE document (
  tenant_id {int} NOT NULL,
  document_id {id} NOT NULL,
  contract_id {id} NOT NULL,
  customer_id {id} NOT NULL,
  ordinal {int} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
  series {text} NOT NULL,
  number {long} NOT NULL,
  part {int} NOT NULL CHECK (part > 0),
  issue_on {date} NOT NULL,
  currency {text} NOT NULL,
  net_minor {long} NOT NULL,
  tax_minor {long} NOT NULL,
  PRIMARY KEY (tenant_id, document_id),
  UNIQUE (tenant_id, contract_id, ordinal),
  UNIQUE (tenant_id, series, number, part),
  FOREIGN KEY (tenant_id, contract_id) REFERENCES contract_head (tenant_id, contract_id)
) {narrow};

CREATE INDEX document_by_customer ON document (tenant_id, customer_id, issue_on, document_id);

CREATE TABLE document_line (
  tenant_id {int} NOT NULL,
  document_id {id} NOT NULL,
  line_index {int} NOT NULL,
  contract_id {id} NOT NULL,
  contract_line {int} NOT NULL,
  kind {text} NOT NULL CHECK (kind IN ('slice', 'one_time', 'usage', 'fee', 'give_back', 'reduction')),
  period_index {int} NOT NULL,
  service_start {date} NOT NULL,
  service_end {date} NOT NULL,
  generation {int} NOT NULL,
  amount_minor {long} NOT NULL,
  corrects_document_id {id},
  corrects_line_index {int},
  is_refund {flag} NOT NULL CHECK (is_refund IN (0, 1)),
  tax_minor {long} NOT NULL,
  tax_rate {text},
  tax_derivation {text},
  derivation {text} NOT NULL,
  PRIMARY KEY (tenant_id, document_id, line_index),
  CHECK (service_start <= service_end),
  CHECK ((corrects_document_id IS NULL) = (corrects_line_index IS NULL)),
  CHECK ((tax_rate IS NULL) = (tax_derivation IS NULL) AND (tax_minor = 0 OR tax_rate IS NOT NULL)),
  FOREIGN KEY (tenant_id, document_id) REFERENCES document (tenant_id, document_id),
  FOREIGN KEY (tenant_id, corrects_document_id, corrects_line_index)
    REFERENCES document_line (tenant_id, document_id, line_index) DEFERRABLE INITIALLY DEFERRED
) {wide};

CREATE INDEX document_line_by_contract ON document_line (tenant_id, contract_id, document_id);

-- The days of a contract line that were billed. A trigger refuses a day that is covered twice (BIL-2).
CREATE TABLE billed_slice (
  tenant_id {int} NOT NULL,
  contract_id {id} NOT NULL,
  contract_line {int} NOT NULL,
  period_index {int} NOT NULL,
  slice_start {date} NOT NULL,
  generation {int} NOT NULL,
  slice_end {date} NOT NULL,
  document_id {id} NOT NULL,
  line_index {int} NOT NULL,
  PRIMARY KEY (tenant_id, contract_id, contract_line, period_index, slice_start, generation),
  CHECK (slice_start < slice_end),
  FOREIGN KEY (tenant_id, document_id, line_index) REFERENCES document_line (tenant_id, document_id, line_index)
) {narrow};

-- Days of a billed slice of which nothing is kept. Rows of one slice never overlap, so their lengths can be summed.
-- A slice billed and given back at once is written after its giving back, so that reference waits for the commit.
CREATE TABLE given_back (
  tenant_id {int} NOT NULL,
  contract_id {id} NOT NULL,
  contract_line {int} NOT NULL,
  period_index {int} NOT NULL,
  slice_start {date} NOT NULL,
  generation {int} NOT NULL,
  from_on {date} NOT NULL,
  to_on {date} NOT NULL,
  document_id {id} NOT NULL,
  line_index {int} NOT NULL,
  PRIMARY KEY (tenant_id, contract_id, contract_line, period_index, slice_start, generation, from_on),
  CHECK (slice_start <= from_on AND from_on < to_on),
  FOREIGN KEY (tenant_id, contract_id, contract_line, period_index, slice_start, generation)
    REFERENCES billed_slice (tenant_id, contract_id, contract_line, period_index, slice_start, generation)
    DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (tenant_id, document_id, line_index) REFERENCES document_line (tenant_id, document_id, line_index)
) {narrow};

-- The batches in which the usage of a contract line and period was billed; their key refuses one twice (BIL-2).
CREATE TABLE usage_batch (
  tenant_id {int} NOT NULL,
  contract_id {id} NOT NULL,
  contract_line {int} NOT NULL,
  period_index {int} NOT NULL,
  batch {int} NOT NULL CHECK (batch >= 0),
  document_id {id} NOT NULL,
  line_index {int} NOT NULL,
  PRIMARY KEY (tenant_id, contract_id, contract_line, period_index, batch),
  FOREIGN KEY (tenant_id, document_id, line_index) REFERENCES document_line (tenant_id, document_id, line_index)
) {narrow};

CREATE TABLE posting (
  tenant_id {int} NOT NULL,
  contract_id {id} NOT NULL,
  entry_no {int} NOT NULL,
  posting_no {int} NOT NULL,
  document_id {id},
  posted_on {date} NOT NULL,
  account {text} NOT NULL,
  amount_minor {long} NOT NULL,
  currency {text} NOT NULL,
  PRIMARY KEY (tenant_id, contract_id, entry_no, posting_no),
  FOREIGN KEY (tenant_id, document_id) REFERENCES document (tenant_id, document_id)
) {narrow};

-- The proof of the counter, written last. A trigger stands for its references: each number follows its neighbour or is
-- the series' first, and is the number of its document, so that a document has one number and a number one document. Of a
-- joint document it names the first part; the others bear the same number.
CREATE TABLE number (
  tenant_id {int} NOT NULL,
  series {text} NOT NULL,
  number {long} NOT NULL,
  document_id {id} NOT NULL,
  PRIMARY KEY (tenant_id, series, number)
) {narrow};

-- Read tables: folded from the events, replaced contract by contract.
CREATE TABLE contract (
  tenant_id {int} NOT NULL,
  contract_id {id} NOT NULL,
  customer_id {id} NOT NULL,
  reference {text} NOT NULL,
  plan_code {text} NOT NULL,
  status {text} NOT NULL,
  is_trial {flag} NOT NULL CHECK (is_trial IN (0, 1)),
  is_joint {flag} NOT NULL CHECK (is_joint IN (0, 1)),
  start_on {date} NOT NULL,
  end_on {date},
  term_start_on {date} NOT NULL,
  term_end_on {date} NOT NULL,
  term_count {int} NOT NULL,
  renewal_kind {text} NOT NULL,
  deadline_on {date},
  lock_in_on {date},
  end_reason {text},
  currency {text} NOT NULL,
  predecessor_id {id},
  successor_id {id},
  PRIMARY KEY (tenant_id, contract_id)
) {narrow};

CREATE INDEX contract_by_customer ON contract (tenant_id, customer_id, contract_id);
CREATE INDEX contract_by_reference ON contract (tenant_id, reference, contract_id);
CREATE INDEX contract_by_deadline ON contract (tenant_id, deadline_on, contract_id);

CREATE TABLE contract_line (
  tenant_id {int} NOT NULL,
  contract_id {id} NOT NULL,
  line {int} NOT NULL,
  charge_code {text} NOT NULL,
  product_code {text} NOT NULL,
  from_on {date} NOT NULL,
  to_on {date},
  quantity {text} NOT NULL,
  unit_price {text} NOT NULL,
  earned_until_on {date},
  PRIMARY KEY (tenant_id, contract_id, line)
) {narrow};

CREATE TABLE mrr_step (
  tenant_id {int} NOT NULL,
  contract_id {id} NOT NULL,
  on_day {date} NOT NULL,
  currency {text} NOT NULL,
  customer_id {id} NOT NULL,
  mrr {text} NOT NULL,
  cause {text} NOT NULL,
  PRIMARY KEY (tenant_id, contract_id, on_day, currency)
) {narrow};

CREATE TABLE due_work (
  tenant_id {int} NOT NULL,
  contract_id {id} NOT NULL,
  due_on {date} NOT NULL,
  PRIMARY KEY (tenant_id, contract_id),
  FOREIGN KEY (tenant_id, contract_id) REFERENCES contract_head (tenant_id, contract_id)
    DEFERRABLE INITIALLY DEFERRED
) {narrow};

CREATE INDEX due_work_by_day ON due_work (tenant_id, due_on, contract_id);

CREATE TABLE outbox (
  tenant_id {int} NOT NULL,
  outbox_id {id} NOT NULL,
  contract_id {id} NOT NULL,
  topic {text} NOT NULL,
  created_at {instant} NOT NULL,
  delivered_at {instant},
  body {text} NOT NULL,
  PRIMARY KEY (tenant_id, outbox_id)
) {wide};

CREATE INDEX outbox_pending ON outbox (tenant_id, outbox_id) WHERE delivered_at IS NULL;

CREATE TABLE inbox (
  tenant_id {int} NOT NULL,
  source {text} NOT NULL,
  external_id {text} NOT NULL,
  received_at {instant} NOT NULL,
  body {text} NOT NULL,
  PRIMARY KEY (tenant_id, source, external_id)
) {wide};

CREATE TABLE party (
  tenant_id {int} NOT NULL,
  party_id {id} NOT NULL,
  kind {text} NOT NULL,
  external_ref {text},
  PRIMARY KEY (tenant_id, party_id),
  UNIQUE (tenant_id, kind, external_ref)
) {narrow};

-- Erasable: people live here and nowhere else (CON-3).
CREATE TABLE party_profile (
  tenant_id {int} NOT NULL,
  party_id {id} NOT NULL,
  attributes {text} NOT NULL,
  PRIMARY KEY (tenant_id, party_id),
  FOREIGN KEY (tenant_id, party_id) REFERENCES party (tenant_id, party_id)
) {wide};

CREATE TABLE product (
  tenant_id {int} NOT NULL,
  product_id {id} NOT NULL,
  code {text} NOT NULL,
  name {text} NOT NULL,
  PRIMARY KEY (tenant_id, product_id),
  UNIQUE (tenant_id, code)
) {narrow};

CREATE TABLE plan (
  tenant_id {int} NOT NULL,
  plan_id {id} NOT NULL,
  code {text} NOT NULL,
  name {text} NOT NULL,
  PRIMARY KEY (tenant_id, plan_id),
  UNIQUE (tenant_id, code)
) {narrow};

-- What a seller calls a set of clauses that orders begin from. Orders freeze the clauses themselves (CON-1), so a policy may be
-- changed and dropped like the name of a plan. At most one is the default.
CREATE TABLE policy (
  tenant_id {int} NOT NULL,
  name {text} NOT NULL,
  is_default {flag} NOT NULL CHECK (is_default IN (0, 1)),
  body {text} NOT NULL,
  PRIMARY KEY (tenant_id, name)
) {narrow};

CREATE UNIQUE INDEX policy_default ON policy (tenant_id) WHERE is_default = 1;

-- Append-only: contracts were signed on it.
CREATE TABLE plan_version (
  tenant_id {int} NOT NULL,
  plan_version_id {id} NOT NULL,
  plan_id {id} NOT NULL,
  version {int} NOT NULL,
  body {text} NOT NULL,
  PRIMARY KEY (tenant_id, plan_version_id),
  UNIQUE (tenant_id, plan_id, version),
  FOREIGN KEY (tenant_id, plan_id) REFERENCES plan (tenant_id, plan_id)
) {wide};

-- Erasable: people's own words.
CREATE TABLE note (
  tenant_id {int} NOT NULL,
  note_id {id} NOT NULL,
  contract_id {id} NOT NULL,
  kind {text} NOT NULL,
  body {text} NOT NULL,
  PRIMARY KEY (tenant_id, note_id)
) {wide};

CREATE INDEX note_by_contract ON note (tenant_id, contract_id, note_id);

-- Append-only: roots over all heads, 256 bucket roots as one hexadecimal text.
CREATE TABLE seal (
  tenant_id {int} NOT NULL,
  seal_no {int} NOT NULL,
  root {bytes} NOT NULL,
  previous_root {bytes} NOT NULL,
  contract_count {int} NOT NULL,
  sealed_at {instant} NOT NULL,
  bucket_roots {text} NOT NULL,
  PRIMARY KEY (tenant_id, seal_no)
) {wide};
