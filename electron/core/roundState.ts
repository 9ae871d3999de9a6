import type { StoredApplication } from '../../db/applications.ts'
import { latestAssessments, type StoredAssessment } from '../../db/assessments.ts'
import { latestDecisions, type StoredDecision } from '../../db/decisions.ts'
import { parametersOfRound } from '../../db/parameters.ts'
import { type Round, roundById } from '../../db/rounds.ts'
import { currentStages } from '../../db/stages.ts'
import { AppError } from '../../shared/errors.ts'
import type { EnteredParameter } from '../../shared/policy/inForce.ts'
import type { RoundContext } from '../../shared/review/context.ts'
import { isOvertaken } from '../../shared/review/overtaken.ts'
import { INTAKE_STAGE, OUT_STAGES, type Stage } from '../../shared/stages/stages.ts'
import { applicationsInOrder } from './roundApplications.ts'
import type { Workspace } from './workspace.ts'

/** An application with the newest of what was found and decided. */
export interface CaseState {
  stored: StoredApplication
  found: StoredAssessment | null
  decision: StoredDecision | null
  stage: Stage
}

/** Gone back to the applicant (退回, 撤回): it takes no part in the round. */
export function isOut({ stage }: Pick<CaseState, 'stage'>): boolean {
  return OUT_STAGES.includes(stage)
}

/** The facts or the machine's finding changed after the decision was made. */
export function isStale({ decision, found, stored }: CaseState): boolean {
  if (decision === null || found === null) return false
  return isOvertaken(decision, { ...found, assessmentId: found.id }, stored.revision)
}

/** A round with everything its jobs read. */
export interface RoundState {
  round: Round
  context: RoundContext
  entered: EnteredParameter[]
  /** In application-number order. */
  cases: CaseState[]
}

/** Errors: NOT_FOUND when there is no such round. */
export function requireRound(ws: Workspace, roundId: string): Round {
  const round = roundById(ws.db, roundId)
  if (round === null) throw new AppError('NOT_FOUND', '没有这个资助批次，请在“批次”中重新选择')
  return round
}

/** Articles, parameters and settings of a round; no cases are read. */
export function roundContext(ws: Workspace, round: Round): { context: RoundContext; entered: EnteredParameter[] } {
  const entered = [...parametersOfRound(ws.db, round.id).values()]
  const { policy } = ws.policy
  return {
    entered,
    context: {
      year: round.year,
      windowFrom: round.windowFrom,
      windowTo: round.windowTo,
      rules: round.rules,
      articles: ws.policy.articlesOn(round.policyOn, entered),
      commonConditions: policy.commonConditions,
      industries: policy.industries,
    },
  }
}

/** Reads a whole round. */
export function loadRound(ws: Workspace, roundId: string): RoundState {
  const round = requireRound(ws, roundId)
  const assessments = latestAssessments(ws.db, roundId)
  const decisions = latestDecisions(ws.db, roundId)
  const stages = currentStages(ws.db, roundId)
  const cases = applicationsInOrder(ws, roundId).map((stored): CaseState => {
    return {
      stored,
      found: assessments.get(stored.id) ?? null,
      decision: decisions.get(stored.id) ?? null,
      stage: stages.get(stored.id) ?? INTAKE_STAGE.from,
    }
  })
  return { round, ...roundContext(ws, round), cases }
}
