import { resolve } from 'node:path'
import Database from 'better-sqlite3'
import { targetVersion } from './migrate.ts'
import { MIGRATIONS } from './migrations/list.ts'

/** "LGFF": marks our files in the SQLite header. */
export const APPLICATION_ID = 0x4c474646
export const BUSY_TIMEOUT_MS = 5000

/** The file format this program writes. */
export const FORMAT_VERSION = targetVersion(MIGRATIONS)

/** 32 random bytes that open an encrypted case database; null for one that is not encrypted. */
export type DbKey = Uint8Array | null

export interface Connecting {
  readonly: boolean
  busyTimeoutMs?: number
  key?: DbKey
}

const keys = new WeakMap<Database.Database, Uint8Array>()

/**
 * Opens an existing file as it is. `readonly` connections cannot write at all. Throws what SQLite throws; a wrong key
 * shows at the first read, as SQLITE_NOTADB.
 */
export function connect(path: string, { readonly, busyTimeoutMs, key = null }: Connecting): Database.Database {
  const db = new Database(resolve(path), { readonly, fileMustExist: true, timeout: busyTimeoutMs ?? BUSY_TIMEOUT_MS })
  if (key === null) return db
  // Every page is encrypted and carries a tag that any change breaks (AEGIS-256).
  db.pragma("cipher = 'aegis'")
  db.pragma(`key = "raw:${Buffer.from(key).toString('hex')}"`)
  keys.set(db, key)
  return db
}

/** The key a connection was opened with. */
export function keyOf(db: Database.Database): DbKey {
  return keys.get(db) ?? null
}

/** The settings of every connection (quality.md R4). */
export function settle(db: Database.Database): void {
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  // Without it INSERT OR REPLACE deletes a row without its delete trigger.
  db.pragma('recursive_triggers = ON')
  db.pragma('cell_size_check = ON')
  // What SQLite sorts on disk would lie there readable.
  db.pragma('temp_store = MEMORY')
  if (db.readonly) return
  db.pragma('journal_mode = WAL')
  // better-sqlite3 is built to use NORMAL in WAL, which can lose the last commits in a power cut.
  db.pragma('synchronous = FULL')
}
