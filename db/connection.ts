import { resolve } from 'node:path'
import Database from 'better-sqlite3'
import { targetVersion } from './migrate.ts'
import { MIGRATIONS } from './migrations/list.ts'

/** "LGFF": marks our files in the SQLite header. */
export const APPLICATION_ID = 0x4c474646
export const BUSY_TIMEOUT_MS = 5000

/** The file format this program writes. */
export const FORMAT_VERSION = targetVersion(MIGRATIONS)

/**
 * Opens an existing file as it is. `readonly` connections cannot write at all. Throws what SQLite throws.
 */
export function connect(path: string, options: { readonly: boolean; busyTimeoutMs?: number }): Database.Database {
  return new Database(resolve(path), {
    readonly: options.readonly,
    fileMustExist: true,
    timeout: options.busyTimeoutMs ?? BUSY_TIMEOUT_MS,
  })
}

/** The settings of every connection (quality.md R4). */
export function settle(db: Database.Database): void {
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  // Without it INSERT OR REPLACE deletes a row without its delete trigger.
  db.pragma('recursive_triggers = ON')
  db.pragma('cell_size_check = ON')
  if (db.readonly) return
  db.pragma('journal_mode = WAL')
  // better-sqlite3 is built to use NORMAL in WAL, which can lose the last commits in a power cut.
  db.pragma('synchronous = FULL')
}
