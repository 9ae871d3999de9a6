import type { IsoInstant } from '../shared/date.ts'
import type { ReadableDb, WritableDb } from './handle.ts'
import { one, prepared } from './query.ts'
import { putUnsealed } from './unsealed.ts'
import type { Tx } from './write.ts'

export interface Draft {
  applicationId: string
  accountId: string
  /** As shared/review/draft.ts writes it. */
  opinion: string
  savedAt: IsoInstant
}

/** What one person has typed on one case and not sent; null when nothing was ever saved. */
export function draftOf(
  db: ReadableDb,
  applicationId: string,
  accountId: string,
): Pick<Draft, 'opinion' | 'savedAt'> | null {
  const sql = 'SELECT opinion, saved_at AS savedAt FROM draft WHERE application_id = ? AND account_id = ?'
  return one<Pick<Draft, 'opinion' | 'savedAt'>>(db, sql, applicationId, accountId)
}

/** Cases on which the person has typed something and not sent it. */
export function draftCount(db: ReadableDb, accountId: string): number {
  const sql = "SELECT count(*) AS count FROM draft WHERE account_id = ? AND opinion <> ''"
  return one<{ count: number }>(db, sql, accountId)?.count ?? 0
}

/** Saves what is being typed. A draft is not a record. */
export function saveDraft(db: WritableDb, draft: Draft): void {
  putUnsealed(db, 'draft', {
    application_id: draft.applicationId,
    account_id: draft.accountId,
    opinion: draft.opinion.toWellFormed(),
    saved_at: draft.savedAt,
  })
}

/** Drops a draft when its decision is made. */
export function clearDraft(tx: Tx, applicationId: string, accountId: string): void {
  prepared(tx.db, 'DELETE FROM draft WHERE application_id = ? AND account_id = ?').run(applicationId, accountId)
}
