import { basename } from 'node:path'
import { sha256 } from '../../../db/digest.ts'
import { enteredNames, parametersOfRound } from '../../../db/parameters.ts'
import type { Round } from '../../../db/rounds.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import type { ParameterFilePlan } from '../../../shared/contract/policy.ts'
import { chinaDay } from '../../../shared/date.ts'
import { AppError } from '../../../shared/errors.ts'
import { closedEntry, notYetBegun } from '../../../shared/policy/entry.ts'
import { type EnteredParameter, parameterDefinition } from '../../../shared/policy/inForce.ts'
import { readParameterSet, writeParameterSet } from '../../../shared/policy/parameterSet.ts'
import { type PlannedLine, planSet } from '../../../shared/policy/setPlan.ts'
import { parameterText } from '../../../shared/policy/values.ts'
import { writeFileAtomic } from '../atomicFile.ts'
import { exportedFile } from '../exportedFile.ts'
import { parameterImpact, withEntered } from '../parameterImpact.ts'
import { requireRound } from '../roundState.ts'
import { readSmallText } from '../smallText.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { settleChange } from './roundParameters.ts'
import { enterValue } from './setParameter.ts'

interface Plan extends ParameterFilePlan {
  planned: PlannedLine[]
}

/** Writes the parameters a round has been given to a YAML file. Errors: CONFLICT when it has none; STORAGE. */
export async function exportParameters(
  ws: Workspace,
  actor: Actor,
  roundId: string,
  path: string,
): Promise<{ count: number }> {
  const round = requireRound(ws, roundId)
  const names = enteredNames(ws.db, roundId)
  const parameters = [...parametersOfRound(ws.db, roundId).values()].map((one) => ({
    key: one.key,
    label: parameterDefinition(ws.policy.policy, round.policyOn, one.key)?.label ?? one.key,
    value: parameterText(one.value),
    basis: one.basis,
    effectiveFrom: one.effectiveFrom,
    origin: one.origin === 'demo' ? ('演示参数' as const) : ('本局录入' as const),
    enteredBy: names.get(one.key) ?? one.enteredBy,
    enteredAt: one.enteredAt,
  }))
  if (parameters.length === 0) {
    throw new AppError('CONFLICT', '本批次还没有录入任何参数，没有可导出的内容；请先在“条款与参数”中录入')
  }
  const text = writeParameterSet({
    round: `${round.year}-${round.batch}`,
    policyOn: round.policyOn,
    policyHash: policyHash(ws, round),
    exportedAt: ws.now(),
    exportedBy: actor.name,
    parameters,
  })
  await writeFileAtomic(path, new TextEncoder().encode(text))
  record(ws, actor, (tx) => {
    tx.log('导出参数', `${round.year}-${round.batch}`, { items: parameters.length, ...exportedFile(path) })
  })
  return { count: parameters.length }
}

/**
 * Reads a parameter file and says what importing it would do; nothing is written. Errors: POLICY_FILE and CONFLICT as
 * readParameterSet; STORAGE when the file cannot be read.
 */
export async function planParameterFile(ws: Workspace, roundId: string, path: string): Promise<ParameterFilePlan> {
  const { planned: _planned, ...plan } = await readPlan(ws, roundId, path)
  return plan
}

/**
 * Enters every new or changed value of a parameter file as a new version, all or none, and assesses the round again.
 * A file that says what the round has already writes nothing. `planHash` is the one shown before. Errors: CONFLICT when
 * file or round changed since, or when an entry was refused: with its reason, naming line and key.
 */
export async function importParameters(
  ws: Workspace,
  actor: Actor,
  roundId: string,
  path: string,
  planHash: string,
): Promise<ParameterFilePlan> {
  const { planned, ...plan } = await readPlan(ws, roundId, path)
  if (plan.planHash !== planHash) {
    throw new AppError('CONFLICT', '预览之后文件或本批次的参数又有变动，没有导入；请重新选择文件核对')
  }
  const refused = planned.find(({ verdict }) => verdict === 'refused')
  if (refused !== undefined) {
    throw new AppError('CONFLICT', `参数文件“${plan.fileName}”${refused.reason}；全部没有导入，请改正后重新选择`)
  }
  const entered = planned.filter(({ verdict }) => verdict !== 'same')
  if (entered.length === 0) return plan
  record(ws, actor, (tx) => {
    for (const { key, label, value, basis, effectiveFrom, enteredBy, enteredAt } of entered) {
      if (value === null) continue
      enterValue(tx, roundId, label, { key, value, basis, effectiveFrom }, { enteredBy, enteredAt })
    }
    const { round, exportedBy, exportedAt } = plan.from
    tx.log('导入参数', plan.fileName, { fromRound: round, exportedBy, exportedAt, items: entered.length })
    settleChange(ws, tx, roundId, `导入参数“${plan.fileName}”`)
  })
  return plan
}

async function readPlan(ws: Workspace, roundId: string, path: string): Promise<Plan> {
  const round = requireRound(ws, roundId)
  const fileName = basename(path)
  const text = await readSmallText(path, '参数文件')
  const set = readParameterSet(text, fileName, policyHash(ws, round))
  const used = parametersOfRound(ws.db, roundId)
  const { policy } = ws.policy
  const planned = planSet(set.parameters, {
    definitionOf: (key) => parameterDefinition(policy, round.policyOn, key),
    closed: (definition) => closedEntry(definition, round),
    early: (effectiveFrom) => notYetBegun(effectiveFrom, round, chinaDay(ws.now())),
    held(key) {
      const own = used.get(key)
      if (own !== undefined) return own
      const shipped = parameterDefinition(policy, round.policyOn, key)?.shipped ?? null
      if (shipped === null) return null
      return { value: shipped.value, origin: 'policy', basis: shipped.quotation, effectiveFrom: null }
    },
  })
  const changes = planned.flatMap(({ key, value, basis, verdict }): EnteredParameter[] => {
    return value === null || verdict === 'same' ? [] : [{ key, value, basis, origin: 'bureau' }]
  })
  const lines = planned.map(({ value: _value, ...line }) => line)
  return {
    fileName,
    from: { round: set.round, exportedBy: set.exportedBy, exportedAt: set.exportedAt },
    lines,
    impact: parameterImpact(ws, roundId, (own) => withEntered(own, changes)),
    planHash: sha256(canonicalJson({ roundId, text, lines })),
    planned,
  }
}

/** Stands for the wording of every article in force in the round: the keys of a set mean the same only under it. */
function policyHash(ws: Workspace, round: Round): string {
  const articles = [...ws.policy.articlesOn(round.policyOn, []).values()]
  return sha256(canonicalJson(articles.map(({ key, hash }) => [key, hash])))
}
