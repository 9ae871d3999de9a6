import type { Migration } from '../migrate.ts'
import { APPENDED, appendOnly, dayOrNull, instant } from './columns.ts'

/**
 * What leaves the house and who may come in: every issued paper with its cases and the audit head printed on it, a batch
 * the chief closes for good, and passwords that must be changed.
 */
export const issuedPapers: Migration = {
  version: 5,
  name: 'issued-papers',
  up(db) {
    db.exec(ISSUED_PAPER)
    db.exec(appendOnly('issued_paper', 'round_id = NEW.round_id AND kind = NEW.kind AND number = NEW.number'))
    db.exec(TABLES)
    db.exec(appendOnly('round_closing', 'round_id = NEW.round_id'))
  },
}

/**
 * Built anew because its kind was a closed list and every paper had a frozen list; papers of single cases have none.
 * Rows keep every column, and empty columns are no part of a digest, so the seals stay true.
 */
const ISSUED_PAPER = `
CREATE TABLE issued_paper_new (${APPENDED},
  round_id TEXT NOT NULL REFERENCES round (id) ON DELETE RESTRICT,
  frozen_list_id TEXT REFERENCES frozen_list (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind <> ''),
  number INTEGER NOT NULL CHECK (number > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  ${dayOrNull('signed_on')},
  ${dayOrNull('start_on')},
  ${dayOrNull('end_on')},
  -- [{applicationNo, standsOn: ids of the records it states}] of a paper that has no list; NULL where the list says it.
  cases_json TEXT CHECK (json_valid(cases_json)),
  -- Head of the audit chain printed on the paper; NULL in rows older than this step.
  audit_head TEXT CHECK (length(audit_head) = 64),
  issued_by TEXT NOT NULL,
  issuer_name TEXT NOT NULL,
  ${instant('issued_at')},
  UNIQUE (round_id, kind, number),
  CHECK ((frozen_list_id IS NULL) = (cases_json IS NOT NULL))
) STRICT;
INSERT INTO issued_paper_new (seq, id, installation, digest, round_id, frozen_list_id, kind, number, sha256, file_name,
    signed_on, start_on, end_on, issued_by, issuer_name, issued_at)
  SELECT seq, id, installation, digest, round_id, frozen_list_id, kind, number, sha256, file_name,
    signed_on, start_on, end_on, issued_by, issuer_name, issued_at FROM issued_paper ORDER BY seq;
DROP TABLE issued_paper;
ALTER TABLE issued_paper_new RENAME TO issued_paper;
CREATE INDEX issued_paper_by_list ON issued_paper (frozen_list_id, seq);
`

const TABLES = `
-- The chief closes a batch whose list fell and that will not be frozen again; later batches no longer wait for it.
CREATE TABLE round_closing (${APPENDED},
  round_id TEXT NOT NULL UNIQUE REFERENCES round (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  closed_by TEXT NOT NULL,
  closer_name TEXT NOT NULL,
  ${instant('closed_at')}
) STRICT;

-- 1: given out by somebody else, to be changed at the next sign-in; NULL and 0: the person's own.
ALTER TABLE account ADD COLUMN must_change INTEGER CHECK (must_change IN (0, 1));
`
