import { listedRounds } from '../../../db/references.ts'
import { addRound, roundByYearBatch } from '../../../db/rounds.ts'
import { DEFAULT_ROUND_RULES } from '../../../shared/cohort/allocation.ts'
import type { IsoDate } from '../../../shared/date.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Fen } from '../../../shared/money.ts'
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
 * uses the 演示参数, otherwise whatever the bureau entered so far. Errors: CONFLICT when the round exists or stands in an
 * imported list of past rounds, whose grants would silently count no longer.
 */
export function createRound(ws: Workspace, actor: Actor, input: NewRound): string {
  if (roundByYearBatch(ws.db, input.year, input.batch) !== null) {
    throw new AppError('CONFLICT', `${input.year}年第${input.batch}批已经存在，请换一个批次号或直接打开它`)
  }
  if (input.windowFrom !== null && input.windowTo !== null && input.windowTo < input.windowFrom) {
    throw new AppError('BAD_INPUT', `申报截止日 ${input.windowTo} 早于开始日 ${input.windowFrom}，请改正`)
  }
  const policyOn = `${input.year}-01-01`
  if (ws.policy.articlesOn(policyOn, []).size === 0) {
    throw new AppError('NOT_IN_FORCE', `${input.year}年1月1日没有施行中的条款数据，不能建立${input.year}年的批次`)
  }
  const listed = listedRounds(ws.db).get(`${input.year}-${input.batch}`)
  if (listed !== undefined) {
    throw new AppError(
      'CONFLICT',
      `外来名单“${listed}”中已有${input.year}年第${input.batch}批的资助，新建这一批次后那些资助不再计入；请先在“查重”中撤回那份名单`,
    )
  }
  return record(ws, actor, (tx) => {
    const { year, batch, budgetFen, demoParameters, windowFrom, windowTo, sample } = input
    const rules = DEFAULT_ROUND_RULES
    const id = addRound(tx, {
      year,
      batch,
      budgetFen,
      policyOn,
      windowFrom,
      windowTo,
      rules,
      demo: demoParameters,
      sample,
    })
    if (demoParameters) lockDemo(ws, tx, { id, policyOn })
    else lockBureau(ws, tx, { id, policyOn })
    tx.log('新建批次', `${year}-${batch}`, { budgetFen, demoParameters })
    return id
  })
}
