import { accountById, listAccounts } from '../../../db/accounts.ts'
import { addAct } from '../../../db/acts.ts'
import { assign, assignees, recusedCases } from '../../../db/people.ts'
import type { Tx } from '../../../db/write.ts'
import { AppError } from '../../../shared/errors.ts'
import { type BulkResult, type BulkRow, bulkResult } from '../../../shared/stages/bulk.ts'
import { casesLabel } from '../../../shared/undo/labels.ts'
import type { AssignPayload } from '../../../shared/undo/payloads.ts'
import { isOut, loadRound, type RoundState } from '../roundState.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { chosenCases } from './chosenCases.ts'

export interface AssignInput {
  roundId: string
  caseIds: readonly string[]
  /** Null: nobody. */
  accountId: string | null
}

export const NOBODY = '未派件'

/** Who would have each case; nothing is written. Errors: NOT_FOUND; BAD_INPUT for somebody who cannot review. */
export function planAssignment(ws: Workspace, input: AssignInput): BulkResult {
  return plan(ws, loadRound(ws, input.roundId), input)
}

/** Gives the cases to a person, all or none. Errors: as planAssignment; CONFLICT naming the first case that cannot be given. */
export function assignCases(ws: Workspace, actor: Actor, input: AssignInput): BulkResult {
  return record(ws, actor, (tx) => {
    const state = loadRound(ws, input.roundId)
    const planned = plan(ws, state, input)
    giveInside(tx, state, input.accountId, planned.rows)
    return planned
  })
}

/** Gives planned rows to one person, with the act to undo. Errors: CONFLICT naming the first case that cannot be given. */
export function giveInside(tx: Tx, { round }: RoundState, accountId: string | null, planned: readonly BulkRow[]): void {
  const before = assignees(tx.db, round.id)
  for (const { ok, applicationNo, note, caseId } of planned) {
    if (!ok) throw new AppError('CONFLICT', `${applicationNo}：${note}；没有任何一件被改动`)
    assign(tx, caseId, accountId)
  }
  const nos = planned.map(({ applicationNo }) => applicationNo)
  const rows = planned.map(({ caseId }) => ({ caseId, before: before.get(caseId) ?? null }))
  const name = planned[0]?.to ?? ''
  addAct(tx, {
    roundId: round.id,
    applicationId: rows.length === 1 ? (rows[0]?.caseId ?? null) : null,
    kind: 'assign',
    label: accountId === null ? `收回派件 ${casesLabel(nos)}` : `派件 ${casesLabel(nos)} 给${name}`,
    payload: { after: accountId, rows } satisfies AssignPayload,
  })
  const subject = nos.length === 1 ? (nos[0] ?? '') : `${round.year}-${round.batch}`
  tx.log('派件', subject, { assignee: name, moved: nos.length, applicationNos: nos })
}

function plan(ws: Workspace, state: RoundState, { caseIds, accountId }: AssignInput): BulkResult {
  const to = accountId === null ? null : reviewer(ws, accountId)
  const recused = accountId === null ? new Set<string>() : recusedCases(ws.db, accountId)
  const names = new Map(listAccounts(ws.db).map(({ id, name }) => [id, name]))
  const now = assignees(ws.db, state.round.id)
  return bulkResult(
    chosenCases(state, caseIds).map((one): BulkRow => {
      const { id } = one.stored
      const { applicationNo, applicant } = one.stored.application
      const has = now.get(id) ?? null
      const note = recused.has(id)
        ? `${to?.name ?? ''}已声明回避`
        : has === accountId
          ? '没有变化'
          : isOut(one)
            ? `已${one.stage}，请先恢复办理`
            : ''
      const from = has === null ? NOBODY : (names.get(has) ?? NOBODY)
      return { caseId: id, applicationNo, applicant, ok: note === '', from, to: to?.name ?? NOBODY, note }
    }),
  )
}

/** Somebody who can have cases. Errors: NOT_FOUND, BAD_INPUT. */
export function reviewer(ws: Workspace, accountId: string) {
  const account = accountById(ws.db, accountId)
  if (account === null) throw new AppError('NOT_FOUND', '没有这个账号，请刷新后重试')
  if (!account.active) throw new AppError('BAD_INPUT', `${account.name}的账号已停用，不能派件`)
  if (!account.roles.some((role) => role === 'reviewer' || role === 'chief')) {
    throw new AppError('BAD_INPUT', `${account.name}不是审核员或科长，不能派件`)
  }
  return account
}
