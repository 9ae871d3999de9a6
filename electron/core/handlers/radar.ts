import type { Handlers } from '../callContext.ts'
import { radarFor } from '../hiddenNumbers.ts'
import { exportRadar } from '../jobs/exportRadar.ts'
import { ruleMatter } from '../jobs/ruleMatter.ts'
import { radarOf, rulingView } from '../radar.ts'

/** 查重. */
export const radarHandlers = {
  'radar.view': ({ ws, session }, { roundId }) => radarFor(session.requireAccount().roles, radarOf(ws, roundId)),
  'radar.rule': ({ ws, session }, { roundId, ...input }) => rulingView(ruleMatter(ws, session.actor(), roundId, input)),
  'radar.export': async ({ ws, session, files, exports }, { roundId, saveToken }) => {
    // Asked for first: whoever signs out while the file is being written still made this export.
    const actor = session.actor()
    const path = files.path(saveToken, 'write')
    const { pairs } = await exports.run(saveToken, (watch) => exportRadar(ws, actor, roundId, path, { watch }))
    return { pairs: pairs.length }
  },
} satisfies Partial<Handlers>
