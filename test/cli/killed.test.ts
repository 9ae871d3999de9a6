import { once } from 'node:events'
import { copyFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { applicationsByNo } from '../../db/applications.ts'
import { closeDatabase, openDatabase } from '../../db/open.ts'
import { roundByYearBatch } from '../../db/rounds.ts'
import { verifyFile } from '../../db/verify.ts'
import { randomFrom } from '../db/fixture.ts'
import { asProcess, type CellText, done, doneJson, eachOf, start, workFolder, writeBook } from './commandLine.ts'

const ROWS = 3000
const KILLS = 16
const folder = workFolder()

async function bigBook(): Promise<string> {
  const header = [
    '申报编号',
    '申报条款',
    '申报单位',
    '统一社会信用代码',
    '所属产业',
    '申报金额（元）',
    '采购额（元）',
    '用途',
  ]
  const rows = Array.from({ length: ROWS }, (_, at): CellText[] => {
    return [`K${at}`, '智能眼镜', `示例第${at}有限公司`, '', '眼镜', 1000 + at, 10_000 + at, '产业端应用']
  })
  return writeBook(join(folder, '三千行.xlsx'), { 申报: [header, ...rows] })
}

/** How many applications the round has, read the way the program reads after a crash. */
function stored(path: string): number {
  const db = openDatabase(path)
  try {
    const round = roundByYearBatch(db, 2026, 1)
    return round === null ? 0 : applicationsByNo(db, round.id).size
  } finally {
    closeDatabase(db)
  }
}

test('an import killed at any moment is there whole or not at all, and the file verifies', async () => {
  const empty = join(folder, '空.db')
  await done(['init', '--db', empty])
  await done(['round', 'create', '--db', empty, '--round', '2026-1', '--budget', '12000000'])
  const book = await bigBook()
  const random = randomFrom(9)
  const found = { none: 0, whole: 0, inWriting: 0 }
  const rounds = Array.from({ length: KILLS }, (_, at) => at)
  await eachOf(rounds, async (at) => {
    const path = join(folder, `${at}.db`)
    copyFileSync(empty, path)
    const child = start(['import', '--db', path, '--round', '2026-1', book])
    const ended = once(child, 'close')
    // The log grows while the transaction is written: that is where a kill can hurt, some way into it.
    const grown = random() * 3_000_000
    const watch = setInterval(() => {
      const written = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0
      if (written < Math.max(1, grown)) return
      clearInterval(watch)
      if (child.kill('SIGKILL')) found.inWriting += 1
    }, 1)
    await ended
    clearInterval(watch)
    expect(verifyFile(path), `kill ${at} at ${Math.round(grown)} bytes`).toMatchObject({ ok: true })
    const count = stored(path)
    expect([0, ROWS], `kill ${at}`).toContain(count)
    if (count === 0) found.none += 1
    else found.whole += 1
    expect(verifyFile(path), `kill ${at}, opened again`).toMatchObject({ ok: true })
    if (at > 0) for (const end of ['', '-wal', '-shm', '.sha256']) rmSync(path + end, { force: true })
  })
  expect(found.none + found.whole).toBe(KILLS)
  expect(found.inWriting).toBeGreaterThan(KILLS / 2)
  const again = await doneJson(['import', '--db', join(folder, '0.db'), '--round', '2026-1', book])
  expect(again).toMatchObject({ accepted: ROWS, rejected: 0 })
  expect(stored(join(folder, '0.db'))).toBe(ROWS)
}, 600_000)

test('two imports into one file at once: each done or refused whole, nothing twice', async () => {
  const path = join(folder, '同时.db')
  await done(['init', '--db', path])
  await done(['round', 'create', '--db', path, '--round', '2026-1', '--budget', '12000000'])
  const book = await bigBook()
  const args = ['import', '--db', path, '--round', '2026-1', book]
  const answers = await Promise.all([asProcess(args), asProcess(args), asProcess(args)])
  for (const { code, stderr } of answers) {
    if (code !== 0) expect(stderr).toMatch(/预览之后本批次又有变动|正被另一个程序占用/)
  }
  expect(answers.filter(({ code }) => code === 0).length).toBeGreaterThan(0)
  expect(stored(path)).toBe(ROWS)
  expect(verifyFile(path)).toMatchObject({ ok: true })
}, 300_000)
