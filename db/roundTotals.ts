import type { Fen } from '../shared/money.ts'
import { requestedInRound } from '../shared/rounds/sums.ts'
import { OUT_STAGES } from '../shared/stages/stages.ts'
import type { DecisionKind } from '../shared/views.ts'
import type { ReadableDb } from './handle.ts'
import { roundProgress } from './roundProgress.ts'

/** Counts and sums of a round, by the counting decision of each application. */
export interface RoundTotals {
  applications: number
  /** Without 退回 and 撤回. */
  requestedFen: Fen
  /** Sum of agreed amounts. */
  proposedFen: Fen
  /** `kind` null: not decided yet. `out`: gone back to the applicant. */
  byDecision: { kind: DecisionKind | null; out: boolean; count: number }[]
}

export function roundTotals(db: ReadableDb, roundId: string): RoundTotals {
  const groups = roundProgress(db, roundId)
  const total = (pick: (group: (typeof groups)[number]) => number) =>
    groups.reduce((sum, group) => sum + pick(group), 0)
  return {
    applications: total(({ count }) => count),
    requestedFen: requestedInRound(groups),
    proposedFen: total(({ kind, amountFen }) => (kind === 'agree' ? amountFen : 0)),
    byDecision: groups.map(({ kind, stage, count }) => ({ kind, out: OUT_STAGES.includes(stage), count })),
  }
}
