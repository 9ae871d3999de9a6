import { addRestrictionLift } from '../../../db/restrictionLifts.ts'
import { AppError } from '../../../shared/errors.ts'
import { restrictionState } from '../restrictions.ts'
import { type Actor, record, type Workspace } from '../workspace.ts'
import { appendAssessments } from './assessCases.ts'
import { invalidateValidLists } from './invalidate.ts'
import { loadGroup } from './loadGroup.ts'
import { refuseRecused } from './recuse.ts'

/**
 * The chief's word that a listed applicant's case may go on, given in sight of every 失信/限制 entry that holds now; one
 * that appears later stops the case again. Errors: BAD_INPUT without a reason or when nothing is to be lifted; CONFLICT
 * when the lists or the finding changed since the chief looked.
 */
export function liftRestriction(
  ws: Workspace,
  actor: Actor,
  caseId: string,
  assessmentId: string,
  reason: string,
): void {
  const why = reason.trim()
  if (why === '') throw new AppError('BAD_INPUT', '请写明解除限制的理由')
  record(ws, actor, (tx) => {
    refuseRecused(tx, caseId)
    const group = loadGroup(ws, caseId)
    const { one, round } = group
    const { restrictions, lifted } = restrictionState(ws, one.stored)
    if (restrictions.length === 0) throw new AppError('BAD_INPUT', '申报单位不在失信/限制名单内，没有可解除的限制')
    if (lifted !== null) throw new AppError('BAD_INPUT', '这件的限制已经解除，不必再解除')
    const shown = one.found?.assessment.conditions.map(({ text }) => text).join('\n') ?? ''
    if (one.found?.id !== assessmentId || restrictions.some(({ text }) => !shown.includes(text))) {
      throw new AppError('CONFLICT', '失信/限制名单或机审结论已更新，请重新测算、看过新的结论再解除')
    }
    const { applicationNo } = one.stored.application
    addRestrictionLift(tx, {
      applicationId: caseId,
      entryIds: restrictions.map(({ entryId }) => entryId),
      reason: why,
    })
    invalidateValidLists(tx, round.id, `${applicationNo} 的限制已解除`)
    tx.log('解除限制', applicationNo, { entries: restrictions.map(({ text }) => text), reason: why })
    appendAssessments(ws, tx, group, group.cases)
  })
}
