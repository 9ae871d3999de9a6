import { writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations/list.ts'
import { schemaOf } from './schema.ts'

/** The text of db/schema.sql: what the migrations make. */
export function schemaText(): string {
  const db = new Database(':memory:')
  migrate(db, MIGRATIONS, () => {})
  const statements = schemaOf(db).map((entry) => `${entry.sql};\n`)
  db.close()
  return `-- Made by db/dumpSchema.ts from db/migrations; do not edit.\n\n${statements.join('\n')}`
}

if (import.meta.main) writeFileSync(new URL('schema.sql', import.meta.url), schemaText())
