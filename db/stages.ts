import type { IsoInstant } from '../shared/date.ts'
import type { ReadableDb } from './handle.ts'
import { all, one } from './query.ts'
import type { Tx } from './write.ts'

/** One move of a case from a stage to another (domain.md §6). */
export interface StageMove {
  id: string
  applicationId: string
  from: string
  to: string
  movedBy: string
  moverName: string
  movedAt: IsoInstant
  reason: string
}

const COLUMNS = `id, application_id AS applicationId, from_stage AS "from", to_stage AS "to", moved_by AS movedBy,
  mover_name AS moverName, moved_at AS movedAt, reason`

/** The stage every moved application of a round is in, by application id. */
export function currentStages(db: ReadableDb, roundId: string): Map<string, string> {
  const rows = all<{ id: string; stage: string }>(
    db,
    `SELECT a.id, m.to_stage AS stage FROM application a CROSS JOIN stage_move m
     ON m.seq = (SELECT max(seq) FROM stage_move WHERE application_id = a.id) WHERE a.round_id = ?`,
    roundId,
  )
  return new Map(rows.map((row) => [row.id, row.stage]))
}

/** The stage of one application, or null when it was never moved. */
export function currentStage(db: ReadableDb, applicationId: string): string | null {
  const sql = 'SELECT to_stage AS stage FROM stage_move WHERE application_id = ? ORDER BY seq DESC LIMIT 1'
  return one<{ stage: string }>(db, sql, applicationId)?.stage ?? null
}

/** Every move of an application, oldest first. */
export function movesOf(db: ReadableDb, applicationId: string): StageMove[] {
  return all<StageMove>(db, `SELECT ${COLUMNS} FROM stage_move WHERE application_id = ? ORDER BY seq`, applicationId)
}

/**
 * Appends a move by the acting person. Errors: CONFLICT when a person moves a case on from 复核 or 审定 that the same
 * person decided (four eyes, held by the database).
 */
export function addMove(tx: Tx, move: { applicationId: string; from: string; to: string; reason: string }): string {
  return tx.insert('stage_move', {
    application_id: move.applicationId,
    from_stage: move.from,
    to_stage: move.to,
    moved_by: tx.actor.id,
    mover_name: tx.actor.name,
    moved_at: tx.now,
    reason: move.reason,
  })
}
