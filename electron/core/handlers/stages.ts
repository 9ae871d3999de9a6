import type { CallContext, Handlers } from '../callContext.ts'
import { assignCases, planAssignment } from '../jobs/assignCases.ts'
import { assignEvenly, planEven } from '../jobs/assignEvenly.ts'
import { moveStages, planMoves } from '../jobs/moveStages.ts'
import { endRecusal, recuse } from '../jobs/recuse.ts'
import {
  endSupplement,
  planSupplements,
  requestSupplement,
  requestSupplements,
  supplementDue,
  supplementLines,
} from '../jobs/supplements.ts'
import { peopleOfRound } from '../people.ts'
import { caseView } from '../views.ts'

/** Stages, people and 补正. */
export const stageHandlers = {
  'stage.plan': ({ ws, session }, input) => planMoves(ws, session.requireAccount(), input),
  'stage.act': ({ ws, session }, input) => moveStages(ws, session.requireAccount(), input),
  'assign.plan': ({ ws }, input) => planAssignment(ws, input),
  'assign.act': ({ ws, session }, input) => assignCases(ws, session.actor(), input),
  'assign.planEven': ({ ws }, input) => planEven(ws, input),
  'assign.even': ({ ws, session }, input) => assignEvenly(ws, session.actor(), input),
  'people.list': ({ ws }, { roundId }) => peopleOfRound(ws, roundId),
  'case.recuse': (context, input) => {
    recuse(context.ws, context.session.requireAccount(), input)
    return view(context, input.caseId)
  },
  'case.liftRecusal': (context, input) => {
    endRecusal(context.ws, context.session.actor(), input)
    return view(context, input.caseId)
  },
  'supplement.due': ({ ws }, { toldOn, dueDays }) => ({ dueOn: supplementDue(ws, toldOn, dueDays) }),
  'supplement.request': (context, input) => {
    requestSupplement(context.ws, context.session.actor(), input)
    return view(context, input.caseId)
  },
  'supplement.planMany': ({ ws, session }, input) => planSupplements(ws, session.requireAccount().id, input),
  'supplement.requestMany': ({ ws, session }, input) => requestSupplements(ws, session.actor(), input),
  'supplement.close': (context, input) => {
    endSupplement(context.ws, context.session.actor(), input)
    return view(context, input.caseId)
  },
  'supplement.list': ({ ws }, { roundId }) => supplementLines(ws, roundId),
} satisfies Partial<Handlers>

function view({ ws, session }: CallContext, caseId: string) {
  return caseView(ws, caseId, session.requireAccount())
}
