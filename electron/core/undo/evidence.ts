import { addAttachment, attachmentById, attachmentsOf, withdrawAttachment } from '../../../db/attachments.ts'
import { recusalsOf } from '../../../db/people.ts'
import { pinPage, pinsOf } from '../../../db/pins.ts'
import { REDO_REASON, UNDO_REASON } from '../../../shared/undo/labels.ts'
import {
  type AttachmentPayload,
  attachmentPayload,
  type PinPayload,
  pinPayload,
} from '../../../shared/undo/payloads.ts'
import { loadGroup } from '../jobs/loadGroup.ts'
import { movedOn, type UndoContext, undoable } from './kind.ts'

/** 添加附件: undone by taking it off; done again as a new entry of the same bytes, which stay kept. */
export const attachmentUndo = undoable({
  payload: attachmentPayload,
  undo: (on, payload) => takeOff(on, payload, UNDO_REASON),
  redo: putOn,
  cases: ({ caseId }) => [caseId],
})

/** 撤下附件: the other way round. */
export const attachmentWithdrawalUndo = undoable({
  payload: attachmentPayload,
  undo: putOn,
  redo: (on, payload) => takeOff(on, payload, REDO_REASON),
  cases: ({ caseId }) => [caseId],
})

export const pinUndo = undoable({
  payload: pinPayload,
  undo: (on, payload) => pinAgain(on, payload, { from: payload.after, to: payload.before }),
  redo: (on, payload) => pinAgain(on, payload, { from: payload.before, to: payload.after }),
  cases: ({ caseId }) => [caseId],
})

function takeOff(on: UndoContext, payload: AttachmentPayload, reason: string): AttachmentPayload {
  const no = refuseRecused(on, payload.caseId)
  const file = attachmentById(on.tx.db, payload.attachmentId)
  if (file === null || file.withdrawnAt !== null) throw movedOn(no, '这个附件之后已撤下')
  withdrawAttachment(on.tx, payload.attachmentId, reason)
  return payload
}

function putOn(on: UndoContext, payload: AttachmentPayload): AttachmentPayload {
  const no = refuseRecused(on, payload.caseId)
  const file = attachmentById(on.tx.db, payload.attachmentId)
  if (file === null || file.withdrawnAt === null) throw movedOn(no, '这个附件仍在案卷中')
  const { applicationId, material, fileName, media, sha256, bytes } = file
  if (attachmentsOf(on.tx.db, applicationId).some((other) => other.sha256 === sha256)) {
    throw movedOn(no, '内容相同的附件之后已另行添加')
  }
  return { ...payload, attachmentId: addAttachment(on.tx, { applicationId, material, fileName, media, sha256, bytes }) }
}

type Place = PinPayload['after']

function pinAgain(on: UndoContext, payload: PinPayload, way: { from: Place; to: Place }): PinPayload {
  const no = refuseRecused(on, payload.caseId)
  const now = pinsOf(on.tx.db, payload.caseId).find(({ condition }) => condition === payload.condition)
  if (now?.attachmentId !== way.from?.attachmentId || now?.page !== way.from?.page) {
    throw movedOn(no, '这一项的页码标注之后又有改动')
  }
  if (way.to !== null && attachmentById(on.tx.db, way.to.attachmentId)?.withdrawnAt !== null) {
    throw movedOn(no, '原标注的附件已撤下')
  }
  pinPage(on.tx, payload.caseId, payload.condition, way.to)
  return payload
}

function refuseRecused({ ws, tx, person }: UndoContext, caseId: string): string {
  const no = loadGroup(ws, caseId).one.stored.application.applicationNo
  if (recusalsOf(tx.db, caseId).some(({ accountId }) => accountId === person.id)) {
    throw movedOn(no, '您已对这件申报声明回避')
  }
  return no
}
