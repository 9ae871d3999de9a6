import { FACTS } from '../../../shared/application.ts'
import type { Handlers } from '../callContext.ts'
import { record } from '../workspace.ts'

/** Numbers that screens hide. */
export const numberHandlers = {
  'number.show': ({ ws, session }, { of, fact }) => {
    record(ws, session.actor(), (tx) => tx.log('查看完整号码', of, { shown: FACTS[fact].label }))
    return null
  },
} satisfies Partial<Handlers>
