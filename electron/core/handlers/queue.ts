import type { Handlers } from '../callContext.ts'
import { exportQueue } from '../jobs/exportQueue.ts'

/** The list of 审核 as a workbook. */
export const queueHandlers = {
  'queue.export': async ({ ws, session, files }, { saveToken, ...input }) => {
    // Asked for first: whoever signs out while the file is being written still made this export.
    const actor = session.actor()
    return { rows: await exportQueue(ws, actor, input, files.path(saveToken, 'write')) }
  },
} satisfies Partial<Handlers>
