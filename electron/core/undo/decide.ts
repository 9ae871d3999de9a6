import { decisionsOf, withdrawDecision } from '../../../db/decisions.ts'
import { addMove } from '../../../db/stages.ts'
import { supplementsOf } from '../../../db/supplements.ts'
import type { Tx } from '../../../db/write.ts'
import { AppError } from '../../../shared/errors.ts'
import { LOCKED_STAGES, lockedWhy } from '../../../shared/stages/stages.ts'
import { UNDO_REASON } from '../../../shared/undo/labels.ts'
import { decidePayload, type MadeDecision } from '../../../shared/undo/payloads.ts'
import { appendAssessments } from '../jobs/assessCases.ts'
import { decideInside } from '../jobs/decide.ts'
import { invalidateValidLists } from '../jobs/invalidate.ts'
import { loadGroup } from '../jobs/loadGroup.ts'
import { type CaseState, isStale, loadRound, type RoundState } from '../roundState.ts'
import { movedOn, type UndoContext, undoable } from './kind.ts'

/** 拟定意见 and 批量拟定. */
export const decideUndo = undoable({
  payload: decidePayload,
  undo(on, payload) {
    takeBack(on, payload.made)
    return payload
  },
  redo: (on, { made }) => ({ made: decideAgain(on, made) }),
  cases: ({ made }) => made.map(({ caseId }) => caseId),
})

/** Takes the decisions back, all or none: what counted before counts again, and the case goes back to its stage. */
export function takeBack(on: UndoContext, made: readonly MadeDecision[]): void {
  const { ws, tx, roundId } = on
  const states = statesOf(on, made)
  for (const decision of made) refuseTakingBack(on, stateOf(states, decision), decision)
  for (const { caseId, decisionId, from, to } of made) {
    withdrawDecision(tx, decisionId, UNDO_REASON)
    if (from !== to) addMove(tx, { applicationId: caseId, from: to, to: from, reason: UNDO_REASON })
  }
  invalidateValidLists(tx, roundId, `${firstNo(states, made)}${made.length > 1 ? '等' : ''}的意见已撤销`)
  const after = statesOf(on, made)
  const own = new Set(made.map(({ caseId }) => caseId))
  // A settled amount counts against the yearly cap of the applicant's later application numbers.
  appendAssessments(
    ws,
    tx,
    after,
    after.cases.filter(({ stored }) => made.length > 1 || !own.has(stored.id)),
  )
}

/** The same decisions again, on the same findings. */
function decideAgain(on: UndoContext, made: readonly MadeDecision[]): MadeDecision[] {
  const states = statesOf(on, made)
  const assessments = made.map((decision) => newestSeen(on, stateOf(states, decision), decision))
  return made.map(({ caseId, kind, amountFen, opinion }, at) =>
    decideInside(on.ws, on.tx, caseId, assessments[at] ?? '', { kind, amountFen, opinion }),
  )
}

function refuseTakingBack({ tx }: UndoContext, one: CaseState, made: MadeDecision): void {
  const no = one.stored.application.applicationNo
  const { decision, stage } = one
  if (decision?.id !== made.decisionId) {
    throw movedOn(no, decision === null ? '这次意见已不作数' : `之后已由${decision.deciderName}另行拟定`)
  }
  if (stage !== made.to) throw movedOn(no, lockedWhy({ stage, stale: false }) || `现处“${stage}”`)
  if (LOCKED_STAGES.includes(made.from)) {
    throw movedOn(no, `这次意见是在“${made.from}”环节因资料变动重新拟定的，请直接重新拟定`)
  }
  const told = made.from === '补正' ? supplementsOf(tx.db, made.caseId).at(-1) : undefined
  if (told !== undefined && told.closed !== null) throw movedOn(no, '之后补正已办结，请直接重新拟定')
}

/** The id of the newest assessment, when it comes to what the decision was made on and nobody decided since. */
function newestSeen({ tx }: UndoContext, one: CaseState, made: MadeDecision): string {
  const no = one.stored.application.applicationNo
  if (!standsAsBefore(tx, one, made)) {
    throw movedOn(no, one.decision === null ? '之前的意见已不作数' : `之后已由${one.decision.deciderName}另行拟定`)
  }
  if (one.stage !== made.from) throw movedOn(no, `现处“${one.stage}”，环节之后有变动`)
  const decision = decisionsOf(tx.db, made.caseId).find(({ id }) => id === made.decisionId)
  if (one.found === null || decision === undefined || isStale({ ...one, decision })) {
    throw movedOn(no, '资料或机审结论之后有变动，请看过再重新拟定')
  }
  return one.found.id
}

/**
 * Whether what counts now is what counted before this decision: the very one, or the same words of the same person, who
 * took it back and made it again.
 */
export function standsAsBefore(tx: Tx, { decision }: CaseState, { caseId, before }: MadeDecision): boolean {
  if ((decision?.id ?? null) === before) return true
  const old = decisionsOf(tx.db, caseId).find(({ id }) => id === before)
  if (decision === null || old === undefined) return false
  return (['kind', 'amountFen', 'opinion', 'decidedBy'] as const).every((key) => decision[key] === old[key])
}

/** One case with its applicant's others, or the whole round for a bulk act. */
function statesOf({ ws, roundId }: UndoContext, made: readonly MadeDecision[]): RoundState {
  const [first] = made
  return made.length === 1 && first !== undefined ? loadGroup(ws, first.caseId) : loadRound(ws, roundId)
}

function stateOf(states: RoundState, { caseId }: MadeDecision): CaseState {
  const one = states.cases.find(({ stored }) => stored.id === caseId)
  if (one === undefined) throw new AppError('NOT_FOUND', '这件申报已不在本批次，没有任何改动')
  return one
}

function firstNo(states: RoundState, [first]: readonly MadeDecision[]): string {
  return first === undefined ? '' : stateOf(states, first).stored.application.applicationNo
}
