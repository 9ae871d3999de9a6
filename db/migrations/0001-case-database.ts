import type { Migration } from '../migrate.ts'
import { APPENDED, appendOnly, day, dayOrNull, fen, fenOrNull, flag, instant, json, RECORD } from './columns.ts'

/**
 * The whole case database. Every record row carries its id, the installation that wrote it and the digest of its other
 * columns. Append-only tables carry `seq`, their order of writing, since clocks can be set back.
 */
export const caseDatabase: Migration = {
  version: 1,
  name: 'case-database',
  up(db) {
    db.exec(STATE_TABLES)
    db.exec(RECORD_TABLES)
    db.exec(LIST_TABLES)
    db.exec(KEEPING_TABLES)
    for (const table of MUTABLE) db.exec(noDelete(table))
    for (const table of APPEND_ONLY) db.exec(appendOnly(table, OTHER_UNIQUE[table]))
    db.exec(FOUR_EYES)
  },
}

const STATE_TABLES = `
CREATE TABLE meta (${RECORD},
  key TEXT NOT NULL UNIQUE,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE setting (${RECORD},
  key TEXT NOT NULL UNIQUE,
  ${json('value_json')}
) STRICT;

CREATE TABLE account (${RECORD},
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  ${json('roles_json')},
  password_hash TEXT NOT NULL,
  ${flag('active')},
  failed_tries INTEGER NOT NULL CHECK (failed_tries >= 0),
  locked_until TEXT,
  ${instant('created_at')},
  created_by TEXT NOT NULL
) STRICT;

CREATE TABLE round (${RECORD},
  year INTEGER NOT NULL,
  batch INTEGER NOT NULL CHECK (batch > 0),
  ${fen('budget_fen')},
  ${day('policy_on')},
  ${dayOrNull('window_from')},
  ${dayOrNull('window_to')},
  ${json('rules_json')},
  ${flag('demo')},
  ${flag('sample')},
  ${instant('created_at')},
  created_by TEXT NOT NULL,
  UNIQUE (year, batch)
) STRICT;

CREATE TABLE applicant (${RECORD},
  credit_code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  ${flag('natural_person')},
  UNIQUE (credit_code, name_key)
) STRICT;
CREATE INDEX applicant_by_name_key ON applicant (name_key);

CREATE TABLE source_file (${APPENDED},
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  file_name TEXT NOT NULL,
  ${instant('imported_at')},
  imported_by TEXT NOT NULL
) STRICT;
CREATE INDEX source_file_by_sha256 ON source_file (sha256);

CREATE TABLE application (${RECORD},
  round_id TEXT NOT NULL REFERENCES round (id) ON DELETE RESTRICT,
  applicant_id TEXT NOT NULL REFERENCES applicant (id) ON DELETE RESTRICT,
  application_no TEXT NOT NULL CHECK (application_no <> ''),
  applicant_name TEXT NOT NULL CHECK (applicant_name <> ''),
  article TEXT CHECK (article <> ''),
  article_text TEXT NOT NULL,
  industry TEXT NOT NULL,
  project_name TEXT NOT NULL,
  ${fenOrNull('requested_fen')},
  score TEXT,
  ${json('facts_json')},
  source_file_id TEXT NOT NULL REFERENCES source_file (id) ON DELETE RESTRICT,
  sheet TEXT NOT NULL,
  row INTEGER NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  ${instant('updated_at')},
  UNIQUE (round_id, application_no)
) STRICT;
CREATE INDEX application_by_applicant ON application (applicant_id);
CREATE INDEX application_by_source_file ON application (source_file_id);

-- Kept in the order it is read in, by application.
CREATE TABLE material (
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  name TEXT NOT NULL CHECK (name <> ''),
  provided INTEGER CHECK (provided IN (0, 1)),
  PRIMARY KEY (application_id, name)
) STRICT, WITHOUT ROWID;
`

