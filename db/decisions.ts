import type { IsoInstant } from '../shared/date.ts'
import type { Fen } from '../shared/money.ts'
import type { DecisionKind } from '../shared/views.ts'
import { appendedReader } from './appended.ts'
import type { ReadableDb } from './handle.ts'
import { all, one } from './query.ts'
import type { Tables } from './tables.ts'
import type { Tx } from './write.ts'

export interface StoredDecision {
  id: string
  applicationId: string
  /** The assessment the reviewer saw, and the revision of the application it was made from. */
  assessmentId: string
  revision: number
  /** What that assessment came to; null in a row older than format 2. */
  essence: string | null
  kind: DecisionKind
  /** Null unless the kind is agree. */
  amountFen: Fen | null
  computedFen: Fen | null
  overridden: boolean
  opinion: string
  /** Account id, or 命令行. */
  decidedBy: string
  deciderName: string
  decidedAt: IsoInstant
}

type Row = Tables['decision'] & { id: string; revision: number; essence: string | null }

const SELECT = 'SELECT d.*, s.revision, s.essence FROM decision d JOIN assessment s ON s.id = d.assessment_id'

/** SQL: the decision `d` was not taken back. */
const STANDS = 'NOT EXISTS (SELECT 1 FROM decision_withdrawal WHERE decision_id = d.id)'

/** SQL: the `seq` of the decision that counts for the application; one taken back never does. */
export const COUNTING_DECISION = (applicationId: string): string => `(
  SELECT c.seq FROM decision c WHERE c.application_id = ${applicationId}
  AND NOT EXISTS (SELECT 1 FROM decision_withdrawal WHERE decision_id = c.id) ORDER BY c.seq DESC LIMIT 1)`

/** The decision that counts for every decided application of a round, by application id. What is answered must not be changed. */
export function latestDecisions(db: ReadableDb, roundId: string): Map<string, StoredDecision> {
  const counting = all<{ seq: number }>(
    db,
    `SELECT d.seq FROM application a CROSS JOIN decision d ON d.seq = ${COUNTING_DECISION('a.id')}
     WHERE a.round_id = ? ORDER BY a.application_no`,
    roundId,
  )
  const found = appended.read(
    db,
    counting.map(({ seq }) => seq),
  )
  return new Map(found.map(({ stored }) => [stored.applicationId, stored]))
}

const appended = appendedReader((db, seqs) =>
  all<Row & { seq: number }>(
    db,
    `SELECT d.*, s.revision, s.essence FROM json_each(?) asked CROSS JOIN decision d ON d.seq = asked.value
     CROSS JOIN assessment s ON s.id = d.assessment_id`,
    JSON.stringify(seqs),
  ).map((row) => ({ seq: row.seq, stored: toStored(row) })),
)

export function latestDecision(db: ReadableDb, applicationId: string): StoredDecision | null {
  const sql = `${SELECT} WHERE d.application_id = ? AND ${STANDS} ORDER BY d.seq DESC LIMIT 1`
  const row = one<Row>(db, sql, applicationId)
  return row === null ? null : toStored(row)
}

/** Every decision of an application, also one taken back, oldest first. */
export function decisionsOf(db: ReadableDb, applicationId: string): StoredDecision[] {
  return all<Row>(db, `${SELECT} WHERE d.application_id = ? ORDER BY d.seq`, applicationId).map(toStored)
}

export type NewDecision = Omit<
  StoredDecision,
  'id' | 'revision' | 'essence' | 'decidedBy' | 'deciderName' | 'decidedAt'
>

/**
 * Appends a decision of the acting person and answers its id. Errors: CONFLICT when that person has re-checked or
 * approved the case. The database itself refuses an assessment of another application, an amount without agreement and
 * an override without an opinion.
 */
export function addDecision(tx: Tx, decision: NewDecision): string {
  return tx.insert('decision', {
    application_id: decision.applicationId,
    assessment_id: decision.assessmentId,
    kind: decision.kind,
    amount_fen: decision.amountFen,
    computed_fen: decision.computedFen,
    overridden: decision.overridden ? 1 : 0,
    opinion: decision.opinion,
    decided_by: tx.actor.id,
    decider_name: tx.actor.name,
    decided_at: tx.now,
  })
}

/** Takes a decision back: the one before it counts again. Errors: CONFLICT when it was taken back already. */
export function withdrawDecision(tx: Tx, decisionId: string, reason: string): string {
  return tx.insert('decision_withdrawal', {
    decision_id: decisionId,
    reason,
    withdrawn_by: tx.actor.id,
    withdrawn_at: tx.now,
  })
}

/** Takes back every decision that still stands, so that none before the newest counts in its place. */
export function withdrawStanding(tx: Tx, applicationId: string, reason: string): void {
  const sql = `SELECT id FROM decision d WHERE d.application_id = ? AND ${STANDS} ORDER BY seq`
  for (const { id } of all<{ id: string }>(tx.db, sql, applicationId)) withdrawDecision(tx, id, reason)
}

function toStored(row: Row): StoredDecision {
  return {
    id: row.id,
    applicationId: row.application_id,
    assessmentId: row.assessment_id,
    revision: row.revision,
    essence: row.essence,
    kind: row.kind,
    amountFen: row.amount_fen,
    computedFen: row.computed_fen,
    overridden: row.overridden === 1,
    opinion: row.opinion,
    decidedBy: row.decided_by,
    deciderName: row.decider_name,
    decidedAt: row.decided_at,
  }
}
