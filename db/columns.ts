import type Database from 'better-sqlite3'

const known = new WeakMap<Database.Database, Map<string, readonly string[]>>()

/** The columns of a table in name order without those named, read once per connection from the schema itself. */
export function sortedColumns(db: Database.Database, table: string, without: string): readonly string[] {
  const tables = known.get(db) ?? new Map<string, readonly string[]>()
  if (tables.size === 0) known.set(db, tables)
  const existing = tables.get(`${table} ${without}`)
  if (existing !== undefined) return existing
  const columns = db
    .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map((column) => column.name)
    .filter((name) => name !== without)
    .sort()
  tables.set(`${table} ${without}`, columns)
  return columns
}
