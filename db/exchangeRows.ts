import { AppError } from '../shared/errors.ts'
import { rowShape } from './columns.ts'
import { rowDigest } from './digest.ts'
import type { ReadableDb } from './handle.ts'
import { all, one } from './query.ts'
import type { SqlValue, TableName } from './tables.ts'
import type { NewRow, Tx } from './write.ts'

/**
 * A record as it travels: every column but its place in one database's order (`seq`) and the digest, which covers that
 * place. `id` and `installation` say which record it is wherever it lies.
 */
export type TravelRow = Readonly<Record<string, SqlValue>> & { readonly id: string; readonly installation: string }

/** The columns a record of the table travels with. */
export function travelColumns(db: ReadableDb, table: TableName): string[] {
  return rowShape(db, table).columns.filter((column) => column !== 'seq')
}

/** The records of a table that meet `where`, in their order of writing. `where` is ours, its values are bound. */
export function travelRows(db: ReadableDb, table: TableName, where: string, ...values: SqlValue[]): TravelRow[] {
  const { columns } = rowShape(db, table)
  const order = columns.includes('seq') ? 'seq' : 'id'
  const selected = travelColumns(db, table).join(', ')
  return all<TravelRow>(db, `SELECT ${selected} FROM ${table} WHERE ${where} ORDER BY ${order}`, ...values)
}

/** Adds a record as it was made elsewhere. Errors: as insert; DAMAGED when the table has no such columns. */
export function adopt(tx: Tx, table: TableName, row: TravelRow): void {
  const known = travelColumns(tx.db, table)
  if (Object.keys(row).some((column) => !known.includes(column))) {
    throw new AppError('CONFLICT', '包里的记录由更新版本的程序写成，没有改动任何数据；请先升级本程序')
  }
  // A column a later format added is empty in a record of an earlier one.
  const whole = Object.fromEntries(known.map((column) => [column, row[column] ?? null]))
  // The columns were just compared with the table's own; its types and checks are the database's to hold.
  tx.insert(table, whole as unknown as NewRow<TableName>)
}

/** Whether the table has a record of that id. */
export function hasRecord(db: ReadableDb, table: TableName, id: string): boolean {
  return one(db, `SELECT 1 FROM ${table} WHERE id = ?`, id) !== null
}

/** The newest `seq` of some tables: what is later was written afterwards. */
export function headsOf(db: ReadableDb, tables: readonly TableName[]): Record<string, number> {
  return Object.fromEntries(
    tables.map((table) => [
      table,
      one<{ seq: number }>(db, `SELECT coalesce(max(seq), 0) AS seq FROM ${table}`)?.seq ?? 0,
    ]),
  )
}

/** Digest of a record wherever it lies: the same in every database that holds it. */
export function travelDigest(table: string, row: TravelRow): string {
  const columns = Object.keys(row).sort()
  return rowDigest(
    table,
    columns,
    columns.map((column) => row[column]),
  )
}

/** Every audit entry with all its columns, from the first: the chain as it can be checked elsewhere. */
export function wholeChain(db: ReadableDb): Record<string, SqlValue>[] {
  return all<Record<string, SqlValue>>(db, 'SELECT * FROM audit_log ORDER BY seq')
}
