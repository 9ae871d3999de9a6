import type { Handlers } from '../callContext.ts'
import { recallState, rememberState } from '../jobs/personalState.ts'

/** The memory of the signed-in person's desk. */
export const personalHandlers = {
  'personal.get': ({ ws, session }, { key }) => recallState(ws, session.requireAccount().id, key),
  'personal.save': ({ ws, session }, input) => rememberState(ws, session.requireAccount().id, input),
} satisfies Partial<Handlers>
