import type { ReadableDb } from './handle.ts'
import { fromJson } from './json.ts'
import { one } from './query.ts'
import type { Tx } from './write.ts'

/** A setting as it was saved, or null when it never was. `T` is the type that was saved under this key. */
export function readSetting<T>(db: ReadableDb, key: string): T | null {
  const row = one<{ value_json: string }>(db, 'SELECT value_json FROM setting WHERE key = ?', key)
  return row === null ? null : fromJson<T>(row.value_json)
}

export function saveSetting(tx: Tx, key: string, value: object | string | number | boolean): void {
  const value_json = JSON.stringify(value)
  const known = one<{ id: string }>(tx.db, 'SELECT id FROM setting WHERE key = ?', key)
  if (known === null) tx.insert('setting', { key, value_json })
  else tx.update('setting', known.id, { value_json })
}

/** True for a file made by `init`, whose operator is the command line. */
export function isCliOperated(db: ReadableDb): boolean {
  return one<{ value: string }>(db, "SELECT value FROM meta WHERE key = 'cli_operated'")?.value === '1'
}
