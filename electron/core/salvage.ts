import type { DbKey } from '../../db/connection.ts'
import type { ReadableDb } from '../../db/handle.ts'
import { openForReading, withTemporaryCopy } from '../../db/verify.ts'
import type { LostEntries } from '../../shared/contract/recovery.ts'
import { commonEntries, lostSince } from './backupCheck.ts'
import type { BackupFile } from './backups.ts'

/**
 * What the log of a database file that was given up has beyond a backup, read from a copy. Null when its pages cannot be
 * read, whatever the reason: by then the backup is in its place, and not knowing must not look like a failed restore.
 */
export function lostBeyond(backup: BackupFile, givenUp: string, key: DbKey): LostEntries | null {
  try {
    const past = openForReading(backup.path, key).db as ReadableDb
    try {
      return withTemporaryCopy(givenUp, key, (db) => lostBetween(past, db as ReadableDb))
    } finally {
      past.close()
    }
  } catch {
    return null
  }
}

function lostBetween(past: ReadableDb, present: ReadableDb): LostEntries | null {
  present.pragma('trusted_schema = OFF')
  present.pragma('temp_store = MEMORY')
  const entries = past.prepare<[], number>('SELECT count(*) FROM audit_log').pluck().get() ?? 0
  const lost = lostSince(present, commonEntries(present, past, entries))
  // Pages of a file without encryption do not say that they are damaged.
  const isReadable = [lost.from, lost.to].every((at) => at === null || !Number.isNaN(Date.parse(at)))
  return isReadable ? lost : null
}
