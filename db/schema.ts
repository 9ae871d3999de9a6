import Database from 'better-sqlite3'
import { type Migration, migrate } from './migrate.ts'

export interface SchemaEntry {
  type: string
  name: string
  sql: string
}

/** Tables, indexes and triggers of a file as it states them, tables first, in name order. */
export function schemaOf(db: Database.Database): SchemaEntry[] {
  return db
    .prepare<[], SchemaEntry>(
      `SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL
       ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name`,
    )
    .all()
}

const made = new WeakMap<readonly Migration[], SchemaEntry[]>()

/** The schema a list of steps makes; worked out once per list. */
function schemaMadeBy(list: readonly Migration[]): SchemaEntry[] {
  const known = made.get(list)
  if (known !== undefined) return known
  const db = new Database(':memory:')
  try {
    migrate(db, list, () => {})
    const schema = schemaOf(db)
    made.set(list, schema)
    return schema
  } finally {
    db.close()
  }
}

/** The first difference between a file's schema and what the migrations make, in words; null when there is none. */
export function schemaDifference(db: Database.Database, list: readonly Migration[]): string | null {
  const expected = new Map(schemaMadeBy(list).map((entry) => [entry.name, entry]))
  for (const entry of schemaOf(db)) {
    const wanted = expected.get(entry.name)
    if (wanted === undefined) return `多出一个${kindName(entry.type)} ${entry.name}`
    if (wanted.sql !== entry.sql || wanted.type !== entry.type) return `${kindName(entry.type)} ${entry.name} 被改动`
    expected.delete(entry.name)
  }
  for (const missing of expected.values()) return `缺少${kindName(missing.type)} ${missing.name}`
  return null
}

function kindName(type: string): string {
  return type === 'table' ? '表' : type === 'index' ? '索引' : type === 'trigger' ? '触发器' : '对象'
}
