import { updateRound } from '../../../db/rounds.ts'
import type { RoundRules } from '../../../shared/cohort/allocation.ts'
import type { Fen } from '../../../shared/money.ts'
import { loadRound, requireRound } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { appendAssessments } from './assessCases.ts'
import { invalidateValidLists } from './invalidate.ts'

/** Sets budget and money rules of a round; rounding and 不超过申报 change amounts, so the round is assessed again. */
export function setRules(ws: Workspace, actor: Actor, roundId: string, budgetFen: Fen, rules: RoundRules): void {
  record(ws, actor, (tx) => {
    const round = requireRound(ws, roundId)
    updateRound(tx, roundId, { budgetFen, rules })
    invalidateValidLists(tx, roundId, '批次预算或计算设置有更改')
    tx.log('批次设置', `${round.year}-${round.batch}`, { budgetFen, rules })
    const state = loadRound(ws, roundId)
    appendAssessments(ws, tx, state, state.cases)
  })
}
