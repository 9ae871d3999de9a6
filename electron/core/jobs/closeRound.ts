import { closeRoundForGood, closingOf } from '../../../db/closings.ts'
import { listCount, validList } from '../../../db/lists.ts'
import { AppError } from '../../../shared/errors.ts'
import { loadRound, requireRound } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'

/**
 * 本批次不再定稿: gives up a batch whose list fell. Nothing of it is changed any more, later batches no longer wait for it,
 * and there is no way back. Errors: NOT_FOUND; BAD_INPUT without a reason; CONFLICT for a batch with a valid list, one
 * that was never frozen, one with money paid out, a sample, or one closed before.
 */
export function closeRound(ws: Workspace, actor: Actor, roundId: string, reason: string): { name: string } {
  const why = reason.trim()
  if (why === '') throw new AppError('BAD_INPUT', '请写明本批次不再定稿的理由')
  return record(ws, actor, (tx) => {
    const { year, batch, sample } = requireRound(ws, roundId)
    const name = `${year}年第${batch}批`
    if (closingOf(tx.db, roundId) !== null) throw new AppError('CONFLICT', `${name}已经结束，不必再办`)
    if (sample) throw new AppError('CONFLICT', `${name}是示例批次，不用结束；不要了请用“弃用示例”`)
    const valid = validList(tx.db, roundId)
    if (valid !== null) {
      throw new AppError(
        'CONFLICT',
        `${name}有有效的定稿名单“${valid.listNo}”，不能结束；要作废它请先由科长退回其中的申报`,
      )
    }
    if (listCount(tx.db, roundId) === 0) {
      throw new AppError('CONFLICT', `${name}还没有定过稿，不妨碍其他批次，不需要结束`)
    }
    refusePaid(ws, roundId, name)
    closeRoundForGood(tx, roundId, why)
    tx.log('结束批次', `${year}-${batch}`, { reason: why })
    return { name }
  })
}

/** What was paid counts against yearly caps, and only a valid list says so. */
function refusePaid(ws: Workspace, roundId: string, name: string): void {
  const paid = loadRound(ws, roundId).cases.filter(
    ({ stage, decision }) => stage === '下达' || (stage === '归档' && decision?.kind === 'agree'),
  )
  if (paid.length === 0) return
  const [first] = paid
  const nos = `${first?.stored.application.applicationNo}${paid.length > 1 ? ` 等 ${paid.length} 件` : ''}`
  throw new AppError('CONFLICT', `${name}的 ${nos} 已下达，占用的年度上限要靠有效名单计入，不能结束；请重新定稿`)
}
