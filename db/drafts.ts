import type { IsoInstant } from '../shared/date.ts'
import { rowShape } from './columns.ts'
import { rowDigest } from './digest.ts'
import type { ReadableDb, WritableDb } from './handle.ts'
import { one, prepared } from './query.ts'
import type { SqlValue } from './tables.ts'
import { type Tx, transact } from './write.ts'

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

/** Saves what is being typed. The one write without an audit entry: a draft is not a record. */
export function saveDraft(db: WritableDb, draft: Draft): void {
  transact(db, () => {
    const row: Record<string, SqlValue> = {
      application_id: draft.applicationId,
      account_id: draft.accountId,
      opinion: draft.opinion.toWellFormed(),
      saved_at: draft.savedAt,
    }
    const { columns, insert } = rowShape(db, 'draft')
    const values = columns.map((column) => row[column] ?? null)
    prepared(
      db,
      `${insert}
       ON CONFLICT (application_id, account_id) DO UPDATE SET
         opinion = excluded.opinion, saved_at = excluded.saved_at, digest = excluded.digest`,
    ).run(...values, rowDigest('draft', columns, values))
  })
}

/** Drops a draft when its decision is made. */
export function clearDraft(tx: Tx, applicationId: string, accountId: string): void {
  prepared(tx.db, 'DELETE FROM draft WHERE application_id = ? AND account_id = ?').run(applicationId, accountId)
}
