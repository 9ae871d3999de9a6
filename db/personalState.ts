import type { IsoInstant } from '../shared/date.ts'
import type { ReadableDb, WritableDb } from './handle.ts'
import { one } from './query.ts'
import { putUnsealed } from './unsealed.ts'

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
  putUnsealed(db, 'personal_state', {
    account_id: state.accountId,
    key: state.key,
    value_json: state.valueJson,
    saved_at: state.savedAt,
  })
}
