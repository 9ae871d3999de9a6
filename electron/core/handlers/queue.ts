import type { Handlers } from '../callContext.ts'
import { exportQueue } from '../jobs/exportQueue.ts'

/** The list of 审核 as a workbook. */
export const queueHandlers = {
  'queue.export': async ({ ws, session, files, exports }, { saveToken, ...input }) => {
    // Asked for first: whoever signs out while the file is being written still made this export.
    const actor = session.actor()
    const path = files.path(saveToken, 'write')
    return { rows: await exports.run(saveToken, (watch) => exportQueue(ws, actor, input, path, watch)) }
  },
} satisfies Partial<Handlers>
