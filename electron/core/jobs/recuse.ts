import { accountById } from '../../../db/accounts.ts'
import { latestDecision } from '../../../db/decisions.ts'
import { addRecusal, assign, assigneeOf, isRecused, liftRecusal, recusalsOf } from '../../../db/people.ts'
import { movesOf } from '../../../db/stages.ts'
import type { Tx } from '../../../db/write.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Person } from '../stageFacts.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { loadGroup } from './loadGroup.ts'

/**
 * 回避 of one person on one case: it is taken from the person, who can no longer decide, re-check or approve it. Errors:
 * FORBIDDEN to enter another's without being chief; CONFLICT when it stands already, or when the present decision or its
 * re-check or approval is this person's.
 */
export function recuse(
  ws: Workspace,
  actor: Person,
  input: { caseId: string; accountId: string | null; reason: string },
): void {
  const accountId = input.accountId ?? actor.id
  const reason = input.reason.trim()
  if (reason === '') throw new AppError('BAD_INPUT', '请写明回避事由')
  if (accountId !== actor.id && !actor.roles.includes('chief')) {
    throw new AppError('FORBIDDEN', '只有科长可以替他人登记回避')
  }
  record(ws, actor, (tx) => {
    const { one } = loadGroup(ws, input.caseId)
    const account = accountById(tx.db, accountId)
    if (account === null) throw new AppError('NOT_FOUND', '没有这个账号，请刷新后重试')
    if (isRecused(tx.db, input.caseId, accountId)) {
      throw new AppError('CONFLICT', `${account.name}已对这件申报声明回避`)
    }
    if (latestDecision(tx.db, input.caseId)?.decidedBy === accountId) {
      throw new AppError('CONFLICT', `现有意见由${account.name}拟定，请先撤销或由其他人重新拟定，再登记回避`)
    }
    if (approvesNow(tx, input.caseId, accountId)) {
      throw new AppError('CONFLICT', `现有复核或审定由${account.name}作出，请先由科长退回，再登记回避`)
    }
    addRecusal(tx, { applicationId: input.caseId, accountId, reason })
    if (assigneeOf(tx.db, input.caseId) === accountId) assign(tx, input.caseId, null)
    tx.log('回避', one.stored.application.applicationNo, { person: account.name, reason })
  })
}

/** Refuses an act on a case by somebody who declared 回避 on it. Errors: FORBIDDEN. */
export function refuseRecused(tx: Tx, caseId: string): void {
  if (isRecused(tx.db, caseId, tx.actor.id)) {
    throw new AppError('FORBIDDEN', '您已对这件申报声明回避，请换其他人办理')
  }
}

/** The person passed the case on or approved it, and it was not returned since. */
function approvesNow(tx: Tx, caseId: string, accountId: string): boolean {
  const moves = movesOf(tx.db, caseId)
  const since = moves.slice(moves.findLastIndex(({ to }) => to === '拟定') + 1)
  return since.some(({ from, movedBy }) => (from === '复核' || from === '审定') && movedBy === accountId)
}

/** The chief ends a 回避. Errors: NOT_FOUND when none stands; FORBIDDEN for one's own. */
export function endRecusal(
  ws: Workspace,
  actor: Actor,
  input: { caseId: string; accountId: string; reason: string },
): void {
  const reason = input.reason.trim()
  if (reason === '') throw new AppError('BAD_INPUT', '请写明解除回避的理由')
  if (input.accountId === actor.id) throw new AppError('FORBIDDEN', '本人的回避须由另一位科长解除')
  record(ws, actor, (tx) => {
    const { one } = loadGroup(ws, input.caseId)
    const standing = recusalsOf(tx.db, input.caseId).find(({ accountId }) => accountId === input.accountId)
    if (standing === undefined) throw new AppError('NOT_FOUND', '此人对这件申报没有回避，请刷新后重试')
    liftRecusal(tx, standing.id, reason)
    tx.log('解除回避', one.stored.application.applicationNo, { person: standing.name, reason })
  })
}
