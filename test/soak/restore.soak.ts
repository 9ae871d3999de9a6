import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ownStore, placeBytes, readBytes } from '../../db/attachmentFiles.ts'
import { backupDatabase, restoreDatabase } from '../../db/backup.ts'
import { keyFileOf } from '../../db/keyFile.ts'
import { closeDatabase, createDatabase, openDatabase, type ReadableDb } from '../../db/open.ts'
import { verifyFile } from '../../db/verify.ts'
import { write } from '../../db/write.ts'
import { tempFolder } from '../core/coreHarness.ts'
import { context, filledRound, fillRound, MAKING } from '../db/fixture.ts'
import { drillDice, rounds } from './rounds.ts'

/** Every row of every table, as text. */
function everything(db: ReadableDb): { rows: number; sum: string } {
  const tables = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY 1")
    .pluck()
    .all()
    // The sum of the file itself is of its pages, which a copy arranges anew.
    .filter((name) => name !== 'file_sum' && !name.includes('_fts'))
  const sum = createHash('sha256')
  let rows = 0
  for (const name of tables) {
    sum.update(name)
    const texts = db
      .prepare(`SELECT * FROM "${name}"`)
      .raw()
      .all()
      .map((row) => JSON.stringify(row))
    for (const text of texts.sort()) sum.update(text)
    rows += texts.length
  }
  return { rows, sum: sum.digest('hex') }
}

/** What happens to a file on a desk: bytes spoilt, an end missing, emptied, gone. */
const DAMAGE: ((path: string, random: () => number) => void)[] = [
  (path, random) => {
    const bytes = readFileSync(path)
    randomBytes(512).copy(bytes, 100 + Math.floor(random() * (bytes.length - 612)))
    writeFileSync(path, bytes)
  },
  (path, random) => truncateSync(path, Math.floor(random() * readFileSync(path).length)),
  (path) => writeFileSync(path, ''),
  (path) => rmSync(path),
]

for (const [kind, key] of [
  ['未加密', null],
  ['加密', randomBytes(32)],
] as const) {
  test(`R5 恢复演练（${kind}）：备份 → 损坏 → 恢复 → 逐条比对`, ({ task }) => {
    const folder = tempFolder()
    const path = join(folder, 'cases.db')
    const random = drillDice(6)
    const created = createDatabase(path, context(), { key })
    if (key !== null) writeFileSync(keyFileOf(path), '{}')
    const { applicationIds } = filledRound(created, 30)
    closeDatabase(created)
    const sums: string[] = []
    let compared = 0
    for (const round of rounds()) {
      const db = openDatabase(path, { key })
      const bytes = Buffer.from(`%PDF-1.7 ${round}`)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      placeBytes(ownStore(path), sha256, bytes, key)
      sums.push(sha256)
      write(db, context(), (tx) => {
        if (round % 10 === 0 && round < 900) fillRound(tx, 5, 2 + round / 10)
        const file = { material: '', file_name: '证件.pdf', media: 'pdf', sha256, bytes: bytes.length } as const
        const application_id = applicationIds[round % applicationIds.length] ?? ''
        tx.insert('attachment', { application_id, ...file, added_by: 'x', adder_name: '审核员', added_at: tx.now })
        tx.log('附件', '', {})
      })
      const before = everything(db)
      const backup = join(folder, `backup${round}.db`)
      backupDatabase(db, backup, MAKING)
      closeDatabase(db)
      DAMAGE[round % DAMAGE.length]?.(path, random)
      expect(verifyFile(path, { key }), `round ${round}`).toMatchObject({ ok: false })

      for (const end of ['', '-wal', '-shm', '.key', '.files']) rmSync(path + end, { recursive: true, force: true })
      restoreDatabase(backup, path, key)
      const again = openDatabase(path, { key })
      expect(everything(again), `round ${round}`).toEqual(before)
      compared += before.rows
      for (const one of sums) expect(readBytes([ownStore(path)], one, key).why).toBe(null)
      closeDatabase(again)
      for (const end of ['', '.key', '.files']) rmSync(backup + end, { recursive: true, force: true })
    }
    task.meta.figure = `${sums.length} 轮，逐条比对 ${compared} 条记录，不同 0；附件 ${sums.length} 个逐字节相同`
  })
}
