import type { IsoInstant } from '../shared/date.ts'
import { AppError } from '../shared/errors.ts'
import { INTAKE_STAGE, type Stage, stageNamed } from '../shared/stages/stages.ts'
import type { ReadableDb } from './handle.ts'
import { all, one } from './query.ts'
import type { Tx } from './write.ts'

/** One move of a case from a stage to another (domain.md §6). */
export interface StageMove {
  id: string
  applicationId: string
  from: Stage
  to: Stage
  movedBy: string
  moverName: string
  movedAt: IsoInstant
  reason: string
}

const COLUMNS = `id, application_id AS applicationId, from_stage AS "from", to_stage AS "to", moved_by AS movedBy,
  mover_name AS moverName, moved_at AS movedAt, reason`

/** The stage every moved application of a round is in, by application id. */
export function currentStages(db: ReadableDb, roundId: string): Map<string, Stage> {
  const rows = all<{ id: string; stage: string }>(
    db,
    `SELECT a.id, m.to_stage AS stage FROM application a CROSS JOIN stage_move m
     ON m.seq = (SELECT max(seq) FROM stage_move WHERE application_id = a.id) WHERE a.round_id = ?`,
    roundId,
  )
  return new Map(rows.map((row) => [row.id, stageOf(row.stage)]))
}

/** The stage of one application; 草稿 when it was never moved. */
export function currentStage(db: ReadableDb, applicationId: string): Stage {
  const sql = 'SELECT to_stage AS stage FROM stage_move WHERE application_id = ? ORDER BY seq DESC LIMIT 1'
  return stageOf(one<{ stage: string }>(db, sql, applicationId)?.stage ?? INTAKE_STAGE.from)
}

/** Errors: DAMAGED for a text no version of this program writes. */
function stageOf(text: string): Stage {
  const stage = stageNamed(text)
  if (stage === null) throw new AppError('DAMAGED', `环节“${text}”不认识，请核验数据库并从最近的备份恢复`)
  return stage
}

/** Every move of an application, oldest first. */
export function movesOf(db: ReadableDb, applicationId: string): StageMove[] {
  return all<StageMove>(db, `SELECT ${COLUMNS} FROM stage_move WHERE application_id = ? ORDER BY seq`, applicationId)
}

/**
 * Appends a move by the acting person. Errors: CONFLICT when a person moves a case on from 复核 or 审定 that the same
 * person decided (four eyes, held by the database).
 */
export function addMove(tx: Tx, move: { applicationId: string; from: Stage; to: Stage; reason: string }): string {
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
