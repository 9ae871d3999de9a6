import type { ArticleKey } from '../shared/application.ts'
import type { Fen } from '../shared/money.ts'
import type { Stage } from '../shared/stages/stages.ts'
import { INTAKE_STAGE, stageNamed } from '../shared/stages/stages.ts'
import type { DecisionKind } from '../shared/views.ts'
import { COUNTING_DECISION } from './decisions.ts'
import type { ReadableDb } from './handle.ts'
import { all, one } from './query.ts'

/** Cases of a round that stand alike. */
export interface ProgressGroup {
  article: ArticleKey | null
  stage: Stage
  /** Null: not decided. */
  kind: DecisionKind | null
  count: number
  requestedFen: Fen
  amountFen: Fen
}

/** The cases of a round, counted by article, stage and decision in one pass. */
export function roundProgress(db: ReadableDb, roundId: string): ProgressGroup[] {
  const rows = all<Omit<ProgressGroup, 'stage'> & { stage: string | null }>(
    db,
    `SELECT a.article, m.to_stage AS stage, d.kind, count(*) AS count, coalesce(sum(a.requested_fen), 0) AS requestedFen,
       coalesce(sum(d.amount_fen), 0) AS amountFen
     FROM application a LEFT JOIN decision d ON d.seq = ${COUNTING_DECISION('a.id')}
     LEFT JOIN stage_move m ON m.seq = (
       SELECT seq FROM stage_move WHERE application_id = a.id ORDER BY seq DESC LIMIT 1)
     WHERE a.round_id = ? GROUP BY a.article, m.to_stage, d.kind`,
    roundId,
  )
  return rows.map((row) => ({ ...row, stage: stageNamed(row.stage ?? '') ?? INTAKE_STAGE.from }))
}

/** What the newest valid list of a round gives out; null without one. */
export function fixedFen(db: ReadableDb, roundId: string): Fen | null {
  const row = one<{ fen: Fen | null }>(
    db,
    `SELECT (SELECT sum(allocated_fen) FROM allocation WHERE frozen_list_id = l.id) AS fen
     FROM frozen_list l WHERE l.round_id = ? AND NOT EXISTS (SELECT 1 FROM list_invalidation WHERE frozen_list_id = l.id)
     ORDER BY l.seq DESC LIMIT 1`,
    roundId,
  )
  return row === null ? null : (row.fen ?? 0)
}