const RECORD_TABLES = `
CREATE TABLE application_change (${APPENDED},
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  revision INTEGER NOT NULL,
  ${json('changes_json')},
  reason TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  ${instant('changed_at')}
) STRICT;
CREATE INDEX application_change_by_application ON application_change (application_id, seq);

CREATE TABLE article_text (${APPENDED},
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  key TEXT NOT NULL,
  ${json('text_json')}
) STRICT;

CREATE TABLE parameter_version (${APPENDED},
  key TEXT NOT NULL,
  ${json('value_json')},
  basis TEXT NOT NULL CHECK (basis <> ''),
  ${day('effective_from')},
  origin TEXT NOT NULL CHECK (origin IN ('bureau', 'demo')),
  entered_by TEXT NOT NULL,
  ${instant('entered_at')}
) STRICT;
CREATE INDEX parameter_version_by_key ON parameter_version (key, seq);

CREATE TABLE round_parameter (${APPENDED},
  round_id TEXT NOT NULL REFERENCES round (id) ON DELETE RESTRICT,
  key TEXT NOT NULL,
  parameter_version_id TEXT NOT NULL REFERENCES parameter_version (id) ON DELETE RESTRICT,
  ${instant('used_from')}
) STRICT;
CREATE INDEX round_parameter_by_key ON round_parameter (round_id, key, seq);
CREATE INDEX round_parameter_by_version ON round_parameter (parameter_version_id);

CREATE TABLE assessment (${APPENDED},
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  revision INTEGER NOT NULL,
  article_hash TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('repealed', 'unmet', 'unset', 'unknown', 'met')),
  ${fenOrNull('amount_fen')},
  ${json('result_json')},
  ${json('inputs_json')},
  ${instant('assessed_at')},
  UNIQUE (id, application_id)
) STRICT;
CREATE INDEX assessment_by_application ON assessment (application_id, seq);

CREATE TABLE decision (${APPENDED},
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  assessment_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('agree', 'refuse', 'hold', 'supplement')),
  ${fenOrNull('amount_fen')},
  ${fenOrNull('computed_fen')},
  ${flag('overridden')},
  opinion TEXT NOT NULL,
  decided_by TEXT NOT NULL CHECK (decided_by <> ''),
  decider_name TEXT NOT NULL,
  ${instant('decided_at')},
  CHECK ((kind = 'agree') = (amount_fen IS NOT NULL)),
  CHECK (overridden = 0 OR opinion <> ''),
  -- The assessment seen must be one of this very application.
  FOREIGN KEY (assessment_id, application_id) REFERENCES assessment (id, application_id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX decision_by_application ON decision (application_id, seq);
CREATE INDEX decision_by_assessment ON decision (assessment_id, application_id);

CREATE TABLE stage_move (${APPENDED},
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  from_stage TEXT NOT NULL,
  to_stage TEXT NOT NULL CHECK (to_stage <> ''),
  moved_by TEXT NOT NULL CHECK (moved_by <> ''),
  mover_name TEXT NOT NULL,
  ${instant('moved_at')},
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX stage_move_by_application ON stage_move (application_id, seq);
`

const LIST_TABLES = `
CREATE TABLE tie_ruling (${APPENDED},
  round_id TEXT NOT NULL REFERENCES round (id) ON DELETE RESTRICT,
  article TEXT NOT NULL,
  industry TEXT NOT NULL,
  ${json('application_nos_json')},
  reason TEXT NOT NULL CHECK (reason <> ''),
  ruled_by TEXT NOT NULL,
  ${instant('ruled_at')}
) STRICT;
CREATE INDEX tie_ruling_by_group ON tie_ruling (round_id, article, industry, seq);

CREATE TABLE frozen_list (${APPENDED},
  round_id TEXT NOT NULL REFERENCES round (id) ON DELETE RESTRICT,
  list_no TEXT NOT NULL UNIQUE CHECK (list_no <> ''),
  hash TEXT NOT NULL CHECK (length(hash) = 64),
  ${json('content_json')},
  ${instant('frozen_at')},
  frozen_by TEXT NOT NULL
) STRICT;
CREATE INDEX frozen_list_by_round ON frozen_list (round_id, seq);

CREATE TABLE allocation (${APPENDED},
  frozen_list_id TEXT NOT NULL REFERENCES frozen_list (id) ON DELETE RESTRICT,
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  quota TEXT CHECK (quota IN ('in', 'waiting', 'tied')),
  ${fen('entitled_fen')},
  ${fen('allocated_fen')},
  UNIQUE (frozen_list_id, application_id)
) STRICT;
CREATE INDEX allocation_by_application ON allocation (application_id);

CREATE TABLE list_invalidation (${APPENDED},
  frozen_list_id TEXT NOT NULL UNIQUE REFERENCES frozen_list (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  ${instant('invalidated_at')},
  invalidated_by TEXT NOT NULL
) STRICT;
`

