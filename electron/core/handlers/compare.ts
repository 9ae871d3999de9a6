import type { Handlers } from '../callContext.ts'
import { exportReplay } from '../jobs/exportReplay.ts'
import { replayRound, saveReplayValues } from '../jobs/replayRound.ts'
import { compareOn } from '../revision.ts'

/** 修订对照 and 新旧测算. */
export const compareHandlers = {
  'policy.compare': ({ ws }, span) => compareOn(ws.policy, ws.templatesRoot, span),
  'policy.replay': ({ ws }, { roundId, against }) => replayRound(ws, roundId, against),
  'policy.saveReplayValues': ({ ws, session }, { roundId, against, values }) =>
    saveReplayValues(ws, session.actor(), roundId, against, values),
  'policy.exportReplay': async ({ ws, session, files, exports }, { roundId, against, saveToken }) => {
    const actor = session.actor()
    const view = replayRound(ws, roundId, against)
    const path = files.path(saveToken, 'write')
    await exports.run(saveToken, (watch) => exportReplay(ws, actor, view, path, watch))
    return { rows: view.rows.length }
  },
} satisfies Partial<Handlers>
