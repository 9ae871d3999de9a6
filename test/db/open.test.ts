import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { APPLICATION_ID, FORMAT_VERSION } from '../../db/connection.ts'
import { closeDatabase, createDatabase, openDatabase, type ReadableDb } from '../../db/open.ts'
import { isCliOperated } from '../../db/settings.ts'
import { verifyFile } from '../../db/verify.ts'
import { context, filledRound, newDatabase, refusal, tempFolder } from './fixture.ts'

const SETTINGS = {
  foreign_keys: 1,
  trusted_schema: 0,
  recursive_triggers: 1,
  cell_size_check: 1,
  busy_timeout: 5000,
  application_id: APPLICATION_ID,
  user_version: FORMAT_VERSION,
  journal_mode: 'wal',
}

function settingsOf(db: ReadableDb): Record<string, unknown> {
  return Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, db.pragma(name, { simple: true })]))
}

test('every connection has the settings that keep records safe', () => {
  const path = join(tempFolder(), 'cases.db')
  const made = newDatabase(path)
  expect(settingsOf(made)).toEqual(SETTINGS)
  expect(made.pragma('synchronous', { simple: true })).toBe(2)
  closeDatabase(made)

  const writing = openDatabase(path)
  expect(settingsOf(writing)).toEqual(SETTINGS)
  expect(writing.pragma('synchronous', { simple: true })).toBe(2)
  const reading = openDatabase(path, { readonly: true })
  expect(settingsOf(reading)).toEqual(SETTINGS)
  expect(() => reading.exec('DELETE FROM draft')).toThrow(/readonly/)
  closeDatabase(reading)
  closeDatabase(writing)
})

test('every table is STRICT', () => {
  const db = newDatabase(join(tempFolder(), 'cases.db'))
  const loose = db.prepare("SELECT name FROM pragma_table_list WHERE strict = 0 AND name NOT LIKE 'sqlite_%'").all()
  expect(loose).toEqual([])
})

test('a new database says who operates it and verifies', () => {
  const folder = tempFolder()
  const db = createDatabase(join(folder, 'cases.db'), context(), { cliOperated: true })
  expect(isCliOperated(db)).toBe(true)
  closeDatabase(db)
  expect(readdirSync(folder).sort()).toEqual(['cases.db'])
  expect(verifyFile(join(folder, 'cases.db'))).toMatchObject({ ok: true, rows: 3, auditEntries: 1 })
})

test('creating never replaces a file nor adopts a leftover log', () => {
  const folder = tempFolder()
  writeFileSync(join(folder, 'taken.db'), 'mine')
  expect(refusal(() => createDatabase(join(folder, 'taken.db'), context()))).toMatch(/CONFLICT.*已经存在/)
  expect(readFileSync(join(folder, 'taken.db'), 'utf8')).toBe('mine')
  writeFileSync(join(folder, 'new.db-wal'), 'old log')
  expect(refusal(() => createDatabase(join(folder, 'new.db'), context()))).toMatch(/CONFLICT.*new\.db-wal/)
  expect(existsSync(join(folder, 'new.db'))).toBe(false)
  expect(refusal(() => createDatabase(join(folder, 'no', 'x.db'), context()))).toMatch(/NOT_FOUND.*文件夹/)
})

test('what cannot be opened is refused with a sentence and left as it was', () => {
  const folder = tempFolder()
  const good = join(folder, 'good.db')
  const db = newDatabase(good)
  filledRound(db, 50)
  closeDatabase(db)
  const at = (name: string): string => join(folder, name)

  writeFileSync(at('empty.db'), '')
  writeFileSync(at('text.db'), '这不是数据库'.repeat(100))
  mkdirSync(at('folder.db'))
  const foreign = new Database(at('foreign.db'))
  foreign.exec('CREATE TABLE t (a)')
  foreign.close()
  copyFileSync(good, at('half.db'))
  truncateSync(at('half.db'), 4096 * 20)
  copyFileSync(good, at('garbled.db'))
  const bytes = readFileSync(at('garbled.db'))
  bytes.fill(0x5a, 200, 4096)
  writeFileSync(at('garbled.db'), bytes)

  const before = Object.fromEntries(
    ['empty.db', 'text.db', 'foreign.db', 'half.db', 'garbled.db'].map((name) => [name, readFileSync(at(name))]),
  )
  expect(refusal(() => openDatabase(at('missing.db')))).toMatch(/NOT_FOUND.*找不到/)
  expect(refusal(() => openDatabase(at('folder.db')))).toMatch(/NOT_FOUND.*不是文件/)
  expect(refusal(() => openDatabase(at('empty.db')))).toMatch(/DAMAGED.*空文件/)
  expect(refusal(() => openDatabase(at('text.db')))).toMatch(/CONFLICT.*不是本软件的数据库/)
  expect(refusal(() => openDatabase(at('foreign.db')))).toMatch(/CONFLICT.*不是本软件的数据库/)
  expect(refusal(() => openDatabase(at('half.db')))).toMatch(/DAMAGED.*不完整/)
  expect(refusal(() => openDatabase(at('garbled.db')))).toMatch(/DAMAGED/)
  for (const [name, content] of Object.entries(before)) expect(readFileSync(at(name)).equals(content), name).toBe(true)
})

test('a file with a dropped trigger is not opened', () => {
  const path = join(tempFolder(), 'cases.db')
  closeDatabase(newDatabase(path))
  const raw = new Database(path)
  raw.exec('DROP TRIGGER decision_no_update')
  raw.close()
  expect(refusal(() => openDatabase(path))).toMatch(/DAMAGED.*缺少触发器 decision_no_update/)
})

test('a file another program holds is reported as in use', () => {
  const path = join(tempFolder(), 'cases.db')
  const db = newDatabase(path)
  closeDatabase(db)
  const holder = new Database(path)
  onTestFinished(() => {
    holder.close()
  })
  holder.pragma('locking_mode = EXCLUSIVE')
  holder.exec('BEGIN EXCLUSIVE')
  expect(refusal(() => openDatabase(path, { busyTimeoutMs: 20 }))).toMatch(/LOCKED.*占用/)
})
