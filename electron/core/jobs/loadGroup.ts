import { sameApplicants } from '../../../db/applicants.ts'
import { applicationById, applicationsOfApplicants } from '../../../db/applications.ts'
import { latestAssessment } from '../../../db/assessments.ts'
import { latestDecision } from '../../../db/decisions.ts'
import { refuseAlteredCase } from '../../../db/intact.ts'
import { currentStage } from '../../../db/stages.ts'
import { AppError } from '../../../shared/errors.ts'
import { type CaseState, type RoundState, requireRound, roundContext } from '../roundState.ts'
import type { Workspace } from '../workspace.ts'

/** A part of a round, and the case it was read for. */
export interface CaseGroup extends RoundState {
  one: CaseState
}

/**
 * The part of a round that one case can change: the case and the same applicant's others in the round, since they
 * share a yearly cap. Small, so that saving a decision does not read the whole round. Errors: NOT_FOUND; DAMAGED when a
 * record of the case is not as it was written.
 */
export function loadGroup(ws: Workspace, caseId: string): CaseGroup {
  refuseAlteredCase(ws.db, caseId)
  const stored = applicationById(ws.db, caseId)
  if (stored === null) throw notFound()
  const round = requireRound(ws, stored.roundId)
  const { creditCode, applicant } = stored.application
  const ids = sameApplicants(ws.db, creditCode, applicant).map(({ id }) => id)
  const cases = applicationsOfApplicants(ws.db, stored.roundId, ids).map((other): CaseState => {
    return {
      stored: other,
      found: latestAssessment(ws.db, other.id),
      decision: latestDecision(ws.db, other.id),
      stage: currentStage(ws.db, other.id),
    }
  })
  const one = cases.find((other) => other.stored.id === caseId)
  if (one === undefined) throw notFound()
  return { round, ...roundContext(ws, round), cases, one }
}

function notFound(): AppError {
  return new AppError('NOT_FOUND', '没有这件申报，列表可能已变动，请刷新后重试')
}
