import type { Migration } from '../migrate.ts'
import { APPENDED, appendOnly, dayOrNull, instant, json } from './columns.ts'

/**
 * What rules across rounds and people need: what an assessment comes to beside its words, among whom a tie was ruled,
 * the end of a parameter's use, lists from outside (past rounds, other bureaus, 失信/限制), rulings on the same matter,
 * the chief's lifting of a restriction, and the experts' scores.
 */
export const reviewRecords: Migration = {
  version: 2,
  name: 'review-records',
  up(db) {
    db.exec(ESSENCE)
    db.exec(TIED)
    db.exec(PARAMETER_TABLES)
    db.exec(REFERENCE_TABLES)
    db.exec(SCORING_TABLES)
    for (const [table, other] of Object.entries(APPEND_ONLY)) db.exec(appendOnly(table, other))
  },
}

/** SHA-256 over what of a finding a decision rests on; NULL in rows older than this step. */
const ESSENCE = 'ALTER TABLE assessment ADD COLUMN essence TEXT CHECK (length(essence) = 64)'

/** The application numbers that were tied when the chief ruled; NULL in rows older than this step. */
const TIED = 'ALTER TABLE tie_ruling ADD COLUMN tied_nos_json TEXT CHECK (json_valid(tied_nos_json))'

const PARAMETER_TABLES = `
-- A round stops using a parameter version (演示参数 taken out as a whole).
CREATE TABLE round_parameter_end (${APPENDED},
  round_parameter_id TEXT NOT NULL UNIQUE REFERENCES round_parameter (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  ended_by TEXT NOT NULL,
  ${instant('ended_at')}
) STRICT;
`

const REFERENCE_TABLES = `
CREATE TABLE reference_list (${APPENDED},
  kind TEXT NOT NULL CHECK (kind IN ('own-round', 'other-bureau', 'restricted')),
  source TEXT NOT NULL CHECK (source <> ''),
  ${dayOrNull('as_of')},
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  file_name TEXT NOT NULL,
  imported_by TEXT NOT NULL,
  ${instant('imported_at')}
) STRICT;

CREATE TABLE reference_entry (${APPENDED},
  list_id TEXT NOT NULL REFERENCES reference_list (id) ON DELETE RESTRICT,
  sheet TEXT NOT NULL,
  row INTEGER NOT NULL CHECK (row > 0),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  credit_code TEXT NOT NULL,
  ${json('facts_json')},
  CHECK (name <> '' OR credit_code <> '')
) STRICT;
CREATE INDEX reference_entry_by_list ON reference_entry (list_id, seq);
CREATE INDEX reference_entry_by_name ON reference_entry (name_key);
CREATE INDEX reference_entry_by_code ON reference_entry (credit_code);

CREATE TABLE reference_withdrawal (${APPENDED},
  list_id TEXT NOT NULL UNIQUE REFERENCES reference_list (id) ON DELETE RESTRICT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  withdrawn_by TEXT NOT NULL,
  ${instant('withdrawn_at')}
) STRICT;

-- other_key: "application:<id>" or "entry:<id>". The newest ruling on a pair counts.
CREATE TABLE matter_ruling (${APPENDED},
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  other_key TEXT NOT NULL CHECK (other_key <> ''),
  ruling TEXT NOT NULL CHECK (ruling IN ('same', 'different')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  ruled_by TEXT NOT NULL,
  ruler_name TEXT NOT NULL,
  ${instant('ruled_at')}
) STRICT;
CREATE INDEX matter_ruling_by_application ON matter_ruling (application_id, seq);

-- entry_ids_json: the entries of 失信/限制 lists the chief saw; a later entry needs a lifting of its own.
CREATE TABLE restriction_lift (${APPENDED},
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  ${json('entry_ids_json')},
  reason TEXT NOT NULL CHECK (reason <> ''),
  lifted_by TEXT NOT NULL,
  lifter_name TEXT NOT NULL,
  ${instant('lifted_at')}
) STRICT;
CREATE INDEX restriction_lift_by_application ON restriction_lift (application_id, seq);
`

const SCORING_TABLES = `
CREATE TABLE scoring_scheme (${APPENDED},
  round_id TEXT NOT NULL REFERENCES round (id) ON DELETE RESTRICT,
  article TEXT NOT NULL CHECK (article <> ''),
  ${json('scheme_json')},
  basis TEXT NOT NULL CHECK (basis <> ''),
  set_by TEXT NOT NULL,
  ${instant('set_at')}
) STRICT;
CREATE INDEX scoring_scheme_by_article ON scoring_scheme (round_id, article, seq);

-- experts_json: [{ id, name }]; id is an account's, or a key of its own for an expert who scores on paper.
CREATE TABLE scoring_panel (${APPENDED},
  round_id TEXT NOT NULL REFERENCES round (id) ON DELETE RESTRICT,
  article TEXT NOT NULL CHECK (article <> ''),
  ${json('experts_json')},
  set_by TEXT NOT NULL,
  ${instant('set_at')}
) STRICT;
CREATE INDEX scoring_panel_by_article ON scoring_panel (round_id, article, seq);

-- scores_json: decimal text by criterion id; empty for an abstention, whose reason is the comment.
-- reason: why an earlier ballot of the same expert on the case is corrected; empty for a first one.
CREATE TABLE expert_score (${APPENDED},
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE RESTRICT,
  scheme_id TEXT NOT NULL REFERENCES scoring_scheme (id) ON DELETE RESTRICT,
  expert_id TEXT NOT NULL CHECK (expert_id <> ''),
  expert_name TEXT NOT NULL CHECK (expert_name <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('score', 'abstain')),
  ${json('scores_json')},
  comment TEXT NOT NULL,
  reason TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  ${instant('entered_at')},
  CHECK (kind = 'score' OR comment <> '')
) STRICT;
CREATE INDEX expert_score_by_application ON expert_score (application_id, seq);
CREATE INDEX expert_score_by_scheme ON expert_score (scheme_id);
`

/** By table, a UNIQUE beside seq and id that an INSERT OR REPLACE could use to push an older row out. */
const APPEND_ONLY: Record<string, string | undefined> = {
  round_parameter_end: 'round_parameter_id = NEW.round_parameter_id',
  reference_list: undefined,
  reference_entry: undefined,
  reference_withdrawal: 'list_id = NEW.list_id',
  matter_ruling: undefined,
  restriction_lift: undefined,
  scoring_scheme: undefined,
  scoring_panel: undefined,
  expert_score: undefined,
}
