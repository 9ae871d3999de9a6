import { addParameterVersion, useParameter as lockParameter } from '../../../db/parameters.ts'
import type { Round } from '../../../db/rounds.ts'
import type { Tx } from '../../../db/write.ts'
import type { ParameterPreview } from '../../../shared/contract/policy.ts'
import { chinaDay, type IsoDate, isIsoDate } from '../../../shared/date.ts'
import { AppError } from '../../../shared/errors.ts'
import type { ParameterDefinition, ParameterValue } from '../../../shared/policy/article.ts'
import { closedEntry, notYetBegun } from '../../../shared/policy/entry.ts'
import { parameterDefinition } from '../../../shared/policy/inForce.ts'
import { parameterText, parseParameterValue } from '../../../shared/policy/values.ts'
import { parameterImpact, withEntered } from '../parameterImpact.ts'
import { requireRound, roundContext } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { settleChange } from './roundParameters.ts'

export interface ParameterEntry {
  key: string
  text: string
  basis: string
  effectiveFrom: IsoDate
}

/**
 * What entering a value would do to the round; nothing is written. Errors: as `setParameter`, but the basis and the day
 * may still be missing.
 */
export function previewParameter(
  ws: Workspace,
  roundId: string,
  entry: Pick<ParameterEntry, 'key' | 'text'> & { basis?: string },
): ParameterPreview {
  const round = requireRound(ws, roundId)
  const { key, basis = '' } = entry
  const { definition, value } = readEntry(ws, round, entry)
  return {
    key,
    label: definition.label,
    old: valueInForce(ws, round, key),
    new: parameterText(value),
    impact: parameterImpact(ws, roundId, (entered) => withEntered(entered, [{ key, value, basis, origin: 'bureau' }])),
  }
}

/**
 * Enters a bureau value: a new dated version, used by the round from now on, and the round is assessed again.
 * Errors: NOT_FOUND for a parameter the article does not have; CONFLICT for one the policy itself sets, or in a round
 * that uses 演示参数; BAD_INPUT when the text does not read, without basis or day, or
 * when the value begins later.
 */
export function setParameter(ws: Workspace, actor: Actor, roundId: string, entry: ParameterEntry): void {
  const round = requireRound(ws, roundId)
  const { definition, value } = readEntry(ws, round, entry)
  refuseWithoutBasis(entry)
  const early = notYetBegun(entry.effectiveFrom, round, chinaDay(ws.now()))
  if (early !== '') throw new AppError('BAD_INPUT', early)
  record(ws, actor, (tx) => {
    enterValue(tx, roundId, definition.label, { ...entry, value })
    settleChange(ws, tx, roundId, `参数“${definition.label}”有新值`)
  })
}

/** Adds one version and locks it into the round; the audit names what was entered, and `source`, where it came from. */
export function enterValue(
  tx: Tx,
  roundId: string,
  label: string,
  { key, value, basis, effectiveFrom }: Omit<ParameterEntry, 'text'> & { value: ParameterValue },
  source: object = {},
): void {
  const version = addParameterVersion(tx, { key, value, basis, effectiveFrom, origin: 'bureau' })
  lockParameter(tx, roundId, key, version)
  tx.log('录入参数', label, { key, text: parameterText(value), basis, effectiveFrom, ...source })
}

/** The value a round works with, as text; null while unset. */
function valueInForce(ws: Workspace, round: Round, key: string): string | null {
  const articles = [...roundContext(ws, round).context.articles.values()]
  const found = articles.flatMap(({ parameters }) => Object.values(parameters)).find((one) => one.key === key)
  return found === undefined || found.value === null ? null : parameterText(found.value)
}

function readEntry(
  ws: Workspace,
  round: Round,
  { key, text }: Pick<ParameterEntry, 'key' | 'text'>,
): { definition: ParameterDefinition; value: ParameterValue } {
  const definition = parameterDefinition(ws.policy.policy, round.policyOn, key)
  if (definition === null) throw new AppError('NOT_FOUND', `本批次适用的条款没有参数“${key}”，请刷新后重试`)
  const closed = closedEntry(definition, round)
  if (closed !== '') throw new AppError('CONFLICT', closed)
  return { definition, value: parseParameterValue(definition.type, text) }
}

/** Errors: BAD_INPUT without basis (文号/条款) or a real day. */
export function refuseWithoutBasis({ basis, effectiveFrom }: Pick<ParameterEntry, 'basis' | 'effectiveFrom'>): void {
  if (basis.trim() === '') throw new AppError('BAD_INPUT', '请写明依据（文号/条款）')
  if (!isIsoDate(effectiveFrom)) {
    throw new AppError('BAD_INPUT', `生效日期“${effectiveFrom}”不是日期，请写成 2026-01-01`)
  }
}
