import type { Migration } from '../migrate.ts'
import { APPENDED, appendOnly, day, dayOrNull, instant, json } from './columns.ts'

/**
 * The work on a case and around it: evidence and the pages pinned to a check, who has it and who must not, 补正, decisions
 * taken back, acts that can be undone, the 报备 register of events, and what the desk of one person remembers.
 */
export const caseWork: Migration = {
  version: 4,
  name: 'case-work',
  up(db) {
    db.exec(EVIDENCE_TABLES)
    db.exec(PEOPLE_TABLES)
    db.exec(SUPPLEMENT_TABLES)
    db.exec(UNDO_TABLES)
    db.exec(FILING_TABLES)
    db.exec(PERSONAL)
    db.exec(COLUMNS)
    for (const [table, other] of Object.entries(APPEND_ONLY)) db.exec(appendOnly(table, other))
    db.exec(FOUR_EYES)
    db.exec(RECUSED)
  },
}

const EVIDENCE_TABLES = `
-- The bytes lie beside the database under their hash. material is '' for what belongs to no single material.
CREATE TABLE attachment (${APPENDED},
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  material TEXT NOT NULL,
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  media TEXT NOT NULL CHECK (media IN ('pdf', 'png', 'jpeg', 'xlsx')),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  added_by TEXT NOT NULL,
  adder_name TEXT NOT NULL,
  ${instant('added_at')}
) STRICT;
CREATE INDEX attachment_by_application ON attachment (application_id, seq);
CREATE INDEX attachment_by_sha256 ON attachment (sha256);

CREATE TABLE attachment_withdrawal (${APPENDED},
  attachment_id TEXT NOT NULL UNIQUE REFERENCES attachment (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  withdrawn_by TEXT NOT NULL,
  ${instant('withdrawn_at')}
) STRICT;

-- The newest row per case and condition counts; attachment_id NULL takes the pin off.
CREATE TABLE page_pin (${APPENDED},
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  condition TEXT NOT NULL CHECK (condition <> ''),
  attachment_id TEXT REFERENCES attachment (id) ON DELETE RESTRICT,
  page INTEGER CHECK (page > 0),
  pinned_by TEXT NOT NULL,
  ${instant('pinned_at')},
  CHECK ((attachment_id IS NULL) = (page IS NULL))
) STRICT;
CREATE INDEX page_pin_by_application ON page_pin (application_id, seq);
`

const PEOPLE_TABLES = `
-- The newest row per case counts; account_id NULL: nobody has it.
CREATE TABLE assignment (${APPENDED},
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  account_id TEXT REFERENCES account (id) ON DELETE RESTRICT,
  assigned_by TEXT NOT NULL,
  ${instant('assigned_at')}
) STRICT;
CREATE INDEX assignment_by_application ON assignment (application_id, seq);
CREATE INDEX assignment_by_account ON assignment (account_id);

CREATE TABLE recusal (${APPENDED},
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  declared_by TEXT NOT NULL,
  ${instant('declared_at')}
) STRICT;
CREATE INDEX recusal_by_application ON recusal (application_id, account_id);
CREATE INDEX recusal_by_account ON recusal (account_id);

CREATE TABLE recusal_lift (${APPENDED},
  recusal_id TEXT NOT NULL UNIQUE REFERENCES recusal (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  lifted_by TEXT NOT NULL,
  ${instant('lifted_at')}
) STRICT;
`

const SUPPLEMENT_TABLES = `
-- 一次性告知: what is missing, told once. due_days are working days. again_reason: why a second list became necessary.
CREATE TABLE supplement_request (${APPENDED},
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  ${json('items_json')},
  ${day('told_on')},
  due_days INTEGER NOT NULL CHECK (due_days > 0),
  ${day('due_on')},
  again_reason TEXT NOT NULL,
  requested_by TEXT NOT NULL,
  requester_name TEXT NOT NULL,
  ${instant('requested_at')}
) STRICT;
CREATE INDEX supplement_request_by_application ON supplement_request (application_id, seq);

CREATE TABLE supplement_close (${APPENDED},
  request_id TEXT NOT NULL UNIQUE REFERENCES supplement_request (id) ON DELETE RESTRICT,
  outcome TEXT NOT NULL CHECK (outcome IN ('complete', 'partial', 'overdue', 'cancelled')),
  ${dayOrNull('received_on')},
  words TEXT NOT NULL,
  closed_by TEXT NOT NULL,
  closer_name TEXT NOT NULL,
  ${instant('closed_at')},
  CHECK (outcome = 'complete' OR words <> ''),
  CHECK ((outcome IN ('complete', 'partial')) = (received_on IS NOT NULL))
) STRICT;
`

