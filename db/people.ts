import type { IsoInstant } from '../shared/date.ts'
import type { ReadableDb } from './handle.ts'
import { all, one } from './query.ts'
import type { Tx } from './write.ts'

/** Who has which case of a round: application id → account id. Cases nobody has are left out. */
export function assignees(db: ReadableDb, roundId: string): Map<string, string> {
  const rows = all<{ id: string; accountId: string | null }>(
    db,
    `SELECT a.id, s.account_id AS accountId FROM application a CROSS JOIN assignment s
     ON s.seq = (SELECT max(seq) FROM assignment WHERE application_id = a.id) WHERE a.round_id = ?`,
    roundId,
  )
  return new Map(rows.flatMap(({ id, accountId }) => (accountId === null ? [] : [[id, accountId]])))
}

export function assigneeOf(db: ReadableDb, applicationId: string): string | null {
  const sql = 'SELECT account_id AS accountId FROM assignment WHERE application_id = ? ORDER BY seq DESC LIMIT 1'
  return one<{ accountId: string | null }>(db, sql, applicationId)?.accountId ?? null
}

/** Gives a case to a person, or takes it from everybody. Errors: CONFLICT when that person declared 回避. */
export function assign(tx: Tx, applicationId: string, accountId: string | null): string {
  return tx.insert('assignment', {
    application_id: applicationId,
    account_id: accountId,
    assigned_by: tx.actor.id,
    assigned_at: tx.now,
  })
}

export interface Recusal {
  id: string
  applicationId: string
  accountId: string
  name: string
  reason: string
  declaredAt: IsoInstant
}

const STANDING = `SELECT r.id, r.application_id AS applicationId, r.account_id AS accountId, u.name, r.reason,
    r.declared_at AS declaredAt
  FROM recusal r JOIN account u ON u.id = r.account_id
  WHERE NOT EXISTS (SELECT 1 FROM recusal_lift WHERE recusal_id = r.id)`

/** 回避 that stand on a case, oldest first. */
export function recusalsOf(db: ReadableDb, applicationId: string): Recusal[] {
  return all<Recusal>(db, `${STANDING} AND r.application_id = ? ORDER BY r.seq`, applicationId)
}

/** Whether a 回避 of this person stands on the case. */
export function isRecused(db: ReadableDb, applicationId: string, accountId: string): boolean {
  return one(db, `${STANDING} AND r.application_id = ? AND r.account_id = ?`, applicationId, accountId) !== null
}

/** Every case a person declared 回避 on. */
export function recusedCases(db: ReadableDb, accountId: string): Set<string> {
  return new Set(all<Recusal>(db, `${STANDING} AND r.account_id = ?`, accountId).map((one) => one.applicationId))
}

export function addRecusal(tx: Tx, recusal: { applicationId: string; accountId: string; reason: string }): string {
  return tx.insert('recusal', {
    application_id: recusal.applicationId,
    account_id: recusal.accountId,
    reason: recusal.reason,
    declared_by: tx.actor.id,
    declared_at: tx.now,
  })
}

export function liftRecusal(tx: Tx, recusalId: string, reason: string): string {
  return tx.insert('recusal_lift', { recusal_id: recusalId, reason, lifted_by: tx.actor.id, lifted_at: tx.now })
}

/** Every case a person decided at some time: that person re-checks and approves none of them. */
export function decidedCases(db: ReadableDb, accountId: string, roundId: string): Set<string> {
  const sql = `SELECT DISTINCT a.id FROM application a CROSS JOIN decision d ON d.application_id = a.id
    WHERE a.round_id = ? AND d.decided_by = ?`
  return new Set(all<{ id: string }>(db, sql, roundId, accountId).map(({ id }) => id))
}
