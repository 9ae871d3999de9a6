import { randomBytes } from 'node:crypto'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keyFileOf } from '../../db/keyFile.ts'
import { closeDatabase, createDatabase, openDatabase } from '../../db/open.ts'
import { verifyFile } from '../../db/verify.ts'
import { AppError } from '../../shared/errors.ts'
import { tempFolder } from '../core/coreHarness.ts'
import { decidedFile, type Fate, fateOf, flippable } from '../core/flippedBits.ts'
import { context, filledRound } from '../db/fixture.ts'
import { drillDice, ROUNDS, rounds } from './rounds.ts'

/** The salt at the head of an encrypted file is not used with a raw key: it holds nothing. */
const SALT = 16
const FLIPS = Math.min(ROUNDS, 200)

interface Rest {
  path: string
  bytes: Buffer
  key: Uint8Array | null
  rows: number
}

/** A closed file of a round of so many cases. */
function atRest(cases: number, key: Uint8Array | null): Rest {
  const path = join(tempFolder(), 'cases.db')
  const db = createDatabase(path, context(), { key })
  if (key !== null) writeFileSync(keyFileOf(path), '{}')
  filledRound(db, cases)
  closeDatabase(db)
  const found = verifyFile(path, { key })
  if (!found.ok) throw new Error(found.place)
  return { path, bytes: readFileSync(path), key, rows: found.rows }
}

/** How many cases make so many rows; found on a small file. */
function casesFor(rows: number): number {
  const few = atRest(20, null).rows
  return Math.ceil((20 * (rows - few)) / (atRest(40, null).rows - few)) + 20
}

for (const [kind, key] of [
  ['未加密', null],
  ['加密', randomBytes(32)],
] as const) {
  test(`R7 随机翻转一位（${kind}，十万条记录）`, ({ task }) => {
    // A few rounds are a trial of the drill itself, on a small file.
    const { path, bytes, rows } = atRest(casesFor(ROUNDS < 50 ? 2_000 : 100_000), key)
    const random = drillDice(1)
    const missed: number[] = []
    let flipped = 0
    for (const _ of rounds(FLIPS)) {
      const from = key === null ? 0 : SALT
      const at = from + Math.floor(random() * (bytes.length - from))
      const copy = Buffer.from(bytes)
      copy.writeUInt8(copy.readUInt8(at) ^ (1 << Math.floor(random() * 8)), at)
      writeFileSync(path, copy)
      if (verifyFile(path, { key }).ok) missed.push(at)
      flipped += 1
    }
    expect(missed).toEqual([])
    task.meta.figure = `${rows} 条记录，翻转 ${flipped} 次，查出 ${flipped} 次`
  })

  test(`R2 库文件截断或写花（${kind}）`, ({ task }) => {
    const { path: whole, bytes, key: own } = atRest(60, key)
    const path = join(tempFolder(), 'torn.db')
    if (own !== null) copyFileSync(keyFileOf(whole), keyFileOf(path))
    const random = drillDice(2)
    let refused = 0
    let torn = 0
    for (const round of rounds()) {
      const at = SALT + Math.floor(random() * (bytes.length - SALT))
      const noise = randomBytes(64)
      const copy = round % 2 === 0 ? Buffer.from(bytes.subarray(0, at)) : Buffer.from(bytes)
      if (round % 2 === 1) noise.copy(copy, at)
      writeFileSync(path, copy)
      expect(verifyFile(path, { key: own }), `round ${round} at ${at}`).toMatchObject({
        ok: false,
        place: expect.stringMatching(/\p{Script=Han}/u),
      })
      expect(readFileSync(path).equals(copy), 'the damaged file is left as it was').toBe(true)
      if (!opens(path, own)) refused += 1
      torn += 1
    }
    task.meta.figure = `${torn} 次，核验全部查出；打开时当场拒绝 ${refused} 次，都有中文说明`
  })
}

test('R7 翻转一位后逐件打开（未加密，样例批次，看全部申报）', async ({ task }) => {
  const file = flippable(await decidedFile(true), true)
  const random = drillDice(3)
  const fates: Record<Fate, number> = { 'not opened': 0, 'case refused': 0, harmless: 0, SHOWN: 0 }
  for (const _ of rounds(FLIPS)) fates[fateOf(file, Math.floor(random() * file.bytes.length * 8))] += 1
  expect(fates.SHOWN).toBe(0)
  const flipped = Object.values(fates).reduce((sum, one) => sum + one, 0)
  task.meta.figure = `${flipped} 次：打开时拒绝 ${fates['not opened']}，该件拒绝 ${fates['case refused']}，无人看见的字节 ${fates.harmless}，被显示 0`
})

/** Whether a damaged file opens; a refusal must be a Chinese sentence. */
function opens(path: string, key: Uint8Array | null): boolean {
  try {
    closeDatabase(openDatabase(path, { key, readonly: true }))
    return true
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(error.message).toMatch(/\p{Script=Han}/u)
    return false
  }
}
