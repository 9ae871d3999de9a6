import type { Handlers } from '../callContext.ts'
import { logPrint } from '../jobs/logPrint.ts'
import { preparePrint } from '../printJobs.ts'

/** Pages for the printer, and the log of what it took. */
export const printHandlers = {
  'print.prepare': async ({ ws, session, prints }, { order }) => {
    const actor = session.actor()
    return prints.keep(actor, await preparePrint(ws, actor, order))
  },
  'print.pages': ({ prints }, { jobId, parts }) => prints.chosen(jobId, parts).chosen,
  'print.done': ({ ws, prints }, { jobId, parts }) => {
    const { actor, print, chosen } = prints.chosen(jobId, parts)
    logPrint(ws, actor, print, chosen)
    return null
  },
} satisfies Partial<Handlers>
