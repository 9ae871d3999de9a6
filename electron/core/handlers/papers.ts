import { backupDatabase } from '../../../db/backup.ts'
import { listsOfRound, validList } from '../../../db/lists.ts'
import type { Handlers } from '../callContext.ts'
import { casePdf, openOrder } from '../casePapers.ts'
import { chosenList } from '../chosenList.ts'
import { findSheet } from '../findSheet.ts'
import { exportCasePapers } from '../jobs/exportCasePapers.ts'
import { exportPaper } from '../jobs/exportPaper.ts'
import { freezeRound } from '../jobs/freezeRound.ts'
import { officeSettings, saveOfficeSettings } from '../jobs/settings.ts'
import { paperPages, previewOf } from '../paperPages.ts'
import { requirePaperRole } from '../paymentAccess.ts'
import { listView } from '../views.ts'
import { record } from '../workspace.ts'

/** What a public paper needs once its list has fallen. */
const FREEZE_AGAIN = '。请重新定稿后再公示'

/** Frozen lists, papers, settings, record keeping. */
export const paperHandlers = {
  'list.freeze': ({ ws, session }, { roundId }) => {
    const { listNo } = freezeRound(ws, session.actor(), roundId)
    const stored = validList(ws.db, roundId)
    if (stored?.listNo !== listNo) throw new Error(`list ${listNo} was not stored`)
    return listView(stored)
  },
  'list.all': ({ ws }, { roundId }) => listsOfRound(ws.db, roundId).map(listView),

  'paper.preview': async (context, { roundId, listId, kind }) => {
    requirePaperRole(context, kind)
    const { list, warnings } = chosenList(context, roundId, listId, FREEZE_AGAIN)
    return previewOf(await paperPages(context.ws, list, kind), warnings)
  },
  'paper.export': async (context, { roundId, listId, kind, saveToken }) => {
    requirePaperRole(context, kind)
    const { ws, session, files, exports } = context
    // Asked for first: whoever signs out while the file is being written still made this export.
    const actor = session.actor()
    const { list, warnings } = chosenList(context, roundId, listId, FREEZE_AGAIN)
    const path = files.path(saveToken, 'write')
    const written = await exports.run(saveToken, (watch) => exportPaper(ws, actor, list, kind, path, watch))
    return { warnings: [...warnings, ...written.warnings] }
  },
  'paper.previewCase': async ({ ws }, order) => {
    const { bytes, warnings } = await casePdf(ws, openOrder(ws, order))
    return { pdf: bytes, sections: [], problems: [], warnings }
  },
  'paper.findSheet': ({ ws }, { code }) => findSheet(ws, code),
  'paper.exportCase': async ({ ws, session, files }, { saveToken, ...order }) => {
    const actor = session.actor()
    const { warnings } = await exportCasePapers(ws, actor, order, files.path(saveToken, 'write'))
    return { warnings }
  },

  'settings.get': ({ ws }) => officeSettings(ws),
  'settings.save': ({ ws, session }, settings) => {
    saveOfficeSettings(ws, session.actor(), settings)
    return officeSettings(ws)
  },

  'backup.create': ({ ws, session, files, appVersion }, { saveToken }) => {
    const making = { why: '手工备份', madeAt: ws.now(), appVersion }
    const { bytes, sha256, attachments } = backupDatabase(ws.db, files.path(saveToken, 'write'), making)
    record(ws, session.actor(), (tx) => tx.log('备份', '', { bytes, sha256 }))
    return { bytes, sha256, attachments }
  },
} satisfies Partial<Handlers>
