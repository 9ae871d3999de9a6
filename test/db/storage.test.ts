import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backupDatabase } from '../../db/backup.ts'
import { closeDatabase, openDatabase } from '../../db/open.ts'
import { one } from '../../db/query.ts'
import { readSetting, saveSetting } from '../../db/settings.ts'
import { verifyDatabase, verifyFile } from '../../db/verify.ts'
import { write } from '../../db/write.ts'
import { context, filledRound, fillRound, MAKING, newDatabase, refusal, tempFolder } from './fixture.ts'

const NOBODY = 65534

test('a full disk: the write is undone whole, with a sentence, and later writes work', () => {
  const db = newDatabase(join(tempFolder(), 'cases.db'))
  filledRound(db, 20)
  const before = verifyDatabase(db)
  const pages = Number(db.pragma('page_count', { simple: true }))
  db.pragma(`max_page_count = ${pages + 20}`)
  const large = () =>
    write(db, context(), (tx) => {
      fillRound(tx, 500, 2)
      tx.log('导入', '', {})
    })
  expect(refusal(large)).toMatch(/STORAGE.*磁盘空间不足.*没有写入/)
  expect(verifyDatabase(db)).toEqual(before)
  db.pragma('max_page_count = 1000000')
  expect(large).not.toThrow()
  expect(verifyDatabase(db)).toMatchObject({ ok: true })
})

test('two connections write in turn and see each other; a third waits, then says who is in the way', () => {
  const path = join(tempFolder(), 'cases.db')
  const a = newDatabase(path)
  const b = openDatabase(path, { busyTimeoutMs: 20 })
  for (let round = 0; round < 20; round += 1) {
    for (const [name, db] of [
      ['a', a],
      ['b', b],
    ] as const) {
      write(db, context(name), (tx) => {
        saveSetting(tx, name, round)
        tx.log('保存设置', name, {})
      })
    }
    expect(readSetting(a, 'b')).toBe(round)
    expect(readSetting(b, 'a')).toBe(round)
  }
  a.exec('BEGIN IMMEDIATE')
  expect(refusal(() => write(b, context(), (tx) => tx.log('x', '', {})))).toMatch(/LOCKED.*占用/)
  a.exec('ROLLBACK')
  expect(verifyDatabase(a)).toMatchObject({ ok: true, auditEntries: 41 })
  closeDatabase(a)
  write(b, context(), (tx) => tx.log('最后', '', {}))
  closeDatabase(b)
  expect(verifyFile(path)).toMatchObject({ ok: true, auditEntries: 42 })
})

test('opening for reading and closing again leaves no trace, and the sum stays', () => {
  const folder = tempFolder()
  const path = join(folder, 'cases.db')
  closeDatabase(newDatabase(path))
  const before = readFileSync(path)
  const reading = openDatabase(path, { readonly: true })
  expect(one(reading, 'SELECT count(*) AS count FROM meta')).toEqual({ count: 3 })
  closeDatabase(reading)
  expect(readdirSync(folder)).toEqual(['cases.db'])
  closeDatabase(openDatabase(path))
  expect(readFileSync(path).equals(before)).toBe(true)
})

/** Runs a script as somebody without rights; what it prints. The file rights do not bind root, who runs CI. */
function asNobody(script: string, ...args: string[]): string {
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script, ...args], { ...user, encoding: 'utf8' })
  return run.stdout + run.stderr
}

test('a write-protected file or folder is refused at once with a sentence', () => {
  const folder = tempFolder()
  chmodSync(folder, 0o755)
  mkdirSync(join(folder, 'ours'))
  const path = join(folder, 'ours', 'cases.db')
  const db = newDatabase(path)
  filledRound(db, 3)
  backupDatabase(db, join(folder, 'ours', 'backup.db'), MAKING)
  closeDatabase(db)
  const own = (name: string, mode: number): void => {
    if (process.getuid?.() === 0) chownSync(name, NOBODY, NOBODY)
    chmodSync(name, mode)
  }
  const url = (name: string): string => new URL(`../../db/${name}.ts`, import.meta.url).href
  const script = `
    import { createDatabase, openDatabase } from '${url('open')}'
    import { restoreDatabase } from '${url('backup')}'
    import { verifyFile } from '${url('verify')}'
    const path = process.argv[1]
    const ctx = { actor: { id: 'a', name: 'a' }, now: '2026-03-05T00:00:00.000Z', newId: () => 'x'.repeat(36) }
    const attempt = (name, act) => {
      try { console.log(name, 'done', act()?.ok ?? '') } catch (error) { console.log(name, error.code, error.message) }
    }
    attempt('open', () => openDatabase(path))
    attempt('create', () => createDatabase(path + '.new', ctx))
    attempt('restore', () => restoreDatabase(path.replace('cases', 'backup'), path + '.restored' + process.pid))
    attempt('verify', () => verifyFile(path))
  `
  own(path, 0o444)
  own(join(folder, 'ours', 'backup.db'), 0o444)
  own(join(folder, 'ours'), 0o755)
  expect(asNobody(script, path)).toMatch(/open STORAGE .*不可写/)
  own(path, 0o644)
  own(join(folder, 'ours', 'backup.db'), 0o644)
  // On Windows a folder's read-only mark does not protect what is in it.
  if (process.platform === 'win32') return
  own(join(folder, 'ours'), 0o555)
  const printed = asNobody(script, path)
  expect(printed).toMatch(/open STORAGE .*不可写/)
  expect(printed).toMatch(/create STORAGE .*不可写/)
  expect(printed).toMatch(/restore STORAGE .*不可写/)
  expect(printed).toMatch(/verify done true/)
  own(join(folder, 'ours'), 0o755)
})
