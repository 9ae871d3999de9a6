import { issuedPapers } from '../../../db/issuedPapers.ts'
import type { StoredObjection } from '../../../db/objections.ts'
import type { Objection } from '../../../shared/objections/objection.ts'
import type { Handlers } from '../callContext.ts'
import { exportArchive } from '../jobs/exportArchive.ts'
import { exportObjections } from '../jobs/exportObjections.ts'
import { closeObjection, noteObjection, registerObjection, setHandlingDays } from '../jobs/objections.ts'
import { handlesObjections, objectionBook } from '../objections.ts'

/** 已出文书 and 异议台账. */
export const objectionHandlers = {
  'paper.issued': ({ ws }, { roundId }) => issuedPapers(ws.db, roundId),
  'objection.book': ({ ws, session }, { roundId }) => {
    return objectionBook(ws, roundId, handlesObjections(session.requireAccount().roles))
  },
  'objection.add': ({ ws, session }, input) => view(registerObjection(ws, session.actor(), input)),
  'objection.note': ({ ws, session }, input) => view(noteObjection(ws, session.actor(), input)),
  'objection.close': ({ ws, session }, input) => view(closeObjection(ws, session.actor(), input)),
  'objection.setDays': ({ ws, session }, days) => setHandlingDays(ws, session.actor(), days),
  'objection.export': async ({ ws, session, files }, { roundId, saveToken }) => {
    // Asked for first: whoever signs out while the file is being written still made this export.
    const actor = session.actor()
    const objections = await exportObjections(ws, actor, roundId, files.path(saveToken, 'write'))
    return { objections: objections.length }
  },
  'archive.create': ({ ws, session, files, exports }, { roundId, saveToken }) => {
    const actor = session.actor()
    return exports.run(saveToken, (watch) => {
      return exportArchive(ws, actor, roundId, files.path(saveToken, 'write'), watch)
    })
  },
} satisfies Partial<Handlers>

function view({ roundId: _, ...objection }: StoredObjection): Objection {
  return objection
}
