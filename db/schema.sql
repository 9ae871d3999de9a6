-- Made by db/dumpSchema.ts from db/migrations; do not edit.

CREATE TABLE account (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  roles_json TEXT NOT NULL CHECK (json_valid(roles_json)),
  password_hash TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  failed_tries INTEGER NOT NULL CHECK (failed_tries >= 0),
  locked_until TEXT,
  created_at TEXT NOT NULL CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  created_by TEXT NOT NULL
, must_change INTEGER CHECK (must_change IN (0, 1))) STRICT;

CREATE TABLE act (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  round_id TEXT REFERENCES round (id) ON DELETE RESTRICT,
  application_id TEXT REFERENCES application (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind <> ''),
  label TEXT NOT NULL CHECK (label <> ''),
  payload_json TEXT NOT NULL CHECK (json_valid(payload_json)),
  done_by TEXT NOT NULL,
  done_at TEXT NOT NULL CHECK (done_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE act_step (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  act_id TEXT NOT NULL REFERENCES act (id) ON DELETE RESTRICT,
  step TEXT NOT NULL CHECK (step IN ('undone', 'redone')),
  payload_json TEXT NOT NULL CHECK (json_valid(payload_json)),
  stepped_at TEXT NOT NULL CHECK (stepped_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE allocation (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  frozen_list_id TEXT NOT NULL REFERENCES frozen_list (id) ON DELETE RESTRICT,
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  quota TEXT CHECK (quota IN ('in', 'waiting', 'tied')),
  entitled_fen INTEGER NOT NULL CHECK (entitled_fen >= 0),
  allocated_fen INTEGER NOT NULL CHECK (allocated_fen >= 0),
  UNIQUE (frozen_list_id, application_id)
) STRICT;

CREATE TABLE applicant (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  credit_code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  natural_person INTEGER NOT NULL CHECK (natural_person IN (0, 1)),
  UNIQUE (credit_code, name_key)
) STRICT;

CREATE TABLE application (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  round_id TEXT NOT NULL REFERENCES round (id) ON DELETE RESTRICT,
  applicant_id TEXT NOT NULL REFERENCES applicant (id) ON DELETE RESTRICT,
  application_no TEXT NOT NULL CHECK (application_no <> ''),
  applicant_name TEXT NOT NULL CHECK (applicant_name <> ''),
  article TEXT CHECK (article <> ''),
  article_text TEXT NOT NULL,
  industry TEXT NOT NULL,
  project_name TEXT NOT NULL,
  requested_fen INTEGER CHECK (requested_fen >= 0),
  score TEXT,
  facts_json TEXT NOT NULL CHECK (json_valid(facts_json)),
  source_file_id TEXT NOT NULL REFERENCES source_file (id) ON DELETE RESTRICT,
  sheet TEXT NOT NULL,
  row INTEGER NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  updated_at TEXT NOT NULL CHECK (updated_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  UNIQUE (round_id, application_no)
) STRICT;

CREATE TABLE application_change (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  revision INTEGER NOT NULL,
  changes_json TEXT NOT NULL CHECK (json_valid(changes_json)),
  reason TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at TEXT NOT NULL CHECK (changed_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE article_text (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  key TEXT NOT NULL,
  text_json TEXT NOT NULL CHECK (json_valid(text_json))
) STRICT;

CREATE TABLE assessment (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  revision INTEGER NOT NULL,
  article_hash TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('repealed', 'unmet', 'unset', 'unknown', 'met')),
  amount_fen INTEGER CHECK (amount_fen >= 0),
  result_json TEXT NOT NULL CHECK (json_valid(result_json)),
  inputs_json TEXT NOT NULL CHECK (json_valid(inputs_json)),
  assessed_at TEXT NOT NULL CHECK (assessed_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'), essence TEXT CHECK (length(essence) = 64),
  UNIQUE (id, application_id)
) STRICT;

CREATE TABLE assignment (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  account_id TEXT REFERENCES account (id) ON DELETE RESTRICT,
  assigned_by TEXT NOT NULL,
  assigned_at TEXT NOT NULL CHECK (assigned_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE attachment (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  material TEXT NOT NULL,
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  media TEXT NOT NULL CHECK (media IN ('pdf', 'png', 'jpeg', 'xlsx')),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  added_by TEXT NOT NULL,
  adder_name TEXT NOT NULL,
  added_at TEXT NOT NULL CHECK (added_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE attachment_withdrawal (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  attachment_id TEXT NOT NULL UNIQUE REFERENCES attachment (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  withdrawn_by TEXT NOT NULL,
  withdrawn_at TEXT NOT NULL CHECK (withdrawn_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE audit_log (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  at TEXT NOT NULL CHECK (at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action <> ''),
  subject TEXT NOT NULL,
  detail_json TEXT NOT NULL CHECK (json_valid(detail_json)),
  -- Hash over every row of seal as it stood when this entry was written.
  seals_hash TEXT NOT NULL CHECK (length(seals_hash) = 64),
  prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT;

CREATE TABLE contest_ruling (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  -- 'current', or the workspace whose work was adopted.
  chosen TEXT NOT NULL CHECK (chosen <> ''),
  -- Covers what was held up to here.
  held_seq INTEGER NOT NULL CHECK (held_seq > 0),
  reason TEXT NOT NULL CHECK (reason <> ''),
  ruled_by TEXT NOT NULL,
  ruler_name TEXT NOT NULL,
  ruled_at TEXT NOT NULL CHECK (ruled_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE decision (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  assessment_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('agree', 'refuse', 'hold', 'supplement')),
  amount_fen INTEGER CHECK (amount_fen >= 0),
  computed_fen INTEGER CHECK (computed_fen >= 0),
  overridden INTEGER NOT NULL CHECK (overridden IN (0, 1)),
  opinion TEXT NOT NULL,
  decided_by TEXT NOT NULL CHECK (decided_by <> ''),
  decider_name TEXT NOT NULL,
  decided_at TEXT NOT NULL CHECK (decided_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  CHECK ((kind = 'agree') = (amount_fen IS NOT NULL)),
  CHECK (overridden = 0 OR opinion <> ''),
  -- The assessment seen must be one of this very application.
  FOREIGN KEY (assessment_id, application_id) REFERENCES assessment (id, application_id) ON DELETE RESTRICT
) STRICT;

CREATE TABLE decision_withdrawal (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  decision_id TEXT NOT NULL UNIQUE REFERENCES decision (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  withdrawn_by TEXT NOT NULL,
  withdrawn_at TEXT NOT NULL CHECK (withdrawn_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE dispatch (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  round_id TEXT NOT NULL REFERENCES round (id) ON DELETE RESTRICT,
  number INTEGER NOT NULL CHECK (number > 0),
  -- SHA-256 of the file as it went out.
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  -- Application ids; [{id, name}]; table → newest seq when it went out: what is later was written here since.
  cases_json TEXT NOT NULL CHECK (json_valid(cases_json)),
  people_json TEXT NOT NULL CHECK (json_valid(people_json)),
  heads_json TEXT NOT NULL CHECK (json_valid(heads_json)),
  rules_hash TEXT NOT NULL CHECK (length(rules_hash) = 64),
  -- Lies in the package too: only who could open that can seal what comes back.
  return_key TEXT NOT NULL CHECK (length(return_key) = 64),
  due_on TEXT CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  made_by TEXT NOT NULL,
  maker_name TEXT NOT NULL,
  made_at TEXT NOT NULL CHECK (made_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  UNIQUE (round_id, number)
) STRICT;

CREATE TABLE draft (
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  account_id TEXT NOT NULL,
  opinion TEXT NOT NULL,
  saved_at TEXT NOT NULL CHECK (saved_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  PRIMARY KEY (application_id, account_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_filing (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
  number INTEGER NOT NULL CHECK (number > 0),
  organiser TEXT NOT NULL CHECK (organiser <> ''),
  organiser_key TEXT NOT NULL,
  credit_code TEXT NOT NULL,
  event_name TEXT NOT NULL CHECK (event_name <> ''),
  event_kind TEXT NOT NULL CHECK (event_kind IN ('大赛', '展会')),
  industry TEXT NOT NULL,
  place TEXT NOT NULL,
  starts_on TEXT NOT NULL CHECK (starts_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  ends_on TEXT NOT NULL CHECK (ends_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  filed_on TEXT NOT NULL CHECK (filed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  contact TEXT NOT NULL,
  note TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  enterer_name TEXT NOT NULL,
  entered_at TEXT NOT NULL CHECK (entered_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  CHECK (ends_on >= starts_on),
  UNIQUE (year, number)
) STRICT;

CREATE TABLE event_filing_step (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  filing_id TEXT NOT NULL REFERENCES event_filing (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('follow-up', 'audit', 'correction', 'link', 'cancelled')),
  application_id TEXT REFERENCES application (id) ON DELETE RESTRICT,
  happened_on TEXT NOT NULL CHECK (happened_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  words TEXT NOT NULL CHECK (words <> ''),
  changes_json TEXT NOT NULL CHECK (json_valid(changes_json)),
  done_by TEXT NOT NULL,
  doer_name TEXT NOT NULL,
  done_at TEXT NOT NULL CHECK (done_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  CHECK ((kind = 'link') = (application_id IS NOT NULL))
) STRICT;

CREATE TABLE expert_score (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  scheme_id TEXT NOT NULL REFERENCES scoring_scheme (id) ON DELETE RESTRICT,
  expert_id TEXT NOT NULL CHECK (expert_id <> ''),
  expert_name TEXT NOT NULL CHECK (expert_name <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('score', 'abstain')),
  scores_json TEXT NOT NULL CHECK (json_valid(scores_json)),
  comment TEXT NOT NULL,
  reason TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  entered_at TEXT NOT NULL CHECK (entered_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  CHECK (kind = 'score' OR comment <> '')
) STRICT;

CREATE TABLE file_sum (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  value TEXT NOT NULL CHECK (length(value) = 80)
) STRICT;

CREATE TABLE frozen_list (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  round_id TEXT NOT NULL REFERENCES round (id) ON DELETE RESTRICT,
  list_no TEXT NOT NULL UNIQUE CHECK (list_no <> ''),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  content_json TEXT NOT NULL CHECK (json_valid(content_json)),
  frozen_at TEXT NOT NULL CHECK (frozen_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  frozen_by TEXT NOT NULL
) STRICT;

CREATE TABLE held_record (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  merge_id TEXT NOT NULL REFERENCES package_merge (id) ON DELETE RESTRICT,
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  workspace TEXT NOT NULL CHECK (length(workspace) = 36),
  table_name TEXT NOT NULL CHECK (table_name <> ''),
  record_id TEXT NOT NULL CHECK (length(record_id) = 36),
  row_json TEXT NOT NULL CHECK (json_valid(row_json)),
  causes_json TEXT NOT NULL CHECK (json_valid(causes_json))
) STRICT;

CREATE TABLE "issued_paper" (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  round_id TEXT NOT NULL REFERENCES round (id) ON DELETE RESTRICT,
  frozen_list_id TEXT REFERENCES frozen_list (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind <> ''),
  number INTEGER NOT NULL CHECK (number > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  signed_on TEXT CHECK (signed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  start_on TEXT CHECK (start_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  end_on TEXT CHECK (end_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- [{applicationNo, standsOn: ids of the records it states}] of a paper that has no list; NULL where the list says it.
  cases_json TEXT CHECK (json_valid(cases_json)),
  -- Head of the audit chain printed on the paper; NULL in rows older than this step.
  audit_head TEXT CHECK (length(audit_head) = 64),
  issued_by TEXT NOT NULL,
  issuer_name TEXT NOT NULL,
  issued_at TEXT NOT NULL CHECK (issued_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  UNIQUE (round_id, kind, number),
  CHECK ((frozen_list_id IS NULL) = (cases_json IS NOT NULL))
) STRICT;

CREATE TABLE list_invalidation (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  frozen_list_id TEXT NOT NULL UNIQUE REFERENCES frozen_list (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  invalidated_at TEXT NOT NULL CHECK (invalidated_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  invalidated_by TEXT NOT NULL
) STRICT;

CREATE TABLE material (
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  name TEXT NOT NULL CHECK (name <> ''),
  provided INTEGER CHECK (provided IN (0, 1)),
  PRIMARY KEY (application_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE matter_ruling (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  other_key TEXT NOT NULL CHECK (other_key <> ''),
  ruling TEXT NOT NULL CHECK (ruling IN ('same', 'different')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  ruled_by TEXT NOT NULL,
  ruler_name TEXT NOT NULL,
  ruled_at TEXT NOT NULL CHECK (ruled_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
, seen TEXT CHECK (length(seen) = 64)) STRICT;

CREATE TABLE merge_undo (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  merge_id TEXT NOT NULL UNIQUE REFERENCES package_merge (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  undone_by TEXT NOT NULL,
  undoer_name TEXT NOT NULL,
  undone_at TEXT NOT NULL CHECK (undone_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE meta (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE objection (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  round_id TEXT NOT NULL REFERENCES round (id) ON DELETE RESTRICT,
  number INTEGER NOT NULL CHECK (number > 0),
  application_id TEXT REFERENCES application (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('objection', 'complaint', 'report')),
  person TEXT NOT NULL,
  signed TEXT NOT NULL CHECK (signed IN ('named', 'anonymous')),
  received_on TEXT NOT NULL CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  received_how TEXT NOT NULL CHECK (received_how <> ''),
  subject TEXT NOT NULL CHECK (subject <> ''),
  due_days INTEGER CHECK (due_days > 0),
  due_on TEXT CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  entered_by TEXT NOT NULL,
  enterer_name TEXT NOT NULL,
  entered_at TEXT NOT NULL CHECK (entered_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  UNIQUE (round_id, number),
  CHECK ((signed = 'named') = (person <> '')),
  CHECK ((due_days IS NULL) = (due_on IS NULL))
) STRICT;

CREATE TABLE objection_step (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  objection_id TEXT NOT NULL REFERENCES objection (id) ON DELETE RESTRICT,
  outcome TEXT CHECK (outcome IN ('upheld', 'partly', 'rejected', 'referred')),
  effect TEXT NOT NULL CHECK (effect IN ('none', 'reopened', 'withdrawn')),
  happened_on TEXT NOT NULL CHECK (happened_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  words TEXT NOT NULL CHECK (words <> ''),
  done_by TEXT NOT NULL,
  doer_name TEXT NOT NULL,
  done_at TEXT NOT NULL CHECK (done_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  CHECK (outcome IS NOT NULL OR effect = 'none')
) STRICT;

CREATE TABLE package_merge (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  dispatch_id TEXT NOT NULL REFERENCES dispatch (id) ON DELETE RESTRICT,
  -- The installation the records were made in, and the key it signs with: it keeps both.
  workspace TEXT NOT NULL CHECK (length(workspace) = 36),
  public_key TEXT NOT NULL CHECK (public_key <> ''),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  person_id TEXT NOT NULL,
  person_name TEXT NOT NULL,
  -- By the other computer's clock; the length and head of its audit chain say which package is later.
  returned_at TEXT NOT NULL CHECK (returned_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  chain_entries INTEGER NOT NULL CHECK (chain_entries > 0),
  chain_head TEXT NOT NULL CHECK (length(chain_head) = 64),
  -- Table → ids of what this merge added.
  added_json TEXT NOT NULL CHECK (json_valid(added_json)),
  held INTEGER NOT NULL CHECK (held >= 0),
  merged_by TEXT NOT NULL,
  merger_name TEXT NOT NULL,
  merged_at TEXT NOT NULL CHECK (merged_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE page_pin (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  condition TEXT NOT NULL CHECK (condition <> ''),
  attachment_id TEXT REFERENCES attachment (id) ON DELETE RESTRICT,
  page INTEGER CHECK (page > 0),
  pinned_by TEXT NOT NULL,
  pinned_at TEXT NOT NULL CHECK (pinned_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  CHECK ((attachment_id IS NULL) = (page IS NULL))
) STRICT;

CREATE TABLE parameter_version (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  key TEXT NOT NULL,
  value_json TEXT NOT NULL CHECK (json_valid(value_json)),
  basis TEXT NOT NULL CHECK (basis <> ''),
  effective_from TEXT NOT NULL CHECK (effective_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  origin TEXT NOT NULL CHECK (origin IN ('bureau', 'demo')),
  entered_by TEXT NOT NULL,
  entered_at TEXT NOT NULL CHECK (entered_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE personal_state (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  key TEXT NOT NULL CHECK (key <> ''),
  value_json TEXT NOT NULL CHECK (json_valid(value_json)),
  saved_at TEXT NOT NULL CHECK (saved_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  PRIMARY KEY (account_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE recusal (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  declared_by TEXT NOT NULL,
  declared_at TEXT NOT NULL CHECK (declared_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE recusal_lift (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  recusal_id TEXT NOT NULL UNIQUE REFERENCES recusal (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  lifted_by TEXT NOT NULL,
  lifted_at TEXT NOT NULL CHECK (lifted_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE reference_entry (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  list_id TEXT NOT NULL REFERENCES reference_list (id) ON DELETE RESTRICT,
  sheet TEXT NOT NULL,
  row INTEGER NOT NULL CHECK (row > 0),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  credit_code TEXT NOT NULL,
  facts_json TEXT NOT NULL CHECK (json_valid(facts_json)),
  CHECK (name <> '' OR credit_code <> '')
) STRICT;

CREATE TABLE reference_list (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  kind TEXT NOT NULL CHECK (kind IN ('own-round', 'other-bureau', 'restricted')),
  source TEXT NOT NULL CHECK (source <> ''),
  as_of TEXT CHECK (as_of GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  file_name TEXT NOT NULL,
  imported_by TEXT NOT NULL,
  imported_at TEXT NOT NULL CHECK (imported_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE reference_withdrawal (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  list_id TEXT NOT NULL UNIQUE REFERENCES reference_list (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  withdrawn_by TEXT NOT NULL,
  withdrawn_at TEXT NOT NULL CHECK (withdrawn_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE restriction_lift (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  entry_ids_json TEXT NOT NULL CHECK (json_valid(entry_ids_json)),
  reason TEXT NOT NULL CHECK (reason <> ''),
  lifted_by TEXT NOT NULL,
  lifter_name TEXT NOT NULL,
  lifted_at TEXT NOT NULL CHECK (lifted_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE round (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  year INTEGER NOT NULL,
  batch INTEGER NOT NULL CHECK (batch > 0),
  budget_fen INTEGER NOT NULL CHECK (budget_fen >= 0),
  policy_on TEXT NOT NULL CHECK (policy_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  window_from TEXT CHECK (window_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  window_to TEXT CHECK (window_to GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  rules_json TEXT NOT NULL CHECK (json_valid(rules_json)),
  demo INTEGER NOT NULL CHECK (demo IN (0, 1)),
  sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
  created_at TEXT NOT NULL CHECK (created_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  created_by TEXT NOT NULL, discarded_at TEXT,
  UNIQUE (year, batch)
) STRICT;

CREATE TABLE round_closing (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  round_id TEXT NOT NULL UNIQUE REFERENCES round (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  closed_by TEXT NOT NULL,
  closer_name TEXT NOT NULL,
  closed_at TEXT NOT NULL CHECK (closed_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE round_parameter (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  round_id TEXT NOT NULL REFERENCES round (id) ON DELETE RESTRICT,
  key TEXT NOT NULL,
  parameter_version_id TEXT NOT NULL REFERENCES parameter_version (id) ON DELETE RESTRICT,
  used_from TEXT NOT NULL CHECK (used_from GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE round_parameter_end (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  round_parameter_id TEXT NOT NULL UNIQUE REFERENCES round_parameter (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  ended_by TEXT NOT NULL,
  ended_at TEXT NOT NULL CHECK (ended_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE scoring_panel (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  round_id TEXT NOT NULL REFERENCES round (id) ON DELETE RESTRICT,
  article TEXT NOT NULL CHECK (article <> ''),
  experts_json TEXT NOT NULL CHECK (json_valid(experts_json)),
  set_by TEXT NOT NULL,
  set_at TEXT NOT NULL CHECK (set_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE scoring_scheme (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  round_id TEXT NOT NULL REFERENCES round (id) ON DELETE RESTRICT,
  article TEXT NOT NULL CHECK (article <> ''),
  scheme_json TEXT NOT NULL CHECK (json_valid(scheme_json)),
  basis TEXT NOT NULL CHECK (basis <> ''),
  set_by TEXT NOT NULL,
  set_at TEXT NOT NULL CHECK (set_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE seal (
  table_name TEXT NOT NULL PRIMARY KEY,
  rows INTEGER NOT NULL CHECK (rows >= 0),
  sum TEXT NOT NULL CHECK (length(sum) = 64)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  key TEXT NOT NULL UNIQUE,
  value_json TEXT NOT NULL CHECK (json_valid(value_json))
) STRICT;

CREATE TABLE source_file (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  file_name TEXT NOT NULL,
  imported_at TEXT NOT NULL CHECK (imported_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  imported_by TEXT NOT NULL
) STRICT;

CREATE TABLE stage_move (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  from_stage TEXT NOT NULL,
  to_stage TEXT NOT NULL CHECK (to_stage <> ''),
  moved_by TEXT NOT NULL CHECK (moved_by <> ''),
  mover_name TEXT NOT NULL,
  moved_at TEXT NOT NULL CHECK (moved_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  reason TEXT NOT NULL
) STRICT;

CREATE TABLE supplement_close (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  request_id TEXT NOT NULL UNIQUE REFERENCES supplement_request (id) ON DELETE RESTRICT,
  outcome TEXT NOT NULL CHECK (outcome IN ('complete', 'partial', 'overdue', 'cancelled')),
  received_on TEXT CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  words TEXT NOT NULL,
  closed_by TEXT NOT NULL,
  closer_name TEXT NOT NULL,
  closed_at TEXT NOT NULL CHECK (closed_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z'),
  CHECK (outcome = 'complete' OR words <> ''),
  CHECK ((outcome IN ('complete', 'partial')) = (received_on IS NOT NULL))
) STRICT;

CREATE TABLE supplement_request (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  items_json TEXT NOT NULL CHECK (json_valid(items_json)),
  told_on TEXT NOT NULL CHECK (told_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  due_days INTEGER NOT NULL CHECK (due_days > 0),
  due_on TEXT NOT NULL CHECK (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  again_reason TEXT NOT NULL,
  requested_by TEXT NOT NULL,
  requester_name TEXT NOT NULL,
  requested_at TEXT NOT NULL CHECK (requested_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
) STRICT;

CREATE TABLE tie_ruling (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  round_id TEXT NOT NULL REFERENCES round (id) ON DELETE RESTRICT,
  article TEXT NOT NULL,
  industry TEXT NOT NULL,
  application_nos_json TEXT NOT NULL CHECK (json_valid(application_nos_json)),
  reason TEXT NOT NULL CHECK (reason <> ''),
  ruled_by TEXT NOT NULL,
  ruled_at TEXT NOT NULL CHECK (ruled_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T??:??:??.???Z')
, tied_nos_json TEXT CHECK (json_valid(tied_nos_json))) STRICT;

CREATE INDEX act_by_application ON act (application_id);

CREATE INDEX act_by_person ON act (done_by, seq);

CREATE INDEX act_step_by_act ON act_step (act_id, seq);

CREATE INDEX allocation_by_application ON allocation (application_id);

CREATE INDEX applicant_by_name_key ON applicant (name_key);

CREATE INDEX application_by_applicant ON application (applicant_id);

CREATE INDEX application_by_source_file ON application (source_file_id);

CREATE INDEX application_change_by_application ON application_change (application_id, seq);

CREATE INDEX assessment_by_application ON assessment (application_id, seq);

CREATE INDEX assignment_by_account ON assignment (account_id);

CREATE INDEX assignment_by_application ON assignment (application_id, seq);

CREATE INDEX attachment_by_application ON attachment (application_id, seq);

CREATE INDEX attachment_by_sha256 ON attachment (sha256);

CREATE INDEX contest_ruling_by_application ON contest_ruling (application_id, seq);

CREATE INDEX decision_by_application ON decision (application_id, seq);

CREATE INDEX decision_by_assessment ON decision (assessment_id, application_id);

CREATE INDEX event_filing_by_code ON event_filing (credit_code);

CREATE INDEX event_filing_by_organiser ON event_filing (organiser_key);

CREATE INDEX event_filing_step_by_application ON event_filing_step (application_id);

CREATE INDEX event_filing_step_by_filing ON event_filing_step (filing_id, seq);

CREATE INDEX expert_score_by_application ON expert_score (application_id, seq);

CREATE INDEX expert_score_by_scheme ON expert_score (scheme_id);

CREATE INDEX frozen_list_by_round ON frozen_list (round_id, seq);

CREATE INDEX held_record_by_application ON held_record (application_id, seq);

CREATE INDEX held_record_by_merge ON held_record (merge_id);

CREATE INDEX held_record_by_record ON held_record (record_id);

CREATE INDEX issued_paper_by_list ON issued_paper (frozen_list_id, seq);

CREATE INDEX matter_ruling_by_application ON matter_ruling (application_id, seq);

CREATE INDEX objection_by_application ON objection (application_id);

CREATE INDEX objection_step_by_objection ON objection_step (objection_id, seq);

CREATE INDEX package_merge_by_dispatch ON package_merge (dispatch_id, seq);

CREATE INDEX page_pin_by_application ON page_pin (application_id, seq);

CREATE INDEX parameter_version_by_key ON parameter_version (key, seq);

CREATE INDEX recusal_by_account ON recusal (account_id);

CREATE INDEX recusal_by_application ON recusal (application_id, account_id);

CREATE INDEX reference_entry_by_code ON reference_entry (credit_code);

CREATE INDEX reference_entry_by_list ON reference_entry (list_id, seq);

CREATE INDEX reference_entry_by_name ON reference_entry (name_key);

CREATE INDEX restriction_lift_by_application ON restriction_lift (application_id, seq);

CREATE INDEX round_parameter_by_key ON round_parameter (round_id, key, seq);

CREATE INDEX round_parameter_by_version ON round_parameter (parameter_version_id);

CREATE INDEX scoring_panel_by_article ON scoring_panel (round_id, article, seq);

CREATE INDEX scoring_scheme_by_article ON scoring_scheme (round_id, article, seq);

CREATE INDEX source_file_by_sha256 ON source_file (sha256);

CREATE INDEX stage_move_by_application ON stage_move (application_id, seq);

CREATE INDEX supplement_request_by_application ON supplement_request (application_id, seq);

CREATE INDEX tie_ruling_by_group ON tie_ruling (round_id, article, industry, seq);

CREATE TRIGGER account_no_delete BEFORE DELETE ON account
BEGIN SELECT RAISE(ABORT, '记录不可删除（account）'); END;

CREATE TRIGGER act_no_delete BEFORE DELETE ON act
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（act）'); END;

CREATE TRIGGER act_no_replace BEFORE INSERT ON act
WHEN EXISTS (SELECT 1 FROM act WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM act WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（act）'); END;

CREATE TRIGGER act_no_update BEFORE UPDATE ON act
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（act）'); END;

CREATE TRIGGER act_step_no_delete BEFORE DELETE ON act_step
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（act_step）'); END;

CREATE TRIGGER act_step_no_replace BEFORE INSERT ON act_step
WHEN EXISTS (SELECT 1 FROM act_step WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM act_step WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（act_step）'); END;

CREATE TRIGGER act_step_no_update BEFORE UPDATE ON act_step
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（act_step）'); END;

CREATE TRIGGER allocation_four_eyes BEFORE INSERT ON allocation
WHEN EXISTS (SELECT 1 FROM frozen_list f JOIN decision d ON d.decider_name = f.frozen_by
  WHERE f.id = NEW.frozen_list_id AND d.application_id = NEW.application_id AND d.decided_by <> '命令行')
BEGIN SELECT RAISE(ABORT, '本人拟定过意见的申报不能由本人审定，请换另一位科长定稿'); END;

CREATE TRIGGER allocation_no_delete BEFORE DELETE ON allocation
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（allocation）'); END;

CREATE TRIGGER allocation_no_replace BEFORE INSERT ON allocation
WHEN EXISTS (SELECT 1 FROM allocation WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM allocation WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM allocation WHERE (frozen_list_id = NEW.frozen_list_id AND application_id = NEW.application_id))
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（allocation）'); END;

CREATE TRIGGER allocation_no_update BEFORE UPDATE ON allocation
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（allocation）'); END;

CREATE TRIGGER applicant_no_delete BEFORE DELETE ON applicant
BEGIN SELECT RAISE(ABORT, '记录不可删除（applicant）'); END;

CREATE TRIGGER application_change_no_delete BEFORE DELETE ON application_change
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（application_change）'); END;

CREATE TRIGGER application_change_no_replace BEFORE INSERT ON application_change
WHEN EXISTS (SELECT 1 FROM application_change WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM application_change WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（application_change）'); END;

CREATE TRIGGER application_change_no_update BEFORE UPDATE ON application_change
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（application_change）'); END;

CREATE TRIGGER application_no_delete BEFORE DELETE ON application
BEGIN SELECT RAISE(ABORT, '记录不可删除（application）'); END;

CREATE TRIGGER article_text_no_delete BEFORE DELETE ON article_text
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（article_text）'); END;

CREATE TRIGGER article_text_no_replace BEFORE INSERT ON article_text
WHEN EXISTS (SELECT 1 FROM article_text WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM article_text WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM article_text WHERE hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（article_text）'); END;

CREATE TRIGGER article_text_no_update BEFORE UPDATE ON article_text
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（article_text）'); END;

CREATE TRIGGER assessment_no_delete BEFORE DELETE ON assessment
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（assessment）'); END;

CREATE TRIGGER assessment_no_replace BEFORE INSERT ON assessment
WHEN EXISTS (SELECT 1 FROM assessment WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM assessment WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（assessment）'); END;

CREATE TRIGGER assessment_no_update BEFORE UPDATE ON assessment
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（assessment）'); END;

CREATE TRIGGER assignment_no_delete BEFORE DELETE ON assignment
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（assignment）'); END;

CREATE TRIGGER assignment_no_replace BEFORE INSERT ON assignment
WHEN EXISTS (SELECT 1 FROM assignment WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM assignment WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（assignment）'); END;

CREATE TRIGGER assignment_no_update BEFORE UPDATE ON assignment
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（assignment）'); END;

CREATE TRIGGER assignment_recused BEFORE INSERT ON assignment
WHEN NEW.account_id IS NOT NULL AND EXISTS (
  SELECT 1 FROM recusal r WHERE r.application_id = NEW.application_id AND r.account_id = NEW.account_id
    AND NOT EXISTS (SELECT 1 FROM recusal_lift WHERE recusal_id = r.id))
BEGIN SELECT RAISE(ABORT, '此人已对这件申报声明回避，不能派给他办理'); END;

CREATE TRIGGER attachment_no_delete BEFORE DELETE ON attachment
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（attachment）'); END;

CREATE TRIGGER attachment_no_replace BEFORE INSERT ON attachment
WHEN EXISTS (SELECT 1 FROM attachment WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM attachment WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（attachment）'); END;

CREATE TRIGGER attachment_no_update BEFORE UPDATE ON attachment
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（attachment）'); END;

CREATE TRIGGER attachment_withdrawal_no_delete BEFORE DELETE ON attachment_withdrawal
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（attachment_withdrawal）'); END;

CREATE TRIGGER attachment_withdrawal_no_replace BEFORE INSERT ON attachment_withdrawal
WHEN EXISTS (SELECT 1 FROM attachment_withdrawal WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM attachment_withdrawal WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM attachment_withdrawal WHERE attachment_id = NEW.attachment_id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（attachment_withdrawal）'); END;

CREATE TRIGGER attachment_withdrawal_no_update BEFORE UPDATE ON attachment_withdrawal
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（attachment_withdrawal）'); END;

CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（audit_log）'); END;

CREATE TRIGGER audit_log_no_replace BEFORE INSERT ON audit_log
WHEN EXISTS (SELECT 1 FROM audit_log WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM audit_log WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM audit_log WHERE hash = NEW.hash)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（audit_log）'); END;

CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（audit_log）'); END;

CREATE TRIGGER contest_ruling_no_delete BEFORE DELETE ON contest_ruling
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（contest_ruling）'); END;

CREATE TRIGGER contest_ruling_no_replace BEFORE INSERT ON contest_ruling
WHEN EXISTS (SELECT 1 FROM contest_ruling WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM contest_ruling WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（contest_ruling）'); END;

CREATE TRIGGER contest_ruling_no_update BEFORE UPDATE ON contest_ruling
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（contest_ruling）'); END;

CREATE TRIGGER decision_four_eyes BEFORE INSERT ON decision
WHEN NEW.decided_by <> '命令行' AND EXISTS (
  SELECT 1 FROM stage_move WHERE application_id = NEW.application_id AND moved_by = NEW.decided_by
    AND (from_stage = '复核' AND to_stage = '审定' OR from_stage = '审定' AND to_stage IN ('公示', '不予支持')))
BEGIN SELECT RAISE(ABORT, '本人复核或审定过的申报不能再由本人拟定意见，请换其他人办理'); END;

CREATE TRIGGER decision_listed BEFORE INSERT ON decision
WHEN NEW.decided_by <> '命令行' AND EXISTS (SELECT 1 FROM allocation a JOIN frozen_list f ON f.id = a.frozen_list_id
  WHERE a.application_id = NEW.application_id AND f.frozen_by = NEW.decider_name)
BEGIN SELECT RAISE(ABORT, '本人审定过的申报不能再由本人拟定意见，请换其他人办理'); END;

CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（decision）'); END;

CREATE TRIGGER decision_no_replace BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM decision WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM decision WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（decision）'); END;

CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（decision）'); END;

CREATE TRIGGER decision_recused BEFORE INSERT ON decision
WHEN EXISTS (
  SELECT 1 FROM recusal r WHERE r.application_id = NEW.application_id AND r.account_id = NEW.decided_by
    AND NOT EXISTS (SELECT 1 FROM recusal_lift WHERE recusal_id = r.id))
BEGIN SELECT RAISE(ABORT, '您已对这件申报声明回避，不能拟定意见，请换其他人办理'); END;

CREATE TRIGGER decision_withdrawal_no_delete BEFORE DELETE ON decision_withdrawal
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（decision_withdrawal）'); END;

CREATE TRIGGER decision_withdrawal_no_replace BEFORE INSERT ON decision_withdrawal
WHEN EXISTS (SELECT 1 FROM decision_withdrawal WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM decision_withdrawal WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM decision_withdrawal WHERE decision_id = NEW.decision_id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（decision_withdrawal）'); END;

CREATE TRIGGER decision_withdrawal_no_update BEFORE UPDATE ON decision_withdrawal
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（decision_withdrawal）'); END;

CREATE TRIGGER dispatch_no_delete BEFORE DELETE ON dispatch
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（dispatch）'); END;

CREATE TRIGGER dispatch_no_replace BEFORE INSERT ON dispatch
WHEN EXISTS (SELECT 1 FROM dispatch WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM dispatch WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM dispatch WHERE (round_id = NEW.round_id AND number = NEW.number))
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（dispatch）'); END;

CREATE TRIGGER dispatch_no_update BEFORE UPDATE ON dispatch
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（dispatch）'); END;

CREATE TRIGGER event_filing_no_delete BEFORE DELETE ON event_filing
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（event_filing）'); END;

CREATE TRIGGER event_filing_no_replace BEFORE INSERT ON event_filing
WHEN EXISTS (SELECT 1 FROM event_filing WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM event_filing WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM event_filing WHERE (year = NEW.year AND number = NEW.number))
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（event_filing）'); END;

CREATE TRIGGER event_filing_no_update BEFORE UPDATE ON event_filing
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（event_filing）'); END;

CREATE TRIGGER event_filing_step_no_delete BEFORE DELETE ON event_filing_step
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（event_filing_step）'); END;

CREATE TRIGGER event_filing_step_no_replace BEFORE INSERT ON event_filing_step
WHEN EXISTS (SELECT 1 FROM event_filing_step WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM event_filing_step WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（event_filing_step）'); END;

CREATE TRIGGER event_filing_step_no_update BEFORE UPDATE ON event_filing_step
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（event_filing_step）'); END;

CREATE TRIGGER expert_score_no_delete BEFORE DELETE ON expert_score
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（expert_score）'); END;

CREATE TRIGGER expert_score_no_replace BEFORE INSERT ON expert_score
WHEN EXISTS (SELECT 1 FROM expert_score WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM expert_score WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（expert_score）'); END;

CREATE TRIGGER expert_score_no_update BEFORE UPDATE ON expert_score
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（expert_score）'); END;

CREATE TRIGGER frozen_list_contested BEFORE INSERT ON frozen_list
WHEN EXISTS (
  SELECT 1 FROM application a JOIN held_record h ON h.application_id = a.id
  WHERE a.round_id = NEW.round_id
    AND NOT EXISTS (SELECT 1 FROM contest_ruling r WHERE r.application_id = a.id AND r.held_seq >= h.seq)
    AND NOT EXISTS (SELECT 1 FROM merge_undo u WHERE u.merge_id = h.merge_id))
BEGIN SELECT RAISE(ABORT, '合并回收包后还有争议件没有裁定，不能定稿；请先在“交换”中逐件裁定'); END;

CREATE TRIGGER frozen_list_no_delete BEFORE DELETE ON frozen_list
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（frozen_list）'); END;

CREATE TRIGGER frozen_list_no_replace BEFORE INSERT ON frozen_list
WHEN EXISTS (SELECT 1 FROM frozen_list WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM frozen_list WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM frozen_list WHERE list_no = NEW.list_no)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（frozen_list）'); END;

CREATE TRIGGER frozen_list_no_update BEFORE UPDATE ON frozen_list
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（frozen_list）'); END;

CREATE TRIGGER held_record_no_delete BEFORE DELETE ON held_record
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（held_record）'); END;

CREATE TRIGGER held_record_no_replace BEFORE INSERT ON held_record
WHEN EXISTS (SELECT 1 FROM held_record WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM held_record WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（held_record）'); END;

CREATE TRIGGER held_record_no_update BEFORE UPDATE ON held_record
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（held_record）'); END;

CREATE TRIGGER issued_paper_no_delete BEFORE DELETE ON issued_paper
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（issued_paper）'); END;

CREATE TRIGGER issued_paper_no_replace BEFORE INSERT ON issued_paper
WHEN EXISTS (SELECT 1 FROM issued_paper WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM issued_paper WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM issued_paper WHERE round_id = NEW.round_id AND kind = NEW.kind AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（issued_paper）'); END;

CREATE TRIGGER issued_paper_no_update BEFORE UPDATE ON issued_paper
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（issued_paper）'); END;

CREATE TRIGGER list_invalidation_no_delete BEFORE DELETE ON list_invalidation
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（list_invalidation）'); END;

CREATE TRIGGER list_invalidation_no_replace BEFORE INSERT ON list_invalidation
WHEN EXISTS (SELECT 1 FROM list_invalidation WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM list_invalidation WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM list_invalidation WHERE frozen_list_id = NEW.frozen_list_id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（list_invalidation）'); END;

CREATE TRIGGER list_invalidation_no_update BEFORE UPDATE ON list_invalidation
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（list_invalidation）'); END;

CREATE TRIGGER material_no_delete BEFORE DELETE ON material
BEGIN SELECT RAISE(ABORT, '记录不可删除（material）'); END;

CREATE TRIGGER matter_ruling_no_delete BEFORE DELETE ON matter_ruling
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（matter_ruling）'); END;

CREATE TRIGGER matter_ruling_no_replace BEFORE INSERT ON matter_ruling
WHEN EXISTS (SELECT 1 FROM matter_ruling WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM matter_ruling WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（matter_ruling）'); END;

CREATE TRIGGER matter_ruling_no_update BEFORE UPDATE ON matter_ruling
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（matter_ruling）'); END;

CREATE TRIGGER merge_undo_no_delete BEFORE DELETE ON merge_undo
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（merge_undo）'); END;

CREATE TRIGGER merge_undo_no_replace BEFORE INSERT ON merge_undo
WHEN EXISTS (SELECT 1 FROM merge_undo WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM merge_undo WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM merge_undo WHERE merge_id = NEW.merge_id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（merge_undo）'); END;

CREATE TRIGGER merge_undo_no_update BEFORE UPDATE ON merge_undo
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（merge_undo）'); END;

CREATE TRIGGER meta_no_delete BEFORE DELETE ON meta
BEGIN SELECT RAISE(ABORT, '记录不可删除（meta）'); END;

CREATE TRIGGER objection_no_delete BEFORE DELETE ON objection
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（objection）'); END;

CREATE TRIGGER objection_no_replace BEFORE INSERT ON objection
WHEN EXISTS (SELECT 1 FROM objection WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM objection WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM objection WHERE round_id = NEW.round_id AND number = NEW.number)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（objection）'); END;

CREATE TRIGGER objection_no_update BEFORE UPDATE ON objection
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（objection）'); END;

CREATE TRIGGER objection_step_no_delete BEFORE DELETE ON objection_step
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（objection_step）'); END;

CREATE TRIGGER objection_step_no_replace BEFORE INSERT ON objection_step
WHEN EXISTS (SELECT 1 FROM objection_step WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM objection_step WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（objection_step）'); END;

CREATE TRIGGER objection_step_no_update BEFORE UPDATE ON objection_step
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（objection_step）'); END;

CREATE TRIGGER package_merge_no_delete BEFORE DELETE ON package_merge
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（package_merge）'); END;

CREATE TRIGGER package_merge_no_replace BEFORE INSERT ON package_merge
WHEN EXISTS (SELECT 1 FROM package_merge WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM package_merge WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（package_merge）'); END;

CREATE TRIGGER package_merge_no_update BEFORE UPDATE ON package_merge
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（package_merge）'); END;

CREATE TRIGGER page_pin_no_delete BEFORE DELETE ON page_pin
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（page_pin）'); END;

CREATE TRIGGER page_pin_no_replace BEFORE INSERT ON page_pin
WHEN EXISTS (SELECT 1 FROM page_pin WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM page_pin WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（page_pin）'); END;

CREATE TRIGGER page_pin_no_update BEFORE UPDATE ON page_pin
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（page_pin）'); END;

CREATE TRIGGER parameter_version_no_delete BEFORE DELETE ON parameter_version
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（parameter_version）'); END;

CREATE TRIGGER parameter_version_no_replace BEFORE INSERT ON parameter_version
WHEN EXISTS (SELECT 1 FROM parameter_version WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM parameter_version WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（parameter_version）'); END;

CREATE TRIGGER parameter_version_no_update BEFORE UPDATE ON parameter_version
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（parameter_version）'); END;

CREATE TRIGGER recusal_lift_no_delete BEFORE DELETE ON recusal_lift
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（recusal_lift）'); END;

CREATE TRIGGER recusal_lift_no_replace BEFORE INSERT ON recusal_lift
WHEN EXISTS (SELECT 1 FROM recusal_lift WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM recusal_lift WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM recusal_lift WHERE recusal_id = NEW.recusal_id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（recusal_lift）'); END;

CREATE TRIGGER recusal_lift_no_update BEFORE UPDATE ON recusal_lift
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（recusal_lift）'); END;

CREATE TRIGGER recusal_lift_own BEFORE INSERT ON recusal_lift
WHEN EXISTS (SELECT 1 FROM recusal WHERE id = NEW.recusal_id AND account_id = NEW.lifted_by)
BEGIN SELECT RAISE(ABORT, '本人的回避须由另一位科长解除'); END;

CREATE TRIGGER recusal_no_delete BEFORE DELETE ON recusal
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（recusal）'); END;

CREATE TRIGGER recusal_no_replace BEFORE INSERT ON recusal
WHEN EXISTS (SELECT 1 FROM recusal WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM recusal WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（recusal）'); END;

CREATE TRIGGER recusal_no_update BEFORE UPDATE ON recusal
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（recusal）'); END;

CREATE TRIGGER reference_entry_no_delete BEFORE DELETE ON reference_entry
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（reference_entry）'); END;

CREATE TRIGGER reference_entry_no_replace BEFORE INSERT ON reference_entry
WHEN EXISTS (SELECT 1 FROM reference_entry WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM reference_entry WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（reference_entry）'); END;

CREATE TRIGGER reference_entry_no_update BEFORE UPDATE ON reference_entry
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（reference_entry）'); END;

CREATE TRIGGER reference_list_no_delete BEFORE DELETE ON reference_list
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（reference_list）'); END;

CREATE TRIGGER reference_list_no_replace BEFORE INSERT ON reference_list
WHEN EXISTS (SELECT 1 FROM reference_list WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM reference_list WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（reference_list）'); END;

CREATE TRIGGER reference_list_no_update BEFORE UPDATE ON reference_list
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（reference_list）'); END;

CREATE TRIGGER reference_withdrawal_no_delete BEFORE DELETE ON reference_withdrawal
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（reference_withdrawal）'); END;

CREATE TRIGGER reference_withdrawal_no_replace BEFORE INSERT ON reference_withdrawal
WHEN EXISTS (SELECT 1 FROM reference_withdrawal WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM reference_withdrawal WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM reference_withdrawal WHERE list_id = NEW.list_id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（reference_withdrawal）'); END;

CREATE TRIGGER reference_withdrawal_no_update BEFORE UPDATE ON reference_withdrawal
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（reference_withdrawal）'); END;

CREATE TRIGGER restriction_lift_no_delete BEFORE DELETE ON restriction_lift
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（restriction_lift）'); END;

CREATE TRIGGER restriction_lift_no_replace BEFORE INSERT ON restriction_lift
WHEN EXISTS (SELECT 1 FROM restriction_lift WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM restriction_lift WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（restriction_lift）'); END;

CREATE TRIGGER restriction_lift_no_update BEFORE UPDATE ON restriction_lift
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（restriction_lift）'); END;

CREATE TRIGGER round_closing_no_delete BEFORE DELETE ON round_closing
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（round_closing）'); END;

CREATE TRIGGER round_closing_no_replace BEFORE INSERT ON round_closing
WHEN EXISTS (SELECT 1 FROM round_closing WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM round_closing WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM round_closing WHERE round_id = NEW.round_id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（round_closing）'); END;

CREATE TRIGGER round_closing_no_update BEFORE UPDATE ON round_closing
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（round_closing）'); END;

CREATE TRIGGER round_no_delete BEFORE DELETE ON round
BEGIN SELECT RAISE(ABORT, '记录不可删除（round）'); END;

CREATE TRIGGER round_parameter_end_no_delete BEFORE DELETE ON round_parameter_end
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（round_parameter_end）'); END;

CREATE TRIGGER round_parameter_end_no_replace BEFORE INSERT ON round_parameter_end
WHEN EXISTS (SELECT 1 FROM round_parameter_end WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM round_parameter_end WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM round_parameter_end WHERE round_parameter_id = NEW.round_parameter_id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（round_parameter_end）'); END;

CREATE TRIGGER round_parameter_end_no_update BEFORE UPDATE ON round_parameter_end
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（round_parameter_end）'); END;

CREATE TRIGGER round_parameter_no_delete BEFORE DELETE ON round_parameter
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（round_parameter）'); END;

CREATE TRIGGER round_parameter_no_replace BEFORE INSERT ON round_parameter
WHEN EXISTS (SELECT 1 FROM round_parameter WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM round_parameter WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（round_parameter）'); END;

CREATE TRIGGER round_parameter_no_update BEFORE UPDATE ON round_parameter
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（round_parameter）'); END;

CREATE TRIGGER scoring_panel_no_delete BEFORE DELETE ON scoring_panel
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（scoring_panel）'); END;

CREATE TRIGGER scoring_panel_no_replace BEFORE INSERT ON scoring_panel
WHEN EXISTS (SELECT 1 FROM scoring_panel WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM scoring_panel WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（scoring_panel）'); END;

CREATE TRIGGER scoring_panel_no_update BEFORE UPDATE ON scoring_panel
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（scoring_panel）'); END;

CREATE TRIGGER scoring_scheme_no_delete BEFORE DELETE ON scoring_scheme
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（scoring_scheme）'); END;

CREATE TRIGGER scoring_scheme_no_replace BEFORE INSERT ON scoring_scheme
WHEN EXISTS (SELECT 1 FROM scoring_scheme WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM scoring_scheme WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（scoring_scheme）'); END;

CREATE TRIGGER scoring_scheme_no_update BEFORE UPDATE ON scoring_scheme
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（scoring_scheme）'); END;

CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal
BEGIN SELECT RAISE(ABORT, '封存计数不可删除'); END;

CREATE TRIGGER setting_no_delete BEFORE DELETE ON setting
BEGIN SELECT RAISE(ABORT, '记录不可删除（setting）'); END;

CREATE TRIGGER source_file_no_delete BEFORE DELETE ON source_file
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（source_file）'); END;

CREATE TRIGGER source_file_no_replace BEFORE INSERT ON source_file
WHEN EXISTS (SELECT 1 FROM source_file WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM source_file WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（source_file）'); END;

CREATE TRIGGER source_file_no_update BEFORE UPDATE ON source_file
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（source_file）'); END;

CREATE TRIGGER stage_move_four_eyes BEFORE INSERT ON stage_move
WHEN (NEW.from_stage = '复核' AND NEW.to_stage = '审定' OR NEW.from_stage = '审定' AND NEW.to_stage IN ('公示', '不予支持'))
  AND NEW.moved_by <> '命令行'
  AND EXISTS (SELECT 1 FROM decision WHERE application_id = NEW.application_id AND decided_by = NEW.moved_by)
BEGIN SELECT RAISE(ABORT, '本人拟定过意见的申报不能由本人复核或审定，请换其他人办理'); END;

CREATE TRIGGER stage_move_no_delete BEFORE DELETE ON stage_move
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（stage_move）'); END;

CREATE TRIGGER stage_move_no_replace BEFORE INSERT ON stage_move
WHEN EXISTS (SELECT 1 FROM stage_move WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM stage_move WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（stage_move）'); END;

CREATE TRIGGER stage_move_no_update BEFORE UPDATE ON stage_move
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（stage_move）'); END;

CREATE TRIGGER stage_move_recused BEFORE INSERT ON stage_move
WHEN EXISTS (
  SELECT 1 FROM recusal r WHERE r.application_id = NEW.application_id AND r.account_id = NEW.moved_by
    AND NOT EXISTS (SELECT 1 FROM recusal_lift WHERE recusal_id = r.id))
BEGIN SELECT RAISE(ABORT, '您已对这件申报声明回避，不能办理，请换其他人办理'); END;

CREATE TRIGGER supplement_close_no_delete BEFORE DELETE ON supplement_close
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（supplement_close）'); END;

CREATE TRIGGER supplement_close_no_replace BEFORE INSERT ON supplement_close
WHEN EXISTS (SELECT 1 FROM supplement_close WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM supplement_close WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM supplement_close WHERE request_id = NEW.request_id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（supplement_close）'); END;

CREATE TRIGGER supplement_close_no_update BEFORE UPDATE ON supplement_close
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（supplement_close）'); END;

CREATE TRIGGER supplement_request_no_delete BEFORE DELETE ON supplement_request
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（supplement_request）'); END;

CREATE TRIGGER supplement_request_no_replace BEFORE INSERT ON supplement_request
WHEN EXISTS (SELECT 1 FROM supplement_request WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM supplement_request WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（supplement_request）'); END;

CREATE TRIGGER supplement_request_no_update BEFORE UPDATE ON supplement_request
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（supplement_request）'); END;

CREATE TRIGGER tie_ruling_no_delete BEFORE DELETE ON tie_ruling
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可删除（tie_ruling）'); END;

CREATE TRIGGER tie_ruling_no_replace BEFORE INSERT ON tie_ruling
WHEN EXISTS (SELECT 1 FROM tie_ruling WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM tie_ruling WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可覆盖（tie_ruling）'); END;

CREATE TRIGGER tie_ruling_no_update BEFORE UPDATE ON tie_ruling
BEGIN SELECT RAISE(ABORT, '记录只可追加，不可改写（tie_ruling）'); END;

CREATE TRIGGER withdrawal_recused BEFORE INSERT ON decision_withdrawal
WHEN EXISTS (
  SELECT 1 FROM recusal r WHERE r.application_id = (SELECT application_id FROM decision WHERE id = NEW.decision_id) AND r.account_id = NEW.withdrawn_by
    AND NOT EXISTS (SELECT 1 FROM recusal_lift WHERE recusal_id = r.id))
BEGIN SELECT RAISE(ABORT, '您已对这件申报声明回避，不能撤销意见，请换其他人办理'); END;
