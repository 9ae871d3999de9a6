import type { CaseStatus, DecisionKind } from '../views.ts'

const AFTER: Record<DecisionKind, CaseStatus> = {
  agree: 'agreed',
  refuse: 'refused',
  hold: 'unknown',
  supplement: 'supplement',
}

/** The queue's status of a case: what the newest decision says, or 待审 while there is none. */
export function caseStatus(newest: DecisionKind | null): CaseStatus {
  return newest === null ? 'pending' : AFTER[newest]
}
