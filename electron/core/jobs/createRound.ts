import { listedRounds } from '../../../db/references.ts'
import { addRound, roundByYearBatch } from '../../../db/rounds.ts'
import type { Tx } from '../../../db/write.ts'
import { DEFAULT_ROUND_RULES, type RoundRules } from '../../../shared/cohort/allocation.ts'
import type { IsoDate } from '../../../shared/date.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Fen } from '../../../shared/money.ts'
import { defaultRules } from '../officeDefaults.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { lockBureau, lockDemo } from './roundParameters.ts'

export interface NewRound {
  year: number
  batch: number
  budgetFen: Fen
  demoParameters: boolean
  windowFrom: IsoDate | null
  windowTo: IsoDate | null
  sample: boolean
}

/**
 * Makes a round and answers its id. The articles in force on 1 January of its year apply; with `demoParameters` it
 * uses the 演示参数, otherwise whatever the bureau entered so far. Errors: as `insertRound`.
 */
export function createRound(ws: Workspace, actor: Actor, input: NewRound): string {
  return record(ws, actor, (tx) => {
    const { year, batch, budgetFen, demoParameters } = input
    // The sample shows what the documents show, whatever this office has set.
    const rules = input.sample ? DEFAULT_ROUND_RULES : defaultRules(ws)
    const { id, policyOn } = insertRound(ws, tx, { ...input, demo: demoParameters, rules })
    if (demoParameters) lockDemo(ws, tx, { id, policyOn })
    else lockBureau(ws, tx, { id, policyOn })
    tx.log('新建批次', `${year}-${batch}`, { budgetFen, demoParameters })
    return id
  })
}

/**
 * Adds the round's row, without parameters. Errors: CONFLICT when the round exists or stands in an imported list of past
 * rounds, whose grants would silently count no longer; BAD_INPUT for its dates; NOT_IN_FORCE.
 */
export function insertRound(
  ws: Workspace,
  tx: Tx,
  input: Omit<NewRound, 'demoParameters'> & { demo: boolean; rules: RoundRules },
): { id: string; policyOn: IsoDate } {
  const { year, batch, budgetFen, windowFrom, windowTo, rules, demo, sample } = input
  if (roundByYearBatch(ws.db, year, batch) !== null) {
    throw new AppError('CONFLICT', `${year}年第${batch}批已经存在，请换一个批次号或直接打开它`)
  }
  if (windowFrom !== null && windowTo !== null && windowTo < windowFrom) {
    throw new AppError('BAD_INPUT', `申报截止日 ${windowTo} 早于开始日 ${windowFrom}，请改正`)
  }
  const policyOn = `${year}-01-01`
  if (ws.policy.articlesOn(policyOn, []).size === 0) {
    throw new AppError('NOT_IN_FORCE', `${year}年1月1日没有施行中的条款数据，不能建立${year}年的批次`)
  }
  const listed = listedRounds(ws.db).get(`${year}-${batch}`)
  if (listed !== undefined) {
    throw new AppError(
      'CONFLICT',
      `外来名单“${listed}”中已有${year}年第${batch}批的资助，新建这一批次后那些资助不再计入；请先在“查重”中撤回那份名单`,
    )
  }
  const id = addRound(tx, { year, batch, budgetFen, policyOn, windowFrom, windowTo, rules, demo, sample })
  return { id, policyOn }
}
