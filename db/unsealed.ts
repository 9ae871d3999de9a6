import { rowShape } from './columns.ts'
import { rowDigest } from './digest.ts'
import type { WritableDb } from './handle.ts'
import { prepared } from './query.ts'
import type { SqlValue } from './tables.ts'
import { transact } from './write.ts'

/** Tables of what is no record: neither sealed nor audited, each row under a key of its own. */
const KEYS = { draft: ['application_id', 'account_id'], personal_state: ['account_id', 'key'] } as const

/** Puts a row in the place of the one with its key, with its digest; the one kind of write without an audit entry. */
export function putUnsealed(db: WritableDb, table: keyof typeof KEYS, row: Readonly<Record<string, SqlValue>>): void {
  transact(db, (tables) => {
    tables.add(table)
    const { columns, insert } = rowShape(db, table)
    const keys: readonly string[] = KEYS[table]
    const kept = [...columns, 'digest'].filter((column) => !keys.includes(column))
    const values = columns.map((column) => row[column] ?? null)
    prepared(
      db,
      `${insert}
       ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${kept.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    ).run(...values, rowDigest(table, columns, values))
  })
}
