import type Database from 'better-sqlite3'
import { addDigest, replaceDigest, type Seal, sealsHash, sumText } from './digest.ts'
import { all, prepared } from './query.ts'

/** The running seals of one transaction, kept in memory and written once at its end. */
export interface Seals {
  add(table: string, digest: string): void
  replace(table: string, before: string, after: string): void
  /** Writes what changed and answers the hash over all seals. */
  flush(): string
}

const SEALS = "SELECT table_name, rows, sum FROM seal WHERE table_name <> 'audit_log'"

/** The seals as the file states them, by table. */
export function readSeals(db: Database.Database): Map<string, Seal> {
  const rows = all<{ table_name: string; rows: number; sum: string }>(db, SEALS)
  return new Map(rows.map((row) => [row.table_name, { rows: row.rows, sum: BigInt(`0x${row.sum}`) }]))
}

export function openSeals(db: Database.Database): Seals {
  const seals = readSeals(db)
  const changed = new Set<string>()
  const sealOf = (table: string): Seal => {
    changed.add(table)
    const known = seals.get(table)
    if (known !== undefined) return known
    const fresh: Seal = { rows: 0, sum: 0n }
    seals.set(table, fresh)
    return fresh
  }
  return {
    add: (table, digest) => addDigest(sealOf(table), digest),
    replace: (table, before, after) => replaceDigest(sealOf(table), before, after),
    flush() {
      const upsert = prepared(
        db,
        `INSERT INTO seal (table_name, rows, sum) VALUES (?, ?, ?)
         ON CONFLICT (table_name) DO UPDATE SET rows = excluded.rows, sum = excluded.sum`,
      )
      for (const table of changed) {
        const seal = sealOf(table)
        upsert.run(table, seal.rows, sumText(seal.sum))
      }
      return sealsHash(seals)
    },
  }
}
