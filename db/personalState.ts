import type { IsoInstant } from '../shared/date.ts'
import { rowShape } from './columns.ts'
import { rowDigest } from './digest.ts'
import type { ReadableDb, WritableDb } from './handle.ts'
import { one, prepared } from './query.ts'
import type { SqlValue } from './tables.ts'
import { transact } from './write.ts'

/** One thing the desk of one person remembers, by key; `valueJson` is JSON text. */
export interface PersonalState {
  accountId: string
  key: string
  valueJson: string
  savedAt: IsoInstant
}

/** What was remembered last under the key; null when nothing ever was. */
export function personalStateOf(
  db: ReadableDb,
  accountId: string,
  key: string,
): Pick<PersonalState, 'valueJson' | 'savedAt'> | null {
  const sql = 'SELECT value_json AS valueJson, saved_at AS savedAt FROM personal_state WHERE account_id = ? AND key = ?'
  return one<Pick<PersonalState, 'valueJson' | 'savedAt'>>(db, sql, accountId, key)
}

/** Remembers a value in place of the one before. Like a draft it is no record: no audit entry, no seal. */
export function savePersonalState(db: WritableDb, state: PersonalState): void {
  transact(db, () => {
    const row: Record<string, SqlValue> = {
      account_id: state.accountId,
      key: state.key,
      value_json: state.valueJson,
      saved_at: state.savedAt,
    }
    const { columns, insert } = rowShape(db, 'personal_state')
    const values = columns.map((column) => row[column] ?? null)
    prepared(
      db,
      `${insert}
       ON CONFLICT (account_id, key) DO UPDATE SET
         value_json = excluded.value_json, saved_at = excluded.saved_at, digest = excluded.digest`,
    ).run(...values, rowDigest('personal_state', columns, values))
  })
}
