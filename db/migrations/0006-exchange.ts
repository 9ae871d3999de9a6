import type { Migration } from '../migrate.ts'
import { APPENDED, appendOnly, dayOrNull, instant, json } from './columns.ts'

/**
 * Cases out to other computers and reviews back: what went out, what came back, what waits for a ruling, how it was ruled
 * and which merge was taken back. A round with an open contest cannot be frozen.
 */
export const exchange: Migration = {
  version: 6,
  name: 'exchange',
  up(db) {
    db.exec(TABLES)
    db.exec(appendOnly('dispatch', '(round_id = NEW.round_id AND number = NEW.number)'))
    db.exec(appendOnly('package_merge'))
    db.exec(appendOnly('held_record'))
    db.exec(appendOnly('contest_ruling'))
    db.exec(appendOnly('merge_undo', 'merge_id = NEW.merge_id'))
    db.exec(FREEZE_GUARD)
  },
}

const TABLES = `
CREATE TABLE dispatch (${APPENDED},
  round_id TEXT NOT NULL REFERENCES round (id) ON DELETE RESTRICT,
  number INTEGER NOT NULL CHECK (number > 0),
  -- SHA-256 of the file as it went out.
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  -- Application ids; [{id, name}]; table → newest seq when it went out: what is later was written here since.
  ${json('cases_json')},
  ${json('people_json')},
  ${json('heads_json')},
  rules_hash TEXT NOT NULL CHECK (length(rules_hash) = 64),
  -- Lies in the package too: only who could open that can seal what comes back.
  return_key TEXT NOT NULL CHECK (length(return_key) = 64),
  ${dayOrNull('due_on')},
  made_by TEXT NOT NULL,
  maker_name TEXT NOT NULL,
  ${instant('made_at')},
  UNIQUE (round_id, number)
) STRICT;

CREATE TABLE package_merge (${APPENDED},
  dispatch_id TEXT NOT NULL REFERENCES dispatch (id) ON DELETE RESTRICT,
  -- The installation the records were made in, and the key it signs with: it keeps both.
  workspace TEXT NOT NULL CHECK (length(workspace) = 36),
  public_key TEXT NOT NULL CHECK (public_key <> ''),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  person_id TEXT NOT NULL,
  person_name TEXT NOT NULL,
  -- By the other computer's clock; the length and head of its audit chain say which package is later.
  ${instant('returned_at')},
  chain_entries INTEGER NOT NULL CHECK (chain_entries > 0),
  chain_head TEXT NOT NULL CHECK (length(chain_head) = 64),
  -- Table → ids of what this merge added.
  ${json('added_json')},
  held INTEGER NOT NULL CHECK (held >= 0),
  merged_by TEXT NOT NULL,
  merger_name TEXT NOT NULL,
  ${instant('merged_at')}
) STRICT;
CREATE INDEX package_merge_by_dispatch ON package_merge (dispatch_id, seq);

-- A record that contests what stands: kept whole, and entered among the others when a ruling adopts it.
CREATE TABLE held_record (${APPENDED},
  merge_id TEXT NOT NULL REFERENCES package_merge (id) ON DELETE RESTRICT,
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  workspace TEXT NOT NULL CHECK (length(workspace) = 36),
  table_name TEXT NOT NULL CHECK (table_name <> ''),
  record_id TEXT NOT NULL CHECK (length(record_id) = 36),
  ${json('row_json')},
  ${json('causes_json')}
) STRICT;
CREATE INDEX held_record_by_application ON held_record (application_id, seq);
CREATE INDEX held_record_by_record ON held_record (record_id);
CREATE INDEX held_record_by_merge ON held_record (merge_id);

CREATE TABLE contest_ruling (${APPENDED},
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  -- 'current', or the workspace whose work was adopted.
  chosen TEXT NOT NULL CHECK (chosen <> ''),
  -- Covers what was held up to here.
  held_seq INTEGER NOT NULL CHECK (held_seq > 0),
  reason TEXT NOT NULL CHECK (reason <> ''),
  ruled_by TEXT NOT NULL,
  ruler_name TEXT NOT NULL,
  ${instant('ruled_at')}
) STRICT;
CREATE INDEX contest_ruling_by_application ON contest_ruling (application_id, seq);

CREATE TABLE merge_undo (${APPENDED},
  merge_id TEXT NOT NULL UNIQUE REFERENCES package_merge (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  undone_by TEXT NOT NULL,
  undoer_name TEXT NOT NULL,
  ${instant('undone_at')}
) STRICT;
`

/** A merge that was taken back contests nothing any more. */
const FREEZE_GUARD = `
CREATE TRIGGER frozen_list_contested BEFORE INSERT ON frozen_list
WHEN EXISTS (
  SELECT 1 FROM application a JOIN held_record h ON h.application_id = a.id
  WHERE a.round_id = NEW.round_id
    AND NOT EXISTS (SELECT 1 FROM contest_ruling r WHERE r.application_id = a.id AND r.held_seq >= h.seq)
    AND NOT EXISTS (SELECT 1 FROM merge_undo u WHERE u.merge_id = h.merge_id))
BEGIN SELECT RAISE(ABORT, '合并回收包后还有争议件没有裁定，不能定稿；请先在“交换”中逐件裁定'); END;
`
