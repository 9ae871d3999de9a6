import { latestAssessment } from '../../../db/assessments.ts'
import { closeSupplement, supplementsOf } from '../../../db/supplements.ts'
import { REDO_REASON, UNDO_REASON } from '../../../shared/undo/labels.ts'
import { supplementPayload } from '../../../shared/undo/payloads.ts'
import { loadGroup } from '../jobs/loadGroup.ts'
import { requestInside } from '../jobs/supplements.ts'
import { standsAsBefore, takeBack } from './decide.ts'
import { movedOn, undoable } from './kind.ts'

/** 补正告知: undone by cancelling it and taking its decision back. */
export const supplementUndo = undoable({
  payload: supplementPayload,
  undo(on, payload) {
    const { caseId } = payload.made
    const open = supplementsOf(on.tx.db, caseId).find(({ id }) => id === payload.requestId)
    const no = loadGroup(on.ws, caseId).one.stored.application.applicationNo
    if (open === undefined || open.closed !== null) throw movedOn(no, '这次补正已办结')
    takeBack(on, [payload.made])
    closeSupplement(on.tx, payload.requestId, { outcome: 'cancelled', receivedOn: null, words: UNDO_REASON })
    return payload
  },
  redo(on, { made, items, toldOn, dueDays, againReason }) {
    const { one } = loadGroup(on.ws, made.caseId)
    const no = one.stored.application.applicationNo
    if (!standsAsBefore(on.tx, one, made) || one.stage !== made.from) throw movedOn(no, '之后已另行办理')
    const assessmentId = latestAssessment(on.tx.db, made.caseId)?.id ?? ''
    const input = { caseId: made.caseId, assessmentId, items, toldOn, dueDays, againReason: againReason || REDO_REASON }
    return requestInside(on.ws, on.tx, input)
  },
  cases: ({ made }) => [made.caseId],
})
