import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { auditHead, checkChain } from '../../db/audit.ts'
import { rowShape } from '../../db/columns.ts'
import { NOTHING, rowDigest, sealsHash } from '../../db/digest.ts'
import { OPEN_VALUE } from '../../db/fileSum.ts'
import { closeDatabase, openDatabase } from '../../db/open.ts'
import { readSeals } from '../../db/seals.ts'
import type { SqlValue } from '../../db/tables.ts'
import { verifyDatabase, verifyFile } from '../../db/verify.ts'
import { write } from '../../db/write.ts'
import { context, filledRound, newDatabase, tempFolder } from './fixture.ts'

const note = (path: string, subject: string): string => {
  const db = openDatabase(path)
  write(db, context(), (tx) => tx.log('打印公示', subject, {}))
  const head = auditHead(db)
  closeDatabase(db)
  return head
}

/** A file with a round, three further audit entries, and the head after the first of them as if printed on a paper. */
function printedFile(): { path: string; printed: string } {
  const path = join(tempFolder(), 'cases.db')
  const db = newDatabase(path)
  filledRound(db, 20)
  closeDatabase(db)
  const printed = note(path, '一')
  note(path, '二')
  note(path, '三')
  return { path, printed }
}

/** Changes a file with full rights, as somebody with another program would: triggers put back afterwards. */
function tamper(path: string, act: (db: Database.Database) => void): void {
  const db = new Database(path)
  const triggers = db
    .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    .all()
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
  act(db)
  for (const { sql } of triggers) db.exec(sql)
  db.close()
}

/** Rewrites the audit chain from `from` on so that it fits together again, with count and head; takes the file sum out. */
function rechain(db: Database.Database, from: number): void {
  const { columns, select } = rowShape(db, 'audit_log', 'hash')
  let previous =
    db
      .prepare<[number], string>('SELECT hash FROM audit_log WHERE seq = ?')
      .pluck()
      .get(from - 1) ?? NOTHING
  const rows = db.prepare<[number], SqlValue[]>(`${select} WHERE seq >= ? ORDER BY seq`).raw().all(from)
  for (const row of rows) {
    const values = columns.map((column, at) => (column === 'prev_hash' ? previous : (row[at] ?? null)))
    const before = previous
    previous = rowDigest('audit_log', columns, values)
    db.prepare('UPDATE audit_log SET prev_hash = ?, hash = ? WHERE seq = ?').run(
      before,
      previous,
      values[columns.indexOf('seq')],
    )
  }
  db.prepare("UPDATE seal SET rows = (SELECT count(*) FROM audit_log), sum = ? WHERE table_name = 'audit_log'").run(
    previous,
  )
  db.prepare('UPDATE file_sum SET value = ?').run(OPEN_VALUE)
}

const insertCopy = (db: Database.Database, table: string, changes: Record<string, string>): void => {
  const columns = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
  const values = columns.map((column) => changes[column] ?? column)
  db.exec(`INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${table} LIMIT 1`)
}

