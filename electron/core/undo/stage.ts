import { addMove } from '../../../db/stages.ts'
import { type MoveFacts, planMove, STAGE_ACT_NAMES, type StageAct } from '../../../shared/stages/moves.ts'
import { UNDO_REASON } from '../../../shared/undo/labels.ts'
import { type StagePayload, stagePayload } from '../../../shared/undo/payloads.ts'
import { chosenCases } from '../jobs/chosenCases.ts'
import { moveInside, settleRound } from '../jobs/moveStages.ts'
import { loadRound } from '../roundState.ts'
import { roundMoveFacts } from '../stageFacts.ts'
import { movedOn, type UndoContext, undoable } from './kind.ts'

/** Moves from stage to stage: undone where the way back is open to the very person. */
export const stageUndo = undoable({ payload: stagePayload, undo: moveBack, redo: moveAgain, cases: casesOf })

type Moved = StagePayload['moves'][number]

function moveBack({ ws, tx, person, roundId }: UndoContext, payload: StagePayload): StagePayload {
  const state = loadRound(ws, roundId)
  const factsOf = roundMoveFacts(ws, person, state)
  const moved = new Map(payload.moves.map((move) => [move.caseId, move]))
  const moves = chosenCases(state, casesOf(payload)).flatMap((one) => {
    const move = moved.get(one.stored.id)
    if (move === undefined) return []
    const why = one.stage === move.to ? whyNotBack(payload.act, move, factsOf(one)) : `之后已转到“${one.stage}”`
    if (why !== '') throw movedOn(one.stored.application.applicationNo, why)
    return [{ one, to: move.from }]
  })
  for (const { one, to } of moves)
    addMove(tx, { applicationId: one.stored.id, from: one.stage, to, reason: UNDO_REASON })
  settleRound(ws, tx, state, moves, `${UNDO_REASON}${STAGE_ACT_NAMES[payload.act]}`)
  return payload
}

function moveAgain(on: UndoContext, { act, reason, moves }: StagePayload): StagePayload {
  const input = { act, reason, roundId: on.roundId, caseIds: moves.map(({ caseId }) => caseId) }
  return moveInside(on.ws, on.tx, on.person, input).payload
}

/** The act that leads back. Without one, the way back is a mere step backwards of one's own move. */
const BACK: Partial<Record<StageAct, StageAct>> = {
  takeBack: 'submit',
  return: 'submit',
}

/** Why this person cannot take the move back, as a sentence; empty when the way is open. */
function whyNotBack(act: StageAct, { from, decided }: Moved, facts: MoveFacts): string {
  if (facts.recused) return '您已对这件申报声明回避'
  switch (act) {
    case 'advance':
    case 'pass':
      return ''
    case 'sendBack':
    case 'withdraw':
      return decided || from === '补正' ? `${STAGE_ACT_NAMES[act]}时原有意见已不作数，请用“恢复办理”后重新拟定` : ''
    // Whoever submitted takes it back, also where somebody else had decided.
    case 'submit':
      return led('takeBack', from, { ...facts, own: true })
    case 'resume':
      return led(from === '退回' ? 'sendBack' : 'withdraw', from, facts)
    default: {
      const back = BACK[act]
      return back === undefined ? `“${STAGE_ACT_NAMES[act]}”不能撤销` : led(back, from, facts)
    }
  }
}

/** Empty when the act is open here and leads exactly there. */
function led(act: StageAct, there: string, facts: MoveFacts): string {
  const move = planMove(act, facts)
  if (!move.ok) return move.why
  return move.to === there ? '' : `原处“${there}”，须重新${STAGE_ACT_NAMES[act]}，不能直接回去`
}

function casesOf({ moves }: StagePayload): string[] {
  return moves.map(({ caseId }) => caseId)
}
