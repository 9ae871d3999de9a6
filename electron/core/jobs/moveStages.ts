import { addAct } from '../../../db/acts.ts'
import { withdrawStanding } from '../../../db/decisions.ts'
import { addMove } from '../../../db/stages.ts'
import type { Tx } from '../../../db/write.ts'
import { AppError } from '../../../shared/errors.ts'
import { type BulkResult, type BulkRow, bulkResult } from '../../../shared/stages/bulk.ts'
import {
  planMove,
  REASONED_ACTS,
  STAGE_ACT_NAMES,
  STAGE_ACT_ROLES,
  type StageAct,
} from '../../../shared/stages/moves.ts'
import { OUT_STAGES, type Stage } from '../../../shared/stages/stages.ts'
import { casesLabel } from '../../../shared/undo/labels.ts'
import type { StagePayload } from '../../../shared/undo/payloads.ts'
import { type CaseState, loadRound, type RoundState } from '../roundState.ts'
import { type Person, roundMoveFacts } from '../stageFacts.ts'
import { record, type Workspace } from '../workspace.ts'
import { appendAssessments } from './assessCases.ts'
import { chosenCases } from './chosenCases.ts'
import { invalidateValidLists } from './invalidate.ts'

export interface MoveInput {
  roundId: string
  act: StageAct
  caseIds: readonly string[]
  reason: string
}

interface PlannedMove {
  one: CaseState
  /** Null: not open, `why` says so. */
  to: Stage | null
  why: string
}

/** What the act would do to each case; nothing is written. Errors: NOT_FOUND for a case of another round. */
export function planMoves(ws: Workspace, person: Person, input: MoveInput): BulkResult {
  return result(plan(ws, person, loadRound(ws, input.roundId), input))
}

/**
 * Moves every case named, or none. What has gone back to the applicant loses its decision and its place in the round.
 * Errors: FORBIDDEN for the role; BAD_INPUT without the reason an act needs; CONFLICT naming the first case that
 * cannot move.
 */
export function moveStages(ws: Workspace, person: Person, input: MoveInput): BulkResult {
  const { act } = input
  const reason = input.reason.trim()
  if (!STAGE_ACT_ROLES[act].some((role) => person.roles.includes(role))) {
    throw new AppError('FORBIDDEN', `您的角色不能办理“${STAGE_ACT_NAMES[act]}”，请由有权限的同事处理`)
  }
  if (REASONED_ACTS.includes(act) && reason === '')
    throw new AppError('BAD_INPUT', `请写明${STAGE_ACT_NAMES[act]}的理由`)
  return record(ws, person, (tx) => {
    const { planned, payload } = moveInside(ws, tx, person, { ...input, reason })
    const nos = planned.rows.map(({ applicationNo }) => applicationNo)
    const { roundId } = input
    const [first] = payload.moves
    const applicationId = payload.moves.length === 1 && first !== undefined ? first.caseId : null
    const label = `${STAGE_ACT_NAMES[act]} ${casesLabel(nos)}`
    // What was paid or filed stays so.
    if (act !== 'disburse' && act !== 'archive') addAct(tx, { roundId, applicationId, kind: 'stage', label, payload })
    return planned
  })
}

/** As moveStages with a trimmed reason, inside a running transaction; no act to undo is kept. */
export function moveInside(
  ws: Workspace,
  tx: Tx,
  person: Person,
  input: MoveInput,
): { planned: BulkResult; payload: StagePayload } {
  const { act, reason } = input
  const state = loadRound(ws, input.roundId)
  const moves = plan(ws, person, state, input)
  const done = moves.map(({ one, to, why }) => {
    if (to === null)
      throw new AppError('CONFLICT', `${one.stored.application.applicationNo}：${why}；没有任何一件被改动`)
    addMove(tx, { applicationId: one.stored.id, from: one.stage, to, reason })
    const decided = OUT_STAGES.includes(to) && one.decision !== null
    return { caseId: one.stored.id, from: one.stage, to, decided }
  })
  settleRound(ws, tx, state, moves, STAGE_ACT_NAMES[act])
  const nos = moves.map(({ one }) => one.stored.application.applicationNo)
  tx.log(STAGE_ACT_NAMES[act], nos.length === 1 ? (nos[0] ?? '') : `${state.round.year}-${state.round.batch}`, {
    moved: nos.length,
    applicationNos: nos,
    reason,
  })
  return { planned: result(moves), payload: { act, reason, moves: done } }
}

function plan(ws: Workspace, person: Person, state: RoundState, { act, caseIds }: MoveInput): PlannedMove[] {
  const factsOf = roundMoveFacts(ws, person, state)
  return chosenCases(state, caseIds).map((one) => {
    const move = planMove(act, factsOf(one))
    return move.ok ? { one, to: move.to, why: '' } : { one, to: null, why: move.why }
  })
}

/** What follows for the round: decisions of cases gone back, the frozen list, and amounts that share a yearly cap. */
export function settleRound(
  ws: Workspace,
  tx: Tx,
  state: RoundState,
  moves: readonly Pick<PlannedMove, 'one' | 'to'>[],
  name: string,
): void {
  const nos = moves.map(({ one }) => one.stored.application.applicationNo)
  const leaving = moves.filter(({ to }) => to !== null && OUT_STAGES.includes(to))
  for (const { one } of leaving) withdrawStanding(tx, one.stored.id, name)
  const fromList = moves.some(({ one, to }) => LISTED.includes(one.stage) && to !== '下达' && to !== '归档')
  if (fromList)
    invalidateValidLists(tx, state.round.id, `${nos[0]}${nos.length > 1 ? `等 ${nos.length} 件` : ''}${name}`)
  if (leaving.length === 0 && !moves.some(({ one }) => OUT_STAGES.includes(one.stage))) return
  const after = new Map(moves.map(({ one, to }) => [one.stored.id, to]))
  const cases = state.cases.map((one): CaseState => {
    const stage = after.get(one.stored.id) ?? one.stage
    return OUT_STAGES.includes(stage) ? { ...one, stage, decision: null } : { ...one, stage }
  })
  appendAssessments(ws, tx, { ...state, cases }, cases)
}

/** A case standing here is on the round's frozen list, where there is one. */
const LISTED: readonly Stage[] = ['审定', '公示', '不予支持']

function result(moves: readonly PlannedMove[]): BulkResult {
  return bulkResult(
    moves.map(({ one, to, why }): BulkRow => {
      const { applicationNo, applicant } = one.stored.application
      return {
        caseId: one.stored.id,
        applicationNo,
        applicant,
        ok: to !== null,
        from: one.stage,
        to: to ?? '',
        note: why,
      }
    }),
  )
}
