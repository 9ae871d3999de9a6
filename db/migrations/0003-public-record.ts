import type { Migration } from '../migrate.ts'
import { APPENDED, appendOnly, day, dayOrNull, instant } from './columns.ts'

/** What becomes public, and what comes back: every official paper as issued, and 异议, 投诉 and 举报 with their handling. */
export const publicRecord: Migration = {
  version: 3,
  name: 'public-record',
  up(db) {
    db.exec(TABLES)
    db.exec(appendOnly('issued_paper', 'round_id = NEW.round_id AND kind = NEW.kind AND number = NEW.number'))
    db.exec(appendOnly('objection', 'round_id = NEW.round_id AND number = NEW.number'))
    db.exec(appendOnly('objection_step'))
  },
}

const TABLES = `
-- One row per export; sha256 is that of the file's bytes, file_name has no folder.
CREATE TABLE issued_paper (${APPENDED},
  round_id TEXT NOT NULL REFERENCES round (id) ON DELETE RESTRICT,
  frozen_list_id TEXT NOT NULL REFERENCES frozen_list (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('summary', 'approval', 'notice', 'correction', 'disbursement')),
  number INTEGER NOT NULL CHECK (number > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  ${dayOrNull('signed_on')},
  ${dayOrNull('start_on')},
  ${dayOrNull('end_on')},
  issued_by TEXT NOT NULL,
  issuer_name TEXT NOT NULL,
  ${instant('issued_at')},
  UNIQUE (round_id, kind, number)
) STRICT;
CREATE INDEX issued_paper_by_list ON issued_paper (frozen_list_id, seq);

-- person is personal: shown to those who handle it only. due_days and due_on are NULL while no number of days was set.
CREATE TABLE objection (${APPENDED},
  round_id TEXT NOT NULL REFERENCES round (id) ON DELETE RESTRICT,
  number INTEGER NOT NULL CHECK (number > 0),
  application_id TEXT REFERENCES application (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('objection', 'complaint', 'report')),
  person TEXT NOT NULL,
  signed TEXT NOT NULL CHECK (signed IN ('named', 'anonymous')),
  ${day('received_on')},
  received_how TEXT NOT NULL CHECK (received_how <> ''),
  subject TEXT NOT NULL CHECK (subject <> ''),
  due_days INTEGER CHECK (due_days > 0),
  ${dayOrNull('due_on')},
  entered_by TEXT NOT NULL,
  enterer_name TEXT NOT NULL,
  ${instant('entered_at')},
  UNIQUE (round_id, number),
  CHECK ((signed = 'named') = (person <> '')),
  CHECK ((due_days IS NULL) = (due_on IS NULL))
) STRICT;
CREATE INDEX objection_by_application ON objection (application_id);

-- A step with an outcome closes the objection.
CREATE TABLE objection_step (${APPENDED},
  objection_id TEXT NOT NULL REFERENCES objection (id) ON DELETE RESTRICT,
  outcome TEXT CHECK (outcome IN ('upheld', 'partly', 'rejected', 'referred')),
  effect TEXT NOT NULL CHECK (effect IN ('none', 'reopened', 'withdrawn')),
  ${day('happened_on')},
  words TEXT NOT NULL CHECK (words <> ''),
  done_by TEXT NOT NULL,
  doer_name TEXT NOT NULL,
  ${instant('done_at')},
  CHECK (outcome IS NOT NULL OR effect = 'none')
) STRICT;
CREATE INDEX objection_step_by_objection ON objection_step (objection_id, seq);
`
