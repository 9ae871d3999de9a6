import { addParameterVersion, useParameter as lockParameter } from '../../../db/parameters.ts'
import type { IsoDate } from '../../../shared/date.ts'
import { AppError } from '../../../shared/errors.ts'
import { closedEntry } from '../../../shared/policy/entry.ts'
import { parameterDefinition } from '../../../shared/policy/inForce.ts'
import { parseParameterValue } from '../../../shared/policy/values.ts'
import { loadRound, requireRound } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { appendAssessments } from './assessCases.ts'
import { invalidateValidLists } from './invalidate.ts'

export interface ParameterEntry {
  key: string
  text: string
  basis: string
  effectiveFrom: IsoDate
}

/**
 * Enters a bureau value: a new dated version, used by the round from now on, and the round is assessed again.
 * Errors: NOT_FOUND for a parameter the article does not have; CONFLICT for one the policy itself sets, or in a round
 * made with 演示参数; BAD_INPUT when the text does not read.
 */
export function setParameter(ws: Workspace, actor: Actor, roundId: string, entry: ParameterEntry): void {
  const round = requireRound(ws, roundId)
  const definition = parameterDefinition(ws.policy.policy, round.policyOn, entry.key)
  if (definition === null) throw new AppError('NOT_FOUND', '本批次适用的条款没有这个参数，请刷新后重试')
  const closed = closedEntry(definition, round)
  if (closed !== '') throw new AppError('CONFLICT', closed)
  if (entry.basis.trim() === '') throw new AppError('BAD_INPUT', '请写明依据（文号/条款）')
  const value = parseParameterValue(definition.type, entry.text)
  record(ws, actor, (tx) => {
    const { key, basis, effectiveFrom } = entry
    const version = addParameterVersion(tx, { key, value, basis, effectiveFrom, origin: 'bureau' })
    lockParameter(tx, roundId, key, version)
    invalidateValidLists(tx, roundId, `参数“${definition.label}”有新值`)
    tx.log('录入参数', definition.label, {
      key: entry.key,
      text: entry.text,
      basis: entry.basis,
      effectiveFrom: entry.effectiveFrom,
    })
    const state = loadRound(ws, roundId)
    appendAssessments(ws, tx, state, state.cases)
  })
}
