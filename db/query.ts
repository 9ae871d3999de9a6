import type Database from 'better-sqlite3'
import { storageError } from './refusals.ts'
import type { SqlValue } from './tables.ts'

type Prepared = Database.Statement<(SqlValue | SqlValue[])[], unknown>
const statements = new WeakMap<Database.Database, Map<string, Prepared>>()

/** The prepared statement of `sql`, made once per connection. */
export function prepared(db: Database.Database, sql: string): Prepared {
  const known = statements.get(db) ?? new Map<string, Prepared>()
  if (known.size === 0) statements.set(db, known)
  const existing = known.get(sql)
  if (existing !== undefined) return existing
  const statement = db.prepare<(SqlValue | SqlValue[])[], unknown>(sql)
  known.set(sql, statement)
  return statement
}

/**
 * Every row of a reading statement. `Row` states the columns the statement selects.
 * Errors: a writing statement is a programming error; storage failures as AppError.
 */
export function all<Row>(db: Database.Database, sql: string, ...values: SqlValue[]): Row[] {
  try {
    return reading(db, sql).all(...values) as Row[]
  } catch (error) {
    throw storageError(error)
  }
}

/** The first row of a reading statement, or null. */
export function one<Row>(db: Database.Database, sql: string, ...values: SqlValue[]): Row | null {
  try {
    return (reading(db, sql).get(...values) as Row | undefined) ?? null
  } catch (error) {
    throw storageError(error)
  }
}

function reading(db: Database.Database, sql: string): Prepared {
  const statement = prepared(db, sql)
  if (!statement.readonly || !statement.reader) throw new Error(`not a reading statement: ${sql}`)
  return statement
}