const ATTACKS: [string, RegExp, (db: Database.Database) => void][] = [
  ['an edited amount', /申报.*被改动/, (db) => db.exec('UPDATE application SET requested_fen = 1 WHERE row = 5')],
  ['an edited text', /材料.*被改动/, (db) => db.exec('UPDATE material SET provided = 1 WHERE provided = 0')],
  [
    'an edited setting of the file',
    /文件信息.*被改动/,
    (db) => db.exec("UPDATE meta SET value = '1' WHERE key = 'cli_operated'"),
  ],
  ['a deleted row', /环节流转.*20 条.*19 条/, (db) => db.exec('DELETE FROM stage_move WHERE seq = 7')],
  ['a deleted row at the end', /环节流转.*20 条.*19 条/, (db) => db.exec('DELETE FROM stage_move WHERE seq = 20')],
  [
    'an inserted row with a right digest',
    /申报单位.*20 条.*21 条/,
    (db) => {
      insertCopy(db, 'applicant', { id: `'${'x'.repeat(36)}'`, name_key: "'x'" })
      const { columns, select } = rowShape(db, 'applicant')
      const row = db.prepare<[], SqlValue[]>(`${select} WHERE name_key = 'x'`).raw().get() ?? []
      db.prepare("UPDATE applicant SET digest = ? WHERE name_key = 'x'").run(rowDigest('applicant', columns, row))
    },
  ],
  [
    'two rows whose order was swapped',
    /环节流转.*被改动/,
    (db) =>
      db.exec(
        'UPDATE stage_move SET seq = -1 WHERE seq = 1; UPDATE stage_move SET seq = 1 WHERE seq = 2; UPDATE stage_move SET seq = 2 WHERE seq = -1',
      ),
  ],
  [
    'an edited row with its digest and seal made right',
    /最后一条审计日志封存的内容/,
    (db) => {
      const { columns, select } = rowShape(db, 'application')
      db.exec('UPDATE application SET requested_fen = 1 WHERE row = 5')
      const row = db.prepare<[], SqlValue[]>(`${select} WHERE row = 5`).raw().get() ?? []
      const before = String(row[columns.length])
      const after = rowDigest('application', columns, row)
      db.prepare('UPDATE application SET digest = ? WHERE row = 5').run(after)
      const seal = readSeals(db).get('application')
      const sum = BigInt.asUintN(256, (seal?.sum ?? 0n) + BigInt(`0x${after}`) - BigInt(`0x${before}`))
      db.prepare("UPDATE seal SET sum = ? WHERE table_name = 'application'").run(sum.toString(16).padStart(64, '0'))
    },
  ],
  [
    'an edited seal',
    /申报（application）封存时有 999/,
    (db) => db.exec("UPDATE seal SET rows = 999 WHERE table_name = 'application'"),
  ],
  [
    'an edited audit entry',
    /审计日志第 2 条/,
    (db) => db.exec("UPDATE audit_log SET actor_name = '别人' WHERE seq = 2"),
  ],
  [
    'an edited audit entry with its own hash made right',
    /审计日志第 3 条.*不相连/,
    (db) => {
      const { columns, select } = rowShape(db, 'audit_log', 'hash')
      db.exec("UPDATE audit_log SET actor_name = '别人' WHERE seq = 2")
      const row = db.prepare<[], SqlValue[]>(`${select} WHERE seq = 2`).raw().get() ?? []
      db.prepare('UPDATE audit_log SET hash = ? WHERE seq = 2').run(rowDigest('audit_log', columns, row))
    },
  ],
  ['a missing audit entry', /审计日志第 3 条缺失/, (db) => db.exec('DELETE FROM audit_log WHERE seq = 3')],
  ['a cut audit tail', /截断/, (db) => db.exec('DELETE FROM audit_log WHERE seq > 4')],
  ['an emptied audit log', /截断/, (db) => db.exec('DELETE FROM audit_log')],
  [
    'an added audit entry',
    /审计日志第 6 条/,
    (db) => insertCopy(db, 'audit_log', { seq: '6', id: `'${'x'.repeat(36)}'`, hash: `'${'e'.repeat(64)}'` }),
  ],
  [
    'a row pointing nowhere',
    /指向不存在/,
    (db) => db.exec("PRAGMA foreign_keys = OFF; UPDATE stage_move SET application_id = 'x' WHERE seq = 1"),
  ],
  ['a table too many', /多出一个表 extra/, (db) => db.exec('CREATE TABLE extra (a)')],
  [
    'a weakened table',
    /表 setting 被改动/,
    (db) => db.exec('DROP TABLE setting; CREATE TABLE setting (id TEXT, digest TEXT)'),
  ],
]

