import { accountById } from '../../../db/accounts.ts'
import { assign, assigneeOf, isRecused } from '../../../db/people.ts'
import { type AssignPayload, assignPayload } from '../../../shared/undo/payloads.ts'
import { chosenCases } from '../jobs/chosenCases.ts'
import { isOut, loadRound } from '../roundState.ts'
import { movedOn, type UndoContext, undoable } from './kind.ts'

/** 派件. */
export const assignUndo = undoable({
  payload: assignPayload,
  undo: (on, payload) =>
    give(
      on,
      payload,
      () => payload.after,
      ({ before }) => before,
    ),
  redo: (on, payload) =>
    give(
      on,
      payload,
      ({ before }) => before,
      () => payload.after,
    ),
  cases: ({ rows }) => rows.map(({ caseId }) => caseId),
})

type Row = AssignPayload['rows'][number]

/** Gives every case from whoever had it to whoever had or shall have it, all or none. */
function give(
  { ws, tx, roundId }: UndoContext,
  payload: AssignPayload,
  from: (row: Row) => string | null,
  to: (row: Row) => string | null,
): AssignPayload {
  const ids = payload.rows.map(({ caseId }) => caseId)
  const cases = new Map(chosenCases(loadRound(ws, roundId), ids).map((one) => [one.stored.id, one]))
  for (const row of payload.rows) {
    const one = cases.get(row.caseId)
    const no = one?.stored.application.applicationNo ?? ''
    if (assigneeOf(tx.db, row.caseId) !== from(row)) throw movedOn(no, '之后已另行派件')
    const next = to(row)
    if (next !== null && accountById(tx.db, next)?.active !== true) throw movedOn(no, '原经办人的账号已停用')
    if (next !== null && isRecused(tx.db, row.caseId, next)) throw movedOn(no, '原经办人已声明回避')
    if (one !== undefined && isOut(one)) throw movedOn(no, `已${one.stage}，请先恢复办理`)
  }
  for (const row of payload.rows) assign(tx, row.caseId, to(row))
  return payload
}
