import type { Handlers } from '../callContext.ts'
import { actTrail, redoAct, undoAct } from '../jobs/undo.ts'

/** 撤销 and 重做. */
export const actHandlers = {
  'act.list': ({ ws, session }, { roundId }) => actTrail(ws, session.requireAccount(), roundId),
  'act.undo': ({ ws, session }, { roundId, actId }) => {
    const person = session.requireAccount()
    return { ...undoAct(ws, person, roundId, actId), trail: actTrail(ws, person, roundId) }
  },
  'act.redo': ({ ws, session }, { roundId, actId }) => {
    const person = session.requireAccount()
    return { ...redoAct(ws, person, roundId, actId), trail: actTrail(ws, person, roundId) }
  },
} satisfies Partial<Handlers>