const KEEPING_TABLES = `
-- Unsent typing of one person on one case: not a record, so neither sealed nor audited.
CREATE TABLE draft (
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  account_id TEXT NOT NULL,
  opinion TEXT NOT NULL,
  ${instant('saved_at')},
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  PRIMARY KEY (application_id, account_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_log (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
  installation TEXT NOT NULL,
  ${instant('at')},
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action <> ''),
  subject TEXT NOT NULL,
  ${json('detail_json')},
  -- Hash over every row of seal as it stood when this entry was written.
  seals_hash TEXT NOT NULL CHECK (length(seals_hash) = 64),
  prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT;

-- Per table: how many rows, and the sum of their digests modulo 2^256.
CREATE TABLE seal (
  table_name TEXT NOT NULL PRIMARY KEY,
  rows INTEGER NOT NULL CHECK (rows >= 0),
  sum TEXT NOT NULL CHECK (length(sum) = 64)
) STRICT, WITHOUT ROWID;
-- SHA-256 over the file as it was closed, or that it is open: see db/fileSum.ts. Always of one length, so that it is
-- written in place.
CREATE TABLE file_sum (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  value TEXT NOT NULL CHECK (length(value) = 80)
) STRICT;
INSERT INTO file_sum VALUES (1, 'file-sum-sha256:open------------------------------------------------------------');

CREATE TRIGGER seal_no_delete BEFORE DELETE ON seal
BEGIN SELECT RAISE(ABORT, '封存计数不可删除'); END;
`

const MUTABLE = ['meta', 'setting', 'account', 'round', 'applicant', 'application', 'material']

const APPEND_ONLY = [
  'source_file',
  'application_change',
  'article_text',
  'parameter_version',
  'round_parameter',
  'assessment',
  'decision',
  'stage_move',
  'tie_ruling',
  'frozen_list',
  'allocation',
  'list_invalidation',
  'audit_log',
]

/** Columns beside seq and id whose UNIQUE an INSERT OR REPLACE could use to push an older row out. */
const OTHER_UNIQUE: Record<string, string> = {
  article_text: 'hash = NEW.hash',
  frozen_list: 'list_no = NEW.list_no',
  allocation: '(frozen_list_id = NEW.frozen_list_id AND application_id = NEW.application_id)',
  list_invalidation: 'frozen_list_id = NEW.frozen_list_id',
  audit_log: 'hash = NEW.hash',
}

function noDelete(table: string): string {
  return `
CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table}
BEGIN SELECT RAISE(ABORT, '记录不可删除（${table}）'); END;
`
}

/** domain.md §6: nobody re-checks or approves what they reviewed. 命令行 is the operator of a file without accounts. */
const FOUR_EYES = `
CREATE TRIGGER stage_move_four_eyes BEFORE INSERT ON stage_move
WHEN NEW.from_stage IN ('复核', '审定') AND NEW.moved_by <> '命令行'
  AND EXISTS (SELECT 1 FROM decision WHERE application_id = NEW.application_id AND decided_by = NEW.moved_by)
BEGIN SELECT RAISE(ABORT, '本人拟定过意见的申报不能由本人复核或审定，请换其他人办理'); END;
CREATE TRIGGER decision_four_eyes BEFORE INSERT ON decision
WHEN NEW.decided_by <> '命令行' AND EXISTS (
  SELECT 1 FROM stage_move WHERE application_id = NEW.application_id AND moved_by = NEW.decided_by
    AND (from_stage = '复核' AND to_stage = '审定' OR from_stage = '审定' AND to_stage = '公示'))
BEGIN SELECT RAISE(ABORT, '本人复核或审定过的申报不能再由本人拟定意见，请换其他人办理'); END;
`
