import type { Fen } from '../shared/money.ts'
import { OUT_STAGES } from '../shared/stages/stages.ts'
import type { DecisionKind } from '../shared/views.ts'
import { COUNTING_DECISION } from './decisions.ts'
import type { ReadableDb } from './handle.ts'
import { all } from './query.ts'

/** Counts and sums of a round, by the newest decision of each application. */
export interface RoundTotals {
  applications: number
  requestedFen: Fen
  /** Sum of agreed amounts. */
  proposedFen: Fen
  /** `kind` null: not decided yet. `out`: gone back to the applicant. */
  byDecision: { kind: DecisionKind | null; out: boolean; count: number }[]
}

interface Row {
  kind: DecisionKind | null
  out: 0 | 1
  count: number
  requested: Fen | null
  proposed: Fen | null
}

const OUT = OUT_STAGES.map((stage) => `'${stage}'`).join(', ')

export function roundTotals(db: ReadableDb, roundId: string): RoundTotals {
  const rows = all<Row>(
    db,
    `SELECT d.kind, coalesce(m.to_stage IN (${OUT}), 0) AS out, count(*) AS count, sum(a.requested_fen) AS requested,
       sum(d.amount_fen) AS proposed
     FROM application a LEFT JOIN decision d ON d.seq = ${COUNTING_DECISION('a.id')}
     LEFT JOIN stage_move m ON m.seq = (SELECT max(seq) FROM stage_move WHERE application_id = a.id)
     WHERE a.round_id = ? GROUP BY d.kind, out`,
    roundId,
  )
  const total = (pick: (row: Row) => number | null) => rows.reduce((sum, row) => sum + (pick(row) ?? 0), 0)
  return {
    applications: total(({ count }) => count),
    requestedFen: total(({ requested }) => requested),
    proposedFen: total(({ kind, proposed }) => (kind === 'agree' ? proposed : 0)),
    byDecision: rows.map(({ kind, out, count }) => ({ kind, out: out === 1, count })),
  }
}
