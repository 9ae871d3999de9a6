import { validListNos } from '../../db/lists.ts'
import { type ImpactInput, impactBetween, type ParameterImpact } from '../../shared/policy/impact.ts'
import type { EnteredParameter } from '../../shared/policy/inForce.ts'
import { essenceOf } from '../../shared/review/assessment.ts'
import { isOvertaken } from '../../shared/review/overtaken.ts'
import { assessInMemory } from './jobs/assessCases.ts'
import { loadRound } from './roundState.ts'
import type { Workspace } from './workspace.ts'

/**
 * What the round would find with other entered parameters than its own. The same assessment as on saving, in memory:
 * nothing is written. A case never assessed is compared with what its present parameters would find. Errors: NOT_FOUND.
 */
export function parameterImpact(
  ws: Workspace,
  roundId: string,
  change: (entered: readonly EnteredParameter[]) => EnteredParameter[],
): ParameterImpact {
  const state = loadRound(ws, roundId)
  const entered = change(state.entered)
  const articles = ws.policy.articlesOn(state.round.policyOn, entered)
  const after = assessInMemory(ws, { ...state, entered, context: { ...state.context, articles } })
  const present = state.cases.some(({ found }) => found === null) ? assessInMemory(ws, state) : after
  const inputs = state.cases.flatMap((one): ImpactInput[] => {
    const { stored, found, decision } = one
    const { applicationNo, applicant } = stored.application
    const then = after.get(applicationNo)
    const now = found?.assessment ?? present.get(applicationNo)
    if (then === undefined || now === undefined) return []
    const decided = decision !== null && found !== null
    const fresh = decided && !isOvertaken(decision, { ...found, assessmentId: found.id }, stored.revision)
    const becomesStale = fresh && essenceOf(found.assessment) !== essenceOf(then)
    return [{ applicationNo, applicant, before: now, after: then, decided: decision !== null, becomesStale }]
  })
  return impactBetween(inputs, validListNos(ws.db).get(roundId) ?? null)
}

/** The entered parameters with some keys given other values. */
export function withEntered(
  entered: readonly EnteredParameter[],
  changes: readonly EnteredParameter[],
): EnteredParameter[] {
  const changed = new Set(changes.map(({ key }) => key))
  return [...entered.filter(({ key }) => !changed.has(key)), ...changes]
}
