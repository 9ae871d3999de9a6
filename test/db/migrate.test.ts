import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { listApplications } from '../../db/applications.ts'
import { schemaText } from '../../db/dumpSchema.ts'
import { fileVersion, type Migration, migrate, targetVersion } from '../../db/migrate.ts'
import { MIGRATIONS } from '../../db/migrations/list.ts'
import { closeDatabase, openDatabase } from '../../db/open.ts'
import { TABLE_NAMES } from '../../db/tableNames.ts'
import { APPEND_ONLY_TABLES, SEALED_TABLES } from '../../db/tables.ts'
import { verifyDatabase, verifyFile } from '../../db/verify.ts'
import { filledRound, newDatabase, refusal, tempFolder } from './fixture.ts'

/** An invented later step: a column and a table. */
const later: Migration = {
  version: MIGRATIONS.length + 1,
  name: 'later',
  up(db) {
    db.exec('ALTER TABLE applicant ADD COLUMN remark TEXT')
    db.exec('CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT')
  },
}
const failing: Migration = {
  version: MIGRATIONS.length + 2,
  name: 'failing',
  up(db) {
    db.exec('CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT')
    throw new Error('step failed')
  },
}
const orphaning: Migration = {
  version: MIGRATIONS.length + 1,
  name: 'orphaning',
  up(db) {
    db.exec('CREATE TABLE child (parent TEXT REFERENCES round (id) DEFERRABLE INITIALLY DEFERRED) STRICT')
    db.exec("INSERT INTO child VALUES ('nobody')")
  },
}

function memory(): Database.Database {
  const db = new Database(':memory:')
  onTestFinished(() => {
    db.close()
  })
  return db
}

test('db/schema.sql is what the migrations make (write it with `node db/dumpSchema.ts`)', () => {
  expect(readFileSync(new URL('../../db/schema.sql', import.meta.url), 'utf8')).toBe(schemaText())
})

test('the lists of tables in the program are those of the schema', () => {
  const db = memory()
  migrate(db, MIGRATIONS, () => {})
  const having = (column: string) =>
    db
      .prepare<[string], string>(
        `SELECT t.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c WHERE c.name = ? ORDER BY t.name`,
      )
      .pluck()
      .all(column)
  expect(having('digest').filter((table) => !['draft', 'personal_state'].includes(table))).toEqual(SEALED_TABLES)
  expect(having('seq').filter((table) => table !== 'audit_log')).toEqual([...APPEND_ONLY_TABLES].sort())
  expect(Object.keys(TABLE_NAMES).sort()).toEqual(SEALED_TABLES)
})

test('a list of steps with a gap or a repeated number is refused', () => {
  expect(() => targetVersion([...MIGRATIONS, failing])).toThrow(`expected ${MIGRATIONS.length + 1}`)
  expect(() => targetVersion([...MIGRATIONS, ...MIGRATIONS])).toThrow(`expected ${MIGRATIONS.length + 1}`)
})

test('each step is one transaction with its own stamp: a failure keeps the steps before it', () => {
  const db = memory()
  expect(() => migrate(db, [...MIGRATIONS, later, failing], () => {})).toThrow('step failed')
  expect(fileVersion(db)).toBe(later.version)
  expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0)
})

test('the runner refuses a newer file by itself', () => {
  const db = memory()
  migrate(db, [...MIGRATIONS, later], () => {})
  expect(refusal(() => migrate(db, MIGRATIONS, () => {}))).toMatch(/CONFLICT.*更新版本/)
})

test('a step that leaves a row pointing nowhere is undone', () => {
  const db = memory()
  migrate(db, MIGRATIONS, () => {})
  expect(() => migrate(db, [...MIGRATIONS, orphaning], () => {})).toThrow(/foreign keys/)
  expect(fileVersion(db)).toBe(MIGRATIONS.length)
})

test('an older file is backed up, verified and brought up to date; its rows still match their digests', () => {
  const folder = tempFolder()
  const path = join(folder, 'cases.db')
  const old = newDatabase(path)
  const { roundId } = filledRound(old, 30)
  const before = listApplications(old, roundId)
  closeDatabase(old)
  expect(refusal(() => openDatabase(path, { readonly: true, migrations: [...MIGRATIONS, later] }))).toMatch(/CONFLICT/)

  const now = () => '2026-03-05T01:02:03.000Z'
  const db = openDatabase(path, { migrations: [...MIGRATIONS, later], now })
  expect(fileVersion(db)).toBe(later.version)
  expect(listApplications(db, roundId)).toEqual(before)
  expect(verifyDatabase(db, { migrations: [...MIGRATIONS, later] })).toMatchObject({ ok: true })
  closeDatabase(db)

  const backup = join(folder, `cases.db.backup-v${MIGRATIONS.length}-20260305T010203Z`)
  expect(verifyFile(backup)).toMatchObject({ ok: true })
  expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([])
})

test('an upgrade cut off after its backup is taken up again in the same second; the first backup stays', () => {
  const folder = tempFolder()
  const path = join(folder, 'cases.db')
  closeDatabase(newDatabase(path))
  const now = () => '2026-03-05T01:02:03.000Z'
  const backup = `${path}.backup-v${MIGRATIONS.length}-20260305T010203Z`
  writeFileSync(backup, '前一次的备份')
  closeDatabase(openDatabase(path, { migrations: [...MIGRATIONS, later], now }))
  expect(readFileSync(backup, 'utf8')).toBe('前一次的备份')
  expect(verifyFile(`${backup}-2`)).toMatchObject({ ok: true })
})

test('a file of a newer program is refused and not a byte beside or in it changes', () => {
  const folder = tempFolder()
  const path = join(folder, 'cases.db')
  closeDatabase(newDatabase(path))
  closeDatabase(openDatabase(path, { migrations: [...MIGRATIONS, later] }))
  const before = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('hex')])
  expect(refusal(() => openDatabase(path))).toMatch(/CONFLICT.*更新版本/)
  expect(verifyFile(path)).toMatchObject({ ok: false, place: expect.stringContaining('更新版本') })
  expect(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('hex')])).toEqual(before)
})

test('a migration whose backup cannot be made does not begin', () => {
  const path = join(tempFolder(), 'cases.db')
  closeDatabase(newDatabase(path))
  const raw = new Database(path)
  raw.exec("UPDATE meta SET value = 'changed' WHERE key = 'created_at'")
  raw.close()
  expect(refusal(() => openDatabase(path, { migrations: [...MIGRATIONS, later] }))).toMatch(/DAMAGED.*副本未通过核验/)
  const after = new Database(path, { readonly: true })
  expect(fileVersion(after)).toBe(MIGRATIONS.length)
  after.close()
})
