import type { Handlers } from '../callContext.ts'
import { filingBook, filingOfCase } from '../filings.ts'
import { exportFilings } from '../jobs/exportFilings.ts'
import {
  cancelFiling,
  correctFiling,
  linkFiling,
  registerFiling,
  revealContact,
  stepFiling,
  unlinkFiling,
} from '../jobs/filings.ts'

/** 报备登记. */
export const filingHandlers = {
  'filing.list': ({ ws }, { roundId }) => filingBook(ws, roundId),
  'filing.add': ({ ws, session }, input) => registerFiling(ws, session.actor(), input),
  'filing.step': ({ ws, session }, input) => stepFiling(ws, session.actor(), input),
  'filing.correct': ({ ws, session }, input) => correctFiling(ws, session.actor(), input),
  'filing.cancel': ({ ws, session }, input) => cancelFiling(ws, session.actor(), input),
  'filing.link': ({ ws, session }, input) => linkFiling(ws, session.actor(), input),
  'filing.unlink': ({ ws, session }, input) => unlinkFiling(ws, session.actor(), input),
  'filing.contact': ({ ws, session }, { filingId }) => revealContact(ws, session.actor(), filingId),
  'filing.ofCase': ({ ws }, { applicationId }) => filingOfCase(ws, applicationId),
  'filing.export': async ({ ws, session, files }, { year, saveToken }) => {
    const actor = session.actor()
    return { filings: await exportFilings(ws, actor, year, files.path(saveToken, 'write')) }
  },
} satisfies Partial<Handlers>
