import { useParameter as lockParameter } from '../../../db/parameters.ts'
import { addPanel, addScheme } from '../../../db/scoring.ts'
import { saveSetting } from '../../../db/settings.ts'
import type { Tx } from '../../../db/write.ts'
import type { ArticleKey } from '../../../shared/application.ts'
import type { IsoDate } from '../../../shared/date.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Fen } from '../../../shared/money.ts'
import { UNSET_SETTINGS } from '../../../shared/report/noticeSettings.ts'
import type { CopyPlan } from '../../../shared/rounds/copyRound.ts'
import { type Copying, type CopyTarget, copying } from '../copyPlan.ts'
import { defaultRules } from '../officeDefaults.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { insertRound } from './createRound.ts'
import { OFFICE_SETTINGS, officeSettings } from './settings.ts'

/** What of an earlier round a new one takes; budget and window are always its own. */
export interface CopyRound extends CopyTarget {
  budgetFen: Fen
  windowFrom: IsoDate | null
  windowTo: IsoDate | null
  rules: boolean
  /** Keys of the parameters to take, of those the plan offers. */
  parameters: readonly string[]
  schemes: readonly ArticleKey[]
  /** Articles whose panel comes along too. */
  panels: readonly ArticleKey[]
  clearNoticeDates: boolean
}

/** What would be taken, for the screen; nothing is written. Errors: NOT_FOUND. */
export function copyPlan(ws: Workspace, target: CopyTarget): CopyPlan {
  return copying(ws, target).plan
}

/**
 * Makes a round after the pattern of an earlier one, all or nothing, and answers its id. 演示参数 are never taken. Errors:
 * as `insertRound`; CONFLICT for a parameter, scheme or panel that is no longer there to take.
 */
export function copyRound(ws: Workspace, actor: Actor, input: CopyRound): string {
  return record(ws, actor, (tx) => {
    const source = copying(ws, input)
    const { from } = source
    const rules = input.rules ? { ...from.rules, articleBudgets: {} } : defaultRules(ws)
    const { id } = insertRound(ws, tx, { ...input, demo: false, sample: false, rules })
    const copied = [
      ...(input.rules ? ['计算规则'] : []),
      ...takeParameters(tx, id, source, input.parameters),
      ...takeSchemes(tx, id, source, input),
    ]
    if (input.clearNoticeDates) {
      saveSetting(tx, OFFICE_SETTINGS, {
        ...officeSettings(ws),
        ...{ startOn: null, dayOffStart: null, signedOn: null, documentNos: UNSET_SETTINGS.documentNos },
      })
      copied.push('清空公示日期')
    }
    tx.log('按往年批次新建', `${input.year}-${input.batch}`, {
      fromRound: `${from.year}-${from.batch}`,
      budgetFen: input.budgetFen,
      copied: copied.length === 0 ? '无' : copied,
    })
    return id
  })
}

function takeParameters(tx: Tx, roundId: string, { versions, plan }: Copying, keys: readonly string[]): string[] {
  return [...new Set(keys)].map((key) => {
    const version = versions.get(key)
    const line = plan.parameters.find((one) => one.key === key)
    if (version === undefined || line === undefined) throw gone()
    lockParameter(tx, roundId, key, version.id)
    return `${line.articleNo}${line.label}`
  })
}

function takeSchemes(
  tx: Tx,
  roundId: string,
  { scorings, plan }: Copying,
  { schemes, panels }: Pick<CopyRound, 'schemes' | 'panels'>,
): string[] {
  if (panels.some((article) => !schemes.includes(article))) {
    throw new AppError('BAD_INPUT', '专家组随评审办法一起沿用，请同时选上评审办法')
  }
  return [...new Set(schemes)].flatMap((article) => {
    const found = scorings.get(article)
    if (found === undefined) throw gone()
    const no = plan.schemes.find((one) => one.article === article)?.articleNo ?? ''
    addScheme(tx, roundId, { article, scheme: found.scoring.scheme, basis: found.scoring.newest.basis })
    if (!panels.includes(article) || found.panel.length === 0) return [`${no}评审办法`]
    addPanel(tx, roundId, article, found.panel)
    return [`${no}评审办法`, `${no}专家组`]
  })
}

function gone(): AppError {
  return new AppError('CONFLICT', '有一项已不能沿用，请重新打开“按往年复制”核对后再建')
}
