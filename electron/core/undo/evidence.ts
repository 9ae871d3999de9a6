import { addAttachment, attachmentById, attachmentsOf, withdrawAttachment } from '../../../db/attachments.ts'
import { isRecused } from '../../../db/people.ts'
import { pinPage, pinsOf, pinsOn } from '../../../db/pins.ts'
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
  const attachmentId = addAttachment(on.tx, { applicationId, material, fileName, media, sha256, bytes })
  // The new entry stands where the old one did, on the checks too.
  for (const { condition, page } of pinsOn(on.tx.db, payload.attachmentId)) {
    pinPage(on.tx, applicationId, condition, { attachmentId, page })
  }
  return { ...payload, attachmentId }
}

type Place = PinPayload['after']

function pinAgain(on: UndoContext, payload: PinPayload, way: { from: Place; to: Place }): PinPayload {
  const no = refuseRecused(on, payload.caseId)
  const now = pinsOf(on.tx.db, payload.caseId).find(({ condition }) => condition === payload.condition) ?? null
  if (contentOf(on, now) !== contentOf(on, way.from)) throw movedOn(no, '这一项的页码标注之后又有改动')
  const to = way.to === null ? null : standing(on, payload.caseId, way.to)
  if (way.to !== null && to === null) throw movedOn(no, '原标注的附件已撤下')
  pinPage(on.tx, payload.caseId, payload.condition, to)
  return payload
}

/** A page by what is on it: an attachment taken off and put on again has another id. */
function contentOf({ tx }: UndoContext, place: Place): string {
  return place === null ? '' : `${attachmentById(tx.db, place.attachmentId)?.sha256 ?? ''} ${place.page}`
}

/** The place on an attachment that stands, under whatever id its content has now. */
function standing({ tx }: UndoContext, caseId: string, { attachmentId, page }: NonNullable<Place>): Place {
  const old = attachmentById(tx.db, attachmentId)
  const file = attachmentsOf(tx.db, caseId).find(({ sha256 }) => sha256 === old?.sha256)
  return file === undefined ? null : { attachmentId: file.id, page }
}

function refuseRecused({ ws, tx, person }: UndoContext, caseId: string): string {
  const no = loadGroup(ws, caseId).one.stored.application.applicationNo
  if (isRecused(tx.db, caseId, person.id)) {
    throw movedOn(no, '您已对这件申报声明回避')
  }
  return no
}