describe('verify finds', () => {
  test('a change the records do not show, by the sum of the file', () => {
    const { path } = printedFile()
    const db = new Database(path)
    db.exec('VACUUM')
    db.close()
    expect(verifyFile(path)).toMatchObject({ ok: false, place: expect.stringContaining('校验和') })
  })

  test.each(ATTACKS)('%s', (_name, words, attack) => {
    const { path } = printedFile()
    expect(verifyFile(path)).toMatchObject({ ok: true, auditEntries: 5 })
    tamper(path, attack)
    expect(verifyFile(path)).toMatchObject({ ok: false, place: expect.stringMatching(words) })
  })

  test('a dropped trigger', () => {
    const { path } = printedFile()
    const db = new Database(path)
    db.exec('DROP TRIGGER audit_log_no_delete')
    db.close()
    expect(verifyFile(path)).toMatchObject({
      ok: false,
      place: expect.stringContaining('缺少触发器 audit_log_no_delete'),
    })
  })

  test('a tail that was cut and sealed over again, by the head on a paper', () => {
    const { path, printed } = printedFile()
    expect(verifyFile(path, { expectedHead: printed })).toMatchObject({ ok: true })
    tamper(path, (db) => {
      db.exec('DELETE FROM audit_log WHERE seq > 2')
      rechain(db, 2)
    })
    expect(verifyFile(path)).toMatchObject({ ok: true, auditEntries: 2 })
    expect(verifyFile(path, { expectedHead: printed })).toMatchObject({
      ok: false,
      place: expect.stringContaining('截断或重写'),
    })
  })

  test('a chain that was rewritten whole, by the head on a paper, given whole or by its first characters', () => {
    const { path, printed } = printedFile()
    tamper(path, (db) => {
      db.exec("UPDATE audit_log SET actor_name = '别人' WHERE seq = 2")
      rechain(db, 2)
    })
    expect(verifyFile(path)).toMatchObject({ ok: true })
    expect(verifyFile(path, { expectedHead: printed })).toMatchObject({ ok: false })
    expect(verifyFile(path, { expectedHead: printed.slice(0, 16) })).toMatchObject({ ok: false })
  })

  test('no head in too few characters', () => {
    const { path, printed } = printedFile()
    expect(verifyFile(path, { expectedHead: printed.slice(0, 16).toUpperCase() })).toMatchObject({ ok: true })
    expect(verifyFile(path, { expectedHead: printed.slice(0, 4) })).toMatchObject({ ok: false })
    expect(verifyFile(path, { expectedHead: '' })).toMatchObject({ ok: false })
  })

  test('a missing, foreign, empty or half file, in a sentence', () => {
    const folder = tempFolder()
    const { path } = printedFile()
    writeFileSync(join(folder, 'empty.db'), '')
    writeFileSync(join(folder, 'text.db'), 'x'.repeat(5000))
    writeFileSync(join(folder, 'half.db'), readFileSync(path).subarray(0, 40_000))
    for (const name of ['missing.db', 'empty.db', 'text.db', 'half.db']) {
      expect(verifyFile(join(folder, name)), name).toMatchObject({
        ok: false,
        place: expect.stringMatching(/[\u4e00-\u9fff]/),
      })
    }
  })
})

test('verifying an open database agrees, and sees what is not merged into the file yet', () => {
  const path = join(tempFolder(), 'cases.db')
  const db = newDatabase(path)
  filledRound(db, 20)
  const result = verifyDatabase(db)
  expect(result).toMatchObject({ ok: true, head: auditHead(db) })
  expect(checkChain(db)).toMatchObject({ ok: true, sealsHash: sealsHash(readSeals(db)) })
  const crashed = join(tempFolder(), 'crashed.db')
  copyFileSync(path, crashed)
  copyFileSync(`${path}-wal`, `${crashed}-wal`)
  const before = [readFileSync(crashed), readFileSync(`${crashed}-wal`)]
  expect(verifyFile(crashed)).toEqual(result)
  expect([readFileSync(crashed), readFileSync(`${crashed}-wal`)]).toEqual(before)
})

test('a head is read as a paper prints it, in groups, and the entry it stood for is told', () => {
  const { path, printed } = printedFile()
  const groups = printed
    .slice(0, 16)
    .replaceAll(/(.{4})/g, '$1 ')
    .toUpperCase()
  expect(verifyFile(path, { expectedHead: groups })).toMatchObject({ ok: true, headAt: expect.any(Number) })
  expect(verifyFile(path)).not.toHaveProperty('headAt')
  expect(verifyFile(path, { expectedHead: 'O'.repeat(16) })).toMatchObject({
    ok: false,
    place: expect.stringMatching(/照纸面/),
  })
  expect(verifyFile(path, { expectedHead: '0'.repeat(16) })).toMatchObject({
    ok: false,
    place: expect.stringMatching(/没有所给/),
  })
})