const UNDO_TABLES = `
-- A decision that no longer counts: the one before it does again.
CREATE TABLE decision_withdrawal (${APPENDED},
  decision_id TEXT NOT NULL UNIQUE REFERENCES decision (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  withdrawn_by TEXT NOT NULL,
  ${instant('withdrawn_at')}
) STRICT;

-- What one person did and can take back; payload_json says how. label is shown.
CREATE TABLE act (${APPENDED},
  round_id TEXT REFERENCES round (id) ON DELETE RESTRICT,
  application_id TEXT REFERENCES application (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind <> ''),
  label TEXT NOT NULL CHECK (label <> ''),
  ${json('payload_json')},
  done_by TEXT NOT NULL,
  ${instant('done_at')}
) STRICT;
CREATE INDEX act_by_person ON act (done_by, seq);
CREATE INDEX act_by_application ON act (application_id);

CREATE TABLE act_step (${APPENDED},
  act_id TEXT NOT NULL REFERENCES act (id) ON DELETE RESTRICT,
  step TEXT NOT NULL CHECK (step IN ('undone', 'redone')),
  ${json('payload_json')},
  ${instant('stepped_at')}
) STRICT;
CREATE INDEX act_step_by_act ON act_step (act_id, seq);
`

const FILING_TABLES = `
-- 事前报备 of an event; contact is personal. Years have numbers of their own.
CREATE TABLE event_filing (${APPENDED},
  year INTEGER NOT NULL CHECK (year BETWEEN 2000 AND 2199),
  number INTEGER NOT NULL CHECK (number > 0),
  organiser TEXT NOT NULL CHECK (organiser <> ''),
  organiser_key TEXT NOT NULL,
  credit_code TEXT NOT NULL,
  event_name TEXT NOT NULL CHECK (event_name <> ''),
  event_kind TEXT NOT NULL CHECK (event_kind IN ('大赛', '展会')),
  industry TEXT NOT NULL,
  place TEXT NOT NULL,
  ${day('starts_on')},
  ${day('ends_on')},
  ${day('filed_on')},
  contact TEXT NOT NULL,
  note TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  enterer_name TEXT NOT NULL,
  ${instant('entered_at')},
  CHECK (ends_on >= starts_on),
  UNIQUE (year, number)
) STRICT;
CREATE INDEX event_filing_by_organiser ON event_filing (organiser_key);
CREATE INDEX event_filing_by_code ON event_filing (credit_code);

-- 事中跟踪, 事后审核, a correction of the entry (changes_json old -> new), its link to an application, or its end.
CREATE TABLE event_filing_step (${APPENDED},
  filing_id TEXT NOT NULL REFERENCES event_filing (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL CHECK (kind IN ('follow-up', 'audit', 'correction', 'link', 'cancelled')),
  application_id TEXT REFERENCES application (id) ON DELETE RESTRICT,
  ${day('happened_on')},
  words TEXT NOT NULL CHECK (words <> ''),
  ${json('changes_json')},
  done_by TEXT NOT NULL,
  doer_name TEXT NOT NULL,
  ${instant('done_at')},
  CHECK ((kind = 'link') = (application_id IS NOT NULL))
) STRICT;
CREATE INDEX event_filing_step_by_filing ON event_filing_step (filing_id, seq);
CREATE INDEX event_filing_step_by_application ON event_filing_step (application_id);
`

const PERSONAL = `
-- What one person's desk remembers (saved views, 稍后再审, columns): not a record, so neither sealed nor audited.
CREATE TABLE personal_state (
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE RESTRICT,
  key TEXT NOT NULL CHECK (key <> ''),
  ${json('value_json')},
  ${instant('saved_at')},
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  PRIMARY KEY (account_id, key)
) STRICT, WITHOUT ROWID;
`

/** When a sample round was thrown away; and a digest over both sides of a ruling on the same matter as they were seen. */
const COLUMNS = `
ALTER TABLE round ADD COLUMN discarded_at TEXT;
ALTER TABLE matter_ruling ADD COLUMN seen TEXT CHECK (length(seen) = 64);
`

/** Table → UNIQUE beside seq and id, as a comparison with NEW, that an INSERT OR REPLACE could use to push a row out. */
const APPEND_ONLY: Record<string, string | undefined> = {
  attachment: undefined,
  attachment_withdrawal: 'attachment_id = NEW.attachment_id',
  page_pin: undefined,
  assignment: undefined,
  recusal: undefined,
  recusal_lift: 'recusal_id = NEW.recusal_id',
  supplement_request: undefined,
  supplement_close: 'request_id = NEW.request_id',
  decision_withdrawal: 'decision_id = NEW.decision_id',
  act: undefined,
  act_step: undefined,
  event_filing: '(year = NEW.year AND number = NEW.number)',
  event_filing_step: undefined,
}

