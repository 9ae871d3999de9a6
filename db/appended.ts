import type Database from 'better-sqlite3'
import { type ChangedTable, contentState } from './changes.ts'
import type { ReadableDb } from './handle.ts'
import { TABLE_NAMES } from './tableNames.ts'

const EVERY_TABLE = new Set(Object.keys(TABLE_NAMES)) as ReadonlySet<string> as ReadonlySet<ChangedTable>

/**
 * Reads records of an append-only table by `seq`: what one says never changes, so each is taken apart once and kept
 * while it is among those asked for. `read` answers the records of these numbers. A change past write.ts forgets all of
 * them; inside a transaction, which may be undone, all are read.
 */
export function appendedReader<T extends { seq: number }>(
  read: (db: ReadableDb, seqs: readonly number[]) => T[],
): (db: ReadableDb, seqs: readonly number[]) => T[] {
  const kept = new WeakMap<Database.Database, { state: string; records: Map<number, T> }>()
  return (db, seqs) => {
    if (db.inTransaction) return read(db, seqs)
    const state = contentState(db, EVERY_TABLE)
    const before = kept.get(db)
    const known = before?.state === state ? before.records : new Map<number, T>()
    const fresh = new Map(
      read(
        db,
        seqs.filter((seq) => !known.has(seq)),
      ).map((record) => [record.seq, record]),
    )
    const records = new Map(
      seqs.flatMap((seq) => {
        const record = known.get(seq) ?? fresh.get(seq)
        return record === undefined ? [] : [[seq, record]]
      }),
    )
    kept.set(db, { state, records })
    return [...records.values()]
  }
}
