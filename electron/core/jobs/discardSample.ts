import { listCount } from '../../../db/lists.ts'
import { discardRound, type Round } from '../../../db/rounds.ts'
import { roundTotals } from '../../../db/roundTotals.ts'
import { AppError } from '../../../shared/errors.ts'
import { requireRound } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { invalidateValidLists } from './invalidate.ts'
import { voidOvertakenLists } from './overtakenLists.ts'

const REASON = '示例批次已弃用'

/** What throwing a sample round away does, in sentences; nothing is written. Errors: NOT_FOUND; CONFLICT. */
export function discardSentences(ws: Workspace, roundId: string): string[] {
  const round = requireSample(ws, roundId)
  const { applications } = roundTotals(ws.db, roundId)
  const lists = listCount(ws.db, roundId)
  const decided = roundTotals(ws.db, roundId).byDecision.reduce((sum, { kind, count }) => sum + (kind ? count : 0), 0)
  return [
    `${nameOf(round)}（示例）的 ${applications} 件申报、${decided} 件意见和 ${lists} 份定稿名单不再显示，也不再计入查重、名额和年度上限。`,
    `${nameOf(round)}这个批次号空出来，可以用来建正式批次。`,
    '在这一批次里录入的参数和评审办法不再供新批次沿用；账号、设置、外来名单不受影响。',
    '弃用不能撤销。记录本身和留痕仍保存在库中，供核验和审计。',
  ]
}

/**
 * Throws a sample round away: its rows stay, nothing reads them any more, and its year and batch are free. Its lists end,
 * and so does any other list that stood on what it granted. Errors: NOT_FOUND; CONFLICT for a real round.
 */
export function discardSample(ws: Workspace, actor: Actor, roundId: string): { name: string } {
  return record(ws, actor, (tx) => {
    const round = requireSample(ws, roundId)
    const lists = listCount(ws.db, roundId)
    invalidateValidLists(tx, roundId, REASON)
    discardRound(tx, roundId)
    tx.log('弃用示例批次', `${round.year}-${round.batch}`, { lists })
    voidOvertakenLists(ws, tx, () => true, REASON)
    return { name: nameOf(round) }
  })
}

function requireSample(ws: Workspace, roundId: string): Round {
  const round = requireRound(ws, roundId)
  if (!round.sample) throw new AppError('CONFLICT', `${nameOf(round)}是正式批次，不能弃用；只有示例批次可以弃用`)
  return round
}

function nameOf({ year, batch }: Round): string {
  return `${year}年第${batch}批`
}
