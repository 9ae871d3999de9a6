import { addParameterVersion, useParameter as lockParameter, newestBureauVersions } from '../../../db/parameters.ts'
import { addRound, roundByYearBatch } from '../../../db/rounds.ts'
import type { Tx } from '../../../db/write.ts'
import { DEFAULT_ROUND_RULES } from '../../../shared/cohort/allocation.ts'
import { chinaDay, type IsoDate } from '../../../shared/date.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Fen } from '../../../shared/money.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

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
 * uses the 演示参数, otherwise whatever the bureau entered so far. Errors: CONFLICT when the round exists.
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
    if (input.demoParameters) lockDemoParameters(ws, tx, id, policyOn)
    else lockBureauParameters(ws, tx, id, policyOn)
    tx.log('新建批次', `${year}-${batch}`, { budgetFen, demoParameters })
    return id
  })
}

function lockDemoParameters(ws: Workspace, tx: Tx, roundId: string, on: IsoDate): void {
  for (const { key, value, basis } of ws.policy.demoParameters(on)) {
    const version = addParameterVersion(tx, { key, value, basis, effectiveFrom: on, origin: 'demo' })
    lockParameter(tx, roundId, key, version)
  }
}

/** The newest bureau value of each parameter that has begun by now, or by the round's day, is locked into the round. */
function lockBureauParameters(ws: Workspace, tx: Tx, roundId: string, on: IsoDate): void {
  const today = chinaDay(tx.now)
  for (const { id, key } of newestBureauVersions(ws.db, today > on ? today : on)) {
    lockParameter(tx, roundId, key, id)
  }
}
