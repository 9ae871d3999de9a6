import type Database from 'better-sqlite3'
import { type ChangedTable, contentState } from './changes.ts'
import type { ReadableDb } from './handle.ts'
import { TABLE_NAMES } from './tableNames.ts'

const EVERY_TABLE = new Set(Object.keys(TABLE_NAMES)) as ReadonlySet<string> as ReadonlySet<ChangedTable>

/** Reads records of an append-only table by their `seq`. */
export interface AppendedReader<T> {
  read(db: ReadableDb, seqs: readonly number[]): T[]
  /** Reads some of what will be asked for, so that less is left to do then. Not inside a transaction. */
  readAhead(db: ReadableDb, seqs: readonly number[]): void
}

/**
 * What an appended record says never changes, so each is taken apart once and kept while it is among those asked for.
 * `select` answers the records of these numbers. A change past write.ts forgets all of them; inside a transaction, which
 * may be undone, all are read.
 */
export function appendedReader<T extends { seq: number }>(
  select: (db: ReadableDb, seqs: readonly number[]) => T[],
): AppendedReader<T> {
  const kept = new WeakMap<Database.Database, { state: string; records: Map<number, T> }>()
  const readAhead = (db: ReadableDb, seqs: readonly number[]): Map<number, T> => {
    const state = contentState(db, EVERY_TABLE)
    const before = kept.get(db)
    const records = before?.state === state ? before.records : new Map<number, T>()
    const missing = seqs.filter((seq) => !records.has(seq))
    for (const record of missing.length === 0 ? [] : select(db, missing)) records.set(record.seq, record)
    kept.set(db, { state, records })
    return records
  }
  return {
    readAhead,
    read(db, seqs) {
      if (db.inTransaction) return select(db, seqs)
      const known = readAhead(db, seqs)
      const records = new Map(
        seqs.flatMap((seq) => {
          const record = known.get(seq)
          return record === undefined ? [] : [[seq, record]]
        }),
      )
      kept.set(db, { state: contentState(db, EVERY_TABLE), records })
      return [...records.values()]
    },
  }
}
