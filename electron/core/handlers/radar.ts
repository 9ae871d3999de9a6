import type { Handlers } from '../callContext.ts'
import { exportRadar } from '../jobs/exportRadar.ts'
import { ruleMatter } from '../jobs/ruleMatter.ts'
import { radarOf, rulingView } from '../radar.ts'

/** 查重. */
export const radarHandlers = {
  'radar.view': ({ ws }, { roundId }) => radarOf(ws, roundId),
  'radar.rule': ({ ws, session }, { roundId, ...input }) => rulingView(ruleMatter(ws, session.actor(), roundId, input)),
  'radar.export': async ({ ws, session, files }, { roundId, saveToken }) => {
    // Asked for first: whoever signs out while the file is being written still made this export.
    const actor = session.actor()
    const { pairs } = await exportRadar(ws, actor, roundId, files.path(saveToken, 'write'))
    return { pairs: pairs.length }
  },
} satisfies Partial<Handlers>
