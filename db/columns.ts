import type Database from 'better-sqlite3'

/** The columns of a table in name order without its digest column, and the statements that write them. */
export interface RowShape {
  columns: readonly string[]
  /** Reads the columns, then the digest. */
  select: string
  /** Binds the columns, then the digest. */
  insert: string
  /** Binds the columns, the digest, then the id. */
  update: string
}

const shapes = new WeakMap<Database.Database, Map<string, RowShape>>()

/** The shape of a table, read once per connection from the schema itself. `digestColumn` is kept apart. */
export function rowShape(db: Database.Database, table: string, digestColumn = 'digest'): RowShape {
  const known = shapes.get(db) ?? new Map<string, RowShape>()
  if (known.size === 0) shapes.set(db, known)
  const existing = known.get(table)
  if (existing !== undefined) return existing
  const columns = db
    .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map((column) => column.name)
    .filter((name) => name !== digestColumn)
    .sort()
  const all = [...columns, digestColumn]
  const shape: RowShape = {
    columns,
    select: `SELECT ${all.join(', ')} FROM ${table}`,
    insert: `INSERT INTO ${table} (${all.join(', ')}) VALUES (${all.map(() => '?').join(', ')})`,
    update: `UPDATE ${table} SET ${all.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
  }
  known.set(table, shape)
  return shape
}
