import {
  addParameterVersion,
  useParameter as lockParameter,
  type ParameterVersion,
  parametersOfRound,
} from '../../../db/parameters.ts'
import type { Tx } from '../../../db/write.ts'
import type { IsoDate, IsoInstant } from '../../../shared/date.ts'
import type { EnteredParameter } from '../../../shared/policy/inForce.ts'
import { bureauValues } from '../bureauValues.ts'
import { loadRound } from '../roundState.ts'
import type { Workspace } from '../workspace.ts'
import { appendAssessments } from './assessCases.ts'
import { loadDemoSchemes } from './demoScoring.ts'
import { invalidateValidLists } from './invalidate.ts'

type RoundDay = { id: string; policyOn: IsoDate }

/** The 演示参数 that fill what the bureau has not entered for a round. */
export function missingDemo(ws: Workspace, round: RoundDay): EnteredParameter[] {
  const used = parametersOfRound(ws.db, round.id)
  return ws.policy.demoParameters(round.policyOn).filter(({ key }) => used.get(key)?.origin !== 'bureau')
}

/**
 * The newest bureau value of each parameter that was entered for the round's version of the article and has begun by
 * now, or by the round's day, where the round has none of its own: what a round starts with, and what comes back when 演示参数 leave.
 */
export function missingBureau(ws: Workspace, round: RoundDay, now: IsoInstant): ParameterVersion[] {
  const used = parametersOfRound(ws.db, round.id)
  return bureauValues(ws, round.policyOn, now).filter(({ key }) => used.get(key)?.origin !== 'bureau')
}

/** Locks the 演示参数 into a round, with their 评审指标; answers how many parameters. */
export function lockDemo(ws: Workspace, tx: Tx, round: RoundDay): number {
  const missing = missingDemo(ws, round)
  for (const { key, value, basis } of missing) {
    const version = addParameterVersion(tx, { key, value, basis, effectiveFrom: round.policyOn, origin: 'demo' })
    lockParameter(tx, round.id, key, version)
  }
  loadDemoSchemes(ws, tx, round.id)
  return missing.length
}

/** Locks the bureau's newest values into a round; answers how many. */
export function lockBureau(ws: Workspace, tx: Tx, round: RoundDay): number {
  const missing = missingBureau(ws, round, tx.now)
  for (const { id, key } of missing) lockParameter(tx, round.id, key, id)
  return missing.length
}

/** What follows from other parameters: valid lists are voided with the reason and every case is assessed again. */
export function settleChange(ws: Workspace, tx: Tx, roundId: string, reason: string): number {
  invalidateValidLists(tx, roundId, reason)
  const state = loadRound(ws, roundId)
  return appendAssessments(ws, tx, state, state.cases)
}
