import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { auditHead } from '../../db/audit.ts'
import { closeDatabase, openDatabase } from '../../db/open.ts'
import { one } from '../../db/query.ts'
import { readSetting, saveSetting } from '../../db/settings.ts'
import { verifyDatabase, verifyFile } from '../../db/verify.ts'
import { write } from '../../db/write.ts'
import { context, newDatabase, randomFrom, tempFolder } from './fixture.ts'

const WRITER = fileURLToPath(new URL('crashWriter.ts', import.meta.url))
/** 20 in every run of the tests; CRASH_ROUNDS=300 for the full figure (quality.md R1, R2). */
const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 20)
const LIMIT_MS = ROUNDS * 30_000

/** Starts the writer, kills it a moment after it acknowledged `writes` writes, and answers the last one acknowledged. */
async function killWhileWriting(path: string, from: number, writes: number, delayMs: number): Promise<number> {
  const child = spawn(process.execPath, [WRITER, path, String(from)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (text: string) => {
    const before = printed.split('\n').length
    printed += text
    if (before <= writes + 1 && printed.split('\n').length > writes + 1)
      setTimeout(() => child.kill('SIGKILL'), delayMs)
  })
  const [, signal] = await once(child, 'close')
  expect(signal).toBe('SIGKILL')
  const acknowledged = printed.split('\n').slice(1, -1).map(Number)
  return acknowledged.at(-1) ?? from
}

test(
  `kill −9 in the middle of writing, ${ROUNDS} times: all or nothing, and nothing acknowledged is lost`,
  async () => {
    const path = join(tempFolder(), 'cases.db')
    closeDatabase(newDatabase(path))
    const random = randomFrom(3)
    let count = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      const acknowledged = await killWhileWriting(path, count, Math.floor(random() * 8), random() * 8)
      if (round % 2 === 0) expect(verifyFile(path)).toMatchObject({ ok: true })
      const db = openDatabase(path)
      count = readSetting<number>(db, 'count') ?? 0
      expect(count - acknowledged).toBeGreaterThanOrEqual(0)
      expect(count - acknowledged).toBeLessThanOrEqual(1)
      expect(verifyDatabase(db)).toMatchObject({ ok: true, auditEntries: count + 1 })
      if (count > 0) {
        const { rows } = one<{ rows: number }>(
          db,
          'SELECT count(*) AS rows FROM applicant WHERE credit_code = ?',
          `${count}`,
        ) ?? { rows: 0 }
        expect(rows).toBe((count % 5) * 60 + 2)
      }
      expect(one(db, 'SELECT 1 FROM applicant WHERE credit_code = ?', `${count + 1}`)).toBeNull()
      closeDatabase(db)
    }
    expect(count).toBeGreaterThan(ROUNDS)
  },
  LIMIT_MS,
)

test(
  `a torn or garbled log, ${ROUNDS * 3} times: whole transactions only, never a part of one`,
  () => {
    const folder = tempFolder()
    const path = join(folder, 'cases.db')
    const db = newDatabase(path)
    closeDatabase(db)
    const writing = openDatabase(path)
    const heads = [auditHead(writing)]
    for (let count = 1; count <= 30; count += 1) {
      write(writing, context(), (tx) => {
        saveSetting(tx, 'count', count)
        const applicant = { credit_code: '', name: '样例', natural_person: 0 } as const
        for (let row = 0; row < count % 7; row += 1)
          tx.insert('applicant', { ...applicant, name_key: `${count} ${row}` })
        tx.log('写入', `${count}`, {})
      })
      heads.push(auditHead(writing))
    }
    const log = readFileSync(`${path}-wal`)
    const torn = join(folder, 'torn.db')
    const random = randomFrom(4)
    const kept = new Set<number>()
    for (let round = 0; round < ROUNDS * 3; round += 1) {
      copyFileSync(path, torn)
      const at = Math.floor(random() * log.length)
      const bytes = round % 2 === 0 ? log.subarray(0, at) : Buffer.from(log).fill(round, at, at + 64)
      writeFileSync(`${torn}-wal`, bytes)
      const again = openDatabase(torn)
      const count = readSetting<number>(again, 'count') ?? 0
      kept.add(count)
      expect(verifyDatabase(again), `round ${round}`).toMatchObject({
        ok: true,
        auditEntries: count + 1,
        head: heads[count],
      })
      closeDatabase(again)
      expect(verifyFile(torn)).toMatchObject({ ok: true })
    }
    expect(kept.size).toBeGreaterThan(10)
    closeDatabase(writing)
  },
  LIMIT_MS,
)
