import type Database from 'better-sqlite3'
import { one } from './query.ts'
import type { TableName } from './tables.ts'

/** The tables of a file, those of what is no record too. */
export type ChangedTable = TableName | 'draft' | 'personal_state'

interface Seen {
  /** Rows changed by committed transactions that said which tables they wrote to. */
  accounted: number
  /** How many committed transactions wrote to each table. */
  commits: Map<ChangedTable, number>
}

const seen = new WeakMap<Database.Database, Seen>()

/** Rows this connection changed so far, undone ones included. */
export function rowsChanged(db: Database.Database): number {
  return one<{ rows: number }>(db, 'SELECT total_changes() AS rows')?.rows ?? 0
}

/** To be told of every commit: what it wrote to, and how many rows it changed in all (log and seals as well). */
export function noteCommit(db: Database.Database, tables: ReadonlySet<ChangedTable>, rows: number): void {
  if (tables.size === 0) return
  const known = seenOn(db)
  known.accounted += rows
  for (const table of tables) known.commits.set(table, (known.commits.get(table) ?? 0) + 1)
}

/**
 * A text that differs after every change to the file, but for commits of this connection that wrote to `despite` alone.
 * A change nobody accounted for (another program, a rollback, a statement past write.ts) always makes it differ. Inside
 * a transaction it means nothing.
 */
export function contentState(db: Database.Database, despite: ReadonlySet<ChangedTable>): string {
  const { accounted, commits } = seenOn(db)
  const counted = [...commits].filter(([table]) => !despite.has(table)).map(([table, count]) => `${table} ${count}`)
  return `${db.pragma('data_version', { simple: true })}:${rowsChanged(db) - accounted}:${counted.join()}`
}

function seenOn(db: Database.Database): Seen {
  const known = seen.get(db) ?? { accounted: 0, commits: new Map() }
  seen.set(db, known)
  return known
}