/**
 * domain.md §6: nobody re-checks or approves what they reviewed. A case may leave 复核 and 审定 backwards in anybody's
 * hand (taken back, returned); only passing it on is an approval. Freezing passes 审定 → 公示 or 不予支持.
 */
const FOUR_EYES = `
DROP TRIGGER stage_move_four_eyes;
DROP TRIGGER decision_four_eyes;
CREATE TRIGGER stage_move_four_eyes BEFORE INSERT ON stage_move
WHEN (NEW.from_stage = '复核' AND NEW.to_stage = '审定' OR NEW.from_stage = '审定' AND NEW.to_stage IN ('公示', '不予支持'))
  AND NEW.moved_by <> '命令行'
  AND EXISTS (SELECT 1 FROM decision WHERE application_id = NEW.application_id AND decided_by = NEW.moved_by)
BEGIN SELECT RAISE(ABORT, '本人拟定过意见的申报不能由本人复核或审定，请换其他人办理'); END;
CREATE TRIGGER decision_four_eyes BEFORE INSERT ON decision
WHEN NEW.decided_by <> '命令行' AND EXISTS (
  SELECT 1 FROM stage_move WHERE application_id = NEW.application_id AND moved_by = NEW.decided_by
    AND (from_stage = '复核' AND to_stage = '审定' OR from_stage = '审定' AND to_stage IN ('公示', '不予支持')))
BEGIN SELECT RAISE(ABORT, '本人复核或审定过的申报不能再由本人拟定意见，请换其他人办理'); END;
-- A frozen list approves its waiting and its unmoved cases too; it keeps the name of who froze it.
CREATE TRIGGER allocation_four_eyes BEFORE INSERT ON allocation
WHEN EXISTS (SELECT 1 FROM frozen_list f JOIN decision d ON d.decider_name = f.frozen_by
  WHERE f.id = NEW.frozen_list_id AND d.application_id = NEW.application_id AND d.decided_by <> '命令行')
BEGIN SELECT RAISE(ABORT, '本人拟定过意见的申报不能由本人审定，请换另一位科长定稿'); END;
CREATE TRIGGER decision_listed BEFORE INSERT ON decision
WHEN NEW.decided_by <> '命令行' AND EXISTS (SELECT 1 FROM allocation a JOIN frozen_list f ON f.id = a.frozen_list_id
  WHERE a.application_id = NEW.application_id AND f.frozen_by = NEW.decider_name)
BEGIN SELECT RAISE(ABORT, '本人审定过的申报不能再由本人拟定意见，请换其他人办理'); END;
`

/** A declared 回避 stands until another chief lifts it: no assignment, no decision, no move of any kind. */
const STANDS = (application: string, person: string): string => `EXISTS (
  SELECT 1 FROM recusal r WHERE r.application_id = ${application} AND r.account_id = ${person}
    AND NOT EXISTS (SELECT 1 FROM recusal_lift WHERE recusal_id = r.id))`

const RECUSED = `
CREATE TRIGGER assignment_recused BEFORE INSERT ON assignment
WHEN NEW.account_id IS NOT NULL AND ${STANDS('NEW.application_id', 'NEW.account_id')}
BEGIN SELECT RAISE(ABORT, '此人已对这件申报声明回避，不能派给他办理'); END;
CREATE TRIGGER decision_recused BEFORE INSERT ON decision
WHEN ${STANDS('NEW.application_id', 'NEW.decided_by')}
BEGIN SELECT RAISE(ABORT, '您已对这件申报声明回避，不能拟定意见，请换其他人办理'); END;
CREATE TRIGGER stage_move_recused BEFORE INSERT ON stage_move
WHEN ${STANDS('NEW.application_id', 'NEW.moved_by')}
BEGIN SELECT RAISE(ABORT, '您已对这件申报声明回避，不能办理，请换其他人办理'); END;
CREATE TRIGGER withdrawal_recused BEFORE INSERT ON decision_withdrawal
WHEN ${STANDS('(SELECT application_id FROM decision WHERE id = NEW.decision_id)', 'NEW.withdrawn_by')}
BEGIN SELECT RAISE(ABORT, '您已对这件申报声明回避，不能撤销意见，请换其他人办理'); END;
CREATE TRIGGER recusal_lift_own BEFORE INSERT ON recusal_lift
WHEN EXISTS (SELECT 1 FROM recusal WHERE id = NEW.recusal_id AND account_id = NEW.lifted_by)
BEGIN SELECT RAISE(ABORT, '本人的回避须由另一位科长解除'); END;
`
