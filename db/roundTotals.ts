import type { Fen } from '../shared/money.ts'
import type { DecisionKind } from '../shared/views.ts'
import type { ReadableDb } from './handle.ts'
import { all } from './query.ts'

/** Counts and sums of a round, by the newest decision of each application. */
export interface RoundTotals {
  applications: number
  requestedFen: Fen
  /** Sum of agreed amounts. */
  proposedFen: Fen
  /** `kind` null: not decided yet. */
  byDecision: { kind: DecisionKind | null; count: number }[]
}

interface Row {
  kind: DecisionKind | null
  count: number
  requested: Fen | null
  proposed: Fen | null
}

export function roundTotals(db: ReadableDb, roundId: string): RoundTotals {
  const rows = all<Row>(
    db,
    `SELECT d.kind, count(*) AS count, sum(a.requested_fen) AS requested, sum(d.amount_fen) AS proposed
     FROM application a LEFT JOIN decision d ON d.seq = (SELECT max(seq) FROM decision WHERE application_id = a.id)
     WHERE a.round_id = ? GROUP BY d.kind`,
    roundId,
  )
  const total = (pick: (row: Row) => number | null) => rows.reduce((sum, row) => sum + (pick(row) ?? 0), 0)
  return {
    applications: total(({ count }) => count),
    requestedFen: total(({ requested }) => requested),
    proposedFen: total(({ kind, proposed }) => (kind === 'agree' ? proposed : 0)),
    byDecision: rows.map(({ kind, count }) => ({ kind, count })),
  }
}
