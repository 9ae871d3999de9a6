import { validList, validListNos } from '../../../db/lists.ts'
import { listRounds, type Round } from '../../../db/rounds.ts'
import type { Tx } from '../../../db/write.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import type { Allocation } from '../../../shared/cohort/allocation.ts'
import { essenceOf } from '../../../shared/review/assessment.ts'
import { loadRound, type RoundState } from '../roundState.ts'
import type { Workspace } from '../workspace.ts'
import { allocateRound } from './allocateRound.ts'
import { assessInMemory } from './assessCases.ts'
import { invalidateValidLists } from './invalidate.ts'

/**
 * Ends the valid list of every round in `within` in which a case now comes out otherwise, or the money goes another way
 * (domain.md §3 step 4, §4.1): a list stands on all that was known when it was frozen. `reason` is the cause.
 */
export function voidOvertakenLists(ws: Workspace, tx: Tx, within: (round: Round) => boolean, reason: string): void {
  const frozen = validListNos(ws.db)
  for (const round of listRounds(ws.db)) {
    if (!frozen.has(round.id) || !within(round)) continue
    const why = overtaken(ws, round.id)
    if (why !== null) invalidateValidLists(tx, round.id, `${reason}，${why}`)
  }
}

function overtaken(ws: Workspace, roundId: string): string | null {
  if (hasNewOutcome(ws, loadRound(ws, roundId))) return '本批次的机审结论随之有变'
  const list = validList(ws.db, roundId)
  if (list === null) return null
  const { allocation } = allocateRound(ws, roundId, { budgetFen: null, assumeMachine: false })
  return isSameMoney(allocation, list.content.allocation) ? null : '本批次的名额或资金分配随之有变'
}

/** A finding whose words alone changed (a condition that is met, a list that names nobody here) overtakes no list. */
function hasNewOutcome(ws: Workspace, state: RoundState): boolean {
  const fresh = assessInMemory(ws, state)
  return state.cases.some(({ stored, found }) => {
    const result = fresh.get(stored.application.applicationNo)
    if (result === undefined) return false
    return found === null || found.revision !== stored.revision || essenceOf(found.assessment) !== essenceOf(result)
  })
}

function isSameMoney(now: Allocation, then: Allocation): boolean {
  return moneyOf(now) === moneyOf(then)
}

function moneyOf({ rows, blocked }: Allocation): string {
  return canonicalJson({
    blocked,
    rows: rows.map(({ applicationNo, quota, entitledFen, allocatedFen }) => {
      return { applicationNo, quota, entitledFen, allocatedFen }
    }),
  })
}
