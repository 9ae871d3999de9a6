import type { Application } from '../../../shared/application.ts'
import { AppError } from '../../../shared/errors.ts'
import { changesBetween } from '../../../shared/intake/changes.ts'
import { REDO_REASON, UNDO_REASON } from '../../../shared/undo/labels.ts'
import { type CorrectPayload, correctPayload } from '../../../shared/undo/payloads.ts'
import { changeInside, fieldValue, withFields } from '../jobs/correct.ts'
import { loadGroup } from '../jobs/loadGroup.ts'
import { refuseRecused } from '../jobs/recuse.ts'
import { movedOn, type UndoContext, undoable } from './kind.ts'

/** 更正资料: undoing is a correction back to the old values. */
export const correctUndo = undoable({
  payload: correctPayload,
  undo: (on, payload) => replace(on, payload, { from: 'after', to: 'before', reason: UNDO_REASON }),
  redo: (on, payload) =>
    replace(on, payload, { from: 'before', to: 'after', reason: `${REDO_REASON}：${payload.reason}` }),
  cases: ({ caseId }) => [caseId],
})

type Side = 'before' | 'after'

function replace(
  { ws, tx }: UndoContext,
  payload: CorrectPayload,
  way: { from: Side; to: Side; reason: string },
): CorrectPayload {
  refuseRecused(tx, payload.caseId)
  const { one } = loadGroup(ws, payload.caseId)
  const now = one.stored.application
  const other = payload.changed.filter((change) => fieldValue(now, change.field) !== change[way.from])
  if (other.length > 0) throw movedOn(now.applicationNo, `${labelsOf(now, payload).join('、')}之后又有更正或重新导入`)
  const next = withFields(
    now,
    payload.changed.map((change) => ({ field: change.field, value: change[way.to] })),
  )
  if (changesBetween(now, next).length === 0) throw new AppError('CONFLICT', '没有可改回的内容，没有任何改动')
  changeInside(ws, tx, payload.caseId, next, way.reason)
  return payload
}

function labelsOf(now: Application, { changed }: CorrectPayload): string[] {
  const old = withFields(
    now,
    changed.flatMap(({ field, before, after }) =>
      [before, after].filter((value) => value !== fieldValue(now, field)).map((value) => ({ field, value })),
    ),
  )
  return changesBetween(now, old).map(({ label }) => label)
}
