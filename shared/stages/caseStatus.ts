import type { CaseStatus, DecisionKind } from '../views.ts'

const AFTER: Record<DecisionKind, CaseStatus> = {
  agree: 'agreed',
  refuse: 'refused',
  hold: 'unknown',
  supplement: 'supplement',
}

/** The queue's status of a case: out of the round, else what the counting decision says, or 待审 while there is none. */
export function caseStatus(decision: DecisionKind | null, out: boolean): CaseStatus {
  if (out) return 'out'
  return decision === null ? 'pending' : AFTER[decision]
}
